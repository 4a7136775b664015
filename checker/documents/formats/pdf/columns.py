"""Columns that a file writes row by row: the gutters between them, and the rows taken apart there.

Words of running text cover every place of a line's width within a few lines. A stretch that no word of
many lines covers is a gutter; where the text on its sides is prose, it reads down one side and then the
other. A table's cells stay in their rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LEAST_ROWS = 5  # that have text on both sides of a gutter
_NARROWEST = 0.45  # of the size
_LEAST_LETTERS = 11  # in the middle one of a column's lines: less is a column of figures or names
_FILLED = 0.6  # of a column's lines are as wide as this share of it: prose is, cells are not
_RUNS_ON = 0.4  # of a column's lines begin within a sentence
_FAR = 3.2  # sizes between two lines that no longer stand together
_EDGE = 1e9

Blank = tuple[float, float]


@dataclass(slots=True)
class Char:
    """A character of a page with its place in points and pdfium's index."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    index: int


def in_columns(rows: list[list[Char]]) -> list[list[Char]]:
    """The rows, with those over several columns taken apart and put in the columns' order."""
    out: list[list[Char]] = []
    at = 0
    while at < len(rows):
        end, gutters = _run(rows, at)
        if gutters:
            out += _parted(rows[at:end], gutters)
            at = end
        else:
            out.append(rows[at])
            at += 1
    return out


def _run(rows: Sequence[list[Char]], start: int) -> tuple[int, list[Blank]]:
    """How far rows that share gutters go on from one of them, and the gutters; none for running text."""
    common: list[Blank] = [(-_EDGE, _EDGE)]
    best: tuple[int, list[Blank]] = (start, [])
    for at in range(start, len(rows)):
        if at > start and not _follows(rows[at - 1], rows[at]):
            break
        common = shared(common, blanks([(char.x0, char.x1) for char in rows[at] if not char.text.isspace()], 0.0))
        size = rows[start][0].size
        common = [blank for blank in common if blank[1] - blank[0] >= _NARROWEST * size]
        inner = [blank for blank in common if blank[0] > -_EDGE and blank[1] < _EDGE]
        if not inner and at > start:
            break
        if at - start + 1 >= _LEAST_ROWS:
            gutters = [blank for blank in inner if _holds_prose(rows[start : at + 1], blank, inner)]
            if gutters:
                best = at + 1, gutters
    return best


def _follows(above: list[Char], below: list[Char]) -> bool:
    step = above[0].y - below[0].y
    return 0 < step < _FAR * max(above[0].size, below[0].size)


def blanks(places: Sequence[Blank], least: float) -> list[Blank]:
    """The stretches that none of some places cover, those beyond the first and the last included."""
    found: list[Blank] = []
    end = -_EDGE
    for left, right in sorted(places):
        if left - end > least:
            found.append((end, left))
        end = max(end, right)
    found.append((end, _EDGE))
    return found


def shared(a: Sequence[Blank], b: Sequence[Blank]) -> list[Blank]:
    """The stretches that two lists have in common."""
    return [
        (max(x0, y0), min(x1, y1)) for x0, x1 in a for y0, y1 in b if min(x1, y1) - max(x0, y0) > 0
    ]  # fmt: skip


def _holds_prose(rows: Sequence[list[Char]], gutter: Blank, gutters: Sequence[Blank]) -> bool:
    """Whether the columns at both sides of a gutter hold lines of prose."""
    middle = (gutter[0] + gutter[1]) / 2
    left_edge = max((b for _, b in gutters if b < gutter[0]), default=-_EDGE)
    right_edge = min((a for a, _ in gutters if a > gutter[1]), default=_EDGE)
    for low, high in ((left_edge, middle), (middle, right_edge)):
        parts = [[char for char in row if low < char.x0 < high and not char.text.isspace()] for row in rows]
        parts = [part for part in parts if part]
        if len(parts) < _LEAST_ROWS or median(len(part) for part in parts) < _LEAST_LETTERS:
            return False
        if sum(1 for part in parts if part[0].text.islower()) < _RUNS_ON * len(parts):
            return False  # cells begin with capitals and figures, lines of prose within sentences
        widths = [part[-1].x1 - part[0].x0 for part in parts]
        if sum(1 for width in widths if width > _FILLED * max(widths)) < _FILLED * len(widths):
            return False
    return True


def _parted(rows: Sequence[list[Char]], gutters: Sequence[Blank]) -> list[list[Char]]:
    edges = [-_EDGE, *((a + b) / 2 for a, b in sorted(gutters)), _EDGE]
    parts = ([char for char in row if low < char.x0 <= high] for low, high in pairwise(edges) for row in rows)
    return [part for part in parts if any(not char.text.isspace() for char in part)]
