"""The HTML reader: each test is a small page named for its difficulty."""

from __future__ import annotations

import pytest

from checker.documents.formats.html.read import page_title, read
from checker.errors import DocumentError

LONG = "The partners meet every six weeks and publish what they decide within ten working days."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def blocks(body: str) -> list[tuple[str, int, str | None, str]]:
    return [(d.kind.value, d.level, d.number, d.text) for d in read(page(body)).drafts if d.text]


def words(body: str) -> list[str]:
    return [text for _, _, _, text in blocks(body)]


def test_navigation_scripts_and_cookie_banners_are_left_out() -> None:
    body = (
        "<header><h1>Pellbrook Council</h1><a href=/>Home</a></header><nav><ul><li>Jobs</li></ul></nav>"
        "<div class='cookie-banner'>We use cookies.</div><div id=breadcrumb>Home &gt; Plans</div>"
        f"<div><h1>Our plan</h1><p>{LONG}</p><script>var x = '<p>no</p>';</script><form><input><button>Go</button>"
        "<p>In a form.</p></form></div><aside>Related</aside><footer>Contact us</footer>"
    )
    assert words(body) == ["Our plan", LONG, "In a form."]


def test_main_is_taken_alone_when_it_holds_most_of_the_text() -> None:
    assert words(f"<div><p>Latest news</p></div><main><h1>Plan</h1><p>{LONG}</p></main>") == ["Plan", LONG]
    many = "".join(f"<p>{LONG}</p>" for _ in range(5))
    assert len(words(f"<main><p>Welcome.</p></main><div>{many}</div>")) == 6


def test_header_inside_an_article_keeps_its_title() -> None:
    assert words(f"<article><header><h1>Plan</h1></header><p>{LONG}</p></article>") == ["Plan", LONG]


def test_inline_markup_and_stray_text() -> None:
    assert words("Loose words <em>and</em> <a href=#>a link</a>.<div>A <b>block</b></div> after it.") == [
        "Loose words and a link.",
        "A block",
        "after it.",
    ]


def test_ordered_lists_number_as_printed() -> None:
    body = (
        "<p>They are:</p><ol type=a start=3><li>one<ol type=i><li>inner<li>second</ol></li><li value=7>two</ol>"
        "<ol style='list-style-type: upper-roman'><li>last</ol>"
    )
    assert [(level, number, text) for _, level, number, text in blocks(body)[1:]] == [
        (1, "c", "one"),
        (2, "i", "inner"),
        (2, "ii", "second"),
        (1, "g", "two"),
        (1, "I", "last"),
    ]


def test_paragraphs_in_an_item_and_lists_in_a_list() -> None:
    body = "<p>So:</p><ul><li><p>First.</p><p>More of it.</p></li><ul><li>nested</li></ul></ul>"
    assert [(kind, level, text) for kind, level, _, text in blocks(body)] == [
        ("paragraph", 0, "So:"),
        ("list item", 1, "First."),
        ("list item", 1, "More of it."),
        ("list item", 2, "nested"),
    ]


def test_table_with_spans() -> None:
    body = (
        "<table><caption>Money</caption><thead><tr><th>Body<th>2019<th>2020</thead>"
        "<tr><td rowspan=2>Council<td>£5<td>£6<tr><td colspan=2>none<tr><td>Police<td><td>£2</table>"
    )
    assert [(kind, text) for kind, _, _, text in blocks(body)] == [
        ("caption", "Money"),
        ("table head", "Body | 2019 | 2020"),
        ("table row", "Council | 2019: £5 | 2020: £6"),
        ("table row", "2019: none"),
        ("table row", "Police | 2020: £2"),
    ]


def test_row_headings_do_not_make_a_heading_row() -> None:
    body = "<table><tr><th>Chair</th><td>Ann Vale</td></tr><tr><th>Deputy</th><td>Jo Reed</td></tr></table>"
    assert [kind for kind, _, _, _ in blocks(body)] == ["table row", "table row"]


def test_layout_table_is_read_as_text() -> None:
    inner = f"<h2>Plan</h2><p>{LONG}</p><table><tr><td>A<td>1<tr><td>B<td>2</table>"
    assert [kind for kind, _, _, _ in blocks(f"<table><tr><td>Menu</td><td>{inner}</td></tr></table>")] == [
        "paragraph",
        "heading",
        "paragraph",
        "table row",
        "table row",
    ]
    assert blocks(f"<table><tr><td><p>{LONG}</p></td></tr></table>") == [("paragraph", 0, None, LONG)]


