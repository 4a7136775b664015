"""What a document undertakes: who will do what by when, and (in reports) what it says was done or slipped. Pure.

An undertaking is a sentence ("The manager will recruit ... by July"), an item of a plan ("Recruit ...") or a
row of an action plan. It has an owner or a deadline; standing arrangements, duties, and what others will do
are none. Vocabularies: `rules/concepts/commitments.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.documents.model import BlockKind, Document, Profile
from checker.documents.shape.sentences import CELL
from checker.matching.matches import Hit, Matches, bits
from checker.profile.estimate import about_when
from checker.results.model import Commitment, Progress
from checker.text.deadlines import Deadline, deadline_of_cell, deadlines, last_day

VOCABULARIES = (
    "undertaking",
    "undertaking-by-then",
    "definite-act",
    "one-off",
    "standing",
    "mere-meeting",
    "others-do-it",
    "lapses",
    "plan-heading",
    "column-action",
    "column-owner",
    "column-deadline",
    "column-status",
    "finished",
    "owner",
    "act-done",
    "slipped",
    "held-up",
    "piece-of-work",
    "slipped-otherwise",
)
_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.PARAGRAPH})
_NONE_OF = ("duty", "mere-meeting", "others-do-it", "lapses")  # what stands beside an undertaking and unmakes it
_CONDITION = re.compile(r"\W*(?:if|whe(?:n|re)(?:ver)?|unless|should|any|how|what|whether)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+(?:and\s+|but\s+)?|\s[–—-]\s|\s(?:that|but|and)\s+(?=the\s|we\s|an?\s|all\s|[A-Z])")
_RELATIVE = re.compile(r"(?:who|which|it|this|that|these|they)$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:(?:and|but|also|in addition|therefore|so|as a result)\b,?\s*)?(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\W*(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_FIRST_AND = re.compile(r"^(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_OWN_BRACKET = re.compile(r"\(([^()]{3,60})\)|\s[–—-]\s([A-Z][^–—.]{3,50})$")
_TAIL = re.compile(r"(?:[\s,;:.()–—-]|\b(?:and|but|in|early|late)\s*$)+$")
_NO_ACT = re.compile(r"\W*(?:depend|none|n/a|tbc|to be (?:agreed|confirmed|decided))", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:annual|yearly)\b", re.IGNORECASE)
_DO_NEAR = 28  # characters behind "will" in which the act is named
_DO_NEXT = 12  # the same where nothing says by when: "will jointly write"
_LONGEST_OWNER = 70
_SHORTEST_ACT = 8
_LEAD_END = 14  # characters from a lead's end in which "will:" stands


@dataclass(frozen=True, slots=True)
class _Reader:
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


def commitments_of(matches: Matches, evidence: int, profile: Profile) -> tuple[Commitment, ...]:
    """The commitments among the sentences that may be evidence, in the document's order."""
    ended = profile.period.end if profile.period and profile.type == "yearly-report" else None
    known = ended or profile.published
    about = None if known else about_when(matches.document)
    reader = _Reader(matches, f"{known[:7]}-01" if known else f"{about[:4]}-01-01" if about else "", bool(known))
    blocks = matches.document.blocks
    plans = {at: columns for at in range(len(blocks)) if (columns := _columns(reader, at))}
    found = list(_rows(reader, evidence, plans))
    plan = matches.below(matches.own.get("plan-heading", 0) & matches.headings)
    plan |= matches.led.get("plan-heading", 0)
    marked = matches.own.get("undertaking", 0) | matches.own.get("undertaking-by-then", 0)
    done: set[int] = set()
    for number in bits(evidence & marked):
        if blocks[matches.block_of[number]].intro in plans:
            continue
        made = list(_sentence(reader, number))
        found.extend(made)
        if made:
            done.add(number)
    leads: dict[int | None, _Lead] = {None: _Lead()}
    for block, (first, last) in enumerate(matches.blocks):
        kind, intro = blocks[block].kind, blocks[block].intro
        if first == last or first in done or kind not in _ITEMS or not evidence >> first & 1:
            continue
        if intro not in leads:
            leads[intro] = _lead(reader, intro)
        if plan >> first & 1 or leads[intro].plan:
            found.extend(_item(reader, first, leads[intro]))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _sentence(reader: _Reader, number: int) -> Iterator[Commitment]:
    """The undertakings of a sentence, one for each "will" that somebody or some time goes with."""
    sentence, text = reader.document.sentences[number], reader.document.text
    if _CONDITION.match(text, sentence.start, sentence.end) or text[sentence.end - 1] == ":":
        return  # a list's lead is read with its items
    if _unmade(reader, number):
        return
    marks = [
        hit
        for hit in reader.hits(number, "undertaking", "undertaking-by-then")
        if not _in_quotes(text, sentence.start, hit.start)
    ]
    marks = [hit for at, hit in enumerate(marks) if at == 0 or hit.start >= marks[at - 1].end]
    standing = reader.hits(number, "standing")
    found: list[Commitment] = []
    floor = sentence.start
    for at, mark in enumerate(marks):
        stop = sentence.end
        if at + 1 < len(marks):
            joint = _subject(text, mark.end, marks[at + 1].start)
            stop = joint if joint > mark.end + _SHORTEST_ACT else marks[at + 1].start
        turn = text.find(";", mark.end, stop)
        stop = turn if turn > 0 else stop
        ahead = next((one for one in reader.deadlines(floor, mark.start) if one.lead - sentence.start <= 2), None)
        behind = reader.deadlines(mark.end, stop)
        if "undertaking" not in mark.concepts:
            behind = behind or reader.deadlines(mark.start, stop)  # "is planned for March 2021"
        by = next((one for one in behind if one.firm), behind[0] if behind else ahead)
        begin = mark.start
        if text[mark.start : mark.end].lower().endswith(" would"):  # "agreed in May that the police would host it"
            begin = mark.end - len("would")
            floor = mark.start
        subject = _subject(text, max(floor, ahead.end if ahead else floor), begin)
        if at and _RELATIVE.fullmatch(text[subject:begin].strip()) and found and "who" not in text[subject:begin]:
            if by and not found[-1].by_when:  # "..., which will be sent out by May" goes on about the same act
                found[-1] = replace(found[-1], by_when=by.words, date=by.day)
            floor = mark.end
            continue
        lasting = any(hit.start >= subject and hit.start < stop for hit in standing) and not (by and by.firm)
        made = None if lasting else _undertaking(reader, number, (subject, begin, mark.end, stop), by, mark)
        if made:
            found.append(made)
        floor = mark.end
    for one in found:
        yield from _parted(reader, number, one)


