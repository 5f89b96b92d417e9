"""Entry forms of organizations and their responsible units."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.forms.organizations import OrganizationForm
from measures.forms.people import MembershipForm
from measures.models import Membership, Organization, ResponsibleUnit
from measures.queries.scores import years_with_framework

from .display import lines, link
from .entry import EntryAdmin
from .inlines import EntryInline
from .site import entry_site
from .visit import visit_of


class UnitInline(EntryInline):
    """The responsible units of an organization."""

    model = ResponsibleUnit
    template = "admin/entry_table.html"
    extra_for_new = 3


class MembershipInline(EntryInline):
    """The members of an organization."""

    model = Membership
    template = "admin/entry_table.html"
    form = MembershipForm
    fields = ("username", "role", "user_name")
    readonly_fields = ("user_name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the members' names."""
        return super().get_queryset(request).select_related("user")

    @admin.display(description="ชื่อที่แสดง")
    def user_name(self, membership: Membership) -> str:
        """The member as people know them."""
        return membership.user.display_name if membership.pk else "–"


@admin.register(Organization, site=entry_site)
class OrganizationAdmin(EntryAdmin):
    """Organizations. Only superusers add one or change what its addresses and reports rest on."""

    list_display = ("name", "code", "kind", "district", "province", "is_demo")
    list_filter = ("kind", "is_demo")
    search_fields = ("name", "code")
    form = OrganizationForm
    inlines = (UnitInline, MembershipInline)
    for_superusers = ("code", "province", "network", "is_demo")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A new organization is reference data."""
        return visit_of(request).user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: the record of changes keeps every organization it names."""
        return False

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An emblem is kept below the code of an organization that is stored."""
        return () if obj else ("emblem", "emblem_alternative_text")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Code, network and the mark of sample data are not the organization's to change.

        Nor is the province, by which it is decided who oversees it.
        """
        own = () if visit_of(request).user.is_superuser else self.for_superusers
        return [*own, *(("plans", "score_tables", "wordings") if obj else ())]

    @admin.display(description="แผนของหน่วยงาน")
    def plans(self, organization: Organization) -> SafeString:
        """Links to the organization's plans."""
        plans = organization.plans.select_related("fiscal_year", "organization")
        return lines([link(plan, str(plan.fiscal_year)) for plan in plans])

    @admin.display(description="ถ้อยคำของรายงาน")
    def wordings(self, organization: Organization) -> SafeString:
        """A link to the organization's own wording of the report forms."""
        return format_html(
            '<a href="{}">หัวตาราง ข้อความนำ และคอลัมน์ที่พิมพ์</a>',
            reverse("own-wordings", args=(organization.code,)),
        )

    @admin.display(description="ตารางคะแนนรายปี")
    def score_tables(self, organization: Organization) -> SafeString:
        """Links to the organization's scores of each year."""
        return lines(
            [
                format_html(
                    '<a href="{}">คะแนน{}</a>',
                    reverse(
                        "admin:measures_yearlyscore_table", args=(organization.code, year.year_be)
                    ),
                    year,
                )
                for year in years_with_framework(organization)
            ]
        )


@admin.register(ResponsibleUnit, site=entry_site)
class ResponsibleUnitAdmin(EntryAdmin):
    """Responsible units."""

    parent_field = "organization"
    fields = ("name", "position")
    list_display = ("name", "organization")
    list_filter = (("organization", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name",)
