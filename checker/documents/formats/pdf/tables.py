"""Ruled tables on a PDF page: from rulings to rows of cells, with the lines that they hold.

Rulings come from pdfium's drawing objects. Those that touch form a grid; where no ruling stands
between two fields of the grid, they are one cell. A frame around text, an underline or a page
border makes no table: at least two columns have to hold text, and in one row alone only a few words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.documents.formats.pdf.drawing import Drawing
from checker.documents.formats.pdf.grid import NEAR, Grid, Ruling, grids_of
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.open_tables import open_grids
from checker.documents.formats.pdf.page import Box, PageReader
from checker.documents.shape.heads import heads_columns

_MOST_RULINGS = 3000  # more are a drawing
_WORD = re.compile(r"\S+")
_PROSE = 120  # characters from which a row of one cell is prose
_SHORT_HEAD = 60  # characters that a column heading may have


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line in one cell: line.text[start:end]."""

    line: Line
    start: int
    end: int
    bold: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.line.text[self.start : self.end]


@dataclass(slots=True)
class Table:
    """A table on one page: rows of cells, each a list of pieces in reading order."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    columns: tuple[float, ...]  # where they begin and end
    rows: list[list[list[Piece]]]
    headed: bool  # the first row holds column headings
    heading: tuple[float, int, bool] | None = None  # the style of a row that heads the text below it
    bare: bool = False  # without rulings


def find_tables(
    reader: PageReader, text_page: object, page: int, box: Box, lines: list[Line], drawing: Drawing
) -> list[Line | Table]:
    """The page's lines in their order, with each table in place of the first of its lines.

    A row that is one cell of prose over the table's whole width comes back as lines, between the
    parts of the table above and below it. Closed grids come first; then level rulings or shaded
    rows alone, then shaded cells.
    """
    across, down, shades = drawing.across, drawing.down, drawing.shades
    items: list[Line | Table] = list(lines)
    if (not across and len(shades) < 2) or len(across) + len(down) + len(shades) > _MOST_RULINGS:
        return items
    finder = _Finder(reader, text_page, page, drawing)
    if across and down:
        items = finder.replace(items, grids_of(across, down))
    if len(across) > 1 or len(shades) > 1:
        left = [item for item in items if isinstance(item, Line)]
        free = _outside(drawing, [item for item in items if isinstance(item, Table)])
        items = finder.replace(items, open_grids(reader, text_page, left, free, box))
    if len(shades) > 3:
        # Also the highlighting of words, which stand no further apart in two shades than in one.
        level = across + [(y, x0, x1) for x0, y0, x1, y1 in shades for y in (y0, y1)]
        upright = down + [(x, y0, y1) for x0, y0, x1, y1 in shades for x in (x0, x1)]
        items = finder.replace(items, grids_of(level, upright))
    return _joined(items)


def same_columns(a: Table, b: Table) -> bool:
    """Whether two tables have their columns at the same places."""
    return len(a.columns) == len(b.columns) and all(abs(x - y) < 8 for x, y in zip(a.columns, b.columns, strict=True))


def _joined(items: list[Line | Table]) -> list[Line | Table]:
    """Tables that touch, with as many columns, made one: a heading row may have a frame of its own."""
    joined: list[Line | Table] = []
    for item in items:
        above = joined[-1] if joined else None
        if isinstance(above, Table) and isinstance(item, Table) and _touch(above, item):
            above.rows += item.rows
            above.bottom = item.bottom
            above.headed = above.headed or is_headed(above.rows, False)
            continue
        joined.append(item)
    return joined


def _touch(above: Table, below: Table) -> bool:
    if abs(above.bottom - below.top) > 2 * NEAR or len(above.rows[0]) != len(below.rows[0]):
        return False
    return abs(above.x0 - below.x0) < 8 and abs(above.x1 - below.x1) < 8


def _outside(drawing: Drawing, tables: list[Table]) -> Drawing:
    """The level rulings and shades that are part of no table found so far."""

    def free(y: float, x: float) -> bool:
        return not any(t.bottom - NEAR < y < t.top + NEAR and t.x0 - NEAR < x < t.x1 + NEAR for t in tables)

    return Drawing(
        across=[ruling for ruling in drawing.across if free(ruling[0], ruling[1])],
        shades=[shade for shade in drawing.shades if free((shade[1] + shade[3]) / 2, shade[0])],
    )


class _Finder:
    """Turns grids on one page into tables."""

    def __init__(self, reader: PageReader, text_page: object, page: int, drawing: Drawing) -> None:
        self._reader = reader
        self._text_page = text_page
        self._page = page
        self._drawing = drawing

    def replace(self, items: list[Line | Table], grids: list[Grid]) -> list[Line | Table]:
        """The items with tables for the lines within those grids that are tables."""
        for grid in grids:
            inside = [item for item in items if isinstance(item, Line) and _within(item, grid)]
            parts = self._table(grid, inside) if inside else []
            if not parts:
                continue
            gone = {id(line) for line in inside}
            at = next(i for i, item in enumerate(items) if id(item) in gone)
            before = [item for item in items[:at] if id(item) not in gone]
            after = [item for item in items[at:] if id(item) not in gone]
            items = before + parts + after
        return items

    def _table(self, grid: Grid, lines: list[Line]) -> list[Line | Table]:
        """The grid as a table, or as tables with lines of prose between; empty if it is no table."""
        rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
        owner = _cells(grid)
        cells: list[list[list[Piece]]] = [[[] for _ in range(columns)] for _ in range(rows)]
        cuts = 0
        for line in lines:
            middle = line.y + 0.3 * line.size
            row = next((r for r in range(rows) if grid.ys[r + 1] <= middle), rows - 1)
            pieces, tight = self._split(line, grid.xs, owner[row])
            cuts += 0 if len(pieces) < 2 else -1 if tight else 1
            for piece, (r, c) in pieces:
                cells[r][c].append(piece)
        kept = [r for r in range(rows) if any(cells[r])]
        used = [c for c in range(columns) if any(cells[r][c] for r in kept)]
        several = sum(1 for r in kept if sum(map(bool, cells[r])) > 1)
        if cuts < 0 or len(used) < 2 or 3 * several < len(kept):
            return []
        if len(kept) == 1 and sum(len(piece.text) for cell in cells[kept[0]] for piece in cell) > _PROSE:
            return []
        prose = {
            r
            for r in kept
            if len(set(owner[r])) == 1 and owner[r][0] == (r, 0) and sum(len(p.text) for p in cells[r][0]) > _PROSE
        }
        short = [r for r in kept if r not in prose]
        if len(short) < 3 and max(len(cells[r][c]) for r in short for c in used) > 25:
            return []  # a page laid out with rulings, not a table
        parts: list[Line | Table] = []
        run: list[int] = []

        def close() -> None:
            if run:
                content = [[cells[r][c] for c in used] for r in run]
                headed = is_headed(content, _shaded(self._drawing, grid, run[0]))
                top, bottom = grid.ys[run[0]], grid.ys[run[-1] + 1]
                parts.append(Table(self._page, grid.xs[0], grid.xs[-1], top, bottom, tuple(grid.xs), content, headed))
                run.clear()

        for r in kept:
            if r in prose:
                close()
                parts += [piece.line for piece in cells[r][0]]
            else:
                run.append(r)
        close()
        return parts

    def _split(
        self, line: Line, xs: list[float], owners: list[tuple[int, int]]
    ) -> tuple[list[tuple[Piece, tuple[int, int]]], bool]:
        """The line's words by cell, and whether words of two cells stand no further apart than words do.

        A line within one cell is not looked into, unless it has gaps: in a row without upright
        rulings the columns of the other rows part it.
        """
        reader, text_page = self._reader, self._text_page

        def column_of(x: float) -> int:
            return next((c for c in range(len(xs) - 1) if x < xs[c + 1]), len(xs) - 2)

        first, last = column_of(line.x0 + 1), column_of(line.x1 - 1)
        if owners[first] == owners[last] and (first == last or not line.gaps):
            return [(Piece(line, 0, len(line.text), line.bold == 2), owners[first])], False
        parts: list[tuple[int, int, int, tuple[int, int]]] = []  # (start, end, column, cell)
        tight = True
        for match in _WORD.finditer(line.text):
            left = reader.left_of(text_page, line.char_at(match.start()))
            column = column_of(left + 1)
            cell = owners[column]
            if parts:
                start, end, before, home = parts[-1]
                gap = left - reader.right_of(text_page, line.char_at(end - 1))
                if cell == owners[before] and (column == before or gap < 0.45 * line.size):
                    parts[-1] = (start, match.end(), column, home)
                    continue
                if cell == owners[before]:
                    cell = (cell[0], column)
                tight = tight and gap <= 0.5 * line.size
            parts.append((match.start(), match.end(), column, cell))
        pieces = [
            (Piece(line, start, end, reader.is_bold(text_page, line.char_at(start))), cell)
            for start, end, _, cell in parts
        ]
        return pieces, tight


def _within(line: Line, grid: Grid) -> bool:
    if line.turned or not grid.ys[-1] - 1 < line.y + 0.3 * line.size < grid.ys[0] + 1:
        return False
    return line.x0 > grid.xs[0] - NEAR and line.x1 < grid.xs[-1] + 4 * NEAR


def _cells(grid: Grid) -> list[list[tuple[int, int]]]:
    """For each field of the grid the field (row, column) that its cell begins with."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    owner = [[(r, c) for c in range(columns)] for r in range(rows)]
    for r in range(rows):
        top, bottom = grid.ys[r], grid.ys[r + 1]
        for c in range(columns):
            left, right = grid.xs[c], grid.xs[c + 1]
            if c and not _covered(grid.down, left, bottom, top):
                owner[r][c] = owner[r][c - 1]
            elif r and not _covered(grid.across, top, left, right):
                owner[r][c] = owner[r - 1][c]
    return owner


