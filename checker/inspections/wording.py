"""A verdict on an inspection in words: the reason, the quotes that decide, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from checker.assessment.judge import evidence_of, finding_of
from checker.assessment.reasons import join, unread
from checker.documents.model import Document
from checker.inspections.findings import Heard, Trail, follow
from checker.inspections.ruling import WEIGHTS, rule_in_words
from checker.inspections.scope import Scope
from checker.packs.load import Pack
from checker.packs.model import Rule
from checker.results.model import Confidence, Evidence, Finding, Verdict

_PAGES = 4
_OUTWEIGHS = 2  # times that praise outweighs faults which are none of the criterion's own
_GRADE = re.compile(
    r"\W*(?:the )?[^.;:]{0,90}\b(?:board|LSCB|effectiveness|services)\b[^.;:]{0,20}"
    r"\b(?:requires? improvement(?: to be good)?|(?:is|are) (?:inadequate|good|outstanding))\W*$",
    re.IGNORECASE,
)
_TELLING = 0.25  # what a remark must add for the reason to speak of it
# How often readers shared a verdict as far from the border as this (benchmarks.inspection_verdicts).
_SURENESS = ((0.0, 0.72), (0.35, 0.74), (0.58, 0.78), (0.82, 0.9), (1.0, 0.97))
_FIRM = 0.85


def judge_finding(rule: Rule, pack: Pack, scope: Scope) -> Finding:
    """The finding on one criterion: what inspectors say of it in the part of the report that is read."""
    trail = follow(rule, scope)
    finding = finding_of(
        rule,
        pack,
        "inspection",
        trail.verdict,
        reason_for(rule, trail, scope),
        evidence_for(trail, scope.document),
    )
    return replace(finding, confidence=confidence_of(trail))


def evidence_for(trail: Trail, document: Document) -> tuple[Evidence, ...]:
    """The remarks that decide, what adds most and is most to the point first; of a mixed finding one of each side.

    Behind the first of a side only what is chiefly about the criterion is shown.
    """
    if trail.verdict is Verdict.NOT_COVERED:
        return ()
    against = sorted((one for one in _against(trail) if not _is_the_grade(one, document)), key=_rank)
    favour = sorted((one for one in trail.heard if one.praise >= one.fault + one.early), key=_rank)
    if trail.verdict is Verdict.STRENGTH:
        sides = [favour]
    elif trail.verdict is Verdict.WEAKNESS:
        sides = [against]
    elif favour and not _faulted(trail):  # what only touches on it is no fault of it
        sides = [favour]
    else:  # a fault in passing does not stand before praise that is to the point
        sides = sorted((side for side in (against, favour) if side), key=lambda side: _rank(side[0])[0])
    chosen = [one for side in sides for one in side[:1]]
    chosen += [one for side in sides for one in side[1:2] if one.chiefly]
    weakens = {one.number for one in against}
    return tuple(evidence_of(document, one.number, one.number in weakens) for one in chosen)


def _rank(one: Heard) -> tuple[float, int]:
    """By which remarks of a side are ordered: what adds more to it, and is more to the point, comes first."""
    return -max(one.praise, one.fault + one.early) - one.point, one.number


def _is_the_grade(one: Heard, document: Document) -> bool:
    """Whether a remark is no more than the grade of the whole: "The board requires improvement."."""
    sentence = document.sentences[one.number]
    return _GRADE.match(document.text, sentence.start, sentence.end) is not None


def _faulted(trail: Trail) -> bool:
    """Whether inspectors find fault with a criterion itself: in remarks chiefly on it, in printed items, or in many."""
    chiefly = any(one.chiefly or one.printed_as not in {None, "strength"} for one in _against(trail))
    return chiefly or trail.praise < _OUTWEIGHS * trail.fault


def _against(trail: Trail) -> list[Heard]:
    return [one for one in trail.heard if one.fault + one.early > one.praise]


def reason_for(rule: Rule, trail: Trail, scope: Scope) -> str:
    """What inspectors say, and on which pages, in a sentence or two."""
    document = scope.document
    if trail.verdict is Verdict.NOT_COVERED:
        if not trail.part_read:
            return "The report has no part that reviews the safeguarding board."
        where = "The report" if scope.whole else "The part of the report on the board"
        said = "says next to nothing" if trail.heard else "says nothing"
        return f"{where} {said} of this. Looked for {rule.looked_for}.{unread(document)}"
    items = [one for one in trail.heard if one.printed_as not in {None, "strength"}]
    said_well = [one for one in trail.heard if one.praise >= _TELLING]
    faults = [one for one in trail.heard if one.fault >= _TELLING and one not in items]
    early = [one for one in trail.heard if one.early >= _TELLING]
    doubts = [one for one in _against(trail) if one not in items]
    parts: list[str] = []
    if trail.verdict is not Verdict.WEAKNESS and trail.praise:
        parts.append(f"describe this as working well{_pages(said_well, document)}")
    if trail.verdict is Verdict.STRENGTH:
        parts.append(
            f"have reservations in passing{_pages(doubts, document)}" if doubts or early else "find no fault with it"
        )
        return f"Inspectors {join(parts)}."
    if faults or (not items and not early):
        said = "find that it falls short" if _faulted(trail) else "find fault with what touches on it"
        parts.append(f"{said}{_pages(faults or doubts, document)}")
    if early:
        parts.append(f"find it too early to see the effect of what is new{_pages(early, document)}")
    if items:
        several = "areas" if len(items) > 1 else "an area"
        parts.append(f"set {several} for improvement on it{_pages(items, document)}")
    if trail.verdict is Verdict.WEAKNESS and said_well:
        parts.append(f"praise it only in passing{_pages(said_well, document)}")
    return f"Inspectors {join(parts)}."


def _pages(heard: Iterable[Heard], document: Document) -> str:
    pages = {document.page_at(document.sentences[one.number].start) for one in heard} - {None}
    if not pages:
        return ""
    told = join([str(page) for page in sorted(page for page in pages if page is not None)[:_PAGES]])
    return f" (page{'s' if len(pages) > 1 else ''} {told})"


def confidence_of(trail: Trail) -> Confidence:
    """How sure the verdict is, by how far its sums stand from where it would turn."""
    margin = min(1.0, max(0.0, trail.margin))
    score = _SURENESS[-1][1]
    for (low, share), (high, other) in pairwise(_SURENESS):
        if margin <= high:
            score = share + (other - share) * (margin - low) / (high - low)
            break
    firm = score >= _FIRM
    return Confidence("firm" if firm else "look again", round(score, 2), _why(trail, firm=firm))


def _why(trail: Trail, *, firm: bool) -> str:
    if trail.verdict is Verdict.NOT_COVERED:
        return "No remark bears on it." if firm else "A remark or two may bear on it."
    sums = f"Praise {trail.praise:.1f} against fault {trail.fault:.1f}"
    items = f", {trail.items} printed item{'s' if trail.items > 1 else ''} on it" if trail.items else ""
    return f"{sums}{items}: {'well clear of' if firm else 'near'} where the verdict would turn."


def told(rule: Rule, scope: Scope) -> Iterable[str]:
    """The trail of a verdict in lines, for `explain`: the rule, the sums, and each remark with what it adds."""
    trail = follow(rule, scope)
    yield f"The rule: {rule_in_words()}"
    yield f"praise {trail.praise:.2f}; fault {trail.fault:.2f} (early {trail.early:.2f}); printed items {trail.items}"
    yield ""
    yield f"Remarks that bear on it: {len(trail.heard)}"
    for one in sorted(trail.heard, key=lambda heard: -(heard.praise + heard.fault + heard.early)):
        sentence = scope.document.sentences[one.number]
        page = scope.document.page_at(sentence.start)
        yield ""
        yield f"{f'page {page}: ' if page else ''}{scope.document.text[sentence.start : sentence.end]}"
        place = "main subject" if one.relevance >= WEIGHTS.main else "in passing"
        printed = f"; printed as {one.printed_as}" if one.printed_as else ""
        yield (
            f"    {one.polarity}; {place} ({one.relevance:.2f}){printed}: "
            f"adds praise {one.praise:.2f}, fault {one.fault:.2f}, too early {one.early:.2f}"
        )
