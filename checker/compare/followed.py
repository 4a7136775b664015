"""What the next inspection of an area says of an improvement that the one before it printed. Pure.

Looked for among the remarks on the same criterion, never on a theme alone, by the words that both share.
Where nothing is found that is said, with what was looked for: a report may say it in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from checker.compare.flags import ThreadDocument
from checker.compare.promises import Words, words_of
from checker.results.model import Check, Improvement, InspectionReport, Remark
from checker.text.characters import CELL

Turned = Literal["praised", "faulted", "in part", "too early", "spoken of", "nothing found", "not looked for"]

_LEAST_SHARED = 3  # words of the matter
_LEAST_COVERED = 0.4  # of the weight of the words of whichever tells less
_LEAST_OF_ITEM = 0.22  # of the weight of the item's own words: a short remark is soon covered
_TURN = re.compile(r"[,;]\s+(?:but|however|although|yet)\b", re.IGNORECASE)  # what is praised stands before it
_TURNS: Mapping[str, Turned] = {
    "praise": "praised",
    "fault": "faulted",
    "mixed": "in part",
    "early": "too early",
    "neutral": "spoken of",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One printed improvement: what the next report says of it. `criterion` is the requirement it is about."""

    item: Improvement
    criterion: str | None  # None where its words name none
    turned: Turned
    told: Remark | None = None
    looked_at: int = 0  # remarks of the next report on the same criterion


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """The printed improvements of one inspection, looked for in the next."""

    earlier: ThreadDocument
    later: ThreadDocument
    items: tuple[Followed, ...]


def followed_up(placed: Sequence[tuple[ThreadDocument, Check]]) -> Iterator[FollowedUp]:
    """Each inspection that prints improvements, with the dated one after it."""
    inspections = [
        (document, found.inspection)
        for document, found in placed
        if found.inspection is not None and document.date is not None
    ]
    for (earlier, report), (later, following) in pairwise(inspections):
        if report.improvements:
            words = words_of([remark.quote for remark in (*report.remarks, *following.remarks)])
            items = tuple(_followed(item, report, following, words) for item in report.improvements)
            yield FollowedUp(earlier, later, items)


def _followed(item: Improvement, report: InspectionReport, following: InspectionReport, words: Words) -> Followed:
    criterion = _criterion(item, report)
    if criterion is None:
        return Followed(item, None, "not looked for")
    same = [remark for remark in following.remarks if criterion in remark.themes and CELL not in remark.quote]
    asked = _TURN.split(item.text)[-1]
    alike = [
        (share, remark)
        for remark in same
        if (share := words.shared_weight(asked, remark.quote, _LEAST_SHARED)) >= _LEAST_COVERED
        and words.share(asked, remark.quote) >= _LEAST_OF_ITEM
    ]
    if not alike:
        return Followed(item, criterion, "nothing found", None, len(same))
    told = max(alike, key=lambda pair: pair[0])[1]
    turned = _TURNS["fault" if told.printed_as not in {None, "strength"} else told.polarity]
    return Followed(item, criterion, turned, told, len(same))


def _criterion(item: Improvement, report: InspectionReport) -> str | None:
    """What an item is chiefly about: the first criterion of its first sentence that names one."""
    plain = " ".join(item.text.split())
    for remark in report.remarks:
        if remark.printed_as not in {None, "strength"} and remark.themes and " ".join(remark.quote.split()) in plain:
            return remark.themes[0]
    return None
