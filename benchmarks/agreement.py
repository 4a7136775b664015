"""Agreement with careful readers, on any file of labels.

    python -m benchmarks.agreement corpora/labels.json --root corpora [--show]

LABELS.json: {"<file>": {"<requirement>": {"verdict": ..., "quotes": [...], "accept": [...]}}}.
Prints, for each pack and mode: exact agreement, agreement counting accepted alternatives, precision
and recall for "falls short" (anything but met or strength), and how often a finding that readers
found evidence for shares a quote with theirs. `--show` lists each disagreement.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from checker.check.files import check_file
from checker.check.given import Given
from checker.check.one import Checker
from checker.results.model import Failure

GOOD = {"met", "strength"}
INSPECTION = {"strength", "mixed", "weakness", "not covered"}
RUN = 8  # words in a row that two quotes must share


def words(text: str) -> list[str]:
    """Lower case letters and figures only, so that layout never decides."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).split()


def shares(ours: str, theirs: str) -> bool:
    """Whether two quotes share a run of words, or one holds the other."""
    a, b = words(ours), words(theirs)
    if not a or not b:
        return False
    if f" {' '.join(a)} " in f" {' '.join(b)} " or f" {' '.join(b)} " in f" {' '.join(a)} ":
        return True
    runs = {tuple(a[i : i + RUN]) for i in range(len(a) - RUN + 1)}
    return any(tuple(b[i : i + RUN]) in runs for i in range(len(b) - RUN + 1))


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    checker = Checker.load()
    pairs: dict[tuple[str, str], list[tuple[str, str, bool]]] = defaultdict(list)
    evidence: Counter[tuple[str, str]] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    for name, labels in json.loads(options.labels.read_text(encoding="utf-8")).items():
        wanted = labels.get("findings", labels)
        inspected = any(label["verdict"] in INSPECTION for label in wanted.values())
        given = Given(type="inspection" if inspected else None, where="as the labels have it")
        packs = [pack.head.id for pack in checker.packs if any(rule.id in wanted for rule in pack.rules)]
        result = check_file(options.root / name, checker, given, packs=packs)
        if isinstance(result, Failure):
            print(f"left out: {result.message}")
            continue
        for finding in result.findings:
            label = wanted.get(finding.requirement)
            if label is None:
                continue
            key = finding.pack, finding.mode
            accepted = finding.verdict in {label["verdict"], *label.get("accept", [])}
            pairs[key].append((label["verdict"], finding.verdict, accepted))
            if label["quotes"]:
                evidence[key] += 1
                shared[key] += any(shares(e.quote, quote) for e in finding.evidence for quote in label["quotes"])
            if options.show and finding.verdict != label["verdict"]:
                print(f"{name} {finding.requirement}: readers {label['verdict']}, checker {finding.verdict}")
                print(f"    readers: {label.get('reason', '')}\n    checker: {finding.reason}")
    for key, found in sorted(pairs.items()):
        exact = sum(a == b for a, b, _ in found) / len(found)
        accepted_share = sum(ok for _, _, ok in found) / len(found)
        short = [(a not in GOOD, b not in GOOD) for a, b, _ in found]
        both = sum(a and b for a, b in short)
        precision = both / max(1, sum(b for _, b in short))
        recall = both / max(1, sum(a for a, _ in short))
        print(
            f"{key[0]:22} {key[1]:10} {len(found):4} labels  exact {exact:.3f}  accepted {accepted_share:.3f}  "
            f"falls short: precision {precision:.3f} recall {recall:.3f}  evidence {shared[key]}/{evidence[key]}"
        )


if __name__ == "__main__":
    main()
