"""About when a document was written, for one that prints no date: by the times that its opening pages name."""

from __future__ import annotations

import re

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


def about_when(document: Document) -> str | None:
    """An ISO day near which a document was written, or None if its opening names no time.

    A month of publication comes first, then a month from which something is to hold ("from 1 September
    2019"), then the latest month named, then the latest year.
    """
    opening = document.text[:_OPENING]
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
    return f"{max(years)}-01-01" if years else None
