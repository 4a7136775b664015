"""Many checked documents to one comparison: from the published JSON objects to a `Comparison`.

Owns which document stands for its area, what makes an outlier, and what makes an exemplar. Pure: no
file is read here, and no verdict is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from statistics import median, quantiles

from checker.compare.editions import Line, editions_by_pack, lines_of, note_on
from checker.compare.exemplars import Strength, strength_of
from checker.compare.model import (
    AcrossEditions,
    Cell,
    Compared,
    Comparison,
    Exemplar,
    Heavy,
    Inspected,
    Odd,
    Requirement,
    Row,
    Table,
    Tally,
)
from checker.results.model import (
    VERDICTS,
    Check,
    Failure,
    Finding,
    InspectionReport,
    Mode,
    PackSummary,
    Verdict,
)
from checker.results.restored import read_result

Regions = Mapping[str, tuple[str | None, str | None]]  # area: (region, police force)

FEWEST_AREAS = 5  # with fewer, nothing can be told to be unusual
NEARLY_ALL = 0.9  # of the other areas
HEAVY_MARGIN = 0.1  # more gaps than usual by at least this share: in a uniform field every area lies outside
EXEMPLARS_EACH = 3  # areas for each requirement
QUOTES_EACH = 2  # for each exemplar


def compare(objects: Iterable[object], regions: Regions | None = None) -> Comparison:
    """The comparison of the objects of one results file, in the file's order.

    Raises CheckerError (kind broken-results) for an object that is not a result of the checker.
    """
    checked: list[_Checked] = []
    failures: list[Failure] = []
    once: dict[str, str] = {}
    packs: dict[PackSummary, None] = {}
    for at, value in enumerate(objects, start=1):
        result = read_result(value, at)
        if isinstance(result, Failure):
            failures.append(result)
            continue
        findings = tuple(_told_once(finding, once) for finding in result.findings)
        checked.append(_Checked(_compared(result, regions or {}), findings, result.inspection))
        packs.update(dict.fromkeys(result.packs))
    _shorten(checked, failures)
    known: dict[str, PackSummary] = {}
    for pack in packs:
        known[pack.id] = pack
    return Comparison(
        documents=tuple(one.document for one in checked),
        tables=_tables(checked, known),
        inspections=tuple(Inspected(one.document, one.report) for one in checked if one.report),
        failures=tuple(failures),
        packs=tuple(packs),
        across=_across(checked, known),
    )


def _told_once(finding: Finding, once: dict[str, str]) -> Finding:
    """The finding with texts that many documents share held in memory only once."""

    def same(text: str) -> str:
        return once.setdefault(text, text)

    return replace(
        finding,
        requirement=same(finding.requirement),
        title=same(finding.title),
        asks=same(finding.asks),
        basis=same(finding.basis),
        reason=same(finding.reason),
        advice=same(finding.advice),
        questions=tuple(map(same, finding.questions)),
        evidence=tuple(replace(item, section=item.section and same(item.section)) for item in finding.evidence),
    )


@dataclass(slots=True)
class _Checked:
    """One result while the comparison is made; `document` gets its short name when all are known."""

    document: Compared
    findings: tuple[Finding, ...]
    report: InspectionReport | None


@dataclass(slots=True)
class _Draft:
    """A table while its rows are gathered."""

    requirements: dict[str, Requirement] = field(default_factory=dict)
    rows: list[tuple[Compared, dict[str, Cell]]] = field(default_factory=list)


def _compared(result: Check, regions: Regions) -> Compared:
    document, report = result.document, result.inspection
    names = dict.fromkeys(name for name in (document.area, *document.areas) if name)
    places = [regions[name] for name in names if name in regions]
    period = document.period
    inspected = (report.ended or report.published) if report else None
    return Compared(
        name=document.path,
        path=document.path,
        type=document.type,
        title=document.title,
        area=document.area,
        areas=tuple(document.areas),
        regions=tuple(dict.fromkeys(region for region, _ in places if region)),
        police=tuple(dict.fromkeys(police for _, police in places if police)),
        period=period,
        published=document.published,
        dated=(period[1] if period else None) or document.published or inspected,
        pages=document.pages,
        pages_without_text=len(document.pages_without_text),
        checked_against=tuple(dict.fromkeys(finding.pack for finding in result.findings)),
        edition=document.edition,
    )


def _shorten(checked: Sequence[_Checked], failures: list[Failure]) -> None:
    """Name every document by its path below their common folder: enough to tell them apart, and no more."""
    folders = [_parts(one.document.path)[:-1] for one in checked]
    folders += [_parts(failure.path)[:-1] for failure in failures]
    shared = 0
    while folders and all(len(folder) > shared and folder[shared] == folders[0][shared] for folder in folders):
        shared += 1
    for one in checked:
        one.document = replace(one.document, name="/".join(_parts(one.document.path)[shared:]))
    failures[:] = [replace(failure, path="/".join(_parts(failure.path)[shared:])) for failure in failures]


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts or (path,)


def _tables(checked: Iterable[_Checked], packs: Mapping[str, PackSummary]) -> tuple[Table, ...]:
    drafts: dict[tuple[str, str, Mode], _Draft] = {}
    for one in checked:
        cells: dict[tuple[str, Mode], dict[str, Cell]] = {}
        for finding in one.findings:
            draft = drafts.setdefault((finding.pack, one.document.type, finding.mode), _Draft())
            draft.requirements[finding.requirement] = _requirement(finding)
            cells.setdefault((finding.pack, finding.mode), {})[finding.requirement] = _cell(finding)
        for (pack, mode), row in cells.items():
            drafts[pack, one.document.type, mode].rows.append((one.document, row))
    return tuple(
        _table(pack, kind, mode, packs.get(pack), draft) for (pack, kind, mode), draft in _in_order(drafts, packs)
    )


def _across(checked: Sequence[_Checked], packs: Mapping[str, PackSummary]) -> tuple[AcrossEditions, ...]:
    """Documents of each type lined up across the editions that they were checked against, where these are several."""
    editions = editions_by_pack(packs.values())
    found = []
    for kind in dict.fromkeys(one.document.type for one in checked):
        own = [one for one in checked if one.document.type == kind]
        lines = lines_of((finding for one in own for finding in one.findings), editions)
        names = tuple(sorted({edition for line in lines for edition in line.editions}))
        if len(names) < 2:
            continue
        draft = _Draft()
        for one in own:
            verdicts = {finding.requirement: _cell(finding) for finding in one.findings if finding.pack in editions}
            draft.rows.append((one.document, verdicts))
        rows = tuple(row for row in _by_line(lines, draft) if row.newest)
        cells = [(line, row.cells[at]) for row in rows for at, line in enumerate(lines)]
        found.append(
            AcrossEditions(
                type=kind,
                editions=names,
                lines=lines,
                rows=rows,
                shared=_tally("coverage", (cell for line, cell in cells if line.in_all)),
                new=_tally("coverage", (cell for line, cell in cells if line.new_in)),
                note=note_on(lines),
            )
        )
    return tuple(found)


def _by_line(lines: Sequence[Line], draft: _Draft) -> tuple[Row, ...]:
    rows = [  # with a cell for each line: what a document's own edition asks of it
        replace(row, cells=tuple(next((said[name] for name in line.ids[::-1] if name in said), None) for line in lines))
        for row, (_, said) in zip(_in_file(draft), draft.rows, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (row.document.area is None, row.document.label.casefold())))


def _in_order(
    drafts: Mapping[tuple[str, str, Mode], _Draft], packs: Mapping[str, PackSummary]
) -> list[tuple[tuple[str, str, Mode], _Draft]]:
    """Packs made for one type of document before those used as a lens on several; then by name."""
    kinds: dict[str, set[str]] = {}
    for pack, kind, _ in drafts:
        kinds.setdefault(pack, set()).add(kind)
    return sorted(drafts.items(), key=lambda item: (len(kinds[item[0][0]]) > 1, item[0]))


def _requirement(finding: Finding) -> Requirement:
    return Requirement(
        id=finding.requirement,
        title=finding.title or finding.requirement,
        asks=finding.asks,
        basis=finding.basis,
        theme=finding.theme,
        force=finding.force,
    )


def _cell(finding: Finding) -> Cell:
    return Cell(
        finding.verdict, finding.reason, finding.evidence, finding.advice, finding.questions, finding.confidence
    )


def _table(pack: str, kind: str, mode: Mode, summary: PackSummary | None, draft: _Draft) -> Table:
    # A theme's requirements stand together, in the order in which the pack brings the themes.
    themes = list(dict.fromkeys(requirement.theme for requirement in draft.requirements.values()))
    requirements = tuple(sorted(draft.requirements.values(), key=lambda one: themes.index(one.theme)))
    rows = _rows(mode, requirements, draft)
    newest = [row for row in rows if row.newest]
    by_requirement = tuple(
        _tally(mode, (row.cells[at] for row in newest if row.cells[at])) for at in range(len(requirements))
    )
    return Table(
        pack=pack,
        title=summary.title if summary else pack,
        mode=mode,
        type=kind,
        requirements=requirements,
        rows=rows,
        tally=_sum(mode, by_requirement),
        by_theme=tuple(
            (
                theme,
                _sum(
                    mode,
                    [
                        tally
                        for requirement, tally in zip(requirements, by_requirement, strict=True)
                        if requirement.theme == theme
                    ],
                ),
            )
            for theme in themes
        ),
        by_requirement=by_requirement,
        odd=_odd(requirements, newest),
        heavy=_heavy(newest),
        exemplars=_exemplars(requirements, rows),
    )


def _rows(mode: Mode, requirements: Sequence[Requirement], draft: _Draft) -> tuple[Row, ...]:
    rows = [
        replace(row, cells=tuple(found.get(requirement.id) for requirement in requirements))
        for row, (_, found) in zip(_in_file(draft, mode), draft.rows, strict=True)
    ]
    rows.sort(key=lambda row: row.document.dated or "", reverse=True)
    return tuple(
        sorted(rows, key=lambda row: (row.document.area is None, row.document.label.casefold(), not row.newest))
    )


def _in_file(draft: _Draft, mode: Mode = "coverage") -> list[Row]:
    """A row for each document in the file's order, its cells still empty, the newest of each area marked."""
    tallies = [_tally(mode, found.values()) for _, found in draft.rows]
    newest: dict[str, tuple[bool, str, int]] = {}
    # A report that covers none of the requirements (a visit on another matter) stands for its area only where
    # there is no other. Undated documents count as older than dated ones; of equals, the later in the file counts.
    for at, (document, _) in enumerate(draft.rows):
        rank = (tallies[at].judged > 0, document.dated or "", at)
        newest[document.label] = max(rank, newest.get(document.label, rank))
    return [
        Row(document, (), tallies[at], newest[document.label][2] == at) for at, (document, _) in enumerate(draft.rows)
    ]


