"""How long and how much memory one document may take in a worker.

Two clocks watch the time. The first interrupts Python code, and the worker goes on with the next
document. Code inside a library may not notice that; some seconds later the second clock ends the
whole process, and `checker.batch.pool` finds out which document it was.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType

_GRACE = 10.0  # seconds between the two clocks, at most; no more than half the limit itself
_STATM = Path("/proc/self/statm")
_MEGABYTE = 1 << 20


class TooSlow(BaseException):
    """The time for a document is up. No `Exception`: a reader that forgives those must not forgive this."""


@contextmanager
def limited(seconds: float, megabytes: int) -> Iterator[None]:
    """Let the code inside run for so long, and take so much memory on top of what the process has.

    Zero means no limit. Raises TooSlow, or lets Python raise MemoryError, where the system can;
    after the second clock the process ends without a word. Only a process that was started for this
    work is limited: the limits hold for a whole process.
    """
    if parent_process() is None:
        yield
        return
    alarm = bool(seconds) and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds:
        faulthandler.dump_traceback_later(seconds + min(_GRACE, seconds / 2), exit=True, file=_nowhere())
    try:
        with _memory(megabytes):
            if alarm:
                signal.signal(signal.SIGALRM, _time_is_up)
                signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                yield
            finally:
                if alarm:
                    signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        if seconds:
            faulthandler.cancel_dump_traceback_later()


def _time_is_up(number: int, frame: FrameType | None) -> None:
    raise TooSlow


@cache
def _nowhere() -> int:
    """Where the second clock's trace goes: nobody could act on it. Stays open as long as the process."""
    return os.open(os.devnull, os.O_WRONLY)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    if sys.platform == "win32" or not megabytes or not _STATM.exists():
        yield  # no such limit here, or none that the system keeps to
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    present = int(_STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    wanted = present + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
