"""The HTML reader: a web page's main content as blocks, without its navigation and controls.

lxml parses without network access and mends broken markup. Markdown's embedded HTML comes here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from checker.documents.formats.decoding import decode_html
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import clean, finish, join_cell, table_drafts
from checker.errors import DocumentError
from checker.text.characters import RAISED, join_lines
from checker.text.labels import letter, roman

_Element = etree._Element

_DROPPED = frozenset(
    "nav header footer aside script style noscript template form button input select textarea label option iframe "
    "object embed canvas audio video map menu dialog svg math head title meta link".split()
)
_KEPT_IN_FORM = frozenset({"form", "label"})  # some sites wrap a whole page in a form
_BLOCKS = frozenset(
    "address article body blockquote center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
    "hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLES_DROPPED = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"})
_BYSTANDERS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|skip-?link|share|social|sidebar|navbar|nav|menu|pagination|"
    r"visually-hidden|sr-only|print-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ERROR_PAGE = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b|not found|access denied|forbidden|unauthori[sz]ed|bad gateway|"
    r"unavailable|just a moment|\berror\b|sign in|log ?in|cannot be found|"
    r"can[’']t be found|no longer (?:available|exists)|"
    r"request (?:rejected|blocked)|are you (?:a )?(?:robot|human)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_ERROR_PAGE = 200
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,40})[^<>]{5000,}>")
_MOST_ATTRIBUTES = 500  # of one tag
_MAIN_SHARE = 0.4  # the part of a page's text that its <main> must hold to be taken alone
_LARGE_WIDTH, _LARGE_HEIGHT = 220, 150  # pixels: about 6 by 4 cm
_LONG_CELL = 700  # characters in a cell from which a table lays out a page
_CAPTION_HINT = re.compile(r"(?:^|[\s_-])caption", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_NOTE_LINK = re.compile(r"#.*(?:note|fn|ref|cite|_ed|_ft)|^#_?\w*\d+$", re.IGNORECASE)


def read(data: bytes) -> Reading:
    """The main content of a web page. Raises DocumentError: not-what-it-says for an error page."""
    markup, warning = decode_html(data)
    reading = Reading("html")
    if warning:
        reading.warnings.append(warning)
    root = _parse(markup)
    if root is None:
        return reading
    reading.declared_title = title_of(root)
    builder = Builder(reading)
    builder.block(_main_of(root))
    builder.flush()
    _refuse_error_page(reading)
    finish(reading.drafts)
    return reading


def read_fragment(markup: str, reading: Reading, page: int | None) -> None:
    """Add the blocks of a piece of HTML to a reading, without settling anything."""
    root = _parse(f"<div>{markup}</div>")
    if root is not None:
        builder = Builder(reading, page)
        builder.block(root)
        builder.flush()


def text_of(markup: str) -> str:
    """The words of a piece of inline HTML on one line; list items in it parted by semicolons."""
    if "<" not in markup and "&" not in markup:
        return clean(markup)
    root = _parse(f"<div>{markup}</div>")
    return "" if root is None else _cell_text(root)


def page_title(data: bytes) -> str | None:
    """What a page's <title>, or its first heading, says it is."""
    root = _parse(decode_html(data)[0])
    return None if root is None else title_of(root)


def title_of(root: _Element) -> str | None:
    """The words of <title>, else of the first heading."""
    for path in ("//title", "//h1", "//h2"):
        for found in root.iterfind(f".{path}"):
            words = clean(_all_text(found))
            if words:
                return words
    return None


