"""A check as Markdown (CommonMark with tables): the same content as the web page, for wikis and mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.reporting import wording
from checker.reporting.additions import title_of
from checker.reporting.brief import LONGEST_QUOTE, shortened
from checker.reporting.model import Brief, BriefLine, Changes, Entry, Inspection, Pack, Quote, Report, WordGroup
from checker.reporting.reviewed import NOT_DECIDED, TITLE, ReviewShown
from checker.reporting.view import RenderOptions, build, improvement_line, source_line
from checker.results.model import Check

# Everything that can begin markup; the colon only where it would make a bare address into a link.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$]|:(?=//)|(?<=www)\.|@(?=\w)")
_LIST_START = re.compile(r"^(\s*\d*)([-+=.)])")


def render(check: Check, options: RenderOptions) -> str:
    """The whole report; words of the document are escaped, so that they show as they stand."""
    report = build(check, options)
    return "\n".join(_lines(report, alone=options.brief_only)) + "\n"


def escape(text: str) -> str:
    """One line of text so that a Markdown reader shows it as it is, without markup, links or lists."""
    escaped = _MARKUP.sub(lambda found: "\\" + found.group(), text)
    return _LIST_START.sub(r"\1\\\2", escaped)


def _lines(report: Report, *, alone: bool) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    yield ""
    yield f"{report.labels.kind} · {escape(report.type)} · {escape(report.subtitle)}"
    yield ""
    if report.changes:
        yield from _changes(report.changes)
    if report.review:
        yield from _review(report.review)
    yield from _brief(report.brief, alone=alone)
    if alone:
        return
    if report.changes:
        yield from _texts(report.changes, report)
    if report.inspection:
        yield from _inspection(report.inspection)
    if report.packs:
        yield "## Verdicts by theme"
        yield ""
    for pack in report.packs:
        yield from _summary(pack, titled=len(report.packs) > 1)
    yield from _requirements(report)
    if report.promises:
        yield from _promises(report)
    yield from _about(report)


def _requirements(report: Report) -> Iterator[str]:
    if report.packs:
        yield f"## {report.labels.each}"
        yield ""
    for pack in report.packs:
        yield f"### {escape(pack.title)}"
        yield ""
        for theme in pack.themes:
            yield f"#### {escape(theme.label)}"
            yield ""
            for entry in theme.entries:
                yield from _entry(entry, report)


def _brief(brief: Brief, *, alone: bool) -> Iterator[str]:
    yield "## The brief"
    yield ""
    for line in (brief.statement, *brief.lines):
        yield escape(line)
        yield ""
    if brief.packs:
        words = list(dict.fromkeys(count.verdict.word for pack in brief.packs for count in pack.counts))
        rows = []
        for pack in brief.packs:
            counts = {count.verdict.word: str(count.number) for count in pack.counts}
            rows.append([escape(pack.title), *(counts.get(word, "") for word in words), str(pack.total)])
        yield from table(["Checked against", *words, "All"], rows)
    for group in brief.groups:
        yield f"### {group.title}"
        yield ""
        for gap in group.lines:
            yield f"- {_line(gap)}"
        yield ""
    if brief.additions:
        yield f"### {title_of(len(brief.additions))}"
        yield ""
        for number, item in enumerate(brief.additions, 1):
            yield f"{number}. **{escape(item.section)}** – {_badge(item.entry)}: {escape(item.entry.title)}"
            for label, words_ in (
                ("", item.what),
                ("How another area says it: ", item.example),
                ("Ask: ", item.question),
            ):
                if words_:
                    yield f"   - {label}{escape(words_)}"
        yield ""
    for label, titles in brief.met:
        yield f"**{label}:** {escape(titles)}."
        yield ""
    yield escape(brief.note if alone else f"{brief.note} {brief.annex}")
    yield ""


def _line(line: BriefLine) -> str:
    where = f" ({escape(line.where)})" if line.where else ""
    said = escape(line.entry.reason) + (f" “{escape(line.quote)}”{where}" if line.quote else "")
    ask = f" **Ask:** {escape(line.question)}" if line.question else ""
    return f"{_badge(line.entry)} **{escape(line.entry.title)}**: {said}{ask}"


def _review(review: ReviewShown) -> Iterator[str]:
    yield f"## {TITLE}"
    yield ""
    yield f"**{escape(review.headline)}**"
    yield ""
    for text in review.summary:
        yield f"> {escape(text)}"
        yield ""
    for line in review.lines:
        yield f"- {escape(line)}"
    yield ""
    if review.record:
        yield escape(review.record)
        yield ""


def _reviewed(entry: Entry, review: ReviewShown | None) -> Iterator[str]:
    if review is None:
        return
    decided = review.of(entry.requirement)
    yield f"**{escape(decided.line if decided else NOT_DECIDED)}**"
    yield ""
    if decided:
        for text in (decided.note, *(f"Evidence added: {words}" for words in decided.added)):
            if text:
                yield escape(text)
                yield ""


def _promises(report: Report) -> Iterator[str]:
    yield f"## {wording.PROMISES}"
    yield ""
    yield wording.PROMISES_NOTE
    yield ""
    rows = [[escape(cell) for cell in (row.what, row.who, row.by_when, row.page)] for row in report.promises]
    yield from table(wording.PROMISES_HEAD, rows)


def _summary(pack: Pack, *, titled: bool) -> Iterator[str]:
    if titled:
        yield f"### {escape(pack.title)}"
        yield ""
    yield f"**{pack.headline}**"
    yield ""
    rows = [
        [f"{share.verdict.symbol} {share.verdict.word}", str(share.number), escape(share.line)] for share in pack.shares
    ]
    yield from table(["Verdict", "Number", "Themes"], rows)


def _changes(changes: Changes) -> Iterator[str]:
    yield f"## {changes.title}"
    yield ""
    yield f"**{escape(changes.headline)}**"
    yield ""
    yield escape(changes.against)
    yield ""
    for row in changes.turned:
        told = f" {row.told[0]}: “{escape(shortened(row.told[1].text, LONGEST_QUOTE))}”" if row.told else ""
        yield f"- {row.entry.verdict.symbol} **{escape(row.entry.title)}** – {row.line}.{told}"
    if changes.turned:
        yield ""
    if changes.other_words:
        titles = "; ".join(f"{row.entry.title} ({row.entry.verdict.key})" for row in changes.other_words)
        yield f"The same verdict on other words: {escape(titles)}."
        yield ""


def _texts(changes: Changes, report: Report) -> Iterator[str]:
    yield "## The words that changed"
    yield ""
    for row in changes.rows:
        yield f"### {row.entry.verdict.symbol} {escape(row.entry.title)} – {row.line}"
        yield ""
        for group in row.words:
            yield from _group(group, report)
    if changes.same:
        yield f"Verdict and words as before: {escape(changes.same_line)}."
        yield ""
    yield "### The two texts as a whole"
    yield ""
    for group in changes.text:
        yield from _group(group, report)
    if not changes.text:
        yield "Every sentence of either draft stands in the other, in the same order."
        yield ""


def _group(group: WordGroup, report: Report) -> Iterator[str]:
    yield f"{group.label}:"
    yield ""
    for quote in group.quotes:
        yield from _quote(quote)


def _inspection(inspection: Inspection) -> Iterator[str]:
    yield "## What the inspection printed"
    yield ""
    for fact in inspection.facts:
        yield f"- {fact.label}: {escape(fact.value)}"
    yield ""
    if inspection.judgements:
        rows = [[item.label, escape(item.grade), escape(item.printed)] for item in inspection.judgements]
        yield from table(["Judgement", "Grade", "As printed, if otherwise"], rows)
    else:
        yield "The report prints no grades."
        yield ""
    for text in inspection.disagreements:
        yield f"The report disagrees with itself: {escape(text)}"
        yield ""
    yield "### Areas for improvement"
    yield ""
    if not inspection.improvements:
        yield "No printed area for improvement, recommendation or priority action was recognised."
    for number, item in enumerate(inspection.improvements, 1):
        yield f"{number}. {escape(item.text)} ({escape(improvement_line(item))})"
    yield ""


def _entry(entry: Entry, report: Report) -> Iterator[str]:
    yield f"##### {_badge(entry)}: {escape(entry.title)}"
    yield ""
    if entry.asks:
        yield f"*{escape(entry.asks)}*"
        yield ""
    yield escape(source_line(entry))
    yield ""
    yield escape(entry.reason)
    yield ""
    if entry.sure:
        yield escape(entry.sure)
        yield ""
    yield from _reviewed(entry, report.review)
    for quote in entry.quotes:
        yield from _quote(quote)
    if entry.advice:
        yield f"**{report.labels.advice}:** {escape(entry.advice)}"
        yield ""
    if entry.questions:
        yield f"**{report.labels.questions}:**"
        yield ""
        for question in entry.questions:
            yield f"- {escape(question)}"
        yield ""


def _quote(quote: Quote) -> Iterator[str]:
    marks = [quote.mark] if quote.mark else []
    marks += ["read by character recognition"] if quote.read_by_ocr else []
    marked = "".join(f" · **{mark}**" for mark in marks)
    yield f"> {escape(quote.text)}"
    yield ">"
    yield f"> {escape(quote.where)}{marked}"
    yield ""


def _about(report: Report) -> Iterator[str]:
    yield "## What could not be read"
    yield ""
    for note in report.unread or (report.all_read,):
        yield f"- {escape(note)}"
    yield ""
    yield "## About this check"
    yield ""
    rows = [[fact.label, escape(fact.value), escape(fact.how)] for fact in report.facts]
    yield from table(["What", "Found", "How it is known"], rows)
    yield "### What the verdicts mean"
    yield ""
    for verdict in report.meanings:
        yield f"- {verdict.symbol} **{verdict.word}**: {verdict.meaning}"
    yield ""
    yield "### How far to trust it"
    yield ""
    for note in report.method:
        yield note
        yield ""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are escaped already, with an empty line behind it."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _badge(entry: Entry) -> str:
    again = f" ({wording.LOOK_AGAIN})" if entry.look_again else ""
    return f"{entry.verdict.symbol} {entry.verdict.word}{again}"
