"""Reads about the person signed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from itaportal.thai.numerals import thai_digits
from measures.choices import Right
from measures.models import Membership, Organization, User
from measures.rules.permissions import roles_with


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in the portal, in two lines of a screen's masthead.

    `edits_plans_of` are the organizations (keys) whose plans the person's role edits.
    """

    place: str
    role: str
    edits_plans_of: frozenset[int] = frozenset()


def charge_of(user: User) -> str:
    """What the user oversees: จังหวัดเลย จังหวัดสระบุรี; "" for who oversees nothing."""
    return " ".join(mandate.place for mandate in user.mandates.all())


def standing_of(
    user: User | AnonymousUser,
    organization: Organization | None = None,
    memberships: list[Membership] | None = None,
) -> Standing:
    """The user's organization and role; with `organization`, the role in that one.

    `memberships` are the user's with their organizations, where they were read already.
    """
    if not isinstance(user, User):
        return Standing("", "ยังไม่ได้เข้าสู่ระบบ")
    if memberships is None:
        memberships = list(user.memberships.select_related("organization"))
    if organization is not None:
        memberships = [each for each in memberships if each.organization_id == organization.pk]
    position = user.position_title
    if not memberships and not user.is_superuser and (charge := charge_of(user)):
        return Standing(charge, "ผู้กำกับดูแล")
    if not memberships:
        place = organization.name if organization else ""
        role = "ผู้ดูแลระบบ" if user.is_superuser else "ยังไม่สังกัดหน่วยงาน"
        return Standing(place, role)
    editors = roles_with(Right.EDIT_PLAN)
    edited = frozenset(each.organization_id for each in memberships if each.role in editors)
    if len(memberships) > 1:
        place = f"สมาชิกของ {thai_digits(str(len(memberships)))} หน่วยงาน"
        return Standing(place, position, edited)
    membership = memberships[0]
    role = membership.get_role_display()
    title = f"{role} · {position}" if position else role
    return Standing(membership.organization.name, title, edited)
