"""The pages without a browser: what they say, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from serving import SAMPLES, Running, running


@pytest.fixture
def browser(app: Running) -> httpx.Client:
    """A client with the session's cookie that names its page, as a browser does for forms."""
    made = httpx.Client(base_url=app.base, headers={"Origin": app.base}, follow_redirects=True, timeout=60)
    made.get("/", params={"key": app.key})
    return made


def test_the_home_page_tells_area_kind_edition_state_and_what_to_do(app: Running, report: str) -> None:
    text = app.client.get("/").text
    assert "Stannerford" in text and "Yearly report" in text
    assert "0 of" in text and "decided" in text
    assert f"/documents/{report}/review" in text


def test_the_list_is_narrowed_by_words_kind_and_state(app: Running, report: str, plan: str) -> None:
    def shown(**asked: str) -> str:
        return app.client.get("/", params=asked).text

    assert report in shown(q="stannerford report") and plan not in shown(q="stannerford report")
    assert plan in shown(kind="arrangements") and report not in shown(kind="arrangements")
    assert report in shown(stage="to do") and report not in shown(stage="signed")
    assert "No document fits" in shown(q="nothing of this name")


def test_a_form_without_scripts_takes_several_files_and_tells_what_it_did_not_take(
    browser: httpx.Client, tmp_path: Path
) -> None:
    files = [
        ("file", ("one.md", f"# Arrangements\n\nOne {tmp_path}".encode())),
        ("file", ("two.md", f"# Arrangements\n\nTwo {tmp_path}".encode())),
        ("file", ("photo.png", b"\x89PNG\r\n\x1a\n")),
    ]
    answer = browser.post("/documents", files=files)
    assert answer.status_code == 415
    assert "photo.png: The file is a picture" in answer.text
    assert "one.md" in answer.text and "two.md" in answer.text


def test_two_windows_on_one_requirement_the_second_is_told(app: Running, browser: httpx.Client, words: Path) -> None:
    document = app.add(words)
    name, own = next(iter(app.findings(document).items()))
    form = {"requirement": name, "verdict": own, "by": "Kim", "after": "0"}
    assert browser.post(f"/documents/{document}/decide", data=form).status_code == 200
    late = browser.post(f"/documents/{document}/decide", data={**form, "by": "Lee"})
    assert late.status_code == 409
    assert "another window" in late.text
    assert [one["by"] for one in app.client.get(f"/api/documents/{document}/decisions").json()] == ["Kim"]


def test_the_same_form_sent_twice_counts_once(app: Running, browser: httpx.Client, words: Path) -> None:
    document = app.add(words)
    name, own = next(iter(app.findings(document).items()))
    form = {"requirement": name, "verdict": own, "by": "Kim", "uid": f"twice-{document}"}
    for _ in range(2):
        assert browser.post(f"/documents/{document}/decide", data=form).status_code == 200
    assert len(app.client.get(f"/api/documents/{document}/history").json()) == 1


def test_only_what_needs_an_eye_is_gone_through_where_that_was_asked(app: Running, plan: str) -> None:
    page = app.client.get(f"/documents/{plan}/review?only=eye", headers={"accept": "application/json"}).json()
    assert "only=eye" in page["url"]
    assert "only=eye" in page["queue"]


def test_pasted_evidence_is_found_however_it_is_spaced(app: Running, browser: httpx.Client, words: Path) -> None:
    document = app.add(words)
    name = next(iter(app.findings(document)))
    form = {"requirement": name, "words": "the  council pays\n£61,000"}
    assert browser.post(f"/documents/{document}/evidence", data=form).status_code == 200
    own = {"requirement": name, "verdict": "weak", "by": "Kim"}
    browser.post(f"/documents/{document}/decide", data=own)
    (decision,) = app.client.get(f"/api/documents/{document}/decisions").json()
    assert decision["added"] == ["The council pays £61,000"]
    wrong = browser.post(f"/documents/{document}/evidence", data={"requirement": name, "start": "5", "end": "99999999"})
    assert wrong.status_code == 400


