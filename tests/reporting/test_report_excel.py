"""The workbook: one row a requirement and a quote, and no cell that is more than text or a number."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from checker.reporting.formats.excel import render
from checker.reporting.view import RenderOptions, build
from checker.results.model import Check


def opened(check: Check, options: RenderOptions) -> Workbook:
    return openpyxl.load_workbook(BytesIO(render(check, options)))


def test_sheets_hold_what_their_names_say(coverage: Check, inspection: Check, options: RenderOptions) -> None:
    names = ["Brief", "Verdicts", "Evidence", "Gaps and questions"]
    assert opened(coverage, options).sheetnames == [*names, "By theme", "About"]
    assert opened(inspection, options).sheetnames == [*names, "Inspection", "By theme", "About"]
    assert opened(coverage, replace(options, brief_only=True)).sheetnames == ["Brief"]


def test_the_first_sheet_has_each_gap_with_its_words_and_a_question(coverage: Check, options: RenderOptions) -> None:
    rows = list(opened(coverage, options)["Brief"].values)
    gaps = {row[1]: row for row in rows if isinstance(row[0], str) and row[0].startswith(("◐", "✕")) and row[1]}
    for group in build(coverage, options).brief.groups:
        for line in group.lines:
            assert gaps[line.entry.title][2] == (line.quote or None)
            assert gaps[line.entry.title][5] == (line.question or None)


def test_one_row_a_requirement_and_one_a_quote(coverage: Check, options: RenderOptions) -> None:
    book, report = opened(coverage, options), build(coverage, options)
    rows = list(book["Verdicts"].values)
    assert [row[0] for row in rows[1:]] == [entry.requirement for entry in report.entries]
    assert [row[4] for row in rows[1:]] == [f"{e.verdict.symbol} {e.verdict.word}" for e in report.entries]
    rows = list(book["Evidence"].values)
    assert [row[3] for row in rows[1:]] == [quote.text for entry in report.entries for quote in entry.quotes]
    assert {row[7] for row in rows[1:]} == {"supports it", "weakens it"}
    assert len(list(book["Gaps and questions"].values)) == 1 + len(report.gaps)


@pytest.mark.parametrize("sheet", ["Verdicts", "Evidence", "Gaps and questions"])
def test_lists_have_filters_and_headings_that_stay(sheet: str, coverage: Check, options: RenderOptions) -> None:
    page = opened(coverage, options)[sheet]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == f"A1:{page.cell(1, page.max_column).coordinate[:-1]}{page.max_row}"


def test_nothing_in_a_document_becomes_a_formula_or_a_link(hostile: Check, options: RenderOptions) -> None:
    rendered = render(hostile, options)
    book = openpyxl.load_workbook(BytesIO(rendered))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} <= {"s", "n"}
    assert "=1+1" in [cell.value for cell in values]
    with zipfile.ZipFile(BytesIO(rendered)) as package:
        assert not [name for name in package.namelist() if "externalLink" in name]
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in package.read(name)
                assert b"<hyperlink" not in package.read(name)


def test_rows_are_high_enough_for_their_text(coverage: Check, options: RenderOptions) -> None:
    sheet = opened(coverage, options)["Gaps and questions"]
    heights = [sheet.row_dimensions[number].height or 0 for number in range(1, sheet.max_row + 1)]
    assert max(heights) > 40
    assert min(heights) >= 15
