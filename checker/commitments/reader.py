"""What a document undertakes: who will do what by when, and (in reports) what it says was done or slipped. Pure.

An undertaking is a sentence ("The manager will recruit ... by July"), an item of a plan ("Recruit ...") or a
row of an action plan. It has an owner or a deadline; standing arrangements, duties, and what others will do
are none. Vocabularies: `rules/vocabulary/commitments.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.commitments.items import Lead, item_of, lead_of
from checker.commitments.plans import columns_of, rows_of
from checker.commitments.reading import SHORTEST_ACT, Reader
from checker.commitments.words import LEADING, act_of, in_quotes, is_rule, of_a_paper, parted, subject_of, unmade
from checker.documents.model import BlockKind, Profile, Sentence
from checker.documents.sentence_set import NONE, SentenceSet
from checker.matching.matches import Hit, Matches
from checker.profile.estimate import about_when
from checker.results.model import Commitment
from checker.text.deadlines import Deadline, deadlines

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
_CONDITION = re.compile(r"\W*(?:if|whe(?:n|re)(?:ver)?|unless|should|any|how|what|whether)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|it|this|that|these|they)$", re.IGNORECASE)
_OWNER_BEHIND = re.compile(r"\s*(?:Owner|Lead|Lead officer|Led by|Responsible)\s*:\s*([^.;:\n]{3,70})")
_RECURS = re.compile(r"\W*(?:(?:of|in)\s+)?(?:each|every)\b", re.IGNORECASE)  # "By 30 September each year ..."
_OTHERS = re.compile(r"(?:their|his|her|its)\b", re.IGNORECASE)  # "Their chair will open it": of a body named before
_POINTING = re.compile(
    r"(?:it|this|these|they|those|both)\s*(?:$|(?:will|shall|is|are|was|were|has|have)\b)", re.IGNORECASE
)  # says nothing without the sentence before
_GOES_ON = re.compile(r"\b(?:and|but)\s*$", re.IGNORECASE)  # "The council gave notice and will ...": one subject
_NO_VERB = re.compile(r"\s+(?:an?|the|its|their|our|this|these|all|any)\b", re.IGNORECASE)  # "agreed to a transfer"
# Between "will" and the agent: "be completed by the", and no further verb or clause that another would do.
_AGENT = re.compile(
    r"^\s+(?:\w+ly\s+|also\s+|then\s+|now\s+)?(?:be|have been)\s+"
    r"(?:(?!(?:to|without|with|that|which)\b)[\w-]+\s+){1,4}?by\s+(?:the\s+)?((?:\w+\s+){0,2})$"
)
_NO_ACT = re.compile(  # what will come about or be wanted, and nobody undertakes
    r"\s+(?:be\s+(?:needed|required|(?:an?|no|some)\s+(?:\w+\s+)?(?:shortfall|gap|rise|fall|increase|reduction|delay))"
    r"|fall|rise|grow|increase|decrease|decline"
    r"|(?:bring|create|attract|generate|yield)\s+(?:(?:in|about|some|around|up|to|over|more|than)\s+)*[£\d][\d,]*)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"To\b[^,;:]*$")  # "To inform the Committee of what will ...": what a paper is for
_SUPPOSED = re.compile(
    r"\b(?:assum(?:e|es|ed|ing)|forecasts?|predict(?:s|ed)?|estimates?|estimated|proposed|suggested|hoped)\s+that\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(r"\b(?:if|whether)\s+(?:there|it|they|the\s+\w+)\s*$", re.IGNORECASE)  # "if there is to be one"
_WAS_THEN = re.compile(r"\b(?:was|were|had|previously|so that)\b[^,;]*$")  # something else is at that time
_WAS_BY_THEN = re.compile(r"[^,;.]{1,60}?\b(?:was|were|had)\b")  # "by the end of term most contacts were made"
_ANY_YEAR = re.compile(r"(?:financial|academic|calendar|school) year", re.IGNORECASE)  # "we report by financial year"
_NOTHING = re.compile(  # says not what: "The next such day will be on 7 March", "Our team will write it"
    r".*\b(?:will|is to|are to) be$|\w+ (?:it|them|this|these)(?: (?:off|up|out|down))?$", re.IGNORECASE
)
_JOINTLY = re.compile(r"\b(?:have|has)\s+(?:each|both|all)$", re.IGNORECASE)
_AT_ITS = re.compile(r"(?:on|upon|after|before|following|once|when|within|at|in|by|under|from)\b", re.IGNORECASE)
_OF_THE_SAME = (" than", " of", " from", " by", " to", " with", " for", " in")
_SOMEBODY = re.compile(r"(?:he|she|it|they)$", re.IGNORECASE)  # whoever was named before
_UNTIL = re.compile(r"(?:until|till)\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:annual|yearly|annually|alternate years|every|each|at least once)\b", re.IGNORECASE)
_DO_NEAR = 28  # characters behind "will" in which the act is named
_DO_NEXT = 12  # the same where nothing says by when: "will jointly write"
_LONGEST_OWNER = 70


def commitments_of(matches: Matches, evidence: SentenceSet, profile: Profile) -> tuple[Commitment, ...]:
    """The commitments among the sentences that may be evidence, in the document's order."""
    ended = profile.period.end if profile.period and profile.type == "yearly-report" else None
    known = ended or profile.published
    about = None if known else about_when(matches.document)
    reader = Reader(matches, f"{known[:7]}-01" if known else f"{about[:4]}-01-01" if about else "", bool(known))
    blocks = matches.document.blocks
    plans = {at: columns for at in range(len(blocks)) if (columns := columns_of(reader, at))}
    found = list(rows_of(reader, evidence, plans))
    plan = matches.below(matches.sentences("plan-heading") & matches.headings)
    plan |= matches.led.get("plan-heading", NONE)
    marked = matches.sentences("undertaking") | matches.sentences("undertaking-by-then")
    done: set[int] = set()
    for number in evidence & marked:
        if blocks[matches.block_of[number]].intro in plans:
            continue
        made = list(_sentence(reader, number))
        found.extend(made)
        if made:
            done.add(number)
    leads: dict[int | None, Lead] = {None: Lead()}
    for block, (first, last) in enumerate(matches.blocks):
        kind, intro = blocks[block].kind, blocks[block].intro
        if first == last or first in done or kind not in _ITEMS or first not in evidence:
            continue
        if intro not in leads:
            leads[intro] = lead_of(reader, intro)
        if first in plan or leads[intro].plan:
            found.extend(item_of(reader, first, leads[intro]))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _sentence(reader: Reader, number: int) -> Iterator[Commitment]:
    """The undertakings of a sentence, one for each "will" that somebody or some time goes with."""
    sentence, text = reader.document.sentences[number], reader.document.text
    if (
        _CONDITION.match(text, sentence.start, sentence.end)
        or unmade(reader, number)
        or _read_elsewhere(text, sentence)
    ):
        return
    marks = _marks(reader, number)
    found: list[Commitment] = []
    floor = subject = sentence.start
    owner: str | None = None
    for at, mark in enumerate(marks):
        stop = _stop(text, mark, marks[at + 1] if at + 1 < len(marks) else None, sentence.end)
        by, ahead = _by_when(reader, mark, (sentence.start, floor, stop))
        begin = mark.start
        if text[mark.start : mark.end].lower().endswith(" would"):  # "agreed in May that the police would host it"
            begin = mark.end - len("would")
            floor = mark.start
        held = subject if at else sentence.start
        subject = subject_of(text, max(floor, ahead.end if ahead else floor), begin)
        goes_on = bool(at and (_GOES_ON.search(text, subject, begin) or text[subject:begin].rstrip().endswith(",")))
        if goes_on:  # "... will be asked in May and will be reported on in June"
            subject = held
        if at and _RELATIVE.fullmatch(text[subject:begin].strip()) and found and "who" not in text[subject:begin]:
            if by and not found[-1].by_when:  # "..., which will be sent out by May" goes on about the same act
                found[-1] = replace(found[-1], by_when=by.words, date=by.day)
            floor = mark.end
            continue
        made = None
        if not _lasts(reader, number, (subject, stop), by):
            made = _undertaking(reader, number, (subject, begin, mark.end, stop), by, mark)
        if made and goes_on and made.who:
            made = replace(made, who=owner)  # the subject is the first one's; what stands between is its act
        if made and (made.who or made.by_when):
            found.append(made)
        if not goes_on:
            owner = _owner(reader, number, (subject, begin, mark.end, stop), passive=False)
        floor = mark.end
    for one in found:
        yield from parted(reader, number, one)


