"""What a document says of itself: type, title, area, period and date of publication.

Read from the opening pages only, never from the file's name or its dates; each fact carries how it
was found. What the document does not say stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from checker.documents.model import Block, BlockKind, Document, Period, Profile
from checker.profile.area import OPENING, place_of
from checker.profile.authorities import Area, Areas, Joint, load_areas
from checker.profile.kinds import looks_like
from checker.profile.period import period_of, printed_period
from checker.profile.signs import cover
from checker.text.dates import day_ranges, financial_years, first_date, month_ranges
from checker.text.late import late

__all__ = ["Area", "Areas", "Joint", "load_areas", "profile_of", "published_on"]

_TITLE_LENGTH = 160
_TITLE_BLOCKS = 3

# A line that names a title in a committee's or cover sheet's form.
_TITLE_LINE = late(
    r"^[ |*]*(?:title(?: of (?:the )?report)?|report title|document title|subject)\s*[:|]\s*[|: ]*"
    r"(?P<title>[^\n|]{4,160})",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER_TITLE = late(
    r"^[ ]*(?P<title>(?:joint targeted area inspection of|(?:focused|monitoring) visit (?:to|of))\b[^\n]{2,150})",
    re.IGNORECASE | re.MULTILINE,
)
_NO_TITLE = late(
    r"^(?:contents|introduction|foreword|summary|executive summary|version\b|page\b|draft\b|published|publication|"
    r"report published|inspection dates?|date\b|document owner|author|agreed by|approved by|in this report|"
    r"reporting period|signed|\[|dear\b|lead inspector|www\.|http|\d+[.\d]*\s)",
    re.IGNORECASE,
)
# A picture's words and a site's links, which tell of what kind a page is but are no part of its title as shown.
_BESIDE_TITLE = late(
    r"(?:^|: )(?:!\[[^\]]*\](?:\([^)]*\))?|skip to (?:main )?content(?: \|[^:]*)?|you are here: [^:]*)(?=: |$)"
    r"|^home [>»›] [^:]*(?=: )|(?<=: )home [>»›] (?:[^:>»›]* [>»›] )*"
    r"|[ |·—–-]+page \d+ of \d+(?=: |$)"
    r"|(?: ?[|–—-] ?|,? )(?:web ?page, )?(?:page )?last (?:edited|updated|reviewed) [^:|]*(?=: |$)"
    r"| ?[|–—-] ?OFFICIAL(?:[- ]SENSITIVE)?\b(?=: |$)",
    re.IGNORECASE,
)
_COUNCIL_ALONE = late(r"(?:[\w’'-]+ ){1,6}council", re.IGNORECASE)  # the head of a committee's paper
_NO_DECLARED_TITLE = late(
    r"^(?:microsoft (?:word|powerpoint|excel)|untitled|document\d*$|title$|slide \d+|presentation\d*$|layout \d|draft$)"
    r"|\.(?:docx?|pdf|pptx?|indd|pub|rtf|odt)$|^[\w-]*_[\w-]*$|^\S*$",
    re.IGNORECASE,
)

# Signs of an inspection report, each at the start of a line in the opening or fixed in a letter.
_INSPECTION_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^[ #*]*(?:re-?)?inspection of (?:services for children"
        r"|(?:[\w’' ,&-]+\s)?(?:local authority )?children[’']s\b|the effectiveness of)",
        r"^[ #*]*review of the effectiveness of the local safeguarding",
        r"^[ #*]*inspection dates?\b|\binspection dates?\s*:\s*\d",
        r"^[ #*]*(?:report published\b|lead inspector\b)|\breport published\s*:\s*\d",
        r"^[ #*]*joint targeted area inspection of\b",
        r"^[ #*]*(?:joint )?(?:local )?area (?:SEND|special educational needs)[\w ,/-]{0,40}\binspection\b",
        r"^[ #*]*local area partnership report\b|\barea SEND inspection of\b",
        r"^[ #*]*(?:focused|monitoring) visit (?:to|of)\b",
        r"\bthis letter (?:summarises|contains|sets out) (?:a summary of )?(?:the )?(?:findings|outcome)",
        r"\bletter (?:to all[^\n.]{2,40} )?outlines (?:our|the) findings about\b",
        r"\b(?:Ofsted|CQC|HMICFRS|inspectorates?)\b[^\n]{0,120}\b(?:looked jointly|jointly inspected)\b",
        r"^[ #*]*dates of (?:previous )?(?:visit|inspection)\b",
        r"\bOfsted and (?:the )?Care Quality Commission (?:\(CQC\) )?ask that\b",
        r"^[ #*]*what is it like to be a child or young person with\b",
        r"^[ #*]*(?:the )?overall judgement is\b|^[ |#*]*judgement\s*[|:]?\s*grade\b",
    )
)
_LESSER_SIGNS = tuple(  # others speak so too: none is enough by itself
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"\bthis letter [a-z ]{0,20}\bwhat (?:we|inspectors) found\b",
        r"\binspector(?:ate)?s\b[^.\n]{0,90}\b(?:visited|came to|looked at how)\b",
        r"\blocal area partnership[’']s arrangements\b[^.\n]{0,30}\blead to\b",
        r"\bsection 15A of the Children Act 2004\b",
        r"^[ #*]*judgement: \S",
    )
)
_PLAIN_INSPECTION = late(  # one is enough among the first lines
    r"^[ #*]*(?:joint targeted area inspection of|(?:joint )?(?:local )?area SEND inspection"
    r"|inspection of local authority)\b",
    re.IGNORECASE | re.MULTILINE,
)
_YEARLY_TITLE = late(
    r"\b(?:annual|yearly|year[- ]end|end[- ]of[- ]year|half[- ]yearly|six[- ]month(?:ly)?|impact|progress|interim)\s+"
    r"(?:(?:safeguarding|review|progress|impact|performance|and|assurance)\s+)*(?:report|review|update|account"
    r"|statement|story|letter)s?\b|\bour (?:last )?year\b|\blook(?:ing|s)? back\b|\bhow we (?:got|have got) on\b"
    r"|\b(?:review|report) (?:of|on) (?:the year|(?:the )?effectiveness)\b|\byear in (?:review|brief|figures)\b"
    r"|\byearly statement\b|\bwhat we did in (?:20\d\d|the year)|\bhow did we do\b"
    r"|\b(?:year|months) (?:ended|ending|to) \d|\bcalendar year 20\d\d\b|\bfirst (?:year|report|twelve months"
    r"|eighteen months)\b",
    re.IGNORECASE,
)
_ARRANGEMENTS_TITLE = late(
    r"\barrangements?\b|\bbusiness case\b|\bsafeguarding (?:partnership )?plan\b|\bMASA\b|\blocal plan\b"
    r"|\bconstitution\b|\bmemorandum of understanding\b"
    r"|\bhow [\w ]{2,40} will be (?:led|run|arranged|organised)\b"
    r"|\bhow we (?:will )?(?:work together|keep|look after|protect|safeguard)\b|\bwho does what\b|\bhandbook\b",
    re.IGNORECASE,
)
_REPORTED_ON = late(
    r"[^\n.:;]{0,30}\b(?:report|review|account)\b[^\n.:;]{0,30}?\b(?:of|on|under|about)\b[^\n.:;]{0,80}\barrangements?\b",
    re.IGNORECASE,
)
_FIRST_LINES = 400  # characters in which a period says that a report follows
_YEAR_OF_REPORT = late(
    r"^[^\n.]{0,80}\b20(?P<first>\d\d)\s*(?:[-/–]|to)\s*(?:20)?(?P<last>\d\d)\b[^\n.]{0,20}$", re.MULTILINE
)
_REPORT = late(r"\b(?:report|account|review)\b", re.IGNORECASE)
_YEARLY_WORDS = late(
    r"\bthis (?:annual|yearly|progress) report\b|\b(?:this|the) report (?:covers|looks back|describes what|tells)\b"
    r"|\breporting (?:period|year)\b|\b(?:past|last) (?:twelve months|12 months|year)\b"
    r"|\bour \w+ (?:annual|yearly) report\b|\bperiod covered\b|\bover the year\b",
    re.IGNORECASE,
)
_ARRANGEMENTS_WORDS = late(
    r"\b(?:new|these|our|the|local|full) (?:\w+[- ]){0,3}arrangements\b"
    r"|\bthis (?:document|plan|paper) (?:sets out|describes|explains)\b|\bwill be replaced\b",
    re.IGNORECASE,
)
# What tells of what came of a year, and what sets out how things are to be.
_TELLING = late(
    r"\b(?:was|were|had|did|fell|rose|began|held|told|made|found|asked|last year|next year|the year before)\b", re.I
)
_SETTING_OUT = late(
    r"\b(?:will|must|shall|may|is responsible|are responsible|meets?|agrees?|decides?)\b", re.IGNORECASE
)
_PUBLISHED = late(
    r"(?:^[ #*|(]*(?:first |report |date |last )?(?:published|publication|of publication|put out)(?:\s+date|\s+on)?\b"
    r"|\breport published\s*:)[ :|*]*(?P<rest>[^\n]{0,60})",
    re.IGNORECASE | re.MULTILINE,
)
# Other lines that date a document; never the date of the meeting at which it was considered.
_DATED = late(
    r"^[ #*|(]*(?:(?:page )?(?:last |date |this (?:version|document) was )?"
    r"(?:updated|revised|issued|refreshed|edited|changed)(?: on| date)?"
    r"|(?:issue|effective|version) date|date of issue|version \d[\d.]*)\b[ :|*,–-]*(?P<rest>[^\n]{0,60})",
    re.IGNORECASE | re.MULTILINE,
)
# The same in a line that says something before it, near the title: "Approved 14 June 2019. Published 21 June 2019."
_PUBLISHED_THERE = late(r"(?<=\s)(?:First p|P)ublished (?:on )?(?P<rest>(?:the )?\d[^\n]{0,40})")
# A sentence of the document on itself: "It is dated 3 March 2025 and it replaces the one from 2021."
_SAYS_ITS_DATE = late(
    r"\b(?:It|(?:This|The present) (?:booklet|document|plan|paper|version|edition|guide|leaflet)|These arrangements)"
    r" (?:is|are) dated (?P<rest>(?:the )?\d[^\n]{0,30})"
)
# The same anywhere in arrangements: "This plan was published by the partners on 28 June 2019."
_SAYS_IT_WAS_PUBLISHED = late(
    r"\b(?:This (?:\w+ )?(?i:booklet|document|plan|paper|version|edition|guide|leaflet|constitution)"
    r"(?: of (?:the|our) \w+)?|These arrangements)"
    r" (?:(?:was|were|is|are) (?:first )?published\b|[^.\n]{0,80}?, (?:was|were|is|are) published\b)"
    r"[^.\n\d]{0,60}(?P<rest>\d{1,2}[^\n]{0,30})"
)
_MEETING = late(r"\b(?:meeting|committee|cabinet|agenda|panel of|item)\b", re.IGNORECASE)
_UNDER_TITLE = 500  # characters in which a date that has its line to itself dates the document
_DEAR = late(r"^\s*Dear\b", re.MULTILINE)
_MONTH_AND_YEAR = late(r"[A-Z][a-z]{2,8}\s+20\d{2}|20\d{2}")


def profile_of(document: Document, areas: Areas) -> Profile:
    """What the document says of itself; `how` tells for each field how it was found."""
    how: list[tuple[str, str]] = []
    declared = _sensible(document.declared_title)
    opening = document.text[:OPENING]
    title, title_how = _title(document, opening, declared)
    if title is not None:
        how.append(("title", title_how))
    kind, kind_how = _type(document, opening, title, declared)
    how.append(("type", kind_how))
    titles = cover(document.text, title)
    place = place_of(document.text, title, declared, areas, titles)
    if place is not None:
        how.append(("area", place.how))
    period: Period | None = None
    if kind == "yearly-report":
        period, period_how = period_of(opening, title, declared)
        how.append(("period", period_how))
    other = looks_like(document, kind, title, titles)
    published, published_how = published_on(document.text, kind)
    if published_how:
        how.append(("published", published_how))
    return Profile(
        type=kind,
        title=_title_as_shown(document, title) if title else None,
        area=place.name if place else None,
        areas=place.areas if place else (),
        period=period,
        published=published,
        looks_like=other,
        how=tuple(how),
    )


def _title_as_shown(document: Document, title: str) -> str:
    """A title without what stands beside it; behind a council's mere name, with the heading of its paper."""
    shown = _BESIDE_TITLE.sub("", title).removeprefix(": ") or title
    if _COUNCIL_ALONE.fullmatch(shown) is None:
        return shown
    for block, text in _first_blocks(document):
        under = " ".join(text.split()).strip(" *")
        beside = under == shown or _is_date(under) or _NO_TITLE.match(under) or _MEETING.search(under)
        if block.kind is BlockKind.HEADING and not beside:
            return f"{shown}: {under}"
    return shown


