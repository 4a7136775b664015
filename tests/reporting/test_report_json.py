"""The published JSON object: strict, complete, and exact in its quotes."""

from __future__ import annotations

import json

import pytest

from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure
from checker.results.published import to_line, to_object, to_text

# The contract: these keys stay, whatever is added.
DOCUMENT = {
    "path",
    "sha256",
    "format",
    "type",
    "title",
    "area",
    "areas",
    "period",
    "published",
    "pages",
    "pages_without_text",
}
FINDING = {
    "requirement",
    "pack",
    "theme",
    "force",
    "mode",
    "verdict",
    "reason",
    "evidence",
    "advice",
    "questions",
}
EVIDENCE = {"quote", "page", "section", "paragraph", "start", "end", "role"}
INSPECTION = {"report_type", "started", "ended", "published", "judgements", "improvements"}
JUDGEMENTS = {
    "overall",
    "leadership",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "looked_after",
    "adoption",
    "lscb",
}


def test_the_object_has_every_key_of_the_contract(coverage: Check, inspection: Check) -> None:
    for check in (coverage, inspection):
        found = json.loads(to_line(check))
        assert found["schema"] == 1
        assert found["document"].keys() >= DOCUMENT
        for finding in found["findings"]:
            assert finding.keys() >= FINDING
            for evidence in finding["evidence"]:
                assert evidence.keys() >= EVIDENCE
    assert found["inspection"].keys() >= INSPECTION
    assert found["inspection"]["judgements"].keys() == JUDGEMENTS
    assert found["inspection"]["improvements"][0].keys() >= {"text", "page", "theme"}
    assert json.loads(to_line(coverage))["inspection"] is None


def test_the_line_and_the_indented_object_say_the_same(coverage: Check, options: RenderOptions) -> None:
    assert json.loads(to_text(coverage)) == json.loads(to_line(coverage)) == to_object(coverage)
    assert "\n" not in to_line(coverage)
    assert "£21,400" in to_line(coverage)


def test_quotes_are_exact_but_for_half_characters(hostile: Check) -> None:
    quote = json.loads(to_line(hostile))["findings"][0]["evidence"][0]["quote"]
    assert quote == hostile.findings[0].evidence[0].quote.replace("\ud800", "\ufffd")
    to_line(hostile).encode("utf-8")


def test_a_line_stays_one_line_for_readers_that_split_at_any_break() -> None:
    line = to_line(Failure("a\u2028b\x85c\u2029d\n.pdf", "damaged", "It is damaged."))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["document"]["path"] == "a\u2028b\x85c\u2029d\n.pdf"


def test_a_failure_has_the_path_and_the_reason() -> None:
    line = to_line(Failure("a.pdf", "password", "The file is locked."))
    assert json.loads(line) == {
        "document": {"path": "a.pdf"},
        "error": {"kind": "password", "message": "The file is locked."},
    }


@pytest.mark.parametrize("name", ["coverage", "inspection", "hostile", "large"])
def test_nothing_is_written_that_strict_json_does_not_allow(name: str, request: pytest.FixtureRequest) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(to_line(request.getfixturevalue(name)), parse_constant=refuse)
