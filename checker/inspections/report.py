"""An inspection report's printed facts: its kind, dates, judgements and items for improvement.

Owns what kind of report it is and where its statements disagree; grades and items are read by
`grades` and `improvements`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.documents.model import Document
from checker.inspections.grades import Grade, body_grades, cover_grades
from checker.inspections.improvements import board_part, improvements
from checker.inspections.send import send_items
from checker.profile.read import published_on
from checker.results.model import InspectionReport, Judgements
from checker.text.dates import visits

_OPENING = 3_500  # characters in which a report says what it is and when inspectors came

_TOP = 700  # characters in which a title may stand within a line, where a reader has run lines together

# What kind of report it is, by its title. A report that merely mentions an earlier visit does so
# within its sentences and in lower case.
_KINDS = tuple(
    (kind, re.compile(rf"\b{pattern}", re.IGNORECASE))
    for kind, pattern in (
        ("jtai", r"joint\s+targeted\s+area\s+inspection\b"),
        (
            "send",
            r"(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs)[\w\s,/-]{0,40}?\binspection\b",
        ),
        ("focused-visit", r"focused\s+visit\s+(?:to|of)\b"),
        ("monitoring-visit", r"(?:(?:first|second|third|fourth|fifth|sixth)\s+)?monitoring\s+visit\s+(?:to|of)\b"),
        ("sif", r"(?:re-?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help"),
        (
            "lscb",
            r"(?:(?:re-?)?inspection|review)\s+of\s+the\s+effectiveness\s+of\s+the\s+"
            r"(?:[\w’'-]+\s+){0,5}safeguarding\s+children",
        ),
        (
            "ilacs",
            r"(?:re-?)?inspection\s+of\s+(?:[\w’'&.,-]+\s+){0,12}?(?:local\s+authority\s+)?"
            r"children[’']s\s+(?:social\s+care\s+)?services",
        ),
    )
)
_LETTER_KINDS = {
    "jtai": re.compile(r"findings\s+of\s+the\s+joint\s+targeted\s+area\s+inspection", re.IGNORECASE),
    "focused-visit": re.compile(r"findings\s+of\s+(?:the|a|our)\s+(?:\w+\s+)?focused\s+visit", re.IGNORECASE),
    "monitoring-visit": re.compile(r"findings\s+of\s+(?:the|a|our)\s+(?:\w+\s+)?monitoring\s+visit", re.IGNORECASE),
}
_BOARD = re.compile(r"\bsafeguarding\s+children(?:[’']s)?\s+board|\b[A-Z]{0,4}SCB\b|\bthe\s+board\b", re.IGNORECASE)
_WITHOUT_GRADES = frozenset({"jtai", "focused-visit", "monitoring-visit", "send"})
_OF_OTHER_MATTERS = frozenset({"send"})  # inspections of other services than those that protect children
_DATES = re.compile(
    r"(?:^[ #*|]*(?:inspection|visit|review)\s+dates?\b[\s:|]*|\binspection\s+dates?\s*:\s*(?=\d))"
    r"(?P<rest>[^\n]{4,160}(?:\n[^\n]{0,60})?)",
    re.IGNORECASE | re.MULTILINE,
)
_DEAR = re.compile(r"^\s*Dear\b", re.MULTILINE)
_LED_IN = re.compile(r"\b(?:on|from|between|dates?:?|place:?|of)\W{1,3}(?:the\W)?$", re.IGNORECASE)  # a visit's days
_NAMES = {
    "overall": "overall effectiveness",
    "leadership": "leadership",
    "help_and_protection": "help and protection",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "looked_after": "children looked after",
    "adoption": "adoption",
    "lscb": "the safeguarding children board",
}


def _no_theme(_: str) -> str | None:
    return None


def inspection_report(document: Document, theme_of: Callable[[str], str | None] = _no_theme) -> InspectionReport:
    """The facts that the report prints. `theme_of` names the theme of an item for improvement."""
    kind = report_type(document)
    started, ended = inspection_dates(document, kind)
    if kind in _WITHOUT_GRADES:
        grades: tuple[Judgements, tuple[tuple[str, str], ...], tuple[str, ...]] = (Judgements(), (), ())
    else:
        grades = _judgements(document, kind)
    judgements, printed, disagreements = grades
    return InspectionReport(
        report_type=kind,
        started=started,
        ended=ended,
        published=published_on(document.text, "inspection")[0],
        judgements=judgements,
        printed=printed,
        improvements=send_items(document) if kind == "send" else improvements(document, kind, theme_of),
        disagreements=disagreements,
    )


def report_type(document: Document) -> str:
    """sif, ilacs, lscb, jtai, focused-visit, monitoring-visit, send or other."""
    opening = document.text[:_OPENING]
    found = [
        (match.start(), kind)
        for kind, pattern in _KINDS
        for match in pattern.finditer(opening)
        if _is_title(opening, match.start())
    ]
    if found:
        return min(found)[1]
    for kind, pattern in _LETTER_KINDS.items():
        if pattern.search(opening):
            return kind
    return "other"


def of_other_matters(document: Document) -> bool:
    """Whether the report is on other services (special educational needs), to which no criteria here apply."""
    return report_type(document) in _OF_OTHER_MATTERS


def reviews_board(document: Document) -> bool:
    """Whether the report reviews a safeguarding children board, as a whole or in a part of its own."""
    kind = report_type(document)
    if kind == "send":
        return False
    if kind == "other":
        return _BOARD.search(document.text) is not None
    return kind == "lscb" or board_part(document) is not None


def _is_title(opening: str, start: int) -> bool:
    """Whether words stand at the start of a line, or with a capital at the very top."""
    line = opening[opening.rfind("\n", 0, start) + 1 : start].strip(" #*|").lower()
    return line in {"", "re:", "ofsted", "ofsted:"} or (start < _TOP and opening[start].isupper())


def inspection_dates(document: Document, kind: str) -> tuple[str | None, str | None]:
    """First and last day on which inspectors came, over all visits; None where not printed."""
    opening = document.text[:_OPENING]
    for match in _DATES.finditer(opening):
        spans = list(visits(match["rest"].split("ublished")[0]))
        if spans:
            return min(span.first for span in spans), max(span.last for span in spans)
    if kind in _WITHOUT_GRADES:
        letter = _DEAR.search(opening)
        for span in visits(opening, letter.end() if letter else 0):
            if _LED_IN.search(opening, max(0, span.at - 16), span.at):
                return span.first, span.last
    return None, None


def _judgements(document: Document, kind: str) -> tuple[Judgements, tuple[tuple[str, str], ...], tuple[str, ...]]:
    combined = kind != "sif"
    cover, body = cover_grades(document, combined), body_grades(document, combined)
    values: dict[str, str | None] = {}
    printed: dict[str, str] = {}
    disagreements: list[str] = []
    chosen: dict[str, Grade] = {}
    for one in (*cover, *body):
        if one.judgement not in chosen:
            chosen[one.judgement] = one
            values[one.judgement] = one.grade
            printed[one.judgement] = one.words
        elif one.grade != chosen[one.judgement].grade:
            disagreements.append(_disagreement(document, chosen[one.judgement], one))
    if kind == "lscb" and "lscb" not in values and "overall" in values:
        values = {"lscb": values["overall"]}
        printed = {"lscb": printed["overall"]}
    return Judgements(**values), tuple(printed.items()), tuple(dict.fromkeys(disagreements))


def _disagreement(document: Document, first: Grade, other: Grade) -> str:
    return (
        f'For {_NAMES[first.judgement]} the report prints "{first.words}"{_on_page(document, first.offset)} '
        f'and "{other.words}"{_on_page(document, other.offset)}.'
    )


def _on_page(document: Document, offset: int) -> str:
    page = document.page_at(offset)
    return "" if page is None else f" on page {page}"
