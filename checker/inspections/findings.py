"""What inspectors found on one criterion: strength, mixed, weakness, not covered, from their remarks. Pure.

Every remark bears on a criterion more or less (`relevance`): by what its words are about, by whether
the rule's own topic names it, and by whether it is the subject. The praise and the fault in it count by
that measure. The rule that follows from the sums is printed (`rule_in_words`), is the same for boards
and for themes, and is what `explain` shows.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.assessment.evaluate import Evaluator, Shared
from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.inspections.clauses import (
    Clause,
    apart,
    clauses_of,
    criteria_of,
    granted,
    parts_of,
    turning,
    with_subjects,
)
from checker.inspections.layout import Layout, speaking_of_board
from checker.inspections.reading import Read, Reading
from checker.inspections.ruling import WEIGHTS, Weights, verdict_of
from checker.inspections.scoring import POLARITIES
from checker.matching.matches import Matches
from checker.packs.load import Pack
from checker.packs.model import Expression, Rule
from checker.results.model import Polarity, Verdict

# Shared vocabularies that reading for findings leans on.
VOCABULARIES = (
    "recommends",
    "reported-finding",
    "contrast",
    "contrast-opener",
    "annex-heading",
    "other-subject",
    "safeguarding-board",
)
_ROUNDED = 1e-6  # that a score may seem to lack of a bound that it reaches
_LATE = 200  # characters behind which it is all the same how late a remark names its criterion
_ITEM_REACH = 100  # characters at an item's beginning in which it says what it is about
_THIS = re.compile(
    r"\b(?:this|these|such)\s+(?:agenda|work|area|group|issue|matter|strategy|plan|service|process)s?\b", re.IGNORECASE
)
_OVERALL = re.compile(  # the judgement of the whole, in the words that a framework gives for it: no criterion's
    r"\b(?:arrangements\s+in\s+place\s+to\s+evaluate\s+the\s+effectiveness\s+of\s+what\s+is\s+done"
    r"|local\s+safeguarding\s+children\s+board\s+(?:is|requires)\s+(?:outstanding|good|inadequate|improvement))\b",
    re.IGNORECASE,
)
_GRADED = {"Outstanding": 1, "Good": 1, "Inadequate": -1}
_PRAISE, _FAULT, _MIXED, _EARLY = (POLARITIES.index(name) for name in ("praise", "fault", "mixed", "early"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is read for findings against a pack, worked out once a report."""

    pack: str
    reading: Reading
    part: SentenceSet  # sentences of the review of the board (or of the whole report)
    elsewhere: SentenceSet  # sentences outside it that speak of the board
    items: Mapping[int, str]  # sentences of printed lists, by number: the kind of list
    clauses: Mapping[int, tuple[Clause, ...]]
    subjects: Mapping[int, frozenset[str]]  # by sentence: the criteria that its clauses are chiefly about
    topics: Mapping[str, SentenceSet]  # criterion -> sentences that name it
    excluded: Mapping[str, SentenceSet]  # criterion -> sentences in which its words mean something else
    places: Mapping[str, int]  # criterion -> its place among the scores
    whole: bool  # the whole report is read
    reported: SentenceSet = NONE  # sentences that tell what an audit or a review found
    graded: int = 0  # 1 under a good grade for the board, -1 under the worst, else 0
    read: tuple[tuple[Read, Sequence[float]], ...] = ()  # what is read there, with its scores on the criteria

    @property
    def document(self) -> Document:
        """The report."""
        return self.reading.document


class Heard(NamedTuple):  # made by the hundred a report
    """One sentence that bears on a criterion: how much, how it reads, and what it adds."""

    number: int
    relevance: float
    polarity: Polarity
    praise: float
    fault: float
    early: float
    printed_as: str | None = None
    point: float = 0.0  # how much it is to the point as a quote, whatever it adds
    chiefly: bool = True  # it names the criterion, and is about no other more


@dataclass(frozen=True, slots=True)
class Trail:
    """How a verdict on one criterion came about."""

    heard: tuple[Heard, ...]
    praise: float  # as the board's grade has it count
    fault: float  # what is too early to judge and printed items included
    early: float
    items: int  # printed items that ask for improvement
    verdict: Verdict
    part_read: bool

    @property
    def margin(self) -> float:
        """How far the sums stand from where the verdict would turn, 0 (at the border) to 1."""
        return _margin(self)


