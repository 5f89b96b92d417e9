"""Forms of one's own account: a forgotten, a new and a changed password, the password once more.

Each is allauth's form with the portal's fields: what is expected, what is wrong, no placeholders.
"""

from __future__ import annotations

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from itaportal.thai.numerals import thai_digits

NO_EMAIL = "ยังไม่ได้ระบุอีเมล โปรดระบุ เช่น saraban@chaiburi.example.go.th"
BAD_EMAIL = "ที่ระบุไว้ยังไม่เป็นอีเมล โปรดระบุชื่อและโดเมนคั่นด้วย @ เช่น saraban@chaiburi.example.go.th"


def email_field(help_text: str) -> forms.Field:
    """An e-mail address, kept in small letters, with errors that say what is expected."""
    field: forms.Field = EmailField(
        label="อีเมล",
        max_length=254,
        help_text=help_text,
        error_messages={"required": NO_EMAIL, "invalid": BAD_EMAIL},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    return field


def furnish(form: forms.BaseForm, button: str) -> None:
    """Give a form its crispy helper and its one button; labels alone say what fields are."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    helper = FormHelper()
    helper.form_tag = False
    helper.field_template = "forms/field.html"
    helper.add_input(Submit("", button, css_id="save"))
    form.helper = helper  # type: ignore[attr-defined]


def name_new_password(form: forms.BaseForm) -> None:
    """The two fields of a new password, and what it has to be like."""
    first, again = form.fields["password1"], form.fields["password2"]
    first.label, again.label = "รหัสผ่านใหม่", "รหัสผ่านใหม่อีกครั้ง"
    first.help_text = thai_digits(" ".join(password_validators_help_texts()))
    first.error_messages["required"] = "ยังไม่ได้ระบุรหัสผ่านใหม่ โปรดระบุอย่างน้อย ๘ ตัวอักษร"
    again.error_messages["required"] = "ยังไม่ได้ระบุรหัสผ่านใหม่ครั้งที่สอง โปรดพิมพ์ให้ตรงกับครั้งแรก"


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """To which address the link for a new password goes."""

    email = email_field("อีเมลที่ผู้ดูแลหน่วยงานบันทึกไว้ให้ท่าน")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "ส่งลิงก์ทางอีเมล")


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password of who came by the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_new_password(self)
        furnish(self, "ตั้งรหัสผ่านใหม่")


class ChangedPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password at present and the one to come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.fields["oldpassword"]
        current.label, current.help_text = "รหัสผ่านปัจจุบัน", ""
        current.error_messages["required"] = "ยังไม่ได้ระบุรหัสผ่านปัจจุบัน โปรดระบุรหัสที่ท่านใช้เข้าสู่ระบบ"
        name_new_password(self)
        furnish(self, "เปลี่ยนรหัสผ่าน")


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before what guards the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = "รหัสผ่าน", ""
        field.error_messages["required"] = "ยังไม่ได้ระบุรหัสผ่าน โปรดระบุรหัสผ่านของท่าน"
        furnish(self, "ยืนยันตัวตน")
