"""Plans of the samples as outlines written by hand (`expected_*.toml`), and how much was read.

An outline names a paragraph by its typed marker and its first and last characters; the sentence
itself is cut out of the sample's plain text, so that none stands in the repository.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from itaportal.thai.dates import Period
from itaportal.thai.text import without_spaces
from measures.choices import ParagraphKind, ResponsibleKind
from measures.exchange.drafts import (
    AnalysisDraft,
    PlanReading,
    ResponsibleDraft,
    ResultDraft,
    RowDraft,
    StepDraft,
)
from measures.rules.paragraphs import Cell, Paragraph, items_of, joined, plain

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
_KINDS = {"": ParagraphKind.PLAIN, "-": ParagraphKind.DASH}


def read_outline(sample: str) -> dict[str, Any]:
    """The outline of a sample by its letter."""
    path = Path(__file__).with_name(f"expected_{sample}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cut(text: str, outline: str) -> str:
    """The text from an outline's first characters to its last."""
    first, _, last = outline.partition(" … ")
    start = text.index(first)
    return text[start : text.index(last, start + len(first)) + len(last)] if last else first


def cell_of(written: str, outlines: list[str]) -> Cell:
    """A cell cut out of its typed text: each outline's text begins after its typed marker."""
    cell, rest = [], written
    parts = [_parts(outline) for outline in outlines]
    for number, (level, marker, first, last) in enumerate(parts):
        start = rest.index(first)
        assert without_spaces(rest[:start]) == marker
        stop = len(rest)
        if number + 1 < len(parts):
            _, next_marker, next_first, _ = parts[number + 1]
            after = start + len(first)
            begins = re.escape(next_marker) + r"\s*" + re.escape(next_first)
            stop = next(re.finditer(begins, rest[after:])).start() + after
        end = rest.rindex(last, start, stop) + len(last)
        kind = _KINDS.get(marker, ParagraphKind.NUMBERED)
        cell.append(Paragraph(rest[start:end], kind, level))
        rest = rest[end:]
    assert rest.strip() == ""
    return tuple(cell)


def _parts(outline: str) -> tuple[int, str, str, str]:
    marker, _, text = outline.partition("|")
    first, _, last = text.strip().partition(" … ")
    level = marker.count(">")
    return level, marker.strip("> "), first, last or first


def table_lines(sample: str, headers: tuple[str, ...]) -> list[list[str]]:
    """The rows of a sample's plain text as cells, its headers left out."""
    (path,) = SAMPLES.glob(f"{sample.upper()}-*.txt")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    return [
        [re.sub(r"</?[a-z][^>]*>", "", cell) for cell in row]
        for row in rows
        if len(row) > 1 and not (row[0] in headers or row[1] in headers)
    ]


@dataclass(frozen=True)
class Expected:
    """What an outline says, as drafts."""

    rows: tuple[RowDraft, ...]
    analyses: tuple[AnalysisDraft, ...]
    scores: dict[int, Decimal]


def expected(sample: str, order: list[str], headers: tuple[str, ...]) -> Expected:
    """The plan of an outline; `order` names the columns of the sample's table."""
    outline = read_outline(sample)
    lines = table_lines(sample, headers)
    rows, analyses, scores = [], [], {}
    for row in outline["rows"]:
        typed = dict(zip(order, lines[row["lines"][0]], strict=True))
        for number in row["lines"][1:]:
            for name, text in zip(order, lines[number], strict=True):
                if name in row["joined"]:
                    typed[name] += text
        rows.append(_row(outline, row, typed))
        if "question" in row:
            analyses.append(
                AnalysisDraft(
                    row["indicator"],
                    row["question"],
                    cell_of(typed["question_text"], row["question_text"]),
                    cell_of(typed["analysis"], row["analysis"]),
                    cell_of(typed["guidance"], row["guidance"]),
                )
            )
            scores[row["indicator"]] = Decimal(row["score"])
    return Expected(tuple(rows), tuple(analyses), scores)


