"""Who approves in place of the head of office, and in which days."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from itaportal.thai.dates import thai_date
from measures.access import require
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right
from measures.models import ActingHead, Membership, Organization, User


@transaction.atomic
def add_acting_head(
    organization: Organization,
    *,
    user: User,
    position: str,
    since: datetime.date,
    until: datetime.date,
    by: User,
) -> ActingHead:
    """Have a member stand in for the head from one day to another (CE, both included).

    Raises PermissionDenied, and ValidationError for one who is no member, for days out of order
    and for days in which somebody else stands in.
    """
    locked = _locked(organization, by)
    if not Membership.objects.filter(organization=locked, user=user).exists():
        raise ValidationError(
            {"user": f"“{user}” ไม่ได้เป็นสมาชิกของ{locked} โปรดเลือกจากรายชื่อสมาชิก"}, code="no_member"
        )
    other = locked.acting_heads.filter(since__lte=until, until__gte=since).first()
    if other is not None and since <= until:
        raise ValidationError(
            {
                "since": f"ช่วงวันซ้อนกับ {other.user} ซึ่งรักษาราชการแทน "
                f"{thai_date(other.since)} ถึง {thai_date(other.until)} โปรดใช้ช่วงวันที่ไม่ซ้อนกัน"
            },
            code="overlap",
        )
    acting = ActingHead(organization=locked, user=user, position=position, since=since, until=until)
    acting.full_clean()
    acting.save(force_insert=True)
    record(AuditAction.ADDED, acting, after=snapshot(acting), by=by)
    return acting


@transaction.atomic
def end_acting(acting: ActingHead, *, by: User) -> None:
    """End a standing-in: from tomorrow on, or altogether where it has not begun.

    What was approved within its days stays approved. Raises PermissionDenied, and ValidationError
    for one that is over.
    """
    _locked(acting.organization, by)
    stored = ActingHead.objects.select_for_update().get(pk=acting.pk)
    today, before = timezone.localdate(), snapshot(stored)
    if stored.until < today:
        raise ValidationError("การรักษาราชการแทนนี้สิ้นสุดแล้ว จึงไม่ต้องยุติอีก", code="over")
    if stored.since > today:
        record(AuditAction.REMOVED, stored, before=before, by=by)
        stored.delete()
        return
    if stored.until == today:
        return
    stored.until = today
    stored.save(update_fields=["until"])
    record(
        AuditAction.CHANGED,
        stored,
        before={"until": before["until"]},
        after={"until": str(today)},
        by=by,
    )


def _locked(organization: Organization, by: User) -> Organization:
    locked = Organization.objects.select_for_update().get(pk=organization.pk)
    require(by, Right.EDIT_ORGANIZATION, locked)
    return locked
