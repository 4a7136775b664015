"""The files in which learned weights stand, and reading them back.

    weights.json             what the weights were made from; the requirements; how signals are weighed
    words-<family>.json      for each field of a sentence, and each matter, its words with their weights
    reader-<family>.json     the words of the best sentences together, for and against "speaks" and "met"

In the files of words each word is one line, with its weights in hundredths behind the numbers of the
tables that know it, as "from" has them in order: `"budget":"3 250"` is 2.5 in the fourth table. A missing,
damaged or outdated file is told by name: `Trouble` says so in words for a report, and the check goes
on by rules alone.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Mapping
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.weights.features import FIELDS
from checker.weights.model import Bag, Certainty, Family, Scale, Usual, Weights

HEAD = "weights.json"
_FORMAT = 5
_USUAL = ("start", "met", "missing", "spread")
_UNIT = 0.01  # of the weights of words, which stand as whole numbers: smaller, and quicker to read


class Trouble(Exception):  # noqa: N818 - not an error of the command: the check goes on without weights
    """The weights cannot be used; the message says which file and why."""


def write_weights(folder: Path, weights: Weights) -> None:
    """Write the weights into a folder, the same bytes for the same weights."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for name, family in weights.families.items():
        fields = {field: _by_word(family.evidence[field]) for field in FIELDS}
        written |= _write(folder / f"words-{name}.json", {"from": _numbers(family.evidence["own"]), "words": fields})
        reader = {"from": _numbers(family.reader), "words": _by_word(family.reader)}
        written |= _write(folder / f"reader-{name}.json", reader)
    head = {
        "format": _FORMAT,
        "training": weights.training,
        "rules": dict(sorted(weights.rules.items())),
        "families": {
            name: {"matters": list(family.matters), "judges": family.judges}
            for name, family in weights.families.items()
        },
        "matters": dict(sorted(weights.matters.items())),
        "sentence": _scale(weights.sentence),
        "verdict": _scale(weights.verdict),
        "certainty": {
            "points": [list(point) for point in weights.certainty.points],
            "firm from": weights.certainty.firm_from,
            "firm against the rule from": weights.certainty.firm_against,
            "firm in a short document from": weights.certainty.firm_of_few,
            "firm in a document of several bodies from": weights.certainty.firm_of_several,
        },
        "usual": {name: list(getattr(weights.usual, name)) for name in _USUAL},
        "files": written,
    }
    (folder / HEAD).write_text(_lines(head) + "\n", encoding="utf-8")


