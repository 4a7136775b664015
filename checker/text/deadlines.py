"""By when something is to be done: phrases such as "by 31 July 2024", "by autumn 2020", "within six months".

Owns what counts as such a phrase and its last day. "By the end of March 2023" ends on 31 March 2023; a
quarter of 2023/24 is one of the year from April. Seasons, and times counted from an unnamed day, stay words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from checker.text.dates import MONTH, financial_years, first_date, month_number

_PART = (
    r"(?:(?:the\s+)?(?:very\s+)?(?:end|close|beginning|start|middle)\s+of\s+|(?:early|late|mid)(?:\s+in)?[\s-]+)?"
    r"(?:the\s+)?"
)
_YEARS = r"(?:20\d{2}\s*[-/–—]\s*(?:20)?\d{2})(?!\d)"
_MONTH_YEAR = rf"{MONTH}\.?,?\s+20\d{{2}}\b"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"{MONTH}(?:,?\s+20\d{{2}}\b)?"
)
_SEASON = r"(?:spring|summer|autumn|winter)(?:\s+term)?(?:\s+(?:of\s+)?20\d{2}(?:\s*/\s*\d{2})?)?\b"
_QUARTER = (
    rf"(?:Q[1-4]|Quarter\s+(?:[1-4]|one|two|three|four)|(?:first|second|third|fourth|last|final)\s+quarter)"
    rf"(?:,?\s+(?:of\s+)?(?:the\s+)?(?:{_YEARS}|20\d{{2}}))?"
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|a|an)"
_WHEN = (
    rf"(?:{_DAY}|\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d{{2}}|{_MONTH_YEAR}|{_QUARTER}|{_SEASON}|{_YEARS}|20\d{{2}}\b"
    rf"|{MONTH}(?![a-z])(?!\s+\d)|(?:this|next)\s+(?:financial\s+|academic\s+|calendar\s+)?year|(?:Christmas|Easter)(?:\s+20\d{{2}}\b)?"
    r"|(?:financial|academic|calendar|school)\s+year|(?:the\s+)?year\b)"
)
_WITHIN = (
    r"(?:within\s+(?:the\s+)?(?:next|first|coming|following)?|in\s+the\s+(?:next|first|coming|following))"
    rf"\s*{_NUMBER}\s+(?:calendar\s+)?(?:weeks?|months?|years?)"
)
_WITHIN += rf"\b(?:\s+of\s+(?:{_YEARS}|20\d{{2}})|(?!\s+(?:of|after|from)\b))"  # "of receiving a referral" is a routine
_FIRST = r"(?:with)?in\s+(?:its|the|our|their)\s+first\s+(?:year|six\s+months|twelve\s+months)"
_LEAD = r"(?:by|before|no\s+later\s+than|not\s+later\s+than|due|until|from|during|in|on|for|at|with\s+effect\s+from)"
_PHRASE = re.compile(
    rf"\b(?:(?P<lead>{_LEAD})\s+(?P<when>{_PART}{_WHEN})|(?P<within>{_WITHIN}|{_FIRST}))", re.IGNORECASE
)
_BARE = re.compile(rf"{_PART}{_WHEN}|{_WITHIN}", re.IGNORECASE)
_MONTH_OF = re.compile(rf"({MONTH})\.?,?\s+(20\d{{2}})\b", re.IGNORECASE)
_QUARTER_OF = re.compile(
    r"\b(?:Q|quarter\s+)?(1|2|3|4|one|two|three|four|first|second|third|fourth|last|final)\b", re.IGNORECASE
)
_WHICH = {
    "one": 1,
    "first": 1,
    "two": 2,
    "second": 2,
    "three": 3,
    "third": 3,
    "four": 4,
    "fourth": 4,
    "last": 4,
    "final": 4,
}
_YEAR = re.compile(r"\b(20\d{2})\b")
_STARTS = re.compile(r"\b(?:start|beginning|early|mid|middle)\b", re.IGNORECASE)
_LOOSE = frozenset({"in", "on", "for", "from", "at", "during"})
_CLOSING = frozenset({"by", "before", "no", "not", "due"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words `text[start:end]` without their preposition at `lead`, and the last day, ISO, if known.

    `firm` tells a "by ..." or "within ..." from an "in ...", which may be no more than a date.
    """

    words: str
    day: str | None
    lead: int
    end: int
    firm: bool


def deadlines(text: str, start: int = 0, end: int | None = None) -> Iterator[Deadline]:
    """Every phrase that says by when, in order."""
    for match in _PHRASE.finditer(text, start, len(text) if end is None else end):
        words = " ".join((match["when"] or match["within"]).split())
        firm = match["within"] is not None or match["lead"].split()[0].lower() in _CLOSING
        loose = match["lead"] is not None and match["lead"].lower() in _LOOSE
        if loose and not _YEAR.search(words) and not re.match(r"(?:this|next)\b", words, re.IGNORECASE):
            continue  # "in March" or "in the autumn" alone is as often past or every year
        yield Deadline(words, last_day(words), match.start(), match.end(), firm)


def deadline_of_cell(text: str) -> str | None:
    """The words of a cell that say by when ("31 July 2024", "End of Q2", "Sept 2021"), or None if none do."""
    return " ".join(text.split()) if _BARE.search(text) else None


def last_day(words: str) -> str | None:
    """The last day that the words allow, ISO; None where they name no year, or only a season or a length of time."""
    single = first_date(words)
    if single is not None:
        return single.last
    if re.search(r"\bmonths|weeks|first\s+year\b", words, re.IGNORECASE):
        return None  # counted from a day that is not named
    if re.search(r"\b(?:spring|summer|autumn|winter|christmas|easter)\b", words, re.IGNORECASE):
        return None
    month = _MONTH_OF.search(words)
    if month is not None:
        year, number = int(month[2]), month_number(month[1])
        return f"{year}-{number:02d}-{monthrange(year, number)[1]:02d}"
    financial = next(financial_years(words), None)
    if re.search(r"\bQ[1-4]\b|\bquarter\b", words, re.IGNORECASE):
        return _quarter(words, financial.first[:4] if financial else None)
    if _STARTS.search(words):
        return None
    if financial is not None:
        return financial.last
    year_only = _YEAR.search(words)
    return f"{year_only[1]}-12-31" if year_only and not re.search(rf"\b{MONTH}\b", words, re.IGNORECASE) else None


def _quarter(words: str, first_year: str | None) -> str | None:
    """The last day of a quarter of a year from April; a quarter of a single year may be of either kind."""
    which = _QUARTER_OF.search(words)
    if which is None or first_year is None:
        return None
    number = int(which[1]) if which[1].isdigit() else _WHICH[which[1].lower()]
    year = int(first_year)
    return (f"{year}-06-30", f"{year}-09-30", f"{year}-12-31", f"{year + 1}-03-31")[number - 1]
