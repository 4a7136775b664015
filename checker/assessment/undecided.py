"""What is not settled: put off, asked or proposed, ended, or told from the guidance; and what only looks so.

Each holds of a clause, or of all that stands under a heading ("Options considered"), before a question to readers
("Question 3. Which would you prefer?") or in a table of options. A condition in a route ("If not settled: to level 4")
and a table's column of next steps put nothing off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.assessment import beside
from checker.documents.model import BlockKind
from checker.documents.sentence_set import SentenceSet
from checker.matching.matches import Matches
from checker.packs.model import Expression
from checker.text.late import late

if TYPE_CHECKING:
    from checker.assessment.evaluate import Evaluator

_SHORT = 7  # words up to which "None has been agreed yet." speaks of the sentence before it
_ROLE = (
    r"(?:(?:joint|safeguarding|strategic) )?(?:business|partnership|board|head|secretary|team|unit|manager|officer"
    r"|scrutineer|chair|executive|delegates?|analyst|lead|co-?ordinator)s?\b"
)
_SEASON = late(r"\bin the (?:autumn|spring|summer|winter) of\b", re.I)
# What looks like something put off and is none: a condition in a route, a decision that is somebody's task, a paper
# read in draft, a report that somebody will write, what happens every year.
_NOT_PUT_OFF = late(
    r"\b(?:if|where|unless|should|until|matters?|anything|whatever|disagreements?|disputes?|issues?|concerns?)\b[^.;]{0,200}?"
    r"\b(?:not|cannot) (?:yet )?(?:be(?:en)? )?(?:agree|settle|resolv|decid|determin)\w*"
    r"|\bwhen\b[^.;]{0,40}\b(?:cannot|(?:do|does|are|is) not) (?:be )?(?:agree|settle|resolv|decid)\w*"
    r"|\b(?:if|where|when|unless|matters?|anything|whatever|disagreements?|disputes?|issues?|concerns?)\b[^.;]{0,200}?"
    r"\b(?:remain|stay)s? (?:open|unresolved|undecided)"
    r"|\bnot (?:agreed|settled|resolved) (?:within|by|in|after|then|there|at|between)\b"
    r"|\bwhat is\b[^.;]{0,60}\bnot (?:agreed|settled|resolved)\b"
    r"|\bwhether (?:there|[^.;]{0,60}\breview) should be\b"
    r"|\b(?:decides?|recommends?|advises?|judges?|determines?|decision|recommendation|says?)\b"
    r"[^.;]{0,60}\bwhether\b[^.;]{0,80}\b(?:should|is to|might|could)(?: \w+)?"
    r"|\b(?:read|sees?|saw|seen|considered|challenged|commented|reviewed|furnished|looked|received)\b"
    r"[^.;]{0,80}\bin draft\b"
    r"|\b(?:agree|settle|decide|confirm|plan)s? next steps\b"
    r"|\bnext year['’]s (?:priorit|list|programme|plan|theme|topic)\w*"
    r"|\b(?:(?:will|shall|to|must) )?(?:be )?(?:drafted|prepared|written|produced)\b"
    rf"[^.;]{{0,40}}\bby (?:the|a|our|its) {_ROLE}"
    r"|\bwill (?:prepare|write|draft) (?:the|its|our|a) (?:annual |yearly )?(?:report|account|commentary)"
    r"|\bnot yet (?:fully |always |equally |everywhere )?effective\b|\bin the following (?:month|week|day)\b"
    r"|\bhad to be \w+|\bwhat is to be \w+"
    r"|\b(?:revisited|explored|considered|looked at)(?: again)? (?:each|every)\b",
    re.I,
)
_TO_COME = late(r"\b(?:will|shall|due|expected|planned|(?:is|are) to)\b", re.I)
_DECIDED = late(
    r"\b(?:(?:was|were|has been|have been|is) (?:chosen|agreed|adopted|approved|decided|accepted|settled|preferred)"
    r"|(?:we|partners|executive|board|they) (?:have |has )?(?:chose|chosen|agreed|adopted|approved|decided|accepted)"
    r"|has (?:chosen|agreed|adopted|approved|decided|accepted)|as approved)\b",
    re.I,
)
# In a table, the heading of a column that says what comes next, and not that it is unsettled.
_COLUMN = late(r"(?:^|\| )(?:next (?:steps?|year|meeting)|in the next \w+|then)(?: \w+)?(?=[:|]| \||$)", re.I)
_OF_TABLES = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD})
_OPTION = late(r"\W*Option (?:[A-H]|\d)\b")
_OF_OPTIONS = late(r"\W*Options?\b(?! (?:chosen|adopted|agreed))")
_QUESTION = late(r"\W*(?:Consultation )?Question \d+\b")
_OPEN = late(r"\b(?:which|what|how|who|whom|where|when|or)\b", re.I)  # not: "Is it right that ...?"
_PART = late(r"\d+\.\d")  # the number of a part of a section: a question asks about no more


def deferred(evaluator: Evaluator, matches: Matches) -> SentenceSet:
    """The sentences that put something off, by their own words or by those that lead into their list or table."""
    own = evaluator.concept("deferral", itself=True)
    own -= SentenceSet.of(number for number in own if not _puts_off(matches, number))
    led = evaluator.concept("deferral") - own
    return own | SentenceSet.of(number for number in led if _is_led_by(own, matches, number))


def _is_led_by(leads: SentenceSet, matches: Matches, number: int) -> bool:
    """Whether what leads into a sentence's list, or heads its table, is one of some sentences."""
    blocks = matches.document.blocks
    intro = blocks[matches.block_of[number]].intro
    while intro is not None:
        if SentenceSet.between(*matches.blocks[intro]) & leads:
            return True
        intro = blocks[intro].intro
    return False


