"""The app in a real browser, as a reviewer uses it: by mouse, by keys alone, narrow and wide, light and dark."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import SAMPLES, Running, running

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".cache" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUEUE = ".queue-row[aria-current]"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    program = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser, app: Running):  # type: ignore[no-untyped-def]
    """A fresh tab with the session's cookie; its console has to stay silent, and every request is to the app."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    tab.problems = []
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.on("console", lambda said: tab.problems.append(said.text) if said.type in {"error", "warning"} else None)
    tab.on("request", lambda asked: tab.problems.append(asked.url) if not asked.url.startswith(app.base) else None)
    tab.goto(app.address)
    yield tab
    context.close()
    assert tab.problems == []


def own_copy(app: Running, sample: str, folder: Path) -> str:
    """A document of its own for a test that decides."""
    source = SAMPLES / sample
    mark = f"\n% {folder.name}\n" if source.suffix == ".pdf" else f"\n\nCopy for {folder.name}.\n"
    copy = folder / sample
    copy.write_bytes(source.read_bytes() + mark.encode())
    document = app.add(copy)
    app.wait(document)
    return document


def at(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.locator(QUEUE).get_attribute("data-at"))


def shown_order(page) -> list[str]:  # type: ignore[no-untyped-def]
    return list(page.eval_on_selector_all(".queue-row", "rows => rows.map((row) => row.dataset.at)"))


def decided(app: Running, document: str) -> list[str]:
    """Requirements in the order in which they were decided."""
    events = app.client.get(f"/api/documents/{document}/history").json()
    return [event["requirement"] for event in events if event["kind"] in {"agree", "overrule"}]


def open_review(page, app: Running, document: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{app.base}/documents/{document}/review")
    if page.locator("#by").count():
        page.fill("#by", "Kim Lane")
        page.keyboard.press("Escape")


def test_a_file_is_chosen_checked_reviewed_signed_and_its_report_taken(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    copy = tmp_path / "guide.html"
    copy.write_bytes((SAMPLES / "hallowick-guide-2019.html").read_bytes() + b"<!-- a copy -->")
    page.set_input_files("#files", str(copy))
    page.click("text=Check them")
    row = page.locator(".document-row", has_text="guide.html")
    row.locator("text=Review").click(timeout=60_000)
    page.wait_for_selector("#decide, #by")
    if page.locator("#by").count():
        page.fill("#by", "Kim Lane")
    first = at(page)
    page.click(".agree")
    page.wait_for_function("name => document.querySelector('.queue-row[aria-current]').dataset.at !== name", arg=first)
    page.click(".queue-title a")
    page.click("a:text-is('Sign off')")
    page.fill("#by", "Kim Lane")
    page.fill("#summary", "Thin, and honest about it.")
    page.click("button:text-is('Sign off')")
    assert "not decided" in page.locator("[role=alert]").inner_text().lower()
    page.problems.clear()  # the browser notes that the form was refused
    page.check("#undecided")
    page.click("button:text-is('Sign off')")
    page.wait_for_selector("text=The signature")
    with page.expect_download() as taken:
        page.click(".reports a:text-is('Word')")
    assert taken.value.suggested_filename == "guide-check.docx"
    assert taken.value.path().stat().st_size > 10_000
    page.fill("#reason", "One more look")
    page.click("text=Reopen the review")
    page.wait_for_selector("text=Go on with the review")
    page.click("text=History of every decision")
    assert "One more look" in page.locator(".history").inner_text()


def test_files_dropped_on_the_page_are_taken_and_refused_in_words(page, app: Running) -> None:  # type: ignore[no-untyped-def]
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["# Arrangements of Hallowick\\n\\nThe partners meet."], "dropped.md"));
          data.items.add(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], "photo.png"));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    page.wait_for_selector(".upload-problem")
    assert "picture" in page.locator(".upload-problem").inner_text()
    page.wait_for_selector(".document-row:has-text('dropped.md')")
    page.problems.clear()  # the browser notes the 415


def test_a_whole_review_by_keyboard_alone_in_the_order_shown(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "stannerford-report-2020.md", tmp_path)
    open_review(page, app, document)
    order = shown_order(page)
    for number, name in enumerate(order):
        assert at(page) == name
        if number == 1:
            page.keyboard.press("n")
            page.keyboard.type("Only an aim, see page 2")
            page.keyboard.press("Escape")
            own = page.locator(".agree").get_attribute("value")
            page.keyboard.press("2" if own != "weak" else "3")
        else:
            page.keyboard.press("a")
        if number < len(order) - 1:
            page.wait_for_function(
                "name => document.querySelector('.queue-row[aria-current]')?.dataset.at !== name", arg=name
            )
    page.wait_for_url("**/sign-off")
    assert decided(app, document) == order
    assert "Only an aim, see page 2" in page.locator(".differ").inner_text()


