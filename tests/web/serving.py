"""A running app for tests: started as a person starts it, spoken to as a browser or a program does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from checker.review.store import ReviewStore

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora" / "documents"
LOT = "the same lot each time"


class Running:
    """One run of `checker app`. `client` shows its key; `address` is the one with the key."""

    def __init__(self, workspace: Path) -> None:
        command = [sys.executable, "-m", "checker.cli.main", "app", str(workspace), "--no-browser", "--jobs", "1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.workspace = workspace
        _settle_lot(workspace)
        self.log = workspace.parent / f"{workspace.name}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address, self.log.read_text()
        self.base, _, self.key = self.address.partition("/?key=")
        self.port = int(self.base.rpartition(":")[2])
        self.client = httpx.Client(base_url=self.base, headers={"X-Checker-Key": self.key}, timeout=60)

    def add(self, path: Path, name: str | None = None) -> str:
        """Send a file; its id."""
        answer = self.client.post("/api/documents", files={"file": (name or path.name, path.read_bytes())})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def wait(self, document: str) -> dict[str, object]:
        """The document once it is done or failed."""
        until = time.monotonic() + 90
        while time.monotonic() < until:
            content: dict[str, object] = self.client.get(f"/api/documents/{document}").json()
            if content["state"] in {"done", "failed"}:
                return content
            time.sleep(0.1)
        raise AssertionError(f"not checked in time: {self.log.read_text()[-2000:]}")

    def findings(self, document: str) -> dict[str, str]:
        """Verdicts by requirement."""
        result = self.wait(document)["result"]
        return {finding["requirement"]: finding["verdict"] for finding in result["findings"]}  # type: ignore[index]

    def kill(self) -> None:
        """End it without a word."""
        self.client.close()
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit status."""
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


def _settle_lot(workspace: Path) -> None:
    """Draw the same lots in every run: in one of forty, chance would give a document nothing to read unaided."""
    workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = ReviewStore(workspace / "review.sqlite")
    if not store.setting("salt"):
        store.set("salt", LOT)
    store.close()


@contextmanager
def running(workspace: Path) -> Iterator[Running]:
    """An app that is ended at the end."""
    app = Running(workspace)
    try:
        yield app
    finally:
        app.client.close()
        if app.process.poll() is None:
            app.stop()
