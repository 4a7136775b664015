"""Mending the characters of extracted words: spaces, ligatures, spaced-out capitals, broken lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.text.english import MONTHS
from checker.text.hyphens import keeps_hyphen
from checker.text.late import late
from checker.text.ligatures import LIGATURES, with_letters

CELL = " | "  # between the cells of a table's row in a document's text
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans("0123456789", SUPERSCRIPTS)

_DROPPED = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, *range(0x202A, 0x202F)])
_SPACES = dict.fromkeys(
    [*range(0x00, 0x20), *range(0x7F, 0xA0), 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_CHARACTERS = str.maketrans(
    {**LIGATURES, **_DROPPED, **_SPACES, "\n": "\n", "\u2028": "\n", "\u2029": "\n", "\u2010": "-", "\u2011": "-"}
)
SPACED_CAPITALS = late(r"(?<![A-Za-z’'.&])[A-Z](?: {1,4}[A-Z]){3,}(?![A-Za-z’'.&])")
# A footnote's marker behind a word or a stop; behind m, km or cm it says square or cubed.
_MARKER = late(rf"(?<=[^\W\d_]|[.,;:!?)\]’”'\"%])(?<!\b[kc]m)(?<!\bm)[{SUPERSCRIPTS}]+(?:[ ,]*[{SUPERSCRIPTS}]+)*")
_MARKER_FIRST = late(rf"([{SUPERSCRIPTS}]+)\s*(?=\S)")
_LINE_HYPHEN = late(r"(\w+)-$")
_FIRST_WORD = late(r"[A-Za-z’']+")
_STRAY_TAG = late(
    r"</?(?:ul|ol|li|b|i|u|p|br|em|strong|sup|sub|span|div|td|tr|th|table)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# What follows a figure that counts or measures, and numbers no paragraph: "1.5 x full time", "2.4 million".
MEASURE = (
    r"(?:x|×|%|per|percent|million|billion|thousand|m|bn|k|fte|wte|times|days?|weeks?|months?|years?|hours?|minutes?|"
    r"miles?|km|pages?|points?|st|nd|rd|th)\b"
)
MONTH = rf"(?:{'|'.join(MONTHS)})\b"
# A line that begins like this begins a paragraph of its own: a bullet, "(a)", "b)", "2.1", "3." or "4)".
_STARTS_ANEW = late(
    r"[•▪●◦‣⁃∙·■□➢➤✓✔–—\uf0b7\uf0a7*-]\s+\S|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+\S"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})+\.?\s+(?!{MEASURE})\S|\d{{1,2}}\.\s+[A-Z]"
)
_LONGEST_ENTRY = 70  # characters that a line of an unmarked list has at most


def clean(text: str) -> str:
    """The text on one line with single spaces, ligatures and spaced-out capitals written plainly.

    Soft hyphens and characters without width go; a non-breaking hyphen becomes an ordinary one.
    """
    text = with_letters(text.translate(_CHARACTERS))
    if "</" in text:  # markup that a converter took for words
        text = _STRAY_TAG.sub(" ", text)
    text = SPACED_CAPITALS.sub(_close_up, text)
    return " ".join(text.split())


def without_markers(text: str) -> str:
    """The text without raised footnote markers."""
    return _MARKER.sub("", text) if any(mark in text for mark in SUPERSCRIPTS) else text


def note_number(text: str) -> tuple[str, str] | None:
    """A footnote's number and words, where a text begins with a raised number."""
    match = _MARKER_FIRST.match(text)
    if match is None:
        return None
    return match[1].translate({ord(mark): str(digit) for digit, mark in enumerate(SUPERSCRIPTS)}), text[match.end() :]


def join_lines(lines: Sequence[str]) -> list[str]:
    """The lines of one stretch of text as paragraphs: joined, but for lines that begin one anew."""
    lines = [line for line in map(str.strip, lines) if line]
    paragraphs: list[str] = []
    listed = len(lines)  # from this line on, each is an entry of an unmarked list
    for at, line in enumerate(lines):
        if line.endswith(":") and len(lines) - at > 2 and all(map(_may_be_listed, lines[at + 1 :])):
            listed = min(listed, at + 1)
        if not paragraphs or at >= listed or _STARTS_ANEW.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] = join_two(paragraphs[-1], line)
    return paragraphs


def _may_be_listed(line: str) -> bool:
    return len(line) <= _LONGEST_ENTRY and (line[0].isupper() or line[0].isdigit() or line[0] in "(‘“'\"")


def join_two(first: str, second: str) -> str:
    """Two lines as one; a word parted by a hyphen at the line's end is closed up."""
    first, second = first.rstrip(), second.lstrip()
    if first.endswith("\xad"):
        return first[:-1] + second
    parted = _LINE_HYPHEN.search(first[-40:])
    if parted is None or not second[:1].isalpha():
        return f"{first} {second}"
    right = _FIRST_WORD.match(second)
    kept = right is None or keeps_hyphen(parted[1], right.group())
    if kept or parted[1][0].isupper() or not second[0].islower():
        return first + second
    return first[:-1] + second


def _close_up(match: re.Match[str]) -> str:
    """ "C O N T E N T S" closed up; wider gaps part words, where there are both."""
    spaced = match.group()
    words = re.split(r" {2,}", spaced) if re.search(r"[A-Z] [A-Z]", spaced) else [spaced]
    return " ".join(word.replace(" ", "") for word in words)
