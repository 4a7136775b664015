"""Where an inspection report keeps what, worked out once: its kind, the part on the board, the printed lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.documents.model import BlockKind, Document
from checker.inspections.lists import BOARD_PART, HEADING_LENGTH, PrintedList, printed_lists

OPENING = 3_500  # characters in which a report says what it is and when inspectors came

_TOP = 700  # characters in which a title may stand within a line, where a reader has run lines together

# What kind of report it is, by its title. A report that merely mentions an earlier visit does so
# within its sentences and in lower case. Each kind with a word that its titles hold.
_KINDS = tuple(
    (kind, word, re.compile(rf"\b{pattern}", re.IGNORECASE))
    for kind, word, pattern in (
        ("jtai", "targeted", r"joint\s+targeted\s+area\s+inspection\b"),
        (
            "send",
            "area",
            r"(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs)[\w\s,/-]{0,40}?\binspection\b",
        ),
        ("focused-visit", "focused", r"focused\s+visit\s+(?:to|of)\b"),
        (
            "monitoring-visit",
            "monitoring",
            r"(?:(?:first|second|third|fourth|fifth|sixth)\s+)?monitoring\s+visit\s+(?:to|of)\b",
        ),
        ("sif", "inspection", r"(?:re-?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help"),
        (
            "lscb",
            "effectiveness",
            r"(?:(?:re-?)?inspection|review)\s+of\s+the\s+effectiveness\s+of\s+the\s+"
            r"(?:[\w’'-]+\s+){0,5}safeguarding\s+children",
        ),
        (
            "ilacs",
            "inspection",
            r"(?:re-?)?inspection\s+of\s+(?:[\w’'&.,-]+\s+){0,12}?(?:local\s+authority\s+)?"
            r"children[’']s\s+(?:social\s+care\s+)?services",
        ),
    )
)
_LETTER_KINDS = {
    "jtai": re.compile(r"findings\s+of\s+the\s+joint\s+targeted\s+area\s+inspection", re.IGNORECASE),
    "focused-visit": re.compile(r"findings\s+of\s+(?:the|a|our)\s+(?:\w+\s+)?focused\s+visit", re.IGNORECASE),
    "monitoring-visit": re.compile(r"findings\s+of\s+(?:the|a|our)\s+(?:\w+\s+)?monitoring\s+visit", re.IGNORECASE),
}
_BOARD = re.compile(r"\bsafeguarding\s+children(?:[’']s)?\s+board|\b[A-Z]{0,4}SCB\b|\bthe\s+board\b", re.IGNORECASE)

_WHOLE = frozenset({"lscb", "jtai", "other"})
_OF_OTHER_MATTERS = frozenset({"send"})  # inspections of other services than those that protect children


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an inspection report; `board_from` is the block that opens the part on the board."""

    kind: str  # sif, ilacs, lscb, jtai, focused-visit, monitoring-visit, send or other
    board_from: int | None
    lists: tuple[PrintedList, ...]
    reviews_board: bool
    _for_board: frozenset[int] = field(init=False, repr=False, compare=False)  # blocks of items meant for the board

    def __post_init__(self) -> None:
        lists = [one for one in self.lists if one.for_whom == "board"]
        blocks = frozenset(block for one in lists for item in one.items for block in range(item.first, item.end))
        object.__setattr__(self, "_for_board", blocks)

    @property
    def of_other_matters(self) -> bool:
        """Whether the report is on other services (special educational needs), to which no criteria here apply."""
        return self.kind in _OF_OTHER_MATTERS

    @property
    def all_read(self) -> bool:
        """Whether the report is about the board, or the partnership that came after it, as a whole."""
        return self.kind in _WHOLE

    @property
    def item_blocks(self) -> dict[int, str]:
        """Every block that belongs to a printed item, with the kind of its list."""
        return {block: one.kind for one in self.lists for item in one.items for block in range(item.first, item.end)}

    def meant_for_board(self, block: int) -> bool:
        """Whether a block belongs to a printed item that is meant for the board."""
        return block in self._for_board

    def on_board(self, block: int) -> bool:
        """Whether a block stands in the part on the board."""
        return self.board_from is not None and block >= self.board_from


def layout_of(document: Document) -> Layout:
    """Lay out a report: everything that reads it starts from this."""
    kind = report_type(document)
    board_from = board_part(document)
    reviews = kind == "lscb" or board_from is not None
    if kind == "send":
        reviews = False
    elif kind == "other":
        reviews = _BOARD.search(document.text) is not None
    return Layout(kind, board_from, printed_lists(document, kind, board_from), reviews)


def report_type(document: Document) -> str:
    """sif, ilacs, lscb, jtai, focused-visit, monitoring-visit, send or other."""
    opening = document.text[:OPENING]
    folded = opening.casefold()
    found = [
        (match.start(), kind)
        for kind, word, pattern in _KINDS
        if word in folded
        for match in pattern.finditer(opening)
        if _is_title(opening, match.start())
    ]
    if found:
        return min(found)[1]
    for kind, pattern in _LETTER_KINDS.items():
        if pattern.search(opening):
            return kind
    return "other"


def _is_title(opening: str, start: int) -> bool:
    """Whether words stand at the start of a line, or with a capital at the very top."""
    line = opening[opening.rfind("\n", 0, start) + 1 : start].strip(" #*|").lower()
    return line in {"", "re:", "ofsted", "ofsted:"} or (start < _TOP and opening[start].isupper())


def speaking_of_board(document: Document) -> frozenset[int]:
    """The sentences, by number, that may speak of a safeguarding board."""
    text, found = document.text, set[int]()
    for word in ("oard", "BOARD", "SCB"):
        at = text.find(word)
        while at >= 0:
            number = document.sentence_at(at)
            if number >= 0 and at + len(word) <= document.sentences[number].end:
                found.add(number)
            at = text.find(word, at + 1)
    return frozenset(found)


def board_part(document: Document) -> int | None:
    """The index of the block that opens the part on the local safeguarding children board."""
    found = None
    for index, block in enumerate(document.blocks):
        if block.kind in {BlockKind.CONTENTS, BlockKind.LIST_ITEM} or block.start < len(document.text) // 3:
            continue
        if block.end - block.start <= HEADING_LENGTH and BOARD_PART.fullmatch(document.block_text(index).strip()):
            found = index
            break
    return found
