"""Words of a PDF that a viewer shows as crossed out, covered or on a ground of their colour, and signs for letters."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from checker.documents.model import BlockKind, Document
from tests.documents.pdfs import FILLER, Paper
from tests.documents.test_trouble_pdf import PROSE, _pdf, hidden, kinds, read, said

SPOKEN = "half of the budget"


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def with_note(kind: str, rect: tuple[float, ...], **more: object) -> Document:
    """Prose with a note of a kind laid on it; `rect` is counted from the prose's first baseline."""
    paper = Paper().filler()
    top = paper.y
    paper.lines(PROSE).filler()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper.data())))
    place = (rect[0], top + rect[1], rect[2], top + rect[3])
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{kind}")})
    note[NameObject("/Rect")] = numbers(*place)
    note[NameObject("/F")] = NumberObject(4)
    for key, value in more.items():
        note[NameObject(f"/{key}")] = value(place, writer) if callable(value) else value  # type: ignore[assignment]
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    out = io.BytesIO()
    writer.write(out)
    return read(out.getvalue())


def quads(place: tuple[float, ...], writer: PdfWriter) -> ArrayObject:
    x0, y0, x1, y1 = place
    return numbers(x0, y1, x1, y1, x0, y0, x1, y0)


def painted(*colour: float) -> Callable[[tuple[float, ...], PdfWriter], DictionaryObject]:
    """A picture of the note: a box filled with a colour."""

    def make(place: tuple[float, ...], writer: PdfWriter) -> DictionaryObject:
        from pypdf.generic import DecodedStreamObject

        width, height = place[2] - place[0], place[3] - place[1]
        stream = DecodedStreamObject()
        stream.set_data(f"{colour[0]} {colour[1]} {colour[2]} rg 0 0 {width} {height} re f".encode())
        stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        stream[NameObject("/BBox")] = numbers(0, 0, width, height)
        return DictionaryObject({NameObject("/N"): writer._add_object(stream)})

    return make


def test_words_struck_out_in_a_viewer_are_no_text() -> None:
    document = with_note("StrikeOut", (70, -3, 520, 9), QuadPoints=quads)
    assert SPOKEN not in document.text
    assert "of it, and each of them" in document.text
    assert "struck through" in said(document)


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "Squiggly"])
def test_words_marked_in_a_viewer_are_text(kind: str) -> None:
    document = with_note(kind, (70, -3, 520, 9), QuadPoints=quads)
    assert SPOKEN in document.text
    assert not document.warnings


@pytest.mark.parametrize("colour", [(0, 0, 0), (1, 1, 1)])
@pytest.mark.parametrize("kind", ["Square", "Polygon"])
def test_words_under_a_box_laid_on_the_page_in_a_viewer_are_no_text(kind: str, colour: tuple[float, ...]) -> None:
    document = with_note(kind, (60, -6, 530, 12), AP=painted(*colour))
    assert SPOKEN not in document.text
    assert "covers them" in said(document)


def test_a_frame_round_words_hides_nothing() -> None:
    document = with_note("Square", (60, -6, 530, 12), C=numbers(1, 0, 0))
    assert SPOKEN in document.text
    assert not document.warnings


def test_words_that_are_only_marked_for_redaction_are_read_and_told() -> None:
    document = with_note("Redact", (60, -6, 530, 12), QuadPoints=quads)
    assert SPOKEN in document.text
    assert "marked to be blacked out" in said(document)


def test_a_file_attached_to_a_page_is_told_by_name() -> None:
    held = DictionaryObject(
        {NameObject("/Type"): NameObject("/Filespec"), NameObject("/F"): TextStringObject("annex.docx")}
    )
    document = with_note("FileAttachment", (60, 0, 80, 20), FS=held)
    assert "annex.docx" in said(document)


def test_a_note_whose_words_are_rich_text_is_read() -> None:
    document = with_note("FreeText", (60, -200, 530, -150), RC=TextStringObject("<body><p>It costs £5.</p></body>"))
    assert "It costs £5." in document.text


@pytest.mark.parametrize("grey", [0.0, 0.15])
def test_dark_words_on_a_dark_box_are_no_text(grey: float) -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillGray(grey)
        paper.canvas.rect(60, paper.y - 60, 480, 80, fill=1, stroke=0)
        paper.lines(PROSE)
        paper.canvas.setFillGray(0)

    document = hidden(draw)
    assert SPOKEN not in document.text
    assert "cannot be seen" in said(document)


