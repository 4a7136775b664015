"""The sample corpus: manifest, labels and facts fit the sources, and the sources build to what is committed."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
LABELS: dict[str, dict[str, dict[str, Any]]] = json.loads((CORPORA / "labels.json").read_text(encoding="utf-8"))
REQUIREMENTS = {
    "WT18-ARR": "PARTNERS LEADERS GEOGRAPHY NEEDS AGENCIES EDUCATION CUSTODY DATA TRAINING AUDIT FUNDING REVIEWS "
    "LEARNING VOICE THRESHOLDS SCRUTINY DISPUTES INFORMATION REPORTING REVIEWING LINKS TRANSITION",
    "WT18-REP": "ACTIVITY REVIEWS EFFECTIVENESS IMPACT NOPROGRESS RECOMMENDATIONS FEEDBACK TRAINING SCRUTINY CHANGES "
    "RESTRAINT PERIOD",
    "OFSTED-LSCB": "GOVERNANCE ACCOUNTABILITY MONITORING VOICE CHALLENGE RESOURCES LEARNING THRESHOLDS REGIONAL "
    "EXPLOITATION AUDIT TRAINING REPORTING CUSTODY",
}
IDS = {pack: {f"{pack}-{word}" for word in words.split()} for pack, words in REQUIREMENTS.items()}
COVERAGE = {"met", "weak", "missing"}
FINDINGS = {"strength", "weakness", "mixed", "not covered"}
WITHOUT_ALL_THREE = {"WT18-REP-ACTIVITY", "OFSTED-LSCB-GOVERNANCE", "OFSTED-LSCB-LEARNING"}  # none wholly missing
GRADES = {"Outstanding", "Good", "Requires improvement", "Inadequate", ""}
LARGEST = 400_000


def rows(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def source_text(stem: str) -> str:
    """A source's words without Markdown's marks, on one line."""
    text = (CORPORA / "sources" / f"{stem}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    text = re.sub(r"\[\^\d+\]", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return " ".join(re.sub(r"[*|]", " ", text).split())


def squeezed(text: str) -> str:
    """Without any white space, so that a removed mark never decides."""
    return "".join(text.split())


def test_manifest_lists_the_built_files_and_no_other() -> None:
    listed = {row["path"] for row in rows("manifest.csv")}
    assert listed == {f"documents/{path.name}" for path in (CORPORA / "documents").iterdir()}
    assert all((CORPORA / path).stat().st_size < LARGEST for path in listed)


def test_manifest_has_all_types_and_areas_through_time() -> None:
    manifest = rows("manifest.csv")
    assert {row["type"] for row in manifest} == {"arrangements", "yearly-report", "inspection"}
    assert len({row["area"] for row in manifest}) >= 5
    assert len({row["date"] for row in manifest if row["area"] == "Wexcombe"}) >= 3
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) and row["title"] for row in manifest)


@pytest.mark.parametrize("path", sorted(LABELS))
def test_labels_are_complete_and_well_formed(path: str) -> None:
    kind = next(row["type"] for row in rows("manifest.csv") if row["path"] == path)
    allowed = FINDINGS if kind == "inspection" else COVERAGE
    labels = LABELS[path]
    packs = [pack for pack, ids in IDS.items() if ids & labels.keys()]
    assert packs and labels.keys() == set().union(*(IDS[pack] for pack in packs))
    for label in labels.values():
        assert label.keys() <= {"verdict", "quotes", "reason", "accept"}
        assert {label["verdict"], *label.get("accept", [])} <= allowed
        assert label["verdict"] not in label.get("accept", [])
        assert label["reason"]
        assert bool(label["quotes"]) == (label["verdict"] not in {"missing", "not covered"})


@pytest.mark.parametrize("path", sorted(LABELS))
def test_quotes_stand_in_the_source(path: str) -> None:
    text = squeezed(source_text(Path(path).stem))
    absent = [q for label in LABELS[path].values() for q in label["quotes"] if squeezed(q) not in text]
    assert absent == []


def test_every_requirement_occurs_with_differing_verdicts() -> None:
    seen: dict[str, set[str]] = {}
    for labels in LABELS.values():
        for requirement, label in labels.items():
            seen.setdefault(requirement, set()).add(label["verdict"])
    assert seen.keys() == set().union(*IDS.values())
    assert {name for name, verdicts in seen.items() if not verdicts >= COVERAGE} == WITHOUT_ALL_THREE
    assert all(verdicts >= FINDINGS for name, verdicts in seen.items() if name in IDS["OFSTED-LSCB"])


def test_inspection_facts_cover_the_inspections() -> None:
    facts = rows("inspection-facts.csv")
    inspections = {row["path"] for row in rows("manifest.csv") if row["type"] == "inspection"}
    assert {f"documents/{row['file']}" for row in facts} == inspections
    judged = ("overall", "leadership", "help_and_protection", "in_care", "care_leavers", "looked_after", "adoption")
    assert all({row[name] for name in (*judged, "lscb")} <= GRADES for row in facts)
    assert all(row["started"] <= row["ended"] <= (row["published"] or "9999") for row in facts)


def test_sources_build_to_the_committed_documents(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    pytest.importorskip("PIL")
    subprocess.run([sys.executable, CORPORA / "build.py", "--output", tmp_path], check=True, capture_output=True)
    assert (tmp_path / "manifest.csv").read_text() == (CORPORA / "manifest.csv").read_text()
    for built in sorted((tmp_path / "documents").iterdir()):
        assert words_of(built) == words_of(CORPORA / "documents" / built.name), built.name


def words_of(path: Path) -> str:
    """A file's words, so that another version of a library may lay them out otherwise."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return squeezed(re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode()))
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return squeezed("".join(page.get_textpage().get_text_range() for page in document))
    return path.read_text(encoding="utf-8")
