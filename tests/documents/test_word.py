"""The Word reader: each test is a small file, made with python-docx and named for its difficulty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from checker.documents.formats.word.read import read
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Reading
from checker.errors import DocumentError

LONG = "The partners meet every six weeks and publish what they decide within ten working days."
NS = nsdecls("w")


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(build: Callable[[Any], None]) -> Reading:
    document = docx.Document()
    build(document)
    return read(saved(document))


def body(xml: str) -> Reading:
    """A document whose body is the given paragraphs' XML."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {NS} {_MORE}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    return read(saved(document))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def blocks(reading: Reading) -> list[tuple[str, int, str | None, str]]:
    return [(d.kind.value, d.level, d.number, d.text) for d in reading.drafts if d.text]


def words(reading: Reading) -> list[str]:
    return [text for _, _, _, text in blocks(reading)]


def replaced(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The file with some parts changed; a part that is not there is made from nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes[name](old.read(name)) if name in changes else old.read(name))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name](b""))
    return stream.getvalue()


# --- paragraphs and headings ---


def test_title_headings_and_paragraphs_in_order() -> None:
    def build(document: Any) -> None:
        document.core_properties.title = "Our Plan"
        document.add_heading("Pellbrook Plan", 0)
        document.add_heading("Partners", 1)
        document.add_paragraph(LONG)
        document.add_heading("Health", 2)
        document.add_paragraph(LONG)

    reading = made(build)
    assert reading.declared_title == "Our Plan"
    assert [(kind, level) for kind, level, _, _ in blocks(reading)] == [
        ("heading", 1),
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_heading_by_outline_level_and_by_inherited_style() -> None:
    def build(document: Any) -> None:
        style = document.styles.add_style("House Title", 1)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("Partners", style="House Title")
        paragraph = document.add_paragraph("Money")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NS} w:val="2"/>'))
        document.add_paragraph(LONG)

    assert [entry[:2] for entry in blocks(made(build))] == [("heading", 2), ("heading", 3), ("paragraph", 0)]


def test_bold_line_stands_for_a_heading() -> None:
    def build(document: Any) -> None:
        document.add_paragraph().add_run("Our values").bold = True
        document.add_paragraph(LONG)
        paragraph = document.add_paragraph("Partly ")
        paragraph.add_run("bold").bold = True

    assert [kind for kind, _, _, _ in blocks(made(build))] == ["heading", "paragraph", "paragraph"]


def test_breaks_tabs_hyphens_and_ligatures() -> None:
    reading = body(
        "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t>"
        "<w:softHyphen/><w:t> o\ufb03cers</w:t></w:r></w:p>"
    )
    assert words(reading) == ["One two multi-agency officers"]


def test_tracked_insertions_stay_and_deletions_go() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>may</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="x">{run("will")}</w:ins>'
    assert words(body(f"<w:p>{run('We ')}{deleted}{inserted}{run(' act.')}</w:p>")) == ["We will act."]


def test_hidden_words_and_field_codes_are_no_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r>"
    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    link = f'<w:hyperlink w:anchor="a">{run(" linked")}</w:hyperlink>'
    reading = body(f"<w:p>{hidden}{field('begin')}{code}{field('separate')}{run('Part 4')}{field('end')}{link}</w:p>")
    assert words(reading) == ["Part 4 linked"]


def test_text_box_is_read_once() -> None:
    """Cause: Word writes a text box twice, for new and for old programs."""
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    new = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    assert words(body(f"<w:p>{run('Before.')}{drawn}</w:p>")) == ["Before.", "In a box."]


def test_content_controls_are_read_and_their_prompts_are_not() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('Filled in.')}</w:p></w:sdtContent></w:sdt>"
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{run('Click.')}</w:p></w:sdtContent></w:sdt>"
    )
    assert words(body(filled + prompt)) == ["Filled in."]


def test_contents_field_and_control_are_contents() -> None:
    code = '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    entries = (
        f"<w:p>{field('begin')}{code}{field('separate')}<w:r><w:t>Partners</w:t><w:tab/><w:t>3</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Money</w:t><w:tab/><w:t>9</w:t></w:r>{field('end')}</w:p>"
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent><w:p>{run('Scrutiny')}</w:p></w:sdtContent></w:sdt>"
    reading = body(entries + control + f"<w:p>{run(LONG)}</w:p>")
    assert [(kind, text) for kind, _, _, text in blocks(reading)] == [
        ("contents entry", "Partners 3"),
        ("contents entry", "Money 9"),
        ("contents entry", "Scrutiny"),
        ("paragraph", LONG),
    ]


