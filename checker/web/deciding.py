"""Taking decisions: what a form or a program asked, held against the check and recorded.

Knows nothing of requests or pages: everything that both the JSON addresses and the pages do to a review is here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import __version__
from checker.documents.kept import KeptDocument
from checker.results.model import VERDICTS, Check, Finding
from checker.results.reviewed import Review
from checker.review.model import Event, ReviewError, State
from checker.review.overlay import carried_over, review_of
from checker.review.queue import Place, queue_of
from checker.review.store import Act, Registered
from checker.web.workspace import Workspace

_LONGEST_NOTE = 4000  # characters
_LONGEST_SUMMARY = 8000
_LONGEST_NAME = 120
_LONGEST_EVIDENCE = 2000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def finding_of(check: Check, requirement: str) -> Finding:
    """The finding on a requirement. Raises ReviewError (invalid)."""
    for finding in check.findings:
        if finding.requirement == requirement:
            return finding
    raise ReviewError("invalid", f"The document was not checked against a requirement “{requirement[:60]}”.")


def queue(workspace: Workspace, document: Registered, check: Check) -> tuple[Place, ...]:
    """The order of reading of a document, as this workspace is set."""
    store = workspace.store
    return queue_of(check.findings, document.id, store.setting("salt"), blind=store.setting("blind") == "on")


def decide(
    workspace: Workspace,
    document: Registered,
    requirement: str,
    *,
    verdict: str | None,
    by: str,
    note: str = "",
    uid: str = "",
    after: int | None = None,
) -> Event:
    """Record the reviewer's verdict (None: the checker's). Raises ReviewError: invalid, locked, stale."""
    check = workspace.check(document)
    finding = finding_of(check, requirement)
    own = str(finding.verdict)
    known = [str(one) for one in VERDICTS[finding.mode]]
    verdict = own if verdict is None else verdict
    if verdict not in known:
        raise ReviewError("invalid", f"“{verdict[:40]}” is no verdict here. Choose one of {', '.join(known)}.")
    state = workspace.store.state(document.id)
    place = next(one for one in queue(workspace, document, check) if one.finding.requirement == requirement)
    struck = set(state.struck.get(requirement, ()))
    quotes = [item.quote for item in finding.evidence if (item.start, item.end) not in struck]
    quotes += [item.quote for item in state.added.get(requirement, ())]
    details: dict[str, object] = {
        "quotes": quotes,
        "firm": place.firm,
        "rules": rules_of(check),
        "version": __version__,
    }
    if place.blind and requirement not in state.decisions:
        details["blind"] = True
    act = Act(
        document.id,
        "agree" if verdict == own else "overrule",
        _name(by),
        requirement=requirement,
        verdict=verdict,
        checker=own,
        note=_text(note, _LONGEST_NOTE, "The note"),
        details=details,
        uid=uid,
        after=after,
    )
    return workspace.store.record(act)


def add_evidence(
    workspace: Workspace, document: Registered, requirement: str, by: str, *, span: tuple[int, int] | None, words: str
) -> Event:
    """Put words of the document forward as evidence, by their place or by what they say. Raises ReviewError."""
    finding_of(workspace.check(document), requirement)
    shown = workspace.shown(document)
    if shown is None:
        raise ReviewError("not-found", "The document's text is not at hand. Have it checked again.")
    start, end = _trimmed(shown.text, span) if span else _found(shown, words)
    if not 0 <= start < end <= len(shown.text) or end - start > _LONGEST_EVIDENCE:
        raise ReviewError("invalid", f"Choose between one and {_LONGEST_EVIDENCE:,} characters of the document.")
    details = {
        "start": start,
        "end": end,
        "quote": shown.text[start:end],
        "page": shown.page_at(start),
        "section": shown.section_at(start),
    }
    return workspace.store.record(Act(document.id, "evidence", _name(by), requirement=requirement, details=details))


def strike_evidence(
    workspace: Workspace, document: Registered, requirement: str, by: str, span: tuple[int, int]
) -> Event:
    """Strike a piece of evidence: it no longer counts for the reviewer. Raises ReviewError."""
    finding = finding_of(workspace.check(document), requirement)
    added = workspace.store.state(document.id).added.get(requirement, ())
    if span not in {(item.start, item.end) for item in (*finding.evidence, *added)}:
        raise ReviewError("invalid", "There is no such evidence on this requirement.")
    details = {"start": span[0], "end": span[1]}
    return workspace.store.record(Act(document.id, "strike", _name(by), requirement=requirement, details=details))


def sign_off(workspace: Workspace, document: Registered, by: str, summary: str) -> Event:
    """Sign the review off: what is not decided is recorded by name. Raises ReviewError: locked, invalid."""
    check = workspace.check(document)
    state = workspace.store.state(document.id)
    undecided = undecided_of(check, state)
    details = {
        "undecided": undecided,
        "version": __version__,
        "rules": rules_of(check),
        "sha256": document.sha256,
        "decided": len(check.findings) - len(undecided),
    }
    text = _text(summary, _LONGEST_SUMMARY, "The summary")
    return workspace.store.record(Act(document.id, "sign-off", _name(by), note=text, details=details))


def reopen(workspace: Workspace, document: Registered, by: str, why: str) -> Event:
    """Open a signed review again, which is recorded. Raises ReviewError (nothing)."""
    return workspace.store.record(Act(document.id, "reopen", _name(by), note=_text(why, _LONGEST_NOTE, "The reason")))


def undecided_of(check: Check, state: State) -> list[str]:
    """Requirements without a decision, in the check's order."""
    return [finding.requirement for finding in check.findings if finding.requirement not in state.decisions]