def _read_elsewhere(text: str, sentence: Sentence) -> bool:
    """Whether it is a list's lead, which is read with its items, or a remark in brackets, which commits to nothing."""
    return text[sentence.end - 1] == ":" or (text[sentence.start] == "(" and text[sentence.end - 1] == ")")


def _by_when(reader: Reader, mark: Hit, span: tuple[int, int, int]) -> tuple[Deadline | None, Deadline | None]:
    """By when something is undertaken, and the time named ahead of it all ("By the end of June we will ...").

    `span` is where the sentence begins, from where on no other mark stands, and where the act ends.
    """
    start, floor, stop = span
    text = reader.document.text
    ahead = next((one for one in reader.deadlines(floor, mark.start) if one.lead - start <= 2), None)
    behind = [one for one in reader.deadlines(mark.end, stop) if not _no_deadline(text, mark.end, one)]
    if "undertaking" not in mark.concepts:
        behind = behind or reader.deadlines(mark.start, stop)  # "is planned for March 2021"
    return next((one for one in behind if one.firm), behind[0] if behind else ahead), ahead


def _lasts(reader: Reader, number: int, span: tuple[int, int], by: Deadline | None) -> bool:
    """Whether what stands between two offsets is a lasting arrangement, or comes round again."""
    if by is not None and _RECURS.match(reader.document.text, by.end, reader.document.sentences[number].end):
        return True
    firm = by is not None and by.firm
    return not firm and any(span[0] <= hit.start < span[1] for hit in reader.hits(number, "standing"))


