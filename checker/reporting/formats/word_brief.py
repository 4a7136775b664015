"""The brief, and what a draft changed, as the first pages of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.reporting import wording
from checker.reporting.about import noun
from checker.reporting.additions import ADD_HEAD, title_of
from checker.reporting.brief import LONGEST_QUOTE, shortened
from checker.reporting.formats.word_parts import (
    LEAD,
    SMALL,
    Cell,
    cell_paragraph,
    hyperlink,
    paragraph,
    run,
    table,
)
from checker.reporting.model import Brief, BriefLine, Changes, Entry, Pack
from checker.reporting.wording import VerdictLook

_SIZE = 9.0  # points, in the tables of a brief
_LINK = "1D4F91"
_SOUGHT = " Looked for "  # where a reason goes on to say what was sought
Link = Callable[[Entry], str]  # the bookmark of an entry, or "" in a brief that stands alone


def badge(verdict: VerdictLook) -> str:
    """A verdict's symbol and word."""
    return f"{verdict.symbol} {verdict.word}"


def verdict_cell(verdict: VerdictLook, more: str = "", size: float = 10) -> Cell:
    """A coloured cell with the verdict's symbol and word, and more words below them."""
    colours = wording.COLOURS[verdict.tone]
    inside = cell_paragraph(run(badge(verdict), bold=True, colour=colours.ink, size=size))
    inside += cell_paragraph(run(more, bold=True, size=size)) if more else ""
    return Cell(wash=colours.wash, content=inside)


def brief_body(brief: Brief, link: Link, *, alone: bool) -> Iterator[str]:
    """The paragraphs and tables of a brief, below its title."""
    yield paragraph(run(brief.statement, size=9.5), tight=True)
    for line in brief.lines:
        yield paragraph(run(line, size=9.5), tight=True)
    for pack in brief.packs:
        yield _counts(pack, titled=len(brief.packs) > 1)
    for group in brief.groups:
        yield paragraph(run(group.title), style=LEAD)
        rows = [[Cell(title, size=_SIZE) for title in ("Verdict", "On what, and the words", "Why, and what to ask")]]
        rows += [_gap(line, link) for line in group.lines]
        yield table(rows, [1.1, 4, 3.55])
    if brief.additions:
        yield paragraph(run(title_of(len(brief.additions))), style=LEAD)
        yield _additions(brief, link)
    for label, titles in brief.met:
        yield paragraph(run(f"{label}: ", bold=True, size=_SIZE), run(f"{titles}.", size=_SIZE), tight=True)
    yield paragraph(run(brief.note if alone else f"{brief.note} {brief.annex}"), style=SMALL, tight=True)


def changes_body(changes: Changes, link: Link) -> Iterator[str]:
    """The page of an executive: the verdicts before and now, then each that changed, lost first."""
    yield paragraph(run(changes.headline, bold=True, size=14))
    yield paragraph(run(changes.against))
    if changes.turned:
        rows = [[Cell("Before", size=_SIZE), Cell("Now", size=_SIZE), Cell("Requirement, and the words", size=_SIZE)]]
        for row in changes.turned:
            words = _title(row.entry, link)
            if row.told:
                label, quote = row.told
                words += cell_paragraph(
                    run(f"{label}: ", colour=wording.QUIET, size=_SIZE),
                    run(f"“{shortened(quote.text, LONGEST_QUOTE)}”", size=_SIZE),
                )
            rows.append(
                [
                    verdict_cell(row.before, size=_SIZE),
                    verdict_cell(row.entry.verdict, row.turn, size=_SIZE),
                    Cell(content=words),
                ]
            )
        yield table(rows, [1.1, 1.1, 6])
    if changes.other_words:
        titles = "; ".join(f"{row.entry.title} ({row.entry.verdict.key})" for row in changes.other_words)
        yield paragraph(run("The same verdict on other words: ", bold=True), run(f"{titles}."))


def _counts(pack: Pack, *, titled: bool) -> str:
    """One row: how many requirements have which verdict."""
    cells = [
        Cell(
            count.verdict.counted(count.number),
            bold=True,
            ink=wording.COLOURS[count.verdict.tone].ink,
            wash=wording.COLOURS[count.verdict.tone].wash,
            size=11,
        )
        for count in pack.counts
    ]
    whole = noun(pack.mode, pack.total)
    label = Cell(f"{pack.title}: {whole}" if titled else whole, bold=True, size=11)
    return table([[label, *cells]], [2.2 if titled else 1.5, *(1.2 for _ in cells)], head=False)


def _gap(line: BriefLine, link: Link) -> list[Cell]:
    entry = line.entry
    words = _title(entry, link)
    if line.quote:
        where = run(f" ({line.where})", colour=wording.QUIET, size=_SIZE) if line.where else ""
        words += cell_paragraph(run(f"“{line.quote}”", size=_SIZE), where)
    reason, sought = entry.reason, ""
    if not line.quote:  # what was sought in vain takes the place of words, which spares lines
        reason, found, sought = entry.reason.partition(_SOUGHT)
        words += cell_paragraph(run(f"{found.strip()} {sought}", size=_SIZE)) if sought else ""
    again = wording.LOOK_AGAIN if entry.look_again else ""
    return [verdict_cell(entry.verdict, again, size=_SIZE), Cell(content=words), Cell(content=_why(line, reason))]


def _why(line: BriefLine, reason: str) -> str:
    """Why the verdict, and one question."""
    why = cell_paragraph(run(reason, size=_SIZE))
    if not line.question:
        return why
    ask = run("Ask: ", bold=True, colour=wording.QUIET, size=_SIZE)
    return why + cell_paragraph(ask, run(line.question, size=_SIZE))


def _additions(brief: Brief, link: Link) -> str:
    rows = [[Cell(title, size=_SIZE) for title in ADD_HEAD]]
    section = ""
    for item in brief.additions:
        where = "" if item.section == section else item.section  # a section once, over all that belongs to it
        section = item.section
        again = f", {wording.LOOK_AGAIN}" if item.entry.look_again else ""
        what = _title(item.entry, link, f" ({item.entry.verdict.word.lower()}{again})")
        what += cell_paragraph(run(item.what, size=_SIZE))
        if item.example:
            shown = f"How another area says it. {item.example}"
            what += cell_paragraph(run(shown, italic=True, colour=wording.QUIET, size=_SIZE))
        rows.append([Cell(where, bold=True, size=_SIZE), Cell(content=what), Cell(item.question, size=_SIZE)])
    return table(rows, [1.8, 4.4, 2.5])


def _title(entry: Entry, link: Link, after: str = "") -> str:
    """The requirement's title, which leads to its entry in the annex where there is one."""
    bookmark = link(entry)
    title = hyperlink(entry.title, bookmark, _LINK, _SIZE) if bookmark else run(entry.title, bold=True, size=_SIZE)
    return cell_paragraph(title, run(after, colour=wording.QUIET, size=_SIZE) if after else "")
