"""Tables without any rulings, whose cells run over several lines: found by where words begin on the page.

A file writes such a table cell by cell, so that a cell's second line follows the first line of all of its row.
Lines with wide gaps tell where the columns begin; lines that begin at these places, and stay within their columns,
belong to the rows. Rows of one line each are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from checker.documents.formats.pdf.groups import marker
from checker.documents.formats.pdf.layout import Page
from checker.documents.formats.pdf.line import Gap, Line
from checker.documents.formats.pdf.page import PageReader
from checker.documents.formats.pdf.tables import Piece, Table, is_headed

_LEAST_ROWS = 3  # with words in two columns
_LEAST_GOING_ON = 1  # after a page that ends with such a table
_NEAR = 4.0  # points
_SAME_SIZE = 0.15  # of the size
_LEVEL = 0.35  # of the size
_APART = 1.45  # of the size: a step from line to line that parts rows
_FAR = 4.0  # of the size: a step at which a table ends
_LONGEST_NAME = 45  # characters that a line of the first column has, as a rule
_MOSTLY = 0.6
_NAME_GAP = 0.6  # of the size: a name stands further from its text than words do
_BLANK = re.compile(r" +")
_WITHIN = 0.3  # of the first column's lines may begin within a sentence


_Cells = list[list[Piece]]


def find_bare_tables(page: Page, before: Table | None) -> Table | None:
    """Put a page's tables without rulings in place of their lines; gives back one with which the page ends.

    `before` is the table with which the page before ends.
    """
    lines = [item for item in page.items if type(item) is Line and not item.turned]
    apart = [line for line in lines if line.gaps or line.hung]
    if len(apart) < (_LEAST_ROWS if before is None else _LEAST_GOING_ON):
        return None
    edge = _shared_edge(apart)
    starts = _starts(apart, lines, before, edge)
    if len(starts) < 2:
        return None
    size = median(line.size for line in apart)
    last: Table | None = None
    for levels in _runs(lines, starts, edge, size):
        table = _table(page.number, levels, starts, size, before)
        if table is not None:
            _replace(page, table)
            last = table
    lowest = min((line.y for line in lines), default=0.0)
    return last if last is not None and last.bottom <= lowest + size else None


def gaps_of(line: Line) -> tuple[Gap, ...]:
    """The gaps of a line, the one behind a name included."""
    return line.gaps or ((line.hung,) if line.hung is not None else ())


def note_names(reader: PageReader, text_page: object, lines: Sequence[Line]) -> None:
    """Note the gap behind a name in lines beside whose text further lines hang, where several do so at one place."""
    places: dict[int, list[tuple[Line, float]]] = {}
    for line, below in pairwise(lines):
        if below.x0 > line.x0 + _NEAR + below.size and line.x1 > below.x0 and line.text[0].isalpha():
            places.setdefault(round(below.x0), []).append((line, below.x0))
    for hanging in places.values():
        if len(hanging) < _LEAST_ROWS:
            continue
        for line, x in hanging:
            if not line.gaps and not line.turned and line.char >= 0 and not marker(line.text):
                line.hung = _gap_before(reader, text_page, line, x)


def _gap_before(reader: PageReader, text_page: object, line: Line, x: float) -> Gap | None:
    """The gap in front of the word that begins at a place."""
    for match in _BLANK.finditer(line.text):
        left = reader.left_of(text_page, line.char_at(match.end()))
        if left > x + 2:
            return None
        if left > x - 2:
            right = reader.right_of(text_page, line.char_at(match.start() - 1))
            return Gap(match.end(), right, left) if left - right > _NAME_GAP * line.size else None
    return None


def _starts(apart: Sequence[Line], lines: Sequence[Line], before: Table | None, edge: float | None) -> list[float]:
    """Where the columns begin: places behind gaps that several lines share, and where these lines begin.

    `edge` is where the last of several lines' cells end, if they share that.

    A cell that a file writes behind the whole of the one before it is a line by itself, at the height of its row.
    """
    if before is not None and any(
        abs(gap.right - x) < _NEAR for line in apart for gap in gaps_of(line) for x in before.columns[1:]
    ):
        return list(before.columns)
    found: list[list[float]] = []
    rows = {round(line.y): line.x1 for line in apart}
    alone = [line.x0 for line in lines if line.x0 > rows.get(round(line.y), line.x1) + _NEAR]
    flush = [line for line in apart if edge is not None and abs(line.x1 - edge) < _NEAR]
    behind = [gap.right for line in apart for gap in gaps_of(line)[: -1 if line in flush else None]]
    behind += [min(gaps_of(line)[-1].right for line in flush)] * len(flush) if flush else []
    for x in sorted(behind + alone):
        if found and x - found[-1][-1] < _NEAR:
            found[-1].append(x)
        else:
            found.append([x])
    places = [min(place) for place in found if len(place) >= _LEAST_ROWS]
    if not places:
        return []
    own = [line.x0 for line in apart if any(abs(gap.right - x) < 2 * _NEAR for gap in gaps_of(line) for x in places)]
    first = min(own)
    return [first, *(x for x in places if x > first + 2 * _NEAR)]


def _shared_edge(apart: Sequence[Line]) -> float | None:
    """Where the last of several lines' cells end, if not where they begin: a column of figures set to the right."""
    edges = sorted(line.x1 for line in apart if line.gaps)
    for at in range(len(edges) - _LEAST_ROWS + 1):
        if edges[at + _LEAST_ROWS - 1] - edges[at] < 1:
            return edges[at]
    return None


