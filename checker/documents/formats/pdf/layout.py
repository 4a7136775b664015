"""A page and its measures, its reading order, columns, footnotes and pictures.

Works on the whole document, since the size of the body text or the space between its lines can only be
told from many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.scattered import by_columns, is_scattered
from checker.documents.formats.pdf.tables import Table

Box = tuple[float, float, float, float]

_CAPITAL_HEIGHT = 0.7  # of the size
_FAR = 30.0  # points of empty space that end a run of lines
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡]|[¹²³⁰-⁹]{1,3}\s?)(?=\s|\S)")


@dataclass(slots=True)
class Page:
    """A page as read: its number, visible box, and its lines and tables in pdfium's order."""

    number: int
    box: Box
    items: list[Line | Table]
    pictures: list[Box] = field(default_factory=list)
    step: float = 0.0  # from line to line within paragraphs, in units of the size; 0 if too few tell


@dataclass(slots=True)
class Measures:
    """What is usual in the document: size and font of the body text, and the step between its lines."""

    size: float
    font: bytes
    step: float  # in units of the size


def measure(pages: list[Page]) -> Measures:
    """The body text's size, font and line step: those that most characters have."""
    sizes: Counter[tuple[float, bytes]] = Counter()
    for page in pages:
        for item in page.items:
            if type(item) is Line:
                sizes[(item.size, item.font)] += len(item.text)
    by_size: Counter[float] = Counter()
    for (size, _), count in sizes.items():
        by_size[round(size, 1)] += count
    size = by_size.most_common(1)[0][0] if by_size else 12.0
    font = max(((n, f) for (s, f), n in sizes.items() if round(s, 1) == size), default=(0, b""))[1]
    steps: Counter[float] = Counter()
    for page in pages:
        here = _steps(page)
        page.step = _within_paragraphs(here) if here.total() >= 8 else 0.0
        steps.update(here)
    return Measures(size, font, _within_paragraphs(steps))


def _steps(page: Page) -> Counter[float]:
    """How often each step follows a full line, in units of the size."""
    steps: Counter[float] = Counter()
    right = right_edge(page.items)
    before: Line | None = None
    for item in page.items:
        if type(item) is not Line:
            before = None
            continue
        if before and before.x1 > right - 0.12 * (right - before.x0) and abs(item.size - before.size) < 0.5:
            step = before.y - item.y
            if 0.8 * item.size < step < 2.6 * item.size:
                steps[round(step / item.size, 1)] += 1
        before = item
    return steps


def _within_paragraphs(steps: Counter[float]) -> float:
    """The usual step; where two are nearly as common, the smaller, since the other parts paragraphs."""
    most = max(steps.values(), default=0)
    return min((step for step, count in steps.items() if count > 0.4 * most), default=1.2)


def right_edge(items: list[Line | Table]) -> float:
    edges = sorted(item.x1 for item in items if type(item) is Line and not item.turned)
    return edges[int(0.95 * (len(edges) - 1))] if edges else 0.0


# --- pictures ---


def mark_repeated_pictures(pages: list[Page]) -> None:
    """Take out pictures that stand at one place on several pages, and backgrounds of text."""
    seen: Counter[tuple[int, ...]] = Counter()
    for page in pages:
        seen.update({tuple(round(v / 4) for v in box) for box in page.pictures})
    for page in pages:
        x0, y0, x1, y1 = page.box
        area = (x1 - x0) * (y1 - y0)
        page.pictures = [
            box
            for box in page.pictures
            if seen[tuple(round(v / 4) for v in box)] < 3 and (box[2] - box[0]) * (box[3] - box[1]) < 0.85 * area
        ]


# --- reading order ---


def in_reading_order(items: list[Line | Table]) -> list[Line | Table]:
    """pdfium's order where it runs down the page; else runs of lines ordered by their place.

    A run goes down the page without a jump upwards, aside, or over several lines. A run above
    another in the same column comes first, and of two side by side the left one; other runs stay.
    """
    runs: list[list[Line | Table]] = []
    top = bottom = 0.0
    for item in items:
        high, low = extent(item)
        upward = high > top + 2 and low > bottom + 2
        if not runs or upward or item.x0 > runs[-1][-1].x1 or item.x1 < runs[-1][-1].x0 or bottom - high > _FAR:
            runs.append([item])
        else:
            runs[-1].append(item)
        top, bottom = high, low
    if len(runs) == 1:
        return items
    boxes = [_box(run) for run in runs]
    if all(_above(a, b) for a, b in pairwise(boxes)):
        return items
    if is_scattered(items, len(runs)):
        columns = by_columns(items)
        if columns is not None:
            return columns
    left = list(range(len(runs)))
    ordered: list[Line | Table] = []
    while left:
        # The first in pdfium's order that no other has to come before; where two do so in a circle, the first.
        free = (i for i in left if not any(_comes_before(boxes[j], boxes[i]) for j in left if j != i))
        index = next(free, left[0])
        left.remove(index)
        ordered += runs[index]
    return ordered


