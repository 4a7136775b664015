"""Assembling: numbers, spans, sections and what leads into a list."""

from __future__ import annotations

import pytest

from checker.documents.model import BlockKind, Document
from checker.documents.shape.assemble import assemble, printed_number
from checker.documents.shape.draft import Draft, Reading


def made(*drafts: Draft) -> Document:
    return assemble(Reading("text", list(drafts)), "made-up.txt", "")


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("5.3.1 The scrutineer reports.", "5.3.1", "The scrutineer reports."),
        ("12. The Board meets.", "12", "The Board meets."),
        ("4) health", "4", "health"),
        ("(a) the council", "a", "the council"),
        ("iv) the police", "iv", "the police"),
        ("• a mark", None, "a mark"),
        ("• 2.1 The plan", "2.1", "The plan"),
        ("2019 was a hard year.", None, "2019 was a hard year."),
        ("3 posts are funded.", None, "3 posts are funded."),
        ("1.5 million pounds were spent.", None, "1.5 million pounds were spent."),
        ("1.5 x full-time officer", None, "1.5 x full-time officer"),
    ],
)
def test_printed_number(text: str, number: str | None, words: str) -> None:
    found, body = printed_number(text)
    assert (found, text[body:]) == (number, words)


def test_text_is_the_blocks_and_every_span_lies_in_it() -> None:
    document = made(
        Draft(BlockKind.HEADING, "1 Partners", level=1),
        Draft(BlockKind.PARAGRAPH, "1.1 They are:"),
        Draft(BlockKind.LIST_ITEM, "a) the council", level=1),
        Draft(BlockKind.LIST_ITEM, "b) the police", level=1),
    )
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "1 Partners",
        "1.1 They are:",
        "a) the council",
        "b) the police",
    ]
    assert [block.number for block in document.blocks] == ["1", "1.1", "a", "b"]
    assert document.block_text(2) == "the council"
    assert document.blocks[2].intro == 1
    assert document.blocks[3].intro == 1


def test_number_kept_apart_is_part_of_the_section_name() -> None:
    document = made(
        Draft(BlockKind.HEADING, "Independent scrutiny", level=2, number="5.3"),
        Draft(BlockKind.PARAGRAPH, "The scrutineer reports.", number="5.3.1"),
    )
    assert document.section_of(1) == "5.3 Independent scrutiny"
    assert document.paragraph_of(1) == "5.3.1"


def test_date_at_the_start_of_a_heading_is_no_number() -> None:
    document = made(Draft(BlockKind.HEADING, "1 October 2020 to 31 March 2021", level=1))
    assert document.blocks[0].number is None


def test_headings_nest_and_close() -> None:
    document = made(
        Draft(BlockKind.HEADING, "One", level=1),
        Draft(BlockKind.HEADING, "Inside", level=2),
        Draft(BlockKind.PARAGRAPH, "Text."),
        Draft(BlockKind.HEADING, "Two", level=1),
        Draft(BlockKind.PARAGRAPH, "More."),
    )
    assert [block.heading for block in document.blocks] == [None, 0, 1, None, 3]
    assert [document.section_of(index) for index in (2, 4)] == ["Inside", "Two"]


def test_empty_drafts_leave_no_block_but_pictures_keep_their_place() -> None:
    reading = Reading(
        "html",
        [
            Draft(BlockKind.HEADING, "Thresholds", level=1),
            Draft(BlockKind.PARAGRAPH, ""),
            Draft(BlockKind.HEADING, "Money", level=1),
            Draft(BlockKind.PARAGRAPH, "Text."),
        ],
        pictures=[(None, 2)],
    )
    document = assemble(reading, "made-up.html", "")
    assert len(document.blocks) == 3
    assert document.pictures[0].heading == 0


def test_items_are_introduced_by_what_stands_above_them() -> None:
    items = [
        Draft(BlockKind.PARAGRAPH, "The agencies are:"),
        Draft(BlockKind.LIST_ITEM, "the council:", level=1),
        Draft(BlockKind.LIST_ITEM, "housing", level=2),
        Draft(BlockKind.FOOTNOTE, "A note."),
        Draft(BlockKind.LIST_ITEM, "sport", level=2),
        Draft(BlockKind.LIST_ITEM, "the police", level=1),
        Draft(BlockKind.HEADING, "Else", level=1),
        Draft(BlockKind.LIST_ITEM, "nobody leads here", level=1),
    ]
    assert [block.intro for block in made(*items).blocks] == [None, 0, 1, None, 1, 0, None, None]


def test_items_level_with_the_item_that_leads_them() -> None:
    """Cause: readers of pages may see "5.1 The group will:" as an item like those it introduces."""
    items = [Draft(BlockKind.LIST_ITEM, text, level=1) for text in ("5.1 It will:", "listen", "act")]
    assert [block.intro for block in made(*items).blocks] == [None, 0, 0]


def test_rows_are_introduced_by_the_heading_row_or_the_paragraph() -> None:
    rows = [
        Draft(BlockKind.PARAGRAPH, "They pay:"),
        Draft(BlockKind.TABLE_HEAD, "Body | Sum"),
        Draft(BlockKind.TABLE_ROW, "Police | Sum: £5"),
        Draft(BlockKind.PARAGRAPH, "And also:"),
        Draft(BlockKind.TABLE_ROW, "Health | £5"),
    ]
    assert [block.intro for block in made(*rows).blocks] == [None, 0, 1, None, 3]
