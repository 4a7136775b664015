"""What inspectors found, from made-up passages: turns within a sentence, negation, printed items, annexes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.inspections.findings import Heard, Trail, follow
from checker.inspections.ruling import WEIGHTS, verdict_of
from checker.inspections.wording import _faulted
from checker.results.model import Finding, Verdict

Findings = Callable[[str], dict[str, Finding]]


@pytest.fixture(scope="module")
def findings(checker: Checker, read_md: Callable[[str], Document]) -> Findings:
    """The findings of the board criteria on a passage, by the last part of the criterion's id."""

    def run(text: str) -> dict[str, Finding]:
        check = checker.check(read_md(text), Profile(type="inspection"), ["ofsted-lscb"])
        return {finding.requirement.removeprefix("OFSTED-LSCB-"): finding for finding in check.findings}

    return run


def test_a_sentence_that_turns_counts_both_ways(findings: Findings) -> None:
    found = findings("Training is well attended, but its effect on practice is not evaluated.\n")["TRAINING"]
    assert found.verdict == "mixed"
    assert "working well" in found.reason and "falls short" in found.reason


def test_what_although_grants_counts_little_beside_the_main_clause(findings: Findings) -> None:
    found = findings("Although the annual report is detailed, it lacks analysis of what works.\n")["REPORTING"]
    assert found.verdict == "weakness"
    found = findings("Although there are gaps in it, the annual report is detailed and rigorous.\n")["REPORTING"]
    assert found.verdict == "strength"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The learning and improvement framework is effective.", "strength"),
        ("The learning and improvement framework is not effective.", "weakness"),
        ("The learning and improvement framework is not yet consistently effective.", "weakness"),
        ("The learning and improvement framework is robust and well understood.", "strength"),
        ("Serious case reviews are undertaken without delay and are of good quality.", "strength"),
        ("The board knows the strengths and weaknesses of its learning framework, which is robust.", "strength"),
    ],
)
def test_negation_turns_praise_round_and_no_more(findings: Findings, sentence: str, verdict: str) -> None:
    assert findings(f"{sentence}\n")["LEARNING"].verdict == verdict


def test_what_an_audit_found_is_no_fault_of_the_audit(findings: Findings) -> None:
    text = "Case file audits are thorough. An audit in May found that plans were poor and visits were not recorded.\n"
    assert findings(text)["AUDIT"].verdict == "strength"


def test_effect_that_is_too_early_to_see_makes_a_finding_mixed(findings: Findings) -> None:
    text = "The audit programme is comprehensive. It is too early to see its impact.\n"
    found = findings(text)["AUDIT"]
    assert found.verdict == "mixed"
    assert {evidence.role for evidence in found.evidence} == {"supports", "weakens"}


def test_an_area_for_improvement_alone_is_a_weakness(findings: Findings) -> None:
    text = "## Areas for improvement\n\n- Ensure that effective multi-agency training is offered to all agencies.\n"
    found = findings(text)["TRAINING"]
    assert found.verdict == "weakness"
    assert [evidence.role for evidence in found.evidence] == ["weakens"]
    assert "area for improvement" in found.reason


def test_an_area_for_improvement_beside_praise_is_mixed(findings: Findings) -> None:
    text = (
        "## Recommendations\n\n- Improve the evaluation of training.\n\n"
        "## Findings\n\nThe board offers an excellent range of training.\n"
    )
    assert findings(text)["TRAINING"].verdict == "mixed"


def test_what_only_exists_or_has_begun_does_not_balance_a_fault(findings: Findings) -> None:
    text = "The board intends to write a strategy. Training is poorly attended, and its effect is not evaluated.\n"
    assert findings(text)["TRAINING"].verdict == "weakness"


def test_a_sentence_goes_on_about_what_the_one_before_named(findings: Findings) -> None:
    text = "The board agreed a strategy on sexual exploitation in May. It is robust and well understood.\n"
    assert findings(text)["EXPLOITATION"].verdict == "strength"


