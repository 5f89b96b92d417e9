"""By when plans and results are wanted: the organization's own deadline, else the one for all."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Value

from measures.choices import DueFor
from measures.models import Deadline, MeasurePlan, OrganizationDeadline

_ALL = 0
"""In the place of an organization's key: a deadline for all of them."""


@dataclass(frozen=True, slots=True)
class DueDates:
    """The deadlines of one plan's organization and year: last days, CE."""

    days: Mapping[DueFor, datetime.date] = field(default_factory=dict)
    own: frozenset[DueFor] = frozenset()
    """Which of them the organization has set itself."""


def due_dates(plans: Collection[MeasurePlan]) -> dict[int, DueDates]:
    """The deadlines of each plan, by its key; one query however many plans."""
    years = {plan.fiscal_year_id for plan in plans}
    organizations = {plan.organization_id for plan in plans}
    own = OrganizationDeadline.objects.filter(
        fiscal_year__in=years, organization__in=organizations
    ).values_list("fiscal_year", "due_for", "due_on", "organization")
    for_all = Deadline.objects.filter(fiscal_year__in=years).values_list(
        "fiscal_year", "due_for", "due_on", Value(_ALL)
    )
    days: dict[tuple[int, int], dict[DueFor, datetime.date]] = defaultdict(dict)
    for year, due_for, due_on, organization in own.order_by().union(for_all.order_by(), all=True):
        days[organization, year][DueFor(due_for)] = due_on
    found = {}
    for plan in plans:
        theirs = days[plan.organization_id, plan.fiscal_year_id]
        found[plan.pk] = DueDates({**days[_ALL, plan.fiscal_year_id], **theirs}, frozenset(theirs))
    return found