def _sensible(declared: str | None) -> str | None:
    """The title in the file's properties, unless it is a program's or a file's name."""
    if declared is None:
        return None
    words = " ".join(declared.split())
    return None if not words or _NO_DECLARED_TITLE.search(words) else words


def _title(document: Document, opening: str, declared: str | None) -> tuple[str | None, str]:
    for pattern, how in (
        (_TITLE_LINE, "given as its title on the first page"),
        (_LETTER_TITLE, "the letter's subject"),
    ):
        match = pattern.search(opening)
        if match:
            return match["title"].strip(" *|"), how
    pieces: list[str] = []
    blocks = list(_first_blocks(document))
    for at, (block, text) in enumerate(blocks):
        heading = block.kind is BlockKind.HEADING
        short = heading or (block.kind is BlockKind.PARAGRAPH and not text.rstrip().endswith((".", ",", ";")))
        fits = short and len(text) <= _TITLE_LENGTH and not _NO_TITLE.match(text) and not _is_date(text)
        names_kind = _YEARLY_TITLE.search(text) or _ARRANGEMENTS_TITLE.search(text)
        before_prose = at + 1 < len(blocks) and _is_prose(blocks[at + 1][1])
        opens_section = pieces and heading and before_prose and not names_kind
        if (
            fits
            and not opens_section
            and len(" ".join(pieces)) + len(text) <= _TITLE_LENGTH
            and len(pieces) < _TITLE_BLOCKS
        ):
            pieces.append(text.strip(" *"))
        elif pieces or not short:
            break
    if pieces:
        return _joined(pieces).removesuffix(" and").removesuffix(": and"), "the first lines of the document"
    if declared:
        return declared, "the title in the file's properties"
    return None, ""


