"""`checker thread`: its options put to the batch, and what is printed or written."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from checker.batch.thread import thread_of
from checker.batch.work import Settings
from checker.errors import OptionError
from checker.packs.load import rules_folder
from checker.reporting.files import write_beside
from checker.reporting.thread.files import render_html, render_json


def run_thread(options: argparse.Namespace) -> int:
    """Follow an area through its documents; gives 0."""
    if options.jobs < 1:
        raise OptionError("--jobs must be at least 1.")
    settings = Settings(rules=(options.rules or rules_folder()).resolve(), ocr=options.ocr)
    thread = thread_of(options.area, options.source, settings, jobs=options.jobs, results=options.results)
    kind = options.format or ("json" if options.output and options.output.suffix == ".json" else "html")
    content = render_json(thread) if kind == "json" else render_html(thread, date.today())
    if options.output is None or options.output == Path("-"):
        sys.stdout.write(content)
    else:
        write_beside(options.output, content)
        print(f"{len(thread.documents)} documents, {len(thread.flags) + len(thread.slipped)} flags: {options.output}")
    return 0
