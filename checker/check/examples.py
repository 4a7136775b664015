"""Whether packs are sound: their examples run, and faults that the schema cannot see."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.assessment.evaluate import MACHINERY
from checker.commitments.reader import VOCABULARIES as COMMITMENTS
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Profile
from checker.documents.shape.assemble import assemble
from checker.inspections.scope import VOCABULARIES as FINDINGS
from checker.matching.compile import SHADOW
from checker.matching.terms import TermError, parse
from checker.packs.lines import spoken
from checker.packs.load import BUILT_IN, Pack
from checker.packs.vocabulary import FOLDER, opened

_FEWEST_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example of a rule came out."""

    requirement: str
    expected: str
    verdict: str
    reason: str
    text: str

    @property
    def right(self) -> bool:
        return self.expected == self.verdict


def run_examples(folder: Path, ids: Sequence[str]) -> Iterator[ExampleResult]:
    """Check every example of the packs; each is read as a small Markdown document."""
    from checker.check.one import Checker

    checker = Checker.load(folder, ids, weighed=False)
    for pack in checker.packs:
        findings = pack.head.inspection_findings
        for rule in pack.rules:
            for example in rule.examples:
                data = example.text.encode()
                document = assemble(read_markdown(example.text), "example.md", hashlib.sha256(data).hexdigest())
                inspection = findings and example.verdict in {"strength", "mixed", "weakness", "not covered"}
                kind = example.type or ("inspection" if inspection else pack.head.applies_to[0])
                check = checker.check(document, Profile(type=kind), [pack.head.id])
                found = next(f for f in check.findings if f.requirement == rule.id)
                yield ExampleResult(rule.id, example.verdict, found.verdict, found.reason, example.text)


def unused_vocabularies(packs: Sequence[Pack], folder: Path) -> Iterator[str]:
    """Vocabularies in files that no rule of any pack names, by itself or through another, and the program neither."""
    shared = {name: concept for pack in packs for name, concept in pack.concepts.items() if "/" not in name}
    used = {*MACHINERY, *COMMITMENTS, *FINDINGS, SHADOW}
    own: set[str] = set()
    for pack in packs:
        for rule in pack.rules:
            used |= rule.concept_names()
            used |= {other for concept in rule.concepts.values() for other in concept.includes}
            own |= set(rule.concepts)
    reached: set[str] = set()
    while used - reached:
        reached |= used
        used = {other for name in used if name in shared for other in shared[name].includes}
    for name in sorted(set(shared) - reached):
        yield f"rules/{FOLDER}: no rule names the vocabulary '{spoken(name)}'"
    for file in sorted((folder / FOLDER).glob("*/*.yaml")):
        name_of = file.relative_to(folder / FOLDER).with_suffix("").as_posix()
        for name in sorted(set(opened(name_of, folder, file)) - own):
            yield f"{file}: no rule names the vocabulary '{spoken(name)}'"


def terms_not_understood(packs: Sequence[Pack]) -> Iterator[str]:
    """Terms of any vocabulary that make no search, each once, with why."""
    told: set[str] = set()
    for name, concept in ((name, concept) for pack in packs for name, concept in pack.concepts.items()):
        for term in concept.terms:
            try:
                parse(term)
            except TermError as error:
                fault = f"{name}: the term '{term}': {error}"
                if fault not in told:
                    told.add(fault)
                    yield fault


def faults(pack: Pack) -> Iterator[str]:
    """Faults of a pack that load as valid: too few examples, concepts never used, missing machinery."""
    for name in MACHINERY:
        if name not in pack.concepts:
            yield f"rules/{FOLDER}: the machinery needs a vocabulary '{spoken(name)}'"
    for rule in pack.rules:
        verdicts = {example.verdict for example in rule.examples}
        if len(rule.examples) < _FEWEST_EXAMPLES:
            yield f"{rule.id}: {len(rule.examples)} examples; at least {_FEWEST_EXAMPLES} are wanted"
        for wanted in ({"met", "strength"}, {"weak", "weakness", "mixed"}, {"missing", "not covered"}):
            if not verdicts & wanted:
                yield f"{rule.id}: no example that comes out {' or '.join(sorted(wanted))}"
        used = {*BUILT_IN, *rule.concept_names()}
        for concept in rule.concepts.values():
            used |= set(concept.includes)
        for name in rule.concepts:
            if name not in used:
                yield f"{rule.id}: the vocabulary '{spoken(name)}' is not used"
