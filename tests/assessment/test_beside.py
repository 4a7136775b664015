"""What is on the business of others, or disowned: never the first words that a reader is shown."""

from __future__ import annotations

import pytest

from checker.assessment.beside import is_beside, is_disowned


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adults Board's chair read five reviews and gave advice on falls.",
        "The Corporate Parenting Board asked 80 foster carers what they need.",
        "The county council's Overview Committee looked into the price of school meals.",
        "In England some four hundred such incidents are told to the Panel each year.",
        "For adults there were nine more courses, on lifting and on self-neglect.",
    ],
)
def test_others_business(sentence: str) -> None:
    assert is_beside(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adults Board and the partnership share one group on moving into adulthood.",
        "We meet the Health and Wellbeing Board each spring.",
        "In England and here the numbers fell; ours fell by more.",
        "The council pays £60,000 for the team.",
        "Adults and children were asked together.",
    ],
)
def test_what_the_partnership_does_is_its_own(sentence: str) -> None:
    assert not is_beside(sentence)


def test_where_other_boards_are_asked_about_they_are_no_others() -> None:
    assert not is_beside("The Adults Board gets the report each autumn.", boards=True)


def test_a_part_on_adults_is_known_by_its_heading() -> None:
    said = "A panel met on Tuesdays and took on 40 people who neglect themselves."
    assert is_beside(said, "Part two: safeguarding adults")
    assert not is_beside(said, "Children and adults together")
    assert not is_beside(said, "Part two: safeguarding adults", boards=True)


def test_what_a_document_disowns_or_only_thanks_for() -> None:
    assert is_disowned("The grant for the youth court passes through here and is none of ours.")
    assert is_disowned("We should like to thank each partner for staying with it.")
    assert not is_disowned("Of the three boards none of them paid more than the year before.")
