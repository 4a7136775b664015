"""From outside: nothing is served to a stranger, whatever is asked, from wherever, and however slowly."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import httpx
import pytest
from serving import SAMPLES, Running
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from checker.web import guard
from checker.web.api import routes as api_routes
from checker.web.guard import Guard, Keys
from checker.web.pages import routes as page_routes

ADDRESSES = sorted(
    {
        route.path.replace("{id}", "0123456789abcdef")
        .replace("{kind}", "html")
        .replace("{number:int}", "1")
        .replace("{name}", "app.css")
        for route in (*api_routes(), *page_routes())
    }
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")


@pytest.fixture
def stranger(app: Running) -> httpx.Client:
    return httpx.Client(base_url=app.base)


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_the_key_every_address_is_closed(stranger: httpx.Client, address: str) -> None:
    for method in METHODS:
        answer = stranger.request(method, address)
        assert answer.status_code in ({403} if method in {"GET", "HEAD", "POST"} else {403, 405}), (method, address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_under_a_foreign_name_every_address_is_closed_even_with_the_key(app: Running, address: str) -> None:
    for host in (
        "evil.example",
        f"evil.example:{app.port}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{app.port}",
        f"[::1]:{app.port}",
        "",
    ):
        for method in METHODS:
            answer = app.client.request(method, address, headers={"Host": host})
            assert answer.status_code in {400, 403}, (method, host)


def test_a_wrong_key_is_no_key(app: Running, stranger: httpx.Client) -> None:
    for key in ("", "x", app.key[:-1], app.key + "x", app.key.swapcase()):
        assert stranger.get("/", params={"key": key}).status_code == 403
        assert stranger.get("/", headers={"X-Checker-Key": key}).status_code == 403
    assert stranger.get(f"/api/documents?key={app.key}").status_code == 403  # only the first page opens a session


def test_the_key_in_the_address_becomes_a_cookie_and_leaves_the_address(app: Running, stranger: httpx.Client) -> None:
    first = stranger.get("/", params={"key": app.key})
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and app.key not in cookie
    assert stranger.get("/").status_code == 200


def test_a_ticket_opens_one_session_only_and_not_for_long() -> None:
    keys = Keys()
    ticket = keys.ticket()
    assert keys.opened(ticket)
    assert keys.opened(ticket) is None
    late = keys.ticket()
    keys.tickets[late] = time.monotonic() - 1
    assert keys.opened(late) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_from_another_site_is_refused_even_with_cookie_and_key(
    app: Running, headers: dict[str, str], method: str
) -> None:
    with httpx.Client(base_url=app.base) as browser:
        browser.get("/", params={"key": app.key})
        assert browser.request(method, "/api/documents", headers=headers).status_code == 403
    assert app.client.request(method, "/api/documents", headers=headers).status_code == 403


def test_a_form_whose_page_the_browser_does_not_name_is_not_done(app: Running, report: str) -> None:
    with httpx.Client(base_url=app.base) as browser:
        browser.get("/", params={"key": app.key})
        assert browser.post(f"/documents/{report}/undo").status_code == 403
        ours = browser.post(f"/documents/{report}/undo", headers={"Origin": app.base})
        assert ours.status_code == 409  # nothing to undo: it came through


def test_every_answer_forbids_framing_sniffing_and_foreign_content(app: Running, report: str) -> None:
    for address in ("/", "/help", f"/documents/{report}/review", "/nowhere", "/api/documents", "/static/app.css"):
        headers = app.client.get(address).headers
        assert headers["x-frame-options"] == "DENY", address
        assert headers["x-content-type-options"] == "nosniff"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    assert "no-store" in app.client.get("/").headers["cache-control"]


def test_a_report_in_the_browser_has_a_policy_for_its_own_style_only(app: Running, report: str) -> None:
    headers = app.client.get(f"/api/documents/{report}/report.html").headers
    assert headers["content-disposition"].startswith("attachment")
    shown = app.client.get(f"/api/documents/{report}/report.html?show=page").headers
    assert "content-disposition" not in shown
    assert "unsafe" not in shown["content-security-policy"]
    assert "sha256-" in shown["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../workspace.py",
        "/static/..%2f..%2fserve.py",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
        "/api/documents/..%2f..%2freview.sqlite",
        "/api/documents/../../review.sqlite",
        "/documents/%00/review",
        "/documents/0123456789abcdef/pages/-1.png",
        "/documents/0123456789abcdef/pages/1.png%00",
        "/review.sqlite",
        "/documents/..",
        "/api/documents/0123456789abcdef/report.../../x",
    ],
)
def test_no_path_reaches_the_file_system(app: Running, path: str) -> None:
    with socket.create_connection(("127.0.0.1", app.port), timeout=10) as line:
        headers = f"Host: 127.0.0.1:{app.port}\r\nX-Checker-Key: {app.key}\r\nConnection: close"
        request = f"GET {path} HTTP/1.1\r\n{headers}\r\n\r\n"
        line.sendall(request.encode())
        answer = b""
        while part := line.recv(65536):
            answer += part
    assert answer.split(b" ")[1] in {b"404", b"400", b"307"}, answer[:200]


def test_a_name_with_folders_in_it_is_a_name_only(app: Running, tmp_path: Path) -> None:
    for name in ("../../evil.md", "/etc/evil.md", "C:\\evil.md", "..", "a\x00b.md", "x" * 400 + ".md"):
        content = f"# Arrangements\n\n{name!r} {tmp_path}".encode()
        answer = app.client.post("/api/documents", files={"file": (name, content)})
        assert answer.status_code == 201
        shown = answer.json()["name"]
        assert "/" not in shown and "\\" not in shown and len(shown) <= 160
        kept = {path.suffix for path in (app.workspace / "documents").iterdir()}
        assert kept <= {".md", ".pdf", ".docx", ".html", ".htm", ".markdown", ".txt", ".eml", ".mht", ".mhtml", ""}
    outside = {path.name for path in app.workspace.parent.iterdir()}
    assert outside == {app.workspace.name, app.log.name}


def test_too_large_an_upload_is_refused_before_it_is_read(app: Running) -> None:
    with socket.create_connection(("127.0.0.1", app.port), timeout=10) as line:
        head = (
            f"POST /api/documents HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\nX-Checker-Key: {app.key}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 999999999999\r\n\r\n"
        )
        line.sendall(head.encode())
        assert line.recv(65536).split(b" ")[1] == b"413"
    assert app.client.post("/api/documents/0123456789abcdef/decisions", content=b"x" * 1_100_000).status_code == 413


def small(limit: int = 1000) -> TestClient:
    async def echo(request):  # type: ignore[no-untyped-def]
        return PlainTextResponse(str(len(await request.body())))

    inner = Starlette()
    inner.add_route("/api/documents", echo, methods=["POST"])
    keys = Keys(key="the-key")
    return TestClient(
        Guard(inner, keys, 80, limit),
        base_url="http://127.0.0.1:80",
        headers={"Host": "127.0.0.1:80", "X-Checker-Key": "the-key"},
    )


def test_a_body_that_says_nothing_of_its_size_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_MEGABYTE", 1000)

    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(100):
            yield b"x" * 100

    assert small(500).post("/api/documents", content=pieces()).status_code == 413
    assert small(20_000).post("/api/documents", content=pieces()).text == "10000"


def test_an_upload_that_stops_coming_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    monkeypatch.setattr(guard, "_PATIENCE", 0.1)
    sent: list[dict[str, object]] = []

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def app(scope, receive, send):  # type: ignore[no-untyped-def]
        message = await receive()
        assert message["type"] == "http.disconnect"
        raise RuntimeError("the reader has gone")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/documents",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:80"), (b"x-checker-key", b"k")],
    }
    asyncio.run(Guard(app, Keys(key="k"), 80, 1000)(scope, never, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


def test_a_trickle_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_GRACE", 0.05)

    def trickle():  # type: ignore[no-untyped-def]
        for _ in range(50):
            time.sleep(0.01)
            yield b"x"

    assert small().post("/api/documents", content=trickle()).status_code in {408, 200}


def test_nobody_else_on_the_network_can_reach_it(app: Running) -> None:
    try:
        own = socket.gethostbyname(socket.gethostname())
    except OSError:
        pytest.skip("this machine does not know its own name")
    if own.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):
        socket.create_connection((own, app.port), timeout=2)


def test_what_a_document_says_is_inert_on_every_page(app: Running, tmp_path: Path) -> None:
    bad = tmp_path / '"><img src=x onerror=alert(1)>.md'
    attack = '<script>alert(1)</script> "><img src=x onerror=alert(2)>'
    bad.write_text(
        f"# Safeguarding arrangements {attack}\n\n## Funding {attack}\n\nThe council pays £5,000 {attack}.\n"
    )
    document = app.add(bad)
    app.wait(document)
    name = next(iter(app.findings(document)))
    body = {"requirement": name, "decision": "agree", "note": attack, "by": f"Kim {attack}"}
    assert app.client.post(f"/api/documents/{document}/decisions", json=body).status_code == 201
    for address in (
        "/",
        f"/documents/{document}",
        f"/documents/{document}/review?at={name}",
        f"/documents/{document}/history",
        f"/documents/{document}/sign-off",
        "/agreement",
        "/areas",
    ):
        text = app.client.get(address).text
        assert "<script>alert" not in text and "<img src=x" not in text, address


def test_hostile_files_are_refused_or_told_and_the_app_goes_on(app: Running) -> None:
    pdf = (SAMPLES / "wexcombe-arrangements-2019.pdf").read_bytes()
    word = (SAMPLES / "hallowick-focused-visit-2021.docx").read_bytes()
    files = [(f"cut-{n}.pdf", pdf[: n * 4000]) for n in range(1, 14)]
    files += [(f"cut-{n}.docx", word[: n * 900]) for n in range(1, 14)]
    files += [(f"bent-{n}.pdf", pdf[: n * 3000] + bytes(200) + pdf[n * 3000 + 200 :]) for n in range(1, 14)]
    files += [
        ("deep.html", b"<div>" * 50_000),
        ("rubbish.txt", bytes(range(256)) * 50),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ]
    files += [
        ("rtf.md", b"{\\rtf1 hello}"),
        ("zip.docx", b"PK\x03\x04" + bytes(100)),
        ("xml.html", b"<?xml version='1.0'?><a/>"),
        ("mark.md", b"\xff\xfe"),
        ("null.pdf", bytes(5000)),
        ("html.pdf", b"<html><body>hello</body></html>"),
    ]
    told = []
    for name, content in files:
        answer = app.client.post("/api/documents", files={"file": (name, content)})
        assert answer.status_code in {201, 400, 415}, (name, answer.text)
        if answer.status_code == 201:
            told.append(answer.json()["id"])
        else:
            assert answer.json()["error"]["message"]
    for document in told:
        content = app.wait(document)
        assert content["state"] in {"done", "failed"}
        if content["state"] == "failed":
            assert content["result"]["error"]["message"]  # type: ignore[index]
            assert app.client.get(f"/documents/{document}").status_code == 200
    assert app.client.get("/").status_code == 200
