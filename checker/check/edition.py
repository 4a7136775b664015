"""Which edition of the guidance a document belongs to, and why: by its period, its dates, what it names.

A date says more than a name: arrangements of 2025 that still name the guidance of 2018 are judged by what was in
force. Where guidance changed within a report's year, or within the months that areas had to publish
arrangements anew, the document decides by what it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checker.documents.model import Document, Profile
from checker.packs.editions import Edition, in_force_on, judged_by, known_edition
from checker.profile.estimate import about_and_why, about_when
from checker.text.late import late

_NAMED = late(
    r"\bworking\s+together\b(?:\s+to\s+safeguard(?:ing)?\s+children(?:\s+and\s+young\s+people)?)?"
    r"(?P<between>[^.;\n\d]{0,45}(?:\b\d{1,2}\s)?[^.;\n\d]{0,20}?)\b(?P<year>2018|2023|2026)\b"
    r"|\b(?P<before>2018|2023|2026)\s+(?:edition|version|(?:statutory\s+)?guidance)\b",
    re.IGNORECASE,
)
_NOT_YET = late(
    r"\b(?:expected|forthcoming|will\s+be|due|consult(?:ation|ed|s|ing)?|proposed|awaited|anticipated|draft|coming)\b",
    re.IGNORECASE,
)
_SENTENCE = 110  # characters around a name in which words of a time to come count
# Words of a regime. What came with an edition speaks plainly for it, and for none before.
_CAME_WITH = {
    "2023": re.compile(
        r"\b(?:lead|delegated)\s+safeguarding\s+partners?\b|\bdelegated\s+partners?\b"
        r"|\bmulti-agency\s+child\s+protection\s+teams?\b|\bMACPTs?\b|\bfamilies\s+first\s+partnership\b",
        re.IGNORECASE,
    ),
}
# Words that had gone before the next edition came. What took their place came half way through this one: health
# boards and "family help" speak for the next edition, but a document that still names the groups is of this one.
_GONE = {"2018": re.compile(r"\b[Cc]linical\s+[Cc]ommissioning\s+[Gg]roups?\b|\bCCGs?\b")}
_RATHER = {
    "2023": re.compile(
        r"\bintegrated\s+care\s+boards?\b|(?-i:\bICBs?\b)|\bfamily\s+help\b",
        re.IGNORECASE,
    )
}
# The board at work, which partners replaced with the edition of 2018: before every edition that is known here.
_BOARD = late(r"\b[A-Z]{0,5}LSCBs?\b|\b[Ll]ocal\s+[Ss]afeguarding\s+[Cc]hildren['’]?s?\s+[Bb]oards?\b")
_AFTER_BOARDS = late(r"\bsafeguarding\s+partners?\b|\bnew\s+arrangements\b|\breplace[sd]?\b", re.IGNORECASE)
_GRACE = 383  # days in which areas had to publish arrangements anew for an edition (to 31 December 2024)
_LATE = 270  # days after the year's end by which a report has commonly appeared, or so


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document's edition by name (None where nothing tells), the one it is judged by, and why, in a sentence."""

    edition: str | None
    judged: Edition | None
    why: str
    offer: str = ""  # a sentence on a draft pack that could be asked for
    belongs: str = ""  # the same where other packs were asked for by name: which edition it belongs to, and why


_NOTHING = Chosen(None, None, "")


def choose(document: Document, profile: Profile, editions: Sequence[Edition], asked: str | None = None) -> Chosen:
    """The edition of a document; `asked` overrides. Inspections have none.

    Raises OptionError for an edition that is not known.
    """
    if asked is not None:
        edition = known_edition(asked, editions)
        if profile.type != "inspection":
            return Chosen(asked, edition, _sentence(edition, "it was asked for"))
    if profile.type == "inspection" or not editions:
        return _NOTHING
    found, because = _found(document, profile, editions)
    judged = judged_by(found, editions)
    if found is None:  # older than every edition, or of no known time
        judged = next((edition for edition in editions if not edition.draft), None)
    if judged is None:
        return _NOTHING
    own = next((edition for edition in editions if edition.name == found), None)
    belongs = f"It belongs to {own.title}, in force from {own.months}, because {because}." if own else ""
    offer = _offer(document, profile, own, judged, editions)
    return Chosen(found, judged, _why(own, judged, because), offer, belongs)


def _found(document: Document, profile: Profile, editions: Sequence[Edition]) -> tuple[str | None, str]:
    named = named_editions(document)
    if profile.type == "yearly-report" and profile.period is not None:
        return _by_period(profile.period.start, profile.period.end, profile.published, named, editions)
    day, how = _day(document, profile)
    plain = _came_with(document, editions)
    earlier = plain is not None and bool(named) and max(named) < plain[0].name  # all that it names is of before
    if day is not None and (earlier or not (plain and not profile.published and day < plain[0].since)):
        return _by_day(day, how, profile.type, named, editions)
    if named and not earlier:
        return max(named), f"it names Working Together {max(named)}"
    if plain:
        return plain[0].name, plain[1]
    return _by_words(document, editions)


