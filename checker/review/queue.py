"""In which order findings are put to a reviewer, and when enough of them have been seen.

Order: those to be read unaided (where wanted), then those the checker is unsure of, then gaps, then the rest in an
order drawn by lot, so that reading some of them from the top is reading some at random. The order depends on the
document alone and never on what was decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.results.model import Finding
from checker.review.model import State

Group = Literal["unaided", "look", "gap", "rest"]
ENOUGH, QUICK = 59, 29  # firm verdicts at random without an overrule: error below 5 and 10 in 100, 95 % sure
_GROUPS: tuple[Group, ...] = ("unaided", "look", "gap", "rest")


@dataclass(frozen=True, slots=True)
class Place:
    """A finding's place in the queue. `firm`: the checker is sure; None where it does not say."""

    finding: Finding
    group: Group
    firm: bool | None
    blind: bool

    @property
    def needs_eye(self) -> bool:
        """Whether it has to be seen: unsure, a gap, to be read unaided, or of unknown sureness."""
        return self.group != "rest" or self.firm is not True


def level_of(finding: Finding) -> bool | None:
    """Whether the checker calls its verdict firm; None where it does not say how sure it is."""
    return None if finding.confidence is None else finding.confidence.level == "firm"


def queue_of(findings: Iterable[Finding], document: str, salt: str = "", *, blind: bool = False) -> tuple[Place, ...]:
    """The findings of a document in the order of reading; `blind` hides the verdicts of a tenth, drawn by lot."""
    placed = []
    for at, finding in enumerate(findings):
        firm = level_of(finding)
        lot = _lot(salt, document, finding.requirement)
        hidden = blind and lot % 10 == 0
        group: Group = (
            "unaided" if hidden else "look" if firm is False else "rest" if finding.verdict.is_good else "gap"
        )
        order = lot if group == "rest" else at
        worst = finding.verdict.rank if finding.verdict.rank is not None else 2  # what is not covered comes last
        placed.append(((_GROUPS.index(group), worst, order), Place(finding, group, firm, hidden)))
    return tuple(place for _, place in sorted(placed, key=lambda item: _key(item[0], item[1])))


def _key(order: tuple[int, int, int], place: Place) -> tuple[int, int, int]:
    group, worst, at = order
    return (group, worst if place.group == "gap" else 0, at)  # elsewhere the verdict must not show by the order


def _lot(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:6])


def next_after(queue: Sequence[Place], current: str | None, decided: Collection[str]) -> str | None:
    """The first requirement without a decision behind the current one, or before it; None where all are decided."""
    names = [place.finding.requirement for place in queue]
    at = names.index(current) + 1 if current in names else 0
    return next((name for name in (*names[at:], *names[:at]) if name not in decided), None)


@dataclass(frozen=True, slots=True)
class Enough:
    """How far a review has come: what has to be seen, and firm verdicts read at random over the workspace."""

    to_see: int  # that need an eye and have no decision yet
    read: int  # firm "met" and "strength" that were decided
    overruled: int  # of these

    @property
    def seen(self) -> str:
        """Whether all was seen that has to be."""
        if not self.to_see:
            return "All that needs your eye has been seen."
        return f"{self.to_see} that {'needs' if self.to_see == 1 else 'need'} your eye still to see."

    @property
    def line(self) -> str:
        """The stopping rule in a sentence or two."""
        seen = self.seen
        if self.overruled:
            return (
                f"{seen} Of {self.read} firm verdicts read at random, {self.overruled} were overruled: read them all."
            )
        if self.read >= ENOUGH:
            return (
                f"{seen} {self.read} firm verdicts were read at random and none overruled: the rest may stand unread."
            )
        so_far = " So far: an error in 10 at most." if self.read >= QUICK else ""
        return (
            f"{seen} Firm verdicts read at random in this workspace: {self.read} of the {ENOUGH} after which, "
            f"without an overrule, the rest may stand unread (an error in 20 at most, 95 in 100 sure).{so_far}"
        )


def enough(queue: Sequence[Place], state: State, read: int, overruled: int) -> Enough:
    """Where one document stands; `read` and `overruled` count firm verdicts over the workspace."""
    to_see = sum(place.needs_eye and place.finding.requirement not in state.decisions for place in queue)
    return Enough(to_see, read, overruled)
