"""Telling from a file's first bytes what it is, and from an unreadable kind what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from checker.documents.formats.decoding import decode_html, is_text
from checker.errors import DocumentError

_LOOKED_AT = 1024
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh")
_RICH_TEXT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\x01-\x20])*\{\\rtf")  # behind marks and stray signs
_WORD_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_TAGS = re.compile(r"<(?:html|head|body|meta|title|div|p|h[1-6]|table)\b[^>]*>", re.I)
_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx or PDF, and check that."


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: the name of a format that is read."""

    format: str


def sniff(data: bytes, suffix: str) -> Found:
    """The format of a file that can be read.

    Raises DocumentError: unsupported for other kinds, password for an encrypted Word file, damaged
    for an archive that cannot be opened or a PDF without its beginning.
    """
    head = data[:_LOOKED_AT]
    at = head.find(b"%PDF-")
    if at >= 0 and b"<" not in head[:at]:
        return Found("pdf")
    if data.startswith(b"PK"):
        return _archive(data)
    if data.startswith(_OLE2):
        raise _old_office(data)
    if _RICH_TEXT.match(head.replace(b"\0", b"")):
        raise DocumentError("unsupported", f"The file is Rich Text (RTF), which is not read. {_AS_DOCX}")
    if data.startswith(_PICTURES) or head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"} or head[8:12] == b"WEBP":
        raise DocumentError(
            "unsupported",
            "The file is a picture, not a document. Save it as a PDF and check that with --ocr, or ask for the text.",
        )
    if data.startswith(_ARCHIVES):
        raise DocumentError("unsupported", "The file is a packed archive. Unpack it and check the documents in it.")
    if not is_text(data):
        raise _rubbish(suffix)
    return _words(data)


def _words(data: bytes) -> Found:
    from checker.documents.formats.mail import looks_like_mail  # Python's mail rooms are many modules

    text = decode_html(data[:65536])[0]
    if looks_like_mail(text):
        return Found("mail")
    start = _without_prologue(text)
    if _HTML_START.match(start) or (start.startswith("<") and len(_HTML_TAGS.findall(start)) >= 2):
        return Found("html")
    if text.lstrip().startswith("<?xml"):
        raise DocumentError("unsupported", f"The file is XML, which is not read. {_AS_DOCX}")
    return Found("text")


def _without_prologue(text: str) -> str:
    """The text behind an XML declaration and comments, as pages saved by browsers have them."""
    text = text.lstrip("\ufeff \t\n")
    for opening, closing in (("<?xml", "?>"), *[("<!--", "-->")] * 20):
        end = text.find(closing)
        if text.startswith(opening) and end >= 0:
            text = text[end + len(closing) :].lstrip()
    return text


def _archive(data: bytes) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].decode("latin-1") if "mimetype" in names else ""
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as problem:
        raise DocumentError(
            "damaged", "The file is damaged or cut short: it cannot be unpacked. Download or save it again."
        ) from problem
    if any(_WORD_MAIN.fullmatch(name.replace("\\", "/")) for name in names):
        return Found("docx")
    if "opendocument.text" in kind:
        raise DocumentError("unsupported", f"The file is an OpenDocument text, which is not read. {_AS_DOCX}")
    if "opendocument" in kind or any(name.startswith(("xl/", "ppt/")) for name in names):
        raise DocumentError(
            "unsupported",
            "The file is a spreadsheet or a presentation, which is not read. Save it as PDF, and check that.",
        )
    if "epub" in kind:
        raise DocumentError("unsupported", "The file is an e-book, which is not read. Save it as PDF, and check that.")
    raise DocumentError("unsupported", "The file is a packed archive. Unpack it and check the documents in it.")


def _old_office(data: bytes) -> DocumentError:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return DocumentError(
            "password", "The file is protected by a password. Open it in Word, save a copy without one and check that."
        )
    if holds("WordDocument"):
        return DocumentError("unsupported", f"The file is in Word's old .doc format, which is not read. {_AS_DOCX}")
    return DocumentError(
        "unsupported",
        "The file is in an old Office format, which is not read. Save it as .docx or PDF, and check that.",
    )


def _rubbish(suffix: str) -> DocumentError:
    if suffix == ".pdf":
        return DocumentError("damaged", "The file is no PDF: its beginning is missing. Download it again.")
    return DocumentError(
        "unsupported", "The file is of no kind that can be read. PDF, Word (.docx), HTML, Markdown and text files are."
    )
