"""The PDF reader: each test is a small made-up PDF named for its difficulty."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pdfs import LEFT, Paper
from PIL import Image
from reportlab.lib.utils import ImageReader

from checker.documents.formats.pdf.read import read
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.errors import DocumentError

SHARED = Path(__file__).resolve().parents[3] / "shared"


def kinds(reading: Reading, kind: BlockKind) -> list[str]:
    return [draft.text for draft in reading.drafts if draft.kind is kind]


def find(reading: Reading, words: str) -> Draft:
    found = [draft for draft in reading.drafts if words in draft.text]
    assert len(found) == 1, [draft.text for draft in reading.drafts]
    return found[0]


# --- files that cannot be read ---


def test_file_cut_short_is_damaged() -> None:
    """Cause: a download that broke off has no cross-reference table."""
    with pytest.raises(DocumentError) as caught:
        read(Paper().filler().data()[:200])
    assert caught.value.kind == "damaged"


def test_no_pdf_at_all_is_damaged() -> None:
    """Cause: an error page of a web server saved under the name of a PDF."""
    with pytest.raises(DocumentError) as caught:
        read(b"<html><body>Not found</body></html>")
    assert caught.value.kind == "damaged"


def test_password() -> None:
    """Cause: a file that opens with a user's password only."""
    with pytest.raises(DocumentError) as caught:
        read(Paper(encrypt="secret").filler().data())
    assert caught.value.kind == "password"


def test_no_pages() -> None:
    """Cause: a page tree without pages."""
    document = pdfium.PdfDocument.new()
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(DocumentError) as caught:
        read(buffer.getvalue())
    assert caught.value.kind in {"empty", "damaged"}


def scan() -> bytes:
    paper = Paper()
    paper.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)
    return paper.data()


def test_scan_without_text_names_the_way_to_read_it() -> None:
    """Cause: pages that are pictures of paper."""
    with pytest.raises(DocumentError) as caught:
        read(scan())
    assert caught.value.kind == "no-text"
    assert "--ocr" in caught.value.message


def test_scan_read_by_ocr() -> None:
    """Cause: as above; a blank line in what was recognised ends a paragraph."""
    reading = read(scan(), ocr=lambda image: "The board meets\nevery month.\n\nIt is chaired by a scrutineer.\n")
    assert [draft.text for draft in reading.drafts] == [
        "The board meets every month.",
        "It is chaired by a scrutineer.",
    ]
    assert reading.pages_read_by_ocr == [1]
    assert reading.pages_without_text == []


def test_one_page_without_text_is_noted() -> None:
    """Cause: one scanned page bound into a document that has text."""
    paper = Paper().filler(3).page()
    paper.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)
    reading = read(paper.page().filler(3).data())
    assert reading.pages == 3
    assert reading.pages_without_text == [2]
    assert reading.pictures == []  # the scan is told of as a page without text


# --- furniture ---


def test_running_header_footer_and_page_number() -> None:
    """Cause: the words at the top and foot of each page stand in the middle of sentences in the text layer."""
    paper = Paper()
    for page in range(1, 6):
        paper.at(815).line("Fernshire safeguarding arrangements", size=9)
        paper.at(TOP_OF_BODY - 13.2 * page).filler(3).line(f"This sentence on sheet {page} runs on to the")
        paper.at(30).line(f"Version 2.1 of June 2031, page {page} of 5", size=9)
        paper.at(18).line(str(page), x=290, size=9).page()
    reading = read(paper.data())
    text = " ".join(draft.text for draft in reading.drafts)
    assert "Fernshire safeguarding arrangements" not in text
    assert "Version 2.1" not in text
    assert not re.search(r"(?<!sheet )\b[1-5]\b", text)
    assert len(reading.furniture) == 15
    assert (2, "Fernshire safeguarding arrangements") in reading.furniture


TOP_OF_BODY = 740.0


def test_stamp_across_the_page() -> None:
    """Cause: a watermark set aslant on every page falls between two lines of the text."""
    paper = Paper()
    for page in range(4):
        paper.space(page * 12).filler(2)
        paper.canvas.saveState()
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(50)
        paper.canvas.setFont("Helvetica", 50)
        paper.canvas.drawString(0, 0, "DRAFT FOR DISCUSSION")
        paper.canvas.restoreState()
        paper.filler(2).page()
    reading = read(paper.data())
    assert all("DRAFT" not in draft.text for draft in reading.drafts)
    assert len(reading.furniture) == 4


