"""What a document says is only ever text: through every reader, into every kind of report."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from rich.console import Console

from checker.check.files import read_and_check
from checker.check.given import Given
from checker.check.one import Checker
from checker.cli.terminal import failure, summary
from checker.compare.drafts import draft_change
from checker.compare.thread import make_thread
from checker.reporting.areas.files import write_comparison
from checker.reporting.formats import FORMATS
from checker.reporting.index import index_page
from checker.reporting.thread.files import render_html, render_json
from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure
from checker.results.published import to_line

MARKUP = "</script></blockquote><script>alert(1)</script><img src=x onerror=alert(1)> ]]> {{ 7*7 }} {% raw %} <!--"
LINKS = "[red]bold[/red] [link=http://evil.test]x[/link] ![x](http://evil.test/x.png) [y](javascript:alert(1))"
FORMULAS = ("=cmd()", "+1+cmd()", "-1-cmd()", "@SUM(1)", '=HYPERLINK("http://evil.test")')
TURNED = "\u202egnp.exe\u202c \u200f\u2066x\u2069"
LONG = "Wagga" * 400
SAYS = "the Council contributes £70,000, the Police £21,400 and the ICB £21,400 to the partnership's budget in 2019/20"
SENTENCES = [
    *(f"{start} {SAYS}." for start in FORMULAS),
    f"In full {MARKUP} {SAYS}.",
    f"With links {LINKS} {SAYS}.",
    f"Turned {TURNED} {SAYS}.",
    f"Long {LONG} {SAYS}.",
]
TITLE = f"=cmd() {MARKUP} {TURNED} multi-agency safeguarding arrangements"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OPTIONS = RenderOptions(date(2026, 1, 5), "0.1.0")


def as_text(path: Path) -> None:
    lines = [TITLE, "", "5 Funding", "", *(f"{sentence} \x1b[31m\x07\n" for sentence in SENTENCES)]
    path.write_text("\n".join(lines), encoding="utf-8")


def as_markdown(path: Path) -> None:
    paragraphs = [re.sub(r"([\\`*_{}\[\]<>()#+.!|-])", r"\\\1", text) for text in (TITLE, *SENTENCES)]
    path.write_text(f"# {paragraphs[0]}\n\n## Funding\n\n" + "\n\n".join(paragraphs[1:]) + "\n", encoding="utf-8")


def as_html(path: Path) -> None:
    body = "".join(f"<p>{escape(sentence)} &#0;&#27;[31m&#xD800;</p>" for sentence in SENTENCES)
    path.write_text(
        f"<!DOCTYPE html><title>{escape(TITLE)}</title><h1>{escape(TITLE)}</h1><h2>Funding</h2>{body}",
        encoding="utf-8",
    )


def as_word(path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_heading("Funding", 2)
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    document.save(str(path))


WRITERS = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".docx": as_word}


@pytest.fixture(scope="module")
def checks(checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> list[Check]:
    folder = tmp_path_factory.mktemp("hostile")
    made = []
    for suffix, write in WRITERS.items():
        path = folder / f"=cmd() {TURNED} <b>{suffix}"
        write(path)
        given = Given(type="arrangements", area="=cmd() <b>Evil</b>")
        made.append(read_and_check(path, checker, given).check)
    return made


def inert_page(source: str) -> None:
    """No element, attribute or character of a document has become the page's own."""
    assert not CONTROL.search(source.replace("\n", " "))
    page = lxml_html.document_fromstring(source)
    assert len(page.xpath("//script[not(@type)]")) <= 1
    assert not page.xpath("//img | //iframe | //object | //embed | //link | //base | //blockquote//a | //b")
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@src | //@style | //svg//script")
    assert not [link for link in page.xpath("//a/@href") if re.match(r"(?i)\s*(javascript|data|https?):", link)]
    assert "alert(1)" not in "".join(page.xpath("//script[not(@type)]/text()"))


def inert_workbook(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None or not cell.hyperlink.target, cell.value
                assert not CONTROL.search(str(cell.value or "").replace("\n", " "))


def inert_word(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    assert not [relation for relation in document.part.rels.values() if relation.is_external]
    fields = "".join(document.element.body.xpath("//w:instrText/text()"))
    assert "cmd" not in fields and "evil" not in fields
    assert not CONTROL.search("".join(paragraph.text for paragraph in document.paragraphs).replace("\n", " "))


def inert_markdown(source: str) -> None:
    assert not CONTROL.search(source.replace("\n", " "))
    page = lxml_html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(source))
    assert not page.xpath("//script | //img | //b | //@onerror")
    assert not [link for link in page.xpath("//a/@href") if not link.startswith("#")]


def test_the_hostile_words_are_quoted_from_every_kind_of_document(checks: list[Check]) -> None:
    for check in checks:
        quotes = " ".join(evidence.quote for finding in check.findings for evidence in finding.evidence)
        assert "70,000" in quotes, check.document.path


@pytest.mark.parametrize("audience", ["scrutineer", "partnership"])
def test_every_report_shows_them_as_text(checks: list[Check], audience: str) -> None:
    options = replace(OPTIONS, audience=audience)
    for plain in checks:
        before, after = ([item for finding in one.findings for item in finding.evidence] for one in (checks[0], plain))
        check = replace(plain, change=draft_change(checks[0], plain, before, after))
        for name, format_ in FORMATS.items():
            report = format_.render(check, options)
            if name == "html":
                inert_page(str(report))
            elif name == "md":
                inert_markdown(str(report))
            elif name == "json":
                json.loads(report)
                assert str(report).encode("utf-8")
            else:
                assert isinstance(report, bytes)
                (inert_word if name == "docx" else inert_workbook)(report)


def test_the_comparison_the_thread_and_the_index_show_them_as_text(checks: list[Check], tmp_path: Path) -> None:
    broken = Failure(f"=cmd() {TURNED} <b>.pdf", "damaged", f"{FORMULAS[0]} {MARKUP} {TURNED}")
    lines = [to_line(result) for result in (*checks, broken)]
    results = tmp_path / "results.jsonl"
    results.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    write_comparison(results, tmp_path, OPTIONS.made_on)
    inert_page((tmp_path / "comparison.html").read_text(encoding="utf-8"))
    inert_workbook((tmp_path / "comparison.xlsx").read_bytes())
    with (tmp_path / "comparison.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert not CONTROL.search("".join(row))
    thread = make_thread((json.loads(line) for line in lines), "=cmd() <b>Evil</b>")
    inert_page(render_html(thread, OPTIONS.made_on))
    json.loads(render_json(thread))
    inert_page(index_page([*((check, None, "=a<b>.html") for check in checks), (None, broken, None)], OPTIONS))


def test_the_terminal_gets_no_commands(checks: list[Check]) -> None:
    for check in checks:
        out = io.StringIO()
        console = Console(file=out, width=100, color_system=None, force_terminal=False)
        summary(check, console)
        failure(Failure(check.document.path, "damaged", f"\x1b[31m {MARKUP} {LINKS} {TURNED} \x07"), console)
        assert not CONTROL.search(out.getvalue().replace("\n", " "))
