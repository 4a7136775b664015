"""Reasons as sentences: the verb that suits, nothing said twice, the plainest ground first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from checker.assessment.judge import LimbState, Trail
from checker.assessment.reasons import reason_shown
from checker.results.model import Verdict

NAMES = {
    "who": "who produces data, how often and for whom",
    "also": "who produces or analyses data, how often or for whom",
    "pays": "that the partners pay",
    "sums": "amounts or shares",
    "talk": "training",
    "none": "that there was none",
}
DOCUMENT: Any = SimpleNamespace(page_at=lambda at: None, pages_without_text=(), pictures=(), may_hold=(), sentences=[])


def reason(
    verdict: Verdict,
    solid: tuple[str, ...] = (),
    thin: tuple[str, ...] = (),
    weak: str = "",
    *,
    met: tuple[tuple[str, ...], ...] = (("who",),),
    mentioned: tuple[tuple[str, ...], ...] = (),
    speaks: int = 1,
    concrete: bool = True,
) -> str:
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=met,
        mentioned=mentioned,
        looked_for="data and who reads them",
    )
    limbs = {key: LimbState(int(key in solid), int(key in thin)) for key in NAMES}
    kinds: Any = {weak: 1} if weak else {}
    trail = Trail(0, 0, 0, speaks, limbs, kinds, verdict)
    return reason_shown(rule, trail, trail, DOCUMENT, ["June"] if concrete else [])


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (reason(Verdict.MET, ("who", "also")), "The document says who produces data, how often and for whom."),
        (
            reason(Verdict.MET, ("who", "also"), met=(("who", "also"),)),
            "The document says who produces data, how often and for whom.",
        ),
        (reason(Verdict.MET, ("sums",), met=(("sums",),)), "The document gives amounts or shares."),
        (reason(Verdict.MET, ("talk",), met=(), mentioned=(("talk",),)), "The document speaks of training."),
        (
            reason(Verdict.MET, ("who", "none"), met=(("who", "none"),)),
            "The document says who produces data, how often and for whom, or that there was none.",
        ),
        (
            reason(Verdict.WEAK, thin=("pays",), weak="aspiration", met=(("pays",),)),
            "The document says that the partners pay, but only as an aim or a value.",
        ),
        (
            reason(Verdict.WEAK, thin=("who",), weak="duty"),
            "The document touches on who produces data, how often and for whom, "
            "but only as what the guidance or the law asks.",
        ),
        (
            reason(Verdict.WEAK, ("pays",), weak="deferral", met=(("pays",), ("sums",)), speaks=3),
            "The document says that the partners pay, but does not give amounts or shares.",
        ),
        (reason(Verdict.WEAK, weak="aspiration"), "The document speaks to this only as an aim or a value."),
        (
            reason(Verdict.WEAK, weak="deferral", met=(), speaks=3),
            "The document speaks to this in general, and in part only as something still to come.",
        ),
        (
            reason(Verdict.WEAK, met=(), concrete=False),
            "The document speaks to this only in general, with nothing that could later be checked.",
        ),
    ],
)
def test_reasons_read_as_sentences(told: str, wanted: str) -> None:
    assert told == wanted


def test_a_met_that_the_rule_does_not_find_says_so() -> None:
    for told in (reason(Verdict.MET), reason(Verdict.MET, ("talk",))):
        assert "none of the phrases that the rule asks for" in told
        assert told.endswith("Looked for data and who reads them.")
