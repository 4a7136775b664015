"""Whether a document is one of the three kinds that are checked at all, and what it looks like if it is not.

It is one of them by positive signs: the partners, boards and bodies that safeguard children together, or an
inspectorate. What plainly is something else (a school's policy, a threshold document, a practice review) is
named by its title or opening lines, whatever bodies it mentions. Titles decide before words in the text do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.documents.model import Document

_HEAD = 420  # characters whose short lines may be titles
_SHORT_LINE = 110  # characters
_LOOKED_AT = 40_000  # characters of the text in which bodies are counted
_FEW_WORDS = 160  # a text this short need not name many bodies
_SIGNS = 2  # of the signs below, from which a text speaks of safeguarding children together

UNKNOWN = "something else"

# The document's own title as one of the three: enough, unless its owner is somebody else (below).
_OWN_TITLE = re.compile(
    r"\b(?:safeguarding|children|child|LSCB|LSCP|SCP|partnership|board)\b[^\n]{0,80}"
    r"\b(?:arrangements?|annual report|yearly report|end[- ]of[- ]year report|annual review|progress report|MASA)\b"
    r"|\b(?:arrangements?|annual report|yearly report|annual review|yearly statement|progress report)\b[^\n]{0,80}"
    r"\b(?:safeguard\w*|LSCB|LSCP|SCP)\b|\bmulti[- ]agency (?:safeguarding )?arrangements\b|\bMASA\b"
    r"|\bsafeguarding (?:children )?partnership (?:annual|yearly) report\b",
    re.IGNORECASE,
)
_FIRST_WORDS = 600  # characters
_PLAINLY = re.compile(
    r"\bmulti[- ]agency safeguarding arrangements\b|\bpublished (?:safeguarding )?arrangements\b", re.I
)
_OPENING = 2_500  # characters in which a document says what it is
_OF_ITSELF = re.compile(
    r"\bthis (?:page|site|document|report|plan|paper|leaflet|account|statement)\b[^.\n]{0,80}"
    r"\b(?:safeguarding arrangements|safeguarding children partnership|arrangements for safeguarding)",
    re.IGNORECASE,
)
_CHILDRENS_BODY = re.compile(
    r"\b(?:(?i:safeguarding children(?:['’]s)? (?:partnership|board|executive)"
    r"|(?:child(?:ren['’]?s?)?|young people['’]?s?)"
    r" safeguarding (?:partnership|board)|(?:local )?safeguarding partnership|all[- ]age safeguarding"
    r"|safeguarding community partnership|safeguarding (?:children and adults?|adults? and children))"
    r"|[A-Z]{0,5}SCB|[A-Z]{0,5}SCP)\b"
)
_ADULTS_BODY = re.compile(
    r"\b(?:safeguarding adults?(?:['’]?s?)? (?:board|partnership|executive)|adults?(?:['’]s?)? safeguarding"
    r"(?: adults)? (?:board|partnership)|[A-Z]{0,4}SAB)\b",
    re.IGNORECASE,
)
_ADULTS = re.compile(
    r"\b(?:adults? at risk|care act|section 42|making safeguarding personal|safeguarding adults? reviews?"
    r"|adult(?:s|['’]s)? safeguarding|safeguarding adults?|care and support needs|care homes?|mental capacity)\b",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\b(?:child(?:ren)?|young people|babies|infants?|pupils?|families)\b", re.IGNORECASE)

_POLICIES = "a safeguarding policy"
_SCHOOL = re.compile(r"\b(?:school|academ(?:y|ies)|college|nursery|pre-?school)\b", re.IGNORECASE)

# Reports and plans of bodies and officers near to the partnership, by a line that names them.
_OWNERS = (
    ("the report of independent reviewing officers", r"independent reviewing (?:officers?|service)|\bIROs?\b"),
    ("the report of a local authority designated officer", r"(?:local authority )?designated officers?|\bLADO\b"),
    ("the report of a child death overview panel", r"child death|\bCDOP\b"),
    ("the report of a virtual school", r"virtual (?:school|head)"),
    ("a report on public health", r"director of public health|public health annual"),
    ("a youth justice plan", r"youth (?:justice|offending)\b[^\n]{0,30}\b(?:plan|strategy|report)"),
    ("a report on fostering, adoption or corporate parenting", r"\b(?:fostering|adoption|corporate parenting)\b"),
    (
        "the plan or report of another board or partnership",
        r"\bcommunity safety|\bhealth and wellbeing board|\bdomestic abuse\b|\bprevent\b|\bpolice and crime|\bcontest\b"
        r"|\bviolence reduction|\bhousing\b|\bdrugs? and alcohol",
    ),
    (
        "the report of one agency",
        r"\b(?:NHS|hospitals?|trust|school|academy|college|diocese|governors?|governing body|ambulance|constabulary)\b",
    ),
    ("a report of another service", r"\b(?:complaints|private fostering|early help|SEND)\b[^\n]{0,30}\bannual report"),
)
_OWNED = re.compile(r"\b(?:report|plan|review)\b", re.IGNORECASE)
_OFFICER = re.compile(
    r"(?:joint )?report (?:of|to|by|from)\b(?! the (?:virtual|independent|local authority d|LADO|IRO))", re.I
)
# What a document is by its title, the plainest first.
_BY_TITLE = (
    (
        "a practice review of one case",
        r"(?:child safeguarding|local|adults?|learning) practice reviews?\b|serious case review\b|\bLCSPR\b|\bSCR\b"
        r"|safeguarding adults? review\b|domestic homicide review|domestic abuse related death review"
        r"|\brapid review of\b"
        r"|\blearning review\b",
    ),
    ("a privacy policy or notice", r"\b(?:privacy|cookies?|data protection)\b[^\n]{0,20}\b(?:policy|notice|statement)"),
    (
        "a budget or a council's accounts",
        r"\b(?:revenue|capital|council(?:['’]s)?|general fund)\b[^\n]{0,20}\bbudget\b"
        r"|\bbudget (?:20|report|book|monitoring)"
        r"|\bfinancial plan\b|\bstatement of accounts|\boutturn\b|\bcouncil tax\b",
    ),
    ("a job advertisement", r"\bjob (?:description|advert)|person specification|\bvacancy\b|\brecruitment pack"),
    ("a newsletter", r"\bnewsletter\b|\bbulletin\b|\be-bulletin\b"),
    ("a training programme", r"\btraining (?:programme|prospectus|calendar|brochure|directory|offer|courses)\b"),
    ("a needs assessment", r"\bneeds assessment\b|\bJSNA\b|\bjoint needs\b"),
    (
        "a threshold document",
        r"\bthresholds?\b|\bcontinuum of\b|\blevels? of need|\bright help\b|\bpathway to (?:help|provision)"
        r"|\bwindscreen\b",
    ),
    (
        "a safeguarding policy",
        r"\b(?:safeguarding|child protection|children|protection)\b[^\n]{0,60}\bpolic(?:y|ies)\b",
    ),
    (_POLICIES, r"\bpolic(?:y|ies)\b[^\n]{0,40}\b(?:safeguarding|child protection|protect)"),
    (
        "procedures or guidance for practitioners",
        r"\bprocedures?\b|\bprotocol\b|\btool ?kit\b|\bpractice guid\w+|\bguidance for\b"
        r"|\b(?:practitioners?['’]?s?|practice|procedures?) (?:handbook|manual)\b|\bpathway\b",
    ),
    ("a self-assessment under section 11", r"\bsection 11\b|\bs\.? ?11 (?:audit|self)|\bself[- ]assessment\b"),
    (
        "a strategy or plan",
        r"\bstrategy\b|\b(?:business|strategic|action|delivery|improvement|council|corporate|community) plan\b",
    ),
)
_GUIDANCE = re.compile(
    r"\A\W*(?:working together to safeguard children|keeping children safe in education)\b", re.IGNORECASE
)
_STATUTORY = re.compile(r"\bstatutory guidance\b|\bHM Government\b|\bDepartment for Education\b", re.IGNORECASE)
_OTHER_INSPECTION = (
    (
        "the inspection report of a school or a nursery",
        r"\binspection of [^\n]{2,80}\b(?:school|academy|college|nursery|pre-?school|childminder)\b"
        r"|\bearly years inspection\b|\b(?:school|nursery) inspection report\b",
    ),
    (
        "the inspection report of a children's home",
        r"\bchildren['’]s home inspection|\binspection of (?:a |the )?(?:children['’]s home|residential)",
    ),
    (
        "the inspection report of another service",
        r"\b(?:prison|care home|hospital|GP|fostering agency|adoption agency|custody)\b[^\n]{0,30}\binspection\b"
        r"|\binspection of [^\n]{0,60}\b(?:prison|care home|hospital|fostering agency|adoption agency)\b",
    ),
)
_SINGLE_SETTING = re.compile(
    r"\b(?:quality of education|behaviour and attitudes|registered manager)\b|\bsetting\b\s*:", re.IGNORECASE
)
_JOB = re.compile(r"\b(?:closing date|salary|person specification|how to apply|curriculum vitae)\b", re.IGNORECASE)
_OWN_HOUSE = re.compile(
    r"\b(?:our (?:school|academy|college|club|trust|nursery|parish|charity|church)|the (?:club|school|academy"
    r"|trust|parish)"
    r"|this policy|governing body|governors|trustees|headteacher)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(r"\bpolic(?:y|ies)\b", re.IGNORECASE)

# Signs of partners who safeguard children together; each counts once.
_TOGETHER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bsafeguarding partners?\b|\bstatutory partners?\b|\bthree partners\b|\bdelegated partners\b"
        r"|\bpartners for children\b",
        r"\bsafeguarding children(?:['’]s)? (?:partnership|board)s?\b|\bchildren['’]?s? (?:safeguarding )?partnership\b"
        r"|\bsafeguarding partnership\b|\bLSCBs?\b|\bLSCPs?\b|\b(?:partnership"
        r"|board)\b[^\n.]{0,40}\bsafeguard\w* (?:of )?children\b",
        r"\bworking together (?:to safeguard|20\d\d)|\bchildren act 2004\b|\bchildren and social work act\b"
        r"|\bstatutory guidance\b",
        r"\b(?:rapid|serious case|practice|local|learning) reviews?\b|\bserious incidents?\b",
        r"\bscrutineers?\b|\bindependent (?:scrutiny|chair|person)\b",
        r"\brelevant agenc(?:y|ies)\b|\bsection 11\b|\bagencies\b",
        r"\b(?:multi|inter)[- ]agency\b|\btogether\b[^\n.]{0,60}\bchildren\b",
        r"\bclinical commissioning group|\bCCGs?\b|\bintegrated care board|\bICBs?\b",
        r"\b(?:neglect|exploit\w+|child protection|harm outside|early help|family help|front door|MASH)\b",
        r"\bsub-?groups?\b|\bexecutive\b|\bstrategic (?:board|group)\b",
    )
)
_SAFEGUARDING = re.compile(
    r"\bsafeguard\w*|\bkeep(?:ing)? (?:\w+ )?children safe|\bchild protection\b|\bworried about a child", re.I
)
_PARTNERS = re.compile(r"\b(?:the|our|this) (?:\w+ )?(?:partnership|partners|executive)\b", re.IGNORECASE)
_BODIES = re.compile(r"\b(?:partner\w*|boards?|agenc\w+|councils?|police|executive|group|inspect\w+)\b", re.IGNORECASE)


def looks_like(document: Document, kind: str, title: str | None) -> str | None:
    """What a document looks like that is none of the three kinds ("a threshold document"); None for one that is.

    `kind` is what it was read as. UNKNOWN where nothing names it plainly.
    """
    text = document.text[:_LOOKED_AT]
    lines = list(_titles(text, title))
    other = _other_inspection(text, lines)
    if other is None and kind != "inspection":
        other = _something_else(text, lines)
    if other is not None:
        return other
    if kind == "inspection":
        return None
    if any(_OWN_TITLE.search(line) and _CHILDRENS_BODY.search(line) for line in lines):
        return None
    titled = (
        any(_OWN_TITLE.search(line) for line in lines)
        or _OF_ITSELF.search(text[:_OPENING]) is not None
        or _PLAINLY.search(text[:_FIRST_WORDS]) is not None
    )
    if titled and _speaks_of_children(text):
        return None
    return None if _of_safeguarding_together(text) else UNKNOWN


def all_ages(document: Document) -> bool:
    """Whether a document is a partnership's for children and adults alike."""
    text = document.text[:_LOOKED_AT]
    named = re.search(
        r"\ball[- ]age safeguarding|\bsafeguarding (?:children and adults?|adults? and children)\b"
        r"|\bsafeguarding community partnership|\bchildren and adults?(?:['’]s?)? safeguarding\b",
        text[:6000],
        re.IGNORECASE,
    )
    return named is not None and len(_ADULTS.findall(text)) > 1


