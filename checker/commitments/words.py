"""The words of an undertaking: where its subject begins, what its act is, and what unmakes it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.commitments.reading import Reader
from checker.results.model import Commitment
from checker.text.deadlines import Deadline

_NONE_OF = ("duty", "mere-meeting", "others-do-it", "lapses")  # what stands beside an undertaking and unmakes it
_CLAUSE = re.compile(r"[,;:]\s+(?:and\s+|but\s+)?|\s[–—-]\s|\s(?:that|but|and)\s+(?=the\s|we\s|an?\s|all\s|[A-Z])")
LEADING = re.compile(
    r"^(?:(?:and|but|also|in addition|therefore|so|as a result)\b,?\s*)?"
    r"(?:(?:each|every|this|next)\s+(?:year|month|quarter|term|spring|summer|autumn|winter)\s*,?\s*)?"
    r"(?:(?:in|over|during|for|throughout)\s+(?:the\s+)?(?:coming|next|following|forthcoming|new)\s+"
    r"(?:\w+\s+)?(?:year|months|years|quarter|term)\s*,?\s*)?(?:the\s+)?",
    re.IGNORECASE,
)
AHEAD = re.compile(  # a time as printed, from no named day
    r"\b(?:in|over|during|for|throughout)\s+((?:the\s+)?(?:coming|next|following|forthcoming)\s+(?:\w+\s+)?"
    r"(?:year|months|quarter|term))\b",
    re.IGNORECASE,
)
# "Our plan for 2026/27", "the report for 2022/23": the year is the paper's, and says by when nothing is done.
_PAPER = re.compile(
    r"\b(?:plan|report|budget|programme|strategy|edition|account|statement|priorities|figures|data|return|accounts)s?\s+$",
    re.IGNORECASE,
)
_FOR = re.compile(r"for\b", re.IGNORECASE)
_OF_A_LIFE = re.compile(r"(?:in|during|within|by) (?:their|his|her) first (?:year|month|week)s?\b", re.IGNORECASE)
# A rule for whatever comes: "shall be completed within six months, unless proceedings prevent it".
_CONDITION_BEHIND = re.compile(r"\W*(?:of\s+\w+\W+)?(?:unless|if|where|when(?:ever)?)\b", re.IGNORECASE)
_AND = re.compile(r"\W*(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_FIRST_AND = re.compile(r"^(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_NAME_GOES_ON = re.compile(
    r"[A-Z][\w-]+ (?:[A-Z][\w-]+ )*(?:Strategy|Plan|Charter|Framework|Policy|Group|Board|Protocol)\b"
)
_TAIL = re.compile(r"(?:[\s,;:.()–—-]|\b(?:and|but|in|early|late)\s*$)+$")


def unmade(reader: Reader, number: int) -> bool:
    """Whether a sentence tells of a duty, a mere meeting, an end, or what others will do."""
    marks = reader.hits(number, "undertaking-by-then")
    return any(  # "is expected to" is a duty's word too
        not any(mark.start <= hit.start and hit.end <= mark.end for mark in marks)
        for hit in reader.hits(number, *_NONE_OF)
    )


def of_a_paper(text: str, time: Deadline) -> bool:
    """Whether a time is the year that a plan or a report is for, or one of a child's life ("in their first year")."""
    if _OF_A_LIFE.match(text, time.lead):
        return True
    return (
        _FOR.match(text, time.lead) is not None and _PAPER.search(text[max(time.lead - 20, 0) : time.lead]) is not None
    )


def is_rule(text: str, by: Deadline, stop: int) -> bool:
    """Whether a length of time with a condition behind it is laid down for whatever comes."""
    return by.day is None and by.firm and _CONDITION_BEHIND.match(text, by.end, stop) is not None


def act_of(text: str, start: int, stop: int, by: Deadline | None) -> str:
    """The words of an act, without a deadline at their end."""
    if by is not None and start < by.lead < stop and stop - by.end <= 3:
        stop = by.lead
    if start >= stop:
        return ""
    words = text[start:stop].strip()
    cut = _TAIL.sub("", words)
    return _FIRST_AND.sub("", cut + ")" if cut.count("(") > cut.count(")") and ")" in words[len(cut) :] else cut)


def parted(reader: Reader, number: int, one: Commitment) -> Iterator[Commitment]:
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
                what=act_of(text, max(first, one.start), times[0].lead, None),
                by_when=times[0].words,
                date=times[0].day,
            )
            yield replace(
                one, what=act_of(text, joint.end(), times[1].lead, None), by_when=times[1].words, date=times[1].day
            )
            return
    yield one


def subject_of(text: str, start: int, end: int) -> int:
    """Where the subject of a verb at `end` begins: behind the last mark or joint that parts clauses."""
    cuts = [
        match.end()
        for match in _CLAUSE.finditer(text, start, end)
        if not _in_brackets(text[start : match.end()]) and not _in_a_name(text, match, end)
    ]
    begin = cuts[-1] if cuts else start
    while begin < end and not text[begin].isalnum():
        begin += 1
    return begin if begin < end else start  # "The report, for the year to March, is to ..."


def _in_a_name(text: str, joint: re.Match[str], end: int) -> bool:
    """Whether an "and" stands within a name: "A Participation and Co-production Strategy will ..."."""
    name = _NAME_GOES_ON.match(text, joint.end(), end)
    before = text[: joint.start()].rsplit(" ", 1)[-1]
    return joint.group().strip() == "and" and before[:1].isupper() and name is not None


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def in_quotes(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
