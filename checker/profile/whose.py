"""Whose business a sentence tells: that of the partnership for children, or of another body told of beside it.

Documents of several boards say the same of each: "The Adults Board draws twelve cases a quarter." is no audit of the
partnership's. What another body does is told by the sentence that begins with its name, by those that go on from it in
its paragraph, list or table, and by what stands under a heading or a label that names it alone. A sentence that names
the partnership or children, or tells what is shared with them or passed on to them, is never another body's alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.documents.model import Block, BlockKind, Document
from checker.documents.sentence_set import SentenceSet
from checker.profile.kinds import all_ages
from checker.text.abbreviations import definitions
from checker.text.late import late

_BODY = r"(?:boards?|executive|partnership|committee|sub-?group|chair)"
_OTHERS = (
    rf"\b(?:(?:local |joint )?safeguarding )?adult(?:s['’]?|['’]s)?(?: safeguarding)? {_BODY}(?:['’]s?)?"
    rf"|\bsafeguarding adults?['’]? {_BODY}"
    r"|\bhealth (?:and|&) (?:well-?being|care) (?:board|partnership)|\bwell-?being board"
    r"|\b(?:community safety|crime(?: and disorder)?(?: reduction)?|safer (?-i:[A-Z][\w-]+)(?: (?-i:[A-Z][\w-]+))?"
    rf"|safer communities|safer neighbourhoods?) (?:{_BODY}|team)"
    r"|(?-i:\b(?:[A-Z]{0,4}SABs?|[A-Z]?HWBB?))\b"
)
_CHILDRENS = (
    r"\bchild(?:ren)?(?:['’]?s?)?(?: and (?:young people|families))?(?:['’]s?)?(?: safeguarding)?"
    r" (?:partnership|executive|board|side|part\b|chair)"
    r"|\bsafeguarding child(?:ren)?(?:['’]?s?)? (?:partnership|partners|board|executive)"
    r"|\b(?:lead |delegated |statutory )?safeguarding partners"
)
_OTHER = late(_OTHERS, re.I)
_OURS = late(_CHILDRENS, re.I)
# Committees of elected members, by whose they are and by what they are for.
COUNCILLORS = (
    r"(?:council|councillors|members)['’]?s?['’]? (?:[\w-]+ ){0,5}?(?:overview|scrutiny|select)(?: and \w+)?"
    r" (?:committee|panel|commission)"
)
OVERVIEW = r"overview and scrutiny (?:committee|panel|commission|board)"
# One agency's own house, and councillors: "The council's own audit team ...", "The Planning Committee ...".
_HOUSE = late(
    r"\W*(?:\d+(?:\.\d+)*\W+)?(?:(?:for|of|by|at|in|under) )?(?:the |each )?(?:[\w-]+ ){0,3}?"
    r"(?:(?:council|borough|county|city|authority|constabulary|force|trust|ICB|CCG|hospital)['’]s?"
    r" (?:own|internal audit|audit committee|cabinet|human resources|complaints|standing orders|capital)\b"
    rf"|{COUNCILLORS}|{OVERVIEW}|(?:planning|licensing|standards|pensions) committee)",
    re.I,
)
_PARTNERSHIP = late(r"\bpartn(?:ership|ers)\b|\barrangements\b", re.I)
_SHARED = late(
    r"\b(?:child(?:ren)?(?:['’]?s)?|young people|bab(?:y|ies)|pupils?|both|joint(?:ly)?|shared?|too|also|as well"
    r"|all[- ]age|all (?:three|four|five)|each of the|the (?:two|three|four|five) (?:boards|bodies|partnerships))\b",
    re.I,
)
# What makes a sentence that begins with another body one on its links with this one.
_LINKED = late(
    r"\b(?:sits? on|attends?|reports? (?:made|to)|receives?|meets?|presents?|links?|gets?|takes? the|hears? (?:from|of)"
    r"|represent\w*|together|know of|protocol)\b",
    re.I,
)
_US = late(r"\b(?:we|us|our|ours)\b", re.I)
# A paragraph that begins so goes on about what the one before it told of.
_GOES_ON = late(r"\W*(?:it|its|they|their|(?:the|this) (?:board|partnership)(?:['’]s)?)\b", re.I)
_QUOTED = late(r"[\"“]([^\"”]{3,40})[\"”],? (?:is|means|stands for) ((?:the |our )?[^,.;]{5,80})")
_BRACKET = late(r"\((?:the |our )?[\"“'‘]?([A-Z][\w'’ -]{2,30})[\"”'’]?\)")
_BEFORE = 70  # characters before a bracket in which what it names may stand
_PARTNER = late(r"\b(?:council|police|constabulary|care board|group|trust|service)\b", re.I)
_GENERIC = frozenset({"Board", "Partnership", "Executive", "Committee"})  # which body is meant, the paragraph tells
_MOST_NAMES = 40  # given to bodies: real documents give five at most, and each is looked for in every sentence
_NAME = 3  # words of a name that a table explains
_GLOSS = 200  # characters of a table's row that may do so
_LABEL = 5  # words of a line that is a label: "The Adults Board:"
_HEADING = 10  # words of a heading that names a body as what it is about
_BARE = 6  # words up to which a sentence may be no more than a name, in a list of bodies

_ADULTS_PART = late(
    r"\b(?:adults?|adults['’]|care act|SAB|safeguarding adults reviews?|SARs?|older people|transition from)\b",
    re.IGNORECASE,
)
_CHILDRENS_PART = late(
    r"\b(?:child(?:ren)?(?:['’]?s)?|young|famil(?:y|ies)|all[- ]age|both|shared|joint)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Bodies:
    """How a document names the bodies of which it tells."""

    others: re.Pattern[str]
    ours: re.Pattern[str]
    begins: re.Pattern[str]  # a sentence that begins with another body

    @classmethod
    def of(cls, document: Document) -> _Bodies:
        """By the names that all documents use, and those that this one gives."""
        others: set[str] = set()
        ours: set[str] = set()
        for name, said in _given(document):
            short = name.removeprefix("the ").removeprefix("The ").strip()
            is_other, is_ours = _OTHER.search(said) is not None, _OURS.search(said) is not None
            if len(others) + len(ours) == _MOST_NAMES:
                break
            if is_other != is_ours and short not in _GENERIC and not _PARTNER.search(short):
                (others if is_other else ours).add(short)
        other = _either(_OTHERS, others - ours)
        return cls(
            re.compile(other, re.I),
            re.compile(_either(_CHILDRENS, ours), re.I),
            re.compile(
                r"\W*(?:\d+(?:\.\d+)*\W+)?(?:(?:for|of|by|at|in|under) )?(?:the |its |an? |each |every |this |local )?"
                rf"(?:(?-i:[A-Z][\w'’-]*|[\w-]+['’]s?) ){{0,2}}?(?:{other})(?!['’]?s?,? (?:and|or|with|alongside)\b)",
                re.I,
            ),
        )

    def begin(self, words: str) -> bool:
        """Whether a sentence begins with another body, an agency's own house or councillors."""
        return self.begins.match(words) is not None or (
            _HOUSE.match(words) is not None and _PARTNERSHIP.search(words) is None
        )

    def name_us(self, words: str) -> bool:
        """Whether a sentence names the partnership for children, or speaks for it."""
        return self.ours.search(words) is not None or _US.search(words) is not None

    def names_other(self, words: str) -> bool | None:
        """Whether a heading or a label names another body alone; None where it names none."""
        if self.ours.search(words) or _SHARED.search(words):
            return False
        return True if self.others.search(words) else None


