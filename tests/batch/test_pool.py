"""A document that harms its worker is an error row, and costs no other document."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sabotage
from towns import TOWNS, arrangements

from checker.batch.pool import check_all
from checker.batch.source import Item
from checker.batch.work import Settings
from checker.errors import PackError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as POSIX has them")


def write(folder: Path, *names: str) -> list[Item]:
    for name in names:
        (folder / f"{name}.md").write_text(arrangements(name.title()), encoding="utf-8")
    return [Item(f"{name}.md", folder / f"{name}.md") for name in names]


def test_harm_stays_with_the_document_that_does_it(tmp_path: Path, settings: Settings) -> None:
    bad = {
        "kills-its-worker": "crashed",
        "never-ends": "too-slow",
        "never-ends-in-a-library": "too-slow",
        "meets-a-fault": "internal",
    }
    items = write(tmp_path, *TOWNS[:2], *bad, *TOWNS[2:])
    limits = replace(settings, timeout=2.0)
    outcomes = {item.file.stem: outcome for item, outcome in check_all(items, limits, 2, sabotage.pool)}
    assert len(outcomes) == len(items)
    assert {name: outcomes[name].failure for name in bad} == bad
    for town in TOWNS:
        assert outcomes[town].failure is None
        assert json.loads(outcomes[town].line)["document"]["area"] == town
    for name in bad:
        row = json.loads(outcomes[name].line)
        assert row["document"] == {"path": f"{name}.md"} and row["error"]["message"].startswith(f"{name}.md: ")
        assert outcomes[name].sha256


@pytest.mark.skipif(sys.platform != "linux", reason="only there does the system keep to such a limit")
def test_a_document_that_takes_too_much_memory(tmp_path: Path, settings: Settings) -> None:
    items = write(tmp_path, "takes-all-memory", "ashmere")
    outcomes = [outcome.failure for _, outcome in check_all(items, replace(settings, memory=512), 1, sabotage.pool)]
    assert outcomes == ["too-large", None]


def test_unknown_packs_stop_the_batch(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(PackError, match="no-such-pack"):
        list(check_all(write(tmp_path, "ashmere"), replace(settings, packs=("no-such-pack",)), 1))
