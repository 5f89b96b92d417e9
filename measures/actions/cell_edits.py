"""Editing sessions of the grid's cells: begun by a save, ended by one entry in the record.

`measures.audit` says why: entries are never changed, so typing that saves itself is recorded when
it ends, with what the cell held before the first key.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from measures.audit import record
from measures.choices import AuditAction
from measures.models import CellEdit, MeasurePlan, RoundResult, Row, User
from measures.queries.cells import StoredCell
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.paragraphs import paragraphs_to_json

LONGEST_PAUSE = datetime.timedelta(minutes=30)
"""Half an hour without a save ends a session."""


def note_save(
    cell: StoredCell, before: CellContent, after: CellContent, *, session: str, by: User
) -> CellEdit | None:
    """Put a save into its session; the first one of a session begins it.

    A session that begins seals whatever was still open in the cell, and what has been left alone
    for long enough anywhere in the plan. Returns the session only where it begins.
    """
    now = timezone.now()
    plan = cell.row.section.plan
    of_cell = Q(row_pk=cell.row.pk, column=cell.column, round=cell.round)
    changed = CellEdit.objects.filter(
        of_cell,
        plan=plan,
        by=by,
        session=session,
        sealed=False,
        saved_at__gte=now - LONGEST_PAUSE,
    ).update(after=after.to_json(), saved_at=now)
    if changed:
        return None
    ended = CellEdit.objects.filter(of_cell | Q(saved_at__lt=now - LONGEST_PAUSE), plan=plan)
    _seal(ended.filter(sealed=False))
    return CellEdit.objects.create(
        plan=plan,
        row_pk=cell.row.pk,
        column=cell.column,
        round=cell.round,
        by=by,
        by_name=by.position_title or by.display_name,
        session=session,
        began_at=now,
        saved_at=now,
        before=before.to_json(),
        after=after.to_json(),
    )


@transaction.atomic
def seal_edits_of_plan(plan: MeasurePlan) -> int:
    """Seal every open session of a plan, as when it is submitted; returns how many there were."""
    return _seal(CellEdit.objects.filter(plan=plan, sealed=False))


@transaction.atomic
def seal_edits_of_row(row: Row) -> int:
    """Seal every open session of a row, as before it is removed."""
    return _seal(CellEdit.objects.filter(plan=row.section.plan_id, row_pk=row.pk, sealed=False))


@transaction.atomic
def seal_edits_of_cell(cell: StoredCell) -> int:
    """Seal the open sessions of a cell, as when the cell is left."""
    edits = CellEdit.objects.filter(
        plan=cell.row.section.plan_id, row_pk=cell.row.pk, column=cell.column, round=cell.round
    )
    return _seal(edits.filter(sealed=False))


@transaction.atomic
def seal_old_edits() -> int:
    """Seal what has been left alone for half an hour, in all plans, as a clock has it done."""
    old = CellEdit.objects.filter(saved_at__lt=timezone.now() - LONGEST_PAUSE, sealed=False)
    return _seal(old)


def _seal(edits: QuerySet[CellEdit]) -> int:
    """One entry in the record for each session, by who typed; none where nothing changed."""
    found = list(edits.select_for_update(of=("self",)).select_related("plan", "by").order_by("pk"))
    for edit in found:
        if edit.before != edit.after:
            _record(edit)
    if found:
        CellEdit.objects.filter(pk__in=[edit.pk for edit in found]).update(sealed=True)
    return len(found)


def _record(edit: CellEdit) -> None:
    subject: Row | RoundResult | MeasurePlan | None = None
    if edit.column in ROUND_COLUMNS and edit.round is not None:
        subject = RoundResult.objects.filter(row=edit.row_pk, round=edit.round).first()
    subject = subject or Row.objects.filter(pk=edit.row_pk).first() or edit.plan
    before, after = (
        {edit.column: _told(CellContent.from_json(side))} for side in (edit.before, edit.after)
    )
    record(AuditAction.CHANGED, subject, before=before, after=after, by=edit.by)


def _told(content: CellContent) -> object:
    """A cell in the record: its status, or its paragraphs, with the units where there are any."""
    if content.units:
        return {"paragraphs": paragraphs_to_json(content.paragraphs), "units": list(content.units)}
    return content.status or paragraphs_to_json(content.paragraphs)
