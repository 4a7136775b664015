"""Cells, looks and sheets that every workbook is made of.

Every cell is written as a string or a number: nothing in a document can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.reporting import wording
from checker.reporting.model import Count
from checker.reporting.wording import VerdictLook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_000  # characters; Excel holds 32,767

# How a workbook is opened with XlsxWriter.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

# For workbooks of many documents: each row leaves memory for a file of the system's own when it is written.
SAFE_AND_LARGE = {**SAFE, "in_memory": False, "constant_memory": True}

Value = str | int | VerdictLook | Count | None


class Sheet:
    """One sheet, written row by row from the top."""

    def __init__(self, sheet: Worksheet, widths: Sequence[int], styles: Styles) -> None:
        self._sheet = sheet
        self._widths = widths
        self._styles = styles
        self._next = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def add(self, values: Iterable[Value] = (), style: Format | None = None) -> None:
        """Write the next row, high enough for its longest cell."""
        row = list(values)
        texts = [(value, width) for value, width in zip(row, self._widths, strict=False) if isinstance(value, str)]
        lines = max((_lines(value, width) for value, width in texts), default=1)
        self._sheet.set_row(self._next, min(max(lines, 1) * 15 + 1, 409))
        for column, value in enumerate(row):
            self._write(column, value, style or self._styles.plain)
        self._next += 1

    def say(self, text: str, style: Format | None = None) -> None:
        """Write one line of text that runs on over the columns beside it."""
        self._sheet.write_string(self._next, 0, text[:_LONGEST_CELL], style or self._styles.free)
        self._next += 1

    def title(self, text: str) -> None:
        """Write the title of the sheet."""
        self._sheet.set_row(self._next, 24)
        self.say(text, self._styles.title)

    def section(self, text: str) -> None:
        """Write a heading with a free row above it."""
        self._next += 1
        self._sheet.set_row(self._next, 20)
        self.say(text, self._styles.section)

    def as_list(self, heads: int = 1) -> None:
        """Make all rows a list with a filter, whose heading rows and first two columns stay in sight."""
        self._sheet.freeze_panes(heads, 2)
        self._sheet.autofilter(heads - 1, 0, max(self._next - 1, heads), len(self._widths) - 1)
        self._sheet.repeat_rows(0, heads - 1)

    def _write(self, column: int, value: Value, style: Format) -> None:
        if isinstance(value, Count):
            self._sheet.write_number(self._next, column, value.number, self._styles.verdict[value.verdict.tone])
        elif isinstance(value, VerdictLook):
            self._sheet.write_string(self._next, column, badge(value), self._styles.verdict[value.tone])
        elif isinstance(value, int):
            self._sheet.write_number(self._next, column, value, style)
        elif value:
            self._sheet.write_string(self._next, column, value[:_LONGEST_CELL], style)
        else:
            self._sheet.write_blank(self._next, column, None, style)


class Styles:
    """The looks of cells in one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base = {
            "font_name": "Calibri",
            "font_size": 11,
            "valign": "top",
            "align": "left",
            "font_color": f"#{wording.INK}",
        }
        wrapped = {**base, "text_wrap": True}
        head = {"bold": True, "bg_color": "#EEF0F3", "bottom": 1, "bottom_color": "#848E99"}
        self.free: Format = workbook.add_format(base)
        self.plain: Format = workbook.add_format(wrapped)
        self.bold: Format = workbook.add_format({**wrapped, "bold": True})
        self.head: Format = workbook.add_format({**wrapped, **head})
        self.title: Format = workbook.add_format({**base, "bold": True, "font_size": 16})
        self.section: Format = workbook.add_format({**base, "bold": True, "font_size": 13})
        self.verdict: dict[str, Format] = {}
        for tone, colours in wording.COLOURS.items():
            look = {"bold": True, "font_color": f"#{colours.ink}", "bg_color": f"#{colours.wash}"}
            self.verdict[tone] = workbook.add_format({**wrapped, **look})


def badge(verdict: VerdictLook) -> str:
    """A verdict in a cell: its symbol and its word."""
    return f"{verdict.symbol} {verdict.word}"


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column: programs differ in measuring wrapped rows, or do not."""
    return sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n"))
