"""From groups of lines to drafts: headings and their levels, list items, table rows, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.documents.formats.pdf.groups import Flow, Group, Image
from checker.documents.formats.pdf.headings import Levels, mark_headings
from checker.documents.formats.pdf.layout import Measures
from checker.documents.formats.pdf.line import Line
from checker.documents.formats.pdf.rows import Rows, cells_joined, gap_row, like_rows
from checker.documents.formats.pdf.tables import Table
from checker.documents.formats.pdf.text import Joiner
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import CAPTION, is_running

_GLYPH_BULLET = re.compile("[\uf000-\uf0ff◼◻▸❖☑○◦◾]")
_LEAST_ROWS = 3  # lines with wide gaps on end that make a table without rulings
_SAME_INDENT = 4.0  # points


def blocks(flow: list[Flow], usual: Measures, joiner: Joiner, reading: Reading) -> None:
    """Fill the reading's drafts and pictures from the document's flow, in order."""
    mark_headings(flow, usual)
    _mark_running(flow)
    _Blocks(flow, joiner, reading).run()


class _Blocks:
    """Walks one flow and fills the reading."""

    def __init__(self, flow: list[Flow], joiner: Joiner, reading: Reading) -> None:
        self._flow = flow
        self._joiner = joiner
        self._reading = reading
        self._levels = Levels(flow)
        self._rows = Rows(joiner, reading)
        self._indents: list[float] = []  # of the list items in force, outermost first
        self._before: Flow | None = None

    def run(self) -> None:
        """Add all of the flow."""
        at = 0
        while at < len(self._flow):
            item = self._flow[at]
            at += 1
            if isinstance(item, Image):
                self._reading.pictures.append((item.page, len(self._reading.drafts)))
            elif isinstance(item, Table):
                self._table(item)
            elif item.stands_alone and item.kind == "text" and not item.heading:
                at = self._lone_lines(at - 1, item)
            else:
                self._group(item)

    def _table(self, table: Table) -> None:
        if table.heading:
            draft = cells_joined(table.rows[0], BlockKind.HEADING, table.page, self._joiner)
            draft.level = self._levels.of_row(table.heading)
            self._reading.drafts.append(draft)
        else:
            self._rows.add(table, self._before)
        self._before, self._indents = table, []

    def _group(self, group: Group) -> None:
        kind = {"footnote": BlockKind.FOOTNOTE, "contents": BlockKind.CONTENTS}.get(group.kind, BlockKind.PARAGRAPH)
        if group.heading and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.HEADING
        draft = self._joiner.draft(kind, _whole(group))
        if kind is BlockKind.HEADING and group.heading:
            draft.level = self._levels.of(draft.text, group.heading)
            self._indents = []
        elif kind is BlockKind.PARAGRAPH:
            self._settle(draft, group)
        self._reading.drafts.append(draft)
        if not (kind is BlockKind.FOOTNOTE and isinstance(self._before, Table)):
            self._before = group  # a table goes on behind the footnotes of its page

    def _lone_lines(self, start: int, first: Group) -> int:
        """Add lines that stand for themselves: rows where several have the same gaps; gives back where they end."""
        end = start + 1
        while end < len(self._flow) and like_rows(first, self._flow[end]):
            end += 1
        run = [group for group in self._flow[start:end] if isinstance(group, Group)]
        if len(run) >= _LEAST_ROWS and first.lines[0].gaps:
            self._reading.drafts += [gap_row(group, self._joiner) for group in run]
        else:
            self._reading.drafts += [self._joiner.draft(BlockKind.PARAGRAPH, _whole(group)) for group in run]
        self._before, self._indents = first, []
        return end

    def _settle(self, draft: Draft, group: Group) -> None:
        """Decide in place whether a paragraph is a list item (with its depth) or a caption."""
        mark, x = group.mark, group.lines[0].x0
        indents = self._indents
        if mark == "bullet":
            if _GLYPH_BULLET.match(draft.text):
                draft.text = ("–" if draft.text[0] == "\uf02d" else "•") + draft.text[1:]
        elif group.running:
            indents.clear()
            return
        elif not mark:
            if CAPTION.match(draft.text) and len(group.lines) <= 2 and not draft.text.endswith("."):
                draft.kind = BlockKind.CAPTION
            elif not (indents and x > indents[-1] + _SAME_INDENT):
                indents.clear()
            return
        draft.kind = BlockKind.LIST_ITEM
        while indents and x < indents[-1] - _SAME_INDENT:
            indents.pop()
        if not indents or x > indents[-1] + _SAME_INDENT:
            indents.append(x)
        draft.level = len(indents)


def _whole(group: Group) -> list[tuple[Line, int, int]]:
    return [(line, 0, len(line.text)) for line in group.lines]


def _mark_running(flow: Sequence[Flow]) -> None:
    """Note which numbered groups are paragraphs of running text rather than list items.

    Decided for a series of numbers at once: paragraphs are long or of several sentences, and no
    line that ends in a colon leads into them.
    """
    series: dict[str, list[Group]] = {}
    led = False

    def close() -> None:
        for mark, groups in series.items():
            if is_running(mark, [group.text for group in groups]):
                for group in groups:
                    group.running = True
        series.clear()

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
        series.setdefault(item.mark, []).append(item)
    close()
