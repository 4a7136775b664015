"""What people decided about a check: the types that reports show beside the checker's own verdicts.

Made by `checker.review`, shown by `checker.reporting`; neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.results.model import Evidence


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A reviewer's verdict on one requirement, beside the checker's at that time."""

    requirement: str
    verdict: str
    checker: str  # the checker's verdict that the reviewer saw
    by: str
    when: str  # ISO date and time, UTC
    note: str = ""
    carried: bool = False  # taken over from an earlier draft whose words still stand
    added: tuple[Evidence, ...] = ()  # words that the reviewer put forward as evidence
    struck: tuple[tuple[int, int], ...] = ()  # spans of the checker's evidence that the reviewer struck out

    @property
    def agrees(self) -> bool:
        """Whether the reviewer came to the checker's verdict."""
        return self.verdict == self.checker


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who took responsibility for a review, when, and with which words."""

    by: str
    when: str  # ISO date and time, UTC
    summary: str
    undecided: tuple[str, ...] = ()  # requirements that were named as not decided
    version: str = ""  # of the checker
    rules: str = ""  # digests of the packs


@dataclass(frozen=True, slots=True)
class Review:
    """All decisions on one check. `total` counts the check's findings."""

    findings: tuple[ReviewedFinding, ...]
    total: int
    signed: SignOff | None = None

    def of(self, requirement: str) -> ReviewedFinding | None:
        """The decision on a requirement, or None where none was made."""
        return next((item for item in self.findings if item.requirement == requirement), None)
