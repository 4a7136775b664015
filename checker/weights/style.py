"""How a document's words usually read, given what its rules find in it; and what to add where they read far worse.

A document of another style than those that readers labelled uses few of their words: the readers'
margins of all its requirements come out low, however much the rules find. What is beyond the usual
is the style's doing, not the content's, and is given back to every requirement alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.weights.model import Numbers, Usual
from checker.weights.signals import OF_REQUIREMENT

LIFTED = tuple(
    OF_REQUIREMENT.index(name)
    for name in (
        "reader: met",
        "reader of the matter: met",
        "reader of the best two: met",
        "reader of the matter, best two: met",
    )
)
FEWEST = 10  # requirements from which a document's style can be told
_FOUND = tuple(OF_REQUIREMENT.index(name) for name in ("rule: met", "rule: missing"))
_SLACK = 1.0  # of the usual spread: what documents differ by anyway


def lift_of(usual: Usual, signals: Numbers) -> Numbers:
    """What to add to each lifted signal of one document, given its requirements' signals (a row each)."""
    found = signals[:, _FOUND].mean(axis=0)
    wanted = np.array(usual.start) + found[0] * np.array(usual.met) + found[1] * np.array(usual.missing)
    short = wanted - signals[:, LIFTED].mean(axis=0) - _SLACK * np.array(usual.spread)
    return np.asarray(np.maximum(short, 0), np.float32)


def usual_of(documents: Sequence[Numbers]) -> Usual:
    """What is usual among documents, each given by its requirements' signals; nothing is, of fewer than three."""
    if len(documents) <= len(_FOUND):
        return Usual()
    found = np.array([[1, *signals[:, _FOUND].mean(axis=0)] for signals in documents], np.float64)
    reached = np.array([signals[:, LIFTED].mean(axis=0) for signals in documents], np.float64)
    fitted = np.linalg.lstsq(found, reached, rcond=None)[0]
    spread = (reached - found @ fitted).std(axis=0)
    start, met, missing, strayed = (tuple(round(float(each), 3) for each in row) for row in (*fitted, spread))
    return Usual(start, met, missing, strayed)


def lifted(signals: Numbers, lift: Numbers) -> Numbers:
    """A requirement's signals with what is given back to it."""
    out = signals.copy()
    out[..., list(LIFTED)] += lift
    return out
