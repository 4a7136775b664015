"""A set of sentences: what it holds, and how sets combine."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.documents.sentence_set import NONE, SentenceSet

_NUMBERS = st.sets(st.integers(0, 200))


@given(_NUMBERS, _NUMBERS)
def test_it_behaves_as_a_set_of_numbers(one: set[int], other: set[int]) -> None:
    first, second = SentenceSet.of(one), SentenceSet.of(other)
    assert list(first) == sorted(one)
    assert len(first) == len(one)
    assert bool(first) == bool(one)
    assert first.first == min(one, default=None)
    assert set(first & second) == one & other
    assert set(first | second) == one | other == set(SentenceSet.union([first, second]))
    assert set(first - second) == one - other
    assert [number in first for number in range(201)] == [number in one for number in range(201)]
    assert (first == second) == (one == other)


@given(st.integers(0, 50), st.integers(0, 50))
def test_sentences_between_two_numbers(first: int, end: int) -> None:
    assert list(SentenceSet.between(first, end)) == list(range(first, end))


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        NONE.mask = 1  # type: ignore[misc]
