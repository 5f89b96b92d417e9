"""Reads about who belongs to an organization."""

from __future__ import annotations

from measures.models import SYSTEM_USERNAME, Membership, User


def find_user(username: str) -> User | None:
    """The active user of exactly this name who may become a member; nobody is listed."""
    users = User.objects.filter(is_active=True, is_superuser=False)
    return users.exclude(username=SYSTEM_USERNAME).filter(username=username).first()


def has_account(username: str) -> bool:
    """Whether somebody signs in by exactly this name; for the portal to know, not for people."""
    return User.objects.filter(username=username).exists()


def is_member(user: User, organization_pk: int) -> bool:
    """Whether the user belongs to the organization in any role."""
    return Membership.objects.filter(user=user, organization_id=organization_pk).exists()
