"""Changing what a plan says beside its table, with those who sign it, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from measures.models import MeasurePlan, Signatory, User

from .entries import add_entry, change_entry, remove_entry
from .order import next_position

Shown = Mapping[str, Any] | None


@transaction.atomic
def change_general(
    *,
    plan: MeasurePlan,
    shown: Shown,
    changed: Iterable[tuple[Signatory, Shown]] = (),
    added: Iterable[Signatory] = (),
    removed: Iterable[Signatory] = (),
    by: User,
) -> None:
    """Store the plan's changed columns and its signatories; new ones sign after the others.

    `shown` is what the page showed of what the user changed, see `change_entry`. Raises
    PermissionDenied, ValidationError, and ChangedMeanwhile when another changed the same.
    """
    change_entry(plan, by=by, shown=shown)
    for signatory in removed:
        remove_entry(signatory, by=by)
    for signatory, its_shown in changed:
        change_entry(signatory, by=by, shown=its_shown)
    for signatory in added:
        signatory.position = next_position(signatory)
        add_entry(signatory, by=by)
