"""How classes of words stand in a sentence: in its main clause or below one, behind "is", first and last. Pure.

"Plans are not clear" finds fault, "if this is not successful, ..." does not: what a word counts for
depends on the clause that it stands in. Classes are those of `rules/inspections/words.yaml`.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from checker.inspections.lexicon import Lexicon
from checker.inspections.sheet import Array, Entries, Sheet, as_columns, or_by_row

_CHIEF = (
    "praise",
    "not",
    "lack",
    "need",
    "improve",
    "increased",
    "drift",
    "harm",
    "know",
    "intends",
    "describes",
    "new",
    "done",
    "ensures",
    "receive",
    "said",
    "too",
    "fully",
    "early",
    "only",
    "commit",
)
_AROUND = ("some", "most")  # say how many, and so neither begin nor end what is said
_ALL = _CHIEF + _AROUND
_BELOW = frozenset(
    "who whom whose which that when if where whether because how why what unless until before after".split()
)
_ENDS = frozenset({",", ";", "but", "however", "although", "though", "while", "whilst", "whereas"})
_IS = frozenset("is are was were be been being becoming remains remain has have".split())
_IS_REACH = 4  # words behind "is" in which it says what something is
_NEVER = -1


@cache
def structure_columns() -> tuple[str, ...]:
    """The names of the columns of `structure`."""
    return (
        *(f"main+{name}" for name in _ALL),
        *(f"below+{name}" for name in _ALL),
        *(f"is+{name}" for name in _ALL),
        *(f"first+{name}" for name in _CHIEF),
        *(f"last+{name}" for name in _CHIEF),
        *(f"{one}>{other}" for one in _CHIEF for other in _CHIEF),
    )


def structure(sheet: Sheet, bits: Array, lexicon: Lexicon) -> Entries:
    """The columns that hold of each sentence, in no order. `bits` are the classes of each word of the sheet."""
    closes, opens, copula = (sheet.which(some)[sheet.ids] for some in (_ENDS, _BELOW, _IS))
    closed = np.maximum(_last(closes), sheet.starts[sheet.row])
    below = (_last(opens) >= closed) & opens.any()
    nothing = np.uint64(0)
    after = np.concatenate(([_NEVER], _last(copula)[:-1])) if len(bits) else _last(copula)
    predicate = (after >= closed) & (np.arange(len(bits)) - after <= _IS_REACH) & ~closes
    where = (np.where(below, nothing, bits), np.where(below, bits, nothing), np.where(predicate, bits, nothing))
    places = [lexicon.names.index(name) for name in _ALL]
    found = [np.nonzero(as_columns(or_by_row(held, sheet))[:, places]) for held in where]
    rows = [row for row, _ in found]
    columns = [number * len(_ALL) + column for number, (_, column) in enumerate(found)]
    order = _order(sheet, bits, lexicon)
    return Entries(np.concatenate((*rows, order.row)), np.concatenate((*columns, order.value + len(found) * len(_ALL))))


def _last(held: Array) -> Array:
    """int64[words]: the last place up to each word at which something holds; -1 for none."""
    return np.maximum.accumulate(np.where(held, np.arange(len(held)), _NEVER))


def _order(sheet: Sheet, bits: Array, lexicon: Lexicon) -> Entries:
    """Columns: which class is named first, which last, and which two first."""
    size = len(_CHIEF)
    column = {lexicon.names.index(name): at for at, name in enumerate(_CHIEF)}
    mask = np.uint64(sum(1 << place for place in column))
    at = np.flatnonzero(bits & mask)
    row = sheet.row[at]
    known = bits[at] & mask
    lowest = np.log2((known & (~known + np.uint64(1))).astype(float)).astype(np.int64)
    told = np.array([column.get(place, 0) for place in range(len(lexicon.names))], np.int64)[lowest]
    begins = np.flatnonzero(np.concatenate(([True], row[1:] != row[:-1]))) if len(row) else row
    stops = np.append(begins[1:], len(row)) - 1 if len(row) else row
    two = begins[begins < stops]
    columns = (told[begins], size + told[stops], 2 * size + told[two] * size + told[two + 1])
    return Entries(np.concatenate((row[begins], row[stops], row[two])), np.concatenate(columns))
