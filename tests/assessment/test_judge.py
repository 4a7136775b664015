"""Verdicts from made-up passages: what makes a requirement met, weak or missing, in any rule."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.documents.sentence_set import NONE
from checker.results.model import Finding

Judge = Callable[[str], Finding]

PACK = """
id: test-pack
title: A pack for tests
source: made up
version: "1"
applies_to: [arrangements]
requirements: [TEST-AUDIT]
"""
RULE = """
id: TEST-AUDIT
title: Audits
theme: audit
basis: made up
asks: How audits are done.
looked for: audits and who does them
topic: audit under way
headings: audit under way
not: accounts
met if it says:
  who audits:
    - audit under way, with doing
    - only if it names who, when or how much
words:
  audit under way: {words: [audit], headings: [auditing]}
  doing: [(lead|led|leads|carry out|carried out|undertakes)]
  accounts: [audit of accounts]
duty:
  - Safeguarding partners should carry out audits of practice in the area together with others
advice: Say who audits.
questions: [Who audits?]
"""


@pytest.fixture(scope="module")
def judge_text(tmp_path_factory: pytest.TempPathFactory, read_md: Callable[[str], Document]) -> Judge:
    from checker.packs.load import rules_folder

    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(rules_folder() / "vocabulary", folder / "vocabulary")
    (folder / "test-pack").mkdir()
    (folder / "test-pack" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "test-pack" / "TEST-AUDIT.yaml").write_text(RULE, encoding="utf-8")
    checker = Checker.load(Path(folder))

    def run(text: str) -> Finding:
        return checker.check(read_md(text), Profile(type="arrangements")).findings[0]

    return run


def test_a_role_that_acts_is_met_and_quoted(judge_text: Judge) -> None:
    finding = judge_text("The weather is fine. The Quality Manager leads an audit every term. The weather is bad.")
    assert finding.verdict == "met"
    assert finding.evidence[0].quote == "The Quality Manager leads an audit every term."
    assert not finding.advice


def test_an_aim_is_weak_and_says_so(judge_text: Judge) -> None:
    finding = judge_text("We aim to carry out audits with our partner agencies.")
    assert finding.verdict == "weak"
    assert "aim" in finding.reason
    assert finding.evidence[0].role == "weakens"
    assert finding.advice and finding.questions


def test_a_deferral_is_weak(judge_text: Judge) -> None:
    assert judge_text("An audit programme led by the Quality Manager is under development.").verdict == "weak"


def test_a_sentence_without_a_particular_is_weak(judge_text: Judge) -> None:
    assert judge_text("Audits are carried out.").verdict == "weak"


def test_the_duty_in_its_own_words_is_weak(judge_text: Judge) -> None:
    finding = judge_text("Safeguarding partners should carry out audits of practice in the area together with others.")
    assert finding.verdict == "weak"


def test_nothing_is_missing_and_says_what_was_looked_for(judge_text: Judge) -> None:
    finding = judge_text("Buses run every day. The Quality Manager likes them.")
    assert finding.verdict == "missing"
    assert "audits and who does them" in finding.reason
    assert finding.evidence == ()


def test_the_same_word_about_something_else_is_missing(judge_text: Judge) -> None:
    assert judge_text("The audit of accounts is led by the Finance Manager each year.").verdict == "missing"


def test_text_under_a_heading_on_the_topic_need_not_name_it_again(judge_text: Judge) -> None:
    text = (
        "# Plan\n\n## Auditing\n\nThe Quality Manager leads one each term.\n\n## Buses\n\nThey run. They stop. They go."
    )
    assert judge_text(text).verdict == "met"


def test_a_heading_with_nothing_under_it_is_missing(judge_text: Judge) -> None:
    assert judge_text("# Plan\n\n## Auditing\n\n## Buses\n\nThey run every day.").verdict == "missing"


def test_a_contents_entry_is_missing(judge_text: Judge) -> None:
    contents = "# Contents\n\n1 Audits led by the Quality Manager ........ 4\n\n2 Buses ........ 5\n\n"
    text = contents + "# Buses\n\nThey run every day."
    assert judge_text(text).verdict == "missing"


@pytest.mark.parametrize(
    "line", ["Audit papers: audit.eastmere.example", "Ask the audit lead at audit@eastmere.example"]
)
def test_a_short_line_with_an_address_is_missing(judge_text: Judge, line: str) -> None:
    assert judge_text(f"{line}\n").verdict == "missing"


def test_every_quote_is_a_slice_of_the_text(judge_text: Judge, read_md: Callable[[str], Document]) -> None:
    text = "# Plan\n\n- The Quality Manager leads an audit each term.\n- The Chair carried out an audit in May 2020."
    document = read_md(text)
    for evidence in judge_text(text).evidence:
        assert document.text[evidence.start : evidence.end] == evidence.quote


def test_years_before_the_period_can_be_told_apart(read_md: Callable[[str], Document]) -> None:
    from checker.assessment.evaluate import Evaluator
    from checker.documents.model import Period
    from checker.matching.compile import compile_concepts
    from checker.matching.find import find

    document = read_md("The review came out in 2018. A second one followed in 2021, after that of 2018. It went well.")
    matches = find(document, compile_concepts({}))
    earlier = Evaluator(matches, {}, Period("2020-04-01", "2021-03-31")).concept("earlier-year")
    assert list(earlier) == [0]
    assert Evaluator(matches, {}).concept("earlier-year") == NONE


@pytest.mark.parametrize(
    ("text", "weakness", "reason"),
    [
        ("The board would lead an audit each May. No decision has been made.", "asked, not decided", "proposed"),
        ("Option B. An audit that the board carries out each May.", "asked, not decided", "asked or proposed"),
        ("How the audit is led is to be agreed.", "still to come", "still to come"),
        ("The audit panel, which led an audit each May, has been disbanded.", "has ended", "that has ended"),
    ],
)
def test_what_is_not_settled_is_weak_and_said_so(judge_text: Judge, text: str, weakness: str, reason: str) -> None:
    finding = judge_text(f"# Arrangements\n\n{text}")
    assert finding.verdict == "weak"
    assert reason in finding.reason
    assert weakness in {each.weakness for each in finding.evidence}


def test_a_name_that_the_document_gives_answers_for_what_it_names(judge_text: Judge) -> None:
    named = "The Long Look is our audit of practice.\n\n# Other\n\nTwo heads lead the Long Look every May."
    assert judge_text(named).verdict == "met"
    assert judge_text(named.replace("is our audit of practice", "is on the wall")).verdict == "missing"
