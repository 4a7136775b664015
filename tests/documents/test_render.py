"""Pages as pictures: the right size, words where they are drawn, damaged pages told, what is kept the same again."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from checker.documents.kept import keep, load_kept
from checker.documents.pages.render import PageLayout, draw, layout, marks
from checker.documents.reader import read_document
from checker.errors import DocumentError

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "documents"


def test_a_page_is_drawn_as_wide_as_it_was_asked_for() -> None:
    data = (SAMPLES / "wexcombe-arrangements-2019.pdf").read_bytes()
    picture = Image.open(io.BytesIO(draw(data, 2, 620)))
    assert picture.size == (620, 877)
    assert picture.convert("L").getextrema()[0] < 60  # there is ink on it


def page_of(tmp_path: Path, turn: int = 0, crop: tuple[float, float, float, float] | None = None) -> Path:
    path = tmp_path / f"page-{turn}.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(60, 500, "The council pays the larger share of the budget.")
    canvas.drawString(60, 300, "Nothing else is said about money here.")
    canvas.showPage()
    canvas.save()
    if turn or crop:
        document = pdfium.PdfDocument(path)
        if turn:
            document[0].set_rotation(turn)
        if crop:
            document[0].set_cropbox(*crop)
        document.save(path.with_name("changed.pdf"))
        path = path.with_name("changed.pdf")
    return path


@pytest.mark.parametrize(("turn", "crop"), [(0, None), (90, None), (180, None), (270, None), (0, (30, 40, 390, 560))])
def test_marks_cover_the_ink_of_their_words_however_the_page_is_turned_or_cropped(
    tmp_path: Path, turn: int, crop: tuple[float, float, float, float] | None
) -> None:
    """Boxes are in the page's own space; the picture is turned and cropped, and starts at the other corner."""
    path = page_of(tmp_path, turn, crop)
    document = read_document(path)
    data = path.read_bytes()
    start = document.text.index("council")
    page = layout(data, 1, document.text, document.lines)
    (boxes,) = marks(page, [(start, start + len("council pays"))])
    assert len(boxes) == 1
    left, top, width, height = boxes[0]
    picture = Image.open(io.BytesIO(draw(data, 1, round(page.width * 4)))).convert("L")
    inside = picture.crop((round(4 * left), round(4 * top), round(4 * (left + width)), round(4 * (top + height))))
    assert inside.getextrema()[0] < 80
    assert max(width, height) < 100  # two words, not the line


def test_a_quote_over_two_lines_has_a_mark_on_each(tmp_path: Path) -> None:
    document = read_document(SAMPLES / "wexcombe-arrangements-2019.pdf")
    start = document.text.index("The safeguarding partners recognise")
    number = document.page_at(start) or 0
    page = layout((SAMPLES / "wexcombe-arrangements-2019.pdf").read_bytes(), number, document.text, document.lines)
    (boxes,) = marks(page, [(start, start + 180)])
    assert len(boxes) >= 2
    assert all(x >= 0 and x + w <= page.width and y >= 0 and y + h <= page.height for x, y, w, h in boxes)


def test_a_page_that_is_not_there_is_told() -> None:
    data = (SAMPLES / "wexcombe-arrangements-2019.pdf").read_bytes()
    with pytest.raises(DocumentError, match="There is no page 99"):
        draw(data, 99, 100)
    with pytest.raises(DocumentError, match="cannot be opened"):
        draw(b"%PDF-1.4 rubbish", 1, 100)


def test_what_is_kept_is_the_same_when_loaded(tmp_path: Path) -> None:
    document = read_document(SAMPLES / "wexcombe-arrangements-2019.pdf")
    keep(document, tmp_path / "kept.json")
    kept = load_kept(tmp_path / "kept.json")
    assert (kept.text, kept.blocks, kept.lines) == (document.text, document.blocks, document.lines)
    assert all(kept.page_at(at) == document.page_at(at) for at in range(0, len(document.text), 97))
    assert [file.name for file in tmp_path.iterdir()] == ["kept.json"]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12), st.integers(0, 60), st.integers(1, 30))
def test_a_mark_holds_no_word_outside_its_span(words: list[tuple[int, int]], start: int, length: int) -> None:
    line, at = [], 0
    for gap, size in words:
        at += gap % 7 + 1
        line.append((at, at + size, float(at * 5), 10.0, float(size * 5), 8.0))
        at += size
    page = PageLayout(1000, 1000, (tuple(line),) if line else ())
    (boxes,) = marks(page, [(start, start + length)])
    for left, _, width, _ in boxes:
        inside = [word for word in line if word[2] >= left - 0.01 and word[2] + word[4] <= left + width + 0.01]
        assert inside
        assert all(word[0] < start + length and word[1] > start for word in inside)
