"""The items that area inspections of special educational needs print: paragraphs and rows of a table.

Areas for priority action stand in a table, the body that answers for them beside them; areas for
improvement are paragraphs of one sentence under their heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.documents.model import BlockKind, Document
from checker.results.model import Improvement

_HEADING = re.compile(r"areas?\s+for\s+(?P<which>priority\s+action|improvement)s?\s*:?", re.IGNORECASE)
_CELL = re.compile(r"(?:^|\|)\s*areas?\s+for\s+(?:priority\s+action|improvement)s?\s*:\s*", re.IGNORECASE)
_BODY = re.compile(r"responsible\s+bod(?:y|ies)\s*:\s*(?P<name>[^|]+)", re.IGNORECASE)
_SHORTEST = 30  # characters: less is a label, not an item


def send_items(document: Document) -> tuple[Improvement, ...]:
    """All areas for priority action and for improvement in order, each whole, with the body it is for."""
    found: list[Improvement] = []
    kind = ""
    for index, block in enumerate(document.blocks):
        words = document.block_text(index).strip()
        if block.kind is BlockKind.HEADING or _HEADING.fullmatch(words):
            match = _HEADING.fullmatch(words)
            kind = "" if match is None else "priority action" if "priority" in match["which"].lower() else "improvement"
        elif kind and block.kind is BlockKind.TABLE_ROW:
            found = list(_with_row(found, words, block.page, kind))
        elif kind and block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and words[:1].isalpha():
            found = list(_with(found, words, block.page, kind, None))
    return tuple(found)


def _with_row(found: list[Improvement], words: str, page: int | None, kind: str) -> Iterator[Improvement]:
    body = _BODY.search(words)
    cell = _CELL.search(words)
    whose = body["name"].strip() if body else None
    text = words[cell.end() :] if cell else words
    if whose is None and " | " in words:  # a row whose first cell carries no heading
        whose, _, last = (part.strip() for part in words.partition(" | "))
        text = _CELL.sub("", last)
    yield from _with(found, text.strip(), page, kind, whose)


def _with(found: list[Improvement], text: str, page: int | None, kind: str, body: str | None) -> Iterator[Improvement]:
    """The items with one more, or with the last one carried on where a page or a row cut it off."""
    carried = bool(found) and found[-1].kind == kind and not found[-1].text.endswith((".", "?", "!"))
    if carried or ((found and text[:1] in "•-") or text[:1].islower()):
        if found:
            last = found[-1]
            yield from found[:-1]
            yield Improvement(f"{last.text} {text}", last.page, None, last.kind, last.for_whom or body)
        return
    yield from found
    if len(text) >= _SHORTEST:
        yield Improvement(text, page, None, kind, body)
