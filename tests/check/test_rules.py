"""The packs themselves: every example comes out as it says, and no rule has a fault."""

import pytest

from checker.check.examples import ExampleResult, faults, run_examples
from checker.packs.load import load_packs, pack_ids, rules_folder


@pytest.fixture(scope="module")
def results() -> list[ExampleResult]:
    return list(run_examples(rules_folder(), pack_ids(rules_folder())))


def test_every_example_comes_out(results: list[ExampleResult]) -> None:
    wrong = [f"{r.requirement}: expected {r.expected}, got {r.verdict}: {r.text[:80]}" for r in results if not r.right]
    assert not wrong


def test_no_rule_has_a_fault() -> None:
    assert [fault for pack in load_packs(pack_ids(rules_folder()), rules_folder()) for fault in faults(pack)] == []
