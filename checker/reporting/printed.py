"""The facts that an inspection report prints, as every report shows them."""

from __future__ import annotations

from checker.reporting import wording
from checker.reporting.model import Fact, Improvement, Inspection, Judgement
from checker.reporting.wording import clean_line
from checker.results.model import InspectionReport


def inspection_of(report: InspectionReport) -> Inspection:
    """Grades, dates and items as printed, in words."""
    overall = clean_line(report.judgements.overall or "")
    headline = f"Overall effectiveness as printed: {overall}." if overall else "No overall grade is printed."
    asked = wording.number(len(report.improvements), "area for improvement", "areas for improvement")
    facts = [Fact("Kind", wording.REPORT_TYPES.get(report.report_type, wording.sentence_case(report.report_type)))]
    if report.started or report.ended:
        days = [wording.day(value) for value in (report.started, report.ended) if value]
        facts.append(Fact("Inspected", " to ".join(dict.fromkeys(days))))
    facts.append(Fact("Published", wording.day(report.published) if report.published else "no date is printed"))
    printed = {name: clean_line(text) for name, text in report.printed}
    judgements = []
    for name, label in wording.JUDGEMENTS.items():
        grade: str | None = getattr(report.judgements, name)
        if grade or name in printed:
            shown, said = clean_line(grade or "Not judged"), printed.get(name, "")
            judgements.append(Judgement(label, shown, "" if said.lower() == shown.lower() else said))
    return Inspection(
        headline=f"{headline} {asked}.",
        facts=tuple(facts),
        judgements=tuple(judgements),
        improvements=tuple(
            Improvement(
                text=clean_line(item.text),
                page=item.page,
                kind=wording.sentence_case(item.kind),
                theme=wording.sentence_case(item.theme) if item.theme else "",
                for_whom=wording.sentence_case(item.for_whom) if item.for_whom else "",
            )
            for item in report.improvements
        ),
        disagreements=tuple(clean_line(text) for text in report.disagreements),
    )
