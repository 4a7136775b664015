"""Which words of a document are shown for a verdict: the passages that a reader would choose, best first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz

from checker.assessment.beside import is_beside, is_disowned
from checker.assessment.weighed import Weighed
from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.matching.matches import Matches
from checker.results.model import Evidence, Verdict

MOST_QUOTES = 4
SAME_WORDS = 88  # token-set similarity from which two quotes say the same
LONGEST_QUOTE = 900  # characters: a list or table that could not be split is no quote
_LONGEST_LIST = 600  # characters of a lead together with its list
_LONGEST_LEAD = 80  # characters of a lead that are shown before an item further down
_SHORT_ITEM = 12  # words below which an item is hardly a sentence of its own
_SENTENCE = 7  # words from which a quote says something by itself
_LABEL = 5  # words below which an item of a list says nothing by itself
_NAME = 12  # words below which an item that is all capitalised words is a mere name
_USUAL = 2
# Chances below which a second, third or fourth passage is not shown. With these and the two below, 52 of 100 further
# passages are ones that readers quoted too, in folders left out, and 88 of 100 findings show one of theirs; with 0.3,
# 0.5 and 0.6 it was 60, and 85.
_WORTH = 0.15
_THIRD = 0.25
_FOURTH = 0.4
_OTHER_MATTER = -0.75  # margin below which a sentence is about another requirement: never a second passage
_BESIDE = 0.2  # off the chance of a sentence that the rule holds to be on something else, where the verdict is weak
_WEAKENED = 0.2  # off the chance of a sentence that is weak, where the verdict is met
_OF_OTHERS = 0.4  # off the chance of a sentence on the business of others
# What makes a few words a statement: "They were not effective.", "Issued 12 January 2026."
_TELLS = re.compile(r"\d [a-z]+ \d{4}|\b(?:is|are|was|were|will|not|none)\b", re.IGNORECASE)
_YEAR, _REPORT = re.compile(r"20\d\d"), re.compile(r"\breport|\baccount", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()\d]*\)\W*$")  # a remark in brackets, without a figure, and nothing else
_SUBJECT = re.compile(r"\d|\b(?:we|they|it|she|he|I|you|who|that|this)\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"\b0\d{2,4} ?\d{3}")
_SHOUTED = 0.6  # of the letters: what is mostly capitals is a list of headings
_LABEL_OF_ITEM = 7  # words up to which an item's first sentence only names what the next is about
_POINTS_AWAY = re.compile(r"^(?:This|These|It|They)\b.*\b(?:set out|below|overleaf|shown)\b")
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD})
_COLON = re.compile(r"(?::|(?<![:|])\s[–—])\s*(?:\([^()]*\))?\s*$")  # at the end, but for a remark in brackets
_POINTS_ON = re.compile(r"\b(?:following|below|as follows)\b", re.IGNORECASE)
# A lead that ends so leaves its sentence open, for every item to go on with it.
_OPEN = re.compile(
    r"\b(?:will|shall|should|can|must|may|to|by|be|is|are|was|were|include[sd]?|including|of|that|for)\W*$"
)


def choose(
    weighed: Weighed,
    matches: Matches,
    needed: Sequence[SentenceSet],
    weakens: SentenceSet,
    about: SentenceSet | None = None,
    *,
    boards: bool = False,
) -> tuple[Evidence, ...]:
    """The passages for a weighed verdict: two as a rule, up to four where limbs need them.

    `needed` are the sets of sentences that evidence the limbs asked for; `weakens` those that are weak,
    which are marked so where the verdict is; `about` those that the rule holds to be on the requirement (all of them
    without it); `boards` tells that other boards are what the requirement asks about.
    """
    if weighed.verdict is Verdict.MISSING:
        return ()
    document = matches.document
    order = sorted(range(len(weighed.chance)), key=lambda number: (-weighed.chance[number], number))[:16]
    likely = {number: _likely(number, weighed, weakens, about) for number in order if weighed.chance[number] > 0}
    spans_of = {number: span_of(document, matches, number) for number in likely}
    little = {number for number in likely if _says_little(document, matches, number, spans_of[number])}
    for number in likely:
        sentence = document.sentences[number]
        text, above = document.text[sentence.start : sentence.end], document.blocks[sentence.block].heading
        if is_disowned(text):
            little.add(number)
        elif is_beside(text, document.block_text(above) if above is not None else "", boards=boards):
            likely[number] -= _OF_OTHERS
    shown: list[int] = []
    spans: list[tuple[int, int]] = []
    for number in sorted(likely, key=lambda number: (number in little, -likely[number], number)):
        if len(spans) >= MOST_QUOTES:
            break
        if shown and (number in little or not _wanted(number, likely[number], weighed, shown, needed)):
            continue
        span = spans_of[number]
        if span[1] - span[0] > LONGEST_QUOTE or _told(document, span, spans):
            continue
        shown.append(number)
        spans.append(span)
    weak = weakens if weighed.verdict is Verdict.WEAK else NONE
    return tuple(
        passage(
            document,
            span,
            document.sentences[number].block,
            weakens=number in weak,
            lead=lead_of(document, matches, number, span),
        )
        for number, span in zip(shown, spans, strict=True)
    )


def or_heading(
    document: Document, evidence: tuple[Evidence, ...], about: SentenceSet, told: SentenceSet
) -> tuple[Evidence, ...]:
    """The heading that a weak finding rests on (the first of `told`), where no passage shown is on the requirement.

    A year in the title is all that many reports say of their period. A passage that names the year as the report's says
    the same, and stays.
    """
    shown = (bisect_left(document.sentences, each.start, key=lambda sentence: sentence.start) for each in evidence)
    if told.first is None or any(number in about for number in shown):
        return evidence
    sentence = document.sentences[told.first]
    year = _YEAR.search(document.text, sentence.start, sentence.end)
    if year and any(year[0] in each.quote and _REPORT.search(each.quote) for each in evidence):
        return evidence
    return (passage(document, (sentence.start, sentence.end), sentence.block, weakens=False),)


def _likely(number: int, weighed: Weighed, weakens: SentenceSet, about: SentenceSet | None) -> float:
    """The chance that a reader would quote a sentence, less what speaks against it under this verdict."""
    chance = float(weighed.chance[number])
    if weighed.verdict is Verdict.WEAK:
        return chance if about is None or number in about else chance - _BESIDE
    return chance - _WEAKENED if number in weakens else chance


def _wanted(number: int, likely: float, weighed: Weighed, shown: Sequence[int], needed: Sequence[SentenceSet]) -> bool:
    """Whether a sentence is worth showing behind those that are shown."""
    if weighed.margin[number] < _OTHER_MATTER:
        return False
    if likely >= (_WORTH if len(shown) < _USUAL else _THIRD if len(shown) == _USUAL else _FOURTH):
        return True
    lacking = [limb for limb in needed if limb and not any(other in limb for other in shown)]
    return likely >= _WORTH and any(number in limb for limb in lacking)


def _told(document: Document, span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    text = document.text[span[0] : span[1]]
    for start, end in spans:
        if span[0] < end and start < span[1]:
            return True
        if fuzz.token_set_ratio(text, document.text[start:end]) >= SAME_WORDS:
            return True
    return False


def span_of(document: Document, matches: Matches, number: int) -> tuple[int, int]:
    """What is shown for a sentence: itself, the row of a table, or as much of a list as it needs to be understood."""
    sentence = document.sentences[number]
    block = document.blocks[sentence.block]
    alone = sentence.start, sentence.end
    text = document.text[sentence.start : sentence.end]
    if block.kind is BlockKind.TABLE_ROW:
        first, last = matches.blocks[sentence.block]
        whole = document.sentences[first].start, document.sentences[last - 1].end
        return whole if whole[1] - whole[0] <= _LONGEST_LIST else alone
    if (_leads_on(text) or _breaks_off(text)) and number == matches.blocks[sentence.block][1] - 1:
        return sentence.start, _end_of_list(document, sentence.block, sentence.start, sentence.end)
    lead = _lead(document, matches, number)
    if lead is None or block.intro is None:
        return _label_before(document, matches, number), sentence.end
    start = document.sentences[lead].start
    if _is_name(text) and _leads_on(document.text[start : document.sentences[lead].end]):
        end = _end_of_list(document, block.intro, start, document.sentences[lead].end)
        return (start, end) if end >= sentence.end else alone
    first = sentence.block == block.intro + 1
    if first and leads_into(document, matches, number):
        return start, sentence.end
    return _label_before(document, matches, number), sentence.end


def _label_before(document: Document, matches: Matches, number: int) -> int:
    """Where a sentence begins, with the name before it where it is the one behind the name that an item opens with."""
    sentence = document.sentences[number]
    first = matches.blocks[sentence.block][0]
    if document.blocks[sentence.block].kind is not BlockKind.LIST_ITEM or number != first + 1:
        return sentence.start
    label = document.sentences[first]
    text = document.text[label.start : label.end]
    short = len(text.split()) <= _LABEL_OF_ITEM and not _TELLS.search(text)
    return label.start if short and first in matches.body else sentence.start


def _lead(document: Document, matches: Matches, number: int) -> int | None:
    """The sentence before a list, where a sentence is part of one of its items and that one may be quoted."""
    block = document.blocks[document.sentences[number].block]
    if block.kind is not BlockKind.LIST_ITEM or block.intro is None:
        return None
    lead = matches.blocks[block.intro][1] - 1
    return lead if lead >= 0 and lead in matches.body else None


def leads_into(document: Document, matches: Matches, number: int) -> str:
    """The sentence that leads into a list, for an item that is half a sentence without it; otherwise ""."""
    sentence = document.sentences[number]
    lead = _lead(document, matches, number)
    if lead is None or number != matches.blocks[sentence.block][0]:
        return ""
    text = document.text[sentence.start : sentence.end]
    leads = document.text[document.sentences[lead].start : document.sentences[lead].end]
    if text[:1].islower():
        half = _leads_on(leads) or not leads.rstrip().endswith(".")
    else:
        half = _leads_on(leads) and (_OPEN.search(leads) is not None or len(text.split()) < _SHORT_ITEM)
    return " ".join(leads.split()) if half else ""


def lead_of(document: Document, matches: Matches, number: int, span: tuple[int, int]) -> str:
    """The end of what leads into a quoted item, where the item needs it and is not quoted with it."""
    leads = leads_into(document, matches, number) if span[0] == document.sentences[number].start else ""
    return leads if len(leads) <= _LONGEST_LEAD else "… " + leads[-_LONGEST_LEAD:].split(" ", 1)[1]


def _leads_on(text: str) -> bool:
    """Whether a sentence says that what it tells of comes behind it."""
    return _COLON.search(text) is not None or _POINTS_ON.search(text) is not None


def _breaks_off(text: str) -> bool:
    """Whether a sentence stops in its midst, for a list to go on with it: "Our priorities are"."""
    return text[-1:].isalpha() and _OPEN.search(text) is not None


def _is_name(text: str) -> bool:
    """Whether an item of a list is too short to say anything, or nothing but a name."""
    words = text.split()
    return len(words) < _SENTENCE or (
        len(words) < _NAME and all(not word[0].isalpha() or word[0].isupper() for word in words if len(word) > 3)
    )


def _says_little(document: Document, matches: Matches, number: int, span: tuple[int, int]) -> bool:
    """Whether what is shown for a sentence is a label, a lead without its list or points on: for want of better."""
    text = document.text[span[0] : span[1]].rstrip()
    listed = document.blocks[document.sentences[number].block].kind in _LISTED
    if _COLON.search(text) is not None or (len(text.split()) < _LABEL and (listed or not _TELLS.search(text))):
        return True
    first, end = matches.blocks[document.sentences[number].block]
    words = len(text.split())
    opens = first == number < end - 1 and span[1] == document.sentences[number].end
    if opens and words <= _LABEL and not _TELLS.search(text) and not _SUBJECT.search(text):
        return True  # a heading run into its paragraph
    if _TELEPHONE.search(text) and words < _SHORT_ITEM:
        return True
    if _ASIDE.match(text) or _breaks_off(text) or _shouted(text):
        return True
    return span[1] == document.sentences[number].end and _POINTS_AWAY.match(text) is not None


def _shouted(text: str) -> bool:
    """Whether words are mostly capitals, as a list of contents run together is."""
    if sum(map(str.isupper, text)) <= _SHOUTED * _LONGEST_LEAD:  # as in most: too few, whatever the letters are
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _LONGEST_LEAD and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def _end_of_list(document: Document, lead: int, start: int, end: int) -> int:
    """Where the list or table behind a lead ends, or as much as can be shown; never with an item that leads on."""
    longest, leads = LONGEST_QUOTE, {lead}
    for number, block in enumerate(document.blocks[lead + 1 :], lead + 1):
        if block.intro not in leads or block.kind not in _LISTED:
            break
        if block.end - start > longest:
            break
        if block.kind is BlockKind.TABLE_HEAD:
            leads.add(number)  # the rows below it are led by it
            continue
        longest = _LONGEST_LIST
        if not document.text[block.start : block.end].rstrip().endswith(":"):
            end = block.end
    return end


def passage(document: Document, span: tuple[int, int], block: int, *, weakens: bool, lead: str = "") -> Evidence:
    """Words of the document as evidence, with the place where they stand and what leads into them."""
    place = document.place(*span, block)
    return Evidence(
        **place,
        role="weakens" if weakens else "supports",
        read_by_ocr=place["page"] in document.pages_read_by_ocr,
        lead=lead,
    )
