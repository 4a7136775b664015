"""Loading packs from YAML: strictly, with the file, the line and the nearest valid name in every error.

What a pack comes to is kept between runs under the words of all files that it may have been made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker import kept
from checker.errors import PackError
from checker.packs import follow
from checker.packs.model import Concept, PackHead, Rule
from checker.packs.rule_file import rule_of
from checker.packs.strict import nearest, read
from checker.packs.vocabulary import BUILT_IN, EARLIER, Shared, load_shared
from checker.packs.yaml_file import parsed

__all__ = ["BUILT_IN", "EARLIER", "Pack", "load_packs", "pack_ids", "rules_folder"]

_SOURCES = (
    *("follow.py", "lines.py", "load.py", "model.py", "reading.py", "rule_file.py", "strict.py", "vocabulary.py"),
    *("written.py", "yaml_file.py"),
)


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
    source = _source(folder)
    data = kept.made_of("vocabularies", source, lambda: _shared_data(folder))
    shared = {name: Concept.model_validate(concept) for name, concept in data["concepts"].items()}
    return tuple(_pack(pack_id, folder, shared, Shared(**data), source) for pack_id in ids)


def _source(folder: Path) -> str:
    """A digest of all that packs are made of: the files of the folder, and this room's own."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    files = [*sorted(folder.rglob("*.yaml")), *(here / name for name in _SOURCES)]
    for path in files:
        digest.update(f"{path}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _shared_data(folder: Path) -> dict[str, Any]:
    shared = load_shared(folder)
    return {"concepts": shared.concepts, "parts": shared.parts}


def _pack(pack_id: str, folder: Path, concepts: Mapping[str, Concept], shared: Shared, source: str) -> Pack:
    """One pack with its rules; every concept it names must exist. `source` is a digest of what it is made of."""
    path = folder / pack_id / "pack.yaml"
    if not path.is_file():
        known = pack_ids(folder)
        raise PackError("unknown-pack", f"There is no pack '{pack_id}'. {nearest(pack_id, known)}")
    data = kept.made_of(f"pack-{pack_id}", source, lambda: _pack_data(path, folder, shared))
    rules = tuple(Rule.model_validate(rule) for rule in data["rules"])
    own = {f"{rule.id}/{name}": concept for rule in rules for name, concept in rule.concepts.items()}
    return Pack(PackHead.model_validate(data["head"]), rules, {**concepts, **own}, data["digest"])


def _pack_data(path: Path, folder: Path, shared: Shared) -> dict[str, Any]:
    """What a pack comes to, as data that can be kept."""
    head = read(path, PackHead)
    digest = hashlib.sha256(path.read_bytes())
    rules = []
    for rule_id in head.requirements:
        rule_path = path.parent / f"{rule_id}.yaml"
        if not rule_path.is_file():
            raise PackError("broken-pack", f"{path}: lists {rule_id}, but there is no file {rule_path.name} beside it.")
        rule = rule_of(rule_id, rule_path, folder, shared)
        for held_in in (rule_path, *follow.followed(rule["follows"], folder)):
            digest.update(held_in.read_bytes())
        digest.update(_said(rule["concepts"]))
        rules.append(rule)
    digest.update(_said([shared.concepts, shared.parts]))
    return {"head": parsed(path)[0], "rules": rules, "digest": digest.hexdigest()[:12]}


def _said(data: object) -> bytes:
    """Data as what is kept of it: the same whether it was read anew or kept."""
    return json.dumps(data, sort_keys=True).encode()
