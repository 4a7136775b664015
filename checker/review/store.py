"""Decisions on disk: one SQLite file that no rerun, upgrade or crash can lose.

An act is answered for only once it is on the disk (write-ahead log, synchronous FULL). Acts are only ever added.
Before the file's schema moves on, and once a day, a copy is laid beside it. A file that is damaged or of a newer
version is refused with words, and never replaced.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.review.model import UNDOABLE, Event, Kind, ReviewError, State, state_of
from checker.review.opening import opened
from checker.review.schema import STEPS

_OF_DOCUMENT = "id, sha256, name, suffix, size, added, given, removed"
_COLUMNS = "number, uid, document, kind, at, by, requirement, verdict, checker, note, details"


@dataclass(frozen=True, slots=True)
class Registered:
    """A document of the workspace: `id` stands for it in addresses, `name` is what it was called."""

    id: str
    sha256: str
    name: str
    suffix: str
    size: int
    added: str
    given: Mapping[str, str] = field(default_factory=dict)  # what a person said of it: type, area
    removed: str = ""  # when it was taken out of the workspace; its decisions stay


@dataclass(frozen=True, slots=True)
class Act:
    """An act to be recorded. `after` is the number of the requirement's decision that its maker saw (0: none)."""

    document: str
    kind: Kind
    by: str
    requirement: str | None = None
    verdict: str | None = None
    checker: str | None = None
    note: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    uid: str = ""
    after: int | None = None


