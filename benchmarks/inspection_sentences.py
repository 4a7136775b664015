"""How single sentences of inspection reports are read, held against labels, each report left out in turn.

    python -m benchmarks.inspection_sentences --shared SHARED [--cache FOLDER] [--show]

For each report with labels made outside, the weights are learned from all other reports (the project's own
labels included), the whole report is read with them as the checker reads it, and the labelled sentences compared.
Prints polarity strict and with the alternatives that labels allow (`inspection-sentences-dev-also.jsonl`: the one
other polarity under which 59 of the sentences can be read), and of sentences with a theme how many got one of theirs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.inspection_lessons import load_lessons, squash, tables_from
from benchmarks.inspection_reports import read_cached, reports
from benchmarks.inspection_weak import weak_weights
from benchmarks.train_inspections import outcomes
from checker.inspections.layout import layout_of
from checker.inspections.lexicon import vocabulary
from checker.inspections.reading import FOLDER, read_sentences, themes_of
from checker.packs.load import rules_folder


def main() -> None:
    """Compare and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, required=True)
    options.add_argument("--cache", type=Path)
    options.add_argument("--show", action="store_true", help="list each sentence read otherwise")
    given = options.parse_args()
    words = vocabulary(rules_folder() / FOLDER)
    lessons = load_lessons(given.shared, words, given.cache)
    weak = weak_weights(given.shared, words, given.cache)
    requirements = outcomes()
    counts: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    for name in sorted({lesson.file for lesson in lessons if not lesson.own}):
        tables = tables_from([lesson for lesson in lessons if lesson.file != name], words, requirements, weak)
        document = read_cached(reports(given.shared)[name], given.cache)
        reading = read_sentences(document, layout_of(document), tables)
        texts = {number: squash(document.text[s.start : s.end]) for number, s in enumerate(document.sentences)}
        for lesson in lessons:
            if lesson.file != name:
                continue
            number = next((n for n, text in texts.items() if text == lesson.key), None)
            number = (
                number if number is not None else next((n for n, text in texts.items() if lesson.key in text), None)
            )
            read = reading.sentences.get(number) if number is not None else None
            counts["sentences"] += 1
            told = read.polarity if read else "neutral"
            themes = set(themes_of(read, lesson.pack, tables)) if read else set()
            counts["strict"] += told == lesson.polarity
            counts["allowed"] += told in {lesson.polarity, lesson.also}
            confusion[lesson.polarity, told] += 1
            labelled = lesson.themes or frozenset()
            counts["with a theme"] += bool(labelled)
            counts["theme found"] += bool(labelled & themes)
            counts["themes told"] += len(themes)
            counts["themes right"] += len(labelled & themes)
            if given.show and told not in {lesson.polarity, lesson.also}:
                print(
                    f"{lesson.polarity:8} told {told:8} "
                    f"{document.text[document.sentences[number or 0].start :][:150]!r}"
                )
    for pair, count in sorted(confusion.items()):
        print(f"  {pair[0]:8} -> {pair[1]:8} {count}")
    total = counts["sentences"]
    print(f"polarity of {total}: strict {counts['strict'] / total:.3f}, allowed {counts['allowed'] / total:.3f}")
    print(
        f"theme found for {counts['theme found'] / counts['with a theme']:.3f} of {counts['with a theme']}; "
        f"of the themes told {counts['themes right'] / counts['themes told']:.3f} are labelled"
    )


if __name__ == "__main__":
    main()