def named_editions(document: Document) -> frozenset[str]:
    """The years of the editions that a document names as existing, not as something to come."""
    text = document.text
    found = set()
    for match in _NAMED.finditer(text):
        around = text[max(0, match.start() - _SENTENCE) : match.end() + _SENTENCE]
        if not _NOT_YET.search(around):
            found.add(match["year"] or match["before"])
    return frozenset(found)


def _by_period(
    start: str, end: str, published: str | None, named: frozenset[str], editions: Sequence[Edition]
) -> tuple[str | None, str]:
    span = f"it reports on {_in_words(start)} to {_in_words(end)}"
    first, last = in_force_on(start, editions), in_force_on(end, editions)
    if last is None:
        return None, f"{span}, before any edition known here"
    if first is None:
        return last.name, span
    if first == last or last.draft:  # what is only a draft here came too late in the year to be reported by
        return first.name, span
    if last.name in named:
        return last.name, f"{span} and names {last.title}"
    if first.name in named and not (published and published >= _after(last.since, _GRACE)):
        return first.name, f"{span} and names {first.title}"
    long_enough = _after(last.since, 100) <= end  # the new edition was in force for a good part of the period
    chosen = last if long_enough else first
    return chosen.name, span


def _by_day(
    day: str, how: str, kind: str, named: frozenset[str], editions: Sequence[Edition]
) -> tuple[str | None, str]:
    reported = kind == "yearly-report"
    at = _after(day, -_LATE) if reported else day
    edition = in_force_on(at, editions)
    later = [known for known in editions if known.name in named and (edition is None or known.since > edition.since)]
    if later and not (reported and later[-1].since > day):
        return later[-1].name, f"it names {later[-1].title} and {how}"
    if edition is None:
        return None, f"{how}, before any edition known here"
    before = [known for known in editions if known.since < edition.since]
    if before and named == {before[-1].name} and at < _after(edition.since, _GRACE):
        return before[-1].name, f"it names {before[-1].title} and {how}"
    return edition.name, how


def _came_with(document: Document, editions: Sequence[Edition]) -> tuple[Edition, str] | None:
    """The latest edition whose own words a document uses, and those words in a reason."""
    for edition in reversed(editions):
        came = _CAME_WITH.get(edition.name)
        if came is not None and (match := came.search(document.text)):
            return edition, _speaks(match)
    return None


def _by_words(document: Document, editions: Sequence[Edition]) -> tuple[str | None, str]:
    """The edition that the words of a document speak for which names no day, no edition and nothing that came with one.

    None for one of a board at work, which is older than the editions known here, and where no words tell.
    """
    text = document.text
    for edition in editions:
        gone = _GONE.get(edition.name)
        if gone is not None and (match := gone.search(text)):
            return edition.name, _speaks(match)
    for edition in reversed(editions):
        rather = _RATHER.get(edition.name)
        if rather is not None and (match := rather.search(text)):
            return edition.name, _speaks(match)
    if (board := _BOARD.search(text)) and not _AFTER_BOARDS.search(text):
        return (
            None,
            f'it speaks of "{_plain(board.group())}" as areas had one before that, and no date of its own was found',
        )
    return None, ""


def _speaks(match: re.Match[str]) -> str:
    return f'it speaks of "{_plain(match.group())}", and no date of its own was found'


def _day(document: Document, profile: Profile) -> tuple[str | None, str]:
    """A day that stands for the document, and the words that say so in a sentence."""
    if profile.published:
        return profile.published, f"it is dated {_in_words(profile.published)}"
    about = about_when(document)
    return (about, about_and_why(document)) if about else (None, "")


def _why(own: Edition | None, judged: Edition, because: str) -> str:
    against = f"Checked against {judged.title}, in force from {judged.months}"
    if own is None and because:
        return f"{against}, although {because}."
    if own is None:
        return f"{against}, because nothing in it tells when it was written; --edition names another."
    if own == judged:
        return _sentence(judged, because)
    return f"{against}, although {because}, when {own.title} was in force: of that edition there is only a draft."


def _sentence(edition: Edition, because: str) -> str:
    return f"Checked against {edition.title}, in force from {edition.months}, because {because}."


def _offer(
    document: Document, profile: Profile, own: Edition | None, judged: Edition, editions: Sequence[Edition]
) -> str:
    draft = next((edition for edition in editions if edition.draft and edition.since > judged.since), None)
    if draft is None:
        return ""
    day, _ = _day(document, profile)
    if own != draft and (day is None or day < _next_month(draft.since)):
        return ""
    return f"A draft of what is new in {draft.title} can be added with --edition {draft.name}."


def _next_month(day: str) -> str:
    first = date.fromisoformat(day).replace(day=28) + timedelta(days=4)
    return first.replace(day=1).isoformat()


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _in_words(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.day} {at:%B} {at.year}"


def _plain(words: str) -> str:
    return " ".join(words.split())
