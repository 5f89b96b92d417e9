"""By when plans and results are wanted: the organization's own deadline, else the one for all."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from measures.choices import DueFor
from measures.models import Deadline, MeasurePlan, OrganizationDeadline


@dataclass(frozen=True, slots=True)
class DueDates:
    """The deadlines of one plan's organization and year: last days, CE."""

    days: Mapping[DueFor, datetime.date] = field(default_factory=dict)
    own: frozenset[DueFor] = frozenset()
    """Which of them the organization has set itself."""


def due_dates(plans: Collection[MeasurePlan]) -> dict[int, DueDates]:
    """The deadlines of each plan, by its key; two queries however many plans."""
    years = {plan.fiscal_year_id for plan in plans}
    for_all: dict[int, dict[DueFor, datetime.date]] = {}
    for deadline in Deadline.objects.filter(fiscal_year__in=years):
        of_year = for_all.setdefault(deadline.fiscal_year_id, {})
        of_year[DueFor(deadline.due_for)] = deadline.due_on
    own: dict[tuple[int, int], dict[DueFor, datetime.date]] = {}
    organizations = {plan.organization_id for plan in plans}
    asked = Q(fiscal_year__in=years, organization__in=organizations)
    for each in OrganizationDeadline.objects.filter(asked):
        of_office = own.setdefault((each.organization_id, each.fiscal_year_id), {})
        of_office[DueFor(each.due_for)] = each.due_on
    found = {}
    for plan in plans:
        theirs = own.get((plan.organization_id, plan.fiscal_year_id), {})
        days = {**for_all.get(plan.fiscal_year_id, {}), **theirs}
        found[plan.pk] = DueDates(days, frozenset(theirs))
    return found
