"""What a person has not read yet of the plans of their organizations."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from measures.models import Notice, User

MOST = 10


def unread_notices(user: User | AnonymousUser) -> list[Notice]:
    """The newest notices that the person has not read, at most ten; of own organizations only."""
    if not isinstance(user, User):
        return []
    return list(
        Notice.objects.visible_to(user)
        .filter(user=user, read_at=None)
        .select_related("event__actor", "plan__fiscal_year", "organization")
        .order_by("-pk")[:MOST]
    )
