"""Reading a document: sniff what the file holds, choose the format's reader, assemble.

The one place that knows which formats there are. A file's suffix is a hint, never trusted: real
collections hold web pages saved as `.pdf`.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checker.documents.formats.sniff import Found, sniff
from checker.documents.limits import Limits
from checker.documents.model import Document
from checker.documents.shape.assemble import assemble
from checker.documents.shape.draft import Reading
from checker.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Task:
    """What a format's reader gets: the file's bytes and how to read them."""

    data: bytes
    suffix: str
    limits: Limits
    ocr: Callable[[object], str] | None


def _pdf(task: Task) -> Reading:
    from checker.documents.formats.pdf.read import read

    return read(task.data, ocr=task.ocr, limits=task.limits)


def _word(task: Task) -> Reading:
    from checker.documents.formats.word.read import read

    return read(task.data, limits=task.limits)


def _html(task: Task) -> Reading:
    from checker.documents.formats.html import read as html

    return html.read(_small(task))


def _text(task: Task) -> Reading:
    from checker.documents.formats import text

    return text.read(_small(task), as_markdown=True if task.suffix in {".md", ".markdown"} else None)


def _mail(task: Task) -> Reading:
    from checker.documents.formats import mail

    return mail.read(_small(task))


# One reader for each format that `sniff` can name; the imports wait until a file needs them.
READERS: dict[str, Callable[[Task], Reading]] = {
    "pdf": _pdf,
    "docx": _word,
    "html": _html,
    "text": _text,
    "mail": _mail,
}


def read_document(path: Path, *, ocr: bool = False, limits: Limits | None = None) -> Document:
    """The document in a file: PDF, Word (.docx), HTML, Markdown or plain text.

    `ocr` reads PDF pages without a text layer through Tesseract. Raises DocumentError, whose
    message names the file and says what to do: not-found, unreadable, empty, too-large, password,
    damaged, unsupported, not-what-it-says, no-text, ocr-missing.
    """
    limits = limits or Limits()
    recognise = None
    if ocr:
        from checker.documents.pages.ocr import recogniser

        recognise = recogniser()
    try:
        data = _bytes(path, limits)
    except DocumentError as error:
        raise DocumentError(error.kind, _named(path, error.message)) from error
    return read_data(data, path, limits, recognise)


def read_data(data: bytes, path: Path, limits: Limits, recognise: Callable[[object], str] | None = None) -> Document:
    """The document in a file's bytes; `path` gives its name and suffix. Raises DocumentError as `read_document`."""
    try:
        found = sniff(data, path.suffix.lower())
        _refuse_mismatch(found, data, path.suffix.lower())
        reading = READERS[found.format](Task(data, path.suffix.lower(), limits, recognise))
    except DocumentError as error:
        raise DocumentError(error.kind, _named(path, error.message)) from error
    if not any(draft.text.strip() for draft in reading.drafts):
        raise DocumentError("empty", f"{path.name}: The file holds no text. Check that it is the right one.")
    if len(reading.drafts) <= limits.sentences:
        document = assemble(reading, str(path), hashlib.sha256(data).hexdigest())
        if len(document.sentences) <= limits.sentences:
            return document
    raise DocumentError(
        "too-large",
        f"{path.name}: The file holds more than {limits.sentences:,} sentences or paragraphs. Check it in parts.",
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise DocumentError("not-found", "This is a folder, not a document. Name a file in it.")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DocumentError("unreadable", "This is a pipe or a device, not a file. Save what it gives as a file.")
        size = about.st_size
        if size > limits.file:
            raise DocumentError(
                "too-large",
                f"The file has {size / 1e6:.0f} MB, more than the {limits.file / 1e6:.0f} MB that are read. "
                "Save it with smaller pictures, or in parts.",
            )
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise DocumentError("not-found", "There is no such file. Check its name and folder.") from problem
    except PermissionError as problem:
        raise DocumentError("unreadable", "You are not allowed to read the file. Ask for access to it.") from problem
    except (OSError, ValueError) as problem:
        raise DocumentError(
            "unreadable", f"The file cannot be opened ({problem}). Check its name and disk."
        ) from problem
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise DocumentError("empty", "The file is empty. Download or save it again.")
    return data


def _refuse_mismatch(found: Found, data: bytes, suffix: str) -> None:
    """A web page or plain text under a document's suffix is not that document."""
    if suffix not in {".pdf", ".docx", ".doc"} or found.format not in {"html", "text"}:
        return
    kind = "Word document" if suffix != ".pdf" else "PDF"
    if found.format == "html":
        from checker.documents.formats.html.read import page_title

        title = page_title(data[:200_000])
        called = f' called "{title[:100]}"' if title else ""
        what = f"a web page{called}"
    else:
        what = "plain text"
    raise DocumentError(
        "not-what-it-says", f"The file is no {kind} but {what}. Download the document again, or mend its suffix."
    )


def _small(task: Task) -> bytes:
    if len(task.data) > task.limits.text:
        raise DocumentError(
            "too-large",
            f"The file has {len(task.data) / 1e6:.0f} MB of text, more than the {task.limits.text / 1e6:.0f} MB "
            "that are read. Check it in parts.",
        )
    return task.data


def _named(path: Path, message: str) -> str:
    return message if path.name and path.name in message else f"{path.name or path}: {message}"
