"""Remarks: every sentence in which inspectors judge, once, verbatim; and the lists that reports print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.errors import PackError
from checker.inspections.layout import layout_of
from checker.inspections.tables import Table, read_table, table_text

TEXT = """# Inspection of Fallowdene local authority children’s services

## What needs to improve

- The quality of children’s plans.

## Strengths

- The impact of the emotional wellbeing team.

## The experiences and progress of children

Social workers visit children regularly and know them well. Too many plans are not updated. However, it is too early to
see the impact of the new panel.

## Information about this inspection

Inspectors considered the quality of work and were very effective in their travel arrangements.
"""


def test_every_judging_sentence_is_a_remark_once_and_verbatim(
    checker: Checker, read_md: Callable[[str], Document]
) -> None:
    document = read_md(TEXT)
    check = checker.check(document, Profile(type="inspection"))
    assert check.inspection is not None
    remarks = check.inspection.remarks
    assert all(document.text[one.start : one.end] == one.quote for one in remarks)
    assert len({(one.start, one.end) for one in remarks}) == len(remarks)
    told = {one.quote.split()[0]: (one.polarity, one.printed_as) for one in remarks}
    assert told["Social"] == ("praise", None)
    assert told["Too"] == ("fault", None)
    assert told["However,"] == ("early", None)
    assert told["The"] in {("fault", "improvement"), ("praise", "strength")}
    assert "Inspectors" not in told
    assert [item.text for item in check.inspection.strengths] == ["The impact of the emotional wellbeing team."]


def test_a_heading_just_below_gathers_items_whatever_its_level(read_md: Callable[[str], Document]) -> None:
    """In some reports the theme's heading is printed larger than that of the list itself."""
    text = "# Report\n\n#### Areas for priority action\n\n### Capacity\n\n1. Ensure that managers have time.\n"
    (found,) = layout_of(read_md(text)).lists
    assert [(found.kind, item.text) for item in found.items] == [("priority", "Ensure that managers have time.")]


def test_a_report_that_says_there_is_nothing_to_list_is_told_from_one_not_recognised(
    read_md: Callable[[str], Document],
) -> None:
    text = "# Report\n\n## Areas for priority action\n\nThere are no areas for priority action.\n"
    (none,) = layout_of(read_md(text)).lists
    assert (none.items, none.says_none) == ((), True)


def test_a_table_of_weights_is_read_as_it_was_written(tmp_path: Path) -> None:
    table = Table(
        ("praise", "fault"),
        (0.5, -0.25),
        {"#": (0.25, 0.0), "clear": (1.0, -1.0), "not_clear": (-0.5, 0.75)},
        "made up",
    )
    path = tmp_path / "table.tsv"
    path.write_text(table_text(table), encoding="utf-8")
    assert read_table(path) == table
    for broken in ("#\tmade up\nfeature\tpraise\nclear\tmuch\n", "feature\tpraise\n\nclear\t1\t2\n"):
        path.write_text(broken, encoding="utf-8")
        read_table.cache_clear()
        with pytest.raises(PackError, match="line 3"):
            read_table(path)
    path.write_text("#\tmade up\nfeature\tpraise\n", encoding="utf-8")
    read_table.cache_clear()
    assert read_table(path) == Table(("praise",), (0.0,), {}, "made up")


def test_a_joint_report_that_speaks_of_a_board_without_a_part_on_it_is_judged(
    checker: Checker, read_md: Callable[[str], Document]
) -> None:
    """Its sentences were once read for the themes of reports alone, and the board's criteria asked for others."""
    text = (
        "# Joint targeted area inspection of Fallowdene\n\n## Leadership\n\nThe board has a clear plan.\n\n"
        "## The local safeguarding children board\n\nTraining is well attended. Thresholds are not understood.\n"
    )
    check = checker.check(read_md(text), Profile(type="inspection"))
    assert check.findings


def test_the_rest_of_an_item_on_the_next_page_does_not_end_its_list(read_md: Callable[[str], Document]) -> None:
    """At a page's end a point may stop with a whole sentence; its next one then begins the page like a paragraph."""
    text = (
        "# Report\n\n## Key strengths\n\n- Visits are regular.\n\nThey are recorded well.\n\n"
        "- Plans are clear.\n\n## Case study\n\nA child was seen.\n"
    )
    document = read_md(text)
    assert len(layout_of(document).lists[0].items) == 1  # within a page it is running text
    first = next(at for at, block in enumerate(document.blocks) if document.block_text(at).startswith("They"))
    pages = [replace(block, page=2 if at >= first else 1) for at, block in enumerate(document.blocks)]
    (found,) = layout_of(replace(document, blocks=tuple(pages))).lists
    assert [item.text for item in found.items] == ["Visits are regular. They are recorded well.", "Plans are clear."]


def test_a_heading_run_on_behind_an_item_opens_the_next_list(read_md: Callable[[str], Document]) -> None:
    """A reader had put the heading behind the last priority action, and what followed was told as such actions."""
    text = (
        "# Report\n\n## Priority and immediate action\n\n1. Visit children.\n2. Record it. Areas for improvement\n\n"
        "### Help and protection\n\n3. Improve plans.\n\n## Information about this inspection\n"
    )
    found = [(one.kind, [item.text for item in one.items]) for one in layout_of(read_md(text)).lists]
    assert found == [("priority", ["Visit children.", "Record it."]), ("improvement", ["Improve plans."])]


def test_in_a_joint_report_the_board_is_one_theme_of_a_list(read_md: Callable[[str], Document]) -> None:
    text = (
        "# Joint targeted area inspection of Fallowdene\n\n## Areas for improvement\n\n- Training is patchy.\n\n"
        "### The Local Safeguarding Children Board\n\n- The board does not audit enough.\n"
    )
    (found,) = layout_of(read_md(text)).lists
    assert [item.text for item in found.items] == ["Training is patchy.", "The board does not audit enough."]


def test_a_numbered_paragraph_that_leads_in_is_no_item(read_md: Callable[[str], Document]) -> None:
    text = (
        "# Inspection of Fallowdene local authority children’s services\n\n## Areas for improvement\n\n"
        "4. To improve help, the authority should take the following action.\n\n- Review plans.\n\n- Hear children.\n"
    )
    (found,) = layout_of(read_md(text)).lists
    assert [item.text for item in found.items] == ["Review plans.", "Hear children."]


def test_what_leaders_should_do_is_an_item_with_the_points_below_it(read_md: Callable[[str], Document]) -> None:
    text = (
        "# Area SEND inspection of Fallowdene Local Area Partnership\n\n## Areas for improvement\n\n"
        "Leaders should improve their use of data so that:\n\n- teams know it; and\n- plans rest on it.\n"
    )
    (found,) = layout_of(read_md(text)).lists
    assert [item.text.split(":")[0] for item in found.items] == ["Leaders should improve their use of data so that"]
    assert found.items[0].text.endswith("plans rest on it.")
