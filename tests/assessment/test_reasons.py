"""Reasons as sentences: the verb that suits, nothing said twice, the plainest ground first."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from checker.assessment.judge import LimbState, Trail
from checker.assessment.reasons import _sought, reason_shown
from checker.documents.model import BlockKind
from checker.documents.sentence_set import NONE, SentenceSet
from checker.results.model import Verdict

NAMES = {
    "who": "who produces data, how often and for whom",
    "also": "who produces or analyses data, how often or for whom",
    "pays": "that the partners pay",
    "sums": "amounts or shares",
    "talk": "training",
    "none": "that there was none",
    "police": "which police force is a partner",
    "matters": "which priorities there were",
    "council": "the council's delegate by post",
    "board": "the board's delegate by post",
    "either": "how training or data are used",
}
TEXT = "Whether there should be a review is asked. It should be noted that the table below shows it. We hope to."
STARTS = (0, TEXT.index("It "), TEXT.index("We "), len(TEXT))
DOCUMENT: Any = SimpleNamespace(
    page_at=lambda at: None,
    pages_without_text=(),
    pictures=(),
    may_hold=(),
    text=TEXT,
    sentences=[SimpleNamespace(start=start, end=end, block=0) for start, end in pairwise(STARTS)],
    blocks=[SimpleNamespace(kind=BlockKind.PARAGRAPH)],
)


def reason(
    verdict: Verdict,
    solid: tuple[str, ...] = (),
    thin: tuple[str, ...] = (),
    weak: str = "",
    *,
    met: tuple[tuple[str, ...], ...] = (("who",),),
    mentioned: tuple[tuple[str, ...], ...] = (),
    speaks: int = 4,
    concrete: bool = True,
    at: int = 4,
) -> str:
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=met,
        mentioned=mentioned,
        looked_for="data and who reads them",
    )
    limbs = {key: LimbState(SentenceSet(4 * (key in solid)), SentenceSet(4 * (key in thin))) for key in NAMES}
    kinds: Any = {weak: SentenceSet(at)} if weak else {}
    trail = Trail(NONE, NONE, NONE, SentenceSet(speaks), limbs, kinds, verdict)
    return reason_shown(rule, trail, trail, DOCUMENT, ["June"] if concrete else [])


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (reason(Verdict.MET, ("who", "also")), "The document says who produces data, how often and for whom."),
        (
            reason(Verdict.MET, ("who", "also"), met=(("who", "also"),)),
            "The document says who produces data, how often and for whom.",
        ),
        (reason(Verdict.MET, ("sums",), met=(("sums",),)), "The document gives amounts or shares."),
        (reason(Verdict.MET, ("talk",), met=(), mentioned=(("talk",),)), "The document speaks of training."),
        (
            reason(Verdict.MET, ("who", "none"), met=(("who", "none"),)),
            "The document says who produces data, how often and for whom, or that there was none.",
        ),
        (
            reason(Verdict.WEAK, thin=("pays",), weak="aspiration", met=(("pays",),)),
            "The document speaks to this, but in the words quoted only as an aim or a value.",
        ),
        (
            reason(Verdict.WEAK, thin=("who",), weak="duty"),
            "The document speaks to this, but in the words quoted only as what the guidance or the law asks.",
        ),
        (
            reason(Verdict.WEAK, ("pays",), weak="deferral", met=(("pays",), ("sums",)), speaks=6),
            "The document says that the partners pay, but nothing was recognised on amounts or shares.",
        ),
        (
            reason(Verdict.WEAK, ("who",), met=(("who",), ("sums",), ("talk",))),
            "The document touches on who produces data, how often and for whom, "
            "but nothing was recognised on amounts or shares or on training.",
        ),
        (
            reason(Verdict.WEAK, weak="aspiration"),
            "The document speaks to this, but in the words quoted only as an aim or a value.",
        ),
        (
            reason(Verdict.WEAK, weak="deferral", met=(), speaks=6),
            "The document speaks to this, but in part only as something still to come.",
        ),
        (
            reason(Verdict.WEAK, met=(), concrete=False),
            "The document speaks to this, but in the words quoted only in general.",
        ),
    ],
)
def test_reasons_read_as_sentences(told: str, wanted: str) -> None:
    assert told == wanted


def test_a_met_that_the_rule_does_not_find_says_so() -> None:
    for told in (reason(Verdict.MET), reason(Verdict.MET, ("talk",))):
        assert told.startswith("The words quoted are like those that readers counted as an answer.")
        assert told.endswith("Looked for data and who reads them.")


@pytest.mark.parametrize(("kind", "at"), [("deferral", 1), ("aspiration", 1), ("aspiration", 2), ("pointer", 2)])
def test_no_reason_rests_on_words_that_only_look_like_a_weakness(kind: str, at: int) -> None:
    told = reason(Verdict.WEAK, weak=kind, speaks=at, at=at)
    assert (
        told == "The document speaks to this, but nothing was recognised on who produces data, how often and for whom."
    )


@pytest.mark.parametrize("words", ["We hope that Norwold", "We hope that 40"])
def test_words_that_name_something_are_not_called_general(words: str) -> None:
    told = reason_of(words, Verdict.WEAK)
    assert told.startswith("The document speaks to this, but in words that say less than those that readers counted")


def test_a_partner_that_is_spoken_of_may_not_be_named() -> None:
    told = reason(Verdict.WEAK, ("police",), met=(("police",), ("sums",)))
    assert told == (
        "The document touches on which police force is a partner, but nothing was recognised on amounts or shares."
    )


@pytest.mark.parametrize(("items", "lacking"), [(2, True), (3, False)])
def test_a_list_that_is_shown_may_answer_which_there_are(items: int, lacking: bool) -> None:
    starts = list(range(items + 1))
    document: Any = SimpleNamespace(
        **{
            **vars(DOCUMENT),
            "sentences": [SimpleNamespace(start=start, end=end, block=0) for start, end in pairwise(starts)],
            "blocks": [SimpleNamespace(kind=BlockKind.LIST_ITEM, intro=None)],
        }
    )
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=(("matters",),),
        mentioned=(),
        looked_for="data",
    )
    whole = SentenceSet.between(0, items)
    trail = Trail(whole, NONE, whole, whole, {key: LimbState(NONE, NONE) for key in NAMES}, {}, Verdict.WEAK)
    assert ("which priorities" in reason_shown(rule, trail, trail, document, ["June"])) == lacking


@pytest.mark.parametrize(("known", "told"), [(0, False), (1, True)])
def test_a_list_behind_its_lead_may_tell_posts_where_none_is_known(known: int, told: bool) -> None:
    items = [SimpleNamespace(kind=BlockKind.LIST_ITEM, intro=0)] * 3
    document: Any = SimpleNamespace(
        **{**vars(DOCUMENT), "blocks": [SimpleNamespace(kind=BlockKind.PARAGRAPH, intro=None), *items]}
    )
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=(("council",), ("board",), ("sums",)),
        mentioned=(),
        looked_for="posts",
    )
    limbs = {key: LimbState(NONE, NONE) for key in NAMES} | {"council": LimbState(SentenceSet(known), NONE)}
    lead = SentenceSet.of([0])
    trail = Trail(lead, NONE, lead, lead, limbs, {}, Verdict.WEAK)
    reason = reason_shown(rule, trail, trail, document, ["They"])
    assert ("the board's delegate by post" in reason) == told
    assert "amounts or shares" in reason


def test_what_the_rule_takes_for_an_answer_is_not_said_to_have_been_looked_for() -> None:
    told = reason(Verdict.WEAK, ("who",), met=(("who",),))
    assert "Looked for data and who reads them" in told
    rule: Any = SimpleNamespace(looked_for="data and who reads them")
    for verdict, wanted in ((Verdict.MET, ""), (Verdict.WEAK, " Looked for data and who reads them.")):
        assert _sought(rule, Trail(NONE, NONE, NONE, NONE, {}, {}, verdict)) == wanted


def test_a_heading_is_no_aim_and_no_duty() -> None:
    for kind, called in (("restatement", "in the duty's own words"), ("aspiration", "as an aim or a value")):
        assert called in reason_of("We hope to report", Verdict.WEAK, {kind: 4})
        assert called not in reason_of("We hope to report", Verdict.WEAK, {kind: 4}, BlockKind.HEADING)


def test_a_reason_as_likely_wrong_says_less() -> None:
    told = reason_of("We hope to", Verdict.MET, doubtful=True)
    assert told == "The words quoted may be an answer. Looked for data and who reads them."
    told = reason_of("We hope to", Verdict.WEAK, anchors=1, doubtful=True)
    assert told == "The words quoted may touch on this. Looked for data and who reads them."


def reason_of(
    words: str,
    verdict: Verdict,
    weak: dict[str, int] | None = None,
    kind: BlockKind = BlockKind.PARAGRAPH,
    *,
    anchors: int = 4,
    doubtful: bool = False,
) -> str:
    """The reason where the third sentence alone is shown, which the rule takes to be on its topic by `anchors`."""
    text = TEXT[: STARTS[2]] + words
    ends = (*STARTS[:3], len(text))
    document: Any = SimpleNamespace(
        **{
            **vars(DOCUMENT),
            "text": text,
            "sentences": [SimpleNamespace(start=start, end=end, block=0) for start, end in pairwise(ends)],
            "blocks": [SimpleNamespace(kind=kind)],
        }
    )
    rule: Any = SimpleNamespace(limbs={}, met=(), mentioned=(), looked_for="data and who reads them")
    kinds: Any = {kind: SentenceSet(mask) for kind, mask in (weak or {}).items()}
    third = SentenceSet.of([2])
    shown = Trail(NONE, NONE, third, third, {}, kinds, verdict)
    whole = Trail(SentenceSet(anchors), NONE, NONE, NONE, {}, kinds, verdict)
    return reason_shown(rule, whole, shown, document, [], doubtful=doubtful)


def test_what_the_rule_has_no_words_for_is_not_said_to_be_lacking() -> None:
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=(("who",),),
        mentioned=(),
        looked_for="data and who reads them",
    )
    limbs = {key: LimbState(NONE, NONE) for key in NAMES}
    shown = Trail(NONE, NONE, SentenceSet(4), SentenceSet(4), limbs, {}, Verdict.WEAK)
    told = reason_shown(
        rule, Trail(NONE, NONE, SentenceSet(1), SentenceSet(1), limbs, {}, Verdict.MISSING), shown, DOCUMENT, []
    )
    assert "nothing was recognised" not in told
    assert told.endswith("Looked for data and who reads them.")


def test_figures_that_are_shown_are_not_said_to_be_lacking() -> None:
    told = reason(Verdict.WEAK, met=(("sums",), ("who",)), speaks=1)
    assert "amounts" in told
    with_figures: Any = SimpleNamespace(**{**vars(DOCUMENT), "text": TEXT.replace("Whether there", "Whether 1,906")})
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in NAMES.items()},
        met=(("sums",), ("who",)),
        mentioned=(),
        looked_for="data",
    )
    trail = Trail(NONE, NONE, NONE, SentenceSet(1), {key: LimbState(NONE, NONE) for key in NAMES}, {}, Verdict.WEAK)
    told = reason_shown(rule, trail, trail, with_figures, ["June"])
    assert "amounts" not in told
    assert "who produces data" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The council gave £8,000, the health board £5,000 and more.", False),
        ("The council thanks the health board of the region.", True),
        ("The HB lent a nurse for two days of each week.", False),
    ],
)
def test_what_a_body_is_shown_to_give_is_not_said_to_be_lacking(words: str, told: bool) -> None:
    document: Any = SimpleNamespace(
        **{**vars(DOCUMENT), "text": words, "sentences": [SimpleNamespace(start=0, end=len(words), block=0)]}
    )
    names = {"health": "what the health board did or gave"}
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in names.items()},
        met=(("health",),),
        mentioned=(),
        looked_for="what each gave",
    )
    only = SentenceSet(1)
    trail = Trail(only, NONE, only, only, {"health": LimbState(NONE, NONE)}, {}, Verdict.WEAK)
    assert ("what the health board did or gave" in reason_shown(rule, trail, trail, document, ["two days"])) is told


def test_where_the_rule_would_call_it_met_no_part_is_said_to_be_told() -> None:
    told = reason(Verdict.WEAK, ("who",), weak="deferral", speaks=6)
    assert told == "The document speaks to this, but in part only as something still to come."


def test_no_verb_stands_twice_in_a_weak_reason() -> None:
    told = reason(Verdict.WEAK, ("talk",), ("sums",), weak="deferral", met=(("sums",),), mentioned=(("talk",),))
    assert told == (
        "The document touches on training, but speaks of amounts or shares only as something still to come."
    )


def test_what_was_not_recognised_in_part_is_told_by_that_part() -> None:
    told = reason(Verdict.WEAK, met=(("either",),), mentioned=(("talk",),))
    assert told.endswith("but nothing was recognised on training.")


def test_what_was_not_recognised_is_not_said_to_be_absent() -> None:
    told = reason(Verdict.WEAK, met=(("sums",), ("pays",)))
    assert told.endswith("but nothing was recognised on amounts or shares or to say that the partners pay.")


def test_missing_says_what_was_found_all_the_same() -> None:
    assert missing("missing").startswith("Nothing was recognised on this. Looked for data")
    assert missing("weak").startswith("Nothing that counts was found on this. Looked for data")
    assert missing("met").startswith("Words that might be taken for this were found, but none that readers would count")
    assert missing("missing", leaning=True).startswith("Words that may touch on this were found, but none that surely")
    assert missing("missing", headed=4).startswith("Nothing was recognised on this but the heading “We hope to.”.")


def missing(rule_says: str, headed: int = 0, *, leaning: bool = False) -> str:
    rule: Any = SimpleNamespace(limbs={}, met=(), mentioned=(), looked_for="data")
    trail = Trail(NONE, NONE, NONE, NONE, {}, {}, Verdict(rule_says), SentenceSet(headed))
    shown = Trail(NONE, NONE, NONE, NONE, {}, {}, Verdict.MISSING)
    return reason_shown(rule, trail, shown, DOCUMENT, [], doubtful=leaning)


def test_a_weak_finding_touches_on_what_a_rule_asks_to_be_mentioned() -> None:
    told = reason(Verdict.WEAK, ("talk",), met=(("who",),), mentioned=(("talk",),))
    assert told.startswith("The document touches on training, but nothing was recognised on who produces data")


def test_what_the_rule_alone_holds_to_be_told_is_not_said_to_be() -> None:
    names = {"talk": "how data are used", "who": "who produces data"}
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in names.items()},
        met=(("who",),),
        mentioned=(("talk",),),
        looked_for="data",
    )
    solid = LimbState(SentenceSet(4), NONE)
    here, there = {"talk": solid, "who": LimbState(NONE, NONE)}, {"talk": solid, "who": LimbState(SentenceSet(1), NONE)}
    shown = Trail(NONE, NONE, SentenceSet(4), SentenceSet(4), here, {}, Verdict.WEAK)
    cases = ((Verdict.MET, there, "speaks to this"), (Verdict.WEAK, here, "touches on how data are used"))
    for rule_says, limbs, said in cases:
        whole = Trail(NONE, NONE, SentenceSet(5), SentenceSet(5), limbs, {}, rule_says)
        assert reason_shown(rule, whole, shown, DOCUMENT, []).startswith(f"The document {said}")


@pytest.mark.parametrize(
    ("words", "told"),
    [("The plan listed 12 courses", False), ("The team ran 12 courses", True)],
)
def test_what_was_only_listed_is_not_said_to_have_been_delivered(words: str, told: bool) -> None:
    document: Any = SimpleNamespace(
        **{**vars(DOCUMENT), "text": words, "sentences": [SimpleNamespace(start=0, end=len(words), block=0)]}
    )
    names = {"courses": "what training was delivered, with numbers", "change": "what training changed"}
    rule: Any = SimpleNamespace(
        limbs={key: SimpleNamespace(name=name) for key, name in names.items()},
        met=(("courses",), ("change",)),
        mentioned=(),
        looked_for="training",
    )
    only = SentenceSet(1)
    trail = Trail(
        only, NONE, only, only, {"courses": LimbState(only, NONE), "change": LimbState(NONE, NONE)}, {}, Verdict.WEAK
    )
    assert ("speaks of what training was delivered" in reason_shown(rule, trail, trail, document, [])) is told


def test_a_comparison_is_no_aim() -> None:
    told = reason_of("It should be more open than it was", Verdict.WEAK, {"aspiration": 4})
    assert "as an aim" not in told
    assert "as an aim" in reason_of("It should be open", Verdict.WEAK, {"aspiration": 4})


def test_a_date_in_the_title_is_not_said_to_be_lacking() -> None:
    rule: Any = SimpleNamespace(
        limbs={"when": SimpleNamespace(name="when the arrangements were published")},
        met=(("when",),),
        mentioned=(),
        looked_for="a date",
    )
    third = SentenceSet.of([2])
    trail = Trail(third, NONE, third, third, {"when": LimbState(NONE, NONE)}, {}, Verdict.WEAK)
    dated: Any = SimpleNamespace(**{**vars(DOCUMENT), "text": "May 2031" + TEXT[8:]})
    assert "when the arrangements" in reason_shown(rule, trail, trail, DOCUMENT, [])
    assert "when the arrangements" not in reason_shown(rule, trail, trail, dated, [])


def shown_by(words: str, *, weak: str = "", name: str = "how it is done", first: int = 1, more: str = "Ours.") -> str:
    """The reason for two passages: the first evidences one limb and may be weak in a way, another limb is lacking."""
    text = f"{words} {more}"
    spans = ((0, len(words)), (len(words) + 1, len(text)))
    document: Any = SimpleNamespace(
        **{
            **vars(DOCUMENT),
            "text": text,
            "sentences": [SimpleNamespace(start=start, end=end, block=0) for start, end in spans],
        }
    )
    rule: Any = SimpleNamespace(
        limbs={"how": SimpleNamespace(name=name), "sums": SimpleNamespace(name="amounts or shares")},
        met=(("how",), ("sums",)),
        mentioned=(),
        looked_for="how it is done",
    )
    kinds: Any = {weak: SentenceSet(first)} if weak else {}
    limbs = {"how": LimbState(SentenceSet(1), NONE), "sums": LimbState(NONE, NONE)}
    trail = Trail(NONE, NONE, SentenceSet(3), SentenceSet(3), limbs, kinds, Verdict.WEAK, first=SentenceSet(1))
    return reason_shown(rule, trail, trail, document, ["June"])


def test_what_is_described_elsewhere_is_not_said_to_be_told() -> None:
    assert shown_by("We do it in May.").startswith("The document speaks of how it is done")
    assert shown_by("It is described in our handbook.").startswith("The document speaks to this")


def test_a_weakness_that_the_first_passage_does_not_show_is_not_spoken_of() -> None:
    assert "something still to come" in shown_by("It is described in a booklet soon.", weak="deferral")
    assert "still to come" not in shown_by("It is described in a booklet.", weak="deferral", first=2)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We believe that it has worked well.", "aspiration"),
        ("We are not yet where we wished to be.", "aspiration"),
        ("Heads have yet to say how they would like to sit.", "aspiration"),
        ("It was a large task, and we acknowledge the worry that it brought.", "aspiration"),
        ("These pages are kept under review.", "deferral"),
        ("They come where a matter of theirs is to be decided.", "deferral"),
        ("A report is written, and older ones may be found with it.", "pointer"),
    ],
)
def test_words_that_only_look_weak_are_not_called_so(words: str, kind: str) -> None:
    told = reason_of(words, Verdict.WEAK, weak={kind: 4})
    assert "only as" not in told
