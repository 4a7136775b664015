"""A cheap look for columns that a file writes row by row, on a sample of a page's lines."""

from __future__ import annotations

from collections.abc import Sequence

from checker.documents.formats.pdf.columns import blanks, shared
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import PageReader

_LONG_ENOUGH = 30  # characters of a line over two columns, at least
_SAMPLES = 3  # lines of a page that are looked at
_ON_END = 4  # lines that have to share a gutter
_GUTTER = 0.45  # of the size
_LEAST_COLUMN = 0.15  # of a line's width


def may_hold_columns(reader: PageReader, text_page: object, lines: Sequence[Line]) -> bool:
    """Whether a sample of a page's longer lines have a stretch in common that none of them covers.

    pdfium gives one rectangle for each piece of a line that the file writes in one go; a gutter
    between columns lies between two of them.
    """
    long = [line for line in lines if len(line.text) > _LONG_ENOUGH and not line.turned and line.char >= 0]
    if len(long) < _ON_END:
        return False
    for at in range(len(long) // (2 * _SAMPLES), len(long), -(-len(long) // _SAMPLES)):
        if not _gutters(reader, text_page, long[at]):
            continue
        for start in range(max(at - _ON_END + 1, 0), min(at, len(long) - _ON_END) + 1):
            if _share_a_gutter(reader, text_page, long[start : start + _ON_END]):
                return True
    return False


def _share_a_gutter(reader: PageReader, text_page: object, lines: Sequence[Line]) -> bool:
    common: list[tuple[float, float]] | None = None
    for line in lines:
        inner = _gutters(reader, text_page, line)
        common = inner if common is None else shared(common, inner)
        if not common:
            return False
    return True


def _gutters(reader: PageReader, text_page: object, line: Line) -> list[tuple[float, float]]:
    """The wide stretches of a line that none of its pieces covers."""
    pieces = reader.pieces(text_page, line.char, len(line.text))
    if len(pieces) < 2:
        return []
    edge = _LEAST_COLUMN * (line.x1 - line.x0)  # else it parts a bullet, or a page number
    gaps = blanks(pieces, _GUTTER * line.size)
    return [gap for gap in gaps if gap[0] > line.x0 + edge and gap[1] < line.x1 - edge]
