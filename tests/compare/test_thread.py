"""An area through time: order, names, and the three flags. Areas are made up."""

from __future__ import annotations

import pytest

from checker.compare.thread import Thread, make_thread
from checker.errors import OptionError

QUOTE = "The board does not evaluate the effect of training."


def finding(verdict: str, quote: str = QUOTE, *, pack: str = "own", theme: str = "training") -> dict[str, object]:
    mode = "inspection" if verdict in {"strength", "weakness", "mixed", "not covered"} else "coverage"
    evidence = {"quote": quote, "start": 0, "end": len(quote), "page": 3, "section": None, "paragraph": None}
    return {
        "requirement": f"{pack}-{theme}",
        "pack": pack,
        "theme": theme,
        "force": None,
        "mode": mode,
        "title": "Training",
        "asks": "Training.",
        "basis": "Made up.",
        "verdict": verdict,
        "reason": "It says so.",
        "evidence": [evidence],
    }


def document(kind: str, day: str | None, *findings: dict[str, object], area: str = "Askerdale") -> dict[str, object]:
    path = f"{kind}-{day}.md"
    told = {"path": path, "type": kind, "title": path, "area": area, "areas": [area], "published": day}
    report = {"report_type": "other", "published": day} if kind == "inspection" else None
    return {"schema": 1, "document": told, "findings": list(findings), "inspection": report}


def kinds(thread: Thread) -> list[str]:
    return [flag.kind for flag in thread.flags]


def weakness() -> dict[str, object]:
    return document("inspection", "2015-05-01", finding("weakness", pack="lens"))


def test_documents_stand_in_the_order_of_time_and_undated_ones_last() -> None:
    thread = make_thread(
        [
            document("arrangements", None),
            document("yearly-report", "2021-09-30"),
            document("arrangements", "2019-06-01"),
        ],
        "askerdale",
    )
    assert [one.date for one in thread.documents] == ["2019-06-01", "2021-09-30", None]
    assert any("without a date" in note for note in thread.notes)


def test_an_unknown_area_names_those_that_there_are() -> None:
    with pytest.raises(OptionError, match="Askerdale, Brinmoor"):
        make_thread([document("arrangements", None), document("arrangements", None, area="Brinmoor")], "Nowhere")


def test_another_name_of_the_area_finds_it() -> None:
    assert make_thread([document("arrangements", None)], "Asker", ["Askerdale"]).documents


def test_a_joint_area_s_documents_belong_to_each_of_its_areas() -> None:
    assert make_thread([document("arrangements", None, area="Askerdale and Brinmoor")], "Brinmoor").documents


def test_a_copy_is_left_out_and_told() -> None:
    thread = make_thread([document("arrangements", "2019-06-01")] * 2, "Askerdale")
    assert len(thread.documents) == 1
    assert "1 further copy" in thread.notes[0]


@pytest.mark.parametrize(("verdict", "flags"), [("missing", ["unanswered"]), ("weak", ["unanswered"]), ("met", [])])
def test_a_weakness_that_later_arrangements_do_not_answer(verdict: str, flags: list[str]) -> None:
    later = document("arrangements", "2019-06-01", finding(verdict))
    assert kinds(make_thread([later, weakness()], "Askerdale")) == flags


def test_a_weakness_is_looked_for_on_its_own_criterion() -> None:
    """Only where the arrangements were looked at for no criterion that was found weak does the theme have to do."""
    own = finding("weak", theme="training")

    def flagged(*besides: dict[str, object]) -> list[str]:
        later = document("arrangements", "2019-06-01", own, *besides)
        return [flag.reason for flag in make_thread([later, weakness()], "Askerdale").flags]

    assert flagged({**finding("met", pack="lens"), "requirement": "lens-training"}) == []
    (same,) = flagged({**finding("missing", pack="lens"), "requirement": "lens-training"})
    assert same.endswith("nothing was found in the arrangements after it on the same criterion.")
    (theme,) = flagged({**finding("missing", pack="lens"), "requirement": "lens-other"})
    assert "Looked for in them: “Training”; not the inspectors' criterion itself." in theme


def test_arrangements_before_the_inspection_answer_nothing() -> None:
    earlier = document("arrangements", "2014-06-01", finding("missing"))
    assert kinds(make_thread([earlier, weakness()], "Askerdale")) == []


