"""The decisions' file: nothing acknowledged is lost, nothing is changed, nothing is replaced."""

from __future__ import annotations

import random
import sqlite3
import threading
from pathlib import Path

import pytest

from benchmarks.kills import run_writer
from checker.review.model import ReviewError
from checker.review.schema import STEPS
from checker.review.store import Act, Registered, ReviewStore

DOCUMENT = Registered("d" * 16, "d" * 64, "plan.pdf", ".pdf", 10, "2026-01-01T00:00:00+00:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "review.sqlite"


@pytest.fixture
def store(path: Path) -> ReviewStore:
    made = ReviewStore(path)
    made.add_document(DOCUMENT)
    return made


def agree(requirement: str = "R1", **more: object) -> Act:
    return Act(DOCUMENT.id, "agree", "Kim", requirement=requirement, verdict="met", checker="met", **more)  # type: ignore[arg-type]


def test_what_was_decided_is_there_after_opening_again(store: ReviewStore, path: Path) -> None:
    store.record(agree(note="page 3"))
    store.close()
    decision = ReviewStore(path).state(DOCUMENT.id).decisions["R1"]
    assert (decision.verdict, decision.by, decision.note) == ("met", "Kim", "page 3")


def test_a_decision_is_on_the_disk_before_it_is_answered(store: ReviewStore) -> None:
    (level,) = store._connection.execute("PRAGMA synchronous").fetchone()
    (mode,) = store._connection.execute("PRAGMA journal_mode").fetchone()
    assert (level, mode) == (2, "wal")


def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    told, wrong = run_writer(tmp_path / "workspace", 20, seed=7)
    assert wrong == []
    assert told >= 10  # most were killed behind their first act


def test_an_act_sent_twice_counts_once(store: ReviewStore) -> None:
    first = store.record(agree(uid="the-same"))
    assert store.record(agree(uid="the-same")) == first
    assert len(store.events()) == 1


def test_a_window_that_did_not_see_the_last_decision_is_told_so(store: ReviewStore) -> None:
    store.record(agree(after=0))
    with pytest.raises(ReviewError, match="another window"):
        store.record(agree(after=0))


def test_undo_goes_back_step_by_step_and_keeps_everything_in_the_history(store: ReviewStore) -> None:
    for number in range(5):
        store.record(agree(f"R{number}"))
    for number in range(4, -1, -1):
        assert store.undo(DOCUMENT.id, "Kim").requirement == f"R{number}"
    assert store.state(DOCUMENT.id).decisions == {}
    assert len(store.events()) == 10
    with pytest.raises(ReviewError, match="nothing to take back"):
        store.undo(DOCUMENT.id, "Kim")


def test_undo_brings_back_the_decision_before(store: ReviewStore) -> None:
    store.record(agree())
    store.record(Act(DOCUMENT.id, "overrule", "Kim", requirement="R1", verdict="weak", checker="met"))
    store.undo(DOCUMENT.id, "Kim")
    assert store.state(DOCUMENT.id).decisions["R1"].verdict == "met"


def test_history_can_be_neither_changed_nor_taken_away(store: ReviewStore, path: Path) -> None:
    store.record(agree())
    connection = sqlite3.connect(path)
    for statement in ("UPDATE events SET verdict = 'missing'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute(statement)


def test_a_signed_review_is_locked_until_it_is_reopened(store: ReviewStore) -> None:
    store.record(agree())
    store.record(Act(DOCUMENT.id, "sign-off", "Kim", note="All read."))
    for act in (agree("R2"), Act(DOCUMENT.id, "sign-off", "Kim")):
        with pytest.raises(ReviewError, match="signed off"):
            store.record(act)
    with pytest.raises(ReviewError, match="signed off"):
        store.undo(DOCUMENT.id, "Kim")
    store.record(Act(DOCUMENT.id, "reopen", "Kim", note="page 9 was left out"))
    store.record(agree("R2"))
    assert [event.kind for event in store.events()] == ["agree", "sign-off", "reopen", "agree"]


def test_undo_does_not_reach_behind_a_signature(store: ReviewStore) -> None:
    store.record(agree())
    store.record(Act(DOCUMENT.id, "sign-off", "Kim"))
    store.record(Act(DOCUMENT.id, "reopen", "Kim"))
    with pytest.raises(ReviewError, match="nothing"):
        store.undo(DOCUMENT.id, "Kim")


def test_several_acts_are_recorded_all_or_none(store: ReviewStore) -> None:
    with pytest.raises(ReviewError):
        store.record_all([agree("R1"), Act("unknown", "agree", "Kim", requirement="R2")])
    assert store.events() == ()
    assert store.state(DOCUMENT.id).decisions == {}


def test_threads_write_one_after_the_other(store: ReviewStore) -> None:
    def write(start: int) -> None:
        for number in range(20):
            store.record(agree(f"R{start}-{number}"))

    threads = [threading.Thread(target=write, args=(start,)) for start in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.number for event in store.events()] == list(range(1, 101))


def test_a_later_schema_is_reached_with_a_copy_laid_aside(store: ReviewStore, path: Path) -> None:
    store.record(agree())
    store.close()
    later = ReviewStore(path, (*STEPS, "ALTER TABLE documents ADD COLUMN colour TEXT;"))
    assert later.state(DOCUMENT.id).decisions["R1"].verdict == "met"
    later.close()
    copies = list((path.parent / "backups").glob(f"*before-version-{len(STEPS) + 1}*"))
    assert len(copies) == 1
    (version,) = sqlite3.connect(copies[0]).execute("PRAGMA user_version").fetchone()
    assert version == len(STEPS)
    assert ReviewStore(copies[0]).state(DOCUMENT.id).decisions["R1"].verdict == "met"


def test_a_step_that_fails_changes_nothing(store: ReviewStore, path: Path) -> None:
    store.record(agree())
    store.close()
    with pytest.raises(ReviewError, match="Nothing was changed"):
        ReviewStore(path, (*STEPS, "ALTER TABLE documents ADD COLUMN colour TEXT; DROP TABLE nothing_of_this_name;"))
    assert ReviewStore(path).state(DOCUMENT.id).decisions["R1"].verdict == "met"


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    ReviewStore(path, (*STEPS, "CREATE TABLE more (name TEXT);")).close()
    before = path.read_bytes()
    with pytest.raises(ReviewError, match="newer version"):
        ReviewStore(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_refused_and_never_replaced(store: ReviewStore, path: Path) -> None:
    for number in range(200):
        store.record(agree(f"R{number}", note="x" * 200))
    store.close()
    dice = random.Random(3)
    data = bytearray(path.read_bytes())
    for _ in range(3000):
        data[dice.randrange(4096, len(data))] = dice.randrange(256)
    path.write_bytes(data)
    with pytest.raises(ReviewError, match="Copies of earlier days"):
        ReviewStore(path)
    assert path.read_bytes() == data


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(ReviewError, match="not a file of this program"):
        ReviewStore(path)


def test_a_copy_is_laid_aside_once_a_day(store: ReviewStore, path: Path) -> None:
    store.record(agree())
    store.close()
    for _ in range(3):
        ReviewStore(path).close()
    copies = list((path.parent / "backups").glob("review-????-??-??.sqlite"))
    assert len(copies) == 1
    assert ReviewStore(copies[0]).state(DOCUMENT.id).decisions["R1"].verdict == "met"


def test_a_document_that_was_removed_keeps_its_decisions_and_is_back_with_them(store: ReviewStore) -> None:
    store.record(agree())
    store.remove_document(DOCUMENT.id)
    assert store.documents() == ()
    assert [one.id for one in store.documents(removed=True)] == [DOCUMENT.id]
    with pytest.raises(ReviewError, match="no such document"):
        store.document(DOCUMENT.id)
    assert store.add_document(DOCUMENT)
    assert not store.add_document(DOCUMENT)
    assert [one.id for one in store.documents()] == [DOCUMENT.id]
    assert store.state(DOCUMENT.id).decisions["R1"].by == "Kim"


def test_a_file_of_the_first_version_is_opened_with_its_decisions(path: Path) -> None:
    first = ReviewStore(path, STEPS[:1])
    first._connection.execute(
        "INSERT INTO documents VALUES (?, ?, 'plan.pdf', '.pdf', 10, '2026-01-01', '{}')",
        (DOCUMENT.id, DOCUMENT.sha256),
    )
    first.record(agree())
    first.close()
    now = ReviewStore(path)
    assert [one.id for one in now.documents()] == [DOCUMENT.id]
    assert now.state(DOCUMENT.id).decisions["R1"].verdict == "met"