def test_a_move_waits_for_nothing_and_shows_what_was_decided_meanwhile(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "wexcombe-arrangements-2019.pdf", tmp_path)
    open_review(page, app, document)
    order = shown_order(page)
    arrived = "name => document.querySelector('.queue-row[aria-current]').dataset.at === name"
    with page.expect_response("**/review?**part=move"):
        page.keyboard.press("a")
    page.wait_for_function(arrived, arg=order[1])
    page.wait_for_timeout(600)
    page.route("**/review?**", lambda route: route.abort())
    page.keyboard.press("j")
    page.wait_for_function(arrived, arg=order[2], timeout=2000)
    assert page.locator("#finding-title").inner_text() == page.locator(f"{QUEUE} .queue-name").inner_text()
    assert f"at={order[2]}" in page.url
    page.unroute("**/review?**")
    page.problems.clear()  # the browser notes what was cut off
    for name in (order[1], order[0]):
        page.keyboard.press("k")
        page.wait_for_function(arrived, arg=name)
    assert "agreed" in page.locator("#finding .decision-note").inner_text()


def test_the_list_opens_at_the_requirement_that_is_shown(page, app: Running, plan: str) -> None:  # type: ignore[no-untyped-def]
    open_review(page, app, plan)
    last = shown_order(page)[-1]
    page.goto(f"{app.base}/documents/{plan}/review?at={last}")
    page.wait_for_function(
        """() => {
          const [row, list] = [document.querySelector(".queue-row[aria-current]"), document.querySelector(".queue")];
          const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
          return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        }"""
    )


def test_a_name_and_a_note_that_were_typed_are_there_after_moving_about(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with running(tmp_path / "ws") as app:
        document = app.add(SAMPLES / "stannerford-report-2020.md")
        app.wait(document)
        tab = browser.new_page()
        tab.goto(app.address)
        tab.goto(f"{app.base}/documents/{document}/review")
        first = at(tab)
        arrived = "name => document.querySelector('.queue-row[aria-current]').dataset.at === name"
        tab.fill("#by", "Kim Lane")
        tab.fill("#note", "half a thou")
        tab.click(".steps-row [data-key=j]")
        tab.wait_for_function(
            "name => document.querySelector('.queue-row[aria-current]').dataset.at !== name", arg=first
        )
        assert tab.input_value("#by") == "Kim Lane"
        assert tab.input_value("#note") == ""
        tab.click(".tabs a:has-text('Needs your eye')")
        tab.wait_for_url("**only=eye**")
        tab.click(f".queue-row[data-at='{first}']")
        tab.wait_for_function(arrived, arg=first)
        assert (tab.input_value("#by"), tab.input_value("#note")) == ("Kim Lane", "half a thou")
        tab.click(".agree")
        tab.wait_for_function(
            "name => document.querySelector('.queue-row[aria-current]').dataset.at !== name", arg=first
        )
        assert tab.input_value("#note") == ""
        (decision,) = app.client.get(f"/api/documents/{document}/decisions").json()
        assert (decision["by"], decision["note"]) == ("Kim Lane", "half a thou")
        tab.close()


def test_the_requirement_on_the_table_is_not_fetched_anew_so_that_a_click_behind_is_heard(
    page, app: Running, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "stannerford-report-2020.md", tmp_path)
    open_review(page, app, document)
    first = at(page)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith(f"at={first}&only=all") else None)
    page.click(f".queue-row[data-at='{first}']")
    page.click(".agree")
    page.wait_for_function("name => document.querySelector('.queue-row[aria-current]').dataset.at !== name", arg=first)
    assert asked == []
    assert decided(app, document) == [first]


