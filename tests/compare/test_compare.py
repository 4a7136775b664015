"""The comparison: which document counts, what stands out, and what is worth learning from."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from checker.compare.areas import compare
from checker.compare.exemplars import specificity
from checker.compare.model import Row
from checker.errors import CheckerError


def finding(requirement: str, verdict: str, *quotes: str, theme: str = "funding", mode: str = "coverage") -> object:
    return {
        "requirement": requirement,
        "pack": "pack-a",
        "theme": theme,
        "force": "must",
        "mode": mode,
        "title": f"Title of {requirement}",
        "asks": "What is asked.",
        "basis": "Chapter 3",
        "verdict": verdict,
        "reason": "Why.",
        "evidence": [
            {"quote": quote, "page": 2, "section": None, "paragraph": None, "start": 0, "end": len(quote)}
            | {"role": "supports", "read_by_ocr": False}
            for quote in quotes
        ],
        "advice": "Say more.",
        "questions": ["Who?"],
    }


def result(area: str | None, path: str, findings: Iterable[object], **document: object) -> dict[str, object]:
    about = {"path": path, "type": "yearly-report", "title": None, "area": area, "areas": [area] if area else []}
    return {"schema": 1, "document": about | document, "packs": [], "findings": list(findings), "inspection": None}


def year(end: int) -> dict[str, str]:
    return {"start": f"{end - 1}-04-01", "end": f"{end}-03-31"}


def labels(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return [(row.document.label, row.document.name) for row in rows]


def test_the_newest_document_of_an_area_counts_and_all_are_listed() -> None:
    met, missing = [finding("A", "met", "Words")], [finding("A", "missing")]
    comparison = compare(
        [
            result("Elmshire", "in/new.pdf", met, period=year(2022)),
            result("Elmshire", "in/old.pdf", missing, period=year(2021)),
            result("Elmshire", "in/undated.pdf", missing),
            result("Ashby", "in/first.pdf", missing, published="2020-01-01"),
            result("Ashby", "in/second.pdf", met, published="2020-01-01"),
        ]
    )
    (table,) = comparison.tables
    assert labels(table.newest) == [("Ashby", "second.pdf"), ("Elmshire", "new.pdf")]
    assert labels(table.rows) == [
        ("Ashby", "second.pdf"),
        ("Ashby", "first.pdf"),
        ("Elmshire", "new.pdf"),
        ("Elmshire", "old.pdf"),
        ("Elmshire", "undated.pdf"),
    ]
    assert table.tally.counts == (("met", 2), ("weak", 0), ("missing", 0))


def test_documents_of_two_types_and_modes_are_not_compared_with_each_other() -> None:
    inspected = [finding("A", "not covered", mode="inspection")]
    objects = [
        result("Elmshire", "a.pdf", [finding("A", "met")]),
        result("Elmshire", "b.pdf", [finding("A", "weak")], type="arrangements"),
        result("Elmshire", "c.pdf", inspected, type="inspection"),
    ]
    tables = compare(objects).tables
    assert [(table.type, table.mode, len(table.newest)) for table in tables] == [
        ("arrangements", "coverage", 1),
        ("inspection", "inspection", 1),
        ("yearly-report", "coverage", 1),
    ]


def test_a_report_that_covers_nothing_does_not_displace_one_that_does() -> None:
    full = [finding("A", "strength", mode="inspection")]
    nothing = [finding("A", "not covered", mode="inspection")]
    objects = [
        result("Elmshire", "full.pdf", full, type="inspection", published="2015-01-01"),
        result("Elmshire", "visit.pdf", nothing, type="inspection", published="2021-01-01"),
    ]
    (table,) = compare(objects).tables
    assert [row.document.name for row in table.newest] == ["full.pdf"]


def test_documents_without_an_area_stay_apart() -> None:
    (table,) = compare([result(None, f"{name}.pdf", [finding("A", "met")]) for name in "ab"]).tables
    assert [row.document.label for row in table.newest] == ["a.pdf", "b.pdf"]
    assert compare([]).areas == ()


def test_region_and_police_force_come_from_every_area_of_a_joint_document() -> None:
    joint = result("Elm and Ash", "a.pdf", [finding("A", "met")], areas=["Elm", "Ash"])
    places = {"Elm": ("North", "Tarn Police"), "Ash": ("North", None)}
    (document,) = compare([joint], places).documents
    assert document.regions == ("North",)
    assert document.police == ("Tarn Police",)


def test_a_requirement_that_one_version_of_a_pack_lacks_is_an_empty_cell_and_no_verdict() -> None:
    objects = [
        result("Elm", "a.pdf", [finding("A", "met"), finding("B", "weak", theme="voice")]),
        result("Ash", "b.pdf", [finding("A", "missing")]),
    ]
    (table,) = compare(objects).tables
    ash, elm = table.rows
    assert [cell and cell.verdict for cell in ash.cells] == ["missing", None]
    assert [cell and cell.verdict for cell in elm.cells] == ["met", "weak"]
    assert [(theme, tally.total) for theme, tally in table.by_theme] == [("funding", 2), ("voice", 1)]


def test_an_area_that_differs_from_nearly_all_others_is_an_outlier() -> None:
    objects = [result(f"Area {at:02}", f"{at}.pdf", [finding("A", "met")]) for at in range(10)]
    objects.append(result("Oddby", "odd.pdf", [finding("A", "missing")]))
    (table,) = compare(objects).tables
    (odd,) = table.odd
    assert (odd.row.document.label, odd.verdict, odd.usual) == ("Oddby", "missing", "met")
    assert (odd.sharing, odd.others) == (10, 10)
    few = compare(objects[-4:]).tables[0]
    assert not few.odd
    split = [result(f"Area {at}", f"{at}.pdf", [finding("A", "met" if at % 3 else "weak")]) for at in range(12)]
    assert not compare(split).tables[0].odd


def test_an_area_with_far_more_gaps_than_the_rest_is_named() -> None:
    def area(name: str, gaps: int) -> dict[str, object]:
        return result(name, f"{name}.pdf", [finding(str(at), "missing" if at < gaps else "met") for at in range(10)])

    objects = [area(f"Area {at}", 2 + at % 2) for at in range(8)]
    (heavy,) = compare([*objects, area("Heavyby", 9)]).tables[0].heavy
    assert (heavy.row.document.label, heavy.share) == ("Heavyby", 0.9)
    assert not compare([*objects, area("Similarby", 3)]).tables[0].heavy


def test_exemplars_are_met_and_the_most_specific_first_one_an_area() -> None:
    plain = "The partners meet and talk about the work that they do together."
    exact = "From 1 April 2021 each of the three partners pays £52,000 a year, reviewed every quarter by the board."
    objects = [
        result("Plainby", "plain.pdf", [finding("A", "met", plain)]),
        result("Exactby", "exact.pdf", [finding("A", "met", exact, plain)]),
        result("Exactby", "older.pdf", [finding("A", "met", plain)]),
        result("Weakby", "weak.pdf", [finding("A", "weak", exact)]),
        result("Shortby", "short.pdf", [finding("A", "met", "Funding")]),
    ]
    exemplars = compare(objects).tables[0].exemplars
    assert [(one.row.document.label, one.row.document.name) for one in exemplars] == [
        ("Exactby", "exact.pdf"),
        ("Plainby", "plain.pdf"),
    ]
    assert [quote.quote for quote in exemplars[0].quotes] == [exact, plain]
    assert specificity(exact) > specificity(plain)


def test_failures_are_kept_and_named_below_the_common_folder() -> None:
    comparison = compare(
        [
            result("Elm", "/data/all/elm/report.pdf", [finding("A", "met")]),
            result("Ash", "/data/all/ash/report.pdf", []),
            {"document": {"path": "/data/all/bad.pdf"}, "error": {"kind": "damaged", "message": "It is damaged."}},
        ]
    )
    assert [document.name for document in comparison.documents] == ["elm/report.pdf", "ash/report.pdf"]
    assert [(failure.path, failure.kind) for failure in comparison.failures] == [("bad.pdf", "damaged")]
    assert comparison.documents[1].checked_against == ()


@pytest.mark.parametrize("value", [[], {"findings": []}, {"document": {"path": "x"}, "error": {}}, {"error": None}])
def test_what_is_no_result_is_refused_with_its_line(value: object) -> None:
    with pytest.raises(CheckerError, match=r"Line 2 ") as raised:
        compare([result("Elm", "a.pdf", []), value])
    assert raised.value.kind == "broken-results"
