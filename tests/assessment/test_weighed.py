"""Weighed verdicts: confidence on every finding, whole quotes, and what happens without weights."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.check.attempt import attempt
from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.errors import OptionError
from checker.packs.load import rules_folder

Read = Callable[[str], Document]
TEXT = """
# Arrangements for Norwold

## Funding

The three partners pay for the arrangements together. For 2019/20 the shares are:

- Norwold Council: £60,000
- NHS Norwold CCG: £40,000
- Norwold Police: £20,000

The Executive agrees the budget each February.

## Scrutiny

The partners have not yet decided what form independent scrutiny will take. Options are being looked at.
"""


def test_every_finding_says_how_sure_it_is(checker: Checker, read_md: Read) -> None:
    check = checker.check(read_md(TEXT), Profile(type="arrangements"), ["wt2018-arrangements"])
    for finding in check.findings:
        assert finding.confidence is not None
        assert finding.confidence.level in {"firm", "look again"}
        assert 0 <= finding.confidence.score <= 1
        assert finding.confidence.why.endswith((".", '"'))


def test_quotes_are_slices_and_no_lead_stands_without_its_list(checker: Checker, read_md: Read) -> None:
    document = read_md(TEXT)
    check = checker.check(document, Profile(type="arrangements"), ["wt2018-arrangements"])
    for finding in check.findings:
        assert len(finding.evidence) <= 4
        for evidence in finding.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert not evidence.quote.rstrip().endswith(":")


def test_what_is_met_shows_nothing_that_weakens(checker: Checker, read_md: Read) -> None:
    check = checker.check(read_md(TEXT), Profile(type="arrangements"), ["wt2018-arrangements"])
    for finding in check.findings:
        if finding.verdict == "met":
            assert all(evidence.role == "supports" for evidence in finding.evidence)


def test_without_weights_the_rules_judge_and_every_finding_names_the_file(tmp_path: Path, read_md: Read) -> None:
    shutil.copytree(rules_folder(), tmp_path / "rules", ignore=shutil.ignore_patterns("weights"))
    alone = Checker.load(tmp_path / "rules", ["wt2018-arrangements"])
    for finding in alone.check(read_md(TEXT), Profile(type="arrangements"), ["wt2018-arrangements"]).findings:
        assert finding.confidence is not None
        assert finding.confidence.level == "look again"
        assert "weights.json is missing" in finding.confidence.why


def test_rules_of_another_shape_make_the_weights_outdated(tmp_path: Path) -> None:
    shutil.copytree(rules_folder(), tmp_path / "rules")
    path = tmp_path / "rules" / "wt2018-arrangements" / "pack.yaml"
    path.write_text(path.read_text().replace("  - WT18-ARR-FUNDING\n", ""))
    outdated = Checker.load(tmp_path / "rules", ["wt2018-arrangements"])
    assert outdated.weights is None
    assert "wt2018-arrangements" in outdated.trouble


def test_trying_a_text_shows_the_words_that_counted(checker: Checker) -> None:
    lines = list(attempt(checker, "WT18-ARR-FUNDING", "The council pays £60,000 and the police pay £20,000 a year."))
    assert any(line.startswith("verdict: ") for line in lines)
    assert any(line.startswith("words of the best sentence") for line in lines)
    assert any(line.startswith("sums: met ") for line in lines)


def test_trying_a_requirement_that_is_none_names_the_nearest(checker: Checker) -> None:
    with pytest.raises(OptionError, match="WT18-ARR-FUNDING"):
        list(attempt(checker, "WT18-ARR-FUNDIN", "text"))
