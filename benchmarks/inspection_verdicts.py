"""Verdicts on inspections beside labels made by reading, each report left out of what the weights are learned from.

    python -m benchmarks.inspection_verdicts --shared SHARED [--cache FOLDER] [--choose N [--bearing]] [--show]

Without `--choose` the shipped `Weights` judge; with it N sets of those that decide are drawn (with `--bearing` of
those too that say how far a remark bears on a criterion): each report is judged by the middle of the sets that do best
on all the others (what the project may claim), and the middle of those that do best on all is printed (to ship). The
quotes that verdicts show are held against those that readers chose.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from benchmarks.inspection_lessons import BOARD, REPORT, load_lessons, squash, tables_from
from benchmarks.inspection_reports import read_cached, reports
from benchmarks.inspection_weak import weak_weights
from benchmarks.train_inspections import outcomes
from checker.assessment.evaluate import Evaluator
from checker.check.one import Checker
from checker.inspections.findings import Trail, follow
from checker.inspections.layout import layout_of
from checker.inspections.lexicon import vocabulary
from checker.inspections.reading import FOLDER, read_sentences
from checker.inspections.ruling import WEIGHTS, Weights
from checker.inspections.scope import Scope, scope_of
from checker.inspections.wording import evidence_for
from checker.matching.find import find
from checker.packs.load import Pack, rules_folder

LABELS = ("lscb-findings-dev.json", "lscb-findings-dev-2.json", "themes-findings-dev.json")
_DECIDES = {
    "praised": (1.8, 4.5), "faulted": (1.0, 2.6), "much": (1.5, 6.0), "graded": (1.0, 1.8), "mixed": (0.5, 1.0),
}  # fmt: skip
_BEST = 30  # sets whose middle is chosen
_BEARS = {
    "about": (-0.35, 0.3), "steep": (2.0, 7.0), "named": (0.1, 0.6), "subject": (0.0, 0.4), "elsewhere": (0.2, 1.0),
    "sure_from": (0.15, 0.4), "conceded": (0.1, 0.3), "item": (0.4, 2.0), "early": (0.3, 1.1), "spoken": (0.15, 0.7),
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
            scope = scope_of(pack, matches, evaluator, reading)
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


def tried(number: int, *, bearing: bool) -> list[Weights]:
    """Sets of weights drawn at random; the shipped one, chosen in sight of all labels, is none of them."""
    draw = random.Random(1)
    ranges = _DECIDES | _BEARS if bearing else _DECIDES
    return [
        replace(WEIGHTS, **{name: round(draw.uniform(*bounds), 2) for name, bounds in ranges.items()})
        for _ in range(number)
    ]


def main() -> None:
    """Judge, compare and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, required=True)
    options.add_argument("--cache", type=Path)
    options.add_argument("--choose", type=int, default=0, metavar="N")
    options.add_argument("--bearing", action="store_true", help="choose how far remarks bear on a criterion as well")
    options.add_argument("--show", action="store_true", help="list each verdict that differs")
    given = options.parse_args()
    every = cases(given.shared, given.cache)
    if given.choose:
        choose(every, tried(given.choose, bearing=given.bearing))
        return
    for pack in (BOARD, REPORT):
        total = Score()
        for case in every:
            if case.pack.head.id == pack:
                total += score(case, WEIGHTS)
        print(f"{pack}: {total}")
    margins(every)
    quotes(every)
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


def quotes(every: list[Case]) -> None:
    """How many of the quotes shown a reader chose as well, and for how many verdicts the first, or any."""
    counts: Counter[str] = Counter()
    for case in every:
        for requirement, trail in case.trails(WEIGHTS).items():
            theirs = [squash(quote) for quote in case.labels[requirement]["quotes"]]
            shown = [squash(one.quote) for one in evidence_for(trail, case.scope.document)]
            if not theirs or not shown:
                continue
            right = [any(own in other or other in own for other in theirs) for own in shown]
            counts.update(verdicts=1, first=right[0], some=any(right), shown=len(right), right=sum(right))
    total = counts["verdicts"]
    print(
        f"quotes of {total} verdicts: the first a reader's {counts['first'] / total:.3f}, "
        f"any {counts['some'] / total:.3f}; {counts['right']} of the {counts['shown']} shown"
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


def mean_of(sets: Sequence[Weights]) -> Weights:
    """The middle of some sets of weights."""
    names = (field.name for field in fields(Weights))
    return Weights(**{name: round(sum(getattr(one, name) for one in sets) / len(sets), 2) for name in names})


def choose(every: list[Case], sets: Sequence[Weights]) -> None:
    """Choose weights: honestly for each report from the others, and for shipping from all.

    The best of many sets owes that to chance; the middle of the best ones less so.
    """
    scores = [[score(case, weights) for case in every] for weights in sets]
    totals = [sum(one.worth for one in row) for row in scores]
    for pack in (BOARD, REPORT):
        left_out = Score()
        for place, case in enumerate(every):
            if case.pack.head.id == pack:
                order = sorted(range(len(sets)), key=lambda at: scores[at][place].worth - totals[at])
                left_out += score(case, mean_of([sets[at] for at in order[:_BEST]]))
        print(f"{pack}, weights chosen without the report: {left_out}")
    best = mean_of([sets[at] for at in sorted(range(len(sets)), key=lambda at: -totals[at])[:_BEST]])
    print(best)
    for pack in (BOARD, REPORT):
        told = sum((score(case, best) for case in every if case.pack.head.id == pack), Score())
        print(f"    {pack}: {told}")


if __name__ == "__main__":
    main()
