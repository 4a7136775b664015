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
    r"(?:(?:each|every|this|next)\s+(?:year|month|quarter|term|spring|summer|autumn|winter)\s*,?\s*)?(?:the\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\W*(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_FIRST_AND = re.compile(r"^(?:and|then)\W+(?:to\s+|then\s+)?", re.IGNORECASE)
_TAIL = re.compile(r"(?:[\s,;:.()–—-]|\b(?:and|but|in|early|late)\s*$)+$")


def unmade(reader: Reader, number: int) -> bool:
    """Whether a sentence tells of a duty, a mere meeting, an end, or what others will do."""
    marks = reader.hits(number, "undertaking-by-then")
    return any(  # "is expected to" is a duty's word too
        not any(mark.start <= hit.start and hit.end <= mark.end for mark in marks)
        for hit in reader.hits(number, *_NONE_OF)
    )


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
    cuts = [match.end() for match in _CLAUSE.finditer(text, start, end) if not _in_brackets(text[start : match.end()])]
    begin = cuts[-1] if cuts else start
    while begin < end and not text[begin].isalnum():
        begin += 1
    return begin if begin < end else start  # "The report, for the year to March, is to ..."


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def in_quotes(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
