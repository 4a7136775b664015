"""The language of terms: what each form stands for, and errors that say what is wrong."""

import pytest

from checker.matching.terms import TermError, capitals, parse


def words(term: str) -> list[list[str]]:
    return [[phrase.words for phrase in part.phrases] for part in parse(term)]


def test_alternatives_and_optional_words_multiply_out() -> None:
    assert words("(annual|yearly) [progress] report") == [
        ["annual progress report", "annual report", "yearly progress report", "yearly report"]
    ]


def test_hyphens_match_as_hyphen_space_and_joined_after_a_usual_prefix() -> None:
    assert words("multi-agency audit") == [["multi-agency audit", "multi agency audit", "multiagency audit"]]
    assert words("front-door") == [["front-door", "front door"]]


def test_gap_makes_parts_in_order() -> None:
    assert words("review ... arrangements") == [["review"], ["arrangements"]]
    assert [part.gap for part in parse("a .. b ... c")] == [0, 3, 8]


def test_nested_brackets_are_worked_out() -> None:
    assert words("(levels of (need|help)|windscreen)") == [["levels of need", "levels of help", "windscreen"]]


def test_name_and_exact_form_are_kept_apart_from_the_words() -> None:
    phrase = parse("<Name> =policing Board")[0].phrases[0]
    assert (phrase.words, phrase.named_before, phrase.exact) == ("policing Board", True, ("policing",))
    assert parse("NHS <Name>")[0].phrases[0].named_after


def test_capitals_are_found() -> None:
    assert capitals("(MASH|front door) for CSE") == {"MASH", "CSE"}


@pytest.mark.parametrize("term", ["(a|b", "a ... ", "the <Name> of things", "<Name>", "a)"])
def test_a_broken_term_is_refused(term: str) -> None:
    with pytest.raises(TermError):
        parse(term)


def test_a_term_that_explodes_is_refused() -> None:
    with pytest.raises(TermError, match="split it up"):
        parse(f"one({'|'.join(['x', 'y', 'z', 'w'])})" + "(b|c|d|e|f|g|h|i|j)" * 4)


def test_a_term_of_many_phrases_is_cut_into_pieces_that_follow_each_other() -> None:
    parts = parse("(red|blue|green|grey|white|black|brown) [big] (dog|cat|cow|hen|pig|fox|owl)")
    assert [part.gap for part in parts] == [0, 0]
    assert sum(len(part.phrases) for part in parts) < 30
