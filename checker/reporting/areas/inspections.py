"""The table of inspections: one row a report, one column a judgement, as analysts keep by hand today."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from checker.reporting.files import write_beside
from checker.reporting.wording import clean_line
from checker.results.lines import objects_in

NAME = "inspections.csv"
REMARKS = "remarks.csv"
_DOCUMENT = ("area", "title")
_REPORT = ("report_type", "started", "ended", "published")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run rather than show
_JUDGEMENTS = (
    "overall",
    "leadership",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "looked_after",
    "adoption",
    "lscb",
)
_NO_THEME = "(no theme)"


def write_inspections(results: Path, folder: Path) -> Path:
    """Write `inspections.csv` into a folder from a batch's `results.jsonl`; gives its path.

    One row for each document of type inspection, in the order of the results. Behind the judgements
    stand the number of areas for improvement and, a column a theme, how many speak to it. Without
    any inspection the file holds the headings only. Raises OptionError if it cannot be written.
    """
    rows: list[tuple[list[str], Counter[str]]] = []
    for result in objects_in(results):
        if result.get("inspection") and result["document"]["type"] == "inspection":
            rows.append(_row(result["document"], result["inspection"]))
    themes = sorted({theme for _, counts in rows for theme in counts if theme != _NO_THEME})
    if any(_NO_THEME in counts for _, counts in rows):
        themes.append(_NO_THEME)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    headings = [f"improvements: {theme}" for theme in themes]
    writer.writerow([*_DOCUMENT, *_REPORT, *_JUDGEMENTS, "improvements", *headings, "disagreements", "file"])
    for (*facts, disagreements, file), counts in rows:
        numbers = [counts.total(), *(counts[theme] for theme in themes)]
        writer.writerow([*facts, *numbers, disagreements, file])
    target = folder / NAME
    write_beside(target, out.getvalue())
    return target


def write_remarks(results: Path, folder: Path) -> Path:
    """Write `remarks.csv` into a folder from a batch's `results.jsonl`; gives its path.

    One row for each remark and theme of every inspection: theme by theme, faults first, then what is
    mixed or too early, praise and what is neutral; within that by date. Raises OptionError if it cannot be written.
    """
    rows: list[tuple[tuple[object, ...], list[str]]] = []
    for result in objects_in(results):
        rows.extend(_remark_rows(result["document"], result.get("inspection") or {}))
    rows.sort(key=lambda row: row[0])
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [
            "theme",
            "polarity",
            "printed as",
            "quote",
            "area",
            "report type",
            "inspected until",
            "page",
            "section",
            "file",
        ]
    )
    writer.writerows(cells for _, cells in rows)
    target = folder / REMARKS
    write_beside(target, out.getvalue())
    return target


_ORDER = {"fault": 0, "mixed": 1, "early": 2, "praise": 3, "neutral": 4}


def _remark_rows(
    document: Mapping[str, Any], inspection: Mapping[str, Any]
) -> Iterator[tuple[tuple[object, ...], list[str]]]:
    """(what rows are ordered by, its cells) of each remark of a report and theme of it."""
    remarks = inspection.get("remarks", ())
    if not remarks:
        return
    day = inspection["ended"] or inspection["published"] or ""
    path = document["path"]
    area, kind, until, file = map(_cell, (document["area"], inspection["report_type"], day, path))
    for remark in remarks:  # a hundred thousand in a batch: nothing is cleaned twice
        polarity = remark["polarity"]
        printed, quote, section = map(_cell, (remark["printed_as"], remark["quote"], remark["section"]))
        page = str(remark["page"] or "")
        for theme in remark["themes"] or [""]:
            key = (theme == "", theme, _ORDER[polarity], day, path, remark["start"])
            yield key, [_cell(theme), polarity, printed, quote, area, kind, until, page, section, file]


def _row(document: Mapping[str, Any], report: Mapping[str, Any]) -> tuple[list[str], Counter[str]]:
    judgements = report["judgements"]
    cells = [
        *(document[name] for name in _DOCUMENT),
        *(report[name] for name in _REPORT),
        *(judgements[name] for name in _JUDGEMENTS),
        " ".join(report["disagreements"]),
        document["path"],
    ]
    return [_cell(value) for value in cells], Counter(item["theme"] or _NO_THEME for item in report["improvements"])


def _cell(value: str | None) -> str:
    text = clean_line(value or "")
    return f"'{text}" if text.startswith(_FORMULA) else text
