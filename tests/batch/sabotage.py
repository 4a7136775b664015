"""Workers that come to harm over documents with certain names, as damaged files can make a library do."""

from __future__ import annotations

import itertools
import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from checker.batch import work
from checker.batch.pool import worker_context
from checker.check import files
from checker.documents.model import Document

_really_read = files.read_document


def _read(path: Path, **options: Any) -> Document:
    match path.stem:
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
    return _really_read(path, **options)


def _start_worker() -> None:
    work.settle_in()
    files.read_document = _read


def pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, mp_context=worker_context(), initializer=_start_worker)
