"""Whose business a sentence tells, in words of our own."""

from __future__ import annotations

import pytest

from checker.check.one import Checker
from checker.documents.formats.markdown import read
from checker.documents.model import Document, Profile
from checker.documents.shape.assemble import assemble
from checker.profile.whose import childrens_part, others_business, own_part


def made(text: str) -> Document:
    """A document of some Markdown."""
    return assemble(read(text), "made.md", "0" * 64)


def of_others(text: str) -> list[str]:
    """The sentences that are another body's."""
    document = made(text)
    return [
        document.text[document.sentences[number].start : document.sentences[number].end]
        for number in others_business(document)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adults Board draws twelve cases at random each quarter.",
        "For the Safeguarding Adults Board, a detective and a nurse read the files of ten people.",
        "Marlow Fen's Health and Wellbeing Board has a dashboard of twenty measures.",
        "The Community Safety Partnership's analyst draws up a picture of violence every autumn.",
        "Safer Marlow Partnership spent £40,000 on lighting in two parks last winter.",
        "The SAB keeps a list of what its reviews recommended and who has done it.",
        "The council's own audit team read forty of its case files in the spring.",
        "The Planning Committee asked for a report on the new school's travel plan.",
    ],
)
def test_a_sentence_that_begins_with_another_body_is_its_business(sentence: str) -> None:
    assert of_others(f"# Arrangements\n\n{sentence}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Adults Board and the partnership pay for one office between them in the town.",
        "The Health and Wellbeing Board receives the yearly report each October and answers it.",
        "Our manager sits on the Adults Board and brings back what it decides each quarter.",
        "The Adults Board and the Children's Partnership read ten files together each year.",
        "The Adults Board has asked that young people of seventeen be met before their birthday.",
        "Safeguarding partners take the audit to the Adults Board before the summer.",
        "With the Adults Board, the partnership runs a course on neglect four times a year.",
        "The council's scrutiny committee questioned the partnership on its arrangements in June.",
    ],
)
def test_what_is_shared_or_only_passed_on_is_not_another_bodys_alone(sentence: str) -> None:
    assert of_others(f"# Arrangements\n\n{sentence}") == []


def test_what_goes_on_from_it_is_another_bodys_too_until_the_partnership_is_named() -> None:
    text = (
        "The Adults Board has a chair. She reads twenty files a year and writes to each head of service. "
        "The Children's Partnership has a scrutineer. He spent twelve days with front-line teams last year.\n\n"
        "It reports what she finds in the spring."
    )
    assert of_others(f"# Arrangements\n\n{text}") == [
        "She reads twenty files a year and writes to each head of service."
    ]


def test_a_paragraph_that_opens_with_a_pronoun_goes_on() -> None:
    text = "The Adults Board has money of its own.\n\nIt had £72,000 from the council and £24,000 from the police."
    assert of_others(f"# Report\n\n{text}")[-1] == "It had £72,000 from the council and £24,000 from the police."
    apart = "The Adults Board has money of its own.\n\nA budget of £72,000 was agreed by all partners in March."
    assert of_others(f"# Report\n\n{apart}") == ["The Adults Board has money of its own."]


def test_lists_and_tables_belong_to_what_leads_into_them() -> None:
    text = (
        "The Adults Board's budget is made up as follows:\n\n"
        "- £40,000 each year from Marlow Fen Council itself\n- £20,000 each year from the Fenland police force\n\n"
        "The Children's Partnership is paid for in thirds."
    )
    assert len(of_others(f"# Money\n\n{text}")) == 3
    table = (
        "The SAB set three priorities.\n\n| SAB priority | What came of it |\n|---|---|\n"
        "| Self-neglect | Forty people were seen at a clinic |"
    )
    assert any("Forty people" in words for words in of_others(f"# Report\n\n{table}"))


def test_headings_and_labels_that_name_a_body_hold_for_what_stands_under_them() -> None:
    text = (
        "## The Adults Board\n\nTwelve files are read by pairs of auditors every quarter.\n\n### How it is done\n\n"
        "Each pair writes two pages and gives them to the chair.\n\n## The Children's Partnership\n\n"
        "Ten files are read by three auditors twice a year."
    )
    assert len(of_others(f"# Book of two boards\n\n{text}")) == 2
    labelled = (
        "**Adults Board**\n\nTwelve files are read by pairs of auditors.\n\n**Children's Partnership**\n\n"
        "Ten files are read by three auditors."
    )
    assert of_others(f"# Audit\n\n{labelled}") == ["Twelve files are read by pairs of auditors."]


@pytest.mark.parametrize(
    "given",
    [
        'In what follows "the Crime Partnership" is the Community Safety Partnership of the borough.',
        "Members of the Community Safety Partnership (the Crime Partnership) were asked.",
        "| Crime Partnership | a community safety partnership |\n|---|---|\n| SCP | the children's partnership |",
    ],
)
def test_names_that_a_document_gives_to_bodies_are_known(given: str) -> None:
    sentence = "The Crime Partnership spent its money on lamps along the canal."
    assert sentence in of_others(f"# Book of boards\n\n{given}\n\n{sentence}")


def test_so_many_names_are_known_and_no_more() -> None:
    given = "\n\n".join(f"The Safeguarding Adults Board (the Body{n}) met in June." for n in range(60))
    told = of_others(f"# Book\n\n{given}\n\nThe Body3 keeps a list of names.\n\nThe Body55 keeps a list of names.")
    assert "The Body3 keeps a list of names." in told
    assert "The Body55 keeps a list of names." not in told


def test_the_health_partner_and_the_force_are_no_other_bodies() -> None:
    text = (
        "| Partner | Delegate |\n|---|---|\n"
        "| Integrated Care Board | Chief Nurse, who sits on the Safeguarding Adults Board |"
    )
    assert of_others(f"# Partners\n\n{text}\n\nThe Integrated Care Board pays a third of what the team costs.") == []


def test_other_bodies_business_is_no_evidence_and_that_is_said() -> None:
    text = (
        "# Marlow Fen Safeguarding Children Partnership: arrangements, June 2024\n\n"
        "The safeguarding partners for children are Marlow Fen Council, NHS Fenland Integrated Care Board and Fenland "
        "Police.\n\n## Audit\n\n"
        "The Adults Board draws twelve cases at random each quarter. A nurse and a detective read them together by an "
        "agreed tool, and what they find goes to the Board within a month."
    )
    document = made(text)
    assert childrens_part(document) is None
    within = own_part(document)
    assert within is not None
    check = Checker.load().check(document, Profile(), ["wt2023-arrangements"])
    verdicts = {finding.requirement: finding.verdict for finding in check.findings}
    assert verdicts["WT23-ARR-AUDIT"] == "missing"
    assert any("other bodies alone" in warning for warning in check.document.warnings)


def test_a_document_that_tells_of_nobody_else_is_read_whole() -> None:
    assert own_part(made("# Arrangements\n\nThe partnership reads twelve files each quarter.")) is None
