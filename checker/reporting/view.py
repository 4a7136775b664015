"""What every report shows, in what order: made once from a finished check, for all formats.

Recomputes no verdict. Gives back the types of `checker.reporting.model`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from checker.reporting import reviewed, wording
from checker.reporting.changes import changes_of
from checker.reporting.model import (
    Changes,
    Count,
    Entry,
    Fact,
    Improvement,
    Inspection,
    Judgement,
    Labels,
    Pack,
    Promise,
    Quote,
    RemarkRow,
    Report,
    Theme,
)
from checker.reporting.wording import clean_line
from checker.results.model import (
    Check,
    Commitment,
    DocumentSummary,
    Evidence,
    Finding,
    InspectionReport,
    Mode,
    PackSummary,
    Passage,
)
from checker.results.model import Improvement as PrintedItem
from checker.results.reviewed import Review

Audience = Literal["scrutineer", "partnership"]

_LONGEST_SECTION = 110  # characters of a section heading that are shown beside a quote


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """For whom a report is made, on which day, and by which version of the checker."""

    made_on: date
    version: str
    audience: Audience = "scrutineer"
    review: Review | None = None  # what people decided, shown beside the checker's verdicts


_FORCE_ORDER = ("must", "should", "conditional")


def build(check: Check, options: RenderOptions) -> Report:
    """The report of a check. KeyError if a finding has a verdict that its mode does not know."""
    document = check.document
    packs = _packs(check)
    modes = tuple(dict.fromkeys(pack.mode for pack in packs))
    return Report(
        title=clean_line(document.title or "") or file_name(document),
        type=document.called or wording.TYPES.get(document.type, wording.sentence_case(document.type)),
        subtitle=_subtitle(document),
        labels=_labels(options.audience, modes),
        statement=_statement(document, packs, options),
        packs=packs,
        gaps=_gaps(packs),
        inspection=_inspection(check.inspection, _titles(check)) if check.inspection else None,
        unread=_unread(document),
        all_read=wording.ALL_READ,
        facts=_facts(document, packs, options),
        method=_method(document, modes),
        meanings=tuple(verdict for mode in modes for verdict in wording.verdicts(mode)),
        changes=_changes(check, packs),
        promises=tuple(_promise(commitment) for commitment in check.commitments),
        review=reviewed.shown(options.review, check.findings) if options.review else None,
    )


def file_name(document: DocumentSummary) -> str:
    """The document's file name: a report that is passed on need not show where its maker keeps files."""
    return clean_line(Path(document.path).name) or "Untitled document"


def _changes(check: Check, packs: Sequence[Pack]) -> Changes | None:
    if check.change is None:
        return None
    return changes_of(check.change, ((pack.mode, entry) for pack in packs for entry in pack.entries), _quote)


def _labels(audience: Audience, modes: Sequence[Mode]) -> Labels:
    findings = "inspection" in modes and "coverage" not in modes
    draft = audience == "partnership"
    return Labels(
        kind="Safeguarding check of a draft" if draft and not findings else "Safeguarding check",
        gaps="Weaknesses and mixed findings" if findings else "Gaps, worst first",
        each="Each criterion" if findings else "Each requirement",
        advice="What to do next" if findings else "What to add" if draft else "What would meet it",
        questions="Questions a scrutineer may ask" if draft else "Questions to ask",
        weakens="falls short" if findings else "weakens it",
    )


def _noun(mode: Mode, count: int) -> str:
    one, many = ("criterion", "criteria") if mode == "inspection" else ("requirement", "requirements")
    return wording.number(count, one, many)


def _packs(check: Check) -> tuple[Pack, ...]:
    by_pack: dict[str, list[Finding]] = {}
    for finding in check.findings:
        by_pack.setdefault(finding.pack, []).append(finding)
    known = {summary.id: summary for summary in check.packs}
    order = [summary.id for summary in check.packs if summary.id in by_pack]
    order += [name for name in by_pack if name not in known]
    taken: set[str] = set()
    return tuple(_pack(name, known.get(name), by_pack[name], taken) for name in order)


def _pack(name: str, summary: PackSummary | None, findings: list[Finding], taken: set[str]) -> Pack:
    mode = findings[0].mode
    entries = [_entry(finding, taken) for finding in findings]
    slugs = list(dict.fromkeys(finding.theme for finding in findings))
    themes = []
    for slug in slugs:
        on_theme = tuple(entry for entry, finding in zip(entries, findings, strict=True) if finding.theme == slug)
        themes.append(
            Theme(f"{_slug(name)}-{_slug(slug)}", wording.sentence_case(slug), on_theme, _counts(mode, on_theme))
        )
    counts = _counts(mode, entries)
    return Pack(
        id=clean_line(name),
        title=clean_line(summary.title if summary else name),
        source=clean_line(summary.source) if summary else "",
        version=clean_line(summary.version) if summary else "",
        digest=clean_line(summary.digest) if summary else "",
        mode=mode,
        themes=tuple(themes),
        counts=counts,
        total=len(entries),
        headline=_headline(mode, counts, len(entries)),
    )


