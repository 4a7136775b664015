"""Rules and vocabularies as people write them: the schema of the YAML, which editors complete.

`checker.packs.reading` makes of it what the checker judges by (`checker.packs.model`). Unknown keys are refused.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from checker.packs.lines import ITSELF
from checker.packs.model import DocumentType, Model, Requirement

NAME = r"^[a-z][a-z0-9 -]*$"


def _files(value: Any) -> Any:
    """One file or several. Raises ValueError for what might lead out of the folder of vocabularies."""
    files = [value] if isinstance(value, str) else value
    for file in files if isinstance(files, list | tuple) else ():
        if not re.fullmatch(_FILE, str(file)):
            raise ValueError(f"'{file}' is no folder and file below 'vocabulary', such as arrangements/funding")
    return files


_FILE = r"[a-z0-9-]+/[a-z0-9-]+"
_FILE_NAME = {"type": "string", "pattern": f"^{_FILE}$"}
Files = Annotated[
    tuple[str, ...],
    BeforeValidator(_files),
    WithJsonSchema({"anyOf": [_FILE_NAME, {"type": "array", "items": _FILE_NAME}]}),
]
Name = Annotated[str, Field(pattern=NAME)]
_SENTENCE = {"type": "string"}
Sentences = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [_SENTENCE, {"type": "array", "items": _SENTENCE}]}),
]

AS_BEFORE = "as before"  # in place of lines: those of the limb of that name, above or in the rule that this one follows
NOTHING = "nothing"  # in place of a section: it is not taken over from the rule that this one follows

# Ways in which a sentence may be weak, as a line names them that lets it count all the same.
WEAKNESSES = {
    "an aim": "aspiration",
    "still to come": "deferral",
    "asked by law": "duty",
    "lacking": "negation",
    "told elsewhere": "pointer",
    "the bare duty": "restatement",
}
# Conditions that are always worded alike, and what they set in a limb.
PLAIN: dict[str, dict[str, bool]] = {
    "only if it names who, when or how much": {"particular": True},
    "anywhere in the document": {"anywhere": True},
    "in titles and headings too": {"headings": True},
}

_LINE = {
    "type": "string",
    "description": "Names of vocabularies or parts: 'A, with B or C, but not D'. Behind a name may stand 'itself', "
    "'in its heading' or 'in its paragraph'.",
    "examples": ["funding, with money, percentage or number", "but not school budgets", "in the sentence itself"],
}
_LINES = {"anyOf": [_LINE, {"type": "array", "items": _LINE, "minItems": 1}]}
_CONDITIONS = {
    "description": "A condition on all the lines; behind 'even if' may stand several, with 'or'",
    "enum": [
        *PLAIN,
        ITSELF,
        "only in 2 sentences or more",
        "only if it names 4 of them or more",
        *(f"even if {weakness}" for weakness in WEAKNESSES),
    ],
}
_LIMB_LINE = {"anyOf": [_CONDITIONS, _LINE]}
_OTHER_WAY = {
    "type": "object",
    "description": "Another way to say the same, with conditions of its own",
    "properties": {"or": {"anyOf": [_LINE, {"type": "array", "items": _LIMB_LINE, "minItems": 1}]}},
    "required": ["or"],
    "additionalProperties": False,
}
_LIMB = {"anyOf": [_LINE, {"type": "array", "items": {"anyOf": [_LIMB_LINE, _OTHER_WAY]}, "minItems": 1}]}
_SECTION = {
    "anyOf": [
        {"const": NOTHING},
        {
            "type": "object",
            "description": "What the document says ('The document says ...') -> the lines that evidence it",
            "patternProperties": {"^(one|two|three) of": {"type": "object", "additionalProperties": _LIMB}},
            "additionalProperties": _LIMB,
            "minProperties": 1,
        },
    ]
}

# What lines and sections hold is looked at by `checker.packs.reading`, whose errors say more than a schema's.
Lines = Annotated[Any, WithJsonSchema(_LINES)]
Section = Annotated[Any, WithJsonSchema(_SECTION)]


class Words(Model):
    """A named vocabulary: the ways of saying one thing, and the headings under which it is spoken of.

    `words` are phrases, matched by word stems and without regard to case; hyphens and spaces are
    alike. Words in capitals (MASH) match only in capitals. In a phrase, `(a|b)` gives alternatives,
    `[word]` is optional, `=word` matches only in that form, `...` lets up to eight words stand
    between, `..` up to three, and `<Name>` stands for a capitalised name right before what follows.
    `headings` are phrases of headings. `includes` takes in the words of other vocabularies.
    """

    means: str = ""
    words: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    includes: tuple[Name, ...] = ()


class WordsFile(Model):
    """A file of vocabularies: for every rule in `vocabulary/`, for rules that name it in a folder below."""

    about: str
    vocabularies: dict[Name, Words]


class PartsFile(Model):
    """The parts that all rules share: lines that stand under one name."""

    about: str
    parts: dict[Name, Lines]


class WrittenExample(Model):
    """A passage that must come out with the verdict that is its key. Written for this project."""

    met: str | None = None
    weak: str | None = None
    missing: str | None = None
    strength: str | None = None
    mixed: str | None = None
    weakness: str | None = None
    not_covered: Annotated[str | None, Field(alias="not covered")] = None
    because: str = ""
    type: DocumentType | None = None

    @model_validator(mode="after")
    def _one_verdict(self) -> WrittenExample:
        if len(self.said()) != 1:
            raise ValueError(
                "an example has one verdict: met, weak, missing (or strength, mixed, weakness, not covered)"
            )
        return self

    def said(self) -> dict[str, str]:
        """The verdict with the text; one, if it is written rightly."""
        told = self.model_dump(by_alias=True, exclude={"because", "type"})
        return {verdict: text for verdict, text in told.items() if text is not None}


class OnInspections(Model):
    """On inspections, what makes a sentence speak to the requirement, where that differs."""

    topic: Lines
    not_: Annotated[Lines, Field(alias="not")] = None
    whole_report: Annotated[bool, Field(alias="in the whole report")] = False
    # inspectors speak of it beside the part on the board too
    general: Annotated[bool, Field(alias="in general words")] = False
    # its words say how a board goes about things: what else a clause names is its subject


class WrittenRule(Requirement):
    """One requirement: what it asks, what meets it, what is not enough, what to advise."""

    looked_for: Annotated[str, Field(alias="looked for")]  # completes "Looked for ..."
    topic: Lines
    headings: Lines = None  # text under headings on these is on the topic if it evidences a limb
    not_: Annotated[Lines, Field(alias="not")] = None  # the same words about something else
    on_inspections: Annotated[OnInspections | None, Field(alias="on inspections")] = None
    met: Annotated[Section, Field(alias="met if it says")]
    mentioned: Annotated[Section, Field(alias="and at least mentions")] = NOTHING
    weak: Annotated[Section, Field(alias="weak if it only says")] = NOTHING
    parts: dict[Name, Lines] = Field(default_factory=dict)
    vocabulary: Files = ()  # files below `vocabulary/` whose names this rule uses
    words: dict[Name, tuple[str, ...] | Words] = Field(default_factory=dict)
    more_words: Annotated[dict[Name, tuple[str, ...]], Field(alias="more words", default_factory=dict)]
    duty: Sentences = ()  # the duty in words of our own: a sentence that says no more is weak
    advice: str
    questions: tuple[str, ...]
    examples: tuple[WrittenExample, ...] = ()
