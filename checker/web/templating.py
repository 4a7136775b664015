"""Turning what a page shows into HTML: templates, the shared style, and the files that pages ask for.

Everything a page needs comes from this package; all text is escaped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from checker import __version__
from checker.packs.load import rules_folder
from checker.reporting import wording
from checker.reporting.formats.html import shared_style
from checker.reporting.wording import clean_line

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Asset:
    """A style or script: its content, type, and a digest that its address carries so that it may be kept."""

    content: bytes
    type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """What pages may ask for, by name. There is no way from a name to any other file."""
    style = shared_style() + "\n" + (_HERE / "static" / "app.css").read_text(encoding="utf-8")
    found = {"app.css": (style, "text/css; charset=utf-8")}
    for name in ("app.js", "review.js", "home.js"):
        code = (_HERE / "static" / name).read_text(encoding="utf-8")
        found[name] = (code, "text/javascript; charset=utf-8")
    found["icon.svg"] = ((_HERE / "static" / "icon.svg").read_text(encoding="utf-8"), "image/svg+xml")
    return {
        name: Asset(text.encode(), kind, hashlib.sha256(text.encode()).hexdigest()[:12])
        for name, (text, kind) in found.items()
    }


def asset_address(name: str) -> str:
    """Where a page finds a style or script."""
    return f"/static/{name}?v={assets()[name].digest}"


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A whole page."""
    store = request.app.state.checker.workspace.store
    common = {
        "path": request.url.path,
        "reviewer": store.setting("reviewer"),
        "keys": store.setting("keys", "on"),
        "version": __version__,
    }
    return HTMLResponse(environment().get_template(template).render({**common, **context}), status)


def fragment(template: str, **context: Any) -> str:
    """A part of a page."""
    return environment().get_template(template).render(context)


def warm() -> None:
    """Have every template ready, so that no first look at a page waits for it."""
    for name in environment().list_templates():
        environment().get_template(name)


@cache
def editions() -> tuple[str, ...]:
    """The editions of the guidance that there are packs for, the earliest first."""
    heads = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in rules_folder().glob("*/pack.yaml"))
    return tuple(sorted({str(head["edition"]) for head in heads if head.get("edition")}))


@cache
def can_recognise() -> bool:
    """Whether pages that are pictures can be read on this machine."""
    return shutil.which("tesseract") is not None and find_spec("pytesseract") is not None


@cache
def environment() -> Environment:
    """The templates of the app."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = lambda iso: wording.day(iso[:10]) if iso else ""
    made.filters["clock"] = lambda iso: iso[11:16]
    made.filters["clean"] = clean_line
    made.filters["case"] = wording.sentence_case
    made.globals.update(
        asset=asset_address,
        type_words=lambda kind: wording.TYPES.get(kind, wording.sentence_case(kind)),
        number=wording.number,
        can_recognise=can_recognise,
        editions=editions,
        tojson_compact=lambda value: json.dumps(value, separators=(",", ":")),
    )
    return made
