"""An organization's units: added, put in order, retired when nothing rests on them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.choices import Right
from measures.models import Organization, Responsibility, ResponsibleUnit, User
from measures.queries.choices import units_of

from .entries import add_entry, change_entry, remove_entry


@transaction.atomic
def add_unit(organization: Organization, name: str, *, by: User) -> ResponsibleUnit:
    """A new unit after the others. Raises PermissionDenied, ValidationError for a name there is."""
    require(by, Right.EDIT_ORGANIZATION, organization)
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    last = max((unit.position for unit in units_of(organization)), default=0)
    unit = ResponsibleUnit(organization=organization, name=name, position=last + 1)
    return add_entry(unit, by=by)


@transaction.atomic
def move_unit(unit: ResponsibleUnit, *, steps: int, by: User) -> None:
    """Move a unit up (-1) or down (1) among the others; at the end it stays.

    Positions are counted anew from 1; only those that changed are written.
    """
    require(by, Right.EDIT_ORGANIZATION, unit.organization)
    organization = Organization.objects.select_for_update().get(pk=unit.organization_id)
    before = list(units_of(organization))
    after = [each for each in before if each != unit]
    after.insert(min(max(before.index(unit) + steps, 0), len(after)), unit)
    for position, each in enumerate(after, start=1):
        each.position = position
        change_entry(each, by=by)


@transaction.atomic
def retire_unit(unit: ResponsibleUnit, *, by: User) -> None:
    """Remove a unit that nothing rests on. Raises PermissionDenied, ValidationError saying what."""
    require(by, Right.EDIT_ORGANIZATION, unit.organization)
    unit = ResponsibleUnit.objects.select_for_update().get(pk=unit.pk)
    rows = Responsibility.objects.filter(unit=unit).count()
    people = unit.members.count()
    invited = unit.invitations.filter(accepted_at=None, withdrawn_at=None).count()
    uses = [
        f"{what} {count} {counted}"
        for what, count, counted in (
            ("เป็นผู้รับผิดชอบ", rows, "แถวมาตรการ"),
            ("มีสมาชิกสังกัด", people, "คน"),
            ("มีคำเชิญ", invited, "ฉบับ"),
        )
        if count
    ]
    if uses:
        raise ValidationError(
            thai_digits(
                f"“{unit}” {' และ'.join(uses)} จึงเลิกใช้ไม่ได้ โปรดเปลี่ยนชื่อแทน หรือย้ายรายการเหล่านั้นก่อน"
            ),
            code="in_use",
        )
    remove_entry(unit, by=by)
