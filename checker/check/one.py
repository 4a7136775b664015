"""Checking one document: joins reading, matching and assessment. No printing, no files written."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from checker.assessment.candidates import Candidates
from checker.assessment.evaluate import MACHINERY, Evaluator, Shared, of_any_pack
from checker.assessment.judge import judge_pack
from checker.assessment.weighed import Reading as WeighedReading
from checker.check.edition import choose
from checker.check.notes import notes_on
from checker.documents.model import BlockKind, Document, Profile
from checker.documents.sentence_set import NONE, SentenceSet
from checker.errors import DocumentError, PackError
from checker.inspections.layout import Layout, layout_of
from checker.inspections.reading import Reading, load_tables, read_sentences, remarks_of
from checker.inspections.report import inspection_report
from checker.inspections.scope import VOCABULARIES, Scope, scope_of, sentences_read
from checker.inspections.scoring import Tables
from checker.inspections.themes import theme_finder
from checker.inspections.wording import judge_finding
from checker.matching.compile import Matcher, compile_packs, words_for
from checker.matching.find import find
from checker.matching.language import Words
from checker.matching.matches import Matches
from checker.packs.editions import Edition, editions_of, is_annex, known_edition, packs_of
from checker.packs.load import Pack, load_packs, pack_ids, rules_folder
from checker.profile.authorities import Areas, load_areas
from checker.profile.estimate import about_when
from checker.profile.kinds import UNKNOWN
from checker.profile.standing import called
from checker.profile.whose import parts_of
from checker.results.marks import Source
from checker.results.model import (
    Check,
    Commitment,
    DocumentSummary,
    Finding,
    InspectionReport,
    PackSummary,
    Progress,
)
from checker.text.words import count_of_words
from checker.weights.files import HEAD as WEIGHTS_FILE
from checker.weights.files import Trouble, read_weights
from checker.weights.model import Weights


class Checker:
    """Packs loaded once, to check any number of documents with.

    What a set of packs needs to match is compiled when a document first asks for that set, so that
    packs for other types of document cost nothing; likewise the table of areas.
    """

    def __init__(self, packs: Sequence[Pack], weighed_in: Path | None = None) -> None:
        """`weighed_in` is the folder of rules beside which the weights stand; without it, rules judge alone."""
        self.packs = tuple(packs)
        self._weighed_in = weighed_in
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    @classmethod
    def load(cls, folder: Path | None = None, ids: Sequence[str] = (), *, weighed: bool = True) -> Checker:
        """Load all packs of a rules folder (the shipped one by default), or those named.

        Without `weighed`, verdicts are those of the rules alone, as their examples show them.
        """
        folder = folder or rules_folder()
        packs = load_packs(ids or pack_ids(folder), folder)
        return cls(packs, folder if weighed else None)

    @cached_property
    def _weighing(self) -> tuple[Weights | None, str]:
        """Read when a document first asks for them: inspections never do."""
        return weights_for(self.packs, self._weighed_in) if self._weighed_in else (None, "")

    @property
    def weights(self) -> Weights | None:
        """What readers' labels taught, if it can be used."""
        return self._weighing[0]

    @property
    def trouble(self) -> str:
        """Why there are no weights, for a report."""
        return self._weighing[1]

    @cached_property
    def areas(self) -> Areas:
        """The shipped table of the areas of England."""
        return load_areas(rules_folder() / "areas.yaml")

    @cached_property
    def tables(self) -> Tables:
        """The shipped weights by which sentences of inspections are read."""
        return load_tables(rules_folder())

    @cached_property
    def _words(self) -> Words:
        return words_for(self.packs)

    def matcher_for(self, packs: Sequence[Pack], *, findings: bool = False) -> Matcher:
        """The vocabularies of some packs (and those for what inspectors found), compiled once.

        Where nothing but what inspectors found is asked for, limbs are not looked for, and their words are left out.
        """
        key = (*sorted(pack.head.id for pack in packs), "findings" if findings else "coverage")
        if key not in self._matchers:
            alone = findings and all(pack.head.inspection_findings for pack in packs)
            also = (*(() if alone else MACHINERY), *(VOCABULARIES if findings else _vocabularies_of_promises()))
            self._matchers[key] = compile_packs(packs, also, self._words, findings=alone)
        return self._matchers[key]

    def refuse_unknown_edition(self, name: str | None) -> None:
        """Raises OptionError, which lists those that are known, for an edition that is none of them."""
        if name is not None:
            known_edition(name, editions_of(self.packs))

    def packs_for(
        self,
        document_type: str,
        ids: Sequence[str] = (),
        *,
        board: bool | None = None,
        edition: Edition | None = None,
    ) -> tuple[Pack, ...]:
        """The packs asked for by id, or those that apply to a type of document and its edition of the guidance.

        `board` tells of an inspection whether it reviews a safeguarding board (None: not known).
        """
        if not ids:
            packs = self.packs if document_type == "inspection" else packs_of(self.packs, edition)
            return applying(packs, document_type, board)
        by_id = {pack.head.id: pack for pack in self.packs}
        missing = [name for name in ids if name not in by_id]
        if missing:
            raise PackError("unknown-pack", f"There is no pack '{missing[0]}'. Known: {', '.join(sorted(by_id))}.")
        return tuple(by_id[name] for name in ids)

    def check(self, document: Document, profile: Profile, ids: Sequence[str] = ()) -> Check:
        """Judge a document that has been read against the packs that apply, or those named.

        Raises DocumentError (not-recognised) for one that is none of the three types.
        """
        refuse_unrecognised(document, profile)
        layout = layout_of(document) if profile.type == "inspection" else None
        board = layout.reviews_board if layout else None
        chosen = choose(document, profile, editions_of(self.packs), profile.edition)
        no_criteria = layout is not None and layout.of_other_matters and not ids
        packs = () if no_criteria else self.packs_for(profile.type, ids, board=board, edition=chosen.judged)
        findings_wanted = layout is not None and any(pack.head.inspection_findings for pack in packs)
        matcher = self.matcher_for(packs, findings=findings_wanted)
        only_board = board and findings_wanted and all(pack.head.findings_in == "board" for pack in packs)
        within = sentences_read(document, layout) if layout and only_board else None
        parts = parts_of(document) if layout is None else None
        if parts is not None:
            within = parts.own
        matches = find(document, matcher, within, names=layout is None)
        candidates = Candidates(matches)
        evaluator = Evaluator(matches, matcher.concepts, profile.period)
        reading = (
            self._reading(document, layout, [pack.head.id for pack in packs] if layout.all_read or ids else ())
            if layout
            else None
        )
        findings: list[Finding] = []
        common: Shared | None = None
        evidence = NONE
        words: WeighedReading | None = None
        for pack in packs:
            if reading is not None and pack.head.inspection_findings:
                scope = scope_of(pack, matches, evaluator, reading)
                findings.extend(judge_finding(rule, pack, scope) for rule in pack.rules)
            else:
                common = common or of_any_pack(evaluator, matches)
                evidence, shared = common.evidence, common.against(document, pack.duties)
                words = words or self._words_of(document, profile, within)
                findings.extend(judge_pack(pack, candidates, evaluator, shared, words, self.trouble))
        inspection = self._inspection(reading) if reading else None
        promised, done = ((), ()) if inspection else _promised_and_done(matches, evidence, profile)
        return Check(
            document=replace(
                summary_of(document, profile, notes_on(document, parts) if parts else ()),
                edition=chosen.edition,
                edition_why=(chosen.belongs if ids else chosen.why) or None,
                edition_offer="" if ids else chosen.offer,
            ),
            findings=tuple(findings) if ids else once(findings),
            packs=tuple(summary_of_pack(pack, annex=not ids and not inspection and is_annex(pack)) for pack in packs),
            inspection=inspection,
            commitments=promised,
            progress=done,
        )

    def scope_for(self, document: Document, pack: Pack) -> Scope:
        """What of an inspection is read against a pack: what its verdicts rest on, for whoever explains them."""
        layout = layout_of(document)
        matcher = self.matcher_for([pack], findings=True)
        only_board = layout.reviews_board and pack.head.findings_in == "board"
        matches = find(document, matcher, sentences_read(document, layout) if only_board else None, names=False)
        evaluator = Evaluator(matches, matcher.concepts)
        reading = self._reading(document, layout, [pack.head.id])
        return scope_of(pack, matches, evaluator, reading)

    def _reading(self, document: Document, layout: Layout, ids: Sequence[str]) -> Reading:
        return read_sentences(document, layout, self.tables, ids)

    def _inspection(self, reading: Reading) -> InspectionReport:
        """What an inspection report prints, with the remarks in it; of other services only what it prints."""
        theme_of = theme_finder(reading, self.packs)
        report = inspection_report(reading.document, reading.layout, theme_of, reading.judged())
        return report if reading.layout.of_other_matters else replace(report, remarks=remarks_of(reading))

    def _words_of(self, document: Document, profile: Profile, within: SentenceSet | None) -> WeighedReading | None:
        """What readers' words say of a document's sentences, where there are weights."""
        if self.weights is None:
            return None
        return WeighedReading(self.weights, document, report=profile.type == "yearly-report", within=within)


