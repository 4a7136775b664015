"""The English areas that run children's services, and finding their names in words.

Owns the table in `rules/areas.yaml` and every printed form of an area's name. Names are compared
word by word, without case, hyphens, apostrophes or full stops, so "STOCKTON-ON-TEES", "Stockton on
Tees" and "Stockton-on-Tees" are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from checker import kept
from checker.errors import PackError

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|&")
# What may stand before or behind a name without making it another area.
_BEFORE: tuple[Words, ...] = (
    ("london", "borough", "of"),
    ("royal", "borough", "of"),
    ("metropolitan", "borough", "of"),
    ("borough", "of"),
    ("city", "of"),
    ("county", "of"),
    ("council", "of", "the"),
    ("lb",),
    ("rb",),
    ("the",),
)
_BEHIND: tuple[Words, ...] = (
    ("metropolitan", "borough", "council"),
    ("metropolitan", "district", "council"),
    ("metropolitan", "borough"),
    ("borough", "council"),
    ("city", "council"),
    ("county", "council"),
    ("unitary", "authority"),
    ("council",),
    ("borough",),
    ("city",),
)


@dataclass(frozen=True, slots=True)
class Area:
    """One local authority with children's services, today's or (with `until`) a former one."""

    name: str
    region: str
    police: str
    also: tuple[str, ...] = ()
    until: int | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joint:
    """A partnership's area made of several authorities, under a name of its own."""

    name: str
    areas: tuple[str, ...]
    also: tuple[str, ...] = ()


class Word(NamedTuple):  # made by the thousand, and twice as fast as a dataclass
    """A word of a text as names are compared: `key` in lower case, `text[start:end]` as printed."""

    key: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An area found: words `first` to `last` (exclusive) of the list searched."""

    name: str
    areas: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Areas:
    """The table of areas. `forms` maps the words of every listed form to (name, its areas)."""

    areas: tuple[Area, ...]
    joint: tuple[Joint, ...]
    forms: Mapping[Words, tuple[str, tuple[str, ...]]]
    longest: int
    starts: frozenset[str]

    def area(self, name: str) -> Area | None:
        """The area of exactly this name, or None."""
        return next((area for area in self.areas if area.name == name), None)

    def named(self, printed: str) -> tuple[str, tuple[str, ...]] | None:
        """Name and areas that a printed form stands for ("London Borough of Brent", "Hull"), or None."""
        keys = tuple(word.key for word in words_of(printed))
        return self.lookup(keys)

    def lookup(self, keys: Words) -> tuple[str, tuple[str, ...]] | None:
        """As `named`, for words already taken apart."""
        found = self.forms.get(keys)
        if found is not None:
            return found
        for bare in _bare(keys):
            if bare in self.forms:
                return self.forms[bare]
        return None

    def find(self, words: Sequence[Word]) -> Iterator[Named]:
        """Every listed name in the words, longest first, none inside another, in order.

        A name begins with a capital: "reading" is no place.
        """
        at = 0
        while at < len(words):
            word = words[at]
            if not word.capital or word.key not in self.starts:
                at += 1
                continue
            for length in range(min(self.longest, len(words) - at), 0, -1):
                found = self.forms.get(tuple(w.key for w in words[at : at + length]))
                if found is not None and words[at + length - 1].capital:
                    yield Named(found[0], found[1], at, at + length)
                    at += length
                    break
            else:
                at += 1


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` as names are compared; "&" counts as "and"."""
    found: list[Word] = []
    made = tuple.__new__  # as a named tuple makes itself, without a call of Python's
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        key = word.lower()
        if not key.isalpha():
            key = "and" if key == "&" else key.replace("'", "").replace("’", "")
        first, last = match.span()
        found.append(made(Word, (key, first, last, word[0].isupper())))
    return found


def _parsed(text: str) -> Any:
    """What a YAML text says. Raises ValueError for one that is none."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one, in C
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def load_areas(path: Path) -> Areas:
    """The areas of a YAML file like `rules/areas.yaml`. Raises `PackError` when it is broken."""
    try:
        text = path.read_text(encoding="utf-8")
        content = kept.made_of("yaml", text, lambda: _parsed(text))
        areas = tuple(
            Area(
                name=entry["name"],
                region=region["name"],
                police=force["police"],
                also=tuple(entry.get("also", ())),
                until=entry.get("until"),
                successors=tuple(entry.get("successors", ())),
            )
            for region in content["regions"]
            for force in region["forces"]
            for entry in force["areas"]
        )
        joint = tuple(Joint(j["name"], tuple(j["areas"]), tuple(j.get("also", ()))) for j in content["joint"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise PackError("broken-pack", f"The list of areas in {path} cannot be read: {problem}.") from problem
    known = {area.name for area in areas}
    for name in (n for group in (*(a.successors for a in areas), *(j.areas for j in joint)) for n in group):
        if name not in known:
            raise PackError("broken-pack", f'The list of areas in {path} refers to "{name}", which it does not list.')
    return _indexed(areas, joint)


def _indexed(areas: tuple[Area, ...], joint: tuple[Joint, ...]) -> Areas:
    forms: dict[Words, tuple[str, tuple[str, ...]]] = {}
    for area in areas:
        for form in (area.name, *area.also):
            forms[tuple(word.key for word in words_of(form))] = (area.name, (area.name,))
    for one in joint:
        for form in (one.name, *one.also):
            forms[tuple(word.key for word in words_of(form))] = (one.name, one.areas)
    return Areas(
        areas=areas,
        joint=joint,
        forms=MappingProxyType(forms),
        longest=max(len(words) for words in forms),
        starts=frozenset(words[0] for words in forms),
    )


def _bare(keys: Words) -> Iterator[Words]:
    """The words without what may stand before or behind a name, most cautious first."""
    fronts = [0, *(len(words) for words in _BEFORE if keys[: len(words)] == words)]
    backs = [len(keys), *(len(keys) - len(words) for words in _BEHIND if keys[-len(words) :] == words)]
    for first in fronts:
        for last in backs:
            if first < last and (first, last) != (0, len(keys)):
                yield keys[first:last]
