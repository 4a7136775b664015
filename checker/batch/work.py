"""What a worker does: check one document within its limits and give back the line of the results.

Runs in a process of its own, or on another machine; everything it needs comes with the call. Rules
are loaded when the first document comes, once a process.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

from checker.batch.digests import file_digest
from checker.batch.limits import TooSlow, limited, too_slow_message
from checker.batch.source import Item
from checker.check.collector import collect_seldom
from checker.check.files import or_failure, read_and_check
from checker.check.given import ReadingOptions
from checker.check.one import Checker
from checker.documents.limits import Limits
from checker.errors import OptionError
from checker.results.model import Check, Failure
from checker.results.published import to_line

# The PDF library serves one thread of a process, and limits hold for all of it; some executors use threads.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Settings:
    """How every document of a batch is checked."""

    rules: Path
    packs: tuple[str, ...] = ()
    edition: str | None = None  # of the guidance, for every document for which the manifest gives none
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
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def follow() -> None:
            wait([sentinel])
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


def refuse_unknown_editions(items: Sequence[Item], settings: Settings) -> None:
    """Raises OptionError, which lists those that are known, if an edition asked for is none of them.

    That is found out before anything is checked: it is the fault of the command or the manifest.
    """
    asked = {item.given.edition: item for item in reversed(items) if item.given.edition is not None}
    if settings.edition is None and not asked:
        return
    checker = Checker.load(settings.rules)
    checker.refuse_unknown_edition(settings.edition)
    for edition, item in asked.items():
        try:
            checker.refuse_unknown_edition(edition)
        except OptionError as problem:
            raise OptionError(f"{item.path}: {problem.message}") from None


def prepare(settings: Settings) -> None:
    """Load the rules in this process. Raises PackError for packs that are not known or broken."""
    _loaded(settings.rules).packs_for("arrangements", settings.packs)


def check_item(item: Item, settings: Settings) -> Outcome:
    """Check one document. Never raises for the document's sake: a failure is an outcome too."""
    with _ONE_AT_A_TIME:
        return _check_item(item, settings)


def _check_item(item: Item, settings: Settings) -> Outcome:
    prepare(settings)
    try:
        with limited(settings.timeout, settings.memory):
            result = or_failure(item.file, lambda: _checked(item, settings), item.path)
            line = to_line(result)
    except TooSlow:
        return too_slow(item, settings)
    except MemoryError:  # while the line was written
        result = Failure(item.path, "too-large", f"{item.file.name}: The results need more than --memory allows.")
        line = to_line(result)
    if isinstance(result, Failure):
        return Outcome(line, file_digest(item.file), result.kind)
    return Outcome(line, result.document.sha256, None)


def failed(item: Item, kind: str, message: str) -> Outcome:
    """The outcome of a document that could not be checked."""
    return Outcome(to_line(Failure(item.path, kind, message)), file_digest(item.file), kind)


def too_slow(item: Item, settings: Settings) -> Outcome:
    """The outcome of a document whose time was up."""
    return failed(item, "too-slow", too_slow_message(item.file.name, settings.timeout))


def _checked(item: Item, settings: Settings) -> Check:
    reading = ReadingOptions(settings.ocr, settings.limits)
    made = read_and_check(item.file, _loaded(settings.rules), item.given, reading, settings.packs, item.path)
    if settings.keep is not None:
        from checker.documents.kept import keep

        keep(made.document, settings.keep / f"{made.document.sha256}.json")
    return made.check


@lru_cache(maxsize=1)
def _loaded(rules: Path) -> Checker:
    """The rules, loaded once in a process that checks many documents."""
    import checker.matching.spacy_parts  # noqa: F401 - takes long, and the first document must not be charged for it

    loaded = Checker.load(rules)
    gc.collect()
    gc.freeze()  # what stays for good need not be looked at again by the garbage collector
    return loaded
