"""How quick the app is with many documents and long ones, how much memory it takes, and where its marks lie.

    python -m benchmarks.app [--documents 500] [--pages 200] [--decisions 500] [--presses 10000] [--pdfs FOLDER]

Makes a workspace of so many documents (results of the sample corpus under other names) and a PDF of so many pages,
then measures from outside: the home page, the first review page and picture, the next picture, decisions one after the
other through the page's own address, and the memory of the serving process. Where Playwright and Chromium are there,
keys are timed in the browser too, and pressed as fast as can be: what is decided has to be the
order shown, nothing left out, nothing twice. With --pdfs, every mark on every PDF of a folder is read back by pdfium.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import io
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.kills import Server
from checker.check.files import read_and_check
from checker.check.one import Checker
from checker.documents.model import Document
from checker.documents.pages.render import layout, marks
from checker.results.model import Check
from checker.results.published import to_line
from checker.review.store import Registered
from checker.web.serve import open_app

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpora" / "documents"
_WORDS = re.compile(r"\w+")


def fill(workspace: Path, documents: int) -> None:
    """A workspace with so many documents, as if they had been checked."""
    checker = Checker.load()
    app = open_app(workspace)
    made = [
        (path, to_line(read_and_check(path, checker, shown=path.name).check))
        for path in sorted(SAMPLES.glob("*.md")) + sorted(SAMPLES.glob("*-arrangements-2019.pdf"))
    ]
    for number in range(documents):
        path, line = made[number % len(made)]
        data = path.read_bytes() + f"\n% {number}\n".encode()
        digest = hashlib.sha256(data).hexdigest()
        one = Registered(
            digest[:16], digest, f"{number:03d}-{path.name}", path.suffix, len(data), f"2026-01-01T{number:06d}"
        )
        app.workspace.file(one).write_bytes(data)
        app.workspace.shown_file(one).write_text("{}", encoding="utf-8")
        app.workspace.store.add_document(one)
        app.workspace.put_result(one, line)
    app.workspace.close()


def long_pdf(target: Path, pages: int) -> None:
    """A PDF of so many pages, from those of the sample corpus."""
    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument.new()
    sources = [pdfium.PdfDocument(path) for path in sorted(SAMPLES.glob("wexcombe-arrangements-2019.pdf"))]
    while len(whole) < pages:
        for source in sources:
            whole.import_pages(source, pages=list(range(min(len(source), pages - len(whole)))))
    stream = io.BytesIO()
    whole.save(stream)
    target.write_bytes(stream.getvalue())


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def get(server: Server, path: str, accept: str = "text/html") -> bytes:
    """The answer to a GET."""
    import urllib.request

    request = urllib.request.Request(server.base + path, headers={"X-Checker-Key": server.key, "Accept": accept})  # noqa: S310
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        return bytes(answer.read())


def memory(process: int) -> int:
    """Megabytes that a process holds (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def measure(workspace: Path, pages: int, decisions: int, presses: int) -> None:
    """Print what is seen from outside."""
    server = Server(workspace)
    try:
        print(f"home page, first time: {timed(lambda: get(server, '/')):.2f} s (reads every result)")
        times = [timed(lambda: get(server, "/")) for _ in range(10)]
        print(f"home page: median {statistics.median(times):.3f} s, worst {max(times):.3f} s")
        searched = timed(lambda: get(server, "/?q=wexcombe"))
        print(f"home page, searched: {searched:.3f} s; memory {memory(server.process.pid)} MB")
        pdf = workspace.parent / "long.pdf"
        long_pdf(pdf, pages)
        began = time.perf_counter()
        document = server.send(pdf)
        while server.ask(f"/api/documents/{document}")["state"] not in {"done", "failed"}:  # type: ignore[index]
            time.sleep(0.1)
        print(f"{pages} pages: sent and checked in {time.perf_counter() - began:.1f} s")
        base = f"/documents/{document}"
        print(f"review page, first time: {timed(lambda: get(server, f'{base}/review')):.2f} s")
        print(f"first picture: {timed(lambda: get(server, f'{base}/pages/7.png')):.2f} s")
        others = [timed(lambda n=n: get(server, f"{base}/pages/{n}.png")) for n in range(20, 60)]  # type: ignore[misc]
        print(f"next picture, not drawn before: median {statistics.median(others):.3f} s, worst {max(others):.3f} s")
        again = [timed(lambda n=n: get(server, f"{base}/pages/{n}.png")) for n in range(20, 60)]  # type: ignore[misc]
        print(f"a picture seen before: median {statistics.median(again):.4f} s")
        before = memory(server.process.pid)
        findings = server.ask(f"/api/documents/{document}")["result"]["findings"]  # type: ignore[index]
        names = [finding["requirement"] for finding in findings]
        spent = [timed(lambda n=n: act(server, document, names[n % len(names)])) for n in range(decisions)]  # type: ignore[misc]
        first, last = spent[: len(spent) // 5], spent[-len(spent) // 5 :]
        print(
            f"{decisions} decisions, each with the page after it: "
            f"p75 {quantile(spent, 75):.3f} s, p98 {quantile(spent, 98):.3f} s"
        )
        print(f"first fifth {statistics.median(first):.3f} s, last fifth {statistics.median(last):.3f} s (medians)")
        print(f"memory {before} MB before and {memory(server.process.pid)} MB after them")
        keys(server, document)
        fast(server, presses)
    finally:
        server.kill()


def act(server: Server, document: str, requirement: str) -> None:
    """One decision as the page sends it."""
    import urllib.parse
    import urllib.request

    body = urllib.parse.urlencode({"requirement": requirement, "by": "A reader", "only": "all"}).encode()
    headers = {"X-Checker-Key": server.key, "Accept": "application/json"}
    request = urllib.request.Request(f"{server.base}/documents/{document}/decide", body, headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        answer.read()


def quantile(values: list[float], percent: int) -> float:
    """The value below which so many in a hundred lie."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def keys(server: Server, document: str) -> None:
    """From a key to the next requirement on the screen, in the browser: moves, and decisions."""
    program = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("keys in the browser: not measured (no Playwright or Chromium)")
        return
    sample = SAMPLES / "wexcombe-arrangements-2019.pdf"
    copy = server.workspace.parent / "keys.pdf"
    copy.write_bytes(sample.read_bytes() + b"\n% a copy for its own decisions\n")
    undecided = server.send(copy)
    while server.ask(f"/api/documents/{undecided}")["state"] != "done":  # type: ignore[index]
        time.sleep(0.1)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{server.base}/?key={server.key}")
        began = time.perf_counter()
        page.goto(f"{server.base}/documents/{document}/review")
        page.wait_for_selector(".leaf")
        print(f"review page usable in the browser: {time.perf_counter() - began:.2f} s")
        for pause in (0, 400):
            spent = page.evaluate(_KEYS, ["j", 100, pause])
            told = f"p75 {quantile(spent, 75):.0f} ms, p98 {quantile(spent, 98):.0f} ms"
            print(f"a move with {pause} ms between keys, until the next is on the screen: {told}")
        page.goto(f"{server.base}/documents/{undecided}/review")
        spent = page.evaluate(_KEYS, ["a", 33, 400])
        told = f"p75 {quantile(spent, 75):.0f} ms, p98 {quantile(spent, 98):.0f} ms"
        print(f"a decision, until it is on the disk and the next on the screen: {told}")
        browser.close()


_KEYS = """async ([main, presses, pause]) => {
  const spent = [];
  const at = () => document.querySelector(".queue-row[aria-current]").dataset.at;
  for (let press = 0; press < presses; press += 1) {
    await new Promise((done) => setTimeout(done, pause));
    const before = at();
    const key = main === "j" && press % 40 === 39 ? "k" : main;
    if (!document.querySelector(`[data-key="${key}"]`)) {
      document.querySelector(".queue-row").click();
      await new Promise((done) => setTimeout(done, 300));
      continue;
    }
    const began = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    while (at() === before) await new Promise((done) => requestAnimationFrame(done));
    spent.push(performance.now() - began);
  }
  return spent;
}"""


def fast(server: Server, presses: int) -> None:
    """Press deciding keys as fast as the browser takes them, in review after review."""
    program = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("fast keys: not measured (no Playwright or Chromium)")
        return
    sample = SAMPLES / "stannerford-report-2020.md"
    pressed = wrong = decided = reviews = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{server.base}/?key={server.key}")
        while pressed < presses:
            copy = server.workspace.parent / f"fast-{reviews}.md"
            copy.write_text(f"{sample.read_text(encoding='utf-8')}\n\nCopy {reviews}.\n", encoding="utf-8")
            document = server.send(copy)
            while server.ask(f"/api/documents/{document}")["state"] != "done":  # type: ignore[index]
                time.sleep(0.1)
            page.goto(f"{server.base}/documents/{document}/review")
            order = page.eval_on_selector_all(".queue-row", "rows => rows.map((row) => row.dataset.at)")
            while "sign-off" not in page.url and pressed < presses:
                with contextlib.suppress(Error):  # the last decision leads to another page in the middle of it
                    page.evaluate(_PRESSES, pressed)
                with contextlib.suppress(Error):  # as above
                    page.wait_for_timeout(20)
                    page.wait_for_load_state()
                    pressed = int(page.evaluate("sessionStorage.getItem('pressed')") or 0)
            history = server.ask(f"/api/documents/{document}/history")
            assert isinstance(history, list)
            names = [event["requirement"] for event in history]
            wrong += names != order[: len(names)]
            decided, reviews = decided + len(names), reviews + 1
        browser.close()
    print(f"{pressed} fast presses in {reviews} reviews: {decided} decisions, {wrong} reviews out of order")


_PRESSES = """async (seed) => {
  let next = seed + 1, pressed = 0;
  while (pressed < 60 && document.querySelector(".queue-row:not(.decided)")) {
    next = (next * 1103515245 + 12345) % 2147483648;
    const key = "aaaaa123"[next % 8];
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    pressed += 1;
    sessionStorage.setItem("pressed", 1 + Number(sessionStorage.getItem("pressed") || 0));
    if (next % 4 === 0) await new Promise((done) => setTimeout(done, next % 6));
  }
  return pressed;
}"""


def read_back(folder: Path) -> None:
    """Whether the words under every mark are those of its quote, by pdfium, and on the page that is named."""
    checker = Checker.load()
    total = right = placed = on_page = 0
    for path in sorted(folder.rglob("*.pdf")):
        try:
            done = read_and_check(path, checker)
        except Exception as error:  # a scan, or a damaged file
            print(f"{path.name}: {type(error).__name__}")
            continue
        t, p, r, o = _read_back(path.read_bytes(), done.document, done.check)
        total, placed, right, on_page = total + t, placed + p, right + r, on_page + o
    print(f"quotes {total}, marked {placed}, over the right words {right}, on the page that is named {on_page}")


def _read_back(data: bytes, document: Document, check: Check) -> tuple[int, int, int, int]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    quotes = {(e.start, e.end): e for finding in check.findings for e in finding.evidence if not e.read_by_ocr}
    source = pdfium.PdfDocument(data)
    layouts = {}
    placed = right = on_page = 0
    for span, evidence in quotes.items():
        numbers = sorted({line.page for line in document.lines if line.start < span[1] and line.end > span[0]})
        said: list[str] = []
        for number in numbers:
            if number not in layouts:
                layouts[number] = layout(data, number, document.text, document.lines)
            page = source[number - 1]
            text = page.get_textpage()
            for left, top, width, height in marks(layouts[number], [span])[0]:
                corners = []
                for x, y in ((left, top), (left + width, top + height)):
                    across, down = ctypes.c_double(), ctypes.c_double()
                    size = int(layouts[number].width * 100), int(layouts[number].height * 100)
                    pdfium_c.FPDF_DeviceToPage(page.raw, 0, 0, *size, 0, round(x * 100), round(y * 100), across, down)
                    corners.append((across.value, down.value))
                xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
                said += _WORDS.findall(
                    text.get_text_bounded(xs[0] - 0.5, ys[0] + height * 0.2, xs[1] + 0.5, ys[1] - height * 0.2)
                )
        placed += bool(said)
        on_page += evidence.page in numbers if numbers else 0
        # A table's row keeps its column headings in the text, which stand elsewhere: what is printed here counts.
        printed = (document.text[max(line.start, span[0]) : min(line.end, span[1])] for line in document.lines)
        wanted, found = "".join(_WORDS.findall("".join(printed))), "".join(said)
        right += _alike(wanted, found)
    return len(quotes), placed, right, on_page


def _alike(wanted: str, found: str) -> bool:
    """Whether two runs of letters are the same but for what hyphens at line ends and ligatures do."""
    from rapidfuzz.distance import Levenshtein

    return bool(wanted) and Levenshtein.normalized_similarity(wanted, found) >= 0.95


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--presses", type=int, default=10_000)
    parser.add_argument("--pdfs", type=Path)
    options = parser.parse_args()
    if options.pdfs:
        read_back(options.pdfs)
        return
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        fill(workspace, options.documents)
        measure(workspace, options.pages, options.decisions, options.presses)


if __name__ == "__main__":
    main()
