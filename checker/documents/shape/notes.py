"""What a reader left out or could not read, gathered by kind, and told in one sentence a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Left(StrEnum):
    """Why words were left out, or not read. The value is what the words do or are, in a warning."""

    OUTSIDE = "outside"
    UNSEEN = "unseen"
    CROPPED = "cropped"
    COVERED = "covered"
    LAYER = "layer"
    STRUCK = "struck"
    DELETED = "deleted"
    HIDDEN = "hidden"
    UNREADABLE = "unreadable"
    PROMPT = "prompt"


_SAID = {
    Left.OUTSIDE: ("lies outside the visible page", "lie outside the visible page"),
    Left.UNSEEN: (
        "cannot be seen on the page (in the colour of its ground, or without any)",
        "cannot be seen on the page (in the colour of their ground, or without any)",
    ),
    Left.CROPPED: ("is cut off by the edge of its frame", "are cut off by the edges of their frames"),
    Left.COVERED: ("stands under something that covers it", "stand under something that covers them"),
    Left.LAYER: ("stands on a layer that is switched off", "stand on a layer that is switched off"),
    Left.STRUCK: ("is struck through", "are struck through"),
    Left.DELETED: ("is deleted by tracked changes", "are deleted by tracked changes"),
    Left.HIDDEN: ("is hidden on the page", "are hidden on the page"),
}
_QUIET = frozenset({Left.DELETED, Left.PROMPT})  # what the author took out, or never filled in: no one misses it
_MAY_HOLD = frozenset({Left.UNREADABLE, Left.HIDDEN})
_MOST_PAGES = 12


@dataclass(slots=True)
class Notes:
    """Words left out, by reason and page."""

    _words: dict[Left, dict[int | None, int]] = field(default_factory=dict)

    def add(self, why: Left, page: int | None, words: int) -> None:
        """Note that so many words on a page were left out, or could not be read."""
        if words:
            counts = self._words.setdefault(why, {})
            counts[page] = counts.get(page, 0) + words

    def forget(self, why: Left, pages: Iterable[int]) -> None:
        """Take back what was noted of pages that were read in another way after all."""
        counts = self._words.get(why, {})
        for page in pages:
            counts.pop(page, None)
        if not counts:
            self._words.pop(why, None)

    def warnings(self) -> list[str]:
        """A sentence for each reason: how much, where, why."""
        said = []
        for why, counts in self._words.items():
            if why in _QUIET:
                continue
            pages = sorted(page for page in counts if page is not None)
            count = sum(counts.values())
            where = f" on {pages_in_words(pages)}" if pages else ""
            if why is Left.UNREADABLE:
                said.append(_unreadable(count, where, pages))
                continue
            amount = "1 word" if count == 1 else f"{count:,} words"
            was = "was" if count == 1 else "were"
            said.append(f"{amount}{where} {_SAID[why][count != 1]} and {was} left out.")
        return said

    def may_hold(self) -> list[str]:
        """Sentences for the reason of a "missing": what was not read and may hold what was not found."""
        said = []
        for why in _MAY_HOLD & self._words.keys():
            pages = sorted(page for page in self._words[why] if page is not None)
            where = f" on {pages_in_words(pages)}" if pages else ""
            what = "that could not be read" if why is Left.UNREADABLE else "that the page hides"
            said.append(f"Words{where} {what} may hold it.")
        return said


def _unreadable(count: int, where: str, pages: Sequence[int]) -> str:
    there = "that page" if len(pages) < 2 else "those pages"
    amount = "1 word" if count == 1 else f"{count:,} words"
    return (
        f"{amount}{where} could not be read: the file does not say which letters its signs stand for. "
        f"--ocr reads {there} as a picture, with the ocr extra and Tesseract installed; or ask for the document anew."
    )


def pages_in_words(pages: Iterable[int]) -> str:
    """ "page 3", "pages 2, 3 and 7", at most a dozen by number."""
    numbers = sorted(set(pages))
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    shown = [str(number) for number in numbers[:_MOST_PAGES]]
    if len(numbers) > _MOST_PAGES:
        return f"pages {', '.join(shown)} and {len(numbers) - _MOST_PAGES} more"
    return f"pages {', '.join(shown[:-1])} and {shown[-1]}"
