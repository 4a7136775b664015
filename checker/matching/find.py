"""From a document to the sentences in which each concept occurs: what stands where, and what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from checker.documents.model import BlockKind, Document
from checker.matching.compile import Matcher
from checker.matching.context import (
    NO_EVIDENCE,
    carried_on,
    led_by,
    sections_of,
    sentences_of_blocks,
    sentences_of_kind,
)
from checker.matching.matches import Hit, Matches, bits
from checker.matching.scan import Scan


def find(document: Document, matcher: Matcher, within: int | None = None) -> Matches:
    """All concepts of the matcher in a document: one pass over its words, one over its figures.

    `within` names the sentences to be read, where the rest of the document does not matter.
    """
    starts = [sentence.start for sentence in document.sentences]
    ends = [sentence.end for sentence in document.sentences]
    spans = [(0, len(document.text))] if within is None else list(_spans(document, within))
    page = Scan(document.text, matcher, starts, ends, spans)
    page.read_phrases()
    page.read_quantities()
    hits = page.hits
    sentences: dict[tuple[str, ...], set[int]] = defaultdict(set)
    by_sentence: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        sentences[hit.concepts].add(hit.sentence)
        by_sentence[hit.sentence].append(hit)
    own: dict[str, int] = defaultdict(int)
    for concepts, numbers in sentences.items():
        mask = sum(1 << number for number in numbers)
        for concept in concepts:
            own[concept] |= mask
    blocks = sentences_of_blocks(document)
    return Matches(
        document=document,
        own=dict(own),
        led=led_by(document, own, blocks),
        body=sentences_of_kind(document, frozenset(BlockKind) - NO_EVIDENCE),
        hits={number: tuple(found) for number, found in by_sentence.items()},
        blocks=blocks,
        sections=sections_of(document, blocks),
        block_of=tuple(sentence.block for sentence in document.sentences),
        headings=sentences_of_kind(document, frozenset({BlockKind.HEADING})),
        carried=carried_on(document, blocks),
    )


def _spans(document: Document, within: int) -> Iterator[tuple[int, int]]:
    """The stretches of text that some sentences make up, neighbours together."""
    open_span: tuple[int, int] | None = None
    last = -2
    for number in bits(within):
        sentence = document.sentences[number]
        if open_span is not None and number == last + 1:
            open_span = open_span[0], sentence.end
        else:
            if open_span is not None:
                yield open_span
            open_span = sentence.start, sentence.end
        last = number
    if open_span is not None:
        yield open_span
