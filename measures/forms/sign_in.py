"""The sign-in form: allauth's, which counts failed attempts, in the portal's words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import UsernameField

from itaportal.thai.numerals import all_arabic_digits
from measures.queries.memberships import has_account


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password, with errors that say what is expected."""

    username = UsernameField(
        label="ชื่อผู้ใช้",
        max_length=150,
        help_text="ชื่อที่ผู้ดูแลหน่วยงานแจ้งไว้ ตัวพิมพ์เล็กและตัวพิมพ์ใหญ่ต่างกัน",
        error_messages={
            "required": "ยังไม่ได้ระบุชื่อผู้ใช้ โปรดระบุ เช่น clerk.chaiburi",
            "max_length": "ชื่อผู้ใช้ยาวเกินไป โปรดระบุชื่อที่ผู้ดูแลหน่วยงานแจ้งไว้ เช่น clerk.chaiburi",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="รหัสผ่าน",
        strip=False,
        error_messages={"required": "ยังไม่ได้ระบุรหัสผ่าน โปรดระบุรหัสผ่านของท่าน"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["username", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["login"]
        self.order_fields(self.field_order)
        # With errors the summary takes the focus instead.
        if not self.is_bound:
            self.fields["username"].widget.attrs["autofocus"] = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.form_show_errors = True
        self.helper.field_template = "forms/field.html"
        self.helper.add_input(Submit("", "เข้าสู่ระบบ", css_id="sign-in"))

    def clean_username(self) -> str:
        """The name in Arabic digits, as new names are kept; older ones may have Thai digits."""
        typed: str = self.cleaned_data["username"]
        name = all_arabic_digits(typed)
        return typed if name != typed and has_account(typed) else name

    def user_credentials(self) -> dict[str, str]:
        """What allauth asks about."""
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def clean(self) -> dict[str, Any]:
        """As allauth does, which calls the user's name `login`."""
        self.cleaned_data["login"] = self.cleaned_data.get("username", "")
        cleaned: dict[str, Any] = super().clean()
        return cleaned
