"""Word files with real heading styles, automatic numbering, footnotes and headers."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from builders.pictures import draw
from builders.source import (
    PRINTED_NUMBER,
    Contents,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Source,
    Table,
    headings,
    plain,
)

FIXED_ZIP_DATE = (2020, 1, 1, 0, 0, 0)
OUTLINE = 900
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def as_docx(source: Source) -> bytes:
    """The Word file's bytes; the same each time. With `numbering: automatic` in the layout the
    printed numbers of headings and paragraphs become Word's own and leave the text."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    automatic = source.layout.get("numbering") == "automatic"
    if automatic:
        _define_outline(document)
    if source.footnotes:
        _add_footnotes_part(document, source)
    _furniture(document, source)
    for block in source.blocks:
        _add(document, source, block, automatic)
    _properties(document, source)
    target = BytesIO()
    document.save(target)
    return _with_fixed_dates(target.getvalue())


def _add(document: Any, source: Source, block: Any, automatic: bool) -> None:
    match block:
        case Heading(1, runs):
            _write(document.add_paragraph(style="Title"), runs)
        case Heading(level, runs):
            paragraph = document.add_paragraph(style=f"Heading {level - 1}")
            _write(paragraph, _numbered(paragraph, runs, automatic))
        case Paragraph(runs):
            paragraph = document.add_paragraph()
            _write(paragraph, _numbered(paragraph, runs, automatic))
        case Item(runs, mark, depth):
            if mark is None:
                _write(document.add_paragraph(style="List Bullet" if depth == 1 else "List Bullet 2"), runs)
            else:
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.left_indent = Cm(1)
                paragraph.paragraph_format.first_line_indent = Cm(-1)
                _write(paragraph, (Run(f"{mark}\t"), *runs))
        case Table(rows):
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, runs in zip(row.cells, cells, strict=True):
                    _write(cell.paragraphs[0], runs, bold=cells is rows[0])
            document.add_paragraph()
        case Picture(name, caption):
            document.add_picture(BytesIO(draw(name)), width=Cm(15))
            document.add_paragraph(caption, style="Caption")
        case Contents():
            document.add_paragraph("Contents", style="TOC Heading")
            for place, heading in enumerate(h for h in headings(source) if h.level == 2):
                document.add_paragraph(f"{plain(heading.runs)}\t{3 + place // 3}", style="TOC 1")


def _write(paragraph: Any, runs: tuple[Run, ...], bold: bool = False) -> None:
    for run in runs:
        piece = paragraph.add_run(run.text)
        if run.footnote is not None:
            piece.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(run.footnote))
            piece._r.append(mark)
        piece.bold = True if bold or run.bold else None
        piece.italic = True if run.italic else None


def _numbered(paragraph: Any, runs: tuple[Run, ...], automatic: bool) -> tuple[Run, ...]:
    """The runs without their printed number, which the paragraph's numbering now gives."""
    found = PRINTED_NUMBER.match(runs[0].text) if runs else None
    if not (automatic and found):
        return runs
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = found.group(1).count(".")
    properties.get_or_add_numId().val = OUTLINE
    return (Run(runs[0].text[found.end() :], runs[0].bold, runs[0].italic), *runs[1:])


def _define_outline(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{".".join(f"%{i + 1}" for i in range(n + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{709}" w:hanging="709"/></w:pPr></w:lvl>'
        for n in range(3)
    )
    numbering = document.part.numbering_part.element
    outline = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{OUTLINE}">'
    outline += f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(outline))
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{OUTLINE}"><w:abstractNumId w:val="{OUTLINE}"/></w:num>',
        )
    )


def _add_footnotes_part(document: Any, source: Source) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(plain(runs), quote=False)}</w:t></w:r></w:p></w:footnote>'
        for number, runs in source.footnotes.items()
    )
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{lines}{notes}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _furniture(document: Any, source: Source) -> None:
    section = document.sections[0]
    if header := source.layout.get("running_header"):
        section.header.paragraphs[0].text = header
    if footer := source.layout.get("running_footer"):
        paragraph = section.footer.paragraphs[0]
        paragraph.text = f"{footer}\tPage "
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = paragraph.add_run()._r
            piece = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                piece.set(qn("w:fldCharType"), kind)
            else:
                piece.text = text
            run.append(piece)
    if "TOC 1" not in [style.name for style in document.styles]:
        style = document.styles.add_style("TOC 1", 1)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _properties(document: Any, source: Source) -> None:
    facts = document.core_properties
    moment = datetime.fromisoformat(source.date).replace(tzinfo=UTC)
    facts.title, facts.author, facts.comments = source.title, source.layout.get("author", ""), ""
    facts.created = facts.modified = moment
    facts.last_modified_by, facts.revision = "", 1


def _with_fixed_dates(data: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "word/settings.xml":
                content = re.sub(rb"<w:rsid[^>]*/>", b"", content)
            entry = zipfile.ZipInfo(name, FIXED_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return target.getvalue()
