"""Documents that stand near to the three kinds and are none of them: how their titles and their pages read.

The plainest first: of several that a title names, the first stands. A title outweighs pages, and pages speak
where a title says nothing (a review named after a child, minutes that begin with who was present).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

POLICY = "a safeguarding policy"

# What a title calls a document of no kind below; none of it is what one of the three is called alone.
FORM = re.compile(
    r"\b(?:framework|protocol|template|handbook|manual|questionnaire|leaflet|brochure|glossary|transcript|podcast"
    r"|specification|proposal|petition|motion|letter|notice|form|register|dashboard|dataset|case study|code of conduct"
    r"|communications plan|quiz|poster|script|storyboard|profile|survey|peer review|peer challenge|judgment|decision)\b"
    r"(?! (?:in|to) (?:brief|make))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Other:
    """A kind of document that is not judged.

    `title` is looked for at the head of lines that may be titles; with `owned`, only beside "report", "plan" or the
    like, for what it names is whose document it is. `pages` are words that such documents are full of, in lower case.
    """

    name: str
    title: re.Pattern[str] | None
    pages: re.Pattern[str] | None = None
    owned: bool = False
    points: int = -12  # what a plain title says against a document's being one of the three

    def words_in(self, text: str) -> list[str]:
        """The words of a text in lower case that documents of this kind are full of, in order."""
        if self.pages is None:
            return []
        return [
            found.group()
            for found in self.pages.finditer(text)
            if not text[found.start() - 1 : found.start()].isalnum()
        ]


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def _other(name: str, title: str | None, pages: str | None = None, *, owned: bool = False, points: int = -12) -> Other:
    return Other(
        name,
        re.compile(title, re.IGNORECASE) if title else None,
        # Neither case nor where a word begins is left to the expression: it is three times as fast so.
        re.compile(rf"(?:{_CAPITAL.sub(lambda found: found.group().lower(), pages)})\b") if pages else None,
        owned,
        points,
    )


# Reports and plans of bodies and officers near to the partnership, by a line that names them.
OWNERS = (
    _other(
        "the report of independent reviewing officers",
        r"independent reviewing (?:officers?|service)|\bIROs?\b",
        r"IRO(?:s| Handbook)?|reviewing officers?|dispute resolutions?|care plans?",
        owned=True,
    ),
    _other(
        "the report of a local authority designated officer",
        r"(?:local authority )?designated officers?|\bLADO\b|\ballegations against (?:people|adults|staff|profess)",
        r"LADO|allegations? against|unsubstantiated|unfounded|malicious",
        owned=True,
    ),
    _other("the report of a child death overview panel", r"child death|\bCDOP\b", owned=True),
    _other("the report of a virtual school", r"virtual (?:school|head)", owned=True),
    _other("a report on public health", r"director of public health|public health annual", owned=True),
    _other(
        "a youth justice plan",
        r"youth (?:justice|offending)\b[^\n]{0,60}\b(?:plan|strategy|report)",
        r"first[- ]time entrants|youth justice|reoffending|out[- ]of[- ]court disposals?|custody",
        owned=True,
    ),
    _other(
        "a report on fostering, adoption or corporate parenting",
        r"\b(?:fostering|adoption(?! of)|corporate parenting)\b",
        owned=True,
    ),
    _other(
        "the plan or report of another board or partnership",
        r"\bcommunity safety|\bhealth and wellbeing board|\bdomestic abuse\b|\bprevent\b|\bpolice and crime|\bcontest\b"
        r"|\bviolence reduction|\bhousing\b|\bdrugs? and alcohol|\bMAPPA\b|\bmulti-agency public protection",
        owned=True,
    ),
    _other(
        "a charity's or a company's report",
        r"\btrustees['’]? (?:annual )?report|\bfinancial statements\b|\bannual report and accounts\b",
        r"trustees|charity number|company number|fundraising|registered charity|statement of financial activities"
        r"|independent auditor\S*",
    ),
    _other(
        "the report of one agency",
        r"\b(?:NHS|hospitals?|trust|school|academy|college|diocese|governors?|governing body|ambulance|constabulary)\b",
        r"(?:the|our) (?:trust|ICB|board of directors)|named (?:nurse|midwife|doctor|GP)s?|trust board"
        r"|designated (?:nurse|doctor)s?|quality committee",
        owned=True,
    ),
    _other(
        "a report of another service",
        r"\b(?:complaints|private fostering|early help|SEND)\b[^\n]{0,30}\bannual report",
        owned=True,
    ),
)

# What a document is by its title.
TITLED = (
    _other(
        "a practice review of one case",
        r"(?:child safeguarding|local|adults?|learning) practice reviews?\b|serious case review\b|\bLCSPR\b|\bSCR\b"
        r"|safeguarding adults? review\b|domestic homicide review|domestic abuse related death review"
        r"|\brapid review of\b|\blearning review\b",
        r"(?:lead|independent) reviewers?|overview author|terms of reference|chronology|family composition|genogram"
        r"|(?:the )?(?:mother|father|grandmother|stepfather)(?:['’]s)?|review panel",
    ),
    _other(
        "a briefing on one case or subject",
        r"\b(?:seven|7)[- ]minute (?:briefing|learning)\b|\b(?:learning|practice|case review) briefings?\b",
    ),
    _other(
        "a privacy policy or notice",
        r"\b(?:privacy|cookies?|data protection)\b[^\n]{0,20}\b(?:policy|notice|statement)",
    ),
    _other(
        "an agreement on sharing information",
        r"\b(?:information|data)[- ]sharing (?:agreement|framework)\b",
        r"UK GDPR|GDPR|data controllers?|data protection (?:act|officers?)|data subjects?|personal data|retention"
        r"|article \d|freedom of information",
    ),
    _other(
        "a budget or a council's accounts",
        r"\b(?:revenue|capital|council(?:['’]s)?|general fund)\b[^\n]{0,20}\bbudget\b"
        r"|\bpooled budget\b|\bmonth \d+ monitoring\b|\bbudget (?:20|report|book|monitoring)"
        r"|\bfinancial plan\b|\bstatement of accounts|\boutturn\b"
        r"|\bcouncil tax\b",
        r"council tax|band D|revenue budget|virements?|overspend|reserves|medium[- ]term|section 151|capital programme",
    ),
    _other(
        "a risk register",
        r"\brisk (?:register|log)\b|\blikelihood\b[^\n]{0,20}\bimpact\b",
        r"likelihood|mitigations?|risk owners?|residual|(?:risk )?scor(?:e|ing)|direction of travel|controls?",
    ),
    _other(
        "the terms of reference of a group",
        r"\bterms of reference\b",
        r"quorum|quorate|terms of reference|deput(?:y|ies)|vice-chair|sub-?group|standing items?",
        points=-9,
    ),
    _other(
        "the programme of a conference or event",
        r"\b(?:annual|regional|practice|staff|safeguarding) (?:conference|symposium)\b|\bbook your place\b"
        r"|\bevent programme\b",
        r"coffee|lunch|refreshments|keynote|plenary|workshop [A-Z\d]|registration|parking|speakers?"
        r"|welcome and introductions?",
        points=-10,
    ),
    _other(
        "an answer to a request for information",
        r"\bfreedom of information\b|\bFOI\b|\bsubject access request\b",
        r"freedom of information|FOI|your request|exempt\w*|section (?:40|12|21|31)|information commissioner"
        r"|internal review",
    ),
    _other(
        "an invitation to tender or a contract",
        r"\binvitation to tender\b|\btender (?:for|documents?|specification)\b|\bservice specification\b"
        r"|\brequest for quotations?\b",
        r"tender(?:s|er|ers|ing)?|bidders?|bids?|the (?:supplier|provider|contractor)|TUPE|award criteria"
        r"|contract (?:price|value)"
        r"|method statements?|specification",
    ),
    _other(
        "a minister's letter",
        r"\bminister (?:of state |for )|\bparliamentary under[- ]secretary\b|\bsecretary of state for\b",
        r"dear (?:colleagues?|all)|yours sincerely|I am writing|my department|ministers?|minister for \w+",
        points=-10,
    ),
    _other(
        "a review of a book or an article",
        r"\breviewed by\b|\bbook review\b|\b\d{2,4} ?pp\b",
        # A numbered chapter is a part of the document itself.
        r"the (?:author|book|writer)|chapters?(?! (?:\d|[ivx]+\b|one|two|three|four|five|six|seven|eight|nine|ten))"
        r"|readers?|pages|publisher",
        points=-10,
    ),
    _other(
        "a blog post", r"\bblog\b|\bposted (?:on |by )?\d|\bposted by\b|\bminutes? read\b", r"blog\w*|posted|comments?"
    ),
    _other(
        "a speech",
        r"\bspeech\b|\bcheck against delivery\b|\bkeynote address\b",
        r"I (?:stand|commend|beg) to|I commend|I move|the chamber|members opposite|colleagues|applause|my budget",
    ),
    _other(
        "a presentation to staff",
        r"\b(?:staff|team) briefing\b|\bpresent(?:er|ed by)\b|\bspeaker notes\b|\bslides for\b",
        points=-9,
    ),
    _other(
        "a note on how files are kept",
        r"\bREADME\b|\b(?:documents|files|folders) are kept\b|\bfolder structure\b|\bfile naming\b",
        r"folders?|sub-?folders?|file names?|drive|archived?|read-only|backups?|naming",
    ),
    _other(
        "a guide to inspections",
        r"\binspections?:? (?:what|a guide|explained)\b|\binspection (?:framework|handbook|guide)\b"
        r"|\bguide to (?:joint )?(?:targeted )?inspections?\b",
        r"inspectors?|the inspectorates?|inspection team|on site|fieldwork|judgements?|lines of enquiry",
        points=-10,
    ),
    _other(
        "a job advertisement",
        r"\bjob (?:description|advert)|person specification|\bvacancy\b|\brecruitment pack|£[\d,]+ (?:a"
        r"|per) (?:day|annum)\b"
        r"|\bclosing date\b(?! for comm)",
        r"closing date|salary|person specification|how to apply|curriculum vitae|CV|interviews?|DBS check|fee",
        points=-10,
    ),
    _other(
        "a press release",
        r"\b(?:news|press|media) release\b|\bfor immediate (?:use|release)\b|\bnotes (?:to|for) editors\b",
        r"press office|notes (?:to|for) editors|for (?:more|further) information,? (?:please )?contact"
        r"|\bends\b|spokes\w+",
    ),
    _other(
        "a newsletter",
        r"\bnewsletter\b|\bbulletin\b|\be-bulletin\b|\bissue \d+\b[^\n]{0,30}\b(?:spring|summer|autumn|winter)\b"
        r"|\bin this issue\b|\bnews from\b",
        r"in this issue|dates? for your diar(?:y|ies)|spotlight on|subscribe|next issue|editors?|unsubscribe|farewell",
    ),
    _other("a training programme", r"\btraining (?:programme|prospectus|calendar|brochure|directory|offer|courses)\b"),
    _other("a needs assessment", r"\bneeds assessment\b|\bJSNA\b|\bjoint needs\b"),
    _other(
        "a threshold document",
        r"\bthresholds?\b|\bcontinuum of\b|\blevels? of need|\bright help\b|\bpathway to (?:help|provision)"
        r"|\bwindscreen\b",
        r"level [1-4]|universal|levels? of need|indicators",
    ),
    _other(
        POLICY,
        r"\b(?:safeguarding|child protection|children|protection)\b[^\n]{0,60}\bpolic(?:y|ies)\b"
        r"|\bpolic(?:y|ies)\b[^\n]{0,40}\b(?:safeguarding|child protection|protect)",
        r"our (?:school|academy|college|club|trust|nursery|parish|charity|church)|this policy|governing body|governors"
        r"|headteacher|designated safeguarding leads?|welfare officer|safeguarding officer|coaches|volunteers"
        r"|(?:the )?(?:club|parish)",
    ),
    _other(
        "procedures or guidance for practitioners",
        r"\bprocedures?\b|\bprotocol\b|\btool ?kit\b|\bpractice guid\w+|\bguidance for\b"
        r"|\b(?:practitioners?['’]?s?|practice|procedures?) (?:handbook|manual)\b|\bpathway\b",
        r"this (?:chapter|procedure|protocol)|flow ?chart|body map|amendment|practitioners must|step \d",
    ),
    _other(
        "a self-assessment under section 11",
        r"\bsection 11\b|\bs\.? ?11 (?:audit|self)|\bself[- ]assessment\b",
        r"standard \d|grade yourselves|completed by|name of agency",
    ),
    _other(
        "a service's evaluation of itself",
        r"\bself[- ]evaluation\b|\bSEF\b|\bannual conversation\b",
        r"what do we know about|how do we know it|plans to improve|caseloads?|practice weeks?",
    ),
    _other(
        "the minutes or agenda of a meeting",
        r"\bminutes of\b|\bminutes\b[^\n]{0,40}\bmeeting\b|\bnotes of (?:the|a) meeting\b|\bapologies\s*:",
        r"resolved|declarations? of interests?|apologies|co-opted|in attendance|minutes of"
        r"|date of (?:the )?next meeting|next meeting|meeting closed|matters arising|work programme|any other business",
        points=-9,  # the report itself may be minuted
    ),
    _other(
        "the report of an audit",
        r"\b(?:multi-agency|multi agency|case file|thematic|internal|themed) audit\b(?! programme)",
        r"audit tool|re-audit|sample of|(?:graded|grades)|auditors?|cases? (?:was|were) picked",
    ),
    _other(
        "a leaflet for families",
        r"\b(?:leaflet|guide|information) for (?:parents|families|carers|children)\b|\bparents['’]? guide\b",
        r"your (?:child|family|baby)|you can (?:bring|complain|ask)|(?:the|your) social worker will|an interpreter",
    ),
    _other(
        "a strategy or plan",
        r"\bstrategy\b|\b(?:business|strategic|action|delivery|improvement|council|corporate|community) plan\b"
        r"|\bchildren (?:and|&) young people['’]?s['’]? (?:strategic )?plan\b",
    ),
    _other(
        "a piece of research",
        r"\b(?:abstract|working paper|literature review|dissertation|thesis|research (?:summary|briefing"
        r"|report|digest))\b",
        r"abstract|keywords|university|working paper|semi-structured|thematic analysis|focus groups?"
        r"|interviews were|ethics approval|literature|case stud(?:y|ies)|methodology"
        r"|references|this (?:paper|article) (?:reports?|argues|examines)|we argue",
    ),
    _other(
        "the national guidance itself",
        r"\bstatutory guidance (?:for|to|on)\b|\A\W*(?:working together to safeguard children|keeping children safe in"
        r" education)\W*(?:\d{4})?\W*(?:a guide|statutory|\Z)",
        r"secretary of state|statutory guidance|HM Government|department for \w+|ministry|this guidance|chapter \d"
        r"|must comply",
    ),
)
