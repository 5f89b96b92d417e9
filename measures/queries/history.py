"""The record of changes of one entry."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import QuerySet

from measures.choices import AuditAction
from measures.models import AuditEntry, Organization


def history_of(entry: models.Model) -> QuerySet[AuditEntry]:
    """The audit entries of one object, newest first."""
    return AuditEntry.objects.filter(
        subject_kind=entry._meta.model_name or "", subject_pk=str(entry.pk)
    )


def last_change_of(entry: models.Model, column: str) -> AuditEntry | None:
    """The newest audit entry that changed one column of an object."""
    return history_of(entry).filter(after__has_key=column).first()


def last_change_of_score(
    organization: Organization, year_be: int, number: int, value: Decimal | None
) -> AuditEntry | None:
    """The newest entry of a year's (BE) table that gave an indicator this score, if it did."""
    tables = AuditEntry.objects.filter(
        organization=organization,
        action=AuditAction.SCORES_ENTERED,
        after__year_be=year_be,
        after__scores__has_key=str(number),
    )
    newest = tables.first()
    written = None if value is None else str(value)
    return newest if newest and newest.after["scores"][str(number)] == written else None