def rules_of(check: Check) -> str:
    """Which rules a check was made with."""
    return ", ".join(f"{pack.id} {pack.version} {pack.digest}" for pack in check.packs)


def make_draft_of(workspace: Workspace, document: Registered, earlier: Registered, by: str) -> tuple[int, int]:
    """Record that a document is a new draft of another, and carry decisions over; gives how many stand and do not."""
    if document.id == earlier.id:
        raise ReviewError("invalid", "A document is no draft of itself.")
    store = workspace.store
    check, shown = workspace.check(document), workspace.shown(document)
    state = store.state(document.id)
    if state.signed:
        raise ReviewError("locked", "The review is signed off. Reopen it first.")
    acts = [Act(document.id, "draft", _name(by), details={"earlier": earlier.id})]
    carried = carried_over(store.state(earlier.id), check.findings, shown.text if shown else "")
    stand = 0
    for one in carried:
        decision = one.decision
        if decision.requirement in state.decisions:
            continue
        details: dict[str, object] = {"from": earlier.id, "number": decision.number, "quotes": list(decision.quotes)}
        common = {"requirement": decision.requirement, "verdict": decision.verdict, "checker": decision.checker}
        if one.why:
            acts.append(Act(document.id, "look", _name(by), note=one.why, details=details, **common))  # type: ignore[arg-type]
        else:
            stand += 1
            acts.append(Act(document.id, "carried", decision.by, note=decision.note, details=details, **common))  # type: ignore[arg-type]
    store.record_all(acts)
    return stand, len(carried) - stand


def earlier_draft(workspace: Workspace, document: Registered) -> Registered | None:
    """The document that this one is said to be a new draft of."""
    for event in reversed(workspace.store.events(document.id)):
        if event.kind == "draft":
            try:
                return workspace.store.document(str(event.details.get("earlier", "")))
            except ReviewError:
                return None
    return None


def review(workspace: Workspace, document: Registered) -> Review:
    """The decisions on a document as the reports show them."""
    return review_of(workspace.check(document), workspace.store.state(document.id))


def event_object(event: Event) -> dict[str, object]:
    """An act as the JSON addresses give it."""
    return {
        "number": event.number,
        "kind": event.kind,
        "requirement": event.requirement,
        "decision": event.kind if event.kind in {"agree", "overrule"} else None,
        "verdict": event.verdict,
        "checker": event.checker,
        "note": event.note,
        "by": event.by,
        "at": event.at,
    }


def standing(state: State, order: Sequence[str]) -> list[dict[str, object]]:
    """The decisions that stand, in an order of requirements, as the JSON addresses give them."""
    return [
        {
            "number": one.number,
            "requirement": one.requirement,
            "decision": "agree" if one.agrees else "overrule",
            "carried": one.kind == "carried",
            "verdict": one.verdict,
            "checker": one.checker,
            "note": one.note,
            "by": one.by,
            "at": one.at,
            "added": [item.quote for item in state.added.get(one.requirement, ())],
            "struck": [list(span) for span in state.struck.get(one.requirement, ())],
        }
        for name in order
        if (one := state.decisions.get(name)) is not None
    ]


def _found(shown: KeptDocument, words: str) -> tuple[int, int]:
    """Where the document says these words, however they are spaced; a person pastes them from elsewhere."""
    parts = [re.escape(part) for part in words.split()]
    if not parts or len(words) > 2 * _LONGEST_EVIDENCE:
        raise ReviewError("invalid", "Give the words of the document that are to be evidence.")
    match = re.search(r"\s+".join(parts), shown.text) or re.search(r"\s+".join(parts), shown.text, re.IGNORECASE)
    if match is None:
        raise ReviewError("invalid", "The document does not say this, word for word. Copy the words from its text.")
    return match.span()


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    if not 0 <= start < end <= len(text):
        return span
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - (len(quote) - len(quote.rstrip()))


def _name(by: str) -> str:
    name = " ".join(_text(by, _LONGEST_NAME, "The name").split())
    if not name:
        raise ReviewError("invalid", "Say who decides: give your name.")
    return name


def _text(text: str, longest: int, what: str) -> str:
    if len(text) > longest:
        raise ReviewError("invalid", f"{what} is longer than {longest:,} characters.")
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
