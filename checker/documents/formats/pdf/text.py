"""Words across line ends: joining the lines of a block into one text that remembers its places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.documents.formats.pdf.line import Line
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft
from checker.text.hyphens import Parted, keeps_hyphen

_HYPHENS = ("-", "\xad")
_LAST_WORD = re.compile(r"([A-Za-z’']+)[-\xad]$")
_FIRST_WORD = re.compile(r"[A-Za-z’']+")


class Joiner:
    """Joins lines. Words hyphenated over a line end are looked up in the rest of the document."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._parted: Parted | None = None

    def draft(self, kind: BlockKind, pieces: list[tuple[Line, int, int]], level: int = 0) -> Draft:
        """A draft from parts of lines (line, start, end), with its page turns and line places."""
        draft = Draft(kind, "", pieces[0][0].page, level)
        self.add(draft, pieces)
        return draft

    def add(self, draft: Draft, pieces: list[tuple[Line, int, int]], between: str = " ") -> None:
        """Add parts of lines to a draft's text; `between` goes before the first of them."""
        parts = [draft.text] if draft.text else []
        length = len(draft.text)  # of all parts; a block may run on for pages, so they are joined once
        page = draft.turns[-1][1] if draft.turns else draft.page
        for number, (line, start, end) in enumerate(pieces):
            words = line.text if end - start == len(line.text) else line.text[start:end]
            if parts:
                gap = between if number == 0 else " "
                if gap == " " and parts[-1].endswith(_HYPHENS):
                    whole = len(parts[-1])
                    parts[-1], gap = self._hyphen(parts[-1], words)
                    length += len(parts[-1]) - whole
                    if len(parts[-1]) < whole and draft.lines:  # the hyphen was part of the line's place
                        draft.lines[-1] = (draft.lines[-1][0], length, *draft.lines[-1][2:])
                parts.append(gap)
                length += len(gap)
            if line.page != page:
                draft.turns.append((length, line.page))
                page = line.page
            _places(draft, line, start, end, length)
            parts.append(words)
            length += len(words)
        draft.text = "".join(parts).rstrip("\xad")

    def _hyphen(self, text: str, words: str) -> tuple[str, str]:
        """The text so far, which ends with a hyphen, without it where the word is whole without it; and the gap."""
        left, right = _LAST_WORD.search(text), _FIRST_WORD.match(words)
        if text[-1] == "\xad":
            return text[:-1], ""
        if left is None or right is None or text.endswith(" -"):
            return text, "" if text[-2:-1].isalnum() and words[:1].isalnum() else " "
        if self._parted is None:
            self._parted = Parted(line.text for line in self._lines)
        compound = text[left.start() - 1 : left.start()] == "-"  # up-to-date
        if compound or not words[0].islower() or keeps_hyphen(left[1], right.group(), self._parted):
            return text, ""
        return text[:-1], ""


def _places(draft: Draft, line: Line, start: int, end: int, offset: int) -> None:
    """Note where text[offset:] stands on the page, in as many stretches as the line has runs."""
    runs = line.runs
    if len(runs) == 1 and runs[0][1] >= 0:
        draft.lines.append((offset, offset + end - start, line.page, runs[0][1] + start))
        return
    for number, (at, char) in enumerate(runs):
        until = runs[number + 1][0] if number + 1 < len(runs) else len(line.text)
        a, b = max(at, start), min(until, end)
        if a < b and char >= 0:  # what is typed into a form has no characters on the page
            draft.lines.append((offset + a - start, offset + b - start, line.page, char + a - at))