def test_stamp_in_line_with_the_text() -> None:
    """Cause: a draft's mark set level, at another height on each page."""
    paper = Paper()
    for page in range(4):
        paper.filler(page + 1).line("DRAFT FOR DISCUSSION", x=200).space().filler(3 - page).page()
    reading = read(paper.data())
    assert all("DRAFT" not in draft.text for draft in reading.drafts)


def test_year_alone_on_the_last_line_stays() -> None:
    """Cause: a figure alone at the foot of a page is its number, but a year may end a paragraph there."""
    paper = Paper().filler(2).at(60).line("The arrangements were last changed in the spring of the year that was then")
    reading = read(paper.line("2031").page().space(40).filler(2).data())
    assert find(reading, "The arrangements were").text.endswith("then 2031")


def test_repeated_words_in_the_body_stay() -> None:
    """Cause: a phrase that stands on many pages, but among the text, is no running header."""
    paper = Paper()
    for number in range(4):
        paper.filler(number + 1).line("What we will do next").filler(5 - number).page()
    reading = read(paper.data())
    assert sum("What we will do next" in draft.text for draft in reading.drafts) == 4


# --- paragraphs and words ---


def test_sentence_over_a_page_end_is_one() -> None:
    """Cause: a paragraph's last line on a page is full and ends no sentence."""
    paper = Paper().filler(3)
    paper.line("The executive decides on every matter that the partners cannot settle between themselves and it then")
    paper.page().line("reports to the three leaders within ten days.").space().filler(3)
    draft = find(read(paper.data()), "The executive decides")
    assert draft.text.endswith("and it then reports to the three leaders within ten days.")
    assert draft.turns == [(draft.text.index("reports"), 2)]


def test_paragraphs_without_space_between() -> None:
    """Cause: paragraphs told apart only by a short last line."""
    paper = Paper().filler(2)
    paper.line("The scrutineer reports to the executive twice a year, and publishes what was found on the web site")
    paper.line("of the partnership.")
    paper.line("Each agency answers within one month, and says what it has changed since then and what it will yet")
    paper.line("have to change.")
    texts = [draft.text for draft in read(paper.data()).drafts]
    assert any(text.startswith("The scrutineer") and text.endswith("of the partnership.") for text in texts)
    assert any(text.startswith("Each agency") and text.endswith("have to change.") for text in texts)


def test_word_hyphenated_over_a_line_end() -> None:
    """Cause: a hyphen at a line's end may be the word's own or the printer's."""
    paper = Paper().filler(2)
    paper.line("Every safeguarding lead knows the local procedures, and the executive asks each of them how safe-")
    paper.line("guarding is taught. The training is open to all staff who work in the area and is always multi-")
    paper.line("agency. It is free of charge for the voluntary sector.")
    text = " ".join(draft.text for draft in read(paper.data()).drafts)
    assert "how safeguarding is taught" in text
    assert "always multi-agency. It" in text


