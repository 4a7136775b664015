"""What a document is once it has been read: text, blocks anchored in it, pages, and a profile.

Nothing here knows a file format or a rule. All spans are character offsets into `Document.text`,
end exclusive; all pages count from 1; `None` as a page means that the format has no pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, TypedDict


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_HEAD = "table head"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents entry"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table row, caption, footnote or contents entry.

    `text[start:end]` is all of it, one line without line breaks; evidence may begin at `body`,
    which lies behind a printed number or a bullet. `heading` and `intro` are indices into
    `Document.blocks`: the nearest heading above, and the block that introduces this one (the
    sentence that leads into a list, the heading row of a table).
    """

    kind: BlockKind
    start: int
    end: int
    body: int
    page: int | None
    level: int = 0  # a heading's level from 1, a list item's depth from 1, otherwise 0
    number: str | None = None  # as printed, without its full stop: "5.3.1", "a", "iv"
    heading: int | None = None
    intro: int | None = None


class Line(NamedTuple):  # made by the ten thousand, which a frozen dataclass makes three times as slowly
    """Where a stretch of the text stands on a page: the ground for highlighting it there.

    `text[start:end]` is the page's characters from index `char` on (pdfium's character index).
    """

    start: int
    end: int
    page: int
    char: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture large enough to hold text that cannot be read; `heading` as in `Block`."""

    page: int | None
    heading: int | None


class Sentence(NamedTuple):
    """One sentence (or heading, list item, table row): `text[start:end]`, in `blocks[block]`."""

    start: int
    end: int
    block: int


class Place(TypedDict):
    """Words of a document and where they stand: the fields of a `Passage`."""

    quote: str
    start: int
    end: int
    page: int | None
    section: str | None
    paragraph: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """The period that a document reports on: ISO dates, first and last day."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the document says of itself. `how` tells, for each field, how it was found."""

    type: str = "arrangements"  # arrangements, yearly-report or inspection
    title: str | None = None
    area: str | None = None
    areas: tuple[str, ...] = ()
    period: Period | None = None
    published: str | None = None  # ISO date
    looks_like: str | None = None  # what it looks like, where it is none of the three types; None where it is one
    edition: str | None = None  # of the guidance, where it was given; else it is found when the document is checked
    how: tuple[tuple[str, str], ...] = ()


def page_at(page_starts: Sequence[tuple[int, int]], offset: int) -> int | None:
    """The page on which the character at `offset` stands, by (offset, page) in order; None before the first."""
    place = bisect_right(page_starts, (offset, 1 << 60)) - 1
    return page_starts[place][1] if place >= 0 else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read. Immutable; every quote is a slice of `text`."""

    path: str
    sha256: str
    format: str  # pdf, docx, html, markdown or text
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    page_starts: tuple[tuple[int, int], ...] = ()  # (offset, page): from this offset on, this page
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    pages_read_by_ocr: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()
    furniture: tuple[tuple[int | None, str], ...] = ()  # running headers and footers left out
    lines: tuple[Line, ...] = ()
    declared_title: str | None = None  # from the file's own properties
    warnings: tuple[str, ...] = ()
    may_hold: tuple[str, ...] = ()  # sentences on what was not read and may hold what is missing
    second_reading: tuple[tuple[int, str], ...] = ()  # pages whose text looked wrong, and how they were read

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands, or None without pages."""
        return page_at(self.page_starts, offset)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that the character at `offset` stands in or behind; -1 before the first."""
        return bisect_right(self.sentences, offset, key=attrgetter("start")) - 1

    def block_text(self, index: int) -> str:
        """The words of a block without its printed number or bullet."""
        block = self.blocks[index]
        return self.text[block.body : block.end]

    def section_of(self, index: int) -> str | None:
        """The nearest heading above a block, with its printed number: "5.3 Independent scrutiny"."""
        heading = self.blocks[index].heading
        if heading is None:
            return None
        block = self.blocks[heading]
        words = self.text[block.start : block.end]
        # A number that the format keeps apart from the words (Word's automatic numbers) is printed too.
        return f"{block.number} {words}" if block.number and block.body == block.start else words

    def paragraph_of(self, index: int) -> str | None:
        """The printed number of the block, or of the block that introduces it, if any."""
        block: Block | None = self.blocks[index]
        while block is not None:
            if block.number and block.kind is not BlockKind.HEADING:
                return block.number
            block = self.blocks[block.intro] if block.intro is not None else None
        return None

    def place(self, start: int, end: int, block: int) -> Place:
        """The words between two offsets, which stand in a block, with their page, section and paragraph."""
        return {
            "quote": self.text[start:end],
            "start": start,
            "end": end,
            "page": self.page_at(start),
            "section": self.section_of(block),
            "paragraph": self.paragraph_of(block),
        }