# Inspections promise nothing: they are checked without the room of commitments, whose patterns take time to make.
def _vocabularies_of_promises() -> tuple[str, ...]:
    from checker.commitments.reader import VOCABULARIES as COMMITMENTS

    return COMMITMENTS


def _promised_and_done(
    matches: Matches, evidence: SentenceSet, profile: Profile
) -> tuple[tuple[Commitment, ...], tuple[Progress, ...]]:
    from checker.commitments.progress import progress_of
    from checker.commitments.reader import commitments_of

    done = progress_of(matches, evidence) if profile.type == "yearly-report" else ()
    return commitments_of(matches, evidence, profile), done


def weights_for(packs: Sequence[Pack], folder: Path) -> tuple[Weights | None, str]:
    """The weights beside the rules; or none, and why: the file by name, and what to do."""
    try:
        weights = read_weights(folder / "weights")
    except Trouble as trouble:
        return None, str(trouble)
    weighed = {matter for family in weights.families.values() if family.judges for matter in family.matters}
    for pack in packs:
        if not any(weights.matters.get(rule.id) in weighed for rule in pack.rules):
            continue  # judged by its rules whatever the weights say
        known = weights.rules.get(pack.head.id)
        if known is not None and known != shape_of(pack):
            return None, f"{WEIGHTS_FILE} was made for other rules of {pack.head.id}; run `checker rules train`"
    return weights, ""