def scope_of(pack: Pack, matches: Matches, evaluator: Evaluator, shared: Shared, reading: Reading) -> Scope:
    """The part of a report that is read, with its clauses and what they are about.

    A single inspection holds a part on the board; a report on the board is one; other reports have none.
    """
    document, layout = matches.document, reading.layout
    whole = pack.head.findings_in == "report" or layout.all_read
    annexes = evaluator.below(Expression(concept="annex-heading"))
    read = shared.evidence - annexes
    part = read if whole else _from_block(document, read, layout.board_from)
    items = _items(layout, matches, part)
    elsewhere = (read - part) & (evaluator.concept("safeguarding-board", itself=True) | _on_board(layout, matches))
    within = part | elsewhere
    excluded = {rule.id: _excluded(rule, evaluator) for rule in pack.rules}
    topics = {rule.id: _named(rule, evaluator) & (within - excluded[rule.id]) for rule in pack.rules}
    concepts: dict[str, set[str]] = defaultdict(set)  # concept -> criteria whose topic it is part of
    for rule in pack.rules:
        for name in (rule.findings or rule.topic).sentence.concepts():
            concepts[f"{rule.id}/{name}" if name in rule.concepts else name].add(rule.id)
    turns = evaluator.concept("other-subject", itself=True)
    general = {rule.id for rule in pack.rules if rule.findings and rule.findings.general}
    named, none, contrast = criteria_of(topics), set[str](), turning(matches)
    clauses = {
        number: tuple(clauses_of(number, matches, named.get(number, none), concepts, general, contrast))
        for number in within
    }
    clauses |= dict(with_subjects({n: found for n, found in clauses.items() if n not in items}, matches, turns))
    reading.read_parts([span for number, some in clauses.items() if number not in items for span in parts_of(some)])
    table = reading.tables.themes.get(pack.head.id)
    places = {name: place for place, name in enumerate(table.outcomes)} if table else {}
    return Scope(
        pack.head.id,
        reading,
        part,
        elsewhere,
        items,
        clauses,
        {
            number: frozenset(clause.subject for clause in some if clause.subject)
            for number, some in clauses.items()
            if any(clause.subject for clause in some)
        },
        topics,
        excluded,
        places,
        whole,
        evaluator.concept("reported-finding", itself=True),
        0 if pack.head.findings_in == "report" else _GRADED.get(reading.judged()[0].lscb or "", 0),
        tuple(
            (one, _scores(one, pack.head.id, len(places)))
            for number in within
            if (one := reading.sentences.get(number)) is not None and not _is_overall(document, number)
        ),
    )


def _is_overall(document: Document, number: int) -> bool:
    sentence = document.sentences[number]
    return _OVERALL.search(document.text, sentence.start, sentence.end) is not None


def _scores(read: Read, pack: str, criteria: int) -> Sequence[float]:
    """The scores of a sentence on the criteria of a pack; as if none was learned where it was not read for them."""
    return read.scores.get(pack) or (WEIGHTS.unlearned,) * criteria


def _from_block(document: Document, read: SentenceSet, start: int | None) -> SentenceSet:
    first = next(
        (n for n, sentence in enumerate(document.sentences) if start is not None and sentence.block >= start), None
    )
    return NONE if first is None else read - SentenceSet.between(0, first)


def _items(layout: Layout, matches: Matches, part: SentenceSet) -> dict[int, str]:
    """Sentences of printed lists, and those that recommend something outside them ("Ensure that ...")."""
    found: dict[int, str] = {}
    for block, kind in layout.item_blocks.items():
        first, end = matches.blocks[block]
        found.update(dict.fromkeys(range(first, end), kind))
    for number in part:
        begin = matches.document.sentences[number].start
        if number not in found and any(
            "recommends" in hit.concepts and hit.start - begin <= 2 for hit in matches.hits.get(number, ())
        ):
            found[number] = "recommendation"
    return found


def _on_board(layout: Layout, matches: Matches) -> SentenceSet:
    """The sentences of printed items that are meant for the board."""
    items = [item for one in layout.lists if one.for_whom == "board" for item in one.items]
    blocks = matches.blocks
    return SentenceSet.union(SentenceSet.between(blocks[item.first][0], blocks[item.end - 1][1]) for item in items)


def _named(rule: Rule, evaluator: Evaluator) -> SentenceSet:
    return evaluator.sentences((rule.findings or rule.topic).sentence, rule.id, itself=True)


