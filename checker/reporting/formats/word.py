"""A check as a Word document to work on: real headings, a contents field, quotes, and room to judge.

Paragraphs go through python-docx; tables, links and fields are written as WordprocessingML, which
python-docx either lacks or builds too slowly for a long report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from checker.assessment.model import Check
from checker.reporting import words
from checker.reporting.formats.word_styles import PAGE_WIDTH, QUOTE_SOURCE, SMALL, blank_document
from checker.reporting.view import Entry, Pack, RenderOptions, Report, build, improvement_line, source_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_LINE = "D5DAE0"
_HEAD = "EEF0F3"


def render(check: Check, options: RenderOptions) -> bytes:
    """The .docx file."""
    return _Writer(build(check, options), options).bytes()


class _Writer:
    """One document being written, front to back."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self._report = report
        self._options = options
        footer = f"{report.labels.kind} · {words.day(options.made_on.isoformat())}"
        self._document: Document = blank_document(header=report.title, footer=footer)
        self._contents: list[tuple[int, str, str]] = []  # (level, heading, bookmark)
        self._bookmarks = 0

    def bytes(self) -> bytes:
        """Write everything, and give back the file."""
        report, document = self._report, self._document
        made = self._options.made_on
        properties = document.core_properties
        properties.title = report.title[:255]
        properties.subject = report.labels.kind
        properties.author = f"Safeguarding checker {self._options.version}"
        properties.comments = ""
        properties.language = "en-GB"
        properties.created = properties.modified = datetime(made.year, made.month, made.day)

        document.add_paragraph(f"{report.labels.kind} · {report.type}", style=SMALL)
        document.add_paragraph(report.title, style="Title")
        document.add_paragraph(report.subtitle, style="Subtitle")
        document.add_paragraph(report.statement)
        contents = document.add_paragraph()
        links = {entry.anchor: f"requirement_{number}" for number, entry in enumerate(report.entries)}
        self._summary(links)
        self._inspection()
        for pack in report.packs:
            self._pack(pack, links)
        self._about()
        self._write_contents(contents)
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()

    def _heading(self, text: str, level: int, bookmark: str | None = None) -> None:
        self._bookmarks += 1
        name = bookmark or f"heading_{self._bookmarks}"
        paragraph = self._document.add_paragraph(text, style=f"Heading {level}")
        _append(paragraph, f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>', at=1)
        _append(paragraph, f'<w:bookmarkEnd w:id="{self._bookmarks}"/>')
        if level < 3:
            self._contents.append((level, text, name))

    def _summary(self, links: dict[str, str]) -> None:
        report = self._report
        self._heading("Summary", 1)
        for pack in report.packs:
            if len(report.packs) > 1:
                self._heading(pack.title, 2)
            self._document.add_paragraph().add_run(pack.headline).bold = True
            rows = [[_cell("Theme"), *(_cell(f"{c.verdict.symbol} {c.verdict.word}", right=True) for c in pack.counts)]]
            for theme in pack.themes:
                numbers = (_cell(str(c.number), right=True, bold=c.number > 0) for c in theme.counts)
                rows.append([_cell(theme.label), *numbers])
            rows.append(
                [_cell("All", bold=True)]
                + [
                    _cell(str(c.number), right=True, bold=True, colours=words.COLOURS[c.verdict.tone])
                    for c in pack.counts
                ]
            )
            self._table(rows, [4, *[1.4] * len(pack.counts)])
        if report.gaps:
            self._heading(report.labels.gaps, 2)
            rows = [[_cell("Verdict"), _cell("Requirement"), _cell("Why")]]
            for entry in report.gaps:
                force = f" ({entry.force.lower()})" if entry.force else ""
                verdict = _cell(_badge(entry), bold=True, colours=words.COLOURS[entry.verdict.tone])
                rows.append([verdict, _link(entry.title, links[entry.anchor], force), _cell(entry.reason)])
            self._table(rows, [1.4, 2.6, 4])
        self._heading("What could not be read", 2)
        for note in report.unread or (report.all_read,):
            self._document.add_paragraph(note, style="List Bullet" if report.unread else None)

    def _inspection(self) -> None:
        inspection = self._report.inspection
        if inspection is None:
            return
        self._heading("What the inspection printed", 1)
        self._table([[_cell(fact.label, bold=True), _cell(fact.value)] for fact in inspection.facts], [2, 5], head=False)
        if inspection.judgements:
            rows = [[_cell("Judgement"), _cell("Grade"), _cell("As printed, if otherwise")]]
            rows += [[_cell(item.label), _cell(item.grade, bold=True), _cell(item.printed)] for item in inspection.judgements]
            self._table(rows, [3, 2, 3])
        else:
            self._document.add_paragraph("The report prints no grades.")
        for text in inspection.disagreements:
            self._document.add_paragraph(f"The report disagrees with itself: {text}")
        self._heading("Areas for improvement", 2)
        for item in inspection.improvements:
            paragraph = self._document.add_paragraph(item.text, style="List Number")
            paragraph.add_run(f" ({improvement_line(item)})").italic = True
        if not inspection.improvements:
            nothing = "No printed area for improvement, recommendation or priority action was recognised."
            self._document.add_paragraph(nothing)

    def _pack(self, pack: Pack, links: dict[str, str]) -> None:
        titled = f": {pack.title}" if len(self._report.packs) > 1 else ""
        self._heading(self._report.labels.each + titled, 1)
        for theme in pack.themes:
            self._heading(theme.label, 2)
            for entry in theme.entries:
                self._entry(entry, links[entry.anchor])

    def _entry(self, entry: Entry, bookmark: str) -> None:
        from docx.shared import RGBColor

        document, labels = self._document, self._report.labels
        self._heading(entry.title, 3, bookmark)
        line = document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        verdict = line.add_run(_badge(entry))
        verdict.bold = True
        verdict.font.color.rgb = RGBColor.from_string(words.COLOURS[entry.verdict.tone].ink)
        line.add_run(f" · {source_line(entry)}").font.color.rgb = RGBColor.from_string(words.QUIET)
        if entry.asks:
            document.add_paragraph(entry.asks).runs[0].italic = True
        document.add_paragraph(entry.reason)
        for quote in entry.quotes:
            document.add_paragraph(f"“{quote.text}”", style="Quote").paragraph_format.keep_with_next = True
            source = document.add_paragraph(quote.where, style=QUOTE_SOURCE)
            marks = ([labels.weakens] if quote.weakens else []) + (
                ["read by character recognition"] if quote.read_by_ocr else []
            )
            if marks:
                source.add_run(" · " + " · ".join(marks)).bold = True
        if entry.advice:
            document.add_paragraph().add_run(f"{labels.advice}: ").bold = True
            document.paragraphs[-1].add_run(entry.advice)
        if entry.questions:
            heading = document.add_paragraph()
            heading.add_run(labels.questions).bold = True
            heading.paragraph_format.keep_with_next = True
            for question in entry.questions:
                document.add_paragraph(question, style="List Bullet")
        self._judge(entry)

    def _judge(self, entry: Entry) -> None:
        """Room for the reader: a scrutineer agrees or not, a partnership notes what it will do."""
        if self._options.audience == "scrutineer":
            rows = [
                [_cell("Reviewer's judgement"), _cell("Note")],
                [_boxes(("Agree", "Disagree")), _cell("")],
            ]
            self._table(rows, [2, 5])
        elif entry.verdict.gap:
            self._table([[_cell("What we will do"), _cell("Who"), _cell("By when")], [_cell("")] * 3], [4, 2, 1.5])

    def _about(self) -> None:
        report = self._report
        self._heading("About this check", 1)
        rows = [[_cell("What"), _cell("Found"), _cell("How it is known")]]
        rows += [[_cell(fact.label, bold=True), _cell(fact.value), _cell(fact.how)] for fact in report.facts]
        self._table(rows, [1.5, 3.5, 3])
        self._heading("What the verdicts mean", 2)
        for verdict in report.meanings:
            self._document.add_paragraph().add_run(f"{verdict.symbol} {verdict.word}: ").bold = True
            self._document.paragraphs[-1].add_run(verdict.meaning)
        self._heading("How far to trust it", 2)
        for note in report.method:
            self._document.add_paragraph(note)

    def _table(self, rows: Sequence[Sequence[str]], shares: Sequence[float], *, head: bool = True) -> None:
        """A table across the page, its columns wide in proportion to `shares`, and a gap below it."""
        widths = [round(PAGE_WIDTH * share / sum(shares)) for share in shares]
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        parts = [
            f'<w:tbl {_NAMESPACES}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:top w:w="50" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:firstRow="{int(head)}"/></w:tblPr><w:tblGrid>',
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
        ]
        for number, row in enumerate(rows):
            first = head and number == 0
            parts.append("<w:tr><w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if first else "") + "</w:trPr>")
            for width, cell in zip(widths, row, strict=True):
                shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/>' if first else ""
                parts.append(cell.replace("@", f'<w:tcW w:w="{width}" w:type="dxa"/>{shade}', 1))
            parts.append("</w:tr>")
        self._document.element.body.insert(len(self._document.element.body) - 1, _parse("".join(parts) + "</w:tbl>"))
        self._document.add_paragraph(style=SMALL)
