"""One area through time: its documents in order, theme by theme, and what that order shows.

Owns how a document is placed in time and the three flags. Pure: it works on published results, so it
sees the quotes that verdicts rest on and not the whole documents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from checker.compare.editions import Line, editions_by_pack, lines_of, note_on
from checker.compare.grades import grades_through_time
from checker.compare.promises import Outcome, Words, outcome_of, words_of
from checker.errors import OptionError
from checker.results.model import Commitment, Failure, Finding, Progress
from checker.results.parsed import Result, read_result

Kind = Literal["unanswered", "setback", "improved", "again"]

# Said of work that was to be done. An auxiliary has to stand before a bare participle: "delayed
# support for a family" is about a child's case and not about the partnership's plans.
_SETBACK = re.compile(
    r"\b(?:was|were|is|are|been|being|had to be)\s+(?:\w+ly\s+)?(?:paused|postponed|delayed|suspended|cancelled|"
    r"discontinued|abandoned|deferred|put on hold|stood down)\b"
    r"|\b(?:did|has|have|had)\s+not\s+(?:yet\s+)?(?:taken?\s+place|begun|started|been\s+(?:completed|started|held|"
    r"carried\s+out|delivered|recruited|appointed))\b",
    re.IGNORECASE,
)

# The same words about children's cases: help that was agreed and had not begun is a finding about
# practice and not about what the partnership set out to do.
_CASES = re.compile(r"\b(?:files?|cases?|records?|famil(?:y|ies)|parents?|child|referrals?)\b", re.IGNORECASE)
_SAME_MATTER = 0.3  # the part of what either sentence tells that both must hold, across themes
_SAME_THEME = 0.2  # the same where both are told of one theme
# Said of what was planned, in so many words: then fewer shared words show that it is the same matter.
_PLANNED = re.compile(
    r"\b(?:our|published) arrangements\b"
    r"|\b(?:arrangements?|plan|partners?)\s+(?:had\s+)?(?:promised|set out|committed)|\bas (?:we |had been )?planned\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


_BY_ITS_TEXT = "by its text"


@dataclass(frozen=True, slots=True)
class ThreadDocument:
    """A document of the area. `date` is ISO, and `dated_by` says what it is the date of; both None if undated."""

    number: int  # from 1, in the order of time
    path: str
    type: str
    title: str | None
    areas: tuple[str, ...]
    date: str | None
    dated_by: str | None
    estimated: bool = False  # the date is about right: the document prints none, and names times in its text


@dataclass(frozen=True, slots=True)
class Step:
    """What one document says on a theme."""

    document: ThreadDocument
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that two documents show together."""

    kind: Kind
    theme: str
    reason: str
    earlier: Step
    later: Step


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
    chosen: list[Result] = []
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
    notes.extend(
        grades_through_time(
            [
                (document.date, result.report.judgements)
                for document, result in placed
                if result.report and document.date
            ]
        )
    )
    themes = dict.fromkeys(finding.theme for _, result in placed for finding in result.findings)
    return Thread(
        area=area,
        documents=tuple(document for document, _ in placed),
        themes=tuple(_theme(theme, placed) for theme in sorted(themes)),
        notes=tuple(notes),
        promised=tuple(_promised(placed)),
        lines=tuple(lines),
    )


def _promised(placed: Sequence[tuple[ThreadDocument, Result]]) -> Iterable[Promised]:
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


def _areas(result: Result) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (result.document.area, *result.document.areas) if name))


def _placed(results: Sequence[Result]) -> tuple[list[tuple[ThreadDocument, Result]], int]:
    """The documents in the order of time, and how many copies were left out."""
    first: dict[tuple[object, ...], Result] = {}
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


def _date(result: Result) -> tuple[str | None, str | None]:
    """Where a document stands in time: what a report tells of counts, not when it came out."""
    document, report = result.document, result.report
    if document.type == "inspection" and report:
        dates = [(report.ended, "end of the inspection"), (report.published or document.published, "published")]
    elif document.type == "yearly-report":
        dates = [
            (document.period.end if document.period else None, "end of its period"),
            (document.published, "published"),
        ]
    else:
        dates = [
            (document.published, "published"),
            (document.period.start if document.period else None, "start of its period"),
        ]
    dates.append((document.about, _BY_ITS_TEXT))
    return next(((day, by) for day, by in dates if day), (None, None))


