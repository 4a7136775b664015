"""What all formats but PDF share once their blocks are known: contents, headings, lists, broken lines.

A reader describes what it sees; `finish` settles what the format leaves open, so that one document
comes out the same from Word, HTML, Markdown and plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.documents.model import BlockKind
from checker.documents.shape.contents import mark_contents
from checker.documents.shape.draft import Draft
from checker.documents.shape.headings import place_headings
from checker.documents.shape.tables import join_cell, table_drafts
from checker.text.characters import MEASURE, clean, note_number, without_markers

__all__ = [
    "CAPTION",
    "classify_numbered",
    "clean",
    "finish",
    "is_running",
    "join_cell",
    "mark_contents",
    "table_drafts",
]

CAPTION = re.compile(r"(?:figure|fig\.?|table|chart|diagram|graph|picture)\s+\d+[a-z]?\s*(?:[:.–—-]|$)", re.IGNORECASE)
_LONG_ITEM = 300  # characters from which a numbered block is a paragraph rather than a list item
_SHORT_ITEM = 60  # characters from which a series of decimal numbers is running text
_SENTENCE_START = re.compile(r"[.!?][”’\")]*\s+[A-Z]")
_BULLET = re.compile(r"[•▪●◦‣⁃∙·■□➢➤✓✔\uf0b7\uf0a7]\s*\S|[-–—*]\s+\S")
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{2,4})\)\s*\S|\([A-Z0-9]\)\s*\S")
_DECIMAL = re.compile(rf"(?:[•●–-]\s+)?\d{{1,2}}(?:\.\d{{1,3}})+\.?\s+(?!{MEASURE})\S")
_INTEGER = re.compile(r"\d{1,2}[.)]\s+\S")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "’", "'", "…")
_SHORTEST_BROKEN = 45  # characters from which a paragraph may have been cut at a page's end
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def finish(drafts: list[Draft]) -> None:
    """Settle in place: footnotes, contents, broken paragraphs, list items, headings.

    Drafts that are joined to another keep their place with an empty text, so that counts of
    drafts stay true.
    """
    for draft in drafts:
        _settle_notes(draft)
    mark_contents(drafts)
    join_broken(drafts)
    for draft in drafts:
        _settle_marks(draft)
    place_headings(drafts)
    _settle_depths(drafts)
    classify_numbered(drafts)
    _settle_depths(drafts)  # again: items that became paragraphs leave gaps


def join_broken(drafts: list[Draft]) -> None:
    """Join a paragraph that stops within a sentence with the one that goes on in lower case.

    Conversions from pages cut paragraphs so; footnotes of the page may stand between the parts.
    """
    open_draft: Draft | None = None
    for draft in drafts:
        if not draft.text or draft.kind is BlockKind.FOOTNOTE:
            continue
        if (
            open_draft is not None
            and draft.kind is BlockKind.PARAGRAPH
            and draft.text[0].islower()
            and not _mark_of(draft)
        ):
            if draft.page is not None and draft.page != open_draft.page:
                open_draft.turns.append((len(open_draft.text) + 1, draft.page))
            open_draft.text = f"{open_draft.text} {draft.text}"
            draft.text = ""
            draft = open_draft
        broken = draft.kind in _RUNNING and len(draft.text) >= _SHORTEST_BROKEN and not draft.text.endswith(_ENDS)
        open_draft = draft if broken else None


def classify_numbered(drafts: list[Draft]) -> None:
    """Decide in place which numbered blocks are paragraphs of running text and which list items.

    Decided for a series at once, as the PDF reader does: paragraphs are long or of several
    sentences, and no line that ends in a colon leads into them. Items inside a list stay items, and
    so do 2.5.1 and 2.5.2 where 2.5 ends in a colon.
    """
    series: dict[str, list[Draft]] = {}
    led = False
    leads: set[str] = set()  # the numbers of paragraphs that end in a colon
    for draft in drafts:
        if not draft.text or draft.kind in {BlockKind.FOOTNOTE, BlockKind.CONTENTS}:
            continue
        mark = _mark_of(draft) if draft.kind in _RUNNING else ""
        if mark not in {"number", "decimal"}:
            if draft.kind not in _RUNNING or (not mark and draft.text.endswith(":")):
                _close(series)
                led = draft.kind in _RUNNING
            elif not mark:
                led = False
            continue
        number = draft.number or draft.text.lstrip("•●–- ").split()[0].strip(".)")
        if draft.text.endswith(":"):
            leads.add(number)
        item = draft.level > 1 or number.rpartition(".")[0] in leads
        if item or (led and mark == "number" and not series.get(mark) and len(draft.text) <= 2 * _LONG_ITEM):
            draft.kind, draft.level = BlockKind.LIST_ITEM, max(draft.level, 1)
            continue
        led = False
        series.setdefault(mark, []).append(draft)
    _close(series)


def is_running(mark: str, texts: Sequence[str]) -> bool:
    """Whether the blocks of one series of numbers are paragraphs of running text rather than list items."""
    several = sum(1 for text in texts if _SENTENCE_START.search(text, 4))
    lengths = sorted(map(len, texts))
    middle = lengths[len(lengths) // 2]
    return 2 * several >= len(texts) or middle > _LONG_ITEM or (mark == "decimal" and middle > _SHORT_ITEM)


def _close(series: dict[str, list[Draft]]) -> None:
    for mark, drafts in series.items():
        ended = sum(1 for draft in drafts if draft.text.endswith((".", ":", "?")))
        running = is_running(mark, [draft.text for draft in drafts]) or (mark == "decimal" and 2 * ended > len(drafts))
        for draft in drafts:
            draft.kind, draft.level = (BlockKind.PARAGRAPH, 0) if running else (BlockKind.LIST_ITEM, 1)
    series.clear()


def _mark_of(draft: Draft) -> str:
    """What a block begins with: number, decimal, letter, bullet, or nothing."""
    if draft.number is not None:
        if not draft.number[0].isdigit():
            return "letter"
        return "decimal" if "." in draft.number else "number"
    text = draft.text
    if _DECIMAL.match(text):
        return "decimal"
    if _INTEGER.match(text):
        return "number"
    if _LETTER.match(text):
        return "letter"
    return "bullet" if _BULLET.match(text) else ""


def _settle_notes(draft: Draft) -> None:
    note = note_number(draft.text) if draft.kind in _RUNNING else None
    if note is not None:
        draft.kind, draft.level = BlockKind.FOOTNOTE, 0
        draft.number, draft.text = note
    draft.text = without_markers(draft.text)


def _settle_marks(draft: Draft) -> None:
    """A paragraph that begins with a bullet or a letter in brackets is a list item."""
    if draft.kind is BlockKind.PARAGRAPH and _mark_of(draft) in {"bullet", "letter"}:
        draft.kind, draft.level = BlockKind.LIST_ITEM, 1


def _settle_depths(drafts: list[Draft]) -> None:
    """Depths of list items from 1 without gaps: an item that holds only a list adds no depth."""
    open_levels: list[int] = []
    for draft in drafts:
        if draft.kind is not BlockKind.LIST_ITEM:
            if draft.text and draft.kind is not BlockKind.FOOTNOTE:
                open_levels = []
            continue
        if not draft.text:
            continue
        while open_levels and draft.level < open_levels[-1]:
            open_levels.pop()
        if not open_levels or draft.level > open_levels[-1]:
            open_levels.append(draft.level)
        draft.level = len(open_levels)
