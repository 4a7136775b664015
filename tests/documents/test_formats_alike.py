"""One document in several formats comes out the same: the verdicts must not depend on the format."""

from __future__ import annotations

import difflib
import io
from pathlib import Path

import docx
import pytest

from checker.documents.model import Document
from checker.documents.reader import read_document

INTRODUCTION = "The partners meet every six weeks. They publish what they decide within ten working days."
PARTNERS = "Three partners lead the work in Pellbrook:"
SCRUTINY = "The scrutineer, Ms Ada Finch, reports to the partners each May and publishes what she finds."

MARKDOWN = f"""# Pellbrook Plan

## 1. Introduction

1.1 {INTRODUCTION}

1.2 {PARTNERS}

- the council
- the police, and
  - their district teams

**Independent scrutiny**

1.3 {SCRUTINY}

| | 2019 | 2020 |
|---|---|---|
| Council | £5,000 | £6,000 |
"""

HTML = f"""<!DOCTYPE html><html><body><main><h1>Pellbrook Plan</h1><h2>1. Introduction</h2>
<p>1.1 {INTRODUCTION}</p><p>1.2 {PARTNERS}</p>
<ul><li>the council<li>the police, and<ul><li>their district teams</ul></ul>
<p><b>Independent scrutiny</b></p><p>1.3 {SCRUTINY}</p>
<table><tr><th></th><th>2019</th><th>2020</th></tr><tr><td>Council<td>£5,000<td>£6,000</table></main></body></html>"""

TEXT = f"""Pellbrook Plan
==============

1. Introduction
---------------

1.1 {INTRODUCTION}

1.2 {PARTNERS}

- the council
- the police, and
  - their district teams

Independent Scrutiny

1.3 {SCRUTINY}

Body       2019      2020
Council    £5,000    £6,000
"""


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Pellbrook Plan", 1)
    document.add_heading("1. Introduction", 2)
    document.add_paragraph(f"1.1 {INTRODUCTION}")
    document.add_paragraph(f"1.2 {PARTNERS}")
    document.add_paragraph("the council", style="List Bullet")
    document.add_paragraph("the police, and", style="List Bullet")
    document.add_paragraph("their district teams", style="List Bullet 2")
    document.add_paragraph().add_run("Independent scrutiny").bold = True
    document.add_paragraph(f"1.3 {SCRUTINY}")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, [["", "2019", "2020"], ["Council", "£5,000", "£6,000"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def outline(document: Document) -> list[tuple[str, str | None, str]]:
    """Kinds, numbers and words of all blocks, for comparing; typographic quotes made plain."""
    plain = str.maketrans("’‘“”", "''\"\"")
    return [
        (block.kind.value, block.number, document.text[block.body : block.end].translate(plain))
        for block in document.blocks
    ]


def sentences(document: Document) -> list[str]:
    plain = str.maketrans("’‘“”", "''\"\"")
    return [document.text[sentence.start : sentence.end].translate(plain) for sentence in document.sentences]


def test_made_up_plan_in_three_marked_formats(tmp_path: Path) -> None:
    documents = []
    for name, data in (("plan.md", MARKDOWN.encode()), ("plan.html", HTML.encode()), ("plan.docx", word())):
        path = tmp_path / name
        path.write_bytes(data)
        documents.append(read_document(path))
    first, *others = documents
    assert [kind for kind, _, _ in outline(first)] == [
        "heading", "heading", "paragraph", "paragraph", "list item", "list item", "list item", "heading", "paragraph",
        "table head", "table row",
    ]  # fmt: skip
    for other in others:
        assert outline(other) == outline(first)
        assert [block.intro for block in other.blocks] == [block.intro for block in first.blocks]
        assert [block.heading for block in other.blocks] == [block.heading for block in first.blocks]


def test_made_up_plan_in_plain_text(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "plan.md").write_text(MARKDOWN, encoding="utf-8")
    plain, marked = read_document(tmp_path / "plan.txt"), read_document(tmp_path / "plan.md")
    assert plain.format == "text"
    assert [kind for kind, _, _ in outline(plain)] == [kind for kind, _, _ in outline(marked)]
    assert [block.heading for block in plain.blocks] == [block.heading for block in marked.blocks]


@pytest.mark.parametrize(("start", "least"), [("000", 0.98), ("001", 1.0), ("002", 1.0), ("003", 0.96), ("004", 0.82)])
@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_real_documents_are_alike(shared: Path, start: str, least: float, suffix: str) -> None:
    """What differs are tables and contents lists whose rows the converter ran together."""
    source = read_document(next((shared / "seeds").glob(f"{start}*.txt")))
    other = read_document(next((shared / "formats").glob(f"{start}*.{suffix}")))
    for a, b in ((outline(source), outline(other)), (sentences(source), sentences(other))):
        matcher: difflib.SequenceMatcher[object] = difflib.SequenceMatcher(None, a, b, autojunk=False)
        assert matcher.ratio() >= least
