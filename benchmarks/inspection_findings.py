"""What inspectors found, and the areas for improvement that they print, beside labels made by reading.

    python -m benchmarks.inspection_findings --labels SHARED/gold/lscb-findings-dev.json --root FOLDER

Labels: {file: {"areas_for_improvement": [text, ...], "findings": {requirement: {"verdict", "accept"}}}}.
Prints exact agreement, every disagreement, and for the printed items of the board how many stand
whole among the tool's, in order, and how many of the tool's board items no label has.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from checker.check.one import Checker
from checker.documents.reader import read_document
from checker.packs.load import rules_folder
from checker.profile.authorities import load_areas
from checker.profile.read import profile_of

_PACK = "ofsted-lscb"


def main() -> None:
    """Compare and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--labels", type=Path, required=True)
    options.add_argument("--root", type=Path, required=True)
    given = options.parse_args()
    checker, areas = Checker.load(ids=[_PACK]), load_areas(rules_folder() / "areas.yaml")
    labels = json.loads(given.labels.read_text(encoding="utf-8"))
    verdicts = exact = accepted = items = whole = invented = 0
    for name, label in labels.items():
        document = read_document(given.root / name)
        check = checker.check(document, profile_of(document, areas), [_PACK])
        for finding in check.findings:
            wanted = label["findings"].get(finding.requirement)
            if wanted is None:
                continue
            verdicts += 1
            exact += finding.verdict == wanted["verdict"]
            accepted += finding.verdict in {wanted["verdict"], *wanted.get("accept", ())}
            if finding.verdict != wanted["verdict"]:
                print(f"{name[:30]:30} {finding.requirement:26} read {wanted['verdict']}, told {finding.verdict}")
        printed = [_squashed(text) for text in label.get("areas_for_improvement", ())]
        found = check.inspection.improvements if check.inspection else ()
        told = [_squashed(item.text) for item in found if item.for_whom == "board"]
        items += len(printed)
        whole += sum(text in told for text in printed)
        invented += sum(text not in printed for text in told) if printed else 0
    print(f"findings {verdicts}: exact {exact / verdicts:.3f}, with accepted alternatives {accepted / verdicts:.3f}")
    print(f"printed areas for improvement {items}: whole {whole}, others told {invented}")


def _squashed(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


if __name__ == "__main__":
    main()