def _either(pattern: str, names: set[str]) -> str:
    if not names:
        return pattern
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return rf"{pattern}|(?-i:\b(?:{listed}))(?!\w)"


def _given(document: Document) -> Iterator[tuple[str, str]]:
    """Names that a document gives, each with the words that say what it is."""
    text = document.text
    for short, start, end in definitions(text):
        yield short, text[start:end]
    for match in _QUOTED.finditer(text):
        yield match[1], match[2]
    for match in _BRACKET.finditer(text):
        before = re.split(r"[.;:,(]", text[max(0, match.start() - _BEFORE) : match.start()].rstrip(' ,"”'))[-1]
        yield match[1], " ".join(before.split()[-4:])
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW and block.end - block.start < _GLOSS:
            cells = text[block.start : block.end].split(" | ")
            if len(cells) == 2 and len(cells[0].split()) <= _NAME:
                yield cells[0], cells[1]


@dataclass(slots=True)
class _Scope:
    """Whose business is told where one is in a document: by headings, by a label, by the block that leads in."""

    bodies: _Bodies
    open: list[tuple[int, bool | None]]  # the headings above, by level
    label: bool | None = None

    def enter(self, level: int, words: str) -> None:
        """Come to a heading; one that names nobody stays with the one above it."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        names = self.bodies.names_other(words) if len(words.split()) <= _HEADING else None
        above = self.open[-1][1] if self.open else None
        self.open.append((level, above if names is None else names))
        self.label = None

    def read_label(self, block: Block, words: str) -> None:
        """Come to a line that may be a label for what follows."""
        short = len(words.split()) <= _LABEL and not words.rstrip().endswith(".")
        if block.kind is BlockKind.PARAGRAPH and short:
            names = self.bodies.names_other(words)
            self.label = self.label if names is None else names

    @property
    def others(self) -> bool | None:
        """What holds of a block that says nothing itself."""
        return self.label if self.label is not None else self.open[-1][1] if self.open else None


def others_business(document: Document) -> SentenceSet:
    """The sentences that tell of another body's business alone."""
    scope = _Scope(_Bodies.of(document), [])
    by_block: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        by_block.setdefault(sentence.block, []).append(number)
    found: set[int] = set()
    left_at: dict[int, bool | None] = {}  # whose business the last sentence of each block was
    for index, block in enumerate(document.blocks):
        words = document.block_text(index)
        if block.kind is BlockKind.HEADING:
            scope.enter(max(block.level, 1), words)
            continue
        goes_on = block.kind is BlockKind.PARAGRAPH and _GOES_ON.match(words) is not None
        led = left_at.get(index - 1 if goes_on else -1 if block.intro is None else block.intro)
        scope.read_label(block, words)
        mine, left_at[index] = _read(document, by_block.get(index, ()), scope, scope.others if led is None else led)
        found |= mine
    return SentenceSet.of(found)