def _pieces(line: Line, starts: Sequence[float], edge: float | None, size: float) -> list[tuple[int, Piece]] | None:
    """A line's words by column, or None where they do not keep to the columns."""
    if abs(line.size - size) > _SAME_SIZE * size:
        return None
    cuts = [(0, line.x0), *((gap.offset, gap.right) for gap in gaps_of(line))]
    ends = [*(gap.left for gap in gaps_of(line)), line.x1]
    found: list[tuple[int, Piece]] = []
    for number, ((start, left), right) in enumerate(zip(cuts, ends, strict=True)):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else len(line.text)
        column = max((c for c, x in enumerate(starts) if left > x - _NEAR), default=None)
        if column is None or (column + 1 < len(starts) and right > starts[column + 1] + 1):
            return None
        flush = edge is not None and abs(right - edge) < _NEAR
        if left > starts[column] + _NEAR and not flush:
            return None  # begins within a column
        words = line.text[start:end].rstrip()
        found.append((column, Piece(line, start, start + len(words), line.bold == 2)))
    return found


def _runs(
    lines: Sequence[Line], starts: Sequence[float], edge: float | None, size: float
) -> list[list[list[tuple[int, Piece]]]]:
    """Lines that keep to the columns, one below another, by baseline."""
    runs: list[list[list[tuple[int, Piece]]]] = [[]]
    y = 0.0
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        pieces = _pieces(line, starts, edge, size)
        if pieces is None or (runs[-1] and y - line.y > _FAR * size):
            runs.append([])
        if pieces is None:
            continue
        if runs[-1] and y - line.y < _LEVEL * size:
            runs[-1][-1] += pieces
        else:
            runs[-1].append(pieces)
            y = line.y
    return [run for run in runs if len(run) > _LEAST_GOING_ON]


def _table(
    page: int, levels: list[list[tuple[int, Piece]]], starts: list[float], size: float, before: Table | None
) -> Table | None:
    """A table of the rows that a run of lines makes; None where it is none."""
    while levels and {column for column, _ in levels[0]} == {0}:
        levels.pop(0)
    while levels and {column for column, _ in levels[-1]} == {0}:
        levels.pop()
    several = sum(1 for level in levels if len({column for column, _ in level}) > 1)
    if several < (_LEAST_ROWS if before is None else _LEAST_GOING_ON):
        return None
    names = [piece.text for level in levels for column, piece in level if column == 0]
    if median(map(len, names)) > _LONGEST_NAME or sum(1 for n in names if n[0].islower()) > _WITHIN * len(names):
        return None
    rows = _rows(levels, len(starts), size)
    if len(rows) == len(levels) or sum(1 for row in rows if sum(map(bool, row)) > 1) < min(several, _LEAST_ROWS):
        return None
    pieces = [piece for level in levels for _, piece in level]
    top = max(piece.line.y for piece in pieces) + size
    bottom = min(piece.line.y for piece in pieces) - _LEVEL * size
    right = max(piece.line.x1 for piece in pieces)
    return Table(page, starts[0], right, top, bottom, tuple(starts), rows, is_headed(rows, False), bare=True)


def _rows(levels: Sequence[list[tuple[int, Piece]]], columns: int, size: float) -> list[_Cells]:
    """The rows: parted where lines stand further apart than within cells, else where the first column begins anew."""
    heights = [level[0][1].line.y for level in levels]
    steps = [0.0, *(above - below for above, below in pairwise(heights))]
    named = [any(column == 0 for column, _ in level) for level in levels]
    wide = [step > _APART * size for step in steps]
    begun = sum(named[1:])
    spaced = begun > 0 and sum(a and b for a, b in zip(named, wide, strict=True)) >= _MOSTLY * begun
    rows: list[_Cells] = []
    for level, name, far in zip(levels, named, wide, strict=True):
        first = next((piece.text for column, piece in level if column == 0), "")
        if not rows or (far if spaced else name and not first[0].islower()):
            rows.append([[] for _ in range(columns)])
        for column, piece in level:
            rows[-1][column].append(piece)
    return rows


def _replace(page: Page, table: Table) -> None:
    """Put a table in place of the first of its lines."""
    taken = {id(piece.line) for row in table.rows for cell in row for piece in cell}
    at = next(number for number, item in enumerate(page.items) if id(item) in taken)
    kept = [item for item in page.items if id(item) not in taken]
    before = sum(1 for item in page.items[:at] if id(item) not in taken)
    page.items = [*kept[:before], table, *kept[before:]]
