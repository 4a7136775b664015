"""Whether a document is one of the three kinds that are checked at all, and what it looks like if it is not.

A scorecard of named signs decides. Its title, what its opening says of itself, who is named together and what it
speaks of from end to end speak for it; the title or the pages of a document near to the three (a school's policy,
a threshold document, a practice review) speak against it. A title that plainly is another's outweighs pages, and a
title of its own outweighs whatever else stands in its first lines; words that merely stand in a subtitle outweigh
nothing. Beside the signs, which name kinds one by one, stands what was learned of what documents say they are and how
they are worded (wording.py): a document has to pass both. Inspections are told apart beforehand, by read.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from checker.documents.model import Document
from checker.profile.signs import (
    CHILDRENS_BODY,
    FEW_WORDS,
    TITLE_LINE,
    Sign,
    cover,
    own_signs,
    own_title,
    together,
    without_addressee,
)
from checker.profile.wording import LOOKED_AT, Table, Wording, features_of, load_table
from checker.text.late import late

if TYPE_CHECKING:
    from checker.profile.others import Other

_ENOUGH, _ENOUGH_OF_FEW = 5, 2  # points from which a text, or one of few words, is one of the three

_FIRST_LINES = 5  # that may be the title of another kind
_IN_PASSING = -4  # the same words in a subtitle, a list or beside a committee's name
_ADULTS_ONLY = -20
# The sum of what was learned at which a document is none of the three. Sets left out: with 0, 224 of 239 near documents
# were refused and 441 of 451 genuine ones accepted; with this 217 and 447. To refuse a partnership's own is worse.
_WORDED_OTHERWISE = -0.5
_FEWEST_WEIGHED = 100  # words of a text whose wording says enough to be weighed
_PLAINLY = -9  # points of one sign that names another kind plainly
_PAGES = (-3, -6, -9, -11, -13)  # for two, three, ... six or more different words that another kind is full of
_PAGES_EVERY = 120  # words within which such a word stands once at least, where a text is full of them
_DENSE_EVERY, _DENSE = 50, -3  # the same where hardly a sentence goes by without one, and what that says besides

UNKNOWN = "something else"

_ADULTS_BODY = late(
    r"\b(?:safeguarding adults?(?:['’]?s?)? (?:board|partnership|executive)|adults?(?:['’]s?)? safeguarding"
    r"(?: adults)? (?:board|partnership)|[A-Z]{0,4}SAB)\b",
    re.IGNORECASE,
)
_ADULTS = late(
    r"\b(?:adults? at risk|care act|section 42|making safeguarding personal|safeguarding adults? reviews?"
    r"|adult(?:s|['’]s)? safeguarding|safeguarding adults?|care and support needs|care homes?|mental capacity)\b",
    re.IGNORECASE,
)
_CHILDREN = late(r"\b(?:child(?:ren)?|young people|babies|infants?|pupils?|families)\b", re.IGNORECASE)
_SCHOOL = late(r"\b(?:school|academ(?:y|ies)|college|nursery|pre-?school)\b", re.IGNORECASE)
_BOTH = late(r"\bsafeguarding (?:children and adults?|adults? and children)\b", re.IGNORECASE)
_NUMBER = late(r"\d+")
_OWNED = late(r"\b(?:report|plan|review|strategy|account)\b", re.IGNORECASE)
_OFFICER = late(
    r"(?:joint )?report (?:of|to|by|from)\b(?! the (?:virtual|independent|local authority d|LADO|IRO))", re.I
)
# How a subtitle begins that tells of a document, and a line of a committee's cover.
_SUBTITLE = late(
    r"\W*(?:how|what|why|who|where|written (?:by|with)|with|for|to|the (?:plan|story|report) (?:that|of how)|everything"
    r"|all (?:that|you)|including|part of|in line with|see|home|menu|you are here)\b"
    r"|[^\n]*\b(?:committee|agenda item|cabinet|report to|for information|ward)\b|[^\n]*(?:\s>\s|\s\|\s)",
    re.IGNORECASE,
)
_OTHER_INSPECTION = (
    (
        "the inspection report of a school or a nursery",
        r"\binspection of [^\n]{2,80}\b(?:school|academy|college|nursery|pre-?school|childminder)\b"
        r"|\bearly years inspection\b|\b(?:school|nursery) inspection report\b",
    ),
    (
        "the inspection report of a children's home",
        r"\bchildren['’]s home inspection|\binspection of (?:a |the )?(?:children['’]s home|residential)",
    ),
    (
        "the inspection report of another service",
        r"\b(?:prison|care home|hospital|GP|fostering agency|adoption agency|custody)\b[^\n]{0,30}\binspection\b"
        r"|\binspection of [^\n]{0,60}\b(?:prison|care home|hospital|fostering agency|adoption agency)\b",
    ),
)
_SINGLE_SETTING = late(
    r"\b(?:quality of education|behaviour and attitudes|registered manager)\b|\bsetting\b\s*:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The signs for and against a document's being one of the three, and what it is where those against outweigh."""

    signs: tuple[Sign, ...]
    other: str | None  # the kind that speaks against it, named
    enough: int  # points from which it is one of the three
    wording: Wording | None = None  # None for a text of few words
    form: str | None = None  # what its first lines call it, where that is no kind known by signs

    @property
    def points(self) -> int:
        return sum(sign.points for sign in self.signs)

    @property
    def verdict(self) -> str | None:
        """What the document looks like that is none of the three; None for one that is."""
        by_signs = self.by_signs
        if by_signs is None and self.worded_otherwise:
            by_signs = self.other if self._plainly_other else UNKNOWN
        return self.form if by_signs == UNKNOWN and self.form else by_signs

    @property
    def worded_otherwise(self) -> bool:
        """Whether what was learned of titles and words speaks against it."""
        return self.wording is not None and self.wording.total <= _WORDED_OTHERWISE

    @property
    def by_signs(self) -> str | None:
        """The verdict of the signs alone."""
        if self.points >= (0 if self.other else self.enough):
            return None if self._borne_out else (self.other or UNKNOWN)
        return self.other or UNKNOWN

    @property
    def _plainly_other(self) -> bool:
        return min((sign.points for sign in self.signs), default=0) <= _PLAINLY

    @property
    def _borne_out(self) -> bool:
        return sum(sign.points for sign in self.signs if sign.points > 0) >= self.enough

    def __str__(self) -> str:
        """The scorecard as a person reads it, a line a sign."""
        told = "one of the three" if self.verdict is None else self.verdict
        worded = [str(self.wording)] if self.wording else []
        return "\n".join([*map(str, self.signs), *worded, f"{self.points:+d}  in all, {self.enough} would do: {told}"])


