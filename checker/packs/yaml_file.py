"""One YAML file of a pack as plain data: small, shallow, without aliases, and with the lines of its parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker import kept
from checker.errors import PackError

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
    return kept.made_of("yaml", text, lambda: _parsed(path, text)), lambda: _nodes(text)


def _nodes(text: str) -> Any:
    import yaml

    return yaml.compose(text, Loader=_loader())


def _loader() -> Any:
    import yaml  # what was parsed before is kept: mostly, nothing is parsed

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parsed(path: Path, text: str) -> Any:
    import yaml

    try:
        _refuse_aliases(path, text)
        _refuse_repeated(path, _nodes(text))
        data = yaml.load(text, Loader=_loader())  # a safe loader: plain data only  # noqa: S506 - a safe loader, in C
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it is nested too deeply"
        raise PackError("broken-pack", f"{path}{line}: this is not valid YAML ({problem}).") from None
    if data is None:
        raise PackError("broken-pack", f"{path}: the file is empty.")
    return data


def _refuse_repeated(path: Path, node: Any) -> None:
    """Of two keys of one name YAML keeps the second, and what stands below the first is lost without a word."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _refuse_repeated(path, part)
    if not isinstance(node, yaml.MappingNode):
        return
    known: set[Any] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else id(key)
        if name in known:
            line = key.start_mark.line + 1
            raise PackError(
                "broken-pack", f"{path}, line {line}: '{name}' stands here for the second time; name one otherwise."
            )
        known.add(name)
        _refuse_repeated(path, value)


def _refuse_aliases(path: Path, text: str) -> None:
    """Anchors and aliases can blow a small file up to gigabytes, and no rule needs them."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise PackError("broken-pack", f"{path}, line {line}: YAML aliases are not used in packs; write it out.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise PackError("broken-pack", f"{path}, line {line}: nested too deeply.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
