"""Ruled tables, held against pdfplumber: every row that it finds stands whole in one of our rows."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest

from checker.documents.model import BlockKind
from checker.documents.reader import read_document

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpora" / "documents"
ROW_KINDS = {BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW}


def squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9£%]+", "", text.lower())


@pytest.mark.parametrize("name", ["pellbrook-southmarch-arrangements-2019.pdf", "wexcombe-report-2021.pdf"])
def test_every_row_that_pdfplumber_finds_is_one_of_ours(name: str) -> None:
    document = read_document(DOCUMENTS / name)
    ours = [squashed(document.text[b.start : b.end]) for b in document.blocks if b.kind in ROW_KINDS]
    with pdfplumber.open(DOCUMENTS / name) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    theirs = [[squashed(cell) for cell in row if cell and cell.strip()] for row in rows]
    theirs = [cells for cells in theirs if len(cells) > 1]
    assert len(theirs) > 3
    lost = [cells for cells in theirs if not any(all(cell in row for cell in cells) for row in ours)]
    assert not lost
