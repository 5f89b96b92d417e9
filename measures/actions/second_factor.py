"""One-time codes in the record of changes, and taking them away from who lost the telephone."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.models import User


def record_second_factor(user: User, what: str, *, by: User) -> None:
    """Write down what happened to the user's codes; never a code or a secret."""
    record(AuditAction.CHANGED, user, after={"second_factor": what}, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> bool:
    """Take the user's app and recovery codes away; False where there are none.

    Who has to have codes sets them up anew at the next sign-in, by the password alone: whoever
    does this has made sure who asked for it. Raises PermissionDenied.
    """
    require(by, Right.EDIT_REFERENCE, None)
    User.objects.select_for_update().get(pk=user.pk)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        record_second_factor(user, "ยกเลิกการยืนยันสองชั้นโดยผู้ดูแลระบบ", by=by)
    return bool(removed)
