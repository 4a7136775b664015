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
    from spacy.vocab import Vocab

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
        self._numbered = _Numbered(self.vocab)

    def norms(self, phrase: str) -> tuple[str, ...]:
        """The norms of a phrase's words, for a pattern."""
        known = self._norms.get(phrase)
        if known is None:
            known = self._norms[phrase] = tuple(map(self._norm, map(str.lstrip, _TOKEN.findall(phrase))))
        return known

    def tokens(self, text: str, spans: Iterable[tuple[int, int]] | None = None) -> Tokens:
        """The tokens of a text, or of some stretches of it."""
        from checker.matching.spacy_parts import Doc

        found: list[str] = []
        stops: list[int] = []
        for first, last in spans or ((0, len(text)),):
            here = _TOKEN.findall(text, first, last)
            found += here
            stops += islice(accumulate(map(len, here), initial=first), 1, None)
        # A Doc takes numbers too, and finds a word by its number in half the time that its letters take.
        numbers = list(map(self._numbered.__getitem__, found))
        starts = list(map(sub, stops, map(self._numbered.lengths.__getitem__, found)))
        return Tokens(Doc(self.vocab, words=numbers), starts, stops)  # type: ignore[arg-type]


class _Numbered(dict[str, int]):
    """Words, with the blanks before them, to their numbers in a vocabulary and their lengths; filled as they come.

    The vocabulary keeps every word that it has met, and so do these.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.lengths: dict[str, int] = {}
        self._strings = vocab.strings

    def __missing__(self, found: str) -> int:
        word = found.lstrip()
        self.lengths[found] = len(word)
        number = self[found] = int(self._strings.add(word))
        return number
