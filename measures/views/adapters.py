"""How django-allauth answers in this portal: its hooks, by the names that settings give."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from measures.actions.passwords import set_password
from measures.choices import SecondFactor
from measures.models import User
from measures.queries.second_factor import second_factor_of

WRONG_CODE = "รหัสนี้ใช้ไม่ได้หรือหมดอายุแล้ว โปรดพิมพ์รหัสที่แอปแสดงอยู่ขณะนี้ เช่น 123456 หรือรหัสสำรองที่ยังไม่เคยใช้"
TOO_OFTEN = "ลองหลายครั้งเกินกำหนดแล้ว โปรดรอห้านาที แล้วลองอีกครั้ง หากจำรหัสผ่านไม่ได้ โปรดขอตั้งรหัสผ่านใหม่"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in: Thai messages, audited passwords. There is no address to sign up at."""

    error_messages: ClassVar[dict[str, str]] = {
        "username_password_mismatch": (
            "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกับที่ระบบมี โปรดพิมพ์ใหม่ทั้งสองช่อง "
            "และตรวจแป้นภาษาและปุ่ม Caps Lock หากจำรหัสผ่านไม่ได้ โปรดขอตั้งรหัสผ่านใหม่"
        ),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "enter_current_password": "รหัสผ่านปัจจุบันไม่ตรงกับที่ระบบมี โปรดพิมพ์รหัสผ่านที่ท่านใช้เข้าสู่ระบบ",
        "incorrect_password": "รหัสผ่านไม่ตรงกับที่ระบบมี โปรดพิมพ์รหัสผ่านที่ท่านใช้เข้าสู่ระบบ",
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": "ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอตั้งรหัสผ่านใหม่อีกครั้ง",
    }

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's hook
        """Never: its pages are pages."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Through the action, which records that a password was set."""
        user.password = set_password(user, password, by=user).password


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """One-time codes: none for demo logins, kept by those who have to have them."""

    error_messages: ClassVar[dict[str, str]] = {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "บทบาทของท่านต้องใช้การยืนยันสองชั้น จึงยกเลิกไม่ได้ หากเปลี่ยนโทรศัพท์ โปรดแจ้งผู้ดูแลระบบ"
        ),
        "cannot_generate_recovery_codes": "โปรดตั้งค่าแอปยืนยันตัวตนก่อน แล้วจึงขอรหัสสำรอง",
    }

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Whether a code is asked for; never of a demo login, which is shared."""
        asked: bool = super().is_mfa_enabled(user, types=types)
        return asked and second_factor_of(user) is not SecondFactor.OFF

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the user may do without."""
        return second_factor_of(authenticator.user) is not SecondFactor.REQUIRED
