"""Which words of a document are shown for a verdict: the passages that a reader would choose, best first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from checker.assessment.candidates import LONGEST_QUOTE, Candidate, Candidates
from checker.assessment.standing import section_over
from checker.assessment.weighed import Weighed
from checker.documents.model import Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.packs.model import Weakness
from checker.results.model import Evidence, Verdict
from checker.text.cut import cut_at_word

MOST_QUOTES = 4
_LOOKED_AT = 16  # likeliest sentences that are looked at
SAME_WORDS = 88  # token-set similarity from which two quotes say the same
_LONGEST_LEAD = 80  # characters of a lead that are shown before an item further down
_LONGEST_BEFORE = 160  # characters of the sentence before one that says half
_USUAL = 2
# Chances below which a second, third or fourth passage is not shown. With these and the two below, 52 of 100 further
# passages are ones that readers quoted too, in folders left out, and 88 of 100 findings show one of theirs; with 0.3,
# 0.5 and 0.6 it was 60, and 85.
_WORTH = 0.15
_HARDLY = 0.1  # below it a longer passage does not go before one that says little, but is likely a reader's
# Words from which that one says something at all, as the first of its paragraph and behind others in it.
_FEW, _FEWEST = 3, 2
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
_OF_THE_NATION = 0.2  # off that of one on what is asked everywhere, where the verdict is weak
_OF_NOBODY = 0.1  # off the chance of a sentence that says what a thing is for: what is done is as likely quoted
HOW_WEAK: Mapping[Weakness, str] = {
    "asked": "asked, not decided",
    "ended": "has ended",
    "deferral": "still to come",
    "aspiration": "only an aim",
    "quoted": "quoted from guidance",
    "duty": "only the duty",
    "restatement": "only the duty",
    "negation": "said to be lacking",
    "pointer": "told elsewhere",
}
_SELF_CONTAINED = 30  # words beyond which a sentence says itself what it is about
_FOR_WHAT = re.compile(
    r"\W*(?:it|this|they|these|that|those)\b(?! (?:report|year|is (?:clear|positive)))", re.IGNORECASE
)
_YEAR, _REPORT = re.compile(r"20\d\d"), re.compile(r"\breport|\baccount", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a requirement asks about: `boards`, of other boards; `past`, of what was done in a report's year."""

    boards: bool = False
    past: bool = False


