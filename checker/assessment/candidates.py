"""What is shown for each sentence of a document, and what speaks against showing it, whatever it is shown for.

Some forty requirements choose from the same few hundred sentences: what does not depend on the requirement is worked
out once for each sentence that any of them comes to.
"""

from __future__ import annotations

import re
from functools import cached_property

from checker.assessment import beside
from checker.documents.model import BlockKind, Document
from checker.matching.matches import Matches
from checker.text.late import late

LONGEST_QUOTE = 900  # characters: a list or table that could not be split is no quote
_LONGEST_LIST = 600  # characters of a lead together with its list
_SHORT_ITEM = 12  # words below which an item is hardly a sentence of its own
_SENTENCE = 7  # words from which a quote says something by itself
_LABEL = 5  # words below which an item of a list says nothing by itself
_HARDLY_WORDS = 2  # up to which the sentence before is a label or a number: "A4.", "Who chairs."
_NAME = 12  # words below which an item that is all capitalised words is a mere name
# What makes a few words a statement: "They were not effective.", "Issued 12 January 2026."
_TELLS = late(r"\d [a-z]+ \d{4}|\b(?:is|are|was|were|will|not|none)\b", re.IGNORECASE)
_ASIDE = late(r"\([^()\d]*\)\W*$")  # a remark in brackets, without a figure, and nothing else
_TRAIL = late(r"\S > \S.* > \S")  # where a page of a site stands: "Home > About us > Schools"
_SUBJECT = late(r"\d|\b(?:we|they|it|she|he|I|you|who|that|this)\b", re.IGNORECASE)
_NUMBERED = late(r"^\W*(?:[A-Z]\w+ )?\d+\s*[:.)]")  # "Priority 2:"
_TELEPHONE = late(r"\b0\d{2,4} ?\d{3}")
_SHOUTED = 0.6  # of the letters: what is mostly capitals is a list of headings
_SHOUTED_FROM = 80  # letters: fewer may be a name
_LABEL_OF_ITEM = 7  # words up to which an item's first sentence only names what the next is about
_POINTS_AWAY = late(r"^(?:This|These|It|They)\b.*\b(?:set out|below|overleaf|shown)\b")
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEAD})
# The heading row of a list of words: "Term | Meaning", "We say | Others say".
_GLOSSARY = late(
    r"\W*(?:words?|terms?|abbreviations?|acronyms?|initials|letters|expressions?|we say|if we say)\b[^\w|]*\|"
    r"[^\w|]*(?:(?:what )?(?:it |they )?(?:means?|meanings?|stands? for)|in full|explanation|definition|others say"
    r"|we mean)\b[^|]*$",
    re.IGNORECASE,
)
# What is on its way everywhere: "The Families First programme asks ...", "In May the Government published ...".
_NATIONAL = late(
    r"\W*(?:In \w+(?: \d{4})?,? )?(?:[Tt]he |[Aa] |[Tt]his |[Tt]hese )?"
    r"(?:(?!(?:are|is|was|were|have|has|had|will|be|been|\w+ing)\b)[\w’'&-]+ ){0,6}?"
    r"(?:Families First(?: Partnership)?(?: [Pp]rogramme)?|[Gg]overnment(?:['’]s)?|White Paper|Bill|Act|[Ll]egislation"
    r"|reforms?|[Gg]uidance|Convention)\b[^.;]{0,90}"
    r"\b(?:asks?|requires?|brings?|will|would|sets?|include[sd]?|provides?|published|announced|expects?|speaks?"
    r"|represents?|constitutes?|is|are|means?|calls?|proposes?|places?)\b",
)
_DONE_HERE = late(
    r"\b(?:we|us|our|ours|here|locally)\b"
    r"|\b(?:partners|partnership|officers|executive|leads|group)"
    r" (?:have|has|will|are|is|intends?|plans?|agreed|welcomes?)\b",
    re.IGNORECASE,
)
_COLON = late(r"(?::|(?<![:|])\s[–—])\s*(?:\([^()]*\))?\s*$")  # at the end, but for a remark in brackets
_COLON_ENDS = (":", "–", "—", ")")  # how all end in which it is found
_POINTS_ON = late(r"\b(?:following|below|as follows)\b", re.IGNORECASE)
# A lead that ends so leaves its sentence open, for every item to go on with it.
_OPEN = late(r"\b(?:will|shall|should|can|must|may|to|by|be|is|are|was|were|include[sd]?|including|of|that|for)\W*$")


class Candidates:
    """The sentences of one document as passages to show, each looked at when it is first asked for."""

    def __init__(self, matches: Matches) -> None:
        self.matches = matches
        self._known: dict[int, Candidate] = {}

    def __getitem__(self, number: int) -> Candidate:
        candidate = self._known.get(number)
        if candidate is None:
            candidate = self._known[number] = Candidate(self.matches, number)
        return candidate