def _read(
    document: Document, numbers: Sequence[int], scope: _Scope, others: bool | None
) -> tuple[set[int], bool | None]:
    """The sentences of a block that are another body's, and whose business the last one was."""
    found = set()
    for number in numbers:
        sentence = document.sentences[number]
        words = document.text[sentence.start : sentence.end]
        begins = scope.bodies.begin(words)
        if not begins and not others:
            continue
        others = not scope.bodies.name_us(words)
        bare = len(words.split()) <= _BARE or (begins and _LINKED.search(words))
        if others and not bare and not _SHARED.search(words):
            found.add(number)
    return found, others


def childrens_part(document: Document) -> SentenceSet | None:
    """The sentences to be read of a document for all ages: all but its parts on adults.

    None for a document that is a partnership's for children, which is read whole.
    """
    if not all_ages(document):
        return None
    left_out: set[int] = set()
    open_at = 0  # the level of the heading on adults that is open; 0: none is
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and (not open_at or block.level <= open_at):
            words = document.block_text(index)
            of_adults = _ADULTS_PART.search(words) is not None and _CHILDRENS_PART.search(words) is None
            open_at = max(block.level, 1) if of_adults else 0
        if open_at:
            left_out.add(index)
    return SentenceSet.of(n for n, sentence in enumerate(document.sentences) if sentence.block not in left_out)


@dataclass(frozen=True, slots=True)
class Parts:
    """Whose business a document tells: `childrens` is None for one that is not on people of all ages."""

    childrens: SentenceSet | None
    others: SentenceSet
    size: int  # sentences in all

    @property
    def own(self) -> SentenceSet | None:
        """The sentences to be read: all but parts on adults and other bodies' business; None where that is all."""
        if not self.others:
            return self.childrens
        return (SentenceSet.between(0, self.size) if self.childrens is None else self.childrens) - self.others


def parts_of(document: Document) -> Parts:
    """Whose business a document tells."""
    return Parts(childrens_part(document), others_business(document), len(document.sentences))


def own_part(document: Document) -> SentenceSet | None:
    """The sentences that tell of the partnership for children; None for a document that tells of nobody else."""
    return parts_of(document).own
