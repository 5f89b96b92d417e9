"""Saving one cell of the measures grid, and refusing a save that would overwrite another's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from measures.access import with_rights
from measures.choices import CellColumn, Right
from measures.models import AuditEntry, Row, User
from measures.queries.cells import StoredCell, earlier_text, last_change_of_cell, stored_cell
from measures.rules.cells import ROUND_COLUMNS, CellContent

from .cell_changes import TypedCell, change_of
from .cell_edits import note_save, seal_edits_of_cell
from .entries import require_editable_state


@dataclass(frozen=True, slots=True)
class CellSave:
    """A save as the screen sends it: which cell, the revision it started from, what was typed.

    `session` is the page's own id; `is_closing`: the cell is left, so its editing session ends.
    """

    row: int
    column: CellColumn
    round: int | None
    revision: str
    session: str
    typed: TypedCell
    is_closing: bool = False
    was_split: bool = False
    """Whether one field held several lines, of which paragraphs were made."""


@dataclass(frozen=True, slots=True)
class SavedCell:
    """What stands in the cell now, since when, and what the portal read of it."""

    content: CellContent
    saved_at: datetime.datetime
    echo: str = ""


class CellConflict(Exception):  # noqa: N818 - what happened, no fault
    """Somebody else changed the cell since the revision that a save started from.

    `by` is who, `at` when, as far as the record knows.
    """

    def __init__(self, theirs: CellContent, by: str, at: datetime.datetime | None) -> None:
        super().__init__(f"{by} {at}")
        self.theirs, self.by, self.at = theirs, by, at


@transaction.atomic
def save_cell(rows: QuerySet[Row], save: CellSave, *, by: User) -> SavedCell:
    """Store what was typed in a cell of one of these rows; nothing when nothing changed.

    `rows` are those that the user may see. A save that starts from another revision than the
    stored one raises CellConflict, unless it says what is stored already. Raises also
    Row.DoesNotExist, PermissionDenied, and ValidationError for a plan that may not be edited
    (code "state") or a text that cannot be taken.
    """
    locked = with_rights(by, rows).select_for_update(of=("self", "section__plan"))
    row = locked.get(pk=save.row)
    _require(row, save.column)
    require_editable_state(row.section.plan.state)
    cell = stored_cell(row, save.column, save.round)
    before = cell.content
    change = change_of(cell, save.typed, by=by)
    if change.content != before:
        if save.revision != before.revision:
            raise _conflict(cell)
        change.commit()
        note_save(cell, before, cell.content, session=save.session, by=by)
    if save.is_closing:
        seal_edits_of_cell(cell)
    return SavedCell(cell.content, timezone.now(), change.echo)


@transaction.atomic
def bring_back(cell: StoredCell, *, text: str, revision: str, by: User) -> SavedCell:
    """Put an earlier text of a cell (by its name) in the place of the present one.

    It is a session of its own, ended at once. Raises as `save_cell`, and ValidationError for a
    text that the cell never held.
    """
    found = earlier_text(cell, by, text)
    if found is None:
        raise ValidationError(
            "ไม่พบข้อความที่เลือก โปรดเลือกจากข้อความที่แสดง เช่น ข้อความล่าสุด", code="no_text"
        )
    organization = cell.row.section.plan.organization
    known = set(organization.units.values_list("pk", flat=True))
    content = found.content
    typed = TypedCell(
        content.paragraphs, tuple(each for each in content.units if each in known), content.status
    )
    rows = Row.objects.select_related("section__plan__organization", "section__plan__fiscal_year")
    return save_cell(
        rows,
        CellSave(
            row=cell.row.pk,
            column=cell.column,
            round=cell.round,
            revision=revision,
            session=f"back-{text}",
            typed=typed,
            is_closing=True,
        ),
        by=by,
    )


def _require(row: Row, column: CellColumn) -> None:
    """Results may be entered by more people than may edit the plan."""
    may_edit_plan: bool = row.may_edit_plan  # type: ignore[attr-defined]
    may_enter_results: bool = row.may_enter_results  # type: ignore[attr-defined]
    if may_edit_plan or (column in ROUND_COLUMNS and may_enter_results):
        return
    right = Right.ENTER_RESULTS if column in ROUND_COLUMNS else Right.EDIT_PLAN
    raise PermissionDenied(
        f"ท่านไม่มีสิทธิ “{right.label}” ในแถวนี้ของ{row.section.plan.organization} "
        "โปรดติดต่อผู้จัดทำของหน่วยงาน"
    )


def _conflict(cell: StoredCell) -> CellConflict:
    change = last_change_of_cell(cell)
    if change is None:
        return CellConflict(cell.content, "", None)
    if isinstance(change, AuditEntry):
        actor = change.actor
        return CellConflict(cell.content, actor.position_title or change.actor_name, change.at)
    return CellConflict(cell.content, change.by_name, change.saved_at)
