"""From a document to the sentences in which each concept occurs.

A set of sentences is an integer used as a bit set (bit i: sentence i), so that rules combine
concepts by plain set logic at next to no cost, however many rules there are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from checker.documents.model import BlockKind, Document
from checker.matching.abbreviations import Definition, definitions, uses
from checker.matching.compile import Matcher
from checker.matching.language import Tokens
from checker.matching.plan import Entry, Meaning

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
# Every alternative begins with a pound sign or a figure, so that the search passes over words quickly.
_QUANTITY = re.compile(
    r"(?P<money>£\s?\d[\d,.]*(?:\s?(?:k|m|bn|million|billion|thousand)\b)?)"
    r"|(?<![\w.,/£-])(?:"
    r"(?P<percentage>\d+(?:\.\d+)?\s?(?:%|per\s?cent\b))"
    rf"|(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\s+\d{{4}})?"
    r"|(?:19|20)\d\d\s?[/–-]\s?(?:20)?\d\d\b)"
    r"|(?P<year>(?:19|20)\d\d\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+\b|\d+\s(?:out\s)?(?:of|in)\s(?:the\s|every\s)?\d+\b|\d{2,}\b(?![./-]\d|[a-z])))"
)
# A year is a date only behind a month or a word of time: "in 2019", not "the Act 2004".
_DATED = re.compile(rf"\b(?:{_MONTH}|in|by|during|since|until|from|before|after|for|early|late|mid|of|to)[\s-]*$")
_NO_COUNT_BEFORE = re.compile(
    r"(?:section|sections|chapter|regulation|regulations|paragraph|part|article|level|tier|stage|page|act|no|s|para"
    r"|together|protection act|annex|appendix|figure|table|version|grade|step|phase|telephone|tel|call)[.\s]*$",
    re.IGNORECASE,
)
_NAME_STOPS = frozenset(
    "The A An Our Each Every All Both This Any Local No England Digital Improvement Trust Foundation Number".split()
)


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


_PRONOUN = re.compile(r"\W*(?:It|They|This|These|Its|Their)\b")
_SHORT_LEAD = 30  # characters: "These are:" leads in together with the sentence before it
_NO_EVIDENCE = frozenset({BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TABLE_HEAD, BlockKind.CAPTION})


def find(document: Document, matcher: Matcher, within: int | None = None) -> Matches:
    """All concepts of the matcher in a document: one pass over its words, one over its figures.

    `within` names the sentences to be read, where the rest of the document does not matter.
    """
    starts = [sentence.start for sentence in document.sentences]
    ends = [sentence.end for sentence in document.sentences]
    spans = None if within is None else list(_spans(document, within))
    hits = _phrase_hits(document, matcher, starts, ends, spans) if starts else []
    for first, last in spans if spans is not None else [(0, len(document.text))]:
        hits.extend(_quantity_hits(document.text, matcher, starts, ends, first, last))
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
    blocks = _sentences_of_blocks(document)
    return Matches(
        document=document,
        own=dict(own),
        led=_led(document, own, blocks),
        body=_of_kind(document, frozenset(BlockKind) - _NO_EVIDENCE),
        hits={number: tuple(found) for number, found in by_sentence.items()},
        blocks=blocks,
        sections=_sections(document, blocks),
        block_of=tuple(sentence.block for sentence in document.sentences),
        headings=_of_kind(document, frozenset({BlockKind.HEADING})),
        carried=_carried(document, blocks),
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


def _phrase_hits(
    document: Document,
    matcher: Matcher,
    starts: list[int],
    ends: list[int],
    spans: list[tuple[int, int]] | None = None,
) -> list[Hit]:
    tokens = matcher.words.tokens(document.text, spans)
    lower = document.text.lower()
    if len(lower) != len(document.text):  # a letter whose lower case is longer would shift every offset
        lower = document.text
    hits: list[Hit] = []
    parts: dict[int, list[_Part]] = defaultdict(list)
    sentence, count = 0, len(starts)
    stretches = spans if spans is not None else [(0, len(document.text))]
    defined: dict[str, Definition] = {}
    for start, end in stretches:
        for found_here in definitions(document.text, start, end):
            defined.setdefault(found_here.short, found_here)
    long_ends = {definition.end: definition for definition in defined.values()}
    meant: dict[Definition, list[Meaning]] = defaultdict(list)
    found = sorted((start, end, key) for key, start, end in matcher.phrases(tokens.doc))
    for first, last, entry, hidden in _with_shadow(found, matcher):
        begin = tokens.starts[first]
        while sentence + 1 < count and starts[sentence + 1] <= begin:
            sentence += 1
        stop = tokens.stops[last - 1]
        if begin < starts[sentence] or stop > ends[sentence]:
            continue
        plain = entry.plain
        definition = long_ends.get(stop)
        if definition is not None and begin >= definition.start:
            meant[definition].append(plain)
        if hidden:  # inside a fixed phrase: only as a piece of a phrase that may reach beyond it
            if plain.chained:
                parts[sentence].append((first, last, begin, stop, plain.chained))
            continue
        if plain.concepts:
            hits.append(Hit(plain.concepts, sentence, begin, stop))
        if plain.places:
            parts[sentence].append((first, last, begin, stop, plain.places))
        if not entry.forms and not entry.conditional:
            continue
        meanings = [meaning for form, meaning in entry.forms if form == lower[begin:stop]]
        if entry.conditional:
            bounds = starts[sentence], begin, ends[sentence]
            meanings += _that_hold(entry, document.text, tokens, (first, last), lower[begin:stop], bounds)
        if definition is not None and begin >= definition.start:
            meant[definition].extend(meanings)
        for meaning in meanings:
            if meaning.concepts:
                hits.append(Hit(meaning.concepts, sentence, begin, stop))
            if meaning.places:
                parts[sentence].append((first, last, begin, stop, meaning.places))
    if meant:
        _abbreviated(document.text, tokens, (starts, ends), stretches, meant, hits, parts)
    for number, pieces in parts.items():
        if len(pieces) > 1:
            hits.extend(_gap_hits(number, pieces, matcher))
    return hits


def _abbreviated(
    text: str,
    tokens: Tokens,
    sentences: tuple[list[int], list[int]],
    stretches: list[tuple[int, int]],
    meant: Mapping[Definition, list[Meaning]],
    hits: list[Hit],
    parts: dict[int, list[_Part]],
) -> None:
    """Add what the document's own abbreviations mean: as much as the words at the end of their long forms."""
    starts, ends = sentences
    touched: set[int] = set()
    for begin, stop, definition in chain.from_iterable(uses(text, meant, start, end) for start, end in stretches):
        sentence = bisect_right(starts, begin) - 1
        if sentence < 0 or stop > ends[sentence]:
            continue
        token = bisect_right(tokens.starts, begin) - 1
        if token < 0 or tokens.starts[token] != begin:
            continue
        for meaning in meant[definition]:
            if meaning.concepts:
                hits.append(Hit(meaning.concepts, sentence, begin, stop))
            if meaning.places:
                parts[sentence].append((token, token + 1, begin, stop, meaning.places))
                touched.add(sentence)
    for sentence in touched:
        parts[sentence].sort(key=lambda piece: piece[:2])


