"""Learned weights as data: tables of words by name, and the numbers that weigh signals.

For each *matter* (a requirement together with those that follow it) there are words that speak for a
sentence as evidence and against it; for the best sentences together, words for and against "it is
spoken of" and "it is met". What they say and what the rules found are named signals, and two scales
weigh those: one for a sentence, one for the verdict. `files.py` reads and writes them.

`Bag` is general: named tables of weights over words, summed for any bag of words by `Bag.sums`;
`Bag.strongest` tells which words counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bag:
    """Named tables of weights over one vocabulary.

    A word counts by its weight divided by the root of the number of words in the bag, so that long
    and short sentences can be compared.
    """

    names: tuple[str, ...]  # of the tables, in the order of the columns
    places: Mapping[str, int]  # word -> row
    matrix: Numbers  # words by tables
    intercepts: Numbers

    def sums(self, bags: Sequence[Sequence[str]]) -> Numbers:
        """For each bag of words the weight that each table gives it, without the intercept."""
        lengths = np.fromiter(map(len, bags), np.int64, len(bags))
        places = np.fromiter(map(self.places.get, chain.from_iterable(bags), repeat(-1)), np.int64, int(lengths.sum()))
        known = places >= 0
        of_bag = np.repeat(np.arange(len(bags)), lengths)[known]
        out = np.zeros((len(bags), len(self.names)), np.float32)
        if len(of_bag):
            starts = np.flatnonzero(np.concatenate(([True], of_bag[1:] != of_bag[:-1])))
            filled = of_bag[starts]
            total = np.add.reduceat(self.matrix[places[known]], starts, axis=0)
            out[filled] = total / np.sqrt(lengths[filled].astype(np.float32))[:, None]
        return out

    def strongest(self, bag: Iterable[str], name: str) -> list[tuple[str, float]]:
        """The words of a bag that a table knows, with their weights, the weightiest first."""
        column = self.names.index(name)
        found = [(word, float(self.matrix[self.places[word], column])) for word in set(bag) if word in self.places]
        return sorted((each for each in found if each[1]), key=lambda each: (-abs(each[1]), each[0]))


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear weighing of named signals, each first brought to a common scale (mean 0, spread 1)."""

    signals: tuple[str, ...]
    outcomes: tuple[str, ...]
    mean: Numbers
    spread: Numbers
    weights: Numbers  # outcomes by signals
    intercepts: Numbers

    def parts(self, values: Numbers) -> Numbers:
        """What each signal adds to each outcome: (..., outcomes, signals)."""
        scaled = np.clip((values - self.mean) / self.spread, -4, 4)
        return np.asarray(scaled[..., None, :] * self.weights, np.float32)

    def sums(self, values: Numbers) -> Numbers:
        """The sum for each outcome: (..., outcomes)."""
        scaled = np.clip((values - self.mean) / self.spread, -4, 4)
        return np.asarray(scaled @ self.weights.T + self.intercepts, np.float32)


@dataclass(frozen=True, slots=True)
class Certainty:
    """From how sure the weighing is to how often it is right, by verdicts left out; and from where it is firm."""

    points: tuple[tuple[float, float], ...]  # (probability of the verdict, share right), rising
    firm_from: float  # probability, where the rule by itself says the same
    firm_against: float  # probability, where the rule says otherwise
    firm_of_few: float  # probability, whatever the rule says, in a document of few sentences
    firm_of_several: float  # the same in one that tells much of other bodies

    def firm(
        self,
        probability: float,
        *,
        agreed: bool,
        few: bool = False,
        of_several: bool = False,
        overlooked: bool = False,
    ) -> bool:
        """Whether a verdict may be relied on; more is asked where the rule disagrees, and of a short document.

        `few`: the document has few sentences, so that little can bear out what one of them says. `of_several`: it tells
        much of other bodies, whose business is easily taken for the partnership's. `overlooked`: it is missing, though
        the words of the best sentences lean to its being spoken of.
        """
        asked = max(
            self.firm_from if agreed else self.firm_against,
            self.firm_of_few if few else 0.0,
            self.firm_of_several if of_several else 0.0,
        )
        return not overlooked and probability >= asked

    def score(self, probability: float) -> float:
        """The share of verdicts with this probability that were right on documents left out."""
        known = [point[0] for point in self.points]
        return float(np.interp(probability, known, [point[1] for point in self.points]))


@dataclass(frozen=True, slots=True)
class Usual:
    """How high the words of a document usually read, and how far documents stray from it; see `style.py`.

    One number for each signal that can be lifted, or one for them all. Nothing is lifted where nothing is usual.
    """

    start: tuple[float, ...] = (-9.0,)
    met: tuple[float, ...] = (0.0,)  # what the share of requirements that rules find met adds
    missing: tuple[float, ...] = (0.0,)
    spread: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, slots=True)
class Family:
    """The tables of the packs that belong together because one follows the other."""

    evidence: Mapping[str, Bag]  # by field of a sentence
    reader: Bag
    matters: tuple[str, ...]
    judges: bool = True  # labels of enough folders taught it to weigh verdicts; else only evidence is ordered


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learned. `matters` gives each requirement its matter: itself, or the one it follows."""

    families: Mapping[str, Family]  # by name
    matters: Mapping[str, str]  # requirement -> matter
    sentence: Scale
    verdict: Scale
    certainty: Certainty
    usual: Usual = field(default_factory=Usual)
    rules: Mapping[str, str] = field(default_factory=dict)  # pack -> digest of its rules when they were trained
    training: str = ""  # digest of the training data