def test_headers_and_footers_are_furniture() -> None:
    def build(document: Any) -> None:
        document.add_paragraph(LONG)
        document.sections[0].header.paragraphs[0].text = "DRAFT v3"
        document.sections[0].footer.paragraphs[0].text = "Pellbrook"

    reading = made(build)
    assert words(reading) == [LONG]
    assert reading.furniture == [(None, "DRAFT v3"), (None, "Pellbrook")]


# --- numbering ---

_LEVELS = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4)"/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>"""


def numbered(document: Any, text: str, level: int, identity: int = 90, style: str | None = None) -> None:
    paragraph = document.add_paragraph(text, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')
    )


def with_list(document: Any) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(_LEVELS.format(ns=NS)))
    root.append(parse_xml(f'<w:num {NS} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {NS} w:numId="91"><w:abstractNumId w:val="90"/>'
            '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def test_automatic_numbers_are_those_printed() -> None:
    def build(document: Any) -> None:
        with_list(document)
        numbered(document, "Partners", 0, style="Heading 1")
        numbered(document, LONG, 1)
        numbered(document, f"{LONG[:-1]}, and these take part:", 1)
        numbered(document, "the council", 2)
        numbered(document, "the police", 2)
        numbered(document, "a bullet", 4)
        numbered(document, "Money", 0, style="Heading 1")
        numbered(document, LONG, 1)
        numbered(document, "the unit", 2)

    assert [(kind, number) for kind, _, number, _ in blocks(made(build))] == [
        ("heading", "1"),
        ("paragraph", "1.1"),
        ("paragraph", "1.2"),
        ("list item", "a"),
        ("list item", "b"),
        ("list item", None),
        ("heading", "2"),
        ("paragraph", "2.1"),
        ("list item", "a"),
    ]


def test_list_that_starts_again_and_list_that_goes_on() -> None:
    def build(document: Any) -> None:
        with_list(document)
        for identity in (90, 90, 91, 91, 90):
            numbered(document, "the council", 2, identity)

    assert [number for _, _, number, _ in blocks(made(build))] == ["a", "b", "a", "b", "c"]


def test_numbering_in_the_style_and_its_removal() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("one", style="List Number")
        document.add_paragraph("two", style="List Number")
        document.add_paragraph("mark", style="List Bullet")
        paragraph = document.add_paragraph("Not in the list any more.", style="List Number")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {NS}><w:numId w:val="0"/></w:numPr>'))

    assert [(kind, number) for kind, _, number, _ in blocks(made(build))] == [
        ("list item", "1"),
        ("list item", "2"),
        ("list item", None),
        ("paragraph", None),
    ]


def test_list_that_the_file_does_not_define() -> None:
    def build(document: Any) -> None:
        numbered(document, "an item", 0, 4711)

    assert blocks(made(build)) == [("list item", 1, None, "an item")]


# --- tables ---


def table(document: Any, rows: list[list[str]]) -> Any:
    made_table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made_table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made_table


def test_table_between_paragraphs_with_a_marked_heading_row() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Before it.")
        made_table = table(document, [["Name", "Role"], ["Ann Vale", "Chair"]])
        made_table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {NS}/>"))
        document.add_paragraph("After it.")

    assert [(kind, text) for kind, _, _, text in blocks(made(build))] == [
        ("paragraph", "Before it."),
        ("table head", "Name | Role"),
        ("table row", "Ann Vale | Role: Chair"),
        ("paragraph", "After it."),
    ]


def test_bold_first_row_is_a_heading_row() -> None:
    def build(document: Any) -> None:
        made_table = table(document, [["", ""], ["Ann Vale", "Chair"]])
        for cell, text in zip(made_table.rows[0].cells, ["Name", "Role"], strict=True):
            cell.paragraphs[0].add_run(text).bold = True

    assert words(made(build)) == ["Name | Role", "Ann Vale | Role: Chair"]


def test_merged_cells_count_once() -> None:
    def build(document: Any) -> None:
        made_table = table(document, [["Body", "2019", "2020"], ["Council", "£5", "£6"], ["Council", "£1", "£2"]])
        made_table.cell(1, 0).merge(made_table.cell(2, 0)).text = "Council"
        made_table.cell(2, 1).merge(made_table.cell(2, 2)).text = "none"

    assert words(made(build)) == ["Body | 2019 | 2020", "Council | 2019: £5 | 2020: £6", "2019: none"]


def test_table_in_a_cell_is_flattened() -> None:
    def build(document: Any) -> None:
        made_table = table(document, [["Group", "Members"], ["Forum", "They are"]])
        inner = made_table.cell(1, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Police", "Health"

    assert words(made(build))[-1] == "Forum | Members: They are; Police; Health"


def test_frame_around_text_is_no_table() -> None:
    def build(document: Any) -> None:
        made_table = document.add_table(rows=1, cols=1)
        made_table.cell(0, 0).text = LONG
        made_table.cell(0, 0).add_paragraph("A second passage.")

    assert [kind for kind, _, _, _ in blocks(made(build))] == ["paragraph", "paragraph"]


def test_table_with_headings_in_it_lays_out_the_page() -> None:
    def build(document: Any) -> None:
        made_table = document.add_table(rows=1, cols=2)
        made_table.cell(0, 0).paragraphs[0].style = document.styles["Heading 2"]
        made_table.cell(0, 0).paragraphs[0].add_run("Our year")
        made_table.cell(0, 1).text = LONG

    assert [kind for kind, _, _, _ in blocks(made(build))] == ["heading", "paragraph"]


# --- notes and pictures ---


def test_footnotes_follow_their_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("placeholder")
    document.add_paragraph("Next.")
    notes = (
        f'<?xml version="1.0"?><w:footnotes {NS}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    relation = (
        b'<Relationship Id="rId77" Target="footnotes.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    data = replaced(
        saved(document),
        {
            "word/document.xml": lambda xml: xml.replace(
                b"<w:t>placeholder</w:t></w:r>",
                b'<w:t>The Board met.</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>',
            ),
            "word/footnotes.xml": lambda _: notes,
            "word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", relation),
        },
    )
    assert blocks(read(data)) == [
        ("paragraph", 0, None, "The Board met."),
        ("footnote", 0, "1", "A note."),
        ("paragraph", 0, None, "Next."),
    ]


def test_raised_figures_are_markers_and_raised_letters_are_words() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("On 1")
        paragraph.add_run("st").font.superscript = True
        paragraph.add_run(" May it met")
        paragraph.add_run("4").font.superscript = True
        paragraph.add_run(".")

    assert words(made(build)) == ["On 1st May it met."]


def test_only_large_pictures_count() -> None:
    def build(document: Any) -> None:
        for width in (12, 2):
            stream = io.BytesIO()
            Image.new("RGB", (40, 30)).save(stream, "PNG")
            stream.seek(0)
            document.add_heading(f"Picture of {width}", 1)
            document.add_picture(stream, width=Cm(width))
        document.add_paragraph(LONG)

    assert made(build).pictures == [(None, 1)]


def test_caption_style() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Figure 1: how we meet", style="Caption")
        document.add_paragraph(LONG)

    assert [kind for kind, _, _, _ in blocks(made(build))] == ["caption", "paragraph"]


# --- damage and limits ---


def test_strict_file_is_read() -> None:
    """Cause: Word can save "Strict Open XML", whose elements are in other namespaces."""
    document = docx.Document()
    document.add_paragraph(LONG)
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = replaced(saved(document), {"word/document.xml": lambda xml: xml.replace(usual, strict)})
    assert words(read(data)) == [LONG]


def test_main_part_under_another_name() -> None:
    """Cause: some online editors call the main part document2.xml."""
    document = docx.Document()
    document.add_paragraph(LONG)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), old.read(name))
    assert words(read(stream.getvalue())) == [LONG]


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml", "word/settings.xml"])
def test_broken_side_part_does_not_matter(part: str) -> None:
    document = docx.Document()
    document.add_paragraph(LONG, style="List Bullet")
    assert words(read(replaced(saved(document), {part: lambda _: b"<broken"}))) == [LONG]


def test_broken_main_part_is_damaged() -> None:
    document = docx.Document()
    with pytest.raises(DocumentError) as caught:
        read(replaced(saved(document), {"word/document.xml": lambda _: b"nothing of the kind"}))
    assert caught.value.kind == "damaged"


def test_file_that_unpacks_too_far_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("word " * 50_000)
    data = saved(document)
    for limits in (Limits(part=10_000), Limits(expanded=10_000), Limits(entries=3)):
        with pytest.raises(DocumentError) as caught:
            read(data, limits=limits)
        assert caught.value.kind == "too-large"


def test_entities_are_not_expanded() -> None:
    document = docx.Document()
    document.add_paragraph("placeholder")
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def plant(xml: bytes) -> bytes:
        return bomb + xml[xml.index(b"<w:document") :].replace(b"placeholder", b"before &b; after")

    assert "aaaa" not in " ".join(words(read(replaced(saved(document), {"word/document.xml": plant}))))


def test_kinds_are_settled() -> None:
    reading = made(lambda document: document.add_paragraph(LONG))
    assert {draft.kind for draft in reading.drafts} == {BlockKind.PARAGRAPH}
