"""What a rule does not recognise and a reader sees all the same is not said to be nowhere."""

from __future__ import annotations

import pytest

from checker.assessment.spoken import spoken_of


@pytest.mark.parametrize(
    ("name", "passage"),
    [
        ("which council or councils are partners", "The Council and the force stand behind this as equals."),
        ("which area the arrangements cover", "They hold for the whole island."),
        ("who acts for the leads, and with what authority", "Leads can delegate what they do to a senior officer."),
        ("what the leads decide or do together", "The lead partners meet now and then."),
        ("how the agencies take part", "Each is asked to nominate somebody senior."),
        ("the route by which disputes are resolved", "Talk to your manager, who rings theirs."),
        ("who audits, when or on what, or where findings go", "The group's remit takes in audit and policy."),
        ("how training is commissioned or delivered", "Courses are available through the learning pages."),
        ("who considers and decides on reviews", "The partnership will consider whether to hold one."),
        ("that the partnership will publish a yearly report", "Her pages form part of the annual report."),
        ("what the yearly report covers or who produces it", "Her pages form part of the annual report."),
        ("which priorities there were", "On all our three there is more to do."),
    ],
)
def test_what_words_speak_of_is_not_nowhere(name: str, passage: str) -> None:
    assert spoken_of(name, ["Something else.", passage])


@pytest.mark.parametrize(
    ("name", "passage"),
    [
        ("which police force is a partner", "The council, the police and health are the partners."),
        ("which area the arrangements cover", "Marle Council and Marle Police are the partners."),
        ("the route by which disputes are resolved", "We like to be challenged."),
        ("how the impact of training is monitored", "Forty courses were held."),
        ("what training changed in practice", "Talk to your manager."),
    ],
)
def test_what_they_do_not_speak_of_may_be(name: str, passage: str) -> None:
    assert not spoken_of(name, [passage])
