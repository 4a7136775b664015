"""Tables of learned weights: what each word or class of words counts for, by outcome. Owns their file.

A table is a text file: lines that begin with "#" say what it is and which command made it; one line
names the outcomes; one gives the intercepts; every other line is a feature and a weight an outcome.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from pathlib import Path

import numpy as np

from checker.errors import PackError
from checker.inspections.sheet import Array, Entries, Sheet, sums_by_row

_FEATURE, _INTERCEPT = "feature", "(intercept)"
_MARKS = ("", "^", "<", "under ")  # a word, the first one, one of the sentence before, one of the heading above
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[#;,]"
_Alone = tuple[int, int, str, int]  # the table, the place in it, the mark, the word
_Paired = tuple[int, int, int, int]  # the table, the place in it, the two words
_WORDS = re.compile(rf"(?P<mark>[<^]|under )?(?P<word>{_WORD})(?:_(?P<second>{_WORD}))?")


@cache
def _parts(feature: str) -> tuple[str, str, str | None] | None:
    """The mark, the word and the second word of a feature, or None for a class of words.

    Remembered, since the table of polarity stands beside those of each pack in turn.
    """
    found = _WORDS.fullmatch(feature)
    return None if found is None else (found["mark"] or "", found["word"], found["second"])


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by feature, one an outcome, in the order of `outcomes`."""

    outcomes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    told: str = ""  # the lines at its head
    matrix: Array = field(init=False, repr=False, compare=False)  # float32[features, outcomes]

    def __post_init__(self) -> None:
        rows = np.array(list(self.weights.values()), np.float32).reshape(len(self.weights), len(self.outcomes))
        object.__setattr__(self, "matrix", rows)

    def of(self, features: Sequence[str]) -> Array:
        """float32[features, outcomes]: the weights of some features; what it does not know weighs nothing."""
        none = (0.0,) * len(self.outcomes)
        found = [self.weights.get(feature, none) for feature in features]
        return np.array(found, np.float32).reshape(len(features), len(none))


