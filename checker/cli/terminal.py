"""A finished check on the terminal: what it was read as, the verdicts, gaps first with a quote each.

Words of the document go through `rich.text.Text` and are never read as console markup.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from checker import __version__
from checker.reporting.model import Changes, Entry, Inspection, Pack, Quote, Report
from checker.reporting.view import RenderOptions, build, gap_line
from checker.reporting.wording import Tone, VerdictLook, clean_line
from checker.results.model import Check, Failure

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STYLES: dict[Tone, str] = {"good": "green", "partial": "yellow", "bad": "red", "none": "bright_black"}
_WIDEST = 110  # columns beyond which lines get too long to read
_LONGEST_QUOTE = 220  # characters


def summary(check: Check, console: Console) -> None:
    """Print a check for a person: headline, verdicts by theme, gaps, what is met, how to get a report."""
    report = build(check, RenderOptions(made_on=date.today(), version=__version__))
    width = min(console.width, _WIDEST)
    sheet = _Sheet(console, width)
    sheet.line((report.title, "bold"))
    sheet.line((f"{report.type} · {report.subtitle}", ""))
    for fact in report.facts:
        if fact.how and fact.label in {"Read as", "Area", "Period", "Published"}:
            sheet.line((f"{fact.label}: {fact.value} – {fact.how}", "bright_black"))
    if report.inspection:
        sheet.inspection(report.inspection)
    for pack in report.packs:
        sheet.shares(pack)
    if report.changes:
        sheet.changes(report.changes)
    sheet.entries(report.labels.gaps, report.gaps, report)
    for verdict in report.meanings:
        if not verdict.gap:
            sheet.entries(verdict.word, (entry for entry in report.entries if entry.verdict == verdict), report)
    if report.unread:
        sheet.heading("Could not be read")
        for note in report.unread:
            sheet.item("-", "", note)
    sheet.heading("The whole report")
    command = f"checker check {shlex.quote(clean_line(check.document.path))} --format html --output report.html"
    sheet.line((command, "bold"))


def failure(failed: Failure, console: Console) -> None:
    """Print why a document could not be read."""
    sheet = _Sheet(console, min(console.width, _WIDEST))
    sheet.line((clean_line(failed.path), "bold"), (f" could not be checked ({clean_line(failed.kind)})", "red"))
    sheet.item("", "", clean_line(failed.message))


class _Sheet:
    """Printing in hanging indents to one width, with symbols only where the terminal can show them."""

    def __init__(self, console: Console, width: int) -> None:
        self._console = console
        self._width = width
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
        labels = [f"{self._symbol(share.verdict)}{share.number} {share.verdict.key}" for share in pack.shares]
        for label, share in zip(labels, pack.shares, strict=True):
            style = f"bold {_STYLES[share.verdict.tone]}" if share.number else "bright_black"
            self.item(label, style, share.line, indent=max(map(len, labels)))

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
        self.line((changes.headline, ""))
        widest = max((len(self._symbol(row.entry.verdict) + row.turn) for row in changes.rows), default=0)
        for row in changes.rows:
            lines = [_text([(row.entry.title, "bold"), (f" ({row.verdicts})", "bright_black")])]
            for label, quotes in ((changes.new, row.new), (changes.gone, row.gone)):
                if quotes:
                    more = f" and {len(quotes) - 1} more" if len(quotes) > 1 else ""
                    lines.append(_text([(f"{label}{more}: ", ""), (f"“{_short(quotes[0].text)}”", "italic")]))
            label = self._symbol(row.entry.verdict) + row.turn
            self.item(label, _STYLES[row.entry.verdict.tone], *lines, indent=widest)

    def entries(self, title: str, entries: Iterable[Entry], report: Report) -> None:
        listed = list(entries)
        if not listed:
            return
        self.heading(f"{title} ({len(listed)})")
        widest = max(len(self._symbol(entry.verdict) + entry.verdict.word) for entry in listed)
        for entry in listed:
            lines = [_text([(entry.title, "bold"), (f" ({gap_line(entry)})", "bright_black")])]
            if entry.verdict.gap:
                lines.append(_text([(entry.reason, "")]))
            if entry.quotes:
                lines.append(_quote(_telling(entry), report))
            label = self._symbol(entry.verdict) + entry.verdict.word
            self.item(label, _STYLES[entry.verdict.tone], *lines, indent=widest)

    def _symbol(self, verdict: VerdictLook) -> str:
        return f"{verdict.symbol} " if self._symbols else ""

    def _print(self, table: Table) -> None:
        self._console.print(table, width=self._width, highlight=False)


def _telling(entry: Entry) -> Quote:
    """The one quote to show: for a gap the words that weaken it, if there are any."""
    weakening = [quote for quote in entry.quotes if quote.weakens]
    return weakening[0] if entry.verdict.gap and weakening else entry.quotes[0]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _quote(quote: Quote, report: Report) -> Text:
    words = _short(quote.text)
    where = f"page {quote.page}" if quote.page is not None else quote.where
    marks = f", {report.labels.weakens}" if quote.weakens else ""
    return _text([(f"“{words}” ", "italic"), (f"({where}{marks})", "bright_black")])


def _text(parts: Iterable[tuple[str, str]]) -> Text:
    from rich.text import Text

    text = Text()
    for words, style in parts:
        text.append(words, style=style or None)
    return text
