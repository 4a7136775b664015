"""The Markdown reader: people's Markdown, and what converters from PDF make."""

from __future__ import annotations

import pytest

from checker.documents.formats import text
from checker.documents.formats.markdown import looks_like_markdown, read
from checker.documents.model import BlockKind

LONG = "The partners meet every six weeks and publish what they decide within ten working days."


def blocks(source: str) -> list[tuple[str, int, str | None, str]]:
    return [(d.kind.value, d.level, d.number, d.text) for d in read(source).drafts if d.text]


def words(source: str) -> list[str]:
    return [text for _, _, _, text in blocks(source)]


def test_emphasis_links_and_escapes_leave_their_words() -> None:
    source = "The **plan** is *here*: [the *site*](https://x.example), <https://y.example> and 5 \\* 2 `code`, "
    source += "~~old~~ new."
    assert words(source) == ["The plan is here: the site, https://y.example and 5 * 2 code, new."]


def test_inline_html_is_stripped_and_ordinals_stay() -> None:
    source = "From 1<sup>st</sup> April the <b>Board</b><sup>3</sup> meets &amp; decides.<br>Then it rests."
    assert words(source) == ["From 1st April the Board meets & decides. Then it rests."]


def test_angle_brackets_that_are_no_markup_stay() -> None:
    assert words("Attendance was < 90% and > 80% in Q1 & Q2.") == ["Attendance was < 90% and > 80% in Q1 & Q2."]


def test_pictures_are_counted_and_their_description_is_no_text() -> None:
    reading = read("## Levels of need\n\n![A pyramid of four levels](levels.png)\n\n" + LONG)
    assert [d.text for d in reading.drafts] == ["Levels of need", LONG]
    assert reading.pictures == [(None, 1)]


def test_lists_nest_and_ordered_ones_keep_their_numbers() -> None:
    assert blocks("They are:\n\n- council\n  - housing\n- police\n\nand in order:\n\n3. one\n4. two") == [
        ("paragraph", 0, None, "They are:"),
        ("list item", 1, None, "council"),
        ("list item", 2, None, "housing"),
        ("list item", 1, None, "police"),
        ("paragraph", 0, None, "and in order:"),
        ("list item", 1, "3", "one"),
        ("list item", 1, "4", "two"),
    ]


def test_bulleted_numbers_are_numbered_paragraphs() -> None:
    """Cause: converters turn the hanging numbers of paragraphs into bullets."""
    found = blocks(f"### 2. Partners\n\n- 2.1 {LONG}\n- 2.2 {LONG}\n\n- 2.5 It has {LONG[4:-1]}:\n  - 2.5.1 {LONG}\n")
    assert [(kind, level) for kind, level, _, _ in found] == [
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
        ("paragraph", 0),
        ("list item", 1),
    ]


def test_single_numbered_title_is_a_heading() -> None:
    """Cause: "2. Timescales" on its own is an ordered list of one item in Markdown."""
    found = blocks(f"1. **Introduction**\n\n1.1 {LONG}\n\n2. Timescales\n\n- 2.1 {LONG}\n")
    assert [entry[:3] for entry in found if entry[0] == "heading"] == [("heading", 1, "1"), ("heading", 1, "2")]


def test_whole_bold_line_is_a_heading_but_a_bold_quotation_is_not() -> None:
    found = blocks(f"**Our Values**\n\n{LONG}\n\n**“Every child safe.”**\n\n{LONG}")
    assert [kind for kind, _, _, _ in found] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_pipe_table() -> None:
    assert blocks("| | 2019 | 2020 |\n|---|---|---|\n| Plans<br>open | 341 | 312 |\n| Children | | 498 |") == [
        ("table head", 0, None, "2019 | 2020"),
        ("table row", 0, None, "Plans open | 2019: 341 | 2020: 312"),
        ("table row", 0, None, "Children | 2020: 498"),
    ]


@pytest.mark.parametrize("first", ["| | |\n|---|---|\n| Period | 1 April 2023 to 31 March 2024 |", ""])
def test_a_form_has_no_heading_row(first: str) -> None:
    """Cause: "Signed off | 1 April 2023 to 31 March 2024: 16 September 2024"."""
    form = first or "| Period | 1 April 2023 to 31 March 2024 |\n|---|---|"
    assert [(kind, text) for kind, _, _, text in blocks(f"{form}\n| Signed off | 16 September 2024 |")] == [
        ("table row", "Period | 1 April 2023 to 31 March 2024"),
        ("table row", "Signed off | 16 September 2024"),
    ]


def test_tab_separated_lines_are_a_table_and_empty_cells_keep_their_column() -> None:
    found = blocks(f"{LONG}\n\n<b>INCOME</b>\t\tBudget\nPolice\t\t31,372\n\t<i>Grant</i>\t5,000\nOther\t\t\n\n{LONG}")
    assert found[1:-1] == [
        ("table head", 0, None, "INCOME | Budget"),
        ("table row", 0, None, "Police | Budget: 31,372"),
        ("table row", 0, None, "Grant | Budget: 5,000"),
        ("table row", 0, None, "Other"),
    ]


def test_lists_in_a_cell_are_parted() -> None:
    found = words("Option\tAdvantages and costs\nA\t<ul> <li>Limited change</li> <li>No added costs</li></ul>")
    assert found[-1].endswith("Limited change; No added costs")


def test_form_feeds_are_pages() -> None:
    reading = read(f"# One\n\n{LONG}\n\f# Two\n\n{LONG}\n\f\n\f# Four\n\nThe end.")
    assert (reading.pages, reading.pages_without_text) == (4, [3])
    assert [(d.text, d.page) for d in reading.drafts if d.kind is BlockKind.HEADING] == [
        ("One", 1),
        ("Two", 2),
        ("Four", 4),
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert words("The partners\nmeet every six\nweeks in pub-\nlic.") == [
        "The partners meet every six weeks in public."
    ]


def test_indented_text_is_no_code() -> None:
    assert blocks(f"    {LONG}")[0][0] == "paragraph"


def test_html_blocks_are_read() -> None:
    source = "<table><tr><th>Body</th><th>Pays</th></tr><tr><td>Police</td><td>£5</td></tr></table>\n\nAfter."
    assert words(source) == ["Body | Pays", "Police | Pays: £5", "After."]


def test_front_matter_gives_the_title() -> None:
    reading = read(f"---\ntitle: Our Plan\ndate: 2020\n---\n\n{LONG}")
    assert reading.declared_title == "Our Plan"
    assert [d.text for d in reading.drafts] == [LONG]


def test_markdown_is_told_from_plain_text() -> None:
    assert looks_like_markdown("# Title\n\ntext")
    assert looks_like_markdown("some *emphasis* here")
    assert not looks_like_markdown("PLAN\n====\n\n- one\n- two\n\n5 * 3 * 2 = 30")


def test_text_file_with_markdown_in_it() -> None:
    assert text.read(b"# Plan\n\nText.\n").format == "markdown"
    assert text.read(b"PLAN\n\nText.\n").format == "text"
    assert text.read(b"PLAN\n\nText.\n", as_markdown=True).format == "markdown"
