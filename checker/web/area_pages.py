"""Pages over many documents: areas compared, one area through time, and the brief over an area's documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from checker import __version__
from checker.errors import CheckerError
from checker.reporting.files import write_beside
from checker.reporting.joint.files import KINDS
from checker.reporting.joint.files import render as render_joint
from checker.reporting.reviewed import shown as reviewed
from checker.reporting.view import RenderOptions
from checker.reporting.wording import clean_line
from checker.review.model import ReviewError
from checker.review.overlay import as_reviewed
from checker.review.store import Registered
from checker.web import deciding
from checker.web.api import TYPES, app_of, own_policy, plain_letters
from checker.web.desk import compared, threaded
from checker.web.pages import shown
from checker.web.state import App
from checker.web.templating import page

_LONG = 300.0  # seconds for what is made of all documents


def routes() -> list[Route]:
    """The addresses of these pages."""
    return [
        Route("/areas", shown(areas)),
        Route("/time", shown(through_time)),
        Route("/time/brief.{kind}", shown(brief)),
    ]


async def areas(request: Request) -> Response:
    """The comparison of all documents of the workspace."""
    app = app_of(request)

    def made() -> Response:
        files = [file for _, file in _results(app)]
        if not files:
            return page(request, "empty.html.j2", heading="Areas compared")
        html = _kept(app, "areas", files, lambda: app.desk.do(compared, files, date.today(), seconds=_LONG))
        return _framed(request, html, "Areas compared")

    return await run_in_threadpool(made)


async def through_time(request: Request) -> Response:
    """One area through its documents."""
    app, area = app_of(request), request.query_params.get("area", "").strip()[:120]

    def made() -> Response:
        files = _results(app)
        summaries = [app.workspace.summary(document) for document, _ in files]
        tally: dict[str, int] = {}
        for summary in summaries:
            if summary and summary.area:
                tally[summary.area] = tally.get(summary.area, 0) + 1
        if not area:
            return page(request, "time.html.j2", areas=sorted(tally.items()), problem="", area="")
        try:
            html = app.desk.do(threaded, [file for _, file in files], area, date.today(), seconds=_LONG)
        except CheckerError as error:
            return page(request, "time.html.j2", 404, areas=sorted(tally.items()), problem=error.message, area=area)
        several = tally.get(area, 0) > 1
        return _framed(request, html, f"{area} through time", briefs_of=area if several else "")

    return await run_in_threadpool(made)


async def brief(request: Request) -> Response:
    """One brief over all documents of an area, by the reviewers' verdicts where they decided."""
    app, kind = app_of(request), request.path_params["kind"]
    area = request.query_params.get("area", "").strip()[:120]
    if kind not in KINDS:
        raise ReviewError("not-found", f"There is no such brief. There are {', '.join(KINDS)}.")

    def made() -> str | bytes:
        checks, signed = [], []
        for document, _ in _results(app):
            summary = app.workspace.summary(document)
            if summary is None or summary.area != area:
                continue
            check = app.workspace.check(document)
            told = reviewed(deciding.review(app.workspace, document), check.findings)
            title = clean_line(check.document.title or document.name)
            signed.append(" ".join((f"“{title}”: {told.headline}", *told.summary)))
            checks.append(as_reviewed(check, app.workspace.store.state(document.id)))
        if not checks:
            raise ReviewError("not-found", f"No document of “{area}” has been checked.")
        return render_joint(kind, checks, [], RenderOptions(made_on=date.today(), version=__version__), signed)

    content = await run_in_threadpool(made)
    headers = {"content-disposition": f'attachment; filename="{plain_letters(area)}-brief.{kind}"'}
    if kind == "html":
        headers = {"content-security-policy": own_policy(str(content))}
    return Response(content, media_type=TYPES[kind], headers=headers)


def _kept(app: App, name: str, files: Sequence[Path], make: Callable[[], str]) -> str:
    """What was made of the very same results today, or made now: a comparison of hundreds takes seconds."""
    about = [f"{file.name} {(told := file.stat()).st_mtime_ns} {told.st_size}" for file in files]
    day = date.today().isoformat()
    digest = hashlib.sha256("\n".join([app.workspace.made_by, day, *about]).encode()).hexdigest()[:16]
    folder = app.workspace.folder / "pages"
    target = folder / f"{name}-{digest}.html"
    if not target.exists():
        html = make()
        for old in folder.glob(f"{name}-*.html"):
            old.unlink(missing_ok=True)
        write_beside(target, html)
    return target.read_text(encoding="utf-8")


def _results(app: App) -> list[tuple[Registered, Path]]:
    return [
        (document, app.workspace.result_file(document))
        for document in reversed(app.workspace.store.documents())
        if (summary := app.workspace.summary(document)) is not None and not summary.error
    ]


_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>\s*</body>", re.DOTALL)
_BODY = re.compile(r'<div class="page">(.*)</div>\s*(?:<script>.*</script>\s*)?</body>', re.DOTALL)
_HASH = re.compile(r"(style|script)-src '(sha256-[^']+)'")


def _framed(request: Request, html: str, heading: str, briefs_of: str = "") -> Response:
    """A page of the reports within the app's own frame: its own style and script, let in by their digests."""
    style, script, body = _STYLE.search(html), _SCRIPT.search(html), _BODY.search(html)
    inside = Markup(body[1] if body else "")  # noqa: S704 - made by our own templates, which escape what documents say
    own_style = Markup(style[1] if style else "")  # noqa: S704 - our own file
    own_script = Markup(script[1]) if script else ""  # noqa: S704 - our own file
    context: dict[str, Any] = {"heading": heading, "inside": inside, "own_style": own_style, "own_script": own_script}
    answer = page(request, "framed.html.j2", briefs_of=briefs_of, **context)
    digests = dict(_HASH.findall(html.replace("&#39;", "'")))
    answer.headers["content-security-policy"] = (
        "default-src 'none'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; style-src 'self' '{digests.get('style', '')}'; "
        f"script-src 'self'{_quoted(digests.get('script'))}"
    )
    return answer


def _quoted(digest: str | None) -> str:
    return f" '{digest}'" if digest else ""
