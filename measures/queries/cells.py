"""One cell of the measures grid: what it holds, who typed in it, and its earlier texts."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import FilteredRelation, Q, QuerySet

from measures.choices import CellColumn
from measures.models import (
    AuditEntry,
    CellEdit,
    Measure,
    OwnedQuerySet,
    Responsibility,
    RoundResult,
    Row,
    Step,
    User,
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


def responsible_content(row: Row, responsibilities: Collection[Responsibility]) -> CellContent:
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
        result = RoundResult.objects.filter(row=row, round=round).order_by("pk").first()
        if result is not None:
            result.row = row
    return StoredCell(row, column, round, items, responsibilities, result)


def with_open_edits(
    rows: QuerySet[Row],
    row: int,
    column: CellColumn,
    round: int | None,
    *,
    left_since: datetime.datetime,
) -> QuerySet[Row]:
    """A row, once for each editing session still open in one of its cells, once without any.

    They come as `open_edit`, with those left alone since a moment anywhere in the row's plan.
    """
    edits = "section__plan__cell_edits"
    of_cell = Q(**{f"{edits}__row_pk": row, f"{edits}__column": column, f"{edits}__round": round})
    is_open = Q(**{f"{edits}__sealed": False}) & (
        of_cell | Q(**{f"{edits}__saved_at__lt": left_since})
    )
    return (
        rows.filter(pk=row)
        .annotate(open_edit=FilteredRelation(edits, condition=is_open))
        .select_related("open_edit")  # type: ignore[misc]  # no field
        .order_by()
    )


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What a cell held once; of what it held before anybody typed on the grid nobody is known."""

    name: str
    content: CellContent
    by: str = ""
    at: datetime.datetime | None = None


def _edits(cell: StoredCell) -> OwnedQuerySet[CellEdit]:
    """The editing sessions of a cell, newest first."""
    return CellEdit.objects.filter(
        plan=cell.row.section.plan_id, row_pk=cell.row.pk, column=cell.column, round=cell.round
    ).order_by("-saved_at", "-pk")


def texts_of(cell: StoredCell, user: User | AnonymousUser) -> list[EarlierText]:
    """What a cell held before, newest first, as far as the user may see its editing sessions.

    The last of them is what it held before the first session; what it holds now is left out.
    """
    now = cell.content
    edits = list(_edits(cell).visible_to(user))
    texts = [
        EarlierText(
            f"{each.pk}-after", CellContent.from_json(each.after), each.by_name, each.saved_at
        )
        for each in edits
    ]
    texts += [
        EarlierText(f"{each.pk}-before", CellContent.from_json(each.before)) for each in edits[-1:]
    ]
    return [each for each in texts if each.content != now]


def earlier_text(cell: StoredCell, user: User | AnonymousUser, name: str) -> EarlierText | None:
    """One of `texts_of`, by its name."""
    return next((each for each in texts_of(cell, user) if each.name == name), None)


def last_change_of_cell(cell: StoredCell) -> CellEdit | AuditEntry | None:
    """Whatever gave a cell what it holds now, as far as the record knows: the newest change."""
    edit = _edits(cell).first()
    if edit is not None and edit.after == cell.content.to_json():
        return edit
    subjects = Q(subject_kind="row", subject_pk=str(cell.row.pk))
    if cell.result is not None:
        subjects |= Q(subject_kind="roundresult", subject_pk=str(cell.result.pk))
    for entry in (*cell.items, *cell.responsibilities):
        subjects |= Q(subject_kind=entry._meta.model_name, subject_pk=str(entry.pk))
    return AuditEntry.objects.filter(subjects).select_related("actor").first()
