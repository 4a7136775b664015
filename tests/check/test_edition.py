"""Which edition of the guidance a document is checked against, and how that is said."""

from __future__ import annotations

import hashlib

import pytest

from checker.check.edition import choose, named_editions
from checker.check.one import Checker
from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document, Profile
from checker.documents.shape.assemble import assemble
from checker.errors import OptionError
from checker.packs.editions import Edition, editions_of, in_force_on
from checker.packs.load import rules_folder
from checker.profile.read import load_areas, profile_of

AREAS = rules_folder() / "areas.yaml"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load()


@pytest.fixture(scope="module")
def editions(checker: Checker) -> tuple[Edition, ...]:
    return editions_of(checker.packs)


def made(text: str) -> Document:
    return assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())


ARRANGEMENTS = "# Wexmoor Safeguarding Children Partnership: Safeguarding Arrangements\n\n"
REPORT = "# Wexmoor Safeguarding Children Partnership: Annual Report"


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        (f"{ARRANGEMENTS}Published 29 June 2019\n\nThese arrangements apply to all agencies.", "2018"),
        (f"{ARRANGEMENTS}Published 31 March 2025\n\nThese arrangements apply to all agencies.", "2023"),
        (f"{ARRANGEMENTS}Updated July 2025\n\nThe plan published in 2019 is replaced by this one.", "2023"),
        (f"{ARRANGEMENTS}December 2024\n\nThis document replaces the arrangements of September 2019.", "2023"),
        (f"{ARRANGEMENTS}Published 12 March 2024\n\nIt follows Working Together 2018.", "2018"),
        (f"{ARRANGEMENTS}Published 12 March 2025\n\nIt follows Working Together 2018.", "2023"),
        (f"{ARRANGEMENTS}It follows Working Together to Safeguard Children (HM Government, December 2023).", "2023"),
        (f"{ARRANGEMENTS}The delegated safeguarding partners meet as the Executive.", "2023"),
        (
            f"{ARRANGEMENTS}### Under Working Together 2018. Second edition, March 2021\n\n"
            "| | |\n|---|---|\n| Chief Constable | Lead safeguarding partner |",
            "2018",
        ),
        (f"{ARRANGEMENTS}The clinical commissioning group leads for health.", "2018"),
        (f"{ARRANGEMENTS}The clinical commissioning group became part of the integrated care board.", "2018"),
        (f"{ARRANGEMENTS}The integrated care board leads for health. Family help has teams in four places.", "2023"),
        (f"{ARRANGEMENTS}A board was set up in March 2019. Its delegated safeguarding partners meet monthly.", "2023"),
        (f"{ARRANGEMENTS}It kept to Working Together 2018 until there were lead safeguarding partners.", "2023"),
        ("# Wexmoor LSCB annual report\n\nThe LSCB met six times and published one review.", None),
        (f"{ARRANGEMENTS}Published 1 June 2026\n\nThese arrangements apply to all agencies.", "2026"),
        (f"{ARRANGEMENTS}Everybody works together to keep children safe.", None),
        (f"{REPORT} 2022/23\n\nPublished 4 January 2024. Working Together 2023 has since appeared.", "2018"),
        (f"{REPORT} 2023/24\n\nThe year's work is told here.", "2023"),
        (f"{REPORT} 2023/24\n\nThe report follows Working Together 2018.", "2018"),
        (f"{REPORT} 2024/25\n\nThe arrangements first followed Working Together 2018.", "2023"),
        (f"{REPORT} 2025/26\n\nPublished 30 September 2026", "2023"),
        (f"{REPORT} 2019/20\n\nThe year's work is told here.", "2018"),
    ],
)
def test_the_edition_follows_period_dates_and_names(
    text: str, edition: str | None, editions: tuple[Edition, ...]
) -> None:
    if edition == "2026" and all(known.name != "2026" for known in editions):
        pytest.skip("no pack of that edition here")
    document = made(text)
    chosen = choose(document, profile_of(document, load_areas(AREAS)), editions)
    assert chosen.edition == edition, chosen.why


