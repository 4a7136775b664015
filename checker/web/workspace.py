"""A workspace: a folder with copies of documents, results that can be made again, and decisions that cannot.

documents/<sha256><suffix>   copies, by what they hold
results/<id>.json            the published object of each, with what it was made by
shown/<sha256>.json          text and places, for showing the document
pages/<id>/                  pictures of pages, and where words stand on them
review.sqlite, backups/      decisions: see checker.review.store
workspace.lock               held by the one process that uses the folder
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from checker.documents.formats import SUFFIXES
from checker.documents.formats.sniff import sniff
from checker.documents.kept import KeptDocument, load_kept
from checker.documents.limits import Limits
from checker.errors import DocumentError, OptionError
from checker.results.restored import restored
from checker.review.model import ReviewError
from checker.review.store import Registered, ReviewStore
from checker.web.telling import in_the_app

if TYPE_CHECKING:
    from checker.results.model import Check

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_LONGEST_NAME = 160
_HEAD = 1024  # bytes in which a PDF says that it is one
_RESULT = ', "result": '  # behind the head of a result's file
_LONGEST_HEAD = 65_536  # characters
_LONGEST_WORDS = 2000  # characters of a title or a message in a list
_NOT_HERE = "Only decisions on it were brought in; the document itself is not here. Add it to go on."
_HELD = 6  # documents whose result and text stay in memory


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists show of a document's result; `verdicts` by requirement. `error` for one that could not be checked."""

    type: str = ""
    title: str = ""
    area: str = ""
    edition: str = ""
    date: str = ""
    pages: int | None = None
    format: str = ""
    verdicts: tuple[tuple[str, str, bool | None], ...] = ()  # requirement, verdict, firm
    warnings: int = 0
    error: str = ""
    made_by: str = ""


