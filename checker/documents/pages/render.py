"""A page of a PDF as a picture, and where each of its words stands on that picture.

pdfium draws. Runs in a worker process: what a hostile page does to the library ends that process only.
Sizes are in the picture's own points (1/72 inch), from the top left corner, after cropping and turning.
"""

from __future__ import annotations

import ctypes
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.documents.model import Line
from checker.documents.pages.highlights import places
from checker.errors import DocumentError

WIDEST = 2400  # pixels
_MOST_PIXELS = 12_000_000  # of one picture: a very long page is drawn coarser
_WORD = re.compile(r"\S+")

WordBox = tuple[int, int, float, float, float, float]  # start, end in the text; left, top, width, height


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's size, and its lines of words in the order of the text, each word with its box."""

    width: float
    height: float
    lines: tuple[tuple[WordBox, ...], ...]


def draw(data: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1) as PNG, `width` pixels wide. Raises DocumentError: damaged, not-found."""
    document = _opened(data)
    try:
        page = _page(document, number)
        try:
            across, down = page.get_size()
            across, down = max(across, 1.0), max(down, 1.0)
            scale = min(width, WIDEST) / across
            scale = min(scale, (_MOST_PIXELS / (across * down)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            try:
                return _png(bitmap)
            finally:
                bitmap.close()
        finally:
            page.close()
    finally:
        document.close()


def layout(data: bytes, number: int, text: str, lines: Iterable[Line]) -> PageLayout:
    """Where the words of page `number` stand. `text` and `lines` are the document's. Raises DocumentError."""
    here = sorted((line for line in lines if line.page == number), key=lambda line: line.start)
    words = [[(m.start(), m.end()) for m in _WORD.finditer(text, line.start, line.end)] for line in here]
    found = places(data, here, (span for line in words for span in line))
    document = _opened(data)
    try:
        page = _page(document, number)
        try:
            width, height = page.get_size()
            to_picture = _Corner(page, width, height)
            boxed = []
            for line in words:
                row = []
                for span in line:
                    boxes = [box for place in found.get(span, ()) if place.page == number for box in place.boxes]
                    if boxes:
                        row.append((*span, *to_picture.box(boxes)))
                if row:
                    boxed.append(tuple(row))
            return PageLayout(round(width, 2), round(height, 2), tuple(boxed))
        finally:
            page.close()
    finally:
        document.close()


def marks(
    page: PageLayout, spans: Sequence[tuple[int, int]]
) -> tuple[tuple[tuple[float, float, float, float], ...], ...]:
    """For each span of the text, the boxes (left, top, width, height) that cover its words on a page, line by line."""
    return tuple(tuple(_covering(page, start, end)) for start, end in spans)


def _covering(page: PageLayout, start: int, end: int) -> Iterable[tuple[float, float, float, float]]:
    for line in page.lines:
        run: list[WordBox] = []
        for word in line:
            if word[0] < end and word[1] > start:
                if run and not _beside(run[-1], word):
                    yield _around(run)
                    run = []
                run.append(word)
        if run:
            yield _around(run)


def _beside(a: WordBox, b: WordBox) -> bool:
    """Whether two words stand on one printed line without a wide gap, so that one box may cover both."""
    turned = a[5] > a[4] and b[5] > b[4] and abs(a[2] - b[2]) < min(a[4], b[4])  # writing up or down the page
    along, across = (3, 2) if turned else (2, 3)
    height = max(min(a[across + 2], b[across + 2]), 1.0)
    shared = min(a[across] + a[across + 2], b[across] + b[across + 2]) - max(a[across], b[across])
    gap = max(a[along], b[along]) - min(a[along] + a[along + 2], b[along] + b[along + 2])
    return shared > 0.4 * height and gap < 2.5 * height


def _around(words: Sequence[WordBox]) -> tuple[float, float, float, float]:
    left, top = min(w[2] for w in words), min(w[3] for w in words)
    right, bottom = max(w[2] + w[4] for w in words), max(w[3] + w[5] for w in words)
    return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)


class _Corner:
    """Turns places in the page's own space into places on its picture: cropped, turned, from the top left."""

    _FINE = 100  # pdfium answers in whole pixels: ask in hundredths of a point

    def __init__(self, page: pdfium.PdfPage, width: float, height: float) -> None:
        self._page = page
        self._size = int(width * self._FINE), int(height * self._FINE)

    def box(self, boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
        """Left, top, width and height of the box around some boxes (left, bottom, right, top)."""
        corners = [self._point(x, y) for box in boxes for x, y in ((box[0], box[1]), (box[2], box[3]))]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
        return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, across, down)
        return across.value / self._FINE, down.value / self._FINE


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise DocumentError("damaged", f"The PDF cannot be opened to draw its pages ({error}).") from error


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= len(document):
        raise DocumentError("not-found", f"There is no page {number}: the document has {len(document)}.")
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise DocumentError("damaged", f"Page {number} is damaged and cannot be drawn.") from error


def _png(bitmap: pdfium.PdfBitmap) -> bytes:
    """The bitmap as PNG, packed lightly: it travels no further than this machine."""
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    raw = memoryview(bitmap.buffer).cast("B")
    colour = {1: 0, 3: 2, 4: 6}[channels]
    packer = zlib.compressobj(1)
    parts = []
    for row in range(height):
        at = row * stride
        parts.append(packer.compress(b"\0" + bytes(raw[at : at + width * channels])))
    parts.append(packer.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", b"".join(parts)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
