"""`checker rules words`: what a vocabulary holds, and which of its words are spare."""

from __future__ import annotations

import pytest

from checker.check.words import names_of, spare_words, words_of
from checker.errors import OptionError
from checker.packs.load import load_packs, rules_folder
from checker.packs.model import Concept


def test_words_with_the_stem_of_one_before_them_are_spare() -> None:
    concept = Concept(means="m", terms=("(report|reports|=reported|REP|reviews) of (a|the)", "plan"))
    assert spare_words(concept) == ["reports"]


def test_a_vocabulary_and_all_that_a_requirement_names_can_be_shown() -> None:
    packs = load_packs(["wt2018-arrangements"], rules_folder())
    shown = list(words_of(packs, "funding", rules_folder()))
    assert any(line.startswith("funding (vocabulary/topics.yaml): ") for line in shown)
    assert any(line.startswith("headings on funding (vocabulary/topics.yaml): ") for line in shown)
    of_rule = "\n".join(words_of(packs, "WT18-ARR-FUNDING", rules_folder()))
    assert "stated level (vocabulary/arrangements/funding.yaml): " in of_rule and "money: a sum of money" in of_rule


def test_all_names_that_rules_share_can_be_listed() -> None:
    listed = "\n".join(names_of(rules_folder()))
    assert "Money for the partnership's work (vocabulary/topics.yaml)" in listed
    assert "a partner  " in listed and "earlier year  " in listed


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(OptionError, match="Did you mean 'funding'"):
        list(words_of(load_packs(["wt2018-arrangements"], rules_folder()), "fundng", rules_folder()))
