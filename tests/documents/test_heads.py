"""Whether a table's first row heads its columns or is data: by its cells, and by how each format sets it apart."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checker.documents.formats.html.read import read as read_html
from checker.documents.formats.word.read import read as read_word
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.reader import read_data
from checker.documents.shape.draft import Draft
from checker.documents.shape.heads import heads_columns
from tests.documents.pdfs import Paper

PEOPLE = [
    ["Jo Reed", "Health", "Leads on neglect"],
    ["Ann Vale", "Police", "Leads on exploitation, and meets the district commanders every month"],
    ["Sam Lee", "Council", "Chairs the executive, and signs the partnership's report of the year"],
]


@pytest.mark.parametrize(
    "rows",
    [
        [["Agency", "Lead", "Date"], ["Council", "Jo Reed", "May 2025"], ["Police", "Ann Vale", "June 2025"]],
        [["No.", "What we will do", "By when"], ["1", "Audit twelve files", "May"], ["2", "Train all staff", "June"]],
        [["Partner", "2018/19", "2019/20"], ["Council", "£148,000", "£151,000"], ["Police", "£31,500", "£32,000"]],
        [["Measure", "Thornmarsh", "Sallow"], ["Children with a plan", "518", "184"]],
        [["", "March", "June"], ["Council", "present", "absent"]],
        [["Course", "People"], ["Neglect", "many"], ["Course", "People"], ["Review", "few"]],
        [["Option", "Advantages", "Disadvantages"], ["Keep the board", "Little changes", "The same reports twice"]],
    ],
)
def test_headings_of_columns(rows: list[list[str]]) -> None:
    assert heads_columns(rows)


@pytest.mark.parametrize(
    "rows",
    [
        PEOPLE,
        [["Council", "in kind"], ["Police", "£31,500"], ["Health", "£60,000"]],
        [["Chair", "Jo Reed"], ["Members", "12"], ["Clerk", "Ann Vale"]],
        [["Purpose", "To agree the plan"], ["Members", "12"], ["Quorum", "6"], ["Frequency", "Every two months"]],
        [["Owner", "Business unit"], ["Author", "Partnership manager and her deputy"], ["Status", "Final"]],
        [["June 2019", "Arrangements published"], ["July 2019", "Staff moved to the posts of the new unit"]],
        [["Neglect", "Twelve audits"], ["Exploitation", "The mapping group met nine times and read forty-one cases"]],
        [["Audit", "It was finished in May."], ["Training", "Forty-one people came in June, and twelve in July."]],
    ],
)
def test_first_rows_of_data(rows: list[list[str]]) -> None:
    assert not heads_columns(rows)


def _rows(drafts: list[Draft]) -> list[tuple[str, str]]:
    return [
        (draft.kind.value, draft.text) for draft in drafts if draft.kind in {BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW}
    ]


def _word(rows: list[list[str]], style: str = "Table Grid", *, mark: str = "") -> list[tuple[str, str]]:
    file = WordFile()
    table = file.add_table(0, len(rows[0]))
    table.style = style
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    if mark == "repeated":
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells if mark == "shaded" else []:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:fill"), "1F4E79")
        cell._tc.get_or_add_tcPr().append(shade)
    for cell in table.rows[0].cells if mark == "bold" else []:
        cell.paragraphs[0].runs[0].bold = True
    if mark == "no first row":
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        look.set(qn("w:firstRow"), "0")
    out = io.BytesIO()
    file.save(out)
    return _rows(read_word(out.getvalue()).drafts)


@pytest.mark.parametrize(
    ("style", "mark", "headed"),
    [
        ("Table Grid", "", False),
        ("Table Grid", "repeated", True),
        ("Table Grid", "shaded", True),
        ("Table Grid", "bold", True),
        ("Light Grid Accent 1", "", True),  # its style sets the first row apart
        ("Light Grid Accent 1", "no first row", False),
    ],
)
def test_word_sets_a_first_row_apart(style: str, mark: str, headed: bool) -> None:
    first = _word(PEOPLE, style, mark=mark)[0]
    assert first == ("table head" if headed else "table row", "Jo Reed | Health | Leads on neglect")


def _web(rows: str) -> list[tuple[str, str]]:
    return _rows(read_html(f"<html><body><p>Who leads.</p><table>{rows}</table></body></html>".encode()).drafts)


def test_web_page_sets_a_first_row_apart() -> None:
    below = "<tr><td>Ann Vale</td><td>Police</td></tr>"
    bold = "<tr><td><b>Jo Reed</b></td><td><p><strong>Health</strong></p></td></tr>"
    assert _web("<tr><td>Jo Reed</td><td>Health</td></tr>" + below)[0][0] == "table row"
    assert _web("<tr><th>Jo Reed</th><th>Health</th></tr>" + below)[0][0] == "table head"
    assert _web("<thead><tr><td>Jo Reed</td><td>Health</td></tr></thead>" + below)[0][0] == "table head"
    assert _web(bold + below)[0][0] == "table head"
    assert _web(bold + bold)[0][0] == "table row"


def test_web_rows_that_each_begin_with_a_heading_have_no_row_of_headings() -> None:
    rows = "".join(f"<tr><th>{name}</th><td>{sum_}</td></tr>" for name, sum_ in [("Agency", "Sum"), ("Council", "1")])
    assert [kind for kind, _ in _web(rows)] == ["table row", "table row"]


def test_ruled_first_row_of_people_is_data_in_a_pdf() -> None:
    rows = [["Jo Reed", "Health"], ["Ann Vale", "Police"], ["Sam Lee", "Council, for all of its services"]]
    data = Paper().filler().grid(rows, [72, 200, 480]).filler().data()
    document = read_data(data, Path("paper.pdf"), Limits())
    kinds = [block.kind for block in document.blocks if "Jo Reed" in document.text[block.start : block.end]]
    assert kinds == [BlockKind.TABLE_ROW]


def test_plain_headings_of_columns_head_a_pdf_table() -> None:
    rows = [["Agency", "Lead"], ["Council", "Sam Lee"], ["Police", "Ann Vale"]]
    data = Paper().filler().grid(rows, [72, 200, 480]).filler().data()
    document = read_data(data, Path("paper.pdf"), Limits())
    assert "Agency: Police | Lead: Ann Vale" in document.text
