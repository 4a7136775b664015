"""A read document kept as a small file: its text, blocks, and where lines stand on pages.

What an app needs to show a document beside its verdicts without reading the file again. Written where the
document is read, in a worker; can be made again at any time.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from checker.documents.model import Block, BlockKind, Document, Line, page_at

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """The parts of a `Document` that are shown. Spans and pages as there."""

    format: str
    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    page_starts: tuple[tuple[int, int], ...]
    pages: int | None

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands, or None without pages."""
        return page_at(self.page_starts, offset)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)

    def section_at(self, offset: int) -> str | None:
        """The nearest heading above the character at `offset`."""
        block = self.block_at(offset)
        if block is None or block.heading is None:
            return None
        heading = self.blocks[block.heading]
        return self.text[heading.start : heading.end]


def keep(document: Document, target: Path) -> None:
    """Write what is shown of a document; the file appears whole or not at all."""
    value = {
        "schema": SCHEMA,
        "format": document.format,
        "text": document.text,
        "blocks": [
            [b.kind.value, b.start, b.end, b.body, b.page, b.level, b.number, b.heading, b.intro]
            for b in document.blocks
        ],
        "lines": [[line.start, line.end, line.page, line.char] for line in document.lines],
        "page_starts": document.page_starts,
        "pages": document.pages,
    }
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    # Half characters, which a damaged file can hold, have no place in a file of text.
    beside.write_text(json.dumps(value, ensure_ascii=True), encoding="utf-8")
    beside.replace(target)


def load_kept(path: Path) -> KeptDocument:
    """What was kept. Raises OSError or ValueError where it cannot be read."""
    value = json.loads(path.read_text(encoding="utf-8"))
    if value.get("schema") != SCHEMA:
        raise ValueError("kept by another version of the checker")
    return KeptDocument(
        format=value["format"],
        text=value["text"],
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in value["blocks"]),
        lines=tuple(Line(*line) for line in value["lines"]),
        page_starts=tuple((start, page) for start, page in value["page_starts"]),
        pages=value["pages"],
    )
