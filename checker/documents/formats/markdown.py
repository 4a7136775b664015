"""The Markdown reader: CommonMark with tables, as written by people and by converters from PDF.

Converters leave tables as lines of tab-separated cells, and pages parted by form feeds; both are
taken apart before the rest is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from checker.documents.formats.html.read import read_fragment, text_of
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.notes import Left
from checker.documents.shape.structure import clean, finish, table_drafts
from checker.text.characters import join_lines

_SIGNS = re.compile(
    r"^#{1,6} \S|^ {0,3}\|? {0,20}:?-{3,}:? {0,20}\|[ \t|:-]*$|\*\*[^*\n]+\*\*|!?\[[^\]\n]*\]\([^)\n]*\)"
    r"|(?<![\w*])\*[^*\s][^*\n]*[^*\s]\*(?![\w*])",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A---\n(?:[\w-]+:.*\n|[ \t]+\S.*\n)*---[ \t]*\n")
_TITLE_FIELD = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_MANY_BLANKS = re.compile(r"^[ \t\u00a0]+$", re.MULTILINE)
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d\b")
_BARE_LINK = re.compile(r"<(?:https?|mailto):[^>\s]+>")


def looks_like_markdown(text: str) -> bool:
    """Whether text carries Markdown's signs: marked headings, bold, links, tables."""
    return _SIGNS.search(text) is not None


def read(text: str) -> Reading:
    """The blocks of a Markdown text. Pages count where form feeds part them."""
    reading = Reading("markdown")
    front = _FRONT_MATTER.match(text)
    if front:
        title = _TITLE_FIELD.search(front.group())
        reading.declared_title = title[1] if title else None
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").disable("code")
    sheets = text.strip("\f\n").split("\f")
    reading.pages = len(sheets) if len(sheets) > 1 else None
    for number, sheet in enumerate(sheets, 1):
        page = number if reading.pages else None
        if page and not sheet.strip():
            reading.pages_without_text.append(page)
        for lines, tabbed in _stretches(sheet):
            if tabbed:
                rows = [[text_of(cell) for cell in line.split("\t")] for line in lines]
                reading.drafts += table_drafts(rows, page=page, header=None)
            else:
                source = _MANY_BLANKS.sub("", "\n".join(lines))
                _Walk(reading, page).tokens(parser.parse(source))
    finish(reading.drafts)
    return reading


def _stretches(sheet: str) -> Iterator[tuple[list[str], bool]]:
    """Runs of lines: those with tab-separated cells (two lines at least), and the rest."""
    lines = sheet.split("\n")
    start = at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end].rstrip("\n") and (end > at or "\t" in lines[end].strip()):
            end += 1
        if end - at > 1 and not lines[at].lstrip().startswith(("- ", "* ", "#", "|")):
            if at > start:
                yield lines[start:at], False
            yield lines[at:end], True
            start = at = end
        else:
            at = max(end, at + 1)
    if start < len(lines):
        yield lines[start:], False


