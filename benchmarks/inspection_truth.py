"""How often the printed facts of inspection reports are read as a person reads them.

    python benchmarks/inspection_truth.py --truth TRUTH.csv --root FOLDER [--held-back | --tuned | --all]

TRUTH.csv has one row a report: file, area, report_type, published, started, ended and one column a
judgement; an empty cell says that the report prints nothing, and anything read there is a miss.
Of the files in FOLDER, sorted by name, every third is held back: the patterns were written without
it. Prints a figure a field, then every miss.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from dataclasses import fields
from pathlib import Path

from checker.documents.reader import read_document
from checker.inspections.layout import layout_of
from checker.inspections.report import inspection_report
from checker.profile.authorities import Areas, load_areas
from checker.profile.read import profile_of
from checker.results.model import Judgements

AREAS = Path(__file__).resolve().parent.parent / "rules" / "areas.yaml"
JUDGEMENTS = tuple(field.name for field in fields(Judgements))
FIELDS = ("type", "area", "report_type", "published", "started", "ended", *JUDGEMENTS)


def main() -> int:
    """Print the figures; exit status 1 when `--min` is given and the share of right cells is below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", type=Path, required=True, help="the CSV of facts")
    parser.add_argument("--root", type=Path, required=True, help="the folder of reports")
    parser.add_argument("--findings", type=Path, help="JSON with the boards' areas_for_improvement, to compare items")
    parser.add_argument("--min", type=float, default=0.0, help="the share of right cells to reach")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-back", dest="part", action="store_const", const="held-back")
    which.add_argument("--tuned", dest="part", action="store_const", const="tuned")
    which.add_argument("--all", dest="part", action="store_const", const="all")
    options = parser.parse_args()

    chosen = _chosen(sorted(options.root.glob("*.pdf")), options.part or "all")
    with options.truth.open(encoding="utf-8", newline="") as stream:
        truth = {row["file"]: row for row in csv.DictReader(stream)}
    wanted = json.loads(options.findings.read_text(encoding="utf-8")) if options.findings else {}
    areas = load_areas(AREAS)
    right = dict.fromkeys(FIELDS, 0)
    misses: list[str] = []
    items = [0, 0, 0]  # printed, found, found and printed
    spent, counted = 0.0, 0
    for path in chosen:
        if path.name not in truth:
            print(f"no truth for {path.name}", file=sys.stderr)
            continue
        document = read_document(path)
        begun = time.perf_counter()
        profile = profile_of(document, areas)
        report = inspection_report(document, layout_of(document))
        spent += time.perf_counter() - begun
        counted += 1
        got = {
            "type": profile.type,
            "area": profile.area or "",
            "report_type": report.report_type,
            "published": report.published or "",
            "started": report.started or "",
            "ended": report.ended or "",
        } | {name: getattr(report.judgements, name) or "" for name in JUDGEMENTS}
        row = truth[path.name]
        expected = row | {"type": "inspection", "area": _area(row["area"], areas)}
        for name in FIELDS:
            if got[name] == expected[name]:
                right[name] += 1
            else:
                misses.append(f"{path.name}: {name}: printed {expected[name]!r}, read {got[name]!r}")
        misses.extend(f"{path.name}: note: {words}" for words in report.disagreements)
        if path.name in wanted:
            _compare_items(path.name, wanted[path.name], report, items, misses)

    print(f"{counted} reports ({options.part or 'all'})")
    for name in FIELDS:
        print(f"  {name:22} {right[name]:4} of {counted}")
    cells = counted * len(FIELDS)
    share = sum(right.values()) / cells if cells else 0.0
    print(f"  all cells              {sum(right.values())} of {cells} ({share:.2%})")
    if options.findings:
        print(f"  boards' items          printed {items[0]}, found {items[1]}, of these as printed {items[2]}")
    print(f"  profile and facts      {1000 * spent / max(1, counted):.1f} ms a report")
    for miss in misses:
        print("  -", miss)
    return 0 if share >= options.min else 1


def _chosen(paths: list[Path], part: str) -> list[Path]:
    return [path for at, path in enumerate(paths) if part == "all" or (at % 3 == 2) == (part == "held-back")]


def _area(printed: str, areas: Areas) -> str:
    found = areas.named(printed)
    return found[0] if found else printed


def _compare_items(name: str, wanted: object, report: object, counts: list[int], misses: list[str]) -> None:
    """Count the board's printed items against those read, word for word."""
    printed = [_squash(text) for text in wanted["areas_for_improvement"]]  # type: ignore[index]
    read = [_squash(item.text) for item in report.improvements if item.for_whom == "board"]  # type: ignore[attr-defined]
    same = set(printed) & set(read)
    counts[0] += len(printed)
    counts[1] += len(read)
    counts[2] += len(same)
    misses.extend(f"{name}: item not read: {text[:90]}" for text in printed if text not in same)
    misses.extend(f"{name}: item not printed so: {text[:90]}" for text in read if text not in same)


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


if __name__ == "__main__":
    sys.exit(main())
