"""The JSON addresses, as programs use them."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import jsonschema
from serving import SAMPLES, Running, running

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "checker" / "results" / "schema" / "report.schema.json").read_text(encoding="utf-8"))


def test_the_first_line_printed_is_the_address_with_its_key(app: Running) -> None:
    assert app.base == f"http://127.0.0.1:{app.port}"
    assert len(app.key) >= 40


def test_a_document_is_taken_listed_and_checked(app: Running, report: str) -> None:
    listed = {row["id"]: row for row in app.client.get("/api/documents").json()}
    assert listed[report]["name"] == "stannerford-report-2020.md"
    assert listed[report]["state"] == "done"
    content = app.client.get(f"/api/documents/{report}").json()
    assert content["state"] == "done"
    jsonschema.validate(content["result"], SCHEMA)
    assert content["result"]["document"]["path"] == "stannerford-report-2020.md"


def test_the_same_document_again_is_recognised(app: Running, report: str) -> None:
    again = app.client.post(
        "/api/documents", files={"file": ("renamed.md", (SAMPLES / "stannerford-report-2020.md").read_bytes())}
    )
    assert again.status_code == 201
    assert again.json() == {"id": report, "name": "stannerford-report-2020.md", "new": False}


def test_a_document_that_cannot_be_checked_says_why_and_what_to_do(app: Running) -> None:
    content = app.wait(app.add(SAMPLES / "stannerford-board-inspection-2014.pdf"))
    assert content["state"] == "failed"
    assert "scan" in content["result"]["error"]["message"]  # type: ignore[index]


def test_a_kind_that_is_never_read_is_refused_at_once(app: Running) -> None:
    answer = app.client.post("/api/documents", files={"file": ("photo.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 100)})
    assert answer.status_code == 415
    assert answer.json()["error"]["kind"] == "unsupported"
    assert "photo.pdf" in answer.json()["error"]["message"]
    assert app.client.post("/api/documents", files={"file": ("a.pdf", b"")}).status_code == 400
    assert app.client.post("/api/documents", files={"other": ("a.pdf", b"x")}).status_code == 400
    assert app.client.post("/api/documents", content=b"no form").status_code == 400


def test_agree_overrule_undo_sign_off_reopen(app: Running, words: Path) -> None:
    document = app.add(words)
    verdicts = app.findings(document)
    base = f"/api/documents/{document}"
    first, second, *rest = verdicts
    agreed = app.client.post(f"{base}/decisions", json={"requirement": first, "decision": "agree", "by": "Kim"})
    assert agreed.status_code == 201
    assert agreed.json()["verdict"] == verdicts[first]
    other = "weak" if verdicts[second] != "weak" else "met"
    body = {"requirement": second, "decision": "overrule", "verdict": other, "note": "page 2", "by": "Kim"}
    assert app.client.post(f"{base}/decisions", json=body).status_code == 201
    stand = app.client.get(f"{base}/decisions").json()
    assert [(one["requirement"], one["decision"], one["verdict"], one["note"]) for one in stand] == [
        (first, "agree", verdicts[first], ""),
        (second, "overrule", other, "page 2"),
    ]
    assert app.client.post(f"{base}/undo", json={"by": "Kim"}).json()["requirement"] == second
    assert len(app.client.get(f"{base}/decisions").json()) == 1
    signed = app.client.post(f"{base}/sign-off", json={"by": "Kim", "summary": "Thin."})
    assert signed.status_code == 201
    assert signed.json()["undecided"] == [second, *rest]
    locked = app.client.post(f"{base}/decisions", json={"requirement": first, "decision": "agree", "by": "Kim"})
    assert (locked.status_code, locked.json()["error"]["kind"]) == (409, "locked")
    assert app.client.post(f"{base}/reopen", json={"by": "Kim", "reason": "more"}).status_code == 200
    assert app.client.post(f"{base}/decisions", json=body).status_code == 201
    kinds = [event["kind"] for event in app.client.get(f"{base}/history").json()]
    assert kinds == ["agree", "overrule", "undo", "sign-off", "reopen", "overrule"]


def test_decisions_that_make_no_sense_are_refused(app: Running, report: str) -> None:
    verdicts = app.findings(report)
    name = next(iter(verdicts))
    good = {"requirement": name, "decision": "agree", "by": "Kim"}
    wrong = [
        {**good, "requirement": "NO-SUCH"},
        {**good, "decision": "maybe"},
        {**good, "by": "  "},
        {**good, "decision": "overrule"},
        {**good, "decision": "overrule", "verdict": verdicts[name]},
        {**good, "decision": "overrule", "verdict": "strength"},
        {**good, "note": "x" * 5000},
        {**good, "note": 7},
        {**good, "decision": ["agree"]},
        {**good, "decision": {}},
        {**good, "requirement": [name]},
        {**good, "verdict": 3},
        [good],
    ]
    for body in wrong:
        answer = app.client.post(f"/api/documents/{report}/decisions", json=body)
        assert answer.status_code == 400, body
        assert answer.json()["error"]["message"]
    plain = app.client.post(
        f"/api/documents/{report}/decisions", content=json.dumps(good), headers={"content-type": "text/plain"}
    )
    assert plain.status_code == 400
    assert app.client.get(f"/api/documents/{report}/decisions").json() == []
    assert app.client.get("/api/documents/0123456789abcdef").status_code == 404


def test_reports_of_every_format_carry_both_verdicts_and_the_signature(app: Running, tmp_path: Path) -> None:
    copy = tmp_path / "plan.pdf"
    copy.write_bytes((SAMPLES / "wexcombe-arrangements-2019.pdf").read_bytes() + b"\n% a copy of its own\n")
    document = app.add(copy)
    verdicts = app.findings(document)
    base = f"/api/documents/{document}"
    name = next(name for name, verdict in verdicts.items() if verdict == "met")
    body = {"requirement": name, "decision": "overrule", "verdict": "weak", "note": "An aim only.", "by": "Kim Lane"}
    assert app.client.post(f"{base}/decisions", json=body).status_code == 201
    draft = app.client.get(f"{base}/report.md").text
    assert f"The review is under way: 1 of {len(verdicts)} requirements decided, not signed off." in draft
    app.client.post(f"{base}/sign-off", json={"by": "Kim Lane", "summary": "Mostly sound."})
    texts = {kind: app.client.get(f"{base}/report.{kind}") for kind in ("docx", "html", "xlsx", "json", "md", "pdf")}
    assert {answer.status_code for answer in texts.values()} == {200}
    unpacked = {
        "docx": zipfile.ZipFile(io.BytesIO(texts["docx"].content)).read("word/document.xml").decode(),
        "xlsx": zipfile.ZipFile(io.BytesIO(texts["xlsx"].content)).read("xl/sharedStrings.xml").decode(),
        "html": texts["html"].text,
        "md": texts["md"].text,
    }
    for kind, text in unpacked.items():
        for words in ("signed off by Kim Lane on", "Mostly sound.", "weak (the checker", "An aim only.", "Not decided"):
            assert words in text.replace("\\", ""), (kind, words)
    brief = app.client.get(f"{base}/report.md?brief=yes")
    assert "-brief.md" in brief.headers["content-disposition"]
    assert len(brief.text) < len(texts["md"].text) / 2
    assert "follow the reviewer's verdicts" in brief.text
    value = texts["json"].json()
    jsonschema.validate(value, SCHEMA)
    assert value["review"]["signed"]["summary"] == "Mostly sound."
    assert [(one["verdict"], one["checker"]) for one in value["review"]["decisions"]] == [("weak", "met")]
    assert texts["pdf"].content.startswith(b"%PDF-")
    assert app.client.get(f"{base}/report.exe").status_code == 404


def test_only_a_pdf_can_be_annotated_which_is_said(app: Running, report: str) -> None:
    answer = app.client.get(f"/api/documents/{report}/report.pdf")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (409, "not-pdf")


def test_killed_and_started_again_everything_acknowledged_is_there(tmp_path: Path, words: Path) -> None:
    with running(tmp_path / "ws") as app:
        document = app.add(words)
        names = list(app.findings(document))
        for name in names[:5]:
            body = {"requirement": name, "decision": "agree", "by": "Kim"}
            assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 201
        app.kill()
    with running(tmp_path / "ws") as app:
        stand = app.client.get(f"/api/documents/{document}/decisions").json()
        assert [one["requirement"] for one in stand] == names[:5]
        assert app.client.get(f"/api/documents/{document}").json()["state"] == "done"


def test_a_document_whose_check_was_cut_off_is_checked_at_the_next_start(tmp_path: Path, words: Path) -> None:
    with running(tmp_path / "ws") as app:
        document = app.add(words)
        app.kill()
    with running(tmp_path / "ws") as app:
        assert app.wait(document)["state"] == "done"


def test_a_second_app_on_the_same_workspace_is_refused_with_words(tmp_path: Path) -> None:
    import subprocess
    import sys

    with running(tmp_path / "ws"):
        command = [sys.executable, "-m", "checker.cli.main", "app", str(tmp_path / "ws"), "--no-browser"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "open in another checker" in done.stderr
    assert done.stdout == ""


def test_it_ends_in_good_time_when_told(tmp_path: Path) -> None:
    with running(tmp_path / "ws") as app:
        began = time.monotonic()
        assert app.stop() == 0
        assert time.monotonic() - began < 8


def test_a_body_that_is_no_text_or_nested_without_end_is_refused_in_words(app: Running, report: str) -> None:
    address = f"/api/documents/{report}/decisions"
    name = next(iter(app.findings(report)))
    half = json.dumps({"requirement": name, "decision": "agree", "by": "Kim \ud800"})
    for content in (b"[" * 100_000, b"\xff\xfe", b"{", b"", half.encode()):
        answer = app.client.post(address, content=content, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["error"]["kind"]) == (400, "invalid"), content[:20]
    assert app.client.get(address).json() == []


def test_an_upload_that_is_no_form_is_refused_in_words(app: Running) -> None:
    before = app.client.get("/api/documents").json()
    two = [("file", ("a.md", b"# Arrangements")), ("file", ("b.md", b"# More"))]
    answers = [app.client.post("/api/documents", files=two)]
    for kind in ("multipart/form-data; boundary=b", "multipart/form-data", "application/json", ""):
        answers.append(app.client.post("/api/documents", content=b"no form", headers={"content-type": kind}))
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]["kind"]) == (400, "invalid")
    assert app.client.get("/api/documents").json() == before


def test_a_document_that_was_removed_is_gone_and_back_with_its_decisions(app: Running, words: Path) -> None:
    document = app.add(words)
    name = next(iter(app.findings(document)))
    body = {"requirement": name, "decision": "agree", "by": "Kim"}
    assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 201
    assert app.client.get(f"/documents/{document}/review").status_code == 200
    assert app.client.post(f"/api/documents/{document}/remove", json={}).status_code == 200
    assert document not in {one["id"] for one in app.client.get("/api/documents").json()}
    for address in ("", "/decisions", "/history", "/report.html"):
        assert app.client.get(f"/api/documents/{document}{address}").status_code == 404
    assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 404
    assert not list(app.workspace.rglob(f"{document}*"))
    assert app.add(words) == document
    assert app.wait(document)["state"] == "done"
    assert [one["requirement"] for one in app.client.get(f"/api/documents/{document}/decisions").json()] == [name]


def test_a_document_that_is_removed_while_it_waits_leaves_nothing(app: Running, tmp_path: Path) -> None:
    ids = []
    for number in range(4):
        copy = tmp_path / f"{number}.pdf"
        copy.write_bytes((SAMPLES / "wexcombe-report-2021.pdf").read_bytes() + f"\n% {tmp_path} {number}\n".encode())
        ids.append(app.add(copy))
    for document in ids[:3]:
        assert app.client.post(f"/api/documents/{document}/remove", json={}).status_code == 200
    app.wait(ids[3])
    left = {path.name[:16] for path in app.workspace.rglob("*") if path.is_file()}
    assert not left & set(ids[:3])
    app.client.post(f"/api/documents/{ids[3]}/remove", json={})