def _tally(mode: Mode, cells: Iterable[Cell | None]) -> Tally:
    counts = dict.fromkeys(VERDICTS[mode], 0)
    for cell in cells:
        if cell:
            counts[cell.verdict] = counts.get(cell.verdict, 0) + 1
    return Tally(tuple(counts.items()))


def _sum(mode: Mode, tallies: Iterable[Tally]) -> Tally:
    counts = dict(_tally(mode, ()).counts)
    for tally in tallies:
        for verdict, count in tally.counts:
            counts[verdict] = counts.get(verdict, 0) + count
    return Tally(tuple(counts.items()))


def _odd(requirements: Sequence[Requirement], rows: Sequence[Row]) -> tuple[Odd, ...]:
    """Areas that differ from at least `NEARLY_ALL` of the others; a requirement not covered is no view on it."""
    found = []
    for at, requirement in enumerate(requirements):
        views = [
            (row, cell.verdict) for row in rows if (cell := row.cells[at]) and cell.verdict is not Verdict.NOT_COVERED
        ]
        if len(views) < FEWEST_AREAS:
            continue
        verdicts = [verdict for _, verdict in views]
        usual = max(dict.fromkeys(verdicts), key=verdicts.count)
        sharing, others = verdicts.count(usual), len(views) - 1
        if sharing >= NEARLY_ALL * others:
            found += [
                Odd(row, requirement, verdict, usual, sharing, others) for row, verdict in views if verdict != usual
            ]
    return tuple(found)


