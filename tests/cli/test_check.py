"""The command through its own front door: output, exit status, several files, errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ARRANGEMENTS = """# Ashmere Safeguarding Children Partnership: arrangements

The safeguarding partners are Ashmere Borough Council, NHS Ashmere Clinical Commissioning Group and Wealdshire Police.

## Independent scrutiny

An independent scrutineer meets the partners each quarter and reports what she finds.
"""


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "arrangements.md"
    path.write_text(ARRANGEMENTS, encoding="utf-8")
    return path


def test_json_of_one_file_is_one_object_and_nothing_else(document: Path) -> None:
    done = run("check", document, "--format", "json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["schema"] == 1
    assert result["document"]["type"] == "arrangements"
    assert result["document"]["area"] == "Ashmere"
    verdicts = {finding["requirement"]: finding["verdict"] for finding in result["findings"]}
    assert verdicts["WT18-ARR-PARTNERS"] == "met"
    assert verdicts["WT18-ARR-SCRUTINY"] == "met"
    assert verdicts["WT18-ARR-CUSTODY"] == "missing"
    text = run("text", document).stdout
    for finding in result["findings"]:
        for evidence in finding["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_one_unreadable_file_never_stops_the_others(document: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing more")
    done = run("check", broken, document, tmp_path / "nowhere.docx", "--format", "json")
    assert done.returncode == 3
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("error" in line) for line in lines] == [True, False, True]
    assert lines[2]["error"]["kind"] == "not-found"
    assert "Traceback" not in done.stderr


def test_fail_on(document: Path) -> None:
    assert run("check", document, "--format", "json", "--fail-on", "missing").returncode == 1


def test_usage_errors(document: Path) -> None:
    assert run("check", document, "--pack", "no-such-pack", "--format", "json").returncode == 2
    assert run("check", document, "--format", "pdf").returncode == 2
    assert run("check").returncode == 2
    done = run("check", document, "--period", "last year", "--format", "json")
    assert done.returncode == 2 and "2022-04-01/2023-03-31" in done.stderr


def test_overrides_are_told(document: Path) -> None:
    options = ("--type", "yearly-report", "--area", "Elsewhere", "--published", "2020-01-31")
    result = json.loads(run("check", document, "--format", "json", *options).stdout)
    assert (result["document"]["type"], result["document"]["area"]) == ("yearly-report", "Elsewhere")
    assert result["document"]["how"]["published"] == "given on the command line"


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.xlsx", "report.md", "report.json"])
def test_every_format_is_written_where_asked(document: Path, tmp_path: Path, name: str) -> None:
    done = run("check", document, "--output", tmp_path / "out" / name)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / name).stat().st_size > 1000


def test_several_reports_get_an_index(document: Path, tmp_path: Path) -> None:
    other = tmp_path / "arrangements.txt"
    other.write_text(ARRANGEMENTS, encoding="utf-8")
    done = run("check", document, other, "--format", "html", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["arrangements-txt.html", "arrangements.html", "index.html"]


def test_output_never_overwrites_the_document(document: Path) -> None:
    done = run("check", document, "--format", "md", "--output", document)
    assert done.returncode == 2
    assert document.read_text(encoding="utf-8") == ARRANGEMENTS


def test_terminal_summary_shows_gaps_and_a_quote(document: Path) -> None:
    done = run("check", document)
    assert done.returncode == 0
    assert "Missing" in done.stdout and "custody" in done.stdout


def test_explain_shows_how_a_verdict_came_about(document: Path) -> None:
    done = run("explain", document, "WT18-ARR-SCRUTINY")
    assert done.returncode == 0
    assert "verdict: met" in done.stdout and "independent scrutineer" in done.stdout
    assert run("explain", document, "WT18-ARR-SCRUTNY").returncode == 2


def test_explain_says_what_the_documents_own_names_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "# Plan\n\nThe Ladder is our way to settle disagreements between agencies.\n\n"
        "The Ladder begins with two managers, who speak the same day. "
        "If not settled, the Ladder goes to their directors within five days.",
        encoding="utf-8",
    )
    done = run("explain", path, "WT18-ARR-DISPUTES", "--type", "arrangements")
    assert "'the Ladder' stands for 'our way to settle disagreements between agencies'" in done.stdout
    assert "weakened by" not in done.stdout  # "if not settled" puts nothing off


def test_outline_shows_headings(document: Path) -> None:
    assert "  Independent scrutiny" in run("outline", document).stdout
