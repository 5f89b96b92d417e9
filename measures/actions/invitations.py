"""Inviting people into an organization, and their coming in.

Letters are no part of these actions: whoever calls them sends one (`measures.letters`) once the
invitation is stored, as a mail server that does not answer undoes nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right, Role
from measures.models import (
    Invitation,
    Membership,
    MembershipUnit,
    Organization,
    ResponsibleUnit,
    User,
)

from .entries import add_entry, change_entry, remove_entry

VALID_FOR = datetime.timedelta(days=7)
_SALT = "invitation"
ASK_AGAIN = "โปรดแจ้งผู้ดูแลหน่วยงานให้ส่งคำเชิญอีกครั้ง"


class InvitationGoneError(Exception):
    """The link leads to no open invitation; str() says why and what to do, in Thai."""


def token_of(invitation: Invitation) -> str:
    """What the letter's link holds: which invitation, sent when; signed."""
    return signing.dumps([invitation.pk, invitation.sent_at.isoformat()], salt=_SALT)


def invitation_of(token: str) -> Invitation:
    """The open invitation that a link stands for. Raises InvitationGoneError."""
    try:
        pk, sent_at = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except signing.SignatureExpired as error:
        days = thai_digits(str(VALID_FOR.days))
        raise InvitationGoneError(f"คำเชิญนี้หมดอายุแล้ว ลิงก์ใช้ได้ {days} วัน {ASK_AGAIN}") from error
    except signing.BadSignature as error:
        raise InvitationGoneError(
            f"ลิงก์ไม่ครบถ้วน โปรดคัดลอกทั้งบรรทัดจากอีเมล หรือ{ASK_AGAIN[4:]}"
        ) from error
    invitation = Invitation.objects.select_related("organization").filter(pk=pk).first()
    if invitation is None or invitation.withdrawn_at is not None:
        raise InvitationGoneError("หน่วยงานยกเลิกคำเชิญนี้แล้ว หากยังต้องใช้งาน โปรดแจ้งผู้ดูแลหน่วยงาน")
    if invitation.accepted_at is not None:
        raise InvitationGoneError("คำเชิญนี้ใช้ไปแล้ว โปรดเข้าสู่ระบบด้วยชื่อผู้ใช้และรหัสผ่านที่ตั้งไว้")
    if invitation.sent_at.isoformat() != sent_at:
        raise InvitationGoneError("มีการส่งคำเชิญอีกครั้งแล้ว โปรดใช้ลิงก์ในอีเมลฉบับล่าสุด")
    return invitation


@transaction.atomic
def invite(
    organization: Organization,
    *,
    email: str,
    role: str,
    units: Collection[ResponsibleUnit] = (),
    by: User,
) -> Invitation:
    """Offer a role to whoever reads the address; units are for contributors.

    Raises PermissionDenied, and ValidationError for a member's address or one invited already.
    """
    require(by, Right.EDIT_ORGANIZATION, organization)
    # The lock: two administrators do not invite the same address at once.
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    email = email.strip().lower()
    _require_units(organization, role, units)
    if organization.memberships.filter(user__email__iexact=email, user__is_active=True).exists():
        raise ValidationError({"email": f"“{email}” เป็นอีเมลของสมาชิกอยู่แล้ว โปรดแก้บทบาทที่รายการสมาชิก"})
    if organization.invitations.filter(email=email, accepted_at=None, withdrawn_at=None).exists():
        raise ValidationError(
            {"email": f"เชิญ “{email}” ไว้แล้ว โปรดกดส่งอีกครั้งที่รายการคำเชิญ หรือยกเลิกคำเชิญนั้นก่อน"}
        )
    invitation = Invitation(organization=organization, email=email, role=role)
    invitation.full_clean()
    invitation.save(force_insert=True)
    invitation.units.set(units)
    after = {**snapshot(invitation), "units": [str(unit) for unit in units]}
    record(AuditAction.INVITATION_SENT, invitation, after=after, by=by)
    return invitation