def test_a_document_can_be_read_as_something_else_and_keeps_its_decisions(
    app: Running, browser: httpx.Client, words: Path
) -> None:
    document = app.add(words)
    before = app.findings(document)
    name = next(iter(before))
    browser.post(f"/documents/{document}/decide", data={"requirement": name, "verdict": before[name], "by": "Kim"})
    answer = browser.post(f"/documents/{document}/again", data={"type": "yearly-report", "area": "Thornmarsh"})
    assert answer.status_code == 200
    result = app.wait(document)["result"]
    assert result["document"]["type"] == "yearly-report"  # type: ignore[index]
    assert result["document"]["area"] == "Thornmarsh"  # type: ignore[index]
    assert len(app.client.get(f"/api/documents/{document}/history").json()) == 1
    assert browser.post(f"/documents/{document}/again", data={"type": "nonsense"}).status_code == 400
    assert browser.post(f"/documents/{document}/again", data={"type": "", "edition": "1815"}).status_code == 400
    answer = browser.post(f"/documents/{document}/again", data={"type": "arrangements", "edition": "2023"})
    assert '<option value="2023" selected>' in answer.text or "waits" in answer.text or "being checked" in answer.text
    assert app.wait(document)["result"]["document"]["edition"] == "2023"  # type: ignore[index]


def test_a_hidden_verdict_is_not_in_the_page_until_it_was_answered(tmp_path: Path) -> None:
    with running(tmp_path / "ws") as app:
        document = app.add(SAMPLES / "wexcombe-arrangements-2019.pdf")
        findings = {one["requirement"]: one for one in app.wait(document)["result"]["findings"]}  # type: ignore[index]
        app.client.post("/settings", data={"reviewer": "Kim", "keys": "on", "blind": "on"})
        page = app.client.get(f"/documents/{document}/review", headers={"accept": "application/json"}).json()
        finding = findings[page["at"]]
        assert "To read unaided" in page["finding"]
        assert finding["reason"] not in page["finding"]
        assert "Agree:" not in page["finding"]
        other = "weak" if finding["verdict"] != "weak" else "met"
        form = {"requirement": page["at"], "verdict": other}
        app.client.post(f"/documents/{document}/decide", data=form, headers={"accept": "application/json"})
        again = app.client.get(f"/documents/{document}/review?at={page['at']}", headers={"accept": "application/json"})
        assert "overruled" in again.json()["finding"]
        assert finding["reason"].split(".")[0] in again.json()["finding"].replace("&#39;", "'")
        assert "of the 30 decisions from which a share is shown" in app.client.get("/agreement").text


def test_decisions_are_exported_and_brought_into_another_workspace(app: Running, words: Path, tmp_path: Path) -> None:
    document = app.add(words)
    name = next(iter(app.findings(document)))
    body = {"requirement": name, "decision": "agree", "by": "Kim"}
    assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 201
    export = app.client.get("/settings/export.json")
    assert "attachment" in export.headers["content-disposition"]
    with running(tmp_path / "other") as other:
        told = other.client.post("/settings/import", files={"file": ("decisions.json", export.content)})
        assert "Brought in:" in told.text
        assert other.add(words) == document
        other.wait(document)
        assert [one["requirement"] for one in other.client.get(f"/api/documents/{document}/decisions").json()] == [name]
        refused = other.client.post("/settings/import", files={"file": ("x.json", b"no export")})
        assert refused.status_code == 400
    labels = json.loads(app.client.get("/settings/labels.json").text)
    assert labels["plan.md"][name]["verdict"]


def test_the_command_line_exports_what_the_app_decided(app: Running, tmp_path: Path) -> None:
    from checker.cli.main import main

    target = tmp_path / "labels.json"
    assert main(["review", "export", str(app.workspace), "--labels", "--output", str(target)]) == 0
    assert isinstance(json.loads(target.read_text(encoding="utf-8")), dict)
    assert main(["review", "export", str(tmp_path / "nowhere")]) == 2
    assert main(["review", "import", str(app.workspace), str(target)]) == 2  # in use by the app


def test_a_page_that_cannot_be_drawn_is_told_beside_the_verdict(app: Running, plan: str) -> None:
    assert app.client.get(f"/documents/{plan}/pages/1.png").content.startswith(b"\x89PNG")
    assert app.client.get(f"/documents/{plan}/pages/99.png").status_code == 404
    assert "Page 8 of 8" in app.client.get(f"/documents/{plan}/review?page=4000").text
    assert app.client.get(f"/documents/{plan}/review?page=-1&at=NOPE").status_code == 200