def test_a_move_on_the_same_page_leaves_its_picture_and_words_in_place(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "wexcombe-arrangements-2019.pdf", tmp_path)
    open_review(page, app, document)
    kept = turned = 0
    for _ in range(12):
        page.wait_for_selector(".leaf[data-ready]")
        words = page.locator(".leaf text").count()
        before = page.locator(".leaf").get_attribute("data-page")
        page.evaluate("document.querySelector('.leaf').dataset.seen = 'yes'")
        name = at(page)
        page.keyboard.press("j")
        page.wait_for_function(
            "name => document.querySelector('.queue-row[aria-current]').dataset.at !== name", arg=name
        )
        if page.locator(".leaf").get_attribute("data-page") != before:
            turned += 1
            assert page.locator(".leaf[data-seen]").count() == 0
            continue
        kept += 1
        assert page.locator(".leaf[data-seen]").count() == 1
        assert page.locator(".leaf text").count() == words
        quotes = page.eval_on_selector_all(
            f".to-place[data-page='{before}']", "links => links.map((link) => `m${link.dataset.mark}`)"
        )
        assert {mark.get_attribute("id") for mark in page.locator(".evidence-mark").all()} <= set(quotes)
    assert kept
    assert turned


def test_agreeing_takes_one_act_and_overruling_one_or_two(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "hallowick-scrutineer-statement-2022.md", tmp_path)
    open_review(page, app, document)
    order = shown_order(page)
    page.click(".agree")
    page.wait_for_function(
        "name => document.querySelector('.queue-row[aria-current]').dataset.at === name", arg=order[1]
    )
    page.click(".choice >> nth=0")
    page.wait_for_function(
        "name => document.querySelector('.queue-row[aria-current]').dataset.at === name", arg=order[2]
    )
    assert decided(app, document) == order[:2]


def test_undo_goes_back_to_what_was_taken_back(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "hallowick-scrutineer-statement-2022.md", tmp_path)
    open_review(page, app, document)
    order = shown_order(page)
    for name in order[1:4]:
        page.keyboard.press("a")
        page.wait_for_function(
            "name => document.querySelector('.queue-row[aria-current]').dataset.at === name", arg=name
        )
    for name in order[2::-1]:
        page.keyboard.press("u")
        page.wait_for_function(
            "name => document.querySelector('.queue-row[aria-current]').dataset.at === name", arg=name
        )
    assert app.client.get(f"/api/documents/{document}/decisions").json() == []


def test_keys_pressed_as_fast_as_can_be_skip_and_double_nothing(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "stannerford-report-2020.md", tmp_path)
    open_review(page, app, document)
    order = shown_order(page)
    with contextlib.suppress(playwright.Error):  # the last decision leads to another page in the middle of it
        page.evaluate(
            """async (seed) => {
              let next = seed;
              for (let press = 0; press < 1500 && !document.hidden; press += 1) {
                next = (next * 1103515245 + 12345) % 2147483648;
                const key = "aaaaa123"[next % 8];
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                if (next % 5 === 0) await new Promise((done) => setTimeout(done, next % 4));
                if (!document.querySelector(".queue-row:not(.decided)")) break;
              }
            }""",
            random.Random(5).randrange(1 << 30),
        )
    until = time.monotonic() + 10
    while len(decided(app, document)) < len(order) and time.monotonic() < until:
        page.keyboard.press("a")
        page.wait_for_timeout(60)
    assert decided(app, document) == order
    page.problems = [said for said in page.problems if "Failed to fetch" not in said]


