"""The little language of terms in a vocabulary, and its expansion into phrases.

annual report                 word stems, any case; hyphen, space and joined forms alike
(annual|yearly) report        alternatives
[multi-agency] audit          optional words
=policing                     this form only
MASH                          capitals only
review ... arrangements       up to eight words between, in this order, in one sentence
parents .. asked              up to three words between
<Name> Council                with a capitalised name right before (or behind: NHS <Name>)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

GAPS = {"...": 8, "..": 3}  # how many words may stand between the parts of a term
_MAX_PHRASES = 1500  # from one piece of a term: more is a mistake in the term
_MANY_PHRASES = 40  # from one piece: above that it is cut into pieces that follow each other
_LISTED = 30_000  # readings of a piece that are gone through one by one
_MOST_WORDS = 40  # in one piece of a term
_COMMON = frozenset(
    "the a an of to in on by for with and or is are was were be been being has have had not no that this these those "
    "it its they their we our as at from will would which who all any each".split()
)
_JOINED_PREFIXES = frozenset({"multi", "inter", "co", "sub", "pre", "re", "non", "cross", "over", "mid"})
_MARK = re.compile(r"[()\[\]|]|[^()\[\]|]+")
_PAIRS = {"(": ")", "[": "]"}
_DEEPEST = 12  # brackets within brackets


class TermError(ValueError):
    """A term that cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be matched one after the other; `exact` are positions that must have this very form."""

    words: str
    named_before: bool = False  # a capitalised name must stand right before
    named_after: bool = False  # or right behind
    exact: tuple[str, ...] = ()  # lower-case forms that must occur among the matched words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a term: alternative phrases, and how many words may stand before it."""

    phrases: tuple[Phrase, ...]
    gap: int = 0


@lru_cache(maxsize=20_000)  # several packs share most of their terms
def parse(term: str) -> tuple[Part, ...]:
    """The parts of a term, in order. Raises TermError for a term that cannot be understood."""
    pieces = re.split(r"\s+(\.{2,3})\s+", f" {term.strip()} ")
    if not all(piece.strip() for piece in pieces):
        raise TermError(f"'{term}': something must stand on both sides of '...'")
    gaps = [0, *(GAPS[mark] for mark in pieces[1::2])]
    parts: list[Part] = []
    for piece, gap in zip(pieces[::2], gaps, strict=True):
        for number, words in enumerate(_chain(piece.split(), term)):
            phrases = tuple(_phrase(form, term) for form in _variants(words, term))
            parts.append(Part(phrases, gap if number == 0 else 0))
    return tuple(parts)


def _chain(words: list[str], term: str) -> list[str]:
    """A piece as it is, or cut into pieces that follow each other, where it stands for very many phrases.

    "(a|b|c) [d] (e|f|g)" is 18 phrases as a whole but 3 + 6 as two pieces.
    """
    segments = _segments(words)
    if len(segments) > _MOST_WORDS:
        raise TermError(f"'{term}': more than {_MOST_WORDS} words in a row; split it up")
    whole = " ".join(segments)
    readings = _count(_tree(whole, term))
    if len(segments) == 1 or (readings <= _LISTED and len(_variants(whole, term, check=False)) <= _MANY_PHRASES):
        return [whole]
    cuts: list[tuple[bool, int, int]] = []  # (holds a poor piece, phrases in all, place)
    for place in range(1, len(segments)):
        halves = [_tree(" ".join(half), term) for half in (segments[:place], segments[place:])]
        if all(not _may_be_empty(half) for half in halves):
            poor = not all(
                _may_stand_alone(" ".join(form.split()))
                for half in halves
                if _count(half) <= _LISTED
                for form in _readings(half)
            )
            cuts.append((poor, sum(map(_count, halves)), place))
    if not cuts:
        return [whole]
    poor, _, place = min(cuts)
    if poor and readings <= _MAX_PHRASES // 3:
        return [whole]
    return [*_chain(segments[:place], term), *_chain(segments[place:], term)]


def _may_stand_alone(form: str) -> bool:
    """Whether a piece is worth matching by itself: not the commonest words only."""
    return not _COMMON.issuperset(form.replace("=", "").split())


def _segments(words: list[str]) -> list[str]:
    """Words put together again where a bracket runs over several, or a <Name> needs its neighbour."""
    segments: list[str] = []
    depth = 0
    for word in words:
        if depth or (segments and (word == "<Name>" or segments[-1] == "<Name>")):
            segments[-1] += f" {word}"
        else:
            segments.append(word)
        depth += sum(word.count(mark) for mark in "([") - sum(word.count(mark) for mark in ")]")
    return segments


