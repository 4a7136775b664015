"""PDF files with what makes real ones hard to read: columns, furniture, footnotes, hyphens, scans."""

from __future__ import annotations

import random
import re
import time
from html import escape
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import (
    Image as Figure,
)
from reportlab.platypus import (
    Paragraph as Words,
)
from reportlab.platypus import (
    Table as Grid,
)
from reportlab.platypus.tableofcontents import TableOfContents

from builders.pictures import draw
from builders.source import Contents, Heading, Item, Paragraph, Picture, Run, Source, Table, headings, plain

FONTS = {"serif": ("Times-Roman", "Times-Bold"), "sans": ("Helvetica", "Helvetica-Bold")}
SYLLABLE = re.compile(r"(?<=[aeiou][bcdfglmnprst])(?=[bcdfgklmnprstv][aeiou])", re.IGNORECASE)
SCAN_DPI = 170
SOFT_HYPHEN = "\u00ad"
FIXED_TIME = time.struct_time((2020, 1, 1, 0, 0, 0, 2, 1, 0))


class _FootnoteMark(Flowable):
    """Takes no room; tells the page that it lands on to print a footnote."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self.note = (number, text)
        self.width = self.height = 0

    def wrap(self, *_: Any) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv._doctemplate.page_notes.append(self.note)


class _Template(BaseDocTemplate):
    """Pages with the running header, footer, page number and footnotes of one source."""

    def __init__(self, target: BytesIO, source: Source, styles: dict[str, ParagraphStyle]) -> None:
        self.source, self.styles = source, styles
        self.page_notes: list[tuple[int, str]] = []
        super().__init__(target, pagesize=A4, title=source.title, author=source.layout.get("author", ""), invariant=1)
        low = 34 * mm if source.footnotes else 24 * mm
        width, height = A4[0] - 46 * mm, A4[1] - low - 24 * mm
        whole = Frame(23 * mm, low, width, height, id="whole", leftPadding=0, rightPadding=0)
        pages = [PageTemplate("one", [whole], onPageEnd=self.furniture)]
        if source.layout.get("columns") == 2:
            half = (width - 8 * mm) / 2
            head = 46 * mm
            banner = Frame(23 * mm, low + height - head, width, head, id="banner", leftPadding=0, rightPadding=0)
            pages = [PageTemplate("first", [banner, *self.columns(low, half, height - head)], onPageEnd=self.furniture)]
            pages.append(PageTemplate("later", self.columns(low, half, height), onPageEnd=self.furniture))
        self.addPageTemplates(pages)

    def columns(self, low: float, width: float, height: float) -> list[Frame]:
        lefts = (23 * mm, 23 * mm + width + 8 * mm)
        return [Frame(x, low, width, height, leftPadding=0, rightPadding=0) for x in lefts]

    def furniture(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        layout = self.source.layout
        plain_font = self.styles["body"].fontName
        canvas.saveState()
        if self.page > 1 or not layout.get("cover_break"):
            canvas.setFont(plain_font, 8.5)
            if header := layout.get("running_header"):
                canvas.drawString(23 * mm, A4[1] - 15 * mm, header)
                canvas.line(23 * mm, A4[1] - 16.5 * mm, A4[0] - 23 * mm, A4[1] - 16.5 * mm)
            if footer := layout.get("running_footer"):
                canvas.drawString(23 * mm, 13 * mm, footer)
            if layout.get("page_numbers"):
                canvas.drawRightString(A4[0] - 23 * mm, 13 * mm, str(self.page))
        if self.page_notes:
            base = 18 * mm
            for number, text in reversed(self.page_notes):
                note = Words(f"<super>{number}</super> {escape(text)}", self.styles["note"])
                _, tall = note.wrap(A4[0] - 46 * mm, 30 * mm)
                note.drawOn(canvas, 23 * mm, base)
                base += tall
            canvas.line(23 * mm, base + 2, 70 * mm, base + 2)
            self.page_notes = []
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        level = getattr(flowable, "contents_level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def as_pdf(source: Source) -> bytes:
    """The PDF's bytes; the same each time."""
    target = BytesIO()
    styles = _styles(source)
    _Template(target, source, styles).multiBuild(_story(source, styles))
    return target.getvalue()


def as_scan(source: Source) -> bytes:
    """The PDF as a copier would scan it: pictures of the pages, a little askew, and no text."""
    noise = random.Random(source.name)
    pages: list[Image.Image] = []
    for page in pypdfium2.PdfDocument(as_pdf(source)):
        sheet = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil()
        sheet = sheet.rotate(noise.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=255)
        for _ in range(60):
            spot = (noise.randrange(sheet.width), noise.randrange(sheet.height))
            sheet.putpixel(spot, 0)
        pages.append(sheet.point(lambda value: 255 if value > 150 else 0).convert("1"))
    target = BytesIO()
    pages[0].save(
        target,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=SCAN_DPI,
        creationDate=FIXED_TIME,
        modDate=FIXED_TIME,
        producer="",
    )
    return target.getvalue()


