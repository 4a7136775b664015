"""Reports are written whole, and never over what the user would miss."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.errors import OptionError
from checker.reporting.files import fitting_name, write_beside, write_report

REPORT = "<p>plan.pdf was checked. Checker version 1</p>"


def test_a_file_that_no_checker_wrote_is_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "plan.html"
    mine.write_text("my own page about plan.pdf")
    with pytest.raises(OptionError, match="did not make"):
        write_report(mine, REPORT, ["plan.pdf"])
    assert mine.read_text() == "my own page about plan.pdf"


def test_a_report_on_another_document_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_report(target, REPORT, ["plan.pdf"])
    with pytest.raises(OptionError, match="another document"):
        write_report(target, REPORT.replace("plan", "other"), ["other.pdf"])
    assert target.read_text() == REPORT


@pytest.mark.parametrize("name", ["plan.pdf", "a & b <c>.pdf", "plän “x”.pdf"])
def test_an_earlier_report_on_the_same_document_is_replaced(tmp_path: Path, name: str) -> None:
    import html

    target = tmp_path / "report.html"
    write_report(target, f"<p>{html.escape(name)} Checker version 1</p>", [name])
    write_report(target, f"<p>{html.escape(name)} Checker version 2</p>", [name])
    assert "version 2" in target.read_text()


def test_overwrite_replaces_any_file(tmp_path: Path) -> None:
    mine = tmp_path / "plan.html"
    mine.write_text("mine")
    write_report(mine, REPORT, ["plan.pdf"], overwrite=True)
    assert mine.read_text() == REPORT


def test_a_link_to_a_file_is_written_through_and_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link = tmp_path / "report.html"
    link.symlink_to(tmp_path / "kept" / "real.html")
    write_report(link, REPORT, ["plan.pdf"])
    assert link.is_symlink()
    assert (tmp_path / "kept" / "real.html").read_text() == REPORT


@pytest.mark.parametrize("direct", [True, False])
def test_a_device_is_never_replaced(tmp_path: Path, direct: bool) -> None:
    target = Path(os.devnull)
    if not direct:
        target = tmp_path / "report.html"
        target.symlink_to(os.devnull)
    with pytest.raises(OptionError, match="device"):
        write_beside(target, REPORT)
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "report.html"
    os.mkfifo(pipe)
    with pytest.raises(OptionError, match="pipe"):
        write_report(pipe, REPORT, ["plan.pdf"])
    assert pipe.is_fifo()


@pytest.mark.parametrize("stem", ["é" * 130, "x" * 300, "計画" * 60])
def test_a_long_name_is_shortened_to_what_systems_take(tmp_path: Path, stem: str) -> None:
    name = fitting_name(stem, ".html")
    write_beside(tmp_path / name, REPORT)
    assert name.endswith(".html")
    assert name != fitting_name(stem + "b", ".html")


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        write_beside(tmp_path / ("x" * 400), REPORT)
    assert not list(tmp_path.iterdir())
