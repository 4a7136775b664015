"""Workers that come to harm over documents with certain names, as damaged files can make a library do."""

from __future__ import annotations

import itertools
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor

from checker.batch import work
from checker.batch.pool import worker_context
from checker.batch.source import Item
from checker.batch.work import Settings
from checker.check.one import Checker
from checker.profile.authorities import Areas
from checker.results.model import Check

_really_check = work._check


def _check(item: Item, settings: Settings, checker: Checker, areas: Areas) -> Check:
    match item.file.stem:
        case "kills-its-worker":
            os.kill(os.getpid(), signal.SIGKILL)
        case "never-ends":
            while True:
                pass
        case "never-ends-in-a-library":
            sum(itertools.repeat(0))  # never looks at signals
        case "takes-all-memory":
            kept = [bytearray(100_000_000) for _ in range(1000)]
            raise AssertionError(f"{len(kept)} pieces of memory were given")
        case "meets-a-fault":
            raise KeyError("page")
    return _really_check(item, settings, checker, areas)


def _start_worker() -> None:
    work.settle_in()
    work._check = _check


def pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, mp_context=worker_context(), initializer=_start_worker)
