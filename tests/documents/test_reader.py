"""Reading files: what they are, whatever their names say, and what a person is told of the others."""

from __future__ import annotations

import builtins
import hashlib
import io
import os
import random
import zipfile
from pathlib import Path

import docx
import pytest

from checker.documents.limits import Limits
from checker.documents.reader import READERS, read_document
from checker.errors import DocumentError
from tests.documents.pdfs import Paper

LONG = "The partners meet every six weeks and publish what they decide within ten working days."
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = f"<!DOCTYPE html><html><head><title>Plan</title></head><body><h1>Plan</h1><p>{LONG}</p></body></html>".encode()


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(LONG)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path, **options: object) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(path, **options)  # type: ignore[arg-type]
    return caught.value


# --- formats ---


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("plan.docx", word_file(), "docx"),
        ("plan.pdf", word_file(), "docx"),
        ("plan", PAGE, "html"),
        ("plan.aspx", b"\xef\xbb\xbf\n<!-- saved -->\n" + PAGE, "html"),
        ("plan.md", f"# Plan\n\n{LONG}".encode(), "markdown"),
        ("plan.txt", f"# Plan\n\n{LONG}".encode(), "markdown"),
        ("plan.txt", f"PLAN\n\n{LONG}".encode(), "text"),
        ("plan.md", f"PLAN\n\n{LONG}".encode(), "markdown"),
        ("plan.PDF", Paper().filler().data(), "pdf"),
        ("plan.txt", b"\r\njunk\r\n" + Paper().filler().data(), "pdf"),
    ],
)
def test_content_decides_the_format(tmp_path: Path, name: str, data: bytes, format: str) -> None:
    path = put(tmp_path, name, data)
    document = read_document(path)
    assert document.format == format
    assert document.path == str(path)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.sentences


def test_every_format_has_one_reader() -> None:
    assert set(READERS) == {"pdf", "docx", "html", "text", "mail"}


# --- refusals ---


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        ("plan.pdf", PAGE, "not-what-it-says", '"Plan"'),
        ("plan.docx", PAGE, "not-what-it-says", "no Word document"),
        ("plan.pdf", b"The file could not be found.", "not-what-it-says", "plain text"),
        ("plan.html", b"<html><title>404 Not Found</title><p>Sorry.", "not-what-it-says", "404 Not Found"),
        ("plan.doc", OLE2 + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "unsupported", "save it as .docx"),
        ("plan.docx", OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password", "copy without one"),
        ("plan.xls", OLE2 + b"\0" * 600, "unsupported", "old Office format"),
        ("plan.rtf", b"{\\rtf1\\ansi text}", "unsupported", "RTF"),
        ("plan.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "unsupported", "OpenDocument"),
        ("plan.xlsx", zipped(xl__workbook=b"x"), "unsupported", "spreadsheet"),
        ("plan.pptx", zipped(ppt__slides=b"x"), "unsupported", "presentation"),
        ("plan.epub", zipped(mimetype=b"application/epub+zip"), "unsupported", "e-book"),
        ("plan.zip", zipped(plan=b"x"), "unsupported", "Unpack"),
        ("plan.docx", word_file()[:400], "damaged", "cut short"),
        ("plan.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported", "picture"),
        ("plan.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "unsupported", "Unpack"),
        ("plan.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\ntext", "unsupported", "web archive"),
        ("plan.xml", b"<?xml version='1.0'?><feed><entry>x</entry></feed>", "unsupported", "XML"),
        ("plan.pdf", bytes(range(256)) * 40, "damaged", "beginning is missing"),
        ("plan.bin", bytes(range(256)) * 40, "unsupported", "no kind that can be read"),
        ("plan.txt", b"", "empty", "empty"),
        ("plan.txt", b"\xef\xbb\xbf \n\t ", "empty", "empty"),
        ("plan.html", b"<html><body><script>var x;</script></body></html>", "empty", "no text"),
    ],
)
def test_refusals_name_the_file_and_say_what_to_do(
    tmp_path: Path, name: str, data: bytes, kind: str, says: str
) -> None:
    error = refused(put(tmp_path, name, data))
    assert error.kind == kind
    assert says in error.message
    assert name in error.message
    assert error.message.endswith(".")
    assert "Error" not in error.message


def test_file_that_is_not_there_and_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pdf").kind == "not-found"
    error = refused(tmp_path)
    assert (error.kind, "folder" in error.message) == ("not-found", True)
    assert refused(Path("bad\0name")).kind in {"unreadable", "not-found"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = put(tmp_path, "plan.txt", b"text")
    path.chmod(0)
    assert refused(path).kind == "unreadable"


def test_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", forbid)
    assert refused(put(tmp_path, "plan.txt", b"text")).kind == "unreadable"


def test_files_above_the_limits_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "plan.txt", LONG.encode() * 20)
    assert refused(path, limits=Limits(file=100)).kind == "too-large"
    assert refused(path, limits=Limits(text=100)).kind == "too-large"


def test_ocr_without_tesseract_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **options: object) -> object:
        if name == "pytesseract":
            raise ImportError(name)
        return real(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(put(tmp_path, "plan.txt", LONG.encode()), ocr=True)
    assert error.kind == "ocr-missing"
    assert "Tesseract" in error.message


# --- odd input ---


@pytest.mark.parametrize("seed", range(6))
def test_mangled_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Whatever happens to a file on its way, the answer is a document or a DocumentError."""
    chance = random.Random(seed)
    for name, data in (("a.docx", word_file()), ("a.html", PAGE), ("a.md", b"# A\n\n| a | b |\n|--|--|\n| 1 |\n" * 9)):
        for turn in range(8):
            mangled = bytearray(data)
            for _ in range(chance.randint(1, 30)):
                mangled[chance.randrange(len(mangled))] = chance.randrange(256)
            if chance.random() < 0.4:
                del mangled[chance.randrange(len(mangled)) :]
            try:
                document = read_document(put(tmp_path, f"{turn}-{name}", bytes(mangled)))
            except DocumentError:
                continue
            for block in document.blocks:
                assert document.text[block.start : block.end].strip()


def test_long_lines_and_deep_nesting_do_not_hang(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", b"a" * 300_000),
        ("b.txt", b". " * 150_000),
        ("c.txt", b"A B C " * 50_000),
        ("d.md", b"*a" * 20_000),
        ("e.md", b"> " * 3_000 + b"deep"),
        ("f.html", b"<html>" + b"<div>" * 20_000 + b"deep"),
        ("g.html", b"<html><ul><li>" * 3_000 + b"deep"),
        ("h.html", b"<html><table><tr><td>" * 300 + b"deep"),
        ("i.txt", b"\n".join(b"\t" * 50 for _ in range(2_000)) + b"x"),
        ("j.md", b"- " * 500 + b"x"),
        ("k.txt", b"1.1 " * 50_000),
        ("l.txt", b"_" * 100_000 + b"x\n" + b"y  " * 1_000),
        ("m.md", b"- a\n\n" * 2_000),
        ("n.txt", b"<!---->" * 2_000 + b"x"),
        ("o.md", b"---\n" + b"\n" * 20_000 + b"x"),
    ):
        try:
            read_document(put(tmp_path, name, data))
        except DocumentError:
            continue
