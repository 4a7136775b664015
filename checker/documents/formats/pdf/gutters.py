"""A cheap look for columns that a file writes row by row, on a sample of a page's lines."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.columns import blanks, shared
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import PageReader

_LONG_ENOUGH = 30  # characters of a line over two columns, at least
_SAMPLED, _SAMPLES = 4, 2  # lines on end, and so many times on a page
_GUTTER = 0.45  # of the size
_LEAST_COLUMN = 0.15  # of a line's width


def may_hold_columns(reader: PageReader, text_page: object, lines: Sequence[Line]) -> bool:
    """Whether a sample of a page's longer lines have a stretch in common that none of them covers.

    pdfium gives one rectangle for each piece of a line that the file writes in one go; a gutter
    between columns lies between two of them.
    """
    long = [line for line in lines if len(line.text) > _LONG_ENOUGH and not line.turned and line.char >= 0]
    for start in range(0, len(long) - _SAMPLED + 1, max(_SAMPLED, len(long) // _SAMPLES)):
        if _share_a_gutter(reader, text_page, long[start : start + _SAMPLED]):
            return True
    return False


def _share_a_gutter(reader: PageReader, text_page: object, lines: Sequence[Line]) -> bool:
    common: list[tuple[float, float]] | None = None
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for line in lines:
        count = pdfium_c.FPDFText_CountRects(text_page, line.char, len(line.text))
        if count < 2:
            return False
        pieces = []
        for index in range(count):
            pdfium_c.FPDFText_GetRect(text_page, index, left, top, right, bottom)
            box = reader.seen(left.value, bottom.value, right.value, top.value)
            pieces.append((box[0], box[2]))
        gaps = blanks(pieces, _GUTTER * line.size)
        edge = _LEAST_COLUMN * (line.x1 - line.x0)  # else it parts a bullet, or a page number
        inner = [gap for gap in gaps if gap[0] > line.x0 + edge and gap[1] < line.x1 - edge]
        common = inner if common is None else shared(common, inner)
        if not common:
            return False
    return True
