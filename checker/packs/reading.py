"""From a rule as people write it to what the checker judges by.

Gives plain data for `checker.packs.model.Rule`, so that it can be kept between runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from checker.packs.lines import HEADINGS, ITSELF, LineError, Meaning, Names, any_of, listed, slug
from checker.packs.written import AS_BEFORE, NOTHING, PLAIN, WEAKNESSES

MET, MENTIONED, WEAK = "met if it says", "and at least mentions", "weak if it only says"
SECTIONS = (MET, MENTIONED, WEAK)

_SO_MANY = {"one of": 1, "two of": 2, "three of": 3}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SENTENCES = re.compile(r"only in (\w+) sentences or more")
_DIFFERENT = re.compile(r"only if it names (\w+) of them or more")
_EVEN_IF = "even if "
_NO_WORD = re.compile(r"[^\w-]+")
_NUMBERED = re.compile(r" \(\d\)$")  # two limbs may be called the same: the second is written with (2)
_CONDITION = re.compile(r"only (if|in) |even if |anywhere in |in titles ")


class RuleError(ValueError):
    """What is wrong with a rule, and the keys that lead to the place."""

    def __init__(self, where: Sequence[str | int], message: str, line: str = "") -> None:
        super().__init__(message)
        self.where = tuple(where)
        self.message = message
        self.line = line  # the very line, where it is known


@dataclass(slots=True)
class _Limbs:
    """The limbs of a rule as they are read, under their names; a name that stands twice is numbered."""

    names: Names
    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    known: dict[str, list[str]] = field(default_factory=dict)  # name -> ids of its ways

    def add(self, where: tuple[str | int, ...], name: str, said: Any) -> list[str]:
        """The ids of the ways in which a limb may be said."""
        if said == AS_BEFORE:
            if name not in self.known:
                raise RuleError(
                    where, f"'{AS_BEFORE}', but nothing of this name stands above or in the rule it follows"
                )
            return self.known[name]
        try:
            ids = [self._way(_NUMBERED.sub("", name), lines) for lines in _ways(said)]
        except LineError as error:
            raise RuleError(where, str(error), error.line) from None
        self.known.setdefault(name, ids)
        return ids

    def _way(self, name: str, lines: Sequence[str]) -> str:
        number = sum(limb["name"] == name for limb in self.data.values()) + 1
        made = name if number == 1 else f"{name} ({number})"
        self.data[made] = {"name": name, **_limb(lines, self.names)}
        return made


def _ways(said: Any) -> Iterator[list[str]]:
    """The lines of each way to say a limb: the limb's own, and those behind each `or:`."""
    first: list[str] = []
    others: list[list[str]] = []
    for line in [said] if isinstance(said, str) else said if isinstance(said, list) else ():
        if isinstance(line, str):
            first.append(line)
        elif isinstance(line, Mapping) and list(line) == ["or"]:
            others.append(listed(line["or"]))
        else:
            raise LineError(f"'{_shown(line)}' is no line; a line holds no colon, but for 'or:' with lines below it")
    if not first:
        raise LineError("here lines are wanted, each behind a hyphen")
    yield first
    yield from others


def _shown(line: Any) -> str:
    return ", ".join(f"{key}: {value}" for key, value in line.items()) if isinstance(line, Mapping) else str(line)


def _limb(lines: Sequence[str], names: Names) -> dict[str, Any]:
    """What the lines of a limb mean: its evidence, and the conditions on it."""
    limb: dict[str, Any] = {"particular": False}
    evidence: list[str] = []
    for line in lines:
        try:
            condition = _condition(line)
        except LineError as error:
            raise error.of(line) from None
        limb |= condition
        if not condition:
            evidence.append(line)
    limb["evidence"] = any_of(evidence, names)
    return limb


def _condition(line: str) -> dict[str, Any]:
    """What a line asks of all the evidence of its limb; nothing for a line that is evidence itself."""
    if not _CONDITION.match(line):
        return {}
    if line in PLAIN:
        return PLAIN[line]
    for key, pattern in (("sentences", _SENTENCES), ("at_least", _DIFFERENT)):
        if found := pattern.fullmatch(line):
            return {key: _number(found[1], line)}
    if line.startswith(_EVEN_IF):
        return {"despite": [_weakness(word) for word in re.split(r", | or ", line.removeprefix(_EVEN_IF))]}
    known = "; ".join([*PLAIN, ITSELF, "only in 2 sentences or more", "only if it names 4 of them or more"])
    raise LineError(f"'{line}' is no condition; there are: {known}; even if {', '.join(WEAKNESSES)}")


def _number(word: str, line: str) -> int:
    number = _NUMBERS.get(word) or (int(word) if word.isdecimal() else 0)
    if number < 2:
        raise LineError(f"'{word}' is no number above one in '{line}'")
    return number


def _weakness(word: str) -> str:
    if word not in WEAKNESSES:
        raise LineError(f"'{word}' is no way to be weak; there are: {', '.join(WEAKNESSES)}")
    return WEAKNESSES[word]


