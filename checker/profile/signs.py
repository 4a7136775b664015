"""What speaks for one of the three kinds of document: signs, each with its points and the words it rests on.

Points are small whole numbers; checker/profile/kinds.py adds them up and sets them against what speaks for
another kind. No single sign of a document's pages is enough alone, for near documents share each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from checker.text.late import late

_OPENING = 3_000  # characters in which a document says what it is and who makes it
_COVER = 600  # characters whose lines may be titles
_LINE = 260  # characters: a cover whose lines were joined in reading is no longer
TITLE_LINE = 110  # characters of such a line that are the title itself
FEW_WORDS = 160  # a text this short need not show many signs
_SPEAKS_EVERY = 300  # words within which a partnership's document names partners or board once at least


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for or against a document's being one of the three, with points (against: below nothing)."""

    name: str
    points: int
    words: str = ""

    def __str__(self) -> str:
        quoted = f': "{self.words}"' if self.words else ""
        return f"{self.points:+d}  {self.name}{quoted}"


_KIND = (
    r"(?:arrangements?|annual (?:safeguarding )?report|yearly report|end[- ]of[- ]year report|annual review"
    r"|yearly statement|annual (?:assurance )?statement|progress report|MASA)"
)
_OWN_TITLE = late(
    rf"\b(?:safeguard\w*|children|child|LSCB|LSCP|SCP)\b[^\n]{{0,80}}\b{_KIND}\b"
    rf"|\b{_KIND}\b[^\n]{{0,80}}\b(?:safeguard\w*|LSCB|LSCP|SCP)\b|\bMASA\b"
    r"|\bmulti[- ]agency (?:safeguarding )?arrangements\b",
    re.IGNORECASE,
)
# What stands in the title of a report of a part of a partnership, or of a paper about such a report.
_OF_A_PART = late(
    r"\bsub-?groups?\b|\b(?:learning|training|review|quality|audit|performance|exploitation|neglect)\b[^\n:]{0,30}\bgroup\b"
    r"|\b(?:report|paper) to the (?:executive|partnership)\b|\btemplate\b|\bnotes (?:for|to) authors\b"
    r"|\bcover(?:ing)? (?:paper|report|note|letter)\b|\bcall for\b|\bneed from you\b|\bchild death\b|\bhandbook for\b"
    r"|\bfor (?:consideration|the committee['’]?s consideration)\b|\breports say\b|\bguide to\b",
    re.IGNORECASE,
)
_KIND_ALONE = late(rf"\b{_KIND}\b", re.IGNORECASE)
CHILDRENS_BODY = late(
    r"\b(?:(?i:safeguarding children(?:['’]s)? (?:partnership|board|executive)s?"
    r"|(?:child(?:ren['’]?s?)?|young people['’]?s?)"
    r" safeguarding (?:partnership|board)|(?:local )?safeguarding partnership|all[- ]age safeguarding"
    r"|partnership for safeguarding|lead safeguarding partners"
    r"|safeguarding community partnership"
    r"|safeguarding (?:children and adults?|adults? and children)(?: partnership| board))"
    r"|[A-Z]{0,5}SCB|[A-Z]{0,5}SCP)\b"
)
# Lines that name the partnership as the one for whom, or by whose order, somebody else writes.
_ADDRESSED = late(
    r"(?:\b(?i:for|to)\s*:|\b(?i:commissioned by|report(?:ed|s)? to|presented to|submitted to|agencies of|members of)"
    r"\s*:?)\s+(?:the\s+)?(?:[A-Z][\w'’]*\s+){0,5}(?i:safeguarding)\s+(?:[A-Za-z]+\s+){0,4}(?:Partnership|Board)\b"
)
_OF_ITSELF = late(
    r"\b(?:this|these) (?:page|pages|site|document|report|plan|paper|leaflet|letter|account|statement)s?\b[^.\n]{0,80}"
    r"\b(?:safeguarding arrangements|safeguarding children partnership|arrangements for safeguarding"
    r"|safeguarding partners)"
    r"|\bpublished (?:\w+ )?(?:arrangements|plan)\b"
    r"|\b(?:our|their|the partners['’]?) (?:yearly|annual) report\b|\bplan that[^.\n]{0,60}\b(?:publish)\b",
    re.IGNORECASE,
)
# What a document says it is by the law that has it published: arrangements by 16G(2), a report by 16G(7).
_OF_ITSELF_BY_LAW = late(
    r"\b(?:being|are|is|as|these|this)\b[^.\n]{0,60}\b(?:arrangements|report|plan)\b[^.\n]{0,60}"
    r"\b(?:published|made|required)\b[^.\n]{0,30}\b(?:under|by)\b[^.\n]{0,20}\bsections? 16[EG]\b",
    re.IGNORECASE,
)
_SPOKEN_OF = late(r"\bmulti[- ]agency (?:safeguarding )?arrangements\b|\bsafeguarding arrangements\b", re.IGNORECASE)
_BY_LAW = late(
    r"\b(?:the|by) law\b[^.\n]{0,60}\b(?:publish|tell|say|write|report|plan|in charge|none of them|partners?)\b"
    r"|\b(?:have|has|must|asked?) to (?:publish|tell you|say|report|write down)\b|\bmust (?:publish|tell)\b"
    r"|\b(?:equal(?:ly)? (?:say|responsib\w+|answerable|dut\w+|partners?|charge)"
    r"|joint(?:ly)? (?:and equal(?:ly)? )?(?:responsib\w+|dut\w+))\b|\bnone (?:of them )?is in charge\b"
    r"|\bin charge together\b",
    re.IGNORECASE,
)
_CHILDREN_SAFE = late(
    r"\b(?:keep(?:ing|s)?|kept|look(?:ing|ed)? (?:out for|after)|safeguard\w*|protect\w*|how safe)\b[^\n]{0,60}"
    r"\b(?:child\w*|young people|babies|teenagers)\b|\bchildren['’]?s? (?:safe\w*|protected)\b"
    r"|\bworking together\b",
    re.IGNORECASE,
)
_COUNCIL = r"\b(?:councils?|local authorit(?:y|ies)|boroughs?|county|city|district)\b"
_HEALTH = (
    r"\b(?:NHS|ICBs?|CCGs?|(?:integrated )?care boards?|clinical commissioning groups?"
    r"|health (?:board|service|commissioners?|group)|health)\b"
)
_POLICE = r"\b(?:police|constabulary|chief constable|chief superintendent|force)\b"
_NEAR = 260  # characters within which the three are named together
_PARTNERS = late(
    r"\b(?:(?:lead |delegated |statutory |the |three )*safeguarding partners?|statutory partners|three partners"
    r"|delegated partners|the partnership|the board|LSCBs?|LSCPs?|SCPs?|safeguarding executive|lead partners)\b",
    re.IGNORECASE,
)
_CHILDREN = late(
    r"\b(?:child(?:ren)?|young people|bab(?:y|ies)|infants?|famil(?:y|ies)|safeguard\w*|teenagers?)\b", re.IGNORECASE
)
_CHILDREN_EVERY = 200  # words within which they are spoken of once at least
# What both kinds speak of from end to end; a document near to them speaks of a few.
_TOPICS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:lead|delegated) (?:safeguarding )?partners?\b|\bchief executives?\b|\bchief officers?\b"
        r"|\bequal(?:ly)? (?:say|responsib\w+|answerable|dut\w+|partners?)\b|\bjoint(?:ly)? (?:responsib\w+|dut\w+)\b",
        r"\bscrutineers?\b|\bindependent (?:scrutiny|chair|person)\b"
        r"|\b(?:somebody|someone|a person|scrutin\w+|scrutiny) from (?:the )?(?:outside|off)"
        r"|\b(?:who|how we) (?:checks?|keeps?) (?:on |that )?(?:us|you|ourselves)\b",
        r"\brelevant agenc(?:y|ies)\b|\bother (?:agencies|organisations|people)\b|\beverybody else\b|\bwho helps\b",
        r"\b(?:rapid|serious case|local child safeguarding practice|child safeguarding practice) reviews?\b"
        r"|\bserious incidents?\b|\bwhen (?:the worst|something (?:terrible|goes|went)|a child (?:dies|has died))\b",
        r"\b(?:contributions?|contributed|funding|income|budget|finances?)\b|\bmoney\b|\bwhat it costs?\b|\bpays?\b",
        r"\btrain(?:ing|ed)\b|\bcourses\b|\bhelping people learn\b|\bworkforce\b",
        r"\b(?:voices?|views) of\b|\byoung (?:people|scrutineers|advisers|inspectors) (?:told|said|asked|met|made)\b"
        r"|\b(?:children|families|parents|you) (?:told|said|tell)\b|\bhaving your say\b|\bfeedback\b|\byouth panel\b",
        r"\b(?:schools?|head ?teachers?|education)\b",
        r"\bthresholds?\b|\blevels? of need\b|\bfront door\b|\bsee (?:the|our) (?:guide|ladder)\b|\bworried\b",
        r"\bdisagree\w*\b|\bdisputes?\b|\bescalat\w+\b|\bfall(?:ing)? out\b|\bchallenge[sd]?\b",
        r"\baudit(?:s|ed)?\b|\bdata ?set\b|\bsection 11\b|\bfiles\b|\bhow we (?:check|know)\b",
        r"\bsub-?groups?\b|\bexecutive\b|\bsteering group\b|\bstrategic (?:board|group)\b|\bmeets?\b",
        r"\bpriorit(?:y|ies)\b|\bwhat (?:we set out|is next|next)\b|\bnext year\b|\bwe said (?:that )?we would\b",
        r"\b(?:yearly|annual) report\b|\bpublish(?:ed|es)?\b",
    )
)
_BREADTH = ((11, 6), (9, 5), (7, 4), (5, 3), (4, 2), (3, 1))  # topics, points


