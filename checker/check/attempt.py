"""Trying a text against one requirement: the verdict, how sure, and which words counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rapidfuzz import process

from checker.assessment.evaluate import Evaluator, shared_sets
from checker.assessment.judge import follow, judge
from checker.assessment.weighed import Reading, Weighed
from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.shape.assemble import assemble
from checker.errors import OptionError
from checker.matching.find import find
from checker.packs.load import Pack
from checker.packs.model import Rule
from checker.weights.model import Weights

_WORDS_SHOWN = 8
_SIGNALS_SHOWN = 10


def requirement_of(checker: Checker, name: str) -> tuple[Rule, Pack]:
    """A requirement by its id. Raises OptionError, with the nearest there is, for one that no pack holds."""
    rules = {rule.id: (rule, pack) for pack in checker.packs for rule in pack.rules}
    if name not in rules:
        best = process.extractOne(name.upper(), list(rules))
        hint = f" Did you mean {best[0]}?" if best else ""
        raise OptionError(f"No pack has the requirement '{name}'.{hint}")
    return rules[name]


def attempt(checker: Checker, requirement: str, text: str) -> Iterator[str]:
    """The verdict on a text, read as a small document of its own, in lines for a person."""
    rule, pack = requirement_of(checker, requirement)
    document = assemble(read_markdown(text), "text", hashlib.sha256(text.encode()).hexdigest())
    matcher = checker.matcher_for([pack])
    matches = find(document, matcher)
    evaluator = Evaluator(matches, matcher.concepts)
    shared = shared_sets(evaluator, matches, pack.duties)
    report = "yearly-report" in pack.head.applies_to
    reading = Reading(checker.weights, document, report=report) if checker.weights else None
    finding = judge(rule, pack, matches, evaluator, shared, reading)
    trail = follow(rule, matches, evaluator, shared)
    yield f"{rule.id}  {rule.title}"
    yield f"verdict: {finding.verdict} - {finding.reason}"
    if finding.confidence:
        yield f"{finding.confidence.level} ({finding.confidence.score:.2f}): {finding.confidence.why}"
    yield f"the rule by itself: {trail.verdict}"
    weighed = reading.weigh(rule, trail, shared) if reading else None
    if weighed is not None and checker.weights is not None and reading is not None:
        yield ""
        yield from weighing(checker.weights, reading, rule, weighed)
    elif checker.trouble:
        yield f"by rules alone: {checker.trouble}"


def weighing(weights: Weights, reading: Reading, rule: Rule, weighed: Weighed) -> Iterator[str]:
    """Which words counted, and the scorecard's sums: what each signal brought to each verdict."""
    family, matter = reading.family_of(rule.id), weights.matters[rule.id]
    if family is None:
        return
    best = int(weighed.chance.argmax())
    own = family.evidence["own"].strongest(reading.said.own[best], matter)
    yield f"words of the best sentence ({weighed.chance[best]:.2f} likely to be quoted): {_listed(own)}"
    for question in ("speaks", "met"):
        both = family.reader.strongest(weighed.bag, f"{matter}:{question}")
        yield f"words that tell for or against '{question}': {_listed(both)}"
    if not weighed.judges:
        yield "The verdict is the rule's: there are too few labels to weigh it."
        return
    scale = weights.verdict
    sums = scale.sums(weighed.signals)
    yield "sums: " + ", ".join(f"{name} {value:.2f}" for name, value in zip(scale.outcomes, sums, strict=True))
    parts = scale.parts(weighed.signals)
    spread = parts.max(axis=0) - parts.min(axis=0)
    for place in sorted(range(len(scale.signals)), key=lambda place: -spread[place])[:_SIGNALS_SHOWN]:
        said = "  ".join(f"{name} {parts[row][place]:+.2f}" for row, name in enumerate(scale.outcomes))
        yield f"    {scale.signals[place]} = {weighed.signals[place]:.2f}:  {said}"


def _listed(words: list[tuple[str, float]]) -> str:
    return ", ".join(f"{word.replace('_', ' ')} {weight:+.1f}" for word, weight in words[:_WORDS_SHOWN]) or "none"
