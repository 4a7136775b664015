"""Opening the decisions' file: sound or refused, brought to this version's schema, with copies laid beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from checker.review.model import ReviewError
from checker.review.schema import APPLICATION

_BACKUPS_KEPT = 14  # daily copies; those before a change of schema are kept for good


def opened(path: Path, steps: Sequence[str]) -> sqlite3.Connection:
    """The file, made where there is none. Raises ReviewError: damaged, newer; nothing is changed then."""
    new = not path.exists()
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
    try:
        if not new:
            _sound(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # on a Mac, fsync alone leaves data in the drive's memory
        connection.execute("PRAGMA foreign_keys = ON")
        _move_on(connection, path, steps)
        if not new:
            _daily_backup(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _damaged(path, str(error)) from error
    except BaseException:
        connection.close()
        raise
    if new and path.exists():
        path.chmod(0o600)
    return connection


def _sound(connection: sqlite3.Connection, path: Path) -> None:
    (told,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        raise _damaged(path, str(told))
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        raise ReviewError("damaged", f"{path} is not a file of this program's decisions. Choose another folder.")


def _move_on(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Take the steps that the file has not taken yet, each whole or not at all, after a copy was laid aside."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        raise ReviewError(
            "newer", f"{path} was made by a newer version of the checker. Open it with that one; nothing was changed."
        )
    if 0 < version < len(steps):
        _backup(connection, _backups(path) / f"{path.stem}-before-version-{len(steps)}-{_stamp()}.sqlite")
    for number, step in enumerate(steps[version:], version + 1):
        marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number};"
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{step}\n{marks}\nCOMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _daily_backup(connection: sqlite3.Connection, path: Path) -> None:
    folder = _backups(path)
    today = folder / f"{path.stem}-{datetime.now(UTC).date().isoformat()}.sqlite"
    if not today.exists():
        _backup(connection, today)
        daily = sorted(folder.glob(f"{path.stem}-????-??-??.sqlite"))
        for old in daily[:-_BACKUPS_KEPT]:
            old.unlink(missing_ok=True)


def _backup(connection: sqlite3.Connection, target: Path) -> None:
    """A whole copy, which appears at once or not at all."""
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    copy = sqlite3.connect(beside)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    beside.chmod(0o600)
    beside.replace(target)


def _backups(path: Path) -> Path:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S")


def _damaged(path: Path, why: str) -> ReviewError:
    return ReviewError(
        "damaged",
        f"The decisions in {path} cannot be read ({why}). Nothing was changed. Copies of earlier days are in "
        f"{path.parent / 'backups'}: put the newest in its place.",
    )
