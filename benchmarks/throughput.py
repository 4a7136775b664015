"""How much faster two worker processes are than one, and how little an unchanged second run takes.

    python -m benchmarks.throughput SOURCE... [--jobs N] [--rounds N]

Copies the sources into one folder, checks it with `checker batch` alternately with one and with N
worker processes into fresh folders, and prints the medians of the whole commands, from start-up to
the last table written, and of the rate at which documents are checked once the workers run (from the
first result to the last, as the journal grows), each with its ratio; then the time of a second,
unchanged run. Every document must be in the results.
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
        rates: dict[int, list[float]] = {1: [], given.jobs: []}
        documents, output = 0, Path(scratch) / "results"
        for _ in range(given.rounds):
            for jobs in took:
                shutil.rmtree(output, ignore_errors=True)
                seconds, rate = _run(folder, output, jobs)
                took[jobs].append(seconds)
                rates[jobs].append(rate)
                documents = _count(folder, output)
        again, _ = _run(folder, output, given.jobs)
    one, many = (statistics.median(took[jobs]) for jobs in took)
    print(f"{documents} documents, {given.rounds} rounds, every document in the results")
    for jobs, median in ((1, one), (given.jobs, many)):
        print(f"{jobs} at a time           {median:6.2f} s  {documents / median:6.1f} documents/s   {_all(took[jobs])}")
    slow, fast = (statistics.median(rates[jobs]) for jobs in took)
    print(f"whole command         {one / many:6.2f} times as fast")
    print(f"throughput, running   {slow:6.1f} and {fast:.1f} documents/s, {fast / slow:.2f} times")
    print(f"unchanged second run  {again:6.2f} s, {again / many:.3f} of the first")


def _run(folder: Path, output: Path, jobs: int) -> tuple[float, float]:
    """Seconds of the whole command, and documents a second between the first result and the last."""
    command = [sys.executable, "-m", "checker.cli.main", "batch", folder, "--output", output, "--jobs", str(jobs)]
    journal, seen = output / "results.journal", 0
    first = last = (0.0, 0)  # when, and how many results there were
    began = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None:
        size = journal.stat().st_size if journal.exists() else 0
        if size > seen:
            seen, last = size, (time.perf_counter(), journal.read_bytes().count(b"\n"))
            first = first if first[1] > 1 else last
        time.sleep(0.005)
    took = time.perf_counter() - began
    if process.returncode not in {0, 3}:
        sys.exit(process.communicate()[1])
    return took, (last[1] - first[1]) / (last[0] - first[0]) if last[0] > first[0] else 0.0


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
