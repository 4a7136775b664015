"""Action plans: tables whose columns say what is to be done, by whom, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.commitments.reading import SHORTEST_ACT, Reader
from checker.documents.model import BlockKind
from checker.documents.sentence_set import SentenceSet
from checker.results.model import Commitment
from checker.text.characters import CELL
from checker.text.deadlines import deadline_of_cell, last_day

_NO_ACT = re.compile(r"\W*(?:depend|none|n/a|tbc|to be (?:agreed|confirmed|decided))", re.IGNORECASE)
Column = tuple[str, str | None]  # a heading, and which role it has


def rows_of(reader: Reader, evidence: SentenceSet, plans: Mapping[int, list[Column]]) -> Iterator[Commitment]:
    """The rows of action plans, the heads of which are given with their columns."""
    document = reader.document
    for index, block in enumerate(document.blocks):
        columns = plans.get(block.intro) if block.intro is not None else None
        if block.kind is not BlockKind.TABLE_ROW or not columns or reader.matches.blocks[index][0] not in evidence:
            continue
        cells = _cells(document.text[block.start : block.end], [name for name, _ in columns])
        by_role = {role: cells.get(name, "") for name, role in reversed(columns) if role}
        what = by_role.get("action", "")
        when = by_role.get("deadline", "")
        who = by_role.get("owner") or None
        if len(what) < SHORTEST_ACT or _NO_ACT.match(what) or _finished(by_role.get("status", "")):
            continue
        by = deadline_of_cell(when)
        if by and reader.sure and (last_day(by) or "9999") < reader.floor:
            continue
        if by is None and (who is None or "deadline" in by_role):  # "ongoing", "monthly", "within five days"
            continue
        if by is None and not _begins_with_act(reader, index, what):  # a finding, or what was done about it
            continue
        label = cells.get(columns[0][0], "")
        if columns[0][1] is None and re.search(r"[A-Za-z]{3}", label):
            what = f"{label}: {what}"
        yield reader.made(what, who, by, (block.start, block.end), index)


def _begins_with_act(reader: Reader, block: int, what: str) -> bool:
    """Whether an action is worded as one that is to be done: "Train forty champions"."""
    place = reader.document.blocks[block]
    start = reader.document.text.find(what, place.start, place.end)
    numbers = range(*reader.matches.blocks[block])
    return any(hit.start == start for number in numbers for hit in reader.hits(number, "one-off"))


def _finished(status: str) -> bool:
    return (
        re.match(
            r"\W*(?:complete|completed|done|achieved|closed|finished|delivered|in use|in place|begun|began|started|"
            r"introduced|launched|printed|published|implemented|live|embedded|rolled out)\b",
            status,
            re.IGNORECASE,
        )
        is not None
    )


def columns_of(reader: Reader, head: int) -> list[Column]:
    """The headings of an action plan's columns with what each holds; empty for any other block."""
    text, block = reader.document.text, reader.document.blocks[head]
    if block.kind is not BlockKind.TABLE_HEAD:
        return []
    hits = [hit for number in range(*reader.matches.blocks[head]) for hit in reader.matches.hits.get(number, ())]
    columns: list[Column] = []
    at = block.start
    for name in text[block.start : block.end].split(CELL):
        inside = {concept for hit in hits if at <= hit.start and hit.end <= at + len(name) for concept in hit.concepts}
        role = next((role for role in ("deadline", "owner", "status", "action") if f"column-{role}" in inside), None)
        columns.append((name, role))
        at += len(name) + len(CELL)
    roles = {role for _, role in columns}
    return columns if "action" in roles and roles & {"owner", "deadline"} else []


def _cells(row: str, headings: Sequence[str]) -> dict[str, str]:
    """A row's cells by the headings that stand before them; the first cell stands under the first heading."""
    cells: dict[str, str] = {}
    for place, cell in enumerate(row.split(CELL)):
        heading = next((name for name in headings if cell.startswith(f"{name}: ")), None)
        if heading is not None:
            cells[heading] = cell[len(heading) + 2 :].strip()
        elif place == 0 and headings:
            cells[headings[0]] = cell.strip()
    return cells
