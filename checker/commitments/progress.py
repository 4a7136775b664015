"""What a report says was done, or slipped."""

from __future__ import annotations

from checker.matching.matches import Matches, bits
from checker.results.model import Progress


def progress_of(matches: Matches, evidence: int) -> tuple[Progress, ...]:
    """What a report says was done, or was delayed, stopped or given up: for later comparison with promises."""
    own, document = matches.own, matches.document
    slipped = own.get("slipped", 0) | (own.get("held-up", 0) & own.get("piece-of-work", 0))
    slipped &= ~own.get("slipped-otherwise", 0)
    ahead = own.get("undertaking", 0) | own.get("undertaking-by-then", 0)
    told = (slipped | (own.get("act-done", 0) & ~ahead)) & evidence
    found = []
    for number in bits(told):
        sentence = document.sentences[number]
        found.append(
            Progress(
                kind="slipped" if slipped >> number & 1 else "done",
                **document.place(sentence.start, sentence.end, sentence.block),
            )
        )
    return tuple(found)
