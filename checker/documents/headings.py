"""Finding headings that a document does not mark as such, and their levels.

A reader marks a short paragraph that is wholly bold (or underlined, or in capitals) as a HEADING
of level 0: it looks like one. `place_headings` decides, and gives levels.
"""

from __future__ import annotations

import re

from checker.documents.draft import Draft
from checker.documents.model import BlockKind
from checker.documents.words import MONTH

MOST_LEVELS = 6
_LONGEST = 120
_MOST_WORDS = 14
_MOST_WORDS_UNMARKED = 10
_WORDS_PER_HEADING = 600  # more than this for each marked heading: the document does not mark them
_NUMBER = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})[.):]?\s+(?!{MONTH})(?=[A-Z‘“\"'])")
_ENDS = (".", ",", ";", ":", "…", "!", "-", "–", "”", "’", '"', "'")
_PERSON = re.compile(
    r"\b(?:chief|director|officer|chair|chairman|superintendent|commander|constable|councillor|leader|manager|"
    r"head of|executive|commissioner|independent chair|nurse|dr|mr|mrs|ms|qpm)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|must|should|shall|may|does|did|be|been|includes?|cover(?:s|ed))\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    rf"^\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|"
    r"@|https?:|www\.|\||^\(|\b(?:tel|telephone|email|version|published|draft|date)\b\s*:?",
    re.IGNORECASE,
)


def place_headings(drafts: list[Draft]) -> None:
    """Settle in place which unmarked short lines are headings, and every heading's level from 1 to 6."""
    marked = sum(1 for draft in drafts if draft.kind is BlockKind.HEADING and draft.level)
    words = sum(draft.text.count(" ") + 1 for draft in drafts if draft.text)
    unmarked = marked < 2 or words > _WORDS_PER_HEADING * marked
    listed = {id(draft) for draft in drafts if draft.kind is BlockKind.LIST_ITEM}
    live = [draft for draft in drafts if draft.text and draft.kind is not BlockKind.FOOTNOTE]
    for at in range(len(live) - 1, -1, -1):  # backwards: a heading may stand above a heading
        draft = live[at]
        looks = draft.kind is BlockKind.HEADING and draft.level == 0
        numbered = _number(draft) is not None
        single = draft.kind is BlockKind.PARAGRAPH or (
            draft.kind is BlockKind.LIST_ITEM and numbered and _alone(live, at, listed)
        )
        if looks or (single and (numbered or unmarked)):
            ok = _may_head(draft, looks or numbered) and _text_follows(live, at, looks or numbered)
            if ok and not looks and not numbered:
                ok = not _signs(live, at) and at > 0
            if ok:
                draft.kind, draft.level = BlockKind.HEADING, 0
            elif looks:
                draft.kind, draft.level = BlockKind.PARAGRAPH, 0
    _levels(drafts)


def _number(draft: Draft) -> str | None:
    if draft.number is not None:
        return draft.number if draft.number[0].isdigit() else None
    match = _NUMBER.match(draft.text)
    return match[1] if match else None


def _may_head(draft: Draft, looks: bool) -> bool:
    text = draft.text
    words = text.split()
    if len(text) > _LONGEST or len(words) > (_MOST_WORDS if looks else _MOST_WORDS_UNMARKED):
        return False
    if text.endswith(_ENDS) and not (text.endswith((".", ":")) and looks and len(words) < 7):
        return False
    if sum(map(str.isalpha, text)) < 3 or _NO_TITLE.search(text):
        return False
    first = next(char for char in text if char.isalpha())
    if not first.isupper():
        return False
    if looks:
        return True
    if "," in text and _PERSON.search(text):
        return False
    return text.endswith("?") or not (_VERB.search(text) or ": " in text or text[0] in "“‘\"'•")


def _text_follows(live: list[Draft], at: int, looks: bool) -> bool:
    """Whether what comes next is text that a heading may head."""
    if at + 1 >= len(live):
        return False
    after = live[at + 1]
    if after.kind is BlockKind.HEADING:
        return looks or after.level == 0
    if after.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW}:
        return True
    return after.kind is BlockKind.PARAGRAPH and (len(after.text) > 60 or after.text.endswith((".", ":")))


def _signs(live: list[Draft], at: int) -> bool:
    """Whether a short line stands under a quotation, as the name of who says it."""
    before = live[at - 1] if at else None
    return before is not None and before.kind is BlockKind.PARAGRAPH and before.text.endswith(("”", "’", '"', "'"))


def _alone(live: list[Draft], at: int, listed: set[int]) -> bool:
    """Whether a numbered item has no item of its own series beside it."""
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(live) and id(live[beside]) in listed:
            other = live[beside]
            if other.level == live[at].level and _depth(_number(other)) == _depth(_number(live[at])):
                return False
    return True


def _depth(number: str | None) -> int:
    return number.count(".") + 1 if number else 0


def _levels(drafts: list[Draft]) -> None:
    """Levels for headings that have none: by their number's depth, else below the one that has."""
    by_depth: dict[int, int] = {}
    given = 0  # the level of the last heading whose level is certain
    first = next((draft.level for draft in drafts if draft.kind is BlockKind.HEADING), 0)
    top = first + 1 if first else 1
    for draft in drafts:
        if draft.kind is not BlockKind.HEADING:
            continue
        depth = _depth(_number(draft))
        if draft.level == 0 and not depth:
            draft.level = min(given + 1, MOST_LEVELS)
            continue
        if draft.level == 0:
            draft.level = min(by_depth.get(depth) or by_depth.get(depth - 1, top + depth - 2) + 1, MOST_LEVELS)
        given = draft.level
        if depth:
            by_depth[depth] = draft.level