def test_ligatures_controls_and_spaced_capitals() -> None:
    """Cause: typographic ligatures, zero-width characters and letter-spaced titles in the text layer."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = next(iter(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")), None)
    if font is None:
        pytest.skip("needs a font with ligatures")
    pdfmetrics.registerFont(TTFont("DejaVu", str(font)))
    paper = Paper()
    paper.canvas.setFont("DejaVu", 11)
    paper.canvas.drawString(LEFT, 700, "The o\ufb03cers con\ufb01rm\u00a0it is ef\u200bfective for chil\u00addren.")
    paper.canvas.drawString(LEFT, 650, "S A F E G U A R D I N G")
    reading = read(paper.data())
    text = " ".join(draft.text for draft in reading.drafts)
    assert "The officers confirm it is effective for children." in text
    assert "SAFEGUARDING" in text


def test_lines_are_where_the_page_has_them() -> None:
    """Cause: highlighting needs each line's place in pdfium's own index, also behind a joined hyphen."""
    paper = Paper().filler(2)
    paper.line("Every safeguarding lead knows the local procedures, and the executive asks each of them how safe-")
    paper.line("guarding is taught in schools.").space().grid(
        [["Agency", "Sum"], ["Police", "£20,000"]], [72, 200, 300]
    )
    data = paper.data()
    reading = read(data)
    page = pdfium.PdfDocument(data)[0].get_textpage()
    checked = 0
    for draft in reading.drafts:
        for start, end, number, char in draft.lines:
            assert number == 1
            assert page.get_text_range(char, end - start).replace("\ufffe", "-") == draft.text[start:end]
            checked += 1
    assert checked >= 10


# --- headings ---


def test_headings_by_size_and_weight() -> None:
    """Cause: levels are told by the styles in use, larger before smaller and bold before regular."""
    paper = Paper().line("Arrangements for Fernshire", size=22).space().filler()
    paper.line("Governance", size=15, bold=True).space(4).filler()
    paper.line("The executive", bold=True).space(2).filler().line("Scrutiny", size=15, bold=True).space(4).filler()
    reading = read(paper.data())
    headings = [(d.text, d.level) for d in reading.drafts if d.kind is BlockKind.HEADING]
    assert headings == [("Arrangements for Fernshire", 1), ("Governance", 2), ("The executive", 3), ("Scrutiny", 2)]


def test_numbered_headings_of_one_series_have_one_level() -> None:
    """Cause: writers lose the style of a heading here and there; the numbers tell its level still."""
    paper = Paper().line("Arrangements for Fernshire", size=20).space()
    for number, size in ((1, 14), (2, 14), (3, 12.5)):
        paper.line(f"{number}. Chapter of the plan", size=size, bold=True).space(4).filler()
        paper.line(f"{number}.1 Part of the chapter", bold=number != 2, size=11).space(4).filler()
    levels = [(d.text[:3], d.level) for d in read(paper.data()).drafts if d.kind is BlockKind.HEADING]
    assert levels[1:] == [("1. ", 2), ("1.1", 3), ("2. ", 2), ("2.1", 3), ("3. ", 2), ("3.1", 3)]


def test_heading_of_two_lines_is_one() -> None:
    """Cause: a long heading is wrapped."""
    paper = Paper().filler(2).line("How the partnership in Fernshire makes sure that children", size=16, bold=True)
    paper.line("are heard", size=16, bold=True).space(4).filler()
    assert kinds(read(paper.data()), BlockKind.HEADING) == [
        "How the partnership in Fernshire makes sure that children are heard"
    ]


def test_bold_words_within_a_paragraph_are_no_heading() -> None:
    """Cause: a paragraph that begins with bold words."""
    paper = Paper().filler(2)
    paper.canvas.setFont("Helvetica-Bold", 11)
    paper.canvas.drawString(LEFT, paper.y, "Stage A.")
    paper.line("The lead professional writes the plan with the family and sends it to each of the", x=LEFT + 55)
    paper.line("agencies that are named in it.")
    reading = read(paper.data())
    assert kinds(reading, BlockKind.HEADING) == []
    assert find(reading, "Stage A. The lead").text.endswith("named in it.")


def test_numbered_headings_in_one_font() -> None:
    """Cause: a document written in one size and weight; only numbers and capitals mark its headings."""
    paper = Paper().line("ARRANGEMENTS FOR FERNSHIRE").space().line("1. Introduction").space().filler()
    paper.line("2. Governance").space().line("2.1 The executive").space().filler().line("2.2 Scrutiny").space().filler()
    reading = read(paper.data())
    headings = {d.text: d.level for d in reading.drafts if d.kind is BlockKind.HEADING}
    assert list(headings) == [
        "ARRANGEMENTS FOR FERNSHIRE",
        "1. Introduction",
        "2. Governance",
        "2.1 The executive",
        "2.2 Scrutiny",
    ]
    assert headings["2.1 The executive"] == headings["2. Governance"] + 1


# --- lists and numbered paragraphs ---


def test_list_levels_and_continuation_lines() -> None:
    """Cause: bullets within bullets, and items of several lines with a hanging indent."""
    paper = Paper().filler(2).line("The executive will:").space(4)
    paper.line("•   agree a budget for the year with the leaders of each agency, who tell their own boards of it", x=80)
    paper.line("before the year begins", x=95)
    paper.line("–   from the council", x=110).line("–   from the police", x=110)
    paper.line("•   publish a report", x=80).space().filler()
    reading = read(paper.data())
    items = [(d.text, d.level) for d in reading.drafts if d.kind is BlockKind.LIST_ITEM]
    assert [level for _, level in items] == [1, 2, 2, 1]
    assert items[0][0].endswith("tell their own boards of it before the year begins")


def test_numbered_paragraphs_are_paragraphs_and_short_items_are_not() -> None:
    """Cause: both begin with a number; only their length and company tell them apart."""
    paper = Paper()
    for number in range(1, 5):
        paper.line(f"{number}.   The board meets each month. It is chaired by the scrutineer, who is not of the area,")
        paper.line("and it hears from each agency in turn. What it decides is published.", x=90).space()
    paper.line("The members are:").space(4)
    for number, agency in enumerate(["Fernshire council", "Fernshire police", "Fernshire health board"]):
        paper.line(f"{'abc'[number]})   {agency}", x=90)
    reading = read(paper.data())
    assert sum(text[0].isdigit() for text in kinds(reading, BlockKind.PARAGRAPH)) == 4
    assert kinds(reading, BlockKind.LIST_ITEM) == [
        "a) Fernshire council",
        "b) Fernshire police",
        "c) Fernshire health board",
    ]


def test_short_numbered_lines_in_a_row_are_a_list() -> None:
    """Cause: a numbered line above text is a heading, one above the next number is not."""
    paper = Paper().filler(2)
    for number, words in enumerate(("Agree the budget", "Publish the report", "Ask the scrutineer to read it"), 1):
        paper.line(f"{number}. {words}", x=90)
    reading = read(paper.data())
    assert len(kinds(reading, BlockKind.LIST_ITEM)) == 3
    assert kinds(reading, BlockKind.HEADING) == []


def test_number_that_begins_a_wrapped_line_is_no_item() -> None:
    """Cause: "the age of" at a line's end, and "18. This" at the start of the next."""
    paper = Paper().filler(1)
    paper.line("4.   Young people are able to remain with their carers in the county beyond the age of")
    paper.line("18. This is welcomed by most of them, and it means that nobody has to move early.", x=LEFT)
    draft = find(read(paper.space().filler().data()), "Young people are able")
    assert "beyond the age of 18. This is welcomed" in draft.text


