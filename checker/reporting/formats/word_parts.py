"""What the Word report is built from: a blank document with its styles; paragraphs, tables and fields.

Python-docx holds the package together. The body is written as WordprocessingML, because python-docx
has no contents field, inner link or tick box, and takes a second over a long report. Functions give
back XML in which all text is escaped; nothing here knows of checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from checker.reporting.options import RenderOptions

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

SMALL = "Small"
QUOTE_SOURCE = "QuoteSource"
LEAD = "Lead"  # a line that leads into a list

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_FONT = "Arial"  # on every machine, and as wide everywhere: a brief of two pages has two
_INK, _QUIET, _LINE, _HEAD, _LINK = "1C242C", "525D68", "D5DAE0", "EEF0F3", "1D4F91"
_PAGE_WIDTH = 9638  # twentieths of a point between the margins of an A4 page, 2 cm each


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: plain text, or `content` as ready paragraphs."""

    text: str = ""
    bold: bool = False
    ink: str = ""
    wash: str = ""
    content: str = ""
    size: float = 10  # points


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: sizes and spaces in points, indents in twentieths of a point."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    colour: str = _INK
    bold: bool = False
    heading: int = 0
    indent: int = 0
    rule: bool = False
    keep: bool = False  # on the page of the paragraph that follows

    def shape(self) -> str:
        """The paragraph and character properties, in the order that the format asks for."""
        keep = "<w:keepNext/><w:keepLines/>" if self.keep or self.heading else ""
        rule = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{_LINE}"/></w:pBdr>' if self.rule else ""
        above, below = f'w:before="{self.before * 20:.0f}"', f'w:after="{self.after * 20:.0f}"'
        spacing = f'<w:spacing {above} {below} w:line="269" w:lineRule="auto"/>'
        indent = f'<w:ind w:left="{self.indent}"/>' if self.indent else ""
        outline = f'<w:outlineLvl w:val="{self.heading - 1}"/>' if self.heading else ""
        fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
        bold = "<w:b/>" if self.bold else ""
        size = f'<w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'
        return (
            f"<w:pPr>{keep}{rule}{spacing}{indent}{outline}</w:pPr>"
            f'<w:rPr>{fonts}{bold}<w:color w:val="{self.colour}"/>{size}</w:rPr>'
        )


_STYLES = (
    _Style("Normal", 10, after=6),
    _Style("Title", 17, after=4, bold=True),
    _Style("Subtitle", 11, after=8, colour=_QUIET),
    _Style("Heading 1", 17, 24, 8, bold=True, heading=1),
    _Style("Heading 2", 13, 18, 6, bold=True, heading=2, colour=_QUIET),
    _Style("Heading 3", 12, 16, 3, bold=True, heading=3),
    _Style("Quote", 10.5, 4, 0, indent=340, rule=True, keep=True),
    _Style("Quote Source", 9, 0, 8, indent=340, rule=True, colour=_QUIET),
    _Style("List Bullet", 10.5, after=3),
    _Style("List Number", 10.5, after=4),
    _Style("Lead", 10.5, after=2, bold=True, keep=True),
    _Style("Small", 9, after=2, colour=_QUIET),
    _Style("Header", 9, colour=_QUIET),
    _Style("Footer", 9, colour=_QUIET),
    _Style("TOC 1", 10.5, before=6, bold=True),
    _Style("TOC 2", 10.5, indent=340),
)


