"""The norm of a word: its Snowball stem, but for words of the field that the stemmer would confuse."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

import snowballstemmer

# Words whose stem in the Snowball algorithm falls together with that of another word of the field.
_APART = {
    "commissioner": "commissioner",
    "commissioners": "commissioner",
    "scrutineer": "scrutineer",
    "scrutineers": "scrutineer",
    "scrutiny": "scrutini",
    "university": "university",
    "universities": "university",
    "universal": "universal",
    "policing": "policing",
    "several": "several",
    "severe": "severe",
    "importance": "importanc",
    "general": "general",
    "generally": "general",
    "custodial": "custodial",
    "residents": "resident",
    "residential": "residential",
    "residentially": "residential",
    "emergency": "emergency",
    "emerging": "emerging",
    "emerge": "emerge",
    "organisation": "organisation",
    "organisations": "organisation",
    "organization": "organisation",
    "organizations": "organisation",
    "partnership": "partnership",
    "partnerships": "partnership",
    "leadership": "leadership",
    "membership": "membership",
    "authority": "authority",
    "authorities": "authority",
    "director": "director",
    "directors": "director",
    "directly": "directly",
    "trainer": "trainer",
    "trainers": "trainer",
    "reviewer": "reviewer",
    "reviewers": "reviewer",
    "auditor": "auditor",
    "auditors": "auditor",
    "facilitator": "facilitator",
    "past": "past",
    "provider": "provider",
    "providers": "provider",
    "responsible": "responsible",
    "responsibly": "responsible",
    "responsibility": "responsibility",
    "responsibilities": "responsibility",
    "needed": "needed",
    "needs": "need",
    "should": "should",
    "regardless": "regardless",
    "regarding": "regarding",
    "regards": "regards",
    "meeting": "meeting",
    "meetings": "meeting",
    "learning": "learning",
    "funding": "funding",
    "hearing": "hearing",
    "findings": "finding",
    "finding": "finding",
    "training": "training",
    "briefing": "briefing",
    "briefings": "briefing",
    "outstanding": "outstanding",
    "better": "better",
    "timely": "timely",
    "timeliness": "timely",
    "secondary": "secondary",
    "secondment": "secondment",
    "secondments": "secondment",
    "seconded": "secondment",
}


PATTERN = "\x00"  # begins the name of a pattern, which the vocabulary takes for a word of its own


@lru_cache(maxsize=200_000)  # the packs share most of their words
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


def norm_maker(capitals: Collection[str]) -> Callable[[str], str]:
    """The norm of a word: kept as it is if it is one of `capitals`, else its lower-case stem."""
    kept = frozenset(capitals)
    memory: dict[str, str] = {}

    def norm(word: str) -> str:
        known = memory.get(word)
        if known is None:
            if word in kept or word[:1] == PATTERN:
                known = word
            else:
                lower = word.lower().replace("’", "'")
                known = _APART.get(lower) or _stem(lower)
            memory[word] = known
        return known

    return norm
