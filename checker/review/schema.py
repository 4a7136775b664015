"""The versions of the decisions' database, as steps from one to the next.

A step is never changed once it has been released: a later one is added behind it. The file's version is the
number of steps that have been taken.
"""

from __future__ import annotations

_FIRST = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,           -- as it was given
    suffix TEXT NOT NULL,         -- of the copy that is kept
    size INTEGER NOT NULL,        -- bytes
    added TEXT NOT NULL,          -- ISO, UTC
    given TEXT NOT NULL DEFAULT '{}'  -- what a person said of it: type, area
) STRICT;
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,     -- tells an act that is sent twice from two acts
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,             -- ISO, UTC
    by TEXT NOT NULL,
    requirement TEXT,
    verdict TEXT,
    checker TEXT,
    note TEXT NOT NULL DEFAULT '',
    details TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX events_of_document ON events (document, number);
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the history of decisions is only added to'); END;
CREATE TRIGGER events_are_never_taken_away BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the history of decisions is only added to'); END;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

_REMOVED = "ALTER TABLE documents ADD COLUMN removed TEXT NOT NULL DEFAULT '';"  # ISO, UTC; empty: it is there

STEPS: tuple[str, ...] = (_FIRST, _REMOVED)
APPLICATION = 0x53464752  # marks the file as this program's decisions