class Candidate:
    """One sentence as a passage to show. What follows from its words alone is worked out when first asked for."""

    def __init__(self, matches: Matches, number: int) -> None:
        document = matches.document
        sentence = document.sentences[number]
        self._matches, self._number, self._block = matches, number, document.blocks[sentence.block]
        self.text = document.text[sentence.start : sentence.end]

    @cached_property
    def span(self) -> tuple[int, int]:
        """What is shown for it, as offsets into the document's text."""
        return _span_of(self._matches.document, self._matches, self._number)

    @cached_property
    def says_little(self) -> bool:
        """Whether what is shown for it says little by itself: it is shown for want of better."""
        return _says_little(self._matches.document, self._matches, self._number, self.span)

    @property
    def is_first(self) -> bool:
        """Whether it is the first sentence of its paragraph, where a name or a label may stand."""
        return self._number == self._matches.blocks[self._matches.document.sentences[self._number].block][0]

    @property
    def is_last(self) -> bool:
        """Whether it is the last sentence of its paragraph."""
        return self._number == self._matches.blocks[self._matches.document.sentences[self._number].block][1] - 1

    @cached_property
    def leads(self) -> str:
        """What leads into it, where it is half a sentence without; otherwise ""."""
        return _leads_into(self._matches.document, self._matches, self._number)

    @cached_property
    def before(self) -> str:
        """The sentence before it in its paragraph, where it says half and stands by itself; otherwise ""."""
        document, number = self._matches.document, self._number
        sentence = document.sentences[number]
        alone = self._block.kind is BlockKind.PARAGRAPH and self.span == (sentence.start, sentence.end)
        first = number == self._matches.blocks[sentence.block][0]
        if not alone or first or number - 1 not in self._matches.body or not beside.says_half(self.text):
            return ""
        above = document.sentences[number - 1]
        words = document.text[above.start : above.end].split()
        return " ".join(words) if len(words) > _HARDLY_WORDS else ""

    @cached_property
    def no_answer(self) -> bool:
        """Whether it only asks, or says itself that it is no business of the document."""
        return beside.is_disowned(self.text) or beside.is_question(self.text)

    @cached_property
    def of_others(self) -> bool:
        """Whether it is on the business of others."""
        return beside.is_beside(self.text, self._heading)

    @cached_property
    def of_others_than_boards(self) -> bool:
        """Whether it is on the business of others, where other boards are what is asked about."""
        return beside.is_beside(self.text, self._heading, boards=True)

    @cached_property
    def of_guidance(self) -> bool:
        """Whether it tells what law or guidance asks of everybody."""
        return beside.is_of_guidance(self.text)

    @cached_property
    def of_the_nation(self) -> bool:
        """Whether it tells what a national programme, a bill or the guidance brings everywhere, and nothing of here."""
        return self.of_guidance or (_NATIONAL.match(self.text) is not None and not _DONE_HERE.search(self.text))

    @cached_property
    def no_account(self) -> bool:
        """Whether it introduces the document, says whom to call or what a group is for."""
        return beside.is_no_account(self.text)

    @cached_property
    def to_come(self) -> bool:
        """Whether it, with what leads into it, tells first of what is to come."""
        return beside.is_to_come(f"{self.leads} {self.text}")

    @cached_property
    def leans_back(self) -> bool:
        """Whether it says nothing without the sentence before it."""
        return beside.leans_back(self.text)

    @property
    def _heading(self) -> str:
        above = self._block.heading
        return self._matches.document.block_text(above) if above is not None else ""


def _span_of(document: Document, matches: Matches, number: int) -> tuple[int, int]:
    """What is shown for a sentence: itself, the row of a table, or as much of a list as it needs to be understood."""
    sentence = document.sentences[number]
    block = document.blocks[sentence.block]
    alone = sentence.start, sentence.end
    text = document.text[sentence.start : sentence.end]
    if block.kind is BlockKind.TABLE_ROW:
        first, last = matches.blocks[sentence.block]
        whole = document.sentences[first].start, document.sentences[last - 1].end
        return whole if whole[1] - whole[0] <= _LONGEST_LIST else alone
    if (_leads_on(text) or _breaks_off(text)) and number == matches.blocks[sentence.block][1] - 1:
        return sentence.start, _end_of_list(document, sentence.block, sentence.start, sentence.end)
    lead = _lead(document, matches, number)
    if lead is None or block.intro is None:
        return _label_before(document, matches, number), sentence.end
    start = document.sentences[lead].start
    if _is_name(text) and _leads_on(document.text[start : document.sentences[lead].end]):
        end = _end_of_list(document, block.intro, start, document.sentences[lead].end)
        return (start, end) if end >= sentence.end else alone
    first = sentence.block == block.intro + 1
    if first and _leads_into(document, matches, number):
        return start, sentence.end
    return _label_before(document, matches, number), sentence.end


