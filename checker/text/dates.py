"""Reading printed English dates: single days, ranges of days or months, and reporting years.

Everything returned is ISO 8601. A date that does not exist ("31 June") is not a date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?"
_ENDED = r"\band\s+(?:ended|ends)\s+on\b"  # "the year that began on 1 April 2024 and ended on 31 March 2025"
_TO = rf"\s*(?:\bto\b|\buntil\b|{_ENDED}|\band\b|[-–—−‒])\s*{_WEEKDAY}"
_YEAR = r"((?:19|20)\d{2})"
_WRITTEN = rf"{_DAY}\s*(?:of\s+)?({MONTH})\.?,?\s*{_YEAR}\b"
_FIGURES = r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d{2})\b"

_DATE = re.compile(rf"(?:{_WRITTEN})|(?:{_FIGURES})", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_DAY}(?:\s*(?:of\s+)?({MONTH})\.?,?)?(?:\s*{_YEAR})?{_TO}{_WRITTEN}",
    re.IGNORECASE,
)
# Days joined by "to", "and" or commas, the last with month and year: "5 to 9 and 19 to 23 March 2018".
_ONE_OF_MANY = rf"{_DAY}(?:\s*(?:of\s+)?({MONTH})\.?,?)?(?:\s*{_YEAR})?\b"
_LINK = rf"\s*(?:,?\s*(?:\bto\b|\buntil\b|\band\b|&|[-–—−‒,]))\s*{_WEEKDAY}"
_GROUP = re.compile(r"\((?!\?)")  # a capturing group's bracket, of no use where days repeat
_CHAIN = re.compile(
    rf"(?:{_GROUP.sub('(?:', _ONE_OF_MANY)}{_LINK}){{0,7}}{_GROUP.sub('(?:', _WRITTEN)}",
    re.IGNORECASE,
)
_DAY_OF_CHAIN = re.compile(_ONE_OF_MANY, re.IGNORECASE)
_FIGURES_RANGE = re.compile(rf"{_FIGURES}{_TO}{_FIGURES}")
_MONTH_RANGE = re.compile(rf"\b({MONTH})\s*(?:{_YEAR})?{_TO}({MONTH})\s+{_YEAR}\b", re.IGNORECASE)
_YEAR_ENDING = re.compile(rf"\byear\s+(?:ending|ended|to|up\s+to)\s+(?:on\s+)?{_WEEKDAY}{_WRITTEN}", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<![\d/.-])(20\d{2})\s*(?:[-/–—−‒]|\bto\b)\s*((?:20)?\d{2})(?![\d/.]|-\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """Two ISO days, first and last, and the words that say so: `text[at:end]`."""

    first: str
    last: str
    at: int
    end: int

    @property
    def days(self) -> int:
        """How many days the span covers, both ends counted."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def first_date(text: str, start: int = 0, end: int | None = None) -> Span | None:
    """The first single date in the text ("7 July 2014", "10/08/2015"); its first and last day agree."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        written = match[1] is not None
        day = _written(match[1], match[2], match[3]) if written else _figures(match[4], match[5], match[6])
        if day is not None:
            return Span(day, day, match.start(), match.end())
    return None


def day_ranges(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every "4 to 8 December 2023", "27 February 2018 - 22 March 2018", "1/06/2015 – 25/06/2015"."""
    stop = len(text) if end is None else end
    for match in _RANGE.finditer(text, start, stop):
        day, month, year, last_day, last_month, last_year = match.groups()
        last = _written(last_day, last_month, last_year)
        first = _written(day, month or last_month, year or last_year)
        if first is not None and last is not None and not year and first > last:
            first = _written(day, month or last_month, str(int(last_year) - 1))  # "28 November to 12 January 2024"
        if first is not None and last is not None and first <= last:
            yield Span(first, last, match.start(), match.end())
    for match in _FIGURES_RANGE.finditer(text, start, stop):
        first, last = _figures(*match.group(1, 2, 3)), _figures(*match.group(4, 5, 6))
        if first is not None and last is not None and first <= last:
            yield Span(first, last, match.start(), match.end())


def visits(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every run of linked days, first to last: "5 to 9 and 19 to 23 March 2018", "7 and 8 May 2019", "3 June 2020".

    A day without month or year takes them from the day that follows it.
    """
    stop = len(text) if end is None else end
    for chain in _CHAIN.finditer(text, start, stop):
        days: list[str] = []
        month = year = ""
        for match in reversed(list(_DAY_OF_CHAIN.finditer(chain.group()))):
            month, year = match[2] or month, match[3] or year
            day = _written(match[1], month, year)
            if day is not None and days and day > days[-1] and not match[3]:
                year = str(int(year) - 1)  # "28 November to 12 January 2024"
                day = _written(match[1], month, year)
            if day is not None:
                days.append(day)
        if days:
            yield Span(min(days), max(days), chain.start(), chain.end())
    yield from (span for span in day_ranges(text, start, stop) if "/" in text[span.at : span.end])


def month_ranges(text: str) -> Iterator[Span]:
    """Every "October 2020 - March 2021", "April to September 2021": first day to last."""
    for match in _MONTH_RANGE.finditer(text):
        month, year, last_month, last_year = match.groups()
        first = _written("1", month, year or last_year)
        number = month_number(last_month)
        last = _written(str(monthrange(int(last_year), number)[1]), last_month, last_year)
        if first is not None and last is not None and first <= last:
            yield Span(first, last, match.start(), match.end())


def years_ending(text: str) -> Iterator[Span]:
    """Every "year ending 31 March 2021": the twelve months up to that day."""
    for match in _YEAR_ENDING.finditer(text):
        last = _written(match[1], match[2], match[3])
        if last is None:
            continue
        day = date.fromisoformat(last)
        before = (
            day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)
        )
        yield Span(date.fromordinal(before.toordinal() + 1).isoformat(), last, match.start(), match.end())


def financial_years(text: str) -> Iterator[Span]:
    """Every "2019/20", "2019-2020", "2019 to 2020": taken as 1 April to 31 March."""
    for match in _TWO_YEARS.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if last == first + 1:
            yield Span(f"{first}-04-01", f"{last}-03-31", match.start(), match.end())


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(number for number, month in enumerate(_MONTHS, 1) if month == name.lower()[:3])


def _written(day: str, month: str, year: str) -> str | None:
    return _iso(int(year), month_number(month), int(day))


def _figures(day: str, month: str, year: str) -> str | None:
    return _iso(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