def _theme(theme: str, placed: Sequence[tuple[ThreadDocument, Result]]) -> ThemeThread:
    lenses = {finding.pack for _, result in placed for finding in result.findings if finding.mode == "inspection"}
    steps = []
    for document, result in placed:
        mode = "inspection" if document.type == "inspection" else "coverage"
        findings = [finding for finding in result.findings if finding.theme == theme and finding.mode == mode]
        if mode == "coverage":  # the inspectors' criteria only where the document's own pack says nothing on the theme
            findings = [finding for finding in findings if finding.pack not in lenses] or findings
        if findings:
            steps.append(Step(document, tuple(findings)))
    dated = [step for step in steps if step.document.date]
    flags = [
        *_unanswered(theme, dated),
        *_setbacks(theme, dated, placed),
        *_improved(theme, dated, lenses, placed),
        *_again(theme, dated),
    ]
    return ThemeThread(theme, tuple(steps), tuple(flags))


def _only(step: Step, *verdicts: str) -> Step:
    return Step(step.document, tuple(finding for finding in step.findings if finding.verdict in verdicts))


def _after(step: Step, steps: Iterable[Step], kind: str) -> list[Step]:
    day = step.document.date or ""
    return [other for other in steps if other.document.type == kind and (other.document.date or "") > day]


def _unanswered(theme: str, steps: Sequence[Step]) -> Iterable[Flag]:
    """Weaknesses on which no later arrangements set out all that is asked."""
    for step in steps:
        weak = _only(step, "weakness")
        later = _after(step, steps, "arrangements")
        if not weak.findings or not later or any(_only(other, "met").findings for other in later):
            continue
        newest = later[-1]
        silent = all(finding.verdict == "missing" for finding in newest.findings)
        told = "say nothing on this theme" if silent else "speak of this theme, but set out too little"
        yield Flag("unanswered", theme, f"Inspectors found a weakness; the arrangements after it {told}.", weak, newest)


def _setbacks(theme: str, steps: Sequence[Step], placed: Sequence[tuple[ThreadDocument, Result]]) -> Iterable[Flag]:
    """What arrangements set out and a later report says, in words of the same matter, did not go ahead.

    A report may say so under another theme, such as that of progress as a whole.
    """
    words = words_of(
        [evidence.quote for _, result in placed for finding in result.findings for evidence in finding.evidence]
    )
    for step in steps:
        promised = _only(step, "met")
        if step.document.type != "arrangements" or not promised.findings:
            continue
        for document, result in placed:
            if document.type != "yearly-report" or not document.date or document.date <= (step.document.date or ""):
                continue
            told = [found for finding in result.findings if (found := _with_setback(finding))]
            own = _alike(promised.findings, [finding for finding in told if finding.theme == theme], words, _SAME_THEME)
            pair = own or _alike(promised.findings, told, words, _SAME_MATTER)
            if pair is None:
                continue
            where = "" if own else ", under another theme,"
            reason = (
                "The arrangements set this out; a later report says in words of the same matter"
                f"{where} that work was paused, delayed or not done."
            )
            yield Flag("setback", theme, reason, Step(step.document, (pair[0],)), Step(document, (pair[1],)))


def _alike(
    earlier: Iterable[Finding], later: Sequence[Finding], words: Words, least: float
) -> tuple[Finding, Finding] | None:
    """The two findings with the quotes, one of each, that most speak of the same matter; None if none do enough."""
    best: tuple[float, Finding, Finding] | None = None
    for before in earlier:
        for quote in before.evidence:
            for after in later:
                for other in after.evidence:
                    planned = bool(_PLANNED.search(other.quote))
                    share = words.shared_weight(quote.quote, other.quote, 2 if planned else 3)
                    if share >= least and (best is None or share > best[0]):
                        best = share, replace(before, evidence=(quote,)), replace(after, evidence=(other,))
    return (best[1], best[2]) if best else None


