"""What a document says it is, whose, for whom and on how much: traits, each a number, that learned weights weigh.

A trait is no verdict. A near document says in its title and first lines what form it has (minutes, a protocol, a
template), speaks of itself by that name ("this policy"), keeps to one theme or one group, and says what it leaves
out; it addresses its reader, or tells of one child. What each counts for is learned (`wording.py`). Traits are
rates or bounded counts, so that a long document is not told from a short one by its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.profile.signs import CHILDRENS_BODY, breadth, own_title, together
from checker.text.late import late

OPENING_WORDS = 350  # in which a document says what it is
_COVER_LINES = 5
_FEWEST = 40  # words that a rate is taken over at least
_TOP, _LIMITS = 1_500, 2_500  # characters with labels ("To: ...") and with what is left out

_FORMS = {
    "meeting": "minutes agenda apologies notes meeting attendance",
    "rules": "policy policies procedure procedures protocol pathway standard standards code",
    "guide": "guidance guide toolkit tool handbook manual tips checklist",
    "strategy": "strategy strategic roadmap vision",
    "work-plan": "business action delivery improvement work workplan recovery",
    "form": "form template questionnaire survey return referral proforma tracker log register dashboard scorecard",
    "news": "newsletter bulletin news release blog update post magazine podcast",
    "public": "leaflet poster flyer factsheet faq faqs page pages website home",
    "letter": "letter response reply statement submission evidence complaint request dear",
    "talk": "speech keynote remarks slides presentation presenter script speaker",
    "event": "conference event programme webinar launch workshop symposium week day",
    "learning": "training brochure prospectus courses course curriculum calendar directory",
    "contract": "specification tender contract agreement memorandum quote quotation bid grant",
    "job": "job role vacancy recruitment advert salary fee appointment",
    "study": "research findings study evaluation abstract interviews paper article literature journal university",
    "analysis": "profile assessment analysis needs data commentary problem benchmarking mapping statistics dataset",
    "audit": "audit audits dip inspection self-assessment self-evaluation peer challenge",
    "case": "case practice reviewer reviewers serious briefing chronology",
    "money": "budget accounts monitoring forecast outturn financial precept",
    "group": "terms reference subgroup sub-group group panel forum hub team committee network",
    "officer": "officer officers service services designated manager director",
    "framework": "framework charter pledge pledges model",
}
_FOREIGN = frozenset(_FORMS) - {"news", "public", "analysis", "framework", "rules"}  # no part of a title of the three
_OF_ITSELF = {
    "own": "report arrangements arrangement plan account document statement",
    "paper": "paper briefing note",
    "rules": "policy procedure protocol pathway strategy framework guidance agreement",
    "page": "page site website leaflet booklet newsletter issue form template tool guide",
    "group": "group subgroup role post service team panel meeting committee forum hub",
    "study": "study research audit review evaluation survey analysis consultation case",
}
_THEMES = {
    "neglect": "neglect neglected neglectful",
    "exploitation": "exploitation exploited exploiters",
    "domestic abuse": "domestic coercive",
    "sexual abuse": "sexual sexually intrafamilial",
    "online": "online cyber internet",
    "suicide": "suicide self-harm suicidal",
    "mental health": "mental camhs anxiety",
    "missing": "missing runaway",
    "bruises": "bruise bruising bruises injuries non-mobile",
    "allegations": "allegation allegations lado unsubstantiated",
    "complaints": "complaint complaints complainant",
    "fostering": "fostering foster carers adoption adopters kinship",
    "reviewing officers": "iro iros reviewing",
    "deaths": "death deaths died bereavement bereaved cdop",
    "care": "care-experienced leavers corporate",
    "youth justice": "justice offending reoffending custody",
    "prevent": "prevent extremism channel radicalisation",
    "mutilation": "fgm genital",
    "special needs": "send sen disabled disabilities special",
    "violence": "knife violence violent weapons",
    "drugs": "drugs alcohol substance",
    "housing": "housing tenants homeless homelessness",
    "adults": "adult adults older",
    "schools": "school pupils headteacher governors governing",
    "churches and clubs": "parish church club coaches",
    "patients": "patients hospital ward trust nurse midwife",
    "data": "gdpr personal controller retention processing lawful",
    "early help": "early",
    "pregnancy": "pre-birth pregnancy antenatal unborn",
    "attendance": "attendance absence excluded exclusion elective",
    "sleep": "sleep cot smoking",
    "asylum": "asylum unaccompanied migrant",
    "applicants": "applicants candidate candidates interview interviews vacancy",
    "bids": "bidders bidder tender supplier contractor",
    "courses": "delegates trainer trainers learners course courses",
    "inspectors": "inspectors inspector judgement ofsted grade",
    "money": "budget forecast variance overspend reserves",
}
_SPOKEN_OF = {
    "you": "you your yours yourself",
    "I": "i my me i'm i've myself",
    "we": "we our us ours",
    "please": "please",
    "must": "must should",
    "will": "will",
    "one person": "he she him her his hers boy girl mother father mum dad",
    "child": "child",
    "children": "children",
    "said": "said asked told says",
    "was": "was were had did",
    "is": "is are",
    "signed": "signature signed tick yes no",
    "partners": "partners partner",
    "partnership": "partnership",
    "board": "board",
    "arrangements": "arrangements",
    "council": "council authority borough",
    "police": "police constabulary force",
    "health": "health icb nhs ccg commissioning",
    "scrutiny": "scrutiny scrutineer chair",
    "agencies": "agencies agency",
    "together": "together joint jointly equal equally",
    "practitioners": "practitioners practitioner staff workers professionals",
    "published": "published publish publishes",
    "year": "year yearly annual",
    "law": "law duty act statutory guidance",
    "members": "members resolved noted noting",
    "contact": "slide click menu link tel email phone",
    "reviews": "reviews",
    "schools": "schools",
    "training": "training trained",
    "lead": "lead delegated",
    "priorities": "priorities priority",
    "families": "families",
}


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words.split()}


_FORM_OF, _ITSELF_OF = _by_word(_FORMS), _by_word(_OF_ITSELF)
_THEME_OF, _SPOKEN_FOR = _by_word(_THEMES), _by_word(_SPOKEN_OF)

_WORD = late(r"[a-z]+(?:['-][a-z]+)*")
_CLOCK = late(r"\b\d{1,2}[.:]\d\d(?:\s?[ap]m)?\b|\b\d{1,2}\s?[ap]m\b|\bnoon\b")
_LABEL = late(
    r"^[ |*#>-]*(?:to|from|for|re|ref|our ref|subject|date|time|venue|present|apologies|item|author|contact|status"
    r"|version|owner|prepared by|commissioned by|role|salary|fee|requested by|classification|review date)\**\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_FOR_WHOM = late(
    r"\b(?:for|to) (?:(?:all|new|lay|our|the|every) )*(?:members|practitioners|parents|carers|governors|authors|staff"
    r"|bidders|applicants|head ?teachers|managers|agencies|volunteers|trainers|professionals|executive)\b",
    re.IGNORECASE,
)
_LEFT_OUT = late(
    r"\b(?:covers? only|only (?:the|about) (?:work|group)|that alone|does not (?:describe|cover|repeat|replace|alter)"
    r"|is not (?:reproduced|an? (?:inspection|test|substitute))|one thing|separate from|in support of"
    r"|sub-?groups? (?:reports?|accounts?))\b",
    re.IGNORECASE,
)
_BRACKETS = late(r"\[[^\]\n]{2,60}\]")
_TO_FILL_IN = late(r"_{3,}|☐|\[ \]|\.{5,}")


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case, without figures and without "'s"."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def traits(text: str, title: str | None, titles: Sequence[str]) -> dict[str, float]:
    """The traits of a text (as far as it is looked at) by name; those that are nothing are left out.

    `titles`: its lines that may be titles.
    """
    words = words_of(text)
    opening = words[:OPENING_WORDS]
    lines = titles[:_COVER_LINES]
    found = {
        **_named("title", words_of(title or "")),
        **_named("first lines", words_of(" ".join(lines))),
        **_own(lines),
        **_themes(words),
        **_rates("opening", opening, _SPOKEN_FOR, 3.0),
        **_rates("all", words, _SPOKEN_FOR, 3.0),
        **_rates("forms", words, _FORM_OF, 2.0),
        **_itself(words),
        **_marks(text, len(words)),
        **_breadth(text),
        "dear": float("dear" in opening[:80]),
        "for whom": float(any(_FOR_WHOM.search(line) for line in lines)),
    }
    return {name: value for name, value in found.items() if value}


def _named(where: str, words: Sequence[str]) -> dict[str, float]:
    """The forms and whether a theme that a title or the first lines name."""
    found = {f"{where}: {_FORM_OF[word]}": 1.0 for word in words if word in _FORM_OF}
    if any(word in _THEME_OF for word in words):
        found[f"{where}: a theme"] = 1.0
    return found


def _own(lines: Sequence[str]) -> dict[str, float]:
    """Whether a line is the title of one of the three, and of a children's body, of nothing else besides."""
    own = [line for line in lines if own_title(line)]
    alone = [line for line in own if not any(_foreign(word) for word in words_of(line))]
    return {
        "own title": float(bool(own)),
        "own title, a children's body's": float(any(CHILDRENS_BODY.search(line) for line in own)),
        "own title and nothing else": float(bool(alone)),
        "own title and something else": float(bool(own) and not alone),
        "a children's body at its head": float(any(CHILDRENS_BODY.search(line) for line in lines)),
    }


