"""The order of reading, when it may stop, what carries over, how agreement is told, and decisions as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.results.model import Check, Confidence, Evidence, Finding, Verdict
from checker.review.agreement import agreement_of, wilson
from checker.review.model import Decision, ReviewError, State
from checker.review.overlay import as_reviewed, carried_over
from checker.review.queue import Enough, enough, next_after, queue_of
from checker.review.store import Act, Registered, ReviewStore
from checker.review.transfer import export_text, import_text, labels_text

FIRM, UNSURE = Confidence("firm", 0.95, "seen often"), Confidence("look again", 0.6, "close")


def finding(name: str, verdict: Verdict = Verdict.MET, confidence: Confidence | None = FIRM) -> Finding:
    made = Finding(name, "pack", "theme", "must", "coverage", name, "asks", "basis", verdict, "reason")
    return replace(made, confidence=confidence)


def names(found: list[Finding], **more: object) -> list[str]:
    return [place.finding.requirement for place in queue_of(found, "doc", **more)]  # type: ignore[arg-type]


def test_the_unsure_come_first_then_gaps_the_worst_first_then_the_rest() -> None:
    found = [
        finding("firm met"),
        finding("weak", Verdict.WEAK),
        finding("missing", Verdict.MISSING),
        finding("unsure met", confidence=UNSURE),
    ]
    assert names(found) == ["unsure met", "missing", "weak", "firm met"]


def test_the_rest_stands_in_an_order_drawn_by_lot_that_stays_the_same() -> None:
    found = [finding(f"R{number}") for number in range(22)]
    assert names(found) == names(found)
    assert names(found) != [item.requirement for item in found]
    assert names(found) != [place.finding.requirement for place in queue_of(found, "another document")]


def test_unaided_ones_come_first_and_their_place_tells_no_verdict() -> None:
    found = [finding(f"R{n}", Verdict.MISSING if n % 2 else Verdict.MET) for n in range(200)]
    queue = queue_of(found, "doc", "salt", blind=True)
    blind = [place for place in queue if place.blind]
    assert 8 <= len(blind) <= 35
    assert list(queue[: len(blind)]) == blind
    order = [int(place.finding.requirement[1:]) for place in blind]
    assert order == sorted(order)


def test_what_the_checker_does_not_call_firm_has_to_be_seen() -> None:
    (place,) = queue_of([finding("R1", confidence=None)], "doc")
    assert place.needs_eye
    (place,) = queue_of([finding("R1")], "doc")
    assert not place.needs_eye


@given(st.lists(st.sampled_from(list(Verdict)[:3]), min_size=1, max_size=30), st.data())
def test_going_on_skips_nothing_and_asks_nothing_twice(verdicts: list[Verdict], data: st.DataObject) -> None:
    queue = queue_of([finding(f"R{n}", verdict) for n, verdict in enumerate(verdicts)], "doc")
    start = data.draw(st.sampled_from([place.finding.requirement for place in queue]))
    seen: list[str] = []
    at: str | None = start
    while at is not None:
        assert at not in seen
        seen.append(at)
        at = next_after(queue, at, set(seen))
    assert sorted(seen) == sorted(place.finding.requirement for place in queue)


def test_the_stopping_rule_is_told_in_words() -> None:
    queue = queue_of([finding("R1", Verdict.MISSING), finding("R2")], "doc")
    assert enough(queue, State(), 3, 0).line.startswith("1 that needs your eye still to see. Firm verdicts")
    assert "may stand unread" in Enough(0, 59, 0).line
    assert "59 of the 59" not in Enough(0, 58, 0).line
    assert "read them all" in Enough(0, 59, 1).line


def test_fifty_nine_without_a_fault_bound_the_error_below_one_in_twenty() -> None:
    assert 0.95**59 < 0.05 < 0.95**58
    assert 0.90**29 < 0.05 < 0.90**28


def decision(requirement: str = "R1", **more: object) -> Decision:
    made = Decision(requirement, "agree", "met", "met", "Kim", "2026-01-01T10:00:00+00:00", "", 1)
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_decision_carries_over_where_its_words_stand_and_the_verdict_is_the_same() -> None:
    earlier = State(decisions={"R1": decision(quotes=("The council pays  £5.",))})
    (carried,) = carried_over(earlier, [finding("R1")], "Introduction. THE COUNCIL pays £5. More.")
    assert carried.why == ""


def test_a_decision_needs_another_look_where_its_words_are_gone() -> None:
    earlier = State(decisions={"R1": decision(quotes=("The council pays £5.",))})
    (carried,) = carried_over(earlier, [finding("R1")], "The council pays £50.")
    assert "no longer stand" in carried.why


def test_a_decision_needs_another_look_where_the_checker_says_something_else() -> None:
    earlier = State(decisions={"R1": decision(quotes=("words",))})
    (carried,) = carried_over(earlier, [finding("R1", Verdict.WEAK)], "words")
    assert carried.why == "The checker's verdict was “met” and is now “weak”."


def test_a_report_can_be_made_by_the_reviewer_s_own_verdicts() -> None:
    evidence = (Evidence(quote="an aim", start=0, end=6), Evidence(quote="a sum", start=9, end=14))
    check = Check(document=None, findings=(replace(finding("R1"), evidence=evidence), finding("R2")), packs=())  # type: ignore[arg-type]
    state = State(
        decisions={"R1": decision("R1", verdict="weak", note="An aim only.")},
        added={"R1": (Evidence(quote="in due course", start=30, end=43),)},
        struck={"R1": ((9, 14),)},
    )
    first, second = as_reviewed(check, state).findings
    assert (first.verdict, [item.quote for item in first.evidence]) == (Verdict.WEAK, ["in due course", "an aim"])
    assert first.reason == "The reviewer's verdict; the checker's was “met”. An aim only."
    assert second == check.findings[1]


def test_no_share_is_told_below_thirty_decisions() -> None:
    told = agreement_of([("doc", decision(f"R{n}")) for n in range(29)])
    assert told.all.interval is None
    assert "%" not in told.all.line


def test_from_thirty_on_the_share_comes_with_its_interval() -> None:
    pairs = [("doc", decision(f"R{n}", verdict="weak" if n < 3 else "met")) for n in range(30)]
    told = agreement_of(pairs)
    assert told.all.line == "27 of 30 (90 %; 95 % interval 74 to 97 %)"
    assert [case.decision.requirement for _, _, cases in told.by_requirement for case in cases] == ["R0", "R1", "R2"]


def test_unaided_readings_are_told_apart_and_carried_ones_not_counted() -> None:
    told = agreement_of([("d", decision()), ("d", decision(blind=True)), ("d", decision(kind="carried"))])
    assert (told.all.total, told.unaided.total) == (2, 1)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share_and_narrows_with_numbers(total: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, total))
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total + 1e-9 and hits / total - 1e-9 <= high <= 1
    more = wilson(10 * hits, 10 * total)
    assert more[1] - more[0] < high - low or math.isclose(more[1] - more[0], high - low)


def filled(path: Path) -> ReviewStore:
    store = ReviewStore(path)
    store.add_document(Registered("d" * 16, "d" * 64, "plan.pdf", ".pdf", 10, "2026-01-01", {"type": "arrangements"}))
    common = {"requirement": "R1", "checker": "met"}
    store.record(Act("d" * 16, "agree", "Kim", verdict="met", details={"quotes": ["words"]}, **common))  # type: ignore[arg-type]
    store.record(
        Act("d" * 16, "overrule", "Kim", verdict="weak", note="only an aim", details={"quotes": ["words"]}, **common)
    )  # type: ignore[arg-type]
    store.record(Act("d" * 16, "evidence", "Kim", requirement="R1", details={"start": 1, "end": 5, "quote": "more"}))
    store.record(Act("d" * 16, "agree", "Kim", requirement="R2", verdict="met", checker="met"))
    store.undo("d" * 16, "Kim")
    return store


def test_what_is_exported_and_brought_in_elsewhere_stands_there_too(tmp_path: Path) -> None:
    text = export_text(filled(tmp_path / "one.sqlite"))
    other = ReviewStore(tmp_path / "other.sqlite")
    assert import_text(other, text) == (1, 5)
    state = other.state("d" * 16)
    assert {name: one.verdict for name, one in state.decisions.items()} == {"R1": "weak"}
    assert state.added["R1"] == (Evidence(quote="more", start=1, end=5),)
    assert json.loads(export_text(other))["events"] == json.loads(text)["events"]


def test_bringing_in_the_same_again_adds_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "one.sqlite")
    before = export_text(store)
    assert import_text(store, before) == (0, 0)
    assert export_text(store) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 99}', '{"schema": 1, "documents": [], "events": [{}]}'])
def test_what_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReviewError, match="no export"):
        import_text(ReviewStore(tmp_path / "one.sqlite"), text)


def test_decisions_become_labels_with_verdict_quotes_and_reason(tmp_path: Path) -> None:
    labels = json.loads(labels_text(filled(tmp_path / "one.sqlite")))
    assert labels == {"plan.pdf": {"R1": {"verdict": "weak", "quotes": ["words", "more"], "reason": "only an aim"}}}


def changed(text: str, part: str, **with_: object) -> str:
    """The export with some values of its first document or act replaced."""
    value = json.loads(text)
    value[part][0] |= with_
    return json.dumps(value)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("documents", {"id": "../../../tmp/evil"}),
        ("documents", {"sha256": "../" * 20 + "evil"}),
        ("documents", {"suffix": "/../../x"}),
        ("documents", {"size": "large"}),
        ("events", {"verdict": "splendid"}),
        ("events", {"checker": None}),
        ("events", {"kind": "praise"}),
        ("events", {"document": "e" * 16}),
    ],
)
def test_an_export_that_was_tampered_with_is_refused_whole(tmp_path: Path, part: str, wrong: dict[str, object]) -> None:
    text = changed(export_text(filled(tmp_path / "one.sqlite")), part, **wrong)
    other = ReviewStore(tmp_path / "two.sqlite")
    with pytest.raises(ReviewError) as told:
        import_text(other, text)
    assert told.value.kind == "invalid"
    assert other.documents() == () and other.events() == ()


def test_an_undo_of_nothing_that_is_brought_in_does_no_harm(tmp_path: Path) -> None:
    text = changed(export_text(filled(tmp_path / "one.sqlite")), "events", kind="undo", details={"undoes": "nothing"})
    assert import_text(ReviewStore(tmp_path / "two.sqlite"), text)[1] > 0
