"""One cell of the measures grid: what it holds, who typed in it, and its earlier texts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from measures.choices import CellColumn
from measures.models import (
    AuditEntry,
    CellEdit,
    Measure,
    Responsibility,
    RoundResult,
    Row,
    Step,
)
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.paragraphs import joined, plain
from measures.rules.periods import period_cell


@dataclass(slots=True)
class StoredCell:
    """A cell with the stored objects that hold it; those of other columns are not read."""

    row: Row
    column: CellColumn
    round: int | None
    items: list[Measure] | list[Step]
    responsibilities: list[Responsibility]
    result: RoundResult | None

    @property
    def content(self) -> CellContent:
        """What it holds."""
        row, result = self.row, self.result
        match self.column:
            case CellColumn.MEASURES | CellColumn.STEPS:
                return CellContent(joined(each.content for each in self.items))
            case CellColumn.RESPONSIBLE:
                return responsible_content(row, self.responsibilities)
            case CellColumn.PERIOD:
                return CellContent(period_cell(row.period_start, row.period_end, row.period_text))
            case CellColumn.STATUS:
                return CellContent(status=result.status if result else "")
            case _:
                return CellContent(getattr(result, self.column.value) if result else ())


def responsible_content(row: Row, responsibilities: list[Responsibility]) -> CellContent:
    """The text as typed, else the names of those responsible; with the units chosen."""
    return CellContent(
        row.responsible_text or plain(*map(str, responsibilities)),
        tuple(each.unit_id for each in responsibilities if each.unit_id),
    )


def stored_cell(row: Row, column: CellColumn, round: int | None) -> StoredCell:
    """The cell as it is stored, in one query at most."""
    items: list[Measure] | list[Step] = []
    responsibilities: list[Responsibility] = []
    result = None
    if column is CellColumn.MEASURES:
        items = list(row.measures.order_by("position"))
    elif column is CellColumn.STEPS:
        items = list(row.steps.order_by("position"))
    elif column is CellColumn.RESPONSIBLE:
        responsibilities = list(row.responsibilities.select_related("unit").order_by("position"))
    elif column in ROUND_COLUMNS and round is not None:
        result = row.results.filter(round=round).first()
    return StoredCell(row, column, round, items, responsibilities, result)


def edits_of(cell: StoredCell) -> list[CellEdit]:
    """The editing sessions of a cell, newest first."""
    return list(
        CellEdit.objects.filter(
            plan=cell.row.section.plan_id,
            row_pk=cell.row.pk,
            column=cell.column,
            round=cell.round,
        ).select_related("by")
    )


def last_change_of_cell(cell: StoredCell) -> CellEdit | AuditEntry | None:
    """Whatever gave a cell what it holds now, as far as the record knows: the newest change."""
    edit = next(iter(edits_of(cell)), None)
    if edit is not None and edit.after == cell.content.to_json():
        return edit
    subjects = Q(subject_kind="row", subject_pk=str(cell.row.pk))
    if cell.result is not None:
        subjects |= Q(subject_kind="roundresult", subject_pk=str(cell.result.pk))
    for entry in (*cell.items, *cell.responsibilities):
        subjects |= Q(subject_kind=entry._meta.model_name, subject_pk=str(entry.pk))
    return AuditEntry.objects.filter(subjects).select_related("actor").first()
