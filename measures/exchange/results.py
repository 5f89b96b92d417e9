"""What came of a row: results, outcome, suggestion, the status ticked, the scores cited."""

from __future__ import annotations

from collections.abc import Sequence

from itaportal.thai.text import without_spaces
from measures.choices import ResultStatus, Round
from measures.rules.citations import Citation, KnownScopes, count_mentions, find_citations
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Cell
from measures.rules.scoring import score_text

from .columns import Column
from .drafts import CitationDraft, KnownNames, ResultDraft
from .row_cells import RowCells
from .statuses import read_status
from .typed_rows import excerpt


def read_results(
    cells: RowCells, known: KnownNames, round: Round, *, cites: bool
) -> tuple[ResultDraft, ...]:
    """The row's result of a round, none when its cells are empty; scores cited only if `cites`."""
    status, results = _status(cells)
    outcome, suggestion = cells.cell(Column.OUTCOME), cells.cell(Column.SUGGESTION)
    if not (status or results or outcome or suggestion):
        return ()
    citations = _citations(cells, known, outcome) if cites else ()
    return (ResultDraft(int(round), results, outcome, suggestion, status, citations),)


def _status(cells: RowCells) -> tuple[str, Cell]:
    """The status by its own column or the boxes of the result, and the rest of the result."""
    expected = "ช่องเดียวที่ทำเครื่องหมาย เช่น ☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ"
    read = read_status(cells.lines(Column.RESULT))
    status = read.status
    if read.is_doubtful:
        cells.doubt(
            Column.RESULT, excerpt(cells.lines(Column.RESULT)), "เก็บเป็นข้อความตามที่พิมพ์", expected
        )
    if own := cells.lines(Column.STATUS):
        said = _status_of_column(own)
        if said and status in ("", said):
            status = said
        else:
            cells.keep_aside(own)
            cells.doubt(Column.STATUS, excerpt(own), "เก็บไว้ในช่องข้อความอื่นของแถว", expected)
    return status, split_cell(read.lines)


def _status_of_column(lines: Sequence[str]) -> str:
    """The status that a cell says in the portal's own words and nothing besides, else ""."""
    read = read_status(lines)
    if read.status:
        return "" if read.lines else read.status
    bare = without_spaces("".join(lines))
    return next((status.value for status in ResultStatus if bare == status.label), "")


def _citations(cells: RowCells, known: KnownNames, outcome: Cell) -> tuple[CitationDraft, ...]:
    found = find_citations(outcome, KnownScopes(known.indicators, known.questions))
    citations = [
        citation
        for citation in found
        if known.compares(citation.earlier_year) and known.compares(citation.later_year)
    ]
    for citation in citations:
        _judge(cells, citation)
    if count_mentions(outcome) > 2 * len(citations):
        cells.doubt(
            Column.OUTCOME,
            excerpt(paragraph.text for paragraph in outcome),
            "เก็บเป็นข้อความตามที่พิมพ์ แต่คะแนนบางค่าไม่ได้ผูกเป็นคะแนนที่อ้างถึง",
            "คะแนนของสองปี ค่า ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ปี ๒๕๖๗ ได้คะแนน ๘๗.๘๗ คะแนน "
            "ปี ๒๕๖๘ ได้คะแนน ๘๗.๖๗ คะแนน",
        )
    return tuple(map(_citation_draft, citations))


def _judge(cells: RowCells, citation: Citation) -> None:
    """Say where the stated difference or direction is not that of the values."""
    change = citation.change
    values = f"{score_text(citation.earlier_value)} และ {score_text(citation.later_value)}"
    if not citation.difference_is_right and citation.stated_difference is not None:
        cells.doubt(
            Column.OUTCOME,
            f"{values} ต่างกัน {score_text(citation.stated_difference)}",
            "เก็บตามที่พิมพ์",
            f"ผลต่างของคะแนนคือ {score_text(change.difference)}",
        )
    if not citation.direction_is_right:
        stated = " ".join(direction.value for direction in citation.stated_directions)
        cells.doubt(
            Column.OUTCOME,
            f"{values} คะแนน{stated}",
            "เก็บตามที่พิมพ์",
            f"คะแนน{change.direction.value}",
        )


def _citation_draft(citation: Citation) -> CitationDraft:
    scope = citation.scope
    return CitationDraft(
        scope=scope.kind,
        earlier_year=citation.earlier_year,
        later_year=citation.later_year,
        earlier_value=citation.earlier_value,
        later_value=citation.later_value,
        paragraph_index=citation.paragraph_index,
        indicator=scope.indicator,
        question=scope.question,
        instrument=scope.instrument,
        topic=scope.topic,
    )
