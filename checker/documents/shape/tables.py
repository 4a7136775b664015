"""From a table's cells to drafts, in the one way that all formats share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft
from checker.documents.shape.heads import heads_columns
from checker.text.characters import CELL

_PAGE = re.compile(r"(?:page|p\.?)?\s*(\d{1,3}|[ivx]{1,5})", re.IGNORECASE)
_ENDS = (".", ";", ":", ",", "!", "?")


def table_drafts(rows: Sequence[Sequence[str]], *, page: int | None, header: bool | None) -> list[Draft]:
    """The drafts of a table: a heading row, then a row each as "label | Heading: cell | Heading: cell".

    `header` tells whether the first row is marked as a heading row; None lets its cells decide.
    A cell that spans several fields stands in the first of them, the others are empty. A table of
    one column comes back as paragraphs, a list of titles with page numbers as contents entries.
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((len(row) for row in cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    used = [column for column in range(width) if any(row[column] for row in cells)]
    cells = [[row[column] for column in used] for row in cells]
    if not cells:
        return []
    if len(used) == 1:
        return [Draft(BlockKind.PARAGRAPH, row[0], page) for row in cells]
    if _is_contents(cells):
        return [Draft(BlockKind.CONTENTS, " ".join(filter(None, row)), page) for row in cells]
    drafts: list[Draft] = []
    while len(cells) > 2 and header is None and cells[0][0] and not any(cells[0][1:]) and len(used) > 2:
        drafts.append(Draft(BlockKind.TABLE_ROW, cells.pop(0)[0], page))
    headings: list[str] = []
    if _is_heading_row(cells, header):
        headings = cells.pop(0)
        drafts.append(Draft(BlockKind.TABLE_HEAD, CELL.join(filter(None, headings)), page))
    for row in cells:
        if row == headings:  # repeated at the top of the table's next page
            continue
        parts = [
            f"{headings[column]}: {cell}" if headings and column and headings[column] not in {"", cell} else cell
            for column, cell in enumerate(row)
            if cell
        ]
        drafts.append(Draft(BlockKind.TABLE_ROW, CELL.join(parts), page))
    return drafts


def join_cell(parts: Sequence[str]) -> str:
    """The paragraphs or list items of one cell on one line, parted by semicolons where none stops."""
    text = ""
    for part in filter(None, (part.strip() for part in parts)):
        if not text:
            text = part
        elif text.endswith(_ENDS) or not part[0].isupper():
            text += " " + part
        else:
            text += "; " + part
    return text


def _is_heading_row(cells: list[list[str]], header: bool | None) -> bool:
    if len(cells) < 2 or header is False:
        return False
    if header:
        return sum(map(bool, cells[0])) > 1 or not cells[0][0]
    return heads_columns(cells)


def _is_contents(cells: list[list[str]]) -> bool:
    """Whether every row is a title and a page number, and the pages only go up."""
    if len(cells) < 3 or any(len(row) > 3 for row in cells):
        return False
    pages = [_PAGE.fullmatch(row[-1]) for row in cells]
    if not all(pages) or not all(any(row[:-1]) for row in cells):
        return False
    figures = [int(page[1]) for page in pages if page and page[1].isdigit()]
    return len(figures) > 2 and figures == sorted(figures) and figures[0] < figures[-1] <= 400
