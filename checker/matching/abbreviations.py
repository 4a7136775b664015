"""Abbreviations that a document defines for itself: "Practice Assurance Group (PAG)", "PAG (Practice ...)".

What the long form means, its short form means wherever it stands. Only pairs whose letters agree are
taken, so that "Marlow Council (lead)" defines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SHORT = r"[A-Z][A-Za-z&]{0,6}[A-Zs]"
_DEFINED = re.compile(rf"\(\W{{0,2}}(?:the |or |our )?\W{{0,2}}(?P<short>{_SHORT})\W{{0,2}}\)")
_EXPLAINED = re.compile(rf"\b(?P<short>{_SHORT}) \((?P<long>[A-Za-z][^()]{{5,80}})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
_FARTHEST = 90  # characters before the bracket in which the long form must stand
_SMALL = frozenset("and of for the in to on with a".split())


class Definition(NamedTuple):
    """A short form, and where its long form stands: offsets into the text."""

    short: str
    start: int
    end: int


def definitions(text: str) -> list[Definition]:
    """The abbreviations that a text defines, each at its first definition."""
    found: dict[str, Definition] = {}
    for match in _DEFINED.finditer(text):
        short = _singular(match["short"])
        if short in found:
            continue
        floor = max(0, match.start() - _FARTHEST)
        words = [(word.start(), word.end()) for word in _WORD.finditer(text, floor, match.start())]
        span = _long_form(text, words, short)
        if span is not None:
            found[short] = Definition(short, *span)
    for match in _EXPLAINED.finditer(text):
        short = _singular(match["short"])
        if short in found:
            continue
        words = [(word.start(), word.end()) for word in _WORD.finditer(text, match.start("long"), match.end("long"))]
        span = _long_form(text, words, short)
        if span is not None and span[0] == match.start("long"):
            found[short] = Definition(short, *span)
    return list(found.values())


def uses(text: str, defined: list[Definition]) -> Iterator[tuple[int, int, Definition]]:
    """Where the short forms stand, in the singular or plural, in order: start, end, which."""
    if not defined:
        return
    by_short = {definition.short: definition for definition in defined}
    shorts = "|".join(re.escape(short) for short in sorted(by_short, key=len, reverse=True))
    for match in re.finditer(rf"\b({shorts})s?\b", text):
        yield match.start(), match.end(), by_short[match[1]]


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