def _excluded(rule: Rule, evaluator: Evaluator) -> SentenceSet:
    topic = rule.findings or rule.topic
    return evaluator.sentences(topic.unless, rule.id) | evaluator.below(topic.unless_heading, rule.id)


def follow(rule: Rule, scope: Scope, weights: Weights = WEIGHTS) -> Trail:
    """The remarks that bear on a criterion, their sums, and the verdict that follows."""
    heard = []
    place, named = scope.places.get(rule.id), frozenset(scope.topics[rule.id])
    about = {number for number, subjects in scope.subjects.items() if rule.id in subjects}.union(scope.items)
    # No remark that scores less can come to bear on the criterion; where its clauses are about it, a little less.
    least = weights.about + math.log(weights.least / (1 - weights.least)) / weights.steep - _ROUNDED
    lowest = least - weights.subject
    for read, scores in scope.read:
        number = read.number
        if place is not None and number not in named and scores[place] < (lowest if number in about else least):
            continue
        found = _hear(rule, read, number in named, scope, weights)
        if found is not None:
            heard.append(_pointed(found, rule, scores, named=number in named, scope=scope))
    items = sum(1 for one in heard if one.printed_as not in {None, "strength"})
    praise = weights.graded**scope.graded * sum(one.praise for one in heard)
    early = sum(one.early for one in heard)
    fault = sum(one.fault for one in heard) + weights.early * early
    clear = any(one.relevance >= weights.clear and one.number in named for one in heard)
    verdict = verdict_of(praise, fault, items, weights, clear=clear)
    return Trail(tuple(heard), praise, fault, early, items, verdict, bool(scope.part))


def _pointed(heard: Heard, rule: Rule, scores: Sequence[float], *, named: bool, scope: Scope) -> Heard:
    """With how much it is to the point. Weights fitted to the quotes of readers, whole reports left out."""
    place, sentences = scope.places.get(rule.id), scope.document.sentences
    own, best = (scores[place], max(scores)) if place is not None else (WEIGHTS.unlearned, WEIGHTS.unlearned)
    start = sentences[heard.number].start
    told = [clause.names[rule.id] - start for clause in scope.clauses.get(heard.number, ()) if rule.id in clause.names]
    late = min([*told, _LATE]) / _LATE
    opens = not heard.number or sentences[heard.number - 1].block != sentences[heard.number].block
    point = 0.55 * own + 0.55 * (own - best) + 0.5 * named + 0.45 * opens - 0.85 * late
    return heard._replace(point=point, chiefly=named and own >= best - 0.2)


def _hear(rule: Rule, read: Read, named: bool, scope: Scope, weights: Weights) -> Heard | None:
    """What a sentence says of a criterion; None where it does not bear on it, or is no remark."""
    number = read.number
    kind = scope.items.get(number)
    relevance = _relevance(rule, read, named, scope, weights)
    if kind is not None:
        return _heard_item(rule, read, kind, relevance, scope, weights)
    if number in scope.elsewhere:
        relevance *= weights.elsewhere
    if relevance < weights.least:
        return None
    shares = _shares_on(rule, read, scope, weights)
    if number in scope.reported:
        shares = (shares[0], shares[1] * weights.reported, *shares[2:])
    praise, fault, early = (max(0.0, share - weights.sure_from) / (1 - weights.sure_from) for share in shares[:3])
    if not (praise or fault or early):
        return None
    best: Polarity = "praise" if praise > max(fault, early) else "fault" if fault >= early else "early"
    if shares[3] > weights.sure_from:
        best = "mixed"
    return Heard(number, relevance, best, relevance * praise, relevance * fault, relevance * early)


def _relevance(rule: Rule, read: Read, named: bool, scope: Scope, weights: Weights) -> float:
    scores = read.scores.get(scope.pack)
    place = scope.places.get(rule.id)
    score = scores[place] if scores is not None and place is not None else weights.unlearned
    if named:
        score += weights.named
    elif read.number in scope.excluded[rule.id]:
        score -= weights.excluded
    if rule.id in scope.subjects.get(read.number, ()):
        score += weights.subject + (weights.subject if place is None else 0)
    return 1 / (1 + math.exp(-weights.steep * (score - weights.about)))


