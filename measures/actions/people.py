"""Users in whose name commands work."""

from __future__ import annotations

from measures.models import SYSTEM_USERNAME, User


def system_user() -> User:
    """The user in whose name commands work without `--by`; it cannot sign in."""
    user, created = User.objects.get_or_create(
        username=SYSTEM_USERNAME, defaults={"is_active": False, "first_name": "ระบบ"}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def acting_user(username: str | None) -> User:
    """The user a command acts for: the one named by `--by`, else the system user.

    Raises User.DoesNotExist with a Thai message.
    """
    if username is None:
        return system_user()
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist as error:
        raise User.DoesNotExist(
            f"--by: ไม่พบผู้ใช้ “{username}” ที่ใช้งานอยู่ โปรดระบุชื่อผู้ใช้ เช่น --by clerk.chaiburi"
        ) from error