def test_dark_words_on_a_coloured_box_are_text() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillColorRGB(0.1, 0.6, 0.5)
        paper.canvas.rect(60, paper.y - 60, 480, 80, fill=1, stroke=0)
        paper.canvas.setFillGray(0)
        paper.lines(PROSE)

    document = hidden(draw)
    assert SPOKEN in document.text
    assert not document.warnings


def test_a_word_blacked_out_before_a_comma_goes() -> None:
    def draw(paper: Paper) -> None:
        words = "The borough pays £70,000, and the police pay less."
        paper.line(words, step=0)
        x = 72 + paper.canvas.stringWidth("The borough pays ", "Helvetica", 11)
        paper.canvas.rect(x - 1, paper.y - 3, paper.canvas.stringWidth("£70,000", "Helvetica", 11) + 1.5, 12, fill=1)

    document = hidden(draw)
    assert "70,000" not in document.text
    assert "The borough pays" in document.text


@pytest.mark.parametrize("how", ["thick", "beyond", "band"])
def test_words_struck_by_other_strokes_are_no_text(how: str) -> None:
    def draw(paper: Paper) -> None:
        for line in PROSE:
            end = 72 + paper.canvas.stringWidth(line, "Helvetica", 11)
            paper.line(line, step=0)
            y = paper.y + 3.4
            if how == "thick":
                paper.canvas.setLineWidth(2.2)
                paper.canvas.line(72, y, end, y)
            elif how == "beyond":
                paper.canvas.line(50, y, 560, y)
            else:
                paper.canvas.rect(72, y - 1.7, end - 72, 3.4, fill=1, stroke=0)
            paper.y -= 14

    document = hidden(draw)
    assert SPOKEN not in document.text
    assert "struck through" in said(document)


def test_a_rule_beside_a_heading_strikes_nothing() -> None:
    def draw(paper: Paper) -> None:
        paper.canvas.line(200, paper.y + 3.4, 540, paper.y + 3.4)
        paper.line("How it is paid for", bold=True).lines(PROSE)

    assert "How it is paid for" in hidden(draw).text


def test_a_layer_that_is_off_by_a_list_kept_elsewhere_is_no_text() -> None:
    content = b"BT /F 11 Tf 72 700 Td (The plan is open to all who ask for it.) Tj ET /OC /L BDC BT /F 11 Tf 72 600 Td "
    content += b"(The borough pays half of the budget.) Tj ET EMC"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF 7 0 R>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(L)>>",
        b"[6 0 R]",
    ]
    document = read(_pdf(objects))
    assert "open to all" in document.text
    assert SPOKEN not in document.text


def test_a_pale_watermark_is_told_of_no_one() -> None:
    paper = Paper()
    for _ in range(4):
        paper.canvas.saveState()
        paper.canvas.translate(150, 300)
        paper.canvas.rotate(40)
        paper.canvas.setFont("Helvetica-Bold", 90)
        paper.canvas.setFillGray(0.9)
        paper.canvas.drawString(0, 0, "SAMPLE")
        paper.canvas.restoreState()
        paper.filler(3).page()
    document = read(paper)
    assert "SAMPLE" not in document.text
    assert not document.warnings


# --- signs for letters ---

_TI = "The institu@on sets out its ac@vi@es, the alloca@on of funds, and the no@fica@on of par@cipa@on in educa@on."


@pytest.mark.parametrize("sign", ["9", "]", "=", "J", "%", "ª"])
def test_plain_signs_in_the_place_of_ligatures_are_written_as_letters(sign: str) -> None:
    from checker.text.ligatures import mend_plain

    lines = [_TI.replace("@", sign), "a plain line", "9 of them, as 3rd, or in 2030 at a1b2, by Mr McJay"]
    mend_plain(lines, lambda n, at, new: lines.__setitem__(n, lines[n][:at] + new + lines[n][at + 1 :]))
    assert lines[0] == _TI.replace("@", "ti")
    assert lines[2] == "9 of them, as 3rd, or in 2030 at a1b2, by Mr McJay"


