"""Patterns that are compiled when they are first used: most documents need a third of all that there are.

A pattern takes half a millisecond to compile, and some two hundred serve one kind of document or another.
"""

from __future__ import annotations

import re
from typing import Any, cast


class Late:
    """A pattern that is compiled when anything is asked of it; what was asked for stays at hand as its own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # what Python asks of any object needs no pattern
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that `re.compile` makes of a source, made when it is first used."""
    return cast("re.Pattern[str]", Late(source, flags))
