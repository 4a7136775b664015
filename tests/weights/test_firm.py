"""When a verdict may be relied on."""

from __future__ import annotations

import numpy as np

from checker.weights.deciding import decided, overlooks
from checker.weights.model import Certainty, Numbers
from checker.weights.signals import OF_REQUIREMENT

CERTAINTY = Certainty(((0.5, 0.6), (1.0, 1.0)), firm_from=0.7, firm_against=0.9, firm_of_few=0.85, firm_of_several=0.95)


def signals(speaks: float, best_two: float = -1.0) -> Numbers:
    found = np.zeros(len(OF_REQUIREMENT), np.float32)
    found[OF_REQUIREMENT.index("reader of the matter: speaks")] = speaks
    found[OF_REQUIREMENT.index("reader of the matter, best two: speaks")] = best_two
    return found


def test_more_is_asked_where_the_rule_says_otherwise() -> None:
    assert CERTAINTY.firm(0.8, agreed=True)
    assert not CERTAINTY.firm(0.8, agreed=False)
    assert CERTAINTY.firm(0.95, agreed=False)


def test_more_is_asked_of_a_short_document() -> None:
    assert not CERTAINTY.firm(0.8, agreed=True, few=True)
    assert CERTAINTY.firm(0.87, agreed=True, few=True)
    assert not CERTAINTY.firm(0.87, agreed=False, few=True)


def test_more_is_asked_of_a_document_that_tells_much_of_other_bodies() -> None:
    assert not CERTAINTY.firm(0.92, agreed=True, of_several=True)
    assert CERTAINTY.firm(0.96, agreed=True, of_several=True)


def test_missing_is_never_firm_where_the_words_lean_to_its_being_spoken_of() -> None:
    assert overlooks("missing", signals(0.2), few=False)
    assert overlooks("missing", signals(-1.0, best_two=0.2), few=False)
    assert not overlooks("missing", signals(-0.4), few=False)
    assert overlooks("missing", signals(-0.4), few=True)
    assert not overlooks("weak", signals(0.2), few=False)
    assert not CERTAINTY.firm(0.99, agreed=True, overlooked=True)


def test_what_is_hardly_likelier_met_than_not_is_weak_where_all_of_it_is_weakened() -> None:
    found = signals(0.2)
    found[OF_REQUIREMENT.index("rule: weak")] = 1
    likely = np.array([0.5, 0.3, 0.2], np.float32)
    assert decided(likely, found) == "weak"
    assert decided(np.array([0.8, 0.1, 0.1], np.float32), found) == "met"
    found[OF_REQUIREMENT.index("good: number")] = 1
    assert decided(likely, found) == "met"
