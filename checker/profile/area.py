"""Which area a document is about, from its opening words and how often it names a place.

Listed areas (see `areas`) and places that no list holds are found by the same signs: the name in
front of "Safeguarding Children Partnership" or "Council", behind "Inspection of", or on the first line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.profile.authorities import Areas, Named, Word, words_of
from checker.profile.names import (
    CONNECTORS,
    COUNCIL_BEHIND,
    COUNCIL_KINDS,
    ENGLISH,
    NOT_A_NAME,
    OTHER_BODY,
    in_title_case,
)
from checker.profile.several import several
from checker.profile.told import WHOLE, has_a_name, never_alone, told_of

OPENING = 4_000  # characters of the document that say what it is about
_FIRST_LINE = 160
_LINE_ENDS = frozenset({":", "\n", "\n\n"})
_COUNCILS_WITHIN = 8_000  # characters in which a partnership names its councils
_TOLD = 24  # what a title's plain words are worth, as much as a name alone on the title's line
_BY_A_BODY = 10  # strength of a name that a partnership's or an inspection's own words hold
_MOST_FOR_COUNT = 12  # what frequent mention is worth at most: a neighbour may be named often, too

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?\s+\d[A-Z]{2}\b")  # an address names a town, not a subject
_NAMED_COUNCIL = re.compile(
    rf"\b(?P<name>[A-Z][\w’'-]+(?: (?:(?:of|upon|with) )?[A-Z][\w’'-]+){{0,3}}?){COUNCIL_BEHIND}"
)
_BODIES = frozenset({"adults", "board", "child", "children", "childrens", "executive", "partners", "partnership"})
_INITIALS = frozenset({"lscp", "lsp", "scp"})  # of a partnership, behind an area's name in a title
_OF_THE_BODY = COUNCIL_KINDS | {"age", "agency", "all", "child", "childrens", "joint", "local", "multi"}
_LEADS = frozenset({"of", "to", "the"})  # the word before a name, in "Inspection of the ..." or "visit to ..."


@dataclass(frozen=True, slots=True)
class Place:
    """The area found: its name, the authorities it is made of, and how it was found."""

    name: str
    areas: tuple[str, ...]
    how: str


def place_of(text: str, title: str | None, declared: str | None, areas: Areas, titles: Sequence[str]) -> Place | None:
    """The area that the document is about, or None when no place can be made out.

    `titles`: the title and the other lines that may be titles (`signs.cover`).
    """
    if lined_up := several(title, text[:OPENING], areas):
        name, members, printed = lined_up
        return Place(name, members, f'named as "{" ".join(printed.split())}"')
    scores: Counter[str] = Counter()
    parts: dict[str, tuple[str, ...]] = {}
    shown: dict[str, tuple[int, str]] = {}
    for source, weight in ((title or "", 3), (text[:OPENING], 2), (declared or "", 1)):
        words = words_of(source)
        for name, members, strength, quote in _mentions(source, words, areas, text, opening=weight == 2):
            scores[name] += strength * weight
            parts[name] = members
            if strength * weight > shown.get(name, (0, ""))[0]:
                shown[name] = (strength * weight, quote)
    for told in told_of(text, titles, areas):
        scores[told.name] += _TOLD * (1 + (" and " in told.name))
        parts[told.name] = told.parts
        shown.setdefault(told.name, (0, told.words))
    if not scores:
        return None
    body = text[:WHOLE]
    for name in scores:
        scores[name] += min(_MOST_FOR_COUNT, body.count(name) // 2)
    best = max(scores, key=lambda name: (scores[name], len(name)))
    members, how = parts[best], f'named as "{" ".join(shown[best][1].split())}"'
    if members == (best,) and areas.area(best) is None:
        best = _in_full(best, f"{title or ''}\n{text[:OPENING]}")
        members = _councils_within(text[:_COUNCILS_WITHIN], best)
    return Place(best, members, how)


def _mentions(
    source: str, words: Sequence[Word], areas: Areas, text: str, opening: bool
) -> list[tuple[str, tuple[str, ...], int, str]]:
    """(name, authorities, strength, words printed) for each mention of a place."""
    found: list[tuple[str, tuple[str, ...], int, str]] = []
    taken: set[int] = set()
    for group in _joined(source, list(areas.find(words)), words):
        first, last = group[0].first, group[-1].last
        strength = _strength(source, words, first, last, opening)
        if (
            strength < _BY_A_BODY
            and not _by_a_body(source, words, first, last)
            and _is_a_word(source, words, group, text)
        ):
            continue
        taken.update(range(first, last))
        part = (_part_of_a_longer_name(source, words, first) and strength >= 8) or _goes_on(
            source, words, first, last, text
        )
        if strength <= 0 or part:
            if strength > 0:
                taken.difference_update(range(first, last))
            continue
        quote = source[words[first].start : _quoted_to(source, words, last)]
        if len(group) > 1:
            strength = strength if strength >= 8 else 0
            name, members = _joint_name(source, words, group, areas)
        else:
            name, members = group[0].name, group[0].areas
        if strength:
            found.append((name, members, strength, quote))
    for first, last, strength in _unlisted(source, words, taken):
        printed = source[words[first].start : words[last - 1].end]
        name = printed if not printed.isupper() else in_title_case(printed)
        name = re.sub(r"['’][sS]$", "", name.replace("&", "and"))
        if not has_a_name(name, text[:WHOLE]):
            continue
        found.append((name, (name,), strength, source[words[first].start : _quoted_to(source, words, last)]))
    return found


def _by_a_body(source: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a body of the area's stands around its name: "X Council", "Inspection of X"."""
    return (
        _council_behind(source, words, last)
        or _safeguarding_behind(source, words, last)
        or _subject_before(words, first)
    )


