"""Checking what was dropped, in worker processes with the batch's limits, one queue for the workspace.

A worker that dies costs its own document only: `checker.batch.pool` finds out which that was.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from typing import Any

from checker.batch.pool import check_all, process_pool
from checker.batch.source import Item
from checker.batch.work import Settings, prepare
from checker.check.given import Given
from checker.errors import CheckerError
from checker.results.model import Failure
from checker.results.published import to_line
from checker.review.model import ReviewError
from checker.review.store import Registered
from checker.web.workspace import Workspace

_BEFORE_WARMING = 2.0  # seconds
_SCAN = 900.0  # seconds for a document whose pages are read by character recognition


class Checking:
    """The queue of documents to check, and the thread that has them checked."""

    def __init__(self, workspace: Workspace, settings: Settings, jobs: int) -> None:
        self._workspace = workspace
        self._settings = settings
        self._jobs = jobs
        self._waiting: OrderedDict[str, Registered] = OrderedDict()
        self._taken: dict[str, Registered] = {}  # out of the queue and not done; a worker need not have them yet
        self._running: set[str] = set()
        self._news = threading.Condition()
        self._stop = False
        self._pool = _Lasting(jobs, self._began)
        self._thread = threading.Thread(target=self._work, name="checking", daemon=True)

    def start(self) -> None:
        """Begin, with the rules loaded ahead and every document that has no result of this version."""
        for document in reversed(self._workspace.store.documents()):
            if self._workspace.file(document).exists() and self._workspace.stale(document):
                self.put(document)
        self._thread.start()

    def put(self, document: Registered) -> None:
        """Have a document checked; once more behind a check under way that was told something else about it."""
        with self._news:
            if self._taken.get(document.id) != document:
                self._waiting[document.id] = document
                self._news.notify_all()

    def remove(self, document: Registered) -> None:
        """Take a document out of the queue and the workspace. A check that is under way comes to nothing."""
        with self._news:
            self._waiting.pop(document.id, None)
        self._workspace.remove(document)

    def state(self, document: Registered) -> str:
        """`waiting`, `checking`, `done` or `failed`. A document that is checked anew keeps its result meanwhile."""
        summary = self._workspace.summary(document)
        with self._news:
            if summary is None:
                return "checking" if document.id in self._running else "waiting"
        return "failed" if summary.error else "done"

    def busy(self) -> int:
        """How many documents wait or are being checked."""
        with self._news:
            return len(self._waiting.keys() | self._taken)

    def stop(self) -> None:
        """Give up what is under way; it is checked when the workspace is opened again."""
        with self._news:
            self._stop = True
            self._news.notify_all()
        self._pool.end()

    def _began(self, name: str) -> None:
        with self._news:
            self._running.add(name)

    def _work(self) -> None:
        with self._news:  # the browser and its first page come first
            self._news.wait_for(lambda: self._waiting or self._stop, timeout=_BEFORE_WARMING)
        self._pool.warm(self._settings)
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._stop)
                if self._stop:
                    return
                taken, self._waiting = list(self._waiting.values()), OrderedDict()
                self._taken = {document.id: document for document in taken}
            scans = [document for document in taken if document.given.get("ocr") == "on"]
            self._check([document for document in taken if document not in scans], self._settings)
            self._check(scans, replace(self._settings, ocr=True, timeout=_SCAN))

    def _check(self, taken: Iterable[Registered], settings: Settings) -> None:
        by_file = {self._workspace.file(document): document for document in taken}
        items = [Item(document.name, file, _given(document)) for file, document in by_file.items()]
        try:
            for item, outcome in check_all(items, settings, self._jobs, self._pool.start):
                document = by_file.pop(item.file)
                self._done(document, outcome.line.replace(item.file.name, document.name))
        except Exception as error:
            if self._stop:
                return
            told = error.message if isinstance(error, CheckerError) else f"{type(error).__name__}: {error}"
            for document in by_file.values():
                message = f"{document.name}: The document could not be checked. {told}"
                self._done(document, to_line(Failure(document.name, "internal", message)))

    def _done(self, document: Registered, line: str) -> None:
        try:
            try:
                self._workspace.store.document(document.id)
                self._workspace.put_result(document, line)
            except ReviewError:  # removed meanwhile
                self._workspace.sweep(document)
        finally:
            with self._news:
                self._taken.pop(document.id, None)
                self._running.discard(document.id)


def _given(document: Registered) -> Given:
    said = document.given
    type_, area, edition = (said.get(name) or None for name in ("type", "area", "edition"))
    return Given(type=type_, area=area, edition=edition, where="given by the reviewer")


class _Lasting(Executor):
    """Worker processes that outlast each call of `check_all`, with the rules in memory; made anew when they broke."""

    def __init__(self, jobs: int, began: Callable[[str], None]) -> None:
        self._jobs = jobs
        self._began = began
        self._pool: Executor | None = None

    def start(self, workers: int) -> Executor:
        """This executor, with a pool that works."""
        try:
            if self._pool is not None:
                self._pool.submit(int).result()
        except (BrokenExecutor, RuntimeError):
            self._pool = None
        if self._pool is None:
            self._pool = process_pool(self._jobs)
        return self

    def warm(self, settings: Settings) -> None:
        """Load the rules in a worker before the first document comes."""
        try:
            self.start(1).submit(prepare, settings).result()
        except (BrokenExecutor, CheckerError, RuntimeError):
            return  # the first document will say what is wrong

    def submit(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Hand a document to a worker, and note that it is under way."""
        if self._pool is None:
            raise BrokenExecutor("the workers have ended")
        future = self._pool.submit(function, *given, **named)
        if given and isinstance(given[0], Item):
            self._began(given[0].file.name[:16])
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing: the workers are kept."""

    def end(self) -> None:
        """End the workers at once."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in (getattr(pool, "_processes", None) or {}).copy().values():
                process.kill()
            pool.shutdown(wait=True, cancel_futures=True)  # at once: nobody is left to wait for
