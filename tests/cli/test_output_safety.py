"""The command line loses nothing of the user's, and says in one line when its output cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.main import main

TEXT = (
    "Fernshire Safeguarding Children Partnership: multi-agency safeguarding arrangements 2031\n\n"
    "This document sets out the safeguarding arrangements of the three safeguarding partners.\n\n"
    "The borough pays £60,000 and the police pay £40,000 each year to the partnership.\n"
)
FULL = Path("/dev/full")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT)
    return path


def run(*arguments: str | Path, out: int | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker.cli.main", *map(str, arguments)]
    return subprocess.run(command, stdout=out or subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def test_the_users_own_files_stay_and_the_other_reports_are_written(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    out = tmp_path / "out"
    out.mkdir()
    (out / "plan.html").write_text("mine")
    assert main(["check", str(plan), str(other), "--format", "html", "--output", str(out)]) == 2
    assert (out / "plan.html").read_text() == "mine"
    assert (out / "other.html").is_file()


def test_the_users_own_index_stays(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    (tmp_path / "index.html").write_text("mine")
    assert main(["check", str(plan), str(other), "--format", "html", "--output", str(tmp_path)]) == 2
    assert (tmp_path / "index.html").read_text() == "mine"


@pytest.mark.parametrize("kind", ["html", "md", "json", "docx", "xlsx"])
def test_a_report_replaces_its_earlier_one_but_no_other_documents(plan: Path, tmp_path: Path, kind: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT)
    target = str(tmp_path / f"report.{kind}")
    assert main(["check", str(plan), "--output", target]) == 0
    assert main(["check", str(plan), "--output", target]) == 0
    assert main(["check", str(other), "--output", target]) == 2
    assert main(["check", str(other), "--output", target, "--overwrite"]) == 0


def test_a_long_name_among_others_stops_none_of_them(plan: Path, tmp_path: Path) -> None:
    long = tmp_path / ("é" * 120 + ".txt")
    long.write_text(TEXT)
    out = tmp_path / "out"
    assert main(["check", str(long), str(plan), "--format", "html", "--output", str(out)]) == 0
    assert len(list(out.glob("*.html"))) == 3


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", [("check",), ("text",), ("check", "--format", "json")])
def test_a_full_disk_is_one_line_and_a_status_of_its_own(plan: Path, command: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = run(command[0], plan, *command[1:], out=full.fileno())
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("command", [("check",), ("rules", "list")])
def test_a_closed_pipe_is_one_line_and_a_status_of_its_own(plan: Path, command: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run(*command, *([plan] if command == ("check",) else []), out=writer)
    finally:
        os.close(writer)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "no longer read" in done.stderr


def test_a_document_that_takes_too_long_is_told_and_the_next_is_checked(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import time

    import checker.cli.check as module

    whole = module.read_and_check

    def slow(path: Path, *arguments: object, **more: object) -> object:
        if path.name == "slow.txt":
            time.sleep(60)
        return whole(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_and_check", slow)
    other = tmp_path / "slow.txt"
    other.write_text(TEXT)
    assert main(["check", str(other), str(plan), "--timeout", "4", "--format", "json"]) == 3
    first, second = capsys.readouterr().out.splitlines()
    assert "too-slow" in first
    assert '"findings"' in second


def test_how_a_pdf_was_read_is_told_page_by_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "The borough pays half of the budget for the work of the board.")
    canvas.setFillGray(1)
    canvas.drawString(72, 680, "These words are as white as the paper on which they stand.")
    canvas.save()
    assert main(["text", str(path), "--how"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("page 1: words that may not be seen")
    assert "12 words on page 1 cannot be seen" in told
