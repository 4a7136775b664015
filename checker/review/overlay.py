"""Decisions laid over a check, for the reports; and carried over to a new draft of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from checker.results.model import Check, Finding, Verdict
from checker.results.reviewed import Review, ReviewedFinding, SignOff
from checker.review.model import Decision, State

_LETTERS = re.compile(r"[^\W_]+")


def review_of(check: Check, state: State) -> Review:
    """The decisions that stand on a check, in the order of its findings."""
    findings = tuple(
        _reviewed(finding, decision, state)
        for finding in check.findings
        if (decision := state.decisions.get(finding.requirement)) is not None
    )
    return Review(findings, len(check.findings), _signed(state))


def as_reviewed(check: Check, state: State) -> Check:
    """The check with the reviewer's verdicts and evidence in place of the checker's, where there are decisions."""
    return replace(check, findings=tuple(_theirs(finding, state) for finding in check.findings))


def _theirs(finding: Finding, state: State) -> Finding:
    decision = state.decisions.get(finding.requirement)
    if decision is None:
        return finding
    struck = set(state.struck.get(finding.requirement, ()))
    evidence = (*state.added.get(finding.requirement, ()), *finding.evidence)
    kept = tuple(item for item in evidence if (item.start, item.end) not in struck)
    if decision.verdict == str(finding.verdict):
        return replace(finding, evidence=kept)
    reason = f"The reviewer's verdict; the checker's was “{decision.checker}”. {decision.note}".strip()
    return replace(finding, verdict=Verdict(decision.verdict), reason=reason, evidence=kept, confidence=None)


def _reviewed(finding: Finding, decision: Decision, state: State) -> ReviewedFinding:
    return ReviewedFinding(
        requirement=finding.requirement,
        verdict=decision.verdict,
        checker=decision.checker,
        by=decision.by,
        when=decision.at,
        note=decision.note,
        carried=decision.kind == "carried",
        added=state.added.get(finding.requirement, ()),
        struck=state.struck.get(finding.requirement, ()),
    )


def _signed(state: State) -> SignOff | None:
    if state.signed is None:
        return None
    details = state.signed.details
    undecided = details.get("undecided")
    return SignOff(
        by=state.signed.by,
        when=state.signed.at,
        summary=state.signed.summary,
        undecided=tuple(str(name) for name in undecided) if isinstance(undecided, list) else (),
        version=str(details.get("version", "")),
        rules=str(details.get("rules", "")),
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one decision in a new draft: `why` is empty where it may be carried over."""

    decision: Decision
    why: str


def carried_over(earlier: State, findings: Iterable[Finding], text: str) -> tuple[Carried, ...]:
    """For each decision on an earlier draft, whether it still stands in a new one with these findings and this text.

    It stands where the checker's verdict is the same, and all words that it rested on are in the new text.
    """
    known: Mapping[str, Finding] = {finding.requirement: finding for finding in findings}
    words = f" {_words(text)} "
    return tuple(
        Carried(decision, _why_not(decision, known[name], words))
        for name, decision in earlier.decisions.items()
        if name in known
    )


def _why_not(decision: Decision, finding: Finding, words: str) -> str:
    if str(finding.verdict) != decision.checker:
        return f"The checker's verdict was “{decision.checker}” and is now “{finding.verdict}”."
    gone = sum(f" {_words(quote)} " not in words for quote in decision.quotes)
    if gone:
        return f"{gone} of the {len(decision.quotes)} passages that the decision rested on no longer stand."
    return ""


def _words(text: str) -> str:
    return " ".join(_LETTERS.findall(text.lower()))
