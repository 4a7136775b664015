"""Places of no list that a title tells in plain words: "Keeping children safe in X", "X's children".

Words in capitals are many things. A place is told from a motto, a person or a scheme by the rest of the text,
which names it again, puts it behind "in" or before "Council", and never writes it in lower case (but in addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.profile.authorities import Areas, words_of
from checker.profile.names import (
    CONNECTORS,
    COUNCIL_BEHIND,
    COUNCIL_KINDS,
    ENGLISH,
    NOT_A_NAME,
    OTHER_BODY,
    in_title_case,
)

WHOLE = 400_000  # characters in which a name is looked for again
_LINE = 260  # characters of a line that may be a title
_MOST = 200  # names that are looked at; a text of capitals alone has no end of them
_FEWEST = 2  # times that a text names the place it is about

_WORD = r"[A-Z](?:[\w-]|['’](?![sS]\b)(?=\w))*"
_JOIN = r"(?:and|of|upon|on|under|with|the|in|by|le|AND|OF|UPON|ON|UNDER|WITH|THE|IN|BY|LE|&)"
_NAME = rf"{_WORD}(?: (?:{_JOIN} ){{0,2}}{_WORD}){{0,6}}"
_ONE = rf"{_WORD}(?: (?!AND\b){_WORD}){{0,2}}"
_AND = r"(?:and|AND|&)"
_LIST = re.compile(
    rf"(?P<name>{_ONE}(?:, (?:the )?{_ONE})*,? {_AND} (?:(?i:of) )?(?:(?i:the) )?(?:(?i:isles?|vale) (?i:of) )?{_ONE})"
)
_BETWEEN = re.compile(rf",? {_AND} (?:(?i:of) )?|, ")
_WHERE = re.compile(
    rf"\b(?i:in|of|across|for|throughout|within|around|from|between) (?:(?i:the) )?(?=(?P<name>{_NAME}))"
)
_OWNING = re.compile(
    rf"(?P<name>{_NAME})(?:['’](?i:s)|(?<=[sS])['’]) (?:[\w-]+ ){{0,2}}?"
    r"(?i:child(?:ren)?|young|babies|families|plan|arrangements|safeguarding|year|yearly|annual|report|promises?)\b"
)
_AT_THE_HEAD = re.compile(
    rf"^\W*(?P<name>{_NAME})(?=\s*(?:[:|]|[–—-] |$)"
    r"| (?i:(?:(?:metropolitan|city|county|district) )?borough|together|safeguarding|multi-agency"
    r"|child(?:ren)?(?:['’]?s)? safeguarding)\b)"
)
_OF_CHILDREN = re.compile(rf"(?P<name>{_NAME}) (?i:children['’]?s)(?= [A-Z])")  # an area's own word for its partnership
_AT_THE_END = re.compile(rf"\b(?i:safeguarding|safer) (?i:together) (?P<name>{_NAME})\s*$")
_ON_CHILDREN = re.compile(r"child|young|bab(?:y|ies)|famil|safe|protect|partner|board|arrangement|MASA", re.IGNORECASE)
_OF_A_BODY = re.compile(  # behind a name: a body of another footprint
    r" (?:[A-Z][\w-]+ )?"
    r"(?i:police|constabulary|NHS|ICBs?|CCGs?|integrated care|clinical|foundation|hospitals?|fire|probation)\b"
)
_BEFORE = frozenset({"borough", "city", "council", "county", "district", "forest", "isle", "isles", "metropolitan"}) | {
    "royal",
    "vale",
}

_JOINS = frozenset("@/-")  # behind a word, that make it part of something longer
_JOINED_BY = _JOINS | {"."}
_ISLES = re.compile(r"\bIs(?:le|land)s?\b")
_OF_ITS_KIND = r"(?:the )?(?:(?:City|Borough|County|District|Isles?|Vale|Forest) of (?:the )?)?"
_IN_A_PLACE = re.compile(rf"\b(?i:in|across|outside|throughout|within|around|at) {_OF_ITS_KIND}\Z")
_ON_AN_ISLE = re.compile(rf"\b(?i:on) {_OF_ITS_KIND}\Z")
_LEAD = 60  # characters before a name, in which these stand
_ENDS = re.compile(r"\b(?! [A-Z])")
_SEVERAL = (
    r"\b(?i:two|three|four|five|both)"
    r"(?: (?:of|the|our|local|unitary|metropolitan|county|city|borough|district|upper-tier))*"
    r" (?:authorities|boroughs|cities|councils|counties)\b"
)
_WHAT_A_PLACE_HAS = re.compile(
    COUNCIL_BEHIND + r"| is (?:home to|(?:an?|the|one of) (?:(?!from|in|of|who|girl|boy|child|man|woman)[\w-]+,? ){0,4}"
    r"(?:authority|borough|city|county|district|island|port|town)s?\b)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A place that a title tells: its name, the places that it is made of (itself, where it is one), the words."""

    name: str
    parts: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Bearing:
    """What bears names out: the whole text, and the text without the lines that tell them; `known` keeps answers."""

    whole: str
    body: str
    areas: Areas
    known: dict[str, bool] = field(default_factory=dict)

    def place(self, name: str) -> bool:
        """Whether a name is that of a place of no list which the text speaks of."""
        if name not in self.known:
            self.known[name] = len(self.known) < _MOST and self._borne_out(name)
        return self.known[name]

    def _borne_out(self, name: str) -> bool:
        if self.whole.count(name) + self.whole.count(name.upper()) < _FEWEST:
            return False  # most are told apart by this, and fast
        if self._listed(name) or not has_a_name(name, self.whole):
            return False
        if sum(_times(form, self.whole) for form in {name, name.upper()}) < _FEWEST:
            return False
        return any(_is_a_place(self.body, at, at + len(name)) for at in _places(name, self.body))

    def _listed(self, name: str) -> bool:
        """Whether a name holds that of a listed area, which the text has by itself, too."""
        words = words_of(name)
        parts = (name[words[one.first].start : words[one.last - 1].end] for one in self.areas.find(words))
        return any(part == name or not never_alone(part, name, self.whole) for part in parts)

    def several_councils(self, names: Sequence[str]) -> bool:
        """Whether each of some places has a council of its own, or the text says that there are several."""
        each = (rf"\b{re.escape(name)}{COUNCIL_BEHIND}|\bBorough of {re.escape(name)}\b" for name in names)
        return re.search(_SEVERAL, self.whole) is not None or all(re.search(one, self.whole) for one in each)

    def one_council(self, name: str) -> bool:
        """Whether one council bears a name that joins several: "Hexley and the Marshes Council"."""
        return re.search(re.escape(name) + COUNCIL_BEHIND, self.body) is not None


