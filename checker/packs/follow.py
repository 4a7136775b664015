"""Rules that follow a rule of an earlier edition: they take over from it what they do not write themselves.

Guidance changes little from one edition to the next. A rule that `follows` another is completed here,
as it is written, before it is judged: a key that it does not write is the followed rule's. A section of limbs
that it writes replaces the followed rule's, of which `as before` takes the lines of one limb; `words` and `parts`
of the same name are replaced, `more words` are added. Examples are never taken over: they show verdicts
of their own edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import PackError
from checker.packs.reading import SECTIONS, WEAK
from checker.packs.written import AS_BEFORE
from checker.packs.yaml_file import parsed

_ITS_OWN = frozenset({"id", "follows", "apart", "examples"})  # keys that are never taken over
_BY_NAME = frozenset({"words", "parts", "more words"})  # keys whose parts are taken over one by one
_MORE = "more words"
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
    before = _limbs(earlier)
    written = _limbs(own)
    for key, value in own.items():
        known = earlier.get(key)
        if key in SECTIONS and isinstance(value, Mapping):
            joined[key] = {name: _as_before(name, said, before) for name, said in value.items()}
        elif key in _BY_NAME and isinstance(known, Mapping) and isinstance(value, Mapping):
            joined[key] = {**known, **{name: _more(key, known.get(name), said) for name, said in value.items()}}
        else:
            joined[key] = value
    weak = joined.get(WEAK)
    if WEAK not in own and isinstance(weak, Mapping):  # what is asked for now is not what is not enough
        joined[WEAK] = {name: said for name, said in weak.items() if name not in written}
    return joined


def _limbs(rule: Mapping[str, Any]) -> dict[Any, Any]:
    """The lines of each limb that a rule writes, by its name; the first where a name stands twice."""
    found: dict[Any, Any] = {}
    for section in SECTIONS:
        said = rule.get(section)
        for name, lines in said.items() if isinstance(said, Mapping) else ():
            for one, its in lines.items() if isinstance(lines, Mapping) else ((name, lines),):
                found.setdefault(one, its)
    return found


def _as_before(name: Any, said: Any, before: Mapping[Any, Any]) -> Any:
    if isinstance(said, Mapping):
        return {one: _as_before(one, lines, before) for one, lines in said.items()}
    known = before.get(name)
    if known is None:
        return said
    if isinstance(said, list) and AS_BEFORE in said:
        return [line for one in said for line in (_listed(known) if one == AS_BEFORE else [one])]
    return known if said == AS_BEFORE else said


def _listed(lines: Any) -> list[Any]:
    return list(lines) if isinstance(lines, list) else [lines]


def _more(key: str, known: Any, own: Any) -> Any:
    """The words that a later rule adds behind those that the earlier one added."""
    return [*known, *own] if key == _MORE and isinstance(known, list) and isinstance(own, list) else own
