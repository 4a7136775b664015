"""A cheap look for columns that a file writes row by row, on a sample of a page's lines."""

from __future__ import annotations

from collections.abc import Sequence

from checker.documents.formats.pdf.columns import blanks, shared
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import PageReader

_LONG_ENOUGH = 30  # characters of a line over two columns, at least
_SAMPLES = 3  # lines of a page that are looked at
_FULL_PAGE = 16  # lines of a page with two columns of prose, at least
_ON_END = 4  # lines that have to share a gutter
_LEAST_ACROSS = 3  # of them stand at both sides of it
_MIDDLE = 0.3  # of the width: a line at one side is no hindrance to a gutter between here and as far from the right
_EDGE = 1e9
_GUTTER = 0.45  # of the size
_LEAST_COLUMN = 0.15  # of a line's width

Gap = tuple[float, float]


def may_hold_columns(reader: PageReader, text_page: object, lines: Sequence[Line]) -> bool:
    """Whether a sample of a page's longer lines have a stretch in common that none of them covers.

    pdfium gives one rectangle for each piece of a line that the file writes in one go; a gutter
    between columns lies between two of them.
    """
    long = [line for line in lines if len(line.text) > _LONG_ENOUGH and not line.turned and line.char >= 0]
    if len(long) < _ON_END:
        return False
    for at in range(len(long) // (2 * _SAMPLES), len(long), -(-len(long) // _SAMPLES)):
        own = _gutters(reader, text_page, long[at])
        if not own:
            continue
        for start in range(max(at - _ON_END + 1, 0), min(at, len(long) - _ON_END) + 1):
            others = [line for line in long[start : start + _ON_END] if line is not long[at]]
            if _share_a_gutter(reader, text_page, own, others, lenient=len(long) >= _FULL_PAGE):
                return True
    return False


def _share_a_gutter(
    reader: PageReader, text_page: object, common: list[Gap], lines: Sequence[Line], *, lenient: bool
) -> bool:
    """Whether lines have a gutter in common with another.

    Where `lenient`, one of them may stand in a column of its own, beside a gutter near the page's middle.
    """
    across = 1
    for line in lines:
        beside = shared(common, [(-_EDGE, line.x0), (line.x1, _EDGE)])
        if not beside:
            inner = _gutters(reader, text_page, line)
            across += bool(inner)
            beside = shared(common, inner)
        common = beside
        if not common:
            return False
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    inmost = left + _MIDDLE * (right - left), right - _MIDDLE * (right - left)
    return across > len(lines) or (
        lenient and across >= _LEAST_ACROSS and any(a < inmost[1] and b > inmost[0] for a, b in common)
    )


def _gutters(reader: PageReader, text_page: object, line: Line) -> list[Gap]:
    """The wide stretches of a line that none of its pieces covers."""
    pieces = reader.pieces(text_page, line.char, len(line.text))
    if len(pieces) < 2:
        return []
    edge = _LEAST_COLUMN * (line.x1 - line.x0)  # else it parts a bullet, or a page number
    gaps = blanks(pieces, _GUTTER * line.size)
    return [gap for gap in gaps if gap[0] > line.x0 + edge and gap[1] < line.x1 - edge]
