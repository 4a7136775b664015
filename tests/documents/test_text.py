"""The reader of plain text, which has only its layout to go by."""

from __future__ import annotations

import pytest

from checker.documents.formats.text import read
from checker.documents.model import BlockKind

LONG = "The partners meet every six weeks and publish what they decide within ten working days."


def blocks(source: str) -> list[tuple[str, int, str]]:
    return [(d.kind.value, d.level, d.text) for d in read(source.encode()).drafts if d.text]


def kinds(source: str) -> list[str]:
    return [kind for kind, _, _ in blocks(source)]


@pytest.mark.parametrize(
    "title", ["OUR PARTNERS", "3.2 Independent scrutiny", "The Partners and Their Work", "4 Money"]
)
def test_headings_standing_alone(title: str) -> None:
    assert blocks(f"{title}\n\n{LONG}")[0] == ("heading", 1, title)


def test_underlined_lines_are_headings() -> None:
    assert blocks(f"the plan\n========\n{LONG}\n\nits parts\n---------\n{LONG}") == [
        ("heading", 1, "the plan"),
        ("paragraph", 0, LONG),
        ("heading", 2, "its parts"),
        ("paragraph", 0, LONG),
    ]


def test_capitals_right_above_text_are_a_heading() -> None:
    assert kinds(f"OUR PARTNERS\n{LONG}") == ["heading", "paragraph"]


def test_wrapped_lines_and_hyphens_are_joined() -> None:
    assert blocks("The partners safe-\nguard children through multi-\nagency work.") == [
        ("paragraph", 0, "The partners safeguard children through multi-agency work.")
    ]


def test_bullets_and_letters_are_items_with_wrapped_lines_and_depth() -> None:
    assert blocks(
        "They are:\n\n* the council, which has\n  the lead\n  - housing\n* the police\n\n(a) one\n(b) two"
    ) == [
        ("paragraph", 0, "They are:"),
        ("list item", 1, "* the council, which has the lead"),
        ("list item", 2, "- housing"),
        ("list item", 1, "* the police"),
        ("list item", 1, "(a) one"),
        ("list item", 1, "(b) two"),
    ]


def test_numbered_paragraphs_close_together_are_parted() -> None:
    assert [text[:4] for _, _, text in blocks(f"2.1 {LONG}\n2.2 {LONG}\n2.3 {LONG}")] == ["2.1 ", "2.2 ", "2.3 "]
    assert set(kinds(f"2.1 {LONG}\n2.2 {LONG}")) == {"paragraph"}


def test_columns_are_a_table() -> None:
    assert blocks(
        "Body          2018/19   2019/20\nCouncil       £10,000   £12,000\nPolice         £5,000    £6,000"
    ) == [
        ("table head", 0, "Body | 2018/19 | 2019/20"),
        ("table row", 0, "Council | 2018/19: £10,000 | 2019/20: £12,000"),
        ("table row", 0, "Police | 2018/19: £5,000 | 2019/20: £6,000"),
    ]


def test_columns_two_blanks_apart_under_a_rule() -> None:
    table = (
        "Measure                Pellbrook  Sallow\n"
        "---------------------  ---------  ------\n"
        "Children with a plan         518     184\n"
        "Contacts in September      2,904   1,106"
    )
    assert [text for _, _, text in blocks(table)] == [
        "Measure | Pellbrook | Sallow",
        "Children with a plan | Pellbrook: 518 | Sallow: 184",
        "Contacts in September | Pellbrook: 2,904 | Sallow: 1,106",
    ]


def test_cell_over_two_lines() -> None:
    table = (
        "Group      Purpose of the group                     Meets\n"
        "Forum      Brings the wider membership together     twice\n"
        "           in May and in October\n"
        "Insight    Looks after performance and audits       monthly"
    )
    assert [text for _, _, text in blocks(table)][1] == (
        "Forum | Purpose of the group: Brings the wider membership together in May and in October | Meets: twice"
    )


def test_hanging_indents_are_no_columns() -> None:
    assert kinds("They are:\n\n*   the council\n*   the police\n    and its districts") == [
        "paragraph",
        "list item",
        "list item",
    ]
    assert kinds(f"2.1   {LONG}\n      {LONG}\n2.2   {LONG}") == ["paragraph", "paragraph"]


def test_dot_leaders_are_contents() -> None:
    assert kinds("Contents\n\nPartners .......... 3\nScrutiny .......... 5\n\nPARTNERS\n\n" + LONG) == [
        "contents entry",
        "contents entry",
        "contents entry",
        "heading",
        "paragraph",
    ]


def test_pages_and_their_running_lines() -> None:
    endings = ["One.", "Two.", "Three.", "Four."]
    pages = [f"Pellbrook Plan\n\n{LONG} {word}\n\nPage {n} of 4" for n, word in enumerate(endings, 1)]
    reading = read("\f".join(pages).encode())
    assert reading.pages == 4
    assert [(d.page, d.text.split()[-1]) for d in reading.drafts] == list(enumerate(endings, 1))
    assert (2, "Pellbrook Plan") in reading.furniture
    assert (4, "Page 4 of 4") in reading.furniture


def test_sentence_over_a_form_feed_turns_the_page() -> None:
    reading = read(b"The partners meet every six weeks and publish what they\n\f\ndecide within ten working days.")
    (draft,) = [draft for draft in reading.drafts if draft.text]
    assert draft.text == LONG
    assert draft.turns == [(LONG.index("decide"), 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    reading = read("The children’s plan costs £5 – in all of the years to come.".encode(encoding))
    assert [d.text for d in reading.drafts] == ["The children’s plan costs £5 – in all of the years to come."]
    assert not reading.warnings


def test_guessed_encoding_is_told() -> None:
    reading = read("The children’s plan costs £5.".encode("cp1252"))
    assert reading.drafts[0].text == "The children’s plan costs £5."
    assert "Windows-1252" in reading.warnings[0]


def test_texts_of_old_macs() -> None:
    said = "The “voice” of the child – it’s heard by the café’s owner."
    reading = read(f"Report\r\r{said}\r".encode("mac_roman"))
    assert said in [draft.text for draft in reading.drafts]
    assert "Mac OS Roman" in reading.warnings[0]
    assert "Windows-1252" in read(f"Report\n\n{said}\n".encode("cp1252")).warnings[0]


def test_quotation_mark_whose_last_sign_was_lost() -> None:
    source = "The â€œvoiceâ€\ufffd of the child was heard by all three partners."
    assert "The “voice” of the child" in read(source.encode()).drafts[0].text


def test_addresses_in_quoted_mail_keep_their_brackets() -> None:
    source = (
        "From: Jo Reed <jo@fernshire.example>\n\n> The council pays half\n> of the budget and the police\n> the rest.\n"
    )
    texts = [draft.text for draft in read(source.encode()).drafts]
    assert texts == [
        "From: Jo Reed <jo@fernshire.example>",
        "The council pays half of the budget and the police the rest.",
    ]


def test_old_line_ends() -> None:
    assert kinds("OUR PLAN\r\rText is here.\r") == ["heading", "paragraph"]


def test_nothing_but_rules_and_blanks() -> None:
    assert blocks("----\n\n\f\n====\n   \n") == []


def test_headings_survive_odd_levels() -> None:
    assert {d.kind for d in read(f"A\n=\n\n{LONG}".encode()).drafts} <= set(BlockKind)
