"""What changed since an earlier draft, as every report shows it: losses first, then gains, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from checker.reporting import wording
from checker.reporting.model import ChangedEntry, Changes, Entry, Quote
from checker.reporting.wording import clean_line
from checker.results.model import DraftChange, Evidence, Mode, Turn

_ORDER: tuple[Turn, ...] = ("lost", "gained", "changed", "unchanged")


def changes_of(
    change: DraftChange, entries: Iterable[tuple[Mode, Entry]], quote: Callable[[Evidence], Quote]
) -> Changes:
    """The changes, for the entries of a report (each with its mode), with quotes made by `quote`."""
    by = {(entry.pack, entry.requirement): (mode, entry) for mode, entry in entries}
    rows: list[ChangedEntry] = []
    for item in sorted(change.requirements, key=lambda item: _ORDER.index(item.turn)):
        mode, entry = by[clean_line(item.pack), clean_line(item.requirement)]
        new, gone = (tuple(quote(evidence) for evidence in group) for group in (item.new, item.gone))
        rows.append(ChangedEntry(entry, item.turn, wording.verdict(mode, item.before), new, gone))
    return Changes(
        title="What changed since the earlier draft",
        headline=_headline(clean_line(Path(change.earlier.path).name), rows),
        rows=tuple(row for row in rows if not _same(row)),
        same=tuple(row.entry for row in rows if _same(row)),
        new="New words",
        gone="Words of the earlier draft that are gone",
    )


def _same(row: ChangedEntry) -> bool:
    return row.turn == "unchanged" and not row.new and not row.gone


def _headline(earlier: str, rows: list[ChangedEntry]) -> str:
    """ "Against “draft.docx”: 2 verdicts lost, 3 gained and 17 unchanged, 4 of these on other words." """
    counts = {turn: sum(row.turn == turn for row in rows) for turn in _ORDER}
    parts = [f"{wording.number(counts['lost'], 'verdict')} lost", f"{counts['gained']} gained"]
    parts += [f"{counts['changed']} changed otherwise"] if counts["changed"] else []
    parts += [f"{counts['unchanged']} unchanged"]
    other = sum(row.turn == "unchanged" and not _same(row) for row in rows)
    others = f", {other} of these on other words" if other else ""
    return f"Against “{earlier}”: {wording.join(parts)}{others}."