def choose(
    weighed: Weighed,
    candidates: Candidates,
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
    document = candidates.matches.document
    order = np.argsort(-weighed.chance, kind="stable")[:_LOOKED_AT].tolist()
    likely = {number: _likely(number, weighed, weakens, about) for number in order if weighed.chance[number] > 0}
    worth = {number: chance for number, chance in likely.items() if chance >= _WORTH}
    shown = _shown(_ranked(worth, candidates, weighed.verdict, asked), candidates, weighed, needed)
    if not shown or shown[0].little or shown[0].likely < _WORTH:  # only then what is hardly worth it can come first
        wider = _shown(_ranked(likely, candidates, weighed.verdict, asked), candidates, weighed, needed)
        shown = shown if _says_it_shortly(shown, wider, weighed.verdict, candidates) else wider
    weak = weakens if weighed.verdict is Verdict.WEAK else NONE
    found = []
    for number in (each.number for each in shown):
        span, sentence = candidates[number].span, document.sentences[number]
        lead = _lead_shown(candidates[number], span[0] == sentence.start)
        if not lead and (number == shown[0].number or number - 1 not in [each.number for each in shown]):
            lead = cut_at_word(candidates[number].before, _LONGEST_BEFORE)
        found.append(passage(document, span, weakens=number in weak, lead=lead))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A sentence in the order in which sentences are shown."""

    number: int
    likely: float
    little: bool  # for want of better
    not_further: bool  # never behind one that is not so


def _ranked(likely: Mapping[int, float], candidates: Candidates, verdict: Verdict, asked: Asked) -> list[_Ranked]:
    """Sentences, by how likely a reader would quote each, set back for what they tell of: the best first."""
    ranked = []
    for number, chance in likely.items():
        candidate = candidates[number]
        back = _set_back(candidate, verdict, asked)
        little = back.to_the_end or candidate.says_little
        ranked.append(_Ranked(number, chance - back.by, little, back.not_further))
    return sorted(ranked, key=lambda each: (each.little, -each.likely, each.number))


def _shown(
    ranked: Sequence[_Ranked], candidates: Candidates, weighed: Weighed, needed: Sequence[SentenceSet]
) -> list[_Ranked]:
    """Of the sentences in their order those that are shown: the first, and what is worth it behind those before it."""
    document = candidates.matches.document
    shown: list[_Ranked] = []
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    for each in ranked:
        number, candidate = each.number, candidates[each.number]
        if len(shown) >= MOST_QUOTES:
            break
        if shown and (each.little or not _wanted(number, each.likely, weighed, numbers, needed)):
            continue
        if shown and (_thin(number, weighed, numbers, needed) or (each.not_further and not shown[0].not_further)):
            continue
        if shown and number - 1 not in numbers and candidate.leans_back:
            continue
        span = candidate.span
        if span[1] - span[0] > LONGEST_QUOTE or _told(document, span, spans):
            continue
        shown.append(each)
        numbers.append(number)
        spans.append(span)
    return shown


def _says_it_shortly(
    shown: Sequence[_Ranked], wider: Sequence[_Ranked], verdict: Verdict, candidates: Candidates
) -> bool:
    """Whether a few words that a reader would quote stand against longer ones that hardly any would.

    "A threshold document exists." is all that many a document says of what it says weakly.
    """
    if verdict is not Verdict.WEAK or not shown or not shown[0].little or not wider:
        return False
    first = candidates[shown[0].number]
    if first.is_first and not first.is_last:  # the label of what follows it
        return False
    few = len(first.text.split()) >= (_FEW if first.is_first else _FEWEST)
    return few and shown[0].likely >= _WORTH and wider[0].likely < _HARDLY


@dataclass(frozen=True, slots=True)
class _Back:
    """How far a sentence is set back for what it tells of."""

    by: float = 0.0
    to_the_end: bool = False
    not_further: bool = False  # behind another it is not shown


def _set_back(candidate: Candidate, verdict: Verdict, asked: Asked) -> _Back:
    """How far a sentence is set back that is no account of the partnership's, or not of the time asked about."""
    if candidate.no_answer:
        return _Back(to_the_end=True)
    if candidate.of_others_than_boards if asked.boards else candidate.of_others:
        return _Back(_OF_OTHERS)
    met = verdict is Verdict.MET
    if (met and asked.past and candidate.to_come) or (met and candidate.of_guidance):
        return _Back(_OF_OTHERS, not_further=True)
    if verdict is Verdict.WEAK and candidate.of_the_nation:
        return _Back(_OF_THE_NATION, not_further=candidate.of_guidance)
    return _Back(_OF_NOBODY if candidate.no_account else 0.0, not_further=candidate.no_account)


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
    """The heading that a weak finding rests on (the first of `told`), where no passage shown is surely about it.

    `about` are the sentences that surely are. A year in the title is all that many reports say of their period. A
    passage that names the year as the report's says the same, and stays unless it is the running foot of a page.
    """
    shown = [bisect_left(document.sentences, each.start, key=lambda sentence: sentence.start) for each in evidence]
    if told.first is None or any(number in about for number in shown):
        return evidence
    sentence = document.sentences[told.first]
    year = _YEAR.search(document.text, sentence.start, sentence.end)
    for number, each in zip(shown, evidence, strict=True):
        at_the_end = number == len(document.sentences) - 1
        if year and not at_the_end and year[0] in each.quote and _REPORT.search(each.quote):
            return evidence
    return (passage(document, (sentence.start, sentence.end), weakens=False),)


def surely(weighed: Weighed, sentences: SentenceSet) -> SentenceSet:
    """Those of some sentences that a reader may well quote."""
    return SentenceSet.of(number for number in sentences if weighed.chance[number] >= _WORTH)


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


def _lead_shown(candidate: Candidate, first: bool) -> str:
    """The end of what leads into a quoted item, where it needs that and is not quoted with it (it comes `first`)."""
    leads = candidate.leads if first else ""
    return _cut_before(leads, _LONGEST_LEAD)


def _cut_before(text: str, longest: int) -> str:
    """The end of words that are longer than they may be."""
    return text if len(text) <= longest else "… " + text[-longest:].split(" ", 1)[1]


def told_weak(
    evidence: Sequence[Evidence], weak: Mapping[Weakness, SentenceSet], document: Document
) -> tuple[Evidence, ...]:
    """Passages, those that weaken with how they do: the plainest way of those in which their sentences are weak."""
    told = []
    for each in evidence:
        first = bisect_left(document.sentences, each.start, key=lambda sentence: sentence.start)
        last = bisect_left(document.sentences, each.end, key=lambda sentence: sentence.start)
        held = SentenceSet.between(first, last)
        how = next((label for kind, label in HOW_WEAK.items() if weak.get(kind, NONE) & held), "")
        told.append(replace(each, weakness=how) if how and each.role == "weakens" else each)
    return tuple(told)


def said_before(document: Document, number: int) -> str:
    """The beginning of the sentence before one that opens with a pronoun for what that one tells of."""
    sentence = document.sentences[number]
    if number == 0 or _FOR_WHAT.match(document.text, sentence.start, sentence.end) is None:
        return ""
    before = document.sentences[number - 1]
    told = " ".join(document.text[before.start : before.end].split())
    short = len(document.text[sentence.start : sentence.end].split()) <= _SELF_CONTAINED
    return cut_at_word(told, _LONGEST_BEFORE) if short and before.block == sentence.block else ""


def passage(document: Document, span: tuple[int, int], *, weakens: bool, lead: str = "") -> Evidence:
    """Words of the document as evidence, with the place where they begin and what leads into them."""
    block = max(bisect_right(document.blocks, span[0], key=lambda each: each.start) - 1, 0)
    place = document.place(*span, block)
    place["section"] = section_over(document, block)
    return Evidence(
        **place,
        role="weakens" if weakens else "supports",
        read_by_ocr=place["page"] in document.pages_read_by_ocr,
        lead=lead,
    )