def test_areas_and_time_are_shown_in_the_app_s_own_frame(app: Running, report: str, plan: str) -> None:
    areas = app.client.get("/areas")
    assert "Safeguarding checks compared" in areas.text and "app-nav" in areas.text
    assert "unsafe" not in areas.headers["content-security-policy"]
    assert "Wexcombe" in app.client.get("/time").text
    assert "One area through time" in app.client.get("/time?area=Wexcombe").text
    lost = app.client.get("/time?area=Atlantis")
    assert lost.status_code == 404 and "Atlantis" in lost.text


def test_removing_asks_first_and_says_what_is_kept(app: Running, browser: httpx.Client, words: Path) -> None:
    document = app.add(words)
    name, own = next(iter(app.findings(document).items()))
    browser.post(f"/documents/{document}/decide", data={"requirement": name, "verdict": own, "by": "Kim"})
    asked = browser.get(f"/documents/{document}/remove").text
    assert "1 decision on it" in asked
    assert document in browser.get("/").text
    assert document not in browser.post(f"/documents/{document}/remove").text
    assert browser.get(f"/documents/{document}").status_code == 404


def test_what_is_none_of_the_three_kinds_is_told_in_the_app_s_words(app: Running, tmp_path: Path) -> None:
    other = tmp_path / "uniform.md"
    other.write_text(f"# Uniform policy\n\nAll pupils wear a tie. {tmp_path.name}\n", encoding="utf-8")
    document = app.add(other)
    assert app.wait(document)["state"] == "failed"
    text = app.client.get(f"/documents/{document}").text
    assert "does not look like" in text and "check it again" in text
    assert "--type" not in text and "--type" not in app.client.get("/?q=uniform").text
    assert app.client.post(f"/api/documents/{document}/remove", json={}).status_code == 200


def test_decisions_without_their_document_say_that_it_is_to_be_added(app: Running, words: Path, tmp_path: Path) -> None:
    document = app.add(words)
    app.wait(document)
    export = app.client.get("/settings/export.json").content
    with running(tmp_path / "other") as other:
        other.client.post("/settings/import", files={"file": ("decisions.json", export)})
        assert "the document itself is not here" in other.client.get(f"/documents/{document}").text
        assert other.client.get(f"/api/documents/{document}").json()["state"] == "failed"


def test_one_brief_over_an_area_s_documents_goes_by_the_reviewers_verdicts(app: Running, tmp_path: Path) -> None:
    area = "Wexcombe"
    copies = {}
    for sample in ("wexcombe-arrangements-2019.pdf", "wexcombe-inspection-2022.pdf"):
        copy = tmp_path / sample
        copy.write_bytes((SAMPLES / sample).read_bytes() + f"\n% {tmp_path}\n".encode())
        copies[sample] = app.add(copy)
        app.wait(copies[sample])
    document = copies["wexcombe-arrangements-2019.pdf"]
    name = next(name for name, verdict in app.findings(document).items() if verdict == "met")
    body = {"requirement": name, "decision": "overrule", "verdict": "missing", "note": "Not so.", "by": "Robin Ash"}
    assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 201
    before = app.client.get("/time/brief.md", params={"area": area}).text
    signed = {"by": "Robin Ash", "summary": "Sound but for one thing."}
    assert app.client.post(f"/api/documents/{document}/sign-off", json=signed).status_code == 201
    assert "/time/brief.docx?area=Wexcombe" in app.client.get("/time", params={"area": area}).text
    text = app.client.get("/time/brief.md", params={"area": area}).text
    assert "signed off by Robin Ash" in text and "Sound but for one thing." in text
    assert "signed off by Robin Ash" not in before and "not signed off" in text  # the other document is under way
    assert app.client.get("/time/brief.docx", params={"area": area}).content.startswith(b"PK")
    shown = app.client.get("/time/brief.html", params={"area": area})
    assert "unsafe" not in shown.headers["content-security-policy"]
    assert app.client.get("/time/brief.pdf", params={"area": area}).status_code == 404
    assert app.client.get("/time/brief.md", params={"area": "Atlantis"}).status_code == 404
    for copy in copies.values():
        app.client.post(f"/api/documents/{copy}/remove", json={})