def _headline(mode: Mode, counts: Sequence[Count], total: int) -> str:
    """ "Of 22 requirements: 4 missing, 6 weak and 12 met." """
    parts = [f"{count.number} {count.verdict.key}" for count in counts if count.number]
    return f"Of {_noun(mode, total)}: {wording.join(parts)}."


def _entry(finding: Finding, taken: set[str]) -> Entry:
    verdict = wording.verdict(finding.mode, finding.verdict)
    anchor = base = "r-" + _slug(finding.requirement)
    while anchor in taken:
        anchor = f"{base}-{len(taken)}"
    taken.add(anchor)
    return Entry(
        anchor=anchor,
        requirement=clean_line(finding.requirement),
        title=clean_line(finding.title) or clean_line(finding.requirement),
        asks=clean_line(finding.asks),
        basis=clean_line(finding.basis),
        force=wording.FORCES.get(finding.force or "", ""),
        pack=clean_line(finding.pack),
        theme=wording.sentence_case(finding.theme),
        verdict=verdict,
        reason=clean_line(finding.reason),
        quotes=tuple(_quote(evidence) for evidence in finding.evidence),
        advice=clean_line(finding.advice) if verdict.gap else "",
        questions=tuple(clean_line(question) for question in finding.questions) if verdict.gap else (),
    )


def _quote(evidence: Passage) -> Quote:
    section = clean_line(evidence.section or "")
    if len(section) > _LONGEST_SECTION:
        section = section[: _LONGEST_SECTION - 1].rstrip() + "…"
    paragraph = clean_line(evidence.paragraph or "")
    places = [f"page {evidence.page}"] if evidence.page is not None else []
    places += [f"section {section}" if section[:1].isdigit() else f"under “{section}”"] if section else []
    places += [f"paragraph {paragraph}"] if paragraph and not section.startswith(paragraph) else []
    where = ", ".join(places) or f"from character {evidence.start:,} of the text"
    return Quote(
        text=clean_line(evidence.quote),
        where=where[:1].upper() + where[1:],
        page=evidence.page,
        section=section,
        paragraph=paragraph,
        weakens=isinstance(evidence, Evidence) and evidence.role == "weakens",
        read_by_ocr=isinstance(evidence, Evidence) and evidence.read_by_ocr,
        span=(evidence.start, evidence.end),
    )


