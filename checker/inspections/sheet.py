"""The words of many sentences at once, as numbers: what features are counted from.

A report has some four hundred sentences of thirty words; each step here is done for all of them by
one call of numpy. Pure.

A number is "#"; a capitalised word within a sentence is "Name", so that no table knows a place or a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from typing import Any

import numpy as np

from checker.inspections.lexicon import CLOSES, OPENS, Lexicon

# A word, a figure or a mark, with the blank before it. Most words are plain letters and nothing else, told quickest so.
_TOKEN = re.compile(r" ?([a-zA-Z]++(?![^\W\d_]|[’'-])|[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.%]*|[;,])")
_TURNS = frozenset({"but", "although", "though", "whereas", "however", "despite", "while", "whilst", ";"})
_OPENS = frozenset({"although", "while", "whilst", "despite", "though"})
_SHORTEST_HALF = 4  # words
_MOST_KNOWN = 50_000  # words whose forms are kept
_BACK = frozenset(
    {"this", "these", "it", "they", "such", "their", "its", "those", "some", "both", "all", "he", "she", "his", "her"}
)
_CONNECTS = frozenset(
    {"however", "as", "a", "result", "consequently", "for", "example", "although", "while", "in", "addition", ","}
)
_OPENING = 5  # words in which a sentence says that it goes on about what was said before

Array = Any  # of numpy, whose types say nothing of shapes


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands where: a number a sentence, once each, in the order of sentences."""

    row: Array  # int64[n], of the sentence
    value: Array  # int64[n], of a word's form or of a pair


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every two neighbours of sentences, commas left out, in order: int64[n] each."""

    row: Array  # of the sentence
    first: Array  # the form of the one
    second: Array  # that of the other
    place: Array  # of the first one in its sentence, commas not counted


@dataclass(frozen=True)
class Sheet:
    """Sentences as rows of words. A word is the place of its form; a pair is first * len(forms) + second."""

    place: Mapping[str, int]  # of each form
    ids: Array  # int64[words], the form of each word
    row: Array  # int64[words], the sentence of each word
    starts: Array  # int64[sentences], the first word of each
    sizes: Array  # int64[sentences], how many words each has
    halves: Array  # int64[sentences], the word at which each turns; 0 where it does not
    words: Entries  # each form once a sentence
    pairs: Entries  # each pair once a sentence
    pair_at: Pairs  # every pair

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The forms in the order of their places."""
        return tuple(self.place)

    @property
    def rows(self) -> int:
        """How many sentences there are."""
        return len(self.starts)

    def told(self, row: int) -> list[str]:
        """The words of a sentence."""
        start = int(self.starts[row])
        return [self.forms[form] for form in self.ids[start : start + int(self.sizes[row])]]

    def pair_named(self, pair: int) -> str:
        """Two neighbours as a table names them."""
        first, second = divmod(int(pair), len(self.forms))
        return f"{self.forms[first]}_{self.forms[second]}"

    def places(self) -> Array:
        """int64[words]: the place of each word in its sentence."""
        return np.arange(len(self.ids)) - self.starts[self.row]

    def points_back(self) -> Array:
        """bool[sentences]: whether each begins with words that stand for what the sentence before was about."""
        back, connects = (self.which(some) for some in (_BACK, _CONNECTS))
        found = np.zeros(self.rows, bool)
        open_yet = np.ones(self.rows, bool)
        for place in range(_OPENING):
            open_yet &= self.sizes > place
            here = self.ids[np.where(open_yet, self.starts + place, 0)] if len(self.ids) else self.starts
            found |= open_yet & back[here]
            open_yet &= connects[here] & ~back[here]
        return found

    def which(self, some: Iterable[str]) -> Array:
        """bool[forms]: which forms are among some few."""
        return _among(self.place, some)

    def pair_classes(self, lexicon: Lexicon, told: Array) -> tuple[Array, Array, Array, list[tuple[int, ...]]]:
        """(sentence, place in it, place in the list) of the pairs that may have classes; the list of these classes.

        `told` is what the lexicon tells of each form.
        """
        pairs = self.pair_at
        chosen = np.flatnonzero((told & OPENS > 0)[pairs.first] & (told & CLOSES > 0)[pairs.second])
        pair = pairs.first[chosen] * len(self.forms) + pairs.second[chosen]
        different, at = np.unique(pair, return_inverse=True)
        forms, (firsts, seconds) = self.forms, np.divmod(different, len(self.forms))
        named = zip(firsts.tolist(), seconds.tolist(), strict=True)
        classes = [lexicon.of_pair(f"{forms[one]}_{forms[other]}") for one, other in named]
        return pairs.row[chosen], pairs.place[chosen], at, classes


class _Within(dict[str, tuple[str, ...]]):
    """What stands between two blanks within a sentence, to the forms of its words; filled as it comes.

    No word goes over a blank, and the same few thousand stretches make up most reports: looking them up takes a
    third of the time of finding their words anew.
    """

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self[stretch] = tuple(map(_within, _TOKEN.findall(stretch)))
        return found


_WITHIN = _Within()


def _within(word: str) -> str:
    return "Name" if word[0].isupper() and not word.isupper() else _at_first(word)


def _at_first(word: str) -> str:
    """The form of the first word of a sentence, whose capital means nothing."""
    return "#" if word[0].isdigit() else word.lower().replace("’", "'")


