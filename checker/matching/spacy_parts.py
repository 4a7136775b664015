"""The parts of spaCy that matching uses. Import it where they are first needed: it takes a quarter of a second.

`import spacy` also imports every part of a pipeline, trainers, parsers and spaCy's own command line: a third of the
time, and nothing of it serves here. So the parts are imported under a package whose own code has not run. It runs as
soon as anybody else imports spaCy or more of its parts, and gives them the whole of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType

__all__ = ["LOWER", "NORM", "Doc", "PhraseMatcher", "Vocab"]
_PACKAGE = "spacy"
_FIRST = "spacy.tokens.doc"  # the parts import each other in a circle, which only comes out right from here


class _Whole(Loader):
    """Finds and loads the package once more, for whoever imports it: the same one, with the parts that it has."""

    def __init__(self, package: ModuleType) -> None:
        self._package = package

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Found as it would be without us; only the loading is ours."""
        if name != _PACKAGE:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            self._loader, spec.loader = spec.loader, self
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The package that the parts know."""
        return self._package

    def exec_module(self, module: ModuleType) -> None:
        """Run its own code."""
        if module.__spec__ is not None:
            module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)


@contextmanager
def _parts_only() -> Iterator[None]:
    spec = None if _PACKAGE in sys.modules else find_spec(_PACKAGE)
    if spec is None:
        yield
        return
    package = sys.modules[_PACKAGE] = module_from_spec(spec)
    try:
        import_module(_FIRST)
        yield
    finally:
        del sys.modules[_PACKAGE]
        sys.meta_path.insert(0, _Whole(package))


with _parts_only():
    from spacy.attrs import LOWER, NORM
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
