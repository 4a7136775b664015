"""The PDF objects that annotations are made of: highlights and notes, with their own appearance.

Every annotation carries its appearance, so that it looks the same in every reader. Nothing here knows
of checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.results.marks import Box

if TYPE_CHECKING:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        PdfObject,
        TextStringObject,
    )

    from checker.reporting.formats.annotated_pdf.update import Update

Corner = tuple[float, float]

_PRINTED = 4
_NOT_ZOOMED, _NOT_TURNED = 8, 16
_NOTE = 20.0  # points: width and height of a note's sign
_MARGIN = 6.0
_NOTES_IN_ROW = 20
_A4: Box = (0.0, 0.0, 595.0, 842.0)
_DEEPEST = 50  # groups of pages within groups: a file may hold a ring of them


def name(value: str) -> NameObject:
    """A name, given with its slash."""
    from pypdf.generic import NameObject

    return NameObject(value)


def text(value: str) -> TextStringObject:
    """A string that is shown to people."""
    from pypdf.generic import TextStringObject

    return TextStringObject(value)


def number(value: float) -> FloatObject:
    """A number of points, to the hundredth."""
    from pypdf.generic import FloatObject

    return FloatObject(f"{value:.2f}")


def array(values: Iterable[PdfObject]) -> ArrayObject:
    """An array."""
    from pypdf.generic import ArrayObject

    return ArrayObject(values)


def dictionary(values: Mapping[str, PdfObject]) -> DictionaryObject:
    """A dictionary; keys with their slash."""
    from pypdf.generic import DictionaryObject

    return DictionaryObject({name(key): value for key, value in values.items()})


def colour(hexadecimal: str) -> ArrayObject:
    """Red, green and blue from six hexadecimal digits."""
    return array(number(part) for part in _rgb(hexadecimal))


def highlight(update: Update, boxes: Sequence[Box], hexadecimal: str) -> DictionaryObject:
    """A highlight over boxes, drawn so that the print shows through."""
    corners = [edge for x0, y0, x1, y1 in boxes for edge in (x0, y1, x1, y1, x0, y0, x1, y0)]
    around = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    drawing = "/M gs " + _fill(hexadecimal)
    drawing += "".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f\n" for x0, y0, x1, y1 in boxes)
    annotation = _annotation("/Highlight", around, hexadecimal, _PRINTED)
    annotation[name("/QuadPoints")] = array(number(edge) for edge in corners)
    annotation[name("/AP")] = _appearance(update, around, drawing)
    return annotation


def note(update: Update, corner: Corner, hexadecimal: str) -> DictionaryObject:
    """A note's sign, whose lower left corner is given."""
    x, y = corner
    around = x, y, x + _NOTE, y + _NOTE
    lines = "".join(f"{x + 4:.2f} {y + up:.2f} m {x + 16:.2f} {y + up:.2f} l S\n" for up in (6, 10, 14))
    drawing = f"{_fill(hexadecimal)}0.3 G 0.8 w {x + 1:.2f} {y + 1:.2f} 18 18 re B\n{lines}"
    annotation = _annotation("/Text", around, hexadecimal, _PRINTED | _NOT_ZOOMED | _NOT_TURNED)
    annotation[name("/Name")] = name("/Comment")
    annotation[name("/AP")] = _appearance(update, around, drawing)
    return annotation


def page_corner(page: DictionaryObject, already: int) -> Corner:
    """Where a note's sign goes on a page: at the head as the page is seen, beside those `already` there."""
    left, bottom, right, top = _visible(page)
    turned = page_turn(page)
    row, place = divmod(already, _NOTES_IN_ROW)
    along, below = _MARGIN + place * (_NOTE + 4), _MARGIN + _NOTE + row * (_NOTE + 4)
    if turned == 90:
        return left + below - _NOTE, bottom + along
    if turned == 180:
        return right - along - _NOTE, bottom + below - _NOTE
    if turned == 270:
        return right - below, top - along - _NOTE
    return left + along, top - below


def page_turn(page: DictionaryObject) -> int:
    """By how many degrees, clockwise, a page is shown turned."""
    from pypdf.generic import NumberObject

    turned = _inherited(page, "/Rotate")
    return int(turned) % 360 if isinstance(turned, NumberObject) else 0


def _visible(page: DictionaryObject) -> Box:
    from pypdf.generic import ArrayObject, FloatObject, NumberObject

    box = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox")
    edges = [edge.get_object() for edge in box] if isinstance(box, ArrayObject) else []
    places = [float(edge) for edge in edges if isinstance(edge, (FloatObject, NumberObject))]
    if len(places) != 4:
        return _A4
    x0, y0, x1, y1 = places
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _inherited(page: DictionaryObject, key: str) -> PdfObject | None:
    """What a page says, or the nearest of the groups of pages above it."""
    from pypdf.generic import DictionaryObject

    node: object = page
    for _ in range(_DEEPEST):
        if not isinstance(node, DictionaryObject):
            return None
        if key in node:
            return node[key].get_object()
        parent = node.get("/Parent")
        node = parent.get_object() if parent is not None else None
    return None


def _annotation(kind: str, around: Box, hexadecimal: str, flags: int) -> DictionaryObject:
    from pypdf.generic import NumberObject

    return dictionary(
        {
            "/Type": name("/Annot"),
            "/Subtype": name(kind),
            "/Rect": array(number(edge) for edge in around),
            "/C": colour(hexadecimal),
            "/F": NumberObject(flags),
        }
    )


def _appearance(update: Update, around: Box, drawing: str) -> DictionaryObject:
    from pypdf.generic import StreamObject

    multiply = dictionary({"/Type": name("/ExtGState"), "/BM": name("/Multiply")})
    stream = StreamObject()
    stream.update(
        dictionary(
            {
                "/Type": name("/XObject"),
                "/Subtype": name("/Form"),
                "/BBox": array(number(edge) for edge in around),
                "/Resources": dictionary({"/ExtGState": dictionary({"/M": multiply})}),
            }
        )
    )
    stream.set_data(drawing.encode("ascii"))
    return dictionary({"/N": update.add(stream)})


def _fill(hexadecimal: str) -> str:
    red, green, blue = _rgb(hexadecimal)
    return f"{red:.3f} {green:.3f} {blue:.3f} rg\n"


def _rgb(hexadecimal: str) -> tuple[float, float, float]:
    red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
