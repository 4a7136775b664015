"""Sections of rules: what is asked, what is not enough, and the conditions on lines."""

from __future__ import annotations

from typing import Any

import pytest

from checker.packs.lines import Names
from checker.packs.reading import RuleError, concepts_of, headed, rule_data

WHO = "only if it names who, when or how much"


def read(**sections: Any) -> dict[str, Any]:
    keys = {"met": "met if it says", "mentioned": "and at least mentions", "weak": "weak if it only says"}
    rule = {keys.get(name, name): said for name, said in sections.items()}
    return rule_data({"topic": "a", **rule}, {}, Names())


def test_what_stands_under_met_is_asked_for_one_by_one() -> None:
    rule = read(met={"who": "a", "when": ["b", "c"]}, mentioned={"how": "d"}, weak={"that": "a"})
    assert (rule["met"], rule["mentioned"]) == ([["who"], ["when"]], [["how"]])
    assert list(rule["limbs"]) == ["who", "when", "how", "that"]


def test_so_many_of_what_stands_together_may_be_asked_for() -> None:
    three = {"x": "a", "y": "b", "z": "c"}
    assert read(met={"one of": three})["met"] == [["x", "y", "z"]]
    assert read(met={"two of": three})["met"] == [["x", "y"], ["x", "z"], ["y", "z"]]
    assert read(met={"three of": three})["met"] == [["x"], ["y"], ["z"]]
    with pytest.raises(RuleError, match="stands over 2"):
        read(met={"three of": {"x": "a", "y": "b"}})


def test_another_way_to_say_a_thing_has_conditions_of_its_own() -> None:
    rule = read(met={"who": ["a", WHO, {"or": ["b", "only in two sentences or more"]}]})
    assert rule["met"] == [["who", "who (2)"]]
    first, second = rule["limbs"].values()
    assert (first["name"], first["particular"], first.get("sentences")) == ("who", True, None)
    assert (second["name"], second["particular"], second["sentences"]) == ("who", False, 2)


def test_conditions_are_read_from_lines() -> None:
    lines = ["a", "even if an aim, still to come or lacking", "anywhere in the document", "in titles and headings too"]
    limb = read(met={"who": [*lines, "only if it names 4 of them or more"]})["limbs"]["who"]
    assert limb == {
        "name": "who",
        "particular": False,
        "evidence": "a",
        "despite": ["aspiration", "deferral", "negation"],
        "anywhere": True,
        "headings": True,
        "at_least": 4,
    }


def test_a_name_that_begins_like_a_condition_is_none() -> None:
    assert read(met={"who": ["in cases", "only child"]})["limbs"]["who"]["evidence"] == {
        "any": ["in-cases", "only-child"]
    }


def test_the_same_name_further_up_is_taken_by_as_before() -> None:
    rule = read(met={"one of": {"x": "a", "y": "b"}}, mentioned={"x": "as before"})
    assert (rule["met"], rule["mentioned"]) == ([["x", "y"]], [["x"]])
    with pytest.raises(RuleError, match="nothing of this name"):
        read(met={"x": "as before"})


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("who", "wants names of what is said"),
        ({"who": 3}, "lines are wanted"),
        ({"who": [{"and": ["a"]}]}, "is no line"),
        ({"who": ["a", {"or": 3}]}, "lines are wanted"),
        ({"who": ["a", "only in 0 sentences or more"]}, "no number above one"),
        ({"who": ["a", "only if it rains"]}, "no condition"),
        ({"who": ["a", "even if a hope"]}, "no way to be weak"),
    ],
)
def test_a_section_that_cannot_be_read_says_why_and_where(said: Any, says: str) -> None:
    with pytest.raises(RuleError, match=says) as caught:
        read(met=said)
    assert caught.value.where[0] == "met if it says"


def test_a_vocabulary_brings_its_headings() -> None:
    made = concepts_of(
        {"joint work": {"words": ["together"], "headings": ["partners"], "includes": ["all"]}, "x": ["y"]}
    )
    assert made["joint-work"] == {"means": "joint work", "terms": ["together"], "includes": ["all"]}
    assert made["joint-work-heading"]["terms"] == ["partners"]
    assert made["x"]["terms"] == ["y"]
    assert headed(made) == {"joint-work"}
