"""Names that a document gives to its partners, groups and papers: "which we call the Ladder", "(the Compact)".

What the words that define a name mean, the name means wherever it stands. A name is capitalised, used again, no place
and no word of every document: what it stands for is told by its own document alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checker.documents.model import Block, BlockKind, Document


class Name(NamedTuple):
    """A name, and where the words stand that say what it is: offsets into the text. `at` is where it is given.

    `article` says that it is used with one ("the Ladder"); `plain` that it may be a word of every document
    ("Executive: the leaders' meeting"), which then means what it always does.
    """

    short: str
    start: int
    end: int
    at: int
    article: bool
    plain: bool


_MARK = "[\"“”'‘’]"
_WORD = r"[A-Z][\w&]*(?:[’'-]\w+)*"
_NAME = rf"(?P<name>{_WORD}(?:(?: (?:of|and|for|the|to|in|on|&))? {_WORD}){{0,4}})"
_GIVEN = rf"{_MARK}?(?P<article>[Tt]he |[Oo]ur |[Aa]n? )?(?P<mark>{_MARK}?){_NAME}(?![\w’'-])"
_LEADS = (
    r"(?:or|here|hereafter|hereinafter|together|collectively|jointly|from here on|below|known as|called|which we call"
    r"|we call (?:it|this|them))"
)
_SAYS = r"(?:our|the|an?|how|where|what|who|those|that|all|any)"
# "a weekly call (the Gatepost)", "the council and the force (together: the Pair)"
_BRACKET = re.compile(rf"\((?P<lead>(?:{_LEADS}[,:]? )*){_GIVEN}{_MARK}?[,;.]?\)")
# "Safer Marlow (the community safety partnership)"
_NAMED_BEFORE = re.compile(rf"(?P<article>\b[Tt]he |\b[Oo]ur |\b)(?P<mark>){_NAME} $")
_SAID_IN_BRACKET = re.compile(r"\((?P<gloss>(?:the|our|an?) [a-z][^()]{5,120})\)")
# "known locally as the Ladder", "which staff call the Ladder", "we call it the Ladder", "hereafter the Board"
_CALLED = re.compile(
    r"(?:,? ?\(?"
    r"(?:\b(?:which|who|that|what|together|has|have|come|to|is|are|be|was|were|now|always|collectively) ){0,5}"
    r"\b(?:known|called|referred to)(?: (?:here|locally|together|collectively|to \w+|in \w+|as|simply|now)){0,3}"
    r"|,? ?\b(?:which|that|what|whom) (?:\w+ ){1,3}?(?:now |shall |will |have )?call(?:s|ed)?"
    r"|,? ?(?:and )?\b[Ww]e (?:all |now |have |shall |will )?call(?:ed)? (?P<pronoun>it|this|them|these|that)"
    r"|,? ?\b(?:hereafter|hereinafter)(?: called)?[,:]?)"
    rf" {_GIVEN}"
)
_CAPITAL_NEAR = re.compile(rf"\S+(?: \S+){{0,5}}? {_MARK}?[A-Z]")
_CALLS = ("known", "call", "referred to", "herea", "herein")
# "a paper called Four Depths, with four levels": what comes behind says more
_BEHIND = re.compile(
    rf"{_MARK}?(?:, with| is| are| has| have| sets? out| says| shows| describes| tells| gives)"
    r" (?P<gloss>[^.;:]{5,160})"
)
_THIN = 3  # words up to which the words before a name say little: "a document called"
_STATED = re.compile(rf"{_GIVEN}{_MARK}? (?:is|are) (?P<gloss>{_SAYS} [^;:]{{5,200}})")
_GLOSSED = re.compile(
    rf"{_GIVEN}{_MARK}?(?: [–—-]|:| \| ?(?:What it \w+:|Meaning:)?|(?P<means> means)) (?P<gloss>\S[^|]{{7,240}})"
)
_GLOSSARY = re.compile(
    r"\b(?:glossary|words|terms|names|jargon|abbreviations|acronyms|who is who|who['’]s who|definitions)\b", re.I
)
_DETERMINER = re.compile(r"\b(?:an?|the|our|its|their|this|these|each|every|two|three|four|one|all)\b", re.I)
_JOINS = re.compile(r"(?:\b(?:of|and|or|for|between|in|with|from|to|at|on|by)|,) $")
_CLAUSE = re.compile(r"[.;:|(—–☐]| - ")
_CAPITALS = re.compile(rf"{_WORD}(?:,? (?:(?:of|and|for|the|to|in) )?{_WORD})+$")
_REFERS = re.compile(r"\W*(?:It|They|This|These|That|Those)(?: (?:is|are|was|were|has|have))?\W*")
_CUT = re.compile(r",(?! (?:the|our|its|an?|[A-Z])\b)|\.(?: |$)")
_CONTENT = re.compile(r"[A-Za-z]{4}")
_NO_NAME = frozenset(
    "It They This These That Those There We He She You I If When Who Whom What Where How Why Which The A An "
    "Our Your My Each Every All Both Any No Not In On At For To By From As And But Or So Yes Now Then Today Here "
    "Mr Mrs Ms Dr "
    "January February March April May June July August September October November December "
    "Appendix Annex Part Section Schedule Chapter Table Figure Page Item".split()
)
_PLACE = re.compile(
    r"(?:an?|the) (?:[\w,-]+ ){0,4}?"
    r"(?:city|county|borough|town|island|isle|district|parish|village|port|authority|area)\b"
    r"|the (?:borough|city|county|area|town)\b"
)
_WITH_ARTICLE = re.compile(
    r"(?:\b(?:the|our|an?|each|every|this|that|its|their|any|no|one|two|three)|[\"“‘'*])\s?$", re.I
)
_FARTHEST = 200  # characters before a name within which the words stand that say what it is
_OPENING = 60  # characters of a sentence within which a name is stated: "The Ladder is our way to ..."
_SENTENCE = 200  # characters up to which the sentence before says what "it" is
_TRIED = 3  # places where one word may be given as a name before it is taken for none
_MOST = 400  # words that are looked at as names; a register of thousands gives none
_FEW = 4  # words below which a clause before "we call it" says nothing
_OFTEN = 0.2  # share of the sentences from which a name is a word of its document like any other
_LISTS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.PARAGRAPH})  # what a glossary consists of
_TITLED = frozenset({BlockKind.LIST_ITEM, BlockKind.HEADING})
_ARTICLES = ("The ", "Our ")


def own_names(document: Document) -> list[Name]:
    """The names that a document gives, each with the words that say first what it stands for, in order."""
    found: dict[str, Name] = {}
    tried: Counter[str] = Counter()
    for name in sorted(_given(document), key=lambda each: each.start):
        if name.short in found or tried[name.short] == _TRIED:
            continue
        if len(tried) == _MOST and name.short not in tried:
            break  # each is looked for in the whole text: time would grow with the square
        tried[name.short] += 1
        if _is_name(document, name):
            found[name.short] = name
    return list(found.values())


def uses(text: str, name: Name, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where a name stands in a stretch of text, by itself, but for the words that say what it is."""
    stop, size = len(text) if end is None else end, len(name.short)
    at = text.find(name.short, start, stop)
    while at >= 0:
        last = at + size + (text[at + size : at + size + 1] == "s")
        if not name.start <= at < name.end and _by_itself(text, at, last) and _as_name(text, at, name):
            yield at, last
        at = text.find(name.short, last, stop)


