"""Putting a copied table into the grid as one piece, and taking it out as one piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, CellColumn, Right, Round
from measures.models import AuditEntry, CellEdit, MeasurePlan, RoundResult, Row, Section, User
from measures.queries.cells import StoredCell, stored_cell
from measures.queries.pastes import is_undone, paste_named
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.pasting import Paste

from .cell_changes import TypedCell, change_of
from .cell_edits import seal_edits_of_plan
from .entries import CHANGED_MEANWHILE, ChangedMeanwhile, require_editable_state
from .plan_content import locked_state

_FREE = 10_000
"""Added to positions on their way to new ones: none may be used twice even for a moment."""
_SESSION = "paste"

NOTHING: dict[str, Any] = {
    "status": "", "results": [], "outcome": [], "suggestion": [], "citations__isnull": True,
}  # fmt: skip
"""What a result is that nobody has entered anything in."""

Told = dict[str, Any]
"""A cell in the record: its row's key, column, round, and content as JSON."""


@transaction.atomic
def apply_paste(plan: MeasurePlan, paste: Paste, *, name: str = "", by: User) -> AuditEntry:
    """Put a table into the cells that it was shown in; one entry in the record for the whole.

    What was put in under a `name` is not put in again: who presses twice gets the first entry.

    Raises PermissionDenied; ChangedMeanwhile when a cell holds something else than was shown;
    ValidationError for a plan that may not be edited, or when nothing would change.
    """
    _lock(plan, by)
    if done := paste_named(plan, name):
        return done
    seal_edits_of_plan(plan)  # what was typed before is told before
    added = _added_rows(plan, paste)
    rows = _rows(plan, [each.row for each in paste.rows if each.row is not None])
    new = iter(added)
    before: list[Told] = []
    after: list[Told] = []
    results = _results(rows)
    for pasted in paste.rows:
        row = next(new) if pasted.row is None else rows.get(pasted.row)
        if row is None:
            raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
        for each in pasted.cells:
            cell = stored_cell(row, each.column, each.round)
            held = cell.content
            if pasted.row is not None and held.revision != each.revision:
                raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
            if _write(cell, TypedCell(each.paragraphs, None, each.status), by):
                before.append(_told(cell, held))
                after.append(_told(cell, cell.content))
    if not after and not added:
        raise ValidationError("ตารางมีข้อความเหมือนที่วางอยู่แล้ว จึงไม่มีสิ่งที่ต้องวาง", code="unchanged")
    _keep_earlier_texts(plan, before, after, by)
    return record(
        AuditAction.PLAN_PASTED,
        plan,
        before={"cells": before},
        after={
            "name": name,
            "cells": after,
            "added_rows": {str(row.pk): _digest(row) for row in added},
            "added_results": sorted(_results(rows) - results),
        },
        by=by,
    )


@transaction.atomic
def undo_paste(
    plan: MeasurePlan, pasted: AuditEntry, *, over_changes: bool = False, by: User
) -> AuditEntry:
    """Bring back what the cells of a paste held, and remove the rows that it added.

    Raises PermissionDenied; ChangedMeanwhile when somebody changed one of them since, unless
    `over_changes`; ValidationError when it was undone already, or the plan may not be edited.
    """
    _lock(plan, by)
    if is_undone(pasted):
        raise ValidationError("เลิกทำการวางนี้แล้ว จึงไม่ต้องเลิกทำอีก", code="undone")
    seal_edits_of_plan(plan)
    told, added = pasted.after["cells"], pasted.after["added_rows"]
    rows = _rows(plan, {each["row"] for each in told} | {int(key) for key in added})
    if not over_changes:
        _require_unchanged(rows, told, added)
    before: list[Told] = []
    after: list[Told] = []
    for each in reversed(pasted.before["cells"]):
        row = rows.get(each["row"])
        if row is None or str(row.pk) in added:
            continue
        cell = stored_cell(row, CellColumn(each["column"]), each["round"])
        held = cell.content
        earlier = CellContent.from_json(each["content"])
        if _write(cell, TypedCell(earlier.paragraphs, earlier.units, earlier.status), by):
            before.append(_told(cell, held))
            after.append(_told(cell, cell.content))
    RoundResult.objects.filter(pk__in=pasted.after["added_results"], **NOTHING).delete()
    gone = [row for key, row in rows.items() if str(key) in added]
    before.extend(told_cell for row in gone for told_cell in _all_told(row))
    Row.objects.filter(pk__in=[row.pk for row in gone]).delete()
    kept = [each for each in before if str(each["row"]) not in added]
    _keep_earlier_texts(plan, kept, after, by)
    return record(
        AuditAction.PLAN_PASTE_UNDONE,
        plan,
        before={"cells": before},
        after={"cells": after, "paste": pasted.pk, "removed_rows": [row.pk for row in gone]},
        by=by,
    )