def sheet_of(texts: Sequence[str]) -> Sheet:
    """The words of sentences."""
    stretches = list(map(str.split, texts))
    number: defaultdict[str, int] = defaultdict(count().__next__)  # of each different stretch
    at = np.fromiter(map(number.__getitem__, chain.from_iterable(stretches)), np.int64)
    told = [_WITHIN[stretch] for stretch in number]
    within = list(chain.from_iterable(told))
    held = np.fromiter(map(len, told), np.int64, len(told))  # words that each stretch has
    ends = np.cumsum(np.concatenate(([0], held[at])))[np.cumsum(np.fromiter(map(len, stretches), np.int64, len(texts)))]
    sizes = np.diff(ends, prepend=0)
    starts = ends - sizes
    firsts = [_at_first(found[1]) for text in texts if (found := _TOKEN.search(text))]
    forms = dict.fromkeys(chain(",;", within, firsts))
    place = dict(zip(forms, range(len(forms)), strict=True))
    ids = np.fromiter(map(place.__getitem__, within), np.int64, len(within))[_expanded(held, at)]
    ids[starts[sizes > 0]] = [place[form] for form in firsts]
    row = np.repeat(np.arange(len(texts)), sizes)
    pairs = _pairs(ids, row, len(texts))
    return Sheet(
        place,
        ids,
        row,
        starts,
        sizes,
        _halves(place, ids, row, starts, sizes),
        once(row, ids, len(place)),
        once(pairs.row, pairs.first * len(place) + pairs.second, len(place) ** 2),
        pairs,
    )


def _among(place: Mapping[str, int], some: Iterable[str]) -> Array:
    found = np.zeros(len(place), bool)
    found[[place[form] for form in some if form in place]] = True
    return found


def _expanded(sizes: Array, at: Array) -> Array:
    """int64[n]: places in a row of parts of some sizes, the parts taken in the order of `at`."""
    taken = sizes[at]
    first = (np.cumsum(sizes) - sizes)[at] - (np.cumsum(taken) - taken)
    return np.repeat(first, taken) + np.arange(int(taken.sum()))


def once(row: Array, value: Array, most: int) -> Entries:
    """Each number, below `most`, once a sentence."""
    keys = np.sort(row * most + value)
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    found = keys // max(1, most)
    return Entries(found, keys - found * most)


def _pairs(ids: Array, row: Array, rows: int) -> Pairs:
    bare = np.flatnonzero(ids)  # a comma is form 0
    ids, row = ids[bare], row[bare]
    sizes = np.bincount(row, minlength=rows)
    place = np.arange(len(ids)) - (np.cumsum(sizes) - sizes)[row]
    same = np.flatnonzero(row[1:] == row[:-1])
    return Pairs(row[same], ids[same], ids[same + 1], place[same])


def _halves(place: Mapping[str, int], ids: Array, row: Array, starts: Array, sizes: Array) -> Array:
    """Where each sentence turns."""
    found = np.zeros(len(starts), np.int64)
    forms = tuple(place)
    for one in sorted(set(row[_among(place, _TURNS)[ids]].tolist())):
        start = int(starts[one])
        found[one] = _half([forms[form] for form in ids[start : start + int(sizes[one])].tolist()])
    return found


def _half(words: Sequence[str]) -> int:
    """Where a sentence turns: at "but", or at the comma behind the part that "although" opens."""
    first = 1 if words[:1] == ["however"] else 0
    first += first < len(words) and words[first] == ","
    if first < len(words) and words[first] in _OPENS:
        comma = next((place for place, word in enumerate(words) if place > first + 2 and word == ","), 0)
        return comma if comma < len(words) - _SHORTEST_HALF else 0
    for place, word in enumerate(words):
        if place >= _SHORTEST_HALF and word in _TURNS and place < len(words) - _SHORTEST_HALF + 1:
            return place
    return 0


def or_by_row(bits: Array, sheet: Sheet) -> Array:
    """uint64[sentences]: the bits of the words (uint64[words]) of each together; none where there is no word."""
    found = np.zeros(sheet.rows, np.uint64)
    filled = np.flatnonzero(sheet.sizes)
    if len(filled):
        found[filled] = np.bitwise_or.reduceat(bits, sheet.starts[filled])
    return found


def or_by_half(bits: Array, sheet: Sheet, turning: Array) -> tuple[Array, Array]:
    """uint64[turning] twice: the bits of the words of sentences, before the word at which each turns and from it."""
    if not len(turning):
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    starts, sizes = sheet.starts[turning], sheet.sizes[turning]
    edges = np.stack((starts, starts + sheet.halves[turning], starts + sizes), axis=1).ravel()
    found = np.bitwise_or.reduceat(np.append(bits, np.uint64(0)), edges)
    return found[::3], found[1::3]


def as_columns(bits: Array) -> Array:
    """bool[rows, 64]: the bits of numbers (uint64[rows]) as columns, the lowest first."""
    parts = np.ascontiguousarray(bits, "<u8").view(np.uint8).reshape(len(bits), 8)
    return np.unpackbits(parts, axis=1, bitorder="little").view(bool)


def sums_by_row(rows: int, entries: Entries, values: Array) -> Array:
    """float32[rows, columns]: the values of the entries of each sentence added up."""
    total = np.zeros((rows, values.shape[1]), np.float32)
    if len(entries.row):
        first = np.concatenate(([True], entries.row[1:] != entries.row[:-1]))
        total[entries.row[first]] = np.add.reduceat(values, np.flatnonzero(first), axis=0)
    return total
