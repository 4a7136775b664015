"""Terms with gaps: their parts found one by one in a sentence, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import itemgetter, or_
from typing import TypeAlias

from checker.documents.sentence_set import bits
from checker.matching.compile import Matcher
from checker.matching.matches import Hit

# A matched phrase that may be part of terms with gaps: its first token, one past its last, its first character,
# one past its last, and the parts that it may be, as `Meaning.parts` has them. Made for every other word.
Piece: TypeAlias = tuple[int, int, int, int, int]
_PARTS = itemgetter(4)


def gap_hits(sentence: int, pieces: Sequence[Piece], matcher: Matcher) -> Iterator[Hit]:
    """Terms with "...": their parts in order, each within its gap of the one before.

    Which terms have all their parts in the sentence at all is found by bit sets, so that only
    those few are looked at word by word.
    """
    possible = _possible(reduce(or_, map(_PARTS, pieces)), matcher)
    if not possible:
        return
    width = len(matcher.gap_terms)
    reached: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # parts seen, last token, first character
    for first, last, start, end, parts in [piece for piece in pieces if piece[4] & possible]:
        for bit in bits(parts & possible):
            place, number = divmod(bit, width)
            if place == 0:
                reached[number].append((1, last, start))
                continue
            term = matcher.gap_terms[number]
            before = _nearest(reached[number], place, first, term.gaps[place])
            if before is None:
                continue
            if place + 1 == len(term.gaps):
                yield Hit(term.concepts, sentence, before, end)
            else:
                reached[number].append((place + 1, last, before))


def _possible(present: int, matcher: Matcher) -> int:
    """The parts of the terms all of whose parts are present, in whatever order."""
    width = len(matcher.gap_terms)
    found = 0
    for count, terms in matcher.by_parts.items():
        whole = terms
        for place in range(count):
            whole &= present >> place * width
        if whole:
            found |= reduce(or_, (whole << place * width for place in range(count)))
    return found


def _nearest(reached: Sequence[tuple[int, int, int]], place: int, first: int, gap: int) -> int | None:
    """Where a term begins whose first `place` parts end no more than `gap` tokens before the token `first`."""
    for seen, token, begin in reversed(reached):
        if seen == place and 0 <= first - token <= gap:
            return begin
    return None
