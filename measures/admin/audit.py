"""The record of changes: looked at, never touched."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from itaportal.thai.dates import parse_date
from measures.choices import Right
from measures.models import AuditEntry

from .display import as_recorded, moment
from .entry import EntryAdmin
from .site import entry_site
from .visit import visit_of


def kind_name(kind: str) -> str:
    """What the objects of a kind are called; the kind itself where the model is gone."""
    try:
        return str(apps.get_model("measures", kind)._meta.verbose_name)
    except LookupError:
        return kind


class KindFilter(admin.SimpleListFilter):
    """By kind of object, in Thai; only kinds that occur."""

    title = "ชนิดข้อมูล"
    parameter_name = "subject_kind"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        """The kinds in what the user may see."""
        entries = model_admin.get_queryset(request).order_by("subject_kind")
        kinds = entries.values_list("subject_kind", flat=True).distinct()
        return [(kind, kind_name(kind)) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The entries of the chosen kind."""
        return queryset.filter(subject_kind=self.value()) if self.value() else queryset


@admin.register(AuditEntry, site=entry_site)
class AuditEntryAdmin(EntryAdmin):
    """Who changed what, when, from what to what."""

    list_display = (
        "shown_at",
        "actor_name",
        "action",
        "shown_kind",
        "subject_label",
        "organization",
    )
    list_display_links = ("shown_at",)
    list_filter = (
        "at",
        "action",
        KindFilter,
        ("organization", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("actor_name", "actor__username", "subject_label")
    search_help_text = "ค้นด้วยชื่อผู้กระทำ ชื่อข้อมูล หรือวันที่ เช่น ๒๑ พ.ย. ๒๕๖๙"
    fields = (
        "shown_at",
        "actor_name",
        "organization",
        "action",
        "shown_kind",
        "subject_label",
        "shown_before",
        "shown_after",
    )
    readonly_fields = ("shown_at", "shown_kind", "shown_before", "shown_after")

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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A day is looked for in the calendar, everything else in names."""
        if day := parse_date(search_term):
            return queryset.filter(at__date=day), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="ชนิดข้อมูล", ordering="subject_kind")
    def shown_kind(self, entry: AuditEntry) -> str:
        """What kind of object it was, in Thai."""
        return kind_name(entry.subject_kind)

    @admin.display(description="ก่อน")
    def shown_before(self, entry: AuditEntry) -> SafeString:
        """The values before."""
        return as_recorded(entry.subject_kind, entry.before)

    @admin.display(description="หลัง")
    def shown_after(self, entry: AuditEntry) -> SafeString:
        """The values after."""
        return as_recorded(entry.subject_kind, entry.after)
