"""The terminal: gaps first, within the width, and no markup taken from a document."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.console import Console

from checker.cli.terminal import failure, summary
from checker.results.model import Check, Failure


def printed(check: Check, width: int = 80, *, colour: bool = False) -> str:
    console = Console(file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None)
    summary(check, console)
    output = console.file
    assert isinstance(output, StringIO)
    return output.getvalue()


@pytest.mark.parametrize("name", ["coverage", "inspection", "hostile", "large"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, request: pytest.FixtureRequest) -> None:
    for line in printed(request.getfixturevalue(name), width).splitlines():
        assert len(line.rstrip()) <= width


def test_gaps_come_first_each_with_reason_quote_and_page(coverage: Check) -> None:
    text = " ".join(printed(coverage, 120).split())
    titles = ("Independent scrutiny of the arrangements (must", "The threshold document (must", "Not shown: 5 met")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "“Our levels of need are shown in the diagram below.” (page 9, weakens it)" in text
    assert "“A survey of 400 pupils" not in text
    assert "Pages 11 to 13 and 19 hold no text that could be read" in text


def test_it_says_what_the_document_was_read_as_and_how_to_get_a_report(coverage: Check) -> None:
    text = " ".join(printed(coverage, 120).split())
    assert 'Published: 24 June 2019 – page 2 says "Published 24 June 2019"' in text
    assert "'/home/someone/private drafts/harrowmere-arrangements.pdf' --output report.docx" in text


def test_an_inspection_shows_its_grades(inspection: Check) -> None:
    text = " ".join(printed(inspection).split())
    assert "Overall effectiveness Requires improvement" in text
    assert "▼ 1 weakness ◆ 1 mixed ▲ 1 strength ○ 1 not covered of 4" in text


def test_markup_and_controls_of_a_document_are_only_text(hostile: Check) -> None:
    text = printed(hostile, 120)
    assert "[red]bold[/red]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    coloured = printed(hostile, 120, colour=True)
    assert "evil.test\x1b\\" not in coloured
    assert "\x1b]8" not in coloured


def test_a_terminal_that_cannot_show_symbols_gets_words_alone(coverage: Check) -> None:
    console = Console(file=TextIOWrapper(BytesIO(), encoding="cp1252", errors="replace"), width=80)
    summary(coverage, console)
    console.file.flush()
    raw = console.file.buffer.getvalue().decode("cp1252")  # type: ignore[attr-defined]
    assert "2 missing" in raw
    assert "?" not in raw.split("Must: ")[0]


def test_a_failure_says_which_document_and_what_to_do() -> None:
    console = Console(file=StringIO(), width=80)
    failure(Failure("a [red]b[/red].pdf", "password", "The file is locked. Save a copy without."), console)
    output = console.file
    assert isinstance(output, StringIO)
    assert "a [red]b[/red].pdf could not be checked (password)" in output.getvalue()
    assert "Save a copy without." in output.getvalue()


def test_a_long_quote_shows_what_its_requirement_names(coverage: Check) -> None:
    first = next(finding for finding in coverage.findings if finding.evidence and finding.verdict == "weak")
    quote = f"The group has these functions: {'planning the year; ' * 20}keeping the register; and juggling hoops."
    longer = replace(first, title="Juggling", evidence=(replace(first.evidence[0], quote=quote),))
    findings = tuple(longer if finding is first else finding for finding in coverage.findings)
    assert "and juggling hoops." in " ".join(printed(replace(coverage, findings=findings), 120).split())
