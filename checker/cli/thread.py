"""`checker thread`: its options put to the batch, and what is shown or written."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from checker import __version__
from checker.batch.thread import thread_of
from checker.batch.work import Settings
from checker.compare.thread import Thread
from checker.errors import OptionError
from checker.packs.load import rules_folder
from checker.reporting.files import write_beside
from checker.reporting.view import RenderOptions

_KINDS = {".html": "html", ".htm": "html", ".json": "json", ".docx": "docx"}


def run_thread(options: argparse.Namespace) -> int:
    """Follow an area through its documents; gives 0."""
    if options.jobs < 1:
        raise OptionError("--jobs must be at least 1.")
    kind = _kind(options)
    settings = Settings(rules=(options.rules or rules_folder()).resolve(), ocr=options.ocr)
    thread = thread_of(options.area, options.source, settings, jobs=options.jobs, results=options.results)
    if kind is None:
        from rich.console import Console

        from checker.cli.terminal import thread_summary

        thread_summary(thread, Console(), str(options.source))
        return 0
    content = _rendered(thread, kind)
    if options.output is None or options.output == Path("-"):
        if isinstance(content, bytes):
            raise OptionError("A Word document does not go to standard output; give --output a path.")
        sys.stdout.write(content)
    else:
        write_beside(options.output, content)
        print(f"{len(thread.documents)} documents, {len(thread.flags) + len(thread.slipped)} flags: {options.output}")
    return 0


def _kind(options: argparse.Namespace) -> str | None:
    """The kind of report by --format, else by the name of --output; None to show a summary here."""
    output: Path | None = options.output
    if options.format or output is None:
        return str(options.format) if options.format else None
    if output == Path("-"):
        return "html"
    kind = _KINDS.get(output.suffix.lower())
    if kind is None:
        raise OptionError(f"--output {output}: a thread is written as .html, .docx or .json; give a name that ends so.")
    return kind


def _rendered(thread: Thread, kind: str) -> str | bytes:
    if kind == "docx":
        from checker.reporting.thread.word import render_word

        return render_word(thread, RenderOptions(made_on=date.today(), version=__version__))
    from checker.reporting.thread.files import render_html, render_json

    return render_json(thread) if kind == "json" else render_html(thread, date.today())
