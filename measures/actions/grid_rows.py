"""Rows of the measures grid: added, duplicated, moved, removed with all they hold, brought back.

Each is one transaction: lock the plan → require → rule → save → record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from measures.access import require
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right
from measures.models import (
    GroupHeading,
    Measure,
    MeasurePlan,
    RemovedRow,
    Responsibility,
    ResponsibleUnit,
    Row,
    Section,
    Step,
    User,
)
from measures.queries.sections import grouped_rows

from .cell_edits import seal_edits_of_row
from .entries import change_entry, parts_first, remove_entry, require_editable_state
from .order import place_in_order

Entry = TypeVar("Entry", bound=models.Model)

_FREE = 10_000
"""Added to positions while rows make room: no two may share one even for a moment."""
MOST_ROWS = 500
"""In one section: more than any office's table, and an end to a button held down."""


@transaction.atomic
def add_row(
    *, plan: MeasurePlan, after: Row | None = None, group: GroupHeading | None = None, by: User
) -> Row:
    """An empty row after another one, else the last under a heading, else the last of the plan.

    A plan without a table gets one. Raises PermissionDenied, ValidationError.
    """
    plan = _locked(plan, by)
    if after is not None:
        section, group = after.section, after.group
    elif group is not None:
        section = group.section
    else:
        section = plan.sections.order_by("position").last() or _first_section(plan, by)
        group = section.groups.order_by("position").last()
    row = Row(section=section, group=group, indicator=group.indicator if group else None)
    order = _order(section)
    beside = [each for each in order if each.group_id == (group.pk if group else None)]
    before = after or (beside[-1] if beside else None)
    index = order.index(before) + 1 if before else _start_of(group, order)
    return _insert(row, order, index, by)


@transaction.atomic
def duplicate_row(row: Row, *, by: User) -> Row:
    """The row once more below itself: its plan, never its results. Raises as `add_row`."""
    _locked(row.section.plan, by)
    order = _order(row.section)
    copy = Row(section=row.section)
    for name in ("group", "indicator", "period_start", "period_end", "period_text"):
        setattr(copy, name, getattr(row, name))
    copy.responsible_text = row.responsible_text
    copy = _insert(copy, order, order.index(row) + 1, by)
    measures: dict[int | None, Measure] = {}
    for measure in row.measures.order_by("position"):
        new = Measure(row=copy, position=measure.position, content=measure.content)
        measures[measure.pk] = _added(new, by)
    for step in row.steps.order_by("position"):
        measure_of = measures.get(step.measure_id)
        _added(Step(row=copy, position=step.position, content=step.content, measure=measure_of), by)
    for each in row.responsibilities.order_by("position"):
        kept = {name: getattr(each, name) for name in ("position", "kind", "unit", "name", "note")}
        _added(Responsibility(row=copy, **kept), by)
    return copy


@transaction.atomic
def move_row(row: Row, *, up: bool, by: User) -> bool:
    """Change places with the row above or below; over a heading's edge, go under the next heading.

    Returns whether there was anywhere to go. Raises PermissionDenied, ValidationError.
    """
    _locked(row.section.plan, by)
    row = Row.objects.select_related("section").get(pk=row.pk)
    groups = list(grouped_rows(row.section))
    place = next(number for number, (_, rows) in enumerate(groups) if row in rows)
    rows = groups[place][1]
    index, step = rows.index(row), -1 if up else 1
    if 0 <= index + step < len(rows):
        other = rows[index + step]
        place_in_order({row: other.position, other: row.position}, by=by)
        return True
    if not 0 <= place + step < len(groups):
        return False
    heading, beyond = groups[place + step]
    rows.remove(row)
    beyond.insert(len(beyond) if up else 0, row)
    order = [each for _, group in groups for each in group]
    row.group = heading
    change_entry(row, by=by)
    positions = sorted(each.position for each in order)
    moved = {
        each: position
        for each, position in zip(order, positions, strict=True)
        if each.position != position
    }
    place_in_order(moved, by=by)
    return True


@transaction.atomic
def remove_row(row: Row, *, by: User) -> RemovedRow:
    """Take a row out with all it holds; what is returned brings it back. Raises as `add_row`."""
    plan = _locked(row.section.plan, by)
    seal_edits_of_row(row)
    parts = [
        {"model": part._meta.model_name, "fields": snapshot(part)}
        for part in reversed(parts_first(row))
    ]
    label = next((str(each) for each in row.measures.order_by("position")), str(row))
    remove_entry(row, by=by)
    return RemovedRow.objects.create(plan=plan, label=label[:500], parts=parts, by=by)