def capitals(term: str) -> set[str]:
    """Words of a term that are written in capitals, and so match only in capitals."""
    return {word for word in re.findall(r"[A-Za-z&]{2,}", term) if word.isupper()}


def _variants(part: str, term: str, *, check: bool = True) -> list[str]:
    if _count(_tree(part, term)) > _LISTED:
        raise TermError(f"'{term}' stands for more phrases than can be gone through; split it up")
    expanded = list(dict.fromkeys(_expand(part, term)))
    spelled: dict[str, None] = {}
    for words in expanded:
        for form in _hyphens(words):
            spelled[form] = None
    if len(spelled) > _MAX_PHRASES and check:
        raise TermError(f"'{term}' stands for {len(spelled)} phrases; split it up (at most {_MAX_PHRASES})")
    return list(spelled)


def _expand(text: str, term: str) -> Iterator[str]:
    """All readings of a piece, one by one: the product of its groups, without spare spaces."""
    for reading in _readings(_tree(text, term)):
        yield " ".join(reading.split())


# A piece as a tree: plain text, or a group of alternatives each of which is a piece again.
_Tree = list["str | list[_Tree]"]


def _tree(text: str, term: str) -> _Tree:
    """Brackets put together. Raises TermError where they do not pair up or stand too deep."""
    open_groups: list[tuple[str, list[_Tree]]] = [("", [[]])]
    for mark in _MARK.findall(text):
        closing, group = open_groups[-1]
        if mark in _PAIRS:
            if len(open_groups) > _DEEPEST:
                raise TermError(f"'{term}': too many brackets")
            open_groups.append((_PAIRS[mark], [[]]))
        elif mark in ")]":
            if mark != closing:
                raise TermError(f"'{term}': brackets do not pair up")
            if mark == "]":
                group.append([""])
            open_groups.pop()
            open_groups[-1][1][-1].append(group)
        elif mark == "|":
            if not closing:
                raise TermError(f"'{term}': brackets do not pair up")
            group.append([])
        else:
            group[-1].append(mark)
    if len(open_groups) > 1:
        raise TermError(f"'{term}': brackets do not pair up")
    return open_groups[0][1][0]


def _count(tree: _Tree) -> int:
    """How many readings a tree has, the same ones counted again."""
    product = 1
    for node in tree:
        if not isinstance(node, str):
            product *= sum(map(_count, node))
    return product


def _may_be_empty(tree: _Tree) -> bool:
    """Whether a reading is without words, or only a name."""
    return _shortest(tree).split() in ([], ["<Name>"])


def _shortest(tree: _Tree) -> str:
    """The reading with the shortest choice in every group, by its words."""
    words = ""
    for node in tree:
        if isinstance(node, str):
            words += node
        else:
            words += min(map(_shortest, node), key=lambda form: len(form.replace("<Name>", "").split()))
    return words


def _readings(tree: _Tree) -> Iterator[str]:
    if not tree:
        yield ""
        return
    first, rest = tree[0], tree[1:]
    for head in [first] if isinstance(first, str) else (reading for choice in first for reading in _readings(choice)):
        if rest:
            for tail in _readings(rest):
                yield head + tail
        else:
            yield head


def _hyphens(words: str) -> Iterator[str]:
    """A hyphenated word also with a space, and joined after a usual prefix."""
    yield words
    if "-" not in words:
        return
    yield words.replace("-", " ")
    joined = re.sub(
        r"\b(\w+)-(\w)", lambda m: m[1] + m[2] if m[1].lower() in _JOINED_PREFIXES else f"{m[1]}-{m[2]}", words
    )
    if joined != words:
        yield joined


def _phrase(words: str, term: str) -> Phrase:
    before, after = words.startswith("<Name>"), words.endswith("<Name>")
    words = words.removeprefix("<Name>").removesuffix("<Name>").strip()
    if not words:
        raise TermError(f"'{term}': a phrase of it may be empty; write at least one word that is not optional")
    if "<" in words:
        raise TermError(f"'{term}': <Name> can only begin or end a phrase, beside other words")
    exact = tuple(word.lower() for word in re.findall(r"=([\w-]+)", words))
    return Phrase(words=words.replace("=", ""), named_before=before, named_after=after, exact=exact)
