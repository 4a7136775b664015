"""A check as an Excel workbook to sort and filter: one row a requirement, and one row a quote.

Every cell is written as a string or a number: nothing in a document can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from checker.assessment.model import Check
from checker.reporting import words
from checker.reporting.view import Entry, Inspection, RenderOptions, Report, build
from checker.reporting.words import Verdict

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_CELL = 32_000  # characters; Excel holds 32,767

Value = str | int | Verdict | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet: its heading, and its width in characters."""

    head: str
    width: int


def render(check: Check, options: RenderOptions) -> bytes:
    """The .xlsx file."""
    import xlsxwriter

    report = build(check, options)
    stream = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(stream, safe)
    made = options.made_on
    workbook.set_properties(
        {
            "title": report.title[:255],
            "subject": report.labels.kind,
            "author": f"Safeguarding checker {options.version}"[:255],
            "created": datetime(made.year, made.month, made.day),
        }
    )
    book = _Book(workbook, report)
    book.summary()
    book.verdicts()
    book.evidence()
    if report.gaps:
        book.gaps()
    if report.inspection:
        book.inspection(report.inspection)
    book.about()
    workbook.close()
    return stream.getvalue()


class _Book:
    """One workbook being written, sheet by sheet."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._report = report
        base = {
            "font_name": "Calibri",
            "font_size": 11,
            "valign": "top",
            "text_wrap": True,
            "font_color": f"#{words.INK}",
        }
        head = {"bold": True, "bg_color": "#EEF0F3", "bottom": 1, "bottom_color": "#848E99"}
        self._plain: Format = workbook.add_format(base)
        self._bold: Format = workbook.add_format({**base, "bold": True})
        self._head: Format = workbook.add_format({**base, **head})
        self._title: Format = workbook.add_format({**base, "bold": True, "font_size": 16, "text_wrap": False})
        self._section: Format = workbook.add_format({**base, "bold": True, "font_size": 13, "text_wrap": False})
        self._free: Format = workbook.add_format({**base, "text_wrap": False})
        self._verdict: dict[str, Format] = {
            tone: workbook.add_format(
                {**base, "bold": True, "font_color": f"#{colours.ink}", "bg_color": f"#{colours.wash}"}
            )
            for tone, colours in words.COLOURS.items()
        }

    def summary(self) -> None:
        """What was checked, and how many requirements have which verdict, by theme."""
        report = self._report
        sheet = self._workbook.add_worksheet("Summary")
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 6, 14)
        self._write(sheet, 0, 0, report.title, self._title)
        self._write(sheet, 1, 0, f"{report.labels.kind} · {report.type} · {report.subtitle}", self._free)
        self._write(sheet, 2, 0, report.statement, self._free)
        row = 4
        for pack in report.packs:
            self._write(sheet, row, 0, pack.title, self._section)
            self._write(sheet, row + 1, 0, pack.headline, self._free)
            head = ["Theme", *(_badge(count.verdict) for count in pack.counts), "All"]
            self._row(sheet, row + 2, head, self._head)
            row += 3
            for theme in pack.themes:
                self._row(sheet, row, [theme.label, *(count.number for count in theme.counts), len(theme.entries)])
                row += 1
            self._row(sheet, row, ["All", *(count.number for count in pack.counts), pack.total], self._bold)
            for column, count in enumerate(pack.counts, 1):
                self._write(sheet, row, column, count.number, self._verdict[count.verdict.tone])
            row += 2
        self._write(sheet, row, 0, "What could not be read", self._section)
        for note in report.unread or (report.all_read,):
            row += 1
            self._write(sheet, row, 0, note, self._free)

    def verdicts(self) -> None:
        """One row a requirement."""
        columns = (
            _Column("Requirement", 24),
            _Column("Title", 32),
            _Column("Theme", 20),
            _Column("Force", 12),
            _Column("Verdict", 15),
            _Column("Reason", 60),
            _Column("What it asks", 50),
            _Column("Basis", 30),
            _Column("Checked against", 30),
            _Column("Quotes", 9),
            _Column("First page", 11),
        )
        titles = {pack.id: pack.title for pack in self._report.packs}
        rows: list[list[Value]] = [
            [
                entry.requirement,
                entry.title,
                entry.theme,
                entry.force,
                entry.verdict,
                entry.reason,
                entry.asks,
                entry.basis,
                titles[entry.pack],
                len(entry.quotes),
                next((quote.page for quote in entry.quotes if quote.page is not None), None),
            ]
            for entry in self._report.entries
        ]
        self._list("Verdicts", columns, rows)

    def evidence(self) -> None:
        """One row a quote."""
        columns = (
            _Column("Requirement", 24),
            _Column("Title", 32),
            _Column("Verdict", 15),
            _Column("Quote", 80),
            _Column("Page", 8),
            _Column("Section", 32),
            _Column("Paragraph", 11),
            _Column("It", 14),
            _Column("How read", 22),
        )
        rows: list[list[Value]] = [
            [
                entry.requirement,
                entry.title,
                entry.verdict,
                quote.text,
                quote.page,
                quote.section,
                quote.paragraph,
                self._report.labels.weakens if quote.weakens else "supports",
                "character recognition" if quote.read_by_ocr else "text",
            ]
            for entry in self._report.entries
            for quote in entry.quotes
        ]
        self._list("Evidence", columns, rows)

    def gaps(self) -> None:
        """One row a gap, with what to do, what to ask, and room for an answer."""
        labels = self._report.labels
        columns = (
            _Column("Requirement", 24),
            _Column("Title", 32),
            _Column("Force", 12),
            _Column("Verdict", 15),
            _Column("Reason", 50),
            _Column(labels.advice, 50),
            _Column(labels.questions, 50),
            _Column("Answer or action", 40),
        )
        self._list("Gaps and questions", columns, [_gap(entry) for entry in self._report.gaps])

    def inspection(self, inspection: Inspection) -> None:
        """The facts that an inspection report prints."""
        sheet = self._workbook.add_worksheet("Inspection")
        sheet.hide_gridlines(2)
        for column, width in enumerate((36, 80, 24, 20, 26, 8)):
            sheet.set_column(column, column, width)
        row = 0
        for fact in inspection.facts:
            self._row(sheet, row, [fact.label, fact.value])
            row += 1
        row += 1
        self._row(sheet, row, ["Judgement", "Grade", "As printed, if otherwise"], self._head)
        for judgement in inspection.judgements:
            row += 1
            self._row(sheet, row, [judgement.label, judgement.grade, judgement.printed])
        for text in inspection.disagreements:
            row += 1
            self._row(sheet, row, ["The report disagrees with itself", text])
        row += 2
        self._row(sheet, row, ["Kind", "Area for improvement", "For whom", "Theme", "", "Page"], self._head)
        for item in inspection.improvements:
            row += 1
            self._row(sheet, row, [item.kind, item.text, item.for_whom, item.theme, "", item.page])

    def about(self) -> None:
        """How each fact is known, what the verdicts mean, and how far to trust the check."""
        report = self._report
        sheet = self._workbook.add_worksheet("About")
        sheet.hide_gridlines(2)
        for column, width in enumerate((24, 70, 60)):
            sheet.set_column(column, column, width)
        self._row(sheet, 0, ["What", "Found", "How it is known"], self._head)
        row = 0
        for fact in report.facts:
            row += 1
            self._row(sheet, row, [fact.label, fact.value, fact.how])
        row += 1
        for verdict in report.meanings:
            row += 1
            self._row(sheet, row, [verdict, verdict.meaning])
        row += 1
        for note in report.method:
            row += 1
            self._row(sheet, row, ["", note])

    def _list(self, name: str, columns: Sequence[_Column], rows: Sequence[Sequence[Value]]) -> None:
        """A sheet with a filter, whose headings stay in sight, and that prints across one page."""
        sheet = self._workbook.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        self._row(sheet, 0, [column.head for column in columns], self._head)
        for number, row in enumerate(rows, 1):
            self._row(sheet, number, row)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _row(self, sheet: Worksheet, row: int, values: Iterable[Value], style: Format | None = None) -> None:
        for column, value in enumerate(values):
            self._write(sheet, row, column, value, style or self._plain)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        if isinstance(value, Verdict):
            sheet.write_string(row, column, _badge(value), self._verdict[value.tone])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, value[:_LONGEST_CELL], style)
        else:
            sheet.write_blank(row, column, None, style)


def _gap(entry: Entry) -> list[Value]:
    questions = "\n".join(entry.questions)
    return [entry.requirement, entry.title, entry.force, entry.verdict, entry.reason, entry.advice, questions, None]


def _badge(verdict: Verdict) -> str:
    return f"{verdict.symbol} {verdict.word}"
