"""Sentences as words and pairs of words."""

from __future__ import annotations

from collections.abc import Callable

from checker.documents.model import Document
from checker.weights.features import pieces, read, words

Read = Callable[[str], Document]


def test_sums_years_and_shares_are_made_alike() -> None:
    assert words("In May 2019 the CCG paid £27,500, or 30 per cent, of it") == (
        "in may <year> the ccg paid <money> or <percent> of it".split()
    )


def test_a_possessive_is_the_word_itself() -> None:
    assert words("the police’s share") == ["the", "police", "share"]


def test_pairs_of_neighbours_and_names_are_features() -> None:
    found = pieces("chaired by Rosa Field")
    assert "chaired_by" in found
    assert "<name>" in found
    assert "<name>" not in pieces("Chaired by her")


def test_a_sentence_carries_its_heading_its_lead_and_the_sentence_before(read_md: Read) -> None:
    said = read(read_md("## Money\n\nWe share the cost. The shares are:\n\n- council, half\n- police, half\n"))
    item = said.own.index(pieces("council, half"))
    assert "money" in said.heading[item]
    assert "shares_are" in said.lead[item]
    second = said.own.index(pieces("The shares are:"))
    assert said.own[said.before[second]] == pieces("We share the cost.")


def test_a_heading_is_never_evidence(read_md: Read) -> None:
    said = read(read_md("## Money\n\nWe share the cost of this equally.\n"))
    assert said.quotable == (False, True)
