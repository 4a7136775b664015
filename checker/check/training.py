"""From labelled documents and passages, and the packs' examples, to lessons; and from those to weights.

A folder of training data holds folders, each by other authors: documents with a `labels.json`
(`{file: {requirement: {"verdict", "quotes"}}}`), or `*.jsonl` with a passage a line (`requirement`,
`verdict`, `text`, `key`: the words that decide). `about.yaml` names the folders that rules were
written in sight of, and those that are one author's and left out together.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from checker.assessment.evaluate import Evaluator, shared_sets
from checker.assessment.judge import follow
from checker.assessment.weighed import shared_signs, signs_of
from checker.check.one import Checker, shape_of
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.documents.sentence_set import NONE, SentenceSet
from checker.documents.shape.assemble import assemble
from checker.errors import OptionError
from checker.matching.find import find
from checker.packs.load import Pack
from checker.packs.model import Rule
from checker.profile.read import profile_of
from checker.profile.whose import own_part
from checker.weights.calibrate import calibrate
from checker.weights.features import read
from checker.weights.fit import Case, Label, Lesson
from checker.weights.learn import Learned, learn
from checker.weights.model import Family, Weights
from checker.weights.signals import RuleSigns, SharedSigns

_RUN = 8  # words in a row that two passages must share to be the same
_FIFTHS = 5  # passages are left out a fifth at a time
_FOLDERS_TO_JUDGE = 3  # folders with labelled documents from which verdicts are weighed
_COVERAGE = frozenset({"met", "weak", "missing"})


def squash(text: str) -> str:
    """Lower case, letters and digits only, so that layout decides nothing."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def share(ours: str, theirs: str) -> bool:
    """Whether two squashed passages share a run of words, or one holds the other."""
    if not ours or not theirs:
        return False
    if ours in theirs or theirs in ours:
        return ours == theirs or min(len(ours.split()), len(theirs.split())) >= 3
    first, second = ours.split(), theirs.split()
    runs = {tuple(first[at : at + _RUN]) for at in range(len(first) - _RUN + 1)}
    return any(tuple(second[at : at + _RUN]) in runs for at in range(len(second) - _RUN + 1))


def _quotes(sentence: str, quote: str) -> bool:
    """Whether a sentence is (part of) a quote; a row of a table is, if it holds all its cells."""
    if quote.lstrip().startswith("|"):
        cells = [squash(cell) for cell in quote.split("|")]
        return all(cell in sentence for cell in cells if cell) and any(cells)
    return share(sentence, squash(quote))


@dataclass(slots=True)
class Packs:
    """The packs with what training asks of them: the rule by id, its pack, its matter, its family."""

    checker: Checker
    rules: dict[str, tuple[Rule, Pack]] = field(default_factory=dict)
    matters: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)  # pack -> family

    @classmethod
    def of(cls, checker: Checker) -> Packs:
        """Matters follow `follows`; packs whose rules follow each other are a family, named by the first.

        Rules of one pack that follow the same one share its duty out among them: each is a matter of its own, and so
        is a rule that says that it stands `apart`.
        """
        packs = cls(checker)
        for pack in checker.packs:
            packs.rules |= {rule.id: (rule, pack) for rule in pack.rules}
        heirs = Counter((rule.follows, pack.head.id) for rule, pack in packs.rules.values())
        for name in packs.rules:
            root = name
            while (earlier := packs.rules[root][0].follows) in packs.rules and earlier is not None:
                if packs.rules[root][0].apart or heirs[earlier, packs.rules[root][1].head.id] > 1:
                    break
                root = earlier
            packs.matters[name] = root
        for pack in checker.packs:
            roots = {packs.rules[packs.matters[rule.id]][1].head.id for rule in pack.rules} - {pack.head.id}
            packs.families[pack.head.id] = min(roots, default=pack.head.id)
        return packs

    def family(self, requirement: str) -> str:
        """The family of a requirement's pack."""
        return self.families[self.rules[requirement][1].head.id]

    def signs(
        self, document: Document, wanted: Sequence[str], period_of: bool, within: SentenceSet | None = None
    ) -> tuple[dict[str, RuleSigns], SharedSigns]:
        """What the rules of some requirements find in a document, and what holds of its sentences."""
        period = profile_of(document, self.checker.areas).period if period_of else None
        found: dict[str, RuleSigns] = {}
        signs = SharedSigns(NONE, NONE, {})
        for pack in {self.rules[name][1].head.id: self.rules[name][1] for name in wanted}.values():
            matcher = self.checker.matcher_for([pack])
            matches = find(document, matcher, within)
            evaluator = Evaluator(matches, matcher.concepts, period)
            shared = shared_sets(evaluator, matches, pack.duties)
            signs = shared_signs(shared)
            for rule in pack.rules:
                if rule.id in wanted:
                    found[rule.id] = signs_of(rule, follow(rule, matches, evaluator, shared))
        return found, signs


