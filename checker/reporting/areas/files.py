"""The comparison of many documents as files: one table of values, one workbook, one web page.

Owns which files there are, and the columns of the table of values.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from checker.compare.areas import compare
from checker.compare.model import Cell, Compared, Comparison, Table
from checker.reporting.areas.wording import NOT_CHECKED, NOT_READ, NOT_RECOGNISED
from checker.reporting.files import write_beside
from checker.reporting.wording import clean_line
from checker.results.lines import objects_in

FILES = ("comparison.csv", "comparison.xlsx", "comparison.html")
COLUMNS = (
    "area",
    "document",
    "type",
    "period",
    "pack",
    "requirement",
    "theme",
    "force",
    "verdict",
    "reason",
    "quote",
    "page",
    "region",
    "police_force",
    "newest",
)
# A spreadsheet takes a cell that begins so for a formula, also in quotation marks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_comparison(
    results: Path,
    folder: Path,
    made_on: date,
    regions: Mapping[str, tuple[str | None, str | None]] | None = None,
    files: Container[str] = FILES,
) -> None:
    """Write comparison.csv, comparison.xlsx and comparison.html, or some of these `files`, into the folder.

    `results` is a results.jsonl; `regions` gives region and police force of an area's name. Raises
    ResultsError where a line is no result, OptionError where a file cannot be written.
    """
    from checker.reporting.areas import excel, html

    comparison = compare(objects_in(results), regions)
    if "comparison.csv" in files:
        write_beside(folder / "comparison.csv", render_csv(comparison))
    if "comparison.xlsx" in files:
        write_beside(folder / "comparison.xlsx", excel.render(comparison, made_on))
    if "comparison.html" in files:
        write_beside(folder / "comparison.html", html.render(comparison, made_on))


def render_csv(comparison: Comparison) -> str:
    """One line a verdict, and one for each document without any, whose verdict says why."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for values in _lines(comparison):
        writer.writerow([_safe(value) for value in values])
    return stream.getvalue()


_NOTHING_CHECKED = {"verdict": NOT_CHECKED, "reason": "No requirement was checked."}


def _lines(comparison: Comparison) -> Iterable[list[str]]:
    for table in comparison.tables:
        for row in table.rows:
            for at, cell in enumerate(row.cells):
                if cell is not None:
                    yield _line(row.document, table, at, cell, newest=row.newest)
    for document in comparison.documents:
        if not document.checked_against:
            yield _filled(_of_document(document, newest=False) | _NOTHING_CHECKED)
    for failure in comparison.failures:
        verdict = NOT_RECOGNISED if failure in comparison.unrecognised else NOT_READ
        yield _filled({"document": failure.path, "verdict": verdict, "reason": failure.message})


def _line(document: Compared, table: Table, at: int, cell: Cell, *, newest: bool) -> list[str]:
    requirement = table.requirements[at]
    quote = cell.evidence[0] if cell.evidence else None
    return _filled(
        _of_document(document, newest=newest)
        | {
            "pack": table.pack,
            "requirement": requirement.id,
            "theme": requirement.theme,
            "force": requirement.force or "",
            "verdict": cell.verdict,
            "reason": cell.reason,
            "quote": quote.quote if quote else "",
            "page": str(quote.page) if quote and quote.page is not None else "",
        }
    )


def _of_document(document: Compared, *, newest: bool) -> dict[str, str]:
    return {
        "area": document.area or "",
        "document": document.name,
        "type": document.type,
        "period": "/".join(document.period) if document.period else document.dated or "",
        "region": "; ".join(document.regions),
        "police_force": "; ".join(document.police),
        "newest": "yes" if newest else "no",
    }


def _filled(values: dict[str, str]) -> list[str]:
    return [values.get(column, "") for column in COLUMNS]


def _safe(value: str) -> str:
    text = clean_line(value)
    return f"'{text}" if text.startswith(_FORMULA) or value.startswith(_FORMULA) else text
