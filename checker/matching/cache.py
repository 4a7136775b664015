"""Compiled vocabularies kept between runs, in the user's cache folder.

A file is JSON behind a line with the digest of the rest: data that cannot run code. Its name is a digest of
all it was made from: the vocabularies, this room's source, the stemmer and Python. It is written beside its
place and renamed, so that two processes never see half of one; a damaged one is made anew. Nothing here is
needed: where the folder cannot be written, vocabularies are compiled each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from checker.matching.plan import Condition, Entry, GapTerm, Meaning, Plan
from checker.packs.model import Concept

OFF = "CHECKER_NO_CACHE"  # set in the environment: nothing is kept
FOLDER = "CHECKER_CACHE"  # set in the environment: where it is kept instead
_SUFFIX = ".vocabulary.json"
_KEEP = 90 * 24 * 3600  # seconds without use after which a file goes
_SOURCES = ("compile.py", "plan.py", "terms.py", "cache.py", "../text/stems.py")


def folder() -> Path | None:
    """Where compiled vocabularies are kept, or None where nothing is to be kept."""
    if os.environ.get(OFF):
        return None
    if os.environ.get(FOLDER):
        return Path(os.environ[FOLDER])
    from platformdirs import user_cache_path

    return user_cache_path("safeguarding-checker", appauthor=False)


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
    place = folder()
    if place is None:
        return None
    path = place / f"{key}{_SUFFIX}"
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != head:
            return None
        plan = _from_json(json.loads(body))
        os.utime(path)  # used today
        return plan
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None


def save(key: str, plan: Plan) -> None:
    """Keep a plan. A folder that cannot be written is no error."""
    place = folder()
    if place is None:
        return
    body = json.dumps(_to_json(plan), ensure_ascii=False, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        _forget_unused(place)
        handle, name = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            Path(name).replace(place / f"{key}{_SUFFIX}")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _forget_unused(place: Path) -> None:
    oldest = time.time() - _KEEP
    for path in [*place.glob(f"*{_SUFFIX}"), *place.glob("*.part")]:
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _to_json(plan: Plan) -> dict[str, Any]:
    """Entries by the numbers of their concept lists, of which there are few; a phrase as one string."""
    lists: dict[tuple[str, ...], int] = {}

    def meaning(of: Meaning) -> list[Any]:
        number = lists.setdefault(of.concepts, len(lists))
        return [number, of.places, of.chained] if of.places or of.chained else [number]

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


def _from_json(kept: dict[str, Any]) -> Plan:
    lists = [tuple(map(str, names)) for names in kept["concepts"]]

    def meaning(of: list[Any]) -> Meaning:
        places, chained = (tuple(of[1]), tuple(of[2])) if len(of) > 1 else ((), ())
        return Meaning(lists[of[0]], places, chained)

    shadows = frozenset(kept["shadows"])
    entries = []
    for number, (plain, *more) in enumerate(kept["entries"]):
        forms = tuple((form, meaning(of)) for form, of in more[0]) if more else ()
        conditional = tuple(
            (Condition(tuple(condition[0]), condition[1], condition[2]), meaning(of)) for condition, of in more[1:]
        )
        entries.append(Entry(meaning(plain), forms, conditional, number in shadows))
    return Plan(
        entries=tuple(entries),
        phrases=tuple(tuple(tuple(phrase.split(" ")) for phrase in group) for group in kept["phrases"]),
        gap_terms=tuple(GapTerm(tuple(gaps), lists[number]) for gaps, number in kept["gap_terms"]),
        built_in={name: tuple(names) for name, names in kept["built_in"].items()},
    )
