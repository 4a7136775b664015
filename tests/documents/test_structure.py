"""What the formats share: characters, tables, contents, headings, lists, broken paragraphs."""

from __future__ import annotations

import pytest

from checker.documents.model import BlockKind
from checker.documents.shape.contents import mark_contents
from checker.documents.shape.draft import Draft
from checker.documents.shape.headings import place_headings
from checker.documents.shape.structure import finish
from checker.documents.shape.tables import join_cell, table_drafts
from checker.text.characters import clean, join_lines, without_markers
from checker.text.labels import letter, roman

P, L, H, C, F = (
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.HEADING,
    BlockKind.CONTENTS,
    BlockKind.FOOTNOTE,
)
LONG = "The partners meet every six weeks and publish what they decide within ten working days."


def settled(*drafts: Draft) -> list[tuple[BlockKind, int, str]]:
    found = list(drafts)
    finish(found)
    return [(draft.kind, draft.level, draft.text) for draft in found if draft.text]


# --- characters ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ef\ufb01cient o\ufb03cers", "efficient officers"),
        ("safe\u00adguarding\u200b part\u00a0ners", "safeguarding part ners"),
        ("C O N T E N T S", "CONTENTS"),
        ("O U R  V A L U E S", "OUR VALUES"),
        ("Plan A B and C", "Plan A B and C"),
        ("multi\u2011agency", "multi-agency"),
        ("<b>Total</b> paid", "Total paid"),
        ("ages < 5 and > 3", "ages < 5 and > 3"),
        ("tab\tand\x07 bell", "tab and bell"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_raised_markers_go_but_square_metres_stay() -> None:
    assert without_markers("The review¹² found³, in 40 km² of moor,") == "The review found, in 40 km² of moor,"


def test_lines_join_but_for_those_that_begin_anew() -> None:
    lines = ["The safe-", "guarding multi-", "agency plan", "(a) is shared", "2.1 Second", "and last"]
    assert join_lines(lines) == ["The safeguarding multi-agency plan", "(a) is shared", "2.1 Second and last"]


def test_lines_under_a_colon_are_an_unmarked_list() -> None:
    assert join_lines(["The team has:", "2 x officers", "1.5 x analysts"]) == [
        "The team has:",
        "2 x officers",
        "1.5 x analysts",
    ]


def test_labels() -> None:
    assert [letter(n) for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [roman(n) for n in (1, 4, 9, 14)] == ["i", "iv", "ix", "xiv"]


# --- tables ---


def texts(rows: list[list[str]], header: bool | None = None) -> list[tuple[str, str]]:
    return [(draft.kind.value, draft.text) for draft in table_drafts(rows, page=None, header=header)]


def test_rows_keep_their_column_headings() -> None:
    rows = [["", "2018/19", "2019/20"], ["Neglect", "21%", "13%"]]
    assert texts(rows) == [("table head", "2018/19 | 2019/20"), ("table row", "Neglect | 2018/19: 21% | 2019/20: 13%")]


def test_table_without_a_heading_row_has_bare_cells() -> None:
    assert texts([["Council", "£148,000"], ["Police", "£31,500"]]) == [
        ("table row", "Council | £148,000"),
        ("table row", "Police | £31,500"),
    ]


def test_words_over_words_are_no_heading_row_unless_marked() -> None:
    rows = [["Ann Vale", "Police"], ["Jo Reed", "Health"]]
    assert texts(rows)[0][0] == "table row"
    assert texts(rows, header=True)[0][0] == "table head"


def test_one_column_is_no_table() -> None:
    assert texts([["The first passage."], ["The second."]]) == [
        ("paragraph", "The first passage."),
        ("paragraph", "The second."),
    ]


def test_heading_row_repeated_on_the_next_page_is_left_out() -> None:
    rows = [["Course", "People"], ["Neglect", "41"], ["Course", "People"], ["Review", "12"]]
    assert [text for kind, text in texts(rows) if kind == "table row"] == [
        "Neglect | People: 41",
        "Review | People: 12",
    ]


def test_titles_with_page_numbers_are_contents() -> None:
    rows = [["Introduction", "Page 2"], ["Partners", "Page 4"], ["Money", "Page 9"]]
    assert {kind for kind, _ in texts(rows)} == {"contents entry"}


def test_figures_that_go_up_are_no_page_numbers() -> None:
    assert texts([["Contacts", "14,212"], ["Plans", "14,870"], ["Children", "15,001"]])[0][0] == "table row"


def test_paragraphs_of_a_cell_are_parted() -> None:
    assert join_cell(["Limited change", "No added costs.", "Shared staff", "in one team"]) == (
        "Limited change; No added costs. Shared staff in one team"
    )


# --- contents ---


def test_list_under_in_this_report_is_contents_up_to_the_next_heading() -> None:
    drafts = [
        Draft(H, "In this report", level=2),
        Draft(L, "Foreword", level=1),
        Draft(L, "1 Our year", level=1),
        Draft(H, "Foreword", level=2),
        Draft(P, LONG),
    ]
    mark_contents(drafts)
    assert [draft.kind for draft in drafts] == [C, C, C, H, P]


def test_dot_leaders_are_contents_without_a_title() -> None:
    drafts = [Draft(P, "Scrutiny ........ 12"), Draft(P, "Money . . . . . 14"), Draft(P, LONG)]
    mark_contents(drafts)
    assert [draft.kind for draft in drafts] == [C, C, P]


def test_contents_run_together_in_one_paragraph() -> None:
    """Cause: a converter from PDF kept the entries but not their line ends."""
    drafts = [
        Draft(P, "Contents"),
        Draft(P, "Introduction Page 2 Partners Page 4 Scrutiny Page 9 Money Page 11 " * 3),
        Draft(H, "Introduction", level=1),
    ]
    mark_contents(drafts)
    assert [draft.kind for draft in drafts] == [C, C, H]


def test_list_at_the_front_that_repeats_the_headings_is_contents() -> None:
    names = ["Partners", "Scrutiny", "Training", "Money"]
    drafts = [Draft(L, name, level=1) for name in names]
    for name in names:
        drafts += [Draft(H, name, level=1), Draft(P, LONG)]
    mark_contents(drafts)
    assert [draft.kind for draft in drafts[:4]] == [C] * 4


def test_prose_under_a_heading_called_contents_is_text() -> None:
    drafts = [Draft(H, "Contents", level=1), Draft(P, LONG), Draft(P, LONG)]
    mark_contents(drafts)
    assert [draft.kind for draft in drafts] == [H, P, P]


def test_body_of_a_document_without_marked_headings_is_not_swallowed_by_its_contents() -> None:
    drafts = [Draft(P, text) for text in ("Contents", "Partners", "Money", "Partners", LONG, "Money", LONG)]
    finish(drafts)
    assert [draft.kind for draft in drafts] == [C, C, C, H, P, H, P]


# --- headings ---


def test_bold_line_is_a_heading_only_above_text() -> None:
    assert settled(
        Draft(H, "Our Values", level=0),
        Draft(P, LONG),
        Draft(H, "“We want every child to be safe.”", level=0),
        Draft(P, LONG),
        Draft(H, "Maud Tolland", level=0),
    ) == [
        (H, 1, "Our Values"),
        (P, 0, LONG),
        (P, 0, "“We want every child to be safe.”"),
        (P, 0, LONG),
        (P, 0, "Maud Tolland"),
    ]


def test_plain_short_lines_are_headings_where_none_are_marked() -> None:
    kinds = settled(
        Draft(P, "Pellbrook Safeguarding Partnership"),
        Draft(P, "Report date: 4 May 2020"),
        Draft(P, LONG),
        Draft(P, "Quality of practice"),
        Draft(P, LONG),
        Draft(P, "“We were listened to.”"),
        Draft(P, "Aisha, aged fourteen"),
        Draft(P, LONG),
    )
    assert [text for kind, _, text in kinds if kind is H] == ["Quality of practice"]


def test_plain_short_lines_are_text_where_headings_are_marked() -> None:
    drafts = [Draft(H, "Partners", level=1), Draft(P, LONG), Draft(H, "Money", level=1), Draft(P, LONG)]
    drafts += [Draft(P, "Business support unit"), Draft(P, LONG)]
    assert settled(*drafts)[4] == (P, 0, "Business support unit")


def test_numbered_lead_in_is_no_heading() -> None:
    kinds = settled(
        Draft(H, "2 The borough", level=2),
        Draft(P, "2.4 On 31 March 2019:"),
        Draft(L, "312 children had a plan;", level=1),
        Draft(P, "2.5 They are described below."),
        Draft(P, LONG),
    )
    assert [kind for kind, _, _ in kinds] == [H, P, L, P, P]


def test_numbers_mend_the_levels_that_a_converter_marked() -> None:
    levels = settled(
        Draft(H, "1. Introduction", level=2),
        Draft(P, LONG),
        Draft(H, "2. Partners", level=3),
        Draft(H, "2.1 Council", level=5),
        Draft(H, "2.2 Police", level=2),
        Draft(H, "3. Money", level=4),
    )
    assert [level for kind, level, _ in levels if kind is H] == [2, 2, 3, 3, 2]


def test_series_of_numbered_headings_inside_a_section_nests() -> None:
    drafts = [
        Draft(H, "3. Fit", level=3),
        Draft(H, "3.4 Success", level=0),
        Draft(P, LONG),
        Draft(H, "1. Learning is shared", level=0),
        Draft(P, LONG),
        Draft(H, "2. Practice is joined up", level=0),
        Draft(P, LONG),
        Draft(H, "4. Model", level=4),
        Draft(P, LONG),
    ]
    place_headings(drafts)
    assert [draft.level for draft in drafts if draft.kind is H] == [3, 4, 5, 5, 3]


# --- lists and paragraphs ---


def test_numbered_sentences_are_paragraphs_whatever_the_markup() -> None:
    as_items = settled(Draft(L, f"2.1 {LONG}", level=1), Draft(L, f"2.2 {LONG}", level=1))
    as_text = settled(Draft(P, f"2.1 {LONG}"), Draft(P, f"2.2 {LONG}"))
    assert as_items == as_text == [(P, 0, f"2.1 {LONG}"), (P, 0, f"2.2 {LONG}")]


def test_numbers_below_a_numbered_lead_in_are_items() -> None:
    kinds = settled(
        Draft(P, f"2.5 {LONG[:-1]}, with three aims:"),
        Draft(P, f"2.5.1 {LONG}"),
        Draft(P, f"2.5.2 {LONG}"),
        Draft(P, f"2.6 {LONG}"),
    )
    assert [kind for kind, _, _ in kinds] == [P, L, L, P]


def test_short_numbered_points_are_items() -> None:
    kinds = settled(Draft(P, "Our aims are:"), Draft(P, "1. Listen first"), Draft(P, "2. Act early"))
    assert [kind for kind, _, _ in kinds] == [P, L, L]


def test_numbered_passages_of_an_inspection_are_paragraphs() -> None:
    kinds = settled(*(Draft(L, f"{LONG} {LONG}", level=1, number=str(n)) for n in (1, 2, 3)))
    assert {kind for kind, _, _ in kinds} == {P}


def test_numbered_passages_in_an_empty_outer_list_are_paragraphs() -> None:
    """Cause: word processors export "1.1" to HTML as a list inside the empty item of another."""
    kinds = settled(*(Draft(L, f"{LONG} {LONG}", level=2, number=str(n)) for n in (1, 2, 3)))
    assert {kind for kind, _, _ in kinds} == {P}


def test_letters_in_brackets_are_items() -> None:
    assert settled(Draft(P, "(a) the local authority"))[0][:2] == (L, 1)


def test_list_inside_an_empty_item_has_no_depth_of_its_own() -> None:
    kinds = settled(
        Draft(P, "They are:"), Draft(L, "council", level=2, number="a"), Draft(L, "police", level=2, number="b")
    )
    assert [level for _, level, _ in kinds] == [0, 1, 1]


def test_paragraph_cut_by_a_page_end_is_joined_over_a_footnote() -> None:
    text = "Practitioners who develop lasting relationships with families will be at the"
    drafts = [Draft(P, text, page=4), Draft(P, "¹ A note.", page=4), Draft(P, "heart of the plan.", page=5)]
    finish(drafts)
    assert drafts[0].text == f"{text} heart of the plan."
    assert drafts[0].turns == [(len(text) + 1, 5)]
    assert (drafts[1].kind, drafts[1].number, drafts[1].text) == (F, "1", "A note.")


def test_whole_sentences_and_items_are_not_joined() -> None:
    drafts = [
        Draft(P, LONG),
        Draft(P, "and this is odd."),
        Draft(L, LONG[:-1], level=1),
        Draft(L, "next item", level=1),
    ]
    finish(drafts)
    assert [draft.text for draft in drafts] == [LONG, "and this is odd.", LONG[:-1], "next item"]
