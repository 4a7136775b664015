"""The queue of documents to check: what it says of itself at every moment, and what is asked anew while it works."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.batch.work import Settings
from checker.results.model import Failure
from checker.results.published import to_line
from checker.review.store import Registered
from checker.web import checking as queue
from checker.web.checking import Checking
from checker.web.workspace import Workspace


class Outcome:
    """What a worker gives back, as far as the queue reads it."""

    line = to_line(Failure("plan.md", "not-recognised", "plan.md: Not one of the kinds that are checked."))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace(tmp_path / "workspace")
    yield made
    made.close()


@pytest.fixture
def begin(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Callable[[list[Any]], None]], Checking]]:
    """Starts a queue without worker processes; `seen` is called with what a round takes, before it is checked."""
    begun: list[Checking] = []

    def start(seen: Callable[[list[Any]], None]) -> Checking:
        def check_all(items: list[Any], *_: object) -> Iterator[tuple[Any, Outcome]]:
            if items:
                seen(items)
            for item in items:
                yield item, Outcome()

        monkeypatch.setattr(queue, "check_all", check_all)
        made = Checking(workspace, Settings(Path("rules")), 1)
        monkeypatch.setattr(made._pool, "warm", lambda settings: None)
        begun.append(made)
        return made

    yield start
    for made in begun:
        made.stop()


def added(workspace: Workspace) -> Registered:
    return workspace.add("plan.md", io.BytesIO(b"# Plan"))[0]


def until_idle(made: Checking) -> None:
    for _ in range(1000):
        if not made.busy():
            return
        threading.Event().wait(0.01)
    raise AssertionError("still busy")


def test_a_document_that_no_worker_has_yet_still_counts(workspace: Workspace, begin: Any) -> None:
    """A page that says that nothing is being checked is not fetched anew."""
    counts: list[int] = []
    made: Checking = begin(lambda items: counts.append(made.busy()))
    made.put(added(workspace))
    made.start()
    until_idle(made)
    assert counts == [1]


def test_what_is_told_while_a_check_is_under_way_is_checked_after_it(workspace: Workspace, begin: Any) -> None:
    document = added(workspace)
    told = replace(document, given={"area": "Hallowick"})
    areas: list[str | None] = []

    def seen(items: list[Any]) -> None:
        areas.extend(item.given.area for item in items)
        if len(areas) == 1:
            made.put(document)  # nothing new: not twice
            made.put(told)

    made: Checking = begin(seen)
    made.put(document)
    made.start()
    until_idle(made)
    assert areas == [None, "Hallowick"]
