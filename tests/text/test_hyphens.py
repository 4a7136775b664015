"""What a document's lines say of the words that its line ends part."""

from __future__ import annotations

import pytest

from checker.text import hyphens
from checker.text.hyphens import Parted

_LINES = (
    "Partnership, (partnership partnership’s ‘partnership partnership; ((partnership partnerships",
    "partnership\xa0PARTNERSHIP) a re-partnership partnership.. the part-",
    "nership, a well-known nership, nership",
)


@pytest.mark.parametrize("searched", [0, 40])
def test_words_are_counted_alike_one_by_one_and_all_at_once(searched: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphens, "_MOST_SEARCHED", searched)
    parted = Parted(_LINES)

    # With one mark beside it, a word counts; with two it does not, nor does half a word at a line's beginning.
    assert {word: parted.count(word) for word in ("partnership", "nership", "well-known", "absent")} == {
        "partnership": 7,
        "nership": 2,
        "well-known": 1,
        "absent": 0,
    }
    assert parted.parts_words
