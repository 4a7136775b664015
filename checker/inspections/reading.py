"""Every sentence of a report read once: how inspectors judge in it, and what it is about. Pure.

Both are learned: sums of weights of words (`tables`) over the words of a sentence and of the one
before it (`features`). A sentence goes on about what the one before it in its paragraph was about,
so a part of that one's score on a theme is carried over. What is a remark is decided here: a
sentence of the body in which inspectors judge.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.documents.model import BlockKind, Document, Sentence
from checker.inspections.features import (
    Known,
    Lexicon,
    Vocabulary,
    Words,
    polarity_features,
    theme_features,
    vocabulary,
    words_of,
)
from checker.inspections.layout import Layout
from checker.inspections.tables import Table, read_table
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
_STANDING = re.compile(  # what every report of a framework prints alike, and no inspector found
    r"\b(?:Open Government Licence|braille|copy of this document|raising concerns and making complaints|enquiries@"
    r"|Her Majesty’s Inspectors?|His Majesty’s Inspectors?|produces this report|section 136"
    r"|section 15A|section 20 of the Children Act"
    r"|regulates and inspects|(?:have|has) looked closely at the experiences|read case files|tried to understand what"
    r"|This also includes children and young people who are looked after and)",
    re.IGNORECASE,
)
POLARITIES: tuple[Polarity, ...] = ("praise", "fault", "mixed", "early", "neutral")


@dataclass(frozen=True, slots=True)
class ReadingWeights:
    """How scores become a reading. Chosen with reports left out by `benchmarks.inspection_sentences`."""

    carried: float = 0.5  # what a sentence takes over of the score on a theme of the one before it
    carried_from: float = -0.5  # the score from which there is anything to take over
    theme_from: float = -0.2  # a sentence is about each theme that scores more
    best_theme_from: float = -0.6  # or about the best one alone, if that scores more
    sharpness: float = 2.0  # how fast the difference of two scores becomes certainty


@dataclass(frozen=True, slots=True)
class Tables:
    """The learned weights with the words they lean on; themes by pack."""

    words: Vocabulary
    polarity: Table
    themes: Mapping[str, Table]
    weights: ReadingWeights = ReadingWeights()


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

    def in_blocks(self, first: int, end: int) -> list[Read]:
        """The sentences read in some blocks."""
        of_block = self.document.sentences
        return [read for number, read in self.sentences.items() if first <= of_block[number].block < end]

    def shares_of(self, start: int, end: int) -> tuple[float, ...]:
        """How a part of a sentence reads by itself."""
        words = words_of(self.document.text[start:end], self.tables.words.polarity)
        return shares(self.tables, polarity_features(words, None, self.tables.words.polarity))


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
    annexes = annexes_of(document, layout)
    found: dict[int, Read] = {}
    before: Words | None = None
    previous: Read | None = None
    block = -1
    headings: dict[int, Words] = {}
    known: dict[str, Known] = {}
    polar = tables.words.polarity
    for number, sentence in enumerate(document.sentences):
        if sentence.block != block:
            block, before, previous = sentence.block, None, None
        if sentence.block in annexes or document.blocks[block].kind in _NO_REMARK:
            continue
        words = words_of(document.text[sentence.start : sentence.end], polar)
        if len(words.tokens) < _SHORTEST or _STANDING.search(document.text, sentence.start, sentence.end):
            before, previous = words, None
            continue
        above = document.blocks[block].heading
        if above is not None and above not in headings:
            headings[above] = words_of(document.block_text(above), polar)
        wanted = {*packs, *_lenses(document, layout, sentence, tables)}
        parts = shares(tables, polarity_features(words, before, polar))
        scores = {
            pack: _scores(
                tables,
                pack,
                words,
                before,
                headings.get(above) if above is not None else None,
                previous,
                known.setdefault(pack, {}),
            )
            for pack in wanted
            if pack in tables.themes
        }
        previous = Read(number, POLARITIES[max(range(len(parts)), key=parts.__getitem__)], parts, scores)
        found[number] = previous
        before = words
    return Reading(document, layout, tables, found)


def _lenses(document: Document, layout: Layout, sentence: Sentence, tables: Tables) -> tuple[str, ...]:
    words = tables.words
    if layout.kind == "lscb" or layout.on_board(sentence.block):
        return (words.board,)
    if not layout.reviews_board:
        return (words.report,)
    told = layout.meant_for_board(sentence.block) or any(
        document.text.find(word, sentence.start, sentence.end) >= 0 for word in ("oard", "BOARD", "SCB")
    )
    return (words.report, words.board) if told else (words.report,)


def shares(tables: Tables, features: Mapping[str, float]) -> tuple[float, ...]:
    """The share of each polarity, in the order of POLARITIES."""
    sums = dict(zip(tables.polarity.outcomes, tables.polarity.sums(features), strict=True))
    powers = [math.exp(tables.weights.sharpness * sums[name]) for name in POLARITIES]
    return tuple(power / sum(powers) for power in powers)


def _scores(
    tables: Tables,
    pack: str,
    words: Words,
    before: Words | None,
    heading: Words | None,
    previous: Read | None,
    known: Known,
) -> list[float]:
    lexicon: Lexicon = tables.words.themes[pack]
    scores = tables.themes[pack].sums(theme_features(words, before, heading, lexicon, known))
    if previous is not None and pack in previous.scores:
        weights = tables.weights
        for place, score in enumerate(previous.scores[pack]):
            if score > weights.carried_from:
                scores[place] += weights.carried * (score - weights.carried_from)
    return scores


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
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    names = tables.themes[pack].outcomes
    chosen = tuple(names[place] for place in order if scores[place] > tables.weights.theme_from)
    return chosen or ((names[order[0]],) if scores[order[0]] > tables.weights.best_theme_from else ())


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
    for number, read in reading.sentences.items():
        sentence = document.sentences[number]
        kind = items.get(sentence.block)
        themes = themes_of(read, lens_of(reading, sentence.block), reading.tables)
        polarity: Polarity = read.polarity if kind is None else _PRINTED_AS[kind]  # type: ignore[assignment]
        if kind is None and polarity == "neutral" and not themes:
            continue
        found.append(
            Remark(
                quote=document.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                page=document.page_at(sentence.start),
                section=document.section_of(sentence.block),
                paragraph=document.paragraph_of(sentence.block),
                polarity=polarity,
                themes=themes,
                printed_as=kind,  # type: ignore[arg-type]
            )
        )
    return tuple(found)
