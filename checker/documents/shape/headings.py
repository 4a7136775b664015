"""Finding headings that a document does not mark as such, and their levels.

A reader marks a short paragraph that is wholly bold (or underlined, or in capitals) as a HEADING
of level 0: it looks like one. `place_headings` decides, and gives levels.
"""

from __future__ import annotations

import re

from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft
from checker.text.characters import MONTH
from checker.text.late import late

MOST_LEVELS = 6
_LONGEST, _MOST_WORDS = 200, 25  # of a line that looks like a heading
_LONGEST_UNMARKED, _MOST_WORDS_UNMARKED = 100, 10  # of one that does not
_MOST_WORDS_NUMBERED = 14
_WORDS_PER_HEADING = 600  # more than this for each marked heading: the document does not mark them
_NUMBER = late(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})[.):]?\s+(?!{MONTH})(?=[A-Z‘“\"'])")
_ENDS = (".", ",", ";", ":", "…", "!", "-", "–", "”", "’", '"', "'")
_PERSON = late(
    r"\b(?:chief|director|officer|chair|chairman|superintendent|commander|constable|councillor|leader|manager|"
    r"head of|executive|commissioner|independent chair|nurse|dr|mr|mrs|ms|qpm)\b",
    re.IGNORECASE,
)
_VERB = late(
    r"\b(?:is|are|was|were|has|have|had|will|can|must|should|shall|may|does|did|be|been|includes?|cover(?:s|ed))\b",
    re.IGNORECASE,
)
_NO_TITLE = late(
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
            ok = _may_head(draft, looks, numbered) and _text_follows(live, at, looks or numbered)
            if ok and not looks and not numbered:
                ok = not _signs(live, at) and at > 0
            if ok:
                draft.kind, draft.level = BlockKind.HEADING, 0
            elif looks:
                draft.kind, draft.level = BlockKind.PARAGRAPH, 0
    _levels(drafts)


def _number(draft: Draft) -> str | None:
    if draft.number is not None:
        return draft.number if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", draft.number) else None
    match = _NUMBER.match(draft.text)
    return match[1] if match else None


def _may_head(draft: Draft, looks: bool, numbered: bool) -> bool:
    text = draft.text
    count = len(text.split())
    most = _MOST_WORDS if looks else _MOST_WORDS_NUMBERED if numbered else _MOST_WORDS_UNMARKED
    if len(text) > (_LONGEST if looks else _LONGEST_UNMARKED) or count > most:
        return False
    if text.endswith(_ENDS) and not (text.endswith(":") and looks and count < 7):
        return False
    if sum(map(str.isalpha, text)) < 3 or _NO_TITLE.search(text):
        return False
    first = next(char for char in text if char.isalpha())
    if not first.isupper():
        return False
    if looks or numbered:
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
        # A marked heading that closes the section at hand: a name under a foreword, say.
        above = next((d.level for d in reversed(live[:at]) if d.kind is BlockKind.HEADING and d.level), 0)
        return after.level == 0 or (looks and after.level > above)
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
    """Levels for headings that have none, and for numbered ones whose marked level breaks their series.

    Converters mark 3 as deeper than 2, or 2.2 as higher than 2.1; the numbers know better. Headings
    without a number keep their place below the numbered one they follow.
    """
    series: list[tuple[int, int]] = []  # whole numbers in force: (last number, level), outermost first
    levels: dict[str, int] = {}  # of each number, as last seen
    given = 0  # the level of the last heading whose level is certain
    moved = (0, 0)  # of the last numbered heading: the level marked, the level given
    first = next((draft.level for draft in drafts if draft.kind is BlockKind.HEADING), 0)
    for draft in drafts:
        if draft.kind is not BlockKind.HEADING:
            continue
        number = _number(draft)
        if number is None:
            if draft.level == 0:
                draft.level = min(given + 1, MOST_LEVELS)
                continue
            if draft.level > moved[0] > 0:
                draft.level = max(1, min(draft.level + moved[1] - moved[0], MOST_LEVELS))
            else:
                moved = (0, 0)
            given = draft.level
            continue
        marked = draft.level
        level = _level_of(number, series, levels) or marked
        if level == 0:
            level = given + 1 if "." in number or (series and number == "1") else first + 1
        given = draft.level = min(level, MOST_LEVELS)
        moved = (marked or given, given)
        levels[number] = given
        if "." not in number:
            series[:] = [entry for entry in series if entry[1] < given]
            series.append((int(number), given))


def _level_of(number: str, series: list[tuple[int, int]], levels: dict[str, int]) -> int:
    """The level that a heading's number asks for: its series' own, or below its parent's; 0 for none."""
    parent, _, last = number.rpartition(".")
    if parent:
        return levels[parent] + 1 if parent in levels else 0
    return next((level for before, level in reversed(series) if int(last) == before + 1), 0)
