"""The JSON addresses: what programs ask of a running app. Their shape is a contract."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from checker import __version__
from checker.errors import CheckerError
from checker.reporting.formats import FORMATS
from checker.reporting.view import RenderOptions
from checker.review.model import ReviewError
from checker.review.overlay import as_reviewed
from checker.review.store import Registered
from checker.web import deciding
from checker.web.desk import annotated
from checker.web.state import App

STATUS = {
    "not-found": 404,
    "invalid": 400,
    "locked": 409,
    "stale": 409,
    "nothing": 409,
    "unsupported": 415,
    "empty": 400,
    "too-large": 413,
    "not-pdf": 409,
    "protected": 409,
    "damaged": 409,
    "no-text": 409,
}
TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """All JSON addresses."""
    one = "/api/documents/{id}"
    return [
        Route("/api/documents", told(upload), methods=["POST"]),
        Route("/api/documents", told(listed), methods=["GET"]),
        Route("/api/ticket", told(ticket), methods=["POST"]),
        Route(one, told(single), methods=["GET"]),
        Route(f"{one}/decisions", told(decide), methods=["POST"]),
        Route(f"{one}/decisions", told(decisions), methods=["GET"]),
        Route(f"{one}/history", told(history), methods=["GET"]),
        Route(f"{one}/undo", told(undo), methods=["POST"]),
        Route(f"{one}/sign-off", told(sign_off), methods=["POST"]),
        Route(f"{one}/reopen", told(reopen), methods=["POST"]),
        Route(f"{one}/remove", told(remove), methods=["POST"]),
        Route(f"{one}/report.{{kind}}", told(report), methods=["GET"]),
    ]


def told(handler: Handler) -> Handler:
    """The handler with every error on purpose told as JSON, with the status that fits."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except CheckerError as error:
            return problem(error)

    return answer


def problem(error: CheckerError) -> JSONResponse:
    """An error as JSON."""
    content = {"error": {"kind": error.kind, "message": error.message}}
    return JSONResponse(content, STATUS.get(error.kind, 500))


def app_of(request: Request) -> App:
    """What the app holds."""
    return cast(App, request.app.state.checker)


def document_of(request: Request) -> Registered:
    """The document that the address names. Raises ReviewError (not-found)."""
    return app_of(request).workspace.store.document(request.path_params["id"])


@asynccontextmanager
async def form_of(request: Request, *, files: int = 0, fields: int = 30) -> AsyncIterator[FormData]:
    """The form that was sent, its files closed at the end. Raises ReviewError (invalid) where it is none."""
    try:
        form = await request.form(max_files=files, max_fields=fields)
    except HTTPException as error:
        raise ReviewError("invalid", f"The form could not be read: {error.detail}") from None
    except ValueError:  # of the library that takes it apart
        raise ReviewError("invalid", "The form could not be read: it is cut short or not put together right.") from None
    try:
        yield form
    finally:
        await form.close()


async def upload(request: Request) -> Response:
    """Keep a document and have it checked. The same again gives the same id."""
    app = app_of(request)
    async with form_of(request, files=1, fields=10) as form:
        given = form.get("file")
        if not isinstance(given, UploadFile):
            raise ReviewError("invalid", "Send the document as multipart form data, in a field “file”.")
        document, new = await run_in_threadpool(keep, app, given.filename or "document", cast(IO[bytes], given.file))
    return JSONResponse({"id": document.id, "name": document.name, "new": new}, 201)


def keep(app: App, name: str, stream: IO[bytes]) -> tuple[Registered, bool]:
    """Add a document to the workspace, and have it checked if it is new or was not checked yet."""
    document, new = app.workspace.add(name, stream)
    if new or app.workspace.stale(document):
        app.checking.put(document)
    return document, new


async def listed(request: Request) -> Response:
    """All documents with their state."""
    app = app_of(request)

    def rows() -> list[dict[str, Any]]:
        return [
            {"id": one.id, "name": one.name, "state": app.checking.state(one)}
            for one in app.workspace.store.documents()
        ]

    return JSONResponse(await run_in_threadpool(rows))


async def ticket(request: Request) -> Response:
    """A key that opens one session, for a browser that is opened anew."""
    return JSONResponse({"ticket": app_of(request).keys.ticket()})


async def single(request: Request) -> Response:
    """One document's state, and its published object once there is one."""
    app, document = app_of(request), document_of(request)

    def content() -> dict[str, Any]:
        return {
            "id": document.id,
            "name": document.name,
            "state": app.checking.state(document),
            "result": app.workspace.result(document),
        }

    return JSONResponse(await run_in_threadpool(content))


