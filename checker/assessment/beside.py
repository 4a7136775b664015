"""What a sentence says of others than the partnership: other boards, a council's committee, the country at large.

Readers strike such a quote, whatever requirement it is shown for, unless that one asks about other boards.
"""

from __future__ import annotations

import re

_BOARDS = (
    r"(?:(?:local |joint )?safeguarding )?adults?['’]?s?(?: safeguarding)? (?:board|executive|partnership)"
    r"|(?:youth justice(?: management| services?)?|corporate parenting|health and well-?being|community safety"
    r"|family justice|domestic abuse(?: partnership)?|SEND|schools?['’]?|education|improvement)"
    r" (?:board|partnership|panel)"
)
# The subject: "The Adults Board's independent chair examined ...", but not "The Adults Board and we".
_OTHER_BOARD = re.compile(
    rf"\W*(?:the |its |our )?(?:[\w-]+ ){{0,2}}?(?:{_BOARDS})(?:['’]s?)? (?!and\b|with\b|joint)", re.I
)
_COMMITTEE = re.compile(
    r"\W*(?:the |each )?(?:[\w-]+ ){0,3}?(?:council|councillors|members)['’]?s?(?:['’])? (?:[\w-]+ ){0,5}?"
    r"(?:overview|scrutiny|select)(?: and \w+)? (?:committee|panel|commission)",
    re.I,
)
_DISOWNED = re.compile(
    r"\b(?:none of (?:ours|our business|our concern)|with which (?:we are|this report is) not concerned"
    r"|not (?:the subject of|considered (?:further|here)|a matter for) (?:this|the partnership|our)"
    r"|(?:is|are) (?:not|no) (?:ours|concern of ours|part of (?:this|our) (?:report|arrangements|work)))\b",
    re.I,
)
_COUNTRY = re.compile(r"\W*(?:in england|nationally|across (?:england|the country)|every year in england)\b", re.I)
_FOR_ADULTS = re.compile(r"\W*(?:(?:for|on|with|among) adults\b(?! and)|adults?(?:['’]s?)?[.:])", re.I)
_ADULTS = re.compile(r"\b(?:adults?|care act|SABs?|SARs?|older people)\b", re.I)
_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?|young|famil(?:y|ies)|all[- ]age|both|shared|joint|links?|others?|boards|partnerships"
    r"|transition)",
    re.I,
)
_THANKS = re.compile(
    r"\b(?:we|I) (?:(?:would|should) (?:also )?like to |want to |wish to |also )?"
    r"(?:thank|pay tribute|place on record)\b"
    r"|\b(?:grateful|thankful|gratitude|our thanks|my thanks)\b",
    re.I,
)
_LIKE_US = re.compile(r"\b(?:we|us|our|ours|here|locally|jointly|together)\b|\b(?:the|this) partnership\b", re.I)


def is_disowned(sentence: str) -> bool:
    """Whether a sentence says itself that what it tells is no business of the document, or only thanks people."""
    return _DISOWNED.search(sentence) is not None or _THANKS.search(sentence) is not None


def is_beside(sentence: str, heading: str = "", *, boards: bool = False) -> bool:
    """Whether a sentence is on the business of others; `boards` where other boards are what is asked about.

    `heading` is the one that it stands under: parts on adults are found by it in documents for all ages.
    """
    if not boards and (_FOR_ADULTS.match(sentence) or (_ADULTS.search(heading) and not _CHILDREN.search(heading))):
        return True
    if _LIKE_US.search(sentence):
        return False
    if _COUNTRY.match(sentence):
        return True
    return not boards and (_OTHER_BOARD.match(sentence) or _COMMITTEE.match(sentence)) is not None
