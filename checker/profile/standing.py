"""What a document is within its type (published, a draft, a committee's paper), and what it says stands elsewhere."""

from __future__ import annotations

import re

from checker.documents.model import Document
from checker.text.cut import cut_at_word
from checker.text.late import late

_OPENING = 2_500  # characters
_TOP = 500  # characters in which a draft says that it is one
_COMMITTEE = late(
    r"^[ |*#]*(?:report to|report of|reporting officer|agenda item|date of meeting|meeting(?: date)?|committee|cabinet"
    r"|purpose(?: of (?:the )?report)?|recommendations?|decision required|wards? affected|key decision|report author"
    r"|lead (?:officer|member)|contact officer|for (?:decision|information|noting)|(?:financial|legal) implications)\b"
    r"\s*[:|\d]"
    r"|^[ |*#]*(?:it is )?recommended that (?:members|the committee|cabinet)\b|\bcommittee: \d{1,2} \w+ 20\d\d\b"
    r"|^[ |*#]*item \d+ ?:"
    r"|\b(?:members|the (?:committee|board|cabinet|panel|forum)|cabinet) (?:is|are) (?:asked|recommended|invited) to\b"
    r"|^[ |*#]*\d*[. ]*(?:financial|legal|equalities|resource) implications\b",
    re.IGNORECASE | re.MULTILINE,
)
_COMMITTEE_SIGNS = 2
_DRAFT = late(
    r"^(?![^\n]*\b(?:replac|supersed)\w+)[^\n.]{0,60}(?<!considered in )\bdraft\b"
    r"(?!\s+(?:guidance|regulations|bill))[^\n.]{0,60}$"
    r"|\bfor (?:comment|consultation)\b|(?<!replaces )(?<!supersedes )\bconsultation (?:draft|version)\b"
    r"|^(?![^\n]*\b(?:replac|supersed)\w+)[^\n]*?\b(?:version |v)0\.\d",
    re.IGNORECASE | re.MULTILINE,
)
_CASE = late(r"\b(?:business case|options? (?:appraisal|paper)|proposals? for)\b", re.IGNORECASE)
# What it is by its first lines that is neither the arrangements nor the report, but tells people of them.
_FORM = (
    ("Media release", late(r"^[ #*|(]*(?:media|press|news) release\b|\bfor immediate release\b", re.I | re.M)),
    (
        "Newsletter",
        late(r"^[^\n.]{0,40}\b(?:newsletter|bulletin)\b(?! (?:is|was|of the board))[^\n.]{0,60}$", re.I | re.M),
    ),
    ("Leaflet", late(r"^[ #*|(]*(?:text of )?(?:an? )?(?:folded )?leaflet\b", re.I | re.M)),
    (
        "Slides",
        late(r"^[ #*|(<!-]*slides?\b(?! \d)|\b(?:slides (?:as|converted to) text|on \w+ slides)\b", re.I | re.M),
    ),
    ("Briefing", late(r"^[^\n.]{0,60}\b(?:staff|governance|all-member) briefing\b", re.I | re.M)),
)
_FIRST_LINES = 300  # characters in which it says so
_PLAIN = {"arrangements": "arrangements", "yearly-report": "yearly report", "inspection": "inspection report"}
_ELSEWHERE = late(
    r"\b(?:full|fuller|detailed|complete|more detailed|whole) (?:\w+ ){0,4}"
    r"(?:document|arrangements|report|plan|version|text|details?)\b"
    r"[^.\n]{0,60}\b(?:published|available|attached|found|set out|appended|contained|(?:is|are) (?:at|in|on))\b"
    r"|\b(?:set out|contained|described|laid down|published) in (?:a|the|its|our) "
    r"(?:separate|full|main|other|accompanying)\b"
    r"|\b(?:attached|appended) (?:as|at|in) (?:an )?(?:appendix|annex)\b|\bsee (?:the )?(?:separate|full|main) \w+",
    re.IGNORECASE,
)
_MOST_ELSEWHERE = 3
_LONGEST = 240  # characters of a sentence shown


def called(document: Document, kind: str) -> str:
    """What reports call the document: "Published arrangements", "Draft yearly report", "Committee paper on ...".

    A release to the press, a newsletter, a leaflet or slides are called that.
    """
    name = _PLAIN[kind]
    if kind == "inspection":
        return name.capitalize()
    opening = document.text[:_OPENING]
    article = "a " if kind == "yearly-report" else ""
    if len({match.group().strip().lower()[:12] for match in _COMMITTEE.finditer(opening)}) >= _COMMITTEE_SIGNS:
        return f"Committee paper on {article}{name}"
    if form := next((form for form, words in _FORM if words.search(opening[:_FIRST_LINES])), None):
        return f"{form} on {article}{name}"
    if kind == "arrangements" and _CASE.search(opening[:_TOP]):
        return "Proposal for arrangements"
    if _DRAFT.search(opening[:_TOP]):
        return f"Draft {name}"
    return f"Published {name}" if kind == "arrangements" else name.capitalize()


def elsewhere(document: Document) -> tuple[str, ...]:
    """Sentences that say that more stands in another document, which was not read."""
    found = []
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if _ELSEWHERE.search(text):
            found.append(cut_at_word(text, _LONGEST, " ..."))
        if len(found) == _MOST_ELSEWHERE:
            break
    return tuple(found)
