"""Decisions and their history: what one act of a reviewer is, and what follows from all acts on a document.

Pure. An act (`Event`) is never changed or taken away; undoing is an act too. What stands now is worked out
from the acts in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from checker.errors import CheckerError
from checker.results.model import Evidence

Kind = Literal["agree", "overrule", "evidence", "strike", "undo", "carried", "look", "sign-off", "reopen", "draft"]
DECIDING = frozenset({"agree", "overrule", "carried"})
UNDOABLE = frozenset({"agree", "overrule", "carried", "evidence", "strike"})


class ReviewError(CheckerError):
    """A decision could not be taken. Kinds: locked, stale, not-found, invalid, damaged, newer, nothing."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `number` counts all acts of a workspace from 1; `uid` tells a repeated sending from a new act."""

    number: int
    uid: str
    document: str
    kind: Kind
    at: str  # ISO date and time, UTC
    by: str
    requirement: str | None = None
    verdict: str | None = None  # the reviewer's
    checker: str | None = None  # the checker's at that time
    note: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands on one requirement. `quotes` are the words that it rested on when it was made."""

    requirement: str
    kind: Literal["agree", "overrule", "carried"]
    verdict: str
    checker: str
    by: str
    at: str
    note: str
    number: int
    blind: bool = False
    firm: bool | None = None  # whether the checker was sure of its verdict; None where it did not say
    quotes: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the reviewer came to the checker's verdict."""
        return self.verdict == self.checker


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off that stands."""

    by: str
    at: str
    summary: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class State:
    """What stands on one document after all acts so far."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    added: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    struck: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)  # requirement: why it is for another look
    signed: Signature | None = None
    last: Event | None = None  # the act that an undo would take back


def state_of(events: Iterable[Event]) -> State:
    """What stands after these acts of one document, given in their order."""
    ordered = list(events)
    undone = {event.details.get("undoes") for event in ordered if event.kind == "undo"}
    decisions: dict[str, Decision] = {}
    added: dict[str, list[Evidence]] = {}
    struck: dict[str, list[tuple[int, int]]] = {}
    looks: dict[str, str] = {}
    signed: Signature | None = None
    last: Event | None = None
    for event in ordered:
        if event.number in undone or event.kind == "undo":
            continue
        name = event.requirement or ""
        if event.kind in DECIDING:
            decisions[name] = _decision(event)
            looks.pop(name, None)
        elif event.kind == "evidence":
            added.setdefault(name, []).append(_evidence(event.details))
        elif event.kind == "strike":
            struck.setdefault(name, []).append(_span(event.details))
        elif event.kind == "look":
            looks[name] = event.note
        elif event.kind == "sign-off":
            signed = Signature(event.by, event.at, event.note, event.details)
            last = None  # what was signed is reopened, not undone
        elif event.kind == "reopen":
            signed = None
        if event.kind in UNDOABLE:
            last = event
    return State(
        decisions=decisions,
        added={name: tuple(items) for name, items in added.items()},
        struck={name: tuple(items) for name, items in struck.items()},
        looks=looks,
        signed=signed,
        last=last,
    )


def _decision(event: Event) -> Decision:
    quotes = event.details.get("quotes")
    return Decision(
        requirement=event.requirement or "",
        kind=event.kind if event.kind in {"agree", "overrule"} else "carried",
        verdict=event.verdict or "",
        checker=event.checker or "",
        by=event.by,
        at=event.at,
        note=event.note,
        number=event.number,
        blind=bool(event.details.get("blind")),
        firm=event.details["firm"] is True if event.details.get("firm") is not None else None,
        quotes=tuple(str(quote) for quote in quotes) if isinstance(quotes, list) else (),
    )


def _evidence(details: Mapping[str, object]) -> Evidence:
    start, end = _span(details)
    page, section = details.get("page"), details.get("section")
    return Evidence(
        quote=str(details.get("quote", "")),
        start=start,
        end=end,
        page=page if isinstance(page, int) else None,
        section=section if isinstance(section, str) else None,
        paragraph=None,
    )


def _span(details: Mapping[str, object]) -> tuple[int, int]:
    start, end = details.get("start"), details.get("end")
    return (start if isinstance(start, int) else 0, end if isinstance(end, int) else 0)
