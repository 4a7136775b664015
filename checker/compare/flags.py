"""What the order of an area's documents shows on one theme: faults not answered, work put off, improvement, the same
fault again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from checker.compare.promises import Words, words_of
from checker.results.model import Check, Finding
from checker.text.english import join

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


def _only(step: Step, *verdicts: str) -> Step:
    return Step(step.document, tuple(finding for finding in step.findings if finding.verdict in verdicts))


def _after(step: Step, steps: Iterable[Step], kind: str) -> list[Step]:
    day = step.document.date or ""
    return [other for other in steps if other.document.type == kind and (other.document.date or "") > day]


def unanswered(theme: str, steps: Sequence[Step], judged: Sequence[Step] = ()) -> Iterable[Flag]:
    """Weaknesses on which no later arrangements set out all that is asked.

    `judged` are the arrangements as looked at for the inspectors' criteria: a criterion found weak is looked for
    there. Where they were looked at for none of the criteria found weak, the theme has to do, and that is said.
    """
    for step in steps:
        weak = _only(step, "weakness")
        later = _after(step, steps, "arrangements")
        if not weak.findings or not later or any(_only(other, "met").findings for other in later):
            continue
        criteria = {finding.requirement for finding in weak.findings}
        same = [found for other in _after(step, judged, "arrangements") if (found := _on(criteria, other)).findings]
        if not same:
            yield Flag("unanswered", theme, _by_theme(later[-1]), weak, later[-1])
            continue
        met = {finding.requirement for found in same for finding in _only(found, "met").findings}
        left = {finding.requirement for finding in same[-1].findings} - met
        if left:
            newest = _on(left, same[-1])
            which = "criterion" if len(left) == 1 else "criteria"
            reason = f"Inspectors found a weakness; {_told(newest)} on the same {which}."
            yield Flag("unanswered", theme, reason, _on(left, weak), newest)


def _by_theme(step: Step) -> str:
    """Why a weakness counts as not answered where only the theme is the same: what was looked for is named."""
    titles = join([f"“{finding.title}”" for finding in step.findings])
    return (
        f"Inspectors found a weakness; {_told(step)} on this theme. "
        f"Looked for in them: {titles}; not the inspectors' criterion itself."
    )


def _told(step: Step) -> str:
    """What arrangements were found to say: no more than the check can know, which may overlook words."""
    if all(finding.verdict == "missing" for finding in step.findings):
        return "nothing was found in the arrangements after it"
    return "the arrangements after it were not found to set out enough"


def setbacks(theme: str, steps: Sequence[Step], placed: Sequence[tuple[ThreadDocument, Check]]) -> Iterable[Flag]:
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


def improved(
    theme: str,
    steps: Sequence[Step],
    judged: Sequence[Step],
    lenses: Collection[str],
    placed: Sequence[tuple[ThreadDocument, Check]],
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
        if _gaps_left(step, steps, judged) or any(_only(other, "weakness", "mixed").findings for other in inspections):
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


def _gaps_left(step: Step, steps: Sequence[Step], judged: Sequence[Step]) -> bool:
    """Whether the weaknesses of an inspection count as not answered: then no report has shown an improvement."""
    return any(flag.earlier.document == step.document for flag in unanswered("", steps, judged))


def _worse_since(found: Step, inspections: Sequence[Step]) -> bool:
    """Whether an inspection after this one finds fault again with what this one praised."""
    criteria = {finding.requirement for finding in found.findings}
    later = _after(found, inspections, "inspection")
    return any(_on(criteria, _only(other, "weakness", "mixed")).findings for other in later)


def again(theme: str, steps: Sequence[Step]) -> Iterable[Flag]:
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
