"""Users in whose name commands work, and what keeps an organization in someone's hands."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from measures.access import has_right
from measures.choices import Right, Role
from measures.models import SYSTEM_USERNAME, Membership, Organization, User
from measures.rules.permissions import RIGHTS, roles_with


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


def require_may_move(stored: Membership, changed: Membership, *, by: User) -> None:
    """Raise ValidationError for a membership that may not become what it was changed to.

    One that goes to another user or organization is lost to the first like one removed; and no
    member belongs to units of an organization that they are not a member of.
    """
    if any(
        getattr(stored, name) != getattr(changed, name)
        for name in ("role", "user_id", "organization_id")
    ):
        require_another_administrator(stored, by=by)
    if stored.organization_id == changed.organization_id:
        return
    unit = stored.units.exclude(organization_id=changed.organization_id).first()
    if unit is not None:
        raise ValidationError(
            f"“{stored.user}” สังกัด{unit}ของ{stored.organization} จึงย้ายหน่วยงานไม่ได้ "
            "โปรดลบสมาชิกรายการนี้ แล้วเพิ่มสมาชิกในหน่วยงานใหม่",
            code="units_of_another",
        )


def require_another_administrator(membership: Membership, *, by: User) -> None:
    """Raise ValidationError when nobody else could keep the organization's members and data.

    Asked before a membership loses its role or goes, with the organization locked until the end
    of the transaction, so that two administrators cannot remove each other. Superusers may.
    """
    if Right.EDIT_ORGANIZATION not in RIGHTS[Role(membership.role)]:
        return
    organization = Organization.objects.select_for_update().get(pk=membership.organization_id)
    if has_right(by, Right.EDIT_REFERENCE, None):
        return
    others = organization.memberships.exclude(pk=membership.pk).filter(
        role__in=roles_with(Right.EDIT_ORGANIZATION), user__is_active=True
    )
    if not others.exists():
        raise ValidationError(
            f"“{membership.user}” เป็น{Role(membership.role).label}คนเดียวของ{organization} "
            "จึงยังลบหรือเปลี่ยนบทบาทไม่ได้ โปรดเพิ่มผู้ดูแลหน่วยงานอีกคนก่อน หรือแจ้งผู้ดูแลระบบ",
            code="last_administrator",
        )
