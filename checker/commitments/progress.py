"""What a report says was done, or slipped."""

from __future__ import annotations

import re

from checker.documents.sentence_set import SentenceSet
from checker.matching.matches import Matches
from checker.results.model import Progress

# What was only advised was not done.
_ADVISED = re.compile(r"^\W*That\b[^.]*\bshould\b|\b(?:recommend|advis|propos|suggest)\w*\s+that\b", re.IGNORECASE)


def progress_of(matches: Matches, evidence: SentenceSet) -> tuple[Progress, ...]:
    """What a report says was done, or was delayed, stopped or given up: for later comparison with promises."""
    own, document = matches.sentences, matches.document
    slipped = (own("slipped") | (own("held-up") & own("piece-of-work"))) - own("slipped-otherwise")
    ahead = own("undertaking") | own("undertaking-by-then")
    hoped = own("aspiration") | own("duty")
    told = ((slipped - own("aspiration")) | (own("act-done") - ahead - hoped)) & evidence
    found = []
    for number in told:
        sentence = document.sentences[number]
        if number not in slipped and _ADVISED.search(document.text[sentence.start : sentence.end]):
            continue
        found.append(
            Progress(
                kind="slipped" if number in slipped else "done",
                **document.place(sentence.start, sentence.end, sentence.block),
            )
        )
    return tuple(found)
