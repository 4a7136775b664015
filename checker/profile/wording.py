"""Whether a document's traits and words are those of one of the three kinds or of documents near to them, as learned.

A linear model, kept in `kinds.json`: a weight for each trait (`traits.py`), and for words of the title, of the
opening and of the headings. Weights above nothing speak for one of the three. `python -m benchmarks.kinds --learn`
makes the file from documents written for this project, and prints without it how it does on sets left out.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.documents.model import BlockKind, Document
from checker.errors import PackError
from checker.profile.traits import OPENING_WORDS, traits, words_of

TABLE = Path(__file__).with_name("kinds.json")
UNIT = 0.01  # of the weights, which stand as whole numbers
LOOKED_AT = 40_000  # characters of the text
TRAIT = 0.15  # what a trait of one counts beside a word
_FEWEST = 8  # words of a field that a sum is shared among at least: one word of a title is not everything
_MOST_SHOWN = 5

Features = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Wording:
    """What learned weights say of a document: their sum (above nothing: one of the three), and what weighed most."""

    total: float
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.total:+.1f}  what it says it is and how it is worded, as learned: {', '.join(self.shown)}"


@dataclass(frozen=True, slots=True)
class Table:
    """Learned weights by field ("trait", "title", "opening", "heading") and name."""

    start: float
    weights: Mapping[str, Mapping[str, float]]

    def of(self, features: Features) -> Wording:
        """The weights of a document's features, summed; words of a field share by the root of their number."""
        parts = {key: value * self.weights[key[0]].get(key[1], 0.0) for key, value in shared(self.known(features))}
        total = self.start + sum(parts.values())
        side = 1 if total > 0 else -1
        first = sorted(parts, key=lambda key: (-side * parts[key], key))[:_MOST_SHOWN]
        return Wording(total, tuple(f"{field} {name}" for field, name in first if side * parts[field, name] > 0))

    def known(self, features: Features) -> Features:
        """The features that have a weight."""
        return {key: value for key, value in features.items() if key[1] in self.weights.get(key[0], {})}


def shared(features: Features) -> list[tuple[tuple[str, str], float]]:
    """Features with the values that are weighed: words divided by the root of their field's number of words."""
    number: dict[str, int] = {}
    for field, _ in features:
        number[field] = number.get(field, 0) + 1
    return [
        (key, value * TRAIT if key[0] == "trait" else value / max(number[key[0]], _FEWEST) ** 0.5)
        for key, value in features.items()
    ]


def features_of(
    document: Document, title: str | None, titles: Sequence[str], speaking_for: int, last: int = LOOKED_AT
) -> Features:
    """A document's traits and words.

    `titles`: its lines that may be titles; `speaking_for`: points of the signs of its pages; `last`: characters read.
    """
    text = document.text[: min(last, LOOKED_AT)]
    headings = " ".join(
        text[block.start : block.end]
        for block in document.blocks
        if block.kind is BlockKind.HEADING and block.end <= len(text)
    )
    fields = {
        "title": words_of(title or ""),
        "opening": words_of(text[: OPENING_WORDS * 12])[:OPENING_WORDS],
        "heading": words_of(headings),
    }
    found: Features = {("trait", name): value for name, value in traits(text, title, titles).items()}
    found["trait", "signs"] = speaking_for / 5
    for field, words in fields.items():
        found.update(((field, word), 1.0) for word in words)
    return found


@functools.cache
def load_table() -> Table:
    """The learned weights of the project. Raises `PackError` when their file is missing or broken."""
    return read_table(TABLE)


def read_table(path: Path) -> Table:
    """The learned weights of a file. Raises `PackError` when it is missing or broken."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        weights = {
            field: {name: weight * UNIT for name, weight in of.items()} for field, of in content["weights"].items()
        }
        return Table(content["start"] * UNIT, weights)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise PackError("broken-pack", f"The weights in {path} cannot be read: {problem}.") from problem
