"""Which words of a document are shown for a verdict: the passages that a reader would choose, best first."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from checker.assessment.weighed import Weighed
from checker.documents.model import BlockKind, Document
from checker.matching.matches import Matches
from checker.results.model import Evidence, Verdict

MOST_QUOTES = 4
SAME_WORDS = 88  # token-set similarity from which two quotes say the same
LONGEST_QUOTE = 900  # characters: a list or table that could not be split is no quote
_LONGEST_LIST = 600  # characters of a lead together with its list
_SENTENCE = 7  # words from which a quote says something by itself
_LABEL = 5  # words below which an item of a list says nothing by itself
_USUAL = 2
_THIRD = 0.35  # chance from which a third passage is shown
_FOURTH = 0.6
_WORTH = 0.08  # chance below which a second passage is not worth showing


def choose(weighed: Weighed, matches: Matches, needed: Sequence[int], weakens: int) -> tuple[Evidence, ...]:
    """The passages for a weighed verdict: two as a rule, up to four where limbs need them.

    `needed` are the sets of sentences that evidence the limbs asked for; `weakens` those that are weak,
    which are marked so where the verdict is.
    """
    if weighed.verdict is Verdict.MISSING:
        return ()
    document = matches.document
    order = sorted(range(len(weighed.chance)), key=lambda number: (-weighed.chance[number], number))[:16]
    order = [number for number in order if weighed.chance[number] > 0]
    if not order:
        return ()
    order.sort(key=lambda number: _is_label(document, number, span_of(document, matches, number)))
    shown: list[int] = []
    spans: list[tuple[int, int]] = []
    for number in order:
        if len(spans) >= MOST_QUOTES:
            break
        if not _wanted(number, weighed, shown, needed):
            continue
        span = span_of(document, matches, number)
        if span[1] - span[0] > LONGEST_QUOTE or _told(document, span, spans):
            continue
        shown.append(number)
        spans.append(span)
    weak = weakens if weighed.verdict is Verdict.WEAK else 0
    return tuple(
        passage(document, span, document.sentences[number].block, weakens=bool(weak >> number & 1))
        for number, span in zip(shown, spans, strict=True)
    )


def _wanted(number: int, weighed: Weighed, shown: Sequence[int], needed: Sequence[int]) -> bool:
    chance = float(weighed.chance[number])
    if not shown:
        return True
    if len(shown) < _USUAL:
        return chance >= _WORTH
    if chance >= (_THIRD if len(shown) == _USUAL else _FOURTH):
        return True
    lacking = [mask for mask in needed if mask and not any(mask >> other & 1 for other in shown)]
    return chance >= _WORTH * 2 and any(mask >> number & 1 for mask in lacking)


def _told(document: Document, span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    text = document.text[span[0] : span[1]]
    for start, end in spans:
        if span[0] < end and start < span[1]:
            return True
        if fuzz.token_set_ratio(text, document.text[start:end]) >= SAME_WORDS:
            return True
    return False


def span_of(document: Document, matches: Matches, number: int) -> tuple[int, int]:
    """What is shown for a sentence: itself, or the whole of a list of which it is the lead or a mere label."""
    sentence = document.sentences[number]
    block = document.blocks[sentence.block]
    text = document.text[sentence.start : sentence.end]
    if text.rstrip().endswith(":"):
        return sentence.start, _end_of_list(document, sentence.block, sentence.start, sentence.end)
    label = block.kind is BlockKind.LIST_ITEM and block.intro is not None and len(text.split()) < _SENTENCE
    if label and block.intro is not None:
        lead = matches.blocks[block.intro][1] - 1
        if lead >= 0 and matches.body >> lead & 1:
            start = document.sentences[lead].start
            end = _end_of_list(document, block.intro, start, document.sentences[lead].end)
            return start, max(end, document.sentences[lead].end)
    return sentence.start, sentence.end


def _is_label(document: Document, number: int, span: tuple[int, int]) -> bool:
    """Whether what is shown for a sentence is a bare item of a list: shown only where there is nothing better."""
    bare = document.blocks[document.sentences[number].block].kind is BlockKind.LIST_ITEM
    return bare and len(document.text[span[0] : span[1]].split()) < _LABEL


def _end_of_list(document: Document, lead: int, start: int, end: int) -> int:
    """Where the list behind a lead ends, or as much of it as can be shown."""
    for block in document.blocks[lead + 1 :]:
        if block.intro != lead or block.kind not in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
            break
        if block.end - start > _LONGEST_LIST:
            break
        end = block.end
    return end


def passage(document: Document, span: tuple[int, int], block: int, *, weakens: bool) -> Evidence:
    """Words of the document as evidence, with the place where they stand."""
    place = document.place(*span, block)
    return Evidence(
        **place,
        role="weakens" if weakens else "supports",
        read_by_ocr=place["page"] in document.pages_read_by_ocr,
    )
