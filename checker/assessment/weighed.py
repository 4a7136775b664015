"""What a rule found and what readers' labels taught, weighed to a verdict by the scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from checker.assessment.evaluate import Shared
from checker.documents.model import Document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.packs.model import BROADER, Rule
from checker.results.model import Verdict
from checker.weights import features
from checker.weights.deciding import decided, overlooks, softmax
from checker.weights.model import Family, Numbers, Weights
from checker.weights.signals import (
    Field,
    RuleSigns,
    SharedSigns,
    common,
    probabilities,
    read_together,
    reader_margins,
    requirement_signals,
    sentence_signals,
    surroundings,
    word_scores,
)
from checker.weights.style import FEWEST, lift_of, lifted

if TYPE_CHECKING:
    from checker.assessment.judge import Trail


_TAKEN_DOWN = 0.5
_AS_LIKELY_WRONG = 0.5  # score below which a verdict is as likely wrong as right
_HARDLY = 0.15  # chance below which a sentence is hardly one that a reader would quote
_OTHER_MATTER = -0.75  # margin below which a sentence is about another requirement


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict weighed: how likely each verdict is, and what every sentence and signal brought to it."""

    verdict: Verdict
    probability: float  # of the verdict, by the scorecard
    score: float  # the share of verdicts as sure as this one that were right on documents left out
    firm: bool
    judges: bool  # whether the verdict was weighed; else it is the rule's, and only evidence was ordered
    chance: Numbers  # by sentence: how likely a reader would quote it
    margin: Numbers  # by sentence: how far the matter is before the best other one
    signals: Numbers
    bag: tuple[str, ...]  # the words of the best sentences, read together
    few: bool = False  # the document has few sentences: more is asked before it is firm
    of_several: bool = False  # the document tells much of other bodies: the same
    unlike: bool = False  # the document is worded unlike those labelled, and the rule says otherwise: never firm


class Reading:
    """One document read with the weights: what its words say is worked out once for all packs that ask."""

    def __init__(
        self, weights: Weights, document: Document, *, report: bool, within: SentenceSet | None = None
    ) -> None:
        self.weights = weights
        self.said = features.read(document, within)
        self._few = self.said.few
        self._report = report
        self._fields: dict[str, Field] = {}
        self._shared: tuple[Shared, SharedSigns, Numbers] | None = None

    def family_of(self, requirement: str) -> Family | None:
        """The family whose tables hold a requirement's matter, if any does."""
        matter = self.weights.matters.get(requirement)
        return next((family for family in self.weights.families.values() if matter in family.matters), None)

    def field(self, family: Family) -> Field:
        """The word scores of all sentences on all matters of a family."""
        key = family.matters[0]
        if key not in self._fields:
            self._fields[key] = surroundings(word_scores(family, self.said), family.matters, self.said)
        return self._fields[key]

    def _common(self, shared: Shared) -> tuple[SharedSigns, Numbers]:
        """What holds of sentences whatever the requirement, worked out once for each pack."""
        if self._shared is None or self._shared[0] is not shared:
            signs = shared_signs(shared)
            self._shared = shared, signs, common(self.said, signs)
        return self._shared[1:]

    def weigh(self, rule: Rule, trail: Trail, shared: Shared) -> Weighed | None:
        """The verdict on one requirement, or None where nothing was learned about it."""
        family = self.family_of(rule.id)
        if family is None or not len(self.said):
            return None
        matter, field, signs = self.weights.matters[rule.id], self.field(family), signs_of(rule, trail)
        both, everywhere = self._common(shared)
        rows = sentence_signals(field, matter, everywhere, signs)
        chance = probabilities(self.weights.sentence, rows, self.said)
        bags = read_together(self.said, chance)
        signals = requirement_signals(
            field,
            matter,
            self.said,
            chance,
            signs,
            both,
            report=self._report,
            reader=reader_margins(family.reader, [bags], [matter])[0],
        )
        return Weighed(
            **self._decided(signals, trail.verdict, judges=family.judges),
            judges=family.judges,
            chance=chance,
            margin=np.asarray(field.around[4, :, field.columns[matter]], np.float32),
            bag=bags[0],
        )

    def _decided(self, signals: Numbers, rule_says: Verdict, *, judges: bool) -> dict[str, Any]:
        """The verdict that signals come to, how likely it is, and how sure: fields of `Weighed`."""
        outcomes, certainty = self.weights.verdict.outcomes, self.weights.certainty
        likely = softmax(self.weights.verdict.sums(signals))
        verdict = Verdict(decided(likely, signals)) if judges else rule_says
        probability = float(likely[outcomes.index(verdict.value)])
        return {
            "verdict": verdict,
            "probability": probability,
            "score": certainty.score(probability),
            "firm": judges
            and certainty.firm(
                probability,
                agreed=verdict is rule_says,
                few=self._few,
                of_several=self.said.of_several,
                overlooked=overlooks(verdict.value, signals, few=self._few),
            ),
            "few": self._few,
            "of_several": self.said.of_several,
            "signals": signals,
        }

    def in_its_style(self, pairs: Sequence[tuple[Verdict, Weighed | None]]) -> list[Weighed | None]:
        """What was weighed for a document's requirements, each beside the rule's verdict, weighed again in its style.

        A document of another style than those labelled, whose words all read low, gets back what is beyond the usual.
        """
        judged = [each for _, each in pairs if each is not None and each.judges]
        if len(judged) < FEWEST:
            return [each for _, each in pairs]
        lift = lift_of(self.weights.usual, np.array([each.signals for each in judged]))
        if not lift.any():
            return [each for _, each in pairs]
        return [
            replace(each, **self._decided(lifted(each.signals, lift), rule_says, judges=True))
            if each is not None and each.judges
            else each
            for rule_says, each in pairs
        ]


