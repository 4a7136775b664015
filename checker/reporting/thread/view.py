"""What every form of a thread shows: its words, when a document was made, and verdicts in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.compare.flags import Step, ThreadDocument
from checker.compare.followed import Followed
from checker.compare.thread import Thread
from checker.reporting import wording
from checker.reporting.model import Count
from checker.reporting.wording import VerdictLook
from checker.results.model import Finding

FLAGS = {
    "unanswered": "Weakness not answered",
    "setback": "Paused, delayed or not done",
    "improved": "Improvement evidenced",
    "again": "The same fault found again",
}
OUTCOMES = {
    "done": "Told as done",
    "slipped": "Told as paused, delayed or not done",
    "not mentioned": "Not mentioned",
}
TURNS = {
    "praised": "Praised since",
    "faulted": "Found at fault again",
    "in part": "Praised and found at fault",
    "too early": "Too early to see",
    "spoken of": "Spoken of, without a judgement",
    "nothing found": "Nothing found",
    "not looked for": "Not looked for",
}


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme, with the verdicts of each document on it, worst first; empty where it says nothing."""

    theme: str
    label: str
    cells: tuple[tuple[VerdictLook, ...], ...]  # as the thread's documents


def when(document: ThreadDocument) -> str:
    """When a document was made, in words: "1 June 2019", "about 2019", "undated"."""
    if document.date is None:
        return "undated"
    return f"about {document.date[:4]}" if document.estimated else wording.day(document.date)


def tally(thread: Thread, document: ThreadDocument) -> tuple[Count, ...]:
    """How many verdicts of each kind the themes of a document hold."""
    looks = [_look(finding) for finding in _findings(thread, document)]
    return tuple(Count(look, count) for look, count in sorted(Counter(looks).items(), key=lambda item: _worst(item[0])))


def by_theme(thread: Thread) -> tuple[ThemeRow, ...]:
    """The themes with the verdicts of every document, in the order of the thread."""
    rows = []
    for theme in thread.themes:
        steps = {step.document.number: step for step in theme.steps}
        cells = tuple(_looks(steps.get(document.number)) for document in thread.documents)
        rows.append(ThemeRow(theme.theme, wording.sentence_case(theme.theme), cells))
    return tuple(rows)


def criterion_words(thread: Thread, criterion: str) -> str:
    """What a criterion of inspections is called: its title, where a document of the thread was judged on it."""
    titles = {finding.requirement: finding.title for step in _steps(thread) for finding in step.findings}
    named = titles.get(criterion) or criterion.rsplit("-", 1)[-1].lower()
    return wording.clean_line(named)


def told_of(thread: Thread, followed: Followed) -> str:
    """What the next inspection says of a printed improvement, without the quote; what was looked for where nothing."""
    if followed.criterion is None:
        return f"{TURNS[followed.turned]}: its words name no criterion on which the next report could be read."
    if followed.turned != "nothing found":
        return TURNS[followed.turned]
    where = f"{followed.looked_at} remark{'s' if followed.looked_at != 1 else ''}"
    named = criterion_words(thread, followed.criterion)
    return f"{TURNS[followed.turned]}: looked for words of the same matter in the {where} on “{named}”."


def shown(findings: Sequence[Finding]) -> str:
    """Findings in one line: "Training: weak; Learning: met"."""
    return "; ".join(f"{wording.clean_line(finding.title)}: {finding.verdict}" for finding in findings)


def _looks(step: Step | None) -> tuple[VerdictLook, ...]:
    looks = [_look(finding) for finding in step.findings] if step else []
    return tuple(sorted((look for look in looks if look.tone != "none"), key=_worst))


def _findings(thread: Thread, document: ThreadDocument) -> list[Finding]:
    return [finding for step in _steps(thread) if step.document.number == document.number for finding in step.findings]


def _steps(thread: Thread) -> Iterator[Step]:
    return (step for theme in thread.themes for step in theme.steps)


def _look(finding: Finding) -> VerdictLook:
    return wording.verdict(finding.mode, finding.verdict)


def _worst(look: VerdictLook) -> int:
    order = (*wording.COVERAGE, *wording.INSPECTION)
    return order.index(look)
