"""The PDF reader: opens the file, reads each page through pdfium, and lays the document out.

pdfium gives text, sizes, places and rulings; the pages are then ordered, cleared of running headers
and joined into blocks. Nothing here raises for a single bad page: it is skipped with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2 as pdfium

from checker.documents.formats.pdf.bare_tables import find_bare_tables
from checker.documents.formats.pdf.blocks import blocks
from checker.documents.formats.pdf.bombs import refuse_bombs
from checker.documents.formats.pdf.forms import LEAST_COVER, tell_what_is_inside
from checker.documents.formats.pdf.furniture import take_furniture
from checker.documents.formats.pdf.groups import Grouper
from checker.documents.formats.pdf.layout import (
    Page,
    in_reading_order,
    join_drop_capitals,
    mark_repeated_pictures,
    measure,
    split_columns,
    take_footnotes,
)
from checker.documents.formats.pdf.line import Line, replace
from checker.documents.formats.pdf.sheet import SheetReader
from checker.documents.formats.pdf.tables import Table
from checker.documents.formats.pdf.text import Joiner
from checker.documents.limits import Limits
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.notes import Left
from checker.errors import DocumentError
from checker.text.ligatures import mend, mend_lost, mend_plain

_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")  # pdfium gives no reason of its own for these
_LONGEST_SIDE = 30_000  # pixels of a page's picture for OCR
# What stands in place of a form or a collection of files that a viewer cannot show.
_NOTICE = re.compile(
    r"^please wait\.{2,}|replaced by the proper contents|open this (?:pdf )?portfolio|best experience,? open this", re.I
)
_FEW_WORDS = 120
_ONLY_A_NOTICE = (
    "The PDF only says that another program is needed to show it. Open it in Adobe Reader, print it to a PDF, "
    "and check that."
)
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
        return _read(document, data, ocr, limits)
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


def _read(document: pdfium.PdfDocument, data: bytes, ocr: Callable[[object], str] | None, limits: Limits) -> Reading:
    reading = Reading("pdf", declared_title=_title(document))
    sheets = SheetReader(document, data, limits, reading)
    pages: list[Page] = []
    try:
        for number in range(1, len(document) + 1):
            found = sheets.pages(number)
            if number > sheets.count:
                break
            if found is None:
                reading.warnings.append(f"Page {number} is damaged, or holds too much, and was not read.")
                continue
            pages += found
            if not any(page.items for page in found):
                reading.pages_without_text.append(number)
        sheets.tell()
    finally:
        sheets.close()
    reading.pages = sheets.count
    if not pages:
        raise DocumentError("damaged", "No page of the PDF can be read. Fetch or save it again.")
    words = _words(pages)
    tell_what_is_inside(document, data, words, sheets.files, reading)
    if words < _FEW_WORDS and any(
        _NOTICE.search(item.text) for page in pages for item in page.items if isinstance(item, Line)
    ):
        reading.warnings.append(_ONLY_A_NOTICE)
        reading.may_hold.append("The document itself could not be read and may hold it.")
    scanned = _read_pictures(document, reading, ocr, limits.pixels) if ocr else {}
    if not any(page.items for page in pages) and not scanned:
        raise DocumentError(
            "no-text",
            "No page of the PDF holds text: it seems to be a scan. "
            "`checker check --ocr` can read it, with the ocr extra and Tesseract installed.",
        )
    lines = _lines(pages)
    mend_where = mend_plain if sheets.has_plain_signs else mend_lost
    mend_where([line.text for line in lines], lambda n, at, letters: replace(lines[n], at, at + 1, letters))
    if sheets.has_strays:
        _mend_ligatures(pages, reading)
    _lay_out(pages, scanned, reading)
    return reading


def _read_pictures(
    document: pdfium.PdfDocument, reading: Reading, ocr: Callable[[object], str], pixels: int
) -> dict[int, list[str]]:
    """The paragraphs that `ocr` reads on pages without text, by page."""
    found: dict[int, list[str]] = {}
    for number in sorted({*reading.pages_without_text, *reading.unreadable}):
        page = document[number - 1]
        width, height = page.get_size()
        scale = _OCR_DPI / _POINTS_PER_INCH
        if width * height * scale * scale > pixels:  # drawn coarser, a huge page is still read as far as can be
            scale = min((pixels / (width * height)) ** 0.5, _LONGEST_SIDE / max(width, height))
        image = page.render(scale=scale).to_pil()
        page.close()
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", ocr(image))]
        paragraphs = [part for part in paragraphs if part]
        if paragraphs:
            found[number] = paragraphs
    reading.pages_read_by_ocr = sorted(found)
    reading.notes.forget(Left.UNREADABLE, found)
    reading.pages_without_text = [n for n in reading.pages_without_text if n not in found]
    return found


def _lay_out(pages: list[Page], scanned: dict[int, list[str]], reading: Reading) -> None:
    """Turn the pages into the reading's drafts, furniture and pictures."""
    for page in pages:
        page.items = split_columns(page.items)
        join_drop_capitals(page)
    usual = measure(pages)
    reading.furniture += take_furniture(pages, usual)
    mark_repeated_pictures(pages)
    lines = list(_lines(pages))
    joiner = Joiner(lines)
    grouper = Grouper(usual)
    bare: Table | None = None  # without rulings, over a page's end
    for page in pages:
        if page.number in scanned:
            blocks(grouper.take(), usual, joiner, reading)
            reading.drafts += [Draft(BlockKind.PARAGRAPH, text, page.number) for text in scanned[page.number]]
            continue
        notes = take_footnotes(page, usual)
        bare = find_bare_tables(page, bare)
        page.items = in_reading_order(page.items)
        grouper.page(page, notes)
    blocks(grouper.take(), usual, joiner, reading)


def _mend_ligatures(pages: list[Page], reading: Reading) -> None:
    """Write the letters for signs that fonts give in place of their ligatures; a warning where none are known."""
    lines = _lines(pages)
    unread = mend([line.text for line in lines], lambda n, at, letters: replace(lines[n], at, at + 1, letters))
    for number, words in unread.items():
        reading.notes.add(Left.UNREADABLE, lines[number].page, words)


def _words(pages: list[Page]) -> int:
    """How many words the pages hold outside tables; no more are counted than tell a short document from others."""
    words = 0
    for page in pages:
        words += sum(item.text.count(" ") + 1 for item in page.items if isinstance(item, Line))
        if words >= max(_FEW_WORDS, LEAST_COVER):
            break
    return words


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
