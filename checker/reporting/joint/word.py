"""A brief over several documents as a Word document, across the page, with room to write a judgement on each theme."""

from __future__ import annotations

from checker.reporting import wording
from checker.reporting.formats.word_brief import badge
from checker.reporting.formats.word_parts import SMALL, Cell, cell_paragraph, document_of, paragraph, run, saved, table
from checker.reporting.joint.view import Joint, JointCell
from checker.reporting.view import RenderOptions

_SIZE = 8.0  # points
_ACROSS = 14570  # twentieths of a point between the margins of an A4 page on its side
_ROOM = 20  # above and below the words of a row: two pages hold three documents


def render_word(joint: Joint, options: RenderOptions) -> bytes:
    """The .docx file."""
    from checker.reporting.joint.files import TITLE

    made = wording.day(options.made_on.isoformat())
    title = f"{joint.title}: {TITLE.lower()}"
    document = document_of(_body(joint, title), header=title, footer=f"Safeguarding check · {made}", across=True)
    return saved(document, title, "Safeguarding check", options)


def _body(joint: Joint, title: str) -> str:
    parts = [paragraph(run(title), style="Title"), paragraph(run(joint.statement, size=9.5))]
    parts += [paragraph(run(note, bold=True, size=9.5)) for note in joint.notes]
    head = [Cell(words, size=_SIZE) for words in ("", "Document", "Verdicts, and what could not be read")]
    rows = [head]
    for document in joint.documents:
        named = cell_paragraph(run(document.title, bold=True, size=_SIZE))
        named += cell_paragraph(run(document.facts, colour=wording.QUIET, size=_SIZE))
        told = "".join(cell_paragraph(run(line, size=_SIZE)) for line in (*document.headlines, *document.notes[:2]))
        number = Cell(f"{document.number} {document.column.lower()}", bold=True, size=_SIZE)
        rows.append([number, Cell(content=named), Cell(content=told or cell_paragraph())])
    parts.append(table(rows, [1, 6, 4], width=_ACROSS, room=_ROOM))
    across = [[Cell(words, size=_SIZE) for words in ("Theme", *joint.columns, "Your judgement")]]
    for row in joint.rows:
        across.append([Cell(row.theme, bold=True, size=_SIZE), *(_cell(cell) for cell in row.cells), Cell()])
    parts.append(table(across, [1.2, *(3.4 for _ in joint.columns), 2.1], width=_ACROSS, room=_ROOM))
    for column, themes in joint.alone:
        parts.append(cell_paragraph(run(f"{column} only: ", bold=True, size=_SIZE), run(f"{themes}.", size=_SIZE)))
    parts.append(paragraph(run(joint.method), style=SMALL))
    return "".join(parts)


def _cell(cell: JointCell) -> Cell:
    parts = []
    for said in cell.said:
        colours = wording.COLOURS[said.entry.verdict.tone]
        verdict = run(f"{badge(said.entry.verdict)} ", bold=True, colour=colours.ink, size=_SIZE)
        again = run(f"({wording.LOOK_AGAIN}) ", bold=True, size=_SIZE) if said.entry.look_again else ""
        parts.append(
            cell_paragraph(run(f"{said.document}. ", size=_SIZE), verdict, again, run(said.entry.title, size=_SIZE))
        )
        if said.quote:
            where = f" ({said.where})" if said.where else ""
            words = run(f"“{said.quote}”{where}", colour=wording.QUIET, size=_SIZE)
            parts.append(cell_paragraph(words))
    if cell.more:
        parts.append(cell_paragraph(run(f"and {cell.more} more", colour=wording.QUIET, size=_SIZE)))
    return Cell(content="".join(parts) or cell_paragraph(run("–", size=_SIZE)))