def _first_blocks(document: Document) -> Iterator[tuple[Block, str]]:
    for block in document.blocks[:12]:
        if block.kind is BlockKind.CONTENTS or (block.number is not None and block.kind is not BlockKind.HEADING):
            return
        yield block, document.text[block.start : block.end]


def _is_prose(text: str) -> bool:
    return len(text) > _TITLE_LENGTH or text.rstrip().endswith(".")


def _joined(pieces: list[str]) -> str:
    title = pieces[0]
    for piece in pieces[1:]:
        goes_on = (
            title.endswith((":", "-", "–")) or piece[:1].islower() or title.split()[-1].lower() in {"and", "of", "for"}
        )
        title += (" " if goes_on else ": ") + piece
    return title


def _is_date(text: str) -> bool:
    spans = chain(day_ranges(text), month_ranges(text), financial_years(text))
    span = next(spans, None) or first_date(text)
    if span is not None:
        return len(text) - (span.end - span.at) <= 12
    match = _MONTH_AND_YEAR.fullmatch(text.strip())
    return match is not None


def _found(patterns: Iterable[re.Pattern[str]], text: str, most: int) -> list[str]:
    """The words of the first few patterns that are found; the rest are not looked for."""
    found = (match.group().strip(" #*|") for pattern in patterns if (match := pattern.search(text)))
    return list(islice(found, most))


