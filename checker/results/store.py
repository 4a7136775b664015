"""Results in SQLite: the database that a batch leaves, to be opened in Datasette, Excel or SQL.

Owns the file's state (`store.sql` is its schema) and how a line of `results.jsonl` becomes rows.
Everything in it can be made again from the journal, so a database that is damaged or of an earlier
schema is made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from checker.errors import OptionError

SCHEMA = 1
_APPLICATION = 0x53464744  # marks the file as this program's


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of a batch is: what it checks, with which program, rules and limits."""

    source: str
    version: str
    program_digest: str
    rules_digest: str
    packs: tuple[str, ...]
    ocr: bool
    timeout: float
    memory: int


@dataclass(frozen=True, slots=True)
class Row:
    """One document's result: its place (from 1), what identifies the result, and its JSON line."""

    document: int
    record: str
    line: bytes


class Store:
    """The database of one folder of results."""

    def __init__(self, path: Path) -> None:
        """Open the database, or make it. Raises OptionError if that cannot be."""
        self._path = path
        try:
            try:
                self._connection = _opened(path)
            except sqlite3.DatabaseError:
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                self._connection = _opened(path)
        except (sqlite3.Error, OSError) as error:
            raise OptionError(f"{path} cannot be written: {error}.") from None
        self._run = 0

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def begin(self, run: Run, documents: int) -> None:
        """Note that a run has begun, and drop documents beyond its number."""
        values = (
            run.source,
            run.version,
            run.program_digest,
            run.rules_digest,
            " ".join(run.packs) or None,
            run.ocr,
            run.timeout,
            run.memory,
            _now(),
        )
        with self._connection as connection:
            cursor = connection.execute(
                "INSERT INTO runs (source, version, program_digest, rules_digest, packs, ocr, timeout, memory, started)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            self._run = cursor.lastrowid or 0
            connection.execute("DELETE FROM documents WHERE document > ?", (documents,))

    def finish(self, documents: int, errors: int, checked_anew: int) -> None:
        """Note that the run has come to its end, and bring everything into the one file."""
        with self._connection as connection:
            connection.execute(
                "UPDATE runs SET finished = ?, documents = ?, errors = ?, checked_anew = ? WHERE run = ?",
                (_now(), documents, errors, checked_anew, self._run),
            )
            for table in ("requirements", "packs"):  # those of packs that nothing was checked against this time
                connection.execute(f"DELETE FROM {table} WHERE pack NOT IN (SELECT DISTINCT pack FROM findings)")  # noqa: S608 - the names are those just above
        self._connection.execute("PRAGMA optimize")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def records(self) -> dict[int, str]:
        """Which result each document's rows were made from."""
        return dict(self._connection.execute("SELECT document, record FROM documents"))

    def last_finished(self) -> tuple[str, str] | None:
        """Program and rules digest of the latest run that came to its end, or None."""
        query = "SELECT program_digest, rules_digest FROM runs WHERE finished IS NOT NULL ORDER BY run DESC LIMIT 1"
        found: tuple[str, str] | None = self._connection.execute(query).fetchone()
        return found

    def put(self, rows: Iterable[Row]) -> None:
        """Store some documents' results in place of what their numbers had, all or none of them."""
        with self._connection as connection:
            for row in rows:
                connection.execute("DELETE FROM documents WHERE document = ?", (row.document,))
                result = json.loads(row.line)
                if "error" in result:
                    _put_error(connection, row, result)
                else:
                    _put_check(connection, row, result)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and (application, schema) != (_APPLICATION, SCHEMA):
            raise sqlite3.DatabaseError("of another kind or an earlier schema")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        if not tables:
            schema_text = Path(__file__).with_name("store.sql").read_text(encoding="utf-8")
            marks = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {SCHEMA};"
            connection.executescript(f"BEGIN;\n{schema_text}\n{marks}\nCOMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _put_error(connection: sqlite3.Connection, row: Row, result: Mapping[str, Any]) -> None:
    path, error = result["document"]["path"], result["error"]
    connection.execute(
        "INSERT INTO documents (document, path, status, record) VALUES (?, ?, 'error', ?)",
        (row.document, path, row.record),
    )
    connection.execute("INSERT INTO errors VALUES (?, ?, ?)", (row.document, error["kind"], error["message"]))


def _put_check(connection: sqlite3.Connection, row: Row, result: Mapping[str, Any]) -> None:
    document, number = result["document"], row.document
    period = document["period"] or {"start": None, "end": None}
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, 'checked', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            document["path"],
            document["area"],
            document["type"],
            document["title"],
            period["start"],
            period["end"],
            document["published"],
            document["pages"],
            len(document["pages_without_text"]),
            len(document["pages_read_by_ocr"]),
            document["words"],
            document["format"],
            document["sha256"],
            "\n".join(document["warnings"]),
            row.record,
        ),
    )
    areas = dict.fromkeys(document["areas"] or filter(None, [document["area"]]))
    connection.executemany("INSERT INTO document_areas VALUES (?, ?)", [(number, area) for area in areas])
    connection.executemany(
        "INSERT OR REPLACE INTO packs VALUES (?, ?, ?, ?, ?, ?)",
        [
            tuple(pack[name] for name in ("id", "title", "source", "version", "digest", "requirements"))
            for pack in result["packs"]
        ],
    )
    _put_findings(connection, number, result["findings"])
    if result["inspection"]:
        _put_inspection(connection, number, result["inspection"])


def _put_findings(connection: sqlite3.Connection, number: int, findings: Iterable[Mapping[str, Any]]) -> None:
    for finding in findings:
        pack, requirement = finding["pack"], finding["requirement"]
        theme, force = finding["theme"], finding["force"]
        connection.execute(
            "INSERT OR REPLACE INTO requirements VALUES (?, ?, ?, ?, ?, ?, ?)",
            (pack, requirement, finding["title"], theme, force, finding["asks"], finding["basis"]),
        )
        told = (finding["mode"], finding["verdict"], finding["reason"], finding["advice"])
        connection.execute(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, pack, requirement, theme, force, *told, "\n".join(finding["questions"])),
        )
        names = ("role", "quote", "page", "section", "paragraph", "start", "end", "read_by_ocr")
        connection.executemany(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, pack, requirement, rank, *(evidence[name] for name in names))
                for rank, evidence in enumerate(finding["evidence"], 1)
            ],
        )


def _put_inspection(connection: sqlite3.Connection, number: int, inspection: Mapping[str, Any]) -> None:
    facts = (inspection[name] for name in ("report_type", "started", "ended", "published"))
    connection.execute(
        "INSERT INTO inspections VALUES (?, ?, ?, ?, ?, ?)", (number, *facts, "\n".join(inspection["disagreements"]))
    )
    printed = inspection["printed"]
    connection.executemany(
        "INSERT INTO judgements VALUES (?, ?, ?, ?)",
        [(number, name, grade, printed.get(name)) for name, grade in inspection["judgements"].items()],
    )
    names = ("text", "page", "theme", "kind", "for_whom")
    connection.executemany(
        "INSERT INTO improvements VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, rank, *(item[name] for name in names)) for rank, item in enumerate(inspection["improvements"], 1)],
    )
