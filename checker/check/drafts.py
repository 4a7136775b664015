"""A draft checked against an earlier one: brings the two documents' texts to the comparison of their checks."""

from __future__ import annotations

from dataclasses import replace

from checker.check.files import Checked
from checker.compare.drafts import draft_change
from checker.documents.model import BlockKind, Document
from checker.results.model import Check, Passage


def changed_since(earlier: Checked, later: Checked) -> Check:
    """The later check with what changed since the earlier one; both are made with the same packs."""
    change = draft_change(earlier.check, later.check, sentences_of(earlier.document), sentences_of(later.document))
    return replace(later.check, change=change)


def sentences_of(document: Document) -> tuple[Passage, ...]:
    """All sentences, headings, list items and table rows with their places; a table of contents is left out."""
    return tuple(
        Passage(**document.place(sentence.start, sentence.end, sentence.block))
        for sentence in document.sentences
        if document.blocks[sentence.block].kind is not BlockKind.CONTENTS
    )
