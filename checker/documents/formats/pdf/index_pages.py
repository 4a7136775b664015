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
    while count > 1 and _first_name(document, count - 1).startswith(_MARK):
        count -= 1
    return count


def _first_name(document: pdfium.PdfDocument, index: int) -> str:
    """The name of a page's first annotation, or ""."""
    page = pdfium_c.FPDF_LoadPage(document.raw, index)
    if not page:
        return ""
    try:
        annotation = pdfium_c.FPDFPage_GetAnnot(page, 0)
        if not annotation:
            return ""
        try:
            buffer = (ctypes.c_ushort * (_LONGEST // 2))()
            size = pdfium_c.FPDFAnnot_GetStringValue(annotation, b"NM", buffer, _LONGEST)
            return bytes(buffer)[: max(min(size, _LONGEST) - 2, 0)].decode("utf-16-le", "replace")
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    finally:
        pdfium_c.FPDF_ClosePage(page)
