"""Learn what words count for in inspection reports, and write the tables that the checker reads.

    python -m benchmarks.train_inspections --shared SHARED [--cache FOLDER]

Needs scikit-learn (the extra `train`). Writes `rules/inspections/polarity.tsv` and a table of themes a pack.
The same labels and words give the same tables.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from benchmarks.inspection_lessons import BOARD, OWN, REPORT, load_lessons, tables_from
from benchmarks.inspection_weak import weak_weights
from checker.inspections.lexicon import WORDS_FILE, vocabulary
from checker.inspections.reading import FOLDER, POLARITY_FILE
from checker.inspections.tables import table_text
from checker.packs.load import load_packs, rules_folder

COMMAND = "python -m benchmarks.train_inspections --shared SHARED"


def outcomes() -> dict[str, tuple[str, ...]]:
    """The requirements of the packs that read inspections."""
    packs = load_packs([BOARD, REPORT], rules_folder())
    return {pack.head.id: tuple(rule.id for rule in pack.rules) for pack in packs}


def main() -> None:
    """Learn and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, required=True)
    options.add_argument("--cache", type=Path, help="a folder to keep read documents in")
    given = options.parse_args()
    folder = rules_folder() / FOLDER
    words = vocabulary(folder)
    lessons = load_lessons(given.shared, words, given.cache)
    sources = (given.shared / "gold" / "inspection-sentences-dev.jsonl", OWN, folder / WORDS_FILE)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    told = (
        "What words and classes of words (words.yaml) count for. Learned; do not edit.\n"
        f"Made by: {COMMAND}\nFrom {len(lessons)} labelled sentences; digest of labels and words: {digest}"
    )
    tables = tables_from(lessons, words, outcomes(), weak_weights(given.shared, words, given.cache), told)
    for name, table in (
        (POLARITY_FILE, tables.polarity),
        *((f"themes-{pack}.tsv", t) for pack, t in tables.themes.items()),
    ):
        (folder / name).write_text(table_text(table), encoding="utf-8")
        print(f"{name}: {len(table.weights)} features, {len(table.outcomes)} outcomes")


if __name__ == "__main__":
    main()
