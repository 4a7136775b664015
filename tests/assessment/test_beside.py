"""What is on the business of others, or disowned: never the first words that a reader is shown."""

from __future__ import annotations

import pytest

from checker.assessment.beside import (
    is_beside,
    is_disowned,
    is_no_account,
    is_of_guidance,
    is_question,
    is_to_come,
    leans_back,
    says_half,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adults Board's chair read five reviews and gave advice on falls.",
        "The Corporate Parenting Board asked 80 foster carers what they need.",
        "The county council's Overview Committee looked into the price of school meals.",
        "In England some four hundred such incidents are told to the Panel each year.",
        "For adults there were nine more courses, on lifting and on self-neglect.",
        "The council's own fostering service moved to a new office.",
        "Individual agencies kept up their own projects over the summer.",
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Working Together 2023 expects a chair of the partnership.",
        "The law calls such bodies relevant agencies.",
        "Safeguarding partners must look into grave cases and learn from them.",
        "Every lead safeguarding partner should be seen by staff.",
        "The three safeguarding partners (council, police and health) are responsible for what is set up.",
        "Partnerships with a secure home in their area are expected to tell of restraint.",
        "A yearly account is a requirement of the guidance.",
        "In each area there are three safeguarding partners.",
    ],
)
def test_what_is_asked_of_everybody(sentence: str) -> None:
    assert is_of_guidance(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The law asks for an account and ours comes out in May.",
        "The partners share the cost fairly, as the guidance requires.",
        "The safeguarding partners consider that twelve agencies are required for this.",
        "All relevant agencies send a named nurse each month.",
    ],
)
def test_what_is_done_here_is_more_than_guidance(sentence: str) -> None:
    assert not is_of_guidance(sentence)


def test_what_introduces_the_document_says_whom_to_call_or_what_a_group_is_for() -> None:
    assert is_no_account("This paper sets out what the partners have settled.")
    assert is_no_account("Concerns should be sent to the Front Desk.")
    assert is_no_account("It is the function of the Data Group to gather figures.")
    assert not is_no_account("The Data Group gathers figures from six agencies.")
    assert not is_no_account("This report covers the year to March 2024.")


def test_what_is_only_to_come() -> None:
    assert is_to_come("The manager will lead on the returns.")
    assert is_to_come("In 2024 we will:")
    assert not is_to_come("The course was run twice and will be run again.")
    assert not is_to_come("Ninety nurses came.")


def test_what_says_nothing_without_the_sentence_before() -> None:
    assert leans_back("There is not.")
    assert leans_back("The other is a head of year.")
    assert not leans_back("There were 41.")
    assert not leans_back("There is a panel of nine parents.")


def test_a_question_is_no_answer() -> None:
    assert is_question("How well do we work?")
    assert is_question("16. Are your people trained?")
    assert not is_question("Each spring they ask three questions: is it safe, is it kind, does it last?")


def test_the_own_business_of_a_board_is_no_link_with_it() -> None:
    assert is_beside("The Community Safety Partnership won £90,000 for lamps on the quay.", boards=True)
    assert not is_beside("The Community Safety Partnership sits with the Executive each May.", boards=True)


def test_a_committee_of_councillors_by_its_own_name() -> None:
    assert is_beside("The Children's Overview and Scrutiny Panel read last year's report.")


@pytest.mark.parametrize("sentence", ["Drawings by pupils of Year 5.", "Typeface: Lindow Sans.", "Next issue: spring."])
def test_who_drew_and_printed_is_no_answer(sentence: str) -> None:
    assert is_disowned(sentence)


@pytest.mark.parametrize(
    ("sentence", "half"),
    [
        ("We shall have it looked over.", True),
        ("This includes the boards for adults and for health, which meet here in turn.", True),
        ("If that is of no use, the two heads of service talk on the same day.", True),
        ("The chief nurse reads the figures every month with the police.", False),
        ("We write a yearly report.", False),
        ("The figures are not in.", True),
        ("Seven leaflets were sent.", True),
        ("Finally, partners decide.", True),
    ],
)
def test_what_says_half(sentence: str, half: bool) -> None:
    assert says_half(sentence) is half
