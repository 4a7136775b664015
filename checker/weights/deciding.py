"""From the signals of a requirement to its verdict: what is decided once they are weighed."""

from __future__ import annotations

import numpy as np

from checker.weights.model import Numbers
from checker.weights.signals import OF_REQUIREMENT

VERDICTS = ("met", "weak", "missing")
_SPEAKS = [OF_REQUIREMENT.index(f"reader of the matter{which}: speaks") for which in ("", ", best two")]

# Margins from which words may well speak of a matter: plain words seldom come above 0, and in a short document they are
# few. With these 0.95 of what was firmly missing on folders left out was missing; with -0.15 for both it was 0.94.
_LEANS, _LEANS_OF_FEW = -0.3, -0.5


def overlooks(verdict: str, signals: Numbers, *, few: bool) -> bool:
    """Whether something is said to be missing, though the words of the best sentences lean to its being spoken of.

    `few`: the document has few sentences (`Sentences.few`).
    """
    return verdict == "missing" and bool(signals[_SPEAKS].max() >= (_LEANS_OF_FEW if few else _LEANS))


_PLAINLY_MET = 0.6  # probability below which "met" must rest on something that nothing weakens
_UNWEAKENED, _RULE_WEAK = OF_REQUIREMENT.index("good: number"), OF_REQUIREMENT.index("rule: weak")


def decided(likely: Numbers, signals: Numbers) -> str:
    """The likeliest verdict, given the probabilities of VERDICTS.

    What is hardly likelier met than not is weak, where the rule says so and all that was found is weakened ("still to
    be agreed"): too kind a verdict costs more than too hard a one.
    """
    verdict = VERDICTS[int(likely.argmax())]
    too_kind = verdict == "met" and likely.max() < _PLAINLY_MET and signals[_RULE_WEAK] and not signals[_UNWEAKENED]
    return "weak" if too_kind else verdict


def softmax(sums: Numbers) -> Numbers:
    """Sums as probabilities."""
    raised = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
