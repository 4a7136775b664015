"""The door: who may ask, from where, how much and how slowly. Stands before everything else.

Listening on 127.0.0.1 protects nothing by itself: any web page can make its reader's browser send requests there,
and a name that is pointed at 127.0.0.1 makes the answers readable. So every request, GET too, needs a Host of ours
and the key; what changes anything must come from our own pages or from a program that shows the key.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD"})
_METHODS = frozenset({"GET", "HEAD", "POST"})
_UPLOADS = frozenset({"/api/documents", "/documents"})
_IMPORTS = frozenset({"/settings/import"})
_MEGABYTE = 1_000_000
_PATIENCE = 20.0  # seconds without a byte of a body
_GRACE, _SLOWEST = 30.0, 10_000  # after so many seconds, at least so many bytes a second
_DRAINED, _DRAINING = 8 * _MEGABYTE, 1.0  # bytes and seconds of a body that is refused
_TICKET_LASTS = 300.0  # seconds for the browser that we open ourselves

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


@dataclass(slots=True)
class Keys:
    """The key of this run, the sessions opened with it, and tickets that open one session each."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    sessions: set[str] = field(default_factory=set)
    tickets: dict[str, float] = field(default_factory=dict)

    def ticket(self) -> str:
        """A key that works once and not for long: for the browser we open, whose address others may see."""
        made = secrets.token_urlsafe(32)
        self.tickets[made] = time.monotonic() + _TICKET_LASTS
        return made

    def opened(self, given: str) -> str | None:
        """A new session for the key or a ticket, which is spent by it; None for anything else."""
        spent = self.tickets.pop(given, 0.0)
        if not self.fits(given) and spent < time.monotonic():
            return None
        session = secrets.token_urlsafe(32)
        self.sessions.add(session)
        return session

    def fits(self, given: str) -> bool:
        """Whether this is the key."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode())

    def knows(self, session: str) -> bool:
        """Whether this session was opened."""
        return any(hmac.compare_digest(session.encode("utf-8", "replace"), one.encode()) for one in self.sessions)


class _Refused(Exception):  # noqa: N818 - said of a request, not a fault
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Guard:
    """ASGI middleware that lets in only what this program's own pages, or holders of its key, ask."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int, largest_upload: int) -> None:
        self._app = app
        self._keys = keys
        names = ("127.0.0.1", "localhost")
        self._hosts = {f"{name}:{port}" for name in names}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._cookie = f"checker-{port}"
        self._largest_upload = largest_upload + _MEGABYTE  # what surrounds the file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        body = _Body(receive, self._limit(scope))
        answer = _Answer(send, scope)
        try:
            session = self._admitted(scope)
            body.refuse_declared(scope)
        except _Refused as refused:
            await body.drain()
            await answer.refuse(refused.status, refused.message)
            return
        if session is not None:
            await answer.move_on(f"{self._cookie}={session}; Path=/; HttpOnly; SameSite=Strict")
            return
        answer.body = body
        try:
            await self._app(scope, body.receive, answer.send)
        except Exception:
            if body.trouble is None or answer.begun:
                raise
        if body.trouble is not None and not answer.begun:
            await answer.refuse(*body.trouble)

    def _admitted(self, scope: Scope) -> str | None:
        """A new session where one is to be opened, None where the request may pass. Raises _Refused."""
        headers = _Headers(scope)
        if headers.all(b"host") not in [[host] for host in self._hosts]:
            raise _Refused(403, "This program answers only to its own address on this machine.")
        site = headers.one(b"sec-fetch-site")
        if site in {"cross-site", "same-site"}:
            raise _Refused(403, "Requests from other sites are not answered.")
        origin = headers.one(b"origin")
        if origin is not None and origin not in self._origins:
            raise _Refused(403, "Requests from other sites are not answered.")
        method = scope["method"]
        if method not in _METHODS:
            raise _Refused(405, "Only GET, HEAD and POST are known here.")
        shown = headers.one(b"x-checker-key")
        by_key = shown is not None and self._keys.fits(shown)
        by_cookie = any(self._keys.knows(value) for value in headers.cookies(self._cookie))
        if method == "GET" and scope["path"] == "/":
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
            if asked:
                session = self._keys.opened(asked[0]) if len(asked) == 1 else None
                if session is None and not by_cookie:
                    raise _Refused(403, _NO_KEY)
                return session or ""
        if not by_key and not by_cookie:
            raise _Refused(403, _NO_KEY)
        if method not in _SAFE and not by_key and origin is None and site != "same-origin":
            raise _Refused(403, "The browser does not say which page this comes from, so it is not done.")
        return None

    def _limit(self, scope: Scope) -> int:
        path = scope["path"]
        return self._largest_upload if path in _UPLOADS else 50 * _MEGABYTE if path in _IMPORTS else _MEGABYTE