def _heavy(rows: Sequence[Row]) -> tuple[Heavy, ...]:
    """Areas whose share of gaps lies above the upper quartile by more than one and a half times the middle half."""
    shares = [(row, row.tally.gaps / row.tally.judged) for row in rows if row.tally.judged]
    if len(shares) < FEWEST_AREAS:
        return ()
    values = [share for _, share in shares]
    lower, usual, upper = quantiles(values, n=4, method="inclusive")
    limit = max(upper + 1.5 * (upper - lower), usual + HEAVY_MARGIN)
    heavy = [Heavy(row, share, median(values)) for row, share in shares if share > limit]
    return tuple(sorted(heavy, key=lambda one: -one.share))


def _exemplars(requirements: Sequence[Requirement], rows: Sequence[Row]) -> tuple[Exemplar, ...]:
    found: list[Exemplar] = []
    for at, requirement in enumerate(requirements):
        best: dict[str, tuple[Strength, Exemplar]] = {}
        for row in rows:
            cell = row.cells[at]
            answer = strength_of(cell.verdict, cell.confidence, cell.evidence) if cell else None
            if answer is None:
                continue
            strength, quotes = answer
            label = row.document.label
            if label not in best or strength > best[label][0]:
                best[label] = (strength, Exemplar(row, requirement, quotes[:QUOTES_EACH]))
        ranked = sorted(best.values(), key=lambda one: one[0], reverse=True)
        found += [exemplar for _, exemplar in ranked[:EXEMPLARS_EACH]]
    return tuple(found)