def _type(document: Document, opening: str, title: str | None, declared: str | None) -> tuple[str, str]:
    signs = _found(_INSPECTION_SIGNS, opening, 2)
    told = signs + _found(_LESSER_SIGNS, opening, 2 - len(signs))
    if len(told) == 2:
        first, second = told
        return "inspection", f'opens like an inspection report: "{first}", "{second}"'
    if signs and (match := _PLAIN_INSPECTION.search(opening[:_FIRST_LINES])) is not None:
        return "inspection", f'opens like an inspection report: "{match.group().strip(" #*|")}"'
    yearly = arrangements = 0
    shown: dict[str, str] = {}
    zone = " ".join(filter(None, (title, opening[:300])))
    for source, weight in ((title or "", 6), (declared or "", 3), (zone, 3)):
        report = _YEARLY_TITLE.search(source)
        if report:
            yearly += weight + 1
            shown.setdefault("yearly-report", report.group())
        plan = _ARRANGEMENTS_TITLE.search(source)
        if plan and not (report and _REPORTED_ON.match(source, report.start())):  # a report on arrangements is a report
            arrangements += weight
            shown.setdefault("arrangements", plan.group())
    if _year_of_report(opening[:_FIRST_LINES]) or printed_period(opening[:_FIRST_LINES]) is not None:
        yearly += 3
    if title and _REPORT.search(title) and (printed_period(title) or next(financial_years(title), None)):
        yearly += 8  # a report with a period in its title, whatever it is on
    yearly += min(4, 2 * sum(1 for _ in _YEARLY_WORDS.finditer(opening)))
    arrangements += min(4, sum(1 for _ in _ARRANGEMENTS_WORDS.finditer(opening)))
    telling, setting_out = (len(words.findall(document.text)) for words in (_TELLING, _SETTING_OUT))
    if telling > 2 * setting_out:
        yearly += 2 + (telling > 4 * setting_out)
    elif telling < 1.5 * setting_out:
        arrangements += 2
    if signs and not shown:
        return "inspection", f'opens like an inspection report: "{signs[0]}"'
    kind = "yearly-report" if yearly > arrangements else "arrangements"
    if kind in shown:
        return kind, f'its title or first lines say "{shown[kind]}"'
    reason = "it tells what was done in a period" if kind == "yearly-report" else "it tells how things are arranged"
    return kind, f"no title says so; {reason}"