def _covered(rulings: list[Ruling], place: float, start: float, end: float) -> bool:
    """Whether rulings at `place` stand along at least half of the stretch."""
    length = sum(max(0.0, min(end, b) - max(start, a)) for p, a, b in rulings if abs(p - place) <= 2 * NEAR)
    return length >= 0.5 * (end - start)


def _shaded(drawing: Drawing, grid: Grid, row: int) -> bool:
    """Whether the row, and none below it, stands on a shade."""
    x = (grid.xs[0] + grid.xs[1]) / 2

    def on_shade(r: int) -> bool:
        y = (grid.ys[r] + grid.ys[r + 1]) / 2
        return any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in drawing.shades)

    return on_shade(row) and not any(on_shade(r) for r in range(row + 1, len(grid.ys) - 1))


def is_headed(rows: list[list[list[Piece]]], shaded: bool) -> bool:
    """Whether the first row holds column headings: short, and set apart from the rows below."""
    first = [cell for cell in rows[0] if cell]
    if len(first) < 2 or len(rows) < 2 or first[0][0].text[:1].isdigit():
        return False
    if any(sum(len(piece.text) for piece in cell) > _SHORT_HEAD for cell in first):
        return False
    bold = all(piece.bold for cell in first for piece in cell)
    below = [piece.bold for row in rows[1:] for cell in row for piece in cell]
    if bold and not all(below):
        return True
    if shaded:
        return True
    return heads_columns([[" ".join(piece.text for piece in cell) for cell in row] for row in rows])
