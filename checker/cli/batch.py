"""`checker batch`: check many documents in worker processes, with a progress bar and a short summary."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checker.batch.pool import StartExecutor, process_pool
from checker.batch.run import Batch, Progress, run_batch
from checker.batch.work import Settings
from checker.documents.limits import limits_of
from checker.errors import OptionError
from checker.packs.load import rules_folder

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

_INTERRUPTED = 130


def run_batch_command(options: argparse.Namespace) -> int:
    """Check everything; gives 0, or 3 if a document could not be read."""
    settings = _settings(options)
    start: StartExecutor = process_pool
    jobs = options.jobs or _processors()
    if options.dask:
        from checker.batch.cluster import dask_executor

        start, threads = dask_executor(options.dask)
        jobs = options.jobs or threads
    try:
        with _progress() as watch:
            batch = run_batch(
                options.source,
                options.output,
                settings,
                jobs=jobs,
                start=start,
                watch=watch,
                fresh=options.fresh,
                allow_outside=options.allow_outside,
            )
    except KeyboardInterrupt:
        print("checker: stopped. The same command goes on where this one stopped.", file=sys.stderr)
        return _INTERRUPTED
    _summary(batch)
    return 3 if batch.errors else 0


def _settings(options: argparse.Namespace) -> Settings:
    folder = options.rules or rules_folder()
    if not folder.is_dir():
        raise OptionError(f"There is no folder of rules at {folder}.")
    if options.jobs is not None and options.jobs < 1:
        raise OptionError("--jobs must be at least 1.")
    if options.timeout < 0 or options.memory < 0:
        raise OptionError("--timeout and --memory cannot be negative; 0 is no limit.")
    return Settings(
        rules=folder.resolve(),
        packs=tuple(options.pack),
        edition=options.edition,
        ocr=options.ocr,
        timeout=options.timeout,
        memory=options.memory,
        limits=limits_of(options.limit),
    )


def _processors() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _summary(batch: Batch) -> None:
    for note in batch.notes:
        print(f"Note: {note}", file=sys.stderr)
    for failure in batch.errors:
        name = f"{Path(failure.path).name}: "  # messages begin with it, and the path says more
        print(f"checker: {failure.path}: {failure.message.removeprefix(name)}", file=sys.stderr)
    told = f" ({batch.reused} of them unchanged since an earlier run)" if batch.reused else ""
    errors = f", {len(batch.errors)} could not be checked" if batch.errors else ""
    print(f"{_count(batch.documents, 'document')}{told}{errors}. The results:")
    for path in batch.written:
        print(f"  {path}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A bar with rate and time left on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text as RichText

    class Rate(ProgressColumn):
        """Documents a second, of those checked now."""

        def render(self, task: Task) -> Text:
            return RichText(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[errors]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = None

        def watch(progress: Progress) -> None:
            nonlocal task
            errors = f"{progress.errors} unreadable" if progress.errors else ""
            if task is None:  # what an earlier run has done must not count towards the rate
                task = bar.add_task("checking", total=progress.total, completed=progress.done, errors=errors)
            else:
                bar.update(task, completed=progress.done, errors=errors)

        yield watch
