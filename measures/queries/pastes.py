"""Reads about tables that were put into the grid."""

from __future__ import annotations

from measures.choices import AuditAction
from measures.models import AuditEntry, MeasurePlan

from .history import history_of


def paste_of(plan: MeasurePlan, pk: int) -> AuditEntry | None:
    """The record of a paste into this plan."""
    return history_of(plan).filter(pk=pk, action=AuditAction.PLAN_PASTED).first()


def paste_named(plan: MeasurePlan, name: str) -> AuditEntry | None:
    """The record of the paste that was put in under this name; "" names none."""
    pasted = history_of(plan).filter(action=AuditAction.PLAN_PASTED, after__name=name)
    return pasted.first() if name else None


def is_undone(pasted: AuditEntry) -> bool:
    """Whether a paste was taken out again."""
    return AuditEntry.objects.filter(
        subject_kind=pasted.subject_kind,
        subject_pk=pasted.subject_pk,
        action=AuditAction.PLAN_PASTE_UNDONE,
        after__paste=pasted.pk,
    ).exists()
