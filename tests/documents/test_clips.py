"""Rows of a table whose cells have clipping paths of their own."""

from __future__ import annotations

import pytest

from checker.documents.formats.pdf import hidden as looked_for
from checker.documents.model import Document
from tests.documents.pdfs import LEFT, Paper
from tests.documents.test_trouble_marks import clip
from tests.documents.test_trouble_pdf import read

FAR = LEFT + 260
AROUND = ("The partners meet four times a year, and the police", "and the health board pay for the meetings.")


def row_of_cells(second: tuple[float, float]) -> Document:
    """A row of two cells between paragraphs, the second clipped to so many points from the beginning of its words."""
    paper = Paper().lines(AROUND)
    for words, x, left, right in (("Key judgement", LEFT, LEFT - 5, LEFT + 200), ("Grade", FAR, *second)):
        paper.canvas.saveState()
        clip(paper, left, paper.y - 2, right - left, 11)  # so low that pdfium does not drop it as needless
        paper.canvas.setFont("Helvetica", 11)
        paper.canvas.drawString(x, paper.y, words)
        paper.canvas.restoreState()
    paper.y -= 30
    return read(paper.lines(AROUND))


def test_a_row_whose_cells_hold_their_words_is_not_drawn_to_see_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "unseen", lambda *given: pytest.fail("the page was drawn"))
    document = row_of_cells((FAR - 5, FAR + 200))
    assert "Key judgement Grade" in document.text.replace(" | ", " ")
    assert not document.warnings


def test_words_that_their_own_cell_cuts_off_are_no_text() -> None:
    document = row_of_cells((FAR + 60, FAR + 200))
    assert "Key judgement" in document.text
    assert "Grade" not in document.text
