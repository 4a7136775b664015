"""Spreading documents over an executor, and finding the document that a worker died of.

Works with any `concurrent.futures.Executor`. A process pool breaks as a whole when one of its
processes dies, so the documents that were under way are then checked again one at a time, each
alone in a fresh process: the one that ends that process too is the culprit.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context
from multiprocessing.context import BaseContext

from checker.batch.source import Item
from checker.batch.work import Outcome, Settings, check_item, failed, prepare, settle_in, too_slow
from checker.errors import CheckerError, OptionError

StartExecutor = Callable[[int], Executor]  # gives an executor with so many workers
_AHEAD = 2  # documents handed out for each worker, so that none waits for the parent
# What every worker imports sooner or later; reading formats loads its libraries, matching spaCy.
_PRELOADED = (
    "checker.batch.work",
    "checker.documents.formats.html.read",
    "checker.documents.formats.pdf.read",
    "checker.documents.formats.text",
    "checker.documents.formats.word.read",
    "checker.profile.read",
    "checker.matching.spacy_parts",
    "checker.reporting.areas.excel",
    "checker.reporting.areas.html",
    "pydantic",
    "xlsxwriter",
)


def process_pool(workers: int) -> Executor:
    """Worker processes on this machine, none of them a fork of this one.

    Where the system can, they are forks of one small process that has imported what all of them
    need: a worker, and the one in place of a worker that died, then starts in an instant.
    """
    return ProcessPoolExecutor(workers, mp_context=worker_context(), initializer=settle_in)


def worker_context() -> BaseContext:
    """How worker processes are started on this system."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([*_PRELOADED])
    return context


def check_all(
    items: Iterable[Item], settings: Settings, jobs: int, start: StartExecutor = process_pool
) -> Generator[tuple[Item, Outcome], None, None]:
    """Every document with its outcome, in the order in which they are done.

    Raises PackError for packs that are not known or broken, OptionError if workers cannot start.
    """
    waiting = deque(items)
    while waiting:
        suspects: list[Item] = []
        with _executor(start, min(jobs, len(waiting))) as executor:
            yield from _until_broken(executor, waiting, settings, jobs * _AHEAD, suspects)
        yield from _one_by_one(suspects, settings, start)


def _until_broken(
    executor: Executor, waiting: deque[Item], settings: Settings, ahead: int, suspects: list[Item]
) -> Iterator[tuple[Item, Outcome]]:
    """Outcomes until nothing waits any more or the executor broke; `suspects` then gets what was under way."""
    running: dict[Future[Outcome], Item] = {}
    while (waiting and not suspects) or running:
        while waiting and not suspects and len(running) < ahead:
            try:
                future = executor.submit(check_item, waiting[0], settings)
            except BrokenExecutor:
                if running:
                    break  # the documents under way will say so themselves
                suspects.append(waiting.popleft())
                return
            running[future] = waiting.popleft()
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            item = running.pop(future)
            try:
                outcome = future.result()
            except BrokenExecutor:
                suspects.append(item)
                continue
            except CheckerError:
                raise
            except Exception as error:  # an executor that reports a lost worker in its own way
                outcome = _lost(item, settings, f" ({type(error).__name__})")
            yield item, outcome


def _one_by_one(suspects: Iterable[Item], settings: Settings, start: StartExecutor) -> Iterator[tuple[Item, Outcome]]:
    waiting = deque(suspects)
    while waiting:
        with _executor(start, 1) as executor:
            try:
                executor.submit(prepare, settings).result()
            except BrokenExecutor:
                raise OptionError("The worker processes end as soon as they start; no document is at fault.") from None
            while waiting:
                item = waiting.popleft()
                began = time.monotonic()
                try:
                    outcome = executor.submit(check_item, item, settings).result()
                except BrokenExecutor:
                    out_of_time = settings.timeout and time.monotonic() - began >= settings.timeout
                    yield item, too_slow(item, settings) if out_of_time else _lost(item, settings)
                    break
                yield item, outcome


def _lost(item: Item, settings: Settings, how: str = "") -> Outcome:
    allowed = f" than the {settings.memory} MB it may take" if settings.memory else " than there is"
    message = (
        f"{item.file.name}: The process that read the document ended without a result{how}: the document is "
        f"damaged, or needs more memory{allowed}. Save it anew or split it."
    )
    return failed(item, "crashed", message)


@contextmanager
def _executor(start: StartExecutor, workers: int) -> Iterator[Executor]:
    """An executor that is shut down at the end, at once if its user was interrupted."""
    others = set(active_children())
    executor = start(workers)
    try:
        yield executor
    except BaseException:
        for child in set(active_children()) - others:
            child.kill()  # else Ctrl-C would wait for the documents under way
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)