class Index:
    """Some tables side by side, looked up by the words of a sheet for all their outcomes at once.

    Its columns are the outcomes of the first table, then those of the next.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.columns: list[slice] = []
        width = 0
        for table in tables:
            self.columns.append(slice(width, width + len(table.outcomes)))
            width += len(table.outcomes)
        self._words: dict[str, int] = {}
        alone: list[_Alone] = []
        paired: list[_Paired] = []
        for number, table in enumerate(tables):
            for place, feature in enumerate(table.weights):
                found = _parts(feature)
                if found is None:
                    continue  # a class of words: a column of features
                mark, first, second = found
                word = self._words.setdefault(first, len(self._words))
                if second is None:
                    alone.append((number, place, mark, word))
                else:
                    paired.append((number, place, word, self._words.setdefault(second, len(self._words))))
        self._of_words = self._by_mark(alone, width)
        self._keys, self._pairs = self._by_pair(paired, width)
        self._cues: dict[tuple[int, tuple[str, ...]], Array] = {}

    def _by_mark(self, alone: Sequence[_Alone], width: int) -> dict[str, Array]:
        """By mark: float32[words + 1, columns], the last row nothing."""
        found = {mark: np.zeros((len(self._words) + 1, width), np.float32) for mark in _MARKS}
        for number, columns in enumerate(self.columns):
            for mark, weights in found.items():
                here = [(word, place) for of, place, own, word in alone if of == number and own == mark]
                if here:
                    words, places = (list(some) for some in zip(*here, strict=True))
                    weights[words, columns] = self.tables[number].matrix[places]
        return found

    def _by_pair(self, paired: Sequence[_Paired], width: int) -> tuple[Array, Array]:
        """int64[pairs], in rising order, and float32[pairs, columns]."""
        keys = [first * len(self._words) + second for _, _, first, second in paired]
        different, at = np.unique(np.array(keys, np.int64), return_inverse=True)
        weights = np.zeros((len(different), width), np.float32)
        of = np.fromiter((number for number, *_ in paired), np.int64, len(paired))
        places = np.fromiter((place for _, place, *_ in paired), np.int64, len(paired))
        for number, columns in enumerate(self.columns):
            here = np.flatnonzero(of == number)
            weights[at[here], columns] = self.tables[number].matrix[places[here]]
        return different, weights

    def places(self, sheet: Sheet) -> Array:
        """int64[forms]: the place of each word of a sheet among those known here; behind them all where it is none."""
        none = len(self._words)
        return np.fromiter(map(self._words.get, sheet.forms, repeat(none)), np.int64, len(sheet.forms))

    def words(self, places: Array, mark: str) -> Array:
        """float32[places, columns]: what words count for, as themselves or as what a mark makes of them."""
        return self._of_words[mark][places]

    def pairs(self, sheet: Sheet, places: Array) -> Array:
        """float32[sentences, columns]: what the pairs of each sentence count for."""
        first, second = np.divmod(sheet.pairs.value, max(1, len(sheet.forms)))
        first, second = places[first], places[second]
        both = np.flatnonzero((first < len(self._words)) & (second < len(self._words)))
        key = first[both] * len(self._words) + second[both]
        place = np.searchsorted(self._keys, key)
        place[place == len(self._keys)] = 0
        right = self._keys[place] == key if len(self._keys) else np.zeros(0, bool)
        found = Entries(sheet.pairs.row[both[right]], place[right])
        return sums_by_row(sheet.rows, found, self._pairs[found.value])

    def cues(self, number: int, columns: tuple[str, ...]) -> Array:
        """float32[columns, outcomes]: what classes of words count for in one of the tables."""
        key = number, columns
        if key not in self._cues:
            self._cues[key] = self.tables[number].of(columns)
        return self._cues[key]


def _is_row(line: str, outcomes: int) -> bool:
    try:
        return len(list(map(float, line.split("\t")[1:]))) == outcomes
    except ValueError:
        return False


@cache
def read_table(path: Path) -> Table:
    """The table of a file. Raises PackError (broken-pack) with the line that is none of a table."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PackError("broken-pack", f"{path} cannot be read: {error.strerror or error}.") from error
    head = next((number for number, line in enumerate(lines) if line and line[0] != "#"), len(lines))
    if head == len(lines) or lines[head].split("\t")[0] != _FEATURE:
        raise PackError("broken-pack", f"{path} has no line that names its outcomes. Make it again.")
    told = [line[1:].strip() for line in lines[:head]]
    outcomes = tuple(lines[head].split("\t")[1:])
    rows = [line.partition("\t") for line in lines[head + 1 :] if line]
    names, cells = [row[0] for row in rows], [row[2] for row in rows]
    try:
        if any(cell.count("\t") != len(outcomes) - 1 for cell in cells):
            raise ValueError("a row is too short or too long")
        flat = map(float, "\t".join(cells).split("\t") if cells else ())  # all at once: there are a hundred thousand
        weights = dict(zip(names, zip(*[flat] * len(outcomes), strict=True), strict=True))
    except ValueError:
        number = next(at for at, line in enumerate(lines) if at > head and line and not _is_row(line, len(outcomes)))
        raise PackError(
            "broken-pack", f"{path}, line {number + 1}: not a feature with {len(outcomes)} weights."
        ) from None
    intercepts = weights.pop(_INTERCEPT, (0.0,) * len(outcomes))
    return Table(outcomes, intercepts, weights, "\n".join(told))


def table_text(table: Table) -> str:
    """The table as its file holds it, features in the order of the alphabet."""
    lines = [f"#\t{line}" for line in table.told.splitlines()]
    lines.append("\t".join((_FEATURE, *table.outcomes)))
    for name, row in ((_INTERCEPT, table.intercepts), *sorted(table.weights.items())):
        lines.append(
            "\t".join(
                (name, *(f"{weight:.3f}".replace("-0.000", "0").rstrip("0").rstrip(".") or "0" for weight in row))
            )
        )
    return "\n".join(lines) + "\n"
