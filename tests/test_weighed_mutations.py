"""Weighed verdicts follow the matter: other business under the right heading is nothing, plain words are something.

Both kinds are measured on the yearly reports and arrangements of `corpora/readers`, which learning has seen, and on
passages made for this test, which it has not. `-s` prints what does not behave.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checker.check.one import Checker
from checker.documents.model import Document, Profile
from checker.results.model import Finding

READERS = Path(__file__).resolve().parent.parent / "corpora" / "readers"
Read = Callable[[str], Document]

OTHER_BUSINESS = """
Contracts for the resurfacing of car parks were let in May to a firm from the next county, at £182,000. The leisure
centre's boiler was replaced in August, two weeks late, and the swimming pool reopened on 4 September. Refuse rounds
on the eastern estates moved from Tuesdays to Thursdays after a vote at the depot.
"""

PLAIN = {
    "WT18-ARR-DISPUTES": (
        "If two services cannot agree about a child, their managers talk within two days. If that does not "
        "settle it, it goes to the three people at the top, who decide within a week."
    ),
    "WT18-ARR-FUNDING": (
        "The council puts in £90,000 a year, health £45,000 and the police £30,000. We look at the sums again "
        "every January."
    ),
    "WT18-ARR-VOICE": (
        "Twelve teenagers meet us every other month in the youth centre. They asked for a phone number that "
        "works at night, and since June there is one."
    ),
    "WT18-ARR-TRAINING": (
        "Everyone who works with families here can come to the shared lessons: two days for new people, one "
        "morning a year for the rest. We watch teams at work three months later to see what has stuck."
    ),
    "WT18-ARR-SCRUTINY": (
        "Somebody from outside, who works for none of us, visits four times a year, reads case papers, talks "
        "to staff and tells us in writing what is not good enough."
    ),
    "WT18-ARR-AUDIT": (
        "Every three months six of us open ten families' files together, from all the services, and write "
        "down what was done well and what was not."
    ),
    "WT18-ARR-INFORMATION": (
        "All of us have signed one paper about what we may tell each other about a child, by which secure "
        "mailbox, and who to ask when in doubt."
    ),
    "WT18-ARR-GEOGRAPHY": (
        "This is for everyone living in Fellgate town and the villages of the Lune valley, the same as the "
        "council's own boundary."
    ),
}


def findings(checker: Checker, document: Document, kind: str, pack: str) -> dict[str, Finding]:
    check = checker.check(document, Profile(type=kind), [pack])
    return {finding.requirement: finding for finding in check.findings}


def share_unchanged(checker: Checker, read_md: Read, folder: str, kind: str, pack: str) -> float:
    """How many verdicts stay, when each requirement's title becomes a heading over other business at the end."""
    titles = {rule.id: rule.title for each in checker.packs if each.head.id == pack for rule in each.rules}
    said = []
    for path in sorted((READERS / folder).glob("*.md"))[:3]:
        text = path.read_text(encoding="utf-8")
        before = findings(checker, read_md(text), kind, pack)
        for requirement, title in titles.items():
            after = findings(checker, read_md(f"{text}\n\n## {title}\n{OTHER_BUSINESS}"), kind, pack)[requirement]
            said.append(after.verdict is before[requirement].verdict)
            if not said[-1]:
                print(f"{path.name} {requirement}: {before[requirement].verdict}, then {after.verdict}")
    assert len(said) > 30
    return sum(said) / len(said)


def test_other_business_under_the_right_heading_changes_nothing(checker: Checker, read_md: Read) -> None:
    assert share_unchanged(checker, read_md, "reports-5", "yearly-report", "wt2018-yearly-report") >= 0.95
    assert share_unchanged(checker, read_md, "arrangements-4", "arrangements", "wt2018-arrangements") >= 0.95


def test_what_is_told_in_plain_words_is_found_or_said_to_look_again(checker: Checker, read_md: Read) -> None:
    host = (
        "# How we work together in Fellgate\n\n## Who we are\n\nWe are the council, the health board and the police.\n"
    )
    overlooked = []
    for requirement, passage in PLAIN.items():
        document = read_md(f"{host}\n## More about this\n\n{passage}\n\n## The building\n{OTHER_BUSINESS}")
        found = findings(checker, document, "arrangements", "wt2018-arrangements")[requirement]
        assert found.confidence is not None
        print(requirement, found.verdict, found.confidence.level, found.confidence.why)
        if found.verdict == "missing" and found.confidence.level == "firm":
            overlooked.append(requirement)
    assert not overlooked
