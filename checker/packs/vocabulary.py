"""Vocabularies and parts that stand in files of their own: those that every rule may name, and those a rule opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import PackError
from checker.packs.lines import LineError, slug, spoken
from checker.packs.reading import concepts_of
from checker.packs.strict import nearest, read
from checker.packs.written import PartsFile, WordsFile

FOLDER = "vocabulary"  # within a folder of rules: files for all rules, and folders of files that a rule opens
PARTS = "parts.yaml"  # beside it: the parts that all rules share

# Concepts that the machinery finds itself, without a vocabulary.
EARLIER = "earlier-year"
BUILT_IN = {
    "money": "a sum of money",
    "percentage": "a percentage",
    "number": "a count or other number",
    "date": "a date, month or year",
    "particular": "a role, group, name, time, amount or date",
    EARLIER: "only years before the period that the document reports on",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """What all rules may name: data of concepts by id, and lines of parts by id."""

    concepts: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)


def load_shared(folder: Path) -> Shared:
    """The shared vocabularies and parts of a folder of rules. Raises PackError."""
    concepts: dict[str, Any] = {}
    places: dict[str, Path] = {}
    for path in vocabulary_files(folder):
        for made, concept in concepts_in(path).items():
            if made in concepts:
                raise PackError(
                    "broken-pack",
                    f"{path}: '{spoken(made)}' is already defined in {places[made].name}. Rename one.",
                )
            concepts[made], places[made] = concept, path
    for made, concept in concepts.items():
        refuse_unknown(made, concept, {*concepts, *BUILT_IN}, places[made])
    parts = folder / PARTS
    shared = {slug(name): lines for name, lines in read(parts, PartsFile).parts.items()} if parts.is_file() else {}
    for made in shared:
        if made in concepts:
            raise PackError("broken-pack", f"{parts}: '{spoken(made)}' is a vocabulary too. Rename one.")
    return Shared(concepts, shared)


def opened(name: str, folder: Path, path: Path) -> dict[str, Any]:
    """The concepts of a file that a rule opens by name. Raises PackError."""
    at = vocabulary_file(name, folder)
    if not at.is_file():
        known = [str(file.relative_to(folder / FOLDER).with_suffix("")) for file in (folder / FOLDER).glob("*/*.yaml")]
        raise PackError("broken-pack", f"{path}: there is no vocabulary '{name}'. {nearest(name, known)}")
    return concepts_in(at)


def vocabulary_file(name: str, folder: Path) -> Path:
    """Where a vocabulary that a rule opens stands."""
    return folder / FOLDER / f"{name}.yaml"


def vocabulary_files(folder: Path) -> list[Path]:
    """The files of vocabularies that all rules share."""
    return sorted((folder / FOLDER).glob("*.yaml"))


def concepts_in(path: Path) -> dict[str, Any]:
    """The concepts of a file of vocabularies, by id. Raises PackError."""
    try:
        return concepts_of({name: words.model_dump() for name, words in read(path, WordsFile).vocabularies.items()})
    except LineError as error:
        raise PackError("broken-pack", f"{path}: {error}.") from None


def refuse_unknown(made: str, concept: Mapping[str, Any], known: set[str], path: Path) -> None:
    """Raises PackError for a vocabulary that includes one that does not exist."""
    for other in concept.get("includes", ()):
        if other not in known:
            raise PackError(
                "broken-pack",
                f"{path}: '{spoken(made)}' includes '{spoken(other)}', which is not a known vocabulary. "
                f"{nearest(spoken(other), map(spoken, known))}",
            )