def _stop(text: str, mark: Hit, next_mark: Hit | None, end: int) -> int:
    """Where the words end that belong to a mark: before the next one's subject, or at a semicolon."""
    stop = end
    if next_mark is not None:
        joint = subject_of(text, mark.end, next_mark.start)
        stop = joint if joint > mark.end + SHORTEST_ACT else next_mark.start
    turn = text.find(";", mark.end, stop)
    return turn if turn > 0 else stop


def _marks(reader: Reader, number: int) -> list[Hit]:
    """The words that undertake in a sentence, none within another."""
    sentence, text = reader.document.sentences[number], reader.document.text
    marks = [
        hit
        for hit in reader.hits(number, "undertaking", "undertaking-by-then")
        if not in_quotes(text, sentence.start, hit.start)
        and not _supposed(text[sentence.start : hit.start])
        and not _IF_SO.search(text, sentence.start, hit.start)
        and not _NO_ACT.match(text, hit.end, sentence.end)
        and not (text[hit.start : hit.end].lower().endswith(" to") and _NO_VERB.match(text, hit.end, sentence.end))
    ]
    return [hit for at, hit in enumerate(marks) if at == 0 or hit.start >= marks[at - 1].end]


def _supposed(before: str) -> bool:
    """Whether the words before a "will" say that it is only supposed, or what a paper is for."""
    return bool(_PURPOSE.match(before) or _SUPPOSED.search(before))


def _no_deadline(text: str, floor: int, time: Deadline) -> bool:
    """Whether a time is one until which something lasts, or at which something was."""
    was = _WAS_THEN.search(text[floor : time.lead]) or _WAS_BY_THEN.match(text, time.end)
    lasts_or_was = _UNTIL.match(text, time.lead) or was
    return bool(lasts_or_was or _ANY_YEAR.fullmatch(time.words)) or of_a_paper(text, time)


