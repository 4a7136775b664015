"""A source document: its front matter and its Markdown body as a few kinds of block.

Beyond CommonMark and tables a source may hold `[[contents]]` on a line of its own (a contents
page is put there), `[^1]` with a definition `[^1]: text` (a footnote), and a picture by name:
`![caption](levels-of-need)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOOTNOTE = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)
REFERENCE = re.compile(r"\[\^(\d+)\]")
PRINTED_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)\s+(?=\S)")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; with `footnote` set it is that footnote's mark and nothing else."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    footnote: int | None = None


@dataclass(frozen=True)
class Heading:
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    """A list item; `mark` is its printed number with the full stop, or None for a bullet."""

    runs: tuple[Run, ...]
    mark: str | None
    depth: int


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row holds the headings."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


@dataclass(frozen=True)
class Picture:
    name: str
    caption: str


@dataclass(frozen=True)
class Contents:
    """The place of the contents page."""


Block = Heading | Paragraph | Item | Table | Picture | Contents


@dataclass(frozen=True)
class Source:
    """One source document. `layout` holds the options that the renderers read by name."""

    name: str
    title: str
    area: str
    type: str
    date: str
    formats: tuple[str, ...]
    layout: dict[str, Any]
    body: str
    footnotes: dict[int, tuple[Run, ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


def read_source(path: Path) -> Source:
    """The source in `path`; a KeyError names the front matter field that is absent."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(front)
    notes = {int(n): _runs(_inline(text)) for n, text in FOOTNOTE.findall(body)}
    body = FOOTNOTE.sub("", body).strip() + "\n"
    return Source(
        name=path.stem,
        title=facts["title"],
        area=facts["area"],
        type=facts["type"],
        date=str(facts["date"]),
        formats=tuple(facts["formats"]),
        layout=dict(facts.get("layout") or {}),
        body=body,
        footnotes=notes,
        blocks=tuple(_blocks(body)),
    )


def plain(runs: tuple[Run, ...]) -> str:
    """The words of some runs, without styles and footnote marks."""
    return "".join(run.text for run in runs if run.footnote is None)


def headings(source: Source) -> list[Heading]:
    """The headings that a contents page lists: those below it, of the second and third level."""
    place = next((n for n, b in enumerate(source.blocks) if isinstance(b, Contents)), 0)
    return [b for b in source.blocks[place:] if isinstance(b, Heading) and b.level in (2, 3)]


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _inline(text: str) -> Token:
    return _markdown().parseInline(text)[0]


def _runs(token: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    bold = italic = False
    link: str | None = None
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        elif child.type == "link_open":
            link = str(child.attrs["href"])
        elif child.type == "link_close":
            link = None
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", bold, italic, link))
        elif child.content:
            for place, piece in enumerate(REFERENCE.split(child.content)):
                if place % 2:
                    runs.append(Run("", footnote=int(piece)))
                elif piece:
                    runs.append(Run(piece, bold, italic, link))
    return tuple(runs)


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    lists: list[int | None] = []
    rows: list[tuple[tuple[Run, ...], ...]] = []
    cells: list[tuple[Run, ...]] = []
    level = 0
    inside = ""
    for token in _markdown().parse(body):
        match token.type:
            case "heading_open":
                inside, level = "heading", int(token.tag[1])
            case "td_open" | "th_open":
                inside = "cell"
            case "tr_close":
                rows.append(tuple(cells))
                cells = []
            case "table_close":
                blocks.append(Table(tuple(rows)))
                rows = []
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_close":
                if lists[-1] is not None:
                    lists[-1] += 1
            case "inline" if inside == "heading":
                blocks.append(Heading(level, _runs(token)))
                inside = ""
            case "inline" if inside == "cell":
                cells.append(_runs(token))
                inside = ""
            case "inline" if lists:
                number = lists[-1]
                blocks.append(Item(_runs(token), None if number is None else f"{number}.", len(lists)))
            case "inline":
                blocks.append(_paragraph(token))
    return blocks


def _paragraph(token: Token) -> Block:
    children = token.children or []
    if token.content == "[[contents]]":
        return Contents()
    if len(children) == 1 and children[0].type == "image":
        return Picture(str(children[0].attrs["src"]), children[0].content)
    return Paragraph(_runs(token))
