"""A document's sentences as features: the words and pairs of words that learned weights speak of.

Training and scoring read sentences through this one module, so that both see the same. A feature is
a plain string without spaces: a word in lower case, a pair of neighbours joined by "_". Sums of
money, years, months, percentages and other numbers are made alike ("<money>", "<year>", "<month>",
"<percent>", "<number>"), so that what is said about them can be learned; a name within a sentence
adds "<name>".

A sentence has four fields: its own words, the heading above it, the leads of its list or the column
headings of its table, and the sentence before it in the same section.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import SentenceSet
from checker.text.english import MONTHS
from checker.text.late import late

FIELDS = ("own", "heading", "lead", "before")

_MONTHS = frozenset(month.lower() for month in MONTHS) - {"may"}  # which is mostly a verb
_WORD = late(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"  # first, as what is read most often
    r"|(?P<money>£\s?\d[\d.,]*(?:\s?(?:k|m|bn|million|billion|thousand)\b)?)"
    r"|(?P<percent>\d+(?:\.\d+)?\s?(?:%|per\s?cent\b))"
    r"|(?P<year>\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b)"
    r"|(?P<number>\d[\d.,]*)"
)
_NEVER_EVIDENCE = frozenset({BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TABLE_HEAD, BlockKind.CAPTION})
_COVER = 8  # blocks at the beginning, whose headings tell a document's time and title as nothing else does
_FEW = 80  # sentences that may be evidence: labelled documents have either fewer than 60 or more
_OF_SEVERAL = 8  # sentences on others' business from which a document is one of several bodies
_TIMES = frozenset({"<year>", "<month>"})


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, with figures made alike."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind != "word":
            found.append(f"<{kind}>")
            continue
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        found.append("<month>" if word in _MONTHS else word)
    return found


def pieces(text: str) -> list[str]:
    """The features of a text: its words, its pairs of neighbouring words, and whether it holds a name."""
    single = words(text)
    found = [*single, *map("_".join, itertools.pairwise(single))]
    if _NAME.search(text):
        found.append("<name>")
    return list(dict.fromkeys(found))


_NAME = late(r"(?<=[a-z,;] )[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a document, each by its features; all sequences run along `Document.sentences`."""

    own: tuple[list[str], ...]
    heading: tuple[list[str], ...]
    lead: tuple[list[str], ...]
    before: tuple[int, ...]  # the sentence before in the same section, or -1
    section: tuple[int, ...]  # the block of the heading above, or -1
    block: tuple[int, ...]
    row: tuple[bool, ...]  # rows of tables
    item: tuple[bool, ...]  # items of lists
    length: tuple[int, ...]  # words
    quotable: tuple[bool, ...]  # may be evidence at all: see `may_be_evidence`
    left_out: int = 0  # sentences that tell of others than the partnership, and are not read

    def __len__(self) -> int:
        return len(self.own)

    @property
    def few(self) -> bool:
        """Whether so few of them may be evidence that each thing can be said but once."""
        return sum(self.quotable) < _FEW

    @property
    def of_several(self) -> bool:
        """Whether so much is told of others that more of it may be theirs than could be told by its words."""
        return self.left_out >= _OF_SEVERAL


def read(document: Document, within: SentenceSet | None = None) -> Sentences:
    """The features of every sentence of a document; of those that are not `within`, where that is given, none."""
    by_block: dict[int, list[str]] = {}

    def of_block(index: int) -> list[str]:
        if index not in by_block:
            by_block[index] = pieces(document.block_text(index))
        return by_block[index]

    leads: dict[int, list[str]] = {}

    def leading(index: int) -> list[str]:
        if index not in leads:
            intro = document.blocks[index].intro
            leads[index] = [] if intro is None else list(dict.fromkeys([*of_block(intro), *leading(intro)]))
        return leads[index]

    own, heading, lead, before, section = [], [], [], [], []
    last = -1
    blocks = [document.blocks[sentence.block] for sentence in document.sentences]
    for number, sentence in enumerate(document.sentences):
        block = blocks[number]
        read_here = within is None or number in within
        own.append(pieces(document.text[sentence.start : sentence.end]) if read_here else [])
        heading.append(of_block(block.heading) if block.heading is not None else [])
        lead.append(leading(sentence.block))
        section.append(-1 if block.heading is None else block.heading)
        same = last >= 0 and section[last] == section[number] and blocks[last].kind not in _NEVER_EVIDENCE
        before.append(last if same else -1)
        last = number
    return Sentences(
        own=tuple(own),
        heading=tuple(heading),
        lead=tuple(lead),
        before=tuple(before),
        section=tuple(section),
        block=tuple(sentence.block for sentence in document.sentences),
        row=tuple(block.kind is BlockKind.TABLE_ROW for block in blocks),
        item=tuple(block.kind is BlockKind.LIST_ITEM for block in blocks),
        length=tuple(document.text.count(" ", sentence.start, sentence.end) + 1 for sentence in document.sentences),
        quotable=tuple(
            may_be_evidence(block.kind, document.sentences[number].block, own[number])
            and (within is None or number in within)
            for number, block in enumerate(blocks)
        ),
        left_out=0 if within is None else len(document.sentences) - len(within),
    )


def may_be_evidence(kind: BlockKind, place: int, said: Collection[str]) -> bool:
    """Whether words may be evidence at all: no heading, contents entry, table head or caption, but for a cover's lines
    that tell a time."""
    if kind not in _NEVER_EVIDENCE:
        return True
    return place < _COVER and kind is not BlockKind.CONTENTS and not _TIMES.isdisjoint(said)
