"""Entry forms of deadlines: of a year for all, and of one organization."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from itaportal.thai.dates import thai_date
from measures.models import Deadline, OrganizationDeadline

from .entry import EntryAdmin
from .site import entry_site


@admin.register(Deadline, site=entry_site)
class DeadlineAdmin(EntryAdmin):
    """Deadlines for every organization: reference data."""

    fields = ("fiscal_year", "due_for", "due_on")
    list_display = ("due_for", "fiscal_year", "day")
    list_filter = (("fiscal_year", admin.RelatedOnlyFieldListFilter), "due_for")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the year that every line shows."""
        return super().get_queryset(request).select_related("fiscal_year")

    @admin.display(description="ส่งภายในวันที่")
    def day(self, deadline: Deadline) -> str:
        """The day in Thai."""
        return thai_date(deadline.due_on)


@admin.register(OrganizationDeadline, site=entry_site)
class OrganizationDeadlineAdmin(EntryAdmin):
    """An organization's own deadlines."""

    parent_field = "organization"
    fields = ("fiscal_year", "due_for", "due_on")
    list_display = ("due_for", "fiscal_year", "organization", "day")
    list_filter = (
        ("organization", admin.RelatedOnlyFieldListFilter),
        ("fiscal_year", admin.RelatedOnlyFieldListFilter),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the year that every line shows."""
        return super().get_queryset(request).select_related("fiscal_year")

    @admin.display(description="ส่งภายในวันที่")
    def day(self, deadline: OrganizationDeadline) -> str:
        """The day in Thai."""
        return thai_date(deadline.due_on)
