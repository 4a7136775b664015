"""Markdown: the words of the document come out of a Markdown reader as they went in."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from checker.reporting.formats.markdown import escape, render
from checker.reporting.view import RenderOptions, build
from checker.reporting.wording import clean_line
from checker.results.model import Check

reader = MarkdownIt("commonmark", {"html": True}).enable("table")


@pytest.mark.parametrize("name", ["coverage", "inspection", "hostile"])
def test_quotes_come_out_as_they_went_in(name: str, request: pytest.FixtureRequest, options: RenderOptions) -> None:
    check: Check = request.getfixturevalue(name)
    page = lxml_html.document_fromstring(reader.render(render(check, options)))
    quotes = [" ".join(quote.text_content().split()) for quote in page.xpath("//blockquote/p[1]")]
    assert quotes == [quote.text for entry in build(check, options).entries for quote in entry.quotes]
    assert not page.xpath("//script | //img | //a | //code | //pre")


@pytest.mark.parametrize(
    "text",
    [
        "1. One",
        "12) Twelve",
        "- dash",
        "+ plus",
        "# heading",
        "> quote",
        "=====",
        "a | b",
        "*star* _line_ `code` ~~gone~~",
        "<b>bold</b> &amp; &copy;",
        "[text](http://a.test) ![picture](x)",
        "see https://a.test or www.a.test or me@a.test",
        "back\\slash",
        "| £5 | 3 |",
    ],
)
def test_text_that_looks_like_markup_is_only_text(text: str) -> None:
    rendered = lxml_html.document_fromstring(reader.render(escape(clean_line(text))))
    assert rendered.text_content().strip() == text
    assert not rendered.xpath("//ul | //ol | //h1 | //blockquote | //a | //em | //strong | //table | //code")


def test_tables_are_tables(inspection: Check, options: RenderOptions) -> None:
    page = lxml_html.document_fromstring(reader.render(render(inspection, options)))
    assert len(page.xpath("//table")) == 4
    for table in page.xpath("//table"):
        columns = len(table.xpath("./thead//th"))
        assert all(len(row.xpath("./td")) == columns for row in table.xpath("./tbody/tr"))