def _year_of_report(top: str) -> bool:
    """Whether a line of the opening is of one year ("2023/24"); a plan's years are more ("2025 to 2028")."""
    return any(int(match["last"]) - int(match["first"]) <= 1 for match in _YEAR_OF_REPORT.finditer(top))


def _dated(opening: str) -> tuple[str, str] | None:
    """The day that dates arrangements without the word "published": an update, an issue, a date under the title."""
    for match in _DATED.finditer(opening):
        day = first_date(match["rest"])
        if day is not None and day.at < 12:
            return day.first, f'printed as "{" ".join(match.group().split())}"'
    top = opening[:_UNDER_TITLE]
    says = _SAYS_ITS_DATE.search(top)
    if says and (day := first_date(says["rest"])) is not None and day.at == 0:
        return day.first, f'printed as "{" ".join(top[says.start() : says.start("rest") + day.end].split())}"'
    for line in top.splitlines():
        plain = line.strip(" #*|()")
        if plain and _is_date(plain) and not _MEETING.search(top) and (day := first_date(plain)) is not None:
            return day.first, f'the date under the title, "{plain}"'
    return None


def published_on(text: str, kind: str) -> tuple[str | None, str]:
    """The day of publication printed in the opening, and how it was found (or why it was not)."""
    opening = text[:OPENING]
    month_only = ""
    for match in _PUBLISHED.finditer(opening):
        day = first_date(match["rest"])
        if day is not None:
            return day.first, f'printed as "{" ".join(match.group().split())}"'
        if not month_only and _MONTH_AND_YEAR.match(match["rest"]):
            month_only = " ".join(match.group().split())
    there = _PUBLISHED_THERE.search(opening, 0, min(_UNDER_TITLE, len(opening)))
    if kind != "inspection" and there and (day := first_date(there["rest"])) is not None and day.at == 0:
        return day.first, f'printed as "Published {" ".join(there["rest"][: day.end].split())}"'
    if kind == "arrangements" and (dated := _dated(opening)) is not None:
        return dated
    says = _SAYS_IT_WAS_PUBLISHED.search(text) if kind == "arrangements" else None
    if says and (day := first_date(says["rest"])) is not None and day.at == 0:
        return day.first, f'printed as "{" ".join(text[says.start() : says.start("rest") + day.end].split())}"'
    if kind == "inspection" and (letter := _DEAR.search(opening)):
        for line in opening[: letter.start()].splitlines():
            if _is_date(line) and (day := first_date(line)) is not None:
                return day.first, "the letter's date"
        day = first_date(opening, 0, letter.start())
        if day is not None and day.at < 3:
            return day.first, "the letter's date"
    return None, f'only a month is printed: "{month_only}"' if month_only else ""