def _is_a_place(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that it is one of a place: "in X", "X Council", "the Borough of X"."""
    before = max(start - _LEAD, 0)
    leads = _IN_A_PLACE.search(text, before, start)
    if leads is None and _ISLES.search(text, start, end):
        leads = _ON_AN_ISLE.search(text, before, start)
    if leads and _ENDS.match(text, end):
        return True
    if text.endswith("Borough of ", before, start) and not _in_a_word(text[end : end + 1]):
        return True
    return not _in_a_word(text[start - 1 : start]) and _WHAT_A_PLACE_HAS.match(text, end) is not None


def never_alone(name: str, longer: str, text: str) -> bool:
    """Whether a name, case aside, is nowhere in a text but in a longer one."""
    alone, within = (len(re.findall(rf"\b{re.escape(one)}\b", text, re.IGNORECASE)) for one in (name, longer))
    return alone == within


def has_a_name(words: str, text: str) -> bool:
    """Whether one of some words in capitals, at least, is nowhere in lower case, as words that are no names are."""
    capitals = (word.lower() for word in words.split() if word[0].isupper())
    return any(not _stands_alone(word, text) for word in capitals)


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word is somewhere in a text and no part of a longer one, of a path or of an address.

    By what stands around it: an expression would have to be made for each word.
    """
    at = text.find(word)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(word) : at + len(word) + 2]
        joined = behind[:1] in _JOINS or _in_a_word(behind[:1]) or (behind[:1] == "." and _in_a_word(behind[1:]))
        if not joined and before not in _JOINED_BY and not _in_a_word(before):
            return True
        at = text.find(word, at + 1)
    return False


