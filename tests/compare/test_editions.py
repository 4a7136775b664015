"""Documents of different editions of the guidance: lined up by `follows`, what is new counted apart."""

from __future__ import annotations

from checker.compare.areas import compare
from checker.compare.editions import Line
from checker.compare.thread import make_thread
from checker.results.model import Failure


def finding(requirement: str, verdict: str, edition: str, follows: str | None = None) -> dict[str, object]:
    return {
        "requirement": requirement,
        "pack": f"wt{edition}",
        "theme": "funding",
        "force": "must",
        "mode": "coverage",
        "title": f"Title of {requirement}",
        "asks": "What is asked.",
        "basis": "Chapter",
        "verdict": verdict,
        "reason": "Why.",
        "evidence": [],
        "advice": "",
        "questions": [],
        "follows": follows,
    }


def result(area: str, edition: str, findings: list[dict[str, object]]) -> dict[str, object]:
    document = {"path": f"{area}-{edition}.pdf", "type": "arrangements", "title": None, "area": area, "areas": [area]}
    document |= {"edition": edition, "published": f"{int(edition) + 1}-06-30"}
    pack = {"id": f"wt{edition}", "title": "Pack", "source": "", "version": "1", "digest": "0", "requirements": 3}
    return {"schema": 1, "document": document, "packs": [pack | {"edition": edition}], "findings": findings}


OLD = [finding("OLD-MONEY", "weak", "2018"), finding("OLD-START", "met", "2018")]
NEW = [
    finding("NEW-MONEY", "met", "2023", follows="OLD-MONEY"),
    finding("NEW-CHAIR", "missing", "2023"),
]


def test_requirements_are_lined_up_by_what_they_follow() -> None:
    (across,) = compare([result("Elmshire", "2018", OLD), result("Ashby", "2023", NEW)]).across
    assert across.editions == ("2018", "2023")
    assert across.lines == (
        Line(("OLD-MONEY", "NEW-MONEY"), ("2018", "2023"), "Title of NEW-MONEY", "funding"),
        Line(("NEW-CHAIR",), ("2023",), "Title of NEW-CHAIR", "funding", new_in="2023"),
        Line(("OLD-START",), ("2018",), "Title of OLD-START", "funding", gone_after="2018"),
    )
    cells = {row.document.area: [cell and cell.verdict.value for cell in row.cells] for row in across.rows}
    assert cells == {"Ashby": ["met", "missing", None], "Elmshire": ["weak", None, "met"]}


def test_what_only_the_later_edition_asks_is_counted_apart() -> None:
    (across,) = compare([result("Elmshire", "2018", OLD), result("Ashby", "2023", NEW)]).across
    assert (across.shared.total, across.shared.gaps) == (2, 1)
    assert (across.new.total, across.new.gaps) == (1, 1)
    assert "different editions of Working Together (2018, 2023)" in across.note
    assert "1 requirement is asked by the later edition only" in across.note


def test_the_newest_document_stands_for_its_area_whatever_its_edition() -> None:
    (across,) = compare([result("Ashby", "2018", OLD), result("Ashby", "2023", NEW)]).across
    assert [row.document.edition for row in across.rows] == ["2023"]


def test_documents_of_one_edition_need_no_lining_up() -> None:
    assert compare([result("Elmshire", "2023", NEW), result("Ashby", "2023", NEW)]).across == ()


def test_the_thread_of_an_area_says_that_its_documents_follow_different_editions() -> None:
    thread = make_thread([result("Ashby", "2018", OLD), result("Ashby", "2023", NEW)], "Ashby")
    assert [line.ids for line in thread.lines] == [("OLD-MONEY", "NEW-MONEY"), ("NEW-CHAIR",), ("OLD-START",)]
    assert any("different editions" in note for note in thread.notes)
    thread = make_thread([result("Ashby", "2023", NEW)], "Ashby")
    assert not any("different editions" in note for note in thread.notes)


def test_documents_that_are_none_of_the_types_are_listed_apart() -> None:
    error = {"kind": "not-recognised", "message": "It looks like a policy."}
    comparison = compare([result("Ashby", "2023", NEW), {"document": {"path": "policy.pdf"}, "error": error}])
    assert [failure.path for failure in comparison.unrecognised] == ["policy.pdf"]
    assert comparison.unread == ()
    assert isinstance(comparison.failures[0], Failure)