def test_lines_parted_by_br() -> None:
    assert words("<p>The population is 260,000<br>(census of 2021)</p>") == [
        "The population is 260,000 (census of 2021)"
    ]
    assert words("<p>The aims are these.<br>• to listen<br>• to act</p>") == [
        "The aims are these.",
        "• to listen",
        "• to act",
    ]


def test_an_empty_line_parts_paragraphs_and_a_bold_one_above_it_is_a_heading() -> None:
    body = "<div><strong>Scrutiny</strong><br><br>The scrutineer reads files.<br>&nbsp;<br/>She reports in May.</div>"
    assert [(kind, text) for kind, _, _, text in blocks(body)] == [
        ("heading", "Scrutiny"),
        ("paragraph", "The scrutineer reads files."),
        ("paragraph", "She reports in May."),
    ]


def test_footnote_links_go_and_ordinals_stay() -> None:
    body = (
        "<p>On 1<sup>st</sup> May<sup><a href='#fn1'>1</a></sup> the Board<sup>2</sup> met<sup>[3]</sup>.</p>"
        "<p><sup>2</sup> A note on it.</p>"
    )
    assert blocks(body) == [
        ("paragraph", 0, None, "On 1st May the Board met."),
        ("footnote", 0, "2", "A note on it."),
    ]


def test_large_pictures_count_and_small_ones_do_not() -> None:
    body = f"<h2>Levels</h2><img src=a.png width=600 height=400 alt='four levels'><img src=b.png width=20><p>{LONG}</p>"
    reading = read(page(body))
    assert reading.pictures == [(None, 1)]
    assert [d.text for d in reading.drafts] == ["Levels", LONG]


def test_figures_definitions_and_quotations() -> None:
    body = (
        "<figure><img src=x><figcaption>Figure 1: who meets</figcaption></figure><blockquote><p>We care.</blockquote>"
    )
    assert [kind for kind, _, _, _ in blocks(body)] == ["caption", "paragraph"]
    assert words("<dl><dt>LSCB<dd>The former board.</dl>") == ["LSCB", "The former board."]


def test_bold_paragraph_is_a_heading() -> None:
    assert blocks(f"<p><strong>Our <em>values</em></strong></p><p>{LONG}</p>")[0][:2] == ("heading", 1)


def test_hidden_content_is_left_out() -> None:
    assert words("<p>Seen</p><p hidden>No</p><p style='display: none'>No</p><div aria-hidden=true>No</div>") == ["Seen"]


def test_title_is_declared() -> None:
    assert read(page(f"<p>{LONG}</p>", "<title>Our  Plan</title>")).declared_title == "Our Plan"
    assert page_title(b"<html><body><h1>Oops</h1>") == "Oops"


@pytest.mark.parametrize(
    "title", ["404 Not Found", "Access Denied", "Just a moment...", "Error 403", "Sign in to continue"]
)
def test_error_page_is_refused(title: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(page("<h1>Sorry</h1><p>Please try again.</p>", f"<title>{title}</title>"))
    assert caught.value.kind == "not-what-it-says"
    assert title in caught.value.message


def test_long_page_about_errors_is_no_error_page() -> None:
    body = "".join(f"<p>{LONG}</p>" for _ in range(20))
    assert read(page(f"<h1>When information is not found</h1>{body}")).drafts


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<meta charset=windows-1252><p>Children’s £5".encode("cp1252"), "Children’s £5"),
        ("<meta charset=iso-8859-1><p>Children’s £5".encode("cp1252"), "Children’s £5"),
        ("<p>Children’s £5".encode(), "Children’s £5"),
        ("<p>Children’s £5".encode("cp1252"), "Children’s £5"),
        ("<p>Children’s £5".encode("utf-16"), "Children’s £5"),
        ("<meta charset=no-such-code><p>Children’s £5".encode(), "Children’s £5"),
        (b'<?xml version="1.0" encoding="utf-8"?><html><body><p>Plan</p></body></html>', "Plan"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert [d.text for d in read(data).drafts] == [expected]


@pytest.mark.parametrize(
    "data", [b"<html>", b"<", b"", b"<p>" * 5000 + b"deep", b"<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;c"]
)
def test_odd_markup_does_not_crash(data: bytes) -> None:
    read(data)


def test_markup_that_a_converter_took_for_words_is_dropped() -> None:
    assert words('<p>&lt;ul style="list-style-type: none"&gt; &lt;li&gt;Shared costs&lt;/li&gt;</p>') == [
        "Shared costs"
    ]
