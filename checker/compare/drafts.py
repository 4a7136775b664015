"""What a new draft of a document changed: two checks of one document against the same packs, and its two texts.

Verdicts come from the checks; what is new and gone is told by the texts, because a check quotes only some of the
words that a verdict rests on. Areas are compared with each other in `checker.compare.areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.compare.texts import Text, plain, text_change
from checker.results.model import (
    Check,
    DraftChange,
    Evidence,
    Finding,
    Passage,
    RequirementChange,
    TextChange,
    Turn,
    Verdict,
)


def draft_change(earlier: Check, later: Check, before: Iterable[Passage], after: Iterable[Passage]) -> DraftChange:
    """Requirement by requirement, in the later check's order, and the texts as a whole.

    `before` and `after` are all sentences of the two documents, in order. A requirement that only one of the checks
    has is left out: both are made with the same packs.
    """
    text = text_change(Text.of(before), Text.of(after))
    known = {(finding.pack, finding.requirement): finding for finding in earlier.findings}
    changes = tuple(
        _change(known[key], finding, text)
        for finding in later.findings
        if (key := (finding.pack, finding.requirement)) in known
    )
    return DraftChange(earlier.document, changes, text)


def _change(before: Finding, after: Finding, text: TextChange) -> RequirementChange:
    """What became of the words behind one verdict; what the texts do not show as changed stood in both."""
    came = _beyond(after.evidence, before.evidence)
    went = _beyond(before.evidence, after.evidence)
    new = tuple(item for item in came if _stands(item, text.new))
    gone = tuple(item for item in went if _stands(item, text.gone))
    put_anew = [item for item in came if item not in new and _stands(item, [pair.after for pair in text.reworded])]
    put_before = [item for item in went if item not in gone and _stands(item, [pair.before for pair in text.reworded])]
    return RequirementChange(
        requirement=after.requirement,
        pack=after.pack,
        before=before.verdict,
        after=after.verdict,
        turn=_turn(before.verdict, after.verdict),
        new=new,
        gone=gone,
        reworded=tuple(
            pair for pair in text.reworded if _stands(pair.after, put_anew) or _stands(pair.before, put_before)
        ),
        relied=tuple(item for item in came if item not in new and item not in put_anew),
        unrelied=tuple(item for item in went if item not in gone and item not in put_before),
    )


def _turn(before: Verdict, after: Verdict) -> Turn:
    if before == after:
        return "unchanged"
    if before.rank is None or after.rank is None:  # where a report comes to speak of a criterion, it praises or blames
        return "changed"
    return "gained" if after.rank > before.rank else "lost"


def _beyond(evidence: Sequence[Evidence], other: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence whose words the other does not quote, wherever they stand and however they are set."""
    known = {plain(item.quote) for item in other}
    return tuple(item for item in evidence if plain(item.quote) not in known)


def _stands(passage: Passage, among: Iterable[Passage]) -> bool:
    return any(passage.start < item.end and item.start < passage.end for item in among)
