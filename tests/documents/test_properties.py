"""What holds for every document, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.check.one import Checker
from checker.documents.limits import Limits
from checker.documents.model import Document, Profile
from checker.documents.reader import read_data
from checker.errors import DocumentError
from checker.matching.terms import TermError, parse

quick = settings(max_examples=60, deadline=None, derandomize=True)
WORDS = st.sampled_from(
    "The partners will meet each quarter. audit scrutineer £4,000 12 May 2021 MASH (PAG) Group * - 1. 5.3.1 # ## | --- "
    "<p> </p> <h2> <table> <td> &amp; \n \n\n \t   children's voice ‘quoted’ ﬁ \x0c ‮ é 漢 🙂".split(" ")
)
TEXTS = st.lists(WORDS, max_size=120).map(" ".join)
SUFFIXES = st.sampled_from([".md", ".txt", ".html"])


def read(data: bytes, suffix: str) -> Document | None:
    try:
        return read_data(data, Path(f"a{suffix}"), Limits())
    except DocumentError as error:
        assert error.kind and error.message.startswith("a")
        return None


@quick
@given(TEXTS, SUFFIXES)
def test_blocks_and_sentences_are_spans_in_order(text: str, suffix: str) -> None:
    document = read(text.encode(), suffix)
    if document is None:
        return
    last = 0
    for block in document.blocks:
        assert last <= block.start <= block.end <= len(document.text)
        last = block.end
    last = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert last <= sentence.start < sentence.end and block.start <= sentence.start and sentence.end <= block.end
        assert document.text[sentence.start : sentence.end].strip()
        document.section_of(sentence.block)
        document.paragraph_of(sentence.block)
        document.page_at(sentence.start)
        last = sentence.end


@quick
@given(TEXTS, SUFFIXES)
def test_the_same_bytes_give_the_same_document(text: str, suffix: str) -> None:
    assert read(text.encode(), suffix) == read(text.encode(), suffix)


@quick
@given(st.binary(max_size=3000), st.sampled_from([".md", ".txt", ".html", ".pdf", ".docx"]))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    read(data, suffix)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(TEXTS)
def test_every_quote_is_a_slice_of_the_text(checker: Checker, text: str) -> None:
    document = read(text.encode(), ".md")
    if document is None:
        return
    for finding in checker.check(document, Profile(type="arrangements")).findings:
        assert finding.reason and finding.verdict in {"met", "weak", "missing"}
        assert (finding.verdict == "missing") <= (not finding.evidence)
        for item in finding.evidence:
            assert item.quote == document.text[item.start : item.end]


@quick
@given(st.text(alphabet="ab ()[]|.=<>Name-MASH", max_size=60))
def test_a_term_gives_phrases_or_says_what_is_wrong(term: str) -> None:
    try:
        parts = parse(term)
    except TermError as error:
        assert term in str(error)
        return
    assert parts and all(0 < len(part.phrases) <= 1500 for part in parts)
