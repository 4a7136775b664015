"""What stands around a sentence: its block, the lead of its list, the headings above it, what goes on about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet, bits

_PRONOUN = re.compile(r"\W*(?:It|They|This|These|Its|Their)\b")
_SHORT_LEAD = 30  # characters: "These are:" leads in together with the sentence before it
NO_EVIDENCE = frozenset({BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TABLE_HEAD, BlockKind.CAPTION})


def sentences_of_blocks(document: Document) -> tuple[tuple[int, int], ...]:
    bounds = [[0, 0] for _ in document.blocks]
    for number, sentence in enumerate(document.sentences):
        bound = bounds[sentence.block]
        if bound[1] == 0:
            bound[0] = number
        bound[1] = number + 1
    return tuple((first, last) for first, last in bounds)


def sentences_of_kind(document: Document, kinds: frozenset[BlockKind]) -> SentenceSet:
    blocks = document.blocks
    return SentenceSet.of(n for n, sentence in enumerate(document.sentences) if blocks[sentence.block].kind in kinds)


def led_by(
    document: Document, own: Mapping[str, SentenceSet], blocks: tuple[tuple[int, int], ...]
) -> dict[str, SentenceSet]:
    """What the last sentence of a list's lead, or a table's heading row, hands on to what it introduces."""
    groups: dict[int, SentenceSet] = defaultdict(SentenceSet)  # lead sentence -> the sentences it introduces
    for index, block in enumerate(document.blocks):
        if block.intro is None:
            continue
        introduced = SentenceSet.between(*blocks[index])
        intro: int | None = block.intro
        while intro is not None:
            first, last = blocks[intro]
            for lead in range(max(first, last - 2), last):
                sentence = document.sentences[last - 1]
                if lead == last - 1 or sentence.end - sentence.start < _SHORT_LEAD:
                    groups[lead] |= introduced
            intro = document.blocks[intro].intro
    leads = SentenceSet.of(groups).mask
    led: dict[str, SentenceSet] = {}
    for concept, held in own.items():  # by the thousand: of few concepts a lead holds any word
        if hand_on := held.mask & leads:
            led[concept] = SentenceSet.union(groups[lead] for lead in bits(hand_on))
    return led


def sections_of(document: Document, blocks: tuple[tuple[int, int], ...]) -> dict[int, SentenceSet]:
    """For each heading the sentences below it, down to the next heading of its level or above.

    A heading over more than half of the document is a title if other headings stand below it: it
    lends no topic to what it covers.
    """
    total = len(document.sentences)
    heads = sorted(blocks[i][0] for i, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING)
    open_headings: list[tuple[int, int, int]] = []  # (level, heading's sentence, first sentence below)
    sections: dict[int, SentenceSet] = {}

    def close(level: int, at: int) -> None:
        while open_headings and open_headings[-1][0] >= level:
            _, heading, first = open_headings.pop()
            title = (at - first) * 2 > total and bisect_right(heads, heading) < bisect_right(heads, at - 1)
            if at > first and not title:
                sections[heading] = SentenceSet.between(first, at)

    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            first, last = blocks[index]
            if last == 0:
                continue
            close(block.level, first)
            open_headings.append((block.level, first, last))
    close(0, total)
    return sections


def carried_on(document: Document, blocks: tuple[tuple[int, int], ...]) -> dict[int, SentenceSet]:
    """For each block the sentences of the next few that go on about it by a pronoun."""
    found: dict[int, SentenceSet] = {}
    behind: list[int] = []  # the blocks just before that may be meant
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            behind = []
            continue
        first, last = blocks[index]
        if block.kind in NO_EVIDENCE or not last:
            continue
        opening = document.sentences[first]
        if _PRONOUN.match(document.text, opening.start, opening.end):
            for earlier in behind:
                found[earlier] = found.get(earlier, NONE) | SentenceSet.between(first, last)
        behind = [*behind[-1:], index]
    return found
