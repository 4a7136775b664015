"""The facts that an inspection report prints, as every report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.reporting import wording
from checker.reporting.model import Fact, Improvement, Inspection, Judgement, RemarkRow
from checker.reporting.wording import clean_line
from checker.results.model import Improvement as PrintedItem
from checker.results.model import InspectionReport, Remark


def inspection_of(report: InspectionReport, titles: Mapping[str, str]) -> Inspection:
    """Grades, dates, items and remarks as printed, in words. `titles` are those of the requirements, by id."""
    overall = clean_line(report.judgements.overall or "")
    headline = f"Overall effectiveness as printed: {overall}." if overall else "No overall grade is printed."
    board = clean_line(report.judgements.lscb or "")
    if board:
        headline = f"The safeguarding children board as printed: {board}." + (f" {headline}" if overall else "")
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
        improvements=_items(report.improvements),
        disagreements=tuple(clean_line(text) for text in report.disagreements),
        strengths=_items(report.strengths),
        lists=wording.LISTS.get(report.lists, ""),
        remarks=tuple(_remark(remark, titles) for remark in report.remarks),
    )


def _remark(remark: Remark, titles: Mapping[str, str]) -> RemarkRow:
    named = (titles.get(theme) or wording.sentence_case(theme.split("-", 2)[-1].lower()) for theme in remark.themes)
    return RemarkRow(
        polarity=wording.sentence_case(remark.polarity),
        themes="; ".join(named),
        quote=clean_line(remark.quote),
        page=remark.page,
        section=clean_line(remark.section or ""),
        printed_as=wording.sentence_case(remark.printed_as) if remark.printed_as else "",
    )


def _items(items: Iterable[PrintedItem]) -> tuple[Improvement, ...]:
    return tuple(
        Improvement(
            text=clean_line(item.text),
            page=item.page,
            kind=wording.sentence_case(item.kind),
            theme=wording.sentence_case(item.theme) if item.theme else "",
            for_whom=wording.sentence_case(item.for_whom) if item.for_whom else "",
        )
        for item in items
    )