async def decide(request: Request) -> Response:
    """Agree with the checker, or overrule it."""
    app, document, given = app_of(request), document_of(request), await _object(request)
    kind, verdict = _word(given, "decision"), _word(given, "verdict")
    if kind not in {"agree", "overrule"}:
        raise ReviewError("invalid", "“decision” is “agree” or “overrule”.")
    if kind == "overrule" and not verdict:
        raise ReviewError("invalid", "To overrule, give the “verdict” in place of the checker's.")

    def record() -> dict[str, object]:
        requirement = _word(given, "requirement")
        own = str(deciding.finding_of(app.workspace.check(document), requirement).verdict)
        if (kind == "agree") != (not verdict or verdict == own):
            raise ReviewError("invalid", f"The checker's verdict is “{own}”: the decision and the verdict do not fit.")
        event = deciding.decide(
            app.workspace,
            document,
            requirement,
            verdict=verdict or None,
            by=_word(given, "by"),
            note=_word(given, "note"),
            uid=_word(given, "uid"),
            after=given["after"] if isinstance(given.get("after"), int) else None,
        )
        return deciding.event_object(event)

    return JSONResponse(await run_in_threadpool(record), 201)


async def decisions(request: Request) -> Response:
    """The decisions that stand."""
    app, document = app_of(request), document_of(request)

    def content() -> list[dict[str, object]]:
        names = [finding.requirement for finding in app.workspace.check(document).findings]
        return deciding.standing(app.workspace.store.state(document.id), names)

    return JSONResponse(await run_in_threadpool(content))


async def history(request: Request) -> Response:
    """Every act on the document, in order."""
    app, document = app_of(request), document_of(request)
    events = await run_in_threadpool(app.workspace.store.events, document.id)
    return JSONResponse([deciding.event_object(event) for event in events])


async def undo(request: Request) -> Response:
    """Take the last act back."""
    app, document, given = app_of(request), document_of(request), await _object(request)
    event = await run_in_threadpool(app.workspace.store.undo, document.id, _word(given, "by") or "not said")
    return JSONResponse(deciding.event_object(event))


async def sign_off(request: Request) -> Response:
    """Sign the review off. What is not decided is named in the answer and in every report."""
    app, document, given = app_of(request), document_of(request), await _object(request)
    summary = _word(given, "summary")
    event = await run_in_threadpool(deciding.sign_off, app.workspace, document, _word(given, "by"), summary)
    content = {**deciding.event_object(event), "summary": event.note, "undecided": event.details["undecided"]}
    return JSONResponse(content, 201)


async def reopen(request: Request) -> Response:
    """Open a signed review again."""
    app, document, given = app_of(request), document_of(request), await _object(request)
    event = await run_in_threadpool(
        deciding.reopen, app.workspace, document, _word(given, "by"), _word(given, "reason")
    )
    return JSONResponse(deciding.event_object(event))


async def remove(request: Request) -> Response:
    """Take a document out of the workspace; its decisions are kept."""
    app, document = app_of(request), document_of(request)
    await run_in_threadpool(app.checking.remove, document)
    return JSONResponse({"id": document.id, "name": document.name, "removed": True})


async def report(request: Request) -> Response:
    """A report with the reviewer's verdicts beside the checker's."""
    app, document = app_of(request), document_of(request)
    kind = request.path_params["kind"]
    if kind not in TYPES:
        raise ReviewError("not-found", f"There is no such report. There are {', '.join(TYPES)}.")
    brief = request.query_params.get("brief") == "yes"
    own = brief or request.query_params.get("verdicts") == "reviewer"
    content = await run_in_threadpool(rendered, app, document, kind, own, brief)
    headers = {
        "content-disposition": f'attachment; filename="{file_stem(document)}-{"brief" if brief else "check"}.{kind}"'
    }
    if kind == "html":
        headers["content-security-policy"] = own_policy(str(content))
        if request.query_params.get("show") == "page":
            del headers["content-disposition"]
    return Response(content, media_type=TYPES[kind], headers=headers)


def rendered(app: App, document: Registered, kind: str, own: bool = False, brief: bool = False) -> str | bytes:
    """A report of a document, or its `brief`; `own` goes by the reviewer's verdicts. Raises CheckerError."""
    check = app.workspace.check(document)
    if own:
        check = as_reviewed(check, app.workspace.store.state(document.id))
    told = deciding.review(app.workspace, document)
    options = RenderOptions(made_on=date.today(), version=__version__, brief_only=brief, review=told)
    if kind == "pdf":
        file, shown = app.workspace.file(document), app.workspace.shown_file(document)
        return app.desk.do(annotated, check, options, file, shown, seconds=120)
    return FORMATS[kind].render(check, options)


def own_policy(page: str) -> str:
    """The policy for a page that brings its own style and script: exactly these, told by their digests."""
    import re

    told_by_page = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = told_by_page[1].replace("&#39;", "'") if told_by_page else "default-src 'none'"
    return f"{policy}; frame-ancestors 'none'"


def file_stem(document: Registered) -> str:
    """The document's name for a file made from it: plain letters, so that every browser keeps it."""
    return plain_letters(Path(document.name).stem)


def plain_letters(text: str) -> str:
    """The text with a hyphen for every sign that a file's name had better not hold."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_ .") else "-" for letter in text)


async def _object(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ReviewError("invalid", "Send JSON, with the content type application/json.")
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise ReviewError("invalid", "The request is no JSON.") from None
    if not isinstance(value, dict):
        raise ReviewError("invalid", "The request is no JSON object.")
    return value


def _word(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReviewError("invalid", f"“{name}” is a text.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ReviewError("invalid", f"“{name}” holds half a character.") from None
    return value
