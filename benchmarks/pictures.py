"""Makes the pictures of the app in the README, from the sample corpus, in a real browser.

    python -m benchmarks.pictures [--output docs/pictures]

Needs Chromium and the development tools (Playwright). Names and times in them are invented or today's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.kills import Server

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpora" / "documents"
SHOWN = "wexcombe-arrangements-2019.pdf"


def main() -> int:
    """Make all of them; gives 0."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "pictures")
    target: Path = parser.parse_args().output
    target.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server = Server(Path(folder) / "workspace")
        try:
            ids = {path.name: server.send(path) for path in sorted(SAMPLES.iterdir())}
            while any(row["state"] in {"waiting", "checking"} for row in server.ask("/api/documents")):  # type: ignore[attr-defined]
                time.sleep(0.2)
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(f"{server.base}/?key={server.key}")
            take(page, server, ids, target)
            browser.close()
        finally:
            server.kill()
    return 0


def take(page: Any, server: Server, ids: dict[str, str], target: Path) -> None:
    """Decide on some documents as a reviewer would, and take a picture at five places."""
    decide(server, ids["stannerford-report-2020.md"], 99, sign=True)
    decide(server, ids["pellbrook-inspection-2017.pdf"], 6, sign=False)
    decide(server, ids[SHOWN], 7, sign=False)
    page.goto(f"{server.base}/")
    page.screenshot(path=target / "home.png")
    page.goto(f"{server.base}/documents/{ids[SHOWN]}/review")
    page.wait_for_selector(".leaf[data-ready]")
    page.screenshot(path=target / "review.png")
    page.goto(f"{server.base}/documents/{ids['stannerford-report-2020.md']}/sign-off")
    page.screenshot(path=target / "signed.png")
    page.goto(f"{server.base}/time?area=Wexcombe")
    page.screenshot(path=target / "time.png")
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{server.base}/documents/{ids[SHOWN]}/review")
    page.screenshot(path=target / "narrow-dark.png")


def decide(server: Server, document: str, most: int, *, sign: bool) -> None:
    """Agree with most verdicts, overrule the second, and sign if wanted."""
    findings = server.ask(f"/api/documents/{document}")["result"]["findings"]  # type: ignore[index]
    for number, finding in enumerate(findings[:most]):
        body: dict[str, object] = {"requirement": finding["requirement"], "decision": "agree", "by": "Kim Lane"}
        if number == 1 and finding["mode"] == "coverage":
            other = "weak" if finding["verdict"] != "weak" else "missing"
            body |= {"decision": "overrule", "verdict": other, "note": "Said once, on the last page, without a date."}
        server.ask(f"/api/documents/{document}/decisions", body)
    if sign:
        summary = "An honest report. What changed for children is said for three of its five priorities."
        server.ask(f"/api/documents/{document}/sign-off", {"by": "Kim Lane", "summary": summary})


if __name__ == "__main__":
    sys.exit(main())
