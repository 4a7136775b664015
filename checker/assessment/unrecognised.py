"""What a rule asks for and did not recognise anywhere in a document, as far as its words may be said to lack it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.assessment.spoken import spoken_of
from checker.documents.model import BlockKind, Document
from checker.packs.model import Rule
from checker.text.late import late

if TYPE_CHECKING:
    from checker.assessment.judge import Trail

_COUNTED = late(r"\b(?:figures|numbers|amounts|dates)\b")  # in the name of a limb that asks for them
_COUNT = late(r"\d|\b(?:four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred)\b", re.I)
_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_A_LIST = 3  # items shown from which there is a list
_ENUMERATED = late(r"which \w+ (?:are|were|there)\b")  # the name of a limb that a list answers
_POST = " by post"  # ends the names of limbs that a list answers which holds none that is known
_NAMED = late(r"\d|(?<=[a-z,;] )[A-Z][a-z]")
_WHEN = late(r"when .*\bpublished\b")  # the name of a limb that a date in the title may tell
_TITLE = 300  # characters in which a title page tells its date
_DATED = late(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d")
_GAVE = late(r"what the (.+) did or gave$")


def knows(trail: Trail, shown: Trail) -> bool:
    """Whether the rule takes any of the words shown to be on its requirement."""
    known = trail.anchors | trail.sections | trail.on_topic | trail.speaks
    for state in trail.limbs.values():
        known |= state.solid | state.thin
    return bool(known & shown.speaks)


def names_anything(shown: Trail, document: Document) -> bool:
    """Whether the words shown name anything: a figure, or a capital within a sentence."""
    return any(
        _NAMED.search(document.text, document.sentences[number].start + 1, document.sentences[number].end)
        for number in shown.speaks
    )


def nowhere(rule: Rule, trail: Trail, shown: Trail, document: Document) -> list[str]:
    """The names of what is asked for and was found in no sentence of the document, solidly or thinly.

    None where the rule takes no word that is shown to be on the requirement: it does not know these words, and what
    it misses may be told in them. Nor what asks for figures where figures are shown, or which there are where a
    list is; nor whose post, where a list is and no post is known; nor what a body gave, where it is shown to give;
    nor what the words shown speak of in other words than the rule's (`spoken.py`).
    """
    if not knows(trail, shown):
        return []
    counted = any(
        _COUNT.search(document.text, document.sentences[number].start, document.sentences[number].end)
        for number in shown.speaks
    )
    asked = [(rule.limbs[entry[0]].name, entry) for entry in (*rule.met, *rule.mentioned)]
    names = [name for name, entry in asked if not any(trail.limbs[one].solid or trail.limbs[one].thin for one in entry)]
    if counted:
        names = [name for name in names if not _COUNTED.search(name)]
    names = [name for name in names if not _is_shown(name, shown, document)]
    passages = [
        document.text[document.sentences[number].start : document.sentences[number].end] for number in shown.speaks
    ]
    names = [name for name in names if not spoken_of(name, passages)]
    if _DATED.search(document.text, 0, _TITLE):
        names = [name for name in names if not _WHEN.match(name)]
    if _listed(shown, document) >= _A_LIST:
        known = any(name.endswith(_POST) and name not in names for name, _ in asked)
        names = [name for name in names if not _ENUMERATED.match(name) and (known or not name.endswith(_POST))]
    # What was not recognised in part is told by that part: "youth custody", not "how custody or homes are included".
    return [name for name in names if not any(other != name and other in name for other in names)]


def _is_shown(name: str, shown: Trail, document: Document) -> bool:
    """Whether the words shown say that the body gave something of which a limb asks what it gave."""
    asked = _GAVE.match(name)
    if asked is None:
        return False
    initials = "".join(word[0] for word in asked[1].split()).upper()
    body = rf"(?:{asked[1]}|{initials})" if len(initials) > 1 else asked[1]
    given = r"(?:gave|paid|lent|led|chaired|contributed|put in|£?\d)"
    gave = re.compile(rf"\b{body}\b\W{{1,3}}(?:\w+\W+){{0,3}}?{given}", re.IGNORECASE)
    spans = ((document.sentences[number].start, document.sentences[number].end) for number in shown.speaks)
    return any(gave.search(document.text, *span) for span in spans)


def _listed(shown: Trail, document: Document) -> int:
    """How many items of lists are shown: by themselves, or behind a lead that is shown with its list."""
    blocks = [document.sentences[number].block for number in shown.speaks]
    alone = sum(document.blocks[block].kind in _ITEMS for block in blocks)
    led = sum(block.kind in _ITEMS and block.intro in blocks for block in document.blocks)
    return max(alone, led)
