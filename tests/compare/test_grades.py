"""Grades from one inspection of an area to the next."""

from __future__ import annotations

from checker.compare.grades import grades_through_time
from checker.results.model import Judgements


def test_a_grade_that_rose_and_one_that_only_one_inspection_made() -> None:
    earlier = Judgements(overall="Requires improvement", adoption="Good")
    later = Judgements(overall="Good", leadership="Good")
    told = list(grades_through_time([("2016-03-01", earlier), ("2020-02-07", later)]))
    assert "Overall effectiveness: Requires improvement (2016), then Good (2020): better." in told
    assert "Adoption: Good (2016); no other inspection in this collection judges it." in told
    assert "Leadership: Good (2020); no other inspection in this collection judges it." in told


def test_a_single_inspection_has_nothing_to_be_compared_with() -> None:
    assert list(grades_through_time([("2016-03-01", Judgements(overall="Good"))])) == []
