"""Whether a table's first row heads its columns or is data like the rows below, where no format says so.

A heading row names what stands below it: its cells are short, hold no figures, and are of another kind than
the cells of their columns. A first row of data is evidence, and must not be lost for a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checker.text.late import late

_LONGEST_CELL = 80  # characters
_MOST_WORDS = 8
_SHORT = 3  # words of a heading whose last word tells
_MOST_OF_PAIR = 4  # words of each of two headings
_NUMBER = late(r"[£€$]?\s*[-–(]?\d[\d,.]*\s*(?:%|m|k|bn|million|thousand|days?|hours?|weeks?)?\)?")
_TICK = late(r"[✓✔✗✘☑☒☐√]|yes|no|y|n", re.IGNORECASE)
_YEAR = late(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?")
# What stands in a column of figures for one that is not there.
_NO_FIGURE = late(r"n/?a|nil|none|tb[ac]|[-–—]|not \w+(?: \w+)?|in kind|ongoing|pending|unknown|various", re.IGNORECASE)
_WORD = late(r"[^\W\d_]+")
# Words that column headings begin or end with.
_NAMES = frozenset(
    "action actions activity actual advantages agency agreed aim aims amount answer answers approved "
    "arrangements asked attendances attended attendees audience author baseline body budget category chair "
    "chaired challenge change changed cohort comment comments concern confidence contribution contributions "
    "contributor control cost costs course criteria date dates deadline decided decision delegate delegates "
    "deliverable delivered description designation detail details did difference direction disadvantages done "
    "due duration email evaluation evidence expected expenditure explanation finding findings finished focus "
    "frequency function funding gap gaps grade happened held how impact income indicator initiative interface "
    "intervention issue issues item items job judgement judgment kind know lead led level likelihood link many "
    "meaning mean means measure measures meetings meets member members membership method milestone mitigation module "
    "month name names needs no notes number objective objectives option options organisation organisations "
    "organization organizations officer outcome outcomes output owner owners page paid participants partner period "
    "person phone planned position post priority product progress project promise proposed provider purpose q "
    "quarter question rag rated rating reason rec recommendation recommendations ref reference remit "
    "representative representatives response responsibilities responsibility responsible result results risk "
    "risks role roles said score sector session setting share source spent sponsor stage stakeholder standard "
    "stated status step strand subgroup subject substance success sum summary taken target task telephone theme "
    "themes term terms tier timeframe timeline times timescale timescales title topic type update value venue version "
    "what when where who word whom why year".split()
)  # fmt: skip
# Words that do so alone; within a cell they name bodies and things.
_ALONE = frozenset("area areas group meeting review service total".split())
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = late(rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?(?:\s+(?:19|20)\d\d)?", re.IGNORECASE)
_INDEX = late(r"\(?[A-Z]{0,4}[ -]?\d{1,3}(?:[./-]\d{1,3})*[.)]?")  # a number that an entry goes by
_LONGER = 1.5  # times as long as headings are the cells below them
_MOSTLY = 0.6


def heads_columns(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first of a table's rows (cells by column, "" for none) holds column headings."""
    first = cells[0]
    rest = [row for row in cells[1:] if row != first]
    filled = [cell for cell in first if cell]
    if not rest or any(map(_is_data, filled)):
        return False
    if not first[0] and filled and all(map(_YEAR.fullmatch, filled)):
        return True
    if len(filled) < 2:
        return False
    if len(rest) < len(cells) - 1:  # it stands again at the top of a page
        return True
    if not first[0] and all(first[1:]):
        return True
    below = [[row[column] for row in rest if row[column]] for column in range(len(first))]
    if _DATE.fullmatch(first[0]) and any(map(_DATE.fullmatch, below[0])):
        return False
    apart = sum(1 for cell, column in zip(first, below, strict=True) if _names_column(cell, column))
    if first[0] and _mostly(_INDEX.fullmatch, below[0]) and not _INDEX.fullmatch(first[0]):
        apart += 1
    if not _is_keyed(first, below) and _heads_figures(first, below, apart):
        return True
    if 2 * apart > len(filled):
        return True
    cells_below = [cell for column in below[1:] for cell in column]
    longer = sum(map(len, cells_below)) * len(filled) >= _LONGER * sum(map(len, filled)) * len(cells_below)
    if len(filled) == 2:
        plain = all(len(cell.split()) <= _MOST_OF_PAIR for cell in filled) and not any(map(_names, below[0]))
        return apart > 0 and _names(first[0]) and plain and longer
    return bool(cells_below) and longer and 2 * apart >= len(filled)


def _is_keyed(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether each of the rows is a name and what it holds: "Purpose", "Members", "Quorum"."""
    return len(first) == 2 and _names(first[0]) and not _names_column(first[0], below[0])


def _mostly(test: Callable[[str], object], cells: Sequence[str]) -> bool:
    return len(cells) > 1 and sum(1 for cell in cells if test(cell)) >= _MOSTLY * len(cells)


def _is_data(cell: str) -> bool:
    """Whether a cell is a figure, a sentence or a passage, which no heading is."""
    return len(cell) > _LONGEST_CELL or is_figure(cell) or (cell.endswith((".", ";")) and " " in cell)


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, a sum or a tick, and no year."""
    return bool(_NUMBER.fullmatch(cell) or _TICK.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _names(cell: str) -> bool:
    """Whether a cell begins or ends with a word of column headings."""
    words = _WORD.findall(cell.lower())
    if len(words) == 1 and words[0] in _ALONE:
        return True
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    return words[0] in _NAMES or (len(words) <= _SHORT and words[-1] in _NAMES)


def _names_column(cell: str, below: Sequence[str]) -> bool:
    """Whether a cell reads as a heading, and those below it do not."""
    return bool(cell) and _names(cell) and 2 * sum(map(_names, below)) < max(len(below), 1)


def _heads_figures(first: Sequence[str], below: Sequence[Sequence[str]], apart: int) -> bool:
    """Whether words stand over columns of figures; over a single figure only where one reads as a heading."""
    figures = 0
    for cell, column in zip(first[1:], below[1:], strict=True):
        here = sum(map(is_figure, column))
        if cell and here and here >= _MOSTLY * len(column):
            if _NO_FIGURE.fullmatch(cell):
                return False
            figures += here
    return figures > 1 or (figures == 1 and apart > 0)