def _puts_off(matches: Matches, number: int) -> bool:
    """Whether words that put something off stand in a sentence beside those that only look so."""
    sentence = matches.document.sentences[number]
    words = matches.document.text[sentence.start : sentence.end]
    looks = [_NOT_PUT_OFF]
    if matches.document.blocks[sentence.block].kind in _OF_TABLES:
        looks.append(_COLUMN)
    if not _TO_COME.search(words):  # "in the spring of 2021", when something was done
        looks.append(_SEASON)
    excepted = [found.span() for look in looks for found in look.finditer(words)]
    hits = (hit for hit in matches.hits.get(number, ()) if "deferral" in hit.concepts)
    return any(
        not any(start <= hit.start - sentence.start and hit.end - sentence.start <= end for start, end in excepted)
        for hit in hits
    )


def asked(evaluator: Evaluator, matches: Matches) -> SentenceSet:
    """The sentences that ask or propose, or stand where only options and questions stand."""
    document = matches.document
    sections = SentenceSet.of(
        number
        for number in evaluator.below(Expression(concept="undecided-heading"))
        if not _DECIDED.search(document.text, document.sentences[number].start, document.sentences[number].end)
    )
    # In most documents neither word stands at all.
    spans = [*_before_questions(matches)] if "Question" in document.text else []
    if "Option" in document.text:
        spans += [*_options(matches), *_tables_of_options(matches)]
    scope = SentenceSet.union(SentenceSet.between(*span) for span in spans)
    said = evaluator.concept("undecided", itself=True)
    return evaluator.concept("undecided") | _before_short(said, matches) | sections | scope


def _options(matches: Matches) -> Iterator[tuple[int, int]]:
    """The paragraphs and items that open as an option does: "Option B. A panel of three"."""
    document = matches.document
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING and _OPTION.match(document.text, block.body, block.end):
            yield matches.blocks[index]


def _before_short(said: SentenceSet, matches: Matches) -> SentenceSet:
    """The sentences before short ones that say no more than that nothing is decided: "None has been agreed."."""
    sentences, text = matches.document.sentences, matches.document.text
    return SentenceSet.of(
        number - 1
        for number in said
        if number > matches.blocks[matches.block_of[number]][0]
        and len(text[sentences[number].start : sentences[number].end].split()) <= _SHORT
    )


def _before_questions(matches: Matches) -> Iterator[tuple[int, int]]:
    """What stands in a section, or its numbered part, before a question to readers, and the question."""
    document = matches.document
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING or not _QUESTION.match(document.text, block.start, block.end):
            continue
        if "?" not in document.text[block.start : block.end] or not _OPEN.search(document.text, block.start, block.end):
            continue
        first = index
        while first > 0 and document.blocks[first - 1].heading == block.heading:
            above = document.blocks[first - 1]
            if above.kind is BlockKind.HEADING or _QUESTION.match(document.text, above.start, above.end):
                break
            first -= 1
            if above.number and _PART.match(above.number):
                break
        yield matches.blocks[first][0], matches.blocks[index][1]


def _tables_of_options(matches: Matches) -> Iterator[tuple[int, int]]:
    """The rows of tables whose first column holds options."""
    document = matches.document
    heads = {
        index
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.TABLE_HEAD and _OF_OPTIONS.match(document.text, block.start, block.end)
    }
    for index, block in enumerate(document.blocks if heads else ()):
        if block.intro in heads:
            yield matches.blocks[index]


def ended(evaluator: Evaluator) -> SentenceSet:
    """The sentences that tell of an arrangement which has ended."""
    return evaluator.concept("has-ended")


def of_guidance(evaluator: Evaluator, matches: Matches) -> SentenceSet:
    """The sentences that tell what law and guidance ask of everybody."""
    document = matches.document
    below = evaluator.below(Expression(concept="of-guidance-heading"))
    maybe = evaluator.concept("duty", itself=True) | below
    return SentenceSet.of(
        number
        for number in maybe
        if beside.is_of_guidance(document.text[document.sentences[number].start : document.sentences[number].end])
    )