def lessons_of(packs: Packs, data: Path, also: Mapping[str, tuple[Path, Path]]) -> dict[str, list[Lesson]]:
    """All lessons by family. `also` names further labels with the folder of their documents, by fold.

    Those are real documents, which rules were written in sight of: they teach words, but no trust in rules.
    """
    if not data.is_dir():
        raise OptionError(f"There is no folder of training data at {data}. Name one with --data.")
    path = data / "about.yaml"
    about = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.is_file() else {}
    known = set(about.get("known-to-rules", ()))
    fold_of = {name: fold for fold, names in about.get("one-author", {}).items() for name in names}
    found: dict[str, list[Lesson]] = {}
    sources = {folder.name: (folder / "labels.json", folder) for folder in sorted(data.iterdir()) if folder.is_dir()}
    known |= set(also)
    for name, (labels, root) in {**sources, **also}.items():
        if labels.is_file():
            fold = fold_of.get(name, name)
            for lesson in _documents(packs, fold, labels, root, known=name in known, real=name in also):
                found.setdefault(packs.family(lesson.labels[0].requirement), []).append(lesson)
        for lesson in _passages(packs, root):
            found.setdefault(packs.family(lesson.labels[0].requirement), []).append(lesson)
    for lesson in _examples(packs):
        found.setdefault(packs.family(lesson.labels[0].requirement), []).append(lesson)
    return dict(sorted(found.items()))


def _documents(packs: Packs, fold: str, labels: Path, root: Path, *, known: bool, real: bool) -> Iterator[Lesson]:
    for name, said in json.loads(labels.read_text(encoding="utf-8")).items():
        document = read_document(root / name)
        within = own_part(document)
        told = {
            requirement: label
            for requirement, label in said.get("findings", said).items()
            if requirement in packs.rules and label["verdict"] in _COVERAGE
        }
        for family in sorted({packs.family(requirement) for requirement in told}):
            mine = {name: label for name, label in told.items() if packs.family(name) == family}
            signs, shared = packs.signs(document, list(mine), period_of=True, within=within)
            yield Lesson(
                fold,
                name,
                read(document, within),
                shared,
                tuple(
                    _label(packs, requirement, label["verdict"], _numbers(document, label.get("quotes", ())), signs)
                    for requirement, label in mine.items()
                ),
                known=known,
                report=_is_report(packs, next(iter(mine))),
                real=real,
            )


def _passages(packs: Packs, folder: Path) -> Iterator[Lesson]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            told: dict[str, Any] = json.loads(line)
            requirement, verdict = told["requirement"], told["verdict"]
            if requirement not in packs.rules or verdict not in _COVERAGE:
                continue
            name = f"{path.stem}:{number + 1}"
            fifth = int(hashlib.sha256(told["text"].encode()).hexdigest(), 16) % _FIFTHS
            fold = "passages" if folder.name.startswith("passages") else folder.name
            yield _passage(packs, f"{fold} {fifth + 1}", name, requirement, verdict, told["text"], told.get("key"))