def _by_itself(text: str, at: int, last: int) -> bool:
    """Whether words are whole, and no part of a longer name."""
    before, behind = text[at - 1 : at], text[last : last + 1]
    longer = behind == " " and text[last + 1 : last + 2].isupper() and text[last + 1 : last + 3] != "I "
    return not (before.isalnum() or before == "-" or behind.isalnum() or longer)


def _as_name(text: str, at: int, name: Name) -> bool:
    """Whether a single word is used as a name: with its article, or capitalised within a sentence."""
    if " " in name.short:
        return True
    if name.article:
        return _WITH_ARTICLE.search(text, max(0, at - 8), at) is not None
    before = text[max(0, at - 2) : at]
    return bool(before.strip()) and "\n" not in before and before.strip()[-1] not in ".:;|!?•–-"


def _is_name(document: Document, name: Name) -> bool:
    """Whether a name is one: no common word or place, used again, and not in every fifth sentence."""
    text, short = document.text, name.short
    if short.split()[0] in _NO_NAME or len(short) < 3 or short.isupper():
        return False
    if not name.article and (
        _PLACE.match(text, name.start, name.end) or (name.plain and _in_longer_names(text, short))
    ):
        return False
    given = document.sentences[max(document.sentence_at(name.at), 0)]
    again = sum(not given.start <= at < given.end for at, _ in uses(text, name))
    return 0 < again <= max(_FEW, _OFTEN * len(document.sentences))


def _in_longer_names(text: str, short: str) -> bool:
    """Whether a name is part of others, as a place's is: "Marlow" in "Marlow Council"."""
    return any(text[at + len(short) + 1 : at + len(short) + 2].isupper() for at in _places(text, f"{short} "))


def _given(document: Document) -> Iterator[Name]:
    """All that may be names, with what is said of them."""
    text = document.text
    for at in _places(text, "("):
        yield from _in_bracket(document, at)
    for word in _CALLS:
        for at in _places(text, word):
            yield from _called(document, at)
    yield from _glossed(document)
    for sentence in document.sentences:
        opening = sentence.start + _OPENING
        if text.find(" is ", sentence.start, opening) < 0 and text.find(" are ", sentence.start, opening) < 0:
            continue
        stated = _STATED.match(text, sentence.start, sentence.end)
        if stated:
            yield from _made(stated, _cut(text, *stated.span("gloss")), plain=True)


