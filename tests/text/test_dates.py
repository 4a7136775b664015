"""Printed dates, in the forms that reports use."""

from __future__ import annotations

import pytest

from checker.text.dates import day_ranges, financial_years, first_date, visits


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("18 November – 10 December 2014", "2014-11-18", "2014-12-10"),
        ("from 4 to 8 December 2023", "2023-12-04", "2023-12-08"),
        ("27 February 2018 to 22 March 2018", "2018-02-27", "2018-03-22"),
        ("1/06/2015 – 25/06/2015", "2015-06-01", "2015-06-25"),
        ("7 and 8 May 2019", "2019-05-07", "2019-05-08"),
        ("5 to 9 and 19 to 23 March 2018", "2018-03-05", "2018-03-23"),
        ("28 November 2022 to 2 December 2022 and 9 to 13 January 2023", "2022-11-28", "2023-01-13"),
        ("27 November to 12 January 2024", "2023-11-27", "2024-01-12"),
        ("Monday 4th to Friday 8th December 2023", "2023-12-04", "2023-12-08"),
        ("12 December 2017", "2017-12-12", "2017-12-12"),
    ],
)
def test_visits(text: str, first: str, last: str) -> None:
    found = list(visits(text))
    assert [(span.first, span.last) for span in found] == [(first, last)]


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert first_date("31 June 2019") is None


def test_years_apart_are_no_reporting_year() -> None:
    assert not list(financial_years("the plan for 2019-2022 and case 2019/4"))


def test_a_year_that_began_and_ended_is_a_range() -> None:
    found = list(day_ranges("The report covers the year that began on 1 April 2024 and ended on 31 March 2025."))
    assert [(span.first, span.last) for span in found] == [("2024-04-01", "2025-03-31")]
