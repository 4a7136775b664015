"""About when a document was written, for one that prints no date: by the times that its opening pages name."""

from __future__ import annotations

import re
from datetime import date

from checker.documents.model import Document
from checker.text.dates import MONTH, month_number

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
    r"^[^\n.]{0,40}?\b(?:(?:mon|tues|wednes|thurs|fri)day|(?:date of )?meeting(?: date)?|committee)\b"
    rf"[^\n.\d]{{0,12}}\d{{1,2}}(?:st|nd|rd|th)?\s+({MONTH})\s+(20\d{{2}})\b",
    re.IGNORECASE | re.MULTILINE,
)


def about_when(document: Document) -> str | None:
    """An ISO day near which a document was written, or None if its opening names no time.

    The day of the meeting that it was put to and the month in which it says that it was made come first, then a month
    of publication, then a month from which something is to hold ("from 1 September
    2019"), then the latest month named, then the latest year, then a single year in the title.
    """
    day = _about(document)
    return f"{day}-01-01"[:10] if day else None


def about_in_words(document: Document) -> str:
    """The month or the year near which a document was written, no closer than its opening tells; "" if it does not."""
    day = _about(document)
    return f"{date.fromisoformat(day):%B %Y}" if len(day) > len("2019") else day


def _about(document: Document) -> str:
    """The first of a month in ISO form, a year alone, or ""."""
    opening = document.text[:_OPENING]
    if own := _AT_A_MEETING.search(opening, 0, min(_TITLE, len(opening))) or _MADE.search(document.text):
        return f"{own[2]}-{month_number(own[1]):02d}-01"
    starts: list[str] = []
    others: list[str] = []
    for match in _MONTH_YEAR.finditer(opening):
        before = max(0, match.start() - _BEFORE)
        if _PRINTED.search(opening, before, match.start()):
            return f"{match[2]}-{month_number(match[1]):02d}-01"
        if _LATER.search(opening, before, match.start()):
            continue
        day = f"{match[2]}-{month_number(match[1]):02d}-01"
        (starts if _HOLDS_FROM.search(opening, before, match.start()) else others).append(day)
    if starts or others:
        return max(starts or others)
    years = [match[1] for match in _YEAR.finditer(opening)]
    in_title = _YEAR_IN_TITLE.search(opening, 0, min(_TITLE, len(opening)))
    return max(years) if years else in_title["year"] if in_title else ""
