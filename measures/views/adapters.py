"""How django-allauth answers in this portal: its hooks, by the names that settings give."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from measures.actions.passwords import set_password
from measures.models import User

WRONG_CODE = "รหัสนี้ใช้ไม่ได้หรือหมดอายุแล้ว โปรดพิมพ์รหัสที่แอปแสดงอยู่ขณะนี้ เช่น 123456 หรือรหัสสำรองที่ยังไม่เคยใช้"
TOO_OFTEN = "ลองหลายครั้งเกินกำหนดแล้ว โปรดรอห้านาที แล้วลองอีกครั้ง หากจำรหัสผ่านไม่ได้ โปรดขอตั้งรหัสผ่านใหม่"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in: Thai messages, audited passwords, no sign-up."""

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

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's hook
        """Never: an organization's administrator invites."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's hook
        """Never: its pages are pages."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Through the action, which records that a password was set."""
        user.password = set_password(user, password, by=user).password
