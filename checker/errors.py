"""Errors that a person reads: what went wrong, where, and what to do about it.

Each class carries the exit status of the command that it ends, so that no place decides by a word.
"""

from __future__ import annotations

from typing import ClassVar, Literal

# Why a document was not checked: the `error.kind` of its result. The last four are faults of no document.
DocumentKind = Literal[
    "not-found",
    "outside",  # of the folder whose documents are checked
    "unsupported",
    "password",
    "damaged",
    "empty",
    "no-text",
    "not-what-it-says",
    "not-recognised",  # none of the kinds of document that are judged
    "too-large",
    "unreadable",
    "not-pdf",  # asked to be annotated
    "protected",
    "changed",  # while it was checked
    "ocr-missing",
    "too-slow",
    "crashed",
    "internal",
]


class CheckerError(Exception):
    """The base of every error the checker raises on purpose.

    `kind` is a short stable word for programs, `message` one sentence (or two) for a person, and `status` the
    exit status of a command that it ends.
    """

    status: ClassVar[int] = 3

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[type[CheckerError], tuple[str, ...]]:
        return type(self), (self.kind, self.message)  # so that it can come back from a worker process


class DocumentError(CheckerError):
    """A document could not be read, or its PDF not be annotated."""

    def __init__(self, kind: DocumentKind, message: str) -> None:
        super().__init__(kind, message)
        self.kind: DocumentKind = kind


class ResultsError(CheckerError):
    """Results of an earlier run cannot be read back."""

    def __init__(self, message: str) -> None:
        super().__init__("broken-results", message)

    def __reduce__(self) -> tuple[type[CheckerError], tuple[str, ...]]:
        return type(self), (self.message,)


class PackError(CheckerError):
    """A rule pack is broken or not known."""

    status = 2

    def __init__(self, kind: Literal["unknown-pack", "broken-pack"], message: str) -> None:
        super().__init__(kind, message)


class OptionError(CheckerError):
    """A command line option has a value that cannot be used."""

    status = 2

    def __init__(self, message: str) -> None:
        super().__init__("option", message)

    def __reduce__(self) -> tuple[type[CheckerError], tuple[str, ...]]:
        return type(self), (self.message,)
