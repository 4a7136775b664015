"""The period that a yearly report is on: printed with its days or months, in words, or inferred from "2019/20"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from checker.documents.model import Period
from checker.text.dates import (
    MONTH,
    Span,
    day_ranges,
    financial_years,
    month_number,
    month_ranges,
    years_ending,
)
from checker.text.late import late
from checker.text.periods import spelt_periods

_YEARS_IN_TITLE = late(r"(?<![\d/–-])(?P<first>20\d\d)\s*(?:to|[-–/])\s*(?P<last>20\d\d)(?![\d/–-])")
_PERIOD_CUE = late(
    r"\b(?:report(?:ing|s)?|period|covers|covering|covered|year (?:ending|ended)|between|for the year|from"
    r"|(?:year|months) (?:that|which)|what follows|(?:this|our) (?:account|book|letter|story))\b",
    re.IGNORECASE,
)
_MIN_PERIOD_DAYS = 80  # a quarter is the shortest period that a report is written on
_MAX_PERIOD_DAYS = 800
_SHORT_DAYS = 170  # a shorter one is a report's only where words say so: much happens "between May and July"
_OF_A_REPORT = late(r"\b(?:report(?:s|ing)?|period|cover(?:s|ed|ing)?)\b", re.IGNORECASE)


def _day_or_month(name: str) -> str:
    return (
        rf"(?:the )?(?:(?P<{name}_day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?|(?P<{name}_first>first (?:day )?of )"
        rf"|(?:last day|end) of )?(?P<{name}_month>{MONTH})\.?,? (?P<{name}_year>20\d\d)\b"
    )


# Its two ends told with words between them: "the year that started in April 2022 and ended in March 2023".
_TWO_ENDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed|ing)?) (?:(?:with|in|on|at) )?{_day_or_month('a')}"
        rf"[^.\n]{{1,60}}?\b(?:end(?:s|ed|ing)?|finish(?:es|ed|ing)?|clos(?:es|ed|ing)|stop(?:s|ped|ping)?) "
        rf"(?:(?:with|in|on|at) )?{_day_or_month('b')}",
        rf"\bfrom {_day_or_month('a')}(?:, [^.\n]{{3,90}}?,)? (?:up )?(?:to|until|till) (?:and including )?"
        rf"{_day_or_month('b')}",
    )
)
_YEAR_THAT_ENDED = late(
    r"\b(?:(?:twelve|12) months|year) (?:that|which) (?:has |had )?(?:just )?"
    r"(?:ended|finished|closed|ends|ran to|runs to) "
    rf"(?:(?:on|in|with|at) )?{_day_or_month('b')}",
    re.IGNORECASE,
)


def period_of(opening: str, title: str | None, declared: str | None) -> tuple[Period | None, str]:
    """The period that the opening pages of a report print, in days or as a year, and how it was found."""
    zone = "\n".join(filter(None, (title, opening[:400])))
    explicit = printed_period(zone) or printed_period(opening, cued=True)
    inferred = next(chain(financial_years(zone), financial_years(declared or "")), None)
    if explicit is not None and (inferred is None or _overlap(explicit[0], inferred)):
        span, words = explicit
        return Period(span.first, span.last), f'printed as "{words}"'
    if inferred is not None:
        source = zone if zone[inferred.at : inferred.end].startswith(inferred.first[:4]) else (declared or "")
        return Period(inferred.first, inferred.last), (
            f'inferred from "{source[inferred.at : inferred.end]}" as 1 April to 31 March'
        )
    for span in financial_years(opening):
        before = opening[max(0, span.at - 60) : span.at]
        if _PERIOD_CUE.search(before):
            words = opening[span.at : span.end]
            return Period(span.first, span.last), f'inferred from "{words}" as 1 April to 31 March'
    if (match := _YEARS_IN_TITLE.search(title or "")) is not None:
        return Period(
            f"{match['first']}-04-01", f"{match['last']}-03-31"
        ), f'inferred from "{match.group()}" in the title'
    return None, "no period is printed in the opening pages"


def printed_period(text: str, *, cued: bool = False) -> tuple[Span, str] | None:
    """The first printed period of a report's length; `cued`, only where words lead to it."""
    printed = chain(day_ranges(text), month_ranges(text), years_ending(text), spelt_periods(text), two_ends(text))
    spans = sorted(printed, key=lambda span: span.at)
    for span in spans:
        if not _MIN_PERIOD_DAYS <= span.days <= _MAX_PERIOD_DAYS:
            continue
        if cued and not _PERIOD_CUE.search(text, max(0, span.at - 80), span.end):
            continue
        words = " ".join(text[span.at : span.end].split())
        if cued and _of_a_matter(span, words) and not _OF_A_REPORT.search(text, max(0, span.at - 80), span.end):
            continue
        return span, words
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _of_a_matter(span: Span, words: str) -> bool:
    """Whether a printed span may be that of anything done: "between May and July 2021", or a short one."""
    return span.days < _SHORT_DAYS or (" and " in words and not words[0].islower())


def two_ends(text: str) -> Iterator[Span]:
    """Every period of which both ends are told in words of their own, first day to last."""
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _TWO_ENDS):
        yield Span(_iso(match, "a", last=False), _iso(match, "b", last=True), match.start(), match.end())
    for match in _YEAR_THAT_ENDED.finditer(text):
        yield Span(_year_to(match), _iso(match, "b", last=True), match.start(), match.end())


def _year_to(match: re.Match[str]) -> str:
    """The first day of the year that ends with the last day told."""
    last = date.fromisoformat(_iso(match, "b", last=True))
    after = last + timedelta(days=1)
    return after.replace(year=after.year - 1, day=min(after.day, 28) if after.month == 2 else after.day).isoformat()


def _iso(match: re.Match[str], end: str, *, last: bool) -> str:
    """The ISO day of one end; of a month alone its first day, or its last."""
    year, month = int(match[f"{end}_year"]), month_number(match[f"{end}_month"])
    longest = monthrange(year, month)[1]
    printed = match[f"{end}_day"]
    day = min(int(printed), longest) if printed else 1 if match[f"{end}_first"] or not last else longest
    return f"{year}-{month:02d}-{max(day, 1):02d}"
