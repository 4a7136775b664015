"""A finished check on the terminal: what it was read as, the verdicts, gaps first with a quote each.

Words of the document go through `rich.text.Text` and are never read as console markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checker import __version__
from checker.cli.hints import command, quoted, report_command
from checker.compare.thread import Thread
from checker.reporting import wording
from checker.reporting.brief import telling, to_the_point
from checker.reporting.model import BriefLine, Changes, Entry, Inspection, Pack, Quote, Report
from checker.reporting.thread.view import FLAGS, tally, when
from checker.reporting.view import RenderOptions, build, gap_line
from checker.reporting.wording import Tone, VerdictLook, clean_line
from checker.results.model import Check, Failure
from checker.text.cut import cut_at_word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STYLES: dict[Tone, str] = {"good": "green", "partial": "yellow", "bad": "red", "none": "bright_black"}
_WIDEST = 110  # columns beyond which lines get too long to read
_LONGEST_QUOTE = 220  # characters


def summary(check: Check, console: Console, *, everything: bool = False) -> None:
    """Print a check for a person: headline, the verdicts in numbers, the gaps, and what to type next.

    With `everything`, also what is met and what the document was looked at besides.
    """
    report = build(check, RenderOptions(made_on=date.today(), version=__version__))
    sheet = Sheet(console)
    _heading(check, report, sheet)
    if report.changes:
        sheet.changes(report.changes)
    if report.inspection:
        sheet.inspection(report.inspection)
    for pack in report.packs if everything else report.brief.packs:
        sheet.shares(pack)
    for group in report.brief.groups:
        sheet.gaps(group.title, group.lines, report)
    if everything:
        _everything(report, sheet)
    if report.unread:
        sheet.heading("Could not be read")
        for note in report.unread:
            sheet.item("-", "", note)
    sheet.line()
    if not everything and (hidden := _hidden(report)):
        sheet.line((f"Not shown: {', '.join(hidden)}. Add --all to see them.", "bright_black"))
    sheet.line(("A report to pass on: ", ""), (report_command(check.document.path), "bold"))


def _heading(check: Check, report: Report, sheet: Sheet) -> None:
    """What was checked, as what it was taken, and against which edition."""
    sheet.line((report.title, "bold"))
    sheet.line((f"{report.type} · {report.subtitle}", ""))
    for fact in report.facts:
        if fact.how and fact.label in {"Read as", "Area", "Period", "Published"}:
            sheet.line((f"{fact.label}: {fact.value} – {fact.how}", "bright_black"))
    for sentence in (check.document.edition_why, check.document.edition_offer):
        if sentence:
            sheet.line((sentence, "bright_black"))


def _hidden(report: Report) -> list[str]:
    """What is not shown unless everything is."""
    met = [f"{len(entries)} {verdict.key}" for verdict, entries in _others(report) if entries]
    return met + [pack.title for pack in report.packs if pack.annex]


def _others(report: Report) -> list[tuple[VerdictLook, list[Entry]]]:
    """The verdicts that are no gaps, with what the document is for that has them."""
    entries = [entry for pack in report.brief.packs for entry in pack.entries]
    return [
        (verdict, [entry for entry in entries if entry.verdict == verdict])
        for verdict in report.meanings
        if not verdict.gap
    ]


def _everything(report: Report, sheet: Sheet) -> None:
    for verdict, entries in _others(report):
        sheet.entries(verdict.word, entries, report)
    for pack in report.packs:
        if pack.annex:
            sheet.entries(pack.title, sorted(pack.entries, key=lambda entry: not entry.verdict.gap), report)


def thread_summary(thread: Thread, console: Console, source: str) -> None:
    """Print an area through time for a person: its documents, what their order shows, what to type next."""
    sheet = Sheet(console)
    sheet.line((f"{clean_line(thread.area)} through time", "bold"))
    for document in thread.documents:
        counts = ", ".join(count.verdict.counted(count.number) for count in tally(thread, document))
        title = clean_line(document.title or document.path)
        sheet.item(f"{document.number}.", "bold", f"{when(document)}: {title}", counts, indent=3)
    for note in thread.notes:
        sheet.item("-", "", clean_line(note))
    sheet.heading(f"What the order shows ({len(thread.flags) + len(thread.slipped)})")
    for flag in thread.flags:
        lines = [f"{flag.reason} (documents {flag.earlier.document.number} and {flag.later.document.number})"]
        words = [e.quote for step in (flag.earlier, flag.later) for f in step.findings[:1] for e in f.evidence[:1]]
        lines += [f"“{_short(clean_line(quote))}”" for quote in words]
        sheet.line((f"{FLAGS[flag.kind]}: {wording.sentence_case(flag.theme).lower()}", "bold"))
        for line in lines:
            sheet.item("", "", line)
    for kept in thread.slipped:
        sheet.line((f"{FLAGS['setback']}: a commitment", "bold"))
        sheet.item("", "", clean_line(kept.commitment.what))
        if kept.told:
            sheet.item("", "", f"“{_short(clean_line(kept.told.quote))}”")
    if not thread.flags and not thread.slipped:
        sheet.line(("No weakness left unanswered, no setback and no improvement was seen. That proves none.", ""))
    typed = f"{command()} thread {quoted(clean_line(thread.area))} --from {quoted(clean_line(source))}"
    sheet.line()
    sheet.line(("To read it whole: ", ""), (f"{typed} --output thread.docx", "bold"), (" (or .html)", ""))


def failure(failed: Failure, console: Console) -> None:
    """Print why a document could not be read."""
    sheet = Sheet(console)
    sheet.line((clean_line(failed.path), "bold"), (f" could not be checked ({clean_line(failed.kind)})", "red"))
    sheet.item("", "", clean_line(failed.message))


class Sheet:
    """Printing in hanging indents to one width, with symbols only where the terminal can show them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)
        self._symbols = console.encoding.lower().replace("-", "").startswith("utf")

    def line(self, *parts: tuple[str, str]) -> None:
        self._console.print(_text(parts), width=self._width, highlight=False)

    def heading(self, words: str) -> None:
        self._console.print()
        self.line((words, "bold underline"))

    def item(self, label: str, style: str, *lines: Text | str, indent: int = 2) -> None:
        """A label with lines that hang beside it."""
        from rich.table import Table

        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=indent, no_wrap=True)
        grid.add_column()
        for number, line in enumerate(lines):
            shown = _text([(line, "")]) if isinstance(line, str) else line
            grid.add_row(_text([(label, style)]) if number == 0 else "", shown)
        self._print(grid)

    def shares(self, pack: Pack) -> None:
        self.heading(pack.title)
        parts: list[tuple[str, str]] = []
        for count in pack.counts:
            style = f"bold {_STYLES[count.verdict.tone]}" if count.number else "bright_black"
            parts += [(f"{self._symbol(count.verdict)}{count.verdict.counted(count.number)}", style), ("   ", "")]
        self.line(*parts, (f"of {pack.total}", ""))

    def gaps(self, title: str, lines: Sequence[BriefLine], report: Report) -> None:
        """Gaps with why, the words that show it and what to ask."""
        self.heading(title)
        widest = max(len(self._symbol(line.entry.verdict) + line.entry.verdict.word) for line in lines)
        for gap in lines:
            entry = gap.entry
            shown = [self._title(entry), _text([(entry.reason, "")])]
            best = telling(entry)
            if best:
                shown.append(_quote(best, entry.title))
            if gap.question:
                shown.append(_text([("Ask: ", "bold"), (gap.question, "")]))
            self.item(
                self._symbol(entry.verdict) + entry.verdict.word, _STYLES[entry.verdict.tone], *shown, indent=widest
            )

    def _title(self, entry: Entry) -> Text:
        again = [(f" {wording.LOOK_AGAIN}", "bold magenta")] if entry.look_again else []
        return _text([(entry.title, "bold"), (f" ({gap_line(entry)})", "bright_black"), *again])

    def inspection(self, inspection: Inspection) -> None:
        self.heading("What the inspection printed")
        rows = [(fact.label, fact.value) for fact in inspection.facts]
        rows += [(judgement.label, judgement.grade) for judgement in inspection.judgements]
        rows.append(("Areas for improvement", str(len(inspection.improvements))))
        longest = max(len(label) for label, _ in rows)
        for label, value in rows:
            self.item(label, "bright_black", value, indent=longest)
        for words in inspection.disagreements:
            self.item("!", "bold yellow", words)

    def changes(self, changes: Changes) -> None:
        self.heading(changes.title)
        self.line((changes.headline, "bold"))
        self.line((changes.against, ""))
        widest = max((len(self._symbol(row.entry.verdict) + row.turn) for row in changes.turned), default=0)
        for row in changes.turned:
            lines = [_text([(row.entry.title, "bold"), (f" ({row.verdicts})", "bright_black")])]
            if row.told:
                label, quote = row.told
                lines.append(_text([(f"{label}: ", ""), (f"“{_short(quote.text)}”", "italic")]))
            label = self._symbol(row.entry.verdict) + row.turn
            self.item(label, _STYLES[row.entry.verdict.tone], *lines, indent=widest)
        if changes.other_words:
            titles = "; ".join(row.entry.title for row in changes.other_words)
            self.line(("The same verdict on other words: ", "bold"), (f"{titles}.", ""))

    def entries(self, title: str, entries: Iterable[Entry], report: Report) -> None:
        listed = list(entries)
        if not listed:
            return
        self.heading(f"{title} ({len(listed)})")
        widest = max(len(self._symbol(entry.verdict) + entry.verdict.word) for entry in listed)
        for entry in listed:
            lines = [self._title(entry)]
            if entry.verdict.gap:
                lines.append(_text([(entry.reason, "")]))
            best = telling(entry)
            if best:
                lines.append(_quote(best, entry.title))
            label = self._symbol(entry.verdict) + entry.verdict.word
            self.item(label, _STYLES[entry.verdict.tone], *lines, indent=widest)

    def _symbol(self, verdict: VerdictLook) -> str:
        return f"{verdict.symbol} " if self._symbols else ""

    def _print(self, table: Table) -> None:
        self._console.print(table, width=self._width, highlight=False)


def _short(words: str) -> str:
    return cut_at_word(words, _LONGEST_QUOTE)


def _quote(quote: Quote, title: str) -> Text:
    """A quote cut so that what its requirement's title names stays in, with its place."""
    words = to_the_point(quote.text, title, _LONGEST_QUOTE + quote.lead)
    where = f"page {quote.page}" if quote.page is not None else quote.where
    marks = f", {quote.mark}" if quote.mark else ""
    return _text([(f"“{words}” ", "italic"), (f"({where}{marks})", "bright_black")])


def _text(parts: Iterable[tuple[str, str]]) -> Text:
    from rich.text import Text

    text = Text()
    for words, style in parts:
        text.append(words, style=style or None)
    return text
