"""A brief over several documents as a web page, a Word document or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.errors import OptionError
from checker.reporting import wording
from checker.reporting.joint.view import Joint, JointCell, Said, joint_of
from checker.reporting.view import RenderOptions
from checker.results.model import Check, Failure

KINDS = ("docx", "html", "md")
TITLE = "Promised, reported, inspected"


def render(
    kind: str,
    checks: Sequence[Check],
    failures: Sequence[Failure],
    options: RenderOptions,
    signed: Sequence[str] = (),
) -> str | bytes:
    """The brief in one of KINDS; `signed` says whose verdicts they are. Raises OptionError for another kind."""
    joint = joint_of(checks, failures, options, signed)
    if kind == "docx":
        from checker.reporting.joint.word import render_word

        return render_word(joint, options)
    if kind == "html":
        from checker.reporting.formats.html import page

        return page("joint.html.j2", joint=joint, title=TITLE, options=options)
    if kind == "md":
        return "\n".join(_markdown(joint)) + "\n"
    raise OptionError(f"The brief over several documents is made as .{', .'.join(KINDS[:-1])} or .{KINDS[-1]}.")


def _markdown(joint: Joint) -> Iterator[str]:
    from checker.reporting.formats.markdown import escape, table

    yield f"# {escape(joint.title)}: {TITLE.lower()}"
    yield ""
    for line in (joint.statement, *joint.notes):
        yield escape(line)
        yield ""
    for document in joint.documents:
        yield f"{document.number}. **{escape(document.title)}** ({escape(document.facts)})"
        for line in (*document.headlines, *document.notes):
            yield f"   - {escape(line)}"
    yield ""
    rows = [[escape(row.theme), *(_told(cell) for cell in row.cells), ""] for row in joint.rows]
    yield from table(["Theme", *joint.columns, "Your judgement"], rows)
    for column, themes in joint.alone:
        yield f"**{column} only:** {escape(themes)}."
        yield ""
    yield escape(joint.method)


def _told(cell: JointCell) -> str:
    from checker.reporting.formats.markdown import escape

    def line(said: Said) -> str:
        verdict = f"{said.entry.verdict.symbol} {said.entry.verdict.word.lower()}"
        again = f", {wording.LOOK_AGAIN}" if said.entry.look_again else ""
        words = f" “{escape(said.quote)}”" if said.quote else ""
        where = f" ({escape(said.where)})" if said.where else ""
        return f"{said.document}. **{escape(said.entry.title)}**: {verdict}{again}.{words}{where}"

    more = [f"and {cell.more} more"] if cell.more else []
    return "<br>".join([*map(line, cell.said), *more])
