"""Which characters of a page can be seen: the page is drawn with its text and without, and compared.

A character in whose place nothing changes is not seen: it has the colour of its ground, is covered,
stands on a layer that is off, or is invisible. Only the invisible text over a scan counts as text: there
the picture shows the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Box = tuple[float, float, float, float]  # left, bottom, right, top in points, as the page is seen

_SCALE = 1.5  # pixels a point
_MOST_PIXELS = 6_000_000
_LONGEST_SIDE = 15_000.0  # points, more than the longest that the format had for long: 200 inches
_SAME_SIZE = 0.01  # of a side
_LEAST_CHANGE = 16  # of 255 grey levels: less cannot be told from the ground; a faint watermark can
_DEEPEST = 8  # forms in forms


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page's picture in grey: its bytes row by row from the top."""

    data: bytes
    stride: int
    width: int
    height: int


def unseen(
    page: pdfium.PdfPage, box: Box, chars: Iterable[int], place: Callable[[int], Box], turn: int = 0
) -> set[int]:
    """Those of some characters, by pdfium's index, that make no difference to the page's picture.

    `box` is the visible page, `place` tells a character's box, both after so many quarter turns more than the page
    itself has. The page is changed; it has to be closed after.
    """
    width, height = page.get_size()[:: -1 if turn % 2 else 1]
    if abs(width - (box[2] - box[0])) > _SAME_SIZE * width or abs(height - (box[3] - box[1])) > _SAME_SIZE * height:
        return set()  # drawn otherwise than it is read, as in damaged files: no one can say what it shows
    if not 0 < max(width, height) <= _LONGEST_SIDE:
        return set()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    whole = _draw(page, scale, turn)
    for item in _texts(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, 0):
        pdfium_c.FPDFTextObj_SetTextRenderMode(item, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    bare = _draw(page, scale, turn)
    if whole.data == bare.data:
        return set(chars)
    return {index for index in chars if not _differs(whole, bare, box, place(index), scale)}


def _draw(page: pdfium.PdfPage, scale: float, turn: int) -> _Drawn:
    bitmap = page.render(scale=scale, rotation=90 * turn, grayscale=True)
    try:
        return _Drawn(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height)
    finally:
        bitmap.close()


def _texts(holder: object, count: Callable[..., int], get: Callable[..., object], depth: int) -> Iterator[object]:
    """The text objects of a page, those in its forms included."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _texts(item, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, depth + 1)


def _differs(whole: _Drawn, bare: _Drawn, page: Box, char: Box, scale: float) -> bool:
    left = max(int((char[0] - page[0]) * scale), 0)
    right = min(int((char[2] - page[0]) * scale) + 2, whole.width)
    top = max(int((page[3] - char[3]) * scale), 0)
    bottom = min(int((page[3] - char[1]) * scale) + 2, whole.height)
    for row in range(top, bottom):
        at = row * whole.stride
        a, b = whole.data[at + left : at + right], bare.data[at + left : at + right]
        if a != b and max(abs(x - y) for x, y in zip(a, b, strict=True)) >= _LEAST_CHANGE:
            return True
    return False
