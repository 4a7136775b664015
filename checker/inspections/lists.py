"""The lists that inspection reports print: strengths, areas for improvement, priority actions, recommendations.

Each item is taken whole and in order, by the heading that it stands under. Items are points of a
list, numbered paragraphs, rows of a table of actions, or (inspections of services for special needs)
paragraphs that say what leaders should do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.documents.model import Block, BlockKind, Document
from checker.text.characters import CELL

HEADING_LENGTH = 120

_STARTS = re.compile(
    r"(?:what\s+(?:needs?|(?:does\s+)?(?:the\s+)?[\w’' ,]{2,80}\s+needs?)\s+to\s+(?:be\s+)?improved?\b[^.]{0,60}"
    r"|(?:key\s+)?(?:areas?\s+for\s+(?:improvement|development)|recommendations?)(?:\s+for\s+[\w’' ]{2,60})?"
    r"|areas?\s+for\s+(?:immediate\s+and\s+)?priority\s+action|priority\s+(?:and\s+immediate\s+)?actions?"
    r"|immediate\s+(?:and\s+priority\s+)?actions?)\s*[?:.]?",
    re.IGNORECASE,
)
_STRENGTHS = re.compile(
    r"(?:key\s+)?strengths?(?:\s+of\s+the\s+[\w’' ]{2,60})?"
    r"|(?:the\s+)?[\w’' ]{2,60}(?:’s|'s|s’|s')\s+(?:key\s+)?strengths"
    r"|(?:the\s+)?[\w’' ]{2,60}\s+has\s+the\s+following\s+(?:key\s+)?strengths|what\s+is\s+(?:working|done)\s+well"
    r"|(?:the\s+)?[\w’' ]{2,60}\bdoes\s+well",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"\bpriority\b|\bimmediate\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:section\s+\d|summary\b|executive\s+summary|inspection\s+(?:findings|judge?ments?)|(?:the\s+)?experiences?\s+and\s+progress"
    r"|(?:the\s+)?impact\s+of\s+leaders|information\s+about|key\s+(?:strengths|judge?ment)|progress\s+since|strengths\b"
    r"|(?:the\s+)?[\w’' ]{2,60}\bstrengths\b|the\s+[\w’' ]{2,60}\bhas\s+the\s+following"
    r"|main\s+findings|headline\s+findings"
    r"|next\s+steps|what\s+the\s+(?:\w+\s+)?(?:inspection|judge?ments)|evidence\b|yours\s+sincerely"
    r"|(?:main\s+)?findings\b|how\s+(?:well|effective)|local\s+area\s+partnership|(?:practice|case)\s+study)",
    re.IGNORECASE,
)
BOARD_PART = re.compile(
    r"(?:section\s+(?:2|two)\W+)?(?:the\s+)?(?:effectiveness\s+of\s+(?:the\s+)?)?"
    r"(?:(?:[\w’'-]+\s+){0,4}(?:local\s+)?safeguarding\s+children(?:[’']s)?\s+board|LSCB)"
    r"(?:\s*\([^)]*\))?(?:\s*:|\s+(?:is|requires)\b.{0,40})?\s*[.]?",
    re.IGNORECASE,
)
_BOARD_HEADING = re.compile(r"\b(?:[A-Z]{0,4}SCB|board)\b", re.IGNORECASE)
_RUN_ON = re.compile(  # a heading that a reader has put behind the last words of the item above it
    r"(?<=[.?!])\s+(?P<heading>(?:Key\s+)?Areas?\s+for\s+improvement|Priority\s+and\s+immediate\s+actions?|Recommendations)$"
)
_RUN_ON_ENDS = ("improvement", "action", "actions", "Recommendations")
_STRENGTHS_HOLD = ("strength", "well")  # what every heading over strengths holds
_NONE = re.compile(
    r"(?:there\s+(?:are|were)\s+no|no|none)\b|.{0,40}\b(?:did|has|have|had)\s+not\s+(?:find|found|identif)|.{0,40}\bnone\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"\bthe\s+following(?:\s+\w+)?\s*[.:]?$")
_SHOULD = re.compile(r"\b(?:should|must|needs?\s+to)\b")
_SAYS_WHO = 170  # characters of a paragraph in which it says who should do something
_NONE_LENGTH = 130  # characters in which a report says that there is none
_THEME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the blocks `first` up to `end`, its words joined, its page, for whom it is where a table says so."""

    first: int
    end: int
    text: str
    page: int | None
    for_whom: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list under one heading; `says_none` where the report says in words that there is nothing to list."""

    kind: str  # strength, improvement, priority or recommendation
    heading: int
    items: tuple[Item, ...]
    for_whom: str | None
    says_none: bool = False


def printed_lists(document: Document, report_type: str, board_from: int | None) -> tuple[PrintedList, ...]:
    """All lists of a report in order, those without a readable item too."""
    found: list[PrintedList] = []
    for start, words, strength in _sections(document):
        kind = "strength" if strength else "priority" if _PRIORITY.search(words) else "improvement"
        if not strength and words.lower().removeprefix("key ").startswith("recommendation"):
            kind = "recommendation"
        told = report_type == "send" and _told_as_paragraphs(document, start)
        found_in = [] if told else _items(document, start, kind, of_board=report_type == "sif")
        items = [_item(document, first, end) for first, end in found_in]
        if not items and kind != "strength":
            items = list(_rows(document, start)) or list(_paragraphs(document, start, all_count=report_type == "send"))
        kept = tuple(item for item in items if not (_NONE.match(item.text) and len(item.text) < _NONE_LENGTH))
        if kept or kind != "strength":  # a heading on strengths may open a part in running text
            for_whom = _for_whom(report_type, words, board_from is not None and start >= board_from)
            found.append(PrintedList(kind, start, kept, for_whom, len(kept) < len(items)))
    return tuple(found)


def _for_whom(report_type: str, heading: str, in_board_part: bool) -> str | None:
    if report_type == "lscb":
        return "board"
    if report_type != "sif":
        return None
    return "board" if in_board_part or _BOARD_HEADING.search(heading) else "local authority"


def _item(document: Document, first: int, end: int) -> Item:
    block = document.blocks[first]
    texts = [document.text[block.body : block.end], *(document.block_text(at) for at in range(first + 1, end))]
    return Item(first, end, _RUN_ON.sub("", " ".join(text.strip() for text in texts)), block.page)


def _sections(document: Document) -> Iterator[tuple[int, str, bool]]:
    """(block, heading, whether of strengths) of every heading that items may follow."""
    for index, block in enumerate(document.blocks):
        run_on = _run_on(document, index)
        if run_on:
            yield index, run_on, False
        if block.kind in {BlockKind.CONTENTS, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM, BlockKind.TABLE_HEAD}:
            continue
        if block.end - block.start > HEADING_LENGTH:
            continue
        words = document.block_text(index).strip()
        if _STARTS.fullmatch(words):
            yield index, words, False
        elif _hold_any(words, _STRENGTHS_HOLD) and _STRENGTHS.fullmatch(words.rstrip(" :")):
            yield index, words, True


def _hold_any(words: str, some: Sequence[str]) -> bool:
    """Whether any of some lower-case words stands in others: told many times as fast as by an expression."""
    folded = words.casefold()
    return any(word in folded for word in some)


def _run_on(document: Document, index: int) -> str | None:
    """The heading of the next list that stands at the end of an item, where there is one."""
    if not _is_item(document.blocks[index]):
        return None
    words = document.block_text(index).rstrip()
    found = _RUN_ON.search(words) if words.endswith(_RUN_ON_ENDS) else None
    return found["heading"] if found else None


def _told_as_paragraphs(document: Document, start: int) -> bool:
    """Whether the first item is a paragraph that asks for something, whatever points stand below it."""
    if start + 1 >= len(document.blocks) or document.blocks[start + 1].kind is not BlockKind.PARAGRAPH:
        return False
    return _SHOULD.search(document.block_text(start + 1)[:_SAYS_WHO]) is not None


def _items(document: Document, start: int, kind: str, *, of_board: bool) -> Iterator[tuple[int, int]]:
    """(first block, block after the last) of each item in the section that block `start` opens.

    `of_board`: the report has a part on the board, whose heading ends the section; in others the board is a theme.
    """
    blocks = document.blocks
    at = start + 1
    seen = False
    themes: int | None = None  # level of the headings that gather items below them
    while at < len(blocks):
        block = blocks[at]
        words = document.block_text(at).strip()
        if block.kind in {BlockKind.FOOTNOTE, BlockKind.CAPTION}:
            at += 1
        elif _opens_other(document, at, words, of_board) or block.kind in {BlockKind.CONTENTS, BlockKind.TABLE_ROW}:
            return
        elif _is_theme(document, at, words) or (block.number is not None and _LEADS_IN.search(words)):
            at += 1
        elif _is_item(block):
            end = _end_of_item(document, at)
            yield at, end
            seen, at = True, end
            if _run_on(document, end - 1):
                return
        elif _heading_like(block, words):
            if not _items_follow(document, at) or not _gathers(block, blocks[start], themes, first=not seen):
                return
            themes = block.level if block.kind is BlockKind.HEADING else themes
            at += 1  # a theme within the section
        elif seen or not _items_follow(document, at):
            if not seen and kind == "priority":
                yield at, at + 1  # a priority action told as a paragraph
            return
        else:
            at += 1  # the words that lead into the items


def _gathers(block: Block, section: Block, themes: int | None, *, first: bool) -> bool:
    """Whether a heading gathers items of the section: it stands below it, or just behind it whatever its level."""
    if block.kind is not BlockKind.HEADING or section.kind is not BlockKind.HEADING or not block.level:
        return True
    return block.level >= section.level or first or block.level == themes


def _rows(document: Document, start: int) -> Iterator[Item]:
    """Items in a table of two columns, who is responsible and what is to be done; cut rows are joined."""
    blocks = document.blocks
    item: Item | None = None
    for at in range(start + 1, len(blocks)):
        block = blocks[at]
        if block.kind is BlockKind.TABLE_HEAD:
            continue
        if block.kind is not BlockKind.TABLE_ROW:
            break
        cells = [_labelled(cell) for cell in document.block_text(at).split(CELL)]
        text = next((words for label, words in cells if _STARTS.fullmatch(label)), "")
        # The first cell of a row carries no heading where all rows have one there.
        who = next(
            (words or label for label, words in cells if not words or label.lower().startswith("responsible")), None
        )
        carried = who is None or text[:1].islower() or text[:1] in "•-"
        if item is not None and text and (carried or not item.text.endswith((".", "?", "!"))):
            item = Item(
                item.first, at + 1, f"{item.text} {text}", item.page, f"{item.for_whom or ''} {who or ''}".strip()
            )
        elif text:
            if item is not None:
                yield item
            item = Item(at, at + 1, text, block.page, who)
    if item is not None:
        yield item


def _labelled(cell: str) -> tuple[str, str]:
    label, _, words = cell.partition(": ")
    return label.strip(), words.strip()


def _paragraphs(document: Document, start: int, *, all_count: bool) -> Iterator[Item]:
    """Items told as paragraphs, each of which says what somebody should do; or all that stand there (`all_count`)."""
    at = start + 1
    while at < len(document.blocks):
        block = document.blocks[at]
        words = document.block_text(at).strip()
        asks = all_count or _SHOULD.search(words[:_SAYS_WHO])
        if block.kind is not BlockKind.PARAGRAPH or not asks or _STARTS.fullmatch(words):
            return
        end = at + 1
        if words.endswith(":"):
            while end < len(document.blocks) and document.blocks[end].kind is BlockKind.LIST_ITEM:
                end += 1
        else:
            end = _end_of_item(document, at)
        yield _item(document, at, end)
        at = end


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and block.number is not None)


def _is_theme(document: Document, index: int, words: str) -> bool:
    """Whether a short numbered line only gathers the points below it: "2. Care leavers"."""
    block = document.blocks[index]
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    return (
        block.number is not None
        and len(words) <= HEADING_LENGTH
        and words[-1:] not in {".", ":", ";", ")"}
        and below is not None
        and below.kind is BlockKind.LIST_ITEM
        and below.number is None
    )


def _heading_like(block: Block, words: str) -> bool:
    return block.kind is BlockKind.HEADING or (len(words) <= _THEME_LENGTH and not words.endswith((".", ":", ";", ",")))


def _opens_other(document: Document, index: int, words: str, of_board: bool) -> bool:
    """Whether the block is the heading of another part of the report."""
    block = document.blocks[index]
    if block.end - block.start > HEADING_LENGTH or block.kind is BlockKind.LIST_ITEM:
        return False
    if BOARD_PART.fullmatch(words):
        return of_board or not _items_follow(document, index)
    return bool(_STARTS.fullmatch(words) or (_ENDS.match(words) and not words.endswith(".")))


def _items_follow(document: Document, index: int) -> bool:
    return index + 1 < len(document.blocks) and _is_item(document.blocks[index + 1])


def _end_of_item(document: Document, index: int) -> int:
    """The block after an item: points below it, and a rest that a page's end cut off, belong to it."""
    blocks = document.blocks
    item = blocks[index]
    introduces = document.block_text(index).rstrip().endswith(":")
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        words = document.block_text(end).lstrip()
        point = block.kind is BlockKind.LIST_ITEM and (
            (block.level > item.level and item.kind is BlockKind.LIST_ITEM)
            or (introduces and item.number is not None and block.number is None)
        )
        rest = block.kind is BlockKind.PARAGRAPH and block.number is None and words[:1].islower()
        if not point and not rest and not _goes_over(document, index, end):
            break
        end += 1
    return end


def _goes_over(document: Document, item: int, index: int) -> bool:
    """Whether a paragraph at a page's beginning is the rest of an item: other items of its kind follow behind it."""
    blocks = document.blocks
    block, before = blocks[index], blocks[index - 1]
    if block.kind is not BlockKind.PARAGRAPH or block.number is not None or index + 1 >= len(blocks):
        return False
    if block.page is None or before.page is None or block.page <= before.page:
        return False
    own, after = blocks[item], blocks[index + 1]
    alike = after.kind is own.kind and after.level == own.level and (after.number is None) == (own.number is None)
    return alike and _is_item(after) and not document.block_text(index).rstrip().endswith(":")
