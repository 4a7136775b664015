"""Finished checks to render: a made-up area with every verdict, an inspection, and hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checker.reporting.view import RenderOptions
from checker.results.model import (
    Check,
    DocumentSummary,
    Evidence,
    Finding,
    Improvement,
    InspectionReport,
    Judgements,
    PackSummary,
    Verdict,
)

PACK = PackSummary(
    id="wt2018-arrangements",
    title="Working Together 2018 - published arrangements",
    source="Working Together to Safeguard Children, HM Government, July 2018, chapter 3",
    version="1.0",
    digest="3fa94c01be77",
    requirements=10,
)
BOARD_PACK = PackSummary(
    id="ofsted-lscb",
    title="Ofsted - criteria for a good local safeguarding children board (2014)",
    source="Grade criteria printed in a joint inspection of 2015",
    version="1.0",
    digest="90ab11d2c3e4",
    requirements=7,
)

# What a hostile document may hold: markup, script, template and console markup, formulas, control
# characters, marks that turn the direction of text, and half a surrogate pair.
HOSTILE = (
    "</blockquote><script>alert('x')</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} [red]bold[/red] "
    '[link=http://evil.test]x[/link] =HYPERLINK("http://evil.test") \x00\x1b[31m\u202egnp.exe\u202c \ud800 '
    "![x](http://evil.test/x.png) [y](javascript:alert(1)) <!-- --> ]]> &amp; `code` # * _ | ~"
)


def quote(
    text: str,
    page: int | None = 4,
    section: str | None = "5.3 Independent scrutiny",
    paragraph: str | None = "5.3.1",
    *,
    weakens: bool = False,
    read_by_ocr: bool = False,
) -> Evidence:
    """Evidence that stands at an offset made from its words."""
    start = 100 * (page or 1)
    return Evidence(
        quote=text,
        start=start,
        end=start + len(text),
        page=page,
        section=section,
        paragraph=paragraph,
        role="weakens" if weakens else "supports",
        read_by_ocr=read_by_ocr,
    )


def finding(
    name: str, theme: str, title: str, verdict: str, reason: str, *evidence: Evidence, **more: object
) -> Finding:
    """A coverage finding of the arrangements pack."""
    base = Finding(
        requirement=f"WT18-ARR-{name}",
        pack=PACK.id,
        theme=theme,
        force="should",
        mode="coverage",
        title=title,
        asks=f"What the partners set out on this: {title.lower()}.",
        basis="Chapter 3, publication of arrangements",
        verdict=Verdict(verdict),
        reason=reason,
        evidence=evidence,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def criterion(name: str, theme: str, title: str, verdict: str, reason: str, *evidence: Evidence) -> Finding:
    """An inspection finding of the board pack."""
    gap = verdict in {"weakness", "mixed"}
    return Finding(
        requirement=f"OFSTED-LSCB-{name}",
        pack=BOARD_PACK.id,
        theme=theme,
        force=None,
        mode="inspection",
        title=title,
        asks=f"A good board shows this: {title.lower()}.",
        basis="Grade criteria, good",
        verdict=Verdict(verdict),
        reason=reason,
        evidence=evidence,
        advice="Say what has changed since the inspection, and how it is known." if gap else "",
        questions=("What has been done about this since?",) if gap else (),
    )


DOCUMENT = DocumentSummary(
    path="/home/someone/private drafts/harrowmere-arrangements.pdf",
    sha256="5d1c7a90" * 8,
    format="pdf",
    type="arrangements",
    title="Harrowmere Safeguarding Children Partnership: multi-agency safeguarding arrangements",
    area="Harrowmere",
    areas=("Harrowmere",),
    period=None,
    published="2019-06-24",
    pages=28,
    pages_without_text=(11, 12, 13, 19),
    pages_read_by_ocr=(21,),
    pictures=((9, "4.2 Thresholds and levels of need"), (9, "4.2 Thresholds and levels of need"), (15, None)),
    words=9431,
    how=(
        ("type", 'its title says "multi-agency safeguarding arrangements"'),
        ("title", "the first heading of page 1"),
        ("area", 'named before "Safeguarding Children Partnership" on page 1'),
        ("published", 'page 2 says "Published 24 June 2019"'),
    ),
    warnings=("Two footnotes on page 7 could not be joined to their marks.",),
)

_ADVICE = "State each partner's contribution for the year, how it was decided, and how practice reviews are paid for."
_QUESTIONS = (
    "What does each partner pay this year, and how was that decided?",
    "What happens to the budget when there is a practice review?",
)


def coverage_check() -> Check:
    """Made-up published arrangements with every coverage verdict."""
    findings = (
        finding(
            "PARTNERS",
            "leadership",
            "The safeguarding partners",
            "met",
            "The document says who the three partners are and who speaks for each (page 3).",
            quote(
                "The three safeguarding partners are Harrowmere Council, Vale Constabulary and the Harrowmere clinical "
                "commissioning group, represented by the chief executive, the chief constable and the accountable "
                "officer.",
                3,
                "1 Who we are",
                "1.2",
            ),
            quote("The chief executive chairs the partnership in the first year.", 3, "1 Who we are", "1.4"),
            force="must",
        ),
        finding(
            "GEOGRAPHY",
            "geography",
            "The area covered",
            "met",
            "The document says which area it covers and how it meets its neighbours' (page 4).",
            quote("These arrangements cover the whole of the borough of Harrowmere.", 4, "2 Area", None),
        ),
        finding(
            "EDUCATION",
            "relevant-agencies",
            "Schools, colleges and early years",
            "weak",
            "The document speaks to this, but gives how schools take part only as an aim or a value.",
            quote(
                "We are committed to working closely with all of our schools, colleges and early years settings.",
                8,
                "4 Relevant agencies",
                "4.1",
                weakens=True,
            ),
            advice="Name the forum through which schools take part, who sits on it and how often it meets.",
            questions=("How does a nursery hear of a decision that the partners have made?",),
        ),
        finding(
            "FUNDING",
            "funding",
            "How the arrangements are funded",
            "weak",
            "The document says that the partners fund the arrangements, but gives amounts, shares or a formula only "
            "as something still to come. Pages 11, 12, 13 and 19 could not be read and may hold it.",
            quote(
                "The partners will agree an equitable and proportionate budget before the end of the financial year.",
                17,
                "7 Funding",
                "7.2",
                weakens=True,
            ),
            quote(
                "Police | £21,400 | as in 2018/19",
                21,
                "Appendix C: the budget and what it pays for, with the contributions of the partners, of the relevant "
                "agencies and of others who have been asked to contribute",
                None,
                read_by_ocr=True,
            ),
            advice=_ADVICE,
            questions=_QUESTIONS,
        ),
        finding(
            "CUSTODY",
            "custody-and-residential",
            "Children in custody and residential homes",
            "missing",
            "Nothing was recognised on this. Looked for secure establishments, custody or residential homes and how "
            "the partners look at safeguarding there. Pages 11, 12, 13 and 19 could not be read and may hold it.",
            force="conditional",
            advice="If there is such a place in the area, say who reports on it to the partners and how often.",
            questions=("Is there a children's home or secure unit in the area, and who inspects restraint there?",),
        ),
        finding(
            "SCRUTINY",
            "scrutiny",
            "Independent scrutiny of the arrangements",
            "missing",
            "Nothing was recognised on this. Looked for an independent chair, scrutineer, critical friends or another "
            "form of independent scrutiny, and what they do.",
            force="must",
            basis="Children Act 2004 s.16G; chapter 3, independent scrutiny",
            advice="Name the person or form of scrutiny, say how they are appointed, what they look at and how often.",
            questions=("Who is independent of the partners here?", "When did scrutiny last change something?"),
        ),
        finding(
            "VOICE",
            "voice",
            "The voice of children and families",
            "met",
            "The document says by what means children are heard (pages 14 and 15).",
            quote(
                "Twice a year the Young Advisers' panel, run by the participation officer, meets the three lead "
                "representatives; what it asks for and what was done is printed in the yearly report.",
                14,
                "6 Hearing children",
                "6.1",
            ),
            quote("A survey of 400 pupils was taken in March 2019.", 15, "6 Hearing children", "6.3"),
            quote("It will be repeated when resources allow.", 15, "6 Hearing children", "6.3", weakens=True),
        ),
        finding(
            "THRESHOLDS",
            "thresholds",
            "The threshold document",
            "weak",
            "The document speaks to this, but by pointing to another place. Pictures on page 9 may hold text that "
            "could not be read.",
            quote(
                "Our levels of need are shown in the diagram below.",
                9,
                "4.2 Thresholds and levels of need",
                None,
                weakens=True,
            ),
            force="must",
            advice="Set the levels out in words, with the service that answers at each.",
            questions=("When was the threshold document last tested against cases?",),
        ),
        finding(
            "DATA",
            "data-and-intelligence",
            "Data and intelligence",
            "met",
            "The document says which data are looked at, by whom and how often (page 16).",
            quote("The data group brings a scorecard of 24 measures to each quarterly meeting.", 16, "6.5 Data", None),
        ),
        finding(
            "LEADERS",
            "leadership",
            "Delegation by the lead representatives",
            "met",
            "The document names who acts for each lead representative (page 5).",
            quote("The director of children's services acts for the chief executive.", 5, "1.5 Delegation", None),
            force="should",
        ),
    )
    return Check(DOCUMENT, findings, (PACK,))


def inspection_check() -> Check:
    """A made-up single inspection with every inspection verdict."""
    findings = (
        criterion(
            "GOVERNANCE",
            "leadership",
            "Governance, priorities and delivery plan",
            "mixed",
            "Inspectors found governance clear, and the plan not yet followed through (pages 31 and 32).",
            quote("Governance arrangements are clear and well understood by partners.", 31, "The board", "112"),
            quote(
                "The business plan is ambitious but progress against it is not yet measured.",
                32,
                "The board",
                "114",
                weakens=True,
            ),
        ),
        criterion(
            "VOICE",
            "voice",
            "Views and experiences of children and families",
            "weakness",
            "Inspectors describe this as falling short (page 33).",
            quote("The views of children do not inform the board's priorities.", 33, "The board", "118"),
        ),
        criterion(
            "TRAINING",
            "training",
            "Multi-agency training",
            "strength",
            "Inspectors describe this as working (page 34).",
            quote(
                "A comprehensive programme of multi-agency training is well attended and its effect on practice is "
                "evaluated three months later.",
                34,
                "The board",
                "121",
            ),
        ),
        criterion(
            "CUSTODY",
            "custody-and-residential",
            "Custody and detention",
            "not covered",
            "No finding on this was recognised.",
        ),
    )
    inspection = InspectionReport(
        report_type="sif",
        started="2015-02-03",
        ended="2015-02-26",
        published="2015-04-10",
        judgements=Judgements(
            overall="Requires improvement",
            leadership="Good",
            help_and_protection="Requires improvement",
            looked_after="Good",
            adoption="Outstanding",
            lscb="Inadequate",
        ),
        printed=(("overall", "requires improvement"), ("care_leavers", "not judged"), ("lscb", "inadequate")),
        improvements=(
            Improvement(
                "Make sure that assessments are finished in time.",
                6,
                "help-and-protection",
                "recommendation",
                "local authority",
            ),
            Improvement(
                "Measure progress against the business plan each quarter.", 35, "leadership", "improvement", "board"
            ),
            Improvement("Report to the council on missing children.", None, None, "priority action", None),
        ),
        disagreements=("The table on page 2 says good for leadership; page 20 says requires improvement.",),
    )
    document = replace(
        DOCUMENT,
        path="harrowmere-inspection.pdf",
        type="inspection",
        title="Harrowmere: inspection of services for children in need of help and protection",
        published="2015-04-10",
        pages=39,
        pages_without_text=(),
        pages_read_by_ocr=(),
        pictures=(),
        words=18020,
        how=(("type", 'its first page says "Single inspection"'),),
        warnings=(),
    )
    return Check(document, findings, (BOARD_PACK,), inspection)


def hostile_check() -> Check:
    """Every field that a document can fill holds hostile text."""
    document = replace(
        DOCUMENT,
        path=f"drafts/{HOSTILE.replace('/', '')}.pdf",
        title=HOSTILE,
        area=HOSTILE,
        areas=(HOSTILE, "x"),
        pictures=((1, HOSTILE),),
        how=(("type", HOSTILE), ("area", HOSTILE)),
        warnings=(HOSTILE,),
    )
    one = finding(
        "SCRUTINY",
        "scrutiny",
        HOSTILE,
        "weak",
        HOSTILE,
        quote(HOSTILE, section=HOSTILE, paragraph=HOSTILE),
        quote("=1+1", page=None, section=None, paragraph=None),
        advice=HOSTILE,
        questions=(HOSTILE,),
        asks=HOSTILE,
        basis=HOSTILE,
    )
    inspection = InspectionReport(
        "other",
        judgements=Judgements(overall="Good"),
        printed=(("overall", HOSTILE),),
        improvements=(Improvement(HOSTILE, 2, None),),
        disagreements=(HOSTILE,),
    )
    return Check(document, (one,), (PACK,), inspection)


def large_check() -> Check:
    """48 requirements with four quotes each."""
    words = "The partners meet each quarter and publish what was asked, what was done and what changed as a result. "
    verdicts = ("met", "weak", "missing")
    findings = tuple(
        finding(
            f"N{number}",
            f"theme-{number % 12}",
            f"Requirement number {number}",
            verdicts[number % 3],
            "The document says who meets and how often, but not with what effect.",
            *(quote(words * 2, page, "5.3 Independent scrutiny", f"5.3.{page}") for page in range(1, 5)),
            advice=_ADVICE,
            questions=_QUESTIONS,
        )
        for number in range(48)
    )
    return Check(DOCUMENT, findings, (PACK,))


@pytest.fixture
def options() -> RenderOptions:
    return RenderOptions(made_on=date(2024, 5, 3), version="0.1.0")


@pytest.fixture
def coverage() -> Check:
    return coverage_check()


@pytest.fixture
def inspection() -> Check:
    return inspection_check()


@pytest.fixture
def hostile() -> Check:
    return hostile_check()


@pytest.fixture
def large() -> Check:
    return large_check()
