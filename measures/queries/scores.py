"""Reads of an organization's scores of one year."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from measures.models import FiscalYear, Indicator, Organization, YearlyScore


def indicators_of_year(organization: Organization, year_be: int) -> list[Indicator]:
    """The indicators of the organization's framework of a year (BE), in order; none without it."""
    indicators = Indicator.objects.filter(
        framework__network=organization.network, framework__fiscal_year__year_be=year_be
    )
    return list(
        indicators.select_related("instrument", "framework__fiscal_year").order_by("number")
    )


def scores_of_year(organization: Organization, year_be: int) -> dict[int, Decimal]:
    """The organization's scores of a year (BE): indicator number -> percent."""
    scores = YearlyScore.objects.filter(
        organization=organization, indicator__framework__fiscal_year__year_be=year_be
    )
    return dict(scores.values_list("indicator__number", "value"))


def years_with_framework(organization: Organization) -> QuerySet[FiscalYear]:
    """The years whose scores the organization can enter, latest first."""
    return FiscalYear.objects.filter(frameworks__network=organization.network)
