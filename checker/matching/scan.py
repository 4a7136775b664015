"""One pass over a text: which phrases and figures stand where, and what they mean there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from checker.matching.abbreviations import Definition, definitions, uses
from checker.matching.compile import Matcher
from checker.matching.gaps import Piece, gap_hits
from checker.matching.language import Tokens
from checker.matching.matches import Hit
from checker.matching.plan import Entry, Meaning
from checker.matching.quantities import quantities

_BY_PLACE = itemgetter(1, 2)
_NAME_STOPS = frozenset(
    "The A An Our Each Every All Both This Any Local No England Digital Improvement Trust Foundation Number".split()
)


# A phrase where it stands: first and last token, first and last character, sentence. Made for every third word.
_Place: TypeAlias = tuple[int, int, int, int, int]


class Scan:
    """Reads some stretches of a text; `hits` grows with each kind of thing that is read.

    `starts` and `ends` are the offsets of the document's sentences, `stretches` what is to be read.
    """

    def __init__(
        self,
        text: str,
        matcher: Matcher,
        starts: Sequence[int],
        ends: Sequence[int],
        stretches: Sequence[tuple[int, int]],
    ) -> None:
        self.hits: list[Hit] = []
        self._text, self._matcher, self._starts, self._ends, self._stretches = text, matcher, starts, ends, stretches
        lower = text.lower()
        # A letter whose lower case is longer would shift every offset.
        self._lower = lower if len(lower) == len(text) else text
        self._tokens = matcher.words.tokens(text, stretches)
        self._pieces: dict[int, list[Piece]] = defaultdict(list)  # by sentence
        self._meant: dict[Definition, list[Meaning]] = defaultdict(list)  # what the long forms of abbreviations mean

    def read_phrases(self) -> None:
        """All terms: whole phrases, then the document's own abbreviations, then terms with gaps."""
        long_forms = {definition.end: definition for definition in self._definitions()}
        for place, entry, hidden in self._found():
            self._note(place, entry.plain, hidden)
            further = []
            if not hidden and (entry.forms or entry.conditional):
                further = self._further_meanings(place, entry)
                for meaning in further:
                    self._note(place, meaning)
            definition = long_forms.get(place[3])
            if definition is not None and place[2] >= definition.start:
                self._meant[definition] += [entry.plain, *further]
        if self._meant:
            self._read_abbreviations()
        for number, pieces in self._pieces.items():
            if len(pieces) > 1:
                self.hits.extend(gap_hits(number, pieces, self._matcher))

    def read_quantities(self) -> None:
        """Sums, percentages, dates and counts, each as the built-in concept of its kind."""
        for start, end in self._stretches:
            for quantity in quantities(self._text, start, end):
                sentence = bisect_right(self._starts, quantity.start) - 1
                if sentence >= 0 and quantity.start < self._ends[sentence]:
                    concepts = self._matcher.built_in[quantity.kind]
                    self.hits.append(Hit(concepts, sentence, quantity.start, quantity.end))

    def _definitions(self) -> list[Definition]:
        defined: dict[str, Definition] = {}
        for start, end in self._stretches:
            for definition in definitions(self._text, start, end):
                defined.setdefault(definition.short, definition)
        return list(defined.values())

    def _found(self) -> Iterator[tuple[_Place, Entry, bool]]:
        """The phrases that stand within one sentence, in order, and whether a longer fixed phrase hides them."""
        phrases = sorted(self._matcher.phrases(self._tokens.doc), key=_BY_PLACE)
        starts, ends, count, sentence = self._starts, self._ends, len(self._starts), 0
        token_starts, token_stops = self._tokens.starts, self._tokens.stops
        for first, last, entry, hidden in _with_shadow(phrases, self._matcher):
            begin, stop = token_starts[first], token_stops[last - 1]
            while sentence + 1 < count and starts[sentence + 1] <= begin:
                sentence += 1
            if sentence < count and begin >= starts[sentence] and stop <= ends[sentence]:
                yield (first, last, begin, stop, sentence), entry, hidden

    def _note(self, place: _Place, meaning: Meaning, hidden: bool = False) -> None:
        """Take down what a phrase means; inside a fixed phrase only as a piece of one that may reach beyond it."""
        concepts, places, chained = meaning
        if concepts and not hidden:
            self.hits.append(Hit(concepts, place[4], place[2], place[3]))
        if hidden:
            places = chained
        if places:
            self._pieces[place[4]].append(Piece(*place[:4], places))

    def _further_meanings(self, place: _Place, entry: Entry) -> list[Meaning]:
        form = self._lower[place[2] : place[3]]
        meanings = [meaning for known, meaning in entry.forms if known == form]
        return meanings + self._that_hold(entry, place) if entry.conditional else meanings

    def _that_hold(self, entry: Entry, place: _Place) -> list[Meaning]:
        """The further meanings of a phrase whose conditions are fulfilled where it stands."""
        first, last, start, end, sentence = place
        words = set(self._lower[start:end].replace("-", " ").split())
        begins, ends = self._starts[sentence], self._ends[sentence]
        held = []
        for condition, meaning in entry.conditional:
            if condition.exact and not words.issuperset(condition.exact):
                continue
            if condition.named_before and not _is_name(self._text, self._tokens, first - 1, begins, start):
                continue
            if condition.named_after and not _is_name(self._text, self._tokens, last, start, ends):
                continue
            held.append(meaning)
        return held

    def _read_abbreviations(self) -> None:
        """Add what the document's own abbreviations mean: as much as the words at the end of their long forms."""
        touched: set[int] = set()
        every = chain.from_iterable(uses(self._text, self._meant, start, end) for start, end in self._stretches)
        for begin, stop, definition in every:
            sentence = bisect_right(self._starts, begin) - 1
            token = bisect_right(self._tokens.starts, begin) - 1
            if sentence < 0 or stop > self._ends[sentence] or token < 0 or self._tokens.starts[token] != begin:
                continue
            touched.add(sentence)
            for meaning in self._meant[definition]:
                self._note((token, token + 1, begin, stop, sentence), meaning)
        for sentence in touched:
            self._pieces[sentence].sort(key=lambda piece: piece[:2])


def _with_shadow(found: Sequence[tuple[int, int, int]], matcher: Matcher) -> Iterator[tuple[int, int, Entry, bool]]:
    """The matches (key, first and last token), and whether each stands inside a longer fixed phrase that hides it."""
    entries = matcher.entries
    shadow_at: dict[int, tuple[int, int]] = {}  # token -> the longest shadow over it
    for key, first, last in found:
        if entries[key].shadow:
            for token in range(first, last):
                known = shadow_at.get(token)
                if known is None or last - first > known[1] - known[0]:
                    shadow_at[token] = (first, last)
    for key, first, last in found:
        shadow = shadow_at.get(first)
        hidden = shadow is not None and last <= shadow[1] and last - first < shadow[1] - shadow[0]
        yield first, last, entries[key], hidden


def _is_name(text: str, tokens: Tokens, place: int, start: int, end: int) -> bool:
    """Whether the token at `place`, between two offsets, is a capitalised name: "Askerdale" in "Askerdale Council"."""
    if not 0 <= place < len(tokens.starts) or not start <= tokens.starts[place] < end:
        return False
    word = text[tokens.starts[place] : tokens.stops[place]]
    return word[:1].isupper() and word not in _NAME_STOPS
