"""The areas for improvement, recommendations and priority actions that an inspection report prints.

Each item is taken whole and in order, by the heading that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker.documents.model import Block, BlockKind, Document
from checker.results.model import Improvement

_STARTS = re.compile(
    r"(?:what\s+(?:needs?|(?:does\s+)?(?:the\s+)?[\w’' ,]{2,80}\s+needs?)\s+to\s+(?:be\s+)?improved?\b[^.]{0,60}"
    r"|(?:key\s+)?(?:areas?\s+for\s+(?:improvement|development)|recommendations?)(?:\s+for\s+[\w’' ]{2,60})?"
    r"|areas?\s+for\s+(?:immediate\s+and\s+)?priority\s+action|priority\s+(?:and\s+immediate\s+)?actions?"
    r"|immediate\s+(?:and\s+priority\s+)?actions?)\s*[?:.]?",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"\bpriority\b|\bimmediate\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:section\s+\d|summary\b|executive\s+summary|inspection\s+(?:findings|judge?ments?)|(?:the\s+)?experiences?\s+and\s+progress"
    r"|(?:the\s+)?impact\s+of\s+leaders|information\s+about|key\s+(?:strengths|judge?ment)|progress\s+since|strengths\b"
    r"|the\s+[\w’' ]{2,60}\bstrengths\b|the\s+[\w’' ]{2,60}\bhas\s+the\s+following|main\s+findings|headline\s+findings"
    r"|next\s+steps|what\s+the\s+(?:\w+\s+)?(?:inspection|judge?ments)|evidence\b|yours\s+sincerely"
    r"|(?:main\s+)?findings\b|how\s+(?:well|effective))",
    re.IGNORECASE,
)
_BOARD_PART = re.compile(
    r"(?:section\s+(?:2|two)\W+)?(?:the\s+)?(?:effectiveness\s+of\s+(?:the\s+)?)?"
    r"(?:(?:[\w’'-]+\s+){0,4}(?:local\s+)?safeguarding\s+children(?:[’']s)?\s+board|LSCB)"
    r"(?:\s*\([^)]*\))?(?:\s*:|\s+(?:is|requires)\b.{0,40})?\s*[.]?",
    re.IGNORECASE,
)
_BOARD_HEADING = re.compile(r"\b(?:LSCB|board)\b", re.IGNORECASE)
_NONE = re.compile(
    r"(?:there\s+(?:are|were)\s+no|no|none)\b|.{0,40}\b(?:did|has|have|had)\s+not\s+(?:find|found|identif)|.{0,40}\bnone\b",
    re.IGNORECASE,
)
_HEADING_LENGTH = 120
_NONE_LENGTH = 130  # characters in which a report says that there is none


def improvements(
    document: Document, report_type: str, theme_of: Callable[[str], str | None]
) -> tuple[Improvement, ...]:
    """All items in order, with page, theme, kind, and (single inspections) for whom they are."""
    found: list[Improvement] = []
    board_from = board_part(document)
    for start, heading in _sections(document):
        kind = "priority action" if _PRIORITY.search(heading) else "improvement"
        if heading.lower().lstrip("key ").startswith("recommendation"):
            kind = "recommendation"
        for_whom: str | None = None
        if report_type == "lscb":
            for_whom = "board"
        elif report_type == "sif":
            board = (board_from is not None and start >= board_from) or bool(_BOARD_HEADING.search(heading))
            for_whom = "board" if board else "local authority"
        for index, end in _items(document, start):
            block = document.blocks[index]
            text = " ".join(
                document.block_text(at).strip() if at > index else document.text[block.body : block.end].strip()
                for at in range(index, end)
            )
            if _PRIORITY.search(heading) and _NONE.match(text) and len(text) < _NONE_LENGTH:
                continue
            found.append(Improvement(text, block.page, theme_of(text), kind, for_whom))
    return tuple(found)


def item_blocks(document: Document) -> frozenset[int]:
    """The indices of all blocks that belong to a printed item for improvement."""
    return frozenset(
        block
        for start, _ in _sections(document)
        for first, end in _items(document, start)
        for block in range(first, end)
    )


def _sections(document: Document) -> Iterator[tuple[int, str]]:
    """(index of the block, heading) of every heading that items may follow."""
    for index, block in enumerate(document.blocks):
        if block.kind in {BlockKind.CONTENTS, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM}:
            continue
        if block.end - block.start > _HEADING_LENGTH:
            continue
        words = document.block_text(index).strip()
        if _STARTS.fullmatch(words):
            yield index, words


def _items(document: Document, start: int) -> Iterator[tuple[int, int]]:
    """(first block, block after the last) of each item in the section that block `start` opens."""
    blocks = document.blocks
    at = start + 1
    seen = False
    while at < len(blocks):
        block = blocks[at]
        words = document.block_text(at).strip()
        if block.kind in {BlockKind.FOOTNOTE, BlockKind.CAPTION}:
            at += 1
        elif _opens_other(document, at, words) or block.kind in {BlockKind.CONTENTS, BlockKind.TABLE_ROW}:
            return
        elif _is_theme(document, at, words):
            at += 1
        elif _is_item(block):
            end = _end_of_item(document, at)
            yield at, end
            seen, at = True, end
        elif _heading_like(block, words):
            if block.level and block.level < blocks[start].level and blocks[start].kind is BlockKind.HEADING:
                return
            if not _items_follow(document, at):
                return
            at += 1  # a theme within the section
        elif seen or not _items_follow(document, at):
            if not seen and _PRIORITY.search(document.block_text(start)):
                yield at, at + 1  # a priority action told as a paragraph
            return
        else:
            at += 1  # the words that lead into the items


def _is_item(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM or (block.kind is BlockKind.PARAGRAPH and block.number is not None)


def _is_theme(document: Document, index: int, words: str) -> bool:
    """Whether a short numbered line only gathers the points below it: "2. Care leavers"."""
    block = document.blocks[index]
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    return (
        block.number is not None
        and len(words) <= _HEADING_LENGTH
        and words[-1:] not in {".", ":", ";", ")"}
        and below is not None
        and below.kind is BlockKind.LIST_ITEM
        and below.number is None
    )


def _heading_like(block: Block, words: str) -> bool:
    return block.kind is BlockKind.HEADING or (len(words) <= 60 and not words.endswith((".", ":", ";", ",")))


def _opens_other(document: Document, index: int, words: str) -> bool:
    """Whether the block is the heading of another part of the report."""
    block = document.blocks[index]
    if block.end - block.start > _HEADING_LENGTH or block.kind is BlockKind.LIST_ITEM:
        return False
    return bool(
        _STARTS.fullmatch(words) or _BOARD_PART.fullmatch(words) or (_ENDS.match(words) and not words.endswith("."))
    )


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
        if not point and not rest:
            break
        end += 1
    return end


def board_part(document: Document) -> int | None:
    """The index of the block that opens the part on the local safeguarding children board."""
    found = None
    for index, block in enumerate(document.blocks):
        if block.kind in {BlockKind.CONTENTS, BlockKind.LIST_ITEM} or block.start < len(document.text) // 3:
            continue
        if block.end - block.start <= _HEADING_LENGTH and _BOARD_PART.fullmatch(document.block_text(index).strip()):
            found = index
            break
    return found
