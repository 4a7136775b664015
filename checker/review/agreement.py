"""How often readers agree with the checker, by requirement: decisions measure the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from checker.review.model import Decision

FEWEST = 30  # decisions; below, a share would say more than is known
_Z = 1.959964  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its 95 % interval (Wilson), or None below `FEWEST`."""

    agreed: int
    total: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Lower and upper bound, 0 to 1."""
        return wilson(self.agreed, self.total) if self.total >= FEWEST else None

    @property
    def line(self) -> str:
        """ "41 of 45 (91 %; 95 % interval 79 to 96 %)", or how many are still wanting."""
        interval = self.interval
        if interval is None:
            return f"{self.total} of the {FEWEST} decisions from which a share is shown"
        low, high = (round(100 * bound) for bound in interval)
        share = round(100 * self.agreed / self.total)
        return f"{self.agreed} of {self.total} ({share} %; 95 % interval {low} to {high} %)"


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score."""
    if not total:
        return 0.0, 1.0
    share, z2 = hits / total, _Z * _Z
    middle = share + z2 / (2 * total)
    spread = _Z * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    scale = 1 + z2 / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Case:
    """A decision that differs from the checker's verdict, with its document."""

    document: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Agreement:
    """All decisions against the checker's verdicts: together, unaided ones apart, and by requirement, the most
    disputed first."""

    all: Share
    unaided: Share
    by_requirement: tuple[tuple[str, Share, tuple[Case, ...]], ...]


def agreement_of(decisions: Iterable[tuple[str, Decision]]) -> Agreement:
    """The agreement over (document, decision) pairs. What was carried over is no new reading, and not counted."""
    counted = [(document, decision) for document, decision in decisions if decision.kind != "carried"]
    by: dict[str, list[tuple[str, Decision]]] = {}
    for document, decision in counted:
        by.setdefault(decision.requirement, []).append((document, decision))
    return Agreement(
        all=_share(decision for _, decision in counted),
        unaided=_share(decision for _, decision in counted if decision.blind),
        by_requirement=tuple(
            (
                name,
                _share(decision for _, decision in items),
                tuple(Case(document, decision) for document, decision in items if not decision.agrees),
            )
            for name, items in sorted(by.items(), key=lambda pair: (-_differing(pair[1]), pair[0]))
        ),
    )


def _differing(items: Iterable[tuple[str, Decision]]) -> int:
    return sum(not decision.agrees for _, decision in items)


def _share(decisions: Iterable[Decision]) -> Share:
    listed = list(decisions)
    return Share(sum(decision.agrees for decision in listed), len(listed))
