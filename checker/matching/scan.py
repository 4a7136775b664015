"""One pass over a text: which phrases and figures stand where, and what they mean there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING, TypeAlias

from checker.matching.compile import Matcher
from checker.matching.gaps import Piece, gap_hits
from checker.matching.language import Tokens
from checker.matching.matches import Hit
from checker.matching.plan import Entry, Meaning
from checker.matching.quantities import quantities
from checker.text.abbreviations import Definition, definitions, uses

if TYPE_CHECKING:
    from checker.matching.names import Name

_CAPITALISED = re.compile(r"\b[A-Z][\w&]*")
# What a name does not take over from the words that say what it is: times, sums and ways of being weak.
_NOT_TAKEN_OVER = frozenset(
    "specific fixed-phrase aspiration deferral undecided has-ended duty negation pointer link".split()
)
_NAME_STOPS = frozenset(
    "The A An Our Each Every All Both This Any Local No England Digital Improvement Trust Foundation Number".split()
)


# A phrase where it stands: first and last token, first and last character, sentence. Made for every third word.
_Place: TypeAlias = tuple[int, int, int, int, int]


class Scan:
    """Reads some stretches of a text; `hits`, by sentence, grow with each kind of thing that is read.

    `starts` and `ends` are the offsets of the document's sentences, `stretches` what is to be read. `named` are those
    of the document's own `names` that stand for something.
    """

    def __init__(
        self,
        text: str,
        matcher: Matcher,
        starts: Sequence[int],
        ends: Sequence[int],
        stretches: Sequence[tuple[int, int]],
        names: Sequence[Name] = (),
    ) -> None:
        self.named: list[Name] = []
        self._names = names
        self.hits: dict[int, list[Hit]] = defaultdict(list)
        self._text, self._matcher, self._starts, self._ends, self._stretches = text, matcher, starts, ends, stretches
        lower = text.lower()
        # A letter whose lower case is longer would shift every offset.
        self._lower = lower if len(lower) == len(text) else text
        self._tokens = matcher.words.tokens(text, stretches)
        self._pieces: dict[int, list[Piece]] = defaultdict(list)  # by sentence
        self._meant: dict[Definition, list[Meaning]] = defaultdict(list)  # what the long forms of abbreviations mean

    def read_phrases(self) -> None:
        """All terms: whole phrases, then the document's own abbreviations and names, then terms with gaps."""
        self._read_found({definition.end: definition for definition in self._definitions()})
        if self._meant:
            self._read_abbreviations()
        for name in self._names:
            self._read_name(name)
        for number, pieces in self._pieces.items():
            if len(pieces) > 1:
                self.hits[number].extend(gap_hits(number, pieces, self._matcher))

    def _read_found(self, long_forms: Mapping[int, Definition]) -> None:
        """The phrases that stand within one sentence, in order; long forms of abbreviations by their ends.

        Every other word is a phrase: nothing is called here that few of them need.
        """
        phrases = self._matcher.phrases(self._tokens.doc)  # by their first tokens, then by their last
        shadow_at = _shadows(phrases, self._matcher.shadows)
        entries, token_starts, token_stops = self._matcher.entries, self._tokens.starts, self._tokens.stops
        sentences = self._sentences()
        sentence, start, end, following = next(sentences)
        made = tuple.__new__  # as a named tuple makes itself, without a call of Python's
        hits: list[Hit] = []
        pieces: list[Piece] = []
        for key, first, last in phrases:
            begin, stop = token_starts[first], token_stops[last - 1]
            if following <= begin:
                while following <= begin:
                    sentence, start, end, following = next(sentences)
                hits, pieces = self.hits[sentence], self._pieces[sentence]
            if begin < start or stop > end:
                continue
            entry = entries[key]
            (concepts, parts, chained), forms, conditional, _ = entry
            hidden = first in shadow_at and _hides(shadow_at[first], first, last)
            if hidden:  # only as a piece of a term that may reach beyond the fixed phrase
                concepts, parts = (), chained
            if concepts:
                hits.append(made(Hit, (concepts, sentence, begin, stop)))
            if parts:
                pieces.append((first, last, begin, stop, parts))
            if forms or conditional or stop in long_forms:
                self._read_closely((first, last, begin, stop, sentence), entry, long_forms, hidden=hidden)

    def _sentences(self) -> Iterator[tuple[int, int, int, int]]:
        """(number, start, end, where the next begins) of each sentence, behind one that stands for what is before."""
        yield -1, 0, 0, self._starts[0] if self._starts else len(self._text)
        yield from zip(count(), self._starts, self._ends, [*self._starts[1:], len(self._text)], strict=False)

    def read_quantities(self) -> None:
        """Sums, percentages, dates and counts, each as the built-in concept of its kind."""
        for start, end in self._stretches:
            for quantity in quantities(self._text, start, end):
                sentence = bisect_right(self._starts, quantity.start) - 1
                if sentence >= 0 and quantity.start < self._ends[sentence]:
                    concepts = self._matcher.built_in[quantity.kind]
                    self.hits[sentence].append(Hit(concepts, sentence, quantity.start, quantity.end))

    def _definitions(self) -> list[Definition]:
        defined: dict[str, Definition] = {}
        for start, end in self._stretches:
            for definition in definitions(self._text, start, end):
                defined.setdefault(definition.short, definition)
        return list(defined.values())

    def _note(self, place: _Place, meaning: Meaning) -> None:
        """Take down what a phrase means."""
        first, last, begin, stop, sentence = place
        concepts, parts, _ = meaning
        if concepts:
            self.hits[sentence].append(Hit(concepts, sentence, begin, stop))
        if parts:
            self._pieces[sentence].append((first, last, begin, stop, parts))

    def _read_closely(self, place: _Place, entry: Entry, long_forms: Mapping[int, Definition], *, hidden: bool) -> None:
        """What a phrase means besides in its very form, and to the abbreviation whose long form it ends."""
        further = [] if hidden else self._further_meanings(place, entry)
        for meaning in further:
            self._note(place, meaning)
        definition = long_forms.get(place[3])
        if definition is not None and place[2] >= definition.start:
            self._meant[definition] += [entry.plain, *further]

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
        every = chain.from_iterable(uses(self._text, self._meant, start, end) for start, end in self._stretches)
        self._note_all((begin, stop, self._meant[definition]) for begin, stop, definition in every)

    def _note_all(self, places: Iterable[tuple[int, int, Sequence[Meaning]]]) -> None:
        """Take down what words mean that stand, from a token's beginning on, within a sentence."""
        touched: set[int] = set()
        for begin, stop, meanings in places:
            sentence = bisect_right(self._starts, begin) - 1
            token = bisect_right(self._tokens.starts, begin) - 1
            if sentence < 0 or stop > self._ends[sentence] or token < 0 or self._tokens.starts[token] != begin:
                continue
            touched.add(sentence)
            last = bisect_right(self._tokens.starts, stop - 1)
            for meaning in meanings:
                self._note((token, last, begin, stop, sentence), meaning)
        for sentence in touched:
            self._pieces[sentence].sort(key=lambda piece: piece[:2])

    def _read_name(self, name: Name) -> None:
        """Add what one of the document's own names means: as much as the words that say what it is."""
        from checker.matching.names import uses as uses_of_name

        places = [at for start, end in self._stretches for at in uses_of_name(self._text, name, start, end)]
        if not places or (name.plain and self._is_known(*places[0])):
            return
        meanings = self._said_of(name)
        if meanings:
            self.named.append(name)
            self._note_all((begin, stop, meanings) for begin, stop in places)

    def _is_known(self, begin: int, stop: int) -> bool:
        """Whether every capitalised word of a name is one that some vocabulary knows."""
        near = self.hits.get(bisect_right(self._starts, begin) - 1, ())
        words = [(begin + word.start(), begin + word.end()) for word in _CAPITALISED.finditer(self._text[begin:stop])]
        return all(any(hit.start <= start and end <= hit.end for hit in near) for start, end in words)

    def _said_of(self, name: Name) -> list[Meaning]:
        """What the words that say what a name is mean, together."""
        first = bisect_right(self._starts, name.start) - 1
        last = bisect_right(self._starts, name.end - 1) - 1
        concepts: dict[tuple[str, ...], None] = {}
        parts = 0
        for sentence in range(max(first, 0), last + 1):
            pieces = [
                piece for piece in self._pieces.get(sentence, ()) if name.start <= piece[2] and piece[3] <= name.end
            ]
            within = (hit for hit in self.hits.get(sentence, ()) if name.start <= hit.start and hit.end <= name.end)
            for hit in chain(within, gap_hits(sentence, pieces, self._matcher) if len(pieces) > 1 else ()):
                if _NOT_TAKEN_OVER.isdisjoint(hit.concepts):
                    concepts[hit.concepts] = None
            for piece in pieces:
                parts |= piece[4]
        meanings = [Meaning(each, 0, 0) for each in concepts]
        return [*meanings, Meaning((), parts, 0)] if parts else meanings


def _hides(shadow: tuple[int, int], first: int, last: int) -> bool:
    """Whether a fixed phrase that stands over the first token of another one hides it: it is longer, and holds it."""
    return last <= shadow[1] and last - first < shadow[1] - shadow[0]


def _shadows(found: Sequence[tuple[int, int, int]], fixed: Collection[int]) -> dict[int, tuple[int, int]]:
    """By token the longest fixed phrase over it, of the matches (key, first and last token)."""
    shadow_at: dict[int, tuple[int, int]] = {}
    for key, first, last in found:
        if key in fixed:
            for token in range(first, last):
                known = shadow_at.get(token)
                if known is None or last - first > known[1] - known[0]:
                    shadow_at[token] = (first, last)
    return shadow_at


def _is_name(text: str, tokens: Tokens, place: int, start: int, end: int) -> bool:
    """Whether the token at `place`, between two offsets, is a capitalised name: "Askerdale" in "Askerdale Council"."""
    if not 0 <= place < len(tokens.starts) or not start <= tokens.starts[place] < end:
        return False
    word = text[tokens.starts[place] : tokens.stops[place]]
    return word[:1].isupper() and word not in _NAME_STOPS
