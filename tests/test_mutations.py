"""Verdicts follow the words: taken out, put off or drowned in distractors, a `met` behaves as it should.

For every `met` of the sample corpus (and of the seeds where they are present):

- without the sentences it rests on, it falls to weak or missing;
- with one of the rule's own weak passages in their place, it is weak;
- with the rule's own distractors added, nothing changes.

At least 95 in 100 must behave; `-s` prints those that do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.assessment.evaluate import Evaluator, shared_sets
from checker.assessment.judge import follow
from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import BlockKind, Document
from checker.documents.reader import read_document
from checker.documents.shape.assemble import assemble
from checker.documents.shape.draft import Draft, Reading
from checker.errors import DocumentError
from checker.matching.find import find
from checker.packs.load import Pack
from checker.packs.model import Rule

ROOT = Path(__file__).resolve().parent.parent
PACKS = ("wt2018-arrangements", "wt2018-yearly-report")


def without(document: Document, sentences: set[int], instead: str = "") -> Document:
    """The document again, without some of its sentences, and with a passage where the first of them stood."""
    drafts: list[Draft] = []
    placed = not instead
    gone: dict[int, list[tuple[int, int]]] = {}
    for number in sentences:
        sentence = document.sentences[number]
        gone.setdefault(sentence.block, []).append((sentence.start, sentence.end))
    for index, block in enumerate(document.blocks):
        pieces, at = [], block.start
        for start, end in sorted(gone.get(index, [])):
            pieces.append(document.text[at:start])
            at = end
        pieces.append(document.text[at : block.end])
        text = " ".join(" ".join(pieces).split())
        if text.strip(" |-•"):
            drafts.append(Draft(block.kind, text, level=block.level, page=block.page))
        if not placed and index in gone:
            drafts += passage(instead)
            placed = True
    return assemble(Reading(document.format, drafts, pages=document.pages), document.path, document.sha256)


def passage(text: str) -> list[Draft]:
    """The blocks of a Markdown passage, its headings as plain paragraphs so that no section is cut in two."""
    drafts = read_markdown(text).drafts
    return [draft for draft in drafts if draft.kind is not BlockKind.HEADING]


def verdict(rule: Rule, pack: Pack, document: Document, checker: Checker) -> tuple[str, set[int]]:
    """The verdict, and the sentences that the limbs it asks for rest on."""
    matcher = checker.matcher_for([pack])
    matches = find(document, matcher)
    evaluator = Evaluator(matches, matcher.concepts)
    trail = follow(rule, matches, evaluator, shared_sets(evaluator, matches, pack.duties))
    return trail.verdict, {number for entry in rule.met for name in entry for number in trail.limbs[name].solid}


def mutations(document: Document, pack: Pack, checker: Checker) -> Iterator[tuple[str, bool]]:
    """Each mutation of each `met`, and whether it came out as it should."""
    for rule in pack.rules:
        before, rests_on = verdict(rule, pack, document, checker)
        if before != "met":
            continue
        after, _ = verdict(rule, pack, without(document, rests_on), checker)
        yield f"{document.path} {rule.id}: taken out, {after}", after in {"weak", "missing"}
        weak = next((example.text for example in rule.examples if example.verdict == "weak"), "")
        if weak:
            after, _ = verdict(rule, pack, without(document, rests_on, weak), checker)
            yield f"{document.path} {rule.id}: put off, {after}", after == "weak"
        distractors = "\n\n".join(example.text for example in rule.examples if example.verdict == "missing")
        added = Reading(document.format, [*whole(document), *passage(distractors)], pages=document.pages)
        after, _ = verdict(rule, pack, assemble(added, document.path, document.sha256), checker)
        yield f"{document.path} {rule.id}: distractors added, {after}", after == "met"


def whole(document: Document) -> list[Draft]:
    return [
        Draft(block.kind, document.text[block.start : block.end], level=block.level, page=block.page)
        for block in document.blocks
    ]


def share_that_behaves(paths: list[Path], checker: Checker) -> float:
    results: list[tuple[str, bool]] = []
    packs = {pack.head.id: pack for pack in checker.packs}
    for path in paths:
        try:
            document = read_document(path)
        except DocumentError:
            continue
        for name in PACKS:
            if ("arrangements" in name) == is_arrangements(path):
                results.extend(mutations(document, packs[name], checker))
    for said, right in results:
        if not right:
            print(said)
    assert len(results) > 30
    return sum(right for _, right in results) / len(results)


def is_arrangements(path: Path) -> bool:
    if path.parent.name == "seeds":
        return path.name[:3] in {"000", "002", "004"}
    labels = json.loads((ROOT / "corpora" / "labels.json").read_text(encoding="utf-8"))
    wanted = labels.get(f"documents/{path.name}", {})
    return any(name.startswith("WT18-ARR") for name in wanted.get("findings", wanted))


def test_every_met_of_the_sample_corpus_behaves(checker: Checker) -> None:
    labels = json.loads((ROOT / "corpora" / "labels.json").read_text(encoding="utf-8"))
    paths = [
        ROOT / "corpora" / name
        for name, wanted in labels.items()
        if any("WT18" in key for key in wanted.get("findings", wanted))
    ]
    assert share_that_behaves(paths, checker) >= 0.95


def test_every_met_of_the_seeds_behaves(shared: Path, checker: Checker) -> None:
    paths = [path for path in sorted((shared / "seeds").glob("*.txt")) if not path.name.startswith("003")]
    assert share_that_behaves(paths, checker) >= 0.95


if __name__ == "__main__":
    pytest.main([__file__, "-s"])
