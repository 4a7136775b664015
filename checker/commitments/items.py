"""Plans told as lists: an item that begins with an act, or names by when; its lead or heading may say so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.commitments.reading import SHORTEST_ACT, Reader
from checker.commitments.words import AHEAD, LEADING, act_of, of_a_paper, parted, subject_of, unmade
from checker.documents.model import BlockKind
from checker.results.model import Commitment
from checker.text.deadlines import deadlines, last_day

_OWN_BRACKET = re.compile(r"\(([^()]{3,60})\)|\s[–—-]\s([A-Z][^–—.]{3,50})$")
_LEAD_END = 14  # characters from a lead's end in which "will:" stands


@dataclass(frozen=True, slots=True)
class Lead:
    """What the sentence that leads into a list says of all its items."""

    who: str | None = None
    by_when: str | None = None
    plan: bool = False


def lead_of(reader: Reader, intro: int | None) -> Lead:
    if intro is None:
        return Lead()
    first, last = reader.matches.blocks[intro]
    if first == last:
        return Lead()
    number, text = last - 1, reader.document.text
    sentence = reader.document.sentences[number]
    times = reader.deadlines(sentence.start, sentence.end)
    wills = reader.hits(number, "undertaking")
    who = None
    if wills:
        subject = subject_of(
            text, times[0].end if times and times[0].end < wills[-1].start else sentence.start, wills[-1].start
        )
        named = [hit for hit in reader.hits(number, "owner") if subject <= hit.start and hit.end <= wills[-1].start]
        if named:
            who = LEADING.sub("", text[subject : wills[-1].start].strip())
    only_time = bool(times) and sentence.end - times[0].end <= 3
    ends_in_will = bool(wills) and (sentence.end - wills[-1].end <= _LEAD_END or bool(times))
    if reader.hits(number, "standing"):  # "For each priority we will:"
        return Lead()
    plan = only_time or (ends_in_will and bool(times)) or bool(reader.hits(number, "plan-heading"))
    ahead = AHEAD.search(text, sentence.start, sentence.end)
    return Lead(who, times[0].words if times else ahead[1] if ahead else None, plan)


def _heading_time(reader: Reader, block: int) -> str | None:
    """The year or time that the heading above a block names ("Priorities for 2024/25")."""
    heading = reader.document.blocks[block].heading
    if heading is None:
        return None
    words = reader.document.block_text(heading)
    named = next(iter(deadlines(words)), None)
    if named is None:
        year = re.search(r"\b20\d{2}\s*[/–-]\s*(?:20)?\d{2}\b", words)
        return year.group() if year and (last_day(year.group()) or "") >= reader.floor else None
    return named.words if named.day is None or named.day >= reader.floor else None


def item_of(reader: Reader, number: int, lead: Lead) -> Iterator[Commitment]:
    """An item of a plan: it begins with an act, or names by when; its lead or heading may say who and when."""
    document, text = reader.document, reader.document.text
    index = reader.matches.block_of[number]
    block, sentence = document.blocks[index], document.sentences[number]
    opens = max(block.body, sentence.start)
    act = any(0 <= hit.start - opens <= 4 for hit in reader.hits(number, "one-off"))
    if not (act or block.kind is BlockKind.LIST_ITEM) or unmade(reader, number):
        return
    if not act and reader.hits(number, "standing"):
        return
    own = [one for one in reader.deadlines(opens, sentence.end) if not of_a_paper(text, one)]
    usable = [one for one in own if one.firm or act]
    by = next((one for one in usable if one.firm and one.day), usable[0] if usable else None)
    if not act and (by is None or reader.hits(number, "act-done", "undertaking")):
        return
    words = by.words if by else lead.by_when or _heading_time(reader, index)
    who = lead.who
    bracket = _OWN_BRACKET.search(text, opens, sentence.end)
    if bracket and any(bracket.start() <= hit.start < bracket.end() for hit in reader.hits(number, "owner")):
        who = bracket[1] or bracket[2]
    if words is None and who is None:
        return
    made = reader.made(act_of(text, opens, sentence.end, by), who, words, (sentence.start, sentence.end), index)
    if len(made.what) >= SHORTEST_ACT:
        yield from parted(reader, number, made)
