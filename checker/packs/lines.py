"""One line of a rule, as people write it, and the expression that it means.

    funding, with money, percentage or stated level, but not school budgets
    slipped in its heading, with promise broken itself

Commas and the words *with*, *or* and *but not* are all the grammar there is; what stands between them are names
of vocabularies or of the rule's parts, each perhaps with the place where it is looked for. Words and hyphens are alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.text.late import late

Meaning = str | dict[str, Any]  # what `Expression` is made of: a vocabulary's id, or any, all, none, heading ...

HEADINGS = "-heading"  # ends the id of what a vocabulary's `headings` hold
_NOT, _WITH = ", but not ", ", with "
_OR = late(r"(?:,| or) +(?:or +)?")
_PLACES = {" itself": "itself", " in its heading": "heading", " in its paragraph": "paragraph"}
_RESERVED = frozenset({"with", "or"})
_NAME = late(r"[a-z][a-z0-9-]*")
_MOST_PARTS = 200  # put in their places in one rule: parts of parts of parts would grow without end
_STRAY = late(r"\b(with|but not)\b")


class LineError(ValueError):
    """A line that cannot be understood; the message says why, and what to write instead. `line` is the line."""

    line: str = ""

    def of(self, line: str) -> LineError:
        """The same error, which knows its line; the innermost is the one that a reader has to look at."""
        self.line = self.line or line
        return self


def slug(name: str) -> str:
    """The id of a name: small letters, with hyphens for spaces. Raises LineError for what is no name."""
    made = re.sub(r"\s+", "-", name.strip())
    if not _NAME.fullmatch(made):
        raise LineError(f"'{name.strip()}' is no name; names are words in small letters")
    if not _RESERVED.isdisjoint(made.split("-")):
        raise LineError(f"'{name.strip()}' is no name; 'with' and 'or' stand between names, never in one")
    return made


def spoken(made: str) -> str:
    """A name as people write it."""
    return made.removesuffix(HEADINGS).replace("-", " ")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a line may stand for, besides words: parts, and vocabularies that bring headings."""

    parts: Mapping[str, Any] = field(default_factory=dict)  # name -> lines
    headed: Collection[str] = frozenset()  # ids of vocabularies that bring headings of their own
    opened: list[str] = field(default_factory=list)  # parts, each time that one was put in its place

    def heading(self, name: str) -> Meaning:
        """What a heading must hold to be one on `name`: its headings where it has any, else its words."""
        made = slug(name)
        return made + HEADINGS if made in self.headed else self.words(name)

    def words(self, name: str, within: tuple[str, ...] = ()) -> Meaning:
        """A vocabulary's id, or the expression of a part."""
        made = slug(name)
        if made not in self.parts:
            return made
        if made in within:
            raise LineError(f"the part '{spoken(made)}' is made of itself")
        self.opened.append(made)
        if len(self.opened) > _MOST_PARTS:
            raise LineError("its parts stand for too much; make vocabularies of them")
        return any_of(self.parts[made], self, (*within, made))


def listed(lines: Any) -> list[str]:
    """Lines, of which one may stand without a hyphen. Raises LineError for what is neither."""
    told = [lines] if isinstance(lines, str) else lines
    if not isinstance(told, list) or not all(isinstance(line, str) for line in told):
        raise LineError("here lines are wanted, each behind a hyphen")
    return told


def any_of(lines: Any, names: Names, within: tuple[str, ...] = ()) -> Meaning:
    """What one line or several mean: any of them, without what a line `but not ...` names."""
    asked: list[Meaning] = []
    never: list[Meaning] = []
    alone = False
    for line in listed(lines):
        try:
            if line == ITSELF:
                alone = True
            elif line.startswith("but not "):
                never += _either(line.removeprefix("but not "), names, within)
            else:
                asked.append(one_line(line, names, within))
        except LineError as error:
            raise error.of(line) from None
    if not asked:
        raise LineError("nothing is asked for; write a line that names a vocabulary")
    meaning: Meaning = asked[0] if len(asked) == 1 else {"any": asked}
    if never:
        meaning = {"any": asked, "none": never}
    return _by_itself(meaning) if alone else meaning


ITSELF = "in the sentence itself"


def one_line(line: str, names: Names, within: tuple[str, ...] = ()) -> Meaning:
    """What one line means. Raises LineError."""
    if " - " in line:
        raise LineError(f"'{line}' is two lines in one; each stands in a row of its own, behind a hyphen")
    asked, *never = line.split(_NOT)
    if len(never) > 1:
        raise LineError(f"'but not' stands twice in '{line}'; name all that it must not be behind one, with 'or'")
    groups = [_either(group, names, within) for group in asked.split(_WITH)]
    wanted = [group[0] if len(group) == 1 else {"any": group} for group in groups]
    if never:
        return {"all": wanted, "none": _either(never[0], names, within)}
    return wanted[0] if len(wanted) == 1 else {"all": wanted}


def _either(group: str, names: Names, within: tuple[str, ...]) -> list[Meaning]:
    """The alternatives that stand between commas and *or*."""
    if stray := _STRAY.search(group):
        raise LineError(f"write a comma before '{stray[0]}' in '{group}'")
    return [_one(name, names, within) for name in _OR.split(group.strip())]


def _one(name: str, names: Names, within: tuple[str, ...]) -> Meaning:
    for ending, place in _PLACES.items():
        if name.endswith(ending):
            bare = name.removesuffix(ending)
            return {place: names.heading(bare) if place == "heading" else names.words(bare, within)}
    return names.words(name, within)


def _by_itself(meaning: Meaning) -> Meaning:
    """The same, asked of the sentence alone: without its list's lead and its table's headings."""
    if isinstance(meaning, str):
        return {"itself": meaning}
    return {
        key: [_by_itself(part) for part in value] if key in {"any", "all", "none"} else value
        for key, value in meaning.items()
    }
