"""The pages: home, review, sign-off, drafts, areas, time, agreement, settings. All of them work without scripts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from checker.errors import CheckerError
from checker.review.store import Registered
from checker.web import deciding, overview, reviewing
from checker.web.api import STATUS, app_of, document_of, form_of, keep
from checker.web.overview import HomeFilter
from checker.web.templating import assets, fragment, page

Handler = Callable[[Request], Awaitable[Response]]
_ONE = "/documents/{id}"
_MOST_FILES = 300  # in one form


def routes() -> list[Route]:
    """All pages, and what they ask for."""
    from checker.web import more_pages

    return [
        Route("/", shown(home)),
        Route("/documents", shown(upload), methods=["POST"]),
        Route(_ONE, shown(document_page)),
        Route(f"{_ONE}/review", shown(review)),
        Route(f"{_ONE}/decide", shown(decide), methods=["POST"]),
        Route(f"{_ONE}/undo", shown(undo), methods=["POST"]),
        Route(f"{_ONE}/evidence", shown(evidence), methods=["POST"]),
        Route(f"{_ONE}/strike", shown(strike), methods=["POST"]),
        Route(f"{_ONE}/sheet", shown(sheet)),
        Route(f"{_ONE}/pages/{{number:int}}.png", shown(picture)),
        Route(f"{_ONE}/pages/{{number:int}}/words", shown(words)),
        *more_pages.routes(),
        Route("/static/{name}", asset),
    ]


def handlers() -> Mapping[Any, Any]:
    """How a request that leads nowhere, or a fault of ours, is told."""

    async def nowhere(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = {404: "There is nothing at this address.", 405: "This cannot be asked for in this way."}
        message = told.get(status, "This did not work because of a fault in this program. Decisions so far are safe.")
        if request.url.path.startswith("/api/"):
            return JSONResponse(
                {"error": {"kind": "not-found" if status == 404 else "internal", "message": message}}, status
            )
        return page(request, "problem.html.j2", status, message=message)

    return {404: nowhere, 405: nowhere, 500: nowhere}


def wants_json(request: Request) -> bool:
    """Whether our own script asks, which puts parts of the page in place itself."""
    return request.headers.get("accept", "") == "application/json"


def shown(handler: Handler) -> Handler:
    """The handler with every error on purpose told in words, on a page or to the script."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except CheckerError as error:
            status = STATUS.get(error.kind, 500)
            if wants_json(request):
                return JSONResponse({"error": {"kind": error.kind, "message": error.message}}, status)
            return await run_in_threadpool(page, request, "problem.html.j2", status, message=error.message)

    return answer


async def home(request: Request) -> Response:
    """All documents, with a place to drop more."""
    return await run_in_threadpool(_home, request, ())


def _home(request: Request, problems: tuple[str, ...], status: int = 200) -> Response:
    asked = HomeFilter.of(request.query_params)
    busy = app_of(request).checking.busy()  # before the rows: a page that says 0 must show every result
    rows = overview.rows(app_of(request))
    fitting = [row for row in rows if asked.takes(row)]
    start = min(asked.start, max(len(fitting) - 1, 0))
    return page(
        request,
        "home.html.j2",
        status,
        rows=fitting[start : start + overview.AT_ONCE],
        fitting=len(fitting),
        start=start,
        at_once=overview.AT_ONCE,
        total=len(rows),
        kinds=sorted({row.summary.type for row in rows if row.summary and row.summary.type}),
        busy=busy,
        asked=asked,
        problems=problems,
    )


async def upload(request: Request) -> Response:
    """Files from the form, for browsers without scripts."""
    app = app_of(request)
    problems: list[str] = []
    async with form_of(request, files=_MOST_FILES, fields=20) as form:
        for given in form.getlist("file"):
            if not isinstance(given, UploadFile) or not given.filename:
                continue
            try:
                await run_in_threadpool(keep, app, given.filename, cast(IO[bytes], given.file))
            except CheckerError as error:
                problems.append(error.message)
    if problems:
        return await run_in_threadpool(_home, request, tuple(problems), 415)
    return RedirectResponse("/", 303)


async def document_page(request: Request) -> Response:
    """One document: what it is, how far its review is, reports, sign-off, drafts."""
    app, document = app_of(request), document_of(request)

    def made() -> Response:
        state = app.checking.state(document)
        if state not in {"done"}:
            summary = app.workspace.summary(document)
            return page(request, "waiting.html.j2", document=document, state=state, summary=summary)
        return page(request, "document.html.j2", **overview.document_facts(app, document))

    return await run_in_threadpool(made)


async def review(request: Request) -> Response:
    """The verdict beside the document, at one requirement."""
    query = request.query_params
    only = "eye" if query.get("only") == "eye" else "all"
    return await run_in_threadpool(_review, request, query.get("at"), only, _number(query.get("page")))