def _row(outline: dict[str, Any], row: dict[str, Any], typed: dict[str, str]) -> RowDraft:
    def cell(name: str) -> Cell:
        text = typed[name]
        if name == "measures" and "question" not in row:
            text = text.removeprefix(f"{row['number']}.")
        return cell_of(text, row[name])

    results: tuple[ResultDraft, ...] = ()
    if "results" in row:
        results = (ResultDraft(outline["round"], cell("results"), (), cell("suggestion")),)
    return RowDraft(
        measures=items_of(cell("measures")),
        steps=tuple(StepDraft(item) for item in items_of(cell("steps"))),
        responsible=tuple(_responsible(typed["responsible_text"], row)),
        responsible_text=cell("responsible_text"),
        period=Period(*(row["period"] if "period" in row else outline["period"])),
        period_text=cell("period_text"),
        results=results,
        indicator=row["indicator"],
        printed_number=row["number"],
    )


def _responsible(typed: str, row: dict[str, Any]) -> Iterator[ResponsibleDraft]:
    for written in row["responsible"]:
        kind, _, name = written.partition("|")
        name = name.strip()
        yield ResponsibleDraft(ResponsibleKind(kind.strip()), cut(typed, name) if name else "")


# -- how much was read right ----------------------------------------------------------------------


def wrong_cells(reading: PlanReading, right: Expected) -> tuple[list[str], int]:
    """The cells that are not in the right field, by name, and how many cells there are.

    White space does not count, as scanners set it freely.
    """
    mine, theirs = (
        list(_cells_of(reading.draft.rows, reading.draft.analyses)),
        list(_cells_of(right.rows, right.analyses)),
    )
    read = dict(mine)
    wrong = [name for name, cell in theirs if read.get(name) != cell]
    wrong += [name for name in read if name not in dict(theirs)]
    return wrong, len(theirs)


def _cells_of(
    rows: tuple[RowDraft, ...], analyses: tuple[AnalysisDraft, ...]
) -> Iterator[tuple[str, object]]:
    for number, row in enumerate(rows, start=1):
        result = row.results[0] if row.results else ResultDraft(12)
        cells: dict[str, object] = {
            "name": (row.printed_number, row.indicator),
            "measures": _spaceless(joined(row.measures)),
            "steps": _spaceless(joined(step.content for step in row.steps)),
            "responsible": (row.responsible, _spaceless(row.responsible_text)),
            "period": (row.period, _spaceless(row.period_text)),
            "results": _spaceless(result.results),
            "outcome": _spaceless(result.outcome),
            "suggestion": _spaceless(result.suggestion),
            "remarks": _spaceless(row.remarks),
        }
        for name, cell in cells.items():
            if cell:
                yield f"row {number} {name}", cell
    for analysis in analyses:
        where = f"indicator {analysis.indicator}"
        yield f"{where} question", (analysis.question, _spaceless(analysis.question_text))
        yield f"{where} analysis", _spaceless(analysis.analysis)
        yield f"{where} guidance", _spaceless(analysis.guidance)


def _spaceless(cell: Cell) -> Cell:
    return tuple(
        Paragraph(without_spaces(each.text), each.kind, each.level, each.marker) for each in cell
    )


def expected_front(sample: str) -> tuple[Cell, str, Cell]:
    """Cover, heading over the table and introduction of an outline."""
    outline = read_outline(sample)
    (path,) = SAMPLES.glob(f"{sample.upper()}-*.txt")
    text = path.read_text(encoding="utf-8").replace("**", "")
    cover = []
    for written in outline["cover"]:
        *_, first, last = _parts(written)
        found = cut(text, f"{first} … {last}" if first != last else first)
        cover.append(" ".join(found.split()))
        text = text[text.index(found) + len(found) :]
    headings = outline["heading"]
    headings = [headings] if isinstance(headings, str) else headings
    heading = " ".join(cut(text, each) for each in headings)
    introduction = outline.get("introduction", "")
    return plain(*cover), heading, plain(cut(text, introduction)) if introduction else ()
