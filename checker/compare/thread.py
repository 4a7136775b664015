"""One area through time: its documents in order, theme by theme, and what that order shows.

Owns how a document is placed in time and the three flags. Pure: it works on published results, so it
sees the quotes that verdicts rest on and not the whole documents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from checker.compare.editions import Line, editions_by_pack, lines_of, note_on
from checker.compare.flags import Flag, Step, ThreadDocument, again, improved, setbacks, unanswered
from checker.compare.followed import FollowedUp, followed_up
from checker.compare.grades import grades_through_time
from checker.compare.promises import Outcome, outcome_of, words_of
from checker.errors import OptionError
from checker.results.model import Check, Commitment, Failure, Judgements, Progress
from checker.results.restored import read_result

_JOINT = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


_BY_ITS_TEXT = "by its text"


@dataclass(frozen=True, slots=True)
class ThemeThread:
    """One theme from the earliest document to the latest, with its flags."""

    theme: str
    steps: tuple[Step, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment, and what the latest of the later reports that speak of it says."""

    commitment: Commitment
    outcome: Outcome
    told: Progress | None = None
    report: ThreadDocument | None = None  # in which it is told


@dataclass(frozen=True, slots=True)
class Promised:
    """The commitments of one document; `reports` are the later ones in which they were looked for."""

    document: ThreadDocument
    commitments: tuple[Kept, ...]
    reports: tuple[ThreadDocument, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """An area through time. Undated documents stand last, and no flag rests on them."""

    area: str
    documents: tuple[ThreadDocument, ...]
    themes: tuple[ThemeThread, ...]
    notes: tuple[str, ...] = ()
    promised: tuple[Promised, ...] = ()
    followed: tuple[FollowedUp, ...] = ()  # what inspections printed as to be improved, looked for in the next
    lines: tuple[Line, ...] = ()  # requirements through the editions that its documents were checked against

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags, theme by theme."""
        return tuple(flag for theme in self.themes for flag in theme.flags)

    @property
    def slipped(self) -> tuple[Kept, ...]:
        """The commitments that a later report says were paused, delayed or not kept."""
        return tuple(kept for one in self.promised for kept in one.commitments if kept.outcome == "slipped")


def make_thread(objects: Iterable[object], area: str, names: Collection[str] = ()) -> Thread:
    """The thread of an area from the objects of a results file; `names` are other names that it goes by.

    Raises OptionError if no document is of that area, naming the areas that there are, and
    CheckerError (broken-results) for an object that is no result.
    """
    wanted = {_plain(name) for name in (area, *names)}
    chosen: list[Check] = []
    there: set[str] = set()
    unread = 0
    for line, value in enumerate(objects, start=1):
        result = read_result(value, line)
        if isinstance(result, Failure):
            unread += 1
            continue
        own = _areas(result)
        there.update(own)
        if wanted & {_plain(part) for name in own for part in (name, *_JOINT.split(name))}:
            chosen.append(result)
    if not chosen:
        known = ", ".join(sorted(there)) or "none could be told from the documents"
        lost = f" Documents that could not be read: {unread}." if unread else ""
        raise OptionError(f"There is no document about '{area}'. The areas there are: {known}.{lost}")
    placed, copies = _placed(chosen)
    notes = []
    if copies:
        notes.append(f"{copies} further {_copies(copies)} of the same document (same type, title and date) left out.")
    if unread:
        notes.append(f"Documents that could not be read, and may be about this area: {unread}.")
    undated = sum(1 for document, _ in placed if document.date is None)
    if undated:
        notes.append(f"Documents without a date: {undated}. They stand last, and no flag uses them.")
    guessed = sum(1 for document, _ in placed if document.estimated)
    if guessed:
        notes.append(f"Documents that print no date, placed by the times that their text names: {guessed}.")
    editions = editions_by_pack(pack for _, result in placed for pack in result.packs)
    lines: list[Line] = []
    for kind in ("arrangements", "yearly-report"):
        of_kind = lines_of((one for place, found in placed if place.type == kind for one in found.findings), editions)
        lines += of_kind
        if note := note_on(of_kind):
            notes.append(note)
    notes.extend(grades_through_time(_judged(placed)))
    themes = dict.fromkeys(finding.theme for _, result in placed for finding in result.findings)
    return Thread(
        area=area,
        documents=tuple(document for document, _ in placed),
        themes=tuple(_theme(theme, placed) for theme in sorted(themes)),
        notes=tuple(notes),
        promised=tuple(_promised(placed)),
        followed=tuple(followed_up(placed)),
        lines=tuple(lines),
    )


def _judged(placed: Sequence[tuple[ThreadDocument, Check]]) -> list[tuple[str, Judgements]]:
    """The dated inspections, with the grades that each prints."""
    return [
        (document.date, result.inspection.judgements)
        for document, result in placed
        if result.inspection and document.date
    ]


def _promised(placed: Sequence[tuple[ThreadDocument, Check]]) -> Iterable[Promised]:
    """The commitments of each document that has any, against the reports after it."""
    words = words_of(
        [told.quote for _, result in placed for told in result.progress]
        + [commitment.quote for _, result in placed for commitment in result.commitments]
    )
    for document, result in placed:
        if not result.commitments:
            continue
        later = [
            (other, found)
            for other, found in placed
            if other.type == "yearly-report" and document.date and (other.date or "") > document.date
        ]
        kept = []
        for commitment in result.commitments:
            one = Kept(commitment, "not mentioned")
            for other, found in later:
                outcome, told = outcome_of(commitment, found.progress, words)
                if told is not None:
                    one = Kept(commitment, outcome, told, other)
            kept.append(one)
        yield Promised(document, tuple(kept), tuple(other for other, _ in later))


def _copies(number: int) -> str:
    return "copy" if number == 1 else "copies"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _areas(result: Check) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (result.document.area, *result.document.areas) if name))


def _placed(results: Sequence[Check]) -> tuple[list[tuple[ThreadDocument, Check]], int]:
    """The documents in the order of time, and how many copies were left out."""
    first: dict[tuple[object, ...], Check] = {}
    for result in results:
        document, (day, _) = result.document, _date(result)
        same = (document.type, document.title, day) if document.title and day else (document.path,)
        first.setdefault(same, result)
    ordered = sorted(first.values(), key=lambda result: (_date(result)[0] or "9999", result.document.path))
    placed = []
    for number, result in enumerate(ordered, start=1):
        document, (day, by) = result.document, _date(result)
        placed.append(
            (
                ThreadDocument(
                    number, document.path, document.type, document.title, _areas(result), day, by, by == _BY_ITS_TEXT
                ),
                result,
            )
        )
    return placed, len(results) - len(first)


def _date(result: Check) -> tuple[str | None, str | None]:
    """Where a document stands in time: what a report tells of counts, not when it came out."""
    document, report = result.document, result.inspection
    if document.type == "inspection" and report:
        dates = [(report.ended, "end of the inspection"), (report.published or document.published, "published")]
    elif document.type == "yearly-report":
        dates = [
            (document.period[1] if document.period else None, "end of its period"),
            (document.published, "published"),
        ]
    else:
        dates = [
            (document.published, "published"),
            (document.period[0] if document.period else None, "start of its period"),
        ]
    dates.append((document.about, _BY_ITS_TEXT))
    return next(((day, by) for day, by in dates if day), (None, None))


def _theme(theme: str, placed: Sequence[tuple[ThreadDocument, Check]]) -> ThemeThread:
    lenses = {finding.pack for _, result in placed for finding in result.findings if finding.mode == "inspection"}
    steps, judged = [], []
    for document, result in placed:
        mode = "inspection" if document.type == "inspection" else "coverage"
        findings = [finding for finding in result.findings if finding.theme == theme and finding.mode == mode]
        if mode == "coverage":  # the inspectors' criteria only where the document's own pack says nothing on the theme
            criteria = tuple(finding for finding in findings if finding.pack in lenses)
            judged += [Step(document, criteria)] if criteria else []
            findings = [finding for finding in findings if finding.pack not in lenses] or findings
        if findings:
            steps.append(Step(document, tuple(findings)))
    dated = [step for step in steps if step.document.date]
    flags = [
        *unanswered(theme, dated, judged),
        *setbacks(theme, dated, placed),
        *improved(theme, dated, judged, lenses, placed),
        *again(theme, dated),
    ]
    return ThemeThread(theme, tuple(steps), tuple(flags))
