"""Where stretches of a document's text stand on the pages of its PDF: the ground for highlighting them.

Owns the way from `Document.lines` (stretches of text and pdfium's character indices) to places on the
sheet. Places are in the page's own space, as annotations want them: before any turning or cropping.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.model import Line

Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Span = tuple[int, int]

_TALLEST = 1.8  # of the letter's own size: some fonts claim far more room above and below than they use
_WIDEST_GAP = 2.5  # of a letter's height: what is wider parts columns or cells, and is not bridged
_STEEP = 0.7  # the sine of the angle from which writing runs up or down the page and not across it


class Place(NamedTuple):
    """A page, and the boxes that cover a stretch of text on it: one a printed line, more at wide gaps."""

    page: int
    boxes: tuple[Box, ...]


def places(data: bytes, lines: Iterable[Line], spans: Iterable[Span]) -> dict[Span, tuple[Place, ...]]:
    """For each stretch of a PDF's text, where it stands, page by page in the order of the text.

    `lines` are those of the document read from `data`. A stretch without a place on any page, such as
    text read by character recognition, is given no places. Pages are opened once, and only if needed.
    """
    ordered = sorted(lines, key=lambda line: (line.start, line.end))
    starts = [line.start for line in ordered]
    wanted = {span: list(_stretches(ordered, starts, span)) for span in spans}
    pages = sorted({line.page for stretches in wanted.values() for line, _, _ in stretches})
    found: dict[tuple[Span, int], tuple[Box, ...]] = {}
    document = pdfium.PdfDocument(data)
    try:
        for number in pages:
            on_page = {
                span: [(line.char + a - line.start, b - a) for line, a, b in stretches if line.page == number]
                for span, stretches in wanted.items()
            }
            for span, boxes in _on_page(document, number, on_page).items():
                found[span, number] = boxes
    finally:
        document.close()
    return {
        span: tuple(Place(page, boxes) for page in pages if (boxes := found.get((span, page), ()))) for span in wanted
    }


def _stretches(lines: Sequence[Line], starts: Sequence[int], span: Span) -> Iterator[tuple[Line, int, int]]:
    """The parts of a span that stand on a page: the line, and from where to where of the text."""
    start, end = span
    first = max(bisect_right(starts, start) - 1, 0)
    for line in lines[first : bisect_left(starts, end)]:
        a, b = max(line.start, start), min(line.end, end)
        if a < b:
            yield line, a, b


def _on_page(
    document: pdfium.PdfDocument, number: int, wanted: dict[Span, list[tuple[int, int]]]
) -> dict[Span, tuple[Box, ...]]:
    raw = pdfium_c.FPDF_LoadPage(document.raw, number - 1)
    if not raw:
        return {}
    try:
        text_page = pdfium_c.FPDFText_LoadPage(raw)
        if not text_page:
            return {}
        try:
            reader = _Boxes(text_page)
            return {
                span: tuple(box for char, count in stretches for box in reader.of(char, count))
                for span, stretches in wanted.items()
                if stretches
            }
        finally:
            pdfium_c.FPDFText_ClosePage(text_page)
    finally:
        pdfium_c.FPDF_ClosePage(raw)


class _Boxes:
    """Asks pdfium for the boxes of one page's characters."""

    def __init__(self, text_page: object) -> None:
        self._page = text_page
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._rect = pdfium_c.FS_RECTF()

    def of(self, char: int, count: int) -> list[Box]:
        """The boxes that cover `count` characters from an index on: one, or more where there are wide gaps."""
        turned = self._turned(char)
        boxes: list[Box] = []
        for index in range(char, char + count):
            box = self._box(index)
            if box is None:
                continue
            if boxes and _joined(boxes[-1], box, turned):
                last = boxes[-1]
                boxes[-1] = min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
            else:
                boxes.append(box)
        return boxes

    def _turned(self, index: int) -> bool:
        """Whether the writing at a character runs up or down the page."""
        return abs(math.sin(pdfium_c.FPDFText_GetCharAngle(self._page, index))) > _STEEP

    def _box(self, index: int) -> Box | None:
        """A character's box from the foot of its line to the head; None for a space or what has no place."""
        code = pdfium_c.FPDFText_GetUnicode(self._page, index)
        if code <= 0x20 or code == 0xA0:
            return None
        left, right, bottom, top = self._edges
        if not pdfium_c.FPDFText_GetCharBox(self._page, index, left, right, bottom, top):
            return None
        tight = left.value, bottom.value, right.value, top.value
        size = pdfium_c.FPDFText_GetFontSize(self._page, index)
        if not pdfium_c.FPDFText_GetLooseCharBox(self._page, index, self._rect):
            return tight if tight[2] > tight[0] else None
        loose = self._rect.left, self._rect.bottom, self._rect.right, self._rect.top
        tallest = _TALLEST * max(size, tight[3] - tight[1], 1.0)
        if loose[3] - loose[1] > tallest or loose[2] - loose[0] > 2 * tallest or loose[2] <= loose[0]:
            return tight if tight[2] > tight[0] and tight[3] > tight[1] else None
        return min(loose[0], tight[0]), min(loose[1], tight[1]), max(loose[2], tight[2]), max(loose[3], tight[3])


def _joined(a: Box, b: Box, turned: bool) -> bool:
    """Whether a character stands on the same printed line as those before it, without a wide gap."""
    along, across = (1, 0) if turned else (0, 1)
    height = min(a[across + 2] - a[across], b[across + 2] - b[across])
    shared = min(a[across + 2], b[across + 2]) - max(a[across], b[across])
    gap = max(a[along], b[along]) - min(a[along + 2], b[along + 2])
    return shared > 0.4 * height and gap < _WIDEST_GAP * max(height, 1.0)
