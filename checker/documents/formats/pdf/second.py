"""The second reading of a page whose text looks wrong: by pdfplumber, character by character.

pdfium reads lines fast, and trusts what the file says of blanks and order. pdfplumber gives each
character's place, size and font, from which lines and words are built anew: letters drawn twice count
once, words stay whole, and a gutter that runs down the page parts columns. Every character keeps
pdfium's index, by its place, so that quotes can be shown on the page.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from statistics import median
from typing import Any

from checker.documents.formats.pdf.columns import Char, in_columns
from checker.documents.formats.pdf.doubt import PRIVATE
from checker.documents.formats.pdf.line import Gap, Line

Known = tuple[str, float, float, int]  # a character that pdfium gives: where it stands, and its index

_GLYPH = re.compile(r"\(cid:(\d+)\)")
_SAME_PLACE = 6.0  # points: the two count the room between letters differently
_SAME_LEVEL = 2.0  # points
_AHEAD = 4  # characters that one of the two may leave out
_LEAST_FOUND = 0.7  # of the characters must be known to pdfium too
_TWICE = 0.15  # of the size: letters drawn twice stand no further apart
_BLANK = 0.19  # of the size: a gap that parts words where the file has no blanks
_WIDE_BLANK = 0.45  # where it has
_ROW = 0.35  # of the size: baselines closer than this make one line
_GAP = 1.5  # of the size, as in the first reading
_LONGEST_MARKER = 6  # characters, as in the first reading
_BOLD = ("bold", "black", "heavy", "demi")


class SecondReader:
    """Opens the file once, when the first page needs it; gives None for a page that it cannot read."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None

    def lines(self, number: int, known: Sequence[Known], offset: tuple[float, float]) -> list[Line] | None:
        """The lines of a page in the order of the file.

        `known` are the characters that pdfium gives with their places, `offset` what has to be added to
        pdfplumber's places to have pdfium's.
        """
        try:
            chars = self._chars(number, known, offset)
        except Exception:  # a page that pdfplumber cannot read stays as the first reading has it
            return None
        if chars is None:
            return None
        return list(lines_of(chars, number))

    def close(self) -> None:
        """Close the file."""
        pdf, self._pdf = self._pdf, None
        if pdf is not None:
            with suppress(Exception):  # of a damaged file, as when it was read
                pdf.close()

    def _chars(self, number: int, known: Sequence[Known], offset: tuple[float, float]) -> list[Char] | None:
        if self._pdf is None:
            import pdfplumber

            for library in ("pdfminer", "pdfplumber"):  # their remarks on a file are no one's to read
                logging.getLogger(library).addHandler(logging.NullHandler())
                logging.getLogger(library).propagate = False
            self._pdf = pdfplumber.open(io.BytesIO(self._data))
        page = self._pdf.pages[number - 1]
        left, bottom = offset
        sizes = [char["size"] for char in page.chars if char["text"].strip()]
        if not sizes:
            return None
        places = _Places(known)
        found: list[Char] = []
        lost = 0
        for char in page.chars:
            matrix = char["matrix"]
            x, y = matrix[4] + left, matrix[5] + bottom
            index = None if char["text"].isspace() else places.index(char["text"], x, y)
            lost += index is None and not char["text"].isspace()
            width = char["x1"] - char["x0"]
            index = places.last if index is None else index
            found.append(Char(_sign(char["text"]), x, x + width, y, char["size"], char["fontname"], index))
        page.close()
        if lost > (1 - _LEAST_FOUND) * len(found):
            return None
        return _once(found, max(1.0, _TWICE * median(sizes)))


def _sign(text: str) -> str:
    """A character; for one that the file names by its glyph alone, a private sign of that number."""
    glyph = _GLYPH.fullmatch(text)
    return chr(PRIVATE + int(glyph[1])) if glyph and int(glyph[1]) < 256 else text


class _Places:
    """pdfium's characters, found by their order in the file, or else by their place."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.last = 0
        self._known = known
        self._next = 0
        self._near: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, (text, _, y, _) in enumerate(known):
            self._near[text, round(y / _SAME_LEVEL)].append(at)

    def index(self, text: str, x: float, y: float) -> int | None:
        """pdfium's index of a character, or None where it has none like it there."""
        for at in range(self._next, min(self._next + _AHEAD, len(self._known))):
            if self._known[at][0] == text and abs(self._known[at][2] - y) < _SAME_LEVEL:
                return self._found(at)
        level = round(y / _SAME_LEVEL)
        near = [at for beside in (level - 1, level, level + 1) for at in self._near.get((text, beside), ())]
        best = min(near, key=lambda at: abs(self._known[at][1] - x), default=None)
        if best is None or abs(self._known[best][1] - x) > _SAME_PLACE:
            return None
        return self._found(best)

    def _found(self, at: int) -> int:
        self._next = at + 1
        self.last = self._known[at][3]
        return self.last


