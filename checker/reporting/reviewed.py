"""How a report shows what people decided beside the checker's verdicts, and says plainly which is whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.reporting import wording
from checker.reporting.wording import VerdictLook, clean_line
from checker.results.model import Finding
from checker.results.reviewed import Review, ReviewedFinding


@dataclass(frozen=True, slots=True)
class ReviewedEntry:
    """The reviewer's verdict on one requirement, in words; `struck` are spans of evidence that no longer count."""

    verdict: VerdictLook
    agrees: bool
    line: str  # "Reviewer's verdict: met (the checker's: weak). Kim Lane, 4 May 2026."
    note: str
    added: tuple[str, ...]  # each with its place
    struck: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """The review as a report shows it: at its head, and by requirement."""

    headline: str
    summary: tuple[str, ...]  # paragraphs, in the reviewer's words
    lines: tuple[str, ...]  # what was overruled, what was not decided
    record: str  # versions and rules, where it is signed
    by_requirement: Mapping[str, ReviewedEntry] = field(default_factory=dict)

    def of(self, requirement: str) -> ReviewedEntry | None:
        """The decision on a requirement, or None."""
        return self.by_requirement.get(requirement)


TITLE = "What the reviewer decided"
NOT_DECIDED = "Not decided by a reviewer."


def shown(review: Review, findings: Iterable[Finding]) -> ReviewShown:
    """The review in words, for a check with these findings."""
    listed = {finding.requirement: finding for finding in findings}
    entries = {
        clean_line(item.requirement): _entry(item, listed[item.requirement])
        for item in review.findings
        if item.requirement in listed
    }
    return ReviewShown(
        headline=_headline(review),
        summary=tuple(filter(None, map(clean_line, review.signed.summary.split("\n")))) if review.signed else (),
        lines=tuple(_lines(review, listed)),
        record=f"Signed against checker version {review.signed.version}, rules {review.signed.rules}."
        if review.signed and review.signed.rules
        else "",
        by_requirement=entries,
    )


def _headline(review: Review) -> str:
    decided = len(review.findings)
    of = f"{decided} of {wording.number(review.total, 'requirement')} decided"
    if review.signed is None:
        return f"The review is under way: {of}, not signed off."
    return f"Reviewed and signed off by {clean_line(review.signed.by)} on {_day(review.signed.when)}: {of}."


def _lines(review: Review, listed: Mapping[str, Finding]) -> Iterable[str]:
    differing = [item for item in review.findings if not item.agrees and item.requirement in listed]
    if review.findings:
        agreed = len(review.findings) - len(differing)
        yield f"The reviewer came to the checker's verdict on {agreed}, and to another on {len(differing)}."
        theirs = differing and all(str(listed[item.requirement].verdict) == item.verdict for item in differing)
        whose = "follow the reviewer's verdicts" if theirs else "are the checker's"
        yield f"Counts and lists of gaps below {whose}; with each requirement stands which verdict is whose."
    for item in differing:
        title = clean_line(listed[item.requirement].title)
        yield f"{title}: {_word(listed[item.requirement], item.verdict).word.lower()}; the checker: {item.checker}."
    left = [name for name in listed if review.of(name) is None]
    if left and (review.signed or review.findings):
        titles = "; ".join(clean_line(listed[name].title) for name in left)
        yield f"Not decided ({len(left)}), so the checker's verdict stands unread: {titles}."


def _entry(item: ReviewedFinding, finding: Finding) -> ReviewedEntry:
    look = _word(finding, item.verdict)
    checker = "as the checker's" if item.agrees else f"the checker's: {item.checker}"
    by = f"{clean_line(item.by)}, {_day(item.when)}"
    carried = ", carried over from an earlier draft" if item.carried else ""
    now = (
        ""
        if str(finding.verdict) in {item.checker, item.verdict}
        else f" The checker's verdict is now “{finding.verdict}”."
    )
    return ReviewedEntry(
        verdict=look,
        agrees=item.agrees,
        line=f"Reviewer's verdict: {look.word.lower()} ({checker}). {by}{carried}.{now}",
        note=clean_line(item.note),
        added=tuple(
            f"“{clean_line(evidence.quote)}”" + (f" (page {evidence.page})" if evidence.page is not None else "")
            for evidence in item.added
            if (evidence.start, evidence.end) not in item.struck
        ),
        struck=item.struck,
    )


def _word(finding: Finding, key: str) -> VerdictLook:
    return next((look for look in wording.verdicts(finding.mode) if look.key == key), wording.verdicts(finding.mode)[0])


def _day(when: str) -> str:
    return wording.day(when[:10])
