"""Commitments in sentences, items and tables, near misses, and what later reports say of them. Areas are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from commitment_passages import DEV, HELD

from checker.check.given import Given
from checker.check.one import Checker
from checker.compare.promises import outcome_of, words_of
from checker.documents.model import Document, Period, Profile
from checker.profile.read import profile_of
from checker.results.model import Check, Commitment, Progress

Read = Callable[[str], Document]
REPORT = Profile(type="yearly-report", period=Period("2021-04-01", "2022-03-31"))


def checked(text: str, checker: Checker, read_md: Read, profile: Profile = REPORT) -> Check:
    document = read_md(text)
    check = checker.check(document, profile)
    for said in (*check.commitments, *check.progress):
        assert said.quote == document.text[said.start : said.end]
    return check


@pytest.mark.parametrize(
    ("sentence", "what", "who", "date"),
    [
        (
            "The Business Manager will recruit two officers by 31 July 2022.",
            "recruit two officers",
            "Business Manager",
            "2022-07-31",
        ),
        ("By the end of June 2022 we will open a second hub.", "open a second hub", "we", "2022-06-30"),
        (
            "The audit will be completed by the Quality Group in May 2022.",
            "The audit will be completed by the Quality Group",
            "Quality Group",
            "2022-05-31",
        ),
        (
            "A new toolkit is due to be published in Q2 2022/23.",
            "A new toolkit is due to be published",
            None,
            "2022-09-30",
        ),
        ("The Council will appoint a scrutineer.", "appoint a scrutineer", "Council", None),
        (
            "The council gave notice in March 2022 and will take the service in house on 1 July 2022.",
            "take the service in house",
            "council",
            "2022-07-01",
        ),
        (
            "A review will be undertaken by June 2022 to agree the sums provided by each safeguarding partner.",
            "A review will be undertaken by June 2022 to agree the sums provided by each safeguarding partner",
            None,
            "2022-06-30",
        ),
        (
            "The cases are held by a panel of the Board, which will be dissolved by September 2022.",
            "The cases are held by a panel of the Board, which will be dissolved",
            None,
            "2022-09-30",
        ),
        (
            'The two reviews ("Fern", begun in August 2021, and "Moss") are expected to be finished by June 2022.',
            'The two reviews ("Fern", begun in August 2021, and "Moss") are expected to be finished',
            None,
            "2022-06-30",
        ),
        (
            "No baby will leave the ward without a plan made by a midwife by May 2022. Owner: Director of Nursing.",
            "No baby will leave the ward without a plan made by a midwife",
            "Director of Nursing",
            "2022-05-31",
        ),
        (
            "A survey was drawn up. It will be sent to every school by June 2022.",
            "A survey was drawn up. It will be sent to every school",
            None,
            "2022-06-30",
        ),
        (
            "On receipt of the notice the Business Manager will write to all agencies by June 2022.",
            "write to all agencies",
            "Business Manager",
            "2022-06-30",
        ),
        (
            "After a year a team from agencies other than the Council will test a sample by June 2022.",
            "After a year a team from agencies other than the Council will test a sample",
            None,
            "2022-06-30",
        ),
        (
            "A Participation and Inclusion Strategy will be developed by June 2022.",
            "A Participation and Inclusion Strategy will be developed",
            None,
            "2022-06-30",
        ),
        (
            "The partners agreed that the police would host the data team from May 2022.",
            "host the data team",
            "police",
            "2022-05-31",
        ),
    ],
)
def test_an_undertaking_in_a_sentence(
    sentence: str, what: str, who: str | None, date: str | None, checker: Checker, read_md: Read
) -> None:
    found = checked(f"# Report\n\n{sentence}", checker, read_md).commitments
    assert [(one.what, one.who, one.date) for one in found] == [(what, who, date)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Executive meets every month and will receive a report from each group.",
        "The guidance requires partners to publish a plan by 29 June 2022.",
        "We hope to be a partnership of which children are proud.",
        "We recruited two trainers by the end of May 2021.",
        "The first meeting of the Executive will be held on 12 September 2022.",
        "If partners cannot agree, the Chief Executive will decide within six weeks.",
        "The guidance says: “Safeguarding partners will publish a report in 2022.”",
        "The coroner will hold the inquest in July 2022.",
        "A toolkit will be published.",
        "The plan, due by December 2021, was published in January 2022.",
        "The Group will not publish a review by May 2022.",
        "To inform the Committee of the plan that will replace the board, which was published on 28 June 2022.",
        "The strategy assumes that the number of children in care will stop rising by the end of June 2022.",
        "The old web address will bring you here until the end of 2022.",
        "By 30 September each year the Partnership will publish a report on its website.",
        "The new quay is expected to bring 4,500 jobs by June 2022.",
        "The police and the council have each agreed to fund one further post.",
        "The nurse agreed to see each child, and by June 2022 nine in ten contacts were on time.",
        "The Schools Forum has agreed to a transfer of funds for 2022/23.",
        "Their chair will open the new hub in May 2022.",
        "There will be a shortfall of 45 places by September 2022.",
        "Demand for places will fall by 6 per cent by 2023.",
        "A further revision will be needed in April 2023.",
        "It is proposed that the Council will host the team from May 2022.",
        "Funding will be kept at the level that was provided to the board in 2022/23.",
        "The review shall be completed within six months, unless a trial prevents it.",
        "We shall say in our plan for 2023/24 how the group will go on.",
        "The Executive agreed to pilot it in the South from October 2021, with a sergeant and two nurses.",
        "The next such day will be on 7 March 2023.",
        "Our team will write it.",
        "Each report will be shorter, so that we report by financial year.",
        "**Three things, until 2023.**\n1. Fewer children hit.\n2. Babies safe in their first year.",
        "The role will bring support to the three leads, will test the quality of practice and will be a friend.",
    ],
)
def test_what_is_no_commitment(sentence: str, checker: Checker, read_md: Read) -> None:
    assert not checked(f"# Report\n\n{sentence}", checker, read_md).commitments


def test_who_does_part_of_it_is_no_owner_and_brackets_are_closed(checker: Checker, read_md: Read) -> None:
    text = """# Report

