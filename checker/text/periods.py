"""Reporting periods in words: "the eighteen months to March 2021", "calendar year 2022", "academic year 2022/23"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from checker.text.dates import MONTH, Span, first_date, month_number
from checker.text.late import late

_COUNTS = {
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty-four": 24,
}
_NUMBER = r"(?P<count>six|nine|twelve|fifteen|eighteen|twenty-four|6|9|12|15|18|24)"
_DAY_OR_MONTH = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})\.?,?\s+(?P<year>20\d\d)\b"
_TO = late(
    rf"\b(?:{_NUMBER}[\s-]+months?(?:\s+period)?|(?P<one>year|period of a year))\s+"
    rf"(?:to|up\s+to|ending|ended|until)\s+(?:on\s+|in\s+)?(?:the\s+)?(?:end\s+of\s+)?{_DAY_OR_MONTH}",
    re.IGNORECASE,
)
_FROM = late(
    rf"\b(?:{_NUMBER}[\s-]+months?(?:\s+period)?|(?P<one>year))\s+(?:from|since|beginning|starting)\s+"
    rf"(?:on\s+|in\s+)?{_DAY_OR_MONTH}(?!\s*(?:to|until|-|–))",
    re.IGNORECASE,
)
_CALENDAR = late(r"\bcalendar\s+year\s+(?:of\s+)?(?P<year>20\d\d)\b", re.IGNORECASE)
_ACADEMIC = late(r"\b(?:academic|school)\s+year\s+(?P<year>20\d\d)\s*[-/–]\s*(?:20)?\d\d\b", re.IGNORECASE)


def spelt_periods(text: str) -> Iterator[Span]:
    """Every period that words give by its length and one end, by calendar year or by school year, in no order."""
    for match in _TO.finditer(text):
        last = _end(match)
        if last is not None:
            first = _months_before(last, _count(match))
            yield Span(first.isoformat(), last.isoformat(), match.start(), match.end())
    for match in _FROM.finditer(text):
        begin = _start(match)
        if begin is not None:
            day_after = _months_after(begin, _count(match))
            yield Span(begin.isoformat(), (day_after - timedelta(days=1)).isoformat(), match.start(), match.end())
    for match in _CALENDAR.finditer(text):
        yield Span(f"{match['year']}-01-01", f"{match['year']}-12-31", match.start(), match.end())
    for match in _ACADEMIC.finditer(text):
        first_year = int(match["year"])
        yield Span(f"{first_year}-09-01", f"{first_year + 1}-08-31", match.start(), match.end())


def _count(match: re.Match[str]) -> int:
    if match["one"]:
        return 12
    words = match["count"].lower()
    return _COUNTS.get(words) or int(words)


def _end(match: re.Match[str]) -> date | None:
    if match["day"]:
        return _day(match)
    year, month = int(match["year"]), month_number(match["month"])
    return date(year, month, monthrange(year, month)[1])


def _start(match: re.Match[str]) -> date | None:
    return _day(match) if match["day"] else date(int(match["year"]), month_number(match["month"]), 1)


def _day(match: re.Match[str]) -> date | None:
    found = first_date(f"{match['day']}{match['month']} {match['year']}")
    return date.fromisoformat(found.first) if found else None


def _months_before(last: date, count: int) -> date:
    """The first day of the months that end with a day: eighteen months to 31 March begin on 1 October."""
    after = last + timedelta(days=1)
    return _months_after(after, -count)


def _months_after(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
