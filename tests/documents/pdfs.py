"""Small PDFs for the tests, drawn line by line so that each holds just one difficulty."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP = 72.0, 523.0, 770.0
FILLER = (
    "The partnership in Fernshire brings together the council, the police and the health board so that children",
    "are seen and heard. Each agency names a lead who attends the meetings of the executive and who answers",
    "for what the agency does between them. A scrutineer from outside the area looks at this work every year.",
)


class Paper:
    """A PDF under way. `y` is the baseline of the next line; each call moves it down."""

    def __init__(self, **options: object) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, **options)
        self.y = TOP

    def line(self, text: str, *, x: float = LEFT, size: float = 11, bold: bool = False, step: float = 1.2) -> Paper:
        """One printed line; `step` times the size is the way down to the next."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.y, text)
        self.y -= size * step
        return self

    def lines(self, texts: Iterable[str], *, x: float = LEFT, size: float = 11) -> Paper:
        """Lines of one paragraph, and the space below it."""
        for text in texts:
            self.line(text, x=x, size=size)
        return self.space()

    def filler(self, times: int = 1) -> Paper:
        """Paragraphs of ordinary text, which tell the reader what is usual in the document."""
        for _ in range(times):
            self.lines(FILLER)
        return self

    def space(self, points: float = 10) -> Paper:
        """Empty space."""
        self.y -= points
        return self

    def at(self, y: float) -> Paper:
        """Go to a height."""
        self.y = y
        return self

    def page(self) -> Paper:
        """Begin the next page."""
        self.canvas.showPage()
        self.y = TOP
        return self

    def grid(self, rows: list[list[str]], xs: list[float], height: float = 20, *, head: bool = False) -> Paper:
        """A table with rulings; the first row in bold if it is the heading."""
        top = self.y + 14
        self.canvas.grid(xs, [top - height * n for n in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            self.canvas.setFont("Helvetica-Bold" if head and not number else "Helvetica", 11)
            for x, cell in zip(xs, row, strict=False):
                for step, words in enumerate(cell.split("\n")):
                    self.canvas.drawString(x + 5, top - height * number - 14 - 12 * step, words)
        return self.at(top - height * len(rows) - 24)

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._buffer.getvalue()
