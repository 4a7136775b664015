"""Words: text cut into tokens, with a norm per distinct word (stem, or capitals kept).

The norm is computed once a lexeme, not once a token, and phrases are matched on it. Words of an
abbreviation that some vocabulary uses (MASH, CAFCASS) keep their capitals as their norm, so that
"MASH" is never "mash"; every other word is lower-cased and stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import snowballstemmer

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A word, a figure ("1,134", "2019/20"), a possessive ending, or a mark.
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*\d|\d|['’]s\b|[^\w\s]|_")

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


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: a spaCy Doc for matching, and where each token stands in the text."""

    doc: Doc
    starts: list[int]
    stops: list[int]


class Words:
    """Cuts text into words and marks, with one vocabulary whose NORM is this project's.

    Words split at hyphens and apostrophes; figures keep their points, commas and slashes.
    """

    def __init__(self, capitals: Collection[str] = ()) -> None:
        from spacy.attrs import LOWER, NORM
        from spacy.vocab import Vocab

        # Only the attributes that matching uses are worked out for each new word.
        self._norm = norm_maker(capitals)
        self._norms: dict[str, tuple[str, ...]] = {}
        self.vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: self._norm})

    def norms(self, phrase: str) -> tuple[str, ...]:
        """The norms of a phrase's words, for a pattern."""
        known = self._norms.get(phrase)
        if known is None:
            known = self._norms[phrase] = tuple(map(self._norm, _TOKEN.findall(phrase)))
        return known

    def tokens(self, text: str, spans: Iterable[tuple[int, int]] | None = None) -> Tokens:
        """The tokens of a text, or of some stretches of it."""
        from spacy.tokens import Doc

        words: list[str] = []
        starts: list[int] = []
        stops: list[int] = []
        for first, last in spans or ((0, len(text)),):
            for match in _TOKEN.finditer(text, first, last):
                words.append(match.group())
                starts.append(match.start())
                stops.append(match.end())
        return Tokens(Doc(self.vocab, words=words), starts, stops)
