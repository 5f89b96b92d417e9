"""Reads about organizations."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from measures.models import Organization, User


def sees_demo(user: User | AnonymousUser) -> bool:
    """Whether sample data is among what the user may see."""
    return Organization.objects.visible_to(user).filter(is_demo=True).exists()
