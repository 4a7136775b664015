"""What a format reader hands over, before spans and sections are worked out.

A reader fills a `Reading` with `Draft` blocks in reading order; `assemble` in
`checker.documents.shape.assemble` turns it into a `Document`. Readers need not work out which heading a
paragraph stands under, nor where its printed number ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.documents.model import BlockKind
from checker.documents.shape.notes import Notes


@dataclass(slots=True)
class Draft:
    """One block as a reader saw it. `text` is one line: words joined by single spaces."""

    kind: BlockKind
    text: str
    page: int | None = None  # the page on which it begins
    level: int = 0  # heading level from 1, list depth from 1
    number: str | None = None  # a number the format keeps apart from the text (Word's automatic numbers)
    turns: list[tuple[int, int]] = field(default_factory=list)  # (offset in text, page it turns to)
    lines: list[tuple[int, int, int, int]] = field(default_factory=list)
    # (start, end, page, char): text[start:end] stands on `page` from its character index `char` on


@dataclass(slots=True)
class Reading:
    """All that a reader found in a file."""

    format: str
    drafts: list[Draft] = field(default_factory=list)
    pages: int | None = None
    pages_without_text: list[int] = field(default_factory=list)
    pages_read_by_ocr: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)  # pages whose letters make no words
    furniture: list[tuple[int | None, str]] = field(default_factory=list)
    pictures: list[tuple[int | None, int]] = field(default_factory=list)
    # (page, number of drafts read before the picture)
    declared_title: str | None = None
    warnings: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)  # words left out, for warnings
    may_hold: list[str] = field(default_factory=list)  # what else was not read and may hold what is missing
    second_reading: dict[int, str] = field(default_factory=dict)  # pages that were read twice, and why
