"""From how sure the weighing is to how often it is right, by verdicts on folders left out. Needs the extra `train`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from checker.weights.fit import Case
from checker.weights.model import Certainty

_FIRM_RIGHT = 0.963  # share of firm verdicts that shall be right, the hardest folders included
_FIRM_AGAINST = 0.93  # probability from which a verdict is firm although the rule says otherwise


def calibrate(cases: Sequence[Case]) -> Certainty:
    """How often a verdict of some probability is right, from documents left out, and from where it is firm."""
    judged = [
        case for case in cases if case.probabilities is not None and not case.lesson.passage and not case.lesson.known
    ]
    sure = np.array([float(case.probabilities.max()) for case in judged if case.probabilities is not None])
    right = np.array([case.verdict == case.label.verdict for case in judged])
    agreed = np.array([case.agreed for case in judged])
    few = np.array([case.lesson.said.few for case in judged])
    several = np.array([case.lesson.said.of_several for case in judged])
    overlooked = np.array([case.overlooked for case in judged])
    rising = IsotonicRegression(out_of_bounds="clip").fit(sure, right)
    points = tuple(
        (round(float(at), 3), round(float(rising.predict([at])[0]), 3))
        for at in np.quantile(sure, np.linspace(0, 1, 12))
    )

    def firm_from(some: NDArray[np.bool_]) -> float:
        """The least probability from which some verdicts are right as often as firm ones shall be."""
        for start in np.arange(0.5, _FIRM_AGAINST, 0.01):
            firm = some & np.where(agreed, sure >= start, sure >= _FIRM_AGAINST) & ~overlooked
            if firm.any() and right[firm].mean() >= _FIRM_RIGHT:
                return round(float(start), 3)
        return _FIRM_AGAINST

    plain = ~few & ~several
    return Certainty(points, firm_from(plain), _FIRM_AGAINST, firm_from(few), firm_from(several))
