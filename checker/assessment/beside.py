"""What a sentence tells that is no account of the partnership: of other boards, the law, the document itself.

Readers strike a quote on the business of others, whatever requirement it is shown for, unless that one asks about
other boards; and they strike as a further passage what says nothing of what is done here.
"""

from __future__ import annotations

import re

from checker.profile.whose import COUNCILLORS, OVERVIEW
from checker.text.late import late

_BOARDS = (
    r"(?:(?:local |joint )?safeguarding )?adults?['’]?s?(?: safeguarding)? (?:board|executive|partnership)"
    r"|(?:youth justice(?: management| services?)?|corporate parenting|health and well-?being|community safety"
    r"|family justice|domestic abuse(?: partnership)?|SEND|schools?['’]?|education|improvement)"
    r" (?:board|partnership|panel)"
)
# The subject: "The Adults Board's independent chair examined ...", but not "The Adults Board and we".
_OTHER_BOARD = late(rf"\W*(?:the |its |our )?(?:[\w-]+ ){{0,2}}?(?:{_BOARDS})(?:['’]s?)? (?!and\b|with\b|joint)", re.I)
_COMMITTEE = late(
    rf"\W*(?:the |each )?(?:[\w-]+ ){{0,3}}?{COUNCILLORS}|\W*(?:the |each )?(?:[\w'’-]+ ){{0,4}}?{OVERVIEW}",
    re.I,
)
# What makes a sentence on another board one on a link with it.
_LINKED = late(
    r"\b(?:both|joint|shared?|sits?|member(?:s|ship)?|chairs?|attends?|reports?|receives?|meets?|common|presents?|links?"
    r"|gets|comes?|co-\w+|represent\w*|together)\b",
    re.I,
)
# What law and guidance ask of everybody, in sentences that tell nothing of this place.
_GUIDANCE = late(
    r"\b(?:working together(?: to safeguard children)?(?: \(?20\d\d\)?)? (?:also )?"
    r"(?:envisages|requires|asks|sets? out|states|says|makes clear|expects|describes|provides|includes)\b"
    r"|guidance (?:also )?"
    r"(?:requires|asks|sets? out|states|says|makes clear|expects|describes|provides|was issued)\b"
    r"|(?<!which )the (?:law|act|legislation|regulations) (?:also )?"
    r"(?:requires?|asks?|says?|calls?|states?|places?|makes|expects?)\b"
    r"|guidance\b[^.]{0,140}\bwas (?:issued|published|revised)\b|in force nationally\b"
    r"|(?:is|was) a (?:statutory )?requirement of\b"
    r"|national\b[^.]{0,60}\bpanel\b[^.]{0,20}\b(?:has been|was) created\b)",
    re.I,
)
_EVERYBODY = late(
    r"^\W*(?:the |all |each |every |any )?(?:three |statutory |lead |delegated |local )*"
    r"(?:safeguarding partners?(?: and relevant agencies)?|relevant agenc(?:y|ies)) (?:\([^)]*\) )?"
    r"(?:must|should|may|(?:is|are) (?:required|obliged|responsible|under)|are the (?:organisations|bodies|agencies)"
    r"|ha(?:s|ve) a (?:[\w-]+ ){0,4}duty)\b"
    r"|^\W*(?:partnerships (?:which|that|with) [^.;:]{3,60}"
    r"|(?:a )?local authorit(?:y|ies)(?: (?:which|that) [^.;:]{3,60})?) "
    r"(?:must|should|(?:is|are) (?:required|obliged|expected))\b"
    r"|^\W*in (?:every|each) (?:local )?area\b[^.]{0,20}\b(?:there (?:are|is|must)|must|should)\b"
    r"|^\W*it (?:falls to|is for|is the duty of) (?:the )?safeguarding partners\b",
    re.I,
)
_AS_ASKED = late(r"\bas (?:the )?(?:law|act|guidance|statute|regulations)\b", re.I)
_HERE = late(r"\b(?:we|us|our|ours|here)\b", re.I)
_ASKED_OF_US = late(
    r"^\W*(?:the law|(?:the |statutory )?guidance|working together(?: \(?20\d\d\)?)?) (?:also )?"
    r"(?:asks|requires|expects|says|tells) (?:us|that we)\b",
    re.I,
)
_INTRODUCES = late(
    r"^\W*(?:this|the(?: following| present)?) (?:document|instrument|paper|handbook|plan|booklet|page)"
    r"(?: (?:that follows|below))? (?:sets? out|describes|explains|introduces|contains)\b",
    re.I,
)
_TO_CALL = late(
    r"\b(?:(?:contacts?|referrals?|calls?|concerns|enquiries) should be (?:made|sent|directed|reported)"
    r"|(?:call|ring|dial) (?:999|101)|follow us on|our website has|please (?:contact|e-?mail|visit))\b",
    re.I,
)
_FUNCTION = late(
    r"^\W*(?:it is the (?:function|role|task|job) of"
    r"|the (?:purpose|role|function|task|aim)s? of .{3,60}\b(?:is|are) to\b"
    r"|its (?:role|purpose|function|task|remit)s? (?:is|are)\b)",
    re.I,
)
_TO_COME = late(r"\b(?:will|shall|(?:is|are) to(?: be)?|plans? to|intends? to)\b|['’]ll\b", re.I)
_DONE = late(
    r"\b(?:was|were|had|did|has|have|been|went|took|gave|met|held|made|ran|began|fell|rose|saw|told|said|led|put"
    r"|\w{2,}ed)\b",
    re.I,
)
_LEANS = late(r"^\W*(?:there|it|they|that|this|he|she|we|those|these|nor)\b", re.I)
_OTHER_ONE = late(r"^\W*the (?:other|former|latter)s? (?:is|are|was|were)\b", re.I)
_ASKS = late(
    r"\W*(?:\d+\W+)?(?:who|what|where|when|why|how|which|is|are|was|were|do|does|did|has|have|can|could|should|will|would)\b"
    r"[^.:;]*\?\W*$",
    re.I,
)
_COUNT = late(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|none|no)\b", re.I)
_SHORT = 6  # words up to which a sentence is hardly understood by itself
# What makes so short a one lean on what is before it: a word for something named there, or a mere number of it.
_POINTS_BACK = late(
    r"\b(?:it|its|they|them|their|this|these|that|those|there|then|here|both|neither|none|ones?|each|all|some|few|most|he"
    r"|she|her|him|his|such|same|others?|so|too|also|not|no|latter|former)\b"
    r"|^\W*the (?-i:[a-z])|^\W*(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty)\b)",
    re.I,
)
_GOES_ON = late(r"\W*(?:(?:this|these|that|those|it) (?:also )?includes?\b|(?:if|when) (?:that|this|it) )", re.I)
_FEW = 3  # words up to which a sentence that opens with a pronoun says nothing without the one before it
# "The council's own early help service was restructured": one agency's business and not the partnership's.
_ITS_OWN = late(
    r"\W*(?:the )?(?:[\w-]+ ){0,3}?(?:council|constabulary|force|trust|ICB|CCG|police|hospital|service)['’]s? own\b",
    re.I,
)
# "Individual agencies went on with their own work": of each by itself, and not of what they do together.
_SINGLY = late(
    r"\W*(?:individual|single) (?:partners?|agenc(?:y|ies)|organi[sz]ations?)\b.*\b(?:their|its) own\b", re.I
)
# Who drew the pictures and set the type.
_COLOPHON = late(
    r"\W*(?:(?:cover )?(?:drawings?|photo(?:graph)?s?|illustrations?|artwork|pictures?|design(?:ed)?|cover|layout)"
    r"(?: (?:is|are|was|were))?(?: by\b|:)|printed (?:on|by)\b|type(?:face)?:|next (?:issue|edition):)",
    re.I,
)
_DISOWNED = late(
    r"\b(?:none of (?:ours|our business|our concern)|with which (?:we are|this report is) not concerned"
    r"|not (?:the subject of|considered (?:further|here)|a matter for) (?:this|the partnership|our)"
    r"|(?:is|are) (?:not|no) (?:ours|concern of ours|part of (?:this|our) (?:report|arrangements|work)))\b",
    re.I,
)
_COUNTRY = late(r"\W*(?:in england|nationally|across (?:england|the country)|every year in england)\b", re.I)
_FOR_ADULTS = late(r"\W*(?:(?:for|on|with|among) adults\b(?! and)|adults?(?:['’]s?)?[.:])", re.I)
_ADULTS = late(r"\b(?:adults?|care act|SABs?|SARs?|older people)\b", re.I)
_CHILDREN = late(
    r"\b(?:child(?:ren)?|young|famil(?:y|ies)|all[- ]age|both|shared|joint|links?|others?|boards|partnerships"
    r"|transition)",
    re.I,
)
_THANKS = late(
    r"\b(?:(?:we|I) (?:(?:would|should) (?:also )?like to |want to |wish to |also )?"
    r"(?:thank|pay tribute|place on record)"
    r"|grateful|thankful|gratitude|our thanks|my thanks)\b",
    re.I,
)
_LIKE_US = late(r"\b(?:we|us|our|ours|here|locally|jointly|together)\b|\b(?:the|this) partnership\b", re.I)


