"""Several areas named one after the other, or by their initials: "A, B and C Safeguarding Partnership", "ABC"."""

from __future__ import annotations

import re

from checker.profile.authorities import Areas, words_of

_NAME = r"[A-Z][\w’'-]+(?: (?:and |of |upon |on |under |with |the |& )?[A-Z][\w’'-]+){0,5}"
_LIST = rf"(?P<list>{_NAME}(?:, (?:the )?{_NAME})*,? (?:and|&) (?:the )?{_NAME})"
_BEHIND = re.compile(
    rf"{_LIST}:? (?:(?:Local|Multi-Agency|Children['’]s|Child|Joint) )*(?:Safeguarding|LSCP|LSCB|MASA)\b"
)
_BEFORE = re.compile(
    r"\b(?i:arrangements|partnership|partners|board|boroughs|councils|areas|plan|report)\b[^\n,.;]{0,40}?"
    rf"\b(?:of|for|in|across|covering|between)\s+(?:the )?{_LIST}(?=\s*(?:[\n.:(]|\Z))",
)
_LEADING = re.compile(
    r"^(?:(?:The|Safeguarding|Multi-Agency|Arrangements|Annual|Report|Partnership|Plan|For|Of|In|London|Boroughs?)\s+)+"
)
_COUNCIL = re.compile(
    r"\b(?:London|Royal|Metropolitan)? ?Borough of (?P<of>[A-Z][\w’'-]+(?: (?:and |upon )?[A-Z][\w’'-]+){0,3})"
    r"|\b(?P<name>[A-Z][\w’'-]+(?: (?:(?:of|upon|with) )?[A-Z][\w’'-]+){0,2}?)"
    r" (?:(?:City|County|Borough|Metropolitan|District|Unitary) ){0,2}Council\b"
)
_INITIALS = re.compile(r"\b[A-Z]{2,6}\b")
_NO_INITIALS = frozenset({"LSCP", "LSCB", "MASA", "CCG", "CCGS", "ICB", "NHS", "SCP", "SCB", "MASH", "DRAFT"})
_NO_AREA = re.compile(
    r"\b(?:council|NHS|police|constabulary|scrutineer|chair|children|people|famil\w+|services?|group|board|officers?|health"
    r"|partnership|agenc\w+|trust|education|schools?|safeguarding|care|director\w*|adults?|probation|CCGs?|ICBs?)\b",
    re.IGNORECASE,
)
_OPENING = 1_500  # characters in which councils are named
_FIRST_LINES = 400  # characters in which areas are lined up
_FEWEST = 3  # two that stand together are found as a joint name


def several(title: str | None, opening: str, areas: Areas) -> tuple[str, tuple[str, ...], str] | None:
    """(name, areas, the words printed) of three or more areas that a title or opening lines up, or None."""
    for source in (title or "", opening[:_FIRST_LINES]):
        for pattern in (_BEHIND, _BEFORE):
            for match in pattern.finditer(source):
                words = _LEADING.sub("", match["list"])
                members = _members(words, areas)
                if len(members) >= _FEWEST and not any(_NO_AREA.search(member) for member in members):
                    return _named(members, areas), members, words
    return _by_initials(title or "", opening[:_OPENING], areas)


def _members(words: str, areas: Areas) -> tuple[str, ...]:
    """The areas of an enumeration: those of the table if it knows all, else its parts."""
    tokens = words_of(words)
    found = list(areas.find(tokens))
    covered = {at for one in found for at in range(one.first, one.last)}
    rest = {token.key for at, token in enumerate(tokens) if at not in covered}
    listed = tuple(dict.fromkeys(area for one in found for area in one.areas))
    if len(found) > 1 and rest <= {"and", "the"}:
        return listed
    if "," not in words:
        return ()
    head, _, last = words.replace(" & ", " and ").rpartition(" and ")
    parts = [_plain(part.strip().removeprefix("the ")) for part in (*head.rstrip(",").split(","), last)]
    return tuple(dict.fromkeys(part for part in parts if part))


def _by_initials(title: str, opening: str, areas: Areas) -> tuple[str, tuple[str, ...], str] | None:
    """The councils that an opening names, where their initials stand in the title."""
    councils = tuple(dict.fromkeys((match["of"] or match["name"]) for match in _COUNCIL.finditer(opening)))
    councils = tuple(_plain(council) for council in councils)
    for initials in _INITIALS.findall(title):
        if initials in _NO_INITIALS or len(councils) < len(initials):
            continue
        members = councils[: len(initials)]
        if sorted(name[0] for name in members) == sorted(initials):
            return _named(members, areas), members, initials
    return None


def _plain(council: str) -> str:
    return re.sub(r"^(?:(?:Between|The|And|Of|London|Royal|Borough)\s+(?:of\s+)?)+", "", council)


def _named(members: tuple[str, ...], areas: Areas) -> str:
    for joint in areas.joint:
        if set(joint.areas) == set(members):
            return joint.name
    return ", ".join(members[:-1]) + " and " + members[-1]
