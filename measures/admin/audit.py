"""The record of changes: looked at, never touched."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from measures.choices import Right
from measures.models import AuditEntry

from .display import as_recorded, moment
from .entry import EntryAdmin
from .site import entry_site
from .visit import visit_of


@admin.register(AuditEntry, site=entry_site)
class AuditEntryAdmin(EntryAdmin):
    """Who changed what, when, from what to what."""

    list_display = ("shown_at", "actor_name", "action", "subject_label", "organization")
    list_display_links = ("shown_at",)
    list_filter = ("action", ("organization", admin.RelatedOnlyFieldListFilter))
    search_fields = ("actor_name", "subject_label")
    fields = (
        "shown_at",
        "actor_name",
        "organization",
        "action",
        "subject_kind",
        "subject_label",
        "shown_before",
        "shown_after",
    )
    readonly_fields = ("shown_at", "shown_before", "shown_after")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list is for administrators; members reach an entry by the history of its object."""
        if obj is None:
            return visit_of(request).may_somewhere(Right.VIEW_AUDIT)
        return super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only actions add entries."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    @admin.display(description="เวลา", ordering="at")
    def shown_at(self, entry: AuditEntry) -> str:
        """When, in Thai."""
        return moment(entry.at)

    @admin.display(description="ก่อน")
    def shown_before(self, entry: AuditEntry) -> SafeString:
        """The values before."""
        return as_recorded(entry.subject_kind, entry.before)

    @admin.display(description="หลัง")
    def shown_after(self, entry: AuditEntry) -> SafeString:
        """The values after."""
        return as_recorded(entry.subject_kind, entry.after)
