"""The brief: the one or two pages that begin every report. Owns what goes into them and how short it is.

It speaks of the packs that the document is for; what it was looked at besides is left to the annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.reporting import wording
from checker.reporting.about import file_name, statement, unread
from checker.reporting.additions import additions_of
from checker.reporting.model import Brief, BriefGroup, BriefLine, Entry, Inspection, Pack, Promise, Quote
from checker.reporting.options import RenderOptions
from checker.results.model import DocumentSummary

LONGEST_QUOTE = 240  # characters
_ROOM = 7700  # characters of all gaps of a brief: it has two pages
_EACH = 180  # characters that a gap takes beside its words: its place, and the lines that are not filled
_LEAST = 130  # characters of a quote below which other words are spared first
_SHORTEST = 75
_SOUGHT = re.compile(r"(?<=\.) Looked for [^.]*\.")
_SPARE = 24  # characters that words may be longer than they should, where a cut would save no more
# Words behind which a sentence says nothing yet.
_SMALL = re.compile(
    r"\b(?:not|no|never|has|have|had|is|are|was|were|be|been|will|shall|should|must|may|can|could|would|to|of|the|an?"
    r"|and|or|by|with|in|on|for|from|that|which|who|how|as|at|its|their|our|his|her|each|every|any|no|when|where"
    r"|whether|if|than|between|into)$",
    re.IGNORECASE,
)
# Where a quote may go on that is cut in its midst: elsewhere a "not" might be lost.
_CLAUSE = re.compile(r"([,;:.)–—])\s+|\s+(?=[A-Z])")
_STEM = 5  # letters by which words of a title are known again
_OFF_TITLE = frozenset("which where their there other these those whether three agency".split())
_LONGEST_PLACE = 60
_MOST_NOTES = 2  # on what could not be read; the annex has all


def brief_of(
    document: DocumentSummary,
    packs: Sequence[Pack],
    inspection: Inspection | None,
    promises: Sequence[Promise],
    options: RenderOptions,
) -> Brief:
    """The brief on a document."""
    main = [pack for pack in packs if not pack.annex] or list(packs)
    besides = [pack for pack in packs if pack not in main]
    gaps = [entry for pack in main for entry in pack.entries if entry.verdict.gap]
    shown = _fitting(gaps)
    modes = [pack.mode for pack in main]
    for_partnership = options.audience == "partnership" and document.type != "inspection"
    return Brief(
        statement=_statement(document, main, options),
        lines=tuple(_lines(document, inspection)),
        packs=tuple(main),
        groups=() if for_partnership else tuple(_groups(shown, _longest(shown))),
        additions=additions_of(gaps, document.sections, options.examples) if for_partnership else (),
        met=tuple(_met(main)),
        note=" ".join(
            [
                wording.BRIEF_NOTE,
                *(wording.BRIEF_NOTES[mode] for mode in dict.fromkeys(modes)),
                f"Made by the safeguarding checker, version {options.version}.",
            ]
        ),
        annex=_annex(besides, inspection, promises),
    )


def telling(entry: Entry) -> Quote | None:
    """The one quote to show: for what inspectors fault the first that does, otherwise the strongest."""
    if entry.verdict.gap and entry.verdict in wording.INSPECTION:
        for quote in entry.quotes:
            if quote.weakens:
                return quote
    return entry.quotes[0] if entry.quotes else None


def shortened(text: str, longest: int) -> str:
    """Words cut at the end of a word, with a sign that they go on; nothing is cut for a word or two.

    Behind a small word the cut waits for the next: "has not ..." says nothing, and might lose what it denies.
    """
    if len(text) <= longest + min(_SPARE, longest // 4):
        return text
    cut = text[:longest].rsplit(" ", 1)[0]
    while len(cut) < len(text) and len(cut) < longest + _SPARE and _SMALL.search(cut):
        end = text.find(" ", len(cut) + 1)
        cut = text if end < 0 else text[:end]
    return cut if len(cut) >= len(text) else cut.rstrip(" ,;:-–") + " …"


def to_the_point(text: str, title: str, longest: int) -> str:
    """Words cut to a length so that what a requirement's title names stays in: from the midst where it stands late.

    "The group's functions include: planning; … multi-agency audits; …" rather than the first items of a list.
    """
    if len(text) <= longest + _SPARE:
        return text
    head, short = shortened(text, longest), shortened(text, longest // 2)
    stems = _stems(title)
    best, most = "", len(stems & _stems(head))
    listed = text.find(":") + 1 or len(text)  # behind it an item may begin without a sign, if none has one
    if text.find(";", listed) >= 0:
        listed = len(text)
    begins = [at.end() for at in _CLAUSE.finditer(text, len(short) - 2) if at[1] or at.end() >= listed]
    for begin in begins:
        rest = text[begin:]
        window = shortened(rest, longest - len(short))
        found = len(stems & _stems(f"{short} {window}"))
        if found > most or (best and found == most):
            best, most = window, found
        if window == rest:
            break  # what begins later is shorter
    return f"{short} {best}" if best else head


def _stems(text: str) -> set[str]:
    """The first letters of the longer words, by which they are known again in another form."""
    return {word[:_STEM] for word in re.findall(r"[a-z]{5,}", text.lower()) if word not in _OFF_TITLE}


def _fitting(gaps: Sequence[Entry]) -> list[Entry]:
    """Gaps for two pages: where their words leave hardly room, those with a quote do not say what was looked for.

    Where that is not enough, none does: a quote cut short says less than what would have been an answer.
    """
    shown = list(gaps)
    for bare in (False, True):
        if _longest(shown) > _LEAST:
            break
        shown = [_unsought(gap) if bare or telling(gap) else gap for gap in shown]
    return shown


def _unsought(gap: Entry) -> Entry:
    return replace(gap, reason=_SOUGHT.sub("", gap.reason))


def _longest(gaps: Sequence[Entry]) -> int:
    """How long a quote may be (characters): what all have room for beside the other words of the gaps."""
    others = sum(len(gap.title) + len(gap.reason) + sum(map(len, gap.questions[:1])) + _EACH for gap in gaps)
    quoted = sorted(len(quote.text) for entry in gaps if (quote := telling(entry)))
    room, left = _ROOM - others, len(quoted)
    for length in quoted:  # what short ones leave is for the long ones
        if length * left > room:
            return max(_SHORTEST, min(room // left, LONGEST_QUOTE))
        room, left = room - length, left - 1
    return LONGEST_QUOTE


def in_room(quote: Quote, longest: int) -> str:
    """A quote cut to a length: of a list's lead at most half, so that the item is seen."""
    if len(quote.text) <= longest or not quote.lead:
        return shortened(quote.text, longest)
    lead, item = quote.text[: quote.lead], quote.text[quote.lead :]
    if len(lead) > longest // 2:
        lead, item = shortened(lead, longest // 2), " " + item.lstrip(" …")
    return lead + shortened(item, max(longest - len(lead), longest // 2))


def place(quote: Quote) -> str:
    """Where a quote stands, short: "page 4", "under “5.3 Scrutiny”"; "" where nothing tells."""
    if quote.page is not None:
        return f"page {quote.page}"
    return f"under “{shortened(quote.section, _LONGEST_PLACE)}”" if quote.section else ""


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Gaps with those to look at again first, then the worst verdict first."""
    worst = {look.key: at for looks in (wording.COVERAGE, wording.INSPECTION) for at, look in enumerate(looks)}
    return sorted(entries, key=lambda entry: (not entry.look_again, worst[entry.verdict.key]))


def _statement(document: DocumentSummary, packs: Sequence[Pack], options: RenderOptions) -> str:
    """What was checked when, against which edition and why; whether another could be asked for."""
    why, offer = wording.clean_line(document.edition_why or ""), wording.clean_line(document.edition_offer)
    if not why:
        return " ".join(part for part in (statement(document, packs, options), offer) if part)
    checked = f"“{file_name(document)}” was checked on {wording.day(options.made_on.isoformat())}."
    return " ".join(part for part in (checked, why, offer) if part)


def _lines(document: DocumentSummary, inspection: Inspection | None) -> Iterable[str]:
    if inspection:
        yield inspection.headline
        if len(inspection.judgements) > 1:  # a single grade stands in the headline
            grades = "; ".join(f"{item.label.lower()} – {item.grade}" for item in inspection.judgements)
            yield f"Grades that the report prints: {grades}."
        yield from inspection.disagreements
    notes = unread(document)
    yield from notes[:_MOST_NOTES]
    if len(notes) > _MOST_NOTES:
        yield f"The annex has {wording.number(len(notes) - _MOST_NOTES, 'more note')} on what could not be read."


def _groups(gaps: Sequence[Entry], longest: int) -> Iterable[BriefGroup]:
    by: dict[str, list[Entry]] = {}
    order = [wording.FORCES[force] for force in ("must", "should", "conditional")]
    ranks = {name: rank for rank, name in enumerate([*order, *(look.word for look in wording.INSPECTION)])}
    for entry in gaps:
        by.setdefault(entry.force or entry.verdict.word, []).append(entry)
    for name in sorted(by, key=lambda name: ranks.get(name, len(ranks))):
        entries = in_order(by[name])
        count = wording.number(len(entries), "gap") if name in order else str(len(entries))
        yield BriefGroup(f"{name}: {count}", tuple(_line(entry, longest) for entry in entries))


def _line(entry: Entry, longest: int) -> BriefLine:
    quote = telling(entry)
    return BriefLine(
        entry=entry,
        quote=to_the_point(quote.text, entry.title, longest + quote.lead) if quote else "",
        where=place(quote) if quote else "",
        question=entry.questions[0] if entry.questions else "",
    )


def _met(packs: Sequence[Pack]) -> Iterable[tuple[str, str]]:
    looks = [verdict for mode in dict.fromkeys(pack.mode for pack in packs) for verdict in wording.verdicts(mode)]
    for verdict in looks:
        entries = [entry for pack in packs for entry in pack.entries if entry.verdict == verdict]
        if verdict.gap or not entries:
            continue
        unsure = [entry.title for entry in entries if entry.look_again]
        titles = [f"{title} ({wording.LOOK_AGAIN})" for title in unsure]
        titles += [entry.title for entry in entries if not entry.look_again]
        yield f"{verdict.word} ({len(entries)})", "; ".join(titles)


def _annex(besides: Sequence[Pack], inspection: Inspection | None, promises: Sequence[Promise]) -> str:
    parts = ["each requirement with its quotes"]
    if inspection:
        parts = ["what the inspection printed", "each criterion with its quotes"]
    parts += [f"what the document says on {pack.title}" for pack in besides]
    if promises:
        parts.append(f"what the document commits to ({wording.number(len(promises), 'undertaking')})")
    return f"The annex that follows holds {wording.join([*parts, 'how far to trust the check'])}."
