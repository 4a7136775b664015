"""The Word report: real styles, working links, room to judge, and valid whatever the document holds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from checker.reporting.formats.word import render
from checker.reporting.view import RenderOptions, build
from checker.results.model import Check


def opened(check: Check, options: RenderOptions) -> Document:
    return docx.Document(BytesIO(render(check, options)))


def test_gaps_are_headings_under_their_theme_and_what_is_met_stands_in_one_line(
    coverage: Check, options: RenderOptions
) -> None:
    document = opened(coverage, options)
    entries = build(coverage, options).entries
    titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 3"]
    assert titles == [entry.title for entry in entries if entry.verdict.gap]
    lines = [row.cells[0].text for table in document.tables for row in table.rows]
    for entry in entries:
        if not entry.verdict.gap:
            assert sum(entry.title in line for line in lines) == 1
    assert "Funding" in [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]


def test_quotes_have_the_quote_style_and_their_source_below(coverage: Check, options: RenderOptions) -> None:
    paragraphs = [(p.style.name if p.style else "", p.text) for p in opened(coverage, options).paragraphs]
    quotes = [q for entry in build(coverage, options).entries if entry.verdict.gap for q in entry.quotes]
    at = [number for number, (style, _) in enumerate(paragraphs) if style == "Quote"]
    assert [paragraphs[number][1] for number in at] == [f"“{quote.text}”" for quote in quotes]
    for number, quote in zip(at, quotes, strict=True):
        assert paragraphs[number + 1][0] == "Quote Source"
        assert paragraphs[number + 1][1].startswith(quote.where)


@pytest.mark.parametrize("name", ["coverage", "inspection", "hostile"])
def test_every_link_and_contents_entry_leads_to_a_bookmark(
    name: str, request: pytest.FixtureRequest, options: RenderOptions
) -> None:
    body = opened(request.getfixturevalue(name), options).element.body
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(bookmarks)) == len(bookmarks)
    assert len(set(numbers)) == len(numbers)
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= set(bookmarks)
    assert not [part for part in body.iter(qn("w:hyperlink")) if part.get(qn("r:id"))]


def test_the_contents_field_is_begun_and_ended(coverage: Check, options: RenderOptions) -> None:
    body = opened(coverage, options).element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "TOC" in "".join(mark.text or "" for mark in body.iter(qn("w:instrText")))


def test_the_brief_alone_has_no_annex_and_no_link_that_leads_nowhere(coverage: Check, options: RenderOptions) -> None:
    document = opened(coverage, replace(options, brief_only=True))
    assert not list(document.element.body.iter(qn("w:hyperlink")))
    assert not [p for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    text = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for group in build(coverage, options).brief.groups:
        for line in group.lines:
            assert line.entry.title in text
            assert line.question in text


def test_a_scrutineer_can_judge_each_requirement_and_a_partnership_plan_each_gap(
    coverage: Check, options: RenderOptions
) -> None:
    heads = [table.rows[0].cells[0].text for table in opened(coverage, options).tables]
    assert heads.count("Reviewer's judgement") == 5
    boxes = [t for t in opened(coverage, options).tables if t.rows[0].cells[-1].text == "Agree"]
    assert len(boxes[0].rows) == 1 + 5
    heads = [t.rows[0].cells[0].text for t in opened(coverage, replace(options, audience="partnership")).tables]
    assert heads.count("Reviewer's judgement") == 0
    assert heads.count("What we will do") == 5


def test_table_head_rows_repeat_and_pages_are_numbered(coverage: Check, options: RenderOptions) -> None:
    document = opened(coverage, options)
    assert document.tables[1]._tbl.findall(f".//{qn('w:tblHeader')}")
    footer = document.sections[0].footer.paragraphs[0]._p
    fields = [str(field.get(qn("w:instr"))).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert document.sections[0].page_height is not None
    assert round(document.sections[0].page_height.mm) == 297


def test_hostile_text_is_only_text(hostile: Check, options: RenderOptions) -> None:
    document = opened(hostile, options)
    text = "\n".join(p.text for p in document.paragraphs)
    assert "<script>alert('x')</script>" in text
    assert "\x00" not in text
    assert not [rel for rel in document.part.rels.values() if rel.is_external]


def test_properties_name_the_report_and_not_the_machine(coverage: Check, options: RenderOptions) -> None:
    properties = opened(coverage, options).core_properties
    assert properties.title == coverage.document.title
    assert properties.author == "Safeguarding checker 0.1.0"
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.created.date() == options.made_on


def test_what_was_sought_in_vain_stands_where_no_words_do(coverage: Check, options: RenderOptions) -> None:
    sought = "Looked for a forum or a seat, and who takes it."
    findings = tuple(
        replace(finding, reason=f"Nothing was recognised on this. {sought}", evidence=())
        if finding.verdict == "missing"
        else finding
        for finding in coverage.findings
    )
    document = opened(replace(coverage, findings=findings), replace(options, brief_only=True))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    missing = [row for row in rows if "Missing" in row[0] and len(row) == 3]
    assert missing
    for _, on_what, why in missing:
        assert on_what.endswith(sought)
        assert why.startswith("Nothing was recognised on this.")
        assert sought not in why