def _unmade(reader: _Reader, number: int) -> bool:
    """Whether a sentence tells of a duty, a mere meeting, an end, or what others will do."""
    marks = reader.hits(number, "undertaking-by-then")
    return any(  # "is expected to" is a duty's word too
        not any(mark.start <= hit.start and hit.end <= mark.end for mark in marks)
        for hit in reader.hits(number, *_NONE_OF)
    )


def _undertaking(
    reader: _Reader, number: int, span: tuple[int, int, int, int], by: Deadline | None, mark: Hit
) -> Commitment | None:
    """One undertaking: subject, mark and what follows, or None if neither an owner nor a time makes it one."""
    text = reader.document.text
    subject, begin, end, stop = span
    passive = re.match(r"\s+(?:\w+ly\s+|also\s+|then\s+)?(?:be|have been)\b", text[end:stop]) is not None
    owners = reader.hits(number, "owner")
    who: str | None = None
    if passive:
        agents = ((_behind_by(text, end, hit.start), hit.end) for hit in owners if end <= hit.start and hit.end <= stop)
        who = next((text[begins:ends] for begins, ends in agents if begins is not None), None)
    else:
        named = [hit for hit in owners if subject <= hit.start and hit.end <= begin]
        if not named and _RELATIVE.fullmatch(text[subject:begin].strip()):
            named = [hit for hit in owners if hit.end <= begin][-1:]
            who = text[named[0].start : named[0].end] if named else None
        elif named and begin - max(hit.end for hit in named) <= 24:
            whole = _LEADING.sub("", text[subject:begin].strip())
            plain = len(whole) <= _LONGEST_OWNER and not whole.endswith((" who", " which"))
            who = whole if plain else text[named[-1].start : named[-1].end]
    act = any(end <= hit.start <= end + _DO_NEAR for hit in reader.hits(number, "one-off"))
    definite = any(end <= hit.start <= end + _DO_NEXT for hit in reader.hits(number, "definite-act"))
    if by is None and ("undertaking" not in mark.concepts or not (definite and who)):
        return None
    if by is None and _YEARLY.search(text, end, stop):
        return None
    if by is not None and not by.firm and not (act or passive or who):
        return None
    first = subject if passive or who is None else end
    sentence = reader.document.sentences[number]
    if text[mark.start : mark.start + 6].lower() == "commit":  # "..., with a commitment to complete by May"
        first = sentence.start
    what = _act(text, first, stop, by)
    if len(what) < _SHORTEST_ACT:
        what = _act(text, subject, stop, None)
    return reader.made(
        what, who, by.words if by else None, (sentence.start, sentence.end), reader.matches.block_of[number]
    )


