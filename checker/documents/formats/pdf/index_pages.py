"""Pages that this program put behind a document when it marked it: they are no part of what the document says."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MARK = "checker-index"  # the name that the first annotation of such a page begins with
_LONGEST = 128  # bytes of a name that are looked at


def own_pages(document: pdfium.PdfDocument) -> int:
    """How many pages are the document's own: all but marked ones at its end."""
    count = len(document)
    while count > 1 and _is_marked_at(document, count - 1):
        count -= 1
    return count


def is_marked(page: object) -> bool:
    """Whether a page of pdfium's has the mark: only then is it worth asking where the document's own pages end."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, 0)
    if not annotation:
        return False
    try:
        buffer = (ctypes.c_ushort * (_LONGEST // 2))()
        size = pdfium_c.FPDFAnnot_GetStringValue(annotation, b"NM", buffer, _LONGEST)
        name = bytes(buffer)[: max(min(size, _LONGEST) - 2, 0)].decode("utf-16-le", "replace")
        return name.startswith(_MARK)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _is_marked_at(document: pdfium.PdfDocument, index: int) -> bool:
    page = pdfium_c.FPDF_LoadPage(document.raw, index)
    if not page:
        return False
    try:
        return is_marked(page)
    finally:
        pdfium_c.FPDF_ClosePage(page)
