"""The journal: each result as it came, on disk before the next is waited for.

An append-only file of lines with tabs: key, the document's sha256, how it failed, a check sum, and
the line of `results.jsonl`. Whatever moment the program or the machine stops at, all whole lines
count and a torn one does not. A later line for a key takes the place of an earlier one.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from checker.errors import OptionError

_HEADER = b"journal of results, 1\n"
_SYNC_EVERY = 1.0  # seconds: what a failing power supply can cost


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a result stands in the journal, and what it depended on besides its key."""

    sha256: str | None
    failure: str  # "" for a document that was checked, else the kind with the limits in force
    start: int
    length: int
    checksum: int


class Journal:
    """The journal of one folder of results, open for this process alone."""

    def __init__(self, path: Path) -> None:
        """Open or begin the journal; takes off a torn end. Raises OptionError if another batch has it."""
        self._path = path
        self._entries: dict[str, Entry] = {}
        self._synced = time.monotonic()
        self._file: BinaryIO
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b")
        except OSError as error:
            raise OptionError(f"{path} cannot be written: {error.strerror or error}.") from None
        try:
            _lock(self._file, path)
            self._read()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sync()
        self._file.close()

    def find(self, key: str) -> Entry | None:
        """The latest result of a key, or None."""
        return self._entries.get(key)

    def line(self, entry: Entry) -> bytes:
        """The line of `results.jsonl`, without its end."""
        self._file.seek(entry.start)
        return self._file.read(entry.length)

    def append(self, key: str, sha256: str | None, failure: str, line: str) -> Entry:
        """Add a result; it is safe from this program's end now, from the machine's within a second."""
        start = self._file.seek(0, os.SEEK_END)
        head, data = f"{key}\t{sha256 or ''}\t{failure}".encode(), line.encode("utf-8")
        checksum = zlib.crc32(data, zlib.crc32(head))
        record = b"%s\t%08x\t%s\n" % (head, checksum, data)
        self._file.write(record)
        self._file.flush()
        entry = Entry(sha256, failure, start + len(record) - len(data) - 1, len(data), checksum)
        self._entries[key] = entry
        if time.monotonic() - self._synced >= _SYNC_EVERY:
            self._sync()
        return entry

    def compact(self, keys: Collection[str]) -> None:
        """Drop what no key of this batch needs, if that is most of the journal. Entries given out before lapse."""
        kept = {key: entry for key in dict.fromkeys(keys) if (entry := self._entries.get(key))}
        live = sum(entry.length for entry in kept.values())
        if self._file.seek(0, os.SEEK_END) < 2 * live + 100_000:
            return
        fresh = self._path.with_suffix(".journal.part")
        fresh.unlink(missing_ok=True)
        with Journal(fresh) as other:
            for key, entry in kept.items():
                other.append(key, entry.sha256, entry.failure, self.line(entry).decode("utf-8"))
            self._entries = other._entries
        self._file.close()
        fresh.replace(self._path)
        self._file = self._path.open("a+b")
        _lock(self._file, self._path)

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def _read(self) -> None:
        self._file.seek(0)
        at = good = len(_HEADER)
        if self._file.readline() != _HEADER:  # new, torn at its very beginning, or of another version
            self._file.truncate(0)
            self._file.write(_HEADER)
            self._file.flush()
            return
        for record in self._file:
            found = _parsed(record, at)
            at += len(record)
            if found is not None:  # a damaged line in the middle only costs checking that document again
                self._entries[found[0]] = found[1]
                good = at
        self._file.truncate(good)


def _parsed(record: bytes, at: int) -> tuple[str, Entry] | None:
    parts = record.split(b"\t", 4)
    if len(parts) != 5 or not record.endswith(b"\n"):
        return None
    data = parts[4][:-1]
    checksum = zlib.crc32(data, zlib.crc32(b"\t".join(parts[:3])))
    if parts[3] != b"%08x" % checksum:
        return None
    key, sha256, failure = (part.decode("utf-8", "replace") for part in parts[:3])
    return key, Entry(sha256 or None, failure, at + len(record) - 1 - len(data), len(data), checksum)


def _lock(file: BinaryIO, path: Path) -> None:
    """Keep a second batch out of the folder; the lock goes with the process, however that ends."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OptionError(f"Another batch is writing to {path.parent}; wait for it, or name another folder.") from None
    except OSError:
        return  # a file system without locks
