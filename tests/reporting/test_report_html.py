"""The web page: whole, inert, and usable without a mouse, a screen or a network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from checker.reporting import wording
from checker.reporting.formats.html import render
from checker.reporting.index import index_page
from checker.reporting.view import RenderOptions, build
from checker.results.model import Check, Failure

CHECKS = ["coverage", "inspection", "hostile", "large"]


def tree(check: Check, options: RenderOptions) -> HtmlElement:
    return lxml_html.document_fromstring(render(check, options))


@pytest.fixture(params=CHECKS)
def page(request: pytest.FixtureRequest, options: RenderOptions) -> HtmlElement:
    return tree(request.getfixturevalue(request.param), options)


def test_every_requirement_has_its_verdict_reason_and_quotes(coverage: Check, options: RenderOptions) -> None:
    page = tree(coverage, options)
    for entry in build(coverage, options).entries:
        (article,) = page.xpath("//article[@id=$anchor]", anchor=entry.anchor)
        text = " ".join(article.text_content().split())
        assert entry.verdict.word in text
        assert entry.verdict.symbol in text
        assert entry.reason in text
        quotes = [" ".join(quote.text_content().split()) for quote in article.xpath(".//blockquote")]
        assert quotes == [quote.text for quote in entry.quotes]
        for quote in entry.quotes:
            assert quote.where in text


def test_words_that_weaken_and_words_read_from_pictures_are_marked_in_words(
    coverage: Check, options: RenderOptions
) -> None:
    page = tree(coverage, options)
    assert len(page.xpath("//figcaption[contains(., 'weakens it')]")) == 4
    assert len(page.xpath("//figcaption[contains(., 'read by character recognition')]")) == 1


def test_links_lead_to_something_on_the_page(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert not [name for name, count in Counter(ids).items() if count > 1]
    for target in page.xpath("//a/@href"):
        assert target.startswith("#")
        assert target[1:] in ids


def test_hostile_text_is_shown_and_never_run(hostile: Check, options: RenderOptions) -> None:
    page = tree(hostile, options)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //iframe | //object | //form[@action] | //link | //base")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert "<script>alert('x')</script>" in page.xpath("//blockquote")[0].text_content()
    assert "{{ 7*7 }}" in page.text_content()
    source = render(hostile, options)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    source.encode("utf-8")


def test_quotes_keep_their_direction_to_themselves(page: HtmlElement) -> None:
    for quote in page.xpath("//blockquote/p"):
        assert [child.tag for child in quote] == ["bdi"]


def test_the_page_asks_nothing_of_any_network(page: HtmlElement) -> None:
    assert not page.xpath("//*[@src]")
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_the_content_policy_allows_this_page_s_own_style_and_script_and_no_others(page: HtmlElement) -> None:
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    for element in ("style", "script"):
        digest = hashlib.sha256(page.xpath(f"string(//{element})").encode()).digest()
        assert f"{element}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not page.xpath("//@style")


def test_headings_descend_without_gaps(page: HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_labels_and_table_headings_are_there(page: HtmlElement) -> None:
    assert page.get("lang") == "en-GB"
    assert page.xpath("string(//title)").strip()
    assert len(page.xpath("//main[@id='main']")) == 1
    assert page.xpath("//body/a[1]/@href") == ["#main"]
    assert page.xpath("//nav/@aria-label") == ["Contents"]
    for field in page.xpath("//input[@type='search'] | //select"):
        assert page.xpath("//label[@for=$name]", name=field.get("id"))
    for box in page.xpath("//input[@type='checkbox']"):
        assert box.getparent().tag == "label"
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert table.xpath(".//th[@scope]")


def test_without_script_all_is_shown_and_the_filters_are_not(page: HtmlElement) -> None:
    assert [element.get("id") for element in page.xpath("//*[@hidden]")] == ["find"]


def test_filters_name_what_the_entries_carry(page: HtmlElement) -> None:
    verdicts = set(page.xpath("//input[@type='checkbox']/@value"))
    themes = {option.text for option in page.xpath("//select[@id='find-theme']/option")}
    for entry in page.xpath("//article"):
        assert entry.get("data-verdict") in verdicts
        assert entry.get("data-theme") in themes


def test_two_packs_can_be_told_apart_and_filtered(coverage: Check, inspection: Check, options: RenderOptions) -> None:
    both = replace(coverage, findings=coverage.findings + inspection.findings, packs=coverage.packs + inspection.packs)
    page = tree(both, options)
    assert page.xpath("//select[@id='find-pack']/option/@value")[1:] == ["wt2018-arrangements", "ofsted-lscb"]
    assert len(page.xpath("//section[@class='pack']")) == 2
    assert len(page.xpath("//input[@type='checkbox']")) == 7


def test_an_inspection_s_facts_are_shown(inspection: Check, options: RenderOptions) -> None:
    text = " ".join(tree(inspection, options).xpath("//section[@id='inspection']")[0].text_content().split())
    assert "3 February 2015 to 26 February 2015" in text
    assert "Local safeguarding children board" in text
    assert "The report disagrees with itself" in text
    assert "Measure progress against the business plan each quarter." in text
    assert "for the board" in text


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tone", list(wording.COLOURS))
def test_verdict_colours_are_dark_enough_to_read(tone: wording.Tone) -> None:
    colours = wording.COLOURS[tone]
    for ground in (colours.wash, "FFFFFF"):
        assert (luminance(ground) + 0.05) / (luminance(colours.ink) + 0.05) >= 4.5


def test_the_page_over_several_reports_links_them_and_names_failures(
    coverage: Check, hostile: Check, options: RenderOptions
) -> None:
    failure = Failure("drafts/locked.pdf", "password", "The file is locked with a password.")
    rows = [(coverage, None, "a b#1.html"), (hostile, None, "javascript:alert(1).html"), (None, failure, None)]
    page = lxml_html.document_fromstring(index_page(rows, options))
    assert page.xpath("//td//a/@href | //th/a/@href") == ["a%20b%231.html", "javascript%3Aalert%281%29.html"]
    assert "The file is locked with a password." in page.text_content()
    assert "drafts/" not in page.text_content()
    assert not page.xpath("//script | //img")


def test_a_brief_alone_has_no_table_of_contents(coverage: Check, options: RenderOptions) -> None:
    assert "In this report" in render(coverage, options)
    assert "In this report" not in render(coverage, replace(options, brief_only=True))
