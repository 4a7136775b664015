"""Verdicts on inspections beside labels made by reading, each report left out of what the weights are learned from.

    python -m benchmarks.inspection_verdicts --shared SHARED [--cache FOLDER] [--choose N] [--show]

Without `--choose` the shipped `Weights` judge; with it N sets of them are tried: each report is judged by the set
that does best on all the others (what the project may claim), and those that do best on all are printed (to ship).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from benchmarks.inspection_lessons import BOARD, REPORT, load_lessons, tables_from
from benchmarks.inspection_reports import read_cached, reports
from benchmarks.inspection_weak import weak_weights
from benchmarks.train_inspections import outcomes
from checker.assessment.evaluate import Evaluator, shared_sets
from checker.check.one import Checker
from checker.inspections.findings import WEIGHTS, Scope, Trail, Weights, follow, scope_of
from checker.inspections.layout import layout_of
from checker.inspections.lexicon import vocabulary
from checker.inspections.reading import FOLDER, read_sentences
from checker.matching.find import find
from checker.packs.load import Pack, rules_folder

LABELS = ("lscb-findings-dev.json", "lscb-findings-dev-2.json", "themes-findings-dev.json")
_RANGES = {
    "about": (-0.35, 0.3), "steep": (2.0, 7.0), "named": (0.1, 0.6), "subject": (0.0, 0.4), "elsewhere": (0.2, 1.0),
    "sure_from": (0.15, 0.4), "conceded": (0.1, 0.3), "item": (0.4, 2.0), "early": (0.3, 1.1), "praised": (1.8, 4.0),
    "faulted": (1.0, 2.6), "spoken": (0.15, 0.7), "much": (2.0, 8.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled report, read with weights of words that have not seen it."""

    name: str
    pack: Pack
    scope: Scope
    labels: Mapping[str, Mapping[str, Any]]

    def trails(self, weights: Weights) -> dict[str, Trail]:
        """The trail of each labelled criterion."""
        return {rule.id: follow(rule, self.scope, weights) for rule in self.pack.rules if rule.id in self.labels}


@dataclass(frozen=True, slots=True)
class Score:
    """How verdicts of one kind agree."""

    total: int = 0
    exact: int = 0
    accepted: int = 0
    short_right: int = 0
    short_told: int = 0
    short_read: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def worth(self) -> float:
        """What a choice of weights is judged by: exact, half of accepted, and both sides of "falls short"."""
        return self.exact + 0.5 * self.accepted - 0.2 * (self.short_told + self.short_read - 2 * self.short_right)

    def __str__(self) -> str:
        return (
            f"{self.total} verdicts: exact {self.exact / self.total:.3f}, accepted {self.accepted / self.total:.3f}; "
            f"falls short: precision {self.short_right / max(1, self.short_told):.3f}, "
            f"recall {self.short_right / max(1, self.short_read):.3f}"
        )


def cases(shared: Path, cache: Path | None) -> list[Case]:
    """All labelled reports."""
    words = vocabulary(rules_folder() / FOLDER)
    lessons = load_lessons(shared, words, cache)
    weak = weak_weights(shared, words, cache)
    checker = Checker.load(ids=[BOARD, REPORT])
    packs = {pack.head.id: pack for pack in checker.packs}
    found = []
    for file in LABELS:
        for name, label in json.loads((shared / "gold" / file).read_text(encoding="utf-8")).items():
            pack = packs[BOARD if file.startswith("lscb") else REPORT]
            tables = tables_from([lesson for lesson in lessons if lesson.file != name], words, outcomes(), weak)
            document = read_cached(reports(shared)[name], cache)
            reading = read_sentences(document, layout_of(document), tables, [pack.head.id])
            matcher = checker.matcher_for([pack], findings=True)
            matches = find(document, matcher)
            evaluator = Evaluator(matches, matcher.concepts)
            scope = scope_of(pack, matches, evaluator, shared_sets(evaluator, matches, ()), reading)
            found.append(Case(name, pack, scope, label["findings"]))
    return found


def score(case: Case, weights: Weights) -> Score:
    """How the verdicts of one report agree with its labels."""
    total = Score()
    for requirement, trail in case.trails(weights).items():
        label, told = case.labels[requirement], str(trail.verdict)
        short, read = told != "strength", label["verdict"] != "strength"
        exact = told == label["verdict"]
        total += Score(1, exact, exact or told in label.get("accept", ()), short and read, short, read)
    return total


def tried(number: int) -> list[Weights]:
    """Sets of weights drawn at random between bounds, the shipped one first."""
    draw = random.Random(1)
    return [WEIGHTS, *(
        replace(WEIGHTS, **{name: round(draw.uniform(*bounds), 2) for name, bounds in _RANGES.items()})
        for _ in range(number)
    )]  # fmt: skip


def main() -> None:
    """Judge, compare and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, required=True)
    options.add_argument("--cache", type=Path)
    options.add_argument("--choose", type=int, default=0, metavar="N")
    options.add_argument("--show", action="store_true", help="list each verdict that differs")
    given = options.parse_args()
    every = cases(given.shared, given.cache)
    if given.choose:
        choose(every, given.choose)
        return
    for pack in (BOARD, REPORT):
        total = Score()
        for case in every:
            if case.pack.head.id == pack:
                total += score(case, WEIGHTS)
        print(f"{pack}: {total}")
    margins(every)
    if given.show:
        for case in every:
            for requirement, trail in case.trails(WEIGHTS).items():
                label = case.labels[requirement]
                if str(trail.verdict) != label["verdict"]:
                    sums = f"praise {trail.praise:.2f}, fault {trail.fault:.2f}, items {trail.items}"
                    print(
                        f"{case.name[:14]} {requirement}: read {label['verdict']} {label.get('accept', '')}, "
                        f"told {trail.verdict} ({sums})"
                    )


def margins(every: list[Case]) -> None:
    """How often verdicts agree by how far they stand from where they would turn: the ground of confidence."""
    pairs = sorted(
        (min(1.0, max(0.0, trail.margin)), str(trail.verdict) == case.labels[requirement]["verdict"])
        for case in every
        for requirement, trail in case.trails(WEIGHTS).items()
    )
    size = len(pairs) // 5
    for begin in range(0, size * 5, size):
        part = pairs[begin : begin + size]
        print(
            f"  margin {part[0][0]:.2f} to {part[-1][0]:.2f}: "
            f"{sum(right for _, right in part) / len(part):.2f} exact of {len(part)}"
        )


def choose(every: list[Case], number: int) -> None:
    """Choose weights: honestly for each report from the others, and for shipping from all."""
    sets = tried(number)
    scores = [[score(case, weights) for case in every] for weights in sets]
    totals = [sum(one.worth for one in row) for row in scores]
    for pack in (BOARD, REPORT):
        left_out = Score()
        for place, case in enumerate(every):
            if case.pack.head.id == pack:
                best = max(range(len(sets)), key=lambda at: totals[at] - scores[at][place].worth)
                left_out += scores[best][place]
        print(f"{pack}, weights chosen without the report: {left_out}")
    for at in sorted(range(len(sets)), key=lambda at: -totals[at])[:8]:
        kinds = {
            pack: sum((s for s, c in zip(scores[at], every, strict=True) if c.pack.head.id == pack), Score())
            for pack in (BOARD, REPORT)
        }
        print(sets[at])
        for pack, told in kinds.items():
            print(f"    {pack}: {told}")


if __name__ == "__main__":
    main()
