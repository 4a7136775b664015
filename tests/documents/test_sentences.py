"""Sentences: where a full stop ends one, and where it does not."""

from __future__ import annotations

import pytest

from checker.documents.model import BlockKind
from checker.documents.shape.assemble import assemble
from checker.documents.shape.draft import Draft, Reading


def split(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    document = assemble(Reading("text", [Draft(kind, text)]), "made-up.txt", "")
    return [document.text[sentence.start : sentence.end] for sentence in document.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "The chair is Dr. Amara Vale of Pellbrook.",
        "Ms J. Smith chairs the group with Cllr. R. T. Oakes.",
        "Agencies, e.g. Housing and i.e. Probation, attend.",
        "See no. 5 and paras. 3 to 7 of the plan from Sept. 2019.",
        "The budget grew by 2.5 per cent to £1.25 million.",
        "Attendance was 94.6% (target 95.0%) in the year.",
        "The N.H.S. Trust and the Chief Constable, Ann Lee Q.P.M. (South), agreed.",
        "The report (see s. 11) is published at www.pellbrook.example/report by the unit.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The Board met. It agreed the plan.", 2),
        ("The answer was no. The Board asked again.", 2),
        ("The review of Child F. It found three things.", 2),
        ("Details are in Appendix B. The unit holds copies.", 2),
        ("“We were heard.” The group agreed.", 2),
        ("Did it work? Yes! 42 children said so.", 3),
        ("Meetings end at 5 p.m. The unit keeps notes.", 2),
        ("Partners include housing, health, etc. The Forum meets twice.", 2),
        ("There is more to do… The plan says what.", 2),
        ("(The plan is attached.) The partners sign it.", 2),
        ("The target was met in 2019. 312 children were seen.", 2),
    ],
)
def test_sentences_part(text: str, count: int) -> None:
    parts = split(text)
    assert len(parts) == count
    assert " ".join(parts) == text


def test_no_sentence_is_empty_or_begins_with_a_space() -> None:
    for text in ("...", ". . .", "A.", "1. 2. 3.", "Yes. ", "One. Two. "):
        for part in split(text.strip()):
            assert part
            assert part == part.strip()


def test_list_items_that_end_with_semicolons_are_a_sentence_each() -> None:
    reading = Reading(
        "text", [Draft(BlockKind.LIST_ITEM, text, level=1) for text in ("neglect;", "exploitation; and", "abuse.")]
    )
    document = assemble(reading, "made-up.txt", "")
    assert [document.text[s.start : s.end] for s in document.sentences] == ["neglect;", "exploitation; and", "abuse."]


def test_sentence_over_a_page_end_is_one_and_begins_on_its_first_page() -> None:
    text = "The partners review the plan each year and publish what they find."
    draft = Draft(BlockKind.PARAGRAPH, text, page=3, turns=[(text.index("year"), 4)])
    document = assemble(Reading("pdf", [draft], pages=4), "made-up.pdf", "")
    (sentence,) = document.sentences
    assert document.page_at(sentence.start) == 3
    assert document.page_at(sentence.end - 1) == 4


def test_heading_with_a_full_stop_inside_stays_whole() -> None:
    assert split("Part 1. What we do", BlockKind.HEADING) == ["Part 1. What we do"]


def test_long_cells_of_a_table_row_are_split_off() -> None:
    long = "The group met each month. It looked at ninety cases and wrote to every agency about them."
    row = f"Neglect | 2019: 21% | {long}"
    assert split(row, BlockKind.TABLE_ROW) == [
        "Neglect | 2019: 21%",
        "The group met each month.",
        "It looked at ninety cases and wrote to every agency about them.",
    ]
