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
        self._head_rows = 0
        self._rows: list[list[str]] = []

    def tokens(self, tokens: list[Token]) -> None:
        """Read block tokens in order."""
        heading = 0
        in_cell = False
        for token in tokens:
            kind = token.type
            if kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "heading_close":
                heading = 0
            elif kind in {"bullet_list_open", "ordered_list_open"}:
                first = int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None
                self._lists.append(first)
            elif kind in {"bullet_list_close", "ordered_list_close"}:
                self._lists.pop()
            elif kind == "list_item_open":
                count = self._lists[-1]
                self._label = None if count is None else str(count)
                if count is not None:
                    self._lists[-1] = count + 1
            elif kind == "table_open":
                self._rows = []
            elif kind == "tr_open":
                self._rows.append([])
            elif kind in {"th_open", "td_open"}:
                in_cell = True
            elif kind in {"th_close", "td_close"}:
                in_cell = False
            elif kind == "table_close":
                self.reading.drafts += table_drafts(self._rows, page=self.page, header=True)
            elif kind == "inline":
                if in_cell:
                    self._rows[-1].append(clean(text_of(_inline(token, self)[0])))
                else:
                    self._inline(token, heading)
            elif kind == "html_block":
                read_fragment(token.content, self.reading, self.page)
            elif kind == "fence":
                self._add(BlockKind.PARAGRAPH, join_lines([clean(line) for line in token.content.split("\n")]), 0)

    def _inline(self, token: Token, heading: int) -> None:
        markup, bold = _inline(token, self)
        lines = [text_of(line) for line in markup.split("\n")]
        if heading:
            self._add(BlockKind.HEADING, [" ".join(filter(None, lines))], heading)
        elif self._lists:
            self._add(BlockKind.LIST_ITEM, join_lines(lines), len(self._lists))
        elif bold and len(paragraphs := join_lines(lines)) == 1:
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


def _inline(token: Token, walk: _Walk) -> tuple[str, bool]:
    """An inline token's words as lines of HTML-free or inline-HTML text; whether all are bold."""
    parts: list[str] = []
    bold = plain = 0
    depth = 0
    for child in token.children or []:
        kind = child.type
        if kind in {"text", "code_inline"}:
            # The words are escaped, since raw inline HTML stands beside them in the same text.
            parts.append(_escaped(child.content))
            if child.content.strip():
                bold, plain = (bold + 1, plain) if depth else (bold, plain + 1)
        elif kind in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif kind == "strong_open":
            depth += 1
        elif kind == "strong_close":
            depth -= 1
        elif kind == "html_inline":
            tag = child.content.lower()
            if tag.startswith("<br"):
                parts.append("\n")
                continue
            depth += 1 if tag in {"<b>", "<strong>"} else -1 if tag in {"</b>", "</strong>"} else 0
            parts.append(child.content)
        elif kind == "image":
            walk.picture()
    return "".join(parts), bold > 0 and plain == 0


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