def cover(text: str, title: str | None) -> list[str]:
    """The title, and the lines of the opening that may be titles: short, or joined in reading, and no sentences."""
    lines = [title] if title and not title.rstrip().endswith(".") else []
    within = text[:_COVER]
    raw = within.split("\n")
    if len(text) > _COVER and len(raw) > 1:
        raw = raw[:-1]  # cut off in the middle
    for line in raw:
        plain = line.strip(" #*|>_")
        if 3 <= len(plain) <= _LINE and not plain.endswith((".", ";")) and ". " not in plain[3:]:
            lines.append(plain)
    return lines


def own_signs(text: str, opening_lines: Sequence[str]) -> Iterator[Sign]:
    """What speaks for one of the three, title first; `text` as far as it is looked at."""
    yield from _of_title(opening_lines)
    opening = text[:_OPENING]
    if match := _OF_ITSELF_BY_LAW.search(opening):
        yield Sign("its opening says by which law it is published", 6, _shown(match.group()))
    elif match := _OF_ITSELF.search(opening):
        yield Sign("its opening says so", 4, _shown(match.group()))
    elif match := _SPOKEN_OF.search(opening):
        yield Sign("its opening speaks of such arrangements", 2, _shown(match.group()))
    if match := _BY_LAW.search(opening):
        yield Sign("it speaks of what the law asks of partners", 2, _shown(match.group()))
    if match := CHILDRENS_BODY.search(text):
        yield Sign("a children's partnership or board is named in it", 1, match.group())
    if words := together(opening):
        yield Sign("its opening names council, health and police together", 3, _shown(words))
    elif words := together(text):
        yield Sign("it names council, health and police together", 1, _shown(words))
    words_in_all = max(1, len(text.split()))
    # No more is counted than would do.
    named = list(islice(_PARTNERS.finditer(text), words_in_all // _SPEAKS_EVERY + 1))
    if len(named) * _SPEAKS_EVERY >= words_in_all:
        yield Sign("it speaks of partners, partnership or board throughout", 1, _shown(named[0].group()))
    yield from _inside(text)
    children = islice(_CHILDREN.finditer(text), words_in_all // _CHILDREN_EVERY + 1)
    if sum(1 for _ in children) * _CHILDREN_EVERY < words_in_all - FEW_WORDS:
        yield Sign("it hardly speaks of children, families or safeguarding", -8)
    topics = breadth(text)
    for number, points in _BREADTH:
        if len(topics) >= number:
            yield Sign(f"it speaks of {len(topics)} of {len(_TOPICS)} things that both kinds set out", points)
            break


def breadth(text: str) -> list[str]:
    """The words of a text on each of the things that both kinds set out, as far as it speaks of them."""
    return [match.group() for topic in _TOPICS if (match := topic.search(text))]


def own_title(line: str) -> re.Match[str] | None:
    """The words of a line that are the title of one of the three, unless it is of a part or about one."""
    return None if _OF_A_PART.search(line) else _OWN_TITLE.search(line)


def says_own_title(lines: Iterable[str]) -> bool:
    """Whether a line is the title of one of the three, of a children's body."""
    return any(own_title(line) and CHILDRENS_BODY.search(line) for line in map(without_addressee, lines))


def without_addressee(line: str) -> str:
    """A line without the partnership that it is written to or for."""
    return _ADDRESSED.sub(" ", line)


def together(text: str) -> str | None:
    """The words in which council, health and police are named together, if anywhere."""
    for match in re.finditer(_POLICE, text, re.IGNORECASE):
        start = max(0, match.start() - _NEAR)
        around = text[start : match.end() + _NEAR]
        council, health = re.search(_COUNCIL, around, re.IGNORECASE), re.search(_HEALTH, around, re.IGNORECASE)
        if council and health:
            at = match.start() - start
            first = min(at, council.start(), health.start())
            last = max(at + len(match.group()), council.end(), health.end())
            return around[first:last]
    return None


def _of_title(lines: Sequence[str]) -> Iterator[Sign]:
    told = [without_addressee(line) for line in lines]
    titled = next((match for line in told if (match := own_title(line))), None)
    alone = next((match for line in told if (match := _KIND_ALONE.search(line))), None)
    body = next((match for line in told if (match := CHILDRENS_BODY.search(line))), None)
    if titled and says_own_title(lines):
        yield Sign("its title is that of one of the three, of a children's body", 10, _shown(titled.group()))
    elif titled:
        yield Sign("its title is that of one of the three", 6 if body else 5, _shown(titled.group()))
    elif body:
        yield Sign("a children's partnership or board stands at its head", 1, body.group())
    if alone and not titled:
        yield Sign("its title is that of a report or of arrangements", 1, alone.group())
    if not titled and (match := next((found for line in told if (found := _on_safety(line))), None)):
        yield Sign("its title is on keeping children safe", 2, _shown(match.group()))


def _on_safety(line: str) -> re.Match[str] | None:
    return _CHILDREN_SAFE.search(CHILDRENS_BODY.sub(" ", line))


def _inside(text: str) -> Iterator[Sign]:
    """The title of one of the three as a heading further on: what a committee's paper or minutes have in them."""
    for line in text[_COVER:].split("\n"):
        plain = line.strip(" #*|>_")
        if len(plain) <= TITLE_LINE and not plain.endswith(".") and says_own_title([plain]):
            yield Sign("a heading in it is the title of one of the three", 4, _shown(plain))
            return


def _shown(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 90 else f"{plain[:87]}..."
