"""Saving one cell of the measures grid, and refusing a save that would overwrite another's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.cell_access import require_cell, rows_with_membership
from measures.choices import CellColumn
from measures.models import AuditEntry, CellEdit, Row, User
from measures.queries.cells import (
    StoredCell,
    earlier_text,
    last_change_of_cell,
    stored_cell,
    with_open_edits,
)
from measures.rules.cells import CellContent

from .cell_changes import TypedCell, change_of
from .cell_edits import LONGEST_PAUSE, note_save
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
def save_cell(code: str, year_be: int, save: CellSave, *, by: User) -> SavedCell:
    """Store what was typed in a cell of a plan; nothing when nothing changed.

    The plan is that of an organization's code and fiscal year (BE). A save that starts from
    another revision than the stored one raises CellConflict, unless it says what is
    stored already. Raises also Row.DoesNotExist, PermissionDenied, and ValidationError for a plan
    that may not be edited (code "state") or a text that cannot be taken.
    """
    row, open_edits = _locked(code, year_be, save, by)
    require_cell(by, row, save.column)
    require_editable_state(row.section.plan.state)
    # Read only now that the row is locked: what another save was writing is there to be seen.
    cell = stored_cell(row, save.column, save.round)
    before = cell.content
    change = change_of(cell, save.typed, by=by)
    if change.content != before:
        if save.revision != before.revision:
            raise _conflict(cell)
        change.commit()
    note_save(cell, before, open_edits, session=save.session, is_closing=save.is_closing, by=by)
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
    return save_cell(
        organization.code,
        cell.row.section.plan.fiscal_year.year_be,
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


def _locked(code: str, year_be: int, save: CellSave, by: User) -> tuple[Row, list[CellEdit]]:
    """The row, locked with its plan, and the editing sessions that a save of it may end."""
    found = with_open_edits(
        rows_with_membership(by, code, year_be),
        save.row,
        save.column,
        save.round,
        left_since=timezone.now() - LONGEST_PAUSE,
    ).select_for_update(of=("self", "section__plan"))
    rows = list(found)
    if not rows:
        raise Row.DoesNotExist
    return rows[0], [row.open_edit for row in rows if hasattr(row, "open_edit")]


def _conflict(cell: StoredCell) -> CellConflict:
    change = last_change_of_cell(cell)
    if change is None:
        return CellConflict(cell.content, "", None)
    if isinstance(change, AuditEntry):
        actor = change.actor
        return CellConflict(cell.content, actor.position_title or change.actor_name, change.at)
    return CellConflict(cell.content, change.by_name, change.saved_at)
