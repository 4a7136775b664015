"""`checker check` of several documents: one that hangs, or ends its process, costs itself alone."""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path

import pytest

from checker.cli.apart import can_work_apart, each_apart

pytestmark = pytest.mark.skipif(not can_work_apart(), reason="needs a copy of the process")
PATHS = [Path(name) for name in ("a", "b", "c", "d")]


def lost(path: Path, seconds: float) -> str:
    return f"lost {path.name}"


def told(work, seconds: float = 0) -> list[str]:  # type: ignore[no-untyped-def]
    return list(each_apart(PATHS, work, lost, seconds, lambda path: None))


def test_documents_come_in_their_order() -> None:
    assert told(lambda path: path.name) == ["a", "b", "c", "d"]


def test_a_process_that_ends_costs_the_document_at_hand_alone() -> None:
    def work(path: Path) -> str:
        if path.name in "bd":
            os._exit(9)
        return path.name

    assert told(work) == ["a", "lost b", "c", "lost d"]


def test_a_process_that_is_killed_costs_the_document_at_hand_alone() -> None:
    def work(path: Path) -> str:
        if path.name == "a":
            os.kill(os.getpid(), signal.SIGKILL)
        return path.name

    assert told(work) == ["lost a", "b", "c", "d"]


def test_a_library_that_never_comes_back_costs_the_document_at_hand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.batch.limits import limited

    monkeypatch.setattr("checker.batch.limits._GRACE", 0.1)

    def work(path: Path) -> str:
        with limited(0.5, 0):
            if path.name == "b":
                _hang()
            return path.name

    assert told(work, 0.5) == ["a", "lost b", "c", "d"]


def _hang() -> None:
    """Wait in C, with the interpreter held and signals kept out, as a library may."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    ctypes.PyDLL(None).sleep(600)
