"""Reads about an organization's people: members and open invitations."""

from __future__ import annotations

from django.db.models import QuerySet

from measures.models import Invitation, Membership, Organization


def members_of(organization: Organization) -> QuerySet[Membership]:
    """Members with their names and units, by role as the office ranks them, then by name."""
    members = organization.memberships.select_related("user").prefetch_related("units")
    return members.order_by("role", "user__first_name", "user__last_name", "user__username")


def open_invitations(organization: Organization) -> QuerySet[Invitation]:
    """Invitations neither accepted nor withdrawn, the latest sent first."""
    waiting = organization.invitations.filter(accepted_at=None, withdrawn_at=None)
    return waiting.prefetch_related("units").order_by("-sent_at")
