"""Editions of the guidance: which there are, which was in force on a day, which packs belong to one.

An edition is known by its year. The pack heads say when each was in force; nothing is written down twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.errors import OptionError
from checker.packs.load import Pack


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of Working Together: `since` and `until` are ISO days, `until` the next one's first."""

    name: str
    since: str
    until: str | None
    months: str  # in words: "July 2018 to December 2023"
    draft: bool  # all its packs are drafts, which are used on request only

    @property
    def title(self) -> str:
        """As people call it."""
        return f"Working Together {self.name}"


def editions_of(packs: Iterable[Pack]) -> tuple[Edition, ...]:
    """The editions that packs belong to, oldest first."""
    found: dict[str, Edition] = {}
    for pack in packs:
        head = pack.head
        if head.edition is None or head.in_force is None:
            continue
        known = found.get(head.edition)
        draft = head.draft and (known is None or known.draft)
        found[head.edition] = Edition(
            head.edition, head.in_force.since, head.in_force.until, head.in_force.months, draft
        )
    return tuple(sorted(found.values(), key=lambda edition: edition.since))


def in_force_on(day: str, editions: Sequence[Edition]) -> Edition | None:
    """The edition in force on an ISO day; None before the oldest."""
    return next((edition for edition in reversed(editions) if edition.since <= day), None)


def known_edition(name: str, editions: Sequence[Edition]) -> Edition:
    """The edition of a name. Raises OptionError, which lists the known, for another."""
    for edition in editions:
        if edition.name == name:
            return edition
    known = ", ".join(edition.name for edition in editions)
    raise OptionError(f"There is no edition '{name}' of Working Together here. Known: {known}.")


def judged_by(edition: str | None, editions: Sequence[Edition]) -> Edition | None:
    """The edition whose packs a document is judged by unless another is asked for.

    That of its own edition, or of the last one before it that is no draft; the latest that is no draft for
    a document that tells none. None where no pack belongs to an edition.
    """
    full = [known for known in editions if not known.draft]
    own = next((known for known in editions if known.name == edition), None)
    if own is not None:
        full = [known for known in full if known.since <= own.since] or full[:1]
    return full[-1] if full else None


def packs_of(packs: Sequence[Pack], edition: Edition | None) -> tuple[Pack, ...]:
    """The packs of an edition, with those that they add to, and all that belong to no edition.

    A pack shown as an annex (`annex_for`) is among them for the editions that it names only.
    """
    if edition is None:
        return tuple(pack for pack in packs if pack.head.edition is None)
    beside = {
        pack.head.id
        for pack in packs
        if pack.head.edition is None and (pack.head.annex_for is None or edition.name in pack.head.annex_for)
    }
    own = {pack.head.id for pack in packs if pack.head.edition == edition.name}
    own |= {pack.head.adds_to for pack in packs if pack.head.id in own and pack.head.adds_to}
    return tuple(pack for pack in packs if pack.head.id in own | beside)


def is_annex(pack: Pack) -> bool:
    """Whether a pack stands beside what documents other than inspections are judged by."""
    return pack.head.annex_for is not None
