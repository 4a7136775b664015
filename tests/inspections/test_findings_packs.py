"""Which pack reads an inspection: one for reports that review a safeguarding board, one for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.check.one import Checker, applying
from checker.documents.model import Document, Profile
from checker.documents.reader import read_document
from checker.results.model import Check

Checks = Callable[..., Check]

SINGLE = """# Wexcombe County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

## The experiences and progress of children who need help and protection

Thresholds are well understood by social workers. Plans are detailed and visits are regular and purposeful.

## The experiences and progress of care leavers

Care leavers are well supported. Training and work are easy to find. Pathway plans are detailed.

## The Local Safeguarding Children Board (LSCB)

The board's multi-agency audits are effective.
"""
BOARD = """# Review of the effectiveness of the Wexcombe Safeguarding Children Board

The board's training is poorly evaluated.
"""
CHILDREN_S_SERVICES = """# Inspection of Wexcombe local authority children's services

Audits are rigorous. The safeguarding children board met in May.
"""
JOINT = """Dear Wexcombe Local Safeguarding Partnership

# Joint targeted area inspection of Wexcombe

Information is shared effectively between police, schools and health visitors.
"""
FOCUSED = """# Focused visit to Wexcombe children's services

Supervision is regular and reflective.
"""
MONITORING = """# Monitoring visit to Wexcombe children's services

Caseloads are too high.
"""
UNKNOWN = """# Report of inspectors

Partners work closely together, and return home interviews are thorough.
"""


@pytest.fixture(scope="module")
def check(checker: Checker, read_md: Callable[[str], Document]) -> Checks:
    """The check of a passage as an inspection, against the packs that apply or those named."""

    def run(text: str, *packs: str) -> Check:
        return checker.check(read_md(text), Profile(type="inspection"), packs)

    return run


@pytest.mark.parametrize(
    ("text", "pack"),
    [
        (SINGLE, "ofsted-lscb"),
        (BOARD, "ofsted-lscb"),
        (CHILDREN_S_SERVICES, "ofsted-multi-agency"),
        (JOINT, "ofsted-multi-agency"),
        (FOCUSED, "ofsted-multi-agency"),
        (MONITORING, "ofsted-multi-agency"),
        (UNKNOWN, "ofsted-multi-agency"),
    ],
)
def test_the_kind_of_report_chooses_the_pack(check: Checks, text: str, pack: str) -> None:
    assert [summary.id for summary in check(text).packs] == [pack]


def test_a_letter_without_a_board_is_read_as_a_whole(check: Checks) -> None:
    found = {finding.requirement: finding for finding in check(JOINT).findings}
    assert len(found) == 10
    assert found["OFSTED-MA-INFORMATION"].verdict == "strength"
    assert found["OFSTED-MA-LEARNING"].verdict == "not covered"
    assert found["OFSTED-MA-LEARNING"].reason.startswith("The report says nothing of this.")


@pytest.mark.parametrize("text", [SINGLE, BOARD, CHILDREN_S_SERVICES, JOINT, UNKNOWN])
def test_a_pack_that_is_asked_for_runs_on_any_report(check: Checks, text: str) -> None:
    wanted = check(text, "ofsted-lscb", "ofsted-multi-agency")
    assert Counter(finding.pack for finding in wanted.findings) == {"ofsted-lscb": 14, "ofsted-multi-agency": 10}
    assert {finding.mode for finding in wanted.findings} == {"inspection"}


def test_a_single_inspection_is_read_beyond_its_board_when_asked(check: Checks) -> None:
    found = {finding.requirement: finding for finding in check(SINGLE, "ofsted-multi-agency").findings}
    assert found["OFSTED-MA-FRONT-DOOR"].verdict == "strength"


def test_packs_for_other_types_of_document_do_not_hold_it(checker: Checker) -> None:
    for kind in ("arrangements", "yearly-report"):
        assert "ofsted-multi-agency" not in [pack.head.id for pack in applying(checker.packs, kind)]
    both = [pack.head.id for pack in applying(checker.packs, "inspection")]
    assert {"ofsted-lscb", "ofsted-multi-agency"} <= set(both)


def test_a_real_joint_inspection_is_covered(checker: Checker, shared: Path) -> None:
    """A letter to a partnership once came out fourteen times "not covered", since it reviews no board."""
    letters = sorted((shared / "inspection-reports").glob("lewisham--joint*.pdf"))
    if not letters:
        pytest.skip("the letter is not beside the project")
    found = checker.check(read_document(letters[0]), Profile(type="inspection")).findings
    assert {finding.pack for finding in found} == {"ofsted-multi-agency"}
    assert all(finding.verdict != "not covered" for finding in found)
