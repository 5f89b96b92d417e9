"""Setting a password; the record says that it was set, never what it is."""

from __future__ import annotations

from django.db import transaction

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.models import User


@transaction.atomic
def set_password(user: User, password: str | None, *, by: User) -> User:
    """Set a user's password, None takes it away. Raises PermissionDenied for another's password."""
    if user.pk != by.pk:
        require(by, Right.EDIT_REFERENCE, None)
    user = User.objects.select_for_update().get(pk=user.pk)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(update_fields=["password"])
    after = "ยกเลิกรหัสผ่าน" if password is None else "ตั้งรหัสผ่านใหม่"
    record(AuditAction.CHANGED, user, after={"password": after}, by=by)
    return user
