"""The table of inspections, from lines of results."""

from __future__ import annotations

import csv
from pathlib import Path

from checker.reporting.areas.inspections import write_inspections
from checker.results.model import Check, DocumentSummary, Failure, Improvement, InspectionReport, Judgements
from checker.results.published import to_line


def inspection(path: str, area: str, report: InspectionReport | None) -> Check:
    kind = "inspection" if report else "arrangements"
    summary = DocumentSummary(path, kind, "0" * 64, "pdf", "=Inspection", area, (area,), pages=9)
    return Check(summary, (), (), report)


def test_one_row_a_report_with_judgements_and_themes(tmp_path: Path) -> None:
    first = InspectionReport(
        "sif",
        "2014-11-18",
        "2014-12-10",
        "2015-02-10",
        Judgements(overall="Requires improvement", lscb="Good"),
        improvements=(
            Improvement("Plan better.", 3, "planning"),
            Improvement("Plan sooner.", 3, "planning"),
            Improvement("Something else.", 4, None),
        ),
        disagreements=("The cover and the summary differ.",),
    )
    second = InspectionReport("jtai", improvements=(Improvement("Share what is known.", 1, "information-sharing"),))
    results = tmp_path / "results.jsonl"
    rows = [
        inspection("a.pdf", "Ashmere", first),
        Failure("b.pdf", "damaged", "b.pdf: The file is damaged."),
        inspection("c.pdf", "Dunsley", None),
        inspection("d.pdf", "Elmstead", second),
    ]
    results.write_text("".join(to_line(row) + "\n" for row in rows), encoding="utf-8")
    with write_inspections(results, tmp_path).open(encoding="utf-8", newline="") as file:
        ashmere, elmstead = csv.DictReader(file)
    assert (ashmere["area"], ashmere["report_type"], ashmere["started"]) == ("Ashmere", "sif", "2014-11-18")
    assert (ashmere["overall"], ashmere["leadership"], ashmere["lscb"]) == ("Requires improvement", "", "Good")
    assert ashmere["title"] == "'=Inspection"  # never a formula
    assert {name: value for name, value in ashmere.items() if name.startswith("improvements")} == {
        "improvements": "3",
        "improvements: information-sharing": "0",
        "improvements: planning": "2",
        "improvements: (no theme)": "1",
    }
    assert ashmere["disagreements"] and ashmere["file"] == "a.pdf"
    assert (elmstead["published"], elmstead["overall"], elmstead["improvements"]) == ("", "", "1")
