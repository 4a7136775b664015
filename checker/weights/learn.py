"""Learning the weights from lessons, step by step. Needs the extra `train`; nothing else does.

What later steps learn from (the scores of sentences, then of requirements) is always taken from
weights that have not seen the folder in question: each folder is left out in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from checker.weights.deciding import softmax
from checker.weights.fit import (
    Case,
    Lesson,
    evidence_tables,
    fit_sentences,
    fit_verdicts,
    reader_tables,
    see,
    sentence_rows,
)
from checker.weights.model import Bag, Family, Numbers, Scale, Usual
from checker.weights.signals import (
    Field,
    probabilities,
    read_together,
    reader_margins,
    requirement_signals,
    surroundings,
    word_scores,
)
from checker.weights.style import FEWEST, lift_of, lifted, usual_of


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of all families, and every case with what weights said that had not seen its folder."""

    families: Mapping[str, Family]  # by family name
    sentence: Scale
    verdict: Scale
    usual: Usual
    cases: tuple[Case, ...]


@dataclass(slots=True)
class Course:
    """The way from lessons to weights: what each step leaves for the next."""

    judged: Collection[str]  # families that teach verdicts
    progress: Callable[[str], None]
    keep_out: frozenset[str]  # folds that never teach
    cases: list[Case] = field(default_factory=list)
    fields: dict[int, Field] = field(default_factory=dict)  # by the lesson's identity
    home: dict[int, str] = field(default_factory=dict)  # its family
    words: dict[str, dict[str, Bag]] = field(default_factory=dict)  # by family
    matters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    readers: dict[str, Bag] = field(default_factory=dict)

    def teaching(self, without: str | None = None, *, trusted: bool = False) -> list[Case]:
        """The cases that may teach; `trusted` leaves out those in whose sight rules were written."""
        return [
            case
            for case in self.cases
            if case.lesson.fold not in self.keep_out
            and case.lesson.fold != without
            and not (trusted and case.lesson.known)
        ]

    def held(self) -> list[tuple[str, list[Case]]]:
        """The cases by the fold that is left out for them."""
        folds: dict[str, list[Case]] = {}
        for case in self.cases:
            folds.setdefault(case.lesson.fold, []).append(case)
        return sorted(folds.items())

    def learn_words(self, family: str, lessons: Sequence[Lesson]) -> None:
        """The words of one family's matters, and how each document reads by words that have not seen its fold."""
        seen = see(lessons)
        matters = tuple(sorted({label.matter for lesson in lessons for label in lesson.labels}))
        self.matters[family] = matters
        for fold in sorted({lesson.fold for lesson in lessons}):
            self.progress(f"{family}: words without {fold}")
            tables = evidence_tables(lessons, seen, {fold} | self.keep_out, matters)
            without = Family(tables, tables["own"], matters)
            for lesson in lessons:
                if lesson.fold == fold and len(lesson.said):
                    self.fields[id(lesson)] = surroundings(word_scores(without, lesson.said), matters, lesson.said)
                    self.cases += [Case(lesson, label) for label in lesson.labels]
                    self.home[id(lesson)] = family
        self.progress(f"{family}: words of all")
        self.words[family] = evidence_tables(lessons, seen, self.keep_out, matters)

    def learn_sentences(self) -> None:
        """How likely a reader would quote each sentence."""
        for fold, cases in self.held():
            self.progress(f"sentences without {fold}")
            scale = fit_sentences(self.teaching(fold, trusted=True), self.fields)
            for case in cases:
                case.chance = probabilities(scale, sentence_rows(case, self.fields), case.lesson.said)
                case.bags = read_together(case.lesson.said, case.chance)

    def learn_readers(self) -> None:
        """What the words of the best sentences together say."""
        for family, matters in self.matters.items():
            taught = [case for case in self.teaching() if self.home[id(case.lesson)] == family]
            for fold, held in self.held():
                cases = [case for case in held if self.home[id(case.lesson)] == family]
                if not cases:
                    continue
                self.progress(f"{family}: readers without {fold}")
                bag = reader_tables([case for case in taught if case.lesson.fold != fold], matters)
                margins = reader_margins(bag, [case.bags for case in cases], [case.label.matter for case in cases])
                for case, found in zip(cases, margins, strict=True):
                    case.reader = found
            self.readers[family] = reader_tables(taught if family in self.judged else [], matters)

    def take_signals(self) -> None:
        """All that is weighed to a verdict, for every case."""
        for case in self.cases:
            assert case.chance is not None  # noqa: S101 - for the type checker
            case.signals = requirement_signals(
                self.fields[id(case.lesson)],
                case.label.matter,
                case.lesson.said,
                case.chance,
                case.label.rule,
                case.lesson.shared,
                report=case.lesson.report,
                reader=case.reader,
            )

    def weighing(self, without: str | None = None) -> list[Case]:
        """The cases that teach how verdicts are weighed."""
        return [case for case in self.teaching(without, trusted=True) if self.home[id(case.lesson)] in self.judged]

    def documents(self, cases: Sequence[Case]) -> list[tuple[list[Case], Numbers]]:
        """The cases by document, with their signals, where there are enough to tell its style."""
        together: dict[int, list[Case]] = {}
        for case in cases:
            together.setdefault(id(case.lesson), []).append(case)
        return [
            (mine, np.array([case.signals for case in mine], np.float32))
            for mine in together.values()
            if len(mine) >= FEWEST
        ]

    def usual(self, without: str | None = None) -> Usual:
        """How the words of documents usually read, given what rules find."""
        return usual_of([signals for _, signals in self.documents(self.weighing(without))])

    def learn_style(self) -> Usual:
        """Give back to documents of an unusual style what it took from them, by what is usual in other folds."""
        lifts = []
        for fold, cases in self.held():
            usual = self.usual(fold)
            lifts += [(mine, lift_of(usual, signals)) for mine, signals in self.documents(cases)]
        found = self.usual()
        for mine, lift in lifts:
            for case in mine:
                assert case.signals is not None  # noqa: S101 - for the type checker
                case.signals = lifted(case.signals, lift)
        return found

    def learn_verdicts(self) -> None:
        """How the signals are weighed, and the verdict on every case by a weighing that has not seen its fold."""
        for fold, cases in self.held():
            self.progress(f"verdicts without {fold}")
            scale = fit_verdicts(self.weighing(fold))
            for case in cases:
                if case.signals is not None:
                    case.probabilities = softmax(scale.sums(case.signals))


def learn(
    families: Mapping[str, Sequence[Lesson]],
    judged: Collection[str],
    progress: Callable[[str], None] = lambda _: None,
    keep_out: frozenset[str] = frozenset(),
) -> Learned:
    """Learn everything. Verdicts are learned from the `judged` families; folds in `keep_out` never teach."""
    course = Course(judged, progress, keep_out)
    for family, lessons in families.items():
        course.learn_words(family, lessons)
    course.learn_sentences()
    course.learn_readers()
    course.take_signals()
    usual = course.learn_style()
    course.learn_verdicts()
    return Learned(
        families={
            name: Family(tables, course.readers[name], course.matters[name]) for name, tables in course.words.items()
        },
        sentence=fit_sentences(course.teaching(trusted=True), course.fields),
        verdict=fit_verdicts(course.weighing()),
        usual=usual,
        cases=tuple(course.cases),
    )
