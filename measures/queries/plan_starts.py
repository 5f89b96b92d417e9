"""From what a plan can be started: the years without one, and the plans to copy."""

from __future__ import annotations

from measures.models import FiscalYear, MeasurePlan, Organization, OwnedQuerySet

from .scores import years_with_framework


def years_to_start(organization: Organization) -> list[FiscalYear]:
    """The years with a framework of the organization's and without a plan, newest first."""
    planned = organization.plans.values("fiscal_year")
    return list(years_with_framework(organization).exclude(pk__in=planned).order_by("-year_be"))


def plans_to_copy(organization: Organization) -> OwnedQuerySet[MeasurePlan]:
    """The organization's plans, newest year first."""
    plans = MeasurePlan.objects.filter(organization=organization)
    return plans.select_related("organization", "fiscal_year").order_by("-fiscal_year__year_be")
