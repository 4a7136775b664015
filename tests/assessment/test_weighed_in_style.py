"""A document of another style, weighed again in its style; and one in which rules find what words do not bear out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from checker.assessment.weighed import Reading, Weighed, to_look_at, unlike_labelled
from checker.check.one import Checker
from checker.documents.shape.assemble import assemble
from checker.documents.shape.draft import Reading as Text
from checker.results.model import Verdict
from checker.weights.signals import OF_REQUIREMENT
from checker.weights.style import LIFTED


def weighed(verdict: Verdict, *, judges: bool = True) -> Weighed:
    signals = np.zeros(len(OF_REQUIREMENT), np.float32)
    signals[OF_REQUIREMENT.index("rule: met")] = 1
    signals[list(LIFTED)] = -3
    nothing = np.zeros(1, np.float32)
    return Weighed(verdict, 0.6, 0.7, False, judges, nothing, nothing, signals, ())


def reading(checker: Checker) -> Reading:
    assert checker.weights is not None
    return Reading(checker.weights, assemble(Text("text", []), "made-up.txt", ""), report=False)


def test_where_rules_find_everything_and_all_words_read_low_the_words_are_lifted(checker: Checker) -> None:
    pairs = [(Verdict.MET, weighed(Verdict.WEAK))] * 12
    for each in reading(checker).in_its_style(pairs):
        assert each is not None
        assert np.all(each.signals[list(LIFTED)] > -3)


def test_a_handful_of_requirements_tells_no_style(checker: Checker) -> None:
    pairs = [(Verdict.MET, weighed(Verdict.WEAK))] * 5
    assert reading(checker).in_its_style(pairs) == [each for _, each in pairs]


def test_what_is_not_weighed_or_judged_by_its_rule_stays_as_it_is(checker: Checker) -> None:
    left = weighed(Verdict.MET, judges=False)
    pairs = [*[(Verdict.MET, weighed(Verdict.WEAK))] * 12, (Verdict.MET, left), (Verdict.MET, None)]
    assert reading(checker).in_its_style(pairs)[-2:] == [left, None]


def test_what_weights_say_against_the_rule_of_such_a_document_stands_and_is_never_firm() -> None:
    sure = replace(weighed(Verdict.WEAK), firm=True)
    found = to_look_at(sure, Verdict.MET)
    assert found.verdict is Verdict.WEAK
    assert found.unlike and not found.firm
    assert to_look_at(sure, Verdict.WEAK) is sure


def test_a_document_is_unlike_those_labelled_where_weights_take_down_more_than_half() -> None:
    down, up = (Verdict.MET, weighed(Verdict.WEAK)), (Verdict.MET, weighed(Verdict.MET))
    assert unlike_labelled([down] * 7 + [up] * 5)
    assert not unlike_labelled([down] * 6 + [up] * 6)
    assert not unlike_labelled([(Verdict.MISSING, replace(down[1]))] * 12)