# A matched phrase that may be part of terms with gaps: first token, one past the last, first
# character, one past the last, and the terms of which it may be which part.
_Part = tuple[int, int, int, int, tuple[int, ...]]


def _that_hold(
    entry: Entry, text: str, tokens: Tokens, span: tuple[int, int], words: str, bounds: tuple[int, int, int]
) -> list[Meaning]:
    """The further meanings of a phrase whose conditions are fulfilled where it stands.

    `span` is its tokens, `words` its own in lower case, `bounds` the sentence's start, the phrase's,
    the sentence's end.
    """
    held = []
    for condition, meaning in entry.conditional:
        if condition.exact and not set(condition.exact) <= set(words.replace("-", " ").split()):
            continue
        if condition.named_before and not _is_name(text, tokens, span[0] - 1, bounds[0], bounds[1]):
            continue
        if condition.named_after and not _is_name(text, tokens, span[1], bounds[1], bounds[2]):
            continue
        held.append(meaning)
    return held


def _with_shadow(found: list[tuple[int, int, int]], matcher: Matcher) -> Iterator[tuple[int, int, Entry, bool]]:
    """The matches, and whether each stands inside a longer fixed phrase in which it means something else."""
    matched = [(first, last, matcher.entries[key]) for first, last, key in found]
    shadow_at: dict[int, tuple[int, int]] = {}  # token -> the longest shadow over it
    for first, last, entry in matched:
        if entry.shadow:
            for token in range(first, last):
                known = shadow_at.get(token)
                if known is None or last - first > known[1] - known[0]:
                    shadow_at[token] = (first, last)
    for first, last, entry in matched:
        shadow = shadow_at.get(first)
        hidden = shadow is not None and last <= shadow[1] and last - first < shadow[1] - shadow[0]
        yield first, last, entry, hidden


def _gap_hits(sentence: int, pieces: list[_Part], matcher: Matcher) -> Iterator[Hit]:
    """Terms with "...": their parts in order, each within its gap of the one before.

    Which terms have all their parts in the sentence at all is found by bit sets, so that only
    those few are looked at word by word.
    """
    present: list[int] = []
    for piece in pieces:
        for place, terms in enumerate(piece[4]):
            if place < len(present):
                present[place] |= terms
            else:
                present.append(terms)
    possible = 0
    together = present[0]
    for place in range(1, len(present)):
        together &= present[place]
        possible |= together & matcher.by_parts.get(place + 1, 0)
    if not possible:
        return
    begun: list[int] = [0] * (len(present) + 1)  # by parts seen -> bit set of the terms that got so far
    reached: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # parts seen, last token, first character
    for first, last, start, stop, places in pieces:
        for place, terms in enumerate(places):
            live = terms & possible if place == 0 else terms & possible & begun[place]
            for number in bits(live):
                if place == 0:
                    reached[number].append((1, last, start))
                    begun[1] |= 1 << number
                    continue
                term = matcher.gap_terms[number]
                for seen, token, begin in reversed(reached[number]):
                    if seen == place and 0 <= first - token <= term.gaps[place]:
                        if place + 1 == len(term.gaps):
                            yield Hit(term.concepts, sentence, begin, stop)
                        else:
                            reached[number].append((seen + 1, last, begin))
                            begun[seen + 1] |= 1 << number
                        break


