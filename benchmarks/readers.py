"""How well verdicts and quotes hold on folders of labels that nothing was learned from.

    python -m benchmarks.readers [--data corpora/readers] [--also LABELS FOLDER] [--without FOLD]

Each folder (with authors of its own) is left out in turn, and each fifth of the passages. Prints a
line for each: exact agreement, precision and recall of "falls short", how many verdicts are firm and
how often those agree, and how often a sentence that readers quoted comes first, or within three.
Then the same by requirement. `--without` keeps a folder out of all learning.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from checker.check.one import Checker
from checker.check.training import train
from checker.weights.fit import Case
from checker.weights.model import Certainty


def line(name: str, cases: Sequence[Case], certainty: Certainty) -> str:
    """The figures of some cases, in one line."""
    right = np.array([case.verdict == case.label.verdict for case in cases])
    by_rule = np.array(
        [case.label.rule is not None and case.label.rule.verdict == case.label.verdict for case in cases]
    )
    sure = np.array([firm(case, certainty) for case in cases])
    ours = np.array([case.verdict != "met" for case in cases])
    theirs = np.array([case.label.verdict != "met" for case in cases])
    both = (ours & theirs).sum()
    ranks = np.array([rank(case) for case in cases if case.label.verdict != "missing" and case.label.quoted])
    parts = [
        f"{name:28} {len(cases):5}",
        f"rules {by_rule.mean():.3f}",
        f"exact {right.mean():.3f}",
        f"short P {both / max(1, ours.sum()):.3f} R {both / max(1, theirs.sum()):.3f}",
        f"firm {sure.mean():.2f} exact {right[sure].mean() if sure.any() else 0:.3f}",
    ]
    if len(ranks):
        parts.append(f"first {(ranks < 1).mean():.3f} in three {(ranks < 3).mean():.3f}")
    return "  ".join(parts)


def firm(case: Case, certainty: Certainty) -> bool:
    """Whether the verdict counts as firm."""
    assert case.probabilities is not None
    said = case.lesson.said
    return certainty.firm(
        float(case.probabilities.max()),
        agreed=case.agreed,
        few=said.few,
        of_several=said.of_several,
        overlooked=case.overlooked,
    )


def rank(case: Case) -> int:
    """How many sentences come before the first that readers quoted."""
    assert case.chance is not None
    order = np.argsort(-case.chance, kind="stable")
    return int(np.flatnonzero(np.isin(order, list(case.label.quoted)))[0])


def table(cases: Iterable[Case], certainty: Certainty) -> list[str]:
    """All lines: by folder, then together, then by requirement."""
    cases = list(cases)
    by_fold: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_fold[case.lesson.fold].append(case)
    lines = [line(fold, mine, certainty) for fold, mine in sorted(by_fold.items())]
    unseen = [case for case in cases if not case.lesson.known and not case.lesson.passage]
    for name, mine in (
        ("arrangements together", [case for case in unseen if not case.lesson.report]),
        ("yearly reports together", [case for case in unseen if case.lesson.report]),
        ("documents together", unseen),
        (
            "passages together",
            [case for case in cases if case.lesson.fold.startswith("passages") and not case.lesson.known],
        ),
    ):
        if mine:
            lines.append(line(name, mine, certainty))
    by_requirement: dict[str, list[Case]] = defaultdict(list)
    for case in unseen:
        by_requirement[case.label.requirement].append(case)
    return [*lines, "", *(line(name, mine, certainty) for name, mine in sorted(by_requirement.items()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("corpora/readers"))
    parser.add_argument("--also", nargs=2, action="append", default=[], type=Path, metavar=("LABELS", "FOLDER"))
    parser.add_argument("--without", action="append", default=[], metavar="FOLD")
    options = parser.parse_args()
    also = {labels.stem: (labels, root) for labels, root in options.also}
    checker = Checker.load(weighed=False)
    weights, cases = train(
        checker, options.data, also, lambda step: print(step, file=sys.stderr), frozenset(options.without)
    )
    judged = {matter for family in weights.families.values() if family.judges for matter in family.matters}
    print(*table((case for case in cases if case.label.matter in judged), weights.certainty), sep="\n")


if __name__ == "__main__":
    main()