def _act(text: str, start: int, stop: int, by: Deadline | None) -> str:
    """The words of an act, without a deadline at their end."""
    if by is not None and start < by.lead < stop and stop - by.end <= 3:
        stop = by.lead
    if start >= stop:
        return ""
    words = text[start:stop].strip()
    cut = _TAIL.sub("", words)
    return _FIRST_AND.sub("", cut + ")" if cut.count("(") > cut.count(")") and words[len(cut) :][:1] == ")" else cut)


def _parted(reader: _Reader, number: int, one: Commitment) -> Iterator[Commitment]:
    """An act with a time, "and" another act with a time of its own: two commitments."""
    text = reader.document.text
    times = reader.deadlines(one.start, one.end)
    verbs = {hit.start for hit in reader.hits(number, "one-off")}
    if len(times) == 2:
        joint = _AND.match(text, times[0].end, one.end)
        if joint and joint.end() in verbs:
            first = text.find(one.what[:20], one.start)
            yield replace(
                one,
                what=_act(text, max(first, one.start), times[0].lead, None),
                by_when=times[0].words,
                date=times[0].day,
            )
            yield replace(
                one, what=_act(text, joint.end(), times[1].lead, None), by_when=times[1].words, date=times[1].day
            )
            return
    yield one


def _subject(text: str, start: int, end: int) -> int:
    """Where the subject of a verb at `end` begins: behind the last mark or joint that parts clauses."""
    cuts = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    begin = cuts[-1] if cuts else start
    while begin < end and not text[begin].isalnum():
        begin += 1
    return begin if begin < end else start  # "The report, for the year to March, is to ..."


def _behind_by(text: str, floor: int, end: int) -> int | None:
    """Where the name begins that stands behind "by the" and reaches to `end`, or None."""
    found = re.search(r"\bby\s+(?:the\s+)?((?:\w+\s+){0,2})$", text[floor:end])
    return floor + found.start(1) if found else None


