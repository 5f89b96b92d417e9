"""Forms of one-time codes: allauth's, taking Thai digits too."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms

from itaportal.thai.numerals import all_arabic_digits

from .own_account import furnish


class CodeField(forms.CharField):
    """A code as people type it: Thai or Arabic digits, in groups or not."""

    def to_python(self, value: Any) -> str:
        """The digits alone."""
        return all_arabic_digits("".join(str(value or "").split()).replace("-", ""))


def _code_field(help_text: str) -> CodeField:
    return CodeField(
        label="รหัสยืนยัน",
        max_length=20,
        help_text=help_text,
        error_messages={
            "required": "ยังไม่ได้ระบุรหัส โปรดพิมพ์รหัส ๖ หลักจากแอป เช่น 123456",
            "max_length": "รหัสยาวเกินไป โปรดพิมพ์รหัส ๖ หลักจากแอป เช่น 123456",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


FROM_APP_OR_CODES = "รหัส ๖ หลักจากแอป หรือรหัสสำรอง ๘ หลักที่ยังไม่เคยใช้"


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""

    code = _code_field(FROM_APP_OR_CODES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "ยืนยันรหัส")


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before what guards the account is changed."""

    code = _code_field(FROM_APP_OR_CODES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "ยืนยันรหัส")


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

    code = _code_field("รหัส ๖ หลักที่แอปแสดงหลังเพิ่มบัญชีนี้แล้ว")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "เริ่มใช้งาน")


class GiveUpForm(DeactivateTOTPForm):  # type: ignore[misc]
    """A button alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "เลิกใช้การยืนยันสองชั้น")


class NewRecoveryCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]
    """A button alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        furnish(self, "ออกรหัสสำรองชุดใหม่")
