"""A set of a document's sentences: what concepts, rules and weights hand each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentenceSet:
    """Some of a document's sentences, by their numbers.

    An integer inside (bit i: `document.sentences[i]`), so that rules combine sets by plain set logic at next to no
    cost, however many rules there are. Where thousands of sets are made a document, `mask` is combined itself.
    """

    mask: int = 0

    @classmethod
    def of(cls, numbers: Iterable[int]) -> SentenceSet:
        """The sentences of these numbers."""
        mask = 0
        for number in numbers:
            mask |= 1 << number
        return cls(mask)

    @classmethod
    def between(cls, first: int, end: int) -> SentenceSet:
        """The sentences from `first` up to `end`, which is none of them."""
        return cls((1 << end) - (1 << first)) if first < end else cls()

    @classmethod
    def union(cls, sets: Iterable[SentenceSet]) -> SentenceSet:
        """The sentences that are in any of some sets."""
        mask = 0
        for each in sets:
            mask |= each.mask
        return cls(mask)

    def __and__(self, other: SentenceSet) -> SentenceSet:
        return SentenceSet(self.mask & other.mask)

    def __or__(self, other: SentenceSet) -> SentenceSet:
        return SentenceSet(self.mask | other.mask)

    def __sub__(self, other: SentenceSet) -> SentenceSet:
        return SentenceSet(self.mask & ~other.mask)

    def __bool__(self) -> bool:
        return self.mask != 0

    def __len__(self) -> int:
        return self.mask.bit_count()

    def __contains__(self, number: int) -> bool:
        return self.mask >> number & 1 == 1

    def __iter__(self) -> Iterator[int]:
        """The numbers of the sentences, in order."""
        return bits(self.mask)

    @property
    def first(self) -> int | None:
        """The number of the first sentence; None for a set without any."""
        return (self.mask & -self.mask).bit_length() - 1 if self.mask else None


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set in an integer, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


NONE = SentenceSet()
