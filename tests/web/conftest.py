"""One running app for all tests that leave no trace behind, and documents in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import SAMPLES, Running, running


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("app") / "workspace") as made:
        yield made


@pytest.fixture(scope="session")
def report(app: Running) -> str:
    """A yearly report, checked; tests leave its decisions as they found them."""
    document = app.add(SAMPLES / "stannerford-report-2020.md")
    app.wait(document)
    return document


@pytest.fixture(scope="session")
def plan(app: Running) -> str:
    """Arrangements as a PDF, checked."""
    document = app.add(SAMPLES / "wexcombe-arrangements-2019.pdf")
    app.wait(document)
    return document


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A small document of its own for tests that decide."""
    path = tmp_path / "plan.md"
    path.write_text(
        f"# Multi-agency safeguarding arrangements for Hallowick\n\nPublished June 2019. {tmp_path.name}\n\n"
        "## Funding\n\nThe council pays £61,000, the CCG £48,000 and the police £22,000 in 2019/20.\n\n"
        "## Independent scrutiny\n\nThe partners will consider scrutiny in due course.\n",
        encoding="utf-8",
    )
    return path
