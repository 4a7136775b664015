"""The garbage collector looks seldom, and still looks."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from checker.check.collector import collect_seldom


@pytest.fixture
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_as_before")
def test_cycles_are_still_collected() -> None:
    collect_seldom()
    assert gc.isenabled()
    found: list[int] = []
    gc.callbacks.append(lambda phase, info: found.append(info["collected"]) if phase == "stop" else None)
    try:
        for _ in range(2 * gc.get_threshold()[0]):
            cycle: list[object] = []
            cycle.append(cycle)
    finally:
        gc.callbacks.pop()
    assert sum(found) > 0