class _Walk:
    """Turns the tokens of one stretch into drafts."""

    def __init__(self, reading: Reading, page: int | None) -> None:
        self.reading = reading
        self.page = page
        self._lists: list[int | None] = []  # open lists: the next number, None for bullets
        self._label: str | None = None  # the number of the item at hand, until its first paragraph
        self._rows: list[list[str]] = []
        self._heading = 0  # the level of the heading at hand
        self._in_cell = False

    def tokens(self, tokens: list[Token]) -> None:
        """Read block tokens in order."""
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._inline(token)
            elif kind == "html_block":
                read_fragment(token.content, self.reading, self.page)
            elif kind == "fence":
                self._add(BlockKind.PARAGRAPH, join_lines([clean(line) for line in token.content.split("\n")]), 0)
            elif kind in {"heading_open", "heading_close"}:
                self._heading = int(token.tag[1]) if kind == "heading_open" else 0
            elif "list" in kind:
                self._list(token)
            else:
                self._table(kind)

    def _list(self, token: Token) -> None:
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            count = self._lists[-1]
            self._label = None if count is None else str(count)
            if count is not None:
                self._lists[-1] = count + 1

    def _table(self, kind: str) -> None:
        if kind == "table_open":
            self._rows = []
        elif kind == "tr_open":
            self._rows.append([])
        elif kind in {"th_open", "td_open", "th_close", "td_close"}:
            self._in_cell = kind.endswith("open")
        elif kind == "table_close":
            self.reading.drafts += table_drafts(self._rows, page=self.page, header=_has_heading(self._rows))

    def _inline(self, token: Token) -> None:
        inline = _Inline(self)
        for child in token.children or ():
            inline.add(child)
        notes = self.reading.notes
        if self._in_cell:
            self._rows[-1].append(clean(text_of(inline.markup, notes)))
            return
        lines = [text_of(line, notes) for line in inline.markup.split("\n")]
        if self._heading:
            self._add(BlockKind.HEADING, [" ".join(filter(None, lines))], self._heading)
        elif self._lists:
            self._add(BlockKind.LIST_ITEM, join_lines(lines), len(self._lists))
        elif inline.is_bold and len(paragraphs := join_lines(lines)) == 1:
            self._add(BlockKind.HEADING, paragraphs, 0)
        else:
            self._add(BlockKind.PARAGRAPH, join_lines(lines), 0)

    def _add(self, kind: BlockKind, paragraphs: list[str], level: int) -> None:
        for words in filter(None, paragraphs):
            self.reading.drafts.append(Draft(kind, words, self.page, level, self._label))
            self._label = None

    def picture(self) -> None:
        """Note a picture at this place; what its alternative text says of it is no evidence."""
        self.reading.pictures.append((self.page, len(self.reading.drafts)))


class _Inline:
    """The words of one inline token as lines of text and inline HTML; words struck through are left out."""

    def __init__(self, walk: _Walk) -> None:
        self._walk = walk
        self._parts: list[str] = []
        self._bold = self._plain = 0  # pieces
        self._depth = 0  # of bold
        self._struck = 0

    @property
    def markup(self) -> str:
        """The words, escaped, since raw inline HTML stands beside them."""
        return "".join(self._parts)

    @property
    def is_bold(self) -> bool:
        """Whether all words are bold."""
        return self._bold > 0 and self._plain == 0

    def add(self, child: Token) -> None:
        """Add one piece."""
        kind = child.type
        if kind in {"text", "code_inline"}:
            self._text(child.content)
        elif kind in {"softbreak", "hardbreak"}:
            self._parts.append("\n")
        elif kind in {"strong_open", "strong_close"}:
            self._depth += 1 if kind == "strong_open" else -1
        elif kind in {"s_open", "s_close"}:
            self._struck += 1 if kind == "s_open" else -1
        elif kind == "html_inline":
            self._html(child.content)
        elif kind == "image":
            self._walk.picture()

    def _text(self, words: str) -> None:
        if self._struck:
            self._walk.reading.notes.add(Left.STRUCK, self._walk.page, len(words.split()))
            return
        self._parts.append(_escaped(words))
        if words.strip():
            self._bold, self._plain = (self._bold + 1, self._plain) if self._depth else (self._bold, self._plain + 1)

    def _html(self, markup: str) -> None:
        tag = markup.lower()
        if tag.startswith("<br"):
            self._parts.append("\n")
            return
        self._depth += 1 if tag in {"<b>", "<strong>"} else -1 if tag in {"</b>", "</strong>"} else 0
        self._parts.append(markup)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _has_heading(rows: list[list[str]]) -> bool:
    """Whether a table's first row, which Markdown always sets apart as its heading, is one.

    Whoever has no heading leaves it empty, or puts the first row of a form there: a label and a day.
    """
    first = rows[0] if rows else []
    return any(first) and not (len(first) == 2 and _DAY.search(first[1]))