def read_weights(folder: Path) -> Weights:
    """The weights of a folder. Raises Trouble, naming the file, if any is missing, damaged or of another form."""
    head = _read(folder / HEAD, None)
    if head.get("format") != _FORMAT:
        raise Trouble(f"{HEAD} was written by another version; run `checker rules train`")
    try:
        families = {}
        for name, about in head["families"].items():
            words = _read(folder / f"words-{name}.json", head["files"])
            reader = _read(folder / f"reader-{name}.json", head["files"])
            families[name] = Family(
                evidence={field: _bag_in(words["words"][field], words["from"]) for field in FIELDS},
                reader=_bag_in(reader["words"], reader["from"]),
                matters=tuple(about["matters"]),
                judges=bool(about["judges"]),
            )
        certainty = head["certainty"]
        return Weights(
            families=families,
            matters=head["matters"],
            sentence=_scale_of(head["sentence"]),
            verdict=_scale_of(head["verdict"]),
            certainty=Certainty(
                tuple((at, right) for at, right in certainty["points"]),
                certainty["firm from"],
                certainty["firm against the rule from"],
                certainty["firm in a short document from"],
                certainty["firm in a document of several bodies from"],
            ),
            usual=Usual(**{name: tuple(head["usual"][name]) for name in _USUAL}),
            rules=head["rules"],
            training=head["training"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Trouble(f"{HEAD} or a file it names is damaged ({error}); run `checker rules train`") from None


def _bag_in(by_word: Mapping[str, str], intercepts: Mapping[str, float]) -> Bag:
    """What a file holds as a bag: each word with the numbers of tables and its weights in them, by turns."""
    sizes = np.fromiter(map(str.count, by_word.values(), repeat(" ")), np.int64, len(by_word)) + 1
    pairs = _whole_numbers(" ".join(by_word.values()))
    if (sizes % 2).any() or len(pairs) != sizes.sum():
        raise ValueError("a word without a weight")
    matrix = np.zeros((len(by_word), len(intercepts)), np.float32)
    if (pairs[::2] < 0).any() or (pairs[::2] >= len(intercepts)).any():
        raise ValueError("a weight in a table that is not there")
    matrix[np.repeat(np.arange(len(by_word)), sizes // 2), pairs[::2]] = pairs[1::2] * np.float32(_UNIT)
    places = dict(zip(by_word, range(len(by_word)), strict=True))
    return Bag(tuple(intercepts), places, matrix, np.array(list(intercepts.values()), np.float32))


def _whole_numbers(text: str) -> NDArray[np.int64]:
    """int64[n]: the numbers of a text, read by numpy at once, in a third of the time of lists. Raises ValueError."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)  # by which numpy tells of what is no number
        try:
            return np.fromstring(text, np.int64, sep=" ")
        except DeprecationWarning as told:
            raise ValueError("a weight that is no number") from told


def _read(path: Path, digests: Mapping[str, str] | None) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError:
        raise Trouble(f"{path.name} is missing; run `checker rules train`") from None
    if digests is not None and digests.get(path.name) != hashlib.sha256(data).hexdigest():
        raise Trouble(f"{path.name} is not the file that belongs to {HEAD}; run `checker rules train`")
    try:
        found = json.loads(data)
    except ValueError:
        raise Trouble(f"{path.name} is damaged; run `checker rules train`") from None
    if not isinstance(found, dict):
        raise Trouble(f"{path.name} is damaged; run `checker rules train`")
    return found


def _write(path: Path, content: Mapping[str, Any]) -> dict[str, str]:
    text = _lines(content) + "\n"
    path.write_text(text, encoding="utf-8")
    return {path.name: hashlib.sha256(text.encode()).hexdigest()}


def _by_word(bag: Bag) -> dict[str, str]:
    whole = np.rint(bag.matrix / _UNIT).astype(np.int64)
    found = {}
    for word, row in sorted(bag.places.items()):
        tables = np.flatnonzero(whole[row])
        if len(tables):
            found[word] = " ".join(map(str, np.stack((tables, whole[row, tables]), axis=1).ravel().tolist()))
    return found


def _numbers(bag: Bag) -> dict[str, float]:
    return {name: _short(value) for name, value in zip(bag.names, bag.intercepts, strict=True)}


def _short(value: Any) -> float:
    return round(float(value), 3)


def _scale(scale: Scale) -> dict[str, Any]:
    """A scale as a table: for each signal its mean, its spread, and its weight for each outcome."""
    return {
        "outcomes": list(scale.outcomes),
        "from": [_short(value) for value in scale.intercepts],
        "signals": {
            name: [
                _short(scale.mean[place]),
                round(float(scale.spread[place]), 4),
                *(_short(value) for value in scale.weights[:, place]),
            ]
            for place, name in enumerate(scale.signals)
        },
    }


def _scale_of(table: Mapping[str, Any]) -> Scale:
    rows = np.array(list(table["signals"].values()), np.float32)
    return Scale(
        tuple(table["signals"]),
        tuple(table["outcomes"]),
        rows[:, 0],
        rows[:, 1],
        np.ascontiguousarray(rows[:, 2:].T),
        np.array(table["from"], np.float32),
    )


def _lines(value: Mapping[str, Any]) -> str:
    """JSON with every innermost table on a line of its own, and not a blank more: there are ninety thousand lines."""
    parts = []
    for key, inner in value.items():
        nested = isinstance(inner, dict) and any(isinstance(each, dict | list) for each in inner.values())
        text = _lines(inner) if nested else json.dumps(inner, ensure_ascii=False, separators=(",", ":"))
        parts.append(f"{json.dumps(key, ensure_ascii=False)}:{text}")
    return "{\n" + ",\n".join(parts) + "\n}"
