"""Starting and ending the app: one process that serves, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.util import get_temp_dir
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from checker.batch.digests import program_digest, rules_digest
from checker.batch.work import Settings
from checker.documents.limits import Limits
from checker.errors import OptionError
from checker.packs.load import rules_folder
from checker.web import api, pages, templating
from checker.web.checking import Checking
from checker.web.desk import Desk
from checker.web.guard import Guard, Keys
from checker.web.state import App
from checker.web.workspace import Workspace

HOST = "127.0.0.1"
RUNNING = "running.json"  # in the workspace, while it is served
_HEAD_WITHIN = 20.0  # seconds in which a request's head must have come
_MOST_CONNECTIONS = 200
_BEFORE_WARMING = 1.0  # seconds


def open_app(folder: Path, jobs: int | None = None) -> App:
    """The parts of the app on a workspace. Raises OptionError where it is in use, ReviewError."""
    rules = rules_folder()
    workspace = Workspace(folder, f"{program_digest()}-{rules_digest(rules)}")
    if not workspace.store.setting("salt"):
        workspace.store.set("salt", secrets.token_hex(8))
    settings = Settings(rules=rules.resolve(), keep=(folder / "shown").resolve())
    workers = jobs or max(1, min(4, (os.cpu_count() or 2) - 1))
    return App(workspace, Checking(workspace, settings, workers), Desk(), Keys())


def make_app(app: App, port: int) -> ASGIApp:
    """The app as ASGI, behind its guard."""
    inner = Starlette(routes=[*api.routes(), *pages.routes()], exception_handlers=pages.handlers())
    inner.state.checker = app
    return Guard(inner, app.keys, port, Limits().file)


def bound(port: int) -> socket.socket:
    """A socket on the loopback interface; 0 for a port that is free. Raises OptionError."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        raise OptionError(
            f"Port {port} cannot be used ({error.strerror or error}). Leave --port out, or give another."
        ) from None
    return made


def note_running(folder: Path, address: str) -> None:
    """Leave word of where a workspace is served, for its owner only."""
    target = folder / RUNNING
    target.unlink(missing_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump({"address": address}, out)


def serve(app: App, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until stopped by Ctrl-C or a signal. `ready` is given the address with the key once it answers."""
    port = listening.getsockname()[1]
    get_temp_dir()  # the workers' sockets keep to the system's folder: their paths must be short
    tempfile.tempdir = str(app.workspace.folder / "incoming")  # drafts are confidential: no upload touches /tmp
    config = uvicorn.Config(
        make_app(app, port),
        http=_Patient,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)

    def announce() -> None:
        while not server.started:
            if server.should_exit:
                return
            threading.Event().wait(0.02)
        ready(f"http://{HOST}:{port}/?key={app.keys.key}")

    threading.Thread(target=templating.warm, daemon=True).start()
    app.checking.start()
    later = threading.Timer(_BEFORE_WARMING, app.desk.warm)  # the first page comes first
    later.daemon = True
    later.start()
    threading.Thread(target=announce, daemon=True).start()
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        pass
    finally:
        later.cancel()
        app.stop()


class _Patient(H11Protocol):
    """HTTP that closes a connection on which no whole request head comes in good time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(_HEAD_WITHIN, self._close_unless_asked, transport)

    def _close_unless_asked(self, transport: asyncio.Transport) -> None:
        if self.cycle is None and not transport.is_closing():
            transport.close()
