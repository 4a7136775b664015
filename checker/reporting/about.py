"""What a report says of the document and of the check: its title lines, its facts, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.reporting import wording
from checker.reporting.model import Fact, Pack
from checker.reporting.options import RenderOptions
from checker.reporting.wording import clean_line
from checker.results.model import DocumentSummary, Mode


def file_name(document: DocumentSummary) -> str:
    """The document's file name: a report that is passed on need not show where its maker keeps files."""
    return clean_line(Path(document.path).name) or "Untitled document"


def noun(mode: Mode, count: int) -> str:
    """How many requirements, or criteria of inspectors: "22 requirements"."""
    one, many = ("criterion", "criteria") if mode == "inspection" else ("requirement", "requirements")
    return wording.number(count, one, many)


def subtitle(document: DocumentSummary) -> str:
    """Area, time and length in one line."""
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


def statement(document: DocumentSummary, packs: Sequence[Pack], options: RenderOptions) -> str:
    """Which file was checked, when, and against what: one sentence."""
    against = wording.join([f"{pack.title} ({noun(pack.mode, pack.total)})" for pack in packs])
    checked = f"“{file_name(document)}” was checked on {wording.day(options.made_on.isoformat())}"
    return f"{checked} against {against}." if against else f"{checked} against no requirements."


def facts_of(document: DocumentSummary, packs: Sequence[Pack], options: RenderOptions) -> tuple[Fact, ...]:
    """What is known about the document and the check, each with how it is known."""
    how = dict(document.how)
    areas = [clean_line(area) for area in document.areas]
    area = clean_line(document.area or "") or "not found"
    if len(areas) > 1 and wording.join(areas) != area:
        area += f" ({wording.join(areas)})"
    found = {
        "type": document.called or wording.TYPES.get(document.type, wording.sentence_case(document.type)),
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
        if pack.rests_on:
            facts.append(Fact("Not held against the text", pack.title, pack.rests_on))
    facts.append(Fact("Checked on", wording.day(options.made_on.isoformat()), f"Checker version {options.version}"))
    return tuple(facts)


def unread(document: DocumentSummary) -> tuple[str, ...]:
    """One sentence for each thing that could not, or not surely, be read."""
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


def method(document: DocumentSummary, modes: Sequence[Mode]) -> tuple[str, ...]:
    """How far to trust a check of these modes."""
    notes = [wording.METHOD[0]]
    if "coverage" in modes:
        notes.append(wording.METHOD_COVERAGE)
    if "inspection" in modes:
        notes.append(wording.METHOD_INSPECTION)
    if document.pages_read_by_ocr:
        notes.append(wording.METHOD_OCR)
    return (*notes, *wording.METHOD[1:])
