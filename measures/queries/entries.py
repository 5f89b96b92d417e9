"""Reads that the entry forms list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from measures.models import MeasurePlan, Row, Section


def rows_in_order(section: Section) -> QuerySet[Row]:
    """The rows of a section with their measures."""
    return section.rows.prefetch_related("measures").order_by("position")


def plans_by_pk(keys: QuerySet[Any, dict[str, Any]]) -> QuerySet[MeasurePlan]:
    """The plans with these keys, with what their names are made of."""
    return MeasurePlan.objects.filter(pk__in=keys).select_related("organization", "fiscal_year")
