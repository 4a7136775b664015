"""What the home page and a document's own page show. Knows no HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.reporting import wording
from checker.reporting.wording import VerdictLook
from checker.review.model import State
from checker.review.queue import enough
from checker.review.store import Registered
from checker.web import deciding, reviewing
from checker.web.state import App
from checker.web.telling import in_the_app
from checker.web.workspace import Summary

_LOOKS = {str(look.key): look for look in (*wording.COVERAGE, *wording.INSPECTION)}


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One document in the list."""

    document: Registered
    state: str  # waiting, checking, done or failed
    summary: Summary | None
    decided: int
    total: int
    counts: tuple[tuple[VerdictLook, int], ...]
    signed: bool
    looks: int  # decisions of an earlier draft that need another look

    @property
    def stage(self) -> str:
        """How far it is: failed, waiting, to do, begun, decided or signed."""
        if self.state != "done":
            return "failed" if self.state == "failed" else "waiting"
        if self.signed:
            return "signed"
        return "decided" if self.decided == self.total else "begun" if self.decided else "to do"


AT_ONCE = 100  # documents on one page of the list


@dataclass(frozen=True, slots=True)
class HomeFilter:
    """What the list is narrowed to."""

    words: str = ""
    kind: str = ""
    stage: str = ""
    start: int = 0  # how many are left out before the first that is shown

    @classmethod
    def of(cls, query: Mapping[str, str]) -> HomeFilter:
        """The filter that an address asks for."""
        return cls(
            query.get("q", "")[:200].strip(),
            query.get("kind", "")[:40],
            query.get("stage", "")[:40],
            _count(query.get("from", "")),
        )

    @property
    def any(self) -> bool:
        """Whether it narrows at all."""
        return bool(self.words or self.kind or self.stage)

    def takes(self, row: HomeRow) -> bool:
        """Whether a document is to be shown."""
        summary = row.summary or Summary()
        text = f"{row.document.name} {summary.title} {summary.area}".lower()
        return (
            all(word in text for word in self.words.lower().split())
            and self.kind in {"", summary.type}
            and self.stage in {"", row.stage}
        )


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def rows(app: App) -> list[HomeRow]:
    """All documents, the newest first."""
    return [_row(app, document) for document in app.workspace.store.documents()]


def _row(app: App, document: Registered) -> HomeRow:
    summary = app.workspace.summary(document)
    state = app.workspace.store.state(document.id)
    known = {name for name, _, _ in summary.verdicts} if summary else set()
    tally: dict[str, int] = {}
    for name, verdict, _ in summary.verdicts if summary else ():
        decision = state.decisions.get(name)
        standing = decision.verdict if decision else verdict
        tally[standing] = tally.get(standing, 0) + 1
    return HomeRow(
        document=document,
        state=app.checking.state(document),
        summary=summary,
        decided=len(known & state.decisions.keys()),
        total=len(known),
        counts=tuple((look, tally[key]) for key, look in _LOOKS.items() if key in tally),
        signed=state.signed is not None,
        looks=len(state.looks),
    )


def document_facts(app: App, document: Registered) -> dict[str, Any]:
    """What a checked document's own page shows."""
    check = app.workspace.check(document)
    state: State = app.workspace.store.state(document.id)
    whole = deciding.queue(app.workspace, document, check)
    summary = app.workspace.summary(document) or Summary()
    likely = [
        row
        for row in rows(app)
        if row.document.id != document.id
        and row.summary
        and row.summary.type == summary.type
        and (row.decided or row.signed)
    ]
    likely.sort(key=lambda row: row.summary is not None and row.summary.area != summary.area)
    overruled = [one for one in state.decisions.values() if not one.agrees]
    notes = [in_the_app(warning) for warning in check.document.warnings]
    if check.document.pages_without_text:
        notes.append(f"No text could be read on {wording.page_list(check.document.pages_without_text)}.")
    return {
        "document": document,
        "row": _row(app, document),
        "check": check,
        "state": state,
        "summary": summary,
        "decided": sum(finding.requirement in state.decisions for finding in check.findings),
        "total": len(check.findings),
        "overruled": overruled,
        "titles": {finding.requirement: finding.title for finding in check.findings},
        "enough": enough(whole, state, *reviewing.firm_read(app)),
        "to_see": sum(place.needs_eye for place in whole),
        "notes": notes,
        "earlier": deciding.earlier_draft(app.workspace, document),
        "likely": likely,
        "undecided": deciding.undecided_of(check, state),
        "look": lambda key: _LOOKS[str(key)],
    }