def _is_a_word(source: str, words: Sequence[Word], group: Sequence[Named], text: str) -> bool:
    """Whether a listed name is a word of the language too, which the text has in lower case: "Reading groups meet"."""
    first, last = group[0].first, group[-1].last
    if last - first > 1 or words[first].end - words[first].start != len(words[first].key):
        return False
    name = source[words[first].start : words[first].end]
    return not has_a_name(name, text[:WHOLE])


def _joined(source: str, found: Sequence[Named], words: Sequence[Word]) -> list[list[Named]]:
    """Names that a list joins ("Leicestershire and Rutland", "A, B and C") in one group each."""
    groups: list[list[Named]] = []
    for one in found:
        if groups:
            before = groups[-1][-1]
            between = words[before.last : one.first]
            gap = source[words[before.last - 1].end : words[one.first].start]
            keys = [word.key for word in between]
            if "\n" not in gap and (keys in (["and"], ["and", "the"]) or (not keys and gap.strip() == ",")):
                groups[-1].append(one)
                continue
        groups.append([one])
    split: list[list[Named]] = []
    for group in groups:
        last = group[-1].last
        joint = len(group) > 1 and _safeguarding_behind(source, words, last)
        split.extend([group] if joint else [[one] for one in group])
    return split


def _joint_name(
    source: str, words: Sequence[Word], group: Sequence[Named], areas: Areas
) -> tuple[str, tuple[str, ...]]:
    names = [one.name for one in group]
    members = tuple(dict.fromkeys(area for one in group for area in one.areas))
    for joint in areas.joint:
        if set(joint.areas) == set(members):
            return joint.name, joint.areas
    return ", ".join(names[:-1]) + " and " + names[-1], members


def _strength(source: str, words: Sequence[Word], first: int, last: int, opening: bool) -> int:
    """How much the words around a name say that the document is about it; 0 for another body's name."""
    if _other_body_behind(source, words, last) or _POSTCODE.search(
        source, words[last - 1].end, words[last - 1].end + 40
    ):
        return 0
    if _safeguarding_behind(source, words, last):
        return 10
    if _subject_before(words, first):
        return 10
    if _council_behind(source, words, last):
        return 4
    if not opening or (words[first].start < _FIRST_LINE and _alone_on_line(source, words, first, last)):
        return 8 if opening else 4
    return 1


