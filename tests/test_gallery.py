"""The gallery in `reports/` is what this program makes of the sample corpus, and each report is named there."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from docx import Document

KEPT = Path(__file__).resolve().parent.parent / "reports"
HOW = "the gallery is not up to date; build it with: python -m reports.build"
OURS = {"README.md", "build.py"}


def reports(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()} - OURS


def content(path: Path) -> object:
    """What a report says: the bytes of an Office file or a PDF depend on the libraries that write it."""
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if re.search(r"document\.xml|sheet\d+\.xml|sharedStrings", name)]
            return {name: re.sub(r"<[^>]*>", " ", parts.read(name).decode("utf-8")).split() for name in names}
    if path.suffix == ".pdf":
        notes = [page.get("/Annots", []) for page in pypdf.PdfReader(path).pages]
        return [[str(note.get_object().get("/Contents")) for note in on_page] for on_page in notes]
    return path.read_bytes().replace(b"\r\n", b"\n")


def test_the_gallery_is_up_to_date(gallery: Path) -> None:
    assert reports(gallery) == reports(KEPT), HOW
    stale = sorted(name for name in reports(KEPT) if content(gallery / name) != content(KEPT / name))
    assert stale == [], HOW


def test_every_report_is_told() -> None:
    told = (KEPT / "README.md").read_text(encoding="utf-8")
    assert [name for name in reports(KEPT) if f"`{name}`" not in told] == []


def test_no_report_names_the_machine_it_was_made_on() -> None:
    for name in reports(KEPT):
        if not name.endswith((".docx", ".xlsx", ".pdf")):
            assert str(KEPT.parent) not in (KEPT / name).read_text(encoding="utf-8")


def letters(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower())


def test_word_reports_lose_nothing_on_their_way_to_pdf(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    names = ("wexcombe-arrangements-2019", "pellbrook-inspection-2017", "draft-changes")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(KEPT / f"{name}.docx") for name in names]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name in names:
        pages = pypdfium2.PdfDocument(io.BytesIO((tmp_path / f"{name}.pdf").read_bytes()))
        # A page's first line is its running head and its last the foot: words run on across both.
        texts = [page.get_textpage().get_text_range() for page in pages]
        pages.close()
        bodies = (line for text in texts for line in text.splitlines()[1:] if not re.search(r"page \d+ of \d+$", line))
        found = letters(" ".join(bodies))
        document = Document(str(KEPT / f"{name}.docx"))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        wanted = [p.text for p in document.paragraphs if p.text.strip()] + cells
        lost = [text for text in wanted if letters(text) not in found]
        assert lost == [], name
