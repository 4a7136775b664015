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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.assessment.evaluate import Evaluator, Shared
from checker.documents.model import BlockKind, Document
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
from checker.matching.matches import Matches, bits
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
_MARK = 2  # characters of a list's mark before an item's first word
_ITEM_REACH = 100  # characters at an item's beginning in which it says what it is about
_THIS = re.compile(
    r"\b(?:this|these|such)\s+(?:agenda|work|area|group|issue|matter|strategy|plan|service|process)s?\b", re.IGNORECASE
)
_OVERALL = re.compile(  # the judgement of the whole, in the words that a framework gives for it: no criterion's
    r"\b(?:arrangements\s+in\s+place\s+to\s+evaluate\s+the\s+effectiveness\s+of\s+what\s+is\s+done"
    r"|local\s+safeguarding\s+children\s+board(?:\s+\([^)]{2,12}\))?(?:\s+(?:in|for)\s+[\w’' -]{2,40}?)?"
    r"\s+(?:(?:is|requires)\s+(?:outstanding|good|inadequate|improvement)"
    r"|needs\s+to\s+improve(?=\s*(?:[.,;]|although\b|because\b|to\s+be\b))))(?!\w)",
    re.IGNORECASE,
)
_OVERALL_HOLD = ("evaluate", "board")  # one of them stands in every such judgement
_GRADED = {"Outstanding": 1, "Good": 1, "Inadequate": -1}
_PRAISE, _FAULT, _MIXED, _EARLY = (POLARITIES.index(name) for name in ("praise", "fault", "mixed", "early"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is read for findings against a pack, worked out once a report."""

    pack: str
    reading: Reading
    part: int  # sentences of the review of the board (or of the whole report)
    elsewhere: int  # sentences outside it that speak of the board
    items: Mapping[int, str]  # sentences of printed lists, by number: the kind of list
    clauses: Mapping[int, tuple[Clause, ...]]
    subjects: Mapping[int, frozenset[str]]  # by sentence: the criteria that its clauses are chiefly about
    topics: Mapping[str, int]  # criterion -> sentences that name it
    excluded: Mapping[str, int]  # criterion -> sentences in which its words mean something else
    places: Mapping[str, int]  # criterion -> its place among the scores
    whole: bool  # the whole report is read
    reported: int = 0  # sentences that tell what an audit or a review found
    graded: int = 0  # 1 under a good grade for the board, -1 under the worst, else 0
    read: tuple[Bearing, ...] = ()  # what is read there
    weighed: dict[Weights, dict[int, Amounts]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document(self) -> Document:
        """The report."""
        return self.reading.document


class Bearing(NamedTuple):
    """A sentence that may bear on criteria: its scores on them, the best one, whether it opens its paragraph."""

    read: Read
    scores: Sequence[float]
    best: float
    opens: bool


class Amounts(NamedTuple):
    """What a sentence, or the part of it on one criterion, says wholly: 0 to 1 each."""

    polarity: Polarity
    praise: float
    fault: float
    early: float


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
    read = shared.evidence & ~annexes
    part = read if whole else _from_block(document, read, layout.board_from)
    items = _items(layout, matches, part)
    elsewhere = read & ~part & (evaluator.concept("safeguarding-board", itself=True) | _on_board(layout, matches))
    within = part | elsewhere
    excluded = {rule.id: _excluded(rule, evaluator) for rule in pack.rules}
    topics = {rule.id: _named(rule, evaluator) & within & ~excluded[rule.id] for rule in pack.rules}
    concepts: dict[str, set[str]] = defaultdict(set)  # concept -> criteria whose topic it is part of
    for rule in pack.rules:
        for name in (rule.findings or rule.topic).sentence.concepts():
            concepts[f"{rule.id}/{name}" if name in rule.concepts else name].add(rule.id)
    turns = evaluator.concept("other-subject", itself=True)
    general = {rule.id for rule in pack.rules if rule.findings and rule.findings.general}
    named, none, contrast = criteria_of(topics), set[str](), turning(matches)
    clauses = {
        number: tuple(clauses_of(number, matches, named.get(number, none), concepts, general, contrast))
        for number in bits(within)
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
        tuple(_bearing(reading, bits(within), pack.head.id, len(places))),
    )


def _bearing(reading: Reading, numbers: Iterable[int], pack: str, criteria: int) -> Iterator[Bearing]:
    document = reading.document
    none = (WEIGHTS.unlearned,) * max(1, criteria)
    for number in numbers:
        read = reading.sentences.get(number)
        if read is None or _is_overall(document, number):
            continue
        scores = read.scores.get(pack) or none
        opens = not number or document.sentences[number - 1].block != document.sentences[number].block
        yield Bearing(read, scores, max(scores), opens)


def _is_overall(document: Document, number: int) -> bool:
    sentence = document.sentences[number]
    words = document.text[sentence.start : sentence.end]
    folded = words.casefold()
    return (_OVERALL_HOLD[0] in folded or _OVERALL_HOLD[1] in folded) and _OVERALL.search(words) is not None


def _scores(read: Read, pack: str, criteria: int) -> Sequence[float]:
    """The scores of a sentence on the criteria of a pack; as if none was learned where it was not read for them."""
    return read.scores.get(pack) or (WEIGHTS.unlearned,) * criteria


def _from_block(document: Document, read: int, start: int | None) -> int:
    first = next(
        (n for n, sentence in enumerate(document.sentences) if start is not None and sentence.block >= start), None
    )
    return 0 if first is None else read & ~((1 << first) - 1)


def _items(layout: Layout, matches: Matches, part: int) -> dict[int, str]:
    """Sentences of printed lists, and those that recommend something outside them ("Ensure that ...")."""
    found: dict[int, str] = {}
    for block, kind in layout.item_blocks.items():
        first, end = matches.blocks[block]
        found.update(dict.fromkeys(range(first, end), kind))
    for number in bits(part):
        if number not in found and _recommends(matches, number):
            found[number] = "recommendation"
    return found


def _recommends(matches: Matches, number: int) -> bool:
    """Whether a sentence opens with what should be done; a word before it makes something else of it ("A review ...")."""
    text, begin = matches.document.text, matches.document.sentences[number].start
    return any(
        "recommends" in hit.concepts and hit.start - begin <= _MARK and not any(map(str.isalpha, text[begin : hit.start]))
        for hit in matches.hits.get(number, ())
    )


def _on_board(layout: Layout, matches: Matches) -> int:
    """The sentences of printed items that are meant for the board."""
    mask = 0
    for one in layout.lists:
        for item in one.items:
            if one.for_whom == "board":
                mask |= ((1 << matches.blocks[item.end - 1][1]) - 1) & ~((1 << matches.blocks[item.first][0]) - 1)
    return mask


def _named(rule: Rule, evaluator: Evaluator) -> int:
    return evaluator.mask((rule.findings or rule.topic).sentence, rule.id, itself=True)


def _excluded(rule: Rule, evaluator: Evaluator) -> int:
    topic = rule.findings or rule.topic
    return evaluator.mask(topic.unless, rule.id) | evaluator.below(topic.unless_heading, rule.id)


def follow(rule: Rule, scope: Scope, weights: Weights = WEIGHTS) -> Trail:
    """The remarks that bear on a criterion, their sums, and the verdict that follows."""
    heard = []
    place, named = scope.places.get(rule.id), frozenset(bits(scope.topics[rule.id]))
    about = {number for number, subjects in scope.subjects.items() if rule.id in subjects}.union(scope.items)
    # No remark that scores less can come to bear on the criterion; where its clauses are about it, a little less.
    least = weights.about + math.log(weights.least / (1 - weights.least)) / weights.steep - _ROUNDED
    lowest = least - weights.subject
    amounts = scope.weighed.setdefault(weights, {})
    for bearing in scope.read:
        number, score = bearing.read.number, bearing.scores[place] if place is not None else weights.unlearned
        if place is not None and number not in named and score < (lowest if number in about else least):
            continue
        found = _hear(rule, bearing, number in named, scope, weights, amounts)
        if found is not None:
            heard.append(found)
    items = sum(1 for one in heard if one.printed_as not in {None, "strength"})
    praise = weights.graded**scope.graded * sum(one.praise for one in heard)
    early = sum(one.early for one in heard)
    fault = sum(one.fault for one in heard) + weights.early * early
    wavers = any(one.polarity == "mixed" and one.chiefly and one.relevance >= weights.clear for one in heard)
    covered = any(one.number in named for one in heard)
    verdict = verdict_of(praise, fault, items, weights, named=covered, wavers=wavers)
    return Trail(tuple(heard), praise, fault, early, items, verdict, bool(scope.part))


def _hear(
    rule: Rule, bearing: Bearing, named: bool, scope: Scope, weights: Weights, amounts: dict[int, Amounts]
) -> Heard | None:
    """What a sentence says of a criterion; None where it does not bear on it, or is no remark.

    `amounts` are kept by sentence for all criteria.
    """
    read = bearing.read
    number = read.number
    kind = scope.items.get(number)
    relevance = _relevance(rule, read, named, scope, weights)
    if kind is not None:
        item = _heard_item(rule, read, kind, relevance, scope, weights)
        if item is None:
            return None
        point, chiefly = _pointed(bearing, rule, named=named, scope=scope)
        return item._replace(point=point, chiefly=chiefly)
    if scope.elsewhere >> number & 1:
        relevance *= weights.elsewhere
    if relevance < weights.least:
        return None
    polarity, praise, fault, early = _amounts_on(rule, read, scope, weights, amounts)
    if not (praise or fault or early):
        return None
    pointed = _pointed(bearing, rule, named=named, scope=scope)
    return Heard(number, relevance, polarity, relevance * praise, relevance * fault, relevance * early, None, *pointed)


def _pointed(bearing: Bearing, rule: Rule, *, named: bool, scope: Scope) -> tuple[float, bool]:
    """How much a sentence is to the point, and whether it is chiefly on the criterion.

    Weights fitted to the quotes of readers, whole reports left out.
    """
    place, number = scope.places.get(rule.id), bearing.read.number
    own = bearing.scores[place] if place is not None else WEIGHTS.unlearned
    best = bearing.best if place is not None else own
    late = 1.0
    if named:
        start = scope.document.sentences[number].start
        told = (clause.names.get(rule.id) for clause in scope.clauses.get(number, ()))
        late = min((offset - start for offset in told if offset is not None), default=_LATE) / _LATE
    point = 0.55 * own + 0.55 * (own - best) + 0.5 * named + 0.45 * bearing.opens - 0.85 * min(1.0, late)
    return point, named and own >= best - 0.2


def _amounts_on(rule: Rule, read: Read, scope: Scope, weights: Weights, kept: dict[int, Amounts]) -> Amounts:
    """What a sentence says of a criterion: the same of all, unless it has a clause apart on this one."""
    clauses = scope.clauses.get(read.number, ())
    own = apart(clauses, rule.id) if len(clauses) > 1 else ()
    if own:
        return _amounts(_shares_apart(own, read, scope, weights), read.number, scope, weights)
    found = kept.get(read.number)
    if found is None:
        shares = _shares_of(clauses, read, scope, weights)
        found = kept[read.number] = _amounts(shares, read.number, scope, weights)
    return found


def _amounts(shares: Sequence[float], number: int, scope: Scope, weights: Weights) -> Amounts:
    mixed = shares[_MIXED]
    each = weights.mixed * mixed
    told = shares[_PRAISE] + each, shares[_FAULT] + each, shares[_EARLY]
    if scope.reported >> number & 1:
        told = (told[0], told[1] * weights.reported, told[2])
    praise, fault, early = (max(0.0, share - weights.sure_from) / (1 - weights.sure_from) for share in told)
    best: Polarity = "praise" if praise > max(fault, early) else "fault" if fault >= early else "early"
    return Amounts("mixed" if mixed > weights.sure_from else best, praise, fault, early)


def _relevance(rule: Rule, read: Read, named: bool, scope: Scope, weights: Weights) -> float:
    scores = read.scores.get(scope.pack)
    place = scope.places.get(rule.id)
    score = scores[place] if scores is not None and place is not None else weights.unlearned
    if named:
        score += weights.named
    elif scope.excluded[rule.id] >> read.number & 1:
        score -= weights.excluded
    if rule.id in scope.subjects.get(read.number, ()):
        score += weights.subject + (weights.subject if place is None else 0)
    return 1 / (1 + math.exp(-weights.steep * (score - weights.about)))


def _shares_apart(own: Sequence[Clause], read: Read, scope: Scope, weights: Weights) -> list[float]:
    """The share of each polarity in those clauses of a sentence that are about a criterion."""
    parts = [scope.reading.shares_of(clause.start, clause.end) for clause in own]
    alone = (sum(values) / len(parts) for values in zip(*parts, strict=True))
    return [weights.alone * a + (1 - weights.alone) * b for a, b in zip(alone, read.shares, strict=True)]


def _shares_of(clauses: Sequence[Clause], read: Read, scope: Scope, weights: Weights) -> Sequence[float]:
    """The share of each polarity in a sentence; what it grants with "although" counts less."""
    if len(clauses) < 2 or not clauses[0].conceded:
        return read.shares
    first, rest = (scope.reading.shares_of(start, end) for start, end in granted(clauses))
    told = [weights.conceded * a + (1 - weights.conceded) * b for a, b in zip(first, rest, strict=True)]
    return [(a + b) / 2 for a, b in zip(told, read.shares, strict=True)]


def _heard_item(rule: Rule, read: Read, kind: str, relevance: float, scope: Scope, weights: Weights) -> Heard | None:
    """A printed item bears on a criterion that it names at its beginning, or that it is chiefly about."""
    number = read.number
    if not _is_about(rule, read, relevance, scope, weights):
        return None
    led = _led_by(read, scope)
    if led is not None and not _is_about(
        rule, led, _relevance(rule, led, bool(scope.topics[rule.id] >> led.number & 1), scope, weights), scope, weights
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


def sentences_read(document: Document, layout: Layout) -> int | None:
    """The sentences that findings on a board can rest on, or None where the report has no part on it.

    They are that part, printed lists, headings, and what may speak of the board elsewhere.
    """
    start = layout.board_from
    if start is None:
        return None
    mask = 0
    items, told = layout.item_blocks, speaking_of_board(document)
    for number, sentence in enumerate(document.sentences):
        if (
            sentence.block >= start
            or sentence.block in items
            or document.blocks[sentence.block].kind is BlockKind.HEADING
            or number in told
        ):
            mask |= 1 << number
    return mask
