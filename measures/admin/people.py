"""Entry forms of users and memberships."""

from __future__ import annotations

import copy
import functools
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest, HttpResponse

from measures.choices import Right
from measures.forms.people import MembershipForm, SetPasswordForm, UserAddForm, UserEntryForm
from measures.models import Membership, MembershipUnit, OversightMandate, User
from measures.queries.choices import units_of

from .display import moment
from .entry import EntryAdmin
from .inlines import EntryInline
from .rules import Choices
from .site import entry_site
from .visit import visit_of


class UnitsOfMemberInline(EntryInline):
    """The units that a member belongs to."""

    model = MembershipUnit
    template = "admin/entry_table.html"
    fields = ("unit",)
    verbose_name_plural = "ส่วนราชการที่สังกัด (ผู้กรอกผลกรอกได้เฉพาะแถวของส่วนราชการเหล่านี้)"

    def choices_in(self, parent: Membership) -> Choices:
        """The organization's own units."""
        return {"unit": units_of(parent.organization)}


@admin.register(Membership, site=entry_site)
class MembershipAdmin(EntryAdmin):
    """Who belongs to an organization in which role; never who is a superuser."""

    parent_field = "organization"
    form = MembershipForm
    fields = ("username", "role")
    list_display = ("user", "role", "organization")
    list_filter = (("organization", admin.RelatedOnlyFieldListFilter), "role")
    search_fields = ("user__username", "user__first_name", "user__last_name")
    inlines = (UnitsOfMemberInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the members' names."""
        return super().get_queryset(request).select_related("user")


class OrganizationsOfUserInline(EntryInline):
    """The organizations that a user belongs to."""

    model = Membership
    template = "admin/entry_table.html"
    fields = ("organization", "role")


class MandatesOfUserInline(EntryInline):
    """The provinces, or the nation, that an oversight reader is charged with."""

    model = OversightMandate
    template = "admin/entry_table.html"
    fields = ("scope", "province")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As users: superusers only."""
        return visit_of(request).may(Right.EDIT_REFERENCE, None)


@admin.register(User, site=entry_site)
class UserEntryAdmin(EntryAdmin, UserAdmin):  # type: ignore[type-arg]
    """Users, for superusers only. Rights come from memberships, so groups are not shown."""

    inlines = (OrganizationsOfUserInline, MandatesOfUserInline)
    list_display = ("username", "display_name", "position_title", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    readonly_fields = ("last_seen", "joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("ข้อมูลส่วนบุคคล", {"fields": ("first_name", "last_name", "position_title", "email")}),
        (
            "สิทธิ",
            {
                "fields": ("is_active", "is_staff", "is_superuser"),
                "description": "สิทธิในแต่ละหน่วยงานมาจากบทบาทสมาชิกด้านล่าง",
            },
        ),
        ("การใช้งาน", {"fields": ("last_seen", "joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "usable_password",
                    "password1",
                    "password2",
                    "first_name",
                    "last_name",
                    "position_title",
                    "is_staff",
                )
            },
        ),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Users are not shared reference data: superusers only."""
        return visit_of(request).may(Right.EDIT_REFERENCE, None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The system user is looked at, not changed."""
        system = isinstance(obj, User) and obj.is_system
        return super().has_change_permission(request, obj) and not system

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor removed."""
        return self.has_change_permission(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new user is asked for a password."""
        kwargs["form"] = UserEntryForm if obj else UserAddForm
        return super().get_form(request, obj, change=change, **kwargs)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django's name
        form_url: str = "",
    ) -> HttpResponse:
        """Django's page, with a form that sets the password through the action."""
        # A copy for this request: the form has to know who sets the password.
        here = copy.copy(self)
        here.change_password_form = functools.partial(SetPasswordForm, by=visit_of(request).user)
        return UserAdmin.user_change_password(here, request, id, form_url)

    @admin.display(description="ชื่อที่แสดง")
    def display_name(self, user: User) -> str:
        """The user as people know them."""
        return user.display_name

    @admin.display(description="เข้าใช้ครั้งล่าสุด")
    def last_seen(self, user: User) -> str:
        """The last sign-in, in Thai."""
        return moment(user.last_login)

    @admin.display(description="เพิ่มเมื่อ")
    def joined(self, user: User) -> str:
        """When the account was made, in Thai."""
        return moment(user.date_joined)
