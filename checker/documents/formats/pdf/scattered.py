"""Pages whose lines a file writes in no order: their columns found from where the lines stand.

Most files write a page from its top down, column by column. Some write line by line from the foot up, or in the
order in which the lines were last touched; then only the places tell in which column a line goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from checker.documents.formats.pdf.columns import blanks
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.tables import Table

_LEAST_ITEMS = 12
_SCATTERED = 0.6  # runs for each item: each line nearly is a run of its own
_LEAST_LETTERS = 20  # of a column's lines, on average: less are cells
_RUNS_ON = 0.3  # of a column's lines begin within a sentence
_LEAST_LINES = 4  # of a column
_GUTTER = 5.0  # points
_MOST_ACROSS = 0.5  # of the lines stand across a gutter: titles, boxes, a part in one column
_DEEPEST = 6
_EDGE = 1e8


def is_scattered(items: Sequence[Line | Table], runs: int) -> bool:
    """Whether nearly every item of a page stands apart from the one before it."""
    return len(items) >= _LEAST_ITEMS and runs >= _SCATTERED * len(items)


def by_columns(items: Sequence[Line | Table], depth: int = 0) -> list[Line | Table] | None:
    """The items down one column and then the other, between what stands across them; None without columns of prose."""
    if depth > _DEEPEST or len(items) < 2 * _LEAST_LINES or any(type(item) is Line and item.turned for item in items):
        return None
    inner = [
        gap for gap in blanks([(item.x0, item.x1) for item in items], _GUTTER) if gap[0] > -_EDGE and gap[1] < _EDGE
    ]
    for left, right in inner:
        parts = [[item for item in items if item.x1 <= left + 1], [item for item in items if item.x0 >= right - 1]]
        if all(map(_is_prose, parts)):
            return [item for part in parts for item in by_columns(part, depth + 1) or _downwards(part)]
    gutter = _least_crossed(items)
    if gutter is None:
        return None
    ordered: list[Line | Table] = []
    part: list[Line | Table] = []
    for item in _downwards(items):
        if item.x0 < gutter < item.x1:
            ordered += [*_parted(part, gutter, depth), item]
            part = []
        else:
            part.append(item)
    return [*ordered, *_parted(part, gutter, depth)]


def _parted(items: Sequence[Line | Table], gutter: float, depth: int) -> list[Line | Table]:
    """Items of which none stands across a gutter: those at its left, then those at its right."""
    sides = [item for item in items if item.x1 <= gutter], [item for item in items if item.x0 >= gutter]
    return [item for side in sides for item in by_columns(side, depth + 1) or _downwards(side)]


def _least_crossed(items: Sequence[Line | Table]) -> float | None:
    """Where the fewest items stand across, with prose at both sides of it; None where there is no such place."""
    best: tuple[int, float] | None = None
    for x in sorted({item.x0 - 2 for item in items}):
        across = sum(1 for item in items if item.x0 < x < item.x1)
        if not 0 < across <= _MOST_ACROSS * len(items) or (best is not None and across >= best[0]):
            continue
        sides = [item for item in items if item.x1 <= x], [item for item in items if item.x0 >= x]
        if all(map(_is_prose, sides)):
            best = across, x
    return None if best is None else best[1]


def _is_prose(items: Sequence[Line | Table]) -> bool:
    lines = [item for item in items if type(item) is Line]
    if len(lines) < _LEAST_LINES or mean(len(line.text) for line in lines) < _LEAST_LETTERS:
        return False
    return sum(1 for line in lines if line.text[0].islower()) >= _RUNS_ON * len(lines)


def _downwards(items: Sequence[Line | Table]) -> list[Line | Table]:
    return sorted(items, key=lambda item: (-(item.y if type(item) is Line else item.top), item.x0))  # type: ignore[union-attr]
