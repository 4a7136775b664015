"""What a PDF holds beside its pages' text: form fields filled in, notes typed on a page, files inside it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.line import Line, merge, same_row
from checker.documents.formats.pdf.marks import attached_name
from checker.documents.formats.pdf.page import Box
from checker.documents.shape.draft import Reading
from checker.text.characters import clean

_SIZE = 11.0  # points: the size that typed words are taken to have
_LETTER = 0.5  # of the size: the mean width of a letter
_WORDS_IN_FIELDS = frozenset(
    {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)
_NOTES = frozenset({pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP})
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_MARKUP = re.compile(r"<[^<>]*>")
_MOST_NAMES = 8  # of the files held, told by name
LEAST_COVER = 120  # words: a document with fewer, and with files in it, is their cover
_TYPED = -1  # pdfium has no index for characters that are typed into a field


class Forms:
    """Reads the fields and notes of one document's pages; opens pdfium's form support when a page first needs it."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._environment: object | None = None
        self._rect = pdfium_c.FS_RECTF()

    def lines(self, page: object, number: int, seen: Callable[..., Box], lines: list[Line]) -> list[Line]:
        """The page's lines with those typed into its fields and notes among them, where they stand."""
        count = pdfium_c.FPDFPage_GetAnnotCount(page)
        if count <= 0:
            return lines
        typed = [line for index in range(count) for line in self._typed(page, index, number, seen)]
        for line in sorted(typed, key=lambda line: (-line.y, line.x0)):
            _put(line, lines)
        return lines

    def _typed(self, page: object, index: int, number: int, seen: Callable[..., Box]) -> Iterator[Line]:
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            return
        try:
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            if pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                return
            if kind == pdfium_c.FPDF_ANNOT_WIDGET:
                words = self._value(annotation)
            elif kind in _NOTES:
                words = _string(annotation, b"Contents") or _MARKUP.sub(" ", _string(annotation, b"RC"))
            else:
                return
            if words.strip() and pdfium_c.FPDFAnnot_GetRect(annotation, self._rect):
                rect = self._rect
                yield from _lines(words, number, seen(rect.left, rect.bottom, rect.right, rect.top))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)

    def _value(self, annotation: object) -> str:
        """What is typed or chosen in a field; nothing for buttons, passwords and signatures."""
        if self._environment is None:
            self._document.init_forms()
            self._environment = self._document.formenv.raw if self._document.formenv else False
        if not self._environment:
            return _string(annotation, b"V")
        if pdfium_c.FPDFAnnot_GetFormFieldType(self._environment, annotation) not in _WORDS_IN_FIELDS:
            return ""
        length = pdfium_c.FPDFAnnot_GetFormFieldValue(self._environment, annotation, None, 0)
        buffer = ctypes.create_string_buffer(length)
        pdfium_c.FPDFAnnot_GetFormFieldValue(
            self._environment, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
        )
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _string(annotation: object, key: bytes) -> str:
    length = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _lines(words: str, number: int, box: Box) -> Iterator[Line]:
    """Typed words as lines within their field, from the top down."""
    left, bottom, right, top = box
    size = min(_SIZE, max(top - bottom, 4.0))
    parts = [part for part in map(clean, words.replace("\r", "\n").split("\n")) if part]
    roomy = top - bottom > 2 * size
    for at, part in enumerate(parts):
        y = top - (at + 1) * 1.15 * size if roomy else bottom + 0.3 * (top - bottom)
        width = min(right - left, _LETTER * size * len(part))
        yield Line(number, part, [(0, _TYPED)], left, left + width, y, size, 0, b"typed")


def _put(typed: Line, lines: list[Line]) -> None:
    """Put a typed line behind the words on its row, else behind what stands above it."""
    for line in lines:
        beside = same_row(line, typed) and line.x0 < typed.x0 and abs(line.x1 - typed.x0) < 12 * typed.size
        if beside and (line.text.rstrip().endswith((":", "?")) or line.font == typed.font):
            typed.size = line.size
            merge(line, typed)
            line.gaps = ()
            return
    above = [at for at, line in enumerate(lines) if line.y > typed.y and line.x0 < typed.x1 and line.x1 > typed.x0]
    lines.insert(max(above, default=-1) + 1, typed)


def tell_what_is_inside(
    document: pdfium.PdfDocument, data: bytes, words: int, on_pages: list[str], reading: Reading
) -> None:
    """Warn of an XFA form, which shows its content to one program only, and of files that the PDF holds.

    `on_pages` are the names of files attached to its pages.
    """
    if pdfium_c.FPDF_GetFormType(document.raw) in {pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND}:
        reading.warnings.append(
            "The PDF is a form whose content only Adobe Reader shows (XFA), and was not read. "
            "Open it there, print it to a PDF, and check that."
        )
        reading.may_hold.append("The form inside the PDF could not be read and may hold it.")
    names = list(dict.fromkeys([*_attachments(document), *on_pages]))
    if not names:
        return
    shown = ", ".join(names[:_MOST_NAMES]) + (
        f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    )
    them, files = ("it", "another file") if len(names) == 1 else ("them", f"{len(names)} other files")
    portfolio = b"/Collection" in data or words < LEAST_COVER
    what = "The PDF is a cover for" if portfolio else "The PDF holds"
    was = "was" if len(names) == 1 else "were"
    reading.warnings.append(
        f"{what} {files}, which {was} not read: {shown}. Save {them} from the PDF, and check {them}."
    )
    reading.may_hold.append(f"{files[:1].upper()}{files[1:]} inside the PDF {was} not read and may hold it.")


def _attachments(document: pdfium.PdfDocument) -> Iterator[str]:
    for index in range(max(pdfium_c.FPDFDoc_GetAttachmentCount(document.raw), 0)):
        name = attached_name(pdfium_c.FPDFDoc_GetAttachment(document.raw, index))
        if name is not None:
            yield clean(name)[:80]
