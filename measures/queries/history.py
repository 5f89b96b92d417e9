"""The record of changes of one entry."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from measures.models import AuditEntry


def history_of(entry: models.Model) -> QuerySet[AuditEntry]:
    """The audit entries of one object, newest first."""
    return AuditEntry.objects.filter(
        subject_kind=entry._meta.model_name or "", subject_pk=str(entry.pk)
    )


def last_change_of(entry: models.Model, column: str) -> AuditEntry | None:
    """The newest audit entry that changed one column of an object."""
    return history_of(entry).filter(after__has_key=column).first()