@transaction.atomic
def invite_again(invitation: Invitation, *, by: User) -> Invitation:
    """Give an open invitation a new time of sending, which ends earlier links."""
    invitation = _lock_open(invitation, by)
    before = invitation.sent_at
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    record(
        AuditAction.INVITATION_SENT,
        invitation,
        before={"sent_at": str(before)},
        after={"sent_at": str(invitation.sent_at)},
        by=by,
    )
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """End an open invitation."""
    invitation = _lock_open(invitation, by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    after = {"withdrawn_at": str(invitation.withdrawn_at)}
    record(AuditAction.INVITATION_WITHDRAWN, invitation, after=after, by=by)
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, by: User) -> Membership:
    """The user who follows the link becomes a member. Raises InvitationGoneError, ValidationError.

    The link is the right to do so: whoever reads the address is who was invited.
    """
    invitation = invitation_of(token)
    organization = Organization.objects.select_for_update().get(pk=invitation.organization_id)
    invitation = invitation_of(token)
    if organization.memberships.filter(user=by).exists():
        raise ValidationError(
            f"ท่านเป็นสมาชิกของ{organization}อยู่แล้ว หากต้องเปลี่ยนบทบาท โปรดแจ้งผู้ดูแลหน่วยงาน"
        )
    membership = Membership(organization=organization, user=by, role=invitation.role)
    membership.full_clean()
    membership.save(force_insert=True)
    record(AuditAction.ADDED, membership, after=snapshot(membership), by=by)
    for unit in invitation.units.all():
        belongs = MembershipUnit.objects.create(membership=membership, unit=unit)
        record(AuditAction.ADDED, belongs, after=snapshot(belongs), by=by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    after = {"accepted_at": str(invitation.accepted_at), "accepted_by_id": by.pk}
    record(AuditAction.INVITATION_ACCEPTED, invitation, after=after, by=by)
    return membership


@transaction.atomic
def accept_as_new_user(token: str, user: User, password: str) -> Membership:
    """The invited makes an account, not stored yet, with a password, and becomes a member."""
    user.email = invitation_of(token).email
    user.is_staff = True  # The entry forms are Django's admin; rights come from roles.
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    record(AuditAction.ADDED, user, after=snapshot(user), by=user)
    return accept_invitation(token, by=user)


@transaction.atomic
def change_member(
    membership: Membership, *, role: str, units: Collection[ResponsibleUnit] = (), by: User
) -> Membership:
    """Give a member another role or other units. Raises PermissionDenied, ValidationError."""
    require(by, Right.EDIT_ORGANIZATION, membership.organization)
    _require_units(membership.organization, role, units)
    membership.role = role
    membership = change_entry(membership, by=by)
    belongs = {each.unit: each for each in membership.in_units.select_related("unit")}
    for unit, gone in belongs.items():
        if unit not in units:
            remove_entry(gone, by=by)
    for unit in units:
        if unit not in belongs:
            add_entry(MembershipUnit(membership=membership, unit=unit), by=by)
    return membership


def _require_units(
    organization: Organization, role: str, units: Collection[ResponsibleUnit]
) -> None:
    label = Role.CONTRIBUTOR.label
    if role == Role.CONTRIBUTOR and not units:
        raise ValidationError(
            {"units": f"{label}กรอกได้เฉพาะแถวของส่วนราชการที่สังกัด โปรดเลือกอย่างน้อยหนึ่งแห่ง เช่น กองคลัง"}
        )
    if role != Role.CONTRIBUTOR and units:
        raise ValidationError(
            {
                "units": f"เลือกไว้ {units_text(units)} ส่วนราชการใช้กับบทบาท “{label}” เท่านั้น "
                "โปรดยกเลิกการเลือก"
            }
        )
    if any(unit.organization_id != organization.pk for unit in units):
        raise ValidationError({"units": "มีส่วนราชการของหน่วยงานอื่น โปรดเลือกจากรายการ เช่น กองคลัง"})


def units_text(units: Collection[ResponsibleUnit]) -> str:
    """Names of units in one line."""
    return " ".join(f"“{unit}”" for unit in units)


def _lock_open(invitation: Invitation, by: User) -> Invitation:
    require(by, Right.EDIT_ORGANIZATION, invitation.organization)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise ValidationError(f"คำเชิญถึง “{invitation.email}” ตอบรับหรือยกเลิกไปแล้ว โปรดดูรายการล่าสุด")
    return invitation
