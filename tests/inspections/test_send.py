"""Area inspections of special educational needs: inspections, but neither board criteria nor ILACS themes are asked."""

from __future__ import annotations

import hashlib

import pytest

from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.shape.assemble import assemble
from checker.packs.load import rules_folder
from checker.profile.read import load_areas, profile_of

TEXT = """# Local area partnership report

## Area SEND inspection of Fell Local Area Partnership

Inspection dates: 5 to 9 February 2024

## Inspection outcome

Children wait too long for the help that they need, and plans are often out of date.

## Areas for priority action

| Responsible body | Areas for priority action |
|---|---|
| Fell Council and NHS Fell ICB | Leaders should act at once to shorten the waits for speech therapy. |
| Fell Council | Leaders should bring all plans that are out of date up to date within a year. |

## Areas for improvement

Leaders should help young people to prepare for adult life from year nine onwards.

Leaders should train all nurseries to see needs early.

## Local area partnership details

Fell Council, Station Road.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return assemble(read_markdown(TEXT), "send.md", hashlib.sha256(TEXT.encode()).hexdigest())


def test_its_facts_and_lists_are_read_and_nothing_is_judged(document: Document) -> None:
    profile = profile_of(document, load_areas(rules_folder() / "areas.yaml"))
    assert (profile.type, profile.looks_like) == ("inspection", None)
    check = Checker.load().check(document, profile)
    assert check.inspection is not None
    assert check.inspection.report_type == "send"
    assert (check.inspection.started, check.inspection.ended) == ("2024-02-05", "2024-02-09")
    assert (check.findings, check.packs) == ((), ())
    assert [(item.kind, item.for_whom) for item in check.inspection.improvements] == [
        ("priority action", "Fell Council and NHS Fell ICB"),
        ("priority action", "Fell Council"),
        ("improvement", None),
        ("improvement", None),
    ]
    assert check.inspection.improvements[0].text.startswith("Leaders should act at once")


def test_asked_for_by_name_its_themes_are_judged_all_the_same(document: Document) -> None:
    profile = profile_of(document, load_areas(rules_folder() / "areas.yaml"))
    assert len(Checker.load().check(document, profile, ["ofsted-multi-agency"]).findings) == 10
