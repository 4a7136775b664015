"""Learned weights on disk: what is written is read back, and what is wrong is told by name."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from checker.packs.load import rules_folder
from checker.weights.features import FIELDS
from checker.weights.files import HEAD, Trouble, read_weights, write_weights
from checker.weights.model import Bag, Certainty, Family, Scale, Weights
from checker.weights.signals import OF_REQUIREMENT, OF_SENTENCE


def scale(signals: tuple[str, ...], outcomes: tuple[str, ...]) -> Scale:
    size = len(signals)
    return Scale(
        signals,
        outcomes,
        np.zeros(size, np.float32),
        np.ones(size, np.float32),
        np.zeros((len(outcomes), size), np.float32),
        np.zeros(len(outcomes), np.float32),
    )


def bag_of(tables: dict[str, dict[str, float]], intercepts: dict[str, float]) -> Bag:
    places = {word: place for place, word in enumerate({word: None for table in tables.values() for word in table})}
    matrix = np.array([[tables.get(name, {}).get(word, 0.0) for name in intercepts] for word in places], np.float32)
    return Bag(tuple(intercepts), places, matrix, np.array(list(intercepts.values()), np.float32))


@pytest.fixture
def weights() -> Weights:
    bag = bag_of({"A": {"budget": 2.5, "share": 1.0}, "B": {"share": -0.5}}, {"A": -3.0, "B": -2.0})
    reader = bag_of({"all:met": {"each": 1.5}}, {"all:speaks": 0.0, "all:met": 0.5})
    return Weights(
        families={"made-up": Family(dict.fromkeys(FIELDS, bag), reader, ("A", "B"))},
        matters={"A": "A", "A-LATER": "A", "B": "B"},
        sentence=scale(OF_SENTENCE, ("quoted",)),
        verdict=scale(OF_REQUIREMENT, ("met", "weak", "missing")),
        certainty=Certainty(((0.4, 0.5), (1.0, 0.98)), 0.8, 0.9, 0.85, 0.87),
        rules={"made-up": "abc"},
        training="def",
    )


def test_what_is_written_is_read_back(weights: Weights, tmp_path: Path) -> None:
    write_weights(tmp_path, weights)
    again = read_weights(tmp_path)
    assert again.matters == weights.matters
    sums = again.families["made-up"].evidence["own"].sums([["budget", "share", "other", "words"], []])
    assert sums.tolist() == [[1.75, -0.25], [0.0, 0.0]]
    write_weights(tmp_path / "twice", again)
    assert (tmp_path / "twice" / HEAD).read_bytes() == (tmp_path / HEAD).read_bytes()


def test_a_missing_file_is_told_by_name(weights: Weights, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=HEAD):
        read_weights(tmp_path)
    write_weights(tmp_path, weights)
    (tmp_path / "reader-made-up.json").unlink()
    with pytest.raises(Trouble, match=r"reader-made-up\.json is missing"):
        read_weights(tmp_path)


def test_a_changed_file_is_told_by_name(weights: Weights, tmp_path: Path) -> None:
    write_weights(tmp_path, weights)
    path = tmp_path / "words-made-up.json"
    path.write_text(path.read_text().replace("budget", "buget"))
    with pytest.raises(Trouble, match=r"words-made-up\.json is not the file"):
        read_weights(tmp_path)


@pytest.mark.parametrize("broken", ["", "[]", '{"format": 1}', '{"format": 0}'])
def test_a_damaged_head_is_told(broken: str, weights: Weights, tmp_path: Path) -> None:
    write_weights(tmp_path, weights)
    (tmp_path / HEAD).write_text(broken)
    with pytest.raises(Trouble, match=HEAD):
        read_weights(tmp_path)


@pytest.mark.parametrize("row", ['"0"', '"7 250"', '"-1 250"', '"0 much"', "250"])
def test_a_word_whose_weights_are_in_no_table_is_told(row: str, weights: Weights, tmp_path: Path) -> None:
    write_weights(tmp_path, weights)
    words, head = tmp_path / "words-made-up.json", tmp_path / HEAD
    before = words.read_bytes()
    after = before.replace(b'"budget":"0 250"', f'"budget":{row}'.encode())
    assert after != before
    words.write_bytes(after)
    digests = [hashlib.sha256(data).hexdigest() for data in (before, after)]
    head.write_text(head.read_text(encoding="utf-8").replace(*digests), encoding="utf-8")
    with pytest.raises(Trouble, match="damaged"):
        read_weights(tmp_path)


def test_the_strongest_words_are_those_of_the_text(weights: Weights) -> None:
    bag = weights.families["made-up"].evidence["own"]
    assert bag.strongest(["share", "budget", "tea"], "A") == [("budget", 2.5), ("share", 1.0)]
    assert bag.strongest(["budget"], "B") == []


def test_the_shipped_weights_are_small() -> None:
    """How long they take to load is measured by `python -m benchmarks.startup`."""
    folder = rules_folder() / "weights"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000


def test_every_signal_of_the_shipped_scorecard_has_its_name() -> None:
    head = json.loads((rules_folder() / "weights" / HEAD).read_text())
    assert tuple(head["verdict"]["signals"]) == OF_REQUIREMENT
    assert tuple(head["sentence"]["signals"]) == OF_SENTENCE
