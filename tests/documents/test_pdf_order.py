"""The order of words on PDF pages: sentences stay whole whatever order the file writes its lines in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from checker.documents.limits import Limits
from checker.documents.model import BlockKind, Document
from checker.documents.reader import read_data

TEXTS = (
    "The council pays half of the budget and the police pay a quarter of it. Each of them confirms in writing before "
    "the spring what it will pay in the coming year.",
    "A scrutineer from outside the area reads twelve case files each quarter. She tells the executive within ten "
    "working days what she has found, and the executive answers.",
    "Three head teachers speak for schools at every meeting. They bring what other schools have told them, and take "
    "back what was decided and why it was decided.",
    "Young people wrote the new form for referrals together with two social workers. It has been used in all offices "
    "since May, and they will look at it again next spring.",
)
Words = tuple[float, float, str, str, float]  # x, y, words, font, size


def paragraphs(x: float, y: float, width: float, texts: tuple[str, ...], size: float = 10) -> list[Words]:
    """The lines of paragraphs in one column."""
    lines: list[Words] = []
    for text in texts:
        for words in simpleSplit(text, "Helvetica", size, width):
            lines.append((x, y, words, "Helvetica", size))
            y -= 1.2 * size
        y -= 6
    return lines


def drawn(*pages: list[Words]) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in pages:
        for x, y, words, font, size in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return read_data(out.getvalue(), Path("paper.pdf"), Limits())


def two_columns(gutter: float = 20, drop: float = 0) -> list[Words]:
    """A title, and two columns of four paragraphs each under it."""
    width = (500 - gutter) / 2
    return [
        (50, 800, "News of the Fernshire partnership", "Helvetica-Bold", 18),
        *paragraphs(50, 760, width, TEXTS),
        *paragraphs(50 + width + gutter, 760 - drop, width, TEXTS[::-1]),
    ]


def broken(document: Document) -> list[str]:
    """The sentences that stand whole in no block."""
    blocks = [document.text[block.start : block.end] for block in document.blocks]
    sentences = [sentence for text in TEXTS for sentence in re.findall(r"[^.]+\.", text)]
    return [sentence for sentence in sentences if not any(sentence.strip() in block for block in blocks)]


@pytest.mark.parametrize(
    ("order", "drop"),
    [("as read", 0), ("as read", 5), ("from the foot up", 0), ("from the foot up", 8), ("row by row", 0)],
)
def test_two_columns_in_any_order(order: str, drop: float) -> None:
    lines = two_columns(drop=drop)
    if order == "from the foot up":
        lines.reverse()
    elif order == "row by row":
        lines.sort(key=lambda line: (-line[1], line[0]))
    assert broken(drawn(lines)) == []


def test_words_across_both_columns_from_the_foot_up() -> None:
    lines = [
        *paragraphs(50, 780, 240, TEXTS[:2]),
        *paragraphs(310, 780, 240, TEXTS[2:]),
        (80, 640, "One trusted adult is worth more than ten forms", "Helvetica-Oblique", 16),
        *paragraphs(50, 610, 240, TEXTS[2:]),
        *paragraphs(310, 610, 240, TEXTS[:2]),
    ]
    text = drawn(lines[::-1]).text
    assert broken(drawn(lines[::-1])) == []
    assert text.index("One trusted adult") > text.index("looks" if "looks" in text else "look at it again")


def test_narrow_gutter_row_by_row_where_rows_have_one_side_alone() -> None:
    left = paragraphs(50, 760, 245, (*TEXTS, *TEXTS))
    right = []
    for n, (_, _, *rest) in enumerate(paragraphs(304, 760, 245, TEXTS[::-1])):
        right.append((304.0, left[n + n // 3][1], *rest))  # each third row is empty, as beside a heading
    lines = sorted([*left, *right], key=lambda line: (-line[1], line[0]))  # type: ignore[list-item]
    document = drawn(lines)  # type: ignore[arg-type]
    assert document.second_reading
    assert broken(document) == []


def test_a_page_bound_in_twice_keeps_the_lines_at_its_top() -> None:
    left = [(50, 780, "Money", "Helvetica-Bold", 13), *paragraphs(50, 760, 240, TEXTS)]
    page = [*left, *paragraphs(310, 784, 240, TEXTS[::-1])]
    assert broken(drawn(page, page)) == []


def test_left_and_right_pages_have_running_lines_of_their_own() -> None:
    pages = [
        [
            (72, 815, ("Fernshire partnership", "Report of the year")[n % 2], "Helvetica", 9),
            *paragraphs(72, 770, 450, TEXTS[n % 4 :] + TEXTS[: n % 4]),
        ]
        for n in range(5)
    ]
    document = drawn(*pages)
    assert "Report of the year" not in document.text
    assert "Fernshire partnership" not in document.text


# --- tables without rulings ---

NAMES = ("Council", "Police", "Health", "Schools")


def bare_row(n: int, y: float, *, sums: str = "behind") -> tuple[list[Words], float]:
    """A row of three cells, the second over several lines; the sum is written behind the name or behind all."""
    cell = paragraphs(150, y, 270, TEXTS[n % 4 : n % 4 + 1])
    last: Words = (470, y, f"£{n + 1},000", "Helvetica", 10)
    name: Words = (50, y, NAMES[n % 4], "Helvetica", 10)
    lines = [name, last, *cell] if sums == "behind" else [name, *cell, last]
    return lines, cell[-1][1] - 22


@pytest.mark.parametrize("sums", ["behind", "last"])
def test_cells_over_several_lines_without_rulings(sums: str) -> None:
    lines: list[Words] = [
        (x, 780, words, "Helvetica-Bold", 10) for x, words in ((50, "Agency"), (150, "What it does"), (470, "Sum"))
    ]
    y = 760.0
    for n in range(4):
        more, y = bare_row(n, y, sums=sums)
        lines += more
    document = drawn([*lines, *paragraphs(50, y - 30, 480, TEXTS)])
    rows = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert rows == [
        f"Agency: {name} | What it does: {text} | Sum: £{n},000"
        for n, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), start=1)
    ]


def test_row_without_rulings_over_a_pages_end() -> None:
    lines: list[Words] = []
    y = 72.0 + 4 * 46
    for n in range(4):
        more, y = bare_row(n, y, sums="last")
        lines += more
    cut, _ = bare_row(0, 72, sums="last")
    name, *cell, last = cut
    below = [(x, 790 - 12 * at, *rest) for at, (x, _, *rest) in enumerate(cell[2:])]
    more, _ = bare_row(1, below[-1][1] - 24, sums="last")
    document = drawn([*lines, name, *cell[:2], last], [*below, *more, *paragraphs(50, 500, 480, TEXTS)])  # type: ignore[list-item]
    rows = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert rows[4:] == [f"Council | {TEXTS[0]} | £1,000", f"Police | {TEXTS[1]} | £2,000"]


def test_prose_in_two_columns_is_no_table_without_rulings() -> None:
    lines = sorted(two_columns(gutter=40), key=lambda line: (-line[1], line[0]))
    assert not any(block.kind is BlockKind.TABLE_ROW for block in drawn(lines).blocks)