def _near(source: str, words: Sequence[Word], index: int, count: int) -> list[str]:
    """Up to `count` keys from `index` on, as far as only spaces or a line's end part them."""
    keys: list[str] = []
    for at in range(index, min(index + count, len(words))):
        gap = source[words[at - 1].end : words[at].start] if at else ""
        if gap.strip() or "\n" in gap:
            break
        keys.append(words[at].key)
    return keys


def _safeguarding_behind(source: str, words: Sequence[Word], last: int) -> bool:
    keys = _near(source, words, last, 5)
    while keys and (keys[0] in COUNCIL_KINDS or keys[0] in {"council", "local", "multi", "agency", "s"}):
        keys = keys[1:]
    return bool(keys) and (
        keys[0] == "safeguarding" or keys[:2] in (["childrens", "safeguarding"], ["child", "safeguarding"])
    )


def _council_behind(source: str, words: Sequence[Word], last: int) -> bool:
    keys = _near(source, words, last, 4)
    while keys and keys[0] in COUNCIL_KINDS:
        keys = keys[1:]
    return keys[:1] == ["council"] or keys[:2] in (["local", "authority"], ["childrens", "services"])


def _other_body_behind(source: str, words: Sequence[Word], last: int) -> bool:
    keys = _near(source, words, last, 3)
    return any(key in OTHER_BODY for key in keys) and "council" not in keys and "safeguarding" not in keys


def _subject_before(words: Sequence[Word], first: int) -> bool:
    """Whether "Inspection of", "visit to" and the like stand in front of a name."""
    keys = [word.key for word in words[max(0, first - 6) : first]]
    while keys and keys[-1] in {"the", "london", "royal", "borough", "city", "county", "of", "metropolitan", "council"}:
        if keys[-1] == "of" and keys[-2:-1] in (["inspection"], ["visit"]):
            return True
        keys.pop()
    return keys[-2:] in (["visit", "to"], ["inspection", "to"])


