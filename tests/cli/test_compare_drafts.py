"""`checker check NEW --compare EARLIER`: what a new draft of a made-up document changed, in every format."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checker.check.drafts import changed_since
from checker.check.files import Checked
from checker.check.one import Checker
from checker.cli.main import main
from checker.documents.model import Profile
from checker.documents.reader import read_document
from checker.results.model import VERDICTS, TextChange

EARLIER = """# Wexmoor Safeguarding Children Partnership: published arrangements

## The partners

The three safeguarding partners, who share the duty equally, are Wexmoor County Council, NHS Wexmoor Clinical
Commissioning Group and Wexmoor Police.

## Funding

The council, the police and the health commissioner each pay £40,000 a year into the partnership's budget, which the
partners agree every March.

## Voice

We aim to hear the voice of children and families in all that we do.

## Independent scrutiny

The independent scrutineer, Dr Ada Fenwick, reports to the executive board twice a year on how
well the arrangements work.
"""
LATER = """# Wexmoor Safeguarding Children Partnership: published arrangements

## Who we are

The three safeguarding partners, who share the duty equally, are Wexmoor County Council, NHS Wexmoor Clinical
Commissioning Group and Wexmoor Police.

## Funding

How the arrangements are funded will be agreed in due course.

## Voice

The Young Advisers, a panel of twelve children in care and care leavers, meet the executive board every
quarter, and the board prints what they asked for and what was done in the yearly report.

## Independent scrutiny

The independent scrutineer, Dr Ada Fenwick, reports to the executive board four times a year on how
well the arrangements work.
"""


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    earlier, later = tmp_path / "first draft.md", tmp_path / "second draft.md"
    earlier.write_text(EARLIER, encoding="utf-8")
    later.write_text(LATER, encoding="utf-8")
    return earlier, later


def compared(drafts: tuple[Path, Path], tmp_path: Path, suffix: str) -> bytes:
    earlier, later = drafts
    output = tmp_path / f"report{suffix}"
    assert main(["check", str(later), "--compare", str(earlier), "--output", str(output)]) == 0
    return output.read_bytes()


def test_the_json_object_gains_a_key_and_keeps_the_others(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    result = json.loads(compared(drafts, tmp_path, ".json"))
    alone = tmp_path / "alone.json"
    assert main(["check", str(drafts[1]), "--output", str(alone)]) == 0
    change = result.pop("change")
    assert result == json.loads(alone.read_text(encoding="utf-8"))
    assert change["earlier"]["path"] == str(drafts[0])
    turns = {item["requirement"]: item for item in change["requirements"]}
    assert set(turns) == {finding["requirement"] for finding in result["findings"]}
    funding, voice = turns["WT18-ARR-FUNDING"], turns["WT18-ARR-VOICE"]
    assert (funding["turn"], funding["after"]) == ("lost", "weak")
    assert "£40,000" in funding["gone"][0]["quote"]
    assert "in due course" in funding["new"][0]["quote"]
    assert "Who we are" in [item["quote"] for item in change["text"]["new"]]
    assert (voice["turn"], voice["before"], voice["after"]) == ("gained", "weak", "met")
    scrutiny = turns["WT18-ARR-SCRUTINY"]
    assert scrutiny["turn"] == "unchanged"
    assert (scrutiny["new"], scrutiny["gone"]) == ([], [])  # the sentence was there: it was put otherwise
    assert "twice" in scrutiny["reworded"][0]["before"]["quote"]
    assert "four times" in scrutiny["reworded"][0]["after"]["quote"]
    partners = turns["WT18-ARR-PARTNERS"]
    assert (partners["turn"], partners["new"], partners["gone"]) == ("unchanged", [], [])
    for item in change["requirements"]:
        assert item["before"] in VERDICTS["coverage"]
        for evidence in item["gone"]:
            text = read_document(drafts[0]).text
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_text_reports_show_losses_before_gains(drafts: tuple[Path, Path], tmp_path: Path, suffix: str) -> None:
    text = compared(drafts, tmp_path, suffix).decode()
    part = text[text.index("Against “first draft.md”: ") :]
    assert re.search(r"[Mm]et \d+ to \d+, weak \d+ to \d+, missing \d+ to \d+ of \d+", text)
    counted = re.search(r"(\d+) verdicts? lost, (\d+) gained(?:, (\d+) changed otherwise)? and (\d+) unchanged", part)
    whole = re.search(r"missing \d+ to \d+ of (\d+)", text)
    assert counted is not None and whole is not None
    assert sum(int(one or 0) for one in counted.groups()) == int(whole[1])  # both lines count the same requirements
    lost = part.index("£40,000 a year")
    assert lost < part.index("The Young Advisers") and lost < part.index("four times a year")


def test_word_and_excel_hold_the_changes(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    import docx

    document = docx.Document(io.BytesIO(compared(drafts, tmp_path, ".docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "What changed since the earlier draft" in lines
    assert any("lost: from met to weak" in line for line in lines)
    sheet = load_workbook(io.BytesIO(compared(drafts, tmp_path, ".xlsx")))["Changes"]
    rows = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows()}
    assert rows["Requirement"][2:5] == ["Change", "Before", "Now"]
    assert rows["WT18-ARR-FUNDING"][2:5] == ["lost", "✓ Met", "◐ Weak"]
    assert len(rows) == sheet.max_row  # a requirement once


def test_the_terminal_tells_it_too(drafts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    earlier, later = drafts
    assert main(["check", str(later), "--compare", str(earlier)]) == 0
    shown = capsys.readouterr().out
    assert "What changed since the earlier draft" in shown
    assert "How the arrangements are funded (from met to weak)" in shown


def test_a_report_without_comparison_says_nothing_of_it(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "alone.html"
    assert main(["check", str(drafts[1]), "--output", str(output)]) == 0
    assert "earlier draft" not in output.read_text(encoding="utf-8")


def test_a_document_compared_with_itself_changed_nothing(drafts: tuple[Path, Path], checker: Checker) -> None:
    document = read_document(drafts[0])
    check = checker.check(document, Profile())
    once = Checked(document, Profile(), check)
    change = changed_since(once, once).change
    assert change is not None
    assert change.text == TextChange()
    for item in change.requirements:
        assert (item.turn, item.new, item.gone, item.reworded, item.relied) == ("unchanged", (), (), (), ())


def test_what_cannot_be_compared_is_refused(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier, later = (str(path) for path in drafts)
    assert main(["check", later, earlier, "--compare", earlier]) == 2
    assert main(["check", later, "--compare", str(tmp_path / "earlier.json")]) == 2
    assert main(["check", later, "--compare", str(tmp_path / "nowhere.docx")]) == 3
    assert "nowhere.docx" in capsys.readouterr().err
