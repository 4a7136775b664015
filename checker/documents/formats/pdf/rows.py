"""From a PDF's tables to drafts: rows with their column headings, also where a row runs over a page's end."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.documents.formats.pdf.groups import Flow, Group
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.tables import Piece, Table, same_columns
from checker.documents.formats.pdf.text import Joiner
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import CAPTION
from checker.text.characters import CELL

_ENDS = (".", "!", "?", ":", ";")
_RUNS_ON = re.compile(r"[a-z(,;&–-]")

Row = list[list[Piece]]


class Rows:
    """Adds the rows of tables to a reading; knows the column headings and the last row of the table at hand."""

    def __init__(self, joiner: Joiner, reading: Reading) -> None:
        self._joiner = joiner
        self._reading = reading
        self._heads: list[str] = []
        self._last: tuple[Row, Draft] | None = None  # the last row, and its draft

    def add(self, table: Table, before: Flow | None) -> None:
        """Add a table's rows; `before` is what stands before it."""
        over_page = isinstance(before, Table) and same_columns(before, table) and table.page == before.page + 1
        if not over_page and not _split_part(before, table):
            self._heads, self._last = [], None
        rows = self._without_head(table)
        if over_page and rows and self._last is not None and self._goes_on(rows[0], bare=table.bare):
            self._join(rows[0])
            rows = rows[1:]
        for number, row in enumerate(rows):
            draft = self._row(row, table.page)
            if number == 0 and len(rows) > 1 and sum(map(bool, row)) == 1 and CAPTION.match(draft.text):
                draft.kind = BlockKind.CAPTION
            self._reading.drafts.append(draft)
            self._last = row, draft

    def _without_head(self, table: Table) -> list[Row]:
        """The rows below the heading row, which becomes a draft, or furniture where it only repeats."""
        rows = table.rows
        first = [self._text(cell) for cell in rows[0]]
        if self._heads and first == self._heads:
            self._reading.furniture.append((table.page, CELL.join(filter(None, first))))
            return rows[1:]
        if self._heads and not rows[0][0] and self._last is not None and not table.headed:
            return rows
        if table.headed:
            self._heads, self._last = first, None
            self._reading.drafts.append(cells_joined(rows[0], BlockKind.TABLE_HEAD, table.page, self._joiner))
            return rows[1:]
        return rows

    def _text(self, cell: list[Piece]) -> str:
        return self._joiner.draft(BlockKind.TABLE_ROW, parts_of(cell)).text if cell else ""

    def _goes_on(self, row: Row, *, bare: bool) -> bool:
        """Whether a page's first row is the rest of the last row of the page before: a cell stops within a sentence."""
        assert self._last is not None  # noqa: S101 - for the type checker
        above = self._last[0]
        if len(above) != len(row):
            return False
        if bare and not row[0]:
            return True  # without rulings, a row has its name beside its first line
        return any(
            a and b and _RUNS_ON.match(b[0].text) and not a[-1].text.endswith(_ENDS)
            for a, b in zip(above, row, strict=True)
        )

    def _join(self, row: Row) -> None:
        """Make the last row's draft anew, with what each cell has on the next page."""
        assert self._last is not None  # noqa: S101 - for the type checker
        above, draft = self._last
        whole = [a + b for a, b in zip(above, row, strict=True)]
        made = self._row(whole, draft.page or 0)
        draft.text, draft.turns, draft.lines = made.text, made.turns, made.lines
        self._last = whole, draft

    def _row(self, row: Row, page: int) -> Draft:
        draft = Draft(BlockKind.TABLE_ROW, "", page)
        for column, cell in enumerate(row):
            if not cell:
                continue
            title = self._heads[column] if column < len(self._heads) else ""
            if title and self._text(cell) != title:
                draft.text += (CELL if draft.text else "") + title + ": "
                self._joiner.add(draft, parts_of(cell), "")
            else:
                self._joiner.add(draft, parts_of(cell), CELL)
        return draft


def cells_joined(row: Row, kind: BlockKind, page: int, joiner: Joiner) -> Draft:
    """A row's cells as one draft."""
    draft = Draft(kind, "", page)
    for cell in filter(None, row):
        joiner.add(draft, parts_of(cell), CELL)
    return draft


def parts_of(cell: list[Piece]) -> list[tuple[Line, int, int]]:
    """A cell's pieces as the joiner takes them."""
    return [(piece.line, piece.start, piece.end) for piece in cell]


def _split_part(before: Flow | None, table: Table) -> bool:
    """Whether a table is the rest of the one before, parted by a row of prose."""
    return isinstance(before, Table) and before.page == table.page and same_columns(before, table)


def like_rows(a: Group, b: Flow) -> bool:
    """Whether two lines with wide gaps are rows of one table without rulings."""
    return (
        isinstance(b, Group)
        and b.stands_alone
        and b.kind == "text"
        and len(b.lines[0].gaps) == len(a.lines[0].gaps)
        and b.lines[0].bold == a.lines[0].bold
        and not b.lines[0].turned
    )


def gap_row(group: Group, joiner: Joiner) -> Draft:
    """A row without rulings: its words between wide gaps as cells."""
    line = group.lines[0]
    cuts = [0, *(gap.offset for gap in line.gaps), len(line.text)]
    draft = Draft(BlockKind.TABLE_ROW, "", line.page)
    for start, end in pairwise(cuts):
        words = line.text[start:end]
        joiner.add(draft, [(line, start, start + len(words.rstrip()))], CELL)
    return draft
