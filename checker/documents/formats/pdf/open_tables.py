"""Tables with level rulings or shaded rows only: their columns are found from the words.

Between the rulings that bound the rows, a stretch that no word of any row covers parts two columns.
Running text covers every such stretch, so rulings above and below text make no table.
"""

from __future__ import annotations

import re
from itertools import pairwise

from checker.documents.formats.pdf.drawing import Drawing
from checker.documents.formats.pdf.grid import Grid, Ruling, join_rulings, places
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import Box, PageReader

_SAME = 6.0  # points within which rulings begin and end at one place
_TALLEST_ROW = 220.0  # points
_MOST_LINES_A_ROW = 6
_NARROWEST_GAP = 5.0
_WORD = re.compile(r"\S+")
_MARKER = re.compile(r"\S|\(?\w{1,3}[.)]?")

Segment = tuple[float, float, str]  # from, to, words


def open_grids(reader: PageReader, text_page: object, lines: list[Line], drawing: Drawing, page: Box) -> list[Grid]:
    """Grids whose upright rulings are made up from the gaps between words; mostly none.

    `lines` are those outside other tables.
    """
    margin = 0.08 * (page[3] - page[1])
    rulings = [r for r in join_rulings(drawing.across) if page[1] + margin < r[0] < page[3] - margin]
    edges = [(y, x0, x1) for x0, y0, x1, y1 in _rows_of(drawing.shades) for y in (y0, y1)]
    lines = [line for line in lines if not line.turned]
    grids: list[Grid] = []
    for group in _groups(rulings + edges):
        left, right = min(r[1] for r in group), max(r[2] for r in group)
        inside = [line for line in lines if left - 3 < line.x0 < right]
        ys = places([y for y, _, _ in group])[::-1]
        # The heading may stand above the first ruling, and the last row below the last shade.
        over = [line for line in inside if ys[0] < line.y + 0.3 * line.size < ys[0] + 2.5 * line.size]
        under = [line for line in inside if ys[-1] > line.y + 0.3 * line.size > ys[-1] - 2.5 * line.size]
        over = [line for line in over if len(_segments(reader, text_page, line)) > 1]
        under = [line for line in under if len(_segments(reader, text_page, line)) > 1]
        if over:
            ys.insert(0, max(line.y + line.size for line in over))
        if under:
            ys.append(min(line.y - 0.4 * line.size for line in under))
        grids += _runs(reader, text_page, inside, ys, (left, right))
    return grids


def _runs(
    reader: PageReader, text_page: object, lines: list[Line], ys: list[float], extent: tuple[float, float]
) -> list[Grid]:
    """A grid for each run of rows in which words stand apart as in columns."""
    grids: list[Grid] = []
    run: list[list[Segment]] = []
    top = ys[0]
    for high, low in [*pairwise(ys), (ys[-1], ys[-1])]:
        row = [line for line in lines if low < line.y + 0.3 * line.size <= high]
        segments = [_segments(reader, text_page, line) for line in row] if len(row) <= _MOST_LINES_A_ROW else []
        if any(len(parts) > 1 for parts in segments):
            run += segments
            continue
        columns = _columns(run, *extent) if run else []
        if columns:
            bounds = [y for y in ys if high <= y <= top]
            level = [(y, *extent) for y in bounds]
            grids.append(Grid(columns, bounds, level, [(x, bounds[-1], bounds[0]) for x in columns]))
        run, top = [], low
    return grids


def _rows_of(shades: list[Box]) -> list[Box]:
    """Shaded cells that stand side by side made one row."""
    rows: list[Box] = []
    for x0, y0, x1, y1 in sorted(shades, key=lambda box: (round(box[1]), box[0])):
        if rows and abs(rows[-1][1] - y0) < 1 and abs(rows[-1][3] - y1) < 1 and x0 - rows[-1][2] < 3:
            rows[-1] = (rows[-1][0], y0, max(x1, rows[-1][2]), y1)
        else:
            rows.append((x0, y0, x1, y1))
    return rows


def _groups(rulings: list[Ruling]) -> list[list[Ruling]]:
    """Rulings of the same extent, one above another at the distance of rows."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: -r[0]):
        if ruling[2] - ruling[1] < 100:
            continue
        for group in groups:
            last = group[-1]
            same = abs(last[1] - ruling[1]) < _SAME and abs(last[2] - ruling[2]) < _SAME
            if same and last[0] - ruling[0] < _TALLEST_ROW:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return [group for group in groups if len(group) > 1]


def _segments(reader: PageReader, text_page: object, line: Line) -> list[Segment]:
    """The line's runs of words, parted where a gap is wider than between words."""
    segments: list[Segment] = []
    for match in _WORD.finditer(line.text):
        left = reader.left_of(text_page, line.char_at(match.start()))
        right = reader.right_of(text_page, line.char_at(match.end() - 1))
        if segments and left - segments[-1][1] < 0.6 * line.size:
            segments[-1] = (segments[-1][0], right, f"{segments[-1][2]} {match.group()}")
        else:
            segments.append((left, right, match.group()))
    return segments


def _columns(rows: list[list[Segment]], left: float, right: float) -> list[float]:
    """Where columns begin and end, from the stretches that no row covers; empty for running text."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2:
        return []
    # A title over the whole width is no sign of a single column.
    spans = sorted((a, b, words) for row in rows for a, b, words in row if b - a < 0.7 * (right - left))
    found = [left]
    end = spans[0][1]
    column = [spans[0][2]]
    for a, b, words in spans[1:]:
        if a - end >= _NARROWEST_GAP:
            if not (len(found) == 1 and all(_MARKER.fullmatch(text) for text in column)):
                found.append((a + end) / 2)
            column = []
        column.append(words)
        end = max(end, b)
    return [*found, right] if len(found) > 1 else []
