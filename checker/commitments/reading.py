"""A document's matches, with what is asked of every sentence that may undertake something."""

from __future__ import annotations

from dataclasses import dataclass

from checker.documents.model import Document
from checker.matching.matches import Hit, Matches
from checker.results.model import Commitment
from checker.text.deadlines import Deadline, deadlines, last_day

SHORTEST_ACT = 8  # characters


@dataclass(frozen=True, slots=True)
class Reader:
    """A document's matches, with what is asked of every sentence."""

    matches: Matches
    floor: str  # ISO: what is to be done before this is past
    sure: bool = True  # not so if the document prints no date: "by July 2019" is then believed

    @property
    def document(self) -> Document:
        return self.matches.document

    def hits(self, number: int, *names: str) -> list[Hit]:
        """The hits of concepts in a sentence, in its order."""
        wanted = frozenset(names)
        found = [hit for hit in self.matches.hits.get(number, ()) if not wanted.isdisjoint(hit.concepts)]
        return sorted(found, key=lambda hit: (hit.start, -hit.end))

    def deadlines(self, start: int, end: int) -> list[Deadline]:
        """The times named between two offsets that are not past."""
        named = deadlines(self.document.text, start, end)
        return [
            one
            for one in named
            if (one.day or f"{one.words[-4:]}-12-31") >= self.floor  # "autumn of 2019" has no day
            or (one.firm and not self.sure)
        ]

    def made(self, what: str, who: str | None, by: str | None, span: tuple[int, int], block: int) -> Commitment:
        document = self.document
        return Commitment(
            what=" ".join(what.split()),
            who=who,
            by_when=by,
            date=last_day(by) if by else None,
            **document.place(*span, block),
        )