def is_disowned(sentence: str) -> bool:
    """Whether a sentence says itself that it is no business of the document, only thanks or names its printer."""
    if _COLOPHON.match(sentence):
        return True
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
    if boards:
        return _OTHER_BOARD.match(sentence) is not None and _LINKED.search(sentence) is None
    return any(others.match(sentence) for others in (_OTHER_BOARD, _COMMITTEE, _ITS_OWN, _SINGLY))


def is_of_guidance(sentence: str) -> bool:
    """Whether a sentence tells what law or guidance asks of everybody, and nothing of what is done here."""
    if _ASKED_OF_US.match(sentence):
        return True
    if _HERE.search(sentence):
        return False
    asks = _GUIDANCE.search(sentence) is not None or _EVERYBODY.match(sentence) is not None
    return asks and not _AS_ASKED.search(sentence)


def is_no_account(sentence: str) -> bool:
    """Whether a sentence only introduces the document, says whom to call or what a group is for."""
    return any(kind.search(sentence) for kind in (_INTRODUCES, _TO_CALL, _FUNCTION))


def is_to_come(sentence: str) -> bool:
    """Whether a sentence tells first of what is to come, where a report is asked what was done."""
    to_come, done = _TO_COME.search(sentence), _DONE.search(sentence)
    return to_come is not None and (done is None or to_come.start() < done.start())


def is_question(sentence: str) -> bool:
    """Whether a sentence only asks, as a heading of questions and answers does."""
    return _ASKS.match(sentence) is not None


def says_half(sentence: str) -> bool:
    """Whether a sentence is hardly understood without the one before it: "We shall have them reviewed."."""
    words = len(sentence.split())
    short = words <= _FEW or (words <= _SHORT and _POINTS_BACK.search(sentence) is not None)
    return short or _GOES_ON.match(sentence) is not None


def leans_back(sentence: str) -> bool:
    """Whether a sentence says nothing without the one before it: "There is not.", "The other is a head teacher."."""
    few = len(sentence.split()) <= _FEW and _LEANS.match(sentence) is not None and _COUNT.search(sentence) is None
    return few or _OTHER_ONE.match(sentence) is not None
