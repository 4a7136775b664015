"""The words of sentences as features for learned weights: words, neighbours, and classes of words.

Training and reading see a sentence through this one module. The classes stand as data in
`rules/inspections/words.yaml`; what they and the words count for stands beside them in tables that
`python -m benchmarks.train_inspections` makes. Pure.

Features have names, as the tables hold them: `clear` a word, `not_clear` two neighbours, `^however` the
first word, `+praise` a class of words, `not~praise` a class some words behind another, `1+praise` a class in
the first or second half of a sentence that turns, `<...>` what holds of the sentence before, `under ...`
what stands in the heading above. Words and neighbours stay numbers of a sheet until somebody asks for
names; classes are columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from checker.inspections.lexicon import CLASSES, Lexicon
from checker.inspections.sheet import Array, Entries, Sheet, as_columns, once, or_by_half, or_by_row
from checker.inspections.structure import structure, structure_columns

_REACH = 6  # words within which one class turns another round: "not always seen as robust"
_CUE = 2.5  # what a class counts beside a word, chosen by benchmarks.inspection_sentences on reports left out
_PLACED = 2.0  # the same of a class by where it stands
_THEME_CUE = 1.5
_BEFORE = 0.3  # what a word of the sentence before counts
_BACK = 0.7  # the same for what a sentence is about, where it begins with "This ..."
UNDER = 0.3  # what a word of the heading counts
_PAIRED = ("not", "lack", "fully", "too", "need", "prevent", "know", "admit", "rather", "only", "some", "most")
_PAIRED_WITH = (
    "praise",
    "lack",
    "fully",
    "much",
    "improve",
    "drift",
    "harm",
    "area",
    "risk",
    "done",
    "ensures",
    "embed",
    "need",
    "isnot",
)
_FAULTY = ("lack", "drift", "not", "need")  # classes that make a half of a sentence find fault
_WELL = ("praise", "done", "ensures")
_BEFORE_BAD = ("lack", "not", "need", "too")
_TURNED = ("not~praise", "lack~praise", "need~praise", "not~fully", "rather~praise", "too~much")
_SAYS_BAD = ("lack", "more-to", "missed")
_GOOD = ("praise",)
_SIGNS = tuple(f"<{one}{other}>" for one in "-+0" for other in "-+0")
_RANKS = 64  # more than the classes that one word has
_PAST = 1 << 40  # behind every word of a sentence


@dataclass(frozen=True, slots=True)
class Cues:
    """Columns that count in sentences, by sentence and column: a fiftieth of them do, so the rest is not held."""

    row: Array  # int64[n], of the sentence
    column: Array  # int64[n]
    value: Array  # float32[n]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of every sentence of a sheet: columns for what is said by classes, the rest by its words."""

    sheet: Sheet
    columns: tuple[str, ...]
    cues: Cues  # what is said by classes
    before: Array  # int64[sentences], the sentence before in the paragraph; -1 for none
    before_counts: Array  # float32[sentences], what a word of it counts
    above: Array | None  # int64[sentences], the row that holds the heading above; -1 for none. None: not looked at
    opening: bool  # whether the first word counts by itself; commas and semicolons are words only then

    def lengths(self) -> Array:
        """float64[sentences]: the length of each as its features make it; long and short ones can be compared."""
        sheet = self.sheet
        words = np.bincount(sheet.words.row, minlength=sheet.rows)
        told = words + 0.0
        if self.opening:
            told += sheet.sizes > 0
        else:
            told -= np.bincount(sheet.words.row[sheet.words.value < 2], minlength=sheet.rows)
        told += np.bincount(sheet.pairs.row, minlength=sheet.rows)
        told += np.bincount(self.cues.row, self.cues.value**2, sheet.rows)
        told += np.where(self.before >= 0, words[self.before], 0) * self.before_counts**2
        if self.above is not None:
            told += np.where(self.above >= 0, words[self.above], 0) * UNDER**2
        return np.sqrt(np.where(told > 0, told, 1.0))

    def of(self, row: int) -> dict[str, float]:
        """The features of one sentence by name."""
        sheet = self.sheet
        told = sheet.told(row)
        found = {word: 1.0 for word in told if self.opening or word not in ",;"}
        found.update((sheet.pair_named(pair), 1.0) for pair in sheet.pairs.value[sheet.pairs.row == row])
        if self.opening and told:
            found[f"^{told[0]}"] = 1.0
        here = self.cues.row == row
        columns, values = self.cues.column[here].tolist(), self.cues.value[here].tolist()
        found.update((self.columns[column], value) for column, value in zip(columns, values, strict=True))
        if self.before[row] >= 0:
            counts = float(self.before_counts[row])
            found.update((f"<{word}", counts) for word in sheet.told(int(self.before[row])))
        if self.above is not None and self.above[row] >= 0:
            found.update((f"under {word}", UNDER) for word in sheet.told(int(self.above[row])))
        return found


