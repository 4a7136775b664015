"""From a reader's drafts to a `Document`: the text, its spans, sections and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from checker.documents.model import Block, BlockKind, Document, Line, Picture
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.sentences import split
from checker.text.characters import MEASURE, MONTH

# A printed paragraph number ("5.3.1", "12.", "4)"), a letter or roman number in brackets, a bullet.
_NUMBER = re.compile(
    r"(?:(?P<decimal>\d{1,3}(?:\.\d{1,3}){0,4})(?:[.):]|(?=\s))\s*"
    r"|\(?(?P<letter>[a-zA-Z]|[ivxlIVXL]{2,5})[.)]\s+"
    r"|\((?P<bracketed>\d{1,3})\)\s*)(?=\S)"
)
_CAPITAL = re.compile(r"([A-Z])\.\s+(?=[A-Z])")
_BULLET = re.compile(r"(?:[-–—*•▪●◦‣⁃∙·■□➢➤✓✔§o\uf0b7\uf0a7]\s+)+")
_MEASURED = re.compile(rf"\s+{MEASURE}")
_HEADING_NUMBER = re.compile(rf"(\d{{1,2}})\s+(?!{MONTH})(?=[A-Z])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE = partial(tuple.__new__, Line)  # lines are made by the ten thousand, so in half the time
_TIGHT = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CONTENTS})


def printed_number(text: str) -> tuple[str | None, int]:
    """The printed number at the start of a block, and the offset where its words begin.

    A year or a quantity that merely begins a sentence ("2019 was", "3 posts", "1.5 million") is no
    number: a bare figure counts only with a full stop, bracket or decimal part behind it.
    """
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    match = _NUMBER.match(text, at)
    if match is None:
        return None, at
    number = match["decimal"] or match["letter"] or match["bracketed"]
    bare = match["decimal"] is not None and "." not in number
    if bare and text[match.end("decimal") : match.end("decimal") + 1] not in {".", ")", ":"}:
        return None, at
    if match["decimal"] and _MEASURED.match(text, match.end("decimal")):
        return None, at
    return number, match.end()


def assemble(reading: Reading, path: str, sha256: str) -> Document:
    """Join the drafts into one text; give every block its span, section and introduction."""
    pieces: list[str] = []
    blocks: list[Block] = []
    starts: list[tuple[int, int]] = []
    lines: list[Line] = []
    length = 0
    open_headings: list[int] = []  # indices of the headings in force, outermost first
    leads = _Leads()
    block_of_draft: list[int] = []  # drafts read so far -> blocks made, to place pictures
    previous: Draft | None = None
    lettered = _lettered(reading.drafts)

    for draft in reading.drafts:
        block_of_draft.append(len(blocks))
        if not draft.text.strip():
            continue
        if previous is not None:
            gap = "\n" if draft.kind in _TIGHT and previous.kind is draft.kind else "\n\n"
            pieces.append(gap)
            length += len(gap)
        number, body = printed_number(draft.text)
        if draft.kind is BlockKind.HEADING and number is None:
            heading_number = _HEADING_NUMBER.match(draft.text)
            if heading_number:
                number, body = heading_number[1], heading_number.end()
        if draft.kind in {BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD, BlockKind.CAPTION}:
            number, body = None, 0
        if number in lettered and _CAPITAL.match(draft.text):
            number, body = None, 0
        number = draft.number or number

        index = len(blocks)
        if draft.kind is BlockKind.HEADING:
            while open_headings and blocks[open_headings[-1]].level >= draft.level:
                open_headings.pop()
        parent = open_headings[-1] if open_headings else None
        intro = leads.intro(draft.kind, draft.level, blocks)
        blocks.append(
            Block(
                kind=draft.kind,
                start=length,
                end=length + len(draft.text),
                body=length + body,
                page=draft.page,
                level=draft.level,
                number=number,
                heading=parent,
                intro=intro,
            )
        )
        if draft.kind is BlockKind.HEADING:
            open_headings.append(index)
        leads.note(index, draft)
        if draft.page is not None:
            starts.append((length, draft.page))
        starts.extend((length + offset, page) for offset, page in draft.turns)
        lines += map(_LINE, [(length + a, length + b, page, char) for a, b, page, char in draft.lines])
        pieces.append(draft.text)
        length += len(draft.text)
        previous = draft

    text = _SURROGATE.sub("\ufffd", "".join(pieces))  # half a character can be neither written nor shown
    return Document(
        path=path,
        sha256=sha256,
        format=reading.format,
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(split(text, blocks)),
        page_starts=tuple(_compact(starts)),
        pages=reading.pages,
        pages_without_text=tuple(reading.pages_without_text),
        pages_read_by_ocr=tuple(reading.pages_read_by_ocr),
        pictures=tuple(
            Picture(page, _heading_before(blocks, block_of_draft, count)) for page, count in reading.pictures
        ),
        furniture=tuple(reading.furniture),
        lines=tuple(lines),
        declared_title=reading.declared_title and _SURROGATE.sub("\ufffd", reading.declared_title),
        warnings=(*reading.warnings, *reading.notes.warnings()),
        may_hold=(*reading.may_hold, *reading.notes.may_hold()),
        second_reading=tuple(sorted(reading.second_reading.items())),
    )


def _lettered(drafts: Sequence[Draft]) -> frozenset[str]:
    """The capital letters that begin blocks as initials of names: no block begins with the letter beside them."""
    found = {match[1] for draft in drafts if (match := _CAPITAL.match(draft.text))}
    return frozenset(letter for letter in found if not {chr(ord(letter) - 1), chr(ord(letter) + 1)} & found)


class _Leads:
    """Which block introduces the next: the paragraph above a list, an item above its own, a heading row."""

    def __init__(self) -> None:
        self._lead: int | None = None  # the paragraph that may introduce what follows
        self._head: int | None = None  # the heading row of the table at hand
        self._open: list[int] = []  # the list items in force, outermost first
        self._flat: int | None = None  # an item ending in a colon, whose own items may stand level with it

    def intro(self, kind: BlockKind, level: int, blocks: list[Block]) -> int | None:
        """The block that introduces one of this kind and level, or None."""
        if kind is BlockKind.TABLE_ROW and self._head is not None:
            return self._head
        if kind in {BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD}:
            return self._lead if self._flat is None else self._flat
        if kind is not BlockKind.LIST_ITEM:
            return None
        while self._open and blocks[self._open[-1]].level >= level:
            self._open.pop()
        if self._flat is not None and blocks[self._flat].level != level:
            self._flat = None
        if self._flat is not None:
            return self._flat
        return self._open[-1] if self._open else self._lead

    def note(self, index: int, draft: Draft) -> None:
        """Take account of a block that has been made."""
        if draft.kind is BlockKind.LIST_ITEM:
            self._open.append(index)
            if draft.text.rstrip().endswith(":"):
                self._flat = index
        elif draft.kind is BlockKind.TABLE_HEAD:
            self._head = index
        elif draft.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            self._lead = index if draft.kind is BlockKind.PARAGRAPH else None
            self._head = self._flat = None
            self._open = []


def _compact(starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for offset, page in sorted(starts):
        if not kept or kept[-1][1] != page:
            kept.append((offset, page))
    return kept


def _heading_before(blocks: list[Block], block_of_draft: list[int], count: int) -> int | None:
    """The heading that a picture stands under, which may be the block right before it."""
    end = block_of_draft[count] if count < len(block_of_draft) else len(blocks)
    if end == 0:
        return None
    before = blocks[end - 1]
    return end - 1 if before.kind is BlockKind.HEADING else before.heading
