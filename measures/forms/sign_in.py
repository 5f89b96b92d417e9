"""The sign-in form: Django's own, in the portal's words."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.http import HttpRequest


class SignInForm(AuthenticationForm):
    """User name and password, with errors that say what is expected."""

    username = UsernameField(
        label="ชื่อผู้ใช้",
        help_text="ชื่อที่ผู้ดูแลหน่วยงานแจ้งไว้ ตัวพิมพ์เล็กและตัวพิมพ์ใหญ่ต่างกัน",
        error_messages={"required": "ยังไม่ได้ระบุชื่อผู้ใช้ โปรดระบุ เช่น clerk.chaiburi"},
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

    error_messages = {
        "invalid_login": (
            "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกับที่ระบบมี โปรดพิมพ์ใหม่ทั้งสองช่อง "
            "และตรวจแป้นภาษาและปุ่ม Caps Lock หากจำรหัสผ่านไม่ได้ โปรดแจ้งผู้ดูแลหน่วยงานของท่าน"
        ),
        "inactive": "บัญชีนี้ปิดใช้งานแล้ว โปรดแจ้งผู้ดูแลหน่วยงานของท่าน",
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if not self.is_bound:
            # With errors the summary takes the focus instead.
            self.fields["username"].widget.attrs["autofocus"] = True
        else:
            self.fields["username"].widget.attrs.pop("autofocus", None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.form_show_errors = True
        self.helper.field_template = "forms/field.html"
        self.helper.add_input(Submit("", "เข้าสู่ระบบ", css_id="sign-in"))
