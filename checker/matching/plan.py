"""What a matcher is made of: phrases by the norms of their words, and all that each may mean.

Plain tuples, strings and numbers, so that a plan can be kept between runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


# Made by the ten thousand whenever vocabularies are compiled: tuples are several times quicker than dataclasses.
class Condition(NamedTuple):
    """What must hold around a matched phrase besides its norms: exact forms, a name before or after."""

    exact: tuple[str, ...] = ()
    named_before: bool = False
    named_after: bool = False


class Meaning(NamedTuple):
    """What a matched phrase stands for: concepts outright, and places in terms with gaps.

    `parts` is a bit set: bit `place * number of gap terms + term` says that the phrase may be part `place` of that
    term; `chained` the same for terms that were cut into pieces that follow each other, which are one phrase all the
    same.
    """

    concepts: tuple[str, ...]
    parts: int
    chained: int


class Entry(NamedTuple):
    """All that one matched phrase may mean."""

    plain: Meaning
    forms: tuple[tuple[str, Meaning], ...]  # of a single word, what it means besides in one very form
    conditional: tuple[tuple[Condition, Meaning], ...]
    shadow: bool  # a fixed phrase: shorter phrases inside it do not match


class GapTerm(NamedTuple):
    """A term of several parts: how many words may stand before each, and the concepts it evidences."""

    gaps: tuple[int, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Compiled vocabularies: `phrases[i]` are the phrases, as norms of words, that mean `entries[i]`."""

    entries: tuple[Entry, ...]
    phrases: tuple[tuple[tuple[str, ...], ...], ...]
    gap_terms: tuple[GapTerm, ...]
    built_in: Mapping[str, tuple[str, ...]]  # built-in concept -> all concepts that a hit of it sets
