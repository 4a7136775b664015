"""Printed facts of inspection reports, on small made-up reports named for the trap each holds."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.inspections.layout import layout_of
from checker.inspections.report import inspection_dates, inspection_report
from checker.results.model import InspectionReport

Read = Callable[[str], Document]

ILACS = """# Inspection of Hexley local authority children’s services

Inspection dates: 4 to 15 March 2019

Lead inspector: Pat Example, Her Majesty’s Inspector

| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Requires improvement to be good |
| The experiences and progress of children who need help and protection | {help} |
| The experiences and progress of children in care and care leavers | Good |
| Overall effectiveness | Requires improvement to be good |

Since the last inspection in 2015, when the overall effectiveness of services was judged inadequate with children in
care judged to be good, and since a focused visit to the front door in 2017, much has changed.

## What needs to improve?

- The timeliness of visits to children,
  wherever they live.
- The recording of decisions.

## The experiences and progress of children who need help and protection: {help_below}

1. Help comes early.

## The experiences and progress of children in care and care leavers: good

2. Children live close to home.
"""

SINGLE = """# Hexley Borough Council

## Inspection of services for children in need of help and protection, children looked after and care leavers

and

## Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 2 June 2015 – 25 June 2015

Report published: 10 August 2015

**Children’s services in Hexley require improvement to be good**

|  |  |
|---|---|
| 1. Children who need help and protection | Requires improvement |
| 2. Children looked after and achieving permanence | Good |
| 2.1 Adoption performance | Not judged |
| 2.2 Experiences and progress of care leavers | Outstanding |
| 3. Leadership, management and governance | Inadequate |

## Executive summary

Much is done well.

## Information about this local authority area

### Previous Ofsted inspections

The judgements of the previous inspection were:

- Overall effectiveness: inadequate
- Adoption performance: good

## Recommendations

1. Visit children on time, and:

    - write down what they say
    - act on it.

2. Audit case files.

## Inspection findings

3. Visits are often late.

## The Local Safeguarding Children Board (LSCB)

### The Local Safeguarding Children Board is inadequate

### What does the LSCB need to improve?

#### Priority and immediate action

There are no priority actions.

#### Areas for improvement

124. Agree who pays for the board.

125. Tell partners what audits found.

### Inspection findings

126. The board met six times. An LSCB that is good would have met as often.

## What the inspection judgements mean

An LSCB requires improvement if it does not yet show what is good.
"""

LETTER = """9 July 2021

Pat Example, Director of Children's Services

Dear Pat

# {title}

This letter summarises the findings of the {kind} to Hexley children's services on {when}. Services were
judged inadequate on 3 May 2018.

## Areas for priority action

The local authority must see to it at once that every child at risk is visited.

## What needs to improve in this area of social work practice

- How soon plans are made.
- How often they are read.

## Main findings

