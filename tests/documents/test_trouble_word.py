"""What real Word files hold beside plain paragraphs: each test is a small file written part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checker.documents.limits import Limits
from checker.documents.model import Document
from checker.documents.reader import read_data

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
SAID = "The borough pays half of the budget."


def p(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def packed(body: str, parts: dict[str, str | bytes] | None = None, related: str = "", slash: str = "/") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"word{slash}document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            f"word{slash}_rels{slash}document.xml.rels", f'<Relationships xmlns="{relations}">{related}</Relationships>'
        )
        for name, content in (parts or {}).items():
            archive.writestr(f"word{slash}{name}", content)
    return out.getvalue()


def read(*arguments: object, **more: object) -> Document:
    return read_data(packed(*arguments, **more), Path("plan.docx"), Limits())  # type: ignore[arg-type]


def relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="x/{kind}" Target="{target}"/>'


# --- parts of other kinds ---


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chunk.htm", f"<html><body><h2>Money</h2><p>{SAID}</p></body></html>"),
        ("chunk.txt", SAID),
        ("chunk.mht", f"MIME-Version: 1.0\nSubject: x\nContent-Type: text/html\n\n<p>{SAID}</p>"),
        ("chunk.docx", packed(p(SAID))),
    ],
)
def test_a_chunk_of_another_kind_is_read(name: str, content: str | bytes) -> None:
    document = read(p("Before.") + '<w:altChunk r:id="r1"/>', {name: content}, relation("r1", "aFChunk", name))
    assert SAID in document.text


def test_a_chunk_that_cannot_be_read_is_told() -> None:
    document = read(
        p("Before.") + '<w:altChunk r:id="r1"/>', {"c.rtf": "{\\rtf1 x}"}, relation("r1", "aFChunk", "c.rtf")
    )
    assert "Rich Text" in " ".join(document.warnings)
    assert document.may_hold


@pytest.mark.parametrize("words", [SAID, "Chair of the board"])
def test_the_words_of_a_diagram_are_text(words: str) -> None:
    drawing = '<w:p><w:r><w:drawing><wp:inline><dgm:relIds r:dm="d1"/></wp:inline></w:drawing></w:r></w:p>'
    data = f'<dgm:dataModel {_SPACES}><dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>no</a:t></a:r></a:p></dgm:t></dgm:pt>'
    data += f"<dgm:pt><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    document = read(
        p("Before.") + drawing, {"diagrams/data9.xml": data}, relation("d1", "diagramData", "diagrams/data9.xml")
    )
    assert document.text.split("\n\n") == ["Before.", words]


def test_a_charts_title_is_text() -> None:
    drawing = '<w:p><w:r><w:drawing><wp:inline><c:chart r:id="c1"/></wp:inline></w:drawing></w:r></w:p>'
    chart = f"<c:chartSpace {_SPACES}><c:title><a:p><a:r><a:t>Money by year</a:t></a:r></a:p></c:title></c:chartSpace>"
    assert (
        "Money by year"
        in read(p("A.") + drawing, {"charts/c.xml": chart}, relation("c1", "chart", "charts/c.xml")).text
    )


@pytest.mark.parametrize("place", ["body", "cell", "row"])
def test_the_first_of_several_forms_is_read_at_every_level(place: str) -> None:
    def either(chosen: str, other: str) -> str:
        fallback = f"<mc:Fallback>{other}</mc:Fallback>"
        return f"<mc:AlternateContent><mc:Choice>{chosen}</mc:Choice>{fallback}</mc:AlternateContent>"

    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    old = p("The old form.")
    body = {
        "body": either(p(SAID), old),
        "cell": f"<w:tbl><w:tr>{cell(p('A'))}{cell(either(p(SAID), old))}</w:tr></w:tbl>",
        "row": f"<w:tbl><w:tr>{either(cell(p('A')) + cell(p(SAID)), cell(old))}</w:tr></w:tbl>",
    }[place]
    text = read(p("Before.") + body).text
    assert text.count(SAID) == 1
    assert "old form" not in text


# --- symbols, fields, prompts ---


@pytest.mark.parametrize(
    ("font", "code", "char"), [("Wingdings", "F0FC", "✓"), ("Wingdings 2", "F050", "✓"), ("Symbol", "F0A3", "≤")]
)
def test_symbols_are_written_as_what_they_show(font: str, code: str, char: str) -> None:
    run = f'<w:p><w:r><w:t>Seen </w:t></w:r><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>'
    assert f"Seen {char}" in read(run).text


def _mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def test_the_result_of_a_field_inside_another_ones_code_is_no_text() -> None:
    inner = (
        _mark("begin")
        + "<w:r><w:instrText>REF a</w:instrText></w:r>"
        + _mark("separate")
        + "<w:r><w:t>inner</w:t></w:r>"
        + _mark("end")
    )
    field = _mark("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner + "<w:r><w:t>not shown</w:t></w:r>"
    text = read(f"<w:p>{field}{_mark('separate')}<w:r><w:t>shown</w:t></w:r>{_mark('end')}</w:p>").text
    assert text == "shown"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    assert SAID in read(f"<w:p>{_mark('begin')}<w:r><w:t>x</w:t></w:r></w:p>{p(SAID)}").text


@pytest.mark.parametrize(("chosen", "shown"), [("1", "Done"), ("0", "Not done")])
def test_the_choice_of_a_drop_down_is_text(chosen: str, shown: str) -> None:
    entries = '<w:listEntry w:val="Not done"/><w:listEntry w:val="Done"/>'
    field = _mark("begin", f'<w:ffData><w:ddList><w:result w:val="{chosen}"/>{entries}</w:ddList></w:ffData>') + _mark(
        "end"
    )
    assert read(f"<w:p><w:r><w:t>Our view: </w:t></w:r>{field}</w:p>").text == f"Our view: {shown}"


@pytest.mark.parametrize("place", ["line", "paragraph", "cell"])
def test_a_prompt_that_nobody_filled_in_is_no_text(place: str) -> None:
    run = "<w:r><w:t>Say here that the borough pays half.</w:t></w:r>"
    inside = run if place == "line" else f"<w:p>{run}</w:p>"
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    body = {
        "line": f"<w:p><w:r><w:t>Money: </w:t></w:r>{control}</w:p>",
        "paragraph": control,
        "cell": f"<w:tbl><w:tr><w:tc>{p('Money')}</w:tc><w:tc>{control}</w:tc></w:tr></w:tbl>",
    }[place]
    assert "pays half" not in read(p("Before.") + body).text


@pytest.mark.parametrize("prompt", ["Click or tap here to enter text.", "Choose an item.", "Click to enter a date."])
def test_words_own_prompts_are_no_text_anywhere(prompt: str) -> None:
    assert read(p(f"Before. {prompt}")).text == "Before."


# --- changes ---


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_struck_words_are_left_out_and_told(mark: str) -> None:
    document = read(p("Open still.") + p(SAID, run=f"<w:rPr><w:{mark}/></w:rPr>"))
    assert document.text == "Open still."
    assert "struck through" in document.warnings[0]


def test_words_whose_style_strikes_them_are_left_out() -> None:
    styles = (
        f'<w:styles {_SPACES}><w:style w:type="paragraph" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
    )
    document = read(
        p("Open.") + p(SAID, '<w:pPr><w:pStyle w:val="S"/></w:pPr>'),
        {"styles.xml": styles},
        relation("s", "styles", "styles.xml"),
    )
    assert document.text == "Open."


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_deleted_paragraph_mark_joins_what_it_parted(change: str) -> None:
    mark = f'<w:pPr><w:rPr><w:{change} w:id="1"/></w:rPr></w:pPr>'
    assert read(p("The borough pays ", mark) + p("half.")).text == "The borough pays half."


def test_a_deleted_mark_at_the_very_end_loses_nothing() -> None:
    assert read(p(SAID, '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>')).text == SAID


@pytest.mark.parametrize("deleted", [0, 1])
def test_deleted_cells_are_left_out(deleted: int) -> None:
    def cell(text: str, number: int) -> str:
        change = '<w:tcPr><w:cellDel w:id="1"/></w:tcPr>' if number == deleted else ""
        return f"<w:tc>{change}{p(text)}</w:tc>"

    rows = "".join(
        f"<w:tr>{cell(f'old{row}', 0)}{cell(f'new{row}', 1)}{cell(f'sum{row}', 2)}</w:tr>" for row in range(3)
    )
    text = read(p("Before.") + f"<w:tbl>{rows}</w:tbl>").text
    assert ("old1" in text) is (deleted != 0)
    assert ("new1" in text) is (deleted != 1)
    assert "sum1" in text


# --- names ---


def test_names_with_backslashes_are_read() -> None:
    assert read(p(SAID), slash="\\").text == SAID


def test_names_in_other_capitals_are_read() -> None:
    document = read('<w:altChunk r:id="r"/>' + p("A."), {"Chunk.TXT": SAID}, relation("r", "aFChunk", "chunk.txt"))
    assert SAID in document.text


def test_wordart_is_text() -> None:
    shape = '<v:shape><v:textpath string="Fernshire Board: yearly report 2031"/></v:shape>'
    art = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    assert read(art + p(SAID)).text.startswith("Fernshire Board: yearly report 2031")


@pytest.mark.parametrize(
    "title", ["Fernshire Children’s Board yearly report 2031/32", "Westmoor Safeguarding Partnership"]
)
def test_a_header_that_names_the_document_is_its_title(title: str) -> None:
    header = f"<w:hdr {_SPACES}>{p(title)}</w:hdr>"
    assert read(p(SAID), {"header1.xml": header}, relation("h", "header", "header1.xml")).declared_title == title


# --- words that no one sees ---


def coloured(value: str = "FFFFFF", more: str = "") -> str:
    return f'<w:rPr><w:color w:val="{value}"/>{more}</w:rPr>'


@pytest.mark.parametrize("look", [coloured(), coloured("FEFEFE"), '<w:rPr><w:sz w:val="2"/></w:rPr>'])
def test_words_in_the_colour_of_paper_are_left_out_and_told(look: str) -> None:
    document = read(p("Before.") + p(SAID, run=look))
    assert SAID not in document.text
    assert "cannot be seen" in document.warnings[0]


@pytest.mark.parametrize("kind", ["paragraph", "character"])
def test_a_style_in_the_colour_of_paper_hides_words(kind: str) -> None:
    style = f'<w:style w:type="{kind}" w:styleId="g"><w:name w:val="g"/>{coloured()}</w:style>'
    styled = '<w:pPr><w:pStyle w:val="g"/></w:pPr>', '<w:rPr><w:rStyle w:val="g"/></w:rPr>'
    body = p("Before.") + (p(SAID, styled[0]) if kind == "paragraph" else p(SAID, run=styled[1]))
    parts = {"styles.xml": f"<w:styles {_SPACES}>{style}</w:styles>"}
    assert SAID not in read(body, parts, relation("s", "styles", "styles.xml")).text


SHADE = '<w:shd w:val="clear" w:fill="003366"/>'


@pytest.mark.parametrize(
    "body",
    [
        p(SAID, run=coloured(more=SHADE)),
        p(SAID, run=coloured(more='<w:highlight w:val="black"/>')),
        p(SAID, f"<w:pPr>{SHADE}</w:pPr>", coloured()),
        f"<w:tbl><w:tr><w:tc><w:tcPr>{SHADE}</w:tcPr>{p(SAID, run=coloured())}</w:tc>"
        f"<w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark5"/></w:tblPr><w:tr><w:tc>{p(SAID, run=coloured())}</w:tc>'
        f"<w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p(SAID, run=coloured())}</w:txbxContent></v:textbox></w:pict>"
        "</w:r></w:p>",
    ],
)
def test_white_words_on_a_ground_are_text(body: str) -> None:
    document = read(p("Before.") + body)
    assert SAID in document.text
    assert not document.warnings


@pytest.mark.parametrize("place", ["cell", "row"])
def test_prompts_round_cells_and_rows_are_no_text(place: str) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cells = f"<w:tc>{p('Money')}</w:tc>", f"<w:tc>{p(SAID)}</w:tc>"
    row = f"<w:tr>{cells[0]}{prompt.format(cells[1])}</w:tr>"
    if place == "row":
        row = prompt.format(f"<w:tr>{''.join(cells)}</w:tr>")
    assert SAID not in read(f"<w:tbl><w:tr><w:tc>{p('Q')}</w:tc><w:tc>{p('A')}</w:tc></w:tr>{row}</w:tbl>").text


@pytest.mark.parametrize(
    "prompt", ["Tap here to enter text.", "Choose a building block.", "[Type text]", "[Company name]", "[Type here]"]
)
def test_other_prompts_of_word_are_no_text(prompt: str) -> None:
    assert prompt not in read(p("Before.") + p(f"Money: {prompt}")).text


def test_a_form_that_holds_nothing_gives_way_to_the_next() -> None:
    forms = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{p(SAID)}</mc:Fallback></mc:AlternateContent>"
    assert SAID in read(p("Before.") + forms).text


def test_words_given_in_several_forms_within_a_run_are_read_once() -> None:
    forms = f"<mc:Choice><w:t>{SAID}</w:t></mc:Choice><mc:Fallback><w:t>Old.</w:t></mc:Fallback>"
    text = read(f"<w:p><w:r><mc:AlternateContent>{forms}</mc:AlternateContent></w:r></w:p>").text
    assert text == SAID


def test_a_chunk_in_a_cell_is_read() -> None:
    row = f'<w:tr><w:tc>{p("Money")}</w:tc><w:tc><w:altChunk r:id="r1"/></w:tc></w:tr>'
    document = read(f"<w:tbl>{row}</w:tbl>", {"c.html": f"<p>{SAID}</p>"}, relation("r1", "aFChunk", "c.html"))
    assert f"Money | {SAID}" in document.text


def test_names_of_parts_in_capitals_are_found() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("WORD/DOCUMENT.XML", f"<w:document {_SPACES}><w:body>{p(SAID)}</w:body></w:document>")
    assert read_data(out.getvalue(), Path("plan.docx"), Limits()).text == SAID
