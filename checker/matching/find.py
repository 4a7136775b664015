"""From a document to the sentences in which each concept occurs: what stands where, and what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import SentenceSet
from checker.matching.compile import Matcher
from checker.matching.context import (
    NO_EVIDENCE,
    carried_on,
    led_by,
    sections_of,
    sentences_of_blocks,
    sentences_of_kind,
)
from checker.matching.matches import Hit, Matches
from checker.matching.scan import Scan

if TYPE_CHECKING:
    from checker.matching.names import Name


def find(document: Document, matcher: Matcher, within: SentenceSet | None = None, *, names: bool = True) -> Matches:
    """All concepts of the matcher in a document: one pass over its words, one over its figures.

    `within` names the sentences to be read, where the rest of the document does not matter. Without `names`, those that
    the document gives itself stand for nothing: inspectors' reports are read by what every report calls things.
    """
    starts = [sentence.start for sentence in document.sentences]
    ends = [sentence.end for sentence in document.sentences]
    spans = [(0, len(document.text))] if within is None else list(_spans(document, within))
    page = Scan(document.text, matcher, starts, ends, spans, _own_names(document) if names else ())
    page.read_phrases()
    if matcher.built_in:
        page.read_quantities()
    own = _by_concept(page.hits)
    blocks = sentences_of_blocks(document)
    return Matches(
        document=document,
        own=own,
        led=led_by(document, own, blocks),
        body=sentences_of_kind(document, frozenset(BlockKind) - NO_EVIDENCE),
        hits={number: tuple(found) for number, found in page.hits.items()},
        blocks=blocks,
        sections=sections_of(document, blocks),
        block_of=tuple(sentence.block for sentence in document.sentences),
        headings=sentences_of_kind(document, frozenset({BlockKind.HEADING})),
        carried=carried_on(document, blocks),
        names=tuple(page.named),
    )


def _own_names(document: Document) -> Sequence[Name]:
    from checker.matching.names import own_names  # an inspection asks for none

    return own_names(document)


def _by_concept(hits: Mapping[int, Sequence[Hit]]) -> dict[str, SentenceSet]:
    """The sentences that hold each concept."""
    # By the identity of lists of concepts, which most hits share: to compare them takes longer than all the rest.
    lists = {id(hit[0]): hit[0] for found in hits.values() for hit in found}
    masks = dict.fromkeys(lists, 0)
    for number, found in hits.items():
        bit = 1 << number
        for hit in found:
            masks[id(hit[0])] |= bit
    own: dict[str, int] = defaultdict(int)
    for key, concepts in lists.items():
        mask = masks[key]
        for concept in concepts:
            own[concept] |= mask
    return dict(zip(own, map(SentenceSet, own.values()), strict=True))


def _spans(document: Document, within: SentenceSet) -> Iterator[tuple[int, int]]:
    """The stretches of text that some sentences make up, neighbours together."""
    open_span: tuple[int, int] | None = None
    last = -2
    for number in within:
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
