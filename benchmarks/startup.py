"""What a command costs before it looks at a document: processor time of whole processes, side by side.

    python -m benchmarks.startup PDF [PDF ...]

Runs in turn, several times: `import spacy; spacy.blank('en')` (the yardstick), `checker check` of the first PDF
with a cold and a warm cache of vocabularies, the same of all PDFs in one command, and pdfplumber's text of all.
Prints the median of each and the ratios that docs/evaluation.md quotes. The checker's bytecode is made first, as an
installation makes it of every package: where Python is told to write none, the checker alone would be without.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

import checker
from checker.packs.load import rules_folder
from checker.weights.files import read_weights

ROUNDS = 5
_PLUMBER = """
import pdfplumber, sys
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
"""


def seconds(command: list[str], cache: str) -> float:
    """Processor time of a command and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "CHECKER_CACHE": cache})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def loading() -> float:
    """Processor time in which the shipped weights are read, at best."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        read_weights(rules_folder() / "weights")
        taken.append(time.process_time() - start)
    return min(taken)


def main(paths: list[str]) -> None:
    """Measure and print."""
    compileall.compile_dir(Path(checker.__file__).parent, quiet=1)
    check = [sys.executable, "-m", "checker.cli.main", "check", "--format", "json"]
    taken: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as warm:
        seconds([*check, paths[0]], warm)
        for _ in range(ROUNDS):
            yardstick = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
            taken["spaCy's blank English"].append(seconds(yardstick, warm))
            with tempfile.TemporaryDirectory() as cold:
                taken["one PDF, cold cache"].append(seconds([*check, paths[0]], cold))
            taken["one PDF, warm cache"].append(seconds([*check, paths[0]], warm))
            taken["all PDFs, warm cache"].append(seconds([*check, *paths], warm))
        taken["all PDFs, pdfplumber's text"].append(seconds([sys.executable, "-c", _PLUMBER, *paths], warm))
    typical = {name: median(each) for name, each in taken.items()}
    for name, value in typical.items():
        print(f"{name:30s} {value:7.2f} s")
    base = typical["spaCy's blank English"]
    print(
        f"cold over spaCy {typical['one PDF, cold cache'] / base:.2f}, warm {typical['one PDF, warm cache'] / base:.2f}"
    )
    plumber = typical["all PDFs, pdfplumber's text"]
    print(f"all over pdfplumber {typical['all PDFs, warm cache'] / plumber:.3f}")
    print(f"the weights are read in {loading():.3f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