def test_a_clause_on_another_criterion_is_no_finding_on_this_one(findings: Findings) -> None:
    found = findings("Training is excellent, while the annual report is weak.\n")
    assert found["TRAINING"].verdict == "strength"
    assert found["REPORTING"].verdict == "weakness"


def test_a_sentence_that_begins_it_is_about_what_the_one_before_it_named(findings: Findings) -> None:
    text = "A broad range of training is well attended. However, it is not subject to evaluation of its effect.\n"
    found = findings(text)
    assert found["TRAINING"].verdict == "mixed"
    assert {evidence.role for evidence in found["TRAINING"].evidence} == {"supports", "weakens"}


def test_its_before_another_criterion_turns_to_that(findings: Findings) -> None:
    found = findings("The annual report is superficial and lacks analysis. Multi-agency audits are thorough.\n")
    assert found["REPORTING"].verdict == "weakness"
    assert found["AUDIT"].verdict == "strength"


def test_what_is_watched_is_the_subject_not_the_watching(findings: Findings) -> None:
    text = (
        "The response to children at risk of sexual exploitation is weak and poorly coordinated.\n\n"
        "The board's monitoring of front-line practice is robust. "
        "Its performance scorecard is thorough and regularly reviewed.\n"
    )
    found = findings(text)
    assert found["EXPLOITATION"].verdict == "weakness"
    assert found["MONITORING"].verdict == "strength"


def test_one_instance_is_no_weakness_beside_praise(findings: Findings) -> None:
    text = (
        "Training is excellent. Courses are well attended and highly valued.\n\n"
        "The board could record its work better in places, for example training on neglect, which is not recorded.\n"
    )
    found = findings(text)["TRAINING"]
    assert found.verdict == "mixed"
    assert {one.role for one in found.evidence[:2]} == {"weakens", "supports"}


GRADED = (
    "# Inspection of services for children in need of help and protection\n\n## Fallowdene\n\n"
    "## The Local Safeguarding Children Board (LSCB)\n\nThe Local Safeguarding Children Board is {grade}.\n\n"
    "The training is excellent. Training is well attended. Training is highly valued by staff. Training is thorough. "
    "Training for schools is not evaluated.\n"
)


def test_praise_counts_more_under_a_good_grade_for_the_board(
    checker: Checker, read_md: Callable[[str], Document]
) -> None:
    praise = {}
    for grade in ("good", "requires improvement", "inadequate"):
        pack = next(pack for pack in checker.packs if pack.head.id == "ofsted-lscb")
        scope = checker.scope_for(read_md(GRADED.format(grade=grade)), pack)
        rule = next(rule for rule in pack.rules if rule.id.endswith("TRAINING"))
        praise[grade] = follow(rule, scope).praise
    assert praise["good"] > praise["requires improvement"] > praise["inadequate"] > 0


def test_what_an_item_goes_on_about_is_what_it_began_with(findings: Findings) -> None:
    text = (
        "# Review of the effectiveness of the Local Safeguarding Children Board\n\n## Areas for improvement\n\n"
        "- Answer the risk of sexual exploitation sooner. Members should lead this work by priorities that a "
        "business plan sets out, and governance should keep count of them.\n\n"
        "## Findings\n\nGovernance arrangements are effective and priorities are clear.\n"
    )
    found = findings(text)
    assert found["GOVERNANCE"].verdict == "strength"
    assert found["EXPLOITATION"].verdict == "weakness"


@pytest.mark.parametrize(
    ("praised", "faulted", "verdict"), [(4, 1, "strength"), (1, 1, "mixed"), (2, 1, "mixed"), (1, 3, "weakness")]
)
def test_a_side_that_outweighs_the_other_decides(findings: Findings, praised: int, faulted: int, verdict: str) -> None:
    text = "\n\n".join(["The training is excellent."] * praised + ["The training is poor."] * faulted)
    assert findings(f"{text}\n")["TRAINING"].verdict == verdict


def test_an_area_for_improvement_rules_out_a_strength(findings: Findings) -> None:
    text = "The training is excellent.\n\n" * 6 + "## Recommendations\n\n- Improve the evaluation of training.\n"
    assert findings(text)["TRAINING"].verdict == "mixed"


