"""The only doors to one organization's data.

`get_*` take the user and the parts of a URL and return the object or raise 404, for what does not
exist and for what the user may not know of alike. `require` raises 403 for a member of the
organization without the right.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from .choices import Right
from .models import MeasurePlan, Membership, Organization, OwnedQuerySet, User
from .rules.permissions import roles_with


def has_right(user: User | AnonymousUser, right: Right, organization: Organization | None) -> bool:
    """Whether the user has the right in the organization; None asks for shared reference data.

    The system user, in whose name commands work, and superusers have every right.
    """
    if not isinstance(user, User):
        return False
    if user.is_system or (user.is_active and user.is_superuser):
        return True
    if not user.is_active or organization is None:
        return False
    return Membership.objects.filter(
        user=user, organization=organization, role__in=roles_with(right)
    ).exists()


def organizations_where(user: User | AnonymousUser, right: Right) -> OwnedQuerySet[Organization]:
    """The organizations in which the user has the right; all for those who have every right."""
    if not isinstance(user, User):
        return Organization.objects.none()
    if user.is_system or (user.is_active and user.is_superuser):
        return Organization.objects.all()
    return Organization.objects.visible_to(user).filter(
        memberships__user=user, memberships__role__in=roles_with(right)
    )


def require(user: User | AnonymousUser, right: Right, organization: Organization | None) -> None:
    """Raise PermissionDenied (403) unless the user has the right in the organization."""
    if not has_right(user, right, organization):
        place = str(organization) if organization else "ข้อมูลอ้างอิงกลาง"
        raise PermissionDenied(f"ท่านไม่มีสิทธิ “{right.label}” ใน{place}")


def get_organization(user: User | AnonymousUser, code: str) -> Organization:
    """The organization with this code, if the user may see it; else 404."""
    return get_object_or_404(Organization.objects.visible_to(user), code=code)


def get_plan(user: User | AnonymousUser, code: str, year_be: int) -> MeasurePlan:
    """The plan of an organization carried out in a fiscal year (BE), if visible; else 404."""
    plans = MeasurePlan.objects.visible_to(user)
    return get_object_or_404(
        plans.select_related("organization", "fiscal_year", "posted_for", "score_year"),
        organization__code=code,
        fiscal_year__year_be=year_be,
    )
