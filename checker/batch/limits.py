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
from collections.abc import Callable, Iterator
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


def too_slow_message(name: str, seconds: float) -> str:
    """What a person is told of a document whose time was up."""
    return (
        f"{name}: The document takes longer than the {seconds:g} seconds it may take. "
        "Split it, or give more time with --timeout."
    )


@contextmanager
def limited(seconds: float, megabytes: int, *, give_up: Callable[[], None] | None = None) -> Iterator[None]:
    """Let the code inside run for so long, and take so much memory on top of what the process has.

    Zero means no limit. Raises TooSlow, or lets Python raise MemoryError, where the system can;
    after the second clock the process ends without a word. Only a process that was started for this
    work is limited, since the limits hold for a whole process; another one is if it says by `give_up`
    what to do when the second clock has run out.
    """
    if parent_process() is None and give_up is None:
        yield
        return
    alarm = bool(seconds) and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    stop = _second_clock(seconds + min(_GRACE, seconds / 2), give_up) if seconds else None
    before = signal.getsignal(signal.SIGALRM) if alarm else None
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
                    signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
    finally:
        if stop is not None:
            stop()


def _second_clock(seconds: float, give_up: Callable[[], None] | None) -> Callable[[], None]:
    """Start the clock that ends the process; gives back how to stop it."""
    if give_up is None:
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
        return faulthandler.cancel_dump_traceback_later
    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    return timer.cancel


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
