"""An inspection report's printed facts: its kind, dates, judgements and items for improvement.

Owns what kind of report it is and where its statements disagree; grades and items are read by
`grades` and `improvements`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.documents.model import Document
from checker.inspections.grades import Grade, body_grades, cover_grades
from checker.inspections.layout import OPENING, Layout
from checker.inspections.lists import Item, PrintedList
from checker.profile.read import published_on
from checker.results.model import Improvement, InspectionReport, Judgements
from checker.text.dates import visits

_WITHOUT_GRADES = frozenset({"jtai", "focused-visit", "monitoring-visit", "send"})
_DATES = re.compile(
    r"(?:^[ #*|]*(?:inspection|visit|review)\s+dates?\b[\s:|]*|\binspection\s+dates?\s*:\s*(?=\d))"
    r"(?P<rest>[^\n]{4,160}(?:\n[^\n]{0,60})?)",
    re.IGNORECASE | re.MULTILINE,
)
_TOLD = re.compile(  # days told in a sentence, where no line of the cover prints them
    r"\b(?:this|the)\s+(?:(?!last\b|previous\b|earlier\b|next\b|first\b)[a-z]+\s+){0,3}?(?:re-?)?(?:inspection|review|visit)\s+"
    r"(?:of\s+[^.\n]{2,80}?\s+)?(?:took\s+place|ran|was\s+(?:carried\s+out|conducted|undertaken|held))\b(?P<rest>[^.\n]{4,120})",
    re.IGNORECASE,
)
_DEAR = re.compile(r"^\s*Dear\b", re.MULTILINE)
_LED_IN = re.compile(r"\b(?:on|from|between|dates?:?|place:?|of)\W{1,3}(?:the\W)?$", re.IGNORECASE)  # a visit's days
_KINDS = {
    "strength": "strength",
    "improvement": "improvement",
    "priority": "priority action",
    "recommendation": "recommendation",
}
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


# Judgements; each with its words as printed; where two places of the report differ.
Judged = tuple[Judgements, tuple[tuple[str, str], ...], tuple[str, ...]]


def judged_in(document: Document, layout: Layout) -> Judged:
    """The grades that a report prints."""
    return (Judgements(), (), ()) if layout.kind in _WITHOUT_GRADES else _judgements(document, layout.kind)


def inspection_report(
    document: Document,
    layout: Layout,
    theme_of: Callable[[Item], str | None] = lambda _: None,
    judged: Judged | None = None,
) -> InspectionReport:
    """The facts that the report prints. `theme_of` names the theme of a printed item; `judged`: as of `judged_in`."""
    kind = layout.kind
    started, ended = inspection_dates(document, kind)
    judgements, printed, disagreements = judged or judged_in(document, layout)
    lists = [one for one in layout.lists if one.kind != "strength"]
    return InspectionReport(
        report_type=kind,
        started=started,
        ended=ended,
        published=published_on(document.text, "inspection")[0],
        judgements=judgements,
        printed=printed,
        improvements=tuple(_told(lists, theme_of)),
        strengths=tuple(_told([one for one in layout.lists if one.kind == "strength"], theme_of)),
        disagreements=disagreements,
        lists=_lists_told(lists),
    )


def _told(lists: Iterable[PrintedList], theme_of: Callable[[Item], str | None]) -> Iterator[Improvement]:
    for one in lists:
        for item in one.items:
            yield Improvement(item.text, item.page, theme_of(item), _KINDS[one.kind], item.for_whom or one.for_whom)


def _lists_told(lists: Sequence[PrintedList]) -> str:
    """Whether there are lists, the report says there is nothing to list, none was recognised, or none is printed."""
    if any(one.items for one in lists):
        return "printed"
    if any(one.says_none for one in lists):
        return "printed as none"
    return "not recognised" if lists else "none printed"


def inspection_dates(document: Document, kind: str) -> tuple[str | None, str | None]:
    """First and last day on which inspectors came, over all visits; None where not printed."""
    opening = document.text[:OPENING]
    for match in _DATES.finditer(opening):
        spans = list(visits(match["rest"].split("ublished")[0]))
        if spans:
            return min(span.first for span in spans), max(span.last for span in spans)
    if kind in _WITHOUT_GRADES:
        letter = _DEAR.search(opening)
        for span in visits(opening, letter.end() if letter else 0):
            if _LED_IN.search(opening, max(0, span.at - 16), span.at):
                return span.first, span.last
    return _told_dates(document.text)


def _told_dates(text: str) -> tuple[str | None, str | None]:
    """The days that a sentence names: "The inspection was carried out from 9 to 20 May 2016"."""
    for match in _TOLD.finditer(text):
        spans = list(visits(match["rest"]))
        if spans:
            return min(span.first for span in spans), max(span.last for span in spans)
    return None, None


def _judgements(document: Document, kind: str) -> Judged:
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
