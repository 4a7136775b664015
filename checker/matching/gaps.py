"""Terms with gaps: their parts found one by one in a sentence, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.matching.compile import Matcher
from checker.matching.matches import Hit, bits


class Piece(NamedTuple):
    """A matched phrase that may be part of terms with gaps."""

    first: int  # its first token
    last: int  # one past its last token
    start: int  # its first character
    end: int
    places: tuple[int, ...]  # places[p]: the terms, as a bit set, of which it may be part number p


def gap_hits(sentence: int, pieces: Sequence[Piece], matcher: Matcher) -> Iterator[Hit]:
    """Terms with "...": their parts in order, each within its gap of the one before.

    Which terms have all their parts in the sentence at all is found by bit sets, so that only
    those few are looked at word by word.
    """
    possible, most = _possible(pieces, matcher)
    if not possible:
        return
    begun: list[int] = [0] * (most + 1)  # by parts seen -> bit set of the terms that got so far
    reached: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # parts seen, last token, first character
    for piece in pieces:
        for place, terms in enumerate(piece.places):
            live = terms & possible if place == 0 else terms & possible & begun[place]
            for number in bits(live):
                if place == 0:
                    reached[number].append((1, piece.last, piece.start))
                    begun[1] |= 1 << number
                    continue
                term = matcher.gap_terms[number]
                before = _nearest(reached[number], place, piece.first, term.gaps[place])
                if before is None:
                    continue
                if place + 1 == len(term.gaps):
                    yield Hit(term.concepts, sentence, before, piece.end)
                else:
                    reached[number].append((place + 1, piece.last, before))
                    begun[place + 1] |= 1 << number


def _possible(pieces: Sequence[Piece], matcher: Matcher) -> tuple[int, int]:
    """The terms all of whose parts are there, in whatever order, and how many parts a term has at most."""
    present: list[int] = []
    for piece in pieces:
        for place, terms in enumerate(piece.places):
            if place < len(present):
                present[place] |= terms
            else:
                present.append(terms)
    possible = 0
    together = present[0]
    for place in range(1, len(present)):
        together &= present[place]
        possible |= together & matcher.by_parts.get(place + 1, 0)
    return possible, len(present)


def _nearest(reached: Sequence[tuple[int, int, int]], place: int, first: int, gap: int) -> int | None:
    """Where a term begins whose first `place` parts end no more than `gap` tokens before the token `first`."""
    for seen, token, begin in reversed(reached):
        if seen == place and 0 <= first - token <= gap:
            return begin
    return None
