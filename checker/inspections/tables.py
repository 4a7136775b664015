"""Tables of learned weights: what each word or class of words counts for, by outcome. Owns their file.

A table is a text file: lines that begin with "#" say what it is and which command made it; one line
names the outcomes; one gives the intercepts; every other line is a feature and a weight an outcome.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from checker.errors import PackError

_FEATURE, _INTERCEPT = "feature", "(intercept)"


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by feature, one an outcome, in the order of `outcomes`."""

    outcomes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    told: str = ""  # the lines at its head
    _places: dict[str, int] = field(init=False, repr=False, compare=False)
    _matrix: Any = field(init=False, repr=False, compare=False)
    _base: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        width = len(self.outcomes)
        matrix = np.array(list(self.weights.values()), np.float32).reshape(len(self.weights), width)
        object.__setattr__(self, "_places", {feature: place for place, feature in enumerate(self.weights)})
        object.__setattr__(self, "_matrix", matrix)
        object.__setattr__(self, "_base", np.array(self.intercepts, np.float32))

    def sums(self, features: Mapping[str, float]) -> list[float]:
        """The sum for each outcome; features count by their share of the whole sentence."""
        get = self._places.get
        known = [(row, value) for feature, value in features.items() if (row := get(feature)) is not None]
        if not known:
            return list(self.intercepts)
        rows, values = zip(*known, strict=True)
        total = np.array(values, np.float32) @ self._matrix[list(rows)]
        total /= length_of(features)
        total += self._base
        return total.tolist()  # type: ignore[no-any-return]

    def strongest(self, features: Mapping[str, float], outcome: str, most: int = 6) -> list[tuple[str, float]]:
        """The features that speak most for an outcome or against it, with what each adds."""
        place, norm = self.outcomes.index(outcome), length_of(features)
        parts = [
            (feature, value * self.weights[feature][place] / norm)
            for feature, value in features.items()
            if feature in self.weights
        ]
        return sorted(parts, key=lambda part: -abs(part[1]))[:most]


def length_of(features: Mapping[str, float]) -> float:
    """The length of a sentence as its features make it: long and short sentences can be compared."""
    return math.hypot(*features.values()) or 1.0


@cache
def read_table(path: Path) -> Table:
    """The table of a file. Raises PackError (broken-pack) with the line that is none of a table."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PackError("broken-pack", f"{path} cannot be read: {error.strerror or error}.") from error
    told = [line[1:].strip() for line in lines if line.startswith("#\t") or line == "#"]
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#\t")]
    if not rows or rows[0][1][0] != _FEATURE:
        raise PackError("broken-pack", f"{path} has no line that names its outcomes. Make it again.")
    outcomes = tuple(rows[0][1][1:])
    weights: dict[str, tuple[float, ...]] = {}
    for number, cells in rows[1:]:
        try:
            values = tuple(map(float, cells[1:]))
        except ValueError:
            values = ()
        if len(values) != len(outcomes):
            raise PackError("broken-pack", f"{path}, line {number}: not a feature with {len(outcomes)} weights.")
        weights[cells[0]] = values
    intercepts = weights.pop(_INTERCEPT, (0.0,) * len(outcomes))
    return Table(outcomes, intercepts, weights, "\n".join(told))


def table_text(table: Table) -> str:
    """The table as its file holds it, features in the order of the alphabet."""
    lines = [f"#\t{line}" for line in table.told.splitlines()]
    lines.append("\t".join((_FEATURE, *table.outcomes)))
    for name, row in ((_INTERCEPT, table.intercepts), *sorted(table.weights.items())):
        lines.append(
            "\t".join(
                (name, *(f"{weight:.3f}".replace("-0.000", "0").rstrip("0").rstrip(".") or "0" for weight in row))
            )
        )
    return "\n".join(lines) + "\n"
