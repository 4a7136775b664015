"""Hostile files, each with a document or a named error and never anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # the makers of the files stand with the benchmarks, which run the slow ones

from benchmarks.hostile import FILES, SENTENCE, SLOW, truncations  # noqa: E402
from checker.documents.limits import Limits, limits_of  # noqa: E402
from checker.documents.reader import read_data, read_document  # noqa: E402
from checker.errors import DocumentError, OptionError  # noqa: E402
from checker.results.model import Check  # noqa: E402

KINDS = {
    "damaged",
    "empty",
    "no-text",
    "not-found",
    "not-what-it-says",
    "password",
    "too-large",
    "unreadable",
    "unsupported",
}
# What some must come to; the others may be read or refused.
EXPECTED = {
    "many-entries.docx": "too-large",
    "overlapping-entries.docx": {"too-large", "damaged"},
    "billion-laughs.docx": "empty",
    "xxe.docx": "empty",
    "encrypted.docx": "password",
    "password.pdf": "password",
    "no-main-part.docx": {"unsupported", "damaged"},
    "gigantic-image.pdf": "no-text",
    "picture.pdf": {"unsupported", "not-what-it-says"},
    "old-word.doc": "unsupported",
    "rich-text.doc": "unsupported",
    "plain.xml": "unsupported",
    "empty.pdf": "empty",
    "spaces.txt": "empty",
    "a-folder.pdf": "not-found",
    "a-pipe.txt": "unreadable",
    "endless-device.txt": "unreadable",
    "goes-round.pdf": {"unreadable", "not-found"},
}


@pytest.mark.parametrize("name", sorted(set(FILES) - SLOW))
def test_a_document_or_a_named_error(name: str, tmp_path: Path) -> None:
    if name == "not-allowed.txt" and hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    path = tmp_path / name
    FILES[name](path)
    expected = EXPECTED.get(name)
    try:
        document = read_document(path)
    except DocumentError as error:
        assert error.kind in KINDS
        assert not expected or error.kind in ({expected} if isinstance(expected, str) else expected)
        assert path.name in error.message
        return
    assert not expected, f"read, where {expected} was expected"
    document.text.encode("utf-8")
    assert "root:" not in document.text  # no file of the machine was fetched
    for sentence in document.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(document.text)


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 60


def test_files_cut_short_anywhere_are_read_or_refused() -> None:
    for name, content in truncations(4096):
        try:
            read_data(content, Path(name), Limits())
        except DocumentError as error:
            assert error.kind in KINDS


def test_what_scripts_and_entities_hide_is_not_read(tmp_path: Path) -> None:
    for name in ("scripts.html", "fetches.html", "scripts.pdf", "macros.docm", "external-dtd.docx"):
        path = tmp_path / name
        FILES[name](path)
        text = read_document(path).text
        assert SENTENCE in text or name == "external-dtd.docx"
        assert "while(1)" not in text and "alert" not in text and "calc.exe" not in text


def test_bombs_in_pdf_streams_are_refused_before_they_unpack(tmp_path: Path) -> None:
    path = tmp_path / "flate-bomb-twice.pdf"
    FILES["flate-bomb-twice.pdf"](path)
    with pytest.raises(DocumentError, match="unpacks to more") as caught:
        read_document(path)
    assert caught.value.kind == "too-large"


def test_limits_can_be_set_and_say_what_they_are() -> None:
    assert limits_of(["pages=3", "text=5"]) == Limits(pages=3, text=5)
    for wrong in ("pages", "pages=-1", "leaves=3", "pages=many"):
        with pytest.raises(OptionError, match="NAME=NUMBER"):
            limits_of([wrong])


@pytest.mark.parametrize(
    ("suffix", "limit"),
    [(".pdf", "pages=1"), (".pdf", "file=1000"), (".docx", "entries=2"), (".docx", "part=100"), (".html", "text=100")],
)
def test_each_limit_refuses_with_what_to_do(suffix: str, limit: str) -> None:
    sample = next(
        path for path in sorted((ROOT / "corpora" / "documents").glob(f"*{suffix}")) if "board" not in path.name
    )
    with pytest.raises(DocumentError, match=r"Check|Save") as caught:
        read_document(sample, limits=limits_of([limit]))
    assert caught.value.kind == "too-large"


def test_a_page_with_too_much_is_passed_over_and_said_so() -> None:
    sample = ROOT / "corpora" / "documents" / "wexcombe-report-2021.pdf"
    with pytest.raises(DocumentError):
        read_document(sample, limits=limits_of(["characters=10"]))
    pages = read_document(sample)
    assert not any("holds too much" in warning for warning in pages.warnings)


def test_the_defaults_pass_every_real_document_ten_times_over() -> None:
    shared = ROOT.parent / "shared"
    if not shared.is_dir():
        pytest.skip("no real documents here")
    files = [path for path in shared.rglob("*") if path.suffix in {".pdf", ".docx", ".html", ".txt", ".md"}]
    limits = Limits()
    assert max(path.stat().st_size for path in files) * 10 <= limits.file
    assert max(path.stat().st_size for path in files if path.suffix not in {".pdf", ".docx"}) * 10 <= limits.text
    largest = sorted((path for path in files if path.suffix == ".pdf"), key=lambda path: -path.stat().st_size)[:12]
    documents = [read_document(path) for path in largest]
    assert max(document.pages or 0 for document in documents) * 10 <= limits.pages
    assert max(len(document.sentences) for document in documents) * 10 <= limits.sentences
    assert max(len(document.text) / (document.pages or 1) for document in documents) * 10 <= limits.characters


def test_a_hostile_document_is_checked_like_any_other(checker: object, tmp_path: Path) -> None:
    from checker.check.files import check_file
    from checker.check.given import Given
    from checker.check.one import Checker

    assert isinstance(checker, Checker)
    for name in ("turned-round.txt", "half-latin.txt", "surrogates.docx", "stars.md"):
        path = tmp_path / name
        FILES[name](path)
        assert isinstance(check_file(path, checker, Given(type="arrangements")), Check)