@transaction.atomic
def restore_row(removed: RemovedRow, *, by: User) -> Row:
    """Bring a removed row back to its place, with all it held. Raises as `add_row`.

    A unit or heading that has gone meanwhile stays away.
    """
    _locked(removed.plan, by)
    removed = RemovedRow.objects.select_for_update().get(pk=removed.pk)
    if removed.is_restored:
        raise ValidationError("แถวนี้นำกลับมาแล้ว โปรดเปิดตารางใหม่เพื่อดูแถว", code="restored")
    row, *parts = [_revived(part) for part in removed.parts]
    assert isinstance(row, Row)  # a row stands before what is in it
    section = Section.objects.filter(pk=row.section_id, plan=removed.plan).first()
    if section is None:
        raise ValidationError(
            "ส่วนของแผนที่แถวนี้เคยอยู่ถูกลบไปแล้ว จึงนำกลับไม่ได้ โปรดเพิ่มแถวใหม่แทน", code="no_section"
        )
    if row.group_id not in set(section.groups.values_list("pk", flat=True)):
        row.group = None
    order = sorted(_order(section), key=lambda each: each.position)
    index = sum(each.position < row.position for each in order)
    _insert(row, order, index, by)
    units = ResponsibleUnit.objects.filter(organization=removed.plan.organization_id)
    known = set(units.values_list("pk", flat=True))
    for part in sorted(parts, key=_rank):
        if not (isinstance(part, Responsibility) and part.unit_id and part.unit_id not in known):
            _added(part, by)
    removed.is_restored = True
    removed.save(update_fields=["is_restored"])
    return row


def _locked(plan: MeasurePlan, by: User) -> MeasurePlan:
    locked = MeasurePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    require(by, Right.EDIT_PLAN, locked.organization)
    require_editable_state(locked.state)
    return locked


def _first_section(plan: MeasurePlan, by: User) -> Section:
    return _added(Section(plan=plan, position=1), by)


def _order(section: Section) -> list[Row]:
    """The rows of a section as they are shown."""
    return [row for _, rows in grouped_rows(section) for row in rows]


def _start_of(group: GroupHeading | None, order: Sequence[Row]) -> int:
    """Where the first row of an empty group stands: after the rows of the headings before it."""
    if group is None:
        return len(order)
    earlier = GroupHeading.objects.filter(section=group.section_id, position__lt=group.position)
    keys = {None, *earlier.values_list("pk", flat=True)}
    return sum(row.group_id in keys for row in order)


def _insert(row: Row, order: Sequence[Row], index: int, by: User) -> Row:
    """Store a row at a place in the order; those below make room."""
    if len(order) >= MOST_ROWS:
        raise ValidationError(
            "ส่วนนี้มีแถวครบ ๕๐๐ แถวแล้ว โปรดลบแถวที่ไม่ใช้ก่อนเพิ่ม เช่น แถวที่ยังไม่มีข้อความ", code="full"
        )
    new = [*order[:index], row, *order[index:]]
    make_room = [each.position for each in order] != [
        position for position, each in enumerate(new, start=1) if each is not row
    ]
    before = {each.pk: each.position for each in order}
    for position, each in enumerate(new, start=1):
        each.position = position
    if make_room:
        beside = Row.objects.filter(pk__in=[each.pk for each in order])
        beside.update(position=F("position") + _FREE)
        Row.objects.bulk_update(list(order), ["position"])
    for each in order:
        if each.position != before[each.pk]:
            was, now = {"position": before[each.pk]}, {"position": each.position}
            record(AuditAction.CHANGED, each, before=was, after=now, by=by)
    return _added(row, by)


def _added(entry: Entry, by: User) -> Entry:
    entry.save(force_insert=True)
    record(AuditAction.ADDED, entry, after=snapshot(entry), by=by)
    return entry


def _revived(part: dict[str, Any]) -> models.Model:
    """An entry as its snapshot kept it, its key included."""
    model = apps.get_model("measures", part["model"])
    entry: models.Model = model()
    for field in model._meta.concrete_fields:
        if field.attname in part["fields"]:
            setattr(entry, field.attname, field.to_python(part["fields"][field.attname]))
    return entry


_RANKS = ("measure", "step", "responsibility", "roundresult", "scorecitation")


def _rank(part: models.Model) -> int:
    """In which order parts are stored again: none before what it points at."""
    name = part._meta.model_name or ""
    return _RANKS.index(name) if name in _RANKS else len(_RANKS)
