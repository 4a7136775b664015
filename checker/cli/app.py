"""`checker app`: opens a workspace, serves it to this machine's browser, and prints where."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """The options of `checker app`."""
    command.add_argument(
        "workspace",
        nargs="?",
        type=Path,
        default=None,
        metavar="WORKSPACE",
        help="a folder for documents, results and decisions (default: “Safeguarding checks” in your home folder)",
    )
    command.add_argument("--port", type=int, default=0, metavar="N", help="default: one that is free")
    command.add_argument("--no-browser", action="store_true", help="print the address only")
    command.add_argument("--jobs", type=int, metavar="N", help="worker processes that check (default: by processors)")


def run_app(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; gives 0. The first line printed is the address with its key."""
    from checker.errors import OptionError
    from checker.web.serve import RUNNING, bound, note_running, open_app, serve

    if not 0 <= options.port <= 65535 or (options.jobs is not None and options.jobs < 1):
        raise OptionError("--port is a number up to 65535, and --jobs at least 1.")
    folder = (options.workspace or Path.home() / "Safeguarding checks").expanduser().resolve()
    try:
        app = open_app(folder, options.jobs)
    except OptionError:
        if not options.no_browser and _opened_again(folder / RUNNING):
            return 0
        raise
    try:
        listening = bound(options.port)
    except OptionError:
        app.stop()
        raise

    def ready(address: str) -> None:
        note_running(folder, address)
        print(address, flush=True)
        print(f"Workspace: {folder}. Press Ctrl-C here to stop; nothing is lost.", file=sys.stderr, flush=True)
        if not options.no_browser:
            ticket = address.replace(app.keys.key, app.keys.ticket())
            import webbrowser

            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(ticket)

    try:
        serve(app, listening, ready)
    finally:
        (folder / RUNNING).unlink(missing_ok=True)
    return 0


def _opened_again(running: Path) -> bool:
    """Open the browser on the app that has the workspace already, for a second double click; False if there is none."""
    import urllib.error
    import urllib.request
    import webbrowser

    try:
        address = str(json.loads(running.read_text(encoding="utf-8"))["address"])
        base, _, key = address.partition("/?key=")
        if not base.startswith("http://127.0.0.1:"):
            return False
        asked = urllib.request.Request(f"{base}/api/ticket", b"{}", {"X-Checker-Key": key})  # noqa: S310 - our own
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 - as above
            ticket = json.load(answer)["ticket"]
    except (OSError, ValueError, KeyError, urllib.error.URLError):
        return False
    print("It is running already: the browser opens on it.")
    return bool(webbrowser.open(f"{base}/?key={ticket}"))
