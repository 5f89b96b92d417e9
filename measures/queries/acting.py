"""Reads about acting heads (ผู้รักษาราชการแทน)."""

from __future__ import annotations

import datetime

from measures.models import ActingHead, Organization, OwnedQuerySet, User


def acting_heads(organization: Organization) -> OwnedQuerySet[ActingHead]:
    """The organization's acting heads, the latest first."""
    return ActingHead.objects.filter(organization=organization).select_related(
        "user", "organization"
    )


def may_act(organization: Organization) -> list[User]:
    """The members who may stand in for the head."""
    return list(
        User.objects.filter(memberships__organization=organization, is_active=True).order_by(
            "position_title", "username"
        )
    )


def acting_on(user: User, organization: Organization, day: datetime.date) -> ActingHead | None:
    """The user's own standing-in on a day (CE)."""
    own = acting_heads(organization).filter(user=user)
    return own.filter(ActingHead.on(day)).first()
