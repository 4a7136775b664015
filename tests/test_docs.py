"""The documentation holds: its tutorial works as printed, and its tables match the code."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

from checker.check.examples import faults, run_examples
from checker.cli.main import parser
from checker.matching.terms import GAPS
from checker.packs.lines import ITSELF
from checker.packs.load import load_packs, pack_ids, rules_folder
from checker.packs.model import Expression
from checker.packs.written import PLAIN, WEAKNESSES, OnInspections, Words, WrittenRule
from checker.reporting.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def block(text: str, beginning: str) -> str:
    """The indented block of a Markdown text that begins with a line."""
    match = re.search(rf"((?:^    .*\n|^\n)*?^    {re.escape(beginning)}.*\n(?:^    .*\n|^\n)*)", text, re.MULTILINE)
    assert match, beginning
    return textwrap.dedent(match[1]).strip() + "\n"


def test_the_tutorial_s_rule_works_as_printed(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_folder() / "vocabulary", folder / "vocabulary")
    (folder / "our-own").mkdir()
    (folder / "our-own" / "pack.yaml").write_text(block(RULES, "id: our-own"), encoding="utf-8")
    (folder / "our-own" / "OWN-FOSTERING.yaml").write_text(block(RULES, "id: OWN-FOSTERING"), encoding="utf-8")
    pack = load_packs(["our-own"], folder)[0]
    assert list(faults(pack)) == []
    results = list(run_examples(folder, ["our-own"]))
    assert len(results) == 4
    assert [result.text for result in results if not result.right] == []


def test_every_key_of_a_rule_is_told() -> None:
    table = RULES[RULES.index("## Keys of a rule") : RULES.index("## A verdict is wrong")]
    for model in (WrittenRule, OnInspections):
        for name, field in model.model_fields.items():
            assert re.search(rf"`[^`]*\b{field.alias or name}\b[^`]*`", table), name
    for name in Words.model_fields:
        assert re.search(rf"^ +{name}:", RULES, re.MULTILINE), name


def test_every_condition_of_a_line_is_told() -> None:
    for condition in (*PLAIN, ITSELF):
        assert f"| `{condition}` |" in RULES, condition
    for weakness in WEAKNESSES:
        assert re.search(rf"`(even if )?{weakness}`", RULES), weakness


def test_what_editors_show_of_an_expression_names_its_keys_and_no_others() -> None:
    told = set(re.findall(r"`(\w+)`", Expression.__doc__ or ""))
    assert told == set(Expression.model_fields)


def test_what_editors_show_of_terms_says_how_far_gaps_reach() -> None:
    help_text = " ".join((Words.__doc__ or "").split())
    words = {3: "three", 8: "eight"}
    for mark, most in GAPS.items():
        assert re.search(rf"`{re.escape(mark)}`[a-z ]* up to {words[most]}\b", help_text), mark


def test_every_pack_is_told_with_its_number_of_requirements() -> None:
    for pack in load_packs(pack_ids(rules_folder()), rules_folder()):
        assert f"| `{pack.head.id}` | {len(pack.rules)} |" in README


def test_every_format_is_told() -> None:
    for name, entry in FORMATS.items():
        assert f"| `{name}` | `{entry.suffix}` |" in README


def test_every_command_is_told() -> None:
    actions = next(action for action in parser()._actions if action.dest == "command")
    assert actions.choices
    for name in actions.choices:
        assert f"checker {name}" in README, name


def test_the_rule_keys_in_the_readme_s_commands_exist() -> None:
    names = {rule.id for pack in load_packs(pack_ids(rules_folder()), rules_folder()) for rule in pack.rules}
    for name in re.findall(r"(?:WT18|OFSTED)-[A-Z-]+[A-Z]", README):
        assert name in names
