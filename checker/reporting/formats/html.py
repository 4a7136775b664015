"""A check as one web page that holds all it needs and asks nothing of any network.

Owns what surrounds the template: escaping, colours, and a content security policy that allows
this page's own style and script and nothing else, whatever a quote may hold.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from checker.reporting import wording
from checker.reporting.additions import title_of
from checker.reporting.brief import LONGEST_QUOTE, place, shortened
from checker.reporting.model import Entry
from checker.reporting.reviewed import NOT_DECIDED, TITLE
from checker.reporting.view import RenderOptions, build, improvement_line, source_line
from checker.results.model import Check

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent.parent / "templates"
_LIGHT = {
    "paper": "#fff",
    "panel": "#f5f6f8",
    "ink": f"#{wording.INK}",
    "quiet": f"#{wording.QUIET}",
    "line": "#dce0e5",
    "edge": "#848e99",
    "link": "#1d4f91",
    "focus": "#1d4f91",
    "partial-fill": "#b97a10",
    "none-fill": "#7f8a96",
}
_DARK = {
    "paper": "#14181d",
    "panel": "#1d232a",
    "ink": "#e7eaee",
    "quiet": "#aab4bf",
    "line": "#333b45",
    "edge": "#77828e",
    "link": "#9cc3f5",
    "focus": "#9cc3f5",
    "good": "#8fd6a9",
    "good-wash": "#182b20",
    "partial": "#f0c674",
    "partial-wash": "#2e2513",
    "partial-fill": "#c98a1b",
    "bad": "#f3a19b",
    "bad-wash": "#331a19",
    "none": "#b9c2cc",
    "none-wash": "#252b33",
    "none-fill": "#77828e",
}


def render(check: Check, options: RenderOptions) -> str:
    """The whole page. All text of the document is escaped, and its direction kept to itself."""
    report = build(check, options)
    return page(
        "report.html.j2",
        script="report.js" if report.packs and not options.brief_only else "",
        report=report,
        brief_only=options.brief_only,
        additions_title=title_of(len(report.brief.additions)),
        short=partial(shortened, longest=LONGEST_QUOTE),
        shown=_shown,
        themes=list(dict.fromkeys(entry.theme for entry in report.entries)),
        source_line=source_line,
        improvement_line=improvement_line,
        promises_title=wording.PROMISES,
        promises_note=wording.PROMISES_NOTE,
        promises_head=wording.PROMISES_HEAD,
        review_title=TITLE,
        not_decided=NOT_DECIDED,
    )


def _shown(entry: Entry) -> str:
    """What a closed entry offers to open: "3 quotes, from page 4"."""
    if not entry.quotes:
        return "What was looked for"
    where = place(entry.quotes[0])
    quotes = wording.number(len(entry.quotes), "quote")
    return f"{quotes}, the first {'on ' if entry.quotes[0].page is not None else ''}{where}" if where else quotes


def page(template: str, *, script: str = "", more_style: str = "", **context: object) -> str:
    """A page from one of the templates on `base.html.j2`, with the shared style, more of its own, and at most
    one script file."""
    from markupsafe import Markup

    style = _style() + more_style
    code = (_TEMPLATES / script).read_text(encoding="utf-8") if script else ""
    filled = _environment().get_template(template)
    own = {"style": Markup(style), "script": Markup(code)}  # noqa: S704 - our own files, no word of a document
    return filled.render(context, **own, style_hash=_hash(style), script_hash=_hash(code))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["day"] = wording.day
    return environment


def shared_style() -> str:
    """The style that all pages share: colours for light and dark, and how everything looks."""
    return _style()


def _style() -> str:
    light = dict(_LIGHT)
    for tone, colours in wording.COLOURS.items():
        light[tone] = f"#{colours.ink}"
        light[f"{tone}-wash"] = f"#{colours.wash}"
    css = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    # Paper is white: the dark colours are for screens only.
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(_DARK)} }} }}"
    return "\n".join((f":root {{ {_variables(light)} }}", dark, css))


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
