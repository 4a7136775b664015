"""Real documents, where they lie beside the project: read, typed, placed and quoted right, alike in every format."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from checker.check.one import Checker
from checker.documents.reader import read_document
from checker.packs.load import rules_folder
from checker.profile.authorities import Areas, load_areas
from checker.profile.read import profile_of

SEED_TYPES = {
    "000": "arrangements",
    "001": "yearly-report",
    "002": "arrangements",
    "003": "inspection",
    "004": "arrangements",
}


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas(rules_folder() / "areas.yaml")


def test_every_inspection_report_is_read_typed_placed_and_quoted(shared: Path, checker: Checker, areas: Areas) -> None:
    with (shared / "gold" / "inspection-truth-dev.csv").open(encoding="utf-8") as file:
        truth = {row["file"]: row["area"] for row in csv.DictReader(file)}
    wrong: list[str] = []
    for path in sorted((shared / "inspection-reports").glob("*.pdf")):
        document = read_document(path)
        profile = profile_of(document, areas)
        check = checker.check(document, profile)
        if profile.type != "inspection":
            wrong.append(f"{path.name}: read as {profile.type}")
        printed, found = areas.named(truth[path.name]), areas.named(profile.area or "")
        if printed is None or printed != found:
            wrong.append(f"{path.name}: area {profile.area}, not {truth[path.name]}")
        for finding in check.findings:
            for evidence in finding.evidence:
                if document.text[evidence.start : evidence.end] != evidence.quote or not evidence.page:
                    wrong.append(f"{path.name}: {finding.requirement} quotes what is not there")
    assert not wrong


def test_the_seeds_come_out_alike_in_every_format(shared: Path, checker: Checker, areas: Areas) -> None:
    same = total = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        verdicts: dict[str, dict[str, str]] = {}
        for file in (path, *sorted((shared / "formats").glob(f"{path.stem}.*"))):
            document = read_document(file)
            profile = profile_of(document, areas)
            assert profile.type == SEED_TYPES[path.name[:3]], file.name
            check = checker.check(document, profile)
            verdicts[file.suffix] = {finding.requirement: finding.verdict for finding in check.findings}
        assert set(verdicts) == {".txt", ".html", ".docx", ".pdf"}
        for suffix, found in verdicts.items():
            if suffix != ".txt":
                same += sum(found[name] == verdict for name, verdict in verdicts[".txt"].items())
                total += len(verdicts[".txt"])
    assert same / total >= 0.98


def test_no_sentence_holds_a_running_header_or_a_page_number(shared: Path) -> None:
    page_number = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$", re.IGNORECASE)
    wrong: list[str] = []
    for path in sorted((shared / "inspection-reports").glob("*.pdf"))[::4]:
        document = read_document(path)
        headers = {text for _, text in document.furniture if len(text.split()) > 3}
        for sentence in document.sentences:
            text = document.text[sentence.start : sentence.end]
            if page_number.match(text) or any(header in text and len(text) > len(header) for header in headers):
                wrong.append(f"{path.name}: {text[:80]}")
    assert not wrong
