"""Adding, changing and removing one entry: the verbs behind every plain entry form.

Each is one transaction: lock → require → rule → save → record. Anything with more of a story
than that has an action of its own beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models.deletion import Collector

from itaportal.thai.numerals import thai_digits
from measures.access import require, require_at
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right
from measures.models import (
    FiscalYear,
    GroupHeading,
    InstrumentScore,
    MeasurePlan,
    Membership,
    MembershipUnit,
    Organization,
    OrganizationDeadline,
    OwnedModel,
    QuestionScore,
    ResponsibleUnit,
    RoundResult,
    Section,
    TotalScore,
    User,
    YearlyScore,
)
from measures.rules.permissions import RESULT_FIELDS
from measures.rules.workflow import may_edit

from .approvals import end_changed_approvals
from .framework_use import COUNTED, framework_of, require_unused, require_unused_year
from .people import require_another_administrator, require_may_move

CHANGED_MEANWHILE = "มีผู้อื่นแก้ไขข้อมูลเดียวกันหลังจากท่านเปิดหน้านี้ ข้อมูลของท่านยังไม่ได้บันทึก โปรดตรวจแล้วบันทึกอีกครั้ง"


class ChangedMeanwhile(ValidationError):  # noqa: N818 - what happened, no fault
    """Somebody else changed what the user was about to overwrite without having seen it."""


Entry = TypeVar("Entry", bound=models.Model)

RIGHTS_TO_EDIT: dict[type[models.Model], Right] = {
    Organization: Right.EDIT_ORGANIZATION,
    ResponsibleUnit: Right.EDIT_ORGANIZATION,
    Membership: Right.EDIT_ORGANIZATION,
    OrganizationDeadline: Right.EDIT_ORGANIZATION,
    MembershipUnit: Right.EDIT_ORGANIZATION,
    RoundResult: Right.ENTER_RESULTS,
    YearlyScore: Right.EDIT_SCORES,
    InstrumentScore: Right.EDIT_SCORES,
    QuestionScore: Right.EDIT_SCORES,
    TotalScore: Right.EDIT_SCORES,
}

# What reports print that is no part of a plan.
PRINTED = (
    Organization,
    ResponsibleUnit,
    YearlyScore,
    InstrumentScore,
    QuestionScore,
    TotalScore,
)


def right_to_edit(model: type[models.Model]) -> Right:
    """The right that adding or changing an entry of this model takes."""
    if not issubclass(model, OwnedModel):
        return Right.EDIT_REFERENCE
    return RIGHTS_TO_EDIT.get(model, Right.EDIT_PLAN)


def right_to_remove(model: type[models.Model]) -> Right:
    """The right that removing an entry takes: of a result, with its citations, the plan's."""
    return Right.EDIT_PLAN if model is RoundResult else right_to_edit(model)


@transaction.atomic
def add_entry(entry: Entry, *, by: User) -> Entry:
    """Store a new entry. Raises PermissionDenied, ValidationError."""
    _require_editable(entry, by, right_to_edit(type(entry)))
    if isinstance(entry, COUNTED):
        _require_unused_framework(entry)
    entry.full_clean()
    entry.save(force_insert=True)
    record(AuditAction.ADDED, entry, after=snapshot(entry), by=by)
    _end_changed(entry, by)
    return entry


@transaction.atomic
def change_entry(entry: Entry, *, by: User, shown: Mapping[str, Any] | None = None) -> Entry:
    """Store the changed fields of an entry; nothing is written when nothing changed.

    `shown` names the columns that the user changed, each with the value (as in `snapshot`) that
    her page showed: only these are written, all others stay as they are stored by now. Without it
    every column of the entry counts. Raises ChangedMeanwhile when another changed one of them.

    Raises PermissionDenied in the organization it belonged to or would belong to,
    ValidationError, and DoesNotExist when it is gone.
    """
    stored = type(entry)._base_manager.select_for_update().get(pk=entry.pk)
    right = right_to_edit(type(entry))
    _require_editable(stored, by, right)
    if shown is not None:
        _keep_others_changes(entry, stored, shown)
    _require_editable(entry, by, right)
    entry.full_clean()
    if isinstance(stored, Membership) and isinstance(entry, Membership):
        require_may_move(stored, entry, by=by)
    before, after = snapshot(stored), snapshot(entry)
    changed = [name for name in after if before[name] != after[name]]
    if isinstance(stored, RoundResult) and not RESULT_FIELDS.issuperset(changed):
        require(by, Right.EDIT_PLAN, stored.owner)
    if changed:
        _require_unused_framework(stored)
        entry.save(update_fields=changed)
        record(
            AuditAction.CHANGED,
            entry,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            by=by,
        )
        if changed != ["position"]:
            _end_changed(entry, by)
    return entry


