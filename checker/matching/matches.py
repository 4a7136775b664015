"""What finding gives back: in which sentences of a document each concept occurs.

A set of sentences is an integer used as a bit set (bit i: sentence i), so that rules combine
concepts by plain set logic at next to no cost, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.documents.model import Document


class Hit(NamedTuple):  # made by the hundred a page: a tuple is several times quicker than a dataclass
    """One occurrence of a term: the concepts it belongs to, and offsets into the document's text."""

    concepts: tuple[str, ...]
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Where concepts occur in a document. Masks have bit i set for `document.sentences[i]`."""

    document: Document
    own: Mapping[str, int]  # concept -> sentences that hold it
    led: Mapping[str, int]  # concept -> sentences whose list lead or table heading holds it
    body: int  # sentences that may be evidence
    hits: Mapping[int, tuple[Hit, ...]]  # by sentence
    blocks: tuple[tuple[int, int], ...]  # per block: first sentence, one past the last
    sections: Mapping[int, int] = field(default_factory=dict)  # heading sentence -> sentences below it
    block_of: tuple[int, ...] = ()
    headings: int = 0  # sentences that are titles or headings
    carried: Mapping[int, int] = field(default_factory=dict)  # block -> sentences just behind it that say "it", "they"

    def below(self, headings: int) -> int:
        """The sentences under any of the headings in a mask."""
        found = 0
        for sentence, mask in self.sections.items():
            if headings >> sentence & 1:
                found |= mask
        return found

    def paragraphs(self, mask: int) -> int:
        """All sentences of the blocks that hold a sentence of the mask."""
        found = 0
        for sentence in bits(mask):
            start, end = self.blocks[self.block_of[sentence]]
            found |= ((1 << end) - 1) ^ ((1 << start) - 1)
        return found


def bits(mask: int) -> Iterator[int]:
    """The numbers of the sentences in a mask, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
