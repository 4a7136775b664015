"""Sentences scored by learned tables, all of a report in one pass: how each judges, and what it is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from checker.inspections.features import UNDER, Features, polarity_features, theme_features
from checker.inspections.lexicon import Vocabulary
from checker.inspections.sheet import Array, Entries, Sheet, sheet_of, sums_by_row
from checker.inspections.tables import Index, Table
from checker.results.model import Polarity

POLARITIES: tuple[Polarity, ...] = ("praise", "fault", "mixed", "early", "neutral")


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """How scores become a reading. Chosen with reports left out by `benchmarks.inspection_sentences`."""

    carried: float = 0.5  # what a sentence takes over of the score on a theme of the one before it
    carried_from: float = -0.5  # the score from which there is anything to take over
    theme_from: float = -0.2  # a sentence is about each theme that scores more
    best_theme_from: float = -0.6  # or about the best one alone, if that scores more
    sharpness: float = 2.0  # how fast the difference of two scores becomes certainty


@dataclass(frozen=True, slots=True)
class Tables:
    """The learned weights with the words they lean on; themes by pack."""

    words: Vocabulary
    polarity: Table
    themes: Mapping[str, Table]
    weights: ReadingWeights = ReadingWeights()
    _indexes: dict[tuple[str, ...], Index] = field(default_factory=dict, repr=False, compare=False)

    def index(self, packs: Sequence[str] = ()) -> Index:
        """The table of polarity and those of some packs side by side."""
        key = tuple(packs)
        if key not in self._indexes:
            self._indexes[key] = Index([self.polarity, *(self.themes[pack] for pack in packs)])
        return self._indexes[key]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where the sentences of a sheet stand: the row before each, the row of its heading; -1 for none."""

    before: Array
    above: Array
    headings: int  # the row from which rows are headings


def score(sheet: Sheet, around: Neighbours, tables: Tables, packs: Sequence[str]) -> tuple[Array, list[Array]]:
    """The share of each polarity in the order of POLARITIES, float64[rows, 5]; of each pack the score on each theme."""
    index = tables.index(packs)
    features = [polarity_features(sheet, around.before, tables.words.polarity)]
    features += [theme_features(sheet, around.before, around.above, tables.words.themes[pack]) for pack in packs]
    polarity, *themes = _sums(sheet, around, index, features)
    return shares(polarity, tables), themes


def shares_alone(texts: Sequence[str], tables: Tables) -> Array:
    """float64[texts, 5]: the share of each polarity in sentences or parts of them, whatever stands before them."""
    sheet = sheet_of(texts)
    nothing = np.full(len(texts), -1)
    return score(sheet, Neighbours(nothing, nothing, len(texts)), tables, ())[0]


def shares(sums: Array, tables: Tables) -> Array:
    """float64[rows, 5]: sums of the table of polarity as shares, in the order of POLARITIES."""
    order = [tables.polarity.outcomes.index(name) for name in POLARITIES]
    powers = np.exp(tables.weights.sharpness * sums[:, order])
    return powers / powers.sum(axis=1, keepdims=True)


def _sums(sheet: Sheet, around: Neighbours, index: Index, features: Sequence[Features]) -> list[Array]:
    """float64[rows, outcomes] for each table of an index; features count by their share of the whole sentence."""
    places = index.places(sheet)
    known = places[sheet.words.value]
    entries = Entries(sheet.words.row, known)
    own = sums_by_row(sheet.rows, entries, index.words(known, "")) + index.pairs(sheet, places)
    follows = (around.before >= 0)[:, None]
    before = sums_by_row(sheet.rows, entries, index.words(known, "<")) if follows.any() else None
    of_headings = sheet.words.row >= around.headings
    titles = Entries(sheet.words.row[of_headings], known[of_headings])
    under = sums_by_row(sheet.rows, titles, index.words(titles.value, "under "))
    filled = np.flatnonzero(sheet.sizes)
    opening = index.words(places[sheet.ids[sheet.starts[filled]]], "^")
    below = np.flatnonzero(around.above >= 0)
    found = []
    for number, one in enumerate(features):
        columns = index.columns[number]
        # Few of them count: a product of matrices would keep every processor busy.
        weights = one.cues.value[:, None] * index.cues(number, one.columns)[one.cues.column]
        total = own[:, columns] + sums_by_row(sheet.rows, Entries(one.cues.row, one.cues.column), weights)
        if before is not None:
            total += follows * one.before_counts[:, None].astype(np.float32) * before[:, columns][around.before]
        if one.opening:
            total[filled] += opening[:, columns]
        if one.above is not None:
            total[below] += UNDER * under[:, columns][around.above[below]]
        found.append(total / one.lengths()[:, None] + np.array(index.tables[number].intercepts))
    return found
