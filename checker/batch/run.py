"""A batch from its source to its folder of results. No printing.

What is on disk already counts: documents that an earlier or an interrupted run has checked with the
same program, rules and options are taken from the journal, so that the same command goes on where
it stopped. `results.jsonl` holds nothing of when or how long, and is the same however often that was.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from checker import __version__
from checker.batch.digests import file_digest, program_digest, rules_digest
from checker.batch.names import DATABASE, JOURNAL, RESULTS
from checker.batch.pool import StartExecutor, check_all, process_pool
from checker.batch.source import Item, read_source
from checker.batch.tables import write_tables
from checker.batch.work import Settings, refuse_unknown_editions
from checker.errors import OptionError
from checker.results.journal import Entry, Journal
from checker.results.model import Failure
from checker.results.published import to_line
from checker.results.store import Row, Run, Store

_ROWS_AT_ONCE = 50  # documents stored in one transaction, at most
_STORE_EVERY = 3.0  # seconds between transactions, at most, while documents come in


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is, in documents."""

    total: int
    reused: int  # of those done: taken from an earlier run
    done: int
    errors: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A finished batch: what it came to, and the files it left."""

    documents: int
    reused: int  # taken from an earlier run
    errors: tuple[Failure, ...]
    notes: tuple[str, ...]
    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """One document to be checked or reused, for every place of the results that it belongs to."""

    key: str
    item: Item
    places: list[int]


def run_batch(
    source: Path,
    output: Path,
    settings: Settings,
    *,
    jobs: int = 1,
    start: StartExecutor = process_pool,
    watch: Callable[[Progress], None] = lambda progress: None,
    fresh: bool = False,
    allow_outside: bool = False,
) -> Batch:
    """Check all documents of a folder or manifest and write the results into a folder.

    `start` gives the executor that the documents are spread over; `fresh` checks all of them anew.
    Raises OptionError for a source or folder that cannot be used, PackError for packs that are not
    known or broken; interrupted, it leaves what the same call goes on from.
    """
    found = read_source(source, output, allow_outside=allow_outside)
    refuse_unknown_editions(found.items, settings)
    found = replace(found, items=tuple(_with_edition(item, settings.edition) for item in found.items))
    program, rules = program_digest(), rules_digest(settings.rules)
    with Journal(output / JOURNAL) as journal, Store(output / DATABASE) as store:
        before = store.last_finished()
        run = Run(
            source=str(source),
            version=__version__,
            program_digest=program,
            rules_digest=rules,
            packs=settings.packs,
            ocr=settings.ocr,
            timeout=settings.timeout,
            memory=settings.memory,
        )
        store.begin(run, len(found.items))
        tasks = _tasks(found.items, settings, program, rules)
        results = _Results(found.items, tasks, journal, store, watch)
        pending = [task for task in tasks if fresh or not results.reuse(task, settings)]
        results.tell()
        by_item = {id(task.item): task for task in pending}
        pending.sort(key=lambda task: -_size(task.item.file))  # a long one must not be the last to start
        with closing(check_all([task.item for task in pending], settings, jobs, start)) as outcomes:
            for item, outcome in outcomes:
                failure = _failure_note(outcome.failure, settings) if outcome.failure else ""
                task = by_item[id(item)]
                results.add(task, journal.append(task.key, outcome.sha256, failure, outcome.line))
        results.flush()
        changed, errors = _write_results(output / RESULTS, results)
        up_to_date = not changed and before == (program, rules)
        written = write_tables(output, up_to_date=up_to_date)
        store.finish(len(found.items), len(errors), sum(len(task.places) for task in pending))
        journal.compact([task.key for task in tasks])
    return Batch(
        documents=len(found.items),
        reused=results.reused,
        errors=tuple(errors),
        notes=found.notes,
        written=(output / RESULTS, output / DATABASE, *written),
    )


def _with_edition(item: Item, edition: str | None) -> Item:
    """A document with the edition that is asked for of the whole batch, unless the manifest gives it one."""
    if edition is None or item.given.edition is not None:
        return item
    given = replace(item.given, edition=edition, edition_where="given on the command line")
    return replace(item, given=given)


class _Results:
    """Where each document's line is, in the order of the results; fills the database as they come."""

    def __init__(
        self,
        items: Sequence[Item],
        tasks: Sequence[_Task],
        journal: Journal,
        store: Store,
        watch: Callable[[Progress], None],
    ) -> None:
        self._journal, self._store, self._watch = journal, store, watch
        self._stored = store.records()
        self._entries: list[Entry | bytes | None] = [None] * len(items)
        self._rows: list[Row] = []
        self._flushed = time.monotonic()
        self.reused = 0  # documents taken from an earlier run
        self._done = self._errors = 0
        for place, item in enumerate(items):
            if item.problem is not None:
                line = to_line(item.problem).encode()
                self._entries[place] = line
                self._put(place, f"problem {zlib.crc32(line):08x}", line)
                self._done += 1
                self._errors += 1

    def reuse(self, task: _Task, settings: Settings) -> bool:
        """Take a document's result from the journal, if it is there and the document is as it was."""
        entry = self._journal.find(task.key)
        if entry is None or not _reusable(entry, settings) or file_digest(task.item.file) != entry.sha256:
            return False
        self._place(task, entry)
        self.reused += len(task.places)
        return True

    def add(self, task: _Task, entry: Entry) -> None:
        """Take a result that has just come."""
        self._place(task, entry)
        self.tell()

    def tell(self) -> None:
        """Report how far the batch is."""
        self._watch(Progress(len(self._entries), self.reused, self._done, self._errors))

    def lines(self) -> Iterator[tuple[bytes, bool]]:
        """Every line of `results.jsonl` in order, and whether it is an error row."""
        for entry in self._entries:
            if isinstance(entry, bytes):
                yield entry, True
            elif entry is not None:
                yield self._journal.line(entry), bool(entry.failure)

    def flush(self) -> None:
        """Store the rows that wait, in one transaction."""
        if self._rows:
            self._store.put(self._rows)
            self._rows.clear()
        self._flushed = time.monotonic()

    def _place(self, task: _Task, entry: Entry) -> None:
        record = f"{task.key} {entry.checksum:08x}"
        for place in task.places:
            self._entries[place] = entry
            if self._stored.get(place + 1) != record:
                self._put(place, record, self._journal.line(entry))
        self._done += len(task.places)
        self._errors += len(task.places) if entry.failure else 0

    def _put(self, place: int, record: str, line: bytes) -> None:
        if self._stored.get(place + 1) == record:
            return
        self._rows.append(Row(place + 1, record, line))
        if len(self._rows) >= _ROWS_AT_ONCE or time.monotonic() - self._flushed >= _STORE_EVERY:
            self.flush()


