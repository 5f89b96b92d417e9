"""Filters beside the lists: only values that occur in what the user may see."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from measures.queries.entries import plans_by_pk


class PlanFilter(admin.RelatedOnlyFieldListFilter):
    """By plan, with names read at once instead of one by one."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, Any]]:
        """The plans of what is listed."""
        listed = model_admin.get_queryset(request).values(f"{self.field_path}__pk")
        return [(str(plan.pk), str(plan)) for plan in plans_by_pk(listed)]
