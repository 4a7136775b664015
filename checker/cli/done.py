"""One file that a command has dealt with, and what is said of one that it could not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import OptionError
from checker.results.model import Check, Failure


@dataclass(frozen=True, slots=True)
class Done:
    """One file dealt with: its check, or why there is none."""

    path: Path
    check: Check | None
    failure: Failure | None
    annotated: bytes | None = None  # the annotated PDF, where one was asked for, until it is written
    unwritten: bool = False  # there is a check, but its report could not be written


def complain(failure: Failure) -> None:
    """Say on standard error why there is no check."""
    print(f"checker: {failure.message}", file=sys.stderr)


def refuse_source(target: Path, sources: Sequence[Path]) -> None:
    """Raises OptionError where a report would be written over a document itself."""
    if any(source.exists() and target.exists() and target.samefile(source) for source in sources):
        raise OptionError(f"--output {target} is the document itself; give the report another name.")
