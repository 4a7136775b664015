"""The work of reading grows with the pages, not with their square: calls are counted, so that no clock decides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from checker.documents.limits import Limits
from checker.documents.reader import read_data
from tests.documents.pdfs import FILLER, Paper

FEW = 5  # pages
GROWTH = 2.5  # calls for twice the pages, at most: twice, and what is done once less often


def calls(data: bytes, name: str) -> int:
    """How many functions are called while a file is read."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_data(data, Path(name), Limits())
    finally:
        sys.setprofile(before)
    return count


def pages(draw: Callable[[Paper, int], None], number: int) -> bytes:
    paper = Paper()
    for page in range(number):
        draw(paper, page)
        paper.page()
    return paper.data()


def letters(number: int) -> str:
    return f"{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"


def hyphens(paper: Paper, page: int) -> None:
    paper.lines(f"word{letters(page * 40 + row)} goes on for a while and then commit-" for row in range(40))


def tops(paper: Paper, page: int) -> None:
    paper.line("What we did", bold=True, size=14).lines(FILLER).line("What came of it", bold=True, size=14).filler(3)


def doubled(paper: Paper, page: int) -> None:
    for line in FILLER:
        x = 60.0
        for char in line[:60]:
            paper.canvas.setFont("Helvetica", 11)
            paper.canvas.drawString(x, paper.y, char)
            paper.canvas.drawString(x + 0.8, paper.y, char)
            x += paper.canvas.stringWidth(char, "Helvetica", 11)
        paper.y -= 14


def columns(paper: Paper, page: int) -> None:
    for row in range(20):
        paper.line(FILLER[row % 3][40:85].strip(), x=40, size=10, step=0)
        paper.line(FILLER[(row + 1) % 3][40:85].strip(), x=300, size=10)


def signs(paper: Paper, page: int) -> None:
    paper.lines(line.replace("ti", "9").replace("th", "0") for line in FILLER * 6)


def white(paper: Paper, page: int) -> None:
    paper.filler(2)
    paper.canvas.setFillGray(1)
    paper.filler(2)
    paper.canvas.setFillGray(0)


def struck(paper: Paper, page: int) -> None:
    for line in FILLER * 6:
        paper.canvas.line(72, paper.y + 3.4, 500, paper.y + 3.4)
        paper.line(line)


def boxes(paper: Paper, page: int) -> None:
    for line in FILLER * 4:
        paper.canvas.setFillGray(0.1)
        paper.canvas.rect(70, paper.y - 3, 460, 14, fill=1, stroke=0)
        paper.canvas.setFillGray(1)
        paper.line(line)
        paper.canvas.setFillGray(0)


def tables(paper: Paper, page: int) -> None:
    rows = [["Step", "Who", "By"], *[[f"Do {letters(row)} and go", "Chair", "1 May"] for row in range(25)]]
    paper.grid(rows, [72, 300, 420, 523], head=True)


KINDS = [hyphens, tops, doubled, columns, signs, white, struck, boxes, tables]


@pytest.mark.parametrize("draw", KINDS, ids=lambda draw: draw.__name__)
def test_pages_of_a_pdf(draw: Callable[[Paper, int], None]) -> None:
    calls(pages(draw, 1), "a.pdf")  # what is loaded once
    few, many = (calls(pages(draw, number), "a.pdf") for number in (FEW, 2 * FEW))
    assert many < GROWTH * few


SAID = "The borough pays half of the budget and the police pay a quarter of it."


@pytest.mark.parametrize(
    "part",
    [
        f"<h2><button aria-expanded=false>Money</button></h2><div hidden><p>{SAID}</p></div>",
        f"<p style='color:#fff'>{SAID}</p><p class=a>{SAID}</p>",
        f"<table><tr><td>{SAID}<td>b<tr style='display:none'><td>c<td>d</table>",
        f"<p><s>{SAID}</s> <span style='font-size:0'>{SAID}</span></p>",
    ],
)
def test_parts_of_a_web_page(part: str) -> None:
    head = "<style>.a{display:none} p.b .c{color:red}</style><main><h1>A plan</h1>"
    calls((head + part).encode(), "a.html")
    few, many = (calls((head + part * number).encode(), "a.html") for number in (40, 80))
    assert many < GROWTH * few


@pytest.mark.parametrize("line", [f"S. Brown says. {SAID}\n\n", f"> {SAID}\n", f"~~{SAID}~~ So it is.\n\n"])
def test_lines_of_a_text(line: str) -> None:
    calls(line.encode(), "a.md")
    few, many = (calls((line * number).encode(), "a.md") for number in (60, 120))
    assert many < GROWTH * few
