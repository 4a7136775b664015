"""YAML into a model, strictly: every error names the file, the line, what is wrong and the nearest valid name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def fault(path: Path, node: Any, where: Iterable[Any], message: str) -> PackError:
    """The error of what a path of keys leads to."""
    return PackError("broken-pack", f"{path}, line {line_of(node, where)}: {message}")


def _explain(error: dict[str, Any], model: type[BaseModel]) -> str:
    place = " > ".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        wrong = str(error["loc"][-1])
        return f"'{wrong}' is not a key that can stand here ({place}). {nearest(wrong, _keys(model))}"
    if error["type"] == "missing":
        return f"'{error['loc'][-1]}' is missing ({place})."
    return f"{place}: {error['msg'].removeprefix('Value error, ')}."


def _keys(model: type[BaseModel]) -> list[str]:
    from checker.packs import written

    models = [kind for kind in vars(written).values() if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return sorted({field.alias or name for kind in [*models, model] for name, field in kind.model_fields.items()})


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


def line_of_word(path: Path, word: str) -> int:
    """The first line of a file that holds a word; the first of all where none does."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if word in line:
            return number
    return 1


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the valid name that is most like a wrong one, or at some that are valid."""
    from rapidfuzz import process

    names = sorted(known)
    best = process.extractOne(name, names, score_cutoff=60)
    if best:
        return f"Did you mean '{best[0]}'?"
    return f"Known: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}."
