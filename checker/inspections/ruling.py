"""The printed rule by which praise and fault become a verdict on an inspection, and its numbers. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from checker.results.model import Verdict


@dataclass(frozen=True, slots=True)
class Weights:
    """What decides a verdict. Chosen by `python -m benchmarks.inspection_verdicts --choose`, whole reports left out."""

    about: float = -0.34  # the score at which a remark bears half on a criterion
    steep: float = 6.5  # how fast a remark comes to bear on it wholly
    named: float = 0.27  # added to the score where the rule's topic names the criterion
    subject: float = 0.15  # added where the criterion is the subject of a clause
    excluded: float = 0.8  # taken off where the rule's topic says that its words mean something else
    unlearned: float = -0.85  # the score where nothing was learned about the criterion
    least: float = 0.1  # relevance below which a remark is left out
    elsewhere: float = 0.64  # what a remark counts outside the part on the board
    mixed: float = 0.78  # what each side of a mixed remark counts
    sure_from: float = 0.31  # the share of a polarity from which it counts at all
    alone: float = 0.9  # what a clause on the criterion counts by itself, where other clauses name other criteria
    conceded: float = 0.22  # what a clause counts that "although" grants before the sentence says what matters
    item: float = 1.2  # what a printed area for improvement counts as fault
    early: float = 0.8  # what counts as fault of something too early to judge
    praised: float = 3.18  # so many times the fault, and no item printed on it: a strength
    much: float = 3.9  # fault from which, whatever the praise, it is no strength
    faulted: float = 1.75  # so many times the praise: a weakness
    graded: float = 1.52  # what praise counts under a good grade for the board; so much less under the worst
    spoken: float = 0.43  # praise and fault together below which nothing is said of it
    clear: float = 0.97  # relevance from which a remark is about the criterion alone
    reported: float = 0.3  # what the fault counts in what an audit is said to have found
    main: float = 0.5  # relevance from which a remark has the criterion as a main subject


WEIGHTS = Weights()


def verdict_of(
    praise: float,
    fault: float,
    items: int,
    weights: Weights = WEIGHTS,
    *,
    named: bool = False,
    wavers: bool = False,
) -> Verdict:
    """The printed rule: see `rule_in_words`.

    `named`: a remark names the criterion; `wavers`: it is praised, alone, and faulted in one breath.
    """
    if praise + fault < weights.spoken and not (named and praise + fault):
        return Verdict.NOT_COVERED
    if not items and not wavers and fault < weights.much and praise >= weights.praised * fault:
        return Verdict.STRENGTH
    return Verdict.WEAKNESS if fault >= weights.faulted * praise else Verdict.MIXED


def rule_in_words(weights: Weights = WEIGHTS) -> str:
    """The rule that every verdict on an inspection follows, for a reader."""
    return (
        f"Not covered: praise and fault together below {weights.spoken:g}, and no remark that names it. "
        f"Strength: praise at least {weights.praised:g} times the fault, fault below {weights.much:g}, "
        "no printed item asks for improvement, and inspectors do not praise this alone and find fault in one breath. "
        f"Weakness: fault at least {weights.faulted:g} times the praise. "
        f"Mixed: anything between. A printed item counts {weights.item:g} as fault, "
        f"what is too early to judge {weights.early:g}, a mixed remark {weights.mixed:g} on each side. "
        f"Under a good grade for a board praise counts {weights.graded:g} times, under the worst so many times less."
    )
