"""A Chromium without a window, spoken to over a pair of pipes: no driver and no library is needed.

`find_chromium()` and `find_axe()` give what a machine has; tests that need them say so and are skipped.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LONGEST_WAIT = 60  # seconds, for one answer


def find_chromium() -> str | None:
    """The program, by CHECKER_CHROMIUM or by its usual names."""
    return os.environ.get("CHECKER_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def find_axe() -> Path | None:
    """axe-core's script: in the folder named by CHECKER_AXE, or where `.ci/run` puts it."""
    folder = Path(os.environ.get("CHECKER_AXE", ROOT / ".cache" / "node_modules" / "axe-core"))
    script = folder / "axe.min.js"
    return script if script.is_file() else None


class Page:
    """One tab. `problems` are what its console said; `requests` the addresses it asked for."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, from_browser
        self._buffer = b""
        self._last = 0
        self._session = ""
        self.problems: list[str] = []
        self.requests: list[str] = []

    def start(self) -> None:
        """Open the tab and listen to it."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def open(self, path: Path, *, width: int = 1280, height: int = 900) -> None:
        """Load a file in a window of that size, and wait until it is ready."""
        self.problems.clear()
        self.requests.clear()
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        wanted = path.resolve().as_uri()
        self._call("Page.navigate", url=wanted)
        # Before the page is there, the answer is that of the page before it.
        until = time.monotonic() + _LONGEST_WAIT
        while self.run("document.readyState + ' ' + location.href.split('#')[0]") != f"complete {wanted}":
            assert time.monotonic() < until, f"{path.name} was not loaded"
            time.sleep(0.02)

    def media(self, kind: str = "", **features: str) -> None:
        """Show the page as print or screen, in a colour scheme (prefers_color_scheme)."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self._call("Emulation.setEmulatedMedia", media=kind, features=listed)

    def run(self, script: str) -> Any:
        """The value of an expression, waited for if it is a promise."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def printed(self) -> bytes:
        """The page as PDF, on A4."""
        answer = self._call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True)
        return base64.b64decode(answer["data"])

    def picture(self, *, whole: bool = False) -> bytes:
        """What is seen, or the whole page, as PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            assert select.select([self._from], [], [], _LONGEST_WAIT)[0], "Chromium does not answer"
            part = os.read(self._from, 1 << 20)
            assert part, "Chromium has ended"
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        method, content = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(content["request"]["url"])
        elif method in {"Runtime.exceptionThrown", "Page.javascriptDialogOpening"}:
            self.problems.append(json.dumps(content))
        elif method == "Log.entryAdded" and content["entry"]["level"] in {"error", "warning"}:
            self.problems.append(content["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and content["type"] in {"error", "warning", "assert"}:
            self.problems.append(json.dumps(content["args"]))


@contextmanager
def chromium(program: str, profile: Path) -> Iterator[Page]:
    """A tab of a Chromium with a profile of its own, ended at the end."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    command = [
        program,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
    ]

    def hand_over() -> None:
        # The browser reads from descriptor 3 and writes to 4; both may be in use for the other pipe.
        first, second = os.dup(theirs_in), os.dup(theirs_out)
        os.dup2(first, 3)
        os.dup2(second, 4)

    process = subprocess.Popen(
        command, preexec_fn=hand_over, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        page = Page(ours_out, ours_in)
        page.start()
        yield page
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        os.close(ours_out)
        os.close(ours_in)