def looks_like(document: Document, kind: str, title: str | None, titles: Sequence[str]) -> str | None:
    """What a document looks like that is none of the three kinds ("a threshold document"); None for one that is.

    `kind` is what it was read as, `titles` its lines that may be titles (`signs.cover`). UNKNOWN where nothing
    names it plainly.
    """
    other = _other_inspection(document.text[:LOOKED_AT], titles)
    if other is not None or kind == "inspection":
        return other
    return scorecard(document, title, titles).verdict


def scorecard(
    document: Document, title: str | None, titles: Sequence[str] | None = None, table: Table | None = None
) -> Scorecard:
    """The signs of a document that is not an inspection; `title` and `titles` as its profile has them.

    `table` holds other learned weights than the project's.
    """
    text = document.text[:LOOKED_AT]
    lines = cover(text, title) if titles is None else titles
    own = tuple(own_signs(text, lines))
    number = len(text.split())
    few = number < FEW_WORDS
    other, against = _strongest(text, lines)
    enough = _ENOUGH_OF_FEW if few else _ENOUGH
    if number < _FEWEST_WEIGHED:
        return Scorecard(own + against, other, enough)
    wording = (table or load_table()).of(features_of(document, title, lines, speaking_for(own)))
    from checker.profile.others import FORM

    form = FORM.search("\n".join(line for line in lines[:_FIRST_LINES] if own_title(line) is None))
    return Scorecard(own + against, other, enough, wording, f"a {form.group().lower()}" if form else None)


def speaking_for(signs: Iterable[Sign]) -> int:
    """The points of what a document's pages show, for whatever its title is."""
    return sum(sign.points for sign in signs if sign.points > 0 and "title" not in sign.name)


_BEGINNING = 3000  # characters in which a partnership says whom it is for
_ALL_AGES = late(
    r"\ball[- ]ages?\b|\bpeople of (?:all|every) ages?\b|\bsafeguarding (?:people|community|communities) partnership"
    r"|\bchildren(?:, young people)?,? and adults?\b|\badults?,? and children\b",
    re.IGNORECASE,
)
_BOTH_BOARDS = late(
    r"\badults? board\b(?=.{0,200}\bchildren(?:['’]s)? partnership)"
    r"|\bchildren(?:['’]s)? partnership\b(?=.{0,200}\badults? board)",
    re.IGNORECASE | re.DOTALL,
)


def all_ages(document: Document) -> bool:
    """Whether a document is a partnership's for children and adults alike."""
    text = document.text[:LOOKED_AT]
    named = _ALL_AGES.search(text[:_BEGINNING]) or _BOTH_BOARDS.search(text[:_BEGINNING])
    return named is not None and len(_ADULTS.findall(text)) > 1


