"""Which groups of lines on a PDF's pages are headings, and of which level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.documents.formats.pdf.groups import Flow, Group, Style
from checker.documents.formats.pdf.layout import Measures
from checker.documents.formats.pdf.tables import Table

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z‘“\"'])")
_NO_HEADING_END = (".", ";", ",", "…", "!", "-", "–")
_LONGEST_HEADING = 200
_MOST_LEVELS = 6
_LARGE = 1.12  # of the body's size: larger text is set as a heading
_SMALL = 0.94  # smaller text is none
_MOST_BOLD_WORDS, _MOST_WORDS_OF_NUMBERED, _MOST_WORDS_IN_CAPITALS, _MOST_WORDS_UNMARKED = 25, 12, 14, 10
_LONG_LINE = 60  # characters from which one line is text that a heading may head


def mark_headings(flow: Sequence[Flow], usual: Measures) -> None:
    """Note on each group and one-row table that is a heading the style that ranks it."""
    found = 0
    for at, item in enumerate(flow):
        if isinstance(item, Table):
            style = _row_style(item, usual)
            item.heading = style if at + 1 < len(flow) and isinstance(flow[at + 1], Group) else None
            found += item.heading is not None
        elif isinstance(item, Group):
            item.heading = _style_of(flow, at, item, usual)
            found += item.heading is not None
    if found < 2:
        _mark_plain(flow, usual)


def _style_of(flow: Sequence[Flow], at: int, item: Group, usual: Measures) -> Style | None:
    """The style of a group that is a heading, else None."""
    if item.kind != "text" or item.mark == "bullet" or len(item.lines) > 4:
        return None
    if item.stands_alone and item.lines[0].turned:
        return None
    text = item.text
    if not _may_head(text):
        return None
    size = max(line.size for line in item.lines)
    bold, capitals = all(line.bold == 2 for line in item.lines), text.isupper()
    large = size >= _LARGE * usual.size
    if item.stands_alone and not large and not (bold and len(item.lines[0].gaps) == 1 and item.mark):
        return None
    rounded = round(size * 2) / 2
    if (
        _heads_contents(flow, at, text)
        or _is_bold_heading(text, size, bold, usual)
        or (large and (len(item.lines) <= 3 or bold))
    ):
        return rounded, 2 if bold else 0, capitals
    if size < _SMALL * usual.size:
        return None
    return _plain_style(flow, at, item, usual, (rounded, 2 if bold else 0, capitals))


def _heads_contents(flow: Sequence[Flow], at: int, text: str) -> bool:
    after = flow[at + 1] if at + 1 < len(flow) else None
    return len(text.split()) < 4 and isinstance(after, Group) and after.kind == "contents"


def _is_bold_heading(text: str, size: float, bold: bool, usual: Measures) -> bool:
    words = len(text.split())
    return bold and size >= _SMALL * usual.size and words <= _MOST_BOLD_WORDS and (words <= 5 or not text.endswith(":"))


def _plain_style(flow: Sequence[Flow], at: int, item: Group, usual: Measures, style: Style) -> Style | None:
    """The style of a heading in the body's size: in capitals, numbered, or in a face of its own."""
    text, words = item.text, len(item.text.split())
    if style[2] and 1 < words <= _MOST_WORDS_IN_CAPITALS and len(item.lines) <= 2 and sum(map(str.isalpha, text)) >= 6:
        return style
    if len(item.lines) > 1 or text.endswith(":"):
        return None
    if item.mark in {"number", "decimal"} and words <= _MOST_WORDS_OF_NUMBERED:
        follows = text_follows(flow, at) and not _numbered_before(flow, at)
        return (style[0], -1, style[2]) if follows else None
    own_face = item.lines[0].font != usual.font and words <= _MOST_WORDS_UNMARKED and text[0].isupper()
    return (style[0], 1, style[2]) if own_face and text_follows(flow, at) else None


def _mark_plain(flow: Sequence[Flow], usual: Measures) -> None:
    """In a document without a style for headings: short lines on their own above text or a list.

    Up to three may stand one above another.
    """
    depth = 0
    for at in range(len(flow) - 1, -1, -1):
        item = flow[at]
        if not isinstance(item, Group) or item.kind != "text" or item.mark or item.stands_alone:
            depth = 0
            continue
        text = item.lines[0].text
        short = len(item.lines) == 1 and len(text.split()) <= 10 and text[0].isupper() and not text.endswith(":")
        leads = text_follows(flow, at) or _list_follows(flow, at) or 0 < depth < 3
        depth = depth + 1 if short and leads and _may_head(text) else 0
        if depth:
            item.heading = usual.size, 0, False


