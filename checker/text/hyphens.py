"""Words parted by a hyphen at a line's end: which were whole, and which are hyphenated words anyway."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

# First parts that keep their hyphen, whatever follows but the mere end of a word ("cross-ing").
_FIRST_PARTS = frozenset(
    "multi non self well semi quasi cyber cross trauma decision evidence risk needs two three four five six newly ill "
    "ever half e".split()
)
# First parts that also begin words ("part-nership", "inter-vention"): what follows has to be a word of its own.
_BEGINNINGS = frozenset(
    "inter intra co anti pre post ex high low long short part full mid pan child family young person adult police "
    "health school day week month year sub so on re".split()
)
_ENDINGS = frozenset(
    "s es ed er ers est ing ings ly y ies en ens ence ences ent ents ance ances ant ants ness ment ments tion tions "
    "sion sions ation ations ity al ally ful fully less ish ism ist ists able ably ible ibly ive ively ous ously "
    "ren hood ship ships nership nerships tive ture tures cy cies ry ries ities ate ated ates ating ize ise ised "
    "ises ising ter ters tor tors ory".split()
)
# Second parts that have a hyphen before them.
_SECOND_PARTS = frozenset(
    "term standing related based led focused focussed centred friendly ranging keeping wide making specific funded "
    "aged scale level quality driven informed setting sharing raising seeking building checked off specialist trained "
    "experienced agency disciplinary border to of the by in on up at and".split()
)
# First parts of words made of two words without a hyphen.
_CLOSED = frozenset(
    "under over out up work with there where safe some any every house home news fore back down in further more "
    "through note who when what how never care hand frame land web data time net guide path key cap".split()
)
_LAST = re.compile(r"(?<![a-z’'-])([a-z’']+)[-\xad]$")
_FIRST = re.compile(r"[a-z’']+")
_BEHIND = (",", ".", ";", ":", ")", "’s", "?")
_BEFORE = ("(", "‘")
_MARK_BEHIND = re.compile(rf"(?:{'|'.join(map(re.escape, _BEHIND))})?(?!\S)")
_MOST_SEARCHED = 40  # words of a document that are looked for one by one: then all its words are counted
_LONGEST_FIRST = 8  # letters: without the document's words, a longer first part is taken for a word
_MANY_PARTED = 0.25  # of a document's hyphens at line ends stand inside a word: its words are parted


class Parted:
    """What a document's own lines say of its hyphens: how often each word stands, and whether words are parted.

    `lines` are the printed ones in their order; halves of words parted at a line's end count as no words.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._text = text = "\n".join(lines).lower()
        self._tokens: Counter[str] | None = None
        self._halves: Counter[str] = Counter()
        self._known: dict[str, int] = {}
        pairs: list[tuple[str, str]] = []
        for line, after in pairwise(text.split("\n")):
            if line and line[-1] in "-\xad" and (left := _LAST.search(line)) and (right := _FIRST.match(after)):
                pairs.append((left[1], right[0]))
                self._halves[after.split(None, 1)[0]] += 1
        inside = sum(1 for left, right in pairs if _inside_a_word(left, right, self))
        self.parts_words = inside > _MANY_PARTED * len(pairs)

    def count(self, word: str) -> int:
        """How often a word stands in the lines, with or without the commonest marks beside it."""
        known = self._known.get(word)
        if known is None:
            whole = self._searched(word) if len(self._known) < _MOST_SEARCHED else _with_marks(self._counted(), word)
            known = self._known[word] = whole - _with_marks(self._halves, word)
        return known

    def _searched(self, word: str) -> int:
        text, found = self._text, 0
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if at == 0 or text[at - 1].isspace():
                found += _MARK_BEHIND.match(text, end) is not None
            elif text[at - 1] in _BEFORE and (at == 1 or text[at - 2].isspace()):
                found += end == len(text) or text[end].isspace()
            at = text.find(word, at + 1)
        return found

    def _counted(self) -> Counter[str]:
        """How often each word stands, with the marks beside it."""
        if self._tokens is None:
            self._tokens = Counter(self._text.split())
        return self._tokens


def _with_marks(tokens: Counter[str], word: str) -> int:
    return (
        tokens[word] + sum([tokens[word + mark] for mark in _BEHIND]) + sum([tokens[mark + word] for mark in _BEFORE])
    )


def _inside_a_word(left: str, right: str, document: Parted) -> bool:
    if document.count(left + right) > 0:
        return True
    compound = left in _FIRST_PARTS or right in _SECOND_PARTS or document.count(f"{left}-{right}") > 0
    return not (compound or document.count(left) > 0 or document.count(right) > 0)


def keeps_hyphen(left: str, right: str, document: Parted | None = None) -> bool:
    """Whether a word parted as `left-` and `right` at a line's end is written with the hyphen.

    The document's other words tell, where they are given; else what the parts themselves say.
    """
    left, right = left.lower(), right.lower()
    if document is not None:
        whole, parted = document.count(left + right), document.count(f"{left}-{right}")
        if whole != parted:
            return parted > whole
    if right in _ENDINGS:
        return False
    if left in _FIRST_PARTS or right in _SECOND_PARTS or (left == "co" and right.startswith(("o", "e"))):
        return True
    if document is None:
        return left in _BEGINNINGS or len(left) > _LONGEST_FIRST
    if not document.parts_words:
        return True
    if left in _BEGINNINGS:
        return document.count(right) > 0
    both = len(left) > 2 and len(right) > 2 and document.count(left) > 0 and document.count(right) > 0
    return both and left not in _CLOSED
