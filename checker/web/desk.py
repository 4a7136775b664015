"""Worker processes for what the serving process should not do itself: drawing pages, annotating, comparing.

A hostile page or a comparison of hundreds of documents takes neither the server's memory nor its life.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from checker.batch.work import settle_in
from checker.errors import DocumentError
from checker.results.model import DraftChange

T = TypeVar("T")
_WORKERS = 2
_SECONDS, _MEGABYTES = 30.0, 1024  # for one page or one report
_LONG = 300.0  # seconds for a comparison of all documents


class Desk:
    """Two worker processes that draw pages and make comparisons."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: Executor | None = None

    def do(self, work: Callable[..., T], *given: Any, seconds: float = _SECONDS) -> T:
        """What `work(*given)` gives, made in a worker. Raises what it raises; DocumentError (crashed, too-slow)."""
        for last in (False, True):  # a worker may have been ended by somebody else's page
            pool = self._running()
            try:
                return pool.submit(_limited, work, seconds, *given).result(seconds + 15)
            except (BrokenExecutor, RuntimeError) as error:
                self._drop(pool)
                if last or (isinstance(error, RuntimeError) and not isinstance(error, BrokenExecutor)):
                    message = (
                        "This could not be made: the process that worked on it ended. The document may be damaged."
                    )
                    raise DocumentError("crashed", message) from None
            except Late:
                self._drop(pool)
                raise DocumentError("too-slow", "This took too long and was given up.") from None
        raise AssertionError("unreachable")

    def warm(self) -> None:
        """Start the workers ahead of the first page."""
        for _ in range(_WORKERS):
            self._running().submit(int)

    def stop(self) -> None:
        """End the workers at once."""
        if self._pool is not None:
            self._drop(self._pool)

    def _running(self) -> Executor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn"), initializer=settle_in)
            return self._pool

    def _drop(self, pool: Executor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        for process in (getattr(pool, "_processes", None) or {}).copy().values():
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)  # at once: nobody is left to wait for


def _limited(work: Callable[..., T], seconds: float, *given: Any) -> T:
    from checker.batch.limits import TooSlow, limited

    try:
        with limited(seconds, _MEGABYTES):
            return work(*given)
    except TooSlow:
        raise DocumentError("too-slow", "This took too long and was given up.") from None
    except (MemoryError, RecursionError):
        raise DocumentError("too-large", "This needs more memory than it may take.") from None


def draw_page(file: Path, number: int, width: int, target: Path) -> None:
    """Draw a page of a PDF into a file, which appears whole or not at all."""
    from checker.documents.pages.render import draw

    _write(target, draw(file.read_bytes(), number, width))


def lay_out(file: Path, shown: Path, number: int, target: Path) -> None:
    """Write where the words of a page stand."""
    from checker.documents.kept import load_kept
    from checker.documents.pages.render import layout

    kept = load_kept(shown)
    page = layout(file.read_bytes(), number, kept.text, kept.lines)
    _write(target, json.dumps({"width": page.width, "height": page.height, "lines": page.lines}).encode())


def annotated(check: Any, options: Any, file: Path, shown: Path) -> bytes:
    """The PDF with its evidence highlighted. Raises DocumentError: not-pdf, protected, damaged."""
    from checker.documents.kept import load_kept
    from checker.documents.pages.highlights import places
    from checker.reporting.formats import annotate
    from checker.results.marks import Source

    if check.document.format != "pdf":
        raise DocumentError(
            "not-pdf", "The document is no PDF, and only a PDF can be annotated. Choose another report."
        )
    data = file.read_bytes()
    spans = {(item.start, item.end) for finding in check.findings for item in finding.evidence}
    return annotate(check, options, Source(data, places(data, load_kept(shown).lines, spans)))


def changed(earlier: Any, later: Any, files: list[Path]) -> DraftChange:
    """What a new draft changed: two checks, and the files of the documents, both read anew for their sentences."""
    from checker.check.drafts import sentences_of
    from checker.compare.drafts import draft_change
    from checker.documents.reader import read_document

    return draft_change(earlier, later, *(sentences_of(read_document(file)) for file in files))


def compared(results: list[Path], made_on: date) -> str:
    """The comparison of these results as one page."""
    from checker.compare.areas import compare
    from checker.packs.load import rules_folder
    from checker.profile.authorities import load_areas
    from checker.reporting.areas.html import render

    areas = load_areas(rules_folder() / "areas.yaml").areas
    regions = {area.name: (area.region, area.police) for area in areas}
    return render(compare((_result(path) for path in results), regions), made_on)


def threaded(results: list[Path], area: str, made_on: date) -> str:
    """One area through its documents as one page. Raises OptionError for an area that is in none of them."""
    from checker.compare.thread import make_thread
    from checker.packs.load import rules_folder
    from checker.profile.authorities import load_areas
    from checker.reporting.thread.files import render_html

    listed = load_areas(rules_folder() / "areas.yaml").named(area)
    names = (listed[0], *listed[1]) if listed else ()
    return render_html(make_thread((_result(path) for path in results), area, names), made_on)


def _result(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))["result"]


def _write(target: Path, content: bytes) -> None:
    import os

    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(target)
