"""Pages about more than one requirement: sign-off, history, drafts, removing, agreement, settings, help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from checker import __version__
from checker.reporting import wording
from checker.reporting.view import RenderOptions, build
from checker.review.agreement import FEWEST, agreement_of
from checker.review.model import Decision, ReviewError
from checker.review.transfer import export_text, import_text, labels_text
from checker.web import area_pages, deciding, overview
from checker.web.api import app_of, document_of, form_of
from checker.web.desk import changed
from checker.web.pages import _form, shown
from checker.web.templating import editions, page

_LONGEST_IMPORT = 50_000_000
_LONG = 300.0  # seconds for what is made of all documents


def routes() -> list[Route]:
    """The addresses of these pages."""
    one = "/documents/{id}"
    return [
        Route(f"{one}/sign-off", shown(sign_off_page)),
        Route(f"{one}/sign-off", shown(sign_off), methods=["POST"]),
        Route(f"{one}/reopen", shown(reopen), methods=["POST"]),
        Route(f"{one}/history", shown(history)),
        Route(f"{one}/draft", shown(draft), methods=["POST"]),
        Route(f"{one}/changes", shown(changes)),
        Route(f"{one}/again", shown(again), methods=["POST"]),
        Route(f"{one}/remove", shown(remove_page)),
        Route(f"{one}/remove", shown(remove), methods=["POST"]),
        Route("/agreement", shown(agreement)),
        Route("/settings", shown(settings_page)),
        Route("/settings", shown(settings), methods=["POST"]),
        Route("/settings/export.json", shown(export)),
        Route("/settings/labels.json", shown(labels)),
        Route("/settings/import", shown(bring_in), methods=["POST"]),
        Route("/help", shown(help_page)),
        *area_pages.routes(),
    ]


async def sign_off_page(request: Request) -> Response:
    """Where a review is signed, or what was signed."""
    app, document = app_of(request), document_of(request)
    return await run_in_threadpool(
        lambda: page(request, "sign-off.html.j2", problem="", given={}, **overview.document_facts(app, document))
    )


async def sign_off(request: Request) -> Response:
    """Sign; what is not decided must have been named as such."""
    app, document, form = app_of(request), document_of(request), await _form(request)

    def signed() -> Response:
        facts = overview.document_facts(app, document)
        problem = ""
        if facts["undecided"] and form.get("undecided") != "named":
            problem = (
                "Some requirements are not decided. Decide them, or tick that the report names them as not decided."
            )
        elif not form.get("by", "").strip():
            problem = "Give your name: it stands under the report."
        if problem:
            return page(request, "sign-off.html.j2", 400, problem=problem, given=form, **facts)
        deciding.sign_off(app.workspace, document, form["by"], form.get("summary", ""))
        return RedirectResponse(f"/documents/{document.id}/sign-off", 303)

    return await run_in_threadpool(signed)


async def reopen(request: Request) -> Response:
    """Open a signed review again."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    by = form.get("by", "") or app.workspace.store.setting("reviewer") or "not said"
    await run_in_threadpool(deciding.reopen, app.workspace, document, by, form.get("reason", ""))
    return RedirectResponse(f"/documents/{document.id}", 303)


async def history(request: Request) -> Response:
    """Every act on a document, the latest first."""
    app, document = app_of(request), document_of(request)

    def made() -> Response:
        events = app.workspace.store.events(document.id)
        undone = {event.details.get("undoes") for event in events if event.kind == "undo"}
        check = app.workspace.check(document)
        titles = {finding.requirement: finding.title for finding in check.findings}
        return page(
            request,
            "history.html.j2",
            document=document,
            events=events[::-1],
            undone=undone,
            titles=titles,
            words=_HISTORY,
        )

    return await run_in_threadpool(made)


_HISTORY = {
    "agree": "agreed",
    "overrule": "overruled",
    "evidence": "added evidence",
    "strike": "struck evidence",
    "undo": "took back the act above this date",
    "carried": "carried over from an earlier draft",
    "look": "marked for another look after a new draft",
    "sign-off": "signed off",
    "reopen": "reopened the review",
    "draft": "said that this is a new draft",
}


async def draft(request: Request) -> Response:
    """Say that a document is a new draft of another; decisions are carried over where they still stand."""
    app, document, form = app_of(request), document_of(request), await _form(request)
    by = app.workspace.store.setting("reviewer") or "not said"

    def made() -> None:
        earlier = app.workspace.store.document(form.get("earlier", ""))
        deciding.make_draft_of(app.workspace, document, earlier, by)

    await run_in_threadpool(made)
    return RedirectResponse(f"/documents/{document.id}/changes", 303)


async def changes(request: Request) -> Response:
    """What a new draft gained and lost, and which decisions need another look."""
    app, document = app_of(request), document_of(request)

    def made() -> Response:
        earlier = deciding.earlier_draft(app.workspace, document)
        if earlier is None:
            raise ReviewError("not-found", "This document is not said to be a new draft. Say so on its page first.")
        check = app.workspace.check(document)
        files = [app.workspace.file(one) for one in (earlier, document)]
        change = app.desk.do(changed, app.workspace.check(earlier), check, files, seconds=_LONG)
        report = build(replace(check, change=change), RenderOptions(made_on=date.today(), version=__version__))
        state = app.workspace.store.state(document.id)
        carried = [one for one in state.decisions.values() if one.kind == "carried"]
        titles = {finding.requirement: finding.title for finding in check.findings}
        return page(
            request,
            "changes.html.j2",
            document=document,
            earlier=earlier,
            report=report,
            state=state,
            carried=carried,
            titles=titles,
        )

    return await run_in_threadpool(made)


