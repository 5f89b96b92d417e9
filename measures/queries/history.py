"""The record of changes of one entry."""

from __future__ import annotations

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
    organization: Organization, year_be: int, name: str, value: str | None
) -> AuditEntry | None:
    """The newest entry of a year's (BE) table that gave a score its value, if it did.

    `name` and `value` are as the record writes them: 1, IIT, i4, total, level.
    """
    tables = AuditEntry.objects.filter(
        organization=organization,
        action=AuditAction.SCORES_ENTERED,
        after__year_be=year_be,
        after__scores__has_key=name,
    )
    newest = tables.first()
    return newest if newest and newest.after["scores"][name] == value else None