def _examples(packs: Packs) -> Iterator[Lesson]:
    for requirement, (rule, _) in packs.rules.items():
        for number, example in enumerate(rule.examples):
            if example.verdict in _COVERAGE:
                name = f"{requirement}:{number + 1}"
                yield _passage(packs, "examples", name, requirement, example.verdict, example.text, None, known=True)


def _passage(
    packs: Packs, fold: str, name: str, requirement: str, verdict: str, text: str, key: str | None, known: bool = False
) -> Lesson:
    document = assemble(read_markdown(text), "passage.md", hashlib.sha256(text.encode()).hexdigest())
    signs, shared = packs.signs(document, [requirement], period_of=False)
    said = read(document)
    if key is None:
        quoted = frozenset(number for number, quotable in enumerate(said.quotable) if quotable)
    else:
        quoted = _numbers(document, [key])
    return Lesson(
        fold,
        name,
        said,
        shared,
        (_label(packs, requirement, verdict, quoted, signs),),
        passage=True,
        known=known,
        source=name.partition(":")[0] if key is not None else fold,
        report=_is_report(packs, requirement),
    )


def _numbers(document: Document, quotes: Sequence[str]) -> frozenset[int]:
    """The sentences that some quotes hold."""
    plain = [squash(document.text[sentence.start : sentence.end]) for sentence in document.sentences]
    return frozenset(
        number for number, sentence in enumerate(plain) if any(_quotes(sentence, quote) for quote in quotes)
    )


def _label(
    packs: Packs, requirement: str, verdict: str, quoted: frozenset[int], signs: Mapping[str, RuleSigns]
) -> Label:
    spoken = frozenset() if verdict == "missing" else quoted
    return Label(requirement, packs.matters[requirement], verdict, spoken, signs.get(requirement))


def _is_report(packs: Packs, requirement: str) -> bool:
    return "yearly-report" in packs.rules[requirement][1].head.applies_to


def train(
    checker: Checker,
    data: Path,
    also: Mapping[str, tuple[Path, Path]] | None = None,
    progress: Callable[[str], None] = lambda _: None,
    keep_out: frozenset[str] = frozenset(),
) -> tuple[Weights, tuple[Case, ...]]:
    """The weights, and every labelled case as weights see it that have not seen its folder.

    Folders in `keep_out` are not learned from at all. Raises OptionError where there is no data.
    """
    packs = Packs.of(checker)
    lessons = lessons_of(packs, data, also or {})
    judged = {
        family
        for family, mine in lessons.items()
        if len({lesson.fold for lesson in mine if not lesson.passage} - keep_out) >= _FOLDERS_TO_JUDGE
    }
    learned: Learned = learn(lessons, judged, progress, keep_out)
    weights = Weights(
        families={
            name: Family(family.evidence, family.reader, family.matters, judges=name in judged)
            for name, family in learned.families.items()
        },
        matters=packs.matters,
        sentence=learned.sentence,
        verdict=learned.verdict,
        usual=learned.usual,
        certainty=calibrate([case for case in learned.cases if case.lesson.fold not in keep_out]),
        rules={pack.head.id: shape_of(pack) for pack in checker.packs},
        training=_digest(lessons),
    )
    return weights, learned.cases


def _digest(lessons: Mapping[str, Sequence[Lesson]]) -> str:
    """What was learned from, as a digest: documents by their words, labels by verdict and quotes."""
    digest = hashlib.sha256()
    for family, mine in lessons.items():
        for lesson in mine:
            digest.update(repr((family, lesson.fold, lesson.name, lesson.said.own)).encode())
            for label in lesson.labels:
                digest.update(repr((label.requirement, label.verdict, sorted(label.quoted))).encode())
    return digest.hexdigest()[:12]
