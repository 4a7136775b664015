"""What a report says was done, or slipped."""

from __future__ import annotations

import re

from checker.matching.matches import Matches, bits
from checker.results.model import Progress

# What was only advised was not done.
_ADVISED = re.compile(r"^\W*That\b[^.]*\bshould\b|\b(?:recommend|advis|propos|suggest)\w*\s+that\b", re.IGNORECASE)


def progress_of(matches: Matches, evidence: int) -> tuple[Progress, ...]:
    """What a report says was done, or was delayed, stopped or given up: for later comparison with promises."""
    own, document = matches.own, matches.document
    slipped = own.get("slipped", 0) | (own.get("held-up", 0) & own.get("piece-of-work", 0))
    slipped &= ~own.get("slipped-otherwise", 0)
    ahead = own.get("undertaking", 0) | own.get("undertaking-by-then", 0)
    hoped = own.get("aspiration", 0) | own.get("duty", 0)
    told = ((slipped & ~own.get("aspiration", 0)) | (own.get("act-done", 0) & ~ahead & ~hoped)) & evidence
    found = []
    for number in bits(told):
        sentence = document.sentences[number]
        if not slipped >> number & 1 and _ADVISED.search(document.text[sentence.start : sentence.end]):
            continue
        found.append(
            Progress(
                kind="slipped" if slipped >> number & 1 else "done",
                **document.place(sentence.start, sentence.end, sentence.block),
            )
        )
    return tuple(found)
