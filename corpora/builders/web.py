"""A web page as a council publishes it: the document between navigation, a cookie notice and a footer."""

from __future__ import annotations

from html import escape

from builders.source import Contents, Heading, Item, Paragraph, Picture, Run, Source, Table, headings, plain

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title} - {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font-family: Arial, sans-serif; margin: 0; color: #222; line-height: 1.5 }}
header, footer {{ background: {colour}; color: #fff; padding: 1em 2em }}
header a, footer a {{ color: #fff }}
nav ul {{ list-style: none; padding: 0; display: flex; gap: 1.5em; flex-wrap: wrap }}
.cookies {{ background: #f3f0d7; padding: .75em 2em }}
.layout {{ display: flex; max-width: 70em; margin: auto }}
main {{ flex: 3; padding: 1em 2em }}
aside {{ flex: 1; padding: 1em; border-left: 1px solid #ccc }}
table {{ border-collapse: collapse; margin: 1em 0 }}
th, td {{ border: 1px solid #999; padding: .4em .6em; text-align: left; vertical-align: top }}
</style>
<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
<div class="cookies" role="region" aria-label="Cookies">
<p>We use cookies to find out how people use this site and to improve it. Some are essential.</p>
<button type="button">Accept all cookies</button> <a href="/cookies">Choose which cookies to allow</a>
</div>
<header>
<p><a href="/">{site}</a></p>
<nav aria-label="Main"><ul>
{menu}
</ul></nav>
<form role="search" action="/search"><label>Search this site <input name="q"></label> <button>Search</button></form>
</header>
<p class="breadcrumb"><a href="/">Home</a> &gt; <a href="/children">Children and families</a> &gt; {title}</p>
<div class="layout">
<main>
{body}
</main>
<aside aria-label="Related pages">
<h2>Related pages</h2>
<ul>
{related}
</ul>
<p><a href="#share">Share this page</a></p>
</aside>
</div>
<footer>
<p>Was this page useful? <a href="/feedback?yes">Yes</a> <a href="/feedback?no">No</a></p>
<ul>
<li><a href="/accessibility">Accessibility statement</a></li>
<li><a href="/privacy">Privacy notice</a></li>
<li><a href="/contact">Contact us</a></li>
</ul>
<p>&copy; {site}. All rights reserved.</p>
</footer>
</body>
</html>
"""


def as_html(source: Source) -> str:
    """The page; `layout` gives `site`, `menu`, `related` and `colour`."""
    options = source.layout

    def links(words: list[str]) -> str:
        return "\n".join(f'<li><a href="/{w.lower().replace(" ", "-")}">{escape(w)}</a></li>' for w in words)

    return PAGE.format(
        title=escape(source.title),
        site=escape(options["site"]),
        colour=options.get("colour", "#1d4f5f"),
        menu=links(options["menu"]),
        related=links(options["related"]),
        body=_body(source),
    )


def _body(source: Source) -> str:
    parts: list[str] = []
    open_list: list[str] = []

    def close_lists(depth: int = 0) -> None:
        while len(open_list) > depth:
            parts.append(f"</{open_list.pop()}>")

    for block in source.blocks:
        if not isinstance(block, Item):
            close_lists()
        match block:
            case Heading(level, runs):
                parts.append(f'<h{level} id="{_anchor(runs)}">{_inline(runs)}</h{level}>')
            case Paragraph(runs):
                parts.append(f"<p>{_inline(runs)}</p>")
            case Item(runs, mark, depth):
                close_lists(depth)
                if len(open_list) < depth:
                    open_list.append("ol" if mark else "ul")
                    parts.append(f'<ol start="{mark.rstrip(".")}">' if mark else "<ul>")
                parts.append(f"<li>{_inline(runs)}</li>")
            case Table(rows):
                parts.append("<table>")
                for number, row in enumerate(rows):
                    tag = "td" if number else "th"
                    parts.append("<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>")
                parts.append("</table>")
            case Picture(name, caption):
                parts.append(
                    f'<figure><img src="{name}.png" alt=""><figcaption>{escape(caption)}</figcaption></figure>'
                )
            case Contents():
                entries = [h for h in headings(source) if h.level == 2]
                items = "".join(f'<li><a href="#{_anchor(h.runs)}">{escape(plain(h.runs))}</a></li>' for h in entries)
                parts.append(f'<nav aria-label="On this page"><h2>On this page</h2><ul>{items}</ul></nav>')
    close_lists()
    return "\n".join(parts)


def _anchor(runs: tuple[Run, ...]) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in plain(runs).lower()).split())


def _inline(runs: tuple[Run, ...]) -> str:
    out = []
    for run in runs:
        words = escape(run.text, quote=False)
        if run.bold:
            words = f"<strong>{words}</strong>"
        if run.italic:
            words = f"<em>{words}</em>"
        if run.link:
            words = f'<a href="{escape(run.link)}">{words}</a>'
        out.append(words)
    return "".join(out)
