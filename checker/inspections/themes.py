"""The theme of a passage by itself, such as a printed area for improvement: by the rules' own topics."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

from checker.assessment.evaluate import Evaluator
from checker.documents.model import BlockKind
from checker.documents.shape.assemble import assemble
from checker.documents.shape.draft import Draft, Reading
from checker.matching.compile import Matcher
from checker.matching.find import find
from checker.matching.matches import Matches, bits
from checker.packs.load import Pack

_ENOUGH = 60  # characters by which a passage is found again in its document


def theme_finder(packs: Iterable[Pack], matcher: Matcher, known: Matches | None = None) -> Callable[[str], str | None]:
    """A function that gives the theme whose rules' topics a passage holds most words of, or None.

    `known` are the matches of the document that the passages stand in, if they were made with the
    same matcher: a passage found there need not be matched again.
    """
    rules = [rule for pack in packs for rule in pack.rules]
    names = {
        rule.id: {form for name in rule.topic.sentence.concepts() for form in (name, f"{rule.id}/{name}")}
        for rule in rules
    }
    starts = [sentence.start for sentence in known.document.sentences] if known else []

    def theme_of(text: str) -> str | None:
        matches, mask = _matched(text)
        evaluator = Evaluator(matches, matcher.concepts)
        weights: Counter[str] = Counter()
        for rule in rules:
            on_topic = evaluator.mask(rule.topic.sentence, rule.id) & mask
            if not on_topic:
                continue
            words = {
                hit.start
                for number in bits(mask)
                for hit in matches.hits.get(number, ())
                if not names[rule.id].isdisjoint(hit.concepts)
            }
            weights[rule.theme] = max(weights[rule.theme], len(words))
        best = weights.most_common(1)
        return best[0][0] if best else None

    def _matched(text: str) -> tuple[Matches, int]:
        if known is not None:
            at = known.document.text.find(text[:_ENOUGH])
            if at >= 0:
                first = bisect_right(starts, at) - 1
                last = bisect_right(starts, at + len(text) - 1)
                return known, ((1 << last) - 1) ^ ((1 << max(first, 0)) - 1)
        document = assemble(Reading("text", [Draft(BlockKind.PARAGRAPH, text)]), "", "")
        return find(document, matcher), (1 << len(document.sentences)) - 1

    return theme_of