def test_grade_criteria_in_an_annex_are_no_findings(findings: Findings) -> None:
    text = (
        "## Findings\n\nThe board is well attended and has a clear structure.\n\n"
        "## What the inspection judgements mean\n\nA good board offers effective multi-agency training.\n"
    )
    found = findings(text)["TRAINING"]
    assert found.verdict == "not covered"
    assert found.evidence == ()
    assert "Looked for" in found.reason


SINGLE = """# Wexcombe County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

and

Review of the effectiveness of the Local Safeguarding Children Board

## The experiences and progress of children who need help and protection

Training for social workers is excellent and well attended. Audits are robust. Thresholds are well understood.

Schools praise the training that they are offered, and audits are read by senior managers each month.

## The experiences and progress of care leavers

Care leavers are well supported. Training and work are easy to find. Pathway plans are detailed.

## The Local Safeguarding Children Board (LSCB)

### Inspection findings

The training that is offered is poorly attended, and its effect is not evaluated.

Multi-agency audits are effective.
"""


def test_of_a_single_inspection_only_the_part_on_the_board_is_read(findings: Findings) -> None:
    found = findings(SINGLE)
    assert found["TRAINING"].verdict == "weakness"
    assert found["AUDIT"].verdict == "strength"
    assert found["THRESHOLDS"].verdict == "not covered"


def test_the_chair_and_chief_executive_are_read_of_in_the_whole_report(findings: Findings) -> None:
    leadership = (
        "## Leadership, management and governance\n\n"
        "The chief executive does not hold the chair of the local safeguarding children board to account.\n\n"
    )
    board = "The chair of the board meets the chief executive and director of children's services regularly.\n"
    before, after = SINGLE.split("## The Local Safeguarding Children Board (LSCB)")
    found = findings(f"{before}{leadership}## The Local Safeguarding Children Board (LSCB){after}\n{board}")
    assert found["ACCOUNTABILITY"].verdict == "mixed"  # they meet regularly, and do not hold to account


def test_a_report_without_a_part_on_the_board_says_so(findings: Findings) -> None:
    text = (
        "# Inspection of Wexcombe local authority children's services\n\n"
        "Training for social workers is excellent, and audits are robust.\n"
    )
    found = findings(text)
    assert {finding.verdict for finding in found.values()} == {"not covered"}
    assert "no part that reviews" in found["TRAINING"].reason


def test_findings_are_in_inspection_mode_and_quotes_are_slices(
    checker: Checker, read_md: Callable[[str], Document]
) -> None:
    document = read_md("Section 11 audits are thorough. Funding of the board is insufficient.\n")
    check = checker.check(document, Profile(type="inspection"), ["ofsted-lscb"])
    assert {finding.mode for finding in check.findings} == {"inspection"}
    for finding in check.findings:
        for evidence in finding.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


def test_both_sides_of_a_mixed_remark_count(checker: Checker, read_md: Callable[[str], Document]) -> None:
    text = "The annual report is detailed and clear, but it does not evaluate the work of partners.\n"
    pack = next(pack for pack in checker.packs if pack.head.id == "ofsted-lscb")
    scope = checker.scope_for(read_md(text), pack)
    rule = next(rule for rule in pack.rules if rule.id.endswith("REPORTING"))
    trail = follow(rule, scope)
    less = follow(rule, scope, replace(WEIGHTS, mixed=0.5))
    assert trail.praise > less.praise
    assert trail.fault > less.fault > 0


def test_the_judgement_of_the_whole_is_no_finding_on_a_criterion(findings: Findings) -> None:
    text = (
        "The performance data are robust and well used.\n\nThe arrangements in place to evaluate the effectiveness of "
        "what is done by partners, their data and their performance are inadequate.\n"
    )
    found = findings(text)["MONITORING"]
    assert found.verdict == "strength"
    assert len(found.evidence) == 1


def test_the_first_quote_opens_its_paragraph_and_names_its_criterion_early(findings: Findings) -> None:
    late = "Staff speak well of what they are offered, and agencies are clear that training is effective."
    first = "Training is effective and well attended."
    found = findings(f"Courses are held monthly. {late}\n\n{first} Training is effective and well attended too.\n")
    assert found["TRAINING"].evidence[0].quote == first


