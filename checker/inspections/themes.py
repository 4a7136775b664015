"""The theme of a printed item: that of the requirement which its sentences are chiefly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from checker.inspections.lists import Item
from checker.inspections.reading import Reading, lens_of
from checker.packs.load import Pack


def theme_finder(reading: Reading, packs: Iterable[Pack]) -> Callable[[Item], str | None]:
    """A function that gives the theme of an item, or None where its words speak of none.

    The item is known by its blocks, whose sentences have been read with the rest of the report.
    """
    themes = {rule.id: rule.theme for pack in packs for rule in pack.rules}
    least = reading.tables.weights.best_theme_from

    def theme_of(item: Item) -> str | None:
        pack = lens_of(reading, item.first)
        best: Counter[str] = Counter()
        for read in reading.in_blocks(item.first, item.end):
            for requirement, score in zip(
                reading.tables.themes[pack].outcomes, read.scores.get(pack, ()), strict=False
            ):
                if score > least:
                    best[requirement] = max(best[requirement], score - least)  # type: ignore[assignment]
        return themes.get(best.most_common(1)[0][0]) if best else None

    return theme_of