In 2022/23 there will be 14 sessions, some given by the Training Team.

## Forward plan

- Recruit to the support posts by 31 July 2022 (with the first post taken up by 8 July 2022.)
"""
    found = checked(text, checker, read_md).commitments
    assert [one.who for one in found] == [None, None]
    assert found[1].what.endswith("(with the first post taken up by 8 July 2022)")


def test_items_of_a_plan_take_owner_and_time_from_their_lead(checker: Checker, read_md: Read) -> None:
    text = """# Report

In 2022/23 the Partnership will:

- open a second hub in the west;
- agree a protocol with the hospitals by 30 June 2022.

## Forward plan

- Establish the new group by 31 May 2022 and identify a chair by 30 June 2022
- Strong leadership
"""
    found = checked(text, checker, read_md).commitments
    assert [(one.what, one.who, one.date) for one in found] == [
        ("open a second hub in the west", "Partnership", "2023-03-31"),
        ("agree a protocol with the hospitals", "Partnership", "2022-06-30"),
        ("Establish the new group", None, "2022-05-31"),
        ("identify a chair", None, "2022-06-30"),
    ]


def test_a_coming_year_is_a_time_and_no_part_of_the_owner(checker: Checker, read_md: Read) -> None:
    text = """# Report

## Looking ahead

In the coming year the Partnership will:

- agree a business plan for 2023 to 2025 and a register of risks
- produce a shared dataset
"""
    found = checked(text, checker, read_md).commitments
    assert {(one.who, one.by_when, one.date) for one in found} == {("Partnership", "the coming year", None)}
    assert len(found) == 2


def test_whoever_was_named_before_is_no_owner(checker: Checker, read_md: Read) -> None:
    found = checked("# Report\n\nShe will publish her findings by June 2022.", checker, read_md).commitments
    assert [(one.who, one.date) for one in found] == [(None, "2022-06-30")]


def test_rows_of_an_action_plan_in_any_order_of_columns(checker: Checker, read_md: Read) -> None:
    text = """# Report