# --- contents ---


def test_contents_page() -> None:
    """Cause: entries that repeat each heading and would stand as evidence."""
    paper = Paper().line("Contents", size=16, bold=True).space()
    for number, title in enumerate(["Introduction", "Independent scrutiny", "Funding of the partnership", "Annex"], 2):
        paper.line(f"{title} {'.' * (80 - len(title))} {number}")
    paper.page().line("Introduction", size=16, bold=True).space().filler(3)
    reading = read(paper.data())
    entries = kinds(reading, BlockKind.CONTENTS)
    assert [entry.split(" .")[0] for entry in entries] == [
        "Introduction",
        "Independent scrutiny",
        "Funding of the partnership",
        "Annex",
    ]
    assert kinds(reading, BlockKind.HEADING) == ["Contents", "Introduction"]


# --- columns ---

COLUMN_LEFT = (
    "The council leads on",
    "housing and schools, and",
    "it pays for the business",
    "unit of the partnership,",
    "which serves all boards",
    "in the area with advice",
    "and keeps the records.",
)
COLUMN_RIGHT = (
    "The police lead on crime",
    "against children, and on",
    "those who go missing from",
    "home. They second staff",
    "to the front door, where",
    "each call is looked at",
    "within a working day.",
)


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns(by_row: bool) -> None:
    """Cause: columns written one after the other, or line by line across the gutter."""
    paper = Paper().line("How the work is shared", size=18, bold=True).space()
    top = paper.y
    if by_row:
        for left, right in zip(COLUMN_LEFT, COLUMN_RIGHT, strict=True):
            y = paper.y
            paper.line(left).at(y).line(right, x=320)
    else:
        paper.lines(COLUMN_LEFT).at(top).lines(COLUMN_RIGHT, x=320)
    reading = read(paper.data())
    assert [draft.text for draft in reading.drafts] == [
        "How the work is shared",
        " ".join(COLUMN_LEFT),
        " ".join(COLUMN_RIGHT),
    ]