async def again(request: Request) -> Response:
    """Have a document checked again."""
    app, document, form = app_of(request), document_of(request), await _form(request)

    def put() -> None:
        said = {name: form[name].strip()[:120] for name in ("type", "area", "edition") if form.get(name, "").strip()}
        if said.get("type", "arrangements") not in wording.TYPES:
            raise ReviewError("invalid", "Choose one of the kinds of document that are checked.")
        if said.get("edition", "") not in {"", *editions()}:
            raise ReviewError("invalid", f"Choose one of the editions {', '.join(editions())}.")
        if form.get("ocr") == "on":
            said["ocr"] = "on"
        if "type" in form:
            app.workspace.store.set_given(document.id, said)
        app.workspace.forget_result(document)
        app.checking.put(app.workspace.store.document(document.id))

    await run_in_threadpool(put)
    return RedirectResponse(f"/documents/{document.id}", 303)


async def remove_page(request: Request) -> Response:
    """What removing a document deletes and what it keeps, before it is done."""
    app, document = app_of(request), document_of(request)
    state = await run_in_threadpool(app.workspace.store.state, document.id)
    return await run_in_threadpool(lambda: page(request, "remove.html.j2", document=document, state=state))


async def remove(request: Request) -> Response:
    """Take a document out of the workspace."""
    app, document = app_of(request), document_of(request)
    await run_in_threadpool(app.checking.remove, document)
    return RedirectResponse("/", 303)


async def agreement(request: Request) -> Response:
    """How often this organisation's readers agree with the checker."""
    app = app_of(request)

    def made() -> Response:
        store = app.workspace.store
        pairs: list[tuple[str, Decision]] = []
        names: dict[str, str] = {}
        titles: dict[str, str] = {}
        for document in store.documents():
            names[document.id] = document.name
            summary = app.workspace.summary(document)
            current = {name for name, _, _ in summary.verdicts} if summary else set()
            decisions = store.state(document.id).decisions
            pairs += [(document.id, decision) for decision in decisions.values()]
            if decisions and current:
                titles |= {finding.requirement: finding.title for finding in app.workspace.check(document).findings}
        told = agreement_of(pairs)
        looks = {str(look.key): look for look in (*wording.COVERAGE, *wording.INSPECTION)}
        return page(request, "agreement.html.j2", told=told, names=names, titles=titles, looks=looks, fewest=FEWEST)

    return await run_in_threadpool(made)


async def settings_page(request: Request) -> Response:
    """Name, keys, unaided reading, export and import."""
    return await run_in_threadpool(_settings, request, "")


def _settings(request: Request, told: str, status: int = 200) -> Response:
    store = app_of(request).workspace.store
    return page(
        request,
        "settings.html.j2",
        status,
        told=told,
        blind=store.setting("blind"),
        folder=str(app_of(request).workspace.folder),
    )


async def settings(request: Request) -> Response:
    """Change them."""
    app, form = app_of(request), await _form(request)

    def changed() -> None:
        store = app.workspace.store
        store.set("reviewer", " ".join(form.get("reviewer", "").split())[:120])
        store.set("keys", "on" if form.get("keys") == "on" else "off")
        store.set("blind", "on" if form.get("blind") == "on" else "off")

    await run_in_threadpool(changed)
    return await run_in_threadpool(_settings, request, "Saved.")


async def export(request: Request) -> Response:
    """All decisions as JSON."""
    text = await run_in_threadpool(export_text, app_of(request).workspace.store)
    return _download(text, "decisions.json")


async def labels(request: Request) -> Response:
    """Decisions as labels."""
    text = await run_in_threadpool(labels_text, app_of(request).workspace.store)
    return _download(text, "labels.json")


def _download(text: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="application/json", headers=headers)


async def bring_in(request: Request) -> Response:
    """Decisions that were exported elsewhere."""
    app = app_of(request)
    async with form_of(request, files=1, fields=5) as form:
        given = form.get("file")
        if not isinstance(given, UploadFile) or not given.filename:
            raise ReviewError("invalid", "Choose the file that was exported.")
        content = await given.read(_LONGEST_IMPORT)

    def brought() -> Response:
        documents, acts = import_text(app.workspace.store, content.decode("utf-8", "replace"))
        return _settings(
            request, f"Brought in: {wording.number(documents, 'document')}, {wording.number(acts, 'act')}."
        )

    return await run_in_threadpool(brought)


async def help_page(request: Request) -> Response:
    """How to review, the keys, and what the verdicts mean."""
    return await run_in_threadpool(
        lambda: page(
            request, "help.html.j2", coverage=wording.COVERAGE, inspection=wording.INSPECTION, method=wording.METHOD
        )
    )
