"""The reader of plain text, and of text that turns out to be Markdown.

Plain text has no marks but its layout: blank lines, capitals, underlining, numbers, columns.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

from checker.documents.formats import markdown
from checker.documents.formats.decoding import decode, mend_twice
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Draft, Reading
from checker.documents.shape.structure import clean, finish, table_drafts
from checker.text.characters import join_lines

_UNDERLINE = re.compile(r"\s*([=\-_~*])\1{2,}\s*")
_WIDE_GAP = re.compile(r"\t| {3,}")
_RULE = frozenset(" \t|+=_:-")
_MOST_COLUMNS = 12
_MARK = re.compile(r"[•▪●◦‣⁃∙·■□➢➤✓✔\uf0b7\uf0a7*–-]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]?")
_LIST_START = re.compile(r"\s*(?:[•▪●◦‣⁃∙·■□➢➤✓✔\uf0b7*–-]\s+|\(?(?:[a-z]|[ivx]{1,4})\)\s+)\S")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,4}[.)]?\s+\S")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}")
_LONGEST_HEADING = 100
_EDGE_LINES = 3  # lines at a page's top and bottom that may be running ones
_QUOTE_MARK = re.compile(r"^(?:>\s?)+")
_LEAST_QUOTED = 3  # lines
_LEAST_COLUMN_LINES, _NARROWEST_COLUMN = 4, 20  # lines, and characters of the widest
_SMALL = frozenset("a an and as at by for from in into of on or our the to up with".split())


def read(data: bytes, *, as_markdown: bool | None = None) -> Reading:
    """The blocks of a text file. `as_markdown` None lets the content decide."""
    text, warning = decode(data)
    text, mended = mend_twice(text.replace("\0", ""))
    if as_markdown or (as_markdown is None and markdown.looks_like_markdown(text)):
        reading = markdown.read(text)
    else:
        reading = _read_plain(text)
    reading.warnings += [said for said in (warning, mended) if said]
    return reading


def _read_plain(text: str) -> Reading:
    reading = Reading("text")
    sheets = [sheet.split("\n") for sheet in text.strip("\f\n").split("\f")]
    if len(sheets) > 1:
        reading.pages = len(sheets)
        _take_furniture(sheets, reading)
    for number, lines in enumerate(sheets, 1):
        page = number if reading.pages else None
        if page and not any(line.strip() for line in lines):
            reading.pages_without_text.append(page)
        for block in _in_columns(_blocks(_without_quote_marks(lines))):
            _add(block, page, reading)
    finish(reading.drafts)
    return reading


def _take_furniture(sheets: list[list[str]], reading: Reading) -> None:
    """Blank the lines that most pages repeat at top or bottom, but for their figures, and page numbers."""
    edges: list[list[int]] = []
    counts: Counter[str] = Counter()
    for lines in sheets:
        filled = [at for at, line in enumerate(lines) if line.strip()]
        edge = sorted(set(filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]))
        edges.append(edge)
        counts.update({_without_figures(lines[at]) for at in edge})
    enough = max(2, len(sheets) // 2)
    for page, (lines, edge) in enumerate(zip(sheets, edges, strict=True), 1):
        for at in edge:
            if counts[_without_figures(lines[at])] >= enough and (len(lines[at].split()) <= 16 or len(sheets) > 3):
                reading.furniture.append((page, clean(lines[at])))
                lines[at] = ""


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "#", clean(line))


def _blocks(lines: list[str]) -> list[list[str]]:
    """Lines parted where blank lines stand; an underlined line is a block with its underline."""
    blocks: list[list[str]] = [[]]
    for at, line in enumerate(lines):
        if not line.strip():
            blocks.append([])
        elif at + 1 < len(lines) and _is_underlined(line, lines[at + 1]):
            blocks += [[line, lines[at + 1]], []]
        elif _UNDERLINE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _without_quote_marks(lines: list[str]) -> list[str]:
    """The lines without the marks that mail puts before what it quotes, where several lines on end have them."""
    marked = sum(1 for line in lines if line.startswith(">"))
    if marked < _LEAST_QUOTED or 3 * marked < sum(1 for line in lines if line.strip()):
        return lines
    return [_QUOTE_MARK.sub("", line) for line in lines]


def _in_columns(blocks: list[list[str]]) -> list[list[str]]:
    """The blocks, with those that stand in columns of prose taken apart: one column is read after the other."""
    out: list[list[str]] = []
    columns: list[list[list[str]]] = []  # of the columns at hand, their blocks
    starts: list[int] = []
    for block in [*blocks, []]:
        found = _prose_columns(block)
        if not found or (columns and _apart(found, starts)):
            out += [part for column in columns for part in column]
            columns = []
        if found and not columns:
            columns, starts = [[] for _ in range(len(found) + 1)], found
        if not found:
            out += [block] if block else []
            continue
        for number, (a, b) in enumerate(zip([0, *found], [*found, None], strict=True)):
            part = [line[a:b].strip() for line in block]
            columns[number] += [[line for line in part if line]] if any(part) else []
    return out


def _apart(a: list[int], b: list[int]) -> bool:
    return len(a) != len(b) or any(abs(x - y) > 2 for x, y in zip(a, b, strict=True))


def _prose_columns(block: list[str]) -> list[int]:
    """Where the columns behind the first begin, if a block holds columns whose lines run on as prose; else none."""
    if len(block) < _LEAST_COLUMN_LINES or any("\t" in line.strip() or "|" in line for line in block):
        return []
    starts = _gutters(block, 2)
    if not 0 < len(starts) < 4:
        return []
    for a, b in zip([0, *starts], [*starts, None], strict=True):
        lines = [line[a:b].strip() for line in block]
        lines = [line for line in lines if line]
        widest = max(map(len, lines), default=0)
        if len(lines) < _LEAST_COLUMN_LINES or widest < _NARROWEST_COLUMN:
            return []
        full = sum(1 for line in lines[:-1] if len(line) > 0.6 * widest)
        runs_on = sum(1 for line in lines[1:] if line[0].islower())
        if full < 0.7 * (len(lines) - 1) or runs_on < 0.4 * (len(lines) - 1):
            return []
    return starts


def _is_underlined(line: str, under: str) -> bool:
    if not _UNDERLINE.fullmatch(under) or _UNDERLINE.fullmatch(line):
        return False
    return len(line.strip()) <= _LONGEST_HEADING and 0.5 <= len(under.strip()) / len(line.strip()) <= 2


def _add(block: list[str], page: int | None, reading: Reading) -> None:
    drafts = reading.drafts
    if len(block) == 2 and _is_underlined(*block):
        level = 1 if block[1].strip()[0] == "=" else 2
        drafts.append(Draft(BlockKind.HEADING, clean(block[0]), page, level))
        return
    rows = _rows(block)
    if rows:
        drafts += table_drafts(rows, page=page, header=None)
        return
    if any(_LEADERS.search(line) for line in block):
        drafts += [Draft(BlockKind.PARAGRAPH, clean(line), page) for line in block]
        return
    if len(block) > 1 and _looks_like_heading(block[0]) and block[0].isupper() and not block[1].isupper():
        _add(block[:1], page, reading)
        _add(block[1:], page, reading)
        return
    indent: int | None = None
    for words in join_lines([line.rstrip() for line in block]):
        text = clean(words)
        if not text:
            continue
        if _LIST_START.match(words):
            source = next((line for line in block if line.strip()[:20] == words[:20]), words)
            width = len(source) - len(source.lstrip())
            indent = width if indent is None else indent
            drafts.append(Draft(BlockKind.LIST_ITEM, text, page, 1 + max(0, min(3, (width - indent + 1) // 2))))
        elif len(block) == 1 and _looks_like_heading(text):
            drafts.append(Draft(BlockKind.HEADING, text, page, 0))
        else:
            drafts.append(Draft(BlockKind.PARAGRAPH, text, page))


def _rows(block: list[str]) -> list[list[str]]:
    """The cells of a block of lines that stand in columns, parted by tabs or blank gutters; else none."""
    lines = [line for line in block if not set(line) <= _RULE]
    if len(lines) < 2 or any(_LEADERS.search(line) for line in lines):
        return []
    if all("\t" in line.strip() for line in lines):
        rows = [[clean(cell) for cell in line.split("\t")] for line in lines]
    else:
        rows = _cut(lines, _gutters(lines, 2 if len(lines) < len(block) or len(lines) > 3 else 3))
    if all(not row[0] or _MARK.fullmatch(row[0]) for row in rows):
        return []  # a list with a hanging indent
    wide = sum(1 for row in rows if sum(1 for cell in row if cell) > 1)
    if wide < 2 or wide < 0.7 * len(rows) or max(map(len, rows)) > _MOST_COLUMNS:
        return []
    joined: list[list[str]] = []
    for row in rows:
        if joined and not row[0] and not any(any(map(str.isdigit, cell)) for cell in row):
            joined[-1] = [f"{above} {cell}".strip() for above, cell in zip_longest(joined[-1], row, fillvalue="")]
        else:
            joined.append(row)
    return joined


def _gutters(lines: list[str], least: int) -> list[int]:
    """Where columns begin: behind every run of `least` or more places that are blank in all lines."""
    width = max(map(len, lines))
    blank = [all(line[at : at + 1].strip() == "" for line in lines) for at in range(width)]
    starts = []
    run = 0
    seen = False  # whether any text stands to the left
    for at in range(width):
        if blank[at]:
            run += 1
            continue
        if seen and run >= least:
            starts.append(at)
        run, seen = 0, True
    return starts


def _cut(lines: list[str], starts: list[int]) -> list[list[str]]:
    ends = [*starts, None]
    return [[clean(line[a:b]) for a, b in zip([0, *starts], ends, strict=True)] for line in lines]


def _looks_like_heading(line: str) -> bool:
    """Whether a line on its own is in capitals, in title case, or numbered and short."""
    text = line.strip()
    if not text or len(text) > _LONGEST_HEADING or text[-1] in ".,;:" or _WIDE_GAP.search(text):
        return False
    if text.isupper():
        return sum(map(str.isalpha, text)) > 3
    words = re.findall(r"[A-Za-z][\w’'-]*", text)
    if not words or len(words) > 12:
        return False
    return bool(_NUMBERED.match(text)) or all(word[0].isupper() or word in _SMALL for word in words)