def test_box_written_before_the_text_beside_it() -> None:
    """Cause: boxes stand first in some files, although they stand beside or below the text on the page."""
    paper = Paper()
    paper.at(500).line("In short, the partners", x=400).line("meet each month.", x=400)
    paper.at(770).filler(3)
    for words in ("The text goes on beside the box and is", "narrower here, until the box has ended", "and it ends."):
        paper.line(words)
    texts = [draft.text for draft in read(paper.data()).drafts]
    assert texts[0].startswith("The partnership in Fernshire")
    assert texts[-1] == "In short, the partners meet each month."


# --- footnotes ---


def test_footnote_and_its_marker() -> None:
    """Cause: a small raised figure glued to a word, and a note in small type amid a running sentence."""
    paper = Paper().filler(2)
    paper.canvas.setFont("Helvetica", 11)
    words = "The scrutineer is appointed by the three leaders"
    paper.canvas.drawString(LEFT, paper.y, words)
    at = LEFT + paper.canvas.stringWidth(words, "Helvetica", 11)
    paper.canvas.setFont("Helvetica", 6.5)
    paper.canvas.drawString(at, paper.y + 4, "1")
    paper.canvas.setFont("Helvetica", 11)
    paper.canvas.drawString(at + 5, paper.y, ", for a term of three years that may be renewed once")
    paper.at(70).canvas.setFont("Helvetica", 6)
    paper.canvas.drawString(LEFT, 73, "1")
    paper.line(
        "The leaders are the chief executive, the chief constable and the chair of the board.", x=LEFT + 5, size=9
    )
    paper.page().line("by all of them.").space().filler(2)
    reading = read(paper.data())
    draft = find(reading, "The scrutineer is appointed")
    assert "leaders, for a term" in draft.text
    assert draft.text.endswith("renewed once by all of them.")
    assert kinds(reading, BlockKind.FOOTNOTE) == [
        "1 The leaders are the chief executive, the chief constable and the chair of the board."
    ]
    assert reading.drafts.index(find(reading, "1 The leaders are")) == reading.drafts.index(draft) + 1


# --- tables ---


def test_ruled_table_keeps_its_headings() -> None:
    """Cause: a cell's sense is in the heading of its column; a cell may hold several lines."""
    paper = (
        Paper()
        .filler()
        .grid(
            [
                ["Agency", "Contribution 2031/32", "Note"],
                ["Fernshire council", "£73,459", "in two\nparts"],
                ["Police", "£20,000", ""],
            ],
            [72, 200, 340, 500],
            height=32,
            head=True,
        )
    )
    reading = read(paper.filler().data())
    assert kinds(reading, BlockKind.TABLE_HEAD) == ["Agency | Contribution 2031/32 | Note"]
    assert kinds(reading, BlockKind.TABLE_ROW) == [
        "Agency: Fernshire council | Contribution 2031/32: £73,459 | Note: in two parts",
        "Agency: Police | Contribution 2031/32: £20,000",
    ]


def test_ruled_table_without_headings() -> None:
    """Cause: the first row is a row like the others; name and grade have to stay together."""
    paper = Paper().filler().grid([["1. Help and protection", "Good"], ["2. Leadership", "Inadequate"]], [72, 300, 500])
    reading = read(paper.filler().data())
    assert kinds(reading, BlockKind.TABLE_HEAD) == []
    assert kinds(reading, BlockKind.TABLE_ROW) == ["1. Help and protection | Good", "2. Leadership | Inadequate"]


def test_table_over_two_pages() -> None:
    """Cause: the second part repeats the heading row."""
    rows = [["Agency", "Sum"], ["Police", "£20,000"], ["Council", "£30,000"]]
    paper = Paper().filler(3).grid(rows, [72, 300, 500], head=True).page()
    paper.grid([rows[0], ["Health board", "£25,000"]], [72, 300, 500], head=True).filler(3)
    reading = read(paper.data())
    assert len(kinds(reading, BlockKind.TABLE_HEAD)) == 1
    assert kinds(reading, BlockKind.TABLE_ROW)[-1] == "Agency: Health board | Sum: £25,000"


