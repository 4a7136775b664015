"""What documents say of themselves, on made-up openings named for the trap each holds."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document, Profile
from checker.documents.reader import read_document
from checker.documents.shape.assemble import assemble
from checker.errors import DocumentError, PackError
from checker.packs.load import rules_folder
from checker.profile.authorities import Areas, load_areas
from checker.profile.read import profile_of

ROOT = Path(__file__).resolve().parents[2]
Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas(ROOT / "rules" / "areas.yaml")


def test_the_list_holds_every_authority_of_today_once(areas: Areas) -> None:
    today = [area.name for area in areas.areas if area.until is None]
    assert len(today) == 153
    assert len(set(today)) == 153
    assert len({area.region for area in areas.areas}) == 9
    assert all(area.police for area in areas.areas)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("London Borough of Hackney", "Hackney"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("RBKC", "Kensington and Chelsea"),
        ("St. Helens Metropolitan Borough Council", "St Helens"),
        ("STOCKTON ON TEES", "Stockton-on-Tees"),
        ("City of York Council", "York"),
        ("Hull", "Kingston upon Hull"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
        ("City & Hackney", "City and Hackney"),
        ("Bedford Borough", "Bedford"),
    ],
)
def test_printed_forms_stand_for_one_name(areas: Areas, printed: str, name: str) -> None:
    found = areas.named(printed)
    assert found is not None
    assert found[0] == name


def test_a_place_of_no_list_is_not_taken_for_one(areas: Areas) -> None:
    assert areas.named("Askerdale") is None


def test_a_broken_list_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "areas.yaml"
    broken.write_text("regions: [{name: North}]\njoint: []\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"areas\.yaml"):
        load_areas(broken)


@pytest.mark.parametrize(
    ("opening", "name", "members"),
    [
        ("# Derbyshire Safeguarding Children Board\n\nAnnual report", "Derbyshire", ("Derbyshire",)),
        ("# Derby and Derbyshire Safeguarding Children Partnership", "Derby and Derbyshire", ("Derby", "Derbyshire")),
        ("# East Riding Safeguarding Children Partnership", "East Riding of Yorkshire", ("East Riding of Yorkshire",)),
        ("# City & Hackney Safeguarding Children Partnership", "City and Hackney", ("City of London", "Hackney")),
        ("# NORTHGATE AND SELDEN SAFEGUARDING CHILDREN PARTNERSHIP", "Northgate and Selden", ("Northgate and Selden",)),
        ("# Upper Reading Safeguarding Children Partnership", "Upper Reading", ("Upper Reading",)),
        ("# Reading together\n\nHexley Safeguarding Children Partnership", "Hexley", ("Hexley",)),
    ],
)
def test_the_longest_name_before_safeguarding_is_the_area(
    read_md: Read, areas: Areas, opening: str, name: str, members: tuple[str, ...]
) -> None:
    profile = profile_of(read_md(opening), areas)
    assert (profile.area, profile.areas) == (name, members)


def test_addresses_and_other_bodies_are_not_the_area(read_md: Read, areas: Areas) -> None:
    """A letter's own address and a police force's county came before the area that it is about."""
    text = (
        "Piccadilly Gate, Store Street, Manchester M1 2WD\n\n4 May 2021\n\n"
        "Pat Example, Chief Constable, West Yorkshire Police\n\nDear Hexley Safeguarding Children Partnership\n\n"
        "# Joint targeted area inspection of Hexley\n\n"
        "This letter summarises the findings of the joint targeted area inspection in Hexley."
    )
    profile = profile_of(read_md(text), areas)
    assert profile.area == "Hexley"
    assert profile.type == "inspection"
    assert profile.published == "2021-05-04"
    assert profile.title == "Joint targeted area inspection of Hexley"


def test_a_joint_place_of_no_list_is_made_of_the_councils_it_names(read_md: Read, areas: Areas) -> None:
    text = (
        "# Vale of Orr Safeguarding Children Partnership: our arrangements\n\nThe partners are:\n\n"
        "- Brackmere Borough Council\n- Castlefold City Council\n- Orr Police\n"
    )
    assert profile_of(read_md(text), areas).areas == ("Brackmere", "Castlefold")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Hexley Safeguarding Children Partnership\n\n## Annual report on our arrangements 2019/20", "yearly-report"),
        ("# Hexley Safeguarding Children Partnership\n\n## Multi-agency safeguarding arrangements", "arrangements"),
        ("# Hexley Safeguarding Children Partnership: business case\n\nA yearly report will follow.", "arrangements"),
        ("# Progress report\n\n1 April 2021 to 31 March 2022\n\nAn Ofsted inspection took place.", "yearly-report"),
        (
            "# Hexley\n\nInspection of services for children in need of help and protection, children looked after "
            "and care leavers\n\nInspection date: 4 to 29 May 2015\n\nReport published: 30 June 2015",
            "inspection",
        ),
        (
            "# Scrutiny commission\n\nTitle of report: The Hexley Safeguarding Partnership\n\n"
            "This report provides a summary of the new safeguarding arrangements, which will be replaced yearly.",
            "arrangements",
        ),
    ],
)
def test_type(read_md: Read, areas: Areas, text: str, kind: str) -> None:
    profile = profile_of(read_md(text), areas)
    assert profile.type == kind
    assert dict(profile.how)["type"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("# Annual report\n\n1 April 2022 to 31 March 2023", "2022-04-01", "2023-03-31"),
        ("# Annual report 2019/20", "2019-04-01", "2020-03-31"),
        ("# Annual report 2019-2020", "2019-04-01", "2020-03-31"),
        ("# Annual report\n\nFor the year ending 31 March 2021", "2020-04-01", "2021-03-31"),
        ("# Progress report\n\nOctober 2020 - March 2021", "2020-10-01", "2021-03-31"),
        (
            "# Annual report 2019/20\n\nThis report covers the period 1 October 2019 to 30 September 2020.",
            "2019-10-01",
            "2020-09-30",
        ),
    ],
)
def test_period(read_md: Read, areas: Areas, text: str, start: str, end: str) -> None:
    period = profile_of(read_md(text), areas).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_a_period_taken_from_years_says_so(read_md: Read, areas: Areas) -> None:
    how = dict(profile_of(read_md("# Annual report 2019/20"), areas).how)
    assert "inferred" in how["period"]


def test_a_year_alone_gives_no_period(read_md: Read, areas: Areas) -> None:
    profile = profile_of(read_md("# Annual report 2021"), areas)
    assert profile.period is None
    assert "no period" in dict(profile.how)["period"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 24 June 2019", "2019-06-24"),
        ("Published: 24/06/2019", "2019-06-24"),
        ("Report published: 10 February 2015", "2015-02-10"),
        ("Published June 2019", None),
        ("Our plan of last year was published on 26 June 2018.", None),
    ],
)
def test_published(read_md: Read, areas: Areas, line: str, published: str | None) -> None:
    profile = profile_of(read_md(f"# Hexley Safeguarding Children Partnership\n\n{line}"), areas)
    assert profile.published == published
    if line == "Published June 2019":
        assert "only a month" in dict(profile.how)["published"]


@pytest.mark.parametrize(
    "declared", ["Microsoft Word - final v3.doc", "untitled", "plan_final_2.docx", "  ", "Slide 1"]
)
def test_a_program_s_title_is_no_title(read_md: Read, areas: Areas, declared: str) -> None:
    from dataclasses import replace

    document = replace(
        read_md("Children are kept safe here, and this is how it is done in every place."), declared_title=declared
    )
    assert profile_of(document, areas).title is None


@pytest.mark.parametrize("beside", ["![Cover: a quay at dusk]", "Skip to main content"])
def test_a_picture_s_words_and_a_site_s_links_are_no_title(beside: str, read_md: Read, areas: Areas) -> None:
    text = f"{beside}\n\n# Norwold Safeguarding Partnership\n\n## Yearly report 2023/24\n\nThe year is told here."
    assert profile_of(read_md(text), areas).title == "Norwold Safeguarding Partnership: Yearly report 2023/24"


def test_made_up_documents_are_known_by_their_openings(areas: Areas) -> None:
    manifest = ROOT / "corpora" / "manifest.csv"
    if not manifest.is_file():
        pytest.skip("the made-up documents have not been built")
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wrong = []
    for row in rows:
        try:
            document = read_document(manifest.parent / row["path"])
        except DocumentError as problem:
            assert problem.kind == "no-text"  # a scan among them
            continue
        profile = profile_of(document, areas)
        if profile.type != row["type"] or row["area"] not in {profile.area, *profile.areas}:
            wrong.append((row["path"], profile.type, profile.area))
    assert not wrong


def test_real_documents_are_known_by_their_openings(shared: Path, areas: Areas) -> None:
    expected = {
        "000": ("arrangements", ("Kingston upon Hull",), None, None),
        "001": ("yearly-report", ("Kingston upon Hull",), "2020-10-01", None),
        "002": ("arrangements", ("City of London", "Hackney"), None, None),
        "003": ("inspection", ("Kingston upon Hull",), None, "2015-02-10"),
        "004": ("arrangements", ("Hartlepool", "Stockton-on-Tees"), None, None),
    }
    for path in sorted((shared / "seeds").glob("*.txt")):
        profile = profile_of(read_document(path), areas)
        start = profile.period.start if profile.period else None
        assert (profile.type, profile.areas, start, profile.published) == expected[path.name[:3]]


def _profile(text: str) -> Profile:
    document = assemble(read_markdown(text), "made.md", hashlib.sha256(text.encode()).hexdigest())
    return profile_of(document, load_areas(rules_folder() / "areas.yaml"))


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Calendar year 2022", ("2022-01-01", "2022-12-31")),
        ("Year ended 31 March 2025", ("2024-04-01", "2025-03-31")),
        ("For the year ending March 2024", ("2023-04-01", "2024-03-31")),
        ("The eighteen months to 31 March 2021", ("2019-10-01", "2021-03-31")),
        ("This report covers the 12 months from 1 April 2023.", ("2023-04-01", "2024-03-31")),
        ("The academic year 2022/23", ("2022-09-01", "2023-08-31")),
        ("The six months to 30 September 2024", ("2024-04-01", "2024-09-30")),
    ],
)
def test_periods_are_read_in_all_common_forms(words: str, period: tuple[str, str]) -> None:
    found = _profile(f"# Wexmoor Safeguarding Children Partnership Annual Report\n\n{words}\n\nA full year.").period
    assert found is not None
    assert (found.start, found.end) == period


@pytest.mark.parametrize(
    ("title", "areas"),
    [
        (
            "Safeguarding arrangements for Bath and North East Somerset, Wiltshire and Swindon",
            ("Bath and North East Somerset", "Wiltshire", "Swindon"),
        ),
        ("Wexmoor, Saltby and Thorpe Safeguarding Children Partnership: arrangements", ("Wexmoor", "Saltby", "Thorpe")),
        ("Safeguarding Partnership of Ashby, Wick and Harden", ("Ashby", "Wick", "Harden")),
        (
            "BWF safeguarding partners: agreement\n\nBetween Brayford Council, Wick Council and Fenby Council.",
            ("Brayford", "Wick", "Fenby"),
        ),
    ],
)
def test_several_areas_are_named_in_full(title: str, areas: tuple[str, ...]) -> None:
    profile = _profile(f"# {title}\n\nThe safeguarding partners will work together.")
    assert profile.areas == areas
    assert profile.area == ", ".join(areas[:-1]) + " and " + areas[-1]


def test_a_list_of_bodies_is_no_list_of_areas() -> None:
    bodies = "Wexmoor Council, NHS Wexmoor ICB and Wexmoor Police"
    profile = _profile(f"# {bodies}: safeguarding arrangements\n\nWe work together.")
    assert profile.areas == ("Wexmoor",)


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("Date of meeting: 12 March 2019", None),
        ("Meeting date: 12 March 2019\n\nPublished: 4 March 2019", "2019-03-04"),
        ("Health and Wellbeing Board, agenda item 4\n\n24 September 2025", None),
        ("Last updated: 3 May 2024", "2024-05-03"),
        ("29 June 2019", "2019-06-29"),
        ("This is the plain one. It is dated 3 March 2025 and it replaces the one from 2021.", "2025-03-03"),
        ("The chair's note is dated 3 March 2025.", None),
        ("Next review: 3 May 2026", None),
    ],
)
def test_the_date_of_a_meeting_is_not_the_date_of_publication(words: str, published: str | None) -> None:
    profile = _profile(
        f"# Wexmoor Safeguarding Children Partnership: safeguarding arrangements\n\n{words}\n\nWe agree."
    )
    assert profile.published == published


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("# Reading Borough Council\n\nHow we keep children safe. Good reading helps.", "Reading"),
        (
            "# Keeping children safe\n\nReading groups meet. Each reading group has five members. Our council leads.",
            None,
        ),
        ("# Quillmere: multi-agency safeguarding arrangements\n\nThe partners in Quillmere.", "Quillmere"),
        ("# Quillmere LSCP: our year\n\nPartners met.", "Quillmere"),
    ],
)
def test_a_name_that_is_a_word_needs_a_body_and_one_at_a_title_s_head_none(
    read_md: Read, areas: Areas, text: str, area: str | None
) -> None:
    assert profile_of(read_md(text), areas).area == area


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Home > Children > Safe\n\n# Quillmere safeguarding arrangements\n\nWe meet.",
            "Quillmere safeguarding arrangements",
        ),
        (
            "QUILLMERE MASA — OFFICIAL\n\n# Quillmere safeguarding arrangements\n\nWe meet.",
            "QUILLMERE MASA: Quillmere safeguarding arrangements",
        ),
        (
            "QUILLMERE MASA — Page 1 of 9\n\n# Quillmere safeguarding arrangements\n\nWe meet.",
            "QUILLMERE MASA: Quillmere safeguarding arrangements",
        ),
        (
            "**QUILLMERE COUNCIL**\n\n**CABINET – 9 July 2019**\n\n# Safeguarding arrangements\n\nWe meet.",
            "QUILLMERE COUNCIL: Safeguarding arrangements",
        ),
    ],
)
def test_a_title_is_shown_without_what_stands_beside_it(read_md: Read, areas: Areas, text: str, title: str) -> None:
    assert profile_of(read_md(text), areas).title == title
