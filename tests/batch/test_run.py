"""A whole batch within this process: what is checked, what is taken from before, what is written."""

from __future__ import annotations

import csv
import json
import sqlite3
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from towns import TOWNS, arrangements

from checker.batch import run as run_module
from checker.batch.run import Progress, run_batch
from checker.batch.work import Settings
from checker.errors import OptionError
from checker.packs.load import rules_folder


class Counting(ThreadPoolExecutor):
    """An executor that counts the documents it is given: limits hold in worker processes only."""

    handed_out = 0

    def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
        Counting.handed_out += 1
        return super().submit(*arguments, **named)


def start(workers: int) -> Executor:
    return Counting(1)


def checked(source: Path, output: Path, settings: Settings, **options: Any) -> int:
    """Run a batch; gives how many documents were read for it."""
    Counting.handed_out = 0
    run_batch(source, output, settings, start=start, **options)
    return Counting.handed_out


def lines(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "results.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "program_digest", lambda: "this program")


def test_results_stand_in_the_order_of_the_source(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    seen: list[Progress] = []
    batch = run_batch(corpus, tmp_path / "out", settings, start=start, watch=seen.append)
    assert [row["document"]["area"] for row in lines(tmp_path / "out")] == [
        "Ashmere",
        "Brockwell",
        "Coldharbour",
        "Elmstead",
        "Dunsley",
    ]
    assert (batch.documents, batch.reused, batch.errors) == (5, 0, ())
    assert seen[0] == Progress(5, 0, 0, 0) and seen[-1] == Progress(5, 0, 5, 0)
    assert {path.name for path in batch.written} >= {"results.jsonl", "results.sqlite", "inspections.csv"}


def test_only_what_has_changed_is_read_again(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    assert checked(corpus, out, settings) == 5
    first = (out / "results.jsonl").read_bytes()
    assert checked(corpus, out, settings) == 0
    assert (out / "results.jsonl").read_bytes() == first
    (corpus / "brockwell.md").write_text(arrangements("Brockwell", 9), encoding="utf-8")
    (corpus / "aldmoor.md").write_text(arrangements("Aldmoor"), encoding="utf-8")
    assert checked(corpus, out, settings) == 2
    assert [row["document"]["area"] for row in lines(out)][:3] == ["Aldmoor", "Ashmere", "Brockwell"]
    (corpus / "aldmoor.md").unlink()
    assert checked(corpus, out, settings) == 0
    assert checked(corpus, out, settings, fresh=True) == 5
    assert len(lines(out)) == 5
    with sqlite3.connect(out / "results.sqlite") as database:
        assert database.execute("SELECT count(*), min(document), max(document) FROM documents").fetchone() == (5, 1, 5)
        assert database.execute("SELECT group_concat(checked_anew) FROM runs").fetchone() == ("5,0,2,0,5",)


def test_another_program_other_rules_or_options_check_everything_again(
    corpus: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    checked(corpus, out, settings)
    assert checked(corpus, out, replace(settings, packs=("wt2018-arrangements",))) == 5
    assert checked(corpus, out, replace(settings, timeout=5.0)) == 0
    monkeypatch.setattr(run_module, "program_digest", lambda: "another program")
    assert checked(corpus, out, settings) == 5
    monkeypatch.setattr(run_module, "rules_digest", lambda folder: "other rules")
    assert checked(corpus, out, settings) == 5


def test_manifest_facts_are_in_the_results(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    manifest, out = corpus / "list.csv", tmp_path / "out"
    header = "path,area,type,date,title,period\n"
    manifest.write_text(header + "ashmere.md,Hallowick,yearly-report,2021-07-09,A title,2020-04-01/2021-03-31\n")
    assert checked(manifest, out, settings) == 1
    document = lines(out)[0]["document"]
    assert {name: document[name] for name in ("area", "areas", "type", "published", "title", "period")} == {
        "area": "Hallowick",
        "areas": ["Hallowick"],
        "type": "yearly-report",
        "published": "2021-07-09",
        "title": "A title",
        "period": {"start": "2020-04-01", "end": "2021-03-31"},
    }
    assert checked(manifest, out, settings) == 0
    manifest.write_text(header + "ashmere.md,Hallowick,sermon,,,\nashmere.md,Hallowick,sermon,,,\n")
    assert checked(manifest, out, settings) == 1  # twice in the list, read once
    assert [row["document"]["type"] for row in lines(out)] == ["arrangements"] * 2
    assert "sermon" in lines(out)[0]["document"]["warnings"][0]


def test_bad_documents_leave_the_good_ones_as_they_are(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    run_batch(corpus, tmp_path / "good", settings, start=start)
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (corpus / "empty.docx").write_bytes(b"")
    (corpus / "missing-page.pdf").write_text("<html><title>Not found</title><body>404</body></html>")
    (corpus / "dangling.md").symlink_to("nowhere.md")
    batch = run_batch(corpus, tmp_path / "mixed", settings, start=start)
    mixed = lines(tmp_path / "mixed")
    assert [row for row in mixed if "error" not in row] == lines(tmp_path / "good")
    assert len(mixed) == batch.documents == 9
    assert [(Path(failure.path).name, failure.kind) for failure in batch.errors] == [
        ("broken.pdf", "damaged"),
        ("dangling.md", "not-found"),
        ("empty.docx", "empty"),
        ("missing-page.pdf", "not-what-it-says"),
    ]
    with sqlite3.connect(tmp_path / "mixed" / "results.sqlite") as database:
        assert database.execute("SELECT count(*) FROM unread").fetchone() == (4,)
        assert database.execute("SELECT count(*) FROM documents WHERE status = 'checked'").fetchone() == (5,)
    assert checked(corpus, tmp_path / "mixed", settings) == 1  # the one that might be there by now


def test_a_lost_or_damaged_database_is_made_again_without_reading(
    corpus: Path, tmp_path: Path, settings: Settings
) -> None:
    out = tmp_path / "out"
    checked(corpus, out, settings)
    for content in (None, b"no database at all" * 1000):
        (out / "results.sqlite").unlink()
        if content:
            (out / "results.sqlite").write_bytes(content)
        assert checked(corpus, out, settings) == 0
        with sqlite3.connect(out / "results.sqlite") as database:
            assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(TOWNS),)


def test_the_table_of_inspections_is_written(corpus: Path, tmp_path: Path, settings: Settings) -> None:
    checked(corpus, tmp_path / "out", settings)
    with (tmp_path / "out" / "inspections.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == []


def test_the_edition_is_asked_for_all_and_the_manifest_overrides_it(corpus: Path, tmp_path: Path) -> None:
    listed = corpus / "list.csv"
    listed.write_text("path,edition\nashmere.md,2018\nbrockwell.md,\n", encoding="utf-8")
    settings = Settings(rules=rules_folder(), packs=("wt2018-arrangements",), edition="2023")
    run_batch(listed, tmp_path / "out", settings, start=start)
    assert [row["document"]["edition"] for row in lines(tmp_path / "out")] == ["2018", "2023"]
    told = [row["document"]["how"]["edition"] for row in lines(tmp_path / "out")]
    assert told == ["given in the manifest", "given on the command line"]
    assert checked(listed, tmp_path / "out", replace(settings, edition="2018")) == 1  # another edition, checked anew


@pytest.mark.parametrize(("cell", "asked"), [("2019", None), ("", "2019")])
def test_an_edition_that_is_not_known_stops_before_anything_is_checked(
    corpus: Path, tmp_path: Path, settings: Settings, cell: str, asked: str | None
) -> None:
    listed = corpus / "list.csv"
    listed.write_text(f"path,edition\nashmere.md,2018\nbrockwell.md,{cell}\n", encoding="utf-8")
    with pytest.raises(OptionError, match=r"no edition '2019'.*Known: 2018") as refused:
        run_batch(listed, tmp_path / "out", replace(settings, edition=asked), start=start)
    assert ("brockwell.md" in refused.value.message) == bool(cell)
    assert not (tmp_path / "out").exists()
