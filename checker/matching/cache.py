"""Compiled vocabularies kept between runs (see `checker.kept`).

The name is a digest of all they were made from: the vocabularies, this room's source, the stemmer and Python.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from checker import kept
from checker.matching.plan import Condition, Entry, GapTerm, Meaning, Plan
from checker.packs.model import Concept

_SOURCES = ("compile.py", "plan.py", "terms.py", "cache.py", "../text/stems.py")


def key_of(concepts: Mapping[str, Concept], capitals: Collection[str]) -> str:
    """A digest of all that a plan depends on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {version('snowballstemmer')}".encode())
    here = Path(__file__).parent
    for source in _SOURCES:
        digest.update((here / source).read_bytes())
    told = [sorted(capitals), {name: (concept.terms, concept.includes) for name, concept in concepts.items()}]
    digest.update(json.dumps(told).encode())
    return digest.hexdigest()[:32]


def load(key: str) -> Plan | None:
    """The plan kept under a key; None where there is none, or none that is whole."""
    try:
        return _from_json(kept.load(f"vocabulary-{key}"))
    except (TypeError, ValueError, KeyError, IndexError):  # none, or of another form
        return None


def save(key: str, plan: Plan) -> None:
    """Keep a plan."""
    kept.save(f"vocabulary-{key}", _to_json(plan))
    kept.forget_unused()


def _to_json(plan: Plan) -> dict[str, Any]:
    """Entries by the numbers of their concept lists, of which there are few; a phrase as one string."""
    lists: dict[tuple[str, ...], int] = {}

    def meaning(of: Meaning) -> list[Any]:
        number = lists.setdefault(of.concepts, len(lists))
        return [number, f"{of.parts:x}", f"{of.chained:x}"] if of.parts else [number]

    entries = [
        [meaning(entry.plain), [[form, meaning(of)] for form, of in entry.forms]]
        + [[[*condition], meaning(of)] for condition, of in entry.conditional]
        if entry.forms or entry.conditional
        else [meaning(entry.plain)]
        for entry in plan.entries
    ]
    gap_terms = [[term.gaps, lists.setdefault(term.concepts, len(lists))] for term in plan.gap_terms]
    return {
        "entries": entries,
        "shadows": [number for number, entry in enumerate(plan.entries) if entry.shadow],
        "phrases": [[" ".join(norms) for norms in group] for group in plan.phrases],
        "gap_terms": gap_terms,
        "built_in": plan.built_in,
        "concepts": [*lists],
    }


def _from_json(held: dict[str, Any]) -> Plan:
    lists = [tuple(map(str, names)) for names in held["concepts"]]

    def meaning(of: list[Any]) -> Meaning:
        parts, chained = (int(of[1], 16), int(of[2], 16)) if len(of) > 1 else (0, 0)
        return Meaning(lists[of[0]], parts, chained)

    shadows = frozenset(held["shadows"])
    entries = []
    for number, (plain, *more) in enumerate(held["entries"]):
        forms = tuple((form, meaning(of)) for form, of in more[0]) if more else ()
        conditional = tuple(
            (Condition(tuple(condition[0]), condition[1], condition[2]), meaning(of)) for condition, of in more[1:]
        )
        entries.append(Entry(meaning(plain), forms, conditional, number in shadows))
    return Plan(
        entries=tuple(entries),
        phrases=tuple(tuple(tuple(phrase.split(" ")) for phrase in group) for group in held["phrases"]),
        gap_terms=tuple(GapTerm(tuple(gaps), lists[number]) for gaps, number in held["gap_terms"]),
        built_in={name: tuple(names) for name, names in held["built_in"].items()},
    )
