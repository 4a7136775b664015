"""What a reader of the results should know of what was not read, or not taken as the partnership's own."""

from __future__ import annotations

from collections.abc import Iterator

from checker.documents.model import BlockKind, Document
from checker.documents.sentence_set import SentenceSet
from checker.profile.standing import elsewhere
from checker.profile.whose import Parts
from checker.text.cut import cut_at_word

_LONGEST = 160  # characters of a sentence shown


def notes_on(document: Document, parts: Parts) -> Iterator[str]:
    """Parts on adults, what is told of other bodies, and what stands elsewhere."""
    if parts.childrens is not None:
        yield (
            "It is on people of all ages: its part on children was judged, and parts on adults, by their headings, "
            "were left out."
        )
    if parts.others:
        yield _of_others(document, parts.others)
    for words in elsewhere(document):
        yield f'It says that more stands elsewhere, which was not read: "{words}"'


def _of_others(document: Document, others: SentenceSet) -> str:
    """What was left out as other bodies' business, with a sentence of it; a row of a table says little by itself."""
    told = [document.sentences[number] for number in others]
    rows = BlockKind.TABLE_ROW
    sentence = next((each for each in told if document.blocks[each.block].kind is not rows), told[0])
    words = cut_at_word(document.text[sentence.start : sentence.end], _LONGEST, " ...")
    if len(others) == 1:
        return f'One sentence was taken to tell of another body alone, and is no evidence: "{words}"'
    return f'{len(others)} sentences were taken to tell of other bodies alone, and are no evidence, such as: "{words}"'
