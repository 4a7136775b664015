"""Words: text cut into tokens, with a norm per distinct word (stem, or capitals kept).

The norm is computed once a lexeme, not once a token, and phrases are matched on it. Words of an
abbreviation that some vocabulary uses (MASH, CAFCASS) keep their capitals as their norm, so that
"MASH" is never "mash"; every other word is lower-cased and stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import sub
from typing import TYPE_CHECKING

from checker.text.stems import norm_maker

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A word, a figure ("1,134", "2019/20"), a possessive ending, or a mark; with the blanks before it, so that nothing of
# a text lies between two of them. Most words are plain letters, which a set of them tells quickest.
_TOKEN = re.compile(r"\s*(?:[a-zA-Z]+[^\W\d_]*|[^\W\d_]+|\d[\d.,/]*\d|\d|['’]s\b|[^\w\s]|_)")


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
        from checker.matching.spacy_parts import LOWER, NORM, Vocab

        # Only the attributes that matching uses are worked out for each new word.
        self.capitals = frozenset(capitals)
        self._norm = norm_maker(capitals)
        self._norms: dict[str, tuple[str, ...]] = {}
        self.vocab = Vocab(lex_attr_getters={LOWER: str.lower, NORM: self._norm})

    def norms(self, phrase: str) -> tuple[str, ...]:
        """The norms of a phrase's words, for a pattern."""
        known = self._norms.get(phrase)
        if known is None:
            known = self._norms[phrase] = tuple(map(self._norm, map(str.lstrip, _TOKEN.findall(phrase))))
        return known

    def tokens(self, text: str, spans: Iterable[tuple[int, int]] | None = None) -> Tokens:
        """The tokens of a text, or of some stretches of it."""
        from checker.matching.spacy_parts import Doc

        words: list[str] = []
        stops: list[int] = []
        for first, last in spans or ((0, len(text)),):
            found = _TOKEN.findall(text, first, last)
            words += map(str.lstrip, found)
            stops += islice(accumulate(map(len, found), initial=first), 1, None)
        starts = list(map(sub, stops, map(len, words)))
        return Tokens(Doc(self.vocab, words=words), starts, stops)
