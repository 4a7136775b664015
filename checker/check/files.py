"""The one way in: a file is read, profiled and checked, and what goes wrong becomes a failure of that file.

The command line, the batch, `explain` and the app all come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from checker.check.given import Given, ReadingOptions
from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.documents.reader import read_document
from checker.errors import CheckerError, DocumentError
from checker.profile.read import profile_of
from checker.results.model import Check, Failure

_DONE = TypeVar("_DONE")


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was read, with what it was taken for and what the check of it found."""

    document: Document
    profile: Profile
    check: Check


def read_file(
    path: Path, checker: Checker, given: Given, reading: ReadingOptions, shown: str | None = None
) -> tuple[Document, Profile]:
    """A file read and profiled. `shown` is its path as results name it. Raises DocumentError."""
    document = read_document(path, ocr=reading.ocr, limits=reading.limits)
    document = replace(document, path=shown or document.path, warnings=(*document.warnings, *given.notes))
    return document, given.over(profile_of(document, checker.areas), checker.areas)


def read_and_check(
    path: Path,
    checker: Checker,
    given: Given | None = None,
    reading: ReadingOptions | None = None,
    packs: Sequence[str] = (),
    shown: str | None = None,
) -> Checked:
    """A file read, profiled and checked against the packs that apply, or those named. Raises CheckerError."""
    document, profile = read_file(path, checker, given or Given(), reading or ReadingOptions(), shown)
    return Checked(document, profile, checker.check(document, profile, packs))


def or_failure(path: Path, work: Callable[[], _DONE], shown: str | None = None) -> _DONE | Failure:
    """What the work on a file gives, or why there is nothing; other errors than the document's own go on up.

    A CheckerError that is no DocumentError is the fault of options or packs, not of this document.
    """
    try:
        return work()
    except DocumentError as error:
        return Failure(shown or str(path), error.kind, error.message)
    except MemoryError:
        message = f"{path.name}: The document needs more memory than there is, or than --memory allows. Split it."
        return Failure(shown or str(path), "too-large", message)
    except RecursionError:
        message = f"{path.name}: The document is too deeply nested to be checked. Save it in a simpler form."
        return Failure(shown or str(path), "too-large", message)
    except CheckerError:
        raise
    except Exception as error:  # a fault of ours with one document must not lose the others
        message = (
            f"{path.name}: The document could not be checked because of a fault in this program "
            f"({type(error).__name__}: {error}). Please report it, with the document if it is public."
        )
        return Failure(shown or str(path), "internal", message)


def check_file(
    path: Path,
    checker: Checker,
    given: Given | None = None,
    reading: ReadingOptions | None = None,
    packs: Sequence[str] = (),
    shown: str | None = None,
) -> Check | Failure:
    """The check of a file, or why there is none; never raises for the document's sake."""
    return or_failure(path, lambda: read_and_check(path, checker, given, reading, packs, shown).check, shown)
