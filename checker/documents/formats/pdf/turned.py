"""Text that runs up, down or upside down: its lines, built from characters where pdfium breaks them up.

pdfium orders characters as they stand on the sheet. Where a file sets each letter of turned text by itself, its
lines come out in pieces, or backwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2.raw as pdfium_c

from checker.documents.formats.pdf.columns import Char
from checker.documents.formats.pdf.doubt import doubts
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.page import PageReader
from checker.documents.formats.pdf.second import lines_of

_MARKER = re.compile(r"[•●▪■◦‣–-]|\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z][.)]")
_LEAST_MARKERS = 2
_SHORT = 20  # characters a line, on the mean: shorter lines may be pieces
_UPRIGHT = 0.05  # radians


def looks_broken(lines: Sequence[Line]) -> bool:
    """Whether lines that are looked at in their own direction come in pieces, or backwards."""
    words = "\n".join([line.text for line in lines])
    if are_apart(lines):
        return True
    return len(words) < _SHORT * len(lines) or any(line.x1 < line.x0 for line in lines) or bool(doubts(words))


def are_apart(lines: Sequence[Line]) -> bool:
    """Whether bullets and numbers stand apart from their words."""
    return sum(1 for line in lines if _MARKER.fullmatch(line.text)) >= _LEAST_MARKERS


def built_anew(
    reader: PageReader, text_page: object, number: int, *, sort: bool = False
) -> tuple[list[Line], set[int]]:
    """The lines of what stands upright as the page is looked at, and pdfium's indices of their characters.

    `sort` has the characters put in rows from the top down first, where bullets and numbers stand apart.
    """
    chars: list[Char] = []
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if code <= 32 or pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if reader.slant(text_page, index) > _UPRIGHT:
            continue
        x, y = reader.origin(text_page, index)
        _, low, right, high = reader.box(text_page, index)
        chars.append(Char(chr(code), x, max(right, x), y, high - low, reader.font_name(text_page, index), index))
    if sort:  # pdfium gives bullets and numbers before all else
        chars.sort(key=lambda char: (-round(char.y), char.x0))
    lines = list(lines_of(chars, number))
    upwards = sum(1 for above, below in pairwise(lines) if below.y > above.y)
    if 2 * upwards > len(lines):  # text that stands on its head, in the order of the sheet
        lines.reverse()
    return lines, {char.index for char in chars}