class ReviewStore:
    """The decisions of one workspace. Its methods may be called from several threads."""

    def __init__(self, path: Path, steps: Sequence[str] = STEPS) -> None:
        """Open the file, or make it. Raises ReviewError: damaged, newer."""
        self._path = path
        self._lock = threading.RLock()
        self._states: dict[str, State] = {}
        self._histories: dict[str, list[Event]] = {}
        self._connection = opened(path, steps)

    def close(self) -> None:
        """Bring everything into the one file and close it."""
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()

    # -- documents

    def add_document(self, document: Registered) -> bool:
        """Register a document, or bring one back that was removed; gives False where it is there already."""
        with self._writing() as connection:
            known = connection.execute("SELECT removed FROM documents WHERE sha256 = ?", (document.sha256,)).fetchone()
            if known:
                connection.execute("UPDATE documents SET removed = '' WHERE sha256 = ?", (document.sha256,))
                return bool(known[0])
            query = "INSERT INTO documents (id, sha256, name, suffix, size, added, given) VALUES (?, ?, ?, ?, ?, ?, ?)"
            values = (document.id, document.sha256, document.name, document.suffix, document.size, document.added)
            connection.execute(query, (*values, json.dumps(dict(document.given))))
            return True

    def remove_document(self, name: str) -> None:
        """Take a document out of all lists. What was decided on it stays, and is back with the same document."""
        with self._writing() as connection:
            connection.execute("UPDATE documents SET removed = ? WHERE id = ?", (_now(), name))

    def documents(self, *, removed: bool = False) -> tuple[Registered, ...]:
        """All documents, the newest first; with those that were `removed` only where asked."""
        with self._lock:
            query = f"SELECT {_OF_DOCUMENT} FROM documents ORDER BY added DESC, rowid DESC"  # noqa: S608 - our own
            rows = self._connection.execute(query).fetchall()
        found = (_registered(row) for row in rows)
        return tuple(one for one in found if removed or not one.removed)

    def document(self, name: str) -> Registered:
        """One document by its id. Raises ReviewError (not-found), also where it was removed."""
        with self._lock:
            row = self._connection.execute(
                f"SELECT {_OF_DOCUMENT} FROM documents WHERE id = ? AND removed = ''",  # noqa: S608 - our own columns
                (name,),
            ).fetchone()
        if row is None:
            raise ReviewError("not-found", "There is no such document in this workspace.")
        return _registered(row)

    def set_given(self, name: str, given: Mapping[str, str]) -> None:
        """Keep what a person said of a document, in place of what was said before."""
        with self._writing() as connection:
            connection.execute("UPDATE documents SET given = ? WHERE id = ?", (json.dumps(dict(given)), name))

    # -- acts

    def record(self, act: Act) -> Event:
        """Add an act; it is on the disk when this returns. The same `uid` again gives the act it was.

        Raises ReviewError: locked (signed off), stale (decided meanwhile elsewhere), not-found.
        """
        uid = act.uid or uuid.uuid4().hex
        with self._writing() as connection:
            known = self._by_uid(uid)
            if known is not None:
                return known
            self._refuse(act)
            event = self._insert(connection, act, uid)
        self._forget(act.document)
        return event

    def record_all(self, acts: Iterable[Act]) -> None:
        """Add several acts, all or none."""
        documents = set()
        with self._writing() as connection:
            for act in acts:
                self._refuse(act)
                self._insert(connection, act, act.uid or uuid.uuid4().hex)
                documents.add(act.document)
        for document in documents:
            self._forget(document)

    def undo(self, document: str, by: str, uid: str = "") -> Event:
        """Take back the last act of a document that stands; gives that act. Raises ReviewError: nothing, locked."""
        with self._lock:
            known = self._by_uid(uid) if uid else None
            if known is not None:
                return self._by_number(int(str(known.details["undoes"])))
            last = self.state(document).last
            if self.state(document).signed:
                raise _locked()
            if last is None or last.kind not in UNDOABLE:
                raise ReviewError("nothing", "There is nothing to take back.")
            details = {"undoes": last.number}
            self.record(Act(document, "undo", by, requirement=last.requirement, details=details, uid=uid))
            return last

    def state(self, document: str) -> State:
        """What stands on a document."""
        with self._lock:
            if document not in self._states:
                self._states[document] = state_of(self.events(document))
            return self._states[document]

    def totals(self) -> Mapping[str, State]:
        """What stands on every document on which anything was done."""
        with self._lock:
            touched = [row[0] for row in self._connection.execute("SELECT DISTINCT document FROM events")]
            return {name: self.state(name) for name in touched}

    def events(self, document: str | None = None) -> tuple[Event, ...]:
        """All acts in their order, of one document or of all."""
        with self._lock:
            if document is None:
                query = f"SELECT {_COLUMNS} FROM events ORDER BY number"  # noqa: S608 - our own columns
                return tuple(_event(row) for row in self._connection.execute(query))
            known = self._histories.setdefault(document, [])  # only ever added to, so what is known stays true
            query = f"SELECT {_COLUMNS} FROM events WHERE document = ? AND number > ? ORDER BY number"  # noqa: S608
            after = known[-1].number if known else 0
            rows = self._connection.execute(query, (document, after)).fetchall()
            if self._connection.in_transaction:  # what is not yet kept may still be taken back
                return (*known, *(_event(row) for row in rows))
            known += [_event(row) for row in rows]
            return tuple(known)

    def insert_event(self, event: Event) -> bool:
        """Add an act of another file with its own uid and time; False where it is known. For imports."""
        with self._writing() as connection:
            if self._by_uid(event.uid) is not None:
                return False
            self._put(connection, event)
        self._forget(event.document)
        return True

    # -- settings

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the workspace."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def set(self, name: str, value: str) -> None:
        """Change a setting."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    # -- within

    def _refuse(self, act: Act) -> None:
        state = self.state(act.document)
        if state.signed and act.kind not in {"reopen", "draft"}:
            raise _locked()
        if act.kind == "reopen" and not state.signed:
            raise ReviewError("nothing", "The review is not signed off, so there is nothing to reopen.")
        if act.after is not None and act.requirement is not None:
            decision = state.decisions.get(act.requirement)
            if act.after != (decision.number if decision else 0):
                raise ReviewError("stale", "This was decided meanwhile in another window. Look again before deciding.")

    def _insert(self, connection: sqlite3.Connection, act: Act, uid: str) -> Event:
        event = Event(
            number=0,
            uid=uid,
            document=act.document,
            kind=act.kind,
            at=_now(),
            by=act.by,
            requirement=act.requirement,
            verdict=act.verdict,
            checker=act.checker,
            note=act.note,
            details=act.details,
        )
        number = self._put(connection, event)
        return self._by_number(number)

    def _put(self, connection: sqlite3.Connection, event: Event) -> int:
        values = (
            event.uid,
            event.document,
            event.kind,
            event.at,
            event.by,
            event.requirement,
            event.verdict,
            event.checker,
            event.note,
            json.dumps(dict(event.details), ensure_ascii=True),
        )
        try:
            cursor = connection.execute(
                "INSERT INTO events (uid, document, kind, at, by, requirement, verdict, checker, note, details)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        except sqlite3.IntegrityError as error:
            raise ReviewError("not-found", "There is no such document in this workspace.") from error
        return cursor.lastrowid or 0

    def _by_uid(self, uid: str) -> Event | None:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM events WHERE uid = ?", (uid,)).fetchone()  # noqa: S608
        return _event(row) if row else None

    def _by_number(self, number: int) -> Event:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM events WHERE number = ?", (number,)).fetchone()  # noqa: S608
        return _event(row)

    def _forget(self, document: str) -> None:
        with self._lock:
            self._states.pop(document, None)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            nested = self._connection.in_transaction
            if not nested:
                self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                if not nested:
                    self._connection.execute("ROLLBACK")
                raise
            if not nested:
                try:
                    self._connection.execute("COMMIT")
                except sqlite3.Error:  # a full disk, say: nothing of it counts
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise


def _locked() -> ReviewError:
    return ReviewError("locked", "The review is signed off. Reopen it before changing a decision.")


def _registered(row: tuple[Any, ...]) -> Registered:
    name, sha256, title, suffix, size, added, given, removed = row
    return Registered(name, sha256, title, suffix, size, added, json.loads(given), removed)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _event(row: tuple[object, ...]) -> Event:
    number, uid, document, kind, at, by, requirement, verdict, checker, note, details = row
    make: Callable[..., Event] = Event
    return make(number, uid, document, kind, at, by, requirement, verdict, checker, note, json.loads(str(details)))
