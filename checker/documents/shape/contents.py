"""Telling a document's list of contents from its text."""

from __future__ import annotations

import re

from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft
from checker.text.late import late

_TITLE = late(
    r"(?:table of )?contents(?: page)?|index|contents list"
    r"|(?:what is |what’s |what's )?(?:in|inside) this (?:report|document|plan|guide|booklet)",
    re.IGNORECASE,
)
_LEADERS = late(r"(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,}|·{4,})\s*(?:page\s*)?\d{0,3}$", re.IGNORECASE)
_PAGES = late(r"(?:page\s+)?\b\d{1,3}\b", re.IGNORECASE)
_PAGE_AT_END = late(r"[\s|]+(?:page\s*)?\d{1,3}$", re.IGNORECASE)
_PAGE_NAMED = late(r"(?:[(|]|\s)\s*page:?\s*\d{1,3}\)?[.;]?$", re.IGNORECASE)
_NUMBER_FIRST = late(r"^(?:\d{1,2}(?:\.\d{1,2})*[.):]?|\(?[a-z][.)])\s+", re.IGNORECASE)
_TAIL = 40  # characters at an entry's end in which leaders and page number show
_LONGEST_ENTRY = 160
_FRONT = 0.25  # the part of a document in which a list of its headings is a list of contents
_ENTRY_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD})


def mark_contents(drafts: list[Draft]) -> None:
    """Turn contents entries into CONTENTS, in place.

    Entries are: what stands under a heading such as "Contents" up to the next heading or prose,
    lines with dot leaders, several lines on end that close with "page 18", and a list at the front
    whose items are the document's later headings.
    """
    _under_title(drafts)
    _paged_runs(drafts)
    for draft in drafts:
        if draft.kind in _ENTRY_KINDS and _LEADERS.search(draft.text[-_TAIL:]):
            draft.kind = BlockKind.CONTENTS
    _repeating_headings(drafts)


def _paged_runs(drafts: list[Draft]) -> None:
    run: list[Draft] = []
    for draft in [*drafts, Draft(BlockKind.HEADING, "")]:
        if draft.kind in _ENTRY_KINDS and _PAGE_NAMED.search(draft.text[-_TAIL:]):
            run.append(draft)
            continue
        if len(run) > 1:
            for entry in run:
                entry.kind, entry.level = BlockKind.CONTENTS, 0
        run = []


def entry_title(text: str) -> str:
    """A heading's or entry's words, to compare: without number, page and capitals."""
    text = re.sub(r"[.·…_]{3,}.*$|(?:\. ){3,}.*$", "", text)
    text = _PAGE_AT_END.sub("", text)
    return _NUMBER_FIRST.sub("", text).strip(" .:|").casefold().replace("’", "'")


def _under_title(drafts: list[Draft]) -> None:
    for at, title in enumerate(drafts):
        if title.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or not _TITLE.fullmatch(title.text.strip(" :")):
            continue
        entries = []
        seen: set[str] = set()
        for draft in drafts[at + 1 :]:
            if not draft.text:
                continue
            if draft.kind is not BlockKind.CONTENTS and not _is_entry(draft, seen):
                break
            seen.add(entry_title(draft.text))
            entries.append(draft)
        if entries:
            title.kind, title.level = BlockKind.CONTENTS, 0
        for draft in entries:
            draft.kind, draft.level = BlockKind.CONTENTS, 0


def _is_entry(draft: Draft, seen: set[str]) -> bool:
    """Whether a draft below the title goes on with the list.

    A title seen before begins the text itself, in a document without marked headings. A bold line
    (a heading of level 0) is an entry only with a page number.
    """
    if draft.kind not in _ENTRY_KINDS:
        return draft.kind is BlockKind.HEADING and not draft.level and _PAGE_AT_END.search(draft.text) is not None
    return _may_be_entry(draft.text) and entry_title(draft.text) not in seen


def _may_be_entry(text: str) -> bool:
    if _LEADERS.search(text[-_TAIL:]) or len(_PAGES.findall(text)) > 2:
        return True
    return len(text) <= _LONGEST_ENTRY and not (text.endswith((".", "!", ":")) and len(text.split()) > 8)


def _repeating_headings(drafts: list[Draft]) -> None:
    places: dict[str, int] = {}  # the last place of each title
    for at, draft in enumerate(drafts):
        if draft.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and len(draft.text) <= _LONGEST_ENTRY:
            places[entry_title(draft.text)] = at
    run: list[int] = []
    front = max(60, int(len(drafts) * _FRONT))
    for at, draft in enumerate(drafts[:front]):
        if draft.kind in {BlockKind.LIST_ITEM, BlockKind.PARAGRAPH} and 0 < len(draft.text) <= _LONGEST_ENTRY:
            run.append(at)
            continue
        _mark_run(run, drafts, places)
        run = []
    _mark_run(run, drafts, places)


def _mark_run(run: list[int], drafts: list[Draft], places: dict[str, int]) -> None:
    found = [at for at in run if places.get(entry_title(drafts[at].text), -1) > run[-1]]
    if len(found) < 4:
        return
    inside = range(found[0], found[-1] + 1)
    if len(found) >= 0.7 * len(inside):
        for at in inside:
            drafts[at].kind, drafts[at].level = BlockKind.CONTENTS, 0
