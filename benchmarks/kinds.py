"""How well documents near to the three kinds are refused, and the three kinds accepted; and learning it anew.

    python -m benchmarks.kinds            figures by set, each set left out of what is learned
    python -m benchmarks.kinds --learn    learn from all, and write checker/profile/kinds.json

Near documents are in `corpora/others/` (a set a folder, with `kinds.csv`; `blind-*` by independent writers), genuine
ones in `corpora/readers/`, short ones of both in `tests/profile/`. Figures are of `checker.profile.kinds` as a whole:
its signs, which were written in sight of all sets but the newest, and the weights, which have not seen the set.
A sixth of the readers' folders is left out with each set. Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from checker.documents.formats.markdown import read as read_markdown
from checker.documents.model import Document
from checker.documents.reader import read_document
from checker.documents.shape.assemble import assemble
from checker.packs.load import rules_folder
from checker.profile.kinds import scorecard, speaking_for
from checker.profile.read import load_areas, profile_of
from checker.profile.signs import cover, own_signs
from checker.profile.wording import LOOKED_AT, TABLE, UNIT, Features, Table, features_of, shared

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "python -m benchmarks.kinds --learn"
_SHORT = ("none-of-the-three", "longer-none-of-the-three", "plain-enough", "longer-plain-enough")
_CASE = re.compile(r"^=== (?P<name>\S+) \| ?(?P<facts>[^\n]*)\n(?P<text>.*?)(?=^=== |\Z)", re.MULTILINE | re.DOTALL)
_VIEWS = (60, 150, 350)  # words: a document's beginning teaches besides the whole, so that length teaches nothing
_VIEW_OF = 1.2  # times such a view a document must be long to have it
_STRENGTH = 10.0  # C of scikit-learn
_DOCUMENTS, _SETS = 4, 3  # that must use a word
_OWN_SHORT = 0.5  # what one of our own short texts counts beside another document
_FOLDS = 6


@dataclass(frozen=True, slots=True)
class Case:
    """One document: its set, its name, whether it is one of the three (and which), itself and its title."""

    set: str
    name: str
    kind: str | None
    document: Document
    title: str | None
    type: str


@dataclass(frozen=True, slots=True)
class View:
    """What is learned from: the features of a document (an index of cases) or of its beginning."""

    of: int
    features: Features


def cases() -> list[Case]:
    """Every document, read; inspections are told apart beforehand and teach nothing."""
    areas = load_areas(rules_folder() / "areas.yaml")
    found = []
    for set_, name, kind, document in (*_others(), *_short(), *_readers(), *_samples()):
        profile = profile_of(document, areas)
        found.append(Case(set_, name, kind, document, profile.title, profile.type))
    return found


def _others() -> Iterator[tuple[str, str, str | None, Document]]:
    for table in sorted((ROOT / "corpora" / "others").glob("*/kinds.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                kind = None if row["kind"] == "none" else row["kind"]
                yield table.parent.name, row["file"], kind, read_document(table.parent / row["file"])


def _short() -> Iterator[tuple[str, str, str | None, Document]]:
    for name in _SHORT:
        for match in _CASE.finditer((ROOT / "tests" / "profile" / f"{name}.md").read_text(encoding="utf-8")):
            kind = match["facts"].split("|")[0].strip() if "plain" in name else None
            yield name, match["name"], kind, assemble(read_markdown(match["text"]), "made.md", "")


def _readers() -> Iterator[tuple[str, str, str | None, Document]]:
    readers = ROOT / "corpora" / "readers"
    none_of_the_three = yaml.safe_load((readers / "about.yaml").read_text(encoding="utf-8"))["none-of-the-three"]
    for path in sorted(readers.glob("*/*.md")):
        kind: str | None = "yearly-report" if "reports" in path.parent.name else "arrangements"
        if f"{path.parent.name}/{path.name}" in none_of_the_three:
            kind = None
        yield path.parent.name, path.name, kind, read_document(path)


def _samples() -> Iterator[tuple[str, str, str | None, Document]]:
    with (ROOT / "corpora" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] != "inspection":
                yield "samples", row["path"], row["type"], read_document(ROOT / "corpora" / row["path"])


def views(cases: Sequence[Case]) -> list[View]:
    """The whole of each document and, of long ones, beginnings; inspections have none."""
    found = []
    for at, case in enumerate(cases):
        if case.type == "inspection":
            continue
        ends = [match.end() for match in re.finditer(r"\S+", case.document.text)]
        lasts = [len(case.document.text)]
        if case.set not in _SHORT:
            lasts += [ends[words - 1] for words in _VIEWS if len(ends) > words * _VIEW_OF]
        titles = cover(case.document.text, case.title)
        points = speaking_for(own_signs(case.document.text[:LOOKED_AT], titles))
        found += [View(at, features_of(case.document, case.title, titles, points, last)) for last in lasts]
    return found


def learn(views: Sequence[View], cases: Sequence[Case]) -> Table:
    """A table learned from some views; each document counts once, and both sorts alike."""
    known = _vocabulary(views, cases)
    columns = {key: at for at, key in enumerate(known)}
    genuine = np.array([cases[view.of].kind is not None for view in views])
    rows = [[(columns[key], value) for key, value in shared(_only(view.features, columns))] for view in views]
    lengths = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        ([v for row in rows for _, v in row], [c for row in rows for c, _ in row], lengths),
        shape=(len(views), len(known)),
    )
    fitted = LogisticRegression(C=_STRENGTH, max_iter=2000, tol=1e-5).fit(
        matrix, genuine, sample_weight=_counted(views, cases, genuine)
    )
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (field, name), weight in zip(known, fitted.coef_[0], strict=True):
        if round(weight / UNIT):
            weights[field][name] = round(weight / UNIT) * UNIT
    return Table(float(round(fitted.intercept_[0] / UNIT) * UNIT), weights)


def _vocabulary(views: Sequence[View], cases: Sequence[Case]) -> list[tuple[str, str]]:
    """Traits, and words that documents of several sets use and that are no names (some text has them small)."""
    documents: dict[tuple[str, str], set[int]] = defaultdict(set)
    for view in views:
        for key in view.features:
            documents[key].add(view.of)
    small = Counter(word for at in {view.of for view in views} for word in _small(cases[at].document.text))
    return sorted(
        (field, name)
        for (field, name), at in documents.items()
        if field == "trait"
        or (len(at) >= _DOCUMENTS and len({cases[a].set for a in at}) >= _SETS and small[name] >= _DOCUMENTS)
    )


def _small(text: str) -> set[str]:
    return {word.removesuffix("'s") for word in re.findall(r"\b[a-z]+(?:['-][a-z]+)*", text.replace("’", "'"))}


def _only(features: Features, columns: dict[tuple[str, str], int]) -> Features:
    return {key: value for key, value in features.items() if key in columns}


def _counted(views: Sequence[View], cases: Sequence[Case], genuine: np.ndarray) -> np.ndarray:
    per = Counter(view.of for view in views)
    weights = np.array([(_OWN_SHORT if cases[v.of].set in _SHORT[::2] else 1.0) / per[v.of] for v in views])
    for side in (genuine, ~genuine):
        weights[side] *= len(per) / 2 / weights[side].sum()
    return weights


def folds(cases: Sequence[Case]) -> list[set[str]]:
    """The sets that are left out together: one of near documents, and a sixth of the readers' folders."""
    readers = sorted({path.parent.name for path in (ROOT / "corpora" / "readers").glob("*/*.md")})
    near = sorted({case.set for case in cases} - set(readers) - set(_SHORT))
    near += [_SHORT[0], _SHORT[1]]
    together = {_SHORT[0]: {_SHORT[2]}, _SHORT[1]: {_SHORT[3]}}
    return [{name, *together.get(name, ()), *readers[at :: max(_FOLDS, len(near))]} for at, name in enumerate(near)]


