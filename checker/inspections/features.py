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

from dataclasses import dataclass
from functools import cache

import numpy as np

from checker.inspections.lexicon import Lexicon
from checker.inspections.sheet import Array, Sheet, or_by_row
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
_TURNED = ("not~praise", "lack~praise", "need~praise", "not~fully", "rather~praise")
_SAYS_BAD = ("+lack", "too~much", "+more-to", "+missed")
_SIGNS = tuple(f"<{one}{other}>" for one in "-+0" for other in "-+0")
_RANKS = 64  # more than the classes that one word has
_PAST = 1 << 40  # behind every word of a sentence


@dataclass(frozen=True, slots=True)
class Features:
    """The features of every sentence of a sheet: columns for what is said by classes, the rest by its words."""

    sheet: Sheet
    columns: tuple[str, ...]
    cues: Array  # float32[sentences, columns]
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
        told += np.einsum("ij,ij->i", self.cues, self.cues)
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
        found.update((self.columns[at], float(self.cues[row, at])) for at in np.flatnonzero(self.cues[row]))
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
    columns = polarity_columns(lexicon)
    place = {name: at for at, name in enumerate(columns)}
    classes = len(lexicon.names)
    bits = sheet.classes(lexicon)[sheet.ids]
    ends = sheet.starts + sheet.sizes
    turns = sheet.halves > 0
    middle = np.where(turns, sheet.starts + sheet.halves, ends)
    halves = or_by_row(bits, sheet.starts, middle), or_by_row(bits, middle, ends)
    whole = halves[0] | halves[1]
    cues = np.zeros((sheet.rows, len(columns)), np.float32)
    cues[:, :classes] = _apart(whole | _of_pairs(sheet, lexicon), classes)
    for half, held in enumerate(halves, 1):
        cues[:, half * classes : (half + 1) * classes] = _apart(held, classes) & turns[:, None]
    paired = 3 * classes
    cues[:, paired : paired + len(_PAIRED) * len(_PAIRED_WITH)] = _paired(sheet, bits, lexicon)
    turned = cues[:, [place[name] for name in _TURNED]].any(axis=1)
    bad = turned | cues[:, [place[name] for name in _SAYS_BAD]].any(axis=1)
    cues[:, place["<fault>"]] = bad
    cues[:, place["<no-fault>"]] = ~bad
    cues[:, place["<bare>"]] = ~bad & (cues[:, place["+praise"]] == 0)
    cues *= _CUE
    signs = [_sign(held, lexicon) for held in halves]
    cues[np.flatnonzero(turns), place[_SIGNS[0]] + (3 * signs[0] + signs[1])[turns]] = 1.5 * _CUE
    follows = before >= 0
    worse = follows & ((whole[before] & _mask(lexicon, _BEFORE_BAD)) > 0)
    for name, holds in (("<first>", ~follows), ("<before-bad>", worse), ("<before-good>", follows & ~worse)):
        cues[:, place[name]] = 0.5 * _CUE * holds
    cues[:, place["<before-good>"] + 1 :] = _PLACED * structure(sheet, bits, lexicon)
    return Features(sheet, columns, cues, before, np.full(sheet.rows, _BEFORE), None, opening=True)


def _mask(lexicon: Lexicon, names: tuple[str, ...]) -> np.uint64:
    return np.uint64(sum(1 << lexicon.names.index(name) for name in names))


def _apart(bits: Array, classes: int) -> Array:
    """bool[rows, classes]: bits as columns."""
    return (bits[:, None] >> np.arange(classes, dtype=np.uint64)) & np.uint64(1) > 0


def _of_pairs(sheet: Sheet, lexicon: Lexicon) -> Array:
    """uint64[sentences]: the classes that neighbours have together."""
    row, _, at, classes = sheet.pair_classes(lexicon)
    bits = np.fromiter((sum(1 << place for place in set(one)) for one in classes), np.uint64, len(classes))
    found = np.zeros(sheet.rows, np.uint64)
    np.bitwise_or.at(found, row, bits[at])
    return found


def _sign(held: Array, lexicon: Lexicon) -> Array:
    """int64[rows]: 0 for a half that finds fault, 1 for one that says something well, else 2."""
    faulty, well = ((held & _mask(lexicon, names)) > 0 for names in (_FAULTY, _WELL))
    return np.where(faulty, 0, np.where(well, 1, 2))


def _paired(sheet: Sheet, bits: Array, lexicon: Lexicon) -> Array:
    """bool[sentences, pairs of classes]: a class within reach behind one that turns it, in the same half."""
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
    ahead, own = (_apart(some[turned], len(lexicon.names)) for some in (near, bits))
    word, one, other = np.nonzero(ahead[:, places[0]][:, :, None] & own[:, places[1]][:, None, :])
    found = np.zeros((sheet.rows, len(_PAIRED) * len(_PAIRED_WITH)), bool)
    found[sheet.row[turned[word]], one * len(_PAIRED_WITH) + other] = True
    return found


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
    return Features(sheet, theme_columns(lexicon), cues, before, np.where(back, _BACK, _BEFORE), above, opening=False)


def _named(sheet: Sheet, lexicon: Lexicon) -> tuple[Array, Array, Array]:
    """The themes that words name: (first place, how often, the first one of all), by sentence and theme.

    Words come before neighbours, and of a word's themes the first in its list.
    """
    themes = len(lexicon.names)
    size = sheet.rows * themes
    told = sheet.classes(lexicon) > 0
    by_form = [lexicon.of_word(sheet.forms[form]) for form in np.flatnonzero(told)]
    chosen = told[sheet.ids]
    at_form = (np.cumsum(told) - 1)[sheet.ids[chosen]]
    words = _flat(sheet.row[chosen], sheet.places()[chosen], at_form, by_form)
    pairs = _flat(*sheet.pair_classes(lexicon))
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
