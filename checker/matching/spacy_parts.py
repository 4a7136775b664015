"""The parts of spaCy that matching uses. Import it where they are first needed: it takes half a second.

`import spacy` also imports spaCy's own command line, with a web client and a terminal library, for its
function `info`. That is a third of the time and serves nothing here, so an empty stand-in is there meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

__all__ = ["LOWER", "NORM", "Doc", "PhraseMatcher", "Vocab"]
_UNUSED = "spacy.cli.info"


@contextmanager
def _without_its_commands() -> Iterator[None]:
    if "spacy" in sys.modules:
        yield
        return
    stand_in = ModuleType(_UNUSED)
    stand_in.info = None  # type: ignore[attr-defined]
    sys.modules[_UNUSED] = stand_in
    try:
        yield
    finally:
        del sys.modules[_UNUSED]  # whoever imports it later gets the real one


with _without_its_commands():
    from spacy.attrs import LOWER, NORM
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