- Plans are late.
"""


def _report(document: Document, **given: Any) -> InspectionReport:
    return inspection_report(document, layout_of(document), **given)


def test_ilacs_with_one_grade_for_care_and_care_leavers(read_md: Read) -> None:
    report = _report(read_md(ILACS.format(help="Good", help_below="good")))
    assert (report.report_type, report.started, report.ended, report.published) == (
        "ilacs",
        "2019-03-04",
        "2019-03-15",
        None,
    )
    judgements = report.judgements
    assert (judgements.overall, judgements.leadership) == ("Requires improvement", "Requires improvement")
    assert (judgements.help_and_protection, judgements.in_care, judgements.care_leavers) == ("Good", "Good", None)
    assert (judgements.looked_after, judgements.adoption, judgements.lscb) == (None, None, None)
    assert dict(report.printed)["overall"] == "Requires improvement to be good"
    assert report.disagreements == ()
    assert [item.text for item in report.improvements] == [
        "The timeliness of visits to children, wherever they live.",
        "The recording of decisions.",
    ]


def test_an_unreadable_grade_does_not_shift_the_others(read_md: Read) -> None:
    """Grades taken in order moved up one where a cell held a picture."""
    report = _report(read_md(ILACS.format(help=" ", help_below="to be told")))
    assert report.judgements.help_and_protection is None
    assert report.judgements.leadership == "Requires improvement"
    assert report.judgements.in_care == "Good"
    assert report.judgements.overall == "Requires improvement"


def test_an_unreadable_grade_is_taken_from_its_section_s_heading(read_md: Read) -> None:
    report = _report(read_md(ILACS.format(help=" ", help_below="inadequate")))
    assert report.judgements.help_and_protection == "Inadequate"


def test_a_table_and_a_heading_that_differ_are_both_told(read_md: Read) -> None:
    report = _report(read_md(ILACS.format(help="Good", help_below="inadequate")))
    assert report.judgements.help_and_protection == "Good"
    assert report.disagreements == ('For help and protection the report prints "Good" and "Inadequate".',)


def test_single_inspection_with_the_board_s_grade_in_its_section(read_md: Read) -> None:
    report = _report(read_md(SINGLE))
    assert (report.report_type, report.published) == ("sif", "2015-08-10")
    assert (report.started, report.ended) == ("2015-06-02", "2015-06-25")
    judgements = report.judgements
    assert judgements.overall == "Requires improvement"
    assert judgements.help_and_protection == "Requires improvement"
    assert (judgements.looked_after, judgements.care_leavers) == ("Good", "Outstanding")
    assert (judgements.leadership, judgements.lscb, judgements.in_care) == ("Inadequate", "Inadequate", None)


def test_what_was_not_judged_stays_empty_with_its_words(read_md: Read) -> None:
    """The grade of an earlier inspection, quoted in a list, must not fill it."""
    report = _report(read_md(SINGLE))
    assert report.judgements.adoption is None
    assert dict(report.printed)["adoption"] == "Not judged"


def test_items_are_whole_in_order_and_addressed(read_md: Read) -> None:
    report = _report(read_md(SINGLE), theme_of=lambda item: "learning" if "audits" in item.text else None)
    assert [(item.for_whom, item.kind, item.theme) for item in report.improvements] == [
        ("local authority", "recommendation", None),
        ("local authority", "recommendation", None),
        ("board", "improvement", None),
        ("board", "improvement", "learning"),
    ]
    assert report.improvements[0].text == "Visit children on time, and: write down what they say act on it."


@pytest.mark.parametrize(
    ("title", "kind", "when", "expected"),
    [
        (
            "Focused visit to Hexley local authority children's services",
            "focused visit",
            "26 and 27 May 2021",
            ("focused-visit", "2021-05-26", "2021-05-27"),
        ),
        (
            "Monitoring visit of Hexley local authority children's services",
            "recent monitoring visit",
            "12 May 2021",
            ("monitoring-visit", "2021-05-12", "2021-05-12"),
        ),
        (
            "Joint targeted area inspection of Hexley",
            "joint targeted area inspection",
            "24 to 28 May 2021",
            ("jtai", "2021-05-24", "2021-05-28"),
        ),
    ],
)
def test_letters(read_md: Read, title: str, kind: str, when: str, expected: tuple[str, str, str]) -> None:
    report = _report(read_md(LETTER.format(title=title, kind=kind, when=when)))
    assert (report.report_type, report.started, report.ended) == expected
    assert report.published == "2021-07-09"
    assert set(report.printed) == set()
    assert [(item.kind, item.text[:12]) for item in report.improvements] == [
        ("priority action", "The local au"),
        ("improvement", "How soon pla"),
        ("improvement", "How often th"),
    ]


def test_a_report_of_the_board_alone(read_md: Read) -> None:
    report = _report(
        read_md(
            "# Hexley Safeguarding Children Board\n\n"
            "Inspection of the effectiveness of the local safeguarding children board\n\n"
            "Inspection date: 18 November – 10 December 2014\n\nReport published: 10 February 2015\n\n"
            "**The Local Safeguarding Children Board requires improvement**\n\n"
            "## What does the LSCB need to improve?\n\n### Areas for improvement\n\n### Data\n\n- Ask every partner.\n"
        )
    )
    assert report.report_type == "lscb"
    assert report.judgements.lscb == "Requires improvement"
    assert report.judgements.overall is None
    assert [(item.text, item.for_whom) for item in report.improvements] == [("Ask every partner.", "board")]


def test_a_grade_whose_first_line_stands_above_its_label() -> None:
    """Cells set in the middle of their row come out as "Requires", label, "improvement to be good"."""
    from checker.inspections.grades import read_grades

    text = (
        "Requires 1. Children who need help and protection improvement to be good Requires 2. Children looked after "
        "and achieving improvement permanence 2.1 Adoption performance Good"
    )
    assert [(one.judgement, one.grade) for one in read_grades(text, combined=False)] == [
        ("help_and_protection", "Requires improvement"),
        ("looked_after", "Requires improvement"),
        ("adoption", "Good"),
    ]


def test_real_reports_are_read_as_a_person_reads_them(shared: Path) -> None:
    """A few reports of each kind; benchmarks/inspection_truth.py reads them all."""
    with (shared / "gold" / "inspection-truth-dev.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))[::9]
    for row in rows:
        report = _report(read_document(shared / "inspection-reports" / row["file"]))
        facts = {"report_type": report.report_type, "published": report.published, "started": report.started}
        facts |= {name: getattr(report.judgements, name) for name in report.judgements.__slots__}
        assert {name: value or "" for name, value in facts.items()} == {name: row[name] for name in facts}


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The inspection was carried out from 9 to 20 May 2016.", ("2016-05-09", "2016-05-20")),
        ("This single inspection took place between 25 April 2016 and 19 May 2016.", ("2016-04-25", "2016-05-19")),
        ("The previous inspection took place from 3 to 7 June 2013.", (None, None)),
        ("The review of the strategy was undertaken by managers.", (None, None)),
    ],
)
def test_days_that_only_a_sentence_tells(read_md: Read, sentence: str, dates: tuple[str | None, str | None]) -> None:
    text = f"# Inspection of services for children in need of help and protection\n\n## About\n\n{sentence}\n"
    assert inspection_dates(read_md(text), "sif") == dates
