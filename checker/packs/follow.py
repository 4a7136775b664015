"""Rules that follow a rule of an earlier edition: they take over from it what they do not write themselves.

Guidance changes little from one edition to the next. A rule that `follows` another is completed here,
before it is judged: a key that it does not write is the followed rule's. `topic` and `limbs` are joined
part by part, so that a rule may change its `unless`, or one limb, and keep the rest; the terms of a
concept of the same name are added to those taken over. Examples are never taken over: they show verdicts
of their own edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import PackError
from checker.packs.yaml_file import parsed

_ITS_OWN = frozenset({"id", "follows", "apart", "examples"})  # keys that are never taken over
_BY_PART = frozenset({"topic", "limbs"})  # keys whose parts are taken over one by one
_LONGEST = 6  # editions


def completed(data: Any, path: Path, folder: Path) -> Any:
    """What a rule says together with what it takes over; itself where it follows none.

    Raises PackError for a rule that is followed but stands nowhere, or that follows itself by way of others.
    """
    earlier_id = data.get("follows") if isinstance(data, Mapping) else None
    if not isinstance(earlier_id, str):
        return data
    merged: dict[str, Any] = {}
    chain = [data]
    for earlier in followed(earlier_id, folder, path):
        said = parsed(earlier)[0]
        chain.append(said if isinstance(said, Mapping) else {})
    for number, said in enumerate(reversed(chain)):
        if number:
            merged = {key: value for key, value in merged.items() if key not in _ITS_OWN}
        merged = _joined(merged, said)
    return merged


def followed(rule_id: str | None, folder: Path, path: Path | None = None) -> list[Path]:
    """The files of the rules that a rule follows: the one it names, the one that that names, and so on.

    `path` is the file of the rule that follows, for what an error says.
    """
    found: list[Path] = []
    while isinstance(rule_id, str):
        at = next(iter(sorted(folder.glob(f"*/{rule_id}.yaml"))), None)
        if at is None:
            raise PackError("broken-pack", f"{path or folder}: follows '{rule_id}', which no pack beside it holds.")
        if at in found or at == path or len(found) == _LONGEST:
            raise PackError("broken-pack", f"{path or at}: rules that follow each other in a ring ('{rule_id}').")
        found.append(at)
        data = parsed(at)[0]
        rule_id = data.get("follows") if isinstance(data, Mapping) else None
    return found


def _joined(earlier: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(earlier)
    for key, value in own.items():
        known = earlier.get(key)
        if key in _BY_PART and isinstance(known, Mapping) and isinstance(value, Mapping):
            joined[key] = {**known, **value}
        elif key == "concepts" and isinstance(known, Mapping) and isinstance(value, Mapping):
            joined[key] = {**known, **{name: _more(known.get(name), said) for name, said in value.items()}}
        else:
            joined[key] = value
    return joined


def _more(known: Any, own: Any) -> Any:
    """A concept with the terms that a later rule adds to it."""
    if not (isinstance(known, Mapping) and isinstance(own, Mapping)):
        return own
    lists = {key: [*known.get(key, ()), *own.get(key, ())] for key in ("terms", "includes") if key in {*known, *own}}
    return {**known, **own, **lists}
