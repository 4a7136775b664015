"""Splitting blocks into sentences. A sentence never runs from one block into another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.documents.model import Block, BlockKind, Sentence
from checker.text.characters import CELL

# A full stop ends no sentence after these; the field's own among them.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev hon st sir e.g i.e eg ie cf viz vs approx dept govt incl excl inc ltd co tel ext supt insp "
    "det sgt const asst dir gen lt col capt cllr".split()
)
# Nor after these before a figure: "no. 5", "paras. 3 to 7", "Sept. 2019"; but "the answer was no. The board".
_BEFORE_FIGURES = frozenset(
    "no nos para paras ch chap s ss sec sect vol pp p fig figs ref refs art reg regs pt jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
# A single capital is an initial ("J. Smith"), but not after these: "the review of Child F. It found".
_LETTERED = frozenset(
    "child children family families baby adult young person appendix annex annexe part section schedule table figure "
    "chart group option tier grade type category class level site school case mother father sibling".split()
)
# Titles that follow one another: "Ch. Supt. Brown", "T/Det. Supt. Lee".
_TITLES = re.compile(r"\s*(?:Supt|Insp|Det|Const|Sgt|Cons|Ch|Officer|Superintendent|Inspector)\b")
_RANKS = frozenset({"PC", "WPC", "DC", "DS", "DI", "DCI", "PS", "Col", "Maj", "Cdr", "Cmdr", "Fr", "Canon"})
_NAMED_NEXT = re.compile(r"\s*(?:[A-Z]\.\s*)+[A-Z][a-z]")  # PC. W. Dale
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Z]")  # N.H.S, Q.P.M
# Where a sentence may end: closing marks after . ! or ?, then a space and what may begin the next.
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[•]*[A-Z0-9£•])")
_LONGEST = max(map(len, _ABBREVIATIONS | _BEFORE_FIGURES | _RANKS))
_FIGURE_NEXT = re.compile(r"\s*[\d(]")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"']+$")
_NO_EVIDENCE_SPLIT = frozenset({BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TABLE_HEAD, BlockKind.CAPTION})
_LONG_CELL = 60  # characters from which a table cell is prose, to be split into its own sentences


def split(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of all blocks, in order. Headings, contents entries and captions stay whole.

    A table row is one sentence, but cells long enough to be prose are split off as their own.
    """
    for index, block in enumerate(blocks):
        if block.kind in _NO_EVIDENCE_SPLIT:
            yield Sentence(block.body, block.end, index)
        elif block.kind is BlockKind.TABLE_ROW:
            for start, end in _cells(text, block):
                for a, b in _sentences(text, start, end):
                    yield Sentence(a, b, index)
        else:
            for a, b in _sentences(text, block.body, block.end):
                yield Sentence(a, b, index)


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Runs of short cells together, each long cell apart."""
    start = at = block.body
    while at < block.end:
        stop = text.find(CELL, at, block.end)
        stop = block.end if stop < 0 else stop
        if stop - at >= _LONG_CELL:
            if at > start:
                yield start, at - len(CELL)
            yield at, stop
            start = stop + len(CELL)
        at = stop + len(CELL)
    if start < block.end:
        yield start, block.end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if _abbreviation(text, at, match.start()):
            continue
        stop = match.start() + len(match.group().rstrip())
        yield at, stop
        at = match.end()
    if at < end:
        yield at, end


def _abbreviation(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial or a number."""
    longer = stop - _LONGEST - 1
    if text[stop] != "." or (longer >= start and text[longer:stop].isalpha()):
        return False
    word = _WORD_BEFORE.search(text, max(start, stop - 20), stop)
    if word is None:
        return False
    letters = word.group().rpartition("/")[2]  # T/Supt, A/DCI
    if letters.lower() in _ABBREVIATIONS or _DOTTED.fullmatch(letters):
        return True
    if letters.lower() in _BEFORE_FIGURES and _FIGURE_NEXT.match(text, stop + 1):
        return True
    if letters in _RANKS:
        return _NAMED_NEXT.match(text, stop + 1) is not None
    if letters == "Ch":
        return _TITLES.match(text, stop + 1) is not None
    if len(letters) == 1 and letters.isupper():
        before = _WORD_BEFORE.search(text[start : word.start()].rstrip())
        return before is None or before.group().lower() not in _LETTERED
    return False