def _promise(commitment: Commitment) -> Promise:
    what = clean_line(commitment.what)
    return Promise(
        what=what[:1].upper() + what[1:],
        who=clean_line(commitment.who or ""),
        by_when=clean_line(commitment.by_when or ""),
        date=commitment.date or "",
        source=_quote(commitment),
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _counts(mode: Mode, entries: Iterable[Entry]) -> tuple[Count, ...]:
    found = [entry.verdict for entry in entries]
    return tuple(Count(verdict, found.count(verdict)) for verdict in wording.verdicts(mode))


def _gaps(packs: Sequence[Pack]) -> tuple[Entry, ...]:
    order = {
        verdict.key: place for known in (wording.COVERAGE, wording.INSPECTION) for place, verdict in enumerate(known)
    }
    forces = {wording.FORCES[force]: place for place, force in enumerate(_FORCE_ORDER)}
    gaps = [entry for pack in packs for entry in pack.entries if entry.verdict.gap]
    return tuple(sorted(gaps, key=lambda entry: (order[entry.verdict.key], forces.get(entry.force, len(forces)))))


def _subtitle(document: DocumentSummary) -> str:
    parts = [clean_line(document.area or "") or "Area not found"]
    if document.period:
        parts.append(_period(document.period))
    elif document.published:
        parts.append(f"published {wording.day(document.published)}")
    if document.pages is not None:
        parts.append(wording.number(document.pages, "page"))
    if document.words:
        parts.append(wording.number(document.words, "word"))
    return " · ".join(parts)


def _period(period: tuple[str, str]) -> str:
    return f"{wording.day(period[0])} to {wording.day(period[1])}"


def _statement(document: DocumentSummary, packs: Sequence[Pack], options: RenderOptions) -> str:
    against = wording.join([f"{pack.title} ({_noun(pack.mode, pack.total)})" for pack in packs])
    checked = f"“{file_name(document)}” was checked on {wording.day(options.made_on.isoformat())}"
    return f"{checked} against {against}." if against else f"{checked} against no requirements."


def _facts(document: DocumentSummary, packs: Sequence[Pack], options: RenderOptions) -> tuple[Fact, ...]:
    how = dict(document.how)
    areas = [clean_line(area) for area in document.areas]
    area = clean_line(document.area or "") or "not found"
    if len(areas) > 1:
        area += f" ({wording.join(areas)})"
    found = {
        "type": wording.TYPES.get(document.type, wording.sentence_case(document.type)),
        "title": clean_line(document.title or "") or "not found",
        "area": area,
        "period": _period(document.period) if document.period else "not found",
        "published": wording.day(document.published) if document.published else "not found",
    }
    if document.type != "yearly-report" and not document.period:
        del found["period"]
    facts = [Fact(wording.FIELDS[field], value, clean_line(how.get(field, ""))) for field, value in found.items()]
    facts.append(Fact("File", file_name(document), wording.FORMATS.get(document.format, clean_line(document.format))))
    length = [wording.number(document.pages, "page")] if document.pages is not None else []
    facts.append(Fact("Length", ", ".join([*length, wording.number(document.words, "word")])))
    facts.append(Fact("Fingerprint", clean_line(document.sha256), "SHA-256: tells whether a copy is the same file"))
    for pack in packs:
        rules = ", ".join(
            part
            for part in (pack.version and f"version {pack.version}", pack.digest and f"rules {pack.digest}")
            if part
        )
        facts.append(Fact("Checked against", f"{pack.title}{f' ({rules})' if rules else ''}", pack.source))
    facts.append(Fact("Checked on", wording.day(options.made_on.isoformat()), f"Checker version {options.version}"))
    return tuple(facts)


def _unread(document: DocumentSummary) -> tuple[str, ...]:
    notes: list[str] = []
    if document.pages_without_text:
        pages = wording.page_list(document.pages_without_text)
        holds = "holds" if len(set(document.pages_without_text)) == 1 else "hold"
        notes.append(
            f"{pages[:1].upper()}{pages[1:]} {holds} no text that could be read, and may hold what is missing."
        )
    if document.pages_read_by_ocr:
        pages = wording.page_list(document.pages_read_by_ocr)
        were = "was" if len(set(document.pages_read_by_ocr)) == 1 else "were"
        notes.append(f"{pages[:1].upper()}{pages[1:]} {were} read by character recognition, which makes mistakes.")
    for (page, section), count in _tally(document.pictures).items():
        place = f" on page {page}" if page is not None else ""
        place += f" under “{clean_line(section)}”" if section else ""
        what = "A picture" if count == 1 else f"{count} pictures"
        notes.append(f"{what}{place} may hold text that could not be read.")
    notes.extend(clean_line(warning) for warning in document.warnings)
    return tuple(notes)


def _tally(pictures: Iterable[tuple[int | None, str | None]]) -> dict[tuple[int | None, str | None], int]:
    counts: dict[tuple[int | None, str | None], int] = {}
    for picture in pictures:
        counts[picture] = counts.get(picture, 0) + 1
    return counts


def _method(document: DocumentSummary, modes: Sequence[Mode]) -> tuple[str, ...]:
    notes = [wording.METHOD[0]]
    if "coverage" in modes:
        notes.append(wording.METHOD_COVERAGE)
    if "inspection" in modes:
        notes.append(wording.METHOD_INSPECTION)
    if document.pages_read_by_ocr:
        notes.append(wording.METHOD_OCR)
    return (*notes, *wording.METHOD[1:])


def _inspection(report: InspectionReport, titles: Mapping[str, str]) -> Inspection:
    overall = clean_line(report.judgements.overall or "")
    board = clean_line(report.judgements.lscb or "")
    headline = f"Overall effectiveness as printed: {overall}." if overall else "No overall grade is printed."
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
        remarks=tuple(
            RemarkRow(
                polarity=wording.sentence_case(remark.polarity),
                themes="; ".join(
                    titles.get(theme) or wording.sentence_case(theme.split("-", 2)[-1].lower())
                    for theme in remark.themes
                ),
                quote=clean_line(remark.quote),
                page=remark.page,
                section=clean_line(remark.section or ""),
                printed_as=wording.sentence_case(remark.printed_as) if remark.printed_as else "",
            )
            for remark in report.remarks
        ),
    )


def _titles(check: Check) -> dict[str, str]:
    """The titles of requirements that findings are about."""
    return {finding.requirement: clean_line(finding.title) for finding in check.findings}


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


def source_line(entry: Entry) -> str:
    """Where a requirement comes from: "Must · Children Act 2004 s.16G · WT18-ARR-SCRUTINY"."""
    return " · ".join(part for part in (entry.force, entry.basis, entry.requirement) if part)


def gap_line(entry: Entry) -> str:
    """What stands behind a gap's title: "must, WT18-ARR-SCRUTINY"."""
    return ", ".join(part for part in (entry.force.lower(), entry.requirement) if part)


def improvement_line(item: Improvement) -> str:
    """What kind of item an improvement is, for whom, on what and where: one line."""
    page = f"page {item.page}" if item.page is not None else ""
    return " · ".join(
        part for part in (item.kind, item.for_whom and f"for the {item.for_whom.lower()}", item.theme, page) if part
    )
