"""Reads about one-time codes (การยืนยันสองชั้น): who has to use them, who has set them up."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from measures.access import is_acting_today
from measures.choices import Role, SecondFactor
from measures.models import Organization, User
from measures.rules import permissions


def second_factor_of(user: User) -> SecondFactor:
    """Whether the account has to be guarded by one-time codes."""
    # Who stands in for the head signs in like the head.
    roles = [
        (Role.SIGNER if acts else role, is_demo)
        for role, is_demo, acts in user.memberships.values_list(
            "role", "organization__is_demo", is_acting_today()
        )
    ]
    in_demo = False
    if user.is_superuser:
        marks = set(Organization.objects.values_list("is_demo", flat=True).distinct().order_by())
        in_demo = marks == {True}
    return permissions.second_factor_of(roles, is_superuser=user.is_superuser, in_demo=in_demo)


def lacks_second_factor(user: User) -> bool:
    """Whether the user has to set up one-time codes before anything else."""
    if second_factor_of(user) is not SecondFactor.REQUIRED:
        return False
    return not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