def test_letter_keys_can_be_switched_off_and_every_key_is_a_button_or_link_too(page, app: Running, report: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{app.base}/settings")
    page.uncheck("#keys")
    page.click("text=Save")
    open_review(page, app, report)
    for key in "a1u":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert app.client.get(f"/api/documents/{report}/decisions").json() == []
    for control in (".agree", ".choice", ".steps-row a", "#note"):
        page.locator(control).first.focus()
        assert page.evaluate("document.activeElement !== document.body")
    page.goto(f"{app.base}/settings")
    page.check("#keys")
    page.click("text=Save")


def test_a_quote_turns_to_its_place_and_is_there_as_text_too(page, app: Running, plan: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{app.base}/documents/{plan}/review")
    place = page.locator(".to-place").first
    number = place.get_attribute("data-page")
    assert place.locator("xpath=ancestor::li").locator("blockquote").inner_text().strip()
    page.click("[aria-label='Page before']")
    page.wait_for_function("page => document.querySelector('.leaf').dataset.page !== page", arg=number)
    place.click()
    page.wait_for_selector(".evidence-mark.lit rect")
    assert page.locator(".leaf").get_attribute("data-page") == number


def test_marks_lie_over_the_very_words_of_the_quote(page, app: Running, plan: str) -> None:  # type: ignore[no-untyped-def]
    total, wrong = 0, []
    page.goto(f"{app.base}/documents/{plan}/review")
    for name in shown_order(page)[:12]:
        page.goto(f"{app.base}/documents/{plan}/review?at={name}")
        if not page.locator(".evidence-mark").count():
            continue
        page.wait_for_selector(".leaf[data-ready]")
        said = page.evaluate(
            """() => [...document.querySelectorAll(".evidence-mark")].map((mark) => {
              const number = (one, name) => Number(one.getAttribute(name));
              const boxes = [...mark.querySelectorAll("rect")];
              const inside = [...document.querySelectorAll(".leaf text")].filter((word) => {
                const x = number(word, "x") + number(word, "textLength") / 2;
                const y = number(word, "y") - 0.3 * number(word, "font-size");
                return boxes.some((one) => {
                  const [left, top] = [number(one, "x"), number(one, "y")];
                  return x > left && x < left + number(one, "width") && y > top && y < top + number(one, "height");
                });
              });
              const row = document.querySelector(`[data-mark="${mark.id.slice(1)}"]`).closest("li");
              const quote = row.querySelector("blockquote");
              return [inside.map((word) => word.textContent).join(" "), quote.innerText];
            })"""
        )
        for over, quote in said:
            total += 1
            letters = "".join(quote.split())  # a word parted at the end of a line is two under the mark
            if not over or any(word not in letters for word in over.split()):
                wrong.append((name, quote, over))
    assert total >= 10
    assert wrong == []


def test_words_selected_in_the_document_are_offered_as_evidence(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for sample in ("wexcombe-arrangements-2019.pdf", "stannerford-report-2020.md"):
        document = own_copy(app, sample, tmp_path)
        open_review(page, app, document)
        parts = ".leaf[data-ready] text" if sample.endswith("pdf") else ".leaf-text .b-paragraph span"
        page.wait_for_selector(parts, state="attached")
        expected = page.evaluate(
            """(parts) => {
              const found = [...document.querySelectorAll(parts)].filter((one) => one.textContent.trim().length > 2);
              const [first, last] = [found[4], found[Math.min(8, found.length - 1)]];
              const range = document.createRange();
              range.setStart(first.firstChild, 0);
              range.setEnd(last.firstChild, last.firstChild.length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
              return first.textContent.trim().split(/\\s+/)[0];
            }""",
            parts,
        )
        page.click("button.use")
        page.wait_for_selector(".quote-row.own")
        assert page.locator(".quote-row.own blockquote").inner_text().startswith(expected)
        assert page.locator(".evidence-mark.own, mark.own").count() >= 1
        page.click(".quote-row.own .strike button")
        page.wait_for_selector(".quote-row.own.struck")


def test_a_new_draft_takes_decisions_over_where_their_words_stand(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = (SAMPLES / "stannerford-report-2020.md").read_text(encoding="utf-8")
    first, second = tmp_path / "draft-one.md", tmp_path / "draft-two.md"
    first.write_text(text + f"\n\n{tmp_path.name}\n", encoding="utf-8")
    earlier = app.add(first)
    findings = app.wait(earlier)["result"]["findings"]  # type: ignore[index]
    for finding in findings:
        body = {"requirement": finding["requirement"], "decision": "agree", "by": "Kim Lane"}
        assert app.client.post(f"/api/documents/{earlier}/decisions", json=body).status_code == 201
    gone = next(one for one in findings if one["evidence"])["evidence"][0]["quote"]
    second.write_text(first.read_text(encoding="utf-8").replace(gone[:60], "Words of another kind "), encoding="utf-8")
    later = app.add(second)
    app.wait(later)
    page.goto(f"{app.base}/documents/{later}")
    page.select_option("#earlier", earlier)
    page.click("text=Carry decisions over")
    page.wait_for_selector("h1:text('What the new draft changed')")
    assert page.locator("h3:text('For another look')").count() == 1
    stand = app.client.get(f"/api/documents/{later}/decisions").json()
    assert 0 < len(stand) < len(findings)
    assert all(one["carried"] for one in stand)


def test_killed_in_the_middle_of_a_review_it_opens_again_where_it_was(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with running(tmp_path / "ws") as app:
        document = app.add(SAMPLES / "stannerford-report-2020.md")
        app.wait(document)
        tab = browser.new_page()
        tab.goto(app.address)
        open_review(tab, app, document)
        order = shown_order(tab)
        for name in order[1:4]:
            tab.keyboard.press("a")
            tab.wait_for_function(
                "name => document.querySelector('.queue-row[aria-current]').dataset.at === name", arg=name
            )
        app.kill()
        tab.keyboard.press("a")
        tab.wait_for_selector("text=was not saved")
        tab.close()
    with running(tmp_path / "ws") as app:
        tab = browser.new_page()
        tab.goto(app.address)
        tab.goto(f"{app.base}/documents/{document}/review")
        assert at(tab) == order[3]
        assert decided(app, document) == order[:3]
        tab.close()


def test_without_scripts_everything_still_works(browser, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = own_copy(app, "hallowick-scrutineer-statement-2022.md", tmp_path)
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(app.address)
    tab.goto(f"{app.base}/documents/{document}/review")
    if tab.locator("#by").count():
        tab.fill("#by", "Kim Lane")
    first = at(tab)
    tab.fill("#note", "read on paper")
    tab.click(".agree")
    assert at(tab) != first
    tab.click("text=Undo the last act")
    assert at(tab) == first
    tab.click(".add-evidence summary")
    tab.fill("#words", "there is no such sentence in it")
    tab.click(".add-evidence button")
    assert "does not say this" in tab.inner_text("main")
    tab.goto(f"{app.base}/")
    tab.fill("#q", "scrutineer")
    tab.click("text=Show")
    assert tab.locator(".document-row").count() >= 1
    context.close()


PAGES = (
    "/",
    "/documents/{}",
    "/documents/{}/review",
    "/documents/{}/sign-off",
    "/documents/{}/history",
    "/documents/{}/remove",
    "/areas",
    "/time",
    "/time?area=Wexcombe",
    "/agreement",
    "/settings",
    "/help",
    "/nowhere",
)


@pytest.fixture(scope="module")
def others(app: Running, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Pages of documents in other states: one that could not be checked, a new draft, one that was signed."""
    folder = tmp_path_factory.mktemp("others")
    text = (SAMPLES / "stannerford-report-2020.md").read_text(encoding="utf-8")
    made = {}
    for name, content in {
        "uniform.md": "# Uniform policy\n\nAll pupils wear a tie.\n",
        "first.md": f"{text}\n\nFirst.\n",
        "second.md": f"{text.replace('The', 'A')}\n\nSecond.\n",
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
        made[name] = app.add(folder / name)
        app.wait(made[name])
    first, second = made["first.md"], made["second.md"]
    for number, name in enumerate(app.findings(first)):
        body = {"requirement": name, "decision": "agree", "by": "Kim Lane"}
        if number % 3:
            app.client.post(f"/api/documents/{first}/decisions", json=body)
    assert app.client.post(f"/documents/{second}/draft", data={"earlier": first}).status_code == 303
    app.client.post(f"/api/documents/{first}/sign-off", json={"by": "Kim Lane", "summary": "Thin."})
    return [
        f"/documents/{made['uniform.md']}",
        f"/documents/{second}",
        f"/documents/{second}/changes",
        f"/documents/{first}",
        f"/documents/{first}/review",
        f"/documents/{first}/sign-off",
    ]


AXE_RUN = """(rules) => axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] })
  .then((all) => all.violations.flatMap((r) => r.nodes.map((one) => [r.id, one.html.slice(0, 99)])))"""


def test_the_page_of_a_document_that_waits_breaks_no_rule_of_wcag_22(page, app: Running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm install --prefix .cache axe-core)")
    # Long enough to be still at work when the page has come, on whatever machine.
    said = "The partners meet every month and look at what the audits of case files have found.\n\n"
    long = tmp_path / "long.md"
    long.write_text(
        f"# Safeguarding children partnership: yearly report\n\n{said * 30_000}{tmp_path}\n", encoding="utf-8"
    )
    document = app.add(long)
    page.goto(f"{app.base}/documents/{document}")
    assert page.locator("main [role=status]").count() == 1
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')}; }}")
    assert page.evaluate(AXE_RUN, RULES) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "light"), (1280, "dark"), (360, "dark")])
def test_no_page_breaks_a_rule_of_wcag_22_or_is_wider_than_its_window(
    browser, app: Running, plan: str, others: list[str], width: int, scheme: str
) -> None:  # type: ignore[no-untyped-def]
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm install --prefix .cache axe-core)")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(app.address)
    code = AXE.read_text(encoding="utf-8")
    for address in [page.format(plan) for page in PAGES] + others:
        tab.goto(app.base + address)
        tab.evaluate(f"{code}; 0")
        broken = tab.evaluate(AXE_RUN, RULES)
        assert broken == [], address
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