def test_frame_around_text_is_no_table() -> None:
    """Cause: a box with a ruling under its title has as many lines as a small table."""
    paper = Paper().filler()
    paper.canvas.rect(66, paper.y - 45, 460, 62)
    paper.line("In short", bold=True)
    paper.canvas.line(66, paper.y + 8, 526, paper.y + 8)
    paper.lines(FILLER_SHORT).filler()
    reading = read(paper.data())
    assert kinds(reading, BlockKind.TABLE_ROW) == []


FILLER_SHORT = ("The partners meet each month, and they publish what they have", "decided within a week.")


def test_highlighted_words_are_no_table() -> None:
    """Cause: some writers fill a white box behind each run of words, edge to edge like cells."""
    paper = Paper().filler()
    for step in range(4):
        for x in (72, 200, 300):
            paper.canvas.setFillGray(1)
            paper.canvas.rect(x, paper.y - 3 - 13.2 * step, 120, 13.2, stroke=0, fill=1)
    paper.canvas.setFillGray(0)
    paper.lines([*FILLER_SHORT, *FILLER_SHORT]).filler()
    reading = read(paper.data())
    assert kinds(reading, BlockKind.TABLE_ROW) == []


def test_label_and_figure_without_rulings() -> None:
    """Cause: sums set in columns by tabs; joined into a paragraph they would lose their agencies."""
    paper = Paper().filler(2)
    for agency, amount in [("Fernshire council", "£73,459"), ("Police", "£20,000"), ("Health board", "£61,000")]:
        y = paper.y
        paper.line(agency).at(y).line(amount, x=400)
    reading = read(paper.space().filler(2).data())
    assert kinds(reading, BlockKind.TABLE_ROW) == [
        "Fernshire council | £73,459",
        "Police | £20,000",
        "Health board | £61,000",
    ]


ROWS = [
    ["Action", "Owner", "By when"],
    ["Publish the threshold", "Council", "June 2031"],
    ["Train all leads", "Police", "July 2031"],
    ["Review the audits", "Health board", "May 2032"],
]
READ_ROWS = [
    "Action: Publish the threshold | Owner: Council | By when: June 2031",
    "Action: Train all leads | Owner: Police | By when: July 2031",
    "Action: Review the audits | Owner: Health board | By when: May 2032",
]


def open_table(paper: Paper, *, rules: bool, shades: bool) -> Paper:
    """The rows above, with level rulings below each or a shade behind every second."""
    for number, row in enumerate(ROWS):
        y = paper.y
        if shades and number % 2 == 0:
            paper.canvas.setFillGray(0.9)
            paper.canvas.rect(72, y - 6, 420, 22, stroke=0, fill=1)
            paper.canvas.setFillGray(0)
        if rules:
            paper.canvas.line(72, y - 6, 492, y - 6)
        for x, words in zip((76, 260, 400), row, strict=True):
            paper.at(y).line(words, x=x, bold=number == 0)
        paper.at(y - 22)
    return paper.space(14)


@pytest.mark.parametrize("look", [{"rules": True, "shades": False}, {"rules": False, "shades": True}])
def test_table_without_upright_rulings(look: dict[str, bool]) -> None:
    """Cause: columns told only by the space between words; rulings stand under rows, or shades behind them."""
    reading = read(open_table(Paper().filler(2), **look).filler(2).data())
    assert kinds(reading, BlockKind.TABLE_HEAD) == ["Action | Owner | By when"]
    assert kinds(reading, BlockKind.TABLE_ROW) == READ_ROWS


def test_level_rulings_around_text_make_no_table() -> None:
    """Cause: rulings under the header, a title and above the footer have one extent, as those of a table."""
    paper = Paper()
    for y in (700, 600, 560, 430):
        paper.canvas.line(72, y, 523, y)
    reading = read(paper.filler(6).data())
    assert kinds(reading, BlockKind.TABLE_ROW) == []
    assert len(kinds(reading, BlockKind.PARAGRAPH)) == 6


