"""`checker thread` from a folder of documents and from a finished batch, as page and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.batch.run import run_batch
from checker.batch.thread import thread_of
from checker.batch.work import Settings
from checker.cli.main import main


def test_a_folder_and_a_finished_batch_give_the_same_thread(corpus: Path, settings: Settings, tmp_path: Path) -> None:
    results = tmp_path / "results"
    run_batch(corpus, results, settings)
    finished = thread_of("Dunsley", results, settings)
    assert [document.path for document in finished.documents]
    assert thread_of("Dunsley", corpus, settings, results=results) == finished


def test_the_command_writes_a_page_and_prints_data(
    corpus: Path, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results, target = tmp_path / "results", tmp_path / "dunsley.html"
    run_batch(corpus, results, settings)
    assert main(["thread", "dunsley", "--from", str(results), "--output", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert "through time" in page
    assert "http" not in page.replace("http-equiv", "")
    capsys.readouterr()
    assert main(["thread", "Dunsley", "--from", str(results), "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [document["number"] for document in value["documents"]] == [1]
    assert value["themes"][0]["steps"][0]["document"] == 1


def test_an_area_that_is_not_there_is_a_usage_error(
    corpus: Path, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_batch(corpus, tmp_path / "results", settings)
    assert main(["thread", "Nowhere", "--from", str(tmp_path / "results")]) == 2
    assert "Dunsley" in capsys.readouterr().err
