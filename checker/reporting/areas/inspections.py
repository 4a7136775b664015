"""The table of inspections: one row a report, one column a judgement, as analysts keep by hand today."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.reporting.files import write_beside
from checker.reporting.wording import clean_line

NAME = "inspections.csv"
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
    with results.open(encoding="utf-8") as lines:
        for line in lines:
            result: Mapping[str, Any] = json.loads(line)
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