def unlike_labelled(pairs: Sequence[tuple[Verdict, Weighed | None]]) -> bool:
    """Whether a document is worded unlike those that readers labelled: the weights take down most that rules find.

    Thin documents left out lose less than half once weighed in their style; one that is full of other business may not.
    """
    weighed = [(rule_says, each) for rule_says, each in pairs if each is not None and each.judges]
    if len(weighed) < FEWEST:
        return False
    down = sum(rule_says is Verdict.MET and each.verdict is not Verdict.MET for rule_says, each in weighed)
    return down > _TAKEN_DOWN * len(weighed)


def to_look_at(weighed: Weighed, rule_says: Verdict) -> Weighed:
    """What was weighed in a document worded unlike those labelled: not firm where the rule says otherwise."""
    return weighed if rule_says is weighed.verdict else replace(weighed, firm=False, unlike=True)


def is_doubtful(weighed: Weighed, shown: Sequence[int]) -> bool:
    """Whether the verdict is as likely wrong, or none of the sentences shown is likely a reader's or on the matter."""
    best = max((float(weighed.chance[number]) for number in shown), default=0.0)
    on_other_matters = all(float(weighed.margin[number]) < _OTHER_MATTER for number in shown)
    return weighed.score < _AS_LIKELY_WRONG or best < _HARDLY or on_other_matters


def leans(weighed: Weighed) -> bool:
    """Whether words of a document lean to what is said to be missing in it: not firm, whatever else was found."""
    return not weighed.firm and overlooks(weighed.verdict.value, weighed.signals, few=weighed.few)


def shared_signs(shared: Shared) -> SharedSigns:
    """What holds of sentences whatever the requirement, in the form that weighing reads: by the broad kinds."""
    weak: dict[str, SentenceSet] = {}
    for kind, found in shared.weak.items():
        broad = BROADER.get(kind, kind)
        weak[broad] = weak.get(broad, NONE) | found
    return SharedSigns(shared.particular, shared.specific, weak)


def signs_of(rule: Rule, trail: Trail) -> RuleSigns:
    """What the rule found, in the form that weighing reads."""
    names: Sequence[str] = list(rule.limbs)
    return RuleSigns(
        verdict=trail.verdict.value,
        speaks=trail.speaks,
        anchors=trail.anchors,
        sections=trail.sections,
        solid=tuple(trail.limbs[name].solid for name in names),
        thin=tuple(trail.limbs[name].thin for name in names),
        met=tuple(tuple(names.index(name) for name in entry) for entry in rule.met),
    )
