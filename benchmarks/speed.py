"""Speed beside the bare PDF libraries, on the same files in one run.

    python -m benchmarks.speed FOLDER [--files N] [--rounds N]

Prints, for the PDFs of a folder: the processor time of pdfplumber's text extraction, of pypdfium2's, and of
this checker's reading, its matching and its whole check (file to verdicts), with their ratios.
Each step is run in turn and the median of the rounds is shown, so that a drift of the machine
touches all alike; pdfplumber, by far the slowest, is run once.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from checker.check.collector import collect_seldom
from checker.check.one import Checker
from checker.documents.reader import read_document
from checker.matching.find import find
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas
from checker.profile.read import profile_of


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--files", type=int, help="only so many files, spread over the folder")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    paths = sorted(given.folder.glob("*.pdf"))
    if given.files:
        paths = paths[:: max(1, len(paths) // given.files)][: given.files]

    started = time.perf_counter()
    checker = Checker.load()
    areas = load_areas(rules_folder() / "areas.yaml")
    loading = time.perf_counter() - started
    pages = 0
    for path in paths:
        with pdfium.PdfDocument(path) as pdf:
            pages += len(pdf)
    documents = [read_document(path) for path in paths]  # also warms the file cache and the vocabulary
    profiles = [profile_of(document, areas) for document in documents]
    matchers = [
        checker.matcher_for(checker.packs_for(profile.type), findings=profile.type == "inspection")
        for profile in profiles
    ]
    for document, profile in zip(documents, profiles, strict=True):
        checker.check(document, profile)
    gc.collect()
    gc.freeze()  # as the command does: what is loaded once need not be looked at again
    collect_seldom()

    def bare() -> None:
        for path in paths:
            with pdfium.PdfDocument(path) as pdf:
                for page in pdf:
                    page.get_textpage().get_text_range()

    def reading() -> None:
        for path in paths:
            read_document(path)

    def matching() -> None:
        for document, matcher in zip(documents, matchers, strict=True):
            find(document, matcher)

    def whole() -> None:
        for path in paths:
            document = read_document(path)
            checker.check(document, profile_of(document, areas))

    def plumber() -> None:
        for path in paths:
            with pdfplumber.open(path) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.close()

    steps: dict[str, Callable[[], None]] = {
        "pypdfium2, page text": bare,
        "this checker, reading": reading,
        "this checker, matching": matching,
        "this checker, whole check": whole,
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(given.rounds):
        for name, step in steps.items():
            seconds[name].append(_timed(step))
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    medians["pdfplumber, extract_text"] = _timed(plumber)

    base, slowest = medians["pypdfium2, page text"], medians["pdfplumber, extract_text"]
    print(f"{len(paths)} files, {pages} pages; packs loaded once in {loading:.2f} s")
    print(f"{'':28} {'seconds':>9} {'pages/s':>9} {'x pypdfium2':>12} {'x pdfplumber':>13}")
    for name, taken in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"{name:28} {taken:9.2f} {pages / taken:9.0f} {taken / base:12.2f} {taken / slowest:13.3f}")


def _timed(step: Callable[[], None]) -> float:
    started = time.process_time()  # what else the machine does is no time of ours
    step()
    return time.process_time() - started


if __name__ == "__main__":
    main()
