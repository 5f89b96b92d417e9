"""Editing sessions of the grid's cells: begun by a save, ended by one entry in the record.

`measures.audit` says why: entries are never changed, so typing that saves itself is recorded when
it ends, with what the cell held before the first key.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from measures.audit import record
from measures.choices import AuditAction
from measures.models import CellEdit, MeasurePlan, RoundResult, Row, User
from measures.queries.cells import StoredCell
from measures.rules.cells import CellContent
from measures.rules.paragraphs import paragraphs_to_json

Subject = Row | RoundResult | MeasurePlan
"""What an entry in the record is of."""

LONGEST_PAUSE = datetime.timedelta(minutes=30)
"""Half an hour without a save ends a session."""


def note_save(
    cell: StoredCell,
    before: CellContent,
    open_edits: Sequence[CellEdit],
    *,
    session: str,
    is_closing: bool,
    by: User,
) -> None:
    """Put a save into its session: the first one begins it, one that leaves the cell ends it.

    `open_edits` are those of `with_open_edits`. A session that begins seals whatever was still
    open in the cell, and what has been left alone for long enough anywhere in the plan. Nothing
    changed, no session.
    """
    now, after = timezone.now(), cell.content
    of_cell = [each for each in open_edits if _is_of(each, cell)]
    own = next((each for each in of_cell if _goes_on(each, session, by, now)), None)
    if after != before and not (own and _go_on(own, after, now, is_closing=is_closing)):
        _seal_all(open_edits)
        own = _begin(cell, before, session, by, now, is_closing=is_closing)
    elif is_closing and after == before:
        _seal_all(of_cell, cell.result or cell.row)
        return
    if own and is_closing:
        own.by = by  # whose session it is, known without asking
        _record(own, cell.result or cell.row)


def _is_of(edit: CellEdit, cell: StoredCell) -> bool:
    place = cell.row.pk, cell.column.value, cell.round
    return (edit.row_pk, edit.column, edit.round) == place


def _goes_on(edit: CellEdit, session: str, by: User, now: datetime.datetime) -> bool:
    """Whether a save of this page and person goes on with the session."""
    is_own = (edit.by_id, edit.session) == (by.pk, session)
    return is_own and edit.saved_at >= now - LONGEST_PAUSE


def _go_on(edit: CellEdit, after: CellContent, now: datetime.datetime, *, is_closing: bool) -> bool:
    """Put a save into a session; False where somebody sealed it meanwhile."""
    edit.after = after.to_json()
    still_open = CellEdit.objects.filter(pk=edit.pk, sealed=False)
    return bool(still_open.update(after=edit.after, saved_at=now, sealed=is_closing))


def _begin(
    cell: StoredCell,
    before: CellContent,
    session: str,
    by: User,
    now: datetime.datetime,
    *,
    is_closing: bool,
) -> CellEdit:
    return CellEdit.objects.create(
        plan=cell.row.section.plan,
        row_pk=cell.row.pk,
        column=cell.column,
        round=cell.round,
        by=by,
        by_name=by.position_title or by.display_name,
        session=session,
        began_at=now,
        saved_at=now,
        before=before.to_json(),
        after=cell.content.to_json(),
        sealed=is_closing,
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
def seal_old_edits() -> int:
    """Seal what has been left alone for half an hour, in all plans, as a clock has it done."""
    old = CellEdit.objects.filter(saved_at__lt=timezone.now() - LONGEST_PAUSE, sealed=False)
    return _seal(old)


def _seal_all(edits: Sequence[CellEdit], subject: Subject | None = None) -> None:
    """Seal those of these sessions that are still open; all are of the `subject`, if given."""
    if edits:
        _seal(CellEdit.objects.filter(pk__in=[edit.pk for edit in edits], sealed=False), subject)


def _seal(edits: QuerySet[CellEdit], subject: Subject | None = None) -> int:
    """One entry in the record for each session, by who typed; none where nothing changed."""
    found = list(
        edits.select_for_update(of=("self",))
        .select_related("plan__organization", "by")
        .order_by("pk")
    )
    for edit in found:
        _record(edit, subject or _subject(edit))
    if found:
        CellEdit.objects.filter(pk__in=[edit.pk for edit in found]).update(sealed=True)
    return len(found)


def _subject(edit: CellEdit) -> Subject:
    """What an entry about a session is of; the plan where the row is there no more."""
    row = Row.objects.filter(pk=edit.row_pk).select_related("section__plan__organization").first()
    if row is not None and edit.round is not None:
        result = RoundResult.objects.filter(row=row, round=edit.round).order_by("pk").first()
        if result is not None:
            result.row = row
            return result
    return row or edit.plan


def _record(edit: CellEdit, subject: Subject) -> None:
    if edit.before == edit.after:
        return
    before, after = (
        {edit.column: _told(CellContent.from_json(side))} for side in (edit.before, edit.after)
    )
    record(AuditAction.CHANGED, subject, before=before, after=after, by=edit.by)


def _told(content: CellContent) -> object:
    """A cell in the record: its status, or its paragraphs, with the units where there are any."""
    if content.units:
        return {"paragraphs": paragraphs_to_json(content.paragraphs), "units": list(content.units)}
    return content.status or paragraphs_to_json(content.paragraphs)