def test_the_reason_is_a_sentence_with_the_edition_its_months_and_the_ground(editions: tuple[Edition, ...]) -> None:
    document = made(f"{ARRANGEMENTS}Published 31 March 2025\n\nThese arrangements apply.")
    assert choose(document, profile_of(document, load_areas(AREAS)), editions).why == (
        "Checked against Working Together 2023, in force from December 2023 to spring 2026, "
        "because it is dated 31 March 2025."
    )


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (
            f"{ARRANGEMENTS}These arrangements apply from 4 April 2022.",
            "it names April 2022, and no day that is surely its own was recognised.",
        ),
        (
            f"{ARRANGEMENTS}These arrangements have applied since 2021.",
            "it names 2021, and no day that is surely its own was recognised.",
        ),
        (
            f"{REPORT} of the Partners, 2021\n\nWe trained nurses.",
            "it names 2021, and no day that is surely its own was recognised.",
        ),
        (f"{ARRANGEMENTS}Settled by all on 1 June 2019. Published 21 June 2019.", "it is dated 21 June 2019."),
        (
            f"{ARRANGEMENTS}Committee, Tuesday 12 March 2019\n\nIt holds from September 2019.",
            "it was put to a meeting on 12 March 2019.",
        ),
        (f"{ARRANGEMENTS}Cabinet – 3 July 2019\n\nIt holds from May 2020.", "it was put to a meeting on 3 July 2019."),
        (
            f"{ARRANGEMENTS}*Agreed by the Steering Table, 9 May 2019*\n\nIt holds from May 2020.",
            "it was agreed on 9 May 2019.",
        ),
        (f"{ARRANGEMENTS}Published June 2019\n\nWe meet.", "it says that it was published in June 2019."),
        (
            f"{ARRANGEMENTS}{'We meet. ' * 700}\n\nPrinted by the Quay Press. July 2021.",
            "it says at its end that it is of July 2021.",
        ),
        (
            f"{ARRANGEMENTS}We meet from May 2020.\n\nL2. This plan was published by all three on Monday 3 June 2019.",
            "it is dated 3 June 2019.",
        ),
        (
            f"{ARRANGEMENTS}These arrangements were signed in May 2024, are published on 1 October 2024 and hold now.",
            "it is dated 1 October 2024.",
        ),
        (
            f"{ARRANGEMENTS}Since May 2024 we meet.\n\nThis booklet was made in February 2025.",
            "it says that it was made in February 2025.",
        ),
        (f"{ARRANGEMENTS}Page last updated: 14 January 2025\n\nWe open in June 2025.", "it is dated 14 January 2025."),
        (f"{ARRANGEMENTS}The CCG leads for health.", 'it speaks of "CCG", and no date of its own was found.'),
    ],
)
def test_the_ground_claims_no_more_than_is_printed(text: str, ground: str, editions: tuple[Edition, ...]) -> None:
    document = made(text)
    assert choose(document, profile_of(document, load_areas(AREAS)), editions).why.endswith(ground)


def test_an_edition_said_to_be_coming_is_not_named() -> None:
    assert named_editions(made("A new Working Together 2026 is expected in the spring.")) == frozenset()
    assert named_editions(made("We follow Working Together 2018, as revised in 2020.")) == {"2018"}
    assert named_editions(made("The 2023 statutory guidance asks for delegated partners.")) == {"2023"}


def test_an_edition_asked_for_overrides_and_an_unknown_one_lists_the_known(editions: tuple[Edition, ...]) -> None:
    document = made(f"{ARRANGEMENTS}Published 31 March 2025")
    assert choose(document, Profile(), editions, "2018").edition == "2018"
    with pytest.raises(OptionError, match="2018, 2023"):
        choose(document, Profile(), editions, "2019")


def test_the_first_day_of_an_edition_is_its_own(editions: tuple[Edition, ...]) -> None:
    for edition in editions:
        assert in_force_on(edition.since, editions) == edition
    assert in_force_on("2013-04-01", editions) is None


def test_one_asked_for_is_not_said_of_an_inspection(editions: tuple[Edition, ...]) -> None:
    assert choose(made("# Inspection"), Profile(type="inspection"), editions, "2023").judged is None


def test_an_inspection_belongs_to_no_edition(editions: tuple[Edition, ...]) -> None:
    assert choose(made("Working Together 2023"), Profile(type="inspection"), editions).edition is None


def test_each_document_is_judged_by_the_packs_of_its_edition_once(checker: Checker) -> None:
    document = made(f"{ARRANGEMENTS}Published 31 March 2025\n\nThe council funds the partnership.")
    check = checker.check(document, profile_of(document, load_areas(AREAS)))
    assert [pack.id for pack in check.packs] == ["wt2023-arrangements"]
    document = made(f"{ARRANGEMENTS}Published 29 June 2019\n\nThe council funds the partnership.")
    check = checker.check(document, profile_of(document, load_areas(AREAS)))
    assert [(pack.id, pack.annex) for pack in check.packs] == [("wt2018-arrangements", False), ("ofsted-lscb", True)]
    check = checker.check(document, profile_of(document, load_areas(AREAS)), ["ofsted-lscb"])
    assert [(pack.id, pack.annex) for pack in check.packs] == [("ofsted-lscb", False)]
    assert (check.document.edition_why or "").startswith("It belongs to Working Together 2018")
