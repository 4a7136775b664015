"""What a worker does: check one document within its limits and give back the line of the results.

Runs in a process of its own, or on another machine; everything it needs comes with the call. Rules
are loaded when the first document comes, once a process.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from dataclasses import dataclass, field, replace
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

from checker.batch.digests import file_digest
from checker.batch.limits import TooSlow, limited
from checker.batch.source import Item
from checker.check.one import Checker
from checker.documents.limits import Limits
from checker.errors import CheckerError, DocumentError
from checker.packs.load import rules_folder
from checker.profile.authorities import Areas, load_areas
from checker.results.model import Check, Failure
from checker.results.published import to_line

# The PDF library serves one thread of a process, and limits hold for all of it; some executors use threads.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Settings:
    """How every document of a batch is checked."""

    rules: Path
    packs: tuple[str, ...] = ()
    ocr: bool = False
    timeout: float = 120.0  # seconds a document; 0 for no limit
    memory: int = 1024  # megabytes a document; 0 for no limit
    limits: Limits = field(default_factory=Limits)
    keep: Path | None = None  # a folder for what an app shows of each document, `<sha256>.json`


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document dealt with: its line of `results.jsonl`, and what the journal needs to know."""

    line: str
    sha256: str | None  # None where there was no file to read
    failure: str | None  # the kind of failure, or None for a document that was checked


def settle_in() -> None:
    """Make a new worker process leave Ctrl-C to its parent, and end when the parent has gone.

    A parent that is killed cannot tell its workers, and they would wait for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def follow() -> None:
            wait([sentinel])
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


def prepare(settings: Settings) -> None:
    """Load the rules in this process. Raises PackError for packs that are not known or broken."""
    checker, _ = _loaded(settings.rules)
    checker.packs_for("arrangements", settings.packs)


def check_item(item: Item, settings: Settings) -> Outcome:
    """Check one document. Never raises for the document's sake: a failure is an outcome too."""
    with _ONE_AT_A_TIME:
        return _check_item(item, settings)


def _check_item(item: Item, settings: Settings) -> Outcome:
    prepare(settings)
    checker, areas = _loaded(settings.rules)
    try:
        with limited(settings.timeout, settings.memory):
            check = _check(item, settings, checker, areas)
            return Outcome(to_line(check), check.document.sha256, None)
    except DocumentError as error:
        return failed(item, error.kind, error.message)
    except TooSlow:
        return too_slow(item, settings)
    except MemoryError:
        message = (
            f"{item.file.name}: The document needs more than the {settings.memory} MB of memory it may take. "
            "Split it, or give more with --memory."
        )
        return failed(item, "too-large", message)
    except RecursionError:
        return failed(item, "too-large", f"{item.file.name}: The document is too deeply nested to be checked.")
    except CheckerError:
        raise  # the packs are at fault, not this document
    except Exception as error:  # a fault of ours with one document must not lose the others
        message = (
            f"{item.file.name}: The document could not be checked because of a fault in this program "
            f"({type(error).__name__}: {error}). Please report it, with the document if it is public."
        )
        return failed(item, "internal", message)


def failed(item: Item, kind: str, message: str) -> Outcome:
    """The outcome of a document that could not be checked."""
    return Outcome(to_line(Failure(item.path, kind, message)), file_digest(item.file), kind)


def too_slow(item: Item, settings: Settings) -> Outcome:
    """The outcome of a document whose time was up."""
    message = (
        f"{item.file.name}: The document takes longer than the {settings.timeout:g} seconds it may take. "
        "Split it, or give more time with --timeout."
    )
    return failed(item, "too-slow", message)


def _check(item: Item, settings: Settings, checker: Checker, areas: Areas) -> Check:
    from checker.documents.reader import read_document
    from checker.profile.read import profile_of

    document = read_document(item.file, ocr=settings.ocr, limits=settings.limits)
    document = replace(document, path=item.path, warnings=(*document.warnings, *item.overrides.notes))
    profile = item.overrides.apply(profile_of(document, areas), areas)
    check = checker.check(document, profile, settings.packs)
    if settings.keep is not None:
        from checker.documents.kept import keep

        keep(document, settings.keep / f"{document.sha256}.json")
    return check


@lru_cache(maxsize=1)
def _loaded(rules: Path) -> tuple[Checker, Areas]:
    """The rules and the table of areas, loaded once in a process that checks many documents."""
    import spacy.matcher  # noqa: F401 - takes a second, which the first document must not be charged for

    loaded = Checker.load(rules), load_areas(rules_folder() / "areas.yaml")
    gc.collect()
    gc.freeze()  # what stays for good need not be looked at again by the garbage collector
    return loaded
