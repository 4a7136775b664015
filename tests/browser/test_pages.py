"""Every kind of page, in a browser: accessible, silent, asking nothing of any network, and whole on paper."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from chromium import Page, chromium, find_axe, find_chromium

PAGES = (
    "wexcombe-arrangements-2019.html",  # for a scrutineer
    "pellbrook-inspection-2017.html",
    "draft-for-the-partnership.html",
    "draft-changes.html",
    "index.html",
    "comparison.html",
    "thread-wexcombe.html",
    "brief-wexcombe.html",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    program = find_chromium()
    if program is None:
        pytest.skip("Chromium is not installed")
    with chromium(program, tmp_path_factory.mktemp("chromium")) as tab:
        yield tab


@pytest.fixture(scope="module")
def axe() -> str:
    script = find_axe()
    if script is None:
        pytest.skip("axe-core is not installed (npm install --prefix .cache axe-core)")
    return script.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.run(f"{axe}; 0")
    wanted = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    found = json.loads(page.run(f"axe.run(document, {wanted}).then((all) => JSON.stringify(all.violations))"))
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_wcag_21_a_and_aa_is_broken(page: Page, axe: str, gallery: Path, name: str, width: int) -> None:
    page.open(gallery / name, width=width)
    assert violations(page, axe) == []


@pytest.mark.parametrize("name", PAGES)
def test_dark_colours_can_be_read(page: Page, axe: str, gallery: Path, name: str) -> None:
    page.media(prefers_color_scheme="dark")
    try:
        page.open(gallery / name)
        assert violations(page, axe) == []
    finally:
        page.media()


@pytest.mark.parametrize("name", PAGES)
def test_the_console_is_silent_and_nothing_is_asked_of_a_network(page: Page, gallery: Path, name: str) -> None:
    page.open(gallery / name)
    assert page.problems == []
    assert page.requests == [(gallery / name).resolve().as_uri()]


@pytest.mark.parametrize("width", (1280, 360, 320))
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_never_wider_than_the_window(page: Page, gallery: Path, name: str, width: int) -> None:
    page.open(gallery / name, width=width)
    assert page.run("document.documentElement.scrollWidth") <= width


def test_search_and_filters_leave_what_was_asked_for(page: Page, gallery: Path) -> None:
    page.open(gallery / "wexcombe-arrangements-2019.html")
    shown = "document.querySelectorAll('.entry:not([hidden])').length"
    everything = page.run(shown)
    assert everything >= 22
    status = "document.getElementById('find-status').textContent"
    assert page.run(status) == f"All {everything} shown."

    def put(field: str, value: str) -> int:
        script = f"""(() => {{ const field = document.getElementById('{field}'); field.value = {json.dumps(value)};
            field.dispatchEvent(new Event('input', {{bubbles: true}})); return {shown}; }})()"""
        found = page.run(script)
        assert isinstance(found, int)
        return found

    assert 0 < put("find-text", "FUNDING") < everything
    assert page.run("[...document.querySelectorAll('.entry:not([hidden])')].every(e => /funding/i.test(e.textContent))")
    assert put("find-text", "no such words anywhere") == 0
    assert page.run(status) == f"0 of {everything} shown."
    assert put("find-text", "") == everything
    assert put("find-theme", page.run("document.getElementById('find-theme').options[1].value")) < everything
    page.run("document.querySelector('#find button[type=reset]').click()")
    assert page.run(f"new Promise((done) => setTimeout(() => done({shown}), 50))") == everything
    page.run("document.querySelector('#find input[value=met]').click()")
    assert page.run(shown) < everything
    # A link to an entry that is filtered away leads to it all the same.
    hidden = page.run("document.querySelector('.entry[hidden]').id")
    assert page.run(
        f"location.hash = '#{hidden}';"
        f"new Promise((done) => setTimeout(() => done(!document.getElementById('{hidden}').hidden), 200))"
    )
    assert page.problems == []


def test_the_comparison_opens_the_words_behind_a_verdict_and_filters(page: Page, gallery: Path) -> None:
    page.open(gallery / "comparison.html")
    button = "document.querySelector('table.heat tbody td button')"
    page.run(f"{button}.click()")
    assert page.run("document.getElementById('cell').open")
    assert len(page.run("document.getElementById('cell-body').textContent")) > 50
    page.run("document.getElementById('cell-close').click()")
    assert not page.run("document.getElementById('cell').open")
    rows = "[...document.querySelectorAll('table.heat tbody tr')].filter((row) => row.offsetParent).length"
    everything = page.run(rows)
    page.run(
        "(() => { const field = document.getElementById('find-text'); field.value = 'wexcombe';"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    found = page.run(f"new Promise((done) => setTimeout(() => done({rows}), 400))")
    assert 0 < found < everything
    assert page.problems == []


@pytest.mark.parametrize("name", PAGES)
def test_the_printed_page_holds_every_quote_and_reason(page: Page, gallery: Path, name: str) -> None:
    page.open(gallery / name)
    # What a filter hides stays off the paper; what is merely folded does not.
    wanted = page.run(
        "[...document.querySelectorAll('main blockquote, main p.reason, main h2, main .sideways th, main .cards th')]"
        ".filter((one) => !one.closest('[hidden]') && (one.offsetParent || one.closest('details:not([open])')))"
        ".map((one) => one.textContent)"
    )
    assert wanted
    printed = pypdfium2.PdfDocument(io.BytesIO(page.printed()))
    text = squeezed(" ".join(sheet.get_textpage().get_text_range() for sheet in printed))
    printed.close()
    assert [piece for piece in wanted if squeezed(piece) not in text] == []


def squeezed(text: str) -> str:
    """The letters and figures alone: Chromium writes spaces, hyphens and ligatures of its own on paper."""
    return re.sub(r"[^0-9a-z]", "", text.lower())
