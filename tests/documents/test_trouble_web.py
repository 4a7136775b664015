"""What real web pages, e-mails and text files do to their words: each test is a few lines of markup."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from checker.documents.limits import Limits
from checker.documents.model import BlockKind, Document
from checker.documents.reader import read_data
from checker.errors import DocumentError

SAID = "The borough pays half of the budget and the police pay a quarter of it."


def read(markup: str | bytes, name: str = "plan.html") -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_data(data, Path(name), Limits())


def page(inside: str) -> Document:
    return read(f"<!doctype html><title>T</title><body><main><h1>A plan for the county</h1>{inside}</main></body>")


def headings(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]


# --- what a reader can open ---


@pytest.mark.parametrize(
    "panel",
    [
        f'<h2><button>Money</button></h2><div hidden="until-found"><p>{SAID}</p></div>',
        f'<h2><button aria-controls="m">Money</button></h2><div id="m" hidden><p>{SAID}</p></div>',
        f'<h2>Money</h2><div role="tabpanel" style="display: none"><p>{SAID}</p></div>',
        f'<h2>Money</h2><div class="accordion-body collapse" aria-hidden="true"><p>{SAID}</p></div>',
        f'<button class="accordion">Money</button><div class="panel" style="display:none"><p>{SAID}</p></div>',
        f"<details><summary>Money</summary><p>{SAID}</p></details>",
    ],
)
def test_panels_that_can_be_opened_are_text_with_their_heading(panel: str) -> None:
    document = page(panel)
    assert SAID in document.text
    assert "Money" in headings(document)
    assert not document.warnings


@pytest.mark.parametrize("window", ['<dialog id="m">', '<div role="dialog" id="m">'])
def test_a_window_that_a_button_opens_is_text(window: str) -> None:
    end = window[1:].split()[0].rstrip(">")
    assert SAID in page(f'<button aria-controls="m">Money</button>{window}<p>{SAID}</p></{end}>').text
    assert SAID not in page(f"{window}<p>{SAID}</p></{end}>").text
    asked = "We use cookies to see how this page is used, and will go on only if you agree to that here."
    assert asked not in page(f'<button aria-controls="m">Set</button>{window}<p>{asked}</p></{end}>').text


def test_a_tab_is_the_heading_of_its_panel() -> None:
    tabs = '<a role="tab" href="#t1" aria-controls="t1">Money</a><a role="tab" aria-controls="t2">Aims</a>'
    other = '<div id="t2" role="tabpanel" hidden><p>We aim to be open to all who ask us.</p></div>'
    document = page(f'<div role="tablist">{tabs}</div><div id="t1" role="tabpanel"><p>{SAID}</p></div>{other}')
    assert headings(document)[1:] == ["Money", "Aims"]


@pytest.mark.parametrize("how", ["hidden", 'style="display:none"'])
def test_what_is_hidden_for_good_is_left_out_and_told(how: str) -> None:
    document = page(f"<p>All are welcome here.</p><p>And so on.</p><div {how}><p>{SAID}</p></div>")
    assert SAID not in document.text
    assert "hidden on the page" in document.warnings[0]
    assert document.may_hold


# --- names that decide nothing alone ---


@pytest.mark.parametrize(
    "name", ['class="social-care"', 'id="consent"', 'class="sidebar-content"', 'class="share"', 'id="menu"']
)
def test_prose_stays_whatever_its_element_is_called(name: str) -> None:
    assert SAID in page(f"<section {name}><h2>Money</h2><p>{SAID}</p></section>").text


@pytest.mark.parametrize("name", ["content-sidebar-wrap", "has-sidebar", "nav-menu"])
def test_the_element_round_the_page_stays(name: str) -> None:
    assert SAID in read(f'<body><div class="{name}"><h1>A plan</h1><p>{SAID}</p></div></body>').text


@pytest.mark.parametrize(
    "bystander",
    [
        '<div class="cookie-banner"><p>We use cookies to make this website work. Accept all of them.</p></div>',
        '<ul class="breadcrumbs"><li><a href="/">Home</a></li><li><a href="/a">Advice</a></li></ul>',
        '<div class="social-share"><a href="/x">Share this page with your friends.</a></div>',
    ],
)
def test_banners_and_lists_of_links_go(bystander: str) -> None:
    document = page(f"{bystander}<p>{SAID}</p>")
    assert document.text.endswith(SAID)
    assert all(word not in document.text for word in ("cookies", "Home", "Share"))


# --- headings, asides, frames ---


def test_a_button_in_a_heading_keeps_its_words() -> None:
    assert headings(page(f"<h2><button type=button><span>Money</span></button></h2><p>{SAID}</p>"))[1] == "Money"


@pytest.mark.parametrize("box", ["aside", 'div role="complementary"'])
def test_an_aside_with_prose_in_the_main_part_stays(box: str) -> None:
    assert SAID in page(f"<p>Before.</p><{box}><p>{SAID}</p></{box.split()[0]}>").text


def test_an_aside_of_links_goes() -> None:
    assert (
        "Older"
        not in page(f"<p>{SAID}</p><aside><a href='/1'>Older plans.</a> <a href='/2'>Newer ones.</a></aside>").text
    )


@pytest.mark.parametrize("frame", ["iframe src=plan.html", "object data=plan.pdf"])
def test_other_pages_in_frames_are_told(frame: str) -> None:
    document = page(f"<p>{SAID}</p><{frame}></{frame.split()[0]}>")
    assert "frame" in document.warnings[0]
    assert document.may_hold


@pytest.mark.parametrize("frame", ["iframe src=https://www.youtube.com/embed/1", "iframe src=a.html width=0", "iframe"])
def test_films_and_counters_in_frames_are_not_told(frame: str) -> None:
    assert not page(f"<p>{SAID}</p><{frame}></iframe>").warnings


def test_a_page_of_frames_only_is_refused_with_their_address() -> None:
    with pytest.raises(DocumentError, match=r"plan\.html"):
        read("<html><frameset><frame src=plan.html></frameset></html>")


# --- struck through ---


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="text-decoration: line-through"'])
def test_struck_words_of_a_page_are_left_out_and_told(tag: str) -> None:
    document = page(f"<p><{tag}>{SAID}</{tag.split()[0]}> <ins>Nothing is settled.</ins></p><ul><li><{tag}>x</li></ul>")
    assert SAID not in document.text
    assert "Nothing is settled." in document.text
    assert "struck through" in document.warnings[0]


@pytest.mark.parametrize(
    "markup", [f"~~{SAID}~~ Open.", f"<del>{SAID}</del> Open.", f"| a | b |\n|---|---|\n| ~~{SAID}~~ | Open. |"]
)
def test_struck_words_of_markdown_are_left_out_and_told(markup: str) -> None:
    document = read(f"# Plan\n\n{markup}\n", "plan.md")
    assert SAID not in document.text
    assert "Open." in document.text
    assert "struck through" in document.warnings[0]


# --- mail and archives ---


@pytest.mark.parametrize("name", ["plan.doc", "plan.mht", "plan.html"])
def test_a_web_archive_is_read_whatever_its_name_and_first_line(name: str) -> None:
    head = "Date: Mon, 6 May 2030 10:00:00 +0100\nSubject: Plan\nMIME-Version: 1.0\n"
    head += "Content-Type: multipart/related; boundary=q\n\n--q\nContent-Type: text/html; charset=utf-8\n"
    body = f"Content-Transfer-Encoding: quoted-printable\n\n<h1>Plan</h1><p>It costs =C2=A35. {SAID}</p>\n--q--\n"
    document = read(head + body, name)
    assert f"It costs £5. {SAID}" in document.text
    assert "web archive" in document.warnings[0]


def test_an_e_mail_is_read_and_its_files_are_told() -> None:
    said = base64.b64encode(f"It costs £5. {SAID}".encode()).decode()
    mail = (
        "Return-Path: <a@b.invalid>\nReceived: from c\nSubject: Plan\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=q\n\n"
        f"--q\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{said}\n"
        "--q\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=more.pdf\n\nx\n--q--\n"
    )
    document = read(mail, "plan.eml")
    assert f"It costs £5. {SAID}" in document.text
    assert "more.pdf" in " ".join(document.warnings)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\r\n ", b"\0", b"\0\x1a\r\n"])
def test_rich_text_behind_a_mark_is_refused_by_name(mark: bytes) -> None:
    with pytest.raises(DocumentError, match="Rich Text"):
        read(mark + b"{\\rtf1 Words}", "plan.rtf")


def test_rich_text_of_two_bytes_a_letter_is_refused_by_name() -> None:
    with pytest.raises(DocumentError, match="Rich Text"):
        read("{\\rtf1 Words}".encode("utf-16"), "plan.rtf")


def test_a_text_that_begins_like_a_letter_is_no_mail() -> None:
    assert read(f"From: the clerk\nSubject: money\n\n{SAID}\n", "note.txt").format == "text"


# --- characters ---


@pytest.mark.parametrize(
    ("wrong", "right"), [("Â£5", "£5"), ("childrenâ€™s", "children’s"), ("2030â€“31", "2030–31"), ("cafÃ©", "café")]
)
def test_characters_encoded_twice_are_mended_and_told(wrong: str, right: str) -> None:
    for document in (page(f"<p>It is {wrong} here.</p>"), read(f"It is {wrong} here.", "a.txt")):
        assert f"It is {right} here." in document.text
        assert "mended" in document.warnings[0]


@pytest.mark.parametrize("word", ["Âge", "château", "São"])
def test_letters_with_marks_of_their_own_stay(word: str) -> None:
    assert word in read(f"It is {word} here.", "a.txt").text


def test_a_stray_nul_does_not_make_a_text_unreadable() -> None:
    assert SAID in read((SAID + "\0\n\n" + f"{SAID}\n" * 30).encode(), "a.txt").text


# --- columns and quotes in text ---


@pytest.mark.parametrize("gutter", [3, 8])
def test_columns_of_prose_in_a_text_are_read_one_after_the_other(gutter: int) -> None:
    left = [
        "the borough pays half of the",
        "budget and the police pay a",
        "quarter of it, and each of",
        "them says so before spring,",
        "as agreed.",
    ]
    right = [
        "a person from outside comes",
        "twice in each year and looks",
        "at the work of the board as",
        "a whole, and she then tells",
        "everyone.",
    ]
    text = "\n".join(f"{a:<{30 + gutter}}{b}" for a, b in zip(left, right, strict=True))
    assert read(text, "a.txt").text.split("\n\n") == [" ".join(left), " ".join(right)]


def test_a_table_in_a_text_stays_a_table() -> None:
    rows = "Partner      Share     Since\nBorough      £60,000   2030\nPolice       £40,000   2031\n"
    rows += "Health       £40,000   2031\n"
    assert "Police | Share: £40,000 | Since: 2031" in read(rows, "a.txt").text


@pytest.mark.parametrize("mark", ["> ", ">> ", ">"])
def test_the_marks_of_quoted_mail_go(mark: str) -> None:
    words = SAID.split()
    text = "\n".join(mark + " ".join(words[at : at + 4]) for at in range(0, len(words), 4))
    assert read(f"{text}\n", "a.txt").text == SAID


# --- initials ---


@pytest.mark.parametrize("name", ["S. Brown", "P. Lee", "A. Shah", "Ch. Supt. Jones", "T/Supt. Ray"])
def test_initials_and_titles_end_no_sentence(name: str) -> None:
    document = read(f"The adviser, {name}, was chosen by the board for two years.\n", "a.txt")
    assert len(document.sentences) == 1


def test_an_initial_that_begins_a_paragraph_is_no_letter_of_a_list() -> None:
    document = read("Who does what\n\nA. Brown will publish the plan by May.\n\nThe board meets in June.\n", "a.txt")
    assert "A. Brown will publish the plan by May." in [document.text[s.start : s.end] for s in document.sentences]


def test_letters_of_a_list_are_its_numbers_still() -> None:
    document = read("A. The board meets in June.\n\nB. The board publishes its plan.\n", "a.txt")
    assert [block.number for block in document.blocks] == ["A", "B"]


# --- what styles hide ---


@pytest.mark.parametrize(
    ("style", "marked"),
    [
        ("", 'style="font-size:0"'),
        ("", 'style="color: #FFF"'),
        ("", 'style="color:#123456;background:rgb(18, 52, 86)"'),
        ("", 'style="position:absolute; left:-9999px"'),
        ("", 'style="text-indent:-999em"'),
        ("", 'style="height:0;overflow:hidden"'),
        ("", 'style="color:transparent"'),
        ("", 'style="color:hsl(0, 0%, 100%)"'),
        ("", 'style="color:hsl(210deg 50% 40%);background:rgb(51,102,153)"'),
        ("", 'style="color:hsl(0 0% 0% / 0)"'),
        (".x{display:none}", 'class="a x"'),
        ("p.x { visibility : hidden !important }", 'class="x"'),
        ("main > .x, #y{color:white}", 'id="y"'),
        ("@media screen{.x{font-size:0px}}", 'class="x"'),
        ("/* .x{} */ main .x{position:absolute;clip:rect(0,0,0,0)}", 'class="x"'),
        (".x{color:#fff}.x{display:none}", 'class="x"'),
    ],
)
def test_words_that_styles_hide_for_good_are_left_out_and_told(style: str, marked: str) -> None:
    document = page(f"<style>{style}</style><p>All are welcome.</p><p>Come in.</p><p {marked}>{SAID}</p><p>Bye.</p>")
    assert SAID not in document.text
    assert "Come in." in document.text
    assert "hidden on the page" in document.warnings[0]


@pytest.mark.parametrize(
    ("style", "marked"),
    [
        ("", 'style="color:#fff;background:#036"'),
        ("", 'style="font-size:0.9em;opacity:1"'),
        ("", 'style="color:hsl(0,0%,100%);background:hsl(240, 60%, 30%)"'),
        ("main{background:navy} .x{color:white}", 'class="x"'),
        ("main{background:url(a.png)} .x{color:white}", 'class="x"'),
        ("@media print{.x{display:none}}", 'class="x"'),
        ("@media (max-width:600px){.x{display:none}}", 'class="x"'),
        (".x:hover,.x::before,.js .x{display:none}", 'class="x"'),
        (".x{display:none} .x{display:block}", 'class="x"'),
        (".x{display:none} p.x.y{display:block}", 'class="x y"'),
        (".x{display:none}", 'class="x" style="display:block"'),
        ("div.x{display:none}", 'class="x"'),
        (".x{color:transparent;background-clip:text;background-image:linear-gradient(red,blue)}", 'class="x"'),
    ],
)
def test_words_that_styles_show_are_text(style: str, marked: str) -> None:
    document = page(f"<style>{style}</style><p>Come in.</p><p {marked}>{SAID}</p><p>Bye.</p>")
    assert SAID in document.text
    assert not document.warnings


def test_white_words_on_a_page_whose_styles_are_elsewhere_are_text() -> None:
    head = "<!doctype html><link rel=stylesheet href=a.css><body><main class=m><h1>A plan</h1>"
    assert SAID in read(f"{head}<p style='color:#fff'>{SAID}</p></main>").text


@pytest.mark.parametrize(
    "panel",
    [
        f'<dl><dt><a class="toggle" href="#">Money</a></dt><dd class="x"><p>{SAID}</p></dd></dl>',
        f'<h2 class="expand">Money</h2><div class="x"><p>{SAID}</p></div><h2>Aims</h2>',
        f'<input type=checkbox id=c><label for=c>Money</label><div class="x"><p>{SAID}</p></div><p>More.</p>',
        f'<a href="#" onclick="show(\'m\')">Money</a><p>Or so.</p><div id="m" class="x"><p>{SAID}</p></div>',
        f'<h3 aria-expanded="false">Money</h3><div style="max-height:0;overflow:hidden"><p>{SAID}</p></div>',
    ],
)
def test_panels_that_a_style_sheet_closes_are_text(panel: str) -> None:
    document = page(f"<style>.x{{display:none}}</style>{panel}")
    assert SAID in document.text
    assert not document.warnings


def test_most_of_a_page_is_never_left_out_for_its_styles() -> None:
    body = f"<div style='visibility:hidden'><h1>A plan</h1>{f'<p>{SAID}</p>' * 8}</div>"
    assert SAID in read(f"<body>{body}</body>").text


@pytest.mark.parametrize("way", ["hidden", 'style="display:none"', 'class="x"'])
def test_rows_and_cells_that_are_hidden_are_left_out(way: str) -> None:
    rows = f"<tr><th>Who<th>Pays<tr {way}><td>Borough<td>£9,999<tr><td>Police<td>£50<td {way}>£8,888"
    text = page(f"<style>.x{{display:none}}</style><table>{rows}</table>").text
    assert "9,999" not in text
    assert "8,888" not in text
    assert "Police | Pays: £50" in text


def test_a_style_sheet_strikes_words_through() -> None:
    document = page(f"<style>.gone{{text-decoration:red line-through}}</style><p class=gone>{SAID}</p><p>Open.</p>")
    assert SAID not in document.text
    assert "struck through" in document.warnings[0]


def test_a_heading_within_a_button_stays() -> None:
    assert "Money" in headings(page(f"<button><h2>Money</h2></button><div><p>{SAID}</p></div>"))


def test_an_aside_of_figures_stays() -> None:
    box = "<aside><h2>Who pays</h2><ul><li>Borough £60,000</li><li>Police £40,000</li></ul></aside>"
    assert "Borough £60,000" in page(f"<p>{SAID}</p>{box}").text


def test_mail_without_a_version_is_mail_all_the_same() -> None:
    words = base64.b64encode(f"It costs £5. {SAID}".encode()).decode()
    head = "From: a@b.invalid\nTo: c@d.invalid\nSubject: Plan\nContent-Type: text/plain; charset=utf-8\n"
    document = read(f"{head}Content-Transfer-Encoding: base64\n\n{words}\n", "plan.eml")
    assert f"It costs £5. {SAID}" in document.text


@pytest.mark.parametrize(("wrong", "right"), [("â‚¬5", "€5"), ("Â Â two", "two"), ("ï¬\x81nd", "find")])
def test_more_characters_encoded_twice_are_mended(wrong: str, right: str) -> None:
    document = read(f"It is {wrong} here.", "a.txt")
    assert f"It is {right} here." in document.text
    assert "mended" in document.warnings[0]


@pytest.mark.parametrize("nuls", [1, 3])
def test_nuls_in_a_short_text_do_not_make_it_unreadable(nuls: int) -> None:
    assert SAID in read((SAID + "\n" + "A word\0 or so\n" * nuls + SAID * 3).encode(), "a.txt").text


@pytest.mark.parametrize("name", ["PC. W. Dale", "DCI. K. Orr", "A/DCI. K. M. Orr"])
def test_ranks_before_initials_end_no_sentence(name: str) -> None:
    assert len(read(f"The adviser, {name}, was chosen by the board for two years.\n", "a.txt").sentences) == 1