def _with_setback(finding: Finding) -> Finding | None:
    """The finding with only the quotes that tell of a setback, or None."""
    quotes = tuple(evidence for evidence in finding.evidence if _is_setback(evidence.quote))
    return replace(finding, evidence=quotes) if quotes else None


def _is_setback(quote: str) -> bool:
    return bool(_SETBACK.search(quote)) and not _CASES.search(quote)


def _improved(
    theme: str, steps: Sequence[Step], lenses: Collection[str], placed: Sequence[tuple[ThreadDocument, Result]]
) -> Iterable[Flag]:
    """Weaknesses on which a later inspection found a strength, or a later report shows what was done.

    A report counts only by what is asked of reports (not by the inspectors' criteria, for which words on the subject
    are enough), only in words of the same matter, and not where it tells of a setback on the same theme.
    """
    words = words_of(
        [evidence.quote for _, result in placed for finding in result.findings for evidence in finding.evidence]
    )
    for step in steps:
        weak = _only(step, "weakness")
        if not weak.findings:
            continue
        inspections = _after(step, steps, "inspection")
        criteria = {finding.requirement for finding in weak.findings}
        strong = [found for other in inspections if (found := _on(criteria, _only(other, "strength"))).findings]
        strong = [found for found in strong if not _worse_since(found, inspections)]
        if strong:
            yield Flag("improved", theme, "Inspectors found a weakness, and later a strength.", weak, strong[-1])
            continue
        if _gaps_left(step, steps) or any(_only(other, "weakness", "mixed").findings for other in inspections):
            continue
        for report in reversed(_after(step, steps, "yearly-report")):
            shown = _shown(report, lenses)
            pair = _alike(weak.findings, shown.findings, words, _SAME_MATTER) if shown else None
            if pair:
                reason = (
                    "Inspectors found a weakness; a later report of the area's own tells of work on the same matter. "
                    "No later inspection in this collection confirms it."
                )
                yield Flag(
                    "improved", theme, reason, Step(step.document, (pair[0],)), Step(report.document, (pair[1],))
                )
                break


def _on(criteria: Collection[str], step: Step) -> Step:
    """What a step finds on some criteria: one finding never speaks for another of its theme."""
    return Step(step.document, tuple(finding for finding in step.findings if finding.requirement in criteria))


def _gaps_left(step: Step, steps: Sequence[Step]) -> bool:
    """Whether the weaknesses of an inspection count as not answered: then no report has shown an improvement."""
    return any(flag.earlier.document == step.document for flag in _unanswered("", steps))


def _worse_since(found: Step, inspections: Sequence[Step]) -> bool:
    """Whether an inspection after this one finds fault again with what this one praised."""
    criteria = {finding.requirement for finding in found.findings}
    later = _after(found, inspections, "inspection")
    return any(_on(criteria, _only(other, "weakness", "mixed")).findings for other in later)


def _again(theme: str, steps: Sequence[Step]) -> Iterable[Flag]:
    """Criteria on which two inspections, one after the other, found a weakness."""
    inspections = [step for step in steps if step.document.type == "inspection"]
    for earlier, later in pairwise(inspections):
        criteria = {finding.requirement for finding in _only(earlier, "weakness").findings}
        again = _on(criteria, _only(later, "weakness"))
        if again.findings:
            both = {finding.requirement for finding in again.findings}
            yield Flag(
                "again", theme, "Two inspections found the same criterion to fall short.", _on(both, earlier), again
            )


def _shown(step: Step, lenses: Collection[str]) -> Step | None:
    """What a report shows on a theme, if that is all that is asked of reports and nothing in it was set back."""
    own = tuple(finding for finding in step.findings if finding.pack not in lenses)
    if not own or any(finding.verdict != "met" or _with_setback(finding) for finding in own):
        return None
    return Step(step.document, own)
