"""Forms of users, their passwords and their memberships."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminPasswordChangeForm as OwnPasswordChangeForm
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.core.exceptions import ValidationError

from itaportal.thai.numerals import all_arabic_digits
from measures.actions.passwords import set_password
from measures.models import Membership, User
from measures.queries.memberships import find_user, is_member

from .entries import EntryForm
from .user_names import UserNameField


class MembershipForm(EntryForm):
    """A member is named by user name, as other organizations' users are not to be listed.

    An administrator may add any user whose name they know, also one of another organization:
    people move and help out, and membership opens this organization's data to that person, never
    the other way round.
    """

    username = forms.CharField(
        label="ชื่อผู้ใช้", max_length=150, help_text="ชื่อผู้ใช้ที่มีอยู่แล้ว เช่น clerk.chaiburi"
    )

    class Meta:
        model = Membership
        fields = ("role",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields["username"].initial = self.instance.user.username
            self.fields["username"].disabled = True

    def clean_username(self) -> str:
        """The user of that name, not a member yet."""
        username: str = self.cleaned_data["username"]
        if self.instance.pk is not None:
            return username
        user = find_user(username) or find_user(all_arabic_digits(username))
        if user is None:
            raise ValidationError(
                f"ไม่พบผู้ใช้ “{username}” ที่ใช้งานอยู่ โปรดระบุชื่อผู้ใช้ให้ตรงทุกตัวอักษร เช่น clerk.chaiburi "
                "หรือขอให้ผู้ดูแลระบบเพิ่มผู้ใช้ก่อน"
            )
        organization = self.instance.organization_id
        if organization is not None and is_member(user, organization):
            raise ValidationError(f"ผู้ใช้ “{username}” เป็นสมาชิกของหน่วยงานนี้แล้ว โปรดแก้บทบาทที่รายการเดิม")
        self.instance.user = user
        return username


class UserAddForm(EntryForm, AdminUserCreationForm):
    """A new user with a password."""

    class Meta:
        model = User
        fields = ("username",)
        field_classes = {"username": UserNameField}


class UserEntryForm(EntryForm, UserChangeForm):  # type: ignore[type-arg]
    """A user; the password has a page of its own."""

    class Meta:
        model = User
        fields = ("username",)
        field_classes = {"username": UserNameField}


class SetPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Another's password, set through the action."""

    def __init__(self, user: User, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(user, *args, **kwargs)

    def save(self, commit: bool = True) -> User:  # noqa: ARG002 - Django's signature
        """Set or take away the password, recorded."""
        usable = self.cleaned_data.get("set_usable_password")
        password = self.cleaned_data["password1"] if usable else None
        user = set_password(self.user, password, by=self.by)
        self.user = user
        return user


class OwnPasswordForm(OwnPasswordChangeForm):
    """One's own password, set through the action."""

    def save(self, commit: bool = True) -> User:  # noqa: ARG002 - Django's signature
        """Set the password, recorded."""
        user = set_password(self.user, self.cleaned_data["new_password1"], by=self.user)
        self.user = user
        return user
