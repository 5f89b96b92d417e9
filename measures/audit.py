"""The record of changes, written by every action, never by signals.

An entry is of one object and one save: `before` and `after` name each edited cell (field) with its
old and new value. What is written as a whole (a plan from a file, the scores of a year, a year's
framework) is one entry in the whole's own form.

Entries are never changed, so typing that saves itself is to be recorded when it ends: the first
keystroke of an editing session keeps the cell's value beside the draft of it, each save of the
session changes the draft, and closing the cell, or half an hour without a save, seals the session
by one `record` with the kept value as `before`. The session is a row of its own, never an entry
that grows.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from .choices import AuditAction
from .models import AuditEntry, Organization, OwnedModel, User
from .models.fields import ParagraphsField
from .rules.paragraphs import paragraphs_to_json

# Never written into the record.
SECRET_FIELDS = frozenset({"password", "data"})  # An authenticator's secret is its `data`.


def snapshot(subject: models.Model) -> dict[str, Any]:
    """The stored values of an object, ready for JSON: {field name: value}."""
    return {
        field.attname: _plain(field, field.value_from_object(subject))
        for field in subject._meta.concrete_fields
        if field.name not in SECRET_FIELDS
    }


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, ParagraphsField):
        return paragraphs_to_json(value)
    if isinstance(value, Decimal | datetime.date):
        return str(value)
    return value


def record(
    action: AuditAction,
    subject: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    by: User,
) -> AuditEntry:
    """Add one entry; the actor's name and the subject's label are kept as text.

    Raises ValueError for a code that `AuditAction` does not have.
    """
    organization: Organization | None = subject.owner if isinstance(subject, OwnedModel) else None
    return AuditEntry.objects.create(
        actor=by,
        actor_name=by.display_name,
        organization=organization,
        action=AuditAction(action),
        subject_kind=subject._meta.model_name or "",
        subject_pk=str(subject.pk),
        subject_label=str(subject),
        before=before or {},
        after=after or {},
    )
