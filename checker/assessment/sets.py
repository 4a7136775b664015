"""Sentence sets that all rules share: expressions evaluated, and what makes a sentence weak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.matching.find import Matches
from checker.packs.model import Concept, Expression, Weakness

# Concepts that the shared vocabularies must define for the machinery to lean on.
MACHINERY = ("particular", "specific", "aspiration", "deferral", "duty", "negation", "pointer", "no-evidence-heading")


class Evaluator:
    """Evaluates expressions on one document's matches; answers are masks of sentences."""

    def __init__(self, matches: Matches, concepts: Mapping[str, Concept]) -> None:
        self._matches = matches
        self._concepts = concepts
        self._all = (1 << len(matches.document.sentences)) - 1
        self._headings = 0
        for sentence in matches.sections:
            self._headings |= 1 << sentence

    def concept(self, name: str, rule: str = "", *, itself: bool = False) -> int:
        """Sentences that hold a concept, or (unless `itself`) whose lead or table heading does."""
        local = f"{rule}/{name}"
        resolved = local if rule and local in self._concepts else name
        mask = self._matches.own.get(resolved, 0)
        return mask if itself else mask | self._matches.led.get(resolved, 0)

    def mask(self, expression: Expression | None, rule: str = "", *, itself: bool = False) -> int:
        """The sentences that an expression means; none for no expression."""
        if expression is None:
            return 0
        found = self._all
        if expression.concept:
            found &= self.concept(expression.concept, rule, itself=itself)
        if expression.any:
            union = 0
            for part in expression.any:
                union |= self.mask(part, rule, itself=itself)
            found &= union
        for part in expression.all:
            found &= self.mask(part, rule, itself=itself)
        for part in expression.none:
            found &= ~self.mask(part, rule, itself=itself)
        if expression.itself:
            found &= self.mask(expression.itself, rule, itself=True)
        if expression.paragraph:
            found &= self._matches.paragraphs(self.mask(expression.paragraph, rule, itself=True))
        if expression.heading:
            found &= self.below(expression.heading, rule)
        return found

    def below(self, expression: Expression | None, rule: str = "") -> int:
        """The sentences under headings that an expression means."""
        if expression is None:
            return 0
        return self._matches.below(self.mask(expression, rule, itself=True) & self._headings)


@dataclass(frozen=True, slots=True)
class Shared:
    """Masks that every rule uses, worked out once a document."""

    evidence: int  # sentences that may be evidence at all
    particular: int  # hold a role, group, name, time or amount
    specific: int  # hold a time, date, amount or count
    weak: Mapping[Weakness, int]


def shared_sets(evaluator: Evaluator, matches: Matches) -> Shared:
    """The shared masks of a document. What is specific outweighs an aspiration or the duty's words."""
    specific = evaluator.concept("specific")
    no_evidence = evaluator.below(Expression(concept="no-evidence-heading"))
    return Shared(
        evidence=matches.body & ~no_evidence,
        particular=evaluator.concept("particular") | specific,
        specific=specific,
        weak={
            "deferral": evaluator.concept("deferral"),
            "aspiration": evaluator.concept("aspiration") & ~specific,
            "duty": evaluator.concept("duty") & ~specific,
            "negation": evaluator.concept("negation", itself=True),
            "pointer": evaluator.concept("pointer", itself=True),
        },
    )
