"""How sure a finding is, and why, in words for a person who decides whether to look again."""

from __future__ import annotations

from checker.assessment.weighed import Weighed
from checker.documents.model import Document
from checker.results.model import Confidence, Evidence, Verdict
from checker.weights.deciding import overlooks

_UNCOUNTED = 0.4  # chance from which a sentence under "missing" is worth showing, if it is on no other matter
_SAYS_SOMETHING = 7  # words from which it is
_LIKELY = 0.3
_QUOTED_WORDS = 40  # a passage that was not counted is shown up to so many words
_ALONE = 0.5


def alone(why: str) -> Confidence:
    """Judged by the rules alone: never firm."""
    return Confidence("look again", _ALONE, f"Judged by the rule alone: {why}.")


def confidence_of(
    weighed: Weighed, rule_says: Verdict, evidence: tuple[Evidence, ...], document: Document
) -> Confidence:
    """How sure, with the plainest grounds there are."""
    score = round(weighed.score, 2)
    if not weighed.judges:
        return alone("no readers' labels have taught how it is judged")
    if weighed.firm:
        return Confidence("firm", score, _firm(weighed, rule_says, evidence))
    return Confidence("look again", score, _sentence(_doubts(weighed, rule_says, evidence, document)))


def _firm(weighed: Weighed, rule_says: Verdict, evidence: tuple[Evidence, ...]) -> str:
    if weighed.verdict is Verdict.MISSING and rule_says is not Verdict.MISSING:
        return "The words that readers go by find nothing on it, though the rule takes some for it."
    if weighed.verdict is Verdict.MISSING:
        return "Neither the rule nor the words that readers go by find anything on it."
    lines = "one passage says it" if len(evidence) == 1 else f"{len(evidence)} passages say it"
    if rule_says is weighed.verdict:
        return f"The rule and the words that readers go by agree; {lines}."
    return f"The words that readers go by leave little doubt; {lines}."


def _doubts(weighed: Weighed, rule_says: Verdict, evidence: tuple[Evidence, ...], document: Document) -> list[str]:
    if weighed.unlike:
        return [
            f"the rule by itself would say {rule_says.value}",
            "the document's words bear out little of what rules find",
        ]
    found: list[str] = []
    likely = int((weighed.chance >= _LIKELY).sum())
    if weighed.verdict is Verdict.MISSING:
        best = int(weighed.chance.argmax())
        if _worth_showing(weighed, best, document):
            found.append(f"a passage that was not counted: {_shown(document, best)}")
        elif overlooks(weighed.verdict.value, weighed.signals, few=weighed.few):
            found.append("some words lean towards it, none of them plainly")
        if document.pages_without_text:
            found.append("pages of the document could not be read")
    else:
        if likely == 0:
            found.append("no line speaks of it plainly")
        elif likely == 1:
            found.append("only one line speaks of it")
        if float(weighed.margin[int(weighed.chance.argmax())]) < 0:
            found.append("its words may be about another matter")
    if rule_says is not weighed.verdict:
        found.append(f"the rule by itself would say {rule_says.value}")
    return found[:2] or [_plain_doubt(weighed)]


def _plain_doubt(weighed: Weighed) -> str:
    """Why a verdict is not firm against which nothing speaks."""
    if weighed.of_several:
        return "the document tells much of other bodies, whose business is easily taken for the partnership's"
    if weighed.few:
        return "in so short a document little can bear it out"
    return f"it lies close to {'weak' if weighed.verdict is not Verdict.WEAK else 'met or missing'}"


def _worth_showing(weighed: Weighed, number: int, document: Document) -> bool:
    """Whether a sentence that was not counted may well be on the requirement, and says something by itself."""
    sentence = document.sentences[number]
    words = document.text[sentence.start : sentence.end].split()
    likely = float(weighed.chance[number]) >= _UNCOUNTED and float(weighed.margin[number]) >= 0
    return likely and len(words) >= _SAYS_SOMETHING and not words[-1].endswith("?")


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + ("" if text.endswith(("”", ".", '"')) else ".")


def _shown(document: Document, number: int) -> str:
    sentence = document.sentences[number]
    words = " ".join(document.text[sentence.start : sentence.end].split()).split(" ")
    text = " ".join(words[:_QUOTED_WORDS]) + (" ..." if len(words) > _QUOTED_WORDS else "")
    page = document.page_at(sentence.start)
    return f'"{text}"' + (f" (page {page})" if page else "")