def extent(item: Line | Table) -> tuple[float, float]:
    if type(item) is Line:
        return item.y + 0.7 * item.size, item.y - 0.2 * item.size
    assert isinstance(item, Table)  # noqa: S101 - for the type checker
    return item.top, item.bottom


def _box(run: list[Line | Table]) -> Box:
    extents = [extent(item) for item in run]
    return (
        min(item.x0 for item in run),
        min(low for _, low in extents),
        max(item.x1 for item in run),
        max(high for high, _ in extents),
    )


def _above(a: Box, b: Box) -> bool:
    return a[1] >= b[3] - 3


def _comes_before(a: Box, b: Box) -> bool:
    if a[0] < b[2] and b[0] < a[2]:
        return _above(a, b)  # in the same column
    return a[2] <= b[0] and a[3] > b[1] and b[3] > a[1]  # side by side, to the left


def split_columns(items: list[Line | Table]) -> list[Line | Table]:
    """Lines that pdfium ran together over a gutter between two columns, taken apart.

    Only where many lines of prose have their gap at one place; a column of figures stays in its row.
    """
    rows = [item for item in items if type(item) is Line and len(item.gaps) == 1]
    if len(rows) < 5:
        return items
    gutter = sorted(line.gaps[0].right for line in rows)[len(rows) // 2]
    common = [line for line in rows if abs(line.gaps[0].right - gutter) < 15]
    prose = [line for line in common if min(line.gaps[0].offset, len(line.text) - line.gaps[0].offset) > 15]
    if len(prose) < 0.7 * len(rows):
        return items
    out: list[Line | Table] = []
    left: list[Line | Table] = []
    right: list[Line | Table] = []
    for item in items:
        if type(item) is Line and len(item.gaps) == 1 and abs(item.gaps[0].right - gutter) < 15:
            before, behind = item.cut(item.gaps[0])
            left.append(before)
            right.append(behind)
        elif type(item) is Line and left and item.x0 > gutter - 6:
            right.append(item)
        elif type(item) is Line and left and item.x1 < gutter:
            left.append(item)
        else:
            out += [*left, *right, item]
            left, right = [], []
    return [*out, *left, *right]


# --- drop capitals ---


def join_drop_capitals(page: Page) -> None:
    """Put a large first letter before the line that it begins."""
    lines = [item for item in page.items if type(item) is Line and not item.turned]
    for capital in lines:
        if len(capital.text) > 2 or not capital.text[-1].isupper():
            continue
        line = next((item for item in lines if _begun_by(capital, item)), None)
        if line is None:
            continue
        page.items.remove(capital)
        word = line.text.split(" ", 1)[0].lower()
        alone = capital.text in {"A", "I"} and any(
            word in map(_bare, item.text.lower().split()) for item in lines if item is not line
        )
        space = " " if alone else ""
        shift = len(capital.text) + len(space)
        line.runs = [*capital.runs, *((start + shift, char) for start, char in line.runs)]
        line.gaps = tuple(gap._replace(offset=gap.offset + shift) for gap in line.gaps)
        line.text = capital.text + space + line.text


def _bare(word: str) -> str:
    return word.strip(".,;:!?()’”“‘'\"")


def _begun_by(capital: Line, line: Line) -> bool:
    """Whether a line stands at the upper right of a letter of two lines' height or more."""
    if capital.size < 1.7 * line.size or not line.text[0].isalpha() or line.x0 < capital.x1 - 2:
        return False
    top = capital.y + _CAPITAL_HEIGHT * capital.size
    return line.x0 - capital.x1 < 2 * line.size and abs(top - line.y - _CAPITAL_HEIGHT * line.size) < line.size


# --- footnotes ---


def take_footnotes(page: Page, usual: Measures) -> list[list[Line]]:
    """Remove the footnotes at the page's foot and give them back, one list of lines each.

    They begin with a raised or small number, below all lines of the body's size; in the body's own
    size they end where the space between lines widens.
    """
    lines = [item for item in page.items if type(item) is Line and not item.turned]
    small = 0.93 * usual.size
    floor = min((line.y for line in lines if line.size > small), default=None)
    middle = page.box[1] + 0.6 * (page.box[3] - page.box[1])
    start: Line | None = None
    for line in lines:
        below = floor is not None and line.y < floor and line.size <= small
        if line.y < middle and (line.raised or below) and _NOTE.match(line.text) and (not start or line.y > start.y):
            start = line
    if start is None:
        return []
    notes: list[list[Line]] = []
    taken: set[int] = set()
    for line in sorted((item for item in lines if item.y <= start.y + 1), key=lambda item: -item.y):
        begins = _NOTE.match(line.text) is not None
        if start.size > small:
            if notes and not (begins and line.raised) and notes[-1][-1].y - line.y > 1.25 * usual.step * line.size:
                break
        elif line.size > small:
            continue
        taken.add(id(line))
        if begins or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
    page.items = [item for item in page.items if id(item) not in taken]
    return notes
