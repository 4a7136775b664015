"""About when a document was written, for one that prints no date: by the times that its opening pages name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from checker.documents.model import Document
from checker.text.dates import MONTH, first_date, month_number

_LATER = re.compile(
    r"\b(?:by|before|until|till|to|for|end\s+of|next|due)\W+(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?$",
    re.IGNORECASE,
)  # a time to come
_BEFORE = 40  # characters in which the words before a month are sought
_OPENING = 5000  # characters: the first pages
_MONTH_YEAR = re.compile(rf"\b({MONTH})\.?,?\s+(20\d{{2}})\b")
_PRINTED = re.compile(  # at the head of a line: a guide "published in March 2016" is something else
    r"(?:\A|\n)\W*(?:this (?:version|edition|document) (?:was |is )?)?"
    r"(?:published|publication|dated?|version|edition|issued|updated|revised|adopted|agreed|settled|set down|laid down"
    r"|drawn up|written)\W+(?:in\s+|on\s+|of\s+|date\W+)?$",
    re.IGNORECASE,
)
_HOLDS_FROM = re.compile(
    r"\b(?:from|effect|effective|start(?:s|ed|ing)?|commence[sd]?|begin(?:s|ning)?)(?:\s+(?:on|from|the))*\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:of\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|from|since|during|for)\s+(?:the\s+(?:year|summer|autumn|spring)\s+(?:of\s+)?)?(20\d{2})\b(?!\s*[-/–])"
)


_YEAR_IN_TITLE = re.compile(
    r"^[^\n.]{0,100}\b(?:report|account|review|arrangements|plan|edition|handbook|statement)\b[^\n.\d]{0,60}?[ ,(]"
    r"(?P<year>20\d{2})\)?[ *_]*$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = 300  # characters in which a line may be the title


# What a document says of itself at its foot, or of the meeting that it was written for.
_MADE = re.compile(
    rf"\bthis (?:booklet|document|handbook|leaflet|page|paper|plan|version|edition) (?:was|is) "
    rf"(?:made|written|printed|published|agreed|prepared)\b[^.\n]{{0,20}}?\b({MONTH})\s+(20\d{{2}})\b",
    re.IGNORECASE,
)
_AT_A_MEETING = re.compile(
    r"^[^\n.]{0,70}?\b(?:(?:mon|tues|wednes|thurs|fri)day|(?:date of )?meeting(?: date)?|committee|cabinet)\b"
    rf"[^\n.\d]{{0,12}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\s+(?P<year>20\d{{2}})\b",
    re.IGNORECASE | re.MULTILINE,
)
# A line near the title on who agreed to it: "Approved by the Executive, 9 May 2019".
_APPROVED = re.compile(
    rf"^[ #*|(]*(?:approved|agreed|adopted|signed off|sealed)\b[^\n.\d]{{0,60}}?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+"
    rf"(?P<month>{MONTH})\s+(?P<year>20\d{{2}})\b",
    re.IGNORECASE | re.MULTILINE,
)
_UNDER_TITLE = 500  # characters in which such a line stands
# The printer's line at the end: "Printed by the Harbour Office. November 2021."
_IMPRINT = re.compile(
    rf"\b(?:printed|published|issued)\b[^\n]{{0,100}}?\b(?P<month>{MONTH})\s+(?P<year>20\d{{2}})\b", re.IGNORECASE
)
_LAST_LINES = 400  # characters in which it stands
_NAMES = "it names {0}, and no day that is surely its own was recognised"


@dataclass(frozen=True, slots=True)
class _About:
    """When a document was written, as an ISO day, a month's ("2019-09") or a year's, and what says so."""

    when: str
    how: str


def about_when(document: Document) -> str | None:
    """An ISO day near which a document was written, or None if its opening names no time.

    The day of the meeting that it was put to or on which it was agreed and the month in which it says that it was made
    come first, then a month of publication, then a month from which something is to hold ("from 1 September 2019"),
    then the latest month named, then the one in which it says at its foot that it was printed, then the latest year,
    then a single year in the title.
    """
    about = _about(document)
    return f"{about.when}-01-01"[:10] if about else None


def about_in_words(document: Document) -> str:
    """The month or the year near which a document was written, no closer than its opening tells; "" if it does not."""
    about = _about(document)
    return _in_words(about.when)[0] if about else ""


def about_and_why(document: Document) -> str:
    """What tells when a document was written, as a clause: "it names September 2019, and ..."; "" if nothing does."""
    about = _about(document)
    return about.how.format(*_in_words(about.when)) if about else ""


def _in_words(when: str) -> tuple[str, str]:
    """The month and year, or the year alone, and the whole day where it is known."""
    if len(when) == len("2019"):
        return when, when
    at = date.fromisoformat(f"{when}-01"[:10])
    return f"{at:%B %Y}", f"{at.day} {at:%B %Y}"


def _about(document: Document) -> _About | None:
    opening = document.text[:_OPENING]
    if own := _of_a_day(opening):
        return own
    if made := _MADE.search(document.text):
        return _About(f"{made[2]}-{month_number(made[1]):02d}", "it says that it was made in {0}")
    starts: list[str] = []
    others: list[str] = []
    for match in _MONTH_YEAR.finditer(opening):
        before = max(0, match.start() - _BEFORE)
        month = f"{match[2]}-{month_number(match[1]):02d}"
        if printed := _PRINTED.search(opening, before, match.start()):
            published = "publi" in printed.group().lower()
            return _About(month, "it says that it was published in {0}" if published else _NAMES)
        if _LATER.search(opening, before, match.start()):
            continue
        (starts if _HOLDS_FROM.search(opening, before, match.start()) else others).append(month)
    if starts or others:
        return _About(max(starts or others), _NAMES)
    if foot := _IMPRINT.search(document.text, max(0, len(document.text) - _LAST_LINES)):
        return _About(f"{foot['year']}-{month_number(foot['month']):02d}", "it says at its end that it is of {0}")
    years = [match[1] for match in _YEAR.finditer(opening)]
    in_title = _YEAR_IN_TITLE.search(opening, 0, min(_TITLE, len(opening)))
    year = max(years) if years else in_title["year"] if in_title else ""
    return _About(year, _NAMES) if year else None


def _of_a_day(opening: str) -> _About | None:
    """The day of the meeting that a document was put to, or on which it was agreed, as its first lines tell."""
    for pattern, end, how in (
        (_AT_A_MEETING, _TITLE, "it was put to a meeting on {1}"),
        (_APPROVED, _UNDER_TITLE, "it was agreed on {1}"),
    ):
        found = pattern.search(opening, 0, min(end, len(opening)))
        if found is not None and (day := first_date(opening, found.start("day"), found.end())) is not None:
            return _About(day.first, how)
    return None
