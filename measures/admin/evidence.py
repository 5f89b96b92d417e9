"""Entry forms of what stands after a plan's tables: links, pictures, who signs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.forms.pictures import picture_address
from measures.models import AppendixLink, AppendixPicture, Signatory

from .entry import EntryAdmin
from .filters import PlanFilter
from .inlines import PlacedInline
from .site import entry_site


class LinkInline(PlacedInline):
    """The addresses of a plan's appendix."""

    model = AppendixLink
    template = "admin/entry_table.html"
    fields = ("position", "label", "address")


class PictureOrderInline(PlacedInline):
    """The pictures of a plan's appendix: their order and words."""

    model = AppendixPicture
    fields = ("position", "shown", "alternative_text", "caption")
    readonly_fields = ("shown",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what their addresses are made of."""
        return super().get_queryset(request).select_related("plan__fiscal_year")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Pictures are added on a page of their own."""
        return False

    @admin.display(description="ภาพ")
    def shown(self, picture: AppendixPicture) -> SafeString:
        """The picture, small."""
        return small_picture(picture)


class SignatoryInline(PlacedInline):
    """Who signs a plan's report."""

    model = Signatory
    template = "admin/entry_table.html"
    fields = ("position", "role", "name", "position_title")


class PartOfAppendixAdmin(EntryAdmin):
    """What links, pictures and signatories have in common."""

    parent_field = "plan"
    list_filter = (("plan", PlanFilter),)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the plan's year, which every page shows."""
        return super().get_queryset(request).select_related("plan__fiscal_year")


@admin.register(AppendixLink, site=entry_site)
class AppendixLinkAdmin(PartOfAppendixAdmin):
    """Addresses of the appendix."""

    fields = ("position", "label", "address")
    list_display = ("label", "address", "position", "plan")
    search_fields = ("label", "address")


@admin.register(AppendixPicture, site=entry_site)
class AppendixPictureAdmin(PartOfAppendixAdmin):
    """Pictures of the appendix."""

    fields = ("position", "picture", "alternative_text", "caption")
    list_display = ("__str__", "shown", "position", "plan")
    search_fields = ("alternative_text", "caption")

    @admin.display(description="ภาพ")
    def shown(self, picture: AppendixPicture) -> SafeString:
        """The picture, small."""
        return small_picture(picture)


@admin.register(Signatory, site=entry_site)
class SignatoryAdmin(PartOfAppendixAdmin):
    """Who signs the report."""

    fields = ("position", "role", "name", "position_title")
    list_display = ("role", "name", "position_title", "position", "plan")
    search_fields = ("role", "name", "position_title")


def small_picture(picture: AppendixPicture) -> SafeString:
    """The picture as the portal makes it small, fetched when it comes into sight."""
    return format_html(
        '<img class="picture" src="{}" alt="{}" loading="lazy">',
        picture_address(picture),
        picture.alternative_text,
    )