def _review(request: Request, at: str | None, only: str, on_page: int | None = None) -> Response:
    app, document = app_of(request), document_of(request)
    view = reviewing.view_of(app, document, at, only)
    leaf = reviewing.sheet_of(app, document, view.evidence, on_page)
    context: dict[str, Any] = {"view": view, "leaf": leaf, "reviewer": app.workspace.store.setting("reviewer")}
    if not wants_json(request):
        return page(request, "review.html.j2", **context)
    parts = {
        "at": view.finding.requirement,
        "title": view.finding.title,
        "url": f"/documents/{document.id}/review?at={view.finding.requirement}&only={only}",
        "finding": fragment("part-finding.html.j2", **context),
        "sheet": fragment("part-sheet.html.j2", **context),
        "pictures": [f"/documents/{document.id}/pages/{leaf.page}.png"] if leaf.width else [],
    }
    if request.query_params.get("part") != "move":  # which changes nothing in the list but the place in it
        parts["queue"] = fragment("part-queue.html.j2", **context)
    return JSONResponse(parts)


async def decide(request: Request) -> Response:
    """One decision; then the next requirement in the order that is shown."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    only = _only(form)
    requirement = form.get("requirement", "")

    def record() -> str | None:
        by = form.get("by", "").strip() or app.workspace.store.setting("reviewer")
        seen = form.get("after", "")
        deciding.decide(
            app.workspace,
            document,
            requirement,
            verdict=form.get("verdict") or None,
            by=by,
            note=form.get("note", ""),
            uid=form.get("uid", ""),
            after=int(seen) if seen.isascii() and seen.isdecimal() else None,
        )
        if by != app.workspace.store.setting("reviewer"):
            app.workspace.store.set("reviewer", " ".join(by.split())[:120])
        return reviewing.after(app, document, requirement, only)

    following = await run_in_threadpool(record)
    if following is None:
        address = f"/documents/{document.id}/sign-off"
        return JSONResponse({"done": address}) if wants_json(request) else RedirectResponse(address, 303)
    return await _next(request, document, following, only)


async def _next(request: Request, document: Registered, at: str, only: str) -> Response:
    if wants_json(request):
        return await run_in_threadpool(_review, request, at, only)
    return RedirectResponse(f"/documents/{document.id}/review?at={at}&only={only}", 303)


async def undo(request: Request) -> Response:
    """Take the last act back, and show what it was about."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    only = _only(form)
    by = app.workspace.store.setting("reviewer") or "not said"
    event = await run_in_threadpool(app.workspace.store.undo, document.id, by, form.get("uid", ""))
    return await _next(request, document, event.requirement or "", only)


async def evidence(request: Request) -> Response:
    """Words put forward as evidence: by their place (a selection), or pasted."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    start, end = _number(form.get("start")), _number(form.get("end"))
    span = (start, end) if start is not None and end is not None else None
    requirement = form.get("requirement", "")
    by = form.get("by", "").strip() or app.workspace.store.setting("reviewer") or "not said"
    await run_in_threadpool(
        lambda: deciding.add_evidence(app.workspace, document, requirement, by, span=span, words=form.get("words", ""))
    )
    return await _next(request, document, requirement, _only(form))


async def strike(request: Request) -> Response:
    """A piece of evidence that does not count."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    start, end, requirement = _number(form.get("start")), _number(form.get("end")), form.get("requirement", "")
    by = app.workspace.store.setting("reviewer") or "not said"
    span = (start if start is not None else -1, end if end is not None else -1)
    await run_in_threadpool(deciding.strike_evidence, app.workspace, document, requirement, by, span)
    return await _next(request, document, requirement, _only(form))


async def sheet(request: Request) -> Response:
    """The document at another page, with the marks of a requirement."""
    app, document = app_of(request), document_of(request)

    def made() -> Response:
        view = reviewing.view_of(app, document, request.query_params.get("at"), "all")
        leaf = reviewing.sheet_of(app, document, view.evidence, _number(request.query_params.get("page")))
        return JSONResponse({"sheet": fragment("part-sheet.html.j2", view=view, leaf=leaf)})

    return await run_in_threadpool(made)


async def picture(request: Request) -> Response:
    """A page of a PDF as a picture. Its address names the document by what it holds, so a browser may keep it."""
    app, document = app_of(request), document_of(request)
    content = await run_in_threadpool(reviewing.picture_of, app, document, request.path_params["number"])
    return Response(content, media_type="image/png", headers={"cache-control": "private, max-age=86400, immutable"})


async def words(request: Request) -> Response:
    """A page's words with their places."""
    app, document = app_of(request), document_of(request)
    return JSONResponse(await run_in_threadpool(reviewing.words_of, app, document, request.path_params["number"]))


async def asset(request: Request) -> Response:
    """A style or script of this program."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    kept = "private, max-age=31536000, immutable" if request.query_params.get("v") == found.digest else "no-cache"
    await asyncio.sleep(0)
    return Response(found.content, media_type=found.type, headers={"cache-control": kept})


async def _form(request: Request) -> dict[str, str]:
    async with form_of(request) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _only(form: Mapping[str, str]) -> str:
    return "eye" if form.get("only") == "eye" else "all"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 12 else None