def _styles(source: Source) -> dict[str, ParagraphStyle]:
    font, bold = FONTS[source.layout.get("font", "sans")]
    size = 9.5 if source.layout.get("columns") == 2 else 10.5
    body = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * 1.36, spaceAfter=6)
    if source.layout.get("justify"):
        body.alignment = TA_JUSTIFY
    table = ParagraphStyle("cell", body, fontSize=size - 1, leading=size * 1.2, spaceAfter=0, alignment=0)
    styles = {
        "body": body,
        "item": ParagraphStyle("item", body, spaceAfter=3),
        "cell": table,
        "head": ParagraphStyle("head", table, fontName=bold),
        "note": ParagraphStyle("note", body, fontSize=8, leading=10, spaceAfter=0),
        "caption": ParagraphStyle("caption", body, fontSize=size - 1, textColor=colors.HexColor("#444444")),
    }
    for level, (points, before) in enumerate(((20, 4), (14, 12), (12, 8), (size + 0.5, 6)), start=1):
        styles[f"h{level}"] = ParagraphStyle(
            f"h{level}",
            body,
            fontName=bold,
            fontSize=points,
            leading=points * 1.25,
            spaceBefore=before,
            keepWithNext=1,
            alignment=0,
        )
    return styles


def _story(source: Source, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    story: list[Flowable] = []
    width = A4[0] - 46 * mm
    two_columns = source.layout.get("columns") == 2
    if two_columns:
        width = (width - 8 * mm) / 2
        story.append(NextPageTemplate("later"))
    soft = bool(source.layout.get("hyphenate"))

    def marks(runs: tuple[Run, ...]) -> list[Flowable]:
        return [_FootnoteMark(r.footnote, plain(source.footnotes[r.footnote])) for r in runs if r.footnote is not None]

    listed = {id(heading) for heading in headings(source)}
    for place, block in enumerate(source.blocks):
        match block:
            case Heading(level, runs):
                heading = Words(_markup(runs), styles[f"h{level}"])
                if id(block) in listed:
                    heading.contents_level = level - 2
                story += [*marks(runs), heading]
            case Paragraph(runs):
                story += [*marks(runs), Words(_markup(runs, soft), styles["body"])]
            case Item(runs, mark, depth):
                hang = (8 if mark else 5) * mm
                left = hang + 6 * mm * (depth - 1)
                style = ParagraphStyle("at", styles["item"], leftIndent=left, bulletIndent=left - hang)
                style.bulletFontName, style.bulletFontSize = style.fontName, style.fontSize
                if not any(isinstance(b, Item) for b in source.blocks[place + 1 : place + 2]):
                    style.spaceAfter = 7
                story += [*marks(runs), Words(_markup(runs, soft), style, bulletText=mark or "\u2022")]
            case Table(rows):
                story += [_grid(rows, styles, width, source.layout.get("rules", "grid")), Spacer(1, 8)]
            case Picture(name, caption):
                story += [Figure(BytesIO(draw(name)), width, width * 620 / 1200)]
                story += [Words(escape(caption), styles["caption"])]
            case Contents():
                story += _contents(source, styles)
    return story


def _contents(source: Source, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    table = TableOfContents(dotsMinLevel=0)
    table.levelStyles = [ParagraphStyle(f"toc{n}", styles["item"], leftIndent=n * 6 * mm) for n in (0, 1)]
    apart = bool(source.layout.get("cover_break"))
    around: list[Flowable] = [PageBreak()] if apart else []
    return [*around, Words("Contents", styles["h2"]), table, *around]


def _grid(
    rows: tuple[tuple[tuple[Run, ...], ...], ...], styles: dict[str, ParagraphStyle], width: float, rules: str
) -> Grid:
    cells = [[Words(_markup(c), styles["cell" if n else "head"]) for c in row] for n, row in enumerate(rows)]
    columns = [[plain(row[i]) for row in rows] for i in range(len(rows[0]))]
    head = styles["head"]
    least = [
        12 + max(stringWidth(w, head.fontName, head.fontSize) for cell in column for w in cell.split())
        for column in columns
    ]
    wish = [max(min(len(cell), 60) for cell in column) + 8 for column in columns]
    spare = width - sum(least)
    widths = [low + spare * part / sum(wish) for low, part in zip(least, wish, strict=True)]
    grid = Grid(cells, colWidths=widths, repeatRows=1)
    line = ("LINEBELOW" if rules == "rows" else "GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#777777"))
    shade = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e6ecef"))
    grid.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), line, shade]))
    return grid


def _markup(runs: tuple[Run, ...], soft: bool = False) -> str:
    out = []
    for run in runs:
        if run.footnote is not None:
            out.append(f"<super>{run.footnote}</super>")
            continue
        words = escape(_with_soft_hyphens(run.text) if soft else run.text, quote=False)
        if run.bold:
            words = f"<b>{words}</b>"
        if run.italic:
            words = f"<i>{words}</i>"
        if run.link:
            words = f'<link href="{escape(run.link)}" color="#0b4ea2"><u>{words}</u></link>'
        out.append(words)
    return "".join(out)


def _with_soft_hyphens(text: str) -> str:
    return re.sub(r"[A-Za-z]{8,}", lambda word: _break(word.group()), text)


def _break(word: str) -> str:
    places = [m.start() for m in SYLLABLE.finditer(word) if 3 <= m.start() <= len(word) - 3]
    for place in reversed(places):
        word = word[:place] + SOFT_HYPHEN + word[place:]
    return word
