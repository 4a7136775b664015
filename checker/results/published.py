"""A check as the published JSON object, and a failure as its one line. Owns `schema`.

`schema/report.schema.json` describes both to other programs.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from checker.results.model import (
    Check,
    Counterpart,
    DocumentSummary,
    DraftChange,
    Evidence,
    Failure,
    Finding,
    InspectionReport,
    PackSummary,
    Passage,
    Remark,
)
from checker.results.reviewed import Review

SCHEMA = 1
_SCHEMA_FILE = Path(__file__).parent / "schema" / "report.schema.json"
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = ("\x85", "\u2028", "\u2029")  # legal in JSON, but some readers of JSON lines split there


def to_text(check: Check, review: Review | None = None) -> str:
    """The object of one document, with what people decided, indented, with a line feed at its end."""
    value = to_object(check)
    if review is not None:
        value["review"] = _review(review)
    return _encode(value, indent=2) + "\n"


def to_line(result: Check | Failure) -> str:
    """The object of one document, or of one that could not be read, on one line without its end."""
    return _encode(to_object(result) if isinstance(result, Check) else failure_object(result))


def to_object(check: Check) -> dict[str, object]:
    """The object of one document as the contract has it; quotes exactly as they stand in the text."""
    result: dict[str, object] = {
        "schema": SCHEMA,
        "document": _document(check.document),
        "packs": [_pack(pack) for pack in check.packs],
        "findings": [_finding(finding) for finding in check.findings],
        "inspection": _inspection(check.inspection) if check.inspection else None,
    }
    if check.commitments:
        result["commitments"] = [asdict(commitment) for commitment in check.commitments]
    if check.progress:
        result["progress"] = [asdict(told) for told in check.progress]
    if check.change is not None:
        result["change"] = _change(check.change)
    return result


def _review(review: Review) -> dict[str, object]:
    return {
        "total": review.total,
        "signed": asdict(review.signed) if review.signed else None,
        "decisions": [
            {
                "requirement": item.requirement,
                "decision": "agree" if item.agrees else "overrule",
                "verdict": item.verdict,
                "checker": item.checker,
                "by": item.by,
                "when": item.when,
                "note": item.note,
                "carried": item.carried,
                "added": [_evidence(evidence) for evidence in item.added],
                "struck": [{"start": start, "end": end} for start, end in item.struck],
            }
            for item in review.findings
        ],
    }


def failure_object(failure: Failure) -> dict[str, object]:
    """The object of a document that could not be read."""
    return {
        "document": {"path": failure.path},
        "error": {"kind": failure.kind, "message": failure.message},
    }


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a result, one that failed included."""
    return _SCHEMA_FILE.read_text(encoding="utf-8")


def _encode(value: dict[str, object], indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    try:
        text.encode()  # a tenth of the time of looking for what cannot be written
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    for mark in _LINE_BREAKS:
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _document(document: DocumentSummary) -> dict[str, object]:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "type": document.type,
        "title": document.title,
        "area": document.area,
        "areas": list(document.areas),
        "period": {"start": document.period[0], "end": document.period[1]} if document.period else None,
        "published": document.published,
        "about": document.about,
        "edition": document.edition,
        "edition_why": document.edition_why,
        "edition_offer": document.edition_offer,
        "called": document.called,
        "pages": document.pages,
        "pages_without_text": list(document.pages_without_text),
        "pages_read_by_ocr": list(document.pages_read_by_ocr),
        "pictures": [{"page": page, "section": section} for page, section in document.pictures],
        "words": document.words,
        "sections": [{"heading": heading, "start": start} for heading, start in document.sections],
        "how": dict(document.how),
        "warnings": list(document.warnings),
    }


def _pack(pack: PackSummary) -> dict[str, object]:
    return asdict(pack)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "requirement": finding.requirement,
        "pack": finding.pack,
        "theme": finding.theme,
        "force": finding.force,
        "mode": finding.mode,
        "title": finding.title,
        "asks": finding.asks,
        "basis": finding.basis,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "advice": finding.advice,
        "questions": list(finding.questions),
        "confidence": asdict(finding.confidence) if finding.confidence else None,
        "follows": finding.follows,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        **_passage(evidence),
        "role": evidence.role,
        "read_by_ocr": evidence.read_by_ocr,
        "lead": evidence.lead,
        "weakness": evidence.weakness,
    }


def _change(change: DraftChange) -> dict[str, object]:
    return {
        "earlier": _document(change.earlier),
        "requirements": [
            {
                "requirement": item.requirement,
                "pack": item.pack,
                "before": item.before,
                "after": item.after,
                "turn": item.turn,
                "new": [_evidence(evidence) for evidence in item.new],
                "gone": [_evidence(evidence) for evidence in item.gone],
                "reworded": [_pair(pair) for pair in item.reworded],
                "relied": [_evidence(evidence) for evidence in item.relied],
                "unrelied": [_evidence(evidence) for evidence in item.unrelied],
            }
            for item in change.requirements
        ],
        "text": {
            "new": [_passage(passage) for passage in change.text.new],
            "gone": [_passage(passage) for passage in change.text.gone],
            "reworded": [_pair(pair) for pair in change.text.reworded],
            "moved": [_pair(pair) for pair in change.text.moved],
        },
    }


def _pair(pair: Counterpart) -> dict[str, object]:
    return {"before": _passage(pair.before), "after": _passage(pair.after)}


def _passage(passage: Passage) -> dict[str, object]:
    # Named one by one: a report has hundreds, and `asdict` copies each value.
    return {
        "quote": passage.quote,
        "page": passage.page,
        "section": passage.section,
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {
        **_passage(remark),
        "polarity": remark.polarity,
        "themes": list(remark.themes),
        "printed_as": remark.printed_as,
    }


def _inspection(report: InspectionReport) -> dict[str, object]:
    return {
        "report_type": report.report_type,
        "started": report.started,
        "ended": report.ended,
        "published": report.published,
        "judgements": asdict(report.judgements),
        "headline": dict(zip(("judgement", "grade"), report.headline, strict=True)) if report.headline else None,
        "printed": dict(report.printed),
        "improvements": [asdict(item) for item in report.improvements],
        "strengths": [asdict(item) for item in report.strengths],
        "lists": report.lists,
        "remarks": [_remark(remark) for remark in report.remarks],
        "disagreements": list(report.disagreements),
    }
