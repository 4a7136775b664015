"""Figures in a text: sums of money, percentages, dates and counts, by one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.text.dates import MONTH
from checker.text.late import late

# Every alternative begins with a pound sign or a number's first figure: places that are found several times as fast
# as by the whole.
_BEGINS = late(r"[£\d](?<![\w.,/£-]\d)")
_QUANTITY = late(
    r"(?P<money>£\s?\d[\d,.]*(?:\s?(?:k|m|bn|million|billion|thousand)\b)?)"
    r"|(?<![\w.,/£-])(?:"
    r"(?P<percentage>\d+(?:\.\d+)?\s?(?:%|per\s?cent\b))"
    rf"|(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+\d{{4}})?"
    r"|(?:19|20)\d\d\s?[/–-]\s?(?:20)?\d\d\b)"
    r"|(?P<year>(?:19|20)\d\d\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+\b|\d+\s(?:out\s)?(?:of|in)\s(?:the\s|every\s)?\d+\b|\d{2,}\b(?![./-]\d|[a-z])))"
)
# A year is a date only behind a month or a word of time: "in 2019", not "the Act 2004".
_DATED = late(rf"\b(?:{MONTH}|in|by|during|since|until|from|before|after|for|early|late|mid|of|to)[\s-]*$")
_NO_COUNT_BEFORE = late(
    r"(?:section|sections|chapter|regulation|regulations|paragraph|part|article|level|tier|stage|page|act|no|s|para"
    r"|together|protection act|annex|appendix|figure|table|version|grade|step|phase|telephone|tel|call)[.\s]*$",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A figure: money, percentage, date or number, and where it stands in the text."""

    kind: str
    start: int
    end: int


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The figures between two offsets. A year counts as a date only where it tells a time, and no number of a
    section, page or telephone counts."""
    stop = start
    for place in _BEGINS.finditer(text, start, end):
        if place.start() < stop or not (match := _QUANTITY.match(text, place.start(), end)):
            continue
        kind = match.lastgroup or ""
        begin, stop = match.span()
        if kind == "year":
            if not _DATED.search(text, max(0, begin - 12), begin):
                continue
            kind = "date"
        elif kind == "number" and _NO_COUNT_BEFORE.search(text, max(0, begin - 24), begin):
            continue
        yield Quantity(kind, begin, stop)
