"""Lines of rules: what each mark means, and how what cannot be read is told."""

from __future__ import annotations

from typing import Any

import pytest

from checker.packs.lines import LineError, Names, any_of, one_line, slug, spoken

NAMES = Names()


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("funding", "funding"),
        ("joint work", "joint-work"),
        ("money, percentage or number", {"any": ["money", "percentage", "number"]}),
        ("money, percentage, or number", {"any": ["money", "percentage", "number"]}),
        ("funding, with money", {"all": ["funding", "money"]}),
        ("a, with b or c, with d", {"all": ["a", {"any": ["b", "c"]}, "d"]}),
        ("a or b, but not c or d", {"all": [{"any": ["a", "b"]}], "none": ["c", "d"]}),
        ("a, with b, but not c itself", {"all": ["a", "b"], "none": [{"itself": "c"}]}),
        ("a in its heading, with b in its paragraph", {"all": [{"heading": "a"}, {"paragraph": "b"}]}),
    ],
)
def test_a_line_means(line: str, means: Any) -> None:
    assert one_line(line, NAMES) == means


def test_of_several_lines_any_will_do_and_what_it_must_not_be_holds_for_all() -> None:
    assert any_of(["a", "b, with c"], NAMES) == {"any": ["a", {"all": ["b", "c"]}]}
    assert any_of(["a", "b", "but not c"], NAMES) == {"any": ["a", "b"], "none": ["c"]}
    assert any_of(["a", "but not c"], NAMES) == {"any": ["a"], "none": ["c"]}


def test_the_sentence_itself_may_be_asked_of_every_name_at_once() -> None:
    meaning = any_of(["a, with b in its heading", "but not c", "in the sentence itself"], NAMES)
    assert meaning == {"any": [{"all": [{"itself": "a"}, {"heading": "b"}]}], "none": [{"itself": "c"}]}


def test_a_vocabulary_that_brings_headings_is_looked_for_in_headings_by_those() -> None:
    names = Names(headed=frozenset({"funding"}))
    assert one_line("funding in its heading", names) == {"heading": "funding-heading"}
    assert one_line("funding", names) == "funding"
    assert one_line("custody in its heading", names) == {"heading": "custody"}


def test_a_part_stands_for_its_lines() -> None:
    names = Names(parts={"slipped-work": ["slip, with work"], "late": "slipped work or delay"})
    assert one_line("slipped work in its paragraph", names) == {"paragraph": {"all": ["slip", "work"]}}
    assert one_line("late", names) == {"any": [{"all": ["slip", "work"]}, "delay"]}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("funding with money", "a comma before 'with'"),
        ("funding but not money", "a comma before 'but not'"),
        ("a, but not b, but not c", "stands twice"),
        ("Funding", "no name"),
        ("funding,, money", "no name"),
        (["but not a"], "nothing is asked for"),
        ([], "nothing is asked for"),
        ([3], "lines are wanted"),
        ({"a": "b"}, "lines are wanted"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(lines: Any, says: str) -> None:
    with pytest.raises(LineError, match=says):
        any_of(lines, NAMES)


def test_a_part_that_is_made_of_itself_is_refused() -> None:
    with pytest.raises(LineError, match="made of itself"):
        one_line("a", Names(parts={"a": "b", "b": "a"}))


@pytest.mark.parametrize("name", ["money or time", "people with power", "Money", "9 lives", ""])
def test_names_hold_no_words_of_the_grammar(name: str) -> None:
    with pytest.raises(LineError):
        slug(name)


def test_spaces_and_hyphens_are_alike_in_a_name() -> None:
    assert slug("joint  work") == slug("joint-work") == "joint-work"
    assert spoken("funding-heading") == "funding"