def _lock(plan: MeasurePlan, by: User) -> None:
    state = locked_state(plan)
    require(by, Right.EDIT_PLAN, plan.organization)
    require_editable_state(state)


def _rows(plan: MeasurePlan, keys: list[int] | set[int]) -> dict[int, Row]:
    rows = Row.objects.filter(section__plan=plan, pk__in=keys)
    return {
        row.pk: row
        for row in rows.select_related("section__plan__organization", "section__plan__fiscal_year")
    }


def _results(rows: dict[int, Row]) -> set[int]:
    """The keys of the results that these rows have."""
    return set(RoundResult.objects.filter(row__in=rows).values_list("pk", flat=True))


def _added_rows(plan: MeasurePlan, paste: Paste) -> list[Row]:
    """Empty rows where the paste wants them: last in its group, else last in its section."""
    if not paste.added:
        return []
    section = plan.sections.filter(pk=paste.section).first() if paste.section else None
    if section is None and paste.section is not None:
        raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    if section is None:
        count = plan.sections.count()
        section = Section.objects.create(plan=plan, position=count + 1)
    group = section.groups.filter(pk=paste.group).first() if paste.group else None
    if group is None and paste.group is not None:
        raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    before = section.rows.all()
    if group is not None:
        before = before.filter(group__position__lte=group.position)
    last = max(before.values_list("position", flat=True), default=0)
    later = section.rows.filter(position__gt=last)
    later.update(position=F("position") + _FREE)
    section.rows.filter(position__gt=_FREE).update(position=F("position") - _FREE + paste.added)
    section.plan = plan
    return [
        Row.objects.create(section=section, group=group, position=last + number)
        for number in range(1, paste.added + 1)
    ]


def _write(cell: StoredCell, typed: TypedCell, by: User) -> bool:
    change = change_of(cell, typed, by=by)
    if change.content == cell.content:
        return False
    change.commit()
    return True


def _told(cell: StoredCell, content: CellContent) -> Told:
    return {
        "row": cell.row.pk,
        "column": cell.column.value,
        "round": cell.round,
        "content": content.to_json(),
    }


def _all_told(row: Row) -> Iterator[Told]:
    """Everything that a row holds, before it goes."""
    for cell in _cells(row):
        if not cell.content.is_empty:
            yield _told(cell, cell.content)


def _cells(row: Row) -> Iterator[StoredCell]:
    for column in CellColumn:
        for round in Round.values if column in ROUND_COLUMNS else (None,):
            yield stored_cell(row, column, round)


def _digest(row: Row) -> list[str]:
    """The revisions of all that a row holds."""
    return [cell.content.revision for cell in _cells(row)]


def _require_unchanged(rows: dict[int, Row], told: list[Told], added: dict[str, list[str]]) -> None:
    for each in told:
        row = rows.get(each["row"])
        content = row and stored_cell(row, CellColumn(each["column"]), each["round"]).content
        if content != CellContent.from_json(each["content"]):
            raise _changed_since()
    for key, digest in added.items():
        row = rows.get(int(key))
        if row is None or _digest(row) != digest:
            raise _changed_since()


def _changed_since() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "มีผู้แก้ไขช่องหรือแถวที่วางไว้ หากเลิกทำ ข้อความที่แก้ไขจะหายไปด้วย จึงยังไม่ได้เลิกทำ "
        "โปรดตรวจตาราง แล้วยืนยันว่าต้องการเลิกทำ",
        code="changed_meanwhile",
    )


def _keep_earlier_texts(plan: MeasurePlan, before: list[Told], after: list[Told], by: User) -> None:
    """An ended session for each cell, so that its earlier text is found at the cell."""
    now = timezone.now()
    CellEdit.objects.bulk_create(
        CellEdit(
            plan=plan,
            row_pk=old["row"],
            column=old["column"],
            round=old["round"],
            by=by,
            by_name=by.position_title or by.display_name,
            session=_SESSION,
            began_at=now,
            saved_at=now,
            before=old["content"],
            after=new["content"],
            sealed=True,
        )
        for old, new in zip(before, after, strict=True)
    )
