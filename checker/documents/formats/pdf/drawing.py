"""What is drawn on a PDF's page beside its text: rulings, shades, pictures, and what may cover words."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import repeat

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.page import Box, PageReader
from checker.documents.formats.pdf.quick import kind_of, object_at

_THIN = 3.0  # points: a path at most this thick is a ruling
_COVERS = 5.0  # points: what is less high covers no line
_LONG_BAR = 3.0  # times its height
_TEXT = pdfium_c.FPDF_PAGEOBJ_TEXT
_MOST_OBJECTS = 20_000  # drawings with more parts are maps and charts, not tables


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page: rulings (position, from, to), shaded boxes and pictures.

    `fills` are all filled boxes and pictures that may be a ground of words, or cover some, with their
    place in the order of drawing, and whether they are drawn after some text; `veils` are parts that
    may be drawn so transparent that nothing shows of them.
    """

    across: list[tuple[float, float, float]] = field(default_factory=list)  # (y, x0, x1)
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)  # thicker: (y, x0, x1, height)
    down: list[tuple[float, float, float]] = field(default_factory=list)  # (x, y0, y1)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)  # (x0, y0, x1, y1)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    fills: list[tuple[int, Box, bool]] = field(default_factory=list)
    veils: list[Box] = field(default_factory=list)


class DrawingReader:
    """Reads what is drawn on the page at which a page reader is."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._matrix = pdfium_c.FS_MATRIX()
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def read(self, page: object, area: float) -> Drawing:
        """Rulings, shades and large pictures of a page whose size is `area` square points."""
        found = Drawing()
        count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
        kinds = list(map(kind_of, map(object_at, repeat(page, count), range(count))))
        left, bottom, right, top = self._edges
        bounds = pdfium_c.FPDFPageObj_GetBounds
        after_text = False
        for index, kind in enumerate(kinds):
            if kind == _TEXT:
                after_text = True
                continue
            item = pdfium_c.FPDFPage_GetObject(page, index)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                if bounds(item, left, bottom, right, top):
                    box = (left.value, bottom.value, right.value, top.value)
                    box = self._reader.seen(*box)
                    if self._path(item, found, box, area):
                        found.fills.append((index, box, after_text))
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and bounds(item, left, bottom, right, top):
                box = (left.value, bottom.value, right.value, top.value)
                box = self._reader.seen(*box)
                if (box[2] - box[0]) * (box[3] - box[1]) > 0.08 * area:
                    found.pictures.append(box)
                found.fills.append((index, box, after_text))
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                after_text = True
                if pdfium_c.FPDFPageObj_HasTransparency(item) and bounds(item, left, bottom, right, top):
                    found.veils.append(self._reader.seen(left.value, bottom.value, right.value, top.value))
        return found

    def _path(self, item: object, found: Drawing, box: tuple[float, float, float, float], area: float) -> bool:
        """Note what a path draws; gives back whether it fills a box that may cover words."""
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if height <= _THIN:
            if width > 0 or height > 0:  # a ruling, or the corner between the edges of two cells
                found.across.append(((y0 + y1) / 2, x0, x1))
            return False
        if width <= _THIN:
            found.down.append(((x0 + x1) / 2, y0, y1))
            return False
        segments = pdfium_c.FPDFPath_CountSegments(item)
        pdfium_c.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        if height <= _COVERS and width > _LONG_BAR * height:  # a stroke's bounds are twice as high as it is
            found.bars.append(((y0 + y1) / 2, x0, x1, height if self._fill.value else height / 2))
        if segments <= 5:
            if self._stroke.value:
                found.across += [(y0, x0, x1), (y1, x0, x1)]
                found.down += [(x0, y0, y1), (x1, y0, y1)]
            if self._fill.value and width * height < 0.5 * area:
                found.shades.append(box)
        elif self._stroke.value and segments <= 400:
            self._strokes(item, segments, found)
        return bool(self._fill.value) and height >= _COVERS

    def _strokes(self, item: object, segments: int, found: Drawing) -> None:
        """The upright and level strokes of a path that draws several at once."""
        pdfium_c.FPDFPageObj_GetMatrix(item, self._matrix)
        m = self._matrix
        x, y = self._edges[0], self._edges[1]
        before: tuple[float, float] | None = None
        for index in range(segments):
            segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            point = (m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)
            point = self._reader.seen(*point, *point)[:2]
            if before and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_LINETO:
                if abs(point[1] - before[1]) < 1:
                    found.across.append((point[1], min(point[0], before[0]), max(point[0], before[0])))
                elif abs(point[0] - before[0]) < 1:
                    found.down.append((point[0], min(point[1], before[1]), max(point[1], before[1])))
            before = point