def shape_of(pack: Pack) -> str:
    """A digest of what weights rest on: which requirements a pack has, and what each follows.

    Limbs and vocabularies may be edited without new weights, which count limbs but know none by name.
    """
    shape = [[rule.id, rule.follows] for rule in pack.rules]
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:12]


def refuse_unrecognised(document: Document, profile: Profile) -> None:
    """Raises DocumentError for a document that looks like none of the three types, unless its type was given."""
    if profile.looks_like is None:
        return
    named = f'; it looks like {profile.looks_like} ("{profile.title}")' if profile.title else ""
    if profile.looks_like == UNKNOWN:
        named = f' (it opens "{profile.title}"), and nothing in it tells what it is' if profile.title else ""
    raise DocumentError(
        "not-recognised",
        f"{Path(document.path).name} does not look like published arrangements, a yearly report or an inspection "
        f"report on safeguarding children{named}. It was not judged; --type judges it all the same.",
    )


def once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that another one of them follows: nothing is said twice."""
    followed = {finding.follows for finding in findings}
    return tuple(finding for finding in findings if finding.requirement not in followed)


def applying(packs: Iterable[Pack], document_type: str, board: bool | None = None) -> tuple[Pack, ...]:
    """The packs that apply of themselves to a type of document, the one made for it first.

    Of those that read an inspection for findings, only those made for reports that review a
    safeguarding board (`board`), or for those that review none; all where that is not known.
    """
    wanted = [pack for pack in packs if document_type in pack.head.applies_to]
    if document_type == "inspection" and board is not None:
        part = "board" if board else "report"
        wanted = [pack for pack in wanted if not pack.head.inspection_findings or pack.head.findings_in == part]
    return tuple(sorted(wanted, key=lambda pack: (len(pack.head.applies_to), pack.head.draft)))


def source_of(document: Document, check: Check) -> Source:
    """The file of a PDF that was checked, with the places of its evidence: what annotating it needs.

    Raises DocumentError: not-pdf, changed (since it was read), not-found.
    """
    from checker.documents.pages.highlights import places

    path = Path(document.path)
    if document.format != "pdf":
        raise DocumentError(
            "not-pdf", f"{path.name} is no PDF, and only a PDF can be annotated. Choose another report."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError("not-found", f"{path.name} can no longer be read: {error.strerror or error}.") from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise DocumentError("changed", f"{path.name} changed while it was checked. Check it again.")
    spans = {(evidence.start, evidence.end) for finding in check.findings for evidence in finding.evidence}
    lists = _lists(document, spans)
    listed = {item for items in lists.values() for item in items}
    return Source(data, places(data, document.lines, spans | listed), lists)


def _lists(document: Document, spans: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    """The items of the list that each stretch of words leads into, for those that end in a colon."""
    items: dict[int, list[tuple[int, int]]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.LIST_ITEM and block.intro is not None:
            items.setdefault(block.intro, []).append((block.start, block.end))
    starts = [block.start for block in document.blocks]
    found = {}
    for start, end in spans:
        leads = items.get(bisect_right(starts, start) - 1, ())
        if leads and document.text[start:end].rstrip().endswith(":"):
            found[start, end] = tuple(leads)
    return found


def summary_of(document: Document, profile: Profile, notes: Iterable[str]) -> DocumentSummary:
    """The document as reports name it, with notes on what was not read of it."""
    return DocumentSummary(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        type=profile.type,
        title=profile.title,
        area=profile.area,
        areas=profile.areas,
        period=(profile.period.start, profile.period.end) if profile.period else None,
        published=profile.published,
        pages=document.pages,
        pages_without_text=document.pages_without_text,
        pages_read_by_ocr=document.pages_read_by_ocr,
        pictures=tuple(
            (picture.page, document.block_text(picture.heading) if picture.heading is not None else None)
            for picture in document.pictures
        ),
        words=count_of_words(document.text),
        how=profile.how,
        warnings=(*document.warnings, *notes),
        called=called(document, profile.type),
        sections=tuple(_sections(document)),
        about=None if profile.published or profile.period else about_when(document),
    )


def _sections(document: Document) -> Iterator[tuple[str, int]]:
    """The headings with their printed numbers; the title, which stands over all of them, is left out."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for block in headings[1:]:
        words = document.text[block.start : block.end]
        yield (f"{block.number} {words}" if block.number and block.body == block.start else words), block.start


def summary_of_pack(pack: Pack, *, annex: bool = False) -> PackSummary:
    """The pack as reports name it; `annex` says that it stands beside what the document is judged by."""
    head = pack.head
    return PackSummary(
        id=head.id,
        title=head.title,
        source=head.source,
        version=head.version,
        digest=pack.digest,
        requirements=len(pack.rules),
        edition=head.edition,
        in_force=head.in_force.months if head.in_force else None,
        checked=head.checked,
        rests_on=head.rests_on,
        draft=head.draft,
        annex=annex,
    )