_NO_KEY = (
    "This address needs its key. Open the app from where it was started: the address with the key is printed there, "
    "and starting it again opens the browser by itself."
)


class _Headers:
    def __init__(self, scope: Scope) -> None:
        self._pairs: Iterable[tuple[bytes, bytes]] = scope["headers"]

    def all(self, name: bytes) -> list[str]:
        return [value.decode("latin-1") for key, value in self._pairs if key == name]

    def one(self, name: bytes) -> str | None:
        """The header's value; where it comes twice, one that fits nothing."""
        found = self.all(name)
        return None if not found else found[0] if len(found) == 1 else "\0"

    def cookies(self, name: str) -> list[str]:
        pairs = (part.strip().partition("=") for line in self.all(b"cookie") for part in line.split(";"))
        return [value for key, _, value in pairs if key == name]


class _Body:
    """A request's body, with a bound on its size and on how slowly it may come."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._got = 0
        self._began = time.monotonic()
        self._whole = False
        self.trouble: tuple[int, str] | None = None

    def refuse_declared(self, scope: Scope) -> None:
        declared = _Headers(scope).one(b"content-length")
        if declared is not None and (not declared.isdecimal() or int(declared) > self._limit):
            raise _Refused(413, self._too_large())

    async def drain(self) -> None:
        """Read what is under way of a body that nobody wants, within bounds: else the browser sees no answer."""
        got, until = 0, time.monotonic() + _DRAINING
        while not self._whole and got < _DRAINED and (left := until - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(self._receive(), left)
            except TimeoutError:
                return
            got += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)

    async def receive(self) -> Message:
        if self._whole:  # what comes now is the browser going away, for which there is no hurry
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), _PATIENCE)
        except TimeoutError:
            return self._give_up(408, "Nothing came for too long. Try again.")
        if message["type"] == "http.request":
            self._got += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            lasted = time.monotonic() - self._began
            if self._got > self._limit:
                return self._give_up(413, self._too_large())
            if not self._whole and lasted > _GRACE and self._got < lasted * _SLOWEST:
                return self._give_up(408, "The file comes too slowly. Try again.")
        return message

    def _too_large(self) -> str:
        most = self._limit // _MEGABYTE
        return f"More than {most} MB is not taken. Save the document with smaller pictures, or in parts."

    def _give_up(self, status: int, message: str) -> Message:
        self.trouble = (status, message)
        return {"type": "http.disconnect"}


class _Answer:
    """The way back: adds what every answer must say, and can answer in the app's place."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._path: str = scope["path"]
        self.begun = False
        self.body: _Body | None = None

    async def send(self, message: Message) -> None:
        if self.body is not None and self.body.trouble is not None and not self.begun:
            return  # what the app makes of a body cut off is of no interest: the trouble is told instead
        if message["type"] == "http.response.start":
            self.begun = True
            headers = list(message.get("headers", []))
            named = {key.lower() for key, _ in headers}
            headers += [pair for pair in HEADERS if pair[0] not in named]
            if b"content-security-policy" not in named:
                headers.append((b"content-security-policy", CONTENT_POLICY.encode()))
            if b"cache-control" not in named:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await self._send(message)

    async def refuse(self, status: int, message: str) -> None:
        if self._path.startswith("/api/"):
            content = json.dumps({"error": {"kind": "refused", "message": message}}).encode()
            kind = b"application/json"
        else:
            content, kind = (message + "\n").encode(), b"text/plain; charset=utf-8"
        self.body = None
        headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode()), (b"connection", b"close")]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": content})

    async def move_on(self, cookie: str) -> None:
        """To the first page, with the session's cookie and without the key in the address."""
        headers = [(b"location", b"/"), (b"content-length", b"0")]
        if not cookie.split(";")[0].endswith("="):
            headers.append((b"set-cookie", cookie.encode()))
        await self.send({"type": "http.response.start", "status": 303, "headers": headers})
        await self._send({"type": "http.response.body", "body": b""})
