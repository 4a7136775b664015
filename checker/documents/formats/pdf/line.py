"""One printed line of a PDF page, and the repair of its characters.

A line keeps the map from its text to pdfium's character index through every repair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from typing import NamedTuple

from checker.text.characters import SPACED_CAPITALS, SUPERSCRIPTS
from checker.text.ligatures import LIGATURES

# What needs repair in a line: controls, odd spaces, soft and hard hyphens, zero-width characters, ligatures.
ODD_CHARACTERS = frozenset(
    chr(code)
    for start, end in (
        (0x00, 0x02),
        (0x03, 0x0A),
        (0x0B, 0x0D),
        (0x0E, 0x20),
        (0x7F, 0xA1),
        (0xAD, 0xAE),
        (0x2000, 0x2012),
        (0x2028, 0x2030),
        (0x205F, 0x2070),
        (0x3000, 0x3001),
        (0xFB00, 0xFB07),
        (0xFEFF, 0xFF00),
        (0xFFF0, 0xFFFD),
        (0xFFFF, 0x10000),
    )
    for code in range(start, end)
)
# A control character inside a word is the sign of a letter or two that the file does not name; 2 and 3 are pdfium's
# hyphen, and often a blank.
CONTROL_IN_WORD = re.compile("[A-Za-z][\x01\x04-\x08\x0e-\x1f\x7f-\x9f]{1,3}[a-z]")
_PRIVATE = 0xE000
_SPACES = "\t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = {**dict.fromkeys(_SPACES, " "), "\u2010": "-", "\u2011": "-"}  # phrases are written with these
NOTE_SIGNS = frozenset("0123456789*†‡" + SUPERSCRIPTS)


class Gap(NamedTuple):
    """A wide gap between words: the offset of the word behind it, and where it begins and ends."""

    offset: int
    left: float
    right: float


@dataclass(slots=True)
class Line:
    """One printed line. Places in points from the page's lower left corner; `y` is the baseline.

    `runs` maps the text to pdfium's character index: from offset `runs[i][0]` on, the characters
    begin at index `runs[i][1]`. `gaps` are wide, as between columns of figures.
    """

    page: int
    text: str
    runs: list[tuple[int, int]]
    x0: float
    x1: float
    y: float
    size: float
    bold: int  # 0 regular, 1 bold at one end only, 2 bold at both
    font: bytes
    raised: bool = False  # begins with a small character: a footnote's number
    turned: bool = False  # runs up, down or aslant
    gaps: tuple[Gap, ...] = ()
    hung: Gap | None = None  # behind a name beside whose text further lines hang

    @property
    def char(self) -> int:
        """pdfium's index of the first character."""
        return self.runs[0][1]

    def char_at(self, offset: int) -> int:
        """pdfium's index of the character at an offset of the text; below 0 for one typed into a form."""
        for start, char in reversed(self.runs):
            if offset >= start:
                return char + offset - start if char >= 0 else char
        return self.runs[0][1]

    def cut(self, gap: Gap) -> tuple[Line, Line]:
        """The parts of the line before and behind a gap."""
        at = gap.offset
        before = replace_fields(self, text=self.text[:at].rstrip(), x1=gap.left, gaps=())
        before.runs = [run for run in self.runs if run[0] < at]
        behind = replace_fields(self, text=self.text[at:], x0=gap.right, gaps=(), raised=False)
        behind.runs = [(0, self.char_at(at)), *((start - at, char) for start, char in self.runs if start > at)]
        return before, behind


def same_row(a: Line, b: Line) -> bool:
    """Whether a line and one to its right are parts of one: pdfium breaks some at gaps and raised characters."""
    if a.turned or b.turned:
        return False
    uneven = not 0.8 < a.size / (b.size or 1) < 1.25
    return abs(a.y - b.y) < (0.6 if uneven else 0.45) * min(max(a.size, b.size), 14.0)


def merge(a: Line, b: Line) -> None:
    """Add the second part of a printed line to the first; a footnote's number between them goes."""
    gap = b.x0 - a.x1
    if b.size < 0.8 * a.size and b.y > a.y and gap < 0.5 * a.size and len(b.text) < 4 and b.text[0] in NOTE_SIGNS:
        a.x1 = b.x1
        return
    close = gap < 0.15 * a.size if b.text[0] in ",.;:)’”" else a.text.endswith("-") and gap < 0.5 * a.size
    space = "" if close else " "
    offset = len(a.text) + len(space)
    if gap > 1.5 * b.size and len(a.text) > 5:
        a.gaps = (*a.gaps, Gap(offset, a.x1, b.x0))
    a.gaps = (*a.gaps, *(g._replace(offset=g.offset + offset) for g in b.gaps))
    a.runs += [(start + offset, char) for start, char in b.runs]
    if a.size < 0.8 * b.size and a.text[0] in NOTE_SIGNS:
        a.raised, a.y = True, b.y
    a.text += space + b.text
    a.x1 = b.x1
    a.bold = 2 if a.bold == b.bold == 2 else 0 if not a.bold and not b.bold else 1
    if b.size > a.size:
        a.size, a.font = b.size, b.font


def replace(line: Line, start: int, end: int, new: str) -> None:
    """Put `new` for text[start:end] and keep the map to pdfium's index true around it."""
    after = line.char_at(end)
    runs = [(s, c) for s, c in line.runs if s <= start]
    if new and len(new) != end - start and runs[-1][0] != start:
        runs.append((start, line.char_at(start)))
    at = start + len(new)
    later = [(s + at - end, c) for s, c in line.runs if s > end]
    line.runs = [run for run in runs if run[0] != at or new] + [(at, after)] + later
    if line.runs[0][0] != 0:
        line.runs[0] = (0, line.runs[0][1])
    line.text = line.text[:start] + new + line.text[end:]
    shift = at - end
    line.gaps = tuple(g._replace(offset=g.offset + shift) if g.offset >= end else g for g in line.gaps)


def repair(line: Line) -> None:
    """Odd spaces become spaces, ligatures letters; controls and zero-width characters go."""
    if ODD_CHARACTERS.isdisjoint(line.text) and "  " not in line.text:
        return
    for match in CONTROL_IN_WORD.finditer(line.text):
        for at in range(match.start() + 1, match.end() - 1):
            line.text = line.text[:at] + chr(_PRIVATE + ord(line.text[at])) + line.text[at + 1 :]
    at = len(line.text) - 1
    while at >= 0:
        ch = line.text[at]
        if ch in _PLAIN:
            ch = _PLAIN[ch]
            line.text = line.text[:at] + ch + line.text[at + 1 :]
        if ch == " " and at + 1 < len(line.text) and line.text[at + 1] == " ":
            replace(line, at + 1, at + 2, "")
        elif ch in LIGATURES:
            replace(line, at, at + 1, LIGATURES[ch])
        elif ch == "\xad" and at == len(line.text) - 1:
            pass  # the hyphen at the line's end, for the join with the next line to see
        elif ch in ODD_CHARACTERS:
            replace(line, at, at + 1, "")
        at -= 1
    stripped = line.text.strip()
    if len(stripped) != len(line.text):
        lead = len(line.text) - len(line.text.lstrip())
        if lead:
            replace(line, 0, lead, "")
        line.text = line.text.rstrip()


def close_up_capitals(line: Line) -> None:
    for match in reversed(list(SPACED_CAPITALS.finditer(line.text))):
        for at in range(match.end() - 2, match.start(), -2):
            replace(line, at, at + 1, "")
