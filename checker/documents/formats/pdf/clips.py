"""Clipping paths that cut off words: whether one may crop a line, told from its outer edges."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import Box, PageReader
from checker.documents.formats.pdf.quick import clip_of, clips_in

_SLACK = 2.5  # points
_MOST_SEGMENTS = 64  # of a path: one with more is a drawing's, and is looked at by its first


class Clips:
    """The clipping paths of a page's lines, one line after the other.

    Most files give every line the same path, the page's, and asking for its edges takes ten times as long as
    asking how many paths there are. So it is asked for the first line of a run with as many, and for as long
    as lines are cropped.
    """

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._paths = 0  # of the line before
        self._cropped = False  # was the line before
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def crop(self, item: int | None, line: Line) -> bool:
        """Whether a line's clipping paths end before it does."""
        clip = clip_of(item) if item else None
        paths = clips_in(clip) if clip else 0
        if paths == self._paths and not self._cropped:
            return False
        self._paths, self._cropped = max(paths, 0), False
        if clip is None or paths <= 0:
            return False
        handle = ctypes.cast(clip, pdfium_c.FPDF_CLIPPATH)
        self._cropped = any(_cuts(box, line, line.x0, line.x1) for box in self._boxes(handle, paths))
        return self._cropped

    def hold_both_cells(self, first: int | None, last: int | None, line: Line) -> bool:
        """Whether each half of a line over two cells of a table fits in its own cell's paths."""
        if len(line.gaps) != 1 or not first or not last:
            return False
        (gap,) = line.gaps
        for item, x0, x1 in ((first, line.x0, gap.left), (last, gap.right, line.x1)):
            clip = clip_of(item)
            handle = ctypes.cast(clip, pdfium_c.FPDF_CLIPPATH)
            if any(_cuts(box, line, x0, x1) for box in self._boxes(handle, clips_in(clip))):
                return False
        return True

    def _boxes(self, clip: object, paths: int) -> Iterator[Box]:
        x, y = self._x, self._y
        for path in range(paths):
            xs: list[float] = []
            ys: list[float] = []
            for index in range(min(pdfium_c.FPDFClipPath_CountPathSegments(clip, path), _MOST_SEGMENTS)):
                segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
                if segment and pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                    xs.append(x.value)
                    ys.append(y.value)
            if xs:
                yield self._reader.seen(min(xs), min(ys), max(xs), max(ys))


def _cuts(box: Box, line: Line, x0: float, x1: float) -> bool:
    """Whether a path's edges cut a line that stands from x0 to x1."""
    left, bottom, right, top = box
    low, high = line.y, line.y + 0.7 * line.size
    return x0 < left - _SLACK or x1 > right + _SLACK or low < bottom - _SLACK or high > top + _SLACK