@pytest.mark.parametrize(
    ("quote", "flags"),
    [
        ("The evaluation of the effect of training was paused in April 2020.", ["setback"]),
        ("The effect of training has not yet been evaluated: it was put on hold.", ["setback"]),
        ("The follow-up of courses was paused in April 2020.", []),  # of another matter, as far as words tell
        ("In 19 of the 48 files the help that was agreed had not begun.", []),
        ("One course in four was followed through into records.", []),
        ("Training covered the effects of delayed support for families.", []),
    ],
)
def test_what_a_later_report_says_was_paused(quote: str, flags: list[str]) -> None:
    promised = document("arrangements", "2019-06-01", finding("met"))
    later = document("yearly-report", "2021-03-31", finding("met", quote))
    thread = make_thread([promised, later], "Askerdale")
    assert kinds(thread) == flags
    for flag in thread.flags:
        assert [evidence.quote for evidence in flag.later.findings[0].evidence] == [quote]


def test_an_improvement_that_a_report_evidences_or_inspectors_find() -> None:
    told = document(
        "yearly-report", "2021-03-31", finding("met", "The effect of training was evaluated in 60 records.")
    )
    assert kinds(make_thread([weakness(), told], "Askerdale")) == ["improved"]
    other = document("yearly-report", "2021-03-31", finding("met", "All 60 lanterns were compared."))
    assert kinds(make_thread([weakness(), other], "Askerdale")) == []
    found = document("inspection", "2022-03-31", finding("strength", pack="lens"))
    assert kinds(make_thread([weakness(), found], "Askerdale")) == ["improved"]


def test_no_improvement_where_inspectors_still_find_fault_or_the_report_tells_of_a_setback() -> None:
    told = document("yearly-report", "2021-03-31", finding("met", "All 60 records were compared."))
    again = document("inspection", "2022-03-31", finding("mixed", pack="lens"))
    assert kinds(make_thread([weakness(), told, again], "Askerdale")) == []
    paused = document("yearly-report", "2021-03-31", finding("met", "The follow-up was paused in April."))
    assert kinds(make_thread([weakness(), paused], "Askerdale")) == []


def test_the_inspectors_criteria_alone_do_not_make_a_report_an_improvement() -> None:
    """A board's report met a monitoring criterion by words on the subject, with nothing of the weakness in it."""
    told = document("yearly-report", "2021-03-31", finding("met", "Monitoring went on.", pack="lens"))
    assert kinds(make_thread([weakness(), told], "Askerdale")) == []


def said(quote: str, **more: object) -> dict[str, object]:
    return {"quote": quote, "start": 0, "end": len(quote), "page": 2, "section": None, "paragraph": None, **more}


def test_a_document_without_a_date_is_placed_by_its_text() -> None:
    undated = document("arrangements", None, finding("missing"))
    undated["document"]["about"] = "2019-09-01"  # type: ignore[index]
    thread = make_thread([weakness(), undated, document("yearly-report", "2021-03-31")], "Askerdale")
    assert [(one.type, one.estimated) for one in thread.documents][1] == ("arrangements", True)
    assert kinds(thread) == ["unanswered"]
    assert any("print no date" in note for note in thread.notes)


def test_commitments_against_later_reports_only() -> None:
    earlier = document("arrangements", "2019-06-01")
    acts = ("recruit two support officers", "launch a training calendar", "host the data team")
    earlier["commitments"] = [said(f"We will {act}.", what=act, who="we", by_when=None, date=None) for act in acts]
    later = document("yearly-report", "2021-03-31")
    later["progress"] = [
        said("Two support officers were recruited.", kind="done"),
        said("The training calendar was postponed.", kind="slipped"),
    ]
    before = document("yearly-report", "2018-03-31")
    before["progress"] = [said("The police came to host the data team.", kind="done")]
    (promised,) = make_thread([earlier, later, before], "Askerdale").promised
    assert [one.outcome for one in promised.commitments] == ["done", "slipped", "not mentioned"]
    assert [report.number for report in promised.reports] == [3]


def test_a_setback_told_under_another_theme_needs_the_same_words() -> None:
    promised = document(
        "arrangements", "2019-06-01", finding("met", "The Learning Hub runs a cycle of lantern events.")
    )
    same = finding("met", "The Learning Hub and its lantern events were suspended in May.", theme="progress")
    other = finding("met", "The website was delayed by a month.", theme="progress")
    assert kinds(make_thread([promised, document("yearly-report", "2021-03-31", same)], "Askerdale")) == ["setback"]
    assert kinds(make_thread([promised, document("yearly-report", "2021-03-31", other)], "Askerdale")) == []
