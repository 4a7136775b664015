"""What different editions of the guidance ask, lined up by `follows`, so that their documents can be compared.

A requirement and those that follow it are one line. What only a later edition asks is counted apart: that
earlier documents say nothing on it is a difference of editions and not of areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.results.model import Finding, PackSummary


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement through the editions. `ids` stand as the editions that ask it, oldest first.

    `new_in` is the edition that first asks it, where an older one among those compared does not;
    `gone_after` the last that asks it, where a later one does not.
    """

    ids: tuple[str, ...]
    editions: tuple[str, ...]
    title: str
    theme: str
    new_in: str | None = None
    gone_after: str | None = None

    @property
    def in_all(self) -> bool:
        """Whether every edition compared asks it."""
        return self.new_in is None and self.gone_after is None


def lines_of(findings: Iterable[Finding], editions: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines of all findings on the packs of an edition; `editions` tells a pack's.

    In the order in which the latest edition brings them; what it does not ask any more stands last. Where two
    requirements follow the same one, each has a line that begins with it.
    """
    known = {finding.requirement: finding for finding in findings if finding.pack in editions}
    names = sorted({editions[finding.pack] for finding in known.values()})
    followed = {finding.follows for finding in known.values() if finding.follows}
    heads = [finding for finding in known.values() if finding.requirement not in followed]
    heads.sort(key=lambda finding: editions[finding.pack], reverse=True)  # stable: the packs' own order stays
    found = []
    for head in heads:
        chain = [head]
        while (earlier := known.get(chain[-1].follows or "")) is not None and earlier not in chain:
            chain.append(earlier)
        chain.reverse()
        asked = tuple(editions[one.pack] for one in chain)
        found.append(
            Line(
                ids=tuple(one.requirement for one in chain),
                editions=asked,
                title=head.title,
                theme=head.theme,
                new_in=asked[0] if asked[0] != names[0] else None,
                gone_after=asked[-1] if asked[-1] != names[-1] else None,
            )
        )
    return tuple(found)


def editions_by_pack(packs: Iterable[PackSummary]) -> dict[str, str]:
    """The edition of each pack that belongs to one and is used of itself: a draft adds to another edition's pack."""
    return {pack.id: pack.edition for pack in packs if pack.edition}


def note_on(lines: Sequence[Line]) -> str:
    """A sentence on what makes documents of different editions differ; empty where there is one edition only."""
    names = sorted({edition for line in lines for edition in line.editions})
    if len(names) < 2:
        return ""
    new = sum(1 for line in lines if line.new_in)
    gone = sum(1 for line in lines if line.gone_after)
    said = f"These documents were checked against different editions of Working Together ({', '.join(names)})."
    if new:
        said += f" {new} {_requirements(new)} asked by the later edition only and counted apart:"
        said += f" on {_them(new)} documents of different editions are not compared."
    if gone:
        said += f" {gone} {_requirements(gone)} not asked any more."
    return said


def _requirements(count: int) -> str:
    return "requirement is" if count == 1 else "requirements are"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
