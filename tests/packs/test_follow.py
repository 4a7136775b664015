"""Rules that follow a rule of an earlier edition: what they take over, add and replace, and how mistakes are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.errors import PackError
from checker.packs.load import Pack, load_packs, pack_ids, rules_folder
from checker.packs.model import Rule

PACK = """id: next-edition
title: The next edition
source: Made up for a test
version: "1.0"
applies_to: [arrangements]
requirements: [NEXT-FUNDING]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules, with an empty pack more."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    (tmp_path / "rules" / "next-edition").mkdir()
    (tmp_path / "rules" / "next-edition" / "pack.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path / "rules"


def following(folder: Path, text: str, follows: str = "WT18-ARR-FUNDING") -> Pack:
    path = folder / "next-edition" / "NEXT-FUNDING.yaml"
    path.write_text(f"id: NEXT-FUNDING\nfollows: {follows}\n{text}", encoding="utf-8")
    return load_packs(["next-edition"], folder)[0]


def followed(folder: Path) -> Rule:
    pack = load_packs(["wt2018-arrangements"], folder)[0]
    return next(rule for rule in pack.rules if rule.id == "WT18-ARR-FUNDING")


def test_what_a_rule_does_not_write_is_the_followed_rule_s_but_for_its_examples(folder: Path) -> None:
    rule, earlier = following(folder, "title: Money\n").rules[0], followed(folder)
    assert (rule.id, rule.title, rule.follows) == ("NEXT-FUNDING", "Money", "WT18-ARR-FUNDING")
    assert (rule.topic, rule.limbs, rule.concepts, rule.met) == (
        earlier.topic,
        earlier.limbs,
        earlier.concepts,
        earlier.met,
    )
    assert earlier.examples and not rule.examples


def test_more_words_are_added_to_a_vocabulary_that_is_taken_over(folder: Path) -> None:
    rule = following(folder, "more words:\n  stated level: [at last year's rate]\n").rules[0]
    earlier = followed(folder).concepts["stated-level"]
    assert rule.concepts["stated-level"].terms == (*earlier.terms, "at last year's rate")
    assert rule.concepts["stated-level"].means == earlier.means


def test_more_words_may_be_added_to_a_shared_vocabulary_for_one_rule(folder: Path) -> None:
    pack = following(folder, "more words:\n  funding: [chip in]\n")
    assert pack.rules[0].concepts["funding"].terms == (*pack.concepts["funding"].terms, "chip in")


def test_what_is_written_of_the_topic_replaces_what_is_taken_over(folder: Path) -> None:
    rule, earlier = following(folder, "not: adults only\n").rules[0], followed(folder)
    assert rule.topic.sentence == earlier.topic.sentence
    assert rule.topic.unless != earlier.topic.unless


MUCH = "amounts, shares, a level or a formula for contributions"
FUND, PAYS = "that the partners fund the arrangements", "what each partner pays"


def test_a_section_that_is_written_replaces_the_one_taken_over(folder: Path) -> None:
    rule = following(folder, f"met if it says:\n  {MUCH}: as before\n  more: money\n").rules[0]
    earlier = followed(folder)
    assert rule.met == ((MUCH,), ("more",))
    assert rule.limbs[MUCH] == earlier.limbs[MUCH]
    assert set(rule.limbs) == {*earlier.limbs, "more"}


def test_what_is_asked_for_now_is_no_longer_what_is_not_enough(folder: Path) -> None:
    rule = following(folder, f"met if it says:\n  {PAYS}: as before\n").rules[0]
    assert list(rule.limbs) == [PAYS, FUND]


def test_lines_may_be_added_to_those_taken_over(folder: Path) -> None:
    rule = following(folder, f"weak if it only says:\n  {FUND}:\n    - as before\n    - money\n").rules[0]
    assert {"funding", "money"} == set(rule.limbs[FUND].evidence.names)
    assert set(rule.limbs) == {MUCH, FUND}


def test_a_rule_may_follow_one_that_follows_another(folder: Path) -> None:
    rule = following(folder, "title: Money\n", follows="WT23-ARR-FUNDING").rules[0]
    assert rule.met == ((MUCH, PAYS),)


def test_a_change_of_the_followed_rule_changes_the_digest(folder: Path) -> None:
    before = following(folder, "title: Money\n").digest
    path = folder / "wt2018-arrangements" / "WT18-ARR-FUNDING.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    assert following(folder, "title: Money\n").digest != before


@pytest.mark.parametrize(
    ("follows", "says"), [("WT18-ARR-FUNDNG", "which no pack beside it holds"), ("NEXT-FUNDING", "in a ring")]
)
def test_a_rule_that_follows_nothing_or_itself_is_told_with_its_file(folder: Path, follows: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        following(folder, "title: Money\n", follows=follows)
    assert says in caught.value.message and "NEXT-FUNDING.yaml" in caught.value.message


def test_every_rule_of_2023_that_is_not_new_follows_one_of_2018() -> None:
    packs = load_packs(pack_ids(rules_folder()), rules_folder())
    known = {rule.id for pack in packs for rule in pack.rules}
    for pack in packs:
        if pack.head.edition == "2023":
            assert {rule.follows for rule in pack.rules if rule.follows} <= known
            assert sum(rule.follows is None for rule in pack.rules) in {4, 5}
            assert not pack.head.checked and pack.head.rests_on
