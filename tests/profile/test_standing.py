"""What a document is called, what it says stands elsewhere, and which part of a partnership for all ages is read."""

from __future__ import annotations

import hashlib

import pytest

from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document, Profile
from checker.documents.shape.assemble import assemble
from checker.profile.standing import called, elsewhere
from checker.profile.whose import childrens_part

BODY = "The safeguarding partners are the council, the integrated care board and the police."


def made(text: str) -> Document:
    return assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"# Wexmoor: safeguarding arrangements\n\n{BODY}", "arrangements", "Published arrangements"),
        (f"# DRAFT for consultation: safeguarding arrangements\n\n{BODY}", "arrangements", "Draft arrangements"),
        (f"# Safeguarding arrangements\n\nVersion 0.3, November 2024\n\n{BODY}", "arrangements", "Draft arrangements"),
        (
            f"Report to: Cabinet\n\nDate of meeting: 12 March 2019\n\nMembers are asked to note this.\n\n{BODY}",
            "arrangements",
            "Committee paper on arrangements",
        ),
        (f"# Business case for a new safeguarding partnership\n\n{BODY}", "arrangements", "Proposal for arrangements"),
        (f"# Annual report 2024/25\n\n{BODY}", "yearly-report", "Yearly report"),
        (f"# Draft annual report 2024/25\n\n{BODY}", "yearly-report", "Draft yearly report"),
        (f"# Annual report 2024/25\n\nConsidered in draft 3 June 2025\n\n{BODY}", "yearly-report", "Yearly report"),
        (
            f"Agenda item 7\n\nPurpose: to receive the report\n\nRecommendation: the board is asked to note.\n\n{BODY}",
            "yearly-report",
            "Committee paper on a yearly report",
        ),
        (f"# Media release: the partners look back\n\n{BODY}", "yearly-report", "Media release on a yearly report"),
        (f"# Wexmoor Partnership newsletter, spring\n\n{BODY}", "arrangements", "Newsletter on arrangements"),
        (
            f"# Working together\n\n*A folded leaflet for families.*\n\n{BODY}",
            "arrangements",
            "Leaflet on arrangements",
        ),
        (f"# SLIDES: our year\n\n{BODY}", "yearly-report", "Slides on a yearly report"),
        (
            f"POLICY COMMITTEE: 2 JUNE 2019 New ways\n\nRECOMMENDED that Members note them.\n\n{BODY}",
            "arrangements",
            "Committee paper on arrangements",
        ),
        (f"# Annual report\n\n{BODY} A newsletter is sent.", "yearly-report", "Yearly report"),
        (f"# Arrangements\n\nVersion 1.0 (replaces draft v0.7)\n\n{BODY}", "arrangements", "Published arrangements"),
        (
            f"# Safeguarding arrangements\n\nA draft Bill is before Parliament. {BODY}",
            "arrangements",
            "Published arrangements",
        ),
    ],
)
def test_a_draft_or_a_committee_s_paper_is_called_that(text: str, kind: str, name: str) -> None:
    assert called(made(text), kind) == name


def test_what_is_said_to_stand_elsewhere_is_said() -> None:
    words = "The full arrangements are published on the partnership's website."
    assert elsewhere(made(f"# Summary\n\n{BODY} {words}")) == (words,)
    assert elsewhere(made(f"# Arrangements\n\n{BODY} The Executive meets in full every quarter.")) == ()
    check = Checker.load().check(made(f"# Safeguarding arrangements\n\n{BODY} {words}"), Profile())
    assert any(words in warning for warning in check.document.warnings)


ALL_AGES = """# Fell All-Age Safeguarding Partnership: our arrangements

The Care Act 2014 and the Children Act 2004 apply. Adults at risk and children are safeguarded by one executive.

## Children

The safeguarding partners are Fell Council, NHS Fell Integrated Care Board and Fell Police, with an equal duty.

## Safeguarding adults

### Funding

The council pays £40,000, the police £20,000 and the ICB £20,000 to the partnership's budget each year.

## Independent scrutiny of both

An independent scrutineer reports to the executive twice a year.
"""


def test_of_a_partnership_for_all_ages_the_part_on_adults_is_not_read_and_that_is_said() -> None:
    document = made(ALL_AGES)
    check = Checker.load().check(document, Profile(), ["wt2023-arrangements"])
    verdicts = {finding.requirement: finding.verdict for finding in check.findings}
    assert verdicts["WT23-ARR-PARTNERS"] == "met"
    assert verdicts["WT23-ARR-FUNDING"] == "missing"
    assert verdicts["WT23-ARR-SCRUTINY"] != "missing"
    assert any("all ages" in warning for warning in check.document.warnings)


def test_a_partnership_for_children_is_read_whole() -> None:
    assert (
        childrens_part(made(f"# Safeguarding arrangements\n\n{BODY}\n\n## Safeguarding Adults Board\n\nLinks.")) is None
    )


@pytest.mark.parametrize(
    "title",
    [
        "# Marlow Fen Safeguarding Partnership (Adults and Children)",
        "# Marlow Fen Safeguarding Partnership (all age)",
        "# The two boards of Marlow Fen\n\n### Safeguarding Adults Board · Safeguarding Children Partnership",
        "# Combined annual report\n\nOne partnership for people of all ages.",
    ],
)
def test_a_partnership_for_all_ages_says_so_in_many_ways(title: str) -> None:
    adults = (
        "## Part B: Adults\n\nThe adults board met. Adults at risk were asked; safeguarding adults reviews were read."
    )
    document = made(f"{title}\n\n## Part A: Children\n\n{BODY}\n\n{adults}")
    read = childrens_part(document)
    assert read is not None
    assert 0 < len(read) < len(document.sentences)