class Workspace:
    """One folder. Its methods may be called from several threads."""

    def __init__(self, folder: Path, made_by: str = "") -> None:
        """Open or make the workspace. Raises OptionError where it is in use or cannot be written, ReviewError."""
        self.folder = folder
        self.made_by = made_by
        self._held: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._summaries: dict[str, Summary] = {}
        self._guard = threading.RLock()
        try:
            for part in (folder, *(folder / name for name in ("documents", "results", "shown", "pages", "incoming"))):
                part.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _locked(folder / "workspace.lock")
        except OSError as error:
            raise OptionError(f"{folder} cannot be used as a workspace: {error.strerror or error}.") from None
        try:
            for left in (folder / "incoming").iterdir():
                left.unlink(missing_ok=True) if left.is_file() else None  # uploads that never came to their end
            self.store = ReviewStore(folder / "review.sqlite")
        except BaseException:
            self._lock.close()
            raise

    def close(self) -> None:
        """Close the decisions and let others have the folder."""
        self.store.close()
        self._lock.close()

    # -- documents

    def add(self, name: str, stream: IO[bytes]) -> tuple[Registered, bool]:
        """Keep a copy of a document; gives it, and whether it is new. Raises DocumentError for what is never read."""
        shown = clean_name(name)
        suffix = Path(shown).suffix.lower()
        suffix = suffix if suffix in SUFFIXES else ""
        part = self.folder / "incoming" / f"{os.urandom(8).hex()}.part"
        try:
            digest, size = _copy(stream, part)
            if not size:
                raise DocumentError("empty", f"{shown}: The file is empty. Download or save it again.")
            if size > Limits().file:
                raise DocumentError("too-large", f"{shown}: The file is too large. Save it with smaller pictures.")
            with self._guard:
                known = next((one for one in self.store.documents(removed=True) if one.sha256 == digest), None)
                if known is not None and not known.removed and self.file(known).exists():
                    return known, False
                _refuse_unread(part, shown, suffix)
                document = known or Registered(digest[:16], digest, shown, suffix, size, _now())
                part.replace(self.file(document))
                self.store.add_document(document)
                return document, True
        finally:
            part.unlink(missing_ok=True)

    def remove(self, document: Registered) -> None:
        """Take a document out: its copy, result, text and pictures are deleted, its decisions are kept."""
        with self._guard:
            self.store.remove_document(document.id)
            self.sweep(document)

    def sweep(self, document: Registered) -> None:
        """Delete every file that is kept of a document."""
        for file in (self.file(document), self.shown_file(document), self.result_file(document)):
            file.unlink(missing_ok=True)
        shutil.rmtree(self.folder / "pages" / document.id, ignore_errors=True)
        self._forget(document)

    def file(self, document: Registered) -> Path:
        """The copy of a document."""
        return self.folder / "documents" / f"{document.sha256}{document.suffix}"

    def shown_file(self, document: Registered) -> Path:
        """Where the parts that are shown are kept."""
        return self.folder / "shown" / f"{document.sha256}.json"

    def pages_folder(self, document: Registered) -> Path:
        """Where pictures of pages are kept."""
        folder = self.folder / "pages" / document.id
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    # -- results

    def put_result(self, document: Registered, line: str) -> None:
        """Keep a document's result in place of an earlier one."""
        head = json.dumps({"made_by": self.made_by, "summary": asdict(_summary(json.loads(line)))})
        text = f"{head[:-1]}{_RESULT}{line}}}"
        target = self.result_file(document)
        beside = target.with_suffix(".part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
        shutil.rmtree(self.folder / "pages" / document.id, ignore_errors=True)  # places may have changed
        self._forget(document)

    def forget_result(self, document: Registered) -> None:
        """Put a result away, because the document is to be read as something else."""
        self.result_file(document).unlink(missing_ok=True)
        self._forget(document)

    def result(self, document: Registered) -> dict[str, Any] | None:
        """The published object of a document (which may be an error), or None where it was not checked yet."""
        found: dict[str, Any] | None = self._hold("result", document, lambda: self._read(document).get("result"))
        return found

    def check(self, document: Registered) -> Check:
        """The check of a document. Raises ReviewError (not-found) where there is none."""
        value = self.result(document)
        if value is None or "error" in value:
            raise ReviewError("not-found", "The document has not been checked, or could not be.")
        made: Check = self._hold("check", document, lambda: restored(value))
        return made

    def shown(self, document: Registered) -> KeptDocument | None:
        """Text and places of a document, or None where they are not at hand."""

        def load() -> KeptDocument | None:
            try:
                return load_kept(self.shown_file(document))
            except (OSError, ValueError, KeyError, TypeError):
                return None

        found: KeptDocument | None = self._hold("shown", document, load)
        return found

    def summary(self, document: Registered) -> Summary | None:
        """What lists show, or None where the document was not checked yet. Stays in memory."""
        with self._guard:
            if document.id in self._summaries:
                return self._summaries[document.id]
        made = self._summary_kept(document)
        if made is not None:
            with self._guard:
                self._summaries[document.id] = made
        elif not self.file(document).exists():
            return Summary(error=_NOT_HERE)
        return made

    def stale(self, document: Registered) -> bool:
        """Whether the document has no result, or one of another version of the checker or its rules."""
        summary = self.summary(document)
        return (
            summary is None
            or summary.made_by != self.made_by
            or not (summary.error or self.shown_file(document).exists())
        )

    def result_file(self, document: Registered) -> Path:
        """Where a document's result is kept."""
        return self.folder / "results" / f"{document.id}.json"

    def _summary_kept(self, document: Registered) -> Summary | None:
        """The summary at the head of the result's file: a list of hundreds reads no result whole."""
        try:
            with self.result_file(document).open(encoding="utf-8") as opened:
                head, found, _ = opened.read(_LONGEST_HEAD).partition(_RESULT)
            value = json.loads(f"{head}}}") if found else {}
            kept = Summary(**value["summary"])
            return replace(
                kept,
                verdicts=tuple((name, verdict, firm) for name, verdict, firm in kept.verdicts),
                made_by=value["made_by"],
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None  # never made, cut short, or of another version: it is made again

    def _forget(self, document: Registered) -> None:
        with self._guard:
            self._summaries.pop(document.id, None)
            for key in [key for key in self._held if key[1] == document.id]:
                del self._held[key]

    def _read(self, document: Registered) -> dict[str, Any]:
        try:
            value = json.loads(self.result_file(document).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # never made, or cut short: it is made again
        return value if isinstance(value, dict) else {}

    def _hold(self, kind: str, document: Registered, make: Callable[[], Any]) -> Any:
        key = (kind, document.id)
        with self._guard:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        if made is not None:
            with self._guard:
                self._held[key] = made
                while len(self._held) > 3 * _HELD:
                    self._held.popitem(last=False)
        return made


def clean_name(name: str) -> str:
    """A file's name without folders, control characters or more than fits on a line."""
    last = re.split(r"[/\\]", name)[-1]
    kept = " ".join(_UNSAFE.sub("", last).split()).strip(". ")
    if len(kept) > _LONGEST_NAME:
        stem, dot, suffix = kept.rpartition(".")
        kept = f"{stem[: _LONGEST_NAME - 12]}…{dot}{suffix[:10]}" if dot else kept[:_LONGEST_NAME]
    return kept or "document"


def _summary(value: dict[str, Any]) -> Summary:
    """What lists show of a published object."""
    if "error" in value:
        return Summary(error=in_the_app(str(value["error"].get("message", "")))[:_LONGEST_WORDS])
    document, inspection = value["document"], value.get("inspection") or {}
    period = document.get("period") or {}
    return Summary(
        type=document["type"],
        title=(document.get("title") or "")[:_LONGEST_WORDS],
        area=(document.get("area") or "")[:_LONGEST_WORDS],
        edition=document.get("edition") or "",
        date=period.get("end") or document.get("published") or inspection.get("ended") or "",
        pages=document.get("pages"),
        format=document.get("format", ""),
        verdicts=tuple((one["requirement"], one["verdict"], _firm(one)) for one in value["findings"]),
        warnings=len(document.get("warnings") or ()) + len(document.get("pages_without_text") or ()),
    )


def _firm(finding: dict[str, Any]) -> bool | None:
    confidence = finding.get("confidence")
    return confidence.get("level") == "firm" if isinstance(confidence, dict) else None


def _copy(stream: IO[bytes], target: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while block := stream.read(1 << 20):
            digest.update(block)
            size += len(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())  # a decision must never outlive the document it is about
    return digest.hexdigest(), size


def _refuse_unread(part: Path, shown: str, suffix: str) -> None:
    """Raise DocumentError for a kind of file that is never read; what is damaged is told once it is checked."""
    with part.open("rb") as opened:
        if b"%PDF-" in opened.read(_HEAD):
            return  # a large one need not pass through the serving process's memory
    try:
        sniff(part.read_bytes(), suffix)
    except DocumentError as error:
        if error.kind == "unsupported":
            raise DocumentError(error.kind, in_the_app(f"{shown}: {error.message}")) from None


def _locked(path: Path) -> IO[str]:
    """The lock, held until the file is closed or the process ends. Raises OptionError where another holds it."""
    held = path.open("a+", encoding="utf-8")
    try:
        if sys.platform == "win32":
            import msvcrt

            held.seek(0)
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise OptionError(
            f"The workspace {path.parent} is open in another checker. Close that one, or choose another folder."
        ) from None
    return held


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
