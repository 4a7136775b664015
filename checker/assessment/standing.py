"""Under which heading words stand, where the printed numbers of paragraphs and the order of headings disagree.

A box in the midst of a section brings a heading of its own, and a heading that was not seen as one leaves the section
before it open: "4.5" stands under "4. From Board to Partnership", whatever was printed last above it.
"""

from __future__ import annotations

import re

from checker.documents.model import BlockKind, Document

_DOTTED = re.compile(r"(\d{1,2})\.\d")  # the number of a paragraph of a section: "4.5", "5.3.1"
_NUMBERED = re.compile(r"\W*(?:(?:section|part|chapter|article) )?(\d{1,2})\b(?![/–-])", re.IGNORECASE)
_LONGEST_LABEL = 8  # words of a line that is a heading by its number alone


def section_over(document: Document, index: int) -> str | None:
    """The heading over a block, with its printed number; None where there is none."""
    section = _section_by_number(document, index)
    above = document.blocks[index].heading
    if section is None or above is None:
        return document.section_of(index)
    own = _number_of_heading(document, above)
    if own == section:
        return document.section_of(index)
    if own is None:
        before = _before_the_box(document, above, index, section)
        return document.section_of(index) if before is None else section_over(document, before)
    label = _label(document, above, index, section)
    return document.section_of(index) if label is None else document.text[label[0] : label[1]]


def _section_by_number(document: Document, index: int) -> str | None:
    """The section that the printed number of a block, or of what leads into it, belongs to: "4" for "4.5"."""
    at: int | None = index
    while at is not None:
        dotted = _DOTTED.match(document.blocks[at].number or "")
        if dotted:
            return dotted[1]
        at = document.blocks[at].intro
    return None


def _number_of_heading(document: Document, heading: int) -> str | None:
    block = document.blocks[heading]
    if block.number:
        return block.number.split(".")[0]
    numbered = _NUMBERED.match(document.text[block.start : block.end])
    return numbered[1] if numbered else None


def _before_the_box(document: Document, heading: int, index: int, section: str) -> int | None:
    """The paragraph of the section before a heading without a number that opens a box; None where it opens a part.

    A box holds words without numbers, and the paragraphs behind it go on with those of the section before it.
    """
    if heading + 1 >= index or _section_by_number(document, heading + 1) is not None:
        return None
    for at in range(heading - 1, -1, -1):
        found = _section_by_number(document, at)
        if found is not None:
            return at if found == section else None
    return None


def _label(document: Document, heading: int, index: int, section: str) -> tuple[int, int] | None:
    """The span of a short line with a section's number, between another section's heading and a block of its own."""
    for block in reversed(document.blocks[heading + 1 : index]):
        short = len(document.text[block.body : block.end].split()) <= _LONGEST_LABEL
        if block.number == section and short and block.kind is not BlockKind.TABLE_ROW:
            return block.start, block.end
    return None