def _section(rule: Mapping[str, Any], key: str, limbs: _Limbs) -> list[list[str]]:
    """The entries of a section, each the ids of limbs of which one is wanted."""
    said = rule.get(key, NOTHING)
    if said == NOTHING:
        return []
    if not isinstance(said, Mapping):
        raise RuleError([key], f"'{key}' wants names of what is said, each with lines below it")
    entries: list[list[str]] = []
    for name, lines in said.items():
        many = next((many for words, many in _SO_MANY.items() if str(name).startswith(words)), 0)
        if many and isinstance(lines, Mapping):
            each = [limbs.add((key, name, one), one, said) for one, said in lines.items()]
            if many > len(each):
                raise RuleError([key, name], f"'{name}' stands over {len(each)}")
            # So many of them are said if, of as many as may be left out and one more, one is.
            for left in combinations(each, len(each) - many + 1):
                entries.append([limb for ways in left for limb in ways])
        else:
            entries.append(limbs.add((key, name), str(name), lines))
    return entries


def _lines(rule: Mapping[str, Any], key: str, names: Names, within: tuple[str, ...] = ()) -> Meaning | None:
    said = rule.get(key)
    if said is None and key != "topic":
        return None
    try:
        return any_of(said, names)
    except LineError as error:
        raise RuleError([*within, key], str(error), error.line) from None


def _headings(rule: Mapping[str, Any], names: Names) -> Meaning | None:
    """What headings on the topic hold."""
    said = rule.get("headings")
    if said is None:
        return None
    try:
        each = [names.heading(name) for name in (re.split(r", | or ", said) if isinstance(said, str) else listed(said))]
    except LineError as error:
        raise RuleError(["headings"], str(error)) from None
    return each[0] if len(each) == 1 else {"any": each}


def _topic(rule: Mapping[str, Any], names: Names) -> dict[str, Any]:
    parts = {
        "sentence": _lines(rule, "topic", names),
        "heading": _headings(rule, names),
        "unless": _lines(rule, "not", names),
    }
    return {key: meaning for key, meaning in parts.items() if meaning is not None}


def _findings(rule: Mapping[str, Any], names: Names) -> dict[str, Any] | None:
    key = "on inspections"
    said = rule.get(key)
    if said is None:
        return None
    parts = {"sentence": _lines(said, "topic", names, (key,)), "unless": _lines(said, "not", names, (key,))}
    return {
        **{name: meaning for name, meaning in parts.items() if meaning is not None},
        "whole_report": said.get("in the whole report", False),
        "general": said.get("in general words", False),
    }


def concepts_of(vocabularies: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Vocabularies as people write them, as data of `Concept` by id: their words, and their headings as another."""
    made: dict[str, dict[str, Any]] = {}
    for name, said in vocabularies.items():
        words = {"words": said} if isinstance(said, list) else said
        means = words.get("means") or name
        includes = [slug(other) for other in words.get("includes", ())]
        if words.get("words") or includes:
            made[slug(name)] = {"means": means, "terms": words.get("words", []), "includes": includes}
        if words.get("headings"):
            made[slug(name) + HEADINGS] = {"means": f"Headings on {name}", "terms": words["headings"]}
    return made


def headed(concepts: Mapping[str, Any]) -> set[str]:
    """The ids of vocabularies that bring headings of their own."""
    return {name.removesuffix(HEADINGS) for name in concepts if name.endswith(HEADINGS)}


def rule_data(rule: Mapping[str, Any], own: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Data of `Rule`: `own` are the rule's vocabularies by id. Raises RuleError."""
    limbs = _Limbs(names)
    met, mentioned = _section(rule, MET, limbs), _section(rule, MENTIONED, limbs)
    _section(rule, WEAK, limbs)
    plain = {key.replace(" ", "_"): rule[key] for key in _AS_WRITTEN if key in rule}
    return {
        **plain,
        "concepts": dict(own),
        "topic": _topic(rule, names),
        "findings": _findings(rule, names),
        "limbs": limbs.data,
        "met": met,
        "mentioned": mentioned,
        "restates": _bags(rule.get("duty", ())),
        "examples": [_example(example) for example in rule.get("examples", ())],
    }


_AS_WRITTEN = (
    *("id", "follows", "apart", "title", "theme", "force", "basis", "asks", "looked for"),
    *("advice", "questions"),
)


def _bags(duty: str | Sequence[str]) -> list[str]:
    """The words of the duty, sentence by sentence: what a sentence that restates it says no more than."""
    sentences = [duty] if isinstance(duty, str) else duty
    return [" ".join(_NO_WORD.sub(" ", sentence).lower().split()) for sentence in sentences]


def _example(said: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in said.items() if key not in {"because", "type"}}
    verdict, text = next(iter(kept.items()))
    made = {"verdict": verdict, "text": text, "why": said.get("because", "")}
    return made | ({"type": said["type"]} if "type" in said else {})