def _tasks(items: Sequence[Item], settings: Settings, program: str, rules: str) -> list[_Task]:
    """What there is to check; a document that a manifest lists twice alike is one task with two places."""
    tasks: dict[str, _Task] = {}
    for place, item in enumerate(items):
        if item.problem is None:
            how = [settings.packs, settings.ocr, astuple(settings.limits)]
            told = json.dumps([item.path, astuple(item.given), how, program, rules])
            key = hashlib.sha256(told.encode()).hexdigest()[:32]
            tasks.setdefault(key, _Task(key, item, [])).places.append(place)
    return list(tasks.values())


def _failure_note(kind: str, settings: Settings) -> str:
    return f"{kind} {settings.timeout:g} {settings.memory}"


def _reusable(entry: Entry, settings: Settings) -> bool:
    """Whether a result says as much as checking again would; a crash may not have been the document's fault."""
    if not entry.failure:
        return True
    kind = entry.failure.split(" ")[0]
    return kind != "crashed" and entry.sha256 is not None and entry.failure == _failure_note(kind, settings)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _write_results(target: Path, results: _Results) -> tuple[bool, list[Failure]]:
    """Write `results.jsonl` in one piece; gives whether it is another than before, and the errors in it."""
    errors: list[Failure] = []
    fresh = target.with_name(f".{target.name}.part")
    try:
        with fresh.open("wb") as file:
            for line, failed in results.lines():
                file.write(line + b"\n")
                if failed:
                    row = json.loads(line)
                    errors.append(Failure(row["document"]["path"], row["error"]["kind"], row["error"]["message"]))
            file.flush()
            os.fsync(file.fileno())
        changed = not target.exists() or not filecmp.cmp(fresh, target, shallow=False)
        fresh.replace(target)
    except OSError as error:
        raise OptionError(f"{target} cannot be written: {error.strerror or error}.") from None
    return changed, errors