def _alone_on_line(source: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name, with the kind of council it may carry, has its line to itself."""
    start = source.rfind("\n", 0, words[first].start) + 1
    end = source.find("\n", words[last - 1].end)
    line = words_of(source, start, len(source) if end < 0 else end)
    rest = [w.key for w in line if not words[first].start <= w.start < words[last - 1].end]
    return all(key in COUNCIL_KINDS or key in {"council", "of", "london", "the", "and"} for key in rest)


def _part_of_a_longer_name(source: str, words: Sequence[Word], first: int) -> bool:
    """Whether a capitalised word that belongs to no title stands right before: "Upper Reading"."""
    if first == 0:
        return False
    before = words[first - 1]
    gap = source[before.end : words[first].start]
    return gap == " " and before.capital and before.key not in NOT_A_NAME and not source[before.start].isspace()


def _goes_on(source: str, words: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Whether a name is nowhere without the capitalised word behind it, which no title puts there: "Stoke Wenning"."""
    if last >= len(words) or source[words[last - 1].end : words[last].start] != " " or not words[last].capital:
        return False
    if words[last].key in NOT_A_NAME | OTHER_BODY | COUNCIL_KINDS | CONNECTORS:
        return False
    name = source[words[first].start : words[last - 1].end]
    longer = source[words[first].start : words[last].end]
    return never_alone(name, longer, text[:WHOLE])


def _unlisted(source: str, words: Sequence[Word], taken: set[int]) -> list[tuple[int, int, int]]:
    """(first, last, strength) of names that no list holds, by the words that follow or precede them."""
    found = []
    for at in range(len(words)):
        strength = _strength_behind(words, at)
        if not strength:
            continue
        last = at
        while last > 0 and words[last - 1].key in _OF_THE_BODY:
            last -= 1
        span = _name_before(source, words, last)
        if span is not None and not words[at].capital and words[at].key == "safeguarding":
            span = span if ":" in source[words[span[1] - 1].end : words[last].start] else None  # "X: safeguarding ..."
        if span is not None and not taken & set(range(*span)):
            found.append((*span, strength + (6 if _subject_before(words, span[0]) else 0)))
    seen = {(first, last) for first, last, _ in found}
    for at in range(2, len(words)):
        if words[at].capital and words[at - 1].key in _LEADS and at not in taken and _subject_before(words, at):
            last = _name_end(source, words, at)
            if last > at and words[at].key not in NOT_A_NAME and (at, last) not in seen:
                found.append((at, last, 8))
    return found


def _strength_behind(words: Sequence[Word], at: int) -> int:
    """How strongly the words from here on show that a name of an area stands before them: 0 for not at all."""
    here, behind = words[at].key, words[at + 1].key if at + 1 < len(words) else ""
    in_title = words[at].start < _FIRST_LINE
    if not words[at].capital and here != "local" and not (in_title and here == "safeguarding"):
        return 0
    if here == "safeguarding" and (behind in _BODIES or (in_title and behind == "arrangements")):
        return 10
    if in_title and here in _INITIALS:
        return 10
    return 4 if here == "council" or (here, behind) == ("local", "authority") else 0


def _name_end(source: str, words: Sequence[Word], at: int) -> int:
    """One past the last word of the name that begins here."""
    last = at
    while last < len(words) and (words[last].capital or words[last].key in CONNECTORS):
        if last > at and source[words[last - 1].end : words[last].start].strip(" -’'"):
            break
        if last > at and words[last].key in NOT_A_NAME and words[last].capital:
            break
        last += 1
    while last > at and words[last - 1].key in CONNECTORS:
        last -= 1
    return last


def _name_before(source: str, words: Sequence[Word], last: int) -> tuple[int, int] | None:
    """The run of capitalised words that ends before word `last`, without a title's own words."""
    first, over_lines = last, False
    while first > 0:
        word = words[first - 1]
        gap = source[word.end : words[first].start]
        if first == last and gap.strip(" ") in _LINE_ENDS and words[first].start < _FIRST_LINE:
            gap = " "  # a name with the title's first line to itself, and the body on the next one
            over_lines = True
        if gap.strip(" -") or not (word.capital or word.key in CONNECTORS):
            break
        if word.key not in CONNECTORS and (word.key in NOT_A_NAME or word.key in OTHER_BODY):
            break
        first -= 1
    while first < last and (words[first].key in CONNECTORS or words[first].key in NOT_A_NAME):
        first += 1
    while first < last and words[last - 1].key in CONNECTORS:
        last -= 1
    if over_lines and first and "\n" not in source[words[first - 1].end : words[first].start]:
        return None
    if first == last or last - first > 6 or all(word.key in ENGLISH for word in words[first:last]):
        return None
    return first, last


def _in_full(name: str, text: str) -> str:
    """A place's name as the opening gives it in full: "Isle of Wendrey" for "Wendrey"."""
    match = re.search(rf"\b((?:Isles?|Vale|City|Forest|Royal Borough) of (?:the )?{re.escape(name)})\b", text)
    return match[1] if match else name


def _councils_within(text: str, name: str) -> tuple[str, ...]:
    """For a place of no list: the councils that its opening names, when it is made of several."""
    parts = tuple(re.split(r",? and |, ", name))
    if len(parts) > 1 and all(re.search(rf"\b{re.escape(part)}{COUNCIL_BEHIND}", text) for part in parts):
        return parts
    councils = dict.fromkeys(
        printed
        for match in _NAMED_COUNCIL.finditer(text)
        if (printed := _bare_name(match["name"])) and "Safeguarding" not in text[match.end() : match.end() + 15]
    )
    return (name,) if name in councils or len(councils) < 2 else tuple(councils)


def _bare_name(printed: str) -> str:
    """A council's name without the title words that a line may put in front of it."""
    words = printed.split()
    while words and words[0].lower() in NOT_A_NAME:
        words.pop(0)
    return " ".join(words)


def _quoted_to(source: str, words: Sequence[Word], last: int) -> int:
    """Where a quote of a name ends: with the words that say what body it is, as far as they go."""
    end = words[last - 1].end
    for at in range(last, min(last + 4, len(words))):
        gap = source[words[at - 1].end : words[at].start]
        if gap.strip() or "\n" in gap or not (words[at].capital or words[at].key in CONNECTORS):
            break
        end = words[at].end
    return end
