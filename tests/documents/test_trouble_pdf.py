"""What real PDFs do to their words: each test draws one difficulty in two ways at least."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from checker.documents.formats.pdf.columns import Char
from checker.documents.formats.pdf.line import Line, repair
from checker.documents.formats.pdf.second import lines_of
from checker.documents.model import BlockKind, Document
from checker.documents.reader import read_data
from tests.documents.pdfs import FILLER, Paper

PROSE = (
    "The borough pays half of the budget and the police pay a quarter",
    "of it, and each of them confirms in writing before the spring what",
    "it will pay in the coming year, so that the board can plan ahead.",
)


def read(paper: Paper | bytes) -> Document:
    return read_data(paper if isinstance(paper, bytes) else paper.data(), Path("paper.pdf"), _limits())


def _limits():  # type: ignore[no-untyped-def]
    from checker.documents.limits import Limits

    return Limits()


def kinds(document: Document, words: str) -> list[BlockKind]:
    return [block.kind for block in document.blocks if words in document.text[block.start : block.end]]


def said(document: Document) -> str:
    return " ".join(document.warnings)


# --- hyphens ---


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Each part-/ner tells the commit-/tee in writing how the super-/visors sit.", "partner committee supervisors"),
        ("The find-/ings of the inspec-/tors went to the govern-/ors in the spring.", "findings inspectors governors"),
    ],
)  # fmt: skip
def test_words_parted_at_line_ends_are_whole(lines: str, words: str) -> None:
    text = read(Paper().lines(lines.split("/"))).text
    assert all(word in text for word in words.split())


@pytest.mark.parametrize("word", ["multi-agency", "up-to-date", "long-term", "person-centred"])
def test_a_hyphenated_word_keeps_its_hyphen_at_a_line_end(word: str) -> None:
    left, _, right = word.rpartition("-")
    document = read(
        Paper().filler().lines((f"All of the work that the partners do is {left}-", f"{right} and they say so."))
    )
    assert word in document.text


# --- running lines ---


def test_headings_that_a_template_repeats_on_each_page_stay() -> None:
    paper = Paper()
    for agency in ("police", "council", "health trust", "schools"):
        paper.line("What changed", bold=True, size=14).line(
            f"The {agency} trained all new staff within a month."
        ).space()
        paper.line("What is next", bold=True, size=14).line(f"The {agency} will go on with this.").page()
    assert len(kinds(read(paper), "What changed")) == 4


def test_a_page_that_is_bound_in_twice_keeps_its_first_lines() -> None:
    paper = Paper()
    for number in (1, 2, 2):
        paper.lines((f"{FILLER[0]}", FILLER[1], FILLER[2]) if number == 2 else PROSE).filler().page()
    assert "are seen and heard" in read(paper).text


def test_a_running_header_goes_all_the_same() -> None:
    paper = Paper()
    for number in range(1, 6):
        paper.at(810).line("Fernshire yearly report", size=9).at(740).filler(3)
        paper.at(30).line(f"Page {number}", size=9).page()
    assert "Fernshire yearly report" not in read(paper).text


# --- boxes, bullets, capitals, stamps ---


@pytest.mark.parametrize(("size", "bold"), [(11, True), (15, False)])
def test_a_key_message_in_a_narrow_box_is_one_paragraph(size: float, bold: bool) -> None:
    paper = Paper().filler()
    for line in (
        "The board has asked a person from",
        "another county to look at its work",
        "twice a year, and to tell everyone",
        "what she finds.",
    ):
        paper.line(line, size=size, bold=bold)
    text = read(paper.space(20).filler(3)).text
    assert "a person from another county to look at its work twice a year, and to tell everyone what she finds." in text


@pytest.mark.parametrize("letter", ["n", "q", "v", "u", "Ÿ", "Ø"])
def test_letters_of_symbol_fonts_before_items_are_bullets(letter: str) -> None:
    paper = Paper().line("The adviser:")
    for item in ("is chosen for two years", "visits each agency in turn", "tells the board what she finds"):
        paper.line(letter, x=72, step=0).line(item, x=92)
    document = read(paper)
    assert kinds(document, "visits each agency") == [BlockKind.LIST_ITEM]


@pytest.mark.parametrize(
    ("capital", "rest", "whole"),
    [("T", "he partners meet", "The partners meet"), ("I", "n spring the partners meet", "In spring the partners")],
)
def test_a_drop_capital_joins_its_word(capital: str, rest: str, whole: str) -> None:
    paper = Paper().filler()
    y = paper.y
    paper.at(y - 14).line(capital, size=30, step=0)
    paper.at(y).line(f"{rest} every month to see how the work goes on", x=100).line(
        "and to hear from those whom it is for.", x=100
    )
    assert whole in read(paper.filler()).text


def test_a_stamp_across_two_pages_is_no_paragraph() -> None:
    paper = Paper()
    for _ in range(2):
        paper.canvas.saveState()
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(45)
        paper.canvas.setFont("Helvetica", 70)
        paper.canvas.drawString(0, 0, "DRAFT")
        paper.canvas.restoreState()
        paper.filler(3).page()
    assert "DRAFT" not in read(paper).text


# --- letters ---


@pytest.mark.parametrize("apart", [0.7, 0.9])
def test_letters_drawn_twice_count_once(apart: float) -> None:
    paper = Paper().filler()
    paper.canvas.setFont("Helvetica", 11)
    for line in PROSE:
        x = 72.0
        for char in line:
            paper.canvas.drawString(x, paper.y, char)
            paper.canvas.drawString(x + apart, paper.y, char)
            x += paper.canvas.stringWidth(char, "Helvetica", 11)
        paper.y -= 14
    document = read(paper)
    assert "The borough pays half of the budget" in document.text
    assert "pllan" not in document.text


@pytest.mark.parametrize(("space", "scale"), [(1.4, 100), (1.8, 100), (1.2, 110)])
def test_words_of_a_scan_whose_letters_stand_apart_stay_whole(space: float, scale: int) -> None:
    paper = Paper()
    for line in (*PROSE, *FILLER):
        text = paper.canvas.beginText(72, paper.y)
        text.setFont("Helvetica", 9)
        text.setCharSpace(space)
        text.setHorizScale(scale)
        text.setTextRenderMode(3)
        text.textOut(line)
        paper.canvas.drawText(text)
        paper.y -= 14
    assert "The borough pays half of the budget and the police" in read(paper).text


@pytest.mark.parametrize("shift", [29, 3])
def test_letters_counted_from_another_place_are_worked_out_and_told(shift: int) -> None:
    paper = Paper()
    for line in (*PROSE, *FILLER):
        paper.line("".join(chr((ord(char) - 32 - shift) % 95 + 32) for char in line), size=9)
    document = read(paper)
    assert "the police pay a quarter" in document.text
    assert "page 1" in said(document)


def test_signs_that_make_no_words_are_told_with_their_page() -> None:
    import random

    chance = random.Random(7)
    paper = Paper().filler(2).page()
    for _ in range(12):
        paper.line("".join(chance.choice("bcdfghjklmnpqrstvwxz#%&*+<>{}") for _ in range(70)), size=9)
    document = read(paper)
    assert "page 2 could not be read" in said(document)
    assert any("page 2" in sentence for sentence in document.may_hold)


# --- directions and columns ---


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_that_runs_another_way_is_joined_in_its_own(turn: int) -> None:
    paper = Paper().filler().page()
    canvas = paper.canvas
    canvas.translate(300, 400)
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 11)
    for row, line in enumerate(PROSE):
        canvas.drawString(-180, -14 * row, line)
    assert " ".join(PROSE) in read(paper).text


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("beside", [False, True])
def test_turned_text_whose_letters_are_set_one_by_one_is_read_as_it_runs(turn: int, beside: bool) -> None:
    paper = Paper()
    if beside:
        paper.filler()
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(300, 350)
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 11)
    for row, text in enumerate((*PROSE, *FILLER)):
        at = -250.0
        for word in text.split():
            for letter in word:
                canvas.drawString(at, 60 - 14 * row, letter)
                at += canvas.stringWidth(letter)
            at += canvas.stringWidth(" ")
    canvas.restoreState()
    document = read(paper)
    assert " ".join(PROSE) in document.text
    assert " ".join(FILLER)[:200] in document.text
    assert all(len(word) > 1 or word in "aAI&" for word in document.text.split())


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The borough pays",
            "£40,000, the health",
            "board and the police",
            "£20,000 each, and",
            "£5,000 comes from",
            "Wales.",
        ),
        (
            "The scrutineer of the",
            "board is appointed",
            "by all three, and a",
            "report is published each",
            "September.",
        ),
    ],
)
def test_prose_much_narrower_than_the_column_runs_on_whatever_its_lines_begin_with(lines: tuple[str, ...]) -> None:
    assert " ".join(lines) in read(Paper().filler(2).lines(lines).filler()).text


def test_a_list_of_names_much_narrower_than_the_column_stays_a_list() -> None:
    names = ("Jane Brown", "John Smith", "Anna Black", "Bert White")
    assert " ".join(names[:2]) not in read(Paper().filler(2).lines(names).filler()).text


def test_a_capital_set_larger_on_its_line_begins_its_paragraph() -> None:
    paper = Paper().filler()
    paper.canvas.setFont("Helvetica", 24)
    paper.canvas.drawString(72, paper.y, "T")
    paper.line(PROSE[0][1:], x=72 + paper.canvas.stringWidth("T", "Helvetica", 24))
    assert " ".join(PROSE) in read(paper.lines(PROSE[1:]).filler()).text


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_written_row_by_row_are_read_one_after_the_other(columns: int) -> None:
    width = 480 / columns
    letters = int(width / 5.3)
    words = [" ".join([*PROSE, *FILLER]).split(), " ".join([*FILLER, *PROSE]).split(), " ".join(FILLER * 2).split()]
    rows: list[list[str]] = [[] for _ in range(columns)]
    for column in range(columns):
        line = ""
        for word in words[column]:
            if len(line) + len(word) + 1 > letters:
                rows[column].append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
    paper = Paper().line("A report of two parts", size=16, bold=True).space()
    for row in range(min(map(len, rows))):
        for column in range(columns):
            paper.line(rows[column][row], x=50 + column * (width + 8), size=10, step=0)
        paper.y -= 12
    text = read(paper).text
    assert f"{rows[0][0]} {rows[0][1]}" in text
    assert f"{rows[1][1]} {rows[1][2]}" in text


def test_a_table_without_rulings_stays_in_its_rows() -> None:
    paper = Paper().filler()
    for row in (
        ("Police", "£40,000", "March"),
        ("Council", "£90,000", "April"),
        ("Health", "£70,000", "May"),
        ("Schools", "£5,000", "June"),
    ):
        for x, cell in zip((72, 220, 360), row, strict=True):
            paper.line(cell, x=x, step=0)
        paper.y -= 14
    assert "Council | £90,000 | April" in read(paper.filler()).text


def test_lines_spread_out_to_fill_a_narrow_column_are_no_rows() -> None:
    paper = Paper().filler()
    for line in ("The board", "meets all the partners", "in the county every six", "weeks to plan ahead."):
        words = line.split()
        room = 150 - sum(paper.canvas.stringWidth(word, "Helvetica", 11) for word in words)
        x = 72.0
        for word in words:
            paper.line(word, x=x, step=0)
            x += paper.canvas.stringWidth(word, "Helvetica", 11) + (room / (len(words) - 1) if line[-1] != "." else 3)
        paper.y -= 13
    assert "The board meets all the partners in the county" in read(paper).text


def test_a_table_row_that_runs_over_the_page_is_one_row() -> None:
    xs = [72, 300, 420, 523]
    paper = (
        Paper()
        .filler(8)
        .grid(
            [["Step", "Who", "By"], ["The board will choose a\nperson who looks at", "Clerk", "1 May"]],
            xs,
            40,
            head=True,
        )
    )
    paper.page().grid(
        [["Step", "Who", "By"], ["its work twice a year.", "", "2031"], ["The board will publish.", "Chair", "1 June"]],
        xs,
        24,
        head=True,
    )
    assert "choose a person who looks at its work twice a year. | Who: Clerk | By: 1 May 2031" in read(paper).text


# --- what is not seen ---


def hidden(draw) -> Document:  # type: ignore[no-untyped-def]
    paper = Paper().filler()
    draw(paper)
    return read(paper.at(400).filler())


@pytest.mark.parametrize("colour", [white, Color(0.99, 0.99, 0.98), Color(0, 0, 0, alpha=0.02)])
def test_words_in_the_colour_of_the_paper_are_no_text(colour: Color) -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillColor(colour)
        paper.lines(PROSE)
        paper.canvas.setFillColorRGB(0, 0, 0)

    document = hidden(draw)
    assert "half of the budget" not in document.text
    assert "cannot be seen" in said(document)
    assert "page 1" in said(document)


def test_white_words_behind_black_ones_on_a_line_are_no_text() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setFont("Helvetica", 11)
        paper.canvas.drawString(72, paper.y, "The board meets often. ")
        paper.canvas.setFillColor(white)
        paper.canvas.drawString(190, paper.y, "The borough pays half of the budget.")
        paper.canvas.setFillColorRGB(0, 0, 0)

    document = hidden(draw)
    assert "The board meets often." in document.text
    assert "half of the budget" not in document.text


def test_white_words_on_a_dark_band_are_text() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillColorRGB(0.1, 0.2, 0.4)
        paper.canvas.rect(60, paper.y - 60, 480, 80, fill=1, stroke=0)
        paper.canvas.setFillColor(white)
        paper.lines(PROSE)
        paper.canvas.setFillColorRGB(0, 0, 0)

    document = hidden(draw)
    assert "half of the budget" in document.text
    assert not document.warnings


@pytest.mark.parametrize("shade", [0, 1])
def test_words_under_a_box_are_no_text(shade: int) -> None:
    def draw(paper: Paper) -> None:
        top = paper.y
        paper.lines(PROSE)
        paper.canvas.setFillGray(shade)
        paper.canvas.rect(60, top - 50, 480, 66, fill=1, stroke=0)
        paper.canvas.setFillGray(0)

    document = hidden(draw)
    assert "half of the budget" not in document.text
    assert "covers them" in said(document)


def test_words_on_a_shaded_row_drawn_before_them_stay() -> None:
    def draw(paper: Paper) -> None:
        for line in PROSE:
            paper.canvas.setFillGray(0.8)
            paper.canvas.rect(60, paper.y - 3, 480, 13, fill=1, stroke=0)
            paper.canvas.setFillGray(0)
            paper.line(line)

    assert "half of the budget" in hidden(draw).text


@pytest.mark.parametrize(("x", "y"), [(700, 500), (72, -40)])
def test_words_outside_the_page_are_no_text(x: float, y: float) -> None:
    def draw(paper: Paper) -> None:
        for row, line in enumerate(PROSE):
            paper.canvas.drawString(x, y - 14 * row, line)

    document = hidden(draw)
    assert "half of the budget" not in document.text
    assert "outside the visible page" in said(document)


def test_invisible_words_beside_visible_ones_are_no_text() -> None:
    def draw(paper: Paper) -> None:
        for line in PROSE:
            text = paper.canvas.beginText(72, paper.y)
            text.setTextRenderMode(3)
            text.textOut(line)
            paper.canvas.drawText(text)
            paper.y -= 14
        paper.canvas.setFont("Helvetica", 11)

    assert "half of the budget" not in hidden(draw).text


@pytest.mark.parametrize("width", [0.7, 1.5])
def test_words_struck_through_are_left_out_and_told(width: float) -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setLineWidth(width)
        for line in PROSE:
            end = 72 + paper.canvas.stringWidth(line, "Helvetica", 11)
            paper.canvas.line(72, paper.y + 3.4, end, paper.y + 3.4)
            paper.line(line)

    document = hidden(draw)
    assert "half of the budget" not in document.text
    assert "struck through" in said(document)


def test_underlined_words_stay() -> None:
    def draw(paper: Paper) -> None:
        for line in PROSE:
            paper.canvas.line(72, paper.y - 1.5, 400, paper.y - 1.5)
            paper.line(line)

    assert "half of the budget" in hidden(draw).text


@pytest.mark.parametrize("state", [b"/D<</OFF[9 0 R]>>", b"/D<</BaseState/OFF>>"])
def test_words_on_a_layer_that_is_off_are_no_text(state: bytes) -> None:
    content = b"BT /F 11 Tf 72 700 Td (The plan is open to all who ask for it.) Tj ET /OC /L BDC BT /F 11 Tf 72 600 Td "
    content += b"(The borough pays half of the budget.) Tj ET EMC"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[9 0 R]" + state + b">>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/Properties<</L 9 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"null"] * 3,
        b"<</Type/OCG/Name(L)>>",
    ]
    document = read(_pdf(objects))
    assert "open to all" in document.text
    assert "half of the budget" not in document.text


def _pdf(objects: list[bytes], root: bytes = b"") -> bytes:
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    )
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))
    return out.getvalue()


# --- forms and files inside ---


@pytest.mark.parametrize("flags", ["", "multiline"])
def test_what_is_typed_into_a_field_is_text_where_it_stands(flags: str) -> None:
    paper = Paper().filler().line("Who pays for the work of the board?", bold=True)
    paper.canvas.acroForm.textfield(
        name="a",
        value="The borough pays half of the budget.",
        x=72,
        y=paper.y - 40,
        width=400,
        height=44,
        fieldFlags=flags,
    )
    document = read(paper.at(420).line("Who looks at it?", bold=True).line("A person from outside."))
    assert (
        document.text.index("Who pays") < document.text.index("half of the budget") < document.text.index("Who looks")
    )


def test_a_choice_in_a_field_is_text() -> None:
    paper = Paper().filler().line("Our own grade:")
    paper.canvas.acroForm.choice(
        name="c", value="Good", options=["Good", "Poor"], x=180, y=paper.y + 8, width=90, height=20
    )
    assert "Our own grade: Good" in read(paper).text


@pytest.mark.parametrize("portfolio", [True, False])
def test_files_inside_a_pdf_are_told_by_name(portfolio: bool) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(Paper().line("Open this in a newer program.").data())))
    writer.add_attachment("the plan.pdf", b"%PDF-1.4")
    if portfolio:
        writer.root_object[NameObject("/Collection")] = DictionaryObject()
    out = io.BytesIO()
    writer.write(out)
    document = read(out.getvalue())
    assert "the plan.pdf" in said(document)
    assert document.may_hold


# --- ligatures ---


@pytest.mark.parametrize(("sign", "letters"), [("\u019f", "ti"), ("\u01a9", "tt"), ("\ue123", "ti")])
def test_signs_given_for_ligatures_are_written_as_letters(sign: str, letters: str) -> None:
    from checker.text.ligatures import mend

    words = {"ti": "informa@on of the institu@on and its ac@vi@es", "tt": "the commi@ee has wri@en a le@er"}[letters]
    lines = [words.replace("@", sign), "a plain line"]
    assert mend(lines, lambda n, at, new: lines.__setitem__(n, lines[n][:at] + new + lines[n][at + 1 :])) == {}
    assert lines[0] == words.replace("@", letters)


def test_a_foreign_name_keeps_its_letters() -> None:
    from checker.text.characters import clean

    assert clean("Ms Ōtani and Dr Žižek") == "Ms Ōtani and Dr Žižek"


def test_no_page_of_ordinary_text_is_read_twice() -> None:
    assert not read(Paper().filler(5).page().filler(5)).second_reading


def test_the_second_reading_keeps_the_place_of_words_on_the_page() -> None:
    from checker.documents.pages.highlights import places

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 11)
    for row, line in enumerate((*PROSE, *FILLER)):
        x = 72.0
        for char in line:
            canvas.drawString(x, 700 - 14 * row, char)
            canvas.drawString(x + 0.8, 700 - 14 * row, char)
            x += canvas.stringWidth(char, "Helvetica", 11)
    canvas.save()
    document = read(buffer.getvalue())
    at = document.text.index("the budget")
    ((_, found),) = places(buffer.getvalue(), document.lines, [(at, at + 10)]).items()
    left = 72 + canvas.stringWidth("The borough pays half of ", "Helvetica", 11)
    assert abs(found[0].boxes[0][0] - left) < 3
    assert 695 < found[0].boxes[0][1] < 705


def test_sideways_words_on_a_page_with_a_layer_that_is_off_are_looked_at_as_they_stand() -> None:
    content = b"BT /F 11 Tf 0 1 -1 0 200 100 Tm (The plan is open to all who ask for it in the) Tj 0 -14 Td "
    content += b"(county and to those who live near by.) Tj 0 -14 Td (It is short.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(L)>>",
    ]
    assert "for it in the county and to those" in read(_pdf(objects)).text


@pytest.mark.parametrize("box", [(0, 0, 595, 842), (0, 0, 60_000, 60_000)])
def test_a_page_of_a_size_that_no_document_has_is_not_drawn(box: tuple[float, float, float, float]) -> None:
    """Drawn, such a page of a damaged file would take gigabytes."""
    from checker.documents.formats.pdf.seen import unseen

    class Page:
        raw = None

        def get_size(self) -> tuple[float, float]:
            return 60_000.0, 60_000.0

        def render(self, **_: object) -> None:
            raise AssertionError("drawn")

    assert unseen(Page(), box, [1], lambda index: (0, 0, 5, 5)) == set()  # type: ignore[arg-type]


# --- hyphens, and pages that are shown turned ---


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_hard_hyphens_are_written_as_phrases_have_them(hyphen: str) -> None:
    line = Line(1, f"six multi{hyphen}agency audits", [(0, 0)], 0, 100, 0, 10, 0, b"")
    repair(line)
    assert line.text == "six multi-agency audits"


@pytest.mark.parametrize("marks", ["first", "each in its place"])
def test_bullets_of_a_turned_page_stand_before_their_words(marks: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    canvas.translate(842, 0)
    canvas.rotate(90)
    items = ("the council leads on early help;", "the police lead on exploitation;", "the hospital leads on neglect.")
    words = [(72.0, 780.0 - 14 * n, text) for n, text in enumerate((*FILLER, "Each has a part:"))]
    signs = [(72.0, 700.0 - 14 * n, "\u2022") for n in range(3)]
    texts = [(110.0, 700.0 - 14 * n, text) for n, text in enumerate(items)]
    pairs = [drawn for pair in zip(signs, texts, strict=True) for drawn in pair]
    for x, y, text in [*words, *(pairs if marks != "first" else [*signs, *texts])]:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(x, y, text)
    canvas.save()
    document = read(out.getvalue())
    listed = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert listed == [f"\u2022 {item}" for item in items]


def test_letters_of_no_size_at_all_are_read() -> None:
    """Cause: a damaged file whose characters have a height of nothing, found by fuzzing."""
    chars = [Char(letter, 10.0 + 5 * at, 14.0 + 5 * at, 700.0, 0.0, "F", at) for at, letter in enumerate("police")]
    assert [line.text for line in lines_of(chars, 1)] == list("police")