def _foreign(word: str) -> bool:
    return word in _THEME_OF or _FORM_OF.get(word) in _FOREIGN


def _themes(words: Sequence[str]) -> dict[str, float]:
    """How far it keeps to one theme: how often the most frequent one is named, and how many are named often."""
    of = Counter(_THEME_OF[word] for word in words if word in _THEME_OF)
    length = max(len(words), _FEWEST)
    most = max(of.values(), default=0) * 100 / length
    return {
        "one theme": min(most, 5.0) / 2,
        "themes": min(sum(1 for count in of.values() if count * 100 > length), 4) / 2,
    }


def _rates(where: str, words: Sequence[str], groups: Mapping[str, str], most: float) -> dict[str, float]:
    """For each group of words the root of how many a hundred words hold."""
    of = Counter(groups[word] for word in words if word in groups)
    length = max(len(words), _FEWEST)
    return {f"{where}: {group}": min((count * 100 / length) ** 0.5, most) for group, count in of.items()}


def _itself(words: Sequence[str]) -> dict[str, float]:
    """What it calls itself: "this policy", "these arrangements"."""
    of = Counter(_named_itself(words))
    length = max(len(words), _FEWEST)
    return {f"this: {group}": min(1.0, count * 150 / length) for group, count in of.items()}


def _named_itself(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words[:-1]):
        if word in ("this", "these") and words[at + 1] in _ITSELF_OF:
            yield _ITSELF_OF[words[at + 1]]


