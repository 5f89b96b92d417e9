"""Reads about plans as wholes: lists of them, and which of their rounds hold results."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from measures.choices import Round
from measures.models import MeasurePlan, OwnedQuerySet, RoundResult, User


def visible_plans(user: User | AnonymousUser) -> OwnedQuerySet[MeasurePlan]:
    """The plans the user may see, newest fiscal year first, each with `row_count`."""
    return (
        MeasurePlan.objects.visible_to(user)
        .select_related("organization", "fiscal_year")
        .annotate(row_count=Count("sections__rows"))
        .order_by("-fiscal_year__year_be", "organization__name")
    )


def latest_round(plan: MeasurePlan) -> Round:
    """The last round that any row of the plan has a result in; 12 months where there is none."""
    rounds = RoundResult.objects.filter(row__section__plan=plan).values_list("round", flat=True)
    latest = rounds.order_by("-round").first()
    return Round.TWELVE_MONTHS if latest is None else Round(latest)