def _in_bracket(document: Document, at: int) -> Iterator[Name]:
    """The name that stands in a bracket, or before one that says what it is."""
    text = document.text
    match = _BRACKET.match(text, at)
    if match is not None and (match["mark"] or match["article"] or match["lead"] or text[at + 1] in _MARK):
        whole = match["lead"].startswith(("together", "collectively", "jointly"))
        yield from _made(match, _before(document, at, _clause if whole else _phrase))
        return
    said = _SAID_IN_BRACKET.match(text, at)
    named = _NAMED_BEFORE.search(text, max(0, at - _OPENING), at) if said else None
    if said and named:
        yield from _made(named, said.span("gloss"))


def _made(match: re.Match[str], span: tuple[int, int] | None, *, plain: bool = False) -> Iterator[Name]:
    if span is not None and _CONTENT.search(match.string, *span):
        article = (match["article"] or "").strip().lower() in ("the", "our")
        yield Name(match["name"], *span, match.start("name"), article, plain)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands; for several, many times as fast as one expression for all."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _called(document: Document, at: int) -> Iterator[Name]:
    """The name that is given around an offset, if any: "known as", "which we call"."""
    number = document.sentence_at(at)
    if number < 0:
        return
    sentence, text = document.sentences[number], document.text
    if not _CAPITAL_NEAR.match(text, at, sentence.end):
        return
    stretch = _CALLED.finditer(text, max(sentence.start, at - _OPENING), min(sentence.end, at + _SENTENCE))
    match = next((found for found in stretch if found.start() <= at < found.start("name")), None)
    if match is None:
        return
    before = text[sentence.start : match.start()]
    says_it = len(before.split()) < _FEW if match["pronoun"] else not before.strip() or _REFERS.fullmatch(before)
    if says_it:  # "It is called the Ladder."
        above = document.sentences[number - 1]
        if number and above.block == sentence.block and above.end - above.start <= _SENTENCE:
            yield from _made(match, _cut(text, above.start, above.end))
        return
    span = _before(document, match.start(), _clause if match["pronoun"] else _phrase)
    if span is not None and len(text[slice(*span)].split()) <= _THIN:
        behind = _BEHIND.match(text, match.end(), sentence.end)
        span = behind.span("gloss") if behind else span
    yield from _made(match, span)


def _before(document: Document, end: int, part: Callable[[str], int]) -> tuple[int, int] | None:
    """The words before an offset that say what is named, within their sentence; `part` finds where they begin."""
    number = document.sentence_at(end - 1)
    if number < 0:
        return None
    floor = max(document.sentences[number].start, end - _FARTHEST)
    stretch = document.text[floor:end].rstrip(" ,")
    return floor + part(stretch), floor + len(stretch)


def _clause(stretch: str) -> int:
    """Where the last clause begins."""
    return max((found.end() for found in re.finditer(r"[.;|(☐]", stretch[:-1])), default=0)


def _phrase(stretch: str) -> int:
    """Where the last words begin that name a thing: at its article, or the capitals before the bracket."""
    begin = max((found.end() for found in _CLAUSE.finditer(stretch[:-1])), default=0)
    starts = [found.start() for found in _DETERMINER.finditer(stretch, begin)]
    place = len(starts) - 1
    while place > 0 and _JOINS.search(stretch, 0, starts[place]):
        place -= 1
    run = _CAPITALS.search(stretch, begin)
    if run and (not starts or run.start() - starts[place] > len("the three ")):
        return run.start()
    return starts[place] if starts else begin


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Words that say what a thing is, up to the first comma behind the fourth of them."""
    for found in _CUT.finditer(text, start, end):
        if len(text[start : found.start()].split()) >= _FEW:
            return start, found.start()
    return start, end


def _glossed(document: Document) -> Iterator[Name]:
    """The names of a glossary's entries, and of a heading such as "The Ladder: how we settle disagreements"."""
    text = document.text
    glossaries = {
        index
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and _GLOSSARY.search(text, block.start, block.end)
    }
    for block in document.blocks:
        if block.kind in _LISTS and block.heading in glossaries:
            yield from _entries(document, block)
            continue
        titled = block.kind in _TITLED and text.startswith(_ARTICLES, block.body)
        if titled or text.find(" means ", block.body, block.body + _OPENING) > 0:
            match = _GLOSSED.match(text, block.body, block.end)
            if match is not None and (match["means"] or (titled and match["article"])):
                yield from _made(match, _cut(text, *match.span("gloss")), plain=True)


def _entries(document: Document, block: Block) -> Iterator[Name]:
    """The names of a block of a glossary, which may hold several: one a sentence."""
    for number in range(document.sentence_at(block.start), len(document.sentences)):
        sentence = document.sentences[number]
        if sentence.start >= block.end:
            break
        entry = _GLOSSED.match(document.text, max(sentence.start, block.body), sentence.end)
        if entry is not None:
            yield from _made(entry, _cut(document.text, *entry.span("gloss")), plain=True)