def _shares_on(rule: Rule, read: Read, scope: Scope, weights: Weights) -> tuple[float, float, float, float]:
    """(praise, fault, early, mixed) of a sentence, or of those of its clauses that are about the criterion."""
    shares = read.shares
    clauses = scope.clauses.get(read.number, ())
    own = apart(clauses, rule.id) if len(clauses) > 1 else ()
    if own:
        parts = [scope.reading.shares_of(clause.start, clause.end) for clause in own]
        alone = (sum(values) / len(parts) for values in zip(*parts, strict=True))
        told = [weights.alone * a + (1 - weights.alone) * b for a, b in zip(alone, shares, strict=True)]
        shares = tuple(told)
    elif len(clauses) > 1 and clauses[0].conceded:
        first, rest = (scope.reading.shares_of(start, end) for start, end in granted(clauses))
        told = [weights.conceded * a + (1 - weights.conceded) * b for a, b in zip(first, rest, strict=True)]
        shares = tuple((a + b) / 2 for a, b in zip(told, shares, strict=True))
    mixed = shares[_MIXED]
    each = weights.mixed * mixed
    return shares[_PRAISE] + each, shares[_FAULT] + each, shares[_EARLY], mixed


def _heard_item(rule: Rule, read: Read, kind: str, relevance: float, scope: Scope, weights: Weights) -> Heard | None:
    """A printed item bears on a criterion that it names at its beginning, or that it is chiefly about."""
    number = read.number
    if not _is_about(rule, read, relevance, scope, weights):
        return None
    led = _led_by(read, scope)
    if led is not None and not _is_about(
        rule, led, _relevance(rule, led, led.number in scope.topics[rule.id], scope, weights), scope, weights
    ):
        return None  # "... lead this work": it goes on about what the item began with, which is something else
    if kind == "strength":
        return Heard(number, relevance, "praise", max(relevance, weights.item), 0.0, 0.0, kind)
    return Heard(number, relevance, "fault", 0.0, weights.item, 0.0, kind)


def _led_by(read: Read, scope: Scope) -> Read | None:
    """The first sentence of an item, where this is a later one of it that says "this ..." of what that was about."""
    sentences = scope.document.sentences
    own, first = sentences[read.number], read.number
    while first and sentences[first - 1].block == own.block:
        first -= 1
    if first == read.number or not _THIS.search(scope.document.text, own.start, own.end):
        return None
    return scope.reading.sentences.get(first)


def _is_about(rule: Rule, read: Read, relevance: float, scope: Scope, weights: Weights) -> bool:
    first: dict[str, int] = {}
    for clause in scope.clauses.get(read.number, ()):
        for criterion, offset in clause.names.items():
            first.setdefault(criterion, offset)
    own = first.get(rule.id)
    begin = scope.document.sentences[read.number].start
    named = own is not None and (own < begin + _ITEM_REACH or own == min(first.values()))
    if rule.id not in scope.places:
        return named
    scores = _scores(read, scope.pack, len(scope.places))
    score = scores[scope.places[rule.id]]
    if score >= max(scores) and score > scope.reading.tables.weights.best_theme_from:
        return True  # what its remark is said to be about: no reason may contradict it
    return relevance >= weights.main and named


def _margin(trail: Trail, weights: Weights = WEIGHTS) -> float:
    if trail.verdict is Verdict.NOT_COVERED:
        return 1 - (trail.praise + trail.fault) / weights.spoken
    most, least = (trail.praise, trail.fault) if trail.verdict is Verdict.STRENGTH else (trail.fault, trail.praise)
    if trail.verdict is Verdict.MIXED:
        fault = max(trail.fault, 1e-6)
        up = min(trail.praise / weights.praised, weights.much) / fault if not trail.items else 0.0
        down = trail.fault / (weights.faulted * max(trail.praise, 1e-6))
        return max(0.0, 1 - max(up, down))
    needed = (weights.praised if trail.verdict is Verdict.STRENGTH else weights.faulted) * least
    margin = (most - needed) / (most + needed) if most + needed else 0.0
    if trail.verdict is Verdict.STRENGTH:
        margin = min(margin, (weights.much - least) / (weights.much + least))
    return margin


def sentences_read(document: Document, layout: Layout) -> SentenceSet | None:
    """The sentences that findings on a board can rest on, or None where the report has no part on it.

    They are that part, printed lists, headings, and what may speak of the board elsewhere.
    """
    start = layout.board_from
    if start is None:
        return None
    found: list[int] = []
    items, told = layout.item_blocks, speaking_of_board(document)
    for number, sentence in enumerate(document.sentences):
        if (
            sentence.block >= start
            or sentence.block in items
            or document.blocks[sentence.block].kind is BlockKind.HEADING
            or number in told
        ):
            found.append(number)
    return SentenceSet.of(found)
