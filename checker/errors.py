"""Errors that a person reads: what went wrong, where, and what to do about it."""

from __future__ import annotations


class CheckerError(Exception):
    """The base of every error the checker raises on purpose.

    `kind` is a short stable word for programs, `message` one sentence (or two) for a person.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[type[CheckerError], tuple[str, str]]:
        return type(self), (self.kind, self.message)  # so that it can come back from a worker process


class DocumentError(CheckerError):
    """A document could not be read. Kinds: not-found, unsupported, password, damaged, empty,
    no-text, not-what-it-says, too-large, unreadable, not-recognised (it was read, but is none of the three types); when its PDF is to be annotated also not-pdf,
    protected and changed."""


class PackError(CheckerError):
    """A rule pack is broken or not known. Kinds: unknown-pack, broken-pack."""


class OptionError(CheckerError):
    """A command line option has a value that cannot be used."""
