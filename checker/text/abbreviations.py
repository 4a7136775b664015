"""Abbreviations that a document defines for itself: "Practice Assurance Group (PAG)", "PAG (Practice ...)".

What the long form means, its short form means wherever it stands. Only pairs whose letters agree are
taken, so that "Marlow Council (lead)" defines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_SHORT = r"[A-Z][A-Za-z&]{0,6}[A-Zs]"
_BRACKET = re.compile(r"\(([^()]{2,90})\)")
_DEFINED = re.compile(rf"\W{{0,2}}(?:the |or |our )?\W{{0,2}}({_SHORT})\W{{0,2}}")
_JUST_BEFORE = re.compile(rf"\b({_SHORT}) $")
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
_FARTHEST = 90  # characters before the bracket in which the long form must stand
_SMALL = frozenset("and of for the in to on with a".split())


class Definition(NamedTuple):
    """A short form, and where its long form stands: offsets into the text."""

    short: str
    start: int
    end: int


def definitions(text: str, start: int = 0, end: int | None = None) -> Iterator[Definition]:
    """The abbreviations that a stretch of text defines, in brackets behind or before their long forms."""
    for match in _BRACKET.finditer(text, start, len(text) if end is None else end):
        defined = _DEFINED.fullmatch(match[1])
        if defined is not None:
            short = _singular(defined[1])
            floor = max(start, match.start() - _FARTHEST)
            span = _long_form(text, _words(text, floor, match.start()), short)
            if span is not None:
                yield Definition(short, *span)
            continue
        before = _JUST_BEFORE.search(text, max(start, match.start() - 10), match.start())
        if before is not None:
            short = _singular(before[1])
            span = _long_form(text, _words(text, match.start(1), match.end(1)), short)
            if span is not None and span[0] == match.start(1):
                yield Definition(short, *span)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [word.span() for word in _WORD.finditer(text, start, end)]


def uses(
    text: str, defined: Collection[Definition], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int, Definition]]:
    """Where the short forms stand in a stretch of text, as whole words, in the singular or plural, in order."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int, Definition]] = []
    for definition in defined:
        size = len(definition.short)
        at = text.find(definition.short, start, stop)  # several times as fast as one expression for all
        while at >= 0:
            last = at + size + (text[at + size : at + size + 1] == "s")
            if not text[max(at - 1, 0) : at].isalnum() and not text[last : last + 1].isalnum():
                found.append((at, last, definition))
            at = text.find(definition.short, at + size, stop)
    yield from sorted(found)


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _long_form(text: str, words: list[tuple[int, int]], short: str) -> tuple[int, int] | None:
    """The last words whose initials are the letters of `short`; small words may be left out of it."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    if len(letters) < 2 or not words:
        return None
    place = len(words) - 1
    for letter in reversed(letters):
        while place >= 0 and text[words[place][0]].lower() != letter:
            if text[words[place][0] : words[place][1]].lower() not in _SMALL:
                return None
            place -= 1
        if place < 0:
            return None
        place -= 1
    return words[place + 1][0], words[-1][1]
