"""Kills the app at random moments of scripted work, starts it again, and looks whether anything acknowledged is gone.

    python -m benchmarks.kills [--kills 900] [--app-kills 100] [--seed 1]

Two kinds, both by SIGKILL at a moment drawn by lot. `--app-kills`: the whole app, while a client decides, undoes, signs
off and reopens as fast as it can, and notes every answer. `--kills`: a process that writes decisions through the same
store and says so after each; as it starts faster, more moments are tried, its opening and closing among them. After
each kill every acknowledged act has to be in the history, the database sound by SQLite's own check, and every file of
the workspace whole. Exit status 1 where one was not.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpora" / "documents" / "stannerford-report-2020.md"


class Server:
    """One run of `checker app` on a workspace."""

    def __init__(self, workspace: Path) -> None:
        command = [sys.executable, "-m", "checker.cli.main", "app", str(workspace), "--no-browser", "--jobs", "1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.workspace = workspace
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the app did not start")
        self.base, _, self.key = address.partition("/?key=")

    def ask(self, path: str, body: object = None) -> object:
        """The answer to a GET, or to a POST of JSON. Raises OSError where the server is gone, or refuses."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"X-Checker-Key": self.key, "Content-Type": "application/json"}
        request = urllib.request.Request(self.base + path, data, headers)  # noqa: S310 - our own server
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return json.load(answer)

    def send(self, file: Path) -> str:
        """Upload a document; its id."""
        boundary = "a-boundary"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        data = head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        headers = {"X-Checker-Key": self.key, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        request = urllib.request.Request(f"{self.base}/api/documents", data, headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return str(json.load(answer)["id"])

    def kill(self) -> None:
        """End the process without a word."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def work(server: Server, document: str, requirements: list[str], dice: random.Random, told: list[str]) -> None:
    """Act until the server is gone; `told` gets the number and kind of every act that was acknowledged."""
    base = f"/api/documents/{document}"
    while True:
        try:
            throw = dice.random()
            if throw < 0.8:
                requirement = dice.choice(requirements)
                verdict = dice.choice(["met", "weak", "missing"])
                own = CHECKER[requirement]
                kind = "agree" if verdict == own else "overrule"
                body = {"requirement": requirement, "decision": kind, "verdict": verdict, "by": "A reader"}
                answer = server.ask(f"{base}/decisions", {**body, "note": f"note {dice.random()}"})
            elif throw < 0.9:
                answer = server.ask(f"{base}/undo", {"by": "A reader"})
                continue  # answers with the act that was taken back
            elif throw < 0.96:
                answer = server.ask(f"{base}/sign-off", {"by": "A reader", "summary": "All read."})
            else:
                answer = server.ask(f"{base}/reopen", {"by": "A reader", "reason": "more to say"})
            assert isinstance(answer, dict)
            told.append(f"{answer['number']} {answer['kind']} {answer['requirement']} {answer['verdict']}")
        except urllib.error.HTTPError as refused:
            if refused.code != 409:
                raise
            if throw < 0.9:  # signed off: open it again
                try:
                    server.ask(f"{base}/reopen", {"by": "A reader", "reason": "more to say"})
                except (OSError, http.client.HTTPException):
                    return
        except (OSError, ValueError, http.client.HTTPException):
            return


CHECKER: dict[str, str] = {}


def faults(workspace: Path, told: list[str]) -> list[str]:
    """What is not as it should be in a workspace whose server was killed. Nothing else may have it open."""
    found = []
    connection = sqlite3.connect(workspace / "review.sqlite")
    (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
    if sound != "ok":
        found.append(f"the database is not sound: {sound}")
    query = "SELECT number || ' ' || kind || ' ' || coalesce(requirement, 'None') || ' ' || coalesce(verdict, 'None')"
    kept = {row[0] for row in connection.execute(f"{query} FROM events")}
    connection.close()
    found += [f"acknowledged and lost: {act}" for act in told if act not in kept]
    for file in workspace.rglob("*.json"):
        try:
            if not file.name.startswith("."):
                json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            found.append(f"half-written: {file.name}")
    return found


def run(workspace: Path, kills: int, seed: int) -> tuple[int, list[str], float]:
    """Kill so many times; gives the acts acknowledged, what went wrong, and the longest start in seconds."""
    dice = random.Random(seed)
    told: list[str] = []
    wrong: list[str] = []
    longest = 0.0
    server = Server(workspace)
    document = server.send(SAMPLE)
    while (state := server.ask(f"/api/documents/{document}"))["state"] != "done":  # type: ignore[index]
        time.sleep(0.1)
    findings = state["result"]["findings"]  # type: ignore[index]
    CHECKER.update({finding["requirement"]: finding["verdict"] for finding in findings})
    for number in range(kills):
        worker = threading.Thread(target=work, args=(server, document, list(CHECKER), dice, told))
        already, until = len(told), time.monotonic() + 5
        worker.start()
        while number % 4 and len(told) == already and time.monotonic() < until:
            time.sleep(0.002)  # most often once work has begun, else wherever it is
        time.sleep(dice.uniform(0.0, 0.4))
        server.kill()
        worker.join()
        wrong += faults(workspace, told)
        if number % 50 == 49:
            print(f"{number + 1} kills, {len(told)} acts acknowledged, {len(wrong)} faults", flush=True)
        began = time.monotonic()
        server = Server(workspace)
        longest = max(longest, time.monotonic() - began)
    server.kill()
    return len(told), wrong, longest


def run_writer(workspace: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """Kill a process that writes through the store so many times; gives the acts acknowledged, and what went wrong."""
    dice = random.Random(seed)
    workspace.mkdir(exist_ok=True)
    told: list[str] = []
    wrong: list[str] = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "benchmarks.kills", "--write", str(workspace)]
    for number in range(kills):
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said = ""
        if dice.random() < 0.7:  # most often once it has written, else wherever it is
            said = process.stdout.readline() + process.stdout.readline()  # that it is open, and its first act
        time.sleep(dice.uniform(0.0, 0.2))
        process.kill()
        rest = said + process.stdout.read()
        process.wait()
        told += [line for line in rest.split("\n")[:-1] if line.startswith("act ")]
        if (workspace / "review.sqlite").exists() and (workspace / "review.sqlite").stat().st_size:
            wrong += faults(workspace, [line.removeprefix("act ") for line in told[-400:]])
        if number % 100 == 99:
            print(f"{number + 1} kills of the writer, {len(told)} acts acknowledged, {len(wrong)} faults", flush=True)
    wrong += faults(workspace, [line.removeprefix("act ") for line in told])
    return len(told), wrong


def write(workspace: Path) -> None:
    """Write decisions until killed, saying so after each."""
    from checker.review.model import ReviewError
    from checker.review.store import Act, Registered, ReviewStore

    store = ReviewStore(workspace / "review.sqlite")
    store.add_document(Registered("a" * 16, "a" * 64, "a.md", ".md", 1, "2026-01-01"))
    print("open", flush=True)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # whoever reads this has gone: so may we
    for number in range(1_000_000):
        try:
            if number % 17 == 16:
                store.record(Act("a" * 16, "sign-off", "A reader", note="All read."))
                store.record(Act("a" * 16, "reopen", "A reader"))
            elif number % 7 == 6:
                store.undo("a" * 16, "A reader")
            else:
                act = Act("a" * 16, "agree", "A reader", requirement=f"R{number % 22}", verdict="met", checker="met")
                event = store.record(act)
                print(f"act {event.number} {event.kind} {event.requirement} {event.verdict}", flush=True)
        except ReviewError as refused:
            if refused.kind == "locked":  # killed between signing and reopening
                store.record(Act("a" * 16, "reopen", "A reader"))
            elif refused.kind != "nothing":  # begun right behind a reopening, there is nothing to take back
                raise


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=900)
    parser.add_argument("--app-kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write)
    with tempfile.TemporaryDirectory() as folder:
        told, wrong = run_writer(Path(folder) / "written", options.kills, options.seed)
        print(f"{options.kills} kills of the writer, {told} acts acknowledged, {len(wrong)} faults")
        more, more_wrong, longest = run(Path(folder) / "workspace", options.app_kills, options.seed)
        print(f"{options.app_kills} kills of the app, {more} acts acknowledged, {len(more_wrong)} faults")
        print(f"longest start {longest:.1f} s")
    wrong += more_wrong
    for fault in wrong[:20]:
        print(fault)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
