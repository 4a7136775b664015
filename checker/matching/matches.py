"""What finding gives back: in which sentences of a document each concept occurs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from checker.documents.model import Document
from checker.documents.sentence_set import NONE, SentenceSet

if TYPE_CHECKING:
    from checker.matching.names import Name


class Hit(NamedTuple):  # made by the hundred a page: a tuple is several times quicker than a dataclass
    """One occurrence of a term: the concepts it belongs to, and offsets into the document's text."""

    concepts: tuple[str, ...]
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Where concepts occur in a document."""

    document: Document
    own: Mapping[str, SentenceSet]  # concept -> sentences that hold it
    led: Mapping[str, SentenceSet]  # concept -> sentences whose list lead or table heading holds it
    body: SentenceSet  # sentences that may be evidence
    hits: Mapping[int, tuple[Hit, ...]]  # by sentence
    blocks: tuple[tuple[int, int], ...]  # per block: first sentence, one past the last
    sections: Mapping[int, SentenceSet] = field(default_factory=dict)  # heading sentence -> sentences below it
    block_of: tuple[int, ...] = ()
    headings: SentenceSet = NONE  # sentences that are titles or headings
    carried: Mapping[int, SentenceSet] = field(default_factory=dict)  # block -> those just behind that say "it", "they"
    names: tuple[Name, ...] = ()  # names that the document gives, and that stand for something

    def sentences(self, concept: str) -> SentenceSet:
        """The sentences that hold a concept in their own words."""
        return self.own.get(concept, NONE)

    def below(self, headings: SentenceSet) -> SentenceSet:
        """The sentences under any of some headings."""
        return SentenceSet.union(self.sections[heading] for heading in headings if heading in self.sections)

    def paragraphs(self, sentences: SentenceSet) -> SentenceSet:
        """All sentences of the blocks that hold one of these."""
        blocks = {self.block_of[sentence] for sentence in sentences}
        return SentenceSet.union(SentenceSet.between(*self.blocks[block]) for block in blocks)