def _in_quotes(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _item(reader: _Reader, number: int, lead: _Lead) -> Iterator[Commitment]:
    """An item of a plan: it begins with an act, or names by when; its lead or heading may say who and when."""
    document, text = reader.document, reader.document.text
    index = reader.matches.block_of[number]
    block, sentence = document.blocks[index], document.sentences[number]
    opens = max(block.body, sentence.start)
    act = any(0 <= hit.start - opens <= 4 for hit in reader.hits(number, "one-off"))
    if not (act or block.kind is BlockKind.LIST_ITEM) or _unmade(reader, number):
        return
    if not act and reader.hits(number, "standing"):
        return
    own = reader.deadlines(opens, sentence.end)
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
    made = reader.made(_act(text, opens, sentence.end, by), who, words, (sentence.start, sentence.end), index)
    if len(made.what) >= _SHORTEST_ACT:
        yield from _parted(reader, number, made)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What the sentence that leads into a list says of all its items."""

    who: str | None = None
    by_when: str | None = None
    plan: bool = False


def _lead(reader: _Reader, intro: int | None) -> _Lead:
    if intro is None:
        return _Lead()
    first, last = reader.matches.blocks[intro]
    if first == last:
        return _Lead()
    number, text = last - 1, reader.document.text
    sentence = reader.document.sentences[number]
    times = reader.deadlines(sentence.start, sentence.end)
    wills = reader.hits(number, "undertaking")
    who = None
    if wills:
        subject = _subject(
            text, times[0].end if times and times[0].end < wills[-1].start else sentence.start, wills[-1].start
        )
        named = [hit for hit in reader.hits(number, "owner") if subject <= hit.start and hit.end <= wills[-1].start]
        if named:
            who = _LEADING.sub("", text[subject : wills[-1].start].strip())
    only_time = bool(times) and sentence.end - times[0].end <= 3
    ends_in_will = bool(wills) and (sentence.end - wills[-1].end <= _LEAD_END or bool(times))
    if reader.hits(number, "standing"):  # "For each priority we will:"
        return _Lead()
    plan = only_time or (ends_in_will and bool(times)) or bool(reader.hits(number, "plan-heading"))
    return _Lead(who, times[0].words if times else None, plan)


def _heading_time(reader: _Reader, block: int) -> str | None:
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


_Column = tuple[str, str | None]  # a heading, and which role it has


def _rows(reader: _Reader, evidence: int, plans: Mapping[int, list[_Column]]) -> Iterator[Commitment]:
    """The rows of action plans, the heads of which are given with their columns."""
    document = reader.document
    for index, block in enumerate(document.blocks):
        columns = plans.get(block.intro) if block.intro is not None else None
        if block.kind is not BlockKind.TABLE_ROW or not columns or not evidence >> reader.matches.blocks[index][0] & 1:
            continue
        cells = _cells(document.text[block.start : block.end], [name for name, _ in columns])
        by_role = {role: cells.get(name, "") for name, role in reversed(columns) if role}
        what = by_role.get("action", "")
        when = by_role.get("deadline", "")
        who = by_role.get("owner") or None
        if len(what) < _SHORTEST_ACT or _NO_ACT.match(what) or _finished(by_role.get("status", "")):
            continue
        by = deadline_of_cell(when)
        if by and reader.sure and (last_day(by) or "9999") < reader.floor:
            continue
        if by is None and (who is None or "deadline" in by_role):  # "ongoing", "monthly", "within five days"
            continue
        label = cells.get(columns[0][0], "")
        if columns[0][1] is None and re.search(r"[A-Za-z]{3}", label):
            what = f"{label}: {what}"
        yield reader.made(what, who, by, (block.start, block.end), index)


def _finished(status: str) -> bool:
    return (
        re.match(r"\W*(?:complete|completed|done|achieved|closed|finished|delivered)\b", status, re.IGNORECASE)
        is not None
    )


def _columns(reader: _Reader, head: int) -> list[_Column]:
    """The headings of an action plan's columns with what each holds; empty for any other block."""
    text, block = reader.document.text, reader.document.blocks[head]
    if block.kind is not BlockKind.TABLE_HEAD:
        return []
    hits = [hit for number in range(*reader.matches.blocks[head]) for hit in reader.matches.hits.get(number, ())]
    columns: list[_Column] = []
    at = block.start
    for name in text[block.start : block.end].split(CELL):
        inside = {concept for hit in hits if at <= hit.start and hit.end <= at + len(name) for concept in hit.concepts}
        role = next((role for role in ("deadline", "owner", "status", "action") if f"column-{role}" in inside), None)
        columns.append((name, role))
        at += len(name) + len(CELL)
    roles = {role for _, role in columns}
    return columns if "action" in roles and roles & {"owner", "deadline"} else []


def _cells(row: str, headings: Sequence[str]) -> dict[str, str]:
    """A row's cells by the headings that stand before them; the first cell stands under the first heading."""
    cells: dict[str, str] = {}
    for place, cell in enumerate(row.split(CELL)):
        heading = next((name for name in headings if cell.startswith(f"{name}: ")), None)
        if heading is not None:
            cells[heading] = cell[len(heading) + 2 :].strip()
        elif place == 0 and headings:
            cells[headings[0]] = cell.strip()
    return cells


def progress_of(matches: Matches, evidence: int) -> tuple[Progress, ...]:
    """What a report says was done, or was delayed, stopped or given up: for later comparison with promises."""
    own, document = matches.own, matches.document
    slipped = own.get("slipped", 0) | (own.get("held-up", 0) & own.get("piece-of-work", 0))
    slipped &= ~own.get("slipped-otherwise", 0)
    ahead = own.get("undertaking", 0) | own.get("undertaking-by-then", 0)
    told = (slipped | (own.get("act-done", 0) & ~ahead)) & evidence
    found = []
    for number in bits(told):
        sentence = document.sentences[number]
        found.append(
            Progress(
                kind="slipped" if slipped >> number & 1 else "done",
                **document.place(sentence.start, sentence.end, sentence.block),
            )
        )
    return tuple(found)
