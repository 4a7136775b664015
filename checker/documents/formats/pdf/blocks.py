"""From groups of lines to drafts: headings and their levels, list items, table rows, captions."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from checker.documents.formats.pdf.groups import Flow, Group, Image
from checker.documents.formats.pdf.layout import Measures
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.tables import Piece, Table, same_columns
from checker.documents.formats.pdf.text import Joiner
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.sentences import CELL

Style = tuple[float, int, bool]  # size, bold, capitals: what tells a heading's level

_CAPTION = re.compile(r"(?:figure|fig\.?|table|chart|diagram|graph|picture)\s+\d+[a-z]?\s*(?:[:.–—-]|$)", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z‘“\"'])")
_NO_HEADING_END = (".", ";", ",", "…", "!", "-", "–")
_LONGEST_HEADING = 200
_LONG_ITEM = 300  # characters from which a numbered block is a paragraph rather than a list item
_SENTENCE_START = re.compile(r"[.!?][”’\")]*\s+[A-Z]")
_GLYPH_BULLET = re.compile("[\uf000-\uf0ff◼◻▸❖☑○◦◾]")
_MOST_LEVELS = 6


def blocks(flow: list[Flow], usual: Measures, joiner: Joiner, reading: Reading) -> None:
    """Fill the reading's drafts and pictures from the document's flow, in order."""
    headings = _headings(flow, usual)
    level_of = _levels(headings)
    main = _main_levels(flow, headings, level_of)
    running = _running_series(flow)
    drafts = reading.drafts
    indents: list[float] = []
    heads: list[str] = []
    before: Flow | None = None
    parents: dict[str, int] = {}  # level of each numbered heading in force
    at = 0
    while at < len(flow):
        item = flow[at]
        at += 1
        if isinstance(item, Image):
            reading.pictures.append((item.page, len(drafts)))
            continue
        if isinstance(item, Table):
            continues = isinstance(before, Table) and same_columns(before, item) and item.page == before.page + 1
            if id(item) in headings:
                draft = _cells_joined(item.rows[0], BlockKind.HEADING, item.page, joiner)
                draft.level = level_of[headings[id(item)]]
                drafts.append(draft)
                before, indents = item, []
                continue
            heads = _rows(item, heads if continues or _split_part(before, item) else [], drafts, joiner, reading)
            before, indents = item, []
            continue
        before = item
        if item.kind == "footnote":
            before = flow[at - 2] if at > 1 and isinstance(flow[at - 2], Table) else item
            drafts.append(joiner.draft(BlockKind.FOOTNOTE, _whole(item)))
        elif item.kind == "contents":
            drafts.append(joiner.draft(BlockKind.CONTENTS, _whole(item)))
        elif id(item) in headings:
            draft = joiner.draft(BlockKind.HEADING, _whole(item))
            style = headings[id(item)]
            draft.level = _numbered_level(draft.text, level_of[style], main.get(style[2], 1), parents)
            drafts.append(draft)
            indents = []
        elif item.stands_alone:
            end = at
            while end < len(flow) and _same_row_kind(item, flow[end]):
                end += 1
            run = [g for g in flow[at - 1 : end] if isinstance(g, Group)]
            at = end
            if len(run) >= 3 and item.lines[0].gaps:
                drafts += [_gap_row(group, joiner) for group in run]
            else:
                drafts += [joiner.draft(BlockKind.PARAGRAPH, _whole(group)) for group in run]
            indents = []
        else:
            draft = joiner.draft(BlockKind.PARAGRAPH, _whole(item))
            _list_or_caption(draft, item, indents, id(item) in running)
            drafts.append(draft)


def _whole(group: Group) -> list[tuple[Line, int, int]]:
    return [(line, 0, len(line.text)) for line in group.lines]


# --- headings ---


def _headings(flow: list[Flow], usual: Measures) -> dict[int, Style]:
    """The groups that are headings, by identity, with the style that ranks them."""
    found: dict[int, Style] = {}
    for at, item in enumerate(flow):
        if isinstance(item, Table):
            style_of_row = _heading_row(item, usual)
            if style_of_row and at + 1 < len(flow) and isinstance(flow[at + 1], Group):
                found[id(item)] = style_of_row
            continue
        if not isinstance(item, Group) or item.kind != "text" or item.mark == "bullet":
            continue
        if len(item.lines) > 4 or (item.stands_alone and item.lines[0].turned):
            continue
        text = " ".join(line.text for line in item.lines)
        if not _may_head(text):
            continue
        after = flow[at + 1] if at + 1 < len(flow) else None
        size = max(line.size for line in item.lines)
        bold = all(line.bold == 2 for line in item.lines)
        capitals = text.isupper()
        large = size >= 1.12 * usual.size
        if item.stands_alone and not large and not (bold and len(item.lines[0].gaps) == 1 and item.mark):
            continue
        style = (round(size * 2) / 2, 2 if bold else 0, capitals)
        words = len(text.split())
        above_contents = words < 4 and isinstance(after, Group) and after.kind == "contents"
        in_bold = bold and size >= 0.94 * usual.size and words <= 25 and (words <= 5 or not text.endswith(":"))
        if above_contents or in_bold or (large and (len(item.lines) <= 3 or bold)):
            found[id(item)] = style
        elif size < 0.94 * usual.size:
            continue
        elif capitals and 1 < words <= 14 and len(item.lines) <= 2 and sum(map(str.isalpha, text)) >= 6:
            found[id(item)] = style
        elif item.mark in {"number", "decimal"} and len(item.lines) == 1 and words <= 12:
            if not text.endswith(":") and _text_follows(flow, at) and not _numbered_before(flow, at):
                found[id(item)] = (style[0], -1, capitals)
        elif (
            item.lines[0].font != usual.font
            and len(item.lines) == 1
            and words <= 10
            and text[0].isupper()
            and not text.endswith(":")
            and _text_follows(flow, at)
        ):
            found[id(item)] = (style[0], 1, capitals)
    if len(found) < 2:
        found |= _plain_headings(flow, usual)
    return found


def _plain_headings(flow: list[Flow], usual: Measures) -> dict[int, Style]:
    """In a document without a style for headings: short lines on their own above text or a list.

    Up to three may stand one above another.
    """
    found: dict[int, Style] = {}
    depth = 0
    for at in range(len(flow) - 1, -1, -1):
        item = flow[at]
        if not isinstance(item, Group) or item.kind != "text" or item.mark or item.stands_alone:
            depth = 0
            continue
        text = item.lines[0].text
        short = len(item.lines) == 1 and len(text.split()) <= 10 and text[0].isupper() and not text.endswith(":")
        leads = _text_follows(flow, at) or _list_follows(flow, at) or 0 < depth < 3
        depth = depth + 1 if short and leads and _may_head(text) else 0
        if depth:
            found[id(item)] = (usual.size, 0, False)
    return found


def _list_follows(flow: list[Flow], at: int) -> bool:
    after = flow[at + 1] if at + 1 < len(flow) else None
    return isinstance(after, Group) and after.kind == "text" and after.mark == "bullet"


def _heading_row(table: Table, usual: Measures) -> Style | None:
    """The style of a one-row table that heads the text in the frame below it, if it does."""
    pieces = [piece for cell in table.rows[0] for piece in cell]
    if len(table.rows) > 1 or sum(len(piece.text) for piece in pieces) > _LONGEST_HEADING:
        return None
    size = max(piece.line.size for piece in pieces)
    bold = all(piece.bold for piece in pieces)
    return (round(size * 2) / 2, 2 if bold else 0, False) if bold or size >= 1.12 * usual.size else None


def _may_head(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or sum(map(str.isalpha, text)) < 3:
        return False
    return not text.endswith(_NO_HEADING_END) or (len(text) < 30 and text.endswith(".") and text[:1].isdigit())


def _text_follows(flow: list[Flow], at: int) -> bool:
    """Whether a longer block that is no list item of the same series comes next."""
    after = flow[at + 1] if at + 1 < len(flow) else None
    here = flow[at]
    if isinstance(after, Table):
        return True
    if not isinstance(after, Group) or not isinstance(here, Group) or after.kind != "text":
        return False
    if after.mark == here.mark and here.mark and not _deeper(after, here):
        return False
    return len(after.lines) > 1 or len(after.lines[0].text) > 60 or after.mark == "decimal"


def _deeper(after: Group, here: Group) -> bool:
    """Whether a number continues the one before, as 2.1.1 does 2.1."""
    a, b = _DECIMAL.match(here.lines[0].text), _DECIMAL.match(after.lines[0].text)
    return a is not None and b is not None and b[1].startswith(a[1] + ".")


def _numbered_before(flow: list[Flow], at: int) -> bool:
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


def _levels(headings: dict[int, Style]) -> dict[Style, int]:
    ranked = sorted(set(headings.values()), key=lambda style: (-style[0], -style[1], not style[2]))
    return {style: min(rank + 1, _MOST_LEVELS) for rank, style in enumerate(ranked)}


def _main_levels(flow: list[Flow], headings: dict[int, Style], level_of: dict[Style, int]) -> dict[bool, int]:
    """The usual level of headings numbered 1, 2, 3, apart for those in capitals: one series, one level."""
    levels: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for item in flow:
        if isinstance(item, Group) and id(item) in headings:
            match = _DECIMAL.match(item.lines[0].text)
            if match and "." not in match[1]:
                style = headings[id(item)]
                levels[style[2]][level_of[style]] += 1
    return {capitals: min(count, key=lambda n: (-count[n], n)) for capitals, count in levels.items() if count}


def _numbered_level(text: str, level: int, main: int, parents: dict[str, int]) -> int:
    """A heading's level: from its style, but a numbered one's from its series and the number above it."""
    match = _DECIMAL.match(text)
    if match is None:
        return level
    number = match[1]
    parent = number.rpartition(".")[0]
    if not parent:
        level = main
    elif parent in parents:
        level = parents[parent] + 1
    parents[number] = level
    return level


# --- lists, captions ---


def _list_or_caption(draft: Draft, group: Group, indents: list[float], running: bool) -> None:
    """Decide in place whether a block is a list item (with its depth) or a caption."""
    mark, x = group.mark, group.lines[0].x0
    if mark == "bullet":
        if _GLYPH_BULLET.match(draft.text):
            draft.text = ("–" if draft.text[0] == "\uf02d" else "•") + draft.text[1:]
    elif running:
        indents.clear()
        return
    elif not mark:
        if _CAPTION.match(draft.text) and len(group.lines) <= 2 and not draft.text.endswith("."):
            draft.kind = BlockKind.CAPTION
        elif not (indents and x > indents[-1] + 4):
            indents.clear()
        return
    draft.kind = BlockKind.LIST_ITEM
    while indents and x < indents[-1] - 4:
        indents.pop()
    if not indents or x > indents[-1] + 4:
        indents.append(x)
    draft.level = len(indents)


def _running_series(flow: list[Flow]) -> set[int]:
    """The numbered groups, by identity, that are paragraphs of running text rather than list items.

    Decided for a series of numbers at once: paragraphs are long or of several sentences, and no
    line that ends in a colon leads into them.
    """
    running: set[int] = set()
    series: dict[str, list[str]] = {}
    members: dict[str, list[int]] = {}
    led = False

    def close() -> None:
        for mark, texts in series.items():
            several = sum(1 for text in texts if _SENTENCE_START.search(text, 4))
            lengths = sorted(len(text) for text in texts)
            middle = lengths[len(lengths) // 2]
            if 2 * several >= len(texts) or middle > _LONG_ITEM or (mark == "decimal" and middle > 60):
                running.update(members[mark])
        series.clear()
        members.clear()

    for item in flow:
        if not isinstance(item, Group) or item.kind != "text":
            continue
        if item.mark not in {"number", "decimal"}:
            if not item.mark and (item.lines[-1].text.endswith(":") or item.lines[0].bold == 2):
                close()
                led = item.lines[-1].text.endswith(":") and item.lines[0].bold != 2
            continue
        if led and not series.get(item.mark) and item.mark == "number" and len(item.lines) < 5:
            continue
        led = False
        series.setdefault(item.mark, []).append(" ".join(line.text for line in item.lines))
        members.setdefault(item.mark, []).append(id(item))
    close()
    return running


# --- tables ---


def _split_part(before: Flow | None, table: Table) -> bool:
    """Whether a table is the rest of the one before, parted by a row of prose."""
    return isinstance(before, Table) and before.page == table.page and same_columns(before, table)


def _rows(table: Table, heads: list[str], drafts: list[Draft], joiner: Joiner, reading: Reading) -> list[str]:
    """Add a table's rows as drafts; gives back its column headings, for its next part."""
    rows = table.rows
    first = [joiner.draft(BlockKind.TABLE_ROW, _parts(cell)).text if cell else "" for cell in rows[0]]
    if heads and first == heads:
        reading.furniture.append((table.page, CELL.join(filter(None, first))))
        rows = rows[1:]
    elif heads and not rows[0][0] and drafts and drafts[-1].kind is BlockKind.TABLE_ROW and not table.headed:
        pass  # a row that runs over the page's end; kept as a row of its own
    elif table.headed:
        heads = first
        drafts.append(_cells_joined(rows[0], BlockKind.TABLE_HEAD, table.page, joiner))
        rows = rows[1:]
    for row in rows:
        draft = Draft(BlockKind.TABLE_ROW, "", table.page)
        for column, cell in enumerate(row):
            if not cell:
                continue
            title = heads[column] if column < len(heads) else ""
            if title and joiner.draft(BlockKind.TABLE_ROW, _parts(cell)).text != title:
                draft.text += (CELL if draft.text else "") + title + ": "
                joiner.add(draft, _parts(cell), "")
            else:
                joiner.add(draft, _parts(cell), CELL)
        if len([cell for cell in row if cell]) == 1 and len(rows) > 1 and row is rows[0] and _CAPTION.match(draft.text):
            draft.kind = BlockKind.CAPTION
        drafts.append(draft)
    return heads


def _cells_joined(row: list[list[Piece]], kind: BlockKind, page: int, joiner: Joiner) -> Draft:
    draft = Draft(kind, "", page)
    for cell in filter(None, row):
        joiner.add(draft, _parts(cell), CELL)
    return draft


def _parts(cell: list[Piece]) -> list[tuple[Line, int, int]]:
    return [(piece.line, piece.start, piece.end) for piece in cell]


def _same_row_kind(a: Group, b: Flow) -> bool:
    return (
        isinstance(b, Group)
        and b.stands_alone
        and b.kind == "text"
        and len(b.lines[0].gaps) == len(a.lines[0].gaps)
        and b.lines[0].bold == a.lines[0].bold
        and not b.lines[0].turned
    )


def _gap_row(group: Group, joiner: Joiner) -> Draft:
    """A row without rulings: its words between wide gaps as cells."""
    line = group.lines[0]
    cuts = [0, *(gap.offset for gap in line.gaps), len(line.text)]
    draft = Draft(BlockKind.TABLE_ROW, "", line.page)
    for start, end in pairwise(cuts):
        words = line.text[start:end]
        joiner.add(draft, [(line, start, start + len(words.rstrip()))], CELL)
    return draft
