"""YAML into a model, strictly: every error names the file, the line, what is wrong and the nearest valid name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.errors import PackError
from checker.packs.yaml_file import parsed

_MODEL = TypeVar("_MODEL", bound=BaseModel)


def read(path: Path, model: type[_MODEL]) -> _MODEL:
    """One YAML file as a model. Raises PackError."""
    data, nodes = parsed(path)
    return checked(data, nodes, path, model)


def checked(data: Any, nodes: Callable[[], Any], path: Path, model: type[_MODEL]) -> _MODEL:
    """Data as a model. `nodes` gives the YAML nodes of the file, which know their lines. Raises PackError."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key also makes the right one missing: the misspelling is what helps.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        where = [part for part in first["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
        raise fault(path, nodes(), where, _explain(dict(first), model)) from None


def fault(path: Path, node: Any, where: Iterable[Any], message: str, words: str = "") -> PackError:
    """The error of what a path of keys leads to; of some words below it, where these are given."""
    line = line_of(node, where)
    if words:
        line = line_of_word(path, words, line)
    return PackError("broken-pack", f"{path}, line {line}: {message}")


def _explain(error: dict[str, Any], model: type[BaseModel]) -> str:
    place = " > ".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        wrong = str(error["loc"][-1])
        return f"'{wrong}' is not a key that can stand here ({place}). {nearest(wrong, _keys(model, error['loc']))}"
    if error["type"] == "missing":
        return f"'{error['loc'][-1]}' is missing ({place})."
    return f"{place}: {error['msg'].removeprefix('Value error, ')}."


def _keys(model: type[BaseModel], where: Sequence[Any]) -> list[str]:
    """The keys that may stand where an error was found."""
    from checker.packs import model as models
    from checker.packs import written

    below: dict[Any, type[BaseModel]] = {
        "examples": written.WrittenExample,
        "on inspections": written.OnInspections,
        "words": written.Words,
        "vocabularies": written.Words,
        "in_force": models.InForce,
    }
    of = below.get(where[0], model) if len(where) > 1 else model
    return sorted(field.alias or name for name, field in of.model_fields.items())


def line_of(node: Any, where: Iterable[Any]) -> int:
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


def line_of_word(path: Path, word: str, first: int = 1) -> int:
    """The first line of a file that holds a word, from a line on; that line where none does."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number >= first and word in line:
            return number
    return first


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the valid name that is most like a wrong one, or at some that are valid."""
    from rapidfuzz import process

    names = sorted(known)
    best = process.extractOne(name, names, score_cutoff=60)
    if best:
        return f"Did you mean '{best[0]}'?"
    return f"Known: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}."