def _is_name(text: str, tokens: Tokens, place: int, start: int, end: int) -> bool:
    """Whether the token at `place`, between two offsets, is a capitalised name: "Askerdale" in "Askerdale Council"."""
    if not 0 <= place < len(tokens.starts) or not start <= tokens.starts[place] < end:
        return False
    word = text[tokens.starts[place] : tokens.stops[place]]
    return word[:1].isupper() and word not in _NAME_STOPS


def _quantity_hits(
    text: str, matcher: Matcher, starts: list[int], ends: list[int], first: int, last: int
) -> Iterator[Hit]:
    for match in _QUANTITY.finditer(text, first, last):
        kind = match.lastgroup or ""
        begin, stop = match.span()
        if kind == "year":
            if not _DATED.search(text, max(0, begin - 12), begin):
                continue
            kind = "date"
        elif kind == "number" and _NO_COUNT_BEFORE.search(text, max(0, begin - 24), begin):
            continue
        sentence = bisect_right(starts, begin) - 1
        if sentence < 0 or begin >= ends[sentence]:
            continue
        yield Hit(matcher.built_in[kind], sentence, begin, stop)


def _sentences_of_blocks(document: Document) -> tuple[tuple[int, int], ...]:
    bounds = [[0, 0] for _ in document.blocks]
    for number, sentence in enumerate(document.sentences):
        bound = bounds[sentence.block]
        if bound[1] == 0:
            bound[0] = number
        bound[1] = number + 1
    return tuple((first, last) for first, last in bounds)


def _of_kind(document: Document, kinds: frozenset[BlockKind]) -> int:
    mask = 0
    for number, sentence in enumerate(document.sentences):
        if document.blocks[sentence.block].kind in kinds:
            mask |= 1 << number
    return mask


def _led(document: Document, own: Mapping[str, int], blocks: tuple[tuple[int, int], ...]) -> dict[str, int]:
    """What the last sentence of a list's lead, or a table's heading row, hands on to what it introduces."""
    groups: dict[int, int] = defaultdict(int)  # lead sentence -> the sentences it introduces
    for index, block in enumerate(document.blocks):
        if block.intro is None:
            continue
        begin, end = blocks[index]
        mask = ((1 << end) - 1) ^ ((1 << begin) - 1)
        intro: int | None = block.intro
        while intro is not None:
            first, last = blocks[intro]
            for lead in range(max(first, last - 2), last):
                sentence = document.sentences[last - 1]
                if lead == last - 1 or sentence.end - sentence.start < _SHORT_LEAD:
                    groups[lead] |= mask
            intro = document.blocks[intro].intro
    leads = 0
    for lead in groups:
        leads |= 1 << lead
    led: dict[str, int] = {}
    for concept, mask in own.items():
        reached = 0
        for lead in bits(mask & leads):
            reached |= groups[lead]
        if reached:
            led[concept] = reached
    return led


def _sections(document: Document, blocks: tuple[tuple[int, int], ...]) -> dict[int, int]:
    """For each heading the sentences below it, down to the next heading of its level or above.

    A heading over more than half of the document is a title if other headings stand below it: it
    lends no topic to what it covers.
    """
    total = len(document.sentences)
    heads = sorted(blocks[i][0] for i, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING)
    open_headings: list[tuple[int, int, int]] = []  # (level, heading's sentence, first sentence below)
    sections: dict[int, int] = {}

    def close(level: int, at: int) -> None:
        while open_headings and open_headings[-1][0] >= level:
            _, heading, first = open_headings.pop()
            title = (at - first) * 2 > total and bisect_right(heads, heading) < bisect_right(heads, at - 1)
            if at > first and not title:
                sections[heading] = ((1 << at) - 1) ^ ((1 << first) - 1)

    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            first, last = blocks[index]
            if last == 0:
                continue
            close(block.level, first)
            open_headings.append((block.level, first, last))
    close(0, total)
    return sections


def _carried(document: Document, blocks: tuple[tuple[int, int], ...]) -> dict[int, int]:
    """For each block the sentences of the next few that go on about it by a pronoun."""
    found: dict[int, int] = {}
    behind: list[int] = []  # the blocks just before that may be meant
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            behind = []
            continue
        first, last = blocks[index]
        if block.kind in _NO_EVIDENCE or not last:
            continue
        opening = document.sentences[first]
        if _PRONOUN.match(document.text, opening.start, opening.end):
            mask = ((1 << last) - 1) ^ ((1 << first) - 1)
            for earlier in behind:
                found[earlier] = found.get(earlier, 0) | mask
        behind = [*behind[-1:], index]
    return found
