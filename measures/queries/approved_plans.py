"""Approved plans whose reports print what a page is about to change: told before it is saved."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from measures.choices import CitationBinding, PlanState
from measures.models import (
    MeasurePlan,
    Organization,
    Responsibility,
    ResponsibleUnit,
    ScoreCitation,
)


def approved_years(organization: Organization, *printing: Q | Exists) -> list[int]:
    """The fiscal years (BE) of the organization's approved plans, newest first; one query.

    `printing` says which of them print it; without, all.
    """
    plans = MeasurePlan.objects.filter(
        *printing, organization=organization, state=PlanState.APPROVED
    )
    years = plans.order_by("-fiscal_year__year_be").values_list("fiscal_year__year_be", flat=True)
    return list(years)


def approved_years_of_form(organization: Organization, form: str) -> list[int]:
    """Those of plans in a form of report."""
    return approved_years(organization, Q(form=form))


def approved_years_of_unit(unit: ResponsibleUnit) -> list[int]:
    """Those of plans in which the unit carries out a row."""
    carried_out = Responsibility.objects.filter(row__section__plan=OuterRef("pk"), unit=unit)
    return approved_years(unit.organization, Exists(carried_out))


def approved_years_of_scores(organization: Organization, years: Collection[int]) -> list[int]:
    """Those of plans that compare or cite the scores of one of these years (BE)."""
    compared = {*years, *(year + 1 for year in years)}  # a plan prints the year before as well
    named = Q(score_year__year_be__in=compared)
    unnamed = Q(score_year=None, fiscal_year__year_be__in=compared)
    cited = ScoreCitation.objects.filter(
        Q(earlier_year__year_be__in=years) | Q(later_year__year_be__in=years),
        round_result__row__section__plan=OuterRef("pk"),
        binding=CitationBinding.BOUND,
    )
    return approved_years(organization, named | unnamed | Q(Exists(cited)))