def _label_before(document: Document, matches: Matches, number: int) -> int:
    """Where a sentence begins, with the name before it where it is the one behind the name that an item opens with."""
    sentence = document.sentences[number]
    first = matches.blocks[sentence.block][0]
    if document.blocks[sentence.block].kind is not BlockKind.LIST_ITEM or number != first + 1:
        return sentence.start
    label = document.sentences[first]
    text = document.text[label.start : label.end]
    short = len(text.split()) <= _LABEL_OF_ITEM and not _TELLS.search(text)
    return label.start if short and first in matches.body else sentence.start


def _lead(document: Document, matches: Matches, number: int) -> int | None:
    """The sentence before a list, where a sentence is part of one of its items and that one may be quoted."""
    block = document.blocks[document.sentences[number].block]
    if block.kind is not BlockKind.LIST_ITEM or block.intro is None:
        return None
    lead = matches.blocks[block.intro][1] - 1
    return lead if lead >= 0 and lead in matches.body else None


def _leads_into(document: Document, matches: Matches, number: int) -> str:
    """The sentence that leads into a list, for an item that is half a sentence without it; otherwise ""."""
    sentence = document.sentences[number]
    lead = _lead(document, matches, number)
    if lead is None or number != matches.blocks[sentence.block][0]:
        return ""
    text = document.text[sentence.start : sentence.end]
    leads = document.text[document.sentences[lead].start : document.sentences[lead].end]
    if text[:1].islower():
        half = _leads_on(leads) or not leads.rstrip().endswith(".")
    else:
        half = _leads_on(leads) and (_OPEN.search(leads) is not None or len(text.split()) < _SHORT_ITEM)
    return " ".join(leads.split()) if half else ""


def _ends_in_colon(text: str) -> bool:
    """Whether words end in a colon or a dash, but for a remark in brackets."""
    return text.rstrip().endswith(_COLON_ENDS) and _COLON.search(text) is not None


def _leads_on(text: str) -> bool:
    """Whether a sentence says that what it tells of comes behind it."""
    return _ends_in_colon(text) or _POINTS_ON.search(text) is not None


def _breaks_off(text: str) -> bool:
    """Whether a sentence stops in its midst, for a list to go on with it: "Our priorities are"."""
    return text[-1:].isalpha() and _OPEN.search(text) is not None


def _is_name(text: str) -> bool:
    """Whether an item of a list is too short to say anything, or nothing but a name."""
    words = text.split()
    return len(words) < _SENTENCE or (
        len(words) < _NAME and all(not word[0].isalpha() or word[0].isupper() for word in words if len(word) > 3)
    )


def _says_little(document: Document, matches: Matches, number: int, span: tuple[int, int]) -> bool:
    """Whether what is shown for a sentence is a label, a lead without its list or points on: for want of better."""
    text = document.text[span[0] : span[1]].rstrip()
    listed = document.blocks[document.sentences[number].block].kind in _LISTED
    if _ends_in_colon(text) or (len(text.split()) < _LABEL and (listed or not _TELLS.search(text))):
        return True
    if _explains_a_word(document, document.sentences[number].block):
        return True
    first, end = matches.blocks[document.sentences[number].block]
    words = len(text.split())
    opens = first == number < end - 1 and span[1] == document.sentences[number].end
    if opens and words <= _LABEL and not _TELLS.search(text) and not _SUBJECT.search(_NUMBERED.sub("", text)):
        return True  # a heading run into its paragraph
    if _TELEPHONE.search(text) and words < _SHORT_ITEM:
        return True
    if _ASIDE.match(text) or _TRAIL.search(text) or _breaks_off(text) or _shouted(text):
        return True
    return span[1] == document.sentences[number].end and _POINTS_AWAY.match(text) is not None


def _explains_a_word(document: Document, index: int) -> bool:
    """Whether a block is a row of a list of words and what they mean, which tells nothing of what is done."""
    block = document.blocks[index]
    if block.kind is not BlockKind.TABLE_ROW or block.intro is None:
        return False
    head = document.blocks[block.intro]
    return head.kind is BlockKind.TABLE_HEAD and _GLOSSARY.match(document.text[head.start : head.end]) is not None


def _shouted(text: str) -> bool:
    """Whether words are mostly capitals, as a list of contents run together is."""
    if sum(map(str.isupper, text)) <= _SHOUTED * _SHOUTED_FROM:  # as in most: too few, whatever the letters are
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _SHOUTED_FROM and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def _end_of_list(document: Document, lead: int, start: int, end: int) -> int:
    """Where the list or table behind a lead ends, or as much as can be shown; never with an item that leads on."""
    longest, leads = LONGEST_QUOTE, {lead}
    for number, block in enumerate(document.blocks[lead + 1 :], lead + 1):
        if block.intro not in leads or block.kind not in _LISTED:
            break
        if block.end - start > longest:
            break
        if block.kind is BlockKind.TABLE_HEAD:
            leads.add(number)  # the rows below it are led by it
            continue
        longest = _LONGEST_LIST
        if not document.text[block.start : block.end].rstrip().endswith(":"):
            end = block.end
    return end
