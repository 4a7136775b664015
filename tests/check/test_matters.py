"""Which requirements learn together from readers' labels."""

from __future__ import annotations

import pytest

from checker.check.one import Checker
from checker.check.training import Packs


@pytest.fixture(scope="module")
def packs() -> Packs:
    return Packs.of(Checker.load(weighed=False))


def test_a_requirement_learns_with_the_one_it_follows(packs: Packs) -> None:
    assert packs.matters["WT23-ARR-FUNDING"] == packs.matters["WT18-ARR-FUNDING"] == "WT18-ARR-FUNDING"


def test_one_that_stands_apart_learns_alone(packs: Packs) -> None:
    assert packs.rules["WT23-REP-PERIOD"][0].apart
    assert packs.matters["WT23-REP-PERIOD"] == "WT23-REP-PERIOD"
    assert packs.family("WT23-REP-PERIOD") == packs.family("WT18-REP-PERIOD")


def test_two_that_share_a_duty_out_learn_alone(packs: Packs) -> None:
    assert {packs.matters[name] for name in ("WT23-ARR-LEADS", "WT23-ARR-DELEGATES")} == {
        "WT23-ARR-LEADS",
        "WT23-ARR-DELEGATES",
    }