def _strongest(text: str, lines: Sequence[str]) -> tuple[str | None, tuple[Sign, ...]]:
    """The other kind that most speaks for, by name, with its signs; of those alike, the plainest."""
    if (adults := _of_adults(text, lines)) is not None:
        return "a document of a safeguarding adults board", (adults,)
    lower, words = text.lower(), len(text.split())
    from checker.profile.others import OWNERS, TITLED  # an inspection is recognised without them

    found = [(other, tuple(_against(other, lower, words, lines))) for other in (*OWNERS, *TITLED)]
    other, signs = min(found, key=lambda pair: sum(sign.points for sign in pair[1]))
    return (_whose(other.name, lines), signs) if signs else (None, ())


def _against(other: Other, lower: str, size: int, lines: Sequence[str]) -> Iterator[Sign]:
    """The signs of another kind; `lower` is the text in lower case, `size` how many words it has."""
    titled = [sign for line in _candidates(lines, other) if (sign := _titled(other, line)) is not None]
    if titled:
        yield min(titled, key=lambda sign: sign.points)
    words = other.words_in(lower)
    different = len({_NUMBER.sub("", word) for word in words})
    if different > 1 and len(words) * _PAGES_EVERY >= size:
        shown = ", ".join(dict.fromkeys(words[:4]))
        points = _PAGES[min(different, len(_PAGES) + 1) - 2]
        dense = different > 2 and len(words) * _DENSE_EVERY >= size
        yield Sign(f"it is full of what {other.name} speaks of", points + (_DENSE if dense else 0), shown)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may name another kind; one that comes late, or after a title of its own, does so in passing."""

    line: str
    in_passing: bool


def _candidates(lines: Sequence[str], other: Other) -> Iterator[_Candidate]:
    titled = False  # whether a title of one of the three has stood before
    for at, line in enumerate(lines):
        yield _Candidate(line, titled or at >= _FIRST_LINES)
        if other.owned and at + 1 < len(lines) and len(line + lines[at + 1]) < TITLE_LINE:
            yield _Candidate(
                f"{line}: {lines[at + 1]}", titled or at >= _FIRST_LINES
            )  # the owner, then "annual report"
        titled = titled or own_title(without_addressee(line)) is not None


def _titled(other: Other, candidate: _Candidate) -> Sign | None:
    """The sign of a line that names another kind, plainly or in passing."""
    if other.title is None:
        return None
    told = without_addressee(candidate.line)
    match = other.title.search(told)
    if match is None or (other.owned and not _OWNED.search(told)) or (other.owned and _OFFICER.match(told)):
        return None
    if other.owned and (CHILDRENS_BODY.search(told) or together(told)):
        return None
    own = own_title(told)
    passing = (
        candidate.in_passing
        or match.start() > TITLE_LINE
        or (own is not None and own.start() < match.start())
        or _SUBTITLE.match(told) is not None
        or together(told) is not None
    )
    name = "its first lines name" if passing else "its title is that of"
    return Sign(f"{name} {other.name}", _IN_PASSING if passing else other.points, match.group())


def _whose(name: str, lines: Sequence[str]) -> str:
    """The name of a kind, for a policy with whose it is."""
    from checker.profile.others import POLICY

    if name != POLICY:
        return name
    return "a school's safeguarding policy" if _SCHOOL.search(" ".join(lines)) else f"an organisation's {name[2:]}"


def _of_adults(text: str, lines: Sequence[str]) -> Sign | None:
    titles = " ".join(map(without_addressee, lines))
    if CHILDRENS_BODY.search(titles) or _BOTH.search(titles):
        return None
    if _ADULTS_BODY.search(titles) is None:
        adults = len(_ADULTS_BODY.findall(text))
        if not adults or adults <= len(CHILDRENS_BODY.findall(text)):
            return None
    if len(_ADULTS.findall(text)) <= len(_CHILDREN.findall(text)):
        return None
    return Sign("it is an adults board's, and speaks of adults more than of children", _ADULTS_ONLY)


def _other_inspection(text: str, lines: Sequence[str]) -> str | None:
    inspections = [line for line in lines if "inspection" in line.casefold()]
    for name, pattern in _OTHER_INSPECTION:
        if any(re.search(pattern, line, re.IGNORECASE) for line in inspections):
            return name
    titled = any(re.search(r"children['’]s|safeguarding|SEND|area", line) for line in lines)
    if not titled and len(list(islice(_SINGLE_SETTING.finditer(text), 2))) > 1:
        return "the inspection report of a school, a home or another single setting"
    return None
