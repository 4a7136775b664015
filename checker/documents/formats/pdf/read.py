"""The PDF reader: opens the file, reads each page through pdfium, and lays the document out.

pdfium gives text, sizes, places and rulings; the pages are then ordered, cleared of running headers
and joined into blocks. Nothing here raises for a single bad page: it is skipped with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.blocks import blocks
from checker.documents.formats.pdf.bombs import refuse_bombs
from checker.documents.formats.pdf.groups import Grouper
from checker.documents.formats.pdf.index_pages import own_pages
from checker.documents.formats.pdf.layout import (
    Page,
    in_reading_order,
    mark_repeated_pictures,
    measure,
    split_columns,
    take_footnotes,
    take_furniture,
)
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import PageReader
from checker.documents.formats.pdf.tables import Table, find_tables
from checker.documents.formats.pdf.text import Joiner
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.errors import DocumentError

_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")  # pdfium gives no reason of its own for these
_OCR_DPI = 250
_POINTS_PER_INCH = 72


def read(data: bytes, *, ocr: Callable[[object], str] | None = None, limits: Limits | None = None) -> Reading:
    """All that a PDF holds, in reading order.

    `ocr` turns the picture of a page (a PIL image) into its text; it is asked for pages without
    text only. Raises DocumentError: password, damaged, empty, too-large, and no-text when no page has text.
    """
    limits = limits or Limits()
    refuse_bombs(data, limits.unpacked)
    document = _open(data)
    if len(document) > limits.pages:
        pages = len(document)
        document.close()
        raise DocumentError(
            "too-large",
            f"The PDF has {pages:,} pages, more than the {limits.pages:,} that are read. Check it in parts.",
        )
    try:
        return _read(document, ocr, limits)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if b"/Encrypt" in data and "assword" in str(error):
            raise DocumentError(
                "password", "The PDF is protected by a password. Save a copy without one and check that."
            ) from error
        if _NO_PAGES.search(data):
            raise DocumentError("empty", "The PDF has no pages.") from error
        raise DocumentError(
            "damaged", "The file is no readable PDF: it is damaged or cut short. Fetch or save it again."
        ) from error
    if len(document) == 0:
        document.close()
        raise DocumentError("empty", "The PDF has no pages.")
    return document


def _read(document: pdfium.PdfDocument, ocr: Callable[[object], str] | None, limits: Limits) -> Reading:
    count = own_pages(document)
    reading = Reading("pdf", pages=count, declared_title=_title(document))
    reader = PageReader()
    pages: list[Page] = []
    for number in range(1, count + 1):
        page = _page(document, reader, number, limits)
        if page is None:
            reading.warnings.append(f"Page {number} is damaged, or holds too much, and was not read.")
            continue
        pages.append(page)
        if not page.items:
            reading.pages_without_text.append(number)
    if not pages:
        raise DocumentError("damaged", "No page of the PDF can be read. Fetch or save it again.")
    scanned = _read_pictures(document, reading, ocr, limits.pixels) if ocr else {}
    if not any(page.items for page in pages) and not scanned:
        raise DocumentError(
            "no-text",
            "No page of the PDF holds text: it seems to be a scan. "
            "`checker check --ocr` can read it, with the ocr extra and Tesseract installed.",
        )
    _lay_out(pages, scanned, reading)
    return reading


def _page(document: pdfium.PdfDocument, reader: PageReader, number: int, limits: Limits) -> Page | None:
    """One page's lines, tables and pictures, or None where pdfium cannot load it or it holds too much."""
    raw = pdfium_c.FPDF_LoadPage(document.raw, number - 1)
    if not raw:
        return None
    try:
        text_page = pdfium_c.FPDFText_LoadPage(raw)
        if not text_page:
            return None
        try:
            if pdfium_c.FPDFText_CountChars(text_page) > limits.characters:
                return None
            box = reader.begin(raw)
            lines = reader.lines(text_page, number)
            drawing = reader.drawing(raw, (box[2] - box[0]) * (box[3] - box[1]))
            items = find_tables(reader, text_page, number, box, lines, drawing)
            return Page(number, box, items, drawing.pictures)
        finally:
            pdfium_c.FPDFText_ClosePage(text_page)
    finally:
        pdfium_c.FPDF_ClosePage(raw)


def _read_pictures(
    document: pdfium.PdfDocument, reading: Reading, ocr: Callable[[object], str], pixels: int
) -> dict[int, list[str]]:
    """The paragraphs that `ocr` reads on pages without text, by page."""
    found: dict[int, list[str]] = {}
    for number in reading.pages_without_text:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _OCR_DPI / _POINTS_PER_INCH
        if width * height * scale * scale > pixels:  # drawn coarser, a huge page is still read as far as can be
            scale = (pixels / (width * height)) ** 0.5
        image = page.render(scale=scale).to_pil()
        page.close()
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", ocr(image))]
        paragraphs = [part for part in paragraphs if part]
        if paragraphs:
            found[number] = paragraphs
    reading.pages_read_by_ocr = sorted(found)
    reading.pages_without_text = [n for n in reading.pages_without_text if n not in found]
    return found


def _lay_out(pages: list[Page], scanned: dict[int, list[str]], reading: Reading) -> None:
    """Turn the pages into the reading's drafts, furniture and pictures."""
    for page in pages:
        page.items = split_columns(page.items)
    usual = measure(pages)
    reading.furniture += take_furniture(pages)
    mark_repeated_pictures(pages)
    lines = list(_lines(pages))
    joiner = Joiner(lines)
    grouper = Grouper(usual)
    for page in pages:
        if page.number in scanned:
            blocks(grouper.take(), usual, joiner, reading)
            reading.drafts += [Draft(BlockKind.PARAGRAPH, text, page.number) for text in scanned[page.number]]
            continue
        notes = take_footnotes(page, usual)
        page.items = in_reading_order(page.items)
        grouper.page(page, notes)
    blocks(grouper.take(), usual, joiner, reading)


def _lines(pages: list[Page]) -> list[Line]:
    lines: list[Line] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, Table):
                lines += {id(p.line): p.line for row in item.rows for cell in row for p in cell}.values()
            else:
                lines.append(item)
    return lines


def _title(document: pdfium.PdfDocument) -> str | None:
    try:
        title = document.get_metadata_value("Title")
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return None
    return " ".join(title.split()) or None
