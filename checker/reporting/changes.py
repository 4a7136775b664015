"""What changed since an earlier draft, as every report shows it: losses first, then gains, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from checker.reporting import wording
from checker.reporting.model import ChangedEntry, Changes, Pack, Quote, WordGroup
from checker.reporting.wording import VerdictLook, clean_line
from checker.results.model import Counterpart, DraftChange, Passage, RequirementChange, Turn

_ORDER: tuple[Turn, ...] = ("lost", "gained", "changed", "unchanged")
_MakeQuote = Callable[[Passage], Quote]
NEW = "New words"
GONE = "Words of the earlier draft that are gone"
REWORDED = "Put otherwise: before, then now"
RELIED = "Now relied on; the earlier draft held these words too"
UNRELIED = "No longer relied on; these words still stand"
MOVED = "Moved: where it stood, then where it stands"


def changes_of(change: DraftChange, packs: Sequence[Pack], quote: _MakeQuote) -> Changes:
    """The changes of a report's packs, with quotes made by `quote`."""
    by = {(entry.pack, entry.requirement): (pack, entry) for pack in packs for entry in pack.entries}
    rows: list[ChangedEntry] = []
    for item in sorted(change.requirements, key=lambda item: _ORDER.index(item.turn)):
        pack, entry = by[clean_line(item.pack), clean_line(item.requirement)]
        words = tuple(_groups(item, quote))
        rows.append(ChangedEntry(entry, item.turn, wording.verdict(pack.mode, item.before), words))
    rows.sort(key=lambda row: (_ORDER.index(row.turn), by[row.entry.pack, row.entry.requirement][0].annex))
    return Changes(
        title="What changed since the earlier draft",
        headline=_headline(packs, rows),
        against=_against(clean_line(Path(change.earlier.path).name), _counted(packs, rows)),
        rows=tuple(row for row in rows if not _same(row)),
        same=tuple(row.entry for row in rows if _same(row)),
        text=tuple(
            group
            for group in (
                WordGroup("gone", "Gone: what this draft does not hold", _quotes(change.text.gone, quote)),
                WordGroup("new", "New: what the earlier draft does not hold", _quotes(change.text.new, quote)),
                WordGroup("reworded", REWORDED, _by_turns(change.text.reworded, quote)),
                WordGroup("moved", MOVED, _by_turns(change.text.moved, quote)),
            )
            if group.quotes
        ),
    )


def _groups(item: RequirementChange, quote: _MakeQuote) -> Iterable[WordGroup]:
    groups = (
        WordGroup("gone", GONE, _quotes(item.gone, quote)),
        WordGroup("new", NEW, _quotes(item.new, quote)),
        WordGroup("reworded", REWORDED, _by_turns(item.reworded, quote)),
        WordGroup("relied", RELIED, _quotes(item.relied, quote)),
        WordGroup("unrelied", UNRELIED, _quotes(item.unrelied, quote)),
    )
    return (group for group in groups if group.quotes)


def _quotes(passages: Iterable[Passage], quote: _MakeQuote) -> tuple[Quote, ...]:
    return tuple(quote(passage) for passage in passages)


def _by_turns(pairs: Iterable[Counterpart], quote: _MakeQuote) -> tuple[Quote, ...]:
    return tuple(quote(passage) for pair in pairs for passage in (pair.before, pair.after))


def _same(row: ChangedEntry) -> bool:
    """Whether the verdict is the same and no word behind it came, went or changed."""
    return row.turn == "unchanged" and all(group.kind in {"relied", "unrelied"} for group in row.words)


def _main(packs: Sequence[Pack]) -> Sequence[Pack]:
    """The packs that the document is for; all where there are none but those it was looked at besides."""
    return [pack for pack in packs if not pack.annex] or packs


def _counted(packs: Sequence[Pack], rows: Sequence[ChangedEntry]) -> list[ChangedEntry]:
    """The rows that are counted: those of the packs in the headline, so that both lines add up to the same."""
    shown = {pack.id for pack in _main(packs)}
    return [row for row in rows if row.entry.pack in shown]


def _headline(packs: Sequence[Pack], rows: Sequence[ChangedEntry]) -> str:
    """ "Met 17 to 21, weak 4 to 0, missing 1 to 1 of 22 requirements." for each pack that the document is for."""
    lines = []
    shown = _main(packs)
    for pack in shown:
        own = [row for row in rows if row.entry.pack == pack.id]
        parts = []
        for verdict in reversed(wording.verdicts(pack.mode)):
            before, now = (
                _count(looks, verdict) for looks in ((r.before for r in own), (r.entry.verdict for r in own))
            )
            if before or now:
                parts.append(f"{verdict.key} {before} to {now}")
        told = ", ".join(parts) or "nothing was compared"
        one, many = ("criterion", "criteria") if pack.mode == "inspection" else ("requirement", "requirements")
        line = f"{told[:1].upper()}{told[1:]} of {wording.number(len(own), one, many)}."
        lines.append(f"{pack.title}: {line}" if len(shown) > 1 else line)
    return " ".join(lines)


def _count(looks: Iterable[VerdictLook], wanted: VerdictLook) -> int:
    return sum(look == wanted for look in looks)


def _against(earlier: str, rows: Sequence[ChangedEntry]) -> str:
    """ "Against “draft.docx”: 2 verdicts lost, 3 gained and 17 unchanged, 4 of these on other words." """
    counts = {turn: sum(row.turn == turn for row in rows) for turn in _ORDER}
    parts = [f"{wording.number(counts['lost'], 'verdict')} lost", f"{counts['gained']} gained"]
    parts += [f"{counts['changed']} changed otherwise"] if counts["changed"] else []
    parts += [f"{counts['unchanged']} unchanged"]
    other = sum(row.turn == "unchanged" and not _same(row) for row in rows)
    others = f", {other} of these on other words" if other else ""
    return f"Against “{earlier}”: {wording.join(parts)}{others}."
