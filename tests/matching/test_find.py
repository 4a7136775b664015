"""Finding concepts: stems, capitals, gaps, names, figures, fixed phrases, leads and sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.assessment.evaluate import Evaluator
from checker.documents.model import Document
from checker.documents.sentence_set import SentenceSet
from checker.matching.compile import compile_concepts
from checker.matching.find import find
from checker.matching.matches import Matches
from checker.packs.model import Concept, Expression

Read = Callable[[str], Document]


def matched(document: Document, **terms: list[str]) -> Matches:
    concepts = {name.replace("_", "-"): Concept(means="-", terms=tuple(values)) for name, values in terms.items()}
    return find(document, compile_concepts(concepts))


def sentences(matches: Matches, held: SentenceSet) -> list[str]:
    document = matches.document
    return [document.text[s.start : s.end] for s in (document.sentences[number] for number in held)]


def test_words_match_by_stem_and_without_regard_to_case(read_md: Read) -> None:
    found = matched(read_md("Audits were undertaken. An AUDIT is planned. The auditor came."), audit=["audit"])
    assert sentences(found, found.own["audit"]) == ["Audits were undertaken.", "An AUDIT is planned."]


def test_abbreviations_match_only_in_capitals(read_md: Read) -> None:
    found = matched(read_md("Peas and mash were served. Calls go to the MASH."), door=["MASH"])
    assert sentences(found, found.own["door"]) == ["Calls go to the MASH."]


def test_a_gap_spans_a_few_words_in_order_within_one_sentence(read_md: Read) -> None:
    text = (
        "The board will review all of these arrangements. These arrangements allow for review. "
        "We review it. The arrangements stand."
    )
    found = matched(read_md(text), whole=["review ... arrangements"])
    assert sentences(found, found.own["whole"]) == ["The board will review all of these arrangements."]


def test_named_bodies_need_a_name(read_md: Read) -> None:
    found = matched(
        read_md("The Council met. Ashmere Council met. NHS Ashmere came."), body=["<Name> Council", "NHS <Name>"]
    )
    assert sentences(found, found.own["body"]) == ["Ashmere Council met.", "NHS Ashmere came."]


def test_words_inside_a_fixed_phrase_do_not_match(read_md: Read) -> None:
    text = "Children's Services attend. In the course of the year children attend a course."
    found = matched(
        read_md(text), fixed_phrase=["children's services", "in the course of"], child=["children"], course=["course"]
    )
    assert sentences(found, found.own["child"]) == ["In the course of the year children attend a course."]
    assert len([hit for hit in found.hits[1] if "course" in hit.concepts]) == 1


def test_figures_are_found_and_section_numbers_are_not(read_md: Read) -> None:
    text = (
        "It cost £73,459. About 12 per cent came. In May 2020 there were 48 visits. Section 11 of the Act 2004 applies."
    )
    found = matched(read_md(text), anything=["visits"])
    own: Mapping[str, int] = found.own
    assert sentences(found, own["money"]) == ["It cost £73,459."]
    assert sentences(found, own["percentage"]) == ["About 12 per cent came."]
    assert sentences(found, own["date"]) == ["In May 2020 there were 48 visits."]
    assert sentences(found, own["number"]) == ["In May 2020 there were 48 visits."]


def test_a_list_lead_speaks_for_its_items(read_md: Read) -> None:
    found = matched(
        read_md("The safeguarding partners are:\n\n- the council\n- the police"), partner=["safeguarding partners"]
    )
    assert sentences(found, found.led["partner"]) == ["the council", "the police"]


def test_text_under_a_heading_is_found_by_the_heading_but_not_by_the_title(read_md: Read) -> None:
    title = "# Scrutiny in Ashmere\n\nOpening words.\n\n"
    text = title + "## Scrutiny\n\nShe visits.\n\n## Money\n\nIt costs. It is paid. It is so."
    found = matched(read_md(text), scrutiny=["scrutiny"])
    evaluator = Evaluator(found, {})
    assert sentences(found, evaluator.below(Expression(concept="scrutiny"))) == ["She visits."]


def test_headings_and_contents_entries_are_never_evidence(read_md: Read) -> None:
    text = "# Contents\n\n1 Scrutiny ........ 4\n\n2 Money ........ 5\n\n# Scrutiny\n\nShe visits."
    found = matched(read_md(text), scrutiny=["scrutiny"])
    assert sentences(found, found.body) == ["She visits."]


def test_an_abbreviation_of_the_document_means_what_its_long_form_means(read_md: Read) -> None:
    text = "The Practice Assurance Group (PAG) was set up. The PAG meets monthly. PAGES turn."
    found = matched(read_md(text), group=["assurance group"], meets=["group ... meets"])
    assert sentences(found, found.own["group"]) == [
        "The Practice Assurance Group (PAG) was set up.",
        "The PAG meets monthly.",
    ]
    assert sentences(found, found.own["meets"]) == ["The PAG meets monthly."]


def test_a_paragraph_that_begins_with_a_pronoun_goes_on_about_the_one_before(read_md: Read) -> None:
    found = matched(
        read_md("# A\n\nA report is published.\n\nIt says what was done.\n\nThe lease ends.\n"), report=["report"]
    )
    first = found.block_of[next(iter(found.own["report"]))]
    assert sentences(found, found.carried[first]) == ["It says what was done."]


def test_phrases_come_in_the_order_of_their_first_and_last_words() -> None:
    """What reads them leans on it."""
    terms = ("b c", "a b c", "a b", "b", "a", "c a", "c a b c")
    matcher = compile_concepts({f"c{at}": Concept(means="-", terms=(term,)) for at, term in enumerate(terms)})
    places = [(first, last) for _, first, last in matcher.phrases(matcher.words.tokens("a b c a b c b a").doc)]
    assert places == sorted(places)
    assert len(places) > len(terms)