def _titles(text: str, title: str | None) -> Iterator[str]:
    """The title and the short lines of the opening, which may be titles."""
    if title and not title.rstrip().endswith("."):
        yield title
    for line in text[:_HEAD].split("\n")[:-1] or [text]:
        plain = line.strip(" #*|>")
        if 3 <= len(plain) <= _SHORT_LINE and not plain.endswith((".", ";")):
            yield plain


def _something_else(text: str, lines: list[str]) -> str | None:
    top = " ".join(lines[:4])
    if _GUIDANCE.search(text) and _STATUTORY.search(text[:1500]) and "partnership" not in top.lower():
        return "the national guidance itself"
    if adults := _of_adults(text, lines):
        return adults
    if any(_CHILDRENS_BODY.search(line) and _OWN_TITLE.search(line) for line in lines):
        return None
    if owner := _anothers(lines):
        return owner
    if any(_OWN_TITLE.search(line) for line in lines):
        return None
    return _by_title(text, lines)


def _anothers(lines: list[str]) -> str | None:
    """A document that its title says to be another body's."""
    for line in lines:
        if _CHILDRENS_BODY.search(line):
            continue
        for name, pattern in _OWNERS:
            if re.search(pattern, line, re.IGNORECASE) and _OWNED.search(line) and not _OFFICER.match(line):
                return name
    return None