def left_out(cases: Sequence[Case], views: Sequence[View]) -> dict[int, Table]:
    """For each case a table that has not seen its set."""
    found: dict[int, Table] = {}
    for fold in folds(cases):
        table = learn([view for view in views if cases[view.of].set not in fold], cases)
        found.update((at, table) for at, case in enumerate(cases) if case.set in fold)
    return found


def lines(cases: Sequence[Case], tables: dict[int, Table]) -> Iterator[str]:
    """The figures by set, and every document that came out wrong."""
    right: Counter[tuple[str, bool, str]] = Counter()
    of: Counter[tuple[str, bool]] = Counter()
    for at, case in enumerate(cases):
        genuine = case.kind is not None
        group = case.set if (case.set in _SHORT or not genuine or case.set.startswith("blind")) else "readers"
        of[group, genuine] += 1
        card = scorecard(case.document, case.title, table=tables[at])
        verdicts = {"signs": card.by_signs is None, "learned": not card.worded_otherwise, "both": card.verdict is None}
        for name, accepted in verdicts.items():
            if case.type == "inspection":
                accepted = genuine  # not decided here
            right[group, genuine, name] += accepted == genuine
            if name == "both" and accepted != genuine:
                yield f"    wrong: {case.set}/{case.name} ({case.kind or 'none'}), {card.wording}"
    for (group, genuine), number in sorted(of.items()):
        told = ", ".join(f"{name} {right[group, genuine, name]}" for name in ("signs", "learned", "both"))
        yield f"{group:26} {'accepted' if genuine else 'refused ':8} of {number:3}: {told}"


def write(table: Table, documents: Iterable[Case]) -> None:
    """Write a table, the same bytes for the same documents."""
    number = Counter("one of the three" if case.kind else "near" for case in documents)
    content = {
        "about": "What traits and words speak for one of the three kinds (above 0), in hundredths. Learned.",
        "made by": COMMAND,
        "from": dict(sorted(number.items())),
        "start": round(table.start / UNIT),
        "weights": {
            field: {name: round(weight / UNIT) for name, weight in sorted(of.items())}
            for field, of in sorted(table.weights.items())
        },
    }
    TABLE.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Print figures, or learn."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--learn", action="store_true", help="learn from every set and write the weights")
    given = options.parse_args()
    read = cases()
    learned_from = views(read)
    if given.learn:
        write(learn(learned_from, read), [read[at] for at in {view.of for view in learned_from}])
        return
    for line in lines(read, left_out(read, learned_from)):
        print(line)


if __name__ == "__main__":
    main()
