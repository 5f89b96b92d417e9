"""What takes more than one entry's change within a row."""

from __future__ import annotations

from django.db import transaction

from measures.models import Measure, User

from .entries import change_entry, remove_entry


@transaction.atomic
def remove_measure(measure: Measure, *, by: User) -> None:
    """Remove a measure; its steps stay with the row, and the record says that they changed.

    Raises PermissionDenied, ValidationError as `remove_entry` does.
    """
    for step in measure.steps.order_by("position"):
        step.measure = None
        change_entry(step, by=by)
    remove_entry(measure, by=by)
