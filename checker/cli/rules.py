"""`checker rules`: what the packs hold, whether they are sound, and whether their examples come out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.errors import OptionError
from checker.packs.load import Pack, load_packs, pack_ids, rules_folder


def run_rules(options: argparse.Namespace) -> int:
    """One of list, show, words, lint, test, try, train, schema."""
    if options.action == "schema":
        return _schema(options.output)
    folder = options.rules or rules_folder()
    if options.action == "train":
        return _train(options, folder)
    if options.action == "try":
        return _try(options, folder)
    packs = load_packs(getattr(options, "pack", None) or pack_ids(folder), folder)
    if options.action == "list":
        return _list(packs)
    if options.action == "show":
        return _show_one(packs, options.requirement)
    if options.action == "words":
        return _words(packs, options.name, folder)
    if options.action == "lint":
        return _lint(packs, folder, every=not options.pack)
    return _test(packs, folder)


def _list(packs: Sequence[Pack]) -> int:
    for pack in packs:
        print(f"{pack.head.id}  {pack.head.title}  (version {pack.head.version}, {len(pack.rules)} requirements)")
        for rule in pack.rules:
            print(f"  {rule.id:28} {rule.title}")
    return 0


def _show_one(packs: Sequence[Pack], requirement: str) -> int:
    for pack in packs:
        for rule in pack.rules:
            if rule.id == requirement:
                _show(rule)
                return 0
    raise OptionError(f"No pack has the requirement '{requirement}'. See `checker rules list`.")


def _lint(packs: Sequence[Pack], folder: Path, *, every: bool) -> int:
    from checker.check.examples import faults, terms_not_understood, unused_vocabularies
    from checker.check.words import spare_words

    found = [fault for pack in packs for fault in faults(pack)]
    found += terms_not_understood(packs)
    if every:
        found += unused_vocabularies(packs, folder)
    print(*found, sep="\n", file=sys.stderr)
    own = [concept for pack in packs for rule in pack.rules for concept in rule.concepts.values()]
    if spare := sum(len(spare_words(concept)) for concept in own):
        print(f"spare words: {spare}, since others have the same stem; `checker rules words NAME` tells which")
    print(f"{sum(len(pack.rules) for pack in packs)} requirements looked at, {len(found)} faults")
    return 1 if found else 0


def _test(packs: Sequence[Pack], folder: Path) -> int:
    from checker.check.examples import run_examples

    results = list(run_examples(folder, [pack.head.id for pack in packs]))
    wrong = [result for result in results if not result.right]
    for result in wrong:
        print(
            f"{result.requirement}: expected {result.expected}, came out {result.verdict} - {result.reason}",
            file=sys.stderr,
        )
        print(f"    {' '.join(result.text.split())[:200]}", file=sys.stderr)
    print(f"{len(results)} examples, {len(wrong)} came out otherwise")
    return 1 if wrong else 0


def _train(options: argparse.Namespace, folder: Path) -> int:
    from checker.check.one import Checker

    try:
        from checker.check.training import train
    except ModuleNotFoundError as error:
        raise OptionError(
            f"Training needs {error.name}. Install the extra: pip install 'safeguarding-checker[train]'"
        ) from None
    from checker.weights.files import write_weights

    also = {labels.stem: (labels, root) for labels, root in options.also}
    checker = Checker.load(folder, weighed=False)
    weights, cases = train(checker, options.data, also, lambda step: print(step, file=sys.stderr))
    write_weights(folder / "weights", weights)
    size = sum(path.stat().st_size for path in (folder / "weights").iterdir())
    print(f"{len(cases)} labels; weights of {size / 1e6:.1f} MB written to {folder / 'weights'} ({weights.training})")
    return 0


def _try(options: argparse.Namespace, folder: Path) -> int:
    from checker.check.attempt import attempt
    from checker.check.one import Checker

    text = sys.stdin.read() if options.text == "-" else options.text
    for line in attempt(Checker.load(folder), options.requirement, text):
        print(line)
    return 0


def _schema(folder: Path | None) -> int:
    """Print the JSON Schemas of the YAML files as one object, or write each to a file of a folder."""
    from pydantic import BaseModel

    from checker.packs.model import PackHead
    from checker.packs.written import PartsFile, WordsFile, WrittenRule
    from checker.reporting.files import write_beside

    models: dict[str, type[BaseModel]] = {
        "rule": WrittenRule,
        "pack": PackHead,
        "vocabulary": WordsFile,
        "parts": PartsFile,
    }
    schemas = {name: for_editors(model.model_json_schema()) for name, model in models.items()}
    if folder is None:
        print(json.dumps(schemas, indent=2))
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        write_beside(folder / f"{name}.schema.json", json.dumps(schema, indent=2) + "\n")
    return 0


def for_editors(schema: dict[str, Any]) -> dict[str, Any]:
    """A model's JSON Schema; a rule that follows another needs only what it changes."""
    if "follows" in schema["properties"]:
        always = [name for name in schema["required"] if name == "id"]
        schema["else"] = {"required": schema["required"]}
        schema |= {"required": always, "if": {"required": ["follows"]}, "then": {}}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _words(packs: Sequence[Pack], name: str | None, folder: Path) -> int:
    """The words of a vocabulary, or of all that a requirement uses; without a name, the names that rules share."""
    from checker.check.words import names_of, words_of

    for line in words_of(packs, name, folder) if name else names_of(folder):
        print(line)
    return 0


def _show(rule: object) -> None:
    from checker.packs.model import Rule

    assert isinstance(rule, Rule)  # noqa: S101 - for the type checker
    print(f"{rule.id}  {rule.title}")
    print(f"theme: {rule.theme}   force: {rule.force or '-'}   basis: {rule.basis}")
    print(f"asks: {rule.asks}")
    print(f"looked for: {rule.looked_for}")
    asked = {limb for entry in (*rule.met, *rule.mentioned) for limb in entry}
    for title, entries in (
        ("met if it says", rule.met),
        ("and at least mentions", rule.mentioned),
        ("weak if it only says", [(limb,) for limb in rule.limbs if limb not in asked]),
    ):
        if entries:
            print(f"{title}:")
        for entry in entries:
            print("  " + ", or ".join(dict.fromkeys(rule.limbs[limb].name for limb in entry)))
    print(f"advice: {rule.advice}")
    for question in rule.questions:
        print(f"  ? {question}")
    for example in rule.examples:
        print(f"  {example.verdict}: {' '.join(example.text.split())[:160]}")
