"""What the checker judges by: concepts, requirements, limbs, examples.

People write rules in another form (`checker.packs.written`), of which `checker.packs.reading` makes these. The head of
a pack is written as it stands here.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Force = Literal["must", "should", "conditional"]
DocumentType = Literal["arrangements", "yearly-report", "inspection"]
Verdict = Literal["met", "weak", "missing", "strength", "mixed", "weakness", "not covered"]
_DAY = r"^\d{4}-\d\d-\d\d$"
Weakness = Literal["aspiration", "deferral", "asked", "ended", "duty", "quoted", "negation", "pointer", "restatement"]
# Kinds that rules need not tell from broader ones: what counts "even if still to come" counts even if asked or ended.
BROADER: dict[Weakness, Weakness] = {"asked": "deferral", "ended": "deferral", "quoted": "duty"}


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


class Expression(Model):
    """Which sentences are meant. A plain word is a concept's id; a list means any of them.

    `concept` names a vocabulary; `any`, `all` and `none` combine. A sentence counts together with the sentence that
    leads into its list and the headings of its table's columns; `itself` asks for the words in the sentence alone,
    `heading` in the headings above it, `paragraph` anywhere in its paragraph.
    """

    concept: Id | None = None
    any: tuple[Expression, ...] = ()
    all: tuple[Expression, ...] = ()
    none: tuple[Expression, ...] = ()
    heading: Expression | None = None
    paragraph: Expression | None = None
    itself: Expression | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"concept": value}
        if isinstance(value, list):
            return {"any": value}
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Expression:
        said = [self.concept, self.any, self.all, self.none, self.heading, self.paragraph, self.itself]
        if not any(bool(part) for part in said):
            raise ValueError("an expression needs a concept, or any, all, none, heading, paragraph or itself")
        return self

    # Asked for with every document, so worked out once.

    @cached_property
    def names(self) -> frozenset[str]:
        """All concept ids that occur in it."""
        found = {self.concept} if self.concept else set()
        for part in (*self.any, *self.all, *self.none):
            found |= part.names
        for single in (self.heading, self.paragraph, self.itself):
            if single is not None:
                found |= single.names
        return frozenset(found)

    @cached_property
    def literal(self) -> bool:
        """Whether it asks anywhere for words in the sentence itself."""
        return self.itself is not None or any(part.literal for part in (*self.any, *self.all, *self.none))

    @cached_property
    def only_concept(self) -> str | None:
        """The concept, if it is nothing but one."""
        more = self.any or self.all or self.none or self.heading or self.paragraph or self.itself
        return None if more else self.concept

    def concepts(self) -> frozenset[str]:
        """All concept ids that occur in it."""
        return self.names


class Concept(Model):
    """A named vocabulary: the ways of saying one thing.

    `terms` are phrases, matched by word stems and without regard to case; hyphens and spaces are
    alike. Words in capitals (MASH) match only in capitals. In a term, `(a|b)` gives alternatives,
    `[word]` is optional, `=word` matches only in that form, `...` lets up to eight words stand
    between, `..` up to three, and `<Name>` stands for a capitalised name right before what follows.
    `includes` takes over the terms of other concepts.
    """

    means: str
    terms: tuple[str, ...] = ()
    includes: tuple[Id, ...] = ()


class Limb(Model):
    """One part of a requirement: who, how, how often, how much, with what effect."""

    name: str  # completes "The document says ..." / "does not say ..."
    evidence: Expression
    headings: bool = False  # evidence is looked for in titles and headings too, which else are none
    anywhere: bool = False  # evidence counts wherever it stands, not only where the topic is spoken of
    at_least: int = 1  # how many different words of the evidence must occur (a list of agencies, say)
    sentences: int = 1  # how many sentences must evidence it solidly
    particular: bool = True  # a sentence counts as solid only with a role, group, name, time or amount in it
    despite: tuple[Weakness, ...] = ()  # weaknesses that do not matter for this limb


class Topic(Model):
    """What makes a sentence speak to the requirement."""

    sentence: Expression
    heading: Expression | None = None  # text under such a heading is on the topic if it evidences a limb
    unless: Expression | None = None  # the same words about something else
    unless_heading: Expression | None = None
    whole_report: bool = False  # inspectors speak of it beside the part on the board too
    general: bool = False  # its words say how a board goes about things: what else a clause names is its subject

    def concepts(self) -> frozenset[str]:
        """All concept ids that occur in it."""
        parts = (self.sentence, self.heading, self.unless, self.unless_heading)
        return frozenset().union(*(part.concepts() for part in parts if part))


class Example(Model):
    """A passage that must come out with a verdict. Written for this project."""

    verdict: Verdict
    text: str
    why: str = ""
    type: DocumentType | None = None


RuleId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]


class Requirement(Model):
    """What is asked, and where it stands: the same in a rule as it is written and as it is judged by."""

    id: RuleId
    follows: RuleId | None = None
    # the rule of an earlier edition that asks (nearly) the same: what this one does not write is that one's
    apart: bool = False  # what meets it is another thing than what meets the one it follows: labels teach each alone
    title: str
    theme: Id
    force: Force | None = None
    basis: str
    asks: str


class Rule(Requirement):
    """One requirement: what is looked for, what makes it met or weak, what to advise."""

    looked_for: str  # completes "Looked for ..."
    concepts: dict[Id, Concept] = {}
    topic: Topic
    findings: Topic | None = None  # on inspections, what makes a sentence speak to it (else `topic`)
    limbs: dict[str, Limb]
    met: tuple[Annotated[tuple[str, ...], BeforeValidator(_listed)], ...]
    # every entry must be solid; an entry that is a list asks for one of them
    mentioned: tuple[Annotated[tuple[str, ...], BeforeValidator(_listed)], ...] = ()
    # every entry must at least be spoken of for `met`
    restates: tuple[str, ...] = ()  # the words of the duty by sentence: what says no more is weak
    advice: str
    questions: tuple[str, ...]
    examples: tuple[Example, ...] = ()

    def concept_names(self) -> frozenset[str]:
        """Every concept that its expressions name."""
        names = self.topic.concepts() | (self.findings.concepts() if self.findings else frozenset())
        for limb in self.limbs.values():
            names |= limb.evidence.concepts()
        return names

    def concepts_of_findings(self) -> frozenset[str]:
        """Every concept by which it is told what a sentence of an inspection is about."""
        return (self.findings or self.topic).concepts()

    @model_validator(mode="after")
    def _limbs_exist(self) -> Rule:
        for entry in (*self.met, *self.mentioned):
            for limb in entry:
                if limb not in self.limbs:
                    raise ValueError(f"'{limb}' is not one of the limbs: {', '.join(self.limbs)}")
        if not self.met:
            raise ValueError("'met' names no limb")
        return self


class InForce(Model):
    """From when until when guidance was in force, as the day, month or year that is known (ISO 8601)."""

    since: Annotated[str, Field(alias="from", pattern=_DAY)]
    until: Annotated[str, Field(pattern=_DAY)] | None = None  # None: no later edition is known
    months: str  # the same in words: "July 2018 to December 2023"


class PackHead(Model):
    """`pack.yaml`: what the pack is, and the order of its requirements."""

    id: Id
    title: str
    source: str
    version: str
    applies_to: tuple[DocumentType, ...]
    edition: str | None = None  # of Working Together; None: the pack belongs to no edition
    in_force: InForce | None = None
    checked: bool = True  # against the text of its source
    rests_on: str = ""  # what the pack rests on, where that is not the text of its source
    draft: bool = False  # never used unless asked for by name or edition
    adds_to: Id | None = None  # the pack of an earlier edition that stays in use beside this one
    annex_for: tuple[str, ...] | None = None
    # Of a pack that is a lens beside the guidance: the editions whose documents it is shown for, as an
    # annex of one line a requirement; for documents of other editions only on request.
    inspection_findings: bool = False  # on inspections, verdicts are what inspectors found
    # Which part of a report they are read in; of itself the pack then applies to reports that review
    # a safeguarding board, or to those that review none.
    findings_in: Literal["board", "report"] = "board"
    requirements: tuple[str, ...]