def test_prose_over_the_whole_width_of_a_table() -> None:
    """Cause: a frame with name and grade in its first row, and paragraphs in one cell below."""
    paper = Paper().filler()
    top = paper.y + 14
    paper.canvas.rect(66, top - 150, 460, 150)
    paper.canvas.line(66, top - 24, 526, top - 24)
    paper.canvas.line(330, top, 330, top - 24)
    y = paper.y
    paper.line("Help and protection", bold=True).at(y).line("Good", x=336, bold=True).space(12)
    paper.lines(("Children in Fernshire are seen soon after a call, and those who need a plan get", "one in time."))
    paper.lines(("Managers read each plan, and they ask for what is missing; families say that they", "are heard."))
    reading = read(paper.at(top - 180).filler(2).data())
    assert kinds(reading, BlockKind.HEADING) == ["Help and protection | Good"]
    assert find(reading, "Children in Fernshire are seen").text.endswith("one in time.")
    assert find(reading, "Managers read each plan").text.endswith("are heard.")


# --- pictures, odd pages ---


def test_picture_is_placed_among_the_drafts() -> None:
    """Cause: a threshold diagram that is a picture holds text that cannot be read."""
    paper = Paper().filler(2).line("Thresholds and levels of need", size=16, bold=True)
    picture = ImageReader(Image.new("RGB", (40, 30), "green"))
    paper.canvas.drawImage(picture, 72, paper.y - 260, 400, 250)
    reading = read(paper.at(paper.y - 290).filler(2).data())
    before = [draft.text for draft in reading.drafts].index("Thresholds and levels of need") + 1
    assert reading.pictures == [(1, before)]


def test_logo_on_every_page_is_no_picture() -> None:
    """Cause: a large emblem repeated at one place."""
    paper = Paper()
    picture = ImageReader(Image.new("RGB", (40, 30), "green"))
    for _ in range(4):
        paper.canvas.drawImage(picture, 72, 100, 300, 200)
        paper.filler(2).page()
    assert read(paper.data()).pictures == []


def test_font_size_that_stands_in_the_matrix() -> None:
    """Cause: some writers set every font at size one and scale the text matrix."""
    paper = Paper()

    def scaled(text: str, size: float, y: float) -> None:
        piece = paper.canvas.beginText()
        piece.setFont("Helvetica", 1)
        piece.setTextTransform(size, 0, 0, size, LEFT, y)
        piece.textOut(text)
        paper.canvas.drawText(piece)

    scaled("Independent scrutiny", 18, 700)
    for number in range(4):
        scaled(
            "The scrutineer looks at the work of every agency and tells the leaders what has been found",
            11,
            670 - 13 * number,
        )
    reading = read(paper.data())
    assert kinds(reading, BlockKind.HEADING) == ["Independent scrutiny"]
    assert len(kinds(reading, BlockKind.PARAGRAPH)) == 1


def test_page_turned_sideways() -> None:
    """Cause: landscape pages are often upright pages with a turn, and their text runs up the sheet."""
    paper = Paper()
    paper.canvas.setPageRotation(90)
    paper.canvas.translate(595, 0)
    paper.canvas.rotate(90)
    paper.at(500).filler(2)
    reading = read(paper.data())
    assert len(reading.drafts) == 2
    assert reading.drafts[0].text.startswith("The partnership in Fernshire")
    assert reading.drafts[0].text.endswith("work every year.")


def test_title_of_the_file() -> None:
    """Cause: the title in the file's properties may be all that names the document."""
    paper = Paper()
    paper.canvas.setTitle("Arrangements  for Fernshire")
    assert read(paper.filler().data()).declared_title == "Arrangements for Fernshire"


# --- real documents, where they are at hand ---


@pytest.mark.skipif(not (SHARED / "formats").is_dir(), reason="needs the shared documents")
def test_words_of_real_documents_are_kept() -> None:
    """Cause: a reader that sorts and joins may lose lines without a sound."""
    for path in sorted((SHARED / "formats").glob("*.pdf")):
        data = path.read_bytes()
        reading = read(data)
        given = len(" ".join(draft.text for draft in reading.drafts).split())
        given += sum(len(text.split()) for _, text in reading.furniture)
        expected = sum(len(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(data))
        assert given == pytest.approx(expected, rel=0.01)