def test_figures_and_capitals_within_words_stay() -> None:
    from checker.text.ligatures import mend_plain

    lines = [
        "See eSafety, McDonald and H2O",
        "the b4u scheme at 3pm",
        "Covid19 and iPad and YouTube and x3y",
        "i9n e5t",
    ]
    kept = list(lines)
    mend_plain(lines, lambda n, at, new: lines.__setitem__(n, "changed"))
    assert lines == kept


def test_one_sign_for_several_ligatures_is_told_by_each_word() -> None:
    from checker.text.ligatures import mend

    lines = ["the informa\ufffdon of the commi\ufffdee and its ac\ufffdon", "wri\ufffden a\ufffder the no\ufffdce"]
    mend(lines, lambda n, at, new: lines.__setitem__(n, lines[n][:at] + new + lines[n][at + 1 :]))
    assert lines == ["the information of the committee and its action", "written after the notice"]


_PLAIN = (
    "The council, the police and the board each name a lead who answers for their share of the work and who comes to "
    "all of the joint days. A person from beyond the area reads what was done every year and says in the open what "
    "was found. The lead for schools is one of them, and health has a lead as well. "
) * 2


@pytest.mark.parametrize("left", ["", " "])
@pytest.mark.parametrize("letters", ["ti", "tt"])
def test_ligatures_of_which_a_blank_or_nothing_is_left_are_written_as_letters(left: str, letters: str) -> None:
    from checker.text.ligatures import mend_lost

    words = ["scru@neer", "informa@on", "sec@on"] if letters == "ti" else ["commi@ee", "pa@erns", "a@ended", "wri@en"]
    line = "Read by the " + ", the ".join(words) + "."
    lines = [line.replace("@", left), _PLAIN]
    mend_lost(lines, lambda n, at, new: lines.__setitem__(n, lines[n][:at] + new + lines[n][at + 1 :]))
    assert lines == [line.replace("@", letters), _PLAIN]


def test_words_stay_that_only_look_as_if_letters_were_lost() -> None:
    from checker.text.ligatures import mend_lost

    lines = ["The leer of a sec on the acon", "A station and a letter, and a fine", _PLAIN]
    kept = list(lines)
    mend_lost(lines, lambda n, at, new: lines.__setitem__(n, "changed"))
    assert lines == kept


@pytest.mark.parametrize("by", [1, 3, 13])
def test_letters_put_for_others_are_told(by: int) -> None:
    def moved(char: str) -> str:
        return chr((ord(char) - 97 + by) % 26 + 97) if "a" <= char <= "z" else char

    paper = Paper().filler(2).page()
    for line in (*PROSE, *FILLER):
        paper.line("".join(map(moved, line)))
    assert "page 2 could not be read" in said(read(paper))


@pytest.mark.parametrize(
    "words",
    [
        "Mae'r cyngor yn cyfrannu at gyllideb y bartneriaeth bob blwyddyn ac mae'r cyfraniadau'n cael eu hadolygu.",
        "Die Partnerschaft legt jedes Jahr einen Bericht vor, der ihre Arbeit mit Kindern und Familien beschreibt.",
        "Partnerstwo co roku publikuje sprawozdanie, w którym opisuje swoje prace z dziećmi i rodzinami w hrabstwie.",
    ],
)
def test_other_languages_are_read(words: str) -> None:
    from checker.documents.formats.pdf.doubt import is_nonsense

    assert not is_nonsense(f"{words} {words}")


# --- columns ---


@pytest.mark.parametrize(("left", "right"), [(58, 22), (24, 60), (40, 40)])
def test_columns_of_unlike_width_are_read_one_after_the_other(left: int, right: int) -> None:
    import textwrap

    words = " ".join([*PROSE, *FILLER])
    first, second = textwrap.wrap(words, left), textwrap.wrap(" ".join([*FILLER, *PROSE]), right)
    paper = Paper().filler(2)
    x = 60 + left * 5.2 + 12
    for row in range(min(len(first), len(second))):
        paper.line(first[row], x=60, size=10, step=0).line(second[row], x=x, size=10)
    text = read(paper).text
    assert f"{first[1]} {first[2]}" in text
    assert f"{second[1]} {second[2]}" in text


