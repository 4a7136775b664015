"""Markdown and plain text, as a partnership's officers would type them."""

from __future__ import annotations

import re
import textwrap

from builders.source import Contents, Heading, Item, Paragraph, Picture, Source, Table, headings, plain

WIDTH = 78


def as_markdown(source: Source) -> str:
    """The body without directives: the contents directive becomes a list of the headings."""
    entries = "\n".join(f"- {plain(h.runs)}" for h in headings(source) if h.level == 2)
    text = source.body.replace("[[contents]]", f"**Contents**\n\n{entries}")
    notes = "\n".join(f"[^{n}]: {plain(runs)}" for n, runs in source.footnotes.items())
    return re.sub(r"\n{3,}", "\n\n", text) + (f"\n{notes}\n" if notes else "")


def as_text(source: Source) -> str:
    """Wrapped text: headings underlined, bullets with hyphens, tables in padded columns."""
    parts: list[str] = []
    for place, block in enumerate(source.blocks):
        match block:
            case Heading(level, runs):
                words = plain(runs)
                parts.append(f"{words}\n{('=' if level == 1 else '-') * min(len(words), WIDTH)}")
            case Paragraph(runs):
                parts.append(textwrap.fill(plain(runs), WIDTH))
            case Item(runs, mark, depth):
                lead = "  " * (depth - 1) + f"{mark or '-'} "
                text = textwrap.fill(plain(runs), WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
                after = source.blocks[place - 1] if place else None
                if isinstance(after, Item):
                    parts[-1] += "\n" + text
                else:
                    parts.append(text)
            case Table(rows):
                parts.append(_columns([[plain(cell) for cell in row] for row in rows]))
            case Picture(_, caption):
                parts.append(f"[picture: {caption}]")
            case Contents():
                parts.append("\n".join(plain(h.runs) for h in headings(source) if h.level == 2))
    return "\n\n".join(parts) + "\n"


def _columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
