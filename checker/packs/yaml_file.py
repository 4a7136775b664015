"""One YAML file of a pack as plain data: small, shallow, without aliases, and with the lines of its parts."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from checker import kept
from checker.errors import PackError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 1_000_000
_MAX_DEPTH = 40


def parsed(path: Path) -> tuple[Any, Callable[[], Any]]:
    """The data of a file, and what gives its nodes, which know their lines.

    The data is kept between runs by the file's words. Raises PackError, which names the line.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise PackError("broken-pack", f"{path}: larger than {_MAX_BYTES // 1000} kB; no rule file needs that.")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PackError("broken-pack", f"{path}: not UTF-8 text; save it as UTF-8.") from None
    name = f"yaml-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
    data = kept.load(name)
    if data is None:
        data = _parsed(path, text)
        with contextlib.suppress(TypeError):  # a value that is no JSON, such as a date
            kept.save(name, data)
    return data, partial(yaml.compose, text, Loader=_Loader)


def _parsed(path: Path, text: str) -> Any:
    try:
        _refuse_aliases(path, text)
        data = yaml.load(text, Loader=_Loader)  # a safe loader: plain data only  # noqa: S506 - a safe loader, in C
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is nested too deeply"
        raise PackError("broken-pack", f"{path}{line}: this is not valid YAML ({problem}).") from None
    if data is None:
        raise PackError("broken-pack", f"{path}: the file is empty.")
    return data


def _refuse_aliases(path: Path, text: str) -> None:
    """Anchors and aliases can blow a small file up to gigabytes, and no rule needs them."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise PackError("broken-pack", f"{path}, line {line}: YAML aliases are not used in packs; write it out.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise PackError("broken-pack", f"{path}, line {line}: nested too deeply.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