def test_the_judgement_of_the_whole_in_plain_words_is_none_either(findings: Findings) -> None:
    text = (
        "Inspectors found that the Local Safeguarding Children Board (LSCB) in Fallowdene needs to improve, although "
        "some of its work is helping children.\n\nThe views of children are sought and well used.\n"
    )
    quotes = [evidence.quote for finding in findings(text).values() for evidence in finding.evidence]
    assert quotes and not any("needs to improve" in quote for quote in quotes)
    narrower = "The local safeguarding children board needs to improve its training, which is poor.\n"
    assert findings(narrower)["TRAINING"].verdict == "weakness"


def test_a_mixed_remark_about_a_criterion_alone_is_no_strength_whatever_the_praise(findings: Findings) -> None:
    praise = " ".join(f"{words} training is effective and well attended." for words in ("Core", "Joint", "Online") * 3)
    mixed = "Training is well attended, but the evaluation of training and of its impact is limited."
    assert findings(f"{praise}\n")["TRAINING"].verdict == "strength"
    assert findings(f"{praise}\n\n{mixed}\n")["TRAINING"].verdict == "mixed"
    turned = "However, training is not evaluated."
    assert findings(f"{praise} {turned}\n")["TRAINING"].verdict == "mixed"
    assert findings(f"{praise}\n\nTraining is not evaluated.\n")["TRAINING"].verdict == "strength"


def test_what_a_remark_names_is_covered_however_little_is_said() -> None:
    little = WEIGHTS.spoken / 2
    assert verdict_of(little, 0, 0) == "not covered"
    assert verdict_of(little, 0, 0, named=True) == "strength"
    assert verdict_of(0, 0, 0, named=True) == "not covered"
    assert verdict_of(9, 0, 0, named=True, wavers=True) == "mixed"


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("Review the audit programme each year.", 1),
        ("- Review the audit programme each year.", 1),
        ("A review of the audit programme led to better training.", 0),
    ],
)
def test_what_should_be_done_is_told_from_what_was_done(
    checker: Checker, read_md: Callable[[str], Document], sentence: str, items: int
) -> None:
    pack = next(pack for pack in checker.packs if pack.head.id == "ofsted-lscb")
    scope = checker.scope_for(read_md(f"The board meets often.\n\n{sentence}\n"), pack)
    assert len(scope.items) == items


def test_a_fault_in_passing_does_not_stand_before_praise_that_is_to_the_point(findings: Findings) -> None:
    praise = "Training is well attended, and its quality is good."
    text = f"{praise}\n\nMinutes are late, papers are long and, for all that, the evaluation of training is limited.\n"
    found = findings(text)["TRAINING"]
    assert found.verdict == "mixed"
    assert found.evidence[0].quote == praise
    assert [evidence.role for evidence in found.evidence[:2]] == ["supports", "weakens"]


def test_the_grade_of_the_whole_is_no_quote_on_a_criterion(findings: Findings) -> None:
    text = "The Marle board requires improvement. Governance arrangements are weak and have no clear priorities.\n"
    found = findings(text)["GOVERNANCE"]
    assert all("requires improvement" not in evidence.quote for evidence in found.evidence)


def test_what_only_touches_on_a_criterion_is_not_said_to_be_its_fault() -> None:
    def heard(number: int, praise: float, fault: float, chiefly: bool) -> Heard:
        return Heard(number, 1.0, "praise" if praise else "fault", praise, fault, 0.0, None, 0.0, chiefly)

    beside = (heard(0, 2.0, 0.0, True), heard(1, 0.0, 0.6, False))
    trail = Trail(beside, 2.0, 0.6, 0.0, 0, Verdict.MIXED, True)
    assert not _faulted(trail)
    assert _faulted(replace(trail, fault=1.8))  # many such are a fault
    assert _faulted(replace(trail, heard=(beside[0], heard(1, 0.0, 0.6, True))))