def document_of(body: str, header: str, footer: str, *, across: bool = False) -> Document:
    """An A4 document in British English that holds `body`, with a running header and page numbers below.

    `across` lays its pages on their side.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if across else (Cm(21), Cm(29.7))
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    _set_styles(document)
    section.header.paragraphs[0].text = header if len(header) <= 90 else header[:89].rstrip() + "…"
    below = section.footer.paragraphs[0]
    page_of_pages = run(f"{footer} · page ") + _field("PAGE") + run(" of ") + _field("NUMPAGES")
    for element in _parse(page_of_pages):
        below._p.append(element)
    settings = document.element.body[-1]
    for element in _parse(body):
        settings.addprevious(element)
    return document


def run(text: str, *, bold: bool = False, italic: bool = False, colour: str = "", size: float = 0) -> str:
    """Words of one look; size in points, 0 for that of the style."""
    shape = "".join(
        (
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{size * 2:.0f}"/>' if size else "",
        )
    )
    properties = f"<w:rPr>{shape}</w:rPr>" if shape else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", keep: bool = False, tight: bool = False) -> str:
    """A paragraph of runs in a style named by its id; `keep` holds it on the page of the next one.

    `tight` puts its lines close together, where a page is to be saved.
    """
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "")
    properties += '<w:spacing w:before="120" w:after="80" w:line="240" w:lineRule="auto"/>' if tight else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def page_break() -> str:
    """What follows begins a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def heading(text: str, level: int, name: str, number: int) -> str:
    """A heading inside a bookmark, whose name and number no other bookmark may have."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return paragraph(start, run(text), f'<w:bookmarkEnd w:id="{number}"/>', style=f"Heading{level}")


def bookmark(name: str, number: int) -> str:
    """A place that a link can lead to; no other bookmark may have its name or its number."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def saved(document: Document, title: str, subject: str, options: RenderOptions) -> bytes:
    """The .docx file, with its own properties and no trace of who made it when."""
    made = options.made_on
    properties = document.core_properties
    properties.title = title[:255]
    properties.subject = subject
    properties.author = properties.last_modified_by = f"Safeguarding checker {options.version}"[:255]
    properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = datetime(made.year, made.month, made.day)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def table(
    rows: Sequence[Sequence[Cell]],
    shares: Sequence[float],
    *,
    head: bool = True,
    width: int = _PAGE_WIDTH,
    room: int = 50,
) -> str:
    """A table `width` twentieths of a point wide with a gap below, its columns in proportion to `shares`.

    With `head`, the first row is set off, and repeated on every page. `room` is left above and below each row's words.
    """
    widths = [round(width * share / sum(shares)) for share in shares]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{margin}" w:type="dxa"/>'
        for side, margin in (("top", room), ("left", 100), ("bottom", room), ("right", 100))
    )
    parts = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>',
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>',
        *(f'<w:gridCol w:w="{one}"/>' for one in widths),
        "</w:tblGrid>",
    ]
    for number, row in enumerate(rows):
        first = head and number == 0
        parts.append(f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if first else ''}</w:trPr>")
        parts.extend(_cell(cell, one, first) for cell, one in zip(row, widths, strict=True))
        parts.append("</w:tr>")
    return f"{''.join(parts)}</w:tbl>{paragraph(style=SMALL)}"


def tick_box_cell(labels: Iterable[str]) -> Cell:
    """A cell with one box for each label, which can be ticked in Word."""
    font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )
    return Cell(content="".join(cell_paragraph(box, run(f" {label}", size=10) if label else "") for label in labels))


def contents(entries: Sequence[tuple[int, str, str]]) -> str:
    """A contents field over headings 1 and 2 that already shows `entries` (level, heading, bookmark).

    Word puts in page numbers when the field is updated; until then the entries are links.
    """
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shown = []
    for number, (level, text, bookmark) in enumerate(entries):
        before, after = start if number == 0 else "", end if number == len(entries) - 1 else ""
        shown.append(paragraph(before, hyperlink(text, bookmark), after, style=f"TOC{level}"))
    return "".join(shown)


def _cell(cell: Cell, width: int, head: bool) -> str:
    wash = _HEAD if head else cell.wash
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>' if wash else ""
    words = run(cell.text, bold=cell.bold or head, colour=cell.ink, size=cell.size)
    inside = cell.content or cell_paragraph(words, keep=head)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def cell_paragraph(*inside: str, keep: bool = False) -> str:
    """A paragraph of a cell, which stands closer than running text."""
    kept = "<w:keepNext/>" if keep else ""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    return f"<w:p><w:pPr>{kept}{spacing}</w:pPr>{''.join(inside)}</w:p>"


def hyperlink(text: str, bookmark: str, colour: str = "", size: float = 0) -> str:
    """Words that lead to a bookmark; size in points, 0 for that of the style."""
    words = run(text, colour=colour, size=size)
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}</w:hyperlink>'


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{run("1")}</w:fldSimple>'


def _set_styles(document: Document) -> None:
    """Give every style that the report uses its own shape, in place of the template's."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    styles = document.styles
    for spec in _STYLES:
        if spec.name not in styles:
            added = styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH)
            added.element.set(qn("w:styleId"), spec.name.replace(" ", ""))
        element = styles[spec.name].element
        numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        for old in element.findall(qn("w:pPr")) + element.findall(qn("w:rPr")):
            element.remove(old)
        element.extend(_parse(spec.shape()))
        if numbering is not None and spec.name.startswith("List"):
            element.find(qn("w:pPr")).insert(0, numbering)  # the template's own bullets and figures
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _parse(xml: str) -> list[BaseOxmlElement]:
    from docx.oxml.parser import parse_xml

    body = parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>")
    return cast("list[BaseOxmlElement]", list(body.iterchildren()))
