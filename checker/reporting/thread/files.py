"""An area through time as data and as one web page. Recomputes nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from checker import __version__
from checker.compare.flags import Step, ThreadDocument
from checker.compare.followed import FollowedUp
from checker.compare.thread import Kept, Thread
from checker.reporting import wording
from checker.reporting.areas.wording import place_words, shortened, type_words
from checker.reporting.formats.html import page
from checker.reporting.thread.view import FLAGS, OUTCOMES, by_theme, tally, told_of, when
from checker.reporting.wording import clean_line

SCHEMA = 1
_LONGEST_QUOTE = 320
_QUOTES_EACH = 2
_WIDE, _EDGE, _ROW, _CLOSE = 360, 20, 22, 20  # the timeline's width, margin, height of a row, nearest neighbours
_STYLE = Path(__file__).parent.parent / "templates" / "thread.css"


def render_json(thread: Thread) -> str:
    """The thread as one JSON object, indented; documents are referred to by their number."""
    value = {
        "schema": SCHEMA,
        "area": thread.area,
        "documents": [asdict(document) for document in thread.documents],
        "themes": [
            {
                "theme": theme.theme,
                "steps": [_step(step) for step in theme.steps],
                "flags": [
                    {
                        "kind": flag.kind,
                        "reason": flag.reason,
                        "earlier": _step(flag.earlier),
                        "later": _step(flag.later),
                    }
                    for flag in theme.flags
                ],
            }
            for theme in thread.themes
        ],
        "commitments": [
            {
                "document": promised.document.number,
                "looked_in": [report.number for report in promised.reports],
                "commitments": [_kept(kept) for kept in promised.commitments],
            }
            for promised in thread.promised
        ],
        "followed": [_followed(one) for one in thread.followed],
        "notes": list(thread.notes),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _kept(kept: Kept) -> dict[str, object]:
    return {
        **asdict(kept.commitment),
        "outcome": kept.outcome,
        "report": kept.report.number if kept.report else None,
        "told": asdict(kept.told) if kept.told else None,
    }


def _followed(one: FollowedUp) -> dict[str, object]:
    return {
        "earlier": one.earlier.number,
        "later": one.later.number,
        "improvements": [
            {
                **asdict(followed.item),
                "requirement": followed.criterion,
                "turned": followed.turned,
                "remarks_looked_at": followed.looked_at,
                "told": asdict(followed.told) if followed.told else None,
            }
            for followed in one.items
        ],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "document": step.document.number,
        "findings": [
            {
                "requirement": finding.requirement,
                "title": finding.title,
                "verdict": finding.verdict,
                "reason": finding.reason,
                "evidence": [asdict(evidence) for evidence in finding.evidence],
            }
            for finding in step.findings
        ],
    }


@dataclass(frozen=True, slots=True)
class _Mark:
    """A document on the timeline, in the picture's units."""

    document: ThreadDocument
    x: float
    y: int


def render_html(thread: Thread, made_on: date) -> str:
    """The whole page. All text is escaped, and its direction kept to itself."""
    marks = _marks(thread)
    return page(
        "thread.html.j2",
        more_style=_STYLE.read_text(encoding="utf-8"),
        thread=thread,
        marks=marks,
        years=_years(thread),
        wide=_WIDE,
        high=max((mark.y for mark in marks), default=0) + 48,
        made_on=made_on.isoformat(),
        version=__version__,
        flag_words=FLAGS,
        outcome_words=OUTCOMES,
        when=when,
        told_of=told_of,
        tallies={document.number: tally(thread, document) for document in thread.documents},
        by_theme=by_theme(thread),
        capital=lambda text: text[:1].upper() + text[1:],
        quotes_each=_QUOTES_EACH,
        verdict=wording.verdict,
        case=wording.sentence_case,
        type_words=type_words,
        place_words=place_words,
        clean=clean_line,
        short=lambda text: shortened(text, _LONGEST_QUOTE),
    )


def _scale(thread: Thread) -> tuple[float, float] | None:
    """The first and the last year shown, as year and one past the last; None without dates."""
    dates = [document.date for document in thread.documents if document.date]
    return (int(min(dates)[:4]), int(max(dates)[:4]) + 1) if dates else None


def _x(year: float, scale: tuple[float, float]) -> float:
    first, last = scale
    return round(_EDGE + (_WIDE - 2 * _EDGE) * (year - first) / (last - first), 1)


def _marks(thread: Thread) -> list[_Mark]:
    scale = _scale(thread)
    marks: list[_Mark] = []
    row_ends: list[float] = []
    for document in thread.documents:
        if document.date is None or scale is None:
            continue
        day = date.fromisoformat(document.date)
        x = _x(day.year + (day.timetuple().tm_yday - 1) / 366, scale)
        row = next((at for at, end in enumerate(row_ends) if x - end >= _CLOSE), len(row_ends))
        row_ends[row : row + 1] = [x]
        marks.append(_Mark(document, x, 14 + row * _ROW))
    return marks


def _years(thread: Thread) -> list[tuple[int, float, bool]]:
    """Each year's name, its place, and whether it is printed: no more than eight are."""
    scale = _scale(thread)
    if scale is None:
        return []
    first, last = int(scale[0]), int(scale[1])
    every = -(-(last - first) // 8)
    return [(year, _x(year, scale), (year - first) % every == 0) for year in range(first, last + 1)]
