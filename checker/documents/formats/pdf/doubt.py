"""Pages whose text looks wrong, told by cheap signs: only these are read a second time."""

from __future__ import annotations

import re
from enum import StrEnum


class Doubt(StrEnum):
    """What looks wrong on a page; the value says so in words."""

    DOUBLED = "letters drawn twice"
    PARTED = "single letters parted from their words"
    UNREADABLE = "letters that make no words"
    COLUMNS = "columns written row by row"
    TURNED = "text that runs up, down or upside down"
    UNSEEN = "words that may not be seen"


_DOUBLED = re.compile(r"([A-Za-z])\1([A-Za-z])\2([A-Za-z])\3")
_TWICE = ("tthh", "hhee", "aann", "nndd")  # in no English word; a cheap test first
_ENDS = (" s ", " e ", " t ", " d ")  # the commonest last letters, parted: a cheap test first
_LEAST_ENDS = 3
# The narrow letters alone come out twice where the two stand further apart than they are wide; no roman numbers.
_NARROW = re.compile(r"[b-hj-uwyz]ii|ii[a-hj-uwyz]")
_LEAST_NARROW = 4
_MOST_DOUBLED = 2  # "bookkeeper" has three pairs too
_LONE = re.compile(r"(?<=[a-z0-9] )[b-hj-z](?![\w'’.)])")
_LEAST_LONE, _LONE_SHARE = 8, 0.05  # letters, and their share of the words
_CLEAREST = " the "  # a cheap test first
_CLEAR = (" and ", " of ", " to ", " yn ", " y ")  # English and Welsh
_CLEAR_EVERY = 250  # characters of text, at least; running text has one every forty
_LEAST_LETTERS = 120  # letters that tell anything
_FUNCTION_WORDS = re.compile(
    r"(?<!\S)(?:the|of|and|to|in|is|for|on|with|by|are|a|at|or|yn|ar|y|o|i)(?=[\s,.;:)]|$)", re.IGNORECASE
)
_SENSIBLE = re.compile(
    r"[(\[\"'“‘]*(?:[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'./&-]*|[£€$]?[\d.,:/%-]+(?:st|nd|rd|th|pm|am|m|k)?)[)\]\"'”’.,;:!?%]*"
)
_LONG_WORD = re.compile(r"[A-Za-zÀ-ÿ]{5,}")
_CLUSTER = re.compile(
    r"[bcdfghjklmnpqrstvxz]{5}|[bcdfghjkmnpqtvwxz]{4}|[jkqvxzw][bcdfgjkmpqtvwxz]|[aeiou]{4}", re.IGNORECASE
)
_MARKED = re.compile(r"[À-ÿ]")
_LEAST_JUMBLED = 15  # words
_JUMBLED_SHARE = 0.3
_VOWEL = re.compile(r"[aeiouywà-ÿ]", re.IGNORECASE)
_LEAST_FUNCTION_WORDS = 4  # on a page, to say that its letters make words
_NONSENSE_SHARE = 0.4  # of a page's characters
_LONGEST_WORD = 24
# Fonts without a table often count their glyphs 29 below ASCII.
_SHIFTS: tuple[int, ...] = (29, *range(1, 29), *range(30, 95))
PRIVATE = 0xE000  # signs from here on stand for glyphs by number
_PRINTED = 95  # characters of ASCII


def doubts(text: str) -> set[Doubt]:
    """What looks wrong with the words of a page."""
    found: set[Doubt] = set()
    twice = any(pair in text for pair in _TWICE) and len(_DOUBLED.findall(text)) > _MOST_DOUBLED
    if twice or (text.count("ii") >= _LEAST_NARROW and len(_NARROW.findall(text)) >= _LEAST_NARROW):
        found.add(Doubt.DOUBLED)
    if sum(map(text.count, _ENDS)) >= _LEAST_ENDS:
        lone = len(_LONE.findall(text))
        if lone >= _LEAST_LONE and lone > _LONE_SHARE * (text.count(" ") + 1):
            found.add(Doubt.PARTED)
    if text.count(_CLEAREST) * _CLEAR_EVERY < len(text) and is_nonsense(text):
        found.add(Doubt.UNREADABLE)
    return found


def is_nonsense(text: str) -> bool:
    """Whether characters make no words: none of the commonest, and most pieces like no word or figure."""
    if sum(map(text.count, _CLEAR)) * _CLEAR_EVERY >= len(text):
        return False
    length = sum(1 for char in text if not char.isspace())
    if length < _LEAST_LETTERS or _has_function_words(text):
        return False
    return length - _sensible(text) >= _NONSENSE_SHARE * length or _is_jumbled(text)


def _is_jumbled(text: str) -> bool:
    """Whether letters are put in the place of others: words without vowels, of many consonants, of marked letters."""
    words = _LONG_WORD.findall(text)
    if len(words) < _LEAST_JUMBLED:
        return False
    odd = sum(
        1 for word in words if _CLUSTER.search(word) or _VOWEL.search(word) is None or len(_MARKED.findall(word)) > 2
    )
    return odd > _JUMBLED_SHARE * len(words)


def _sensible(text: str) -> int:
    """How many characters stand in pieces that look like words or figures."""
    return sum(len(piece) for piece in text.split() if _is_sensible(piece))


def _has_function_words(text: str) -> bool:
    return len(_FUNCTION_WORDS.findall(text)) > 0.04 * (text.count(" ") + 1)


def _is_sensible(piece: str) -> bool:
    if _SENSIBLE.fullmatch(piece) is None or len(piece) > _LONGEST_WORD:
        return False
    return len(piece) < 4 or not piece.isalpha() or _VOWEL.search(piece) is not None


def shift_of(text: str) -> int | None:
    """By how much each character has to go up to make words, where a font counts its glyphs from another place."""
    for shift in _SHIFTS:
        words = shifted(text, shift)
        found = len(_FUNCTION_WORDS.findall(words))
        if found < _LEAST_FUNCTION_WORDS or found < 0.12 * (words.count(" ") + 1):
            continue
        if _sensible(words) > (1 - _NONSENSE_SHARE / 2) * (len(words) - words.count(" ")):
            return shift
    return None


def shifted(text: str, by: int) -> str:
    """The text with each character of ASCII, and each numbered glyph, moved up, round at the end."""

    def moved(char: str) -> str:
        code = ord(char) - PRIVATE if char >= chr(PRIVATE) else ord(char)
        return chr((code - 32 + by) % _PRINTED + 32) if 0 <= code < 127 and char != "\n" else char

    return "".join(map(moved, text))
