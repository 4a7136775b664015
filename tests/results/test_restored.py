"""A check made again from its JSON is the very check, so that stored results give every kind of report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.check.files import read_and_check
from checker.check.one import Checker
from checker.errors import ResultsError
from checker.results.published import to_object
from checker.results.restored import restored

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "documents"


@pytest.mark.parametrize(
    "name", ["wexcombe-arrangements-2019.pdf", "pellbrook-inspection-2017.pdf", "stannerford-report-2020.md"]
)
def test_the_way_to_json_and_back_loses_nothing(checker: Checker, name: str) -> None:
    check = read_and_check(SAMPLES / name, checker).check
    value = json.loads(json.dumps(to_object(check)))
    assert restored(value) == check
    assert json.loads(json.dumps(to_object(restored(value)))) == value


def test_fields_of_a_newer_version_are_passed_over_and_absent_ones_take_their_defaults(checker: Checker) -> None:
    check = read_and_check(SAMPLES / "stannerford-report-2020.md", checker).check
    value = json.loads(json.dumps(to_object(check)))
    value["of a later version"] = {"x": 1}
    value["findings"][0]["also new"] = 7
    value["findings"][0].pop("confidence", None)
    value.pop("commitments", None)
    assert restored(value).findings[0].confidence is None
    assert restored(value).commitments == ()


def test_what_is_no_result_is_refused_in_words() -> None:
    with pytest.raises(ResultsError, match="cannot be read"):
        restored({"document": {}, "findings": 5})
