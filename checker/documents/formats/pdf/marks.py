"""What is marked or laid on a PDF's page in a viewer: words struck out, boxes over words, words to be redacted."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.page import Box
from checker.documents.formats.pdf.quick import annotation_at, close_annotation, kind_of_annotation

_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_COVERS = frozenset(
    {
        pdfium_c.FPDF_ANNOT_SQUARE,
        pdfium_c.FPDF_ANNOT_CIRCLE,
        pdfium_c.FPDF_ANNOT_POLYGON,
        pdfium_c.FPDF_ANNOT_INK,
        pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_FREETEXT,
        pdfium_c.FPDF_ANNOT_HIGHLIGHT,
        pdfium_c.FPDF_ANNOT_REDACT,
    }
)
_TOLD = _COVERS | {pdfium_c.FPDF_ANNOT_STRIKEOUT, pdfium_c.FPDF_ANNOT_FILEATTACHMENT}
_MOST = 2_000  # annotations of one page, and stretches of words struck out


@dataclass(slots=True)
class Marks:
    """The places of a page's marks: what is struck out, what may be covered, and what is marked for redaction."""

    struck: list[Box] = field(default_factory=list)
    covers: list[Box] = field(default_factory=list)
    to_redact: bool = False
    files: list[str] = field(default_factory=list)  # attached to the page


class MarksReader:
    """Reads the marks on one page after the other."""

    def __init__(self) -> None:
        self._rect = pdfium_c.FS_RECTF()
        self._quad = pdfium_c.FS_QUADPOINTSF()

    def read(self, page: object, seen: Callable[[float, float, float, float], Box]) -> Marks | None:
        """A page's marks, as the page is seen; None for a page without any."""
        count = pdfium_c.FPDFPage_GetAnnotCount(page)
        if count <= 0:
            return None
        found: Marks | None = None
        address = ctypes.cast(page, ctypes.c_void_p)  # type: ignore[arg-type]
        for index in range(min(count, _MOST)):
            at = annotation_at(address, index)
            if not at:
                continue
            kind = kind_of_annotation(at)
            if kind in _TOLD:
                found = found or Marks()
                self._add(ctypes.cast(at, pdfium_c.FPDF_ANNOTATION), kind, seen, found)
            close_annotation(at)
        return found

    def _add(self, annotation: object, kind: int, seen: Callable[..., Box], found: Marks) -> None:
        if pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return
        rect = self._rect
        if kind == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
            found.files.append(_file_name(annotation))
        elif kind == pdfium_c.FPDF_ANNOT_STRIKEOUT:
            room = _MOST - len(found.struck)
            found.struck += [seen(*box) for box in islice(self._quads(annotation), max(room, 0))]
        elif pdfium_c.FPDFAnnot_GetRect(annotation, rect):
            found.covers.append(seen(rect.left, rect.bottom, rect.right, rect.top))
            found.to_redact = found.to_redact or kind == pdfium_c.FPDF_ANNOT_REDACT

    def _quads(self, annotation: object) -> Iterator[Box]:
        quad = self._quad
        count = pdfium_c.FPDFAnnot_CountAttachmentPoints(annotation)
        for index in range(min(count, _MOST)):
            if pdfium_c.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                yield min(xs), min(ys), max(xs), max(ys)
        if not count and pdfium_c.FPDFAnnot_GetRect(annotation, self._rect):
            yield self._rect.left, self._rect.bottom, self._rect.right, self._rect.top


def _file_name(annotation: object) -> str:
    """The name of a file attached to a page, or what is said of it."""
    name = attached_name(pdfium_c.FPDFAnnot_GetFileAttachment(annotation))
    return "a file without a name" if name is None else " ".join(name.split())[:80]


def attached_name(attachment: object) -> str | None:
    """The name of one of pdfium's attachments; None where there is no attachment, or it has none."""
    length = pdfium_c.FPDFAttachment_GetName(attachment, None, 0) if attachment else 0
    if length <= 2:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