def _by_title(text: str, lines: list[str]) -> str | None:
    """Another kind of document by its title, or by what it is full of."""
    for name, pattern in _BY_TITLE:
        if any(re.search(pattern, line, re.IGNORECASE) for line in lines[:4]):
            return _whose(name, lines)
    if len(_JOB.findall(text[:3000])) > 1:
        return "a job advertisement"
    if _POLICY.search(text[:1500]) and len(_OWN_HOUSE.findall(text)) > 2 * len(_CHILDRENS_BODY.findall(text)) + 2:
        return _whose(_POLICIES, lines)
    return None


def _whose(name: str, lines: list[str]) -> str:
    """The name of a kind, for a policy with whose it is."""
    if name != _POLICIES:
        return name
    top = " ".join(lines)
    return "a school's safeguarding policy" if _SCHOOL.search(top) else "an organisation's safeguarding policy"


def _of_adults(text: str, lines: list[str]) -> str | None:
    titles = " ".join(lines)
    if _CHILDRENS_BODY.search(titles):
        return None
    adults, children = len(_ADULTS_BODY.findall(text)), len(_CHILDRENS_BODY.findall(text))
    in_title = _ADULTS_BODY.search(titles) is not None
    more_of_adults = len(_ADULTS.findall(text)) > len(_CHILDREN.findall(text))
    if (in_title or adults > children) and more_of_adults:
        return "a document of a safeguarding adults board"
    return None


def _other_inspection(text: str, lines: list[str]) -> str | None:
    for name, pattern in _OTHER_INSPECTION:
        if any(re.search(pattern, line, re.IGNORECASE) for line in lines):
            return name
    titled = any(re.search(r"children['’]s|safeguarding|SEND|area", line) for line in lines)
    if not titled and len(_SINGLE_SETTING.findall(text)) > 1:
        return "the inspection report of a school, a home or another single setting"
    return None


def _speaks_of_children(text: str) -> bool:
    return _CHILDREN.search(text) is not None or _SAFEGUARDING.search(text) is not None


def _of_safeguarding_together(text: str) -> bool:
    signs = sum(1 for sign in _TOGETHER if sign.search(text))
    if len(text.split()) < _FEW_WORDS and _PARTNERS.search(text):
        return True  # a passage of a document that need not say more
    if not _speaks_of_children(text):
        return signs > _SIGNS + 1
    if len(text.split()) >= _FEW_WORDS:
        return signs > _SIGNS
    said = _SAFEGUARDING.search(text) is not None and _BODIES.search(text) is not None
    return signs > (0 if said else 1)
