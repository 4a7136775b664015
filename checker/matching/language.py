"""Words: spaCy's English tokenizer, with a norm per distinct word (stem, or capitals kept).

The norm is computed once a lexeme, not once a token, and phrases are matched on it. Words of an
abbreviation that some vocabulary uses (MASH, CAFCASS) keep their capitals as their norm, so that
"MASH" is never "mash"; every other word is lower-cased and stemmed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from spacy.language import Language

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


def norm_maker(capitals: Collection[str]) -> Callable[[str], str]:
    """The norm of a word: kept as it is if it is one of `capitals`, else its lower-case stem."""
    stem = snowballstemmer.stemmer("english").stemWord
    kept = frozenset(capitals)
    memory: dict[str, str] = {}

    def norm(word: str) -> str:
        known = memory.get(word)
        if known is None:
            if word in kept:
                known = word
            else:
                lower = word.lower().replace("’", "'")
                known = _APART.get(lower) or stem(lower)
            memory[word] = known
        return known

    return norm


def english(capitals: Collection[str] = ()) -> Language:
    """A blank English pipeline (no model) whose NORM is this project's."""
    import spacy
    from spacy.attrs import NORM

    language = spacy.blank("en")
    norm = norm_maker(capitals)
    language.vocab.lex_attr_getters[NORM] = norm
    for lexeme in language.vocab:  # those made before the getter was replaced
        lexeme.norm_ = norm(lexeme.text)
    return language
