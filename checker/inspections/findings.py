"""What inspectors found on one criterion: strength, mixed, weakness, not covered, from their remarks. Pure.

Every remark bears on a criterion more or less (`relevance`): by what its words are about, by whether
the rule's own topic names it, and by whether it is the subject. The praise and the fault in it count by
that measure. The rule that follows from the sums is printed (`rule_in_words`), is the same for boards
and for themes, and is what `explain` shows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.inspections.clauses import Clause, apart, granted
from checker.inspections.reading import Read
from checker.inspections.ruling import WEIGHTS, Weights, verdict_of
from checker.inspections.scope import Amounts, Bearing, Scope
from checker.inspections.scoring import POLARITIES
from checker.packs.model import Rule
from checker.results.model import Polarity, Verdict

_HOWEVER = re.compile(r"(?:however|nevertheless|but)\b", re.IGNORECASE)
_ROUNDED = 1e-6  # that a score may seem to lack of a bound that it reaches
_LATE = 200  # characters behind which it is all the same how late a remark names its criterion
_ITEM_REACH = 100  # characters at an item's beginning in which it says what it is about
_THIS = re.compile(
    r"\b(?:this|these|such)\s+(?:agenda|work|area|group|issue|matter|strategy|plan|service|process)s?\b", re.IGNORECASE
)
_PRAISE, _FAULT, _MIXED, _EARLY = (POLARITIES.index(name) for name in ("praise", "fault", "mixed", "early"))


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


def _scores(read: Read, pack: str, criteria: int) -> Sequence[float]:
    """The scores of a sentence on the criteria of a pack; as if none was learned where it was not read for them."""
    return read.scores.get(pack) or (WEIGHTS.unlearned,) * criteria


def follow(rule: Rule, scope: Scope, weights: Weights = WEIGHTS) -> Trail:
    """The remarks that bear on a criterion, their sums, and the verdict that follows."""
    heard = []
    place, named = scope.places.get(rule.id), frozenset(scope.topics[rule.id])
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
    covered = any(one.number in named for one in heard)
    verdict = verdict_of(praise, fault, items, weights, named=covered, wavers=_wavers(heard, scope, weights))
    return Trail(tuple(heard), praise, fault, early, items, verdict, bool(scope.part))


def _wavers(heard: Iterable[Heard], scope: Scope, weights: Weights) -> bool:
    """Whether inspectors praise a criterion, alone, and find fault with it in one breath: "... However, ..."."""
    sentences, text = scope.document.sentences, scope.document.text
    alone = {one.number: one for one in heard if one.chiefly and one.relevance >= weights.clear}
    for number, one in alone.items():
        before = alone.get(number - 1)
        if one.polarity == "mixed":
            return True
        if one.polarity == "praise" or one.printed_as or before is None or before.polarity != "praise":
            continue
        own = sentences[number]
        if sentences[number - 1].block == own.block and _HOWEVER.match(text, own.start):
            return True
    return False


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
    if number in scope.elsewhere:
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
    if number in scope.reported:
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
    elif read.number in scope.excluded[rule.id]:
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
