"""Whom a reminder of results reaches, and which units had one today."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from measures.choices import AuditAction, Role
from measures.models import AuditEntry, MembershipUnit, ResponsibleUnit


def addresses_of(units: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The e-mail addresses of each unit's active contributors, by the unit's key."""
    members = (
        MembershipUnit.objects.filter(
            unit__in=units, membership__role=Role.CONTRIBUTOR, membership__user__is_active=True
        )
        .exclude(membership__user__email="")
        .order_by("membership__user")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for unit, address in members.values_list("unit", "membership__user__email"):
        found[unit].append(address)
    return {unit: tuple(dict.fromkeys(each)) for unit, each in found.items()}


def reminded_today(units: Collection[int], today: datetime.date) -> set[int]:
    """Of the units (by key) those that were reminded today."""
    entries = AuditEntry.objects.filter(
        action=AuditAction.UNIT_REMINDED,
        subject_kind=ResponsibleUnit._meta.model_name,
        subject_pk__in=[str(unit) for unit in units],
        at__date=today,
    )
    return {int(pk) for pk in entries.values_list("subject_pk", flat=True)}