def _marks(text: str, words: int) -> dict[str, float]:
    """What stands in it that is no sentence, and what it says that it leaves out."""
    length = max(words, _FEWEST)
    return {
        "hours": min(_count(_CLOCK.finditer(text)) * 100 / length, 1.0),
        "labels": min(_count(_LABEL.finditer(text[:_TOP])), 4) / 2,
        "to fill in": min(_count(_TO_FILL_IN.finditer(text)), 3) / 2,
        "brackets": min(_count(_BRACKETS.finditer(text)), 3) / 2,
        "left out": float(min(_count(_LEFT_OUT.finditer(text[:_LIMITS])), 2)),
        "questions": min(text.count("?") * 100 / length, 2.0),
        "money": min((text.count("£") * 100 / length) ** 0.5, 2.0),
    }


def _breadth(text: str) -> dict[str, float]:
    """How many of the things that both kinds set out the opening speaks of, and whether it names the three."""
    words = list(re.finditer(r"\S+", text[: OPENING_WORDS * 20]))[:OPENING_WORDS]
    opening = text[: words[-1].end()] if words else ""
    return {
        "breadth of the opening": len(breadth(opening)) / 10,
        "council, health and police in the opening": float(together(opening) is not None),
    }


def _count(found: Iterable[object]) -> int:
    return sum(1 for _ in found)
