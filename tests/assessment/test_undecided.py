"""What is asked, has ended or is put off, with how far it reaches; and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.assessment.evaluate import MACHINERY, Evaluator, shared_sets
from checker.documents.model import Document
from checker.matching.compile import Matcher, compile_packs
from checker.matching.find import find
from checker.packs.load import load_packs, rules_folder

Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return compile_packs(load_packs(["wt2023-arrangements"], rules_folder()), MACHINERY)


@pytest.fixture
def weak(read_md: Read, matcher: Matcher) -> Callable[[str, str], list[str]]:
    def told(kind: str, text: str) -> list[str]:
        document = read_md(text)
        matches = find(document, matcher)
        shared = shared_sets(Evaluator(matches, matcher.concepts), matches)
        numbers = shared.weak[kind] & matches.body  # type: ignore[index]
        return [document.text[s.start : s.end] for s in (document.sentences[n] for n in numbers)]

    return told


Weak = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    "text",
    [
        "Contributions are to be agreed.",
        "The plan will be drawn up in the spring of 2027.",
        "The partners have not yet agreed who pays.",
        "A formula will be negotiated.",
        "A decision is expected at Easter.",
    ],
)
def test_what_is_put_off_is_still_to_come(weak: Weak, text: str) -> None:
    assert weak("deferral", text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "If not settled within five days, it goes to the directors.",
        "Where the two managers do not agree, the chair hears both.",
        "Matters that remain unresolved are taken to the three leads.",
        "The panel decides whether a local review should be held.",
        "The scrutineer read this report in draft.",
        "The report will be written by the business manager and signed by the leads.",
        "In the spring of 2021 the group spoke to 83 children.",
        "The meeting agrees next steps.",
    ],
)
def test_conditions_and_tasks_put_nothing_off(weak: Weak, text: str) -> None:
    assert weak("deferral", text) == []


def test_a_condition_or_what_comes_next_in_the_headings_of_a_table_puts_nothing_off(weak: Weak) -> None:
    table = "| Who | First | If not settled | Next steps |\n|---|---|---|---|\n| Staff | talk | managers | leads |\n"
    assert weak("deferral", f"## Disagreements\n\n{table}") == []


def test_a_column_of_what_is_to_be_agreed_puts_its_rows_off(weak: Weak) -> None:
    table = "| Matter | To be agreed by | Owner |\n|---|---|---|\n| Agreement | June | The leads |\n"
    assert len(weak("deferral", f"## Open\n\n{table}")) == 1


def test_what_stands_under_options_is_asked_but_for_what_was_decided(weak: Weak) -> None:
    text = (
        "## Options considered\n\nA panel would visit twice a year. One person would cost £9,000. "
        "The second of these was agreed in May.\n\n## Scrutiny\n\nThe scrutineer visits in June."
    )
    assert weak("asked", text) == ["A panel would visit twice a year.", "One person would cost £9,000."]


def test_a_question_to_readers_asks_about_its_section(weak: Weak) -> None:
    text = (
        "## Who leads\n\nThe chief nurse leads.\n\n## Scrutiny\n\nOne person might come for 30 days a year. "
        "A panel is cheaper.\n\nQuestion 2. Which of these is better?\n\nIt is read by the leads."
    )
    assert weak("asked", text) == [
        "One person might come for 30 days a year.",
        "A panel is cheaper.",
        "Question 2.",
        "Which of these is better?",
    ]


def test_a_question_to_readers_asks_about_its_numbered_part_alone(weak: Weak) -> None:
    parts = "4.1 Heads meet each month.\n\n4.2 A head could sit on the board."
    text = f"## Schools\n\n{parts}\n\nQuestion 3. Who should it be?"
    asked = weak("asked", text)
    assert not any("Heads meet" in each for each in asked)
    assert any("A head could sit" in each for each in asked)


def test_a_question_whether_what_was_settled_is_right_leaves_it_settled(weak: Weak) -> None:
    assert weak("asked", "## A\n\nThe priorities are neglect and gangs.\n\nQuestion 2. Do you agree?") == []


def test_questions_and_answers_are_answers(weak: Weak) -> None:
    assert weak("asked", "## Questions\n\n**Who checks on you?** A scrutineer comes four times a year.") == []


def test_options_are_asked_wherever_they_stand(weak: Weak) -> None:
    text = "We see two ways.\n\n- Option A. A panel of three.\n- Option B. One scrutineer.\n\nThe nurse chairs."
    assert weak("asked", text) == ["Option A.", "A panel of three.", "Option B.", "One scrutineer."]


def test_rows_of_a_table_of_options_are_asked(weak: Weak) -> None:
    table = "| Option | For | Against |\n|---|---|---|\n| A panel | wide | dear |\n| One person | cheap | narrow |\n"
    assert len(weak("asked", f"## Scrutiny\n\n{table}")) == 2


def test_a_short_sentence_that_nothing_is_agreed_speaks_of_the_one_before(weak: Weak) -> None:
    text = "Equal thirds and shares by budget were costed. None has been agreed. The budget is £90,000."
    assert weak("asked", text) == ["Equal thirds and shares by budget were costed.", "None has been agreed."]


@pytest.mark.parametrize(
    "text",
    [
        "The contract of the scrutineer has come to an end.",
        "The old agreement lapsed in June.",
        "The head teachers' forum has been disbanded.",
    ],
)
def test_what_has_ended(weak: Weak, text: str) -> None:
    assert weak("ended", text) == [text]


def test_what_ends_in_its_course_has_not_ended(weak: Weak) -> None:
    assert weak("ended", "Of 40 children whose plan had ended, two came back. The term ended with a play.") == []


def test_what_guidance_asks_of_everybody_is_quoted(weak: Weak) -> None:
    text = "## Statutory guidance\n\nSafeguarding partners must agree on ways to share information. We meet monthly."
    assert weak("quoted", text) == ["Safeguarding partners must agree on ways to share information."]
    assert weak("duty", text) == []