def _keep_others_changes(
    entry: models.Model, stored: models.Model, shown: Mapping[str, Any]
) -> None:
    """Of two who change the same column, the one who comes later is told and asked."""
    before, after = snapshot(stored), snapshot(entry)
    for name in after:
        if name not in shown:
            setattr(entry, name, getattr(stored, name))
        elif before[name] not in (shown[name], after[name]):
            raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")


@transaction.atomic
def remove_entry(entry: models.Model, *, by: User) -> None:
    """Delete an entry and all that is part of it; the record keeps every text that goes.

    The rows under a group heading stay, under none. Raises PermissionDenied, ValidationError for
    a section that still has rows, ProtectedError when others refer to the entry.
    """
    stored = type(entry)._base_manager.select_for_update().get(pk=entry.pk)
    _require_editable(stored, by, right_to_remove(type(stored)))
    _require_unused_framework(stored)
    if isinstance(stored, Section):
        _require_no_rows(stored)
    if isinstance(stored, Membership):
        require_another_administrator(stored, by=by)
    if isinstance(stored, GroupHeading):
        for row in stored.rows.all():
            row.group = None
            change_entry(row, by=by)
    for removed in parts_first(stored):
        record(AuditAction.REMOVED, removed, before=snapshot(removed), by=by)
    stored.delete()
    _end_changed(stored, by)


def _end_changed(entry: models.Model, by: User) -> None:
    """End the approvals that an edit beside the plans ends."""
    if isinstance(entry, PRINTED) and entry.owner.pk:
        name = f"{entry._meta.verbose_name} “{entry}”"
        end_changed_approvals(entry.owner, edited=name, by=by)


def _require_unused_framework(stored: models.Model) -> None:
    """Values of a year that a report stands on stay; what does not count in it may come."""
    framework = framework_of(stored)
    if framework is not None:
        require_unused(framework)
    if isinstance(stored, FiscalYear):
        require_unused_year(stored)


def _require_no_rows(section: Section) -> None:
    """A section goes by one tick, so its rows have to be removed on purpose first."""
    rows = section.rows.count()
    if rows:
        raise ValidationError(
            f"{section} ยังมีแถวมาตรการ {thai_digits(str(rows))} แถว จึงยังลบไม่ได้ "
            "โปรดลบแถวในส่วนนี้ก่อน แล้วจึงลบส่วน",
            code="has_rows",
        )


class _Removal(Collector):
    """Collects every object that goes with another, none of them unseen."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:  # noqa: ARG002
        """Nothing: what is deleted by one statement is never seen."""
        return False


def parts_first(entry: models.Model) -> list[models.Model]:
    """The entry and everything deleted with it, the entry last."""
    removal = _Removal(using=router.db_for_write(type(entry)), origin=entry)
    removal.collect([entry])
    parts = [part for instances in removal.data.values() for part in instances if part != entry]
    return [*parts, entry]


def _require_editable(entry: models.Model, by: User, right: Right) -> None:
    if not isinstance(entry, OwnedModel) or (isinstance(entry, Organization) and entry.pk is None):
        require(by, right, None)
        return
    plan = plan_of(entry)
    if plan is None or plan.pk is None:
        require_at(by, right, entry)
        return
    # The lock comes first: who is responsible for a row is part of the plan.
    states = MeasurePlan.objects.select_for_update().values_list("state", flat=True)
    state = states.get(pk=plan.pk)
    require_at(by, right, entry)
    require_editable_state(state)


def plan_of(entry: OwnedModel) -> MeasurePlan | None:
    """The plan an entry is part of, None for what is not part of one."""
    path = entry.plan_path()
    if path is None:
        return None
    found: models.Model = entry
    for name in path:
        found = getattr(found, name)
    assert isinstance(found, MeasurePlan)
    return found


def require_editable_state(state: str) -> None:
    """Raise ValidationError, in Thai, when a plan in this state may not be changed."""
    if not may_edit(state):
        raise ValidationError(
            "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้ ต้องให้ผู้ตรวจส่งกลับแก้ไข หรือให้ผู้ลงนามเปิดแผนเพื่อแก้ไขก่อน", code="state"
        )
