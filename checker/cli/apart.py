"""Several documents in a process beside the one that shows them, so that one that never comes back costs itself alone.

The process is a copy of this one (a fork), with all rules loaded; it goes from document to document and sends what
it finds. Where a library hangs, or ends the process, the next copy goes on with the documents behind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Found = TypeVar("Found")
_LONGER = 15.0  # seconds that a process gets, beyond its own clocks, to end by itself


def can_work_apart() -> bool:
    """Whether copies of this process are safe and cheap here."""
    return sys.platform == "linux"


def each_apart(
    paths: Sequence[Path],
    work: Callable[[Path], Found],
    lost: Callable[[Path, float], Found],
    seconds: float,
    begin: Callable[[Path], None],
) -> Iterator[Found]:
    """What `work` gives for each path, in their order; `lost(path, seconds)` where the process ended over it.

    `seconds` is what one document may take (0: no limit); `begin` is told of each path before the wait for it.
    """
    context = get_context("fork")
    at = 0
    while at < len(paths):
        sys.stdout.flush()
        sys.stderr.flush()
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_send_all, args=(sending, paths[at:], work), daemon=True)
        process.start()
        sending.close()
        try:
            while at < len(paths):
                path = paths[at]
                begin(path)
                at += 1
                began = time.monotonic()
                try:
                    came = receiving.poll(seconds + _LONGER if seconds else None)
                    found = receiving.recv() if came else None
                except (EOFError, OSError):
                    came = False
                if not came:
                    yield lost(path, time.monotonic() - began)
                    break
                yield found  # type: ignore[misc]
        finally:
            process.kill()
            process.join()
            receiving.close()


def _send_all(sending: Connection, paths: Sequence[Path], work: Callable[[Path], Found]) -> None:
    for path in paths:
        sending.send(work(path))
