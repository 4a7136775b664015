"""The JSON Schemas: of results, which every sample keeps to, and of rules, which every rule keeps to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from checker.check.one import Checker
from checker.cli.main import main
from checker.compare.drafts import draft_change
from checker.documents.reader import read_document
from checker.errors import DocumentError
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas
from checker.profile.read import profile_of
from checker.results.model import Check, Failure
from checker.results.published import schema_text, to_line

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(schema_text())


def closed(schema: Any) -> Any:
    """The schema with no key allowed that it does not name: what we write, it has to tell."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    if schema.get("type") == "object" and "additionalProperties" not in schema:
        parts["additionalProperties"] = False
    return parts


STRICT = Draft202012Validator(closed(SCHEMA), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(line: str) -> list[str]:
    """What a result breaks of the schema, in words."""
    value = json.loads(line)
    # The whole is one of two things, which tells nothing: ask the one that is meant.
    which = "failure" if "error" in value else "check"
    validator = STRICT.evolve(schema={**STRICT.schema, "oneOf": [{"$ref": f"#/$defs/{which}"}]})
    return [f"{error.json_path}: {leaf.message}" for error in validator.iter_errors(value) for leaf in leaves(error)]


def leaves(error: Any) -> Iterator[Any]:
    if error.context:
        for part in error.context:
            yield from leaves(part)
    else:
        yield error


def test_the_schema_is_a_schema_and_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA


@pytest.mark.parametrize("name", ["coverage", "inspection", "large"])
def test_made_up_checks_keep_to_it(name: str, request: pytest.FixtureRequest) -> None:
    check: Check = request.getfixturevalue(name)
    assert faults(to_line(check)) == []


def test_every_sample_keeps_to_it_and_its_quotes_are_the_text(checker: Checker) -> None:
    areas = load_areas(rules_folder() / "areas.yaml")
    for path in sorted((ROOT / "corpora" / "documents").iterdir()):
        try:
            document = read_document(path)
        except DocumentError as error:
            assert faults(to_line(Failure(path.name, error.kind, error.message))) == []
            continue
        line = to_line(checker.check(document, profile_of(document, areas)))
        assert faults(line) == [], path.name
        result = json.loads(line)
        quoted = [evidence for finding in result["findings"] for evidence in finding["evidence"]]
        for quote in (*quoted, *result.get("commitments", []), *result.get("progress", [])):
            assert document.text[quote["start"] : quote["end"]] == quote["quote"]


def test_a_change_of_drafts_keeps_to_it(coverage: Check) -> None:
    from dataclasses import replace

    fewer = replace(coverage, findings=tuple(replace(finding, evidence=()) for finding in coverage.findings))
    assert (
        faults(
            to_line(
                replace(
                    coverage,
                    change=draft_change(
                        fewer, coverage, (), [item for finding in coverage.findings for item in finding.evidence]
                    ),
                )
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("findings", 0, "verdict"), "strength"),  # an inspection's verdict on a coverage finding
        (("findings", 0, "evidence", 0, "page"), 0),
        (("findings", 0, "evidence", 0, "quote"), ""),
        (("document", "published"), "24 June 2019"),
        (("document", "sha256"), "x"),
        (("schema",), 2),
    ],
)
def test_what_is_wrong_is_refused(coverage: Check, place: tuple[str | int, ...], value: object) -> None:
    result = json.loads(to_line(coverage))
    holder = result
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    assert faults(json.dumps(result))


def test_the_schemas_of_rules_for_editors_are_up_to_date(tmp_path: Path) -> None:
    assert main(["rules", "schema", "--output", str(tmp_path)]) == 0
    for made in tmp_path.iterdir():
        kept = rules_folder() / "schema" / made.name
        assert kept.read_text(encoding="utf-8") == made.read_text(encoding="utf-8"), (
            "build them with: checker rules schema --output rules/schema"
        )


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("rule", "*/[A-Z]*.yaml"),
        ("pack", "*/pack.yaml"),
        ("vocabulary", "vocabulary/**/*.yaml"),
        ("parts", "parts.yaml"),
    ],
)
def test_every_file_of_rules_keeps_to_its_schema(name: str, pattern: str) -> None:
    schema = json.loads((rules_folder() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    files = list(rules_folder().glob(pattern))
    assert files
    for path in files:
        found = [error.message[:200] for error in validator.iter_errors(yaml.safe_load(path.read_text("utf-8")))]
        assert found == [], path.name
