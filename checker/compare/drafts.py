"""What a new draft of a document changed: two checks of one document against the same packs, compared.

Areas are compared with each other in `checker.compare.areas`; this is one document before and after.
"""

from __future__ import annotations

import re

from checker.results.model import (
    Check,
    DraftChange,
    Evidence,
    Finding,
    RequirementChange,
    Turn,
    Verdict,
)

# From worst to best. "Not covered" has no rank: where a report comes to speak of a criterion, it may praise or blame.
_LETTERS = re.compile(r"[^\W_]+")


def draft_change(earlier: Check, later: Check) -> DraftChange:
    """Requirement by requirement, in the later check's order: verdicts before and after, evidence new and gone.

    A requirement that only the earlier check has is left out: both are made with the same packs.
    """
    before = {(finding.pack, finding.requirement): finding for finding in earlier.findings}
    changes = tuple(
        _change(before[key], finding)
        for finding in later.findings
        if (key := (finding.pack, finding.requirement)) in before
    )
    return DraftChange(earlier.document, changes)


def _change(before: Finding, after: Finding) -> RequirementChange:
    return RequirementChange(
        requirement=after.requirement,
        pack=after.pack,
        before=before.verdict,
        after=after.verdict,
        turn=_turn(before.verdict, after.verdict),
        new=_beyond(after.evidence, before.evidence),
        gone=_beyond(before.evidence, after.evidence),
    )


def _turn(before: Verdict, after: Verdict) -> Turn:
    if before == after:
        return "unchanged"
    if before.rank is None or after.rank is None:
        return "changed"
    return "gained" if after.rank > before.rank else "lost"


def _beyond(evidence: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence whose words the other does not have, wherever they stand and however they are set."""
    known = {_words(item.quote) for item in other}
    return tuple(item for item in evidence if _words(item.quote) not in known)


def _words(quote: str) -> str:
    return " ".join(_LETTERS.findall(quote.lower()))