| By when | Priority | What we will do | Lead officer | Status |
|---|---|---|---|---|
| October 2022 | Neglect | Train forty champions | Head of Service | In progress |
| March 2022 | Neglect | Publish a toolkit | Business Manager | Complete |
| May 2022 | Neglect | Redraw the pathway | ICB | In use since 1 October 2021 |
| Ongoing | Voice | Attend school councils | All | On track |
"""
    found = checked(text, checker, read_md).commitments
    assert [(one.what, one.who, one.by_when, one.date) for one in found] == [
        ("Train forty champions", "Head of Service", "October 2022", "2022-10-31")
    ]


def test_other_tables_are_no_action_plans(checker: Checker, read_md: Read) -> None:
    text = (
        "# Report\n\n| Group | Chair | How often |\n|---|---|---|\n| Learning Group | Head of Service | Quarterly |\n"
    )
    assert not checked(text, checker, read_md).commitments


def test_contents_and_inspections_commit_to_nothing(checker: Checker, read_md: Read) -> None:
    text = "# Report\n\nThe Council will appoint a scrutineer by May 2022."
    assert not checked(text, checker, read_md, Profile(type="inspection")).commitments


def test_a_report_tells_what_was_done_and_what_slipped(checker: Checker, read_md: Read) -> None:
    text = "# Report\n\nWe trained forty champions. The review of the strategy has been postponed. Children matter."
    assert [one.kind for one in checked(text, checker, read_md).progress] == ["done", "slipped"]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("The Executive set up a weekly panel in June 2021.", ["done"]),
        ("We hope to set up a group of young people.", []),
        ("The roll-out was put back to March 2022.", ["slipped"]),
        ("The group recommended that a review be undertaken of one of them, a child aged two.", []),
        ("The peer review had advised that the panel should be strengthened.", []),
    ],
)
def test_what_was_set_up_did_not_slip_and_what_was_advised_was_not_done(
    sentence: str, kinds: list[str], checker: Checker, read_md: Read
) -> None:
    assert [one.kind for one in checked(f"# Report\n\n{sentence}", checker, read_md).progress] == kinds


def promise(what: str) -> Commitment:
    return Commitment(what=what, who=None, by_when=None, date=None, quote=what, start=0, end=len(what))


TOLD = tuple(
    Progress(kind=kind, quote=quote, start=0, end=len(quote))  # type: ignore[arg-type]
    for kind, quote in (
        ("done", "The Business Manager recruited two support officers in August."),
        ("slipped", "Progress in agreeing the joint training calendar was slow and it has been postponed."),
        ("done", "The threshold document was published in January and sent to every school."),
        ("done", "A conference on trauma was held for 200 people."),
        ("slipped", "The dashboard did not go live because the supplier was late."),
    )
)


@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        ("recruit two support officers", "done"),
        ("launch a joint training calendar", "slipped"),
        ("publish a threshold document", "done"),
        ("The dashboard is due to go live", "slipped"),
        ("host the data team", "not mentioned"),
        ("publish the review of child N", "not mentioned"),
        ("train school staff in the use of the tool", "not mentioned"),
        ("complete the review", "not mentioned"),
        ("publish a report at least once in every twelve months", "not mentioned"),
        ("recruit an analyst", "not mentioned"),
    ],
)
def test_what_a_later_report_says_of_a_commitment(what: str, outcome: str) -> None:
    words = words_of([what, *(told.quote for told in TOLD)])
    found, told = outcome_of(promise(what), TOLD, words)
    assert found == outcome
    assert (told is None) == (outcome == "not mentioned")


def test_labelled_passages(checker: Checker, read_md: Read) -> None:
    """Half of what the passages hold is near misses; more than one in ten wrong or lost is a step back."""
    right = extra = lost = 0
    for kind, text, wanted in (*DEV.values(), *HELD.values()):
        document = read_md(text)
        profile = Given(type=kind).over(profile_of(document, checker.areas), checker.areas)
        left = list(wanted)
        for found in checker.check(document, profile).commitments:
            said = f"{found.what} {found.quote}".lower()
            hit = next((one for one in left if one[0].lower() in said and one[1] == found.date), None)
            if hit:
                left.remove(hit)
                right += 1
            else:
                extra += 1
        lost += len(left)
    assert right / (right + extra) >= 0.9
    assert right / (right + lost) >= 0.9