def _once(chars: Sequence[Char], near: float) -> list[Char]:
    """The characters, but for those that stand nearly where the same letter stands already."""
    kept: list[Char] = []
    seen: dict[tuple[str, str, int, int], list[Char]] = defaultdict(list)
    for char in chars:
        column, level = int(char.x0 // near), int(char.y // near)
        cells = [(column + a, level + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        twins = (twin for cell in cells for twin in seen.get((char.text, char.font, *cell), ()))
        if any(abs(twin.x0 - char.x0) <= near and abs(twin.y - char.y) <= near for twin in twins):
            continue
        seen[char.text, char.font, column, level].append(char)
        kept.append(char)
    return kept


def lines_of(chars: Sequence[Char], number: int) -> Iterator[Line]:
    """Lines from characters, in the order in which the file comes to them; columns one after the other."""
    for row in in_columns(_rows(chars)):
        line = _line(row, number)
        if line is not None:
            yield line


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of one baseline that the file writes in one go, or that touch."""
    levels: dict[int, list[list[Char]]] = defaultdict(list)
    rows: list[list[Char]] = []
    last: list[Char] = []
    for char in chars:
        if not last or not _continues(last, char):
            near = (row for level in range(round(char.y) - 3, round(char.y) + 4) for row in levels.get(level, ()))
            last = next((row for row in near if _touches(row, char)), [])
            if not last:
                levels[round(char.y)].append(last)
                rows.append(last)
        last.append(char)
    for row in rows:
        row.sort(key=lambda char: char.x0)
    return rows


def _level(row: list[Char], char: Char) -> bool:
    return abs(row[0].y - char.y) < _ROW * max(char.size, row[0].size)


def _continues(row: list[Char], char: Char) -> bool:
    """Whether a character goes on in the row that the one before it stands in."""
    return _level(row, char) and char.x0 > row[-1].x0 - 0.5 * char.size


def _touches(row: list[Char], char: Char) -> bool:
    if not _level(row, char):
        return False
    left, right = min(c.x0 for c in row), max(c.x1 for c in row)
    return left - char.size < char.x1 and char.x0 < right + char.size


def _apart(row: Sequence[Char]) -> float:
    """How far letters usually stand apart where a file sets each by itself; 0 where they touch."""
    rooms = [b.x0 - a.x1 for a, b in pairwise(row) if not a.text.isspace() and not b.text.isspace()]
    return max(median(rooms), 0.0) if rooms else 0.0


def _is_marker(text: str) -> bool:
    """Whether a line so far is a bullet or a number: the room behind it is no gap between cells."""
    return len(text) <= _LONGEST_MARKER and " " not in text and not text.isalpha()


def _line(row: Sequence[Char], number: int) -> Line | None:
    letters = [char for char in row if not char.text.isspace()]
    if not letters:
        return None
    size = max(char.size for char in letters)
    spaced = sum(1 for a, b in pairwise(row) if b.text.isspace() and not a.text.isspace())
    least = _WIDE_BLANK if 12 * spaced >= len(letters) else _BLANK
    room = least * size + _apart(row)  # behind a letter, from which a word ends; letters may be of no size at all
    text = ""
    runs: list[tuple[int, int]] = []
    gaps: list[Gap] = []
    before: Char | None = None
    blank = False
    for char in row:
        if char.text.isspace():
            blank = True
            continue
        gap = char.x0 - before.x1 if before else 0.0
        if before and (blank or gap > room):
            text += " "
            blank = False
            if gap > _GAP * size and not _is_marker(text[:-1]):
                gaps.append(Gap(len(text), before.x1, char.x0))
        if not runs or char.index != runs[-1][1] + len(text) - runs[-1][0]:
            runs.append((len(text), char.index))
        text += char.text
        before, blank = char, False
    ends = [any(word in char.font.lower() for word in _BOLD) for char in (letters[0], letters[-1])]
    return Line(
        number, text, runs, letters[0].x0, letters[-1].x1, letters[0].y, size, sum(ends),
        letters[-1].font.encode(), gaps=tuple(gaps),
    )  # fmt: skip