def _without_endless_tags(markup: str) -> str:
    """The page with tags of thousands of attributes made bare: the parser compares each with all others."""

    def bare(tag: re.Match[str]) -> str:
        return f"<{tag[1]}>" if len(tag[0].split(None, _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES else tag[0]

    return _LONG_TAG.sub(bare, markup)


def _parse(markup: str) -> _Element | None:
    markup = _without_endless_tags(markup)
    # Bytes with a stated encoding: lxml refuses text that declares one of its own.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _main_of(root: _Element) -> _Element:
    """The element that holds the page's own words, or the whole body."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = len(_words_of(body))
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content']", ".//*[@id='main-content']"):
        found = list(body.iterfind(path))
        if len(found) == 1 and len(_words_of(found[0])) >= _MAIN_SHARE * whole:
            return found[0]
    return body


def _words_of(element: _Element) -> str:
    return "".join(_all_text(child) for child in element.iter("p", "li", "td", "th", "dd", "h1", "h2", "h3"))


def _all_text(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _refuse_error_page(reading: Reading) -> None:
    words = sum(len(draft.text.split()) for draft in reading.drafts)
    if words > _MOST_WORDS_OF_ERROR_PAGE:
        return
    named = [reading.declared_title or "", *(d.text for d in reading.drafts[:8] if d.kind is BlockKind.HEADING)]
    for name in named:
        if _ERROR_PAGE.search(name):
            raise DocumentError(
                "not-what-it-says",
                f'The file is a web page that says "{name}", not the document. Download the document again.',
            )


class Builder:
    """Walks elements and fills a reading's drafts. Inline words gather until a block ends."""

    def __init__(self, reading: Reading, page: int | None = None) -> None:
        self.reading = reading
        self.page = page
        self._words: list[str] = []
        self._bold = 0  # characters gathered so far that are bold
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._number: str | None = None

    def block(self, element: _Element) -> None:
        """Read an element's words and what is inside it."""
        self._text(element.text, False)
        for child in element:
            self._child(child, False)

    def flush(self) -> None:
        """End the block at hand: its words become a draft, or several where lines part them."""
        text, bold = "".join(self._words), self._bold
        self._words, self._bold = [], 0
        lines = [clean(line) for line in text.split("\n")]
        paragraphs = join_lines(lines) if self._kind is not BlockKind.HEADING else [" ".join(filter(None, lines))]
        letters = sum(1 for char in text if not char.isspace())
        for words in filter(None, paragraphs):
            kind, level = self._kind, self._level
            if kind is BlockKind.PARAGRAPH and letters and bold >= letters and len(paragraphs) == 1:
                kind, level = BlockKind.HEADING, 0  # wholly bold: perhaps a heading
            self.reading.drafts.append(Draft(kind, words, self.page, level, self._number))
            self._number = None

    def _inside(self, element: _Element, kind: BlockKind, level: int = 0, number: str | None = None) -> None:
        """Read an element's content as one block of a kind."""
        self.flush()
        before = (self._kind, self._level)
        self._kind, self._level, self._number = kind, level, number
        self.block(element)
        self.flush()
        self._kind, self._level = before
        self._number = None

    def _text(self, text: str | None, bold: bool) -> None:
        if text:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            self._words.append(text)
            if bold:
                self._bold += sum(1 for char in text if not char.isspace())

    def _child(self, child: _Element, bold: bool) -> None:
        if isinstance(child.tag, str):
            self._element(child, child.tag.lower(), bold)
        self._text(child.tail, bold)

    def _element(self, child: _Element, tag: str, bold: bool) -> None:
        if _dropped(child, tag):
            return
        if tag == "br":
            self._words.append("\n")
        elif tag == "img":
            self._picture(child)
        elif tag in {"sup", "sub"}:
            self._raised(child, tag, bold)
        elif tag in _HEADINGS:
            self._inside(child, BlockKind.HEADING, _HEADINGS[tag])
        elif tag in {"ul", "ol"}:
            self.flush()
            self._list(child, tag)
        elif tag == "table":
            self.flush()
            self._table(child)
        elif tag in {"figcaption", "caption"} or (tag == "p" and _CAPTION_HINT.search(child.get("class", ""))):
            self._inside(child, BlockKind.CAPTION)
        elif tag == "dt":
            self._inside(child, BlockKind.PARAGRAPH)
        elif tag == "li":  # outside any list
            self._inside(child, BlockKind.LIST_ITEM, 1)
        elif tag in _BLOCKS:
            # A block within a list item or a heading goes on in that kind.
            self.flush()
            self.block(child)
            self.flush()
        else:
            strong = bold or tag in _BOLD or "bold" in child.get("style", "")
            self._text(child.text, strong)
            for inner in child:
                self._child(inner, strong)

    def _raised(self, child: _Element, tag: str, bold: bool) -> None:
        link = child.find(".//a")
        words = clean(_all_text(child))
        if tag == "sup" and (
            (link is not None and _NOTE_LINK.search(link.get("href", ""))) or re.fullmatch(r"\[\d+\]|[*†‡]", words)
        ):
            return
        self._text(words.translate(RAISED) if tag == "sup" and words.isdigit() else words, bold)

    def _list(self, element: _Element, tag: str) -> None:
        depth = 1 + sum(1 for above in element.iterancestors("ul", "ol"))
        count = _whole_number(element.get("start"), 1)
        for child in element:
            name = child.tag.lower() if isinstance(child.tag, str) else ""
            if name == "li" and not _dropped(child, name):
                count = _whole_number(child.get("value"), count)
                number = _label(count, _list_type(element)) if tag == "ol" else None
                self._inside(child, BlockKind.LIST_ITEM, depth, number)
                count += 1
            elif name in {"ul", "ol"}:
                self._list(child, name)
            elif name:
                self._inside(child, BlockKind.LIST_ITEM, depth)

    def _picture(self, image: _Element) -> None:
        width, height = _pixels(image, "width"), _pixels(image, "height")
        if (width or _LARGE_WIDTH) < _LARGE_WIDTH or (height or _LARGE_HEIGHT) < _LARGE_HEIGHT:
            return
        if width is None and height is None and re.search(r"logo|icon|banner", image.get("src", ""), re.IGNORECASE):
            return
        pending = 1 if "".join(self._words).strip() else 0
        self.reading.pictures.append((self.page, len(self.reading.drafts) + pending))

    def _table(self, table: _Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._inside(caption, BlockKind.CAPTION)
        rows, header = _grid(table)
        width = max((sum(1 for cell in row if cell is not None) for row in rows), default=0)
        cells = [cell for row in rows for cell in row if cell is not None]
        if width < 2 or _lays_out(table, cells):
            before = self._kind
            for cell in cells:
                self._kind = BlockKind.PARAGRAPH
                self.flush()
                self.block(cell)
                self.flush()
            self._kind = before
            return
        for cell in cells:
            for image in cell.iter("img"):
                self._picture(image)
        texts = [["" if cell is None else _cell_text(cell) for cell in row] for row in rows]
        self.reading.drafts.extend(table_drafts(texts, page=self.page, header=header))


def _dropped(element: _Element, tag: str) -> bool:
    if tag in _DROPPED and tag not in _KEPT_IN_FORM:
        return tag != "header" or element.find(".//h1") is None or _is_page_title(element)
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role", "") in _ROLES_DROPPED or "display:none" in element.get("style", "").replace(" ", ""):
        return True
    named = f"{element.get('id', '')} {element.get('class', '')}"
    return tag in {"div", "section", "ul", "ol", "span", "a", "p"} and bool(_BYSTANDERS.search(named))


def _is_page_title(header: _Element) -> bool:
    """Whether a header stands outside the text: a banner, or a converter's title made of a file's name."""
    return all(above.tag not in {"main", "article"} for above in header.iterancestors())


def _grid(table: _Element) -> tuple[list[list[_Element | None]], bool | None]:
    """A table's own cells by row and column, spans filled with None; whether its first row is marked."""
    rows: list[list[_Element | None]] = []
    open_spans: dict[int, int] = {}  # column -> rows still covered from above
    marked: bool | None = None
    for row in _own_rows(table):
        line: list[_Element | None] = []
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if not rows and cells:
            above = row.getparent()
            in_head = above is not None and above.tag == "thead"
            all_marked = all(cell.tag == "th" for cell in cells) and len(cells) > 1
            marked = True if in_head or all_marked else None
        for cell in cells:
            while open_spans.get(len(line), 0):
                open_spans[len(line)] -= 1
                line.append(None)
            across = min(_whole_number(cell.get("colspan"), 1), 100)
            down = min(_whole_number(cell.get("rowspan"), 1), 1000)
            for column in range(len(line), len(line) + across):
                if down > 1:
                    open_spans[column] = down - 1
            line.extend([cell, *[None] * (across - 1)])
        while open_spans.get(len(line), 0):
            open_spans[len(line)] -= 1
            line.append(None)
        rows.append(line)
    return rows, marked


def _own_rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _lays_out(table: _Element, cells: list[_Element]) -> bool:
    """Whether a table only places text on a page: it holds headings, tables or whole passages."""
    if table.get("role") in {"presentation", "none"}:
        return True
    for cell in cells:
        if any(True for _ in cell.iter("table", *_HEADINGS)):
            return True
    long = sum(1 for cell in cells if len(_all_text(cell)) > _LONG_CELL)
    return long * 2 >= len(cells) > 0 and not any(cell.tag == "th" for cell in cells)


def _cell_text(cell: _Element) -> str:
    reading = Reading("html")
    builder = Builder(reading)
    builder.block(cell)
    builder.flush()
    return join_cell([f"{d.number}) {d.text}" if d.number else d.text for d in reading.drafts])


def _list_type(element: _Element) -> str:
    style = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", element.get("style", ""))
    named = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
    named |= {"lower-roman": "i", "upper-roman": "I"}
    return element.get("type") or (named.get(style[1], "1") if style else "1")


def _label(count: int, kind: str) -> str:
    if kind in {"a", "A"}:
        label = letter(count)
    elif kind in {"i", "I"}:
        label = roman(count)
    else:
        return str(count)
    return label.upper() if kind.isupper() else label


def _whole_number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*\d{1,6}\s*", value) else otherwise


def _pixels(image: _Element, name: str) -> float | None:
    value = image.get(name) or ""
    style = re.search(rf"(?:^|[;\s]){name}\s*:\s*([\d.]+)(px|cm|mm|in|pt|em)", image.get("style", ""))
    scale = {"px": 1.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "pt": 1.333, "em": 16.0}
    try:
        return float(style[1]) * scale[style[2]] if style else float(value.removesuffix("px"))
    except ValueError:
        return None
