"""Which words of a document are shown for a verdict: the passages that a reader would choose, best first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from checker.assessment.beside import (
    is_beside,
    is_disowned,
    is_no_account,
    is_of_guidance,
    is_question,
    is_to_come,
    leans_back,
    says_half,
)
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
_LONGEST_BEFORE = 120  # characters of the sentence before one that says half
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
# Where the first passage is beyond doubt, what is much less likely than it is mostly struck: the share of its chance
# that a second, third and fourth need. Of 1,079 passages that this and the kinds of beside.py leave out 374 were ones
# that readers quoted; in 468 findings of folders that nothing was learned from, the only such passage once.
_BEYOND_DOUBT = 0.8
_OF_THE_SURE = (0.3, 0.5, 0.7)
_OF_THE_FIRST = (0.3, 0.4, 0.5)
_OTHER_MATTER = -0.75  # margin below which a sentence is about another requirement: never a second passage
_BESIDE = 0.2  # off the chance of a sentence that the rule holds to be on something else, where the verdict is weak
_WEAKENED = 0.2  # off the chance of a sentence that is weak, where the verdict is met
_OF_OTHERS = 0.4  # off the chance of a sentence on the business of others, or on what law and guidance ask
_OF_NOBODY = 0.1  # off the chance of a sentence that says what a thing is for: what is done is as likely quoted
# What makes a few words a statement: "They were not effective.", "Issued 12 January 2026."
_TELLS = re.compile(r"\d [a-z]+ \d{4}|\b(?:is|are|was|were|will|not|none)\b", re.IGNORECASE)
_YEAR, _REPORT = re.compile(r"20\d\d"), re.compile(r"\breport|\baccount", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()\d]*\)\W*$")  # a remark in brackets, without a figure, and nothing else
_TRAIL = re.compile(r"\S > \S.* > \S")  # where a page of a site stands: "Home > About us > Schools"
_SUBJECT = re.compile(r"\d|\b(?:we|they|it|she|he|I|you|who|that|this)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?:[A-Z]\w+ )?\d+\s*[:.)]")  # "Priority 2:"
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a requirement asks about: `boards`, of other boards; `past`, of what was done in a report's year."""

    boards: bool = False
    past: bool = False


def choose(
    weighed: Weighed,
    matches: Matches,
    needed: Sequence[SentenceSet],
    weakens: SentenceSet,
    about: SentenceSet | None = None,
    asked: Asked = Asked(),
) -> tuple[Evidence, ...]:
    """The passages for a weighed verdict: two as a rule, up to four where limbs need them.

    `needed` are the sets of sentences that evidence the limbs asked for; `weakens` those that are weak,
    which are marked so where the verdict is; `about` those that the rule holds to be on the requirement (all of
    them without it).
    """
    if weighed.verdict is Verdict.MISSING:
        return ()
    document = matches.document
    order = sorted(range(len(weighed.chance)), key=lambda number: (-weighed.chance[number], number))[:16]
    likely = {number: _likely(number, weighed, weakens, about) for number in order if weighed.chance[number] > 0}
    spans_of = {number: span_of(document, matches, number) for number in likely}
    little = {number for number in likely if _says_little(document, matches, number, spans_of[number])}
    never_further: set[int] = set()
    for number in likely:
        back = _set_back(matches, number, weighed.verdict, asked)
        likely[number] -= back.by
        if back.to_the_end:
            little.add(number)
        if back.not_further:
            never_further.add(number)
    shown: list[int] = []
    spans: list[tuple[int, int]] = []
    for number in sorted(likely, key=lambda number: (number in little, -likely[number], number)):
        if len(spans) >= MOST_QUOTES:
            break
        if shown and (number in little or not _wanted(number, likely[number], weighed, shown, needed)):
            continue
        if shown and (
            _thin(number, weighed, shown, needed) or (number in never_further and shown[0] not in never_further)
        ):
            continue
        if shown and number - 1 not in shown and leans_back(_sentence_text(document, number)):
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
            lead=lead_of(document, matches, number, span) or _before(document, matches, number, span, spans),
        )
        for number, span in zip(shown, spans, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Back:
    """How far a sentence is set back for what it tells of."""

    by: float = 0.0
    to_the_end: bool = False
    not_further: bool = False  # behind another it is not shown


def _set_back(matches: Matches, number: int, verdict: Verdict, asked: Asked) -> _Back:
    """How far a sentence is set back that is no account of the partnership's, or not of the time asked about."""
    document = matches.document
    text, above = _sentence_text(document, number), document.blocks[document.sentences[number].block].heading
    if is_disowned(text) or is_question(text):
        return _Back(to_the_end=True)
    if is_beside(text, document.block_text(above) if above is not None else "", boards=asked.boards):
        return _Back(_OF_OTHERS)
    met = verdict is Verdict.MET
    to_come = met and asked.past and is_to_come(f"{leads_into(document, matches, number)} {text}")
    if to_come or is_of_guidance(text):
        return _Back(_OF_OTHERS if met else 0.0, not_further=True)
    no_account = is_no_account(text)
    return _Back(_OF_NOBODY if no_account else 0.0, not_further=no_account)


def _sentence_text(document: Document, number: int) -> str:
    sentence = document.sentences[number]
    return document.text[sentence.start : sentence.end]


def _thin(number: int, weighed: Weighed, shown: Sequence[int], needed: Sequence[SentenceSet]) -> bool:
    """Whether a sentence is much less likely a reader's than the first shown; what a met verdict needs may be less."""
    first = float(weighed.chance[shown[0]])
    needs = weighed.verdict is Verdict.MET and _lacking(number, shown, needed)
    shares = _OF_THE_SURE if first >= _BEYOND_DOUBT and not needs else _OF_THE_FIRST
    return bool(weighed.chance[number] < shares[len(shown) - 1] * first)


def _lacking(number: int, shown: Sequence[int], needed: Sequence[SentenceSet]) -> bool:
    """Whether a sentence evidences a limb that no sentence shown does."""
    lacking = (limb for limb in needed if limb and not any(other in limb for other in shown))
    return any(number in limb for limb in lacking)


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
    return likely >= _WORTH and _lacking(number, shown, needed)


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


def _before(
    document: Document, matches: Matches, number: int, span: tuple[int, int], spans: Sequence[tuple[int, int]]
) -> str:
    """The end of the sentence before one that says half, in the same paragraph, unless it is quoted itself before."""
    sentence, before = document.sentences[number], document.sentences[number - 1]
    paragraph = document.blocks[sentence.block].kind is BlockKind.PARAGRAPH
    if not paragraph or span != (sentence.start, sentence.end) or number == matches.blocks[sentence.block][0]:
        return ""
    told = span != spans[0] and (before.start, before.end) in spans
    if told or number - 1 not in matches.body or not says_half(_sentence_text(document, number)):
        return ""
    text = " ".join(document.text[before.start : before.end].split())
    return text if len(text) <= _LONGEST_BEFORE else "… " + text[-_LONGEST_BEFORE:].split(" ", 1)[1]


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
    if opens and words <= _LABEL and not _TELLS.search(text) and not _SUBJECT.search(_NUMBERED.sub("", text)):
        return True  # a heading run into its paragraph
    if _TELEPHONE.search(text) and words < _SHORT_ITEM:
        return True
    if _ASIDE.match(text) or _TRAIL.search(text) or _breaks_off(text) or _shouted(text):
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
