"""Decisions as JSON: all of them to take elsewhere and bring back, or as labels that measure the rules."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from checker.results.model import Verdict
from checker.review.model import DECIDING, Event, ReviewError
from checker.review.store import Registered, ReviewStore

SCHEMA = 1
_DIGEST = re.compile("[0-9a-f]{64}")
_VERDICTS = {str(verdict) for verdict in Verdict}
_SUFFIX = re.compile(r"(\.[a-z]{1,12})?")


def export_text(store: ReviewStore) -> str:
    """Every document and every act, indented, with a line feed at its end. Holds no document's file."""
    value = {
        "schema": SCHEMA,
        "documents": [
            {**asdict(document), "given": dict(document.given)} for document in reversed(store.documents(removed=True))
        ],
        "events": [{**asdict(event), "details": dict(event.details)} for event in store.events()],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def import_text(store: ReviewStore, text: str) -> tuple[int, int]:
    """Bring in documents and acts that are not there yet; gives how many of each. Raises ReviewError (invalid).

    Importing the same again adds nothing. The acts keep their times and come behind those that are there.
    """
    documents, events = _parsed(text)
    known = {document.sha256: document.id for document in store.documents(removed=True)}
    renamed = {document.id: known.get(document.sha256, document.id) for document in documents}
    new_documents = sum(store.add_document(document) for document in documents if document.sha256 not in known)
    numbers = {event.number: event.uid for event in events}
    new_events = 0
    for event in sorted(events, key=lambda event: event.number):
        details = dict(event.details)
        if event.kind == "undo":
            given = details.get("undoes")
            undone = numbers.get(given) if isinstance(given, int) else None
            details["undoes"] = next((e.number for e in store.events(renamed[event.document]) if e.uid == undone), 0)
        moved = {**asdict(event), "document": renamed[event.document], "details": details}
        new_events += store.insert_event(Event(**moved))
    return new_documents, new_events


def _parsed(text: str) -> tuple[list[Registered], list[Event]]:
    from pydantic import TypeAdapter, ValidationError

    try:
        value: Any = json.loads(text)
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ReviewError("invalid", "The file is no export of decisions that this version can read.")
        documents = TypeAdapter(list[Registered]).validate_python(value.get("documents"))
        events = TypeAdapter(list[Event]).validate_python(value.get("events"))
    except (ValueError, ValidationError, RecursionError) as error:
        raise ReviewError("invalid", f"The file is no export of decisions ({str(error).splitlines()[0]}).") from None
    if not all(_named_by_what_it_holds(document) for document in documents):
        raise ReviewError("invalid", "The file names a document otherwise than this program does.")
    ids = {document.id for document in documents}
    if any(event.document not in ids for event in events):
        raise ReviewError("invalid", "The file names decisions on documents that it does not list.")
    if not all(_says_a_verdict(event) for event in events):
        raise ReviewError("invalid", "The file holds a decision without a verdict that this program knows.")
    return documents, events


def _named_by_what_it_holds(document: Registered) -> bool:
    """Whether the names that files are kept under are digests: others could lead out of the workspace."""
    digest = _DIGEST.fullmatch(document.sha256)
    return bool(digest and document.id == document.sha256[:16] and _SUFFIX.fullmatch(document.suffix))


def _says_a_verdict(event: Event) -> bool:
    """Whether an act that decides says which verdicts it is about."""
    return event.kind not in DECIDING or {event.verdict, event.checker} <= _VERDICTS


def labels_text(store: ReviewStore) -> str:
    """Decisions as reference labels: {file: {requirement: {"verdict", "quotes", "reason"}}}.

    Only what a person decided on the document itself: nothing that was carried over from a draft.
    """
    labels: dict[str, dict[str, object]] = {}
    for document in store.documents():
        state = store.state(document.id)
        decided: dict[str, object] = {
            name: {
                "verdict": decision.verdict,
                "quotes": [*decision.quotes, *(e.quote for e in state.added.get(name, ()))],
                "reason": decision.note,
            }
            for name, decision in sorted(state.decisions.items())
            if decision.kind != "carried"
        }
        if decided:
            name = document.name if document.name not in labels else f"{document.id}-{document.name}"
            labels[name] = decided
    return json.dumps(labels, ensure_ascii=False, indent=1) + "\n"