@cache
def polarity_columns(lexicon: Lexicon) -> tuple[str, ...]:
    """The classes of words by which polarity is told, and how they stand to each other."""
    names = lexicon.names
    return (
        *(f"+{name}" for name in names),
        *(f"{half}+{name}" for half in (1, 2) for name in names),
        *(f"{one}~{other}" for one in _PAIRED for other in _PAIRED_WITH),
        *_SIGNS,
        "<fault>",
        "<no-fault>",
        "<bare>",
        "<first>",
        "<before-bad>",
        "<before-good>",
        *structure_columns(),
    )


def polarity_features(sheet: Sheet, before: Array, lexicon: Lexicon) -> Features:
    """What each sentence says of how inspectors judge. `before` is the sentence before in its paragraph, or -1."""
    columns, counts, place = _polarity_places(lexicon)
    classes = len(lexicon.names)
    told = lexicon.told(sheet.forms)
    bits = (told & CLASSES)[sheet.ids]
    turns = np.flatnonzero(sheet.halves)
    halves = or_by_half(bits, sheet, turns)
    whole = or_by_row(bits, sheet)
    named = whole | _of_pairs(sheet, lexicon, told)
    paired = _paired(sheet, bits, lexicon)
    bad = (named & _mask(lexicon, _SAYS_BAD)) > 0
    bad[paired.row[np.isin(paired.value, [place[name] for name in _TURNED])]] = True
    bare = ~bad & ((named & _mask(lexicon, _GOOD)) == 0)
    follows = before >= 0
    worse = follows & ((whole[before] & _mask(lexicon, _BEFORE_BAD)) > 0)
    signs = 3 * _sign(halves[0], lexicon) + _sign(halves[1], lexicon)
    keys = [_keys(named, 0, columns), paired.row * len(columns) + paired.value]
    keys += [_keys(held, half * classes, columns, turns) for half, held in enumerate(halves, 1)]
    keys.append(turns * len(columns) + place[_SIGNS[0]] + signs)
    for name, holds in (
        ("<fault>", bad),
        ("<no-fault>", ~bad),
        ("<bare>", bare),
        ("<first>", ~follows),
        ("<before-bad>", worse),
        ("<before-good>", follows & ~worse),
    ):
        keys.append(np.flatnonzero(holds) * len(columns) + place[name])
    placed = structure(sheet, bits, lexicon)
    keys.append(placed.row * len(columns) + place["<before-good>"] + 1 + placed.value)
    row, column = np.divmod(np.sort(np.concatenate(keys)), len(columns))
    cues = Cues(row, column, counts[column])
    return Features(sheet, columns, cues, before, np.full(sheet.rows, _BEFORE), None, opening=True)


@cache
def _polarity_places(lexicon: Lexicon) -> tuple[tuple[str, ...], Array, dict[str, int]]:
    """The columns, what each counts where it holds (float32[columns]), and their places by name."""
    columns = polarity_columns(lexicon)
    place = {name: at for at, name in enumerate(columns)}
    counts = np.full(len(columns), _CUE, np.float32)
    counts[[place[name] for name in _SIGNS]] = 1.5 * _CUE
    counts[[place[name] for name in ("<first>", "<before-bad>", "<before-good>")]] = 0.5 * _CUE
    counts[place["<before-good>"] + 1 :] = _PLACED
    return columns, counts, place


def _keys(bits: Array, first: int, columns: Sequence[str], rows: Array | None = None) -> Array:
    """int64[n]: row * columns + column of each bit that is set; the lowest bit is column `first`."""
    row, at = np.nonzero(as_columns(bits))
    return (row if rows is None else rows[row]) * len(columns) + first + at


def _mask(lexicon: Lexicon, names: tuple[str, ...]) -> np.uint64:
    return np.uint64(sum(1 << lexicon.names.index(name) for name in names))


def _of_pairs(sheet: Sheet, lexicon: Lexicon, told: Array) -> Array:
    """uint64[sentences]: the classes that neighbours have together."""
    row, _, at, classes = sheet.pair_classes(lexicon, told)
    bits = np.fromiter((sum(1 << place for place in set(one)) for one in classes), np.uint64, len(classes))
    found = np.zeros(sheet.rows, np.uint64)
    np.bitwise_or.at(found, row, bits[at])
    return found


def _sign(held: Array, lexicon: Lexicon) -> Array:
    """int64[halves]: 0 for a half that finds fault, 1 for one that says something well, else 2."""
    faulty, well = ((held & _mask(lexicon, names)) > 0 for names in (_FAULTY, _WELL))
    return np.where(faulty, 0, np.where(well, 1, 2))