def test_an_action_plan_without_rulings_keeps_its_rows() -> None:
    paper = Paper().filler()
    for row in (
        ("Action", "Lead"),
        ("Choose a person from outside", "Chair of the board"),
        ("Look at what each partner pays", "Head of finance"),
        ("Publish the plan for next year", "Business manager"),
        ("Carry out six reviews of files", "Lead of the group"),
        ("Meet young people and parents", "Youth group lead"),
    ):
        paper.line(row[0], x=72, step=0).line(row[1], x=300)
    text = read(paper.space().filler()).text
    assert 0 < text.index("Chair of the board") - text.index("Choose a person from outside") < 45


@pytest.mark.parametrize("sign", ["4", "8", "n"])
def test_signs_of_a_symbol_font_before_items_are_bullets(sign: str) -> None:
    paper = Paper().line("The adviser:")
    for item in ("is chosen for two years", "visits each agency in turn", "tells the board what she finds"):
        paper.canvas.setFont("ZapfDingbats", 11)
        paper.canvas.drawString(72, paper.y, sign)
        paper.line(item, x=92)
    assert kinds(read(paper), "visits each agency") == [BlockKind.LIST_ITEM]


def test_letters_of_a_scan_that_stand_apart_one_by_one_make_words() -> None:
    paper = Paper()
    for line in (*PROSE, *FILLER):
        x = 60.0
        for char in line[:70]:
            text = paper.canvas.beginText(x, paper.y)
            text.setFont("Helvetica", 8)
            text.setTextRenderMode(3)
            if char != " ":
                text.textOut(char)
                paper.canvas.drawText(text)
            x += paper.canvas.stringWidth(char, "Helvetica", 8) + 2.4
        paper.y -= 14
    assert "The borough pays half of the budget and the police" in read(paper).text


# --- clipping paths ---


def clip(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    path = paper.canvas.beginPath()
    path.rect(x, y, width, height)
    paper.canvas.clipPath(path, stroke=0, fill=0)


def within(frame: tuple[float, ...], around: bool) -> Document:
    """Prose between paragraphs, cut off by a frame counted from its first baseline; or all within the page's frame."""
    paper = Paper()
    if around:
        clip(paper, 0, 0, 600, 842)
    paper.filler()
    paper.canvas.saveState()
    clip(paper, frame[0], paper.y + frame[1], frame[2], frame[3])
    paper.lines(PROSE)
    paper.canvas.restoreState()
    return read(paper.filler())


@pytest.mark.parametrize("around", [False, True])
@pytest.mark.parametrize("frame", [(0, 30, 600, 300), (0, -700, 1, 1), (330, -100, 200, 200)])
def test_words_that_a_clipping_path_cuts_off_are_no_text(
    frame: tuple[float, float, float, float], around: bool
) -> None:
    document = within(frame, around)
    assert SPOKEN not in document.text
    assert "brings together the council" in document.text
    assert "cut off" in said(document)


@pytest.mark.parametrize("around", [False, True])
@pytest.mark.parametrize("frame", [(60, -60, 500, 90), (0, -700, 600, 1500)])
def test_a_clipping_path_around_words_leaves_them(frame: tuple[float, float, float, float], around: bool) -> None:
    document = within(frame, around)
    assert SPOKEN in document.text
    assert not document.warnings


@pytest.mark.parametrize(("opacity", "shown"), [(0.01, False), (0.6, True)])
def test_words_of_a_part_that_is_drawn_as_good_as_transparent_are_no_text(opacity: float, shown: bool) -> None:
    """The words stand in a form that is drawn as a group: their own colour is black."""
    paper = Paper()
    paper.canvas.beginForm("part", 0, 0, 600, 842)
    paper.lines(PROSE)
    paper.canvas.endForm()
    paper.filler()
    paper.canvas.saveState()
    paper.canvas.setFillAlpha(opacity)
    paper.canvas.doForm("part")
    paper.canvas.restoreState()
    data = paper.data()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for item in writer._objects:
        if isinstance(item, DictionaryObject) and item.get("/Subtype") == "/Form":
            group = {NameObject("/S"): NameObject("/Transparency"), NameObject("/Type"): NameObject("/Group")}
            item[NameObject("/Group")] = DictionaryObject(group)
    out = io.BytesIO()
    writer.write(out)
    document = read(out.getvalue())
    assert (SPOKEN in document.text) is shown
