"""Loading packs from YAML: strictly, with the file, the line and the nearest valid name in every error."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.errors import PackError
from checker.packs import follow
from checker.packs.model import Concept, ConceptFile, PackHead, Rule
from checker.packs.yaml_file import parsed

_MODEL = TypeVar("_MODEL", bound=BaseModel)

EARLIER = "earlier-year"

# Concepts that the machinery finds itself, without a vocabulary.
BUILT_IN = {
    "money": "a sum of money",
    "percentage": "a percentage",
    "number": "a count or other number",
    "date": "a date, month or year",
    "particular": "a role, group, name, time, amount or date",
    EARLIER: "only years before the period that the document reports on",
}


@dataclass(frozen=True, slots=True)
class Pack:
    """A loaded pack: its head, its rules in order, every concept they may use, and a digest."""

    head: PackHead
    rules: tuple[Rule, ...]
    concepts: Mapping[str, Concept]  # shared ones and, as "RULE-ID/concept", those of one rule
    digest: str

    @property
    def duties(self) -> tuple[str, ...]:
        """The duties of all its rules in plain words: what a restating sentence is compared with."""
        return tuple(duty for rule in self.rules for duty in rule.restates)


def rules_folder() -> Path:
    """The folder of the shipped packs: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def pack_ids(folder: Path) -> list[str]:
    """The ids of the packs in a rules folder, in alphabetical order."""
    return sorted(head.parent.name for head in folder.glob("*/pack.yaml"))


def load_packs(ids: Iterable[str], folder: Path) -> tuple[Pack, ...]:
    """Load packs by id from a rules folder. Raises PackError for an unknown or a broken pack."""
    if not folder.is_dir():
        raise PackError("unknown-pack", f"There is no folder of rules at {folder}.")
    shared = load_concepts(folder / "concepts")
    vocabularies = hashlib.sha256(repr(sorted(shared.items())).encode()).hexdigest()
    return tuple(load_pack(pack_id, folder, shared, vocabularies) for pack_id in ids)


def load_concepts(folder: Path) -> dict[str, Concept]:
    """All shared vocabularies of a folder, by concept id."""
    concepts: dict[str, Concept] = {}
    places: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, concept in _read(path, ConceptFile).concepts.items():
            if name in concepts:
                raise PackError(
                    "broken-pack",
                    f"{path}: the concept '{name}' is already defined in {places[name].name}. Rename one.",
                )
            concepts[name], places[name] = concept, path
    for name, concept in concepts.items():
        for other in concept.includes:
            if other not in concepts and other not in BUILT_IN:
                raise PackError(
                    "broken-pack", f"{places[name]}: '{name}' includes '{other}', {_unknown(other, concepts)}"
                )
    return concepts


def load_pack(pack_id: str, folder: Path, shared: Mapping[str, Concept], vocabularies: str = "") -> Pack:
    """One pack with its rules; every concept it names must exist. `vocabularies` is a digest of the shared ones."""
    path = folder / pack_id / "pack.yaml"
    if not path.is_file():
        known = pack_ids(folder)
        raise PackError("unknown-pack", f"There is no pack '{pack_id}'. {_nearest(pack_id, known)}")
    head = _read(path, PackHead)
    concepts = dict(shared)
    rules = []
    digest = hashlib.sha256(path.read_bytes())
    for rule_id in head.requirements:
        rule_path = path.parent / f"{rule_id}.yaml"
        if not rule_path.is_file():
            raise PackError("broken-pack", f"{path}: lists {rule_id}, but there is no file {rule_path.name} beside it.")
        rule = _read(rule_path, Rule, partial(follow.completed, path=rule_path, folder=folder))
        if rule.id != rule_id:
            raise PackError("broken-pack", f"{rule_path}: the id is '{rule.id}', but the file is named {rule_id}.")
        for held_in in (rule_path, *follow.followed(rule.follows, folder)):
            digest.update(held_in.read_bytes())
        for name, concept in rule.concepts.items():
            concepts[f"{rule.id}/{name}"] = concept
        _check_concepts(rule, rule_path, shared)
        rules.append(rule)
    digest.update(vocabularies.encode())
    return Pack(head=head, rules=tuple(rules), concepts=concepts, digest=digest.hexdigest()[:12])


def _check_concepts(rule: Rule, path: Path, shared: Mapping[str, Concept]) -> None:
    known = {*shared, *rule.concepts, *BUILT_IN}
    used = rule.concept_names()
    for concept in rule.concepts.values():
        used |= set(concept.includes)
    for name in sorted(used - known):
        line = _line_of_word(path, name)
        raise PackError("broken-pack", f"{path}, line {line}: '{name}' {_unknown(name, known)}")


def _read(path: Path, model: type[_MODEL], completed: Callable[[Any], Any] | None = None) -> _MODEL:
    """Parse one YAML file into a model; errors name file, line and the way out.

    `completed` may add to what the file says before it is judged.
    """
    data, nodes = parsed(path)
    if completed is not None:
        data = completed(data)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key also makes the right one missing: the misspelling is what helps.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        where = [part for part in first["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
        line_number = _line(nodes(), where)
        message = _explain(dict(first), model)
        raise PackError("broken-pack", f"{path}, line {line_number}: {message}") from None


def _explain(error: dict[str, Any], model: type[BaseModel]) -> str:
    place = " > ".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        wrong = str(error["loc"][-1])
        return f"'{wrong}' is not a key that can stand here ({place}). {_nearest(wrong, _keys(model))}"
    if error["type"] == "missing":
        return f"'{error['loc'][-1]}' is missing ({place})."
    return f"{place}: {error['msg'].removeprefix('Value error, ')}."


def _keys(model: type[BaseModel]) -> list[str]:
    from checker.packs import model as models

    keys: set[str] = set()
    for kind in vars(models).values():
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            keys |= set(kind.model_fields)
    return sorted(keys | set(model.model_fields))


def _line(node: Any, where: Iterable[Any]) -> int:
    """The line of the innermost part of a YAML document that a path of keys leads to."""
    import yaml

    at: Any = node
    line = 1
    for part in where:
        if isinstance(at, yaml.MappingNode):
            for key, value in at.value:
                if key.value == str(part):
                    at, line = value, key.start_mark.line + 1
                    break
        elif isinstance(at, yaml.SequenceNode) and isinstance(part, int) and part < len(at.value):
            at = at.value[part]
            line = at.start_mark.line + 1
    return line


def _line_of_word(path: Path, word: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if word in line:
            return number
    return 1


def _unknown(name: str, known: Iterable[str]) -> str:
    return f"is not a known concept. {_nearest(name, known)}"


def _nearest(name: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    names = sorted(known)
    best = process.extractOne(name, names, score_cutoff=60)
    if best:
        return f"Did you mean '{best[0]}'?"
    return f"Known: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}."
