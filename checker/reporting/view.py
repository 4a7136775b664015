"""What every report shows, in what order: made once from a finished check, for all formats.

Recomputes no verdict. Gives back the types of `checker.reporting.model`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.reporting import reviewed, wording
from checker.reporting.about import facts_of, file_name, method, noun, statement, subtitle, unread
from checker.reporting.brief import brief_of, in_order
from checker.reporting.changes import changes_of
from checker.reporting.model import (
    Count,
    Entry,
    Improvement,
    Labels,
    Pack,
    Promise,
    Quote,
    Report,
    Theme,
)
from checker.reporting.options import Audience, RenderOptions
from checker.reporting.printed import inspection_of
from checker.reporting.wording import clean_line
from checker.results.model import (
    Check,
    Commitment,
    Confidence,
    DocumentSummary,
    Evidence,
    Finding,
    Mode,
    PackSummary,
    Passage,
)
from checker.text.characters import CELL

__all__ = ["RenderOptions", "build", "file_name", "gap_line", "improvement_line", "source_line"]

# A line of a list that nothing parts from the next one.
_ENDS_OPEN = re.compile(r"[\w)\]’'”\"%]\s*$(?<!\band)(?<!\bor)(?<!\bbut)")
_LONGEST_SECTION = 110  # characters of a section heading that are shown beside a quote
_FORCE_ORDER = ("must", "should", "conditional")


def build(check: Check, options: RenderOptions) -> Report:
    """The report of a check. KeyError if a finding has a verdict that its mode does not know."""
    document = check.document
    packs = _packs(check)
    modes = tuple(dict.fromkeys(pack.mode for pack in packs))
    titles = {finding.requirement: clean_line(finding.title) for finding in check.findings}
    inspection = inspection_of(check.inspection, titles) if check.inspection else None
    promises = tuple(_promise(commitment, _written(document)) for commitment in check.commitments)
    return Report(
        title=clean_line(document.title or "") or file_name(document),
        type=document.called or wording.TYPES.get(document.type, wording.sentence_case(document.type)),
        subtitle=subtitle(document),
        labels=_labels(options.audience, modes),
        statement=statement(document, packs, options),
        packs=packs,
        gaps=_gaps(packs),
        inspection=inspection,
        unread=unread(document),
        all_read=wording.ALL_READ,
        facts=facts_of(document, packs, options),
        method=method(document, modes),
        meanings=tuple(verdict for mode in modes for verdict in wording.verdicts(mode)),
        changes=changes_of(check.change, packs, _quote) if check.change else None,
        promises=promises,
        brief=brief_of(document, packs, inspection, promises, options),
        review=reviewed.shown(options.review, check.findings) if options.review else None,
    )


def _labels(audience: Audience, modes: Sequence[Mode]) -> Labels:
    findings = "inspection" in modes and "coverage" not in modes
    draft = audience == "partnership"
    return Labels(
        kind="Safeguarding check of a draft" if draft and not findings else "Safeguarding check",
        gaps="Weaknesses and mixed findings" if findings else "Gaps, worst first",
        each="Each criterion" if findings else "Each requirement",
        advice="What to do next" if findings else "What to add" if draft else "What would meet it",
        questions="Questions a scrutineer may ask" if draft else "Questions to ask",
    )


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
        annex=bool(summary and summary.annex),
        rests_on=clean_line(summary.rests_on) if summary and not summary.checked else "",
    )


def _headline(mode: Mode, counts: Sequence[Count], total: int) -> str:
    """ "Of 22 requirements: 4 missing, 6 weak and 12 met." """
    parts = [count.verdict.counted(count.number) for count in counts if count.number]
    return f"Of {noun(mode, total)}: {wording.join(parts)}."


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
        quotes=tuple(_quote(evidence, finding.mode) for evidence in finding.evidence),
        advice=clean_line(finding.advice) if verdict.gap else "",
        questions=tuple(clean_line(question) for question in finding.questions) if verdict.gap else (),
        look_again=finding.confidence is not None and finding.confidence.level == "look again",
        sure=_sure(finding.confidence),
    )


def _sure(confidence: Confidence | None) -> str:
    """How sure the check is, and why: "Look again: ..."; the score stays in the data."""
    if confidence is None:
        return ""
    why = clean_line(confidence.why)
    return f"{wording.sentence_case(confidence.level)}: {why}" if why else wording.sentence_case(confidence.level)


def _quote(evidence: Passage, mode: Mode = "coverage") -> Quote:
    section = clean_line(evidence.section or "")
    if len(section) > _LONGEST_SECTION:
        section = section[: _LONGEST_SECTION - 1].rstrip() + "…"
    paragraph = clean_line(evidence.paragraph or "")
    places = [f"page {evidence.page}"] if evidence.page is not None else []
    places += [f"section {section}" if section[:1].isdigit() else f"under “{section}”"] if section else []
    places += [f"paragraph {paragraph}"] if paragraph and not section.startswith(paragraph) else []
    where = ", ".join(places) or f"from character {evidence.start:,} of the text"
    return Quote(
        text=_in_a_line(evidence.told if isinstance(evidence, Evidence) else evidence.quote),
        where=where[:1].upper() + where[1:],
        page=evidence.page,
        section=section,
        paragraph=paragraph,
        mark=wording.against(evidence, mode) if isinstance(evidence, Evidence) else "",
        read_by_ocr=isinstance(evidence, Evidence) and evidence.read_by_ocr,
        span=(evidence.start, evidence.end),
        lead=len(clean_line(evidence.lead)) if isinstance(evidence, Evidence) else 0,
    )


def _in_a_line(quote: str) -> str:
    """A quote on one line: its rows and items parted, and no heading row where each row says its headings itself."""
    lines = [line for line in quote.split("\n") if line.strip()]
    rows = [CELL in line for line in lines]
    for at in range(len(lines) - 1):
        if rows[at] and rows[at + 1]:
            heads = ": " not in lines[at] and ": " in lines[at + 1]
            lines[at] = "" if heads else lines[at].rstrip(" ;.") + ";"
        elif _ENDS_OPEN.search(lines[at]):
            lines[at] = lines[at].rstrip() + ";"
    return clean_line("\n".join(lines))


def _written(document: DocumentSummary) -> str:
    """The ISO day on which a document was written or that it reports up to, as far as it is known; otherwise ""."""
    return document.published or (document.period[1] if document.period else "") or document.about or ""


def _promise(commitment: Commitment, written: str) -> Promise:
    """A commitment as a row; a day before the document was written is no day by which something will be done."""
    past = bool(commitment.date and written and commitment.date < written)
    what = clean_line(commitment.what)
    return Promise(
        what=what[:1].upper() + what[1:],
        who=clean_line(commitment.who or ""),
        by_when="" if past else clean_line(commitment.by_when or ""),
        date="" if past else commitment.date or "",
        source=_quote(commitment),
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _counts(mode: Mode, entries: Iterable[Entry]) -> tuple[Count, ...]:
    found = [entry.verdict for entry in entries]
    return tuple(Count(verdict, found.count(verdict)) for verdict in wording.verdicts(mode))


def _gaps(packs: Sequence[Pack]) -> tuple[Entry, ...]:
    forces = {wording.FORCES[force]: place for place, force in enumerate(_FORCE_ORDER)}
    gaps = in_order(entry for pack in packs for entry in pack.entries if entry.verdict.gap)
    besides = {pack.id: pack.annex for pack in packs}
    worst = {look.key: at for looks in (wording.COVERAGE, wording.INSPECTION) for at, look in enumerate(looks)}
    order = {entry.anchor: place for place, entry in enumerate(gaps)}

    def rank(entry: Entry) -> tuple[bool, int, int, int]:
        force = forces.get(entry.force, len(forces))
        return besides[entry.pack], worst[entry.verdict.key], force, order[entry.anchor]

    return tuple(sorted(gaps, key=rank))


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
