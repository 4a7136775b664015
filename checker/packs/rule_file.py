"""One file of a rule, with the vocabularies that it opens and the rules that it follows, as data of `Rule`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import PackError
from checker.packs import follow
from checker.packs.lines import LineError, Names, slug, spoken
from checker.packs.model import Rule
from checker.packs.reading import RuleError, concepts_of, headed, rule_data
from checker.packs.strict import checked, fault, line_of_word, nearest
from checker.packs.vocabulary import (
    BUILT_IN,
    Shared,
    concepts_in,
    opened,
    refuse_unknown,
    vocabulary_file,
    vocabulary_files,
)
from checker.packs.written import WrittenRule
from checker.packs.yaml_file import parsed

_MORE = "more words"


def rule_of(rule_id: str, path: Path, folder: Path, shared: Shared) -> dict[str, Any]:
    """Data of one rule with the vocabularies that it uses. Raises PackError."""
    data, nodes = parsed(path)
    data = follow.completed(data, path, folder)
    written = checked(data, nodes, path, WrittenRule)
    if written.id != rule_id:
        raise PackError("broken-pack", f"{path}: the id is '{written.id}', but the file is named {rule_id}.")
    rule = _File(path, folder, written.vocabulary, data, shared)
    try:
        own = rule.vocabularies()
        parts = rule.parts({*own, *shared.concepts})
        made = rule_data(data, own, Names(parts, headed({**shared.concepts, **own})))
    except RuleError as error:
        place = " > ".join(map(str, error.where))
        raise fault(path, nodes(), error.where, f"{error.message} ({place}).", error.line) from None
    names = checked(made, nodes, path, Rule).concept_names()
    rule.refuse_unknown_names(names, {*shared.concepts, *own, *BUILT_IN})
    used = _reached(names, own) | {slug(name) for name in data.get("words", ())}
    return {**made, "follows": written.follows, "concepts": {name: own[name] for name in own if name in used}}


@dataclass(frozen=True, slots=True)
class _File:
    """A rule as it is written, together with what it takes over, and where it stands."""

    path: Path
    folder: Path
    opens: Sequence[str]  # files of vocabularies
    data: Mapping[str, Any]
    shared: Shared

    def vocabularies(self) -> dict[str, Any]:
        """The vocabularies that this rule alone may name, by id: of the files that it opens, and its own."""
        own: dict[str, Any] = {}
        for file in self.opens:
            self._add(own, opened(file, self.folder, self.path), f"a vocabulary in {file}")
        words = self.data.get("words", {})
        for name in words:
            _named("words", name)
        self._add(own, concepts_of(words), "a vocabulary of this rule")
        for name, more in self.data.get(_MORE, {}).items():
            made = _named(_MORE, name)
            known = own.get(made) or self.shared.concepts.get(made)
            if known is None:
                hint = nearest(name, map(spoken, {*own, *self.shared.concepts}))
                raise RuleError([_MORE, name], f"'{name}' is not a known vocabulary. {hint}")
            own[made] = {**known, "terms": [*known.get("terms", ()), *more]}
        for made, concept in own.items():
            refuse_unknown(made, concept, {*self.shared.concepts, *own, *BUILT_IN}, self.path)
        return own

    def _add(self, own: dict[str, Any], more: Mapping[str, Any], what: str) -> None:
        """Add vocabularies. Raises RuleError for a name that another one has."""
        for made, concept in more.items():
            if made in own or made in self.shared.concepts or made in BUILT_IN:
                raise RuleError(
                    ["words", spoken(made)],
                    f"'{spoken(made)}', {what}, has the name of another that this rule can use. "
                    f"Choose another name, or add to the other under '{_MORE}'",
                )
            own[made] = concept

    def parts(self, concepts: set[str]) -> dict[str, Any]:
        """The parts that the rule may name, by id: its own and those that all rules share."""
        made = dict(self.shared.parts)
        for name, lines in self.data.get("parts", {}).items():
            part = _named("parts", name)
            if part in concepts:
                raise RuleError(["parts", name], f"'{name}' is the name of a vocabulary too. Choose another")
            made[part] = lines
        return made

    def refuse_unknown_names(self, names: Iterable[str], known: set[str]) -> None:
        """Raises PackError, with the place, for a name that is no vocabulary and no part."""
        for name in sorted(set(names) - known):
            said = spoken(name)
            files = [self.path, *follow.followed(self.data.get("follows"), self.folder)]
            files += [vocabulary_file(file, self.folder) for file in self.opens]
            at = next((file for file in files if said in file.read_text(encoding="utf-8")), self.path)
            hint = "What is asked for together stands behind ', with '. " if " and " in said else ""
            raise PackError(
                "broken-pack",
                f"{at}, line {line_of_word(at, said)}: '{said}' is not a known vocabulary or part. "
                f"{hint}{nearest(said, map(spoken, known))}",
            )


def _named(key: str, name: str) -> str:
    """The id of a name below a key. Raises RuleError."""
    try:
        return slug(name)
    except LineError as error:
        raise RuleError([key, name], str(error)) from None


def _reached(names: Iterable[str], own: Mapping[str, Any]) -> set[str]:
    """The rule's vocabularies that it names, and those that these include."""
    reached: set[str] = set()
    todo = [name for name in names if name in own]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += [other for other in own[name].get("includes", ()) if other in own]
    return reached


def files_of_words(folder: Path) -> dict[str, str]:
    """Where the words of vocabularies stand that have a file, from the folder of rules on: by id, or "RULE-ID/id"."""
    places = {made: str(path.relative_to(folder)) for path in vocabulary_files(folder) for made in concepts_in(path)}
    for path in sorted(folder.glob("*/[A-Z]*.yaml")):
        data = follow.completed(parsed(path)[0], path, folder)
        opens = data.get("vocabulary", ())
        for file in [opens] if isinstance(opens, str) else opens:
            at = vocabulary_file(file, folder)
            places |= {f"{path.stem}/{made}": str(at.relative_to(folder)) for made in concepts_in(at)}
    return places