def _list_follows(flow: Sequence[Flow], at: int) -> bool:
    after = flow[at + 1] if at + 1 < len(flow) else None
    return isinstance(after, Group) and after.kind == "text" and after.mark == "bullet"


def _row_style(table: Table, usual: Measures) -> Style | None:
    """The style of a one-row table that heads the text in the frame below it, if it does."""
    pieces = [piece for cell in table.rows[0] for piece in cell]
    if len(table.rows) > 1 or sum(len(piece.text) for piece in pieces) > _LONGEST_HEADING:
        return None
    size = max(piece.line.size for piece in pieces)
    bold = all(piece.bold for piece in pieces)
    return (round(size * 2) / 2, 2 if bold else 0, False) if bold or size >= _LARGE * usual.size else None


def _may_head(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or sum(map(str.isalpha, text)) < 3:
        return False
    return not text.endswith(_NO_HEADING_END) or (len(text) < 30 and text.endswith(".") and text[:1].isdigit())


def text_follows(flow: Sequence[Flow], at: int) -> bool:
    """Whether a longer block that is no list item of the same series comes next."""
    after = flow[at + 1] if at + 1 < len(flow) else None
    here = flow[at]
    if isinstance(after, Table):
        return True
    if not isinstance(after, Group) or not isinstance(here, Group) or after.kind != "text":
        return False
    if after.mark == here.mark and here.mark and not _deeper(after, here):
        return False
    return len(after.lines) > 1 or len(after.lines[0].text) > _LONG_LINE or after.mark == "decimal"


def _deeper(after: Group, here: Group) -> bool:
    """Whether a number continues the one before, as 2.1.1 does 2.1."""
    a, b = _NUMBER.match(here.lines[0].text), _NUMBER.match(after.lines[0].text)
    return a is not None and b is not None and b[1].startswith(a[1] + ".")


def _numbered_before(flow: Sequence[Flow], at: int) -> bool:
    """Whether the block above is a short item of the same series of numbers."""
    before, here = (flow[at - 1] if at else None), flow[at]
    return (
        isinstance(before, Group)
        and isinstance(here, Group)
        and before.mark == here.mark
        and len(before.lines) == 1
        and before.lines[0].bold == here.lines[0].bold
        and before.lines[0].y - here.lines[0].y < 2.2 * here.lines[0].size
        and before.lines[0].page == here.lines[0].page
    )


class Levels:
    """The levels of a document's headings: by their styles, and of numbered ones by their series."""

    def __init__(self, flow: Sequence[Flow]) -> None:
        headed = [item for item in flow if isinstance(item, Group | Table) and item.heading]
        styles = {item.heading for item in headed if item.heading}
        ranked = sorted(styles, key=lambda style: (-style[0], -style[1], not style[2]))
        self._of = {style: min(rank + 1, _MOST_LEVELS) for rank, style in enumerate(ranked)}
        self._main = self._main_levels(headed)
        self._parents: dict[str, int] = {}  # level of each numbered heading in force

    def _main_levels(self, headed: Sequence[Group | Table]) -> dict[bool, int]:
        """The usual level of headings numbered 1, 2, 3, apart for those in capitals: one series, one level."""
        levels: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
        for item in headed:
            match = _NUMBER.match(item.lines[0].text) if isinstance(item, Group) else None
            if match and "." not in match[1] and item.heading:
                levels[item.heading[2]][self._of[item.heading]] += 1
        return {capitals: min(count, key=lambda n: (-count[n], n)) for capitals, count in levels.items() if count}

    def of_row(self, style: Style) -> int:
        """The level of a table's row that is a heading."""
        return self._of[style]

    def of(self, text: str, style: Style) -> int:
        """The level of the next heading: from its style, but a numbered one's from the number above it."""
        level = self._of[style]
        match = _NUMBER.match(text)
        if match is None:
            return level
        number = match[1]
        parent = number.rpartition(".")[0]
        if not parent:
            level = self._main.get(style[2], 1)
        elif parent in self._parents:
            level = self._parents[parent] + 1
        self._parents[number] = level
        return level
