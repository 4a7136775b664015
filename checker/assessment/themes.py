"""The theme of a passage by itself, such as a printed area for improvement: by the rules' own topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from checker.assessment.sets import Evaluator
from checker.documents.assemble import assemble
from checker.documents.draft import Draft, Reading
from checker.documents.model import BlockKind
from checker.matching.compile import Matcher
from checker.matching.find import find
from checker.packs.load import Pack


def theme_finder(packs: Iterable[Pack], matcher: Matcher) -> Callable[[str], str | None]:
    """A function that gives the theme whose rules' topics a passage holds most words of, or None."""
    rules = [rule for pack in packs for rule in pack.rules]

    def theme_of(text: str) -> str | None:
        document = assemble(Reading("text", [Draft(BlockKind.PARAGRAPH, text)]), "", "")
        matches = find(document, matcher)
        evaluator = Evaluator(matches, matcher.concepts)
        weights: Counter[str] = Counter()
        for rule in rules:
            if not evaluator.mask(rule.topic.sentence, rule.id):
                continue
            names = rule.topic.sentence.concepts()
            names |= {f"{rule.id}/{name}" for name in names}
            starts = {hit.start for hits in matches.hits.values() for hit in hits if not names.isdisjoint(hit.concepts)}
            weights[rule.theme] = max(weights[rule.theme], len(starts))
        best = weights.most_common(1)
        return best[0][0] if best else None

    return theme_of
