"""Peak memory of a batch's parent and of its workers, as the number of documents grows five-fold.

    python -m benchmarks.memory SOURCE [--documents 50] [--jobs 2]

Fills a folder with copies of the source's documents, each with a line of its own so that none is
taken for another, checks it with `checker batch`, samples the resident memory of every process of
the command ten times a second, and does the same with five times as many. Needs Linux's /proc.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1 << 20


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("source", type=Path)
    options.add_argument("--documents", type=int, default=50)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    originals = sorted(path for path in given.source.rglob("*") if path.is_file())
    print("documents   parent MB   largest worker MB   seconds")
    for count in (given.documents, 5 * given.documents):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "documents"
            folder.mkdir()
            for number, original in zip(range(count), itertools.cycle(originals), strict=False):
                copy = folder / f"{number:05}{original.suffix}"
                shutil.copy(original, copy)
                if original.suffix == ".pdf":  # what follows the end of a PDF is passed over by readers
                    with copy.open("ab") as stream:
                        stream.write(f"\n% copy {number}\n".encode())
            began = time.perf_counter()
            parent, worker = _peaks(folder, Path(scratch) / "results", given.jobs)
            took = time.perf_counter() - began
        print(f"{count:9}   {parent:9.0f}   {worker:17.0f}   {took:7.1f}", flush=True)


def _peaks(folder: Path, output: Path, jobs: int) -> tuple[float, float]:
    """Peak resident megabytes of the command itself and of the largest of the processes below it."""
    command = [sys.executable, "-m", "checker.cli.main", "batch", folder, "--output", output, "--jobs", str(jobs)]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    parent = worker = 0.0
    while process.poll() is None:
        parent = max(parent, _resident(process.pid))
        worker = max([worker, *map(_resident, _below(process.pid))])
        time.sleep(0.1)
    if process.returncode not in {0, 3}:
        sys.exit(process.stderr.read().decode() if process.stderr else "the batch failed")
    return parent, worker


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / _MEGABYTE
    except (OSError, IndexError):  # it has just ended
        return 0.0


def _below(pid: int) -> list[int]:
    found: list[int] = []
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    for child in map(int, children):
        found += [child, *_below(child)]
    return found


if __name__ == "__main__":
    main()