def _undertaking(
    reader: Reader, number: int, span: tuple[int, int, int, int], by: Deadline | None, mark: Hit
) -> Commitment | None:
    """One undertaking: subject, mark and what follows, or None if neither an owner nor a time makes it one."""
    text = reader.document.text
    subject, _, end, stop = span
    passive = re.match(r"\s+(?:\w+ly\s+|also\s+|then\s+)?(?:be|have been)\b", text[end:stop]) is not None
    who = _owner(reader, number, span, passive=passive)
    act = any(end <= hit.start <= end + _DO_NEAR for hit in reader.hits(number, "one-off"))
    definite = any(end <= hit.start <= end + _DO_NEXT for hit in reader.hits(number, "definite-act"))
    if by is None and ("undertaking" not in mark.concepts or not (definite and who)):
        return None
    if by is None and (_YEARLY.search(text, end, stop) or _began(reader, end, stop)):
        return None
    if by is not None and is_rule(text, by, reader.document.sentences[number].end):
        return None
    if (by is not None and not by.firm and not (act or passive or who)) or (who and _OTHERS.match(who)):
        return None
    first = _first(reader, number, subject if passive or who is None else end, subject, mark)
    what = act_of(text, first, stop, by)
    if len(what) < SHORTEST_ACT:
        what = act_of(text, subject, stop, None)
    sentence = reader.document.sentences[number]
    named_behind = _OWNER_BEHIND.match(text, sentence.end)
    who = who or (LEADING.sub("", named_behind[1]) if named_behind else None)
    if who and _SOMEBODY.match(who):
        who = None
    if _NOTHING.match(what) or (who is None and by is None):
        return None
    return reader.made(
        what, who, by.words if by else None, (sentence.start, sentence.end), reader.matches.block_of[number]
    )


def _began(reader: Reader, start: int, end: int) -> bool:
    """Whether the only days that an act names are past: "agreed to pilot one from October" of the year reported on."""
    named = [one for one in deadlines(reader.document.text, start, end) if one.day]
    return bool(named) and all((one.day or "") < reader.floor for one in named)


def _first(reader: Reader, number: int, first: int, subject: int, mark: Hit) -> int:
    """Where the words of an act begin, so that they say by themselves what it is."""
    text, sentence = reader.document.text, reader.document.sentences[number]
    said = text[subject : mark.start].strip()
    if text[mark.start : mark.start + 6].lower() == "commit" or (first == subject and _RELATIVE.fullmatch(said)):
        first = sentence.start  # "..., with a commitment to complete by May", "..., which will be dissolved"
    return _before(reader, number) if first <= subject and _POINTING.match(text[first : mark.start]) else first


def _owner(reader: Reader, number: int, span: tuple[int, int, int, int], *, passive: bool) -> str | None:
    """Who does what a mark undertakes: the subject, or whom "by" names behind a passive."""
    text = reader.document.text
    subject, begin, end, stop = span
    owners = reader.hits(number, "owner")
    who: str | None = None
    if passive and text[subject:begin].strip().lower() != "there":  # "there will be 14 sessions, some given by ..."
        behind = [hit for hit in owners if end <= hit.start and hit.end <= stop]
        agents = ((_AGENT.match(text[end : hit.start]), hit.end) for hit in behind)
        who = next((text[end + found.start(1) : ends] for found, ends in agents if found), None)
    elif not passive:
        named = [hit for hit in owners if subject <= hit.start and hit.end <= begin]
        if not named and _RELATIVE.fullmatch(text[subject:begin].strip()):
            named = [hit for hit in owners if hit.end <= subject <= hit.end + len(", ")][-1:]
            who = text[named[0].start : named[0].end] if named else None
        elif named and begin - max(hit.end for hit in named) <= 24:
            whole = LEADING.sub("", text[subject:begin].strip())
            if _JOINTLY.search(whole):  # "the police and the council have each agreed": not this one alone
                return None
            if _AT_ITS.match(whole):  # "On receipt of the notice the manager"
                before, _, whole = whole.rpartition(" the ")
                if before.endswith(_OF_THE_SAME):  # "After a year a team from agencies other than the owner"
                    return None
            plain = len(whole) <= _LONGEST_OWNER and not whole.endswith((" who", " which")) and not _AT_ITS.match(whole)
            who = whole if plain else text[named[-1].start : named[-1].end]
        elif named and _GOES_ON.search(text, subject, begin) and named[0].start - subject <= len("The "):
            who = LEADING.sub("", text[named[0].start : named[0].end])
    return who


def _before(reader: Reader, number: int) -> int:
    """Where the sentence before begins, if it stands in the same block: "It will be published" says not what."""
    sentences = reader.document.sentences
    with_it = number > 0 and sentences[number - 1].block == sentences[number].block
    return sentences[number - 1 if with_it else number].start