def _paired(sheet: Sheet, bits: Array, lexicon: Lexicon) -> Entries:
    """The columns of pairs of classes: one within reach behind another that turns it, in the same half."""
    part = 2 * sheet.row + (sheet.places() >= np.where(sheet.halves > 0, sheet.halves, _PAST)[sheet.row])
    first, second = _mask(lexicon, _PAIRED), _mask(lexicon, _PAIRED_WITH)
    turning, turned = np.flatnonzero(bits & first), np.flatnonzero(bits & second)
    near = np.zeros(len(bits), np.uint64)  # the turning classes within reach before each word
    for step in range(1, _REACH + 1):
        here = turning[turning + step < len(bits)]
        here = here[part[here] == part[here + step]]
        near[here + step] |= bits[here] & first
    turned = turned[near[turned] > 0]
    places = [[lexicon.names.index(name) for name in names] for names in (_PAIRED, _PAIRED_WITH)]
    ahead, own = (as_columns(some[turned]) for some in (near, bits))
    word, one, other = np.nonzero(ahead[:, places[0]][:, :, None] & own[:, places[1]][:, None, :])
    column = 3 * len(lexicon.names) + one * len(_PAIRED_WITH) + other
    return once(sheet.row[turned[word]], column, 3 * len(lexicon.names) + len(_PAIRED) * len(_PAIRED_WITH))


@cache
def theme_columns(lexicon: Lexicon) -> tuple[str, ...]:
    """How the words that name themes stand in a sentence and about it."""
    marks = ("+", "early+", "twice+", "first+", "under+", "<back+", "<+")
    return (*(f"{mark}{name}" for mark in marks for name in lexicon.names), "<none>")


def theme_features(sheet: Sheet, before: Array, above: Array, lexicon: Lexicon) -> Features:
    """What each sentence is about, by the words that name themes (`lexicon`). `above`: the rows of headings, or -1."""
    themes = len(lexicon.names)
    first, count, chief = _named(sheet, lexicon)
    held = count > 0
    cues = np.zeros((sheet.rows, len(theme_columns(lexicon))), np.float32)
    early = np.maximum(0.0, 1 - first / 12)
    cues[:, :themes] = _THEME_CUE * held
    cues[:, themes : 2 * themes] = _THEME_CUE * early * held
    cues[:, 2 * themes : 3 * themes] = 0.5 * _THEME_CUE * (count > 1)
    some = held.any(axis=1)
    cues[np.flatnonzero(some), 3 * themes + chief[some]] = _THEME_CUE
    cues[~some, -1] = _THEME_CUE
    cues[:, 4 * themes : 5 * themes] = 0.4 * (held[above] & (above >= 0)[:, None])
    follows, back = before >= 0, sheet.points_back()
    strongly = back | ~some
    told = held[before] & follows[:, None]
    cues[:, 5 * themes : 6 * themes] = 0.8 * (told & strongly[:, None])
    cues[:, 6 * themes : 7 * themes] = 0.25 * (told & ~strongly[:, None])
    row, column = np.nonzero(cues)
    found = Cues(row, column, cues[row, column])
    return Features(sheet, theme_columns(lexicon), found, before, np.where(back, _BACK, _BEFORE), above, opening=False)


def _named(sheet: Sheet, lexicon: Lexicon) -> tuple[Array, Array, Array]:
    """The themes that words name: (first place, how often, the first one of all), by sentence and theme.

    Words come before neighbours, and of a word's themes the first in its list.
    """
    themes = len(lexicon.names)
    size = sheet.rows * themes
    known = lexicon.told(sheet.forms)
    told = (known & CLASSES) > 0
    by_form = [lexicon.of_word(sheet.forms[form]) for form in np.flatnonzero(told)]
    chosen = told[sheet.ids]
    at_form = (np.cumsum(told) - 1)[sheet.ids[chosen]]
    words = _flat(sheet.row[chosen], sheet.places()[chosen], at_form, by_form)
    pairs = _flat(*sheet.pair_classes(lexicon, known))
    count = np.zeros(size, np.int64)
    order = np.full(size, _PAST)
    for number, (row, theme, place, rank) in enumerate((pairs, words)):
        at = row * themes + theme
        count += np.bincount(at, minlength=size)
        told = np.full(size, _PAST)
        np.minimum.at(told, at, (place * 2 + (number == 0)) * _RANKS + rank)
        order = np.where(told < _PAST, told, order)
    by_row = order.reshape(sheet.rows, themes)
    return by_row // (2 * _RANKS), count.reshape(sheet.rows, themes), by_row.argmin(axis=1)


def _flat(row: Array, place: Array, value: Array, classes: list[tuple[int, ...]]) -> tuple[Array, Array, Array, Array]:
    """(sentence, theme, place, rank among the word's themes) of every theme that words name."""
    sizes = np.fromiter(map(len, classes), np.int64, len(classes))
    flat = np.fromiter((theme for some in classes for theme in some), np.int64, int(sizes.sum()))
    begin = np.cumsum(sizes) - sizes
    repeat = sizes[value]
    rank = np.arange(int(repeat.sum())) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    theme = flat[np.repeat(begin[value], repeat) + rank]
    return np.repeat(row, repeat), theme, np.repeat(place, repeat), rank
