"""Every sentence of a report read once: how inspectors judge in it, and what it is about. Pure.

Both are learned: sums of weights of words (`tables`) over the words of a sentence and of the one
before it (`features`). A sentence goes on about what the one before it in its paragraph was about,
so a part of that one's score on a theme is carried over. What is a remark is decided here: a
sentence of the body in which inspectors judge.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from checker.documents.model import BlockKind, Document
from checker.inspections.layout import Layout, speaking_of_board
from checker.inspections.lexicon import vocabulary
from checker.inspections.report import Judged, judged_in
from checker.inspections.scoring import POLARITIES, Neighbours, ReadingWeights, Tables, score, shares_alone
from checker.inspections.sheet import Array, sheet_of
from checker.inspections.tables import read_table
from checker.results.model import Polarity, Remark

FOLDER = "inspections"  # of the rules folder
POLARITY_FILE = "polarity.tsv"
_NO_REMARK = frozenset(
    {BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TABLE_HEAD, BlockKind.CAPTION, BlockKind.FOOTNOTE}
)
_HEADING_LENGTH = 120
_SHORTEST = 3  # words that a remark has
_ANNEX = re.compile(
    r"(?:(?:annex|appendix)\b.{0,6}|[#*\d. ]*)(?:what\s+(?:the\s+)?(?:\w+\s+)?inspection\s+judge?ments\s+mean"
    r"|grade\s+descriptors|information\s+about\s+(?:this|the)\s+(?:\w+\s+)?(?:inspection|review|local\s+authority)"
    r"|(?:the|our)\s+inspection\s+team|about\s+this\s+inspection|(?:local\s+area|inspection)\s+(?:partnership\s+)?details)",
    re.IGNORECASE,
)
_STANDING_WORDS = tuple(  # what every report of a framework prints alike, and no inspector found
    words.lower()
    for words in (
        "Open Government Licence",
        "braille",
        "copy of this document",
        "raising concerns and making complaints",
        "enquiries@",
        "Her Majesty’s Inspector",
        "His Majesty’s Inspector",
        "produces this report",
        "section 136",
        "section 15A",
        "section 20 of the Children Act",
        "regulates and inspects",
        "have looked closely at the experiences",
        "has looked closely at the experiences",
        "read case files",
        "tried to understand what",
        "This also includes children and young people who are looked after and",
    )
)
_STANDING = re.compile(rf"\b(?:{'|'.join(map(re.escape, _STANDING_WORDS))})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence: the share of each polarity (as POLARITIES), and its score on each theme by pack."""

    number: int
    polarity: Polarity
    shares: tuple[float, ...]
    scores: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All sentences of the body that can hold a remark, by number."""

    document: Document
    layout: Layout
    tables: Tables
    sentences: Mapping[int, Read]
    _parts: dict[tuple[int, int], tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)
    _judged: list[Judged] = field(default_factory=list, repr=False, compare=False)

    def judged(self) -> Judged:
        """The grades that the report prints, read once."""
        if not self._judged:
            self._judged.append(judged_in(self.document, self.layout))
        return self._judged[0]

    def in_blocks(self, first: int, end: int) -> list[Read]:
        """The sentences read in some blocks."""
        start, stop = (bisect_left(self.document.sentences, block, key=lambda one: one.block) for block in (first, end))
        return [self.sentences[number] for number in range(start, stop) if number in self.sentences]

    def shares_of(self, start: int, end: int) -> tuple[float, ...]:
        """How a part of a sentence reads by itself."""
        if (start, end) not in self._parts:
            self.read_parts([(start, end)])
        return self._parts[start, end]

    def read_parts(self, spans: Sequence[tuple[int, int]]) -> None:
        """Read parts of sentences by themselves, all at once, for `shares_of` to tell."""
        if spans:
            read = shares_alone([self.document.text[start:end] for start, end in spans], self.tables)
            self._parts.update(zip(spans, map(tuple, read.tolist()), strict=True))


def load_tables(rules: Path) -> Tables:
    """The tables of a rules folder. Raises PackError where one is missing or broken."""
    folder = rules / FOLDER
    words = vocabulary(folder)
    themes = {pack: read_table(folder / f"themes-{pack}.tsv") for pack in words.themes}
    return Tables(words, read_table(folder / POLARITY_FILE), themes)


def read_sentences(document: Document, layout: Layout, tables: Tables, packs: Sequence[str] = ()) -> Reading:
    """Read a report. `packs` are those whose themes are wanted of every sentence.

    Beside them the part on the board, and what speaks of the board elsewhere, is read for the themes
    of boards, and all else for those of reports.
    """
    body = body_of(document, layout)
    standing = standing_in(document, body)
    also = [pack for pack in packs if pack in tables.themes]
    lenses = _lenses(document, layout, body, tables)
    wanted = {pack: body if pack in also else lenses.get(pack, []) for pack in {*also, *lenses}}
    found: dict[int, Read] = {}
    for pack in sorted(pack for pack, numbers in wanted.items() if numbers):
        for read in _read_for(pack, document, wanted[pack], standing, tables):
            other = found.get(read.number)
            found[read.number] = read if other is None else replace(other, scores={**other.scores, **read.scores})
    return Reading(document, layout, tables, dict(sorted(found.items())))


def _read_for(
    pack: str, document: Document, wanted: Sequence[int], standing: Collection[int], tables: Tables
) -> Iterator[Read]:
    """Read some sentences for the themes of a pack. Those before them in their paragraphs are looked at too."""
    block_of = [sentence.block for sentence in document.sentences]
    led_in = {number - 1 for number in wanted if number and block_of[number - 1] == block_of[number]}
    rows = sorted({*wanted, *led_in})
    spans = [document.sentences[number] for number in rows]
    above = [document.blocks[sentence.block].heading for sentence in spans]
    headings = list(dict.fromkeys(heading for heading in above if heading is not None))
    sheet = sheet_of([document.text[s.start : s.end] for s in spans] + [document.block_text(at) for at in headings])
    before = np.full(sheet.rows, -1)
    before[1 : len(rows)] = [
        row if one + 1 == other and block_of[one] == block_of[other] else -1
        for row, (one, other) in enumerate(pairwise(rows))
    ]
    row_of: dict[int | None, int] = {heading: len(rows) + at for at, heading in enumerate(headings)}
    under = np.array([*(row_of.get(heading, -1) for heading in above), *(-1 for _ in headings)], np.int64)
    told, (scores,) = score(sheet, Neighbours(before, under, len(rows)), tables, [pack])
    here = set(wanted)
    read = np.fromiter((number in here and number not in standing for number in rows), bool, len(rows))
    read &= sheet.sizes[: len(rows)] >= _SHORTEST
    if len(rows):
        _carry(scores, (before[: len(rows)] >= 0) & read & np.concatenate(([False], read[:-1])), tables.weights)
    best, shares, by_row = told.argmax(axis=1).tolist(), told.tolist(), scores.tolist()
    for row in np.flatnonzero(read).tolist():
        yield Read(rows[row], POLARITIES[best[row]], tuple(shares[row]), {pack: by_row[row]})


def body_of(document: Document, layout: Layout) -> list[int]:
    """The sentences that can hold a remark, or stand before one that does."""
    annexes = annexes_of(document, layout)
    blocks = [index not in annexes and block.kind not in _NO_REMARK for index, block in enumerate(document.blocks)]
    return [number for number, sentence in enumerate(document.sentences) if blocks[sentence.block]]


def standing_in(document: Document, body: Sequence[int]) -> frozenset[int]:
    """The sentences that hold what every report prints alike."""
    text, sentences = document.text, document.sentences
    lower = text.lower()
    if len(lower) != len(text):  # a letter that has two in lower case: places differ
        return frozenset(n for n in body if _STANDING.search(text, sentences[n].start, sentences[n].end))
    starts = [sentences[number].start for number in body]
    found = set()
    for words in _STANDING_WORDS:
        at = lower.find(words)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            if place >= 0 and _STANDING.match(text, at, sentences[body[place]].end):
                found.add(body[place])
            at = lower.find(words, at + 1)
    return frozenset(found)


def _carry(scores: Array, follows: Array, weights: ReadingWeights) -> None:
    """A sentence takes over a part of what the one before it was about, which may itself have taken it over."""
    places = np.arange(len(follows))
    depth = places - np.maximum.accumulate(np.where(follows, 0, places))
    for step in range(1, int(depth.max(initial=0)) + 1):
        rows = np.flatnonzero(depth == step)
        scores[rows] += weights.carried * np.maximum(0.0, scores[rows - 1] - weights.carried_from)


def _lenses(document: Document, layout: Layout, body: Sequence[int], tables: Tables) -> dict[str, list[int]]:
    """By pack the sentences that are read for its themes."""
    words, board_from = tables.words, layout.board_from
    if layout.kind == "lscb":
        return {words.board: list(body)}
    if not layout.reviews_board:
        return {words.report: list(body)}
    sentences = document.sentences
    first = len(sentences)
    if board_from is not None:
        first = bisect_left(sentences, board_from, key=lambda sentence: sentence.block)
    told = speaking_of_board(document)
    board = [n for n in body if n >= first or n in told or layout.meant_for_board(sentences[n].block)]
    return {words.report: [n for n in body if n < first], words.board: board}


def annexes_of(document: Document, layout: Layout) -> frozenset[int]:
    """The blocks in which a report prints what every such report prints: what grades mean, who inspected, how.

    They end where the part on the board begins, which in some years stood behind them.
    """
    half = len(document.text) // 2
    last = len(document.blocks)
    found: set[int] = set()
    for index, block in enumerate(document.blocks):
        if block.start <= half or index in found or block.kind is BlockKind.LIST_ITEM:
            continue
        if block.end - block.start <= _HEADING_LENGTH and _ANNEX.match(document.block_text(index).strip()):
            board = layout.board_from
            found |= set(range(index, board if board is not None and board > index else last))
    return frozenset(found)


def themes_of(read: Read, pack: str, tables: Tables) -> tuple[str, ...]:
    """The themes of a pack that a sentence is about, best first."""
    scores = read.scores.get(pack)
    if not scores:
        return ()
    names, best = tables.themes[pack].outcomes, max(scores)
    if best <= tables.weights.theme_from:
        return (names[scores.index(best)],) if best > tables.weights.best_theme_from else ()
    least = tables.weights.theme_from
    chosen = [place for place, score in enumerate(scores) if score > least]
    if len(chosen) > 1:
        chosen.sort(key=lambda place: -scores[place])
    return tuple(names[place] for place in chosen)


_PRINTED_AS = {"strength": "praise", "improvement": "fault", "priority": "fault", "recommendation": "fault"}


def lens_of(reading: Reading, block: int) -> str:
    """The pack against which a block is read: that of boards in the part on the board and in items meant for it."""
    layout, words = reading.layout, reading.tables.words
    board = layout.kind == "lscb" or layout.on_board(block) or layout.meant_for_board(block)
    return words.board if board else words.report


def remarks_of(reading: Reading) -> tuple[Remark, ...]:
    """Every sentence in which inspectors judge, once, in order.

    What stands in a printed list is a remark whatever its words: praise in one of strengths, else a fault.
    """
    document, layout = reading.document, reading.layout
    items = layout.item_blocks
    found = []
    block = -1
    for number, read in reading.sentences.items():
        sentence = document.sentences[number]
        if sentence.block != block:
            block = sentence.block
            kind, pack = items.get(block), lens_of(reading, block)
            section, paragraph = document.section_of(block), document.paragraph_of(block)
        themes = themes_of(read, pack, reading.tables)
        polarity: Polarity = read.polarity if kind is None else _PRINTED_AS[kind]  # type: ignore[assignment]
        if kind is None and polarity == "neutral" and not themes:
            continue
        found.append(
            Remark(
                quote=document.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                page=document.page_at(sentence.start),
                section=section,
                paragraph=paragraph,
                polarity=polarity,
                themes=themes,
                printed_as=kind,  # type: ignore[arg-type]
            )
        )
    return tuple(found)