def _times(name: str, text: str) -> int:
    """How often a name stands in a text by itself."""
    found, at = 0, text.find(name)
    while at >= 0:
        end = at + len(name)
        apart = _in_a_word(text[at - 1 : at]) != _in_a_word(name[:1])
        apart = apart and _in_a_word(text[end : end + 1]) != _in_a_word(name[-1:])
        found += apart
        at = text.find(name, end if apart else at + 1)
    return found


def _places(name: str, text: str) -> Iterator[int]:
    """Offsets of a name in a text."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _in_a_word(letter: str) -> bool:
    """Whether a letter, or none, belongs to a word as expressions take it."""
    return letter.isalnum() or letter == "_"


def told_of(text: str, titles: Sequence[str], areas: Areas) -> list[Told]:
    """The places of no list that the lines that may be titles (`signs.cover`) tell; the longest names alone."""
    lines = list(dict.fromkeys(line for line in titles if len(line) <= _LINE))
    whole = text[:WHOLE]
    body = "\n".join(line for line in whole.split("\n") if line.strip(" #*|>_") not in lines)
    bearing = _Bearing(whole, body, areas)
    found: dict[str, Told] = {}
    for told in (*_lined_up(lines, bearing), *_single(lines, bearing)):
        found.setdefault(told.name, told)
    return [
        told for name, told in found.items() if not any(f" {name} " in f" {other} " for other in found.keys() - {name})
    ]


def _single(lines: Sequence[str], bearing: _Bearing) -> Iterator[Told]:
    if not any(_ON_CHILDREN.search(line) for line in lines):
        return
    for line in lines:
        patterns = (
            (_WHERE, _OWNING, _OF_CHILDREN, _AT_THE_END, _AT_THE_HEAD) if _ON_CHILDREN.search(line) else (_AT_THE_HEAD,)
        )
        for pattern in patterns:
            for match in pattern.finditer(line):
                if _OF_A_BODY.match(line, match.end("name")):
                    continue
                if name := _place_in(match["name"], bearing):
                    yield Told(name, (name,), line[match.start() : max(match.end(), match.end("name"))])


def _lined_up(lines: Sequence[str], bearing: _Bearing) -> Iterator[Told]:
    """Two places or more that a title joins, each borne out by itself; one place with "and" in its name is none."""
    for line in lines:
        for match in _LIST.finditer(line):
            parts = [_place_in(one, bearing) for one in _BETWEEN.split(match["name"])]
            named = tuple(part for part in parts if part)
            name = _joined(named, match["name"])
            if len(set(named)) < len(parts) or _OF_A_BODY.match(line, match.end()) or bearing.one_council(name):
                continue
            yield Told(name, named if bearing.several_councils(named) else (name,), match["name"])


def _joined(parts: Sequence[str], printed: str) -> str:
    the = "the " if re.search(rf"{_AND} the ", printed, re.IGNORECASE) else ""
    return f"{', '.join(parts[:-1])} and {the}{parts[-1]}" if len(parts) > 1 else "".join(parts)


def _place_in(printed: str, bearing: _Bearing) -> str | None:
    """The place that a name is, or that is left of it without words before it that are no names: "Keeping X"."""
    words = _bare(printed).split()
    while words:
        rest = " ".join(words)
        if bearing.place(rest):
            return rest
        if words[0] in CONNECTORS or has_a_name(words[0], bearing.whole):
            return None
        words.pop(0)
    return None


def _bare(printed: str) -> str:
    """A name as it is written, without a title's own words before it and from the first one behind it on.

    Empty for the name of a body of another footprint: "NHS X", "X Police".
    """
    words = printed.replace("&", "and").split()
    keys = [re.sub(r"['’]", "", word.lower()) for word in words]
    first = 0
    while first < len(words) and (keys[first] in NOT_A_NAME or keys[first] in CONNECTORS or keys[first] in _BEFORE):
        first += 1
    last = first
    while last < len(words) and not (keys[last] not in CONNECTORS and _no_part(keys[last])):
        last += 1
    if "nhs" in keys[:first] or (last < len(words) and keys[last] in OTHER_BODY):
        return ""
    while last > first and keys[last - 1] in CONNECTORS:
        last -= 1
    name = " ".join(words[first:last])
    return in_title_case(name) if name.isupper() else name


def _no_part(key: str) -> bool:
    return key in NOT_A_NAME or key in COUNCIL_KINDS or key in OTHER_BODY or key in ENGLISH
