"""What later reports say of earlier commitments: done, slipped or not mentioned. Pure.

Sentences are paired by the words they share, each counting the more the fewer sentences hold it. Too little
in common is "not mentioned": a wrong pair would mislead more than a missing one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from checker.results.model import Commitment, Progress
from checker.text.english import MONTHS
from checker.text.stems import norm_maker

Outcome = Literal["done", "slipped", "not mentioned"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    "the and for with that this from will have has had been being was were are its their our all new by who which "
    "not into about over each any other also more than then them they she his her partnership partner "
    "safeguarding child children year years month months quarter end first second agree agreed work one two three "
    "four five six seven eight nine ten eleven twelve twenty hundred week weeks day days half last next annual "
    "annually publish published publishes report reports reporting website council councils chief executive "
    "meeting meetings meet meets version arrangements those these both least once twice every some many most off "
    "out through between before after during under since due take takes taken took make makes made set sets put "
    "go goes gone going where when what whom whose how there here only such same now still yet can could should "
    "would may might must shall use used using integrated care board boards commissioning local authority police "
    "health review reviews complete completed done finish finished find finds findings answer answers concern "
    "concerns begin begun began start started follow followed launch launches launched establish establishes "
    "established develop develops developed introduce introduces introduced deliver delivers delivered produce "
    "produces produced create creates created hold holds held host hosts hosted open opens opened appoint "
    "appoints appointed".split()
) | frozenset(month.lower() for month in MONTHS)
_LEAST_SHARED = 2
_LEAST_COVERED = 0.6  # of the weight of a commitment's words
_LEAST_OF_TWO = 0.85  # the same where only two words are shared
_LEAST_ALIKE = 50.0  # token-set similarity, of 100
_WITHIN = 16  # words of the telling sentence within which the shared ones stand: one clause, not all of a long row


@dataclass(frozen=True, slots=True)
class Words:
    """The content words of sentences, with the weight of each: the rarer, the more."""

    norm: Callable[[str], str]
    weights: Counter[str]
    sentences: int

    def of(self, text: str) -> frozenset[str]:
        """The stems of a sentence's content words."""
        return _stems(text, self.norm)

    def weight(self, stems: Iterable[str]) -> float:
        """How much some stems tell, by how few sentences hold each."""
        return sum(math.log((1 + self.sentences) / (1 + self.weights[stem])) + 0.1 for stem in stems)

    def share(self, wanted: str, told: str) -> float:
        """The part of what `wanted` tells that `told` holds too, 0 to 1; 0 where they share too few words."""
        return self.part(self.of(wanted), self.of(told))

    def part(self, wanted: frozenset[str], told: frozenset[str]) -> float:
        """The same of content words at hand."""
        shared = wanted & told
        return self.weight(shared) / self.weight(wanted) if len(shared) >= _LEAST_SHARED else 0.0

    def shared_weight(self, one: str, other: str, fewest: int = 3) -> float:
        """The part of what the shorter-told of two sentences tells that both hold; 0 below `fewest` shared words."""
        left, right = self.of(one), self.of(other)
        shared = left & right
        least = min(self.weight(left), self.weight(right))
        return self.weight(shared) / least if len(shared) >= fewest else 0.0


def words_of(sentences: Sequence[str]) -> Words:
    """The words of all sentences that are to be compared."""
    norm = norm_maker(())
    counts = Counter(stem for text in sentences for stem in _stems(text, norm))
    return Words(norm, counts, len(sentences))


def outcome_of(commitment: Commitment, told: Sequence[Progress], words: Words) -> tuple[Outcome, Progress | None]:
    """What a report's sentences say of a commitment, with the sentence that says so."""
    best: tuple[float, Progress] | None = None
    wanted = words.of(commitment.what)
    for one in told:
        stems = words.of(one.quote)
        share, shared = words.part(wanted, stems), wanted & stems
        least = _LEAST_COVERED if len(shared) > _LEAST_SHARED else _LEAST_OF_TWO
        if share < least or (best and share <= best[0]) or not _in_one_clause(shared, one.quote, words):
            continue
        alike = fuzz.token_set_ratio(*(" ".join(sorted(some)) for some in (wanted, stems)))
        if alike >= _LEAST_ALIKE:
            best = share, one
    return (best[1].kind, best[1]) if best else ("not mentioned", None)


def _in_one_clause(shared: frozenset[str], quote: str, words: Words) -> bool:
    """Whether all shared words stand close together somewhere in a sentence."""
    told = [words.norm(word) for word in _WORD.findall(quote)]
    return any(shared <= set(told[at : at + _WITHIN]) for at in range(max(1, len(told) - _WITHIN + 1)))


def _stems(text: str, norm: Callable[[str], str]) -> frozenset[str]:
    return frozenset(norm(word) for word in _WORD.findall(text) if word.lower() not in _SMALL)
