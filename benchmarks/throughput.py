"""How much faster two worker processes are than one, and how little an unchanged second run takes.

    python -m benchmarks.throughput SOURCE... [--jobs N] [--rounds N]

Copies the sources into one folder, checks it with `checker batch` alternately with one and with N
worker processes into fresh folders, and prints the medians of the whole commands, from start-up to
the last table written, with their ratio; then the time of a second, unchanged run. Every document
must be in the results.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", nargs="+", type=Path)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        for number, source in enumerate(given.source):
            shutil.copytree(source, folder / f"{number}-{source.name}")
        took: dict[int, list[float]] = {1: [], given.jobs: []}
        documents, output = 0, Path(scratch) / "results"
        for _ in range(given.rounds):
            for jobs in took:
                shutil.rmtree(output, ignore_errors=True)
                took[jobs].append(_run(folder, output, jobs))
                documents = _count(folder, output)
        again = _run(folder, output, given.jobs)
    one, many = (statistics.median(took[jobs]) for jobs in took)
    print(f"{documents} documents, {given.rounds} rounds, every document in the results")
    for jobs, median in ((1, one), (given.jobs, many)):
        print(f"{jobs} at a time           {median:6.2f} s  {documents / median:6.1f} documents/s   {_all(took[jobs])}")
    print(f"throughput            {one / many:6.2f} times")
    print(f"unchanged second run  {again:6.2f} s, {again / many:.3f} of the first")


def _run(folder: Path, output: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "checker.cli.main", "batch", folder, "--output", output, "--jobs", str(jobs)]
    began = time.perf_counter()
    finished = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if finished.returncode not in {0, 3}:
        sys.exit(finished.stderr)
    return time.perf_counter() - began


def _count(folder: Path, output: Path) -> int:
    """The documents in the results; ends the benchmark if one is lost."""
    there = {str(path) for path in folder.rglob("*") if path.is_file()}
    lines = (output / "results.jsonl").read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["document"]["path"] for line in lines}
    if found != there:
        sys.exit(f"lost or invented: {sorted(found ^ there)[:5]}")
    return len(found)


def _all(seconds: list[float]) -> str:
    return " ".join(f"{second:.2f}" for second in seconds)


if __name__ == "__main__":
    main()
