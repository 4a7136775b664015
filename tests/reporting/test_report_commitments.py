"""Commitments in every kind of report, and their absence where there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest

from checker.reporting.formats import excel, html, markdown, word
from checker.reporting.formats import json as data
from checker.reporting.view import RenderOptions
from checker.reporting.wording import PROMISES
from checker.results.model import Check, Commitment

QUOTE = "The <Business> Manager will recruit =two officers by 31 July 2024."
COMMITMENT = Commitment(
    what="recruit =two officers",
    who="<Business> Manager",
    by_when="31 July 2024",
    date="2024-07-31",
    quote=QUOTE,
    start=10,
    end=10 + len(QUOTE),
    page=3,
    section="9 Next steps",
)


@pytest.fixture
def promising(coverage: Check) -> Check:
    return replace(coverage, commitments=(COMMITMENT,))


def test_the_web_page_and_markdown_show_them_escaped(promising: Check, options: RenderOptions) -> None:
    page = html.render(promising, options)
    assert "&lt;Business&gt; Manager" in page
    assert 'href="#promises"' in page
    assert "| Recruit =two officers | \\<Business\\> Manager | 31 July 2024 | 3 |" in markdown.render(
        promising, options
    )


def test_word_and_excel_hold_a_table(promising: Check, options: RenderOptions) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(BytesIO(word.render(promising, options)))
    assert any("Recruit =two officers" in cell.text for table in document.tables for cell in table._cells)
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(BytesIO(excel.render(promising, options)))["Commitments"]
    assert [cell.value for cell in sheet[2]][:4] == [
        "Recruit =two officers",
        "<Business> Manager",
        "31 July 2024",
        "2024-07-31",
    ]


def test_the_data_holds_them_as_they_stand(promising: Check, options: RenderOptions) -> None:
    (commitment,) = json.loads(data.render(promising, options))["commitments"]
    assert (commitment["what"], commitment["date"], commitment["quote"]) == (COMMITMENT.what, COMMITMENT.date, QUOTE)


def test_nothing_is_said_where_there_are_none(coverage: Check, options: RenderOptions) -> None:
    assert PROMISES not in html.render(coverage, options)
    assert PROMISES not in markdown.render(coverage, options)
    assert "commitments" not in json.loads(data.render(coverage, options))
