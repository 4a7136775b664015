"""What twenty more rules in a pack cost: the time of a whole check with them, beside that without.

    python -m benchmarks.more_rules FOLDER [--rounds N] [--pack PACK]

Copies the rules, adds to the pack twenty rules made from its own under new ids, each with a
vocabulary of its own words (the original's, with a prefix, so that they are as many), and checks the
documents of the folder with either, in turn, counting processor time. Compiling, which is done once
a run, is shown apart.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from checker.check.one import Checker
from checker.documents.reader import read_document
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas
from checker.profile.read import profile_of

_MORE = 20


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--pack", default="wt2018-arrangements")
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    paths = sorted(path for path in given.folder.iterdir() if path.is_file())
    areas = load_areas(rules_folder() / "areas.yaml")
    with tempfile.TemporaryDirectory() as scratch:
        larger = Path(scratch) / "rules"
        shutil.copytree(rules_folder(), larger)
        _add_rules(larger / given.pack)
        checkers = {"as shipped": Checker.load(), f"with {_MORE} more": Checker.load(larger)}
    took: dict[str, list[float]] = {name: [] for name in checkers}
    for name, checker in checkers.items():
        rules = len(checker.packs_for("arrangements", [given.pack])[0].rules)
        began = time.process_time()
        checker.matcher_for(checker.packs_for("arrangements", [given.pack]))
        print(f"{name}: {rules} rules; compiling {time.process_time() - began:.2f} s, once a run")
    for turn in range(given.rounds):
        for name, checker in [*checkers.items()][:: 1 if turn % 2 else -1]:  # neither always goes first
            gc.collect()
            began = time.process_time()
            for path in paths:
                document = read_document(path)
                checker.check(document, profile_of(document, areas), [given.pack])
            took[name].append(time.process_time() - began)
    medians = {name: statistics.median(seconds) for name, seconds in took.items()}
    for name, median in medians.items():
        print(f"{name:14} {median:.3f} s for {len(paths)} documents")
    plain, more = medians.values()
    print(f"{_MORE} more rules cost {100 * (more / plain - 1):+.1f} %")


def _add_rules(pack: Path) -> None:
    head = yaml.safe_load((pack / "pack.yaml").read_text(encoding="utf-8"))
    for rule_id in head["requirements"][:_MORE]:
        rule = yaml.safe_load((pack / f"{rule_id}.yaml").read_text(encoding="utf-8"))
        rule["id"] = f"{rule_id}-AGAIN"
        rule["examples"] = []
        _change_words(rule, pack.parent / "vocabulary")
        (pack / f"{rule['id']}.yaml").write_text(yaml.safe_dump(rule), encoding="utf-8")
        head["requirements"].append(rule["id"])
    (pack / "pack.yaml").write_text(yaml.safe_dump(head), encoding="utf-8")


def _change_words(rule: dict[str, Any], vocabulary: Path) -> None:
    """Give a rule other words of its own, and another file of the words that it opens."""
    words = rule.get("words", {})
    rule["words"] = {name: _changed(said) for name, said in words.items()}
    if file := rule.get("vocabulary"):
        data = yaml.safe_load((vocabulary / f"{file}.yaml").read_text(encoding="utf-8"))
        data["vocabularies"] = {name: _changed(said) for name, said in data["vocabularies"].items()}
        (vocabulary / f"{file}-again.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
        rule["vocabulary"] = f"{file}-again"


def _changed(said: Any) -> Any:
    if isinstance(said, list):
        return [_other_words(term) for term in said]
    return {key: _changed(value) if key in {"words", "headings"} else value for key, value in said.items()}


def _other_words(term: Any) -> str:
    """The term with a word in front that the original lacks, which leaves its structure as it is."""
    return f"(newly|lately) {term}" if not str(term).startswith("<") else str(term)


if __name__ == "__main__":
    main()
