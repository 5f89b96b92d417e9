"""Reads about organizations."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from measures.models import MeasurePlan, Organization, User

from .people import charge_of


def sees_demo(user: User | AnonymousUser) -> bool:
    """Whether sample data is among what the user may see."""
    return Organization.objects.visible_to(user).filter(is_demo=True).exists()


@dataclass(frozen=True, slots=True)
class Oversight:
    """What an oversight reader is charged with, and how far the organizations there are."""

    places: str
    organizations: int
    with_approved_plan: int


def oversight_of(user: User | AnonymousUser) -> Oversight | None:
    """The user's charge with counts of organizations; None for who oversees nothing."""
    if not isinstance(user, User) or not (places := charge_of(user)):
        return None
    organizations = Organization.objects.visible_to(user).count()
    plans = MeasurePlan.objects.visible_to(user).aggregate(
        count=Count("organization", distinct=True)
    )
    return Oversight(places, organizations, plans["count"])
