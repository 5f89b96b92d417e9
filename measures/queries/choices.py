"""What may be chosen in an entry: only what belongs to the same plan, section, row, framework.

Each function takes the object that the entry stands in and returns a queryset. The framework of a
plan is that of the year in which it is carried out, of the organization's network.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from measures.models import (
    Framework,
    GroupHeading,
    Indicator,
    Instrument,
    Issue,
    Measure,
    MeasurePlan,
    Organization,
    Question,
    ResponsibleUnit,
    Row,
    Section,
)

Offered = TypeVar("Offered", bound=Model)


def frameworks_of(plan: MeasurePlan) -> QuerySet[Framework]:
    """The framework that the plan's headings, rows and analyses are written in."""
    return Framework.objects.filter(
        fiscal_year=plan.fiscal_year_id, network=plan.organization.network
    )


def cited_frameworks_of(plan: MeasurePlan) -> QuerySet[Framework]:
    """The frameworks whose scores the plan may cite: also those of its other years."""
    years = (plan.fiscal_year_id, plan.score_year_id, plan.posted_for_id)
    return Framework.objects.filter(
        fiscal_year__in=[year for year in years if year is not None],
        network=plan.organization.network,
    )


def indicators_of(plan: MeasurePlan) -> QuerySet[Indicator]:
    """The ten indicators of the plan's framework."""
    return Indicator.objects.filter(framework__in=frameworks_of(plan)).order_by("number")


def issues_of(plan: MeasurePlan) -> QuerySet[Issue]:
    """The issues of the plan's framework."""
    return Issue.objects.filter(framework__in=frameworks_of(plan)).order_by("number")


def questions_of(plan: MeasurePlan) -> QuerySet[Question]:
    """The questions of the plan's framework."""
    return Question.objects.filter(indicator__framework__in=frameworks_of(plan))


def cited_indicators_of(plan: MeasurePlan) -> QuerySet[Indicator]:
    """The indicators that a citation may name."""
    return Indicator.objects.filter(framework__in=cited_frameworks_of(plan)).select_related(
        "framework__fiscal_year"
    )


def cited_questions_of(plan: MeasurePlan) -> QuerySet[Question]:
    """The questions that a citation may name."""
    return Question.objects.filter(indicator__framework__in=cited_frameworks_of(plan))


def cited_instruments_of(plan: MeasurePlan) -> QuerySet[Instrument]:
    """The instruments that a citation may name."""
    return Instrument.objects.filter(framework__in=cited_frameworks_of(plan))


def groups_of(section: Section) -> QuerySet[GroupHeading]:
    """The group headings of the section."""
    groups = GroupHeading.objects.filter(section_id=section.pk)
    return groups.select_related("issue", "indicator").order_by("position")


def measures_of(row: Row) -> QuerySet[Measure]:
    """The measures of the row; none while it is not stored."""
    return Measure.objects.filter(row_id=row.pk).order_by("position")


def units_of(organization: Organization) -> QuerySet[ResponsibleUnit]:
    """The organization's own units."""
    return ResponsibleUnit.objects.filter(organization_id=organization.pk).order_by(
        "position", "name"
    )


def scored_indicators_of(organization: Organization) -> QuerySet[Indicator]:
    """The indicators, of any year, that the organization's assessment has."""
    return (
        Indicator.objects.filter(framework__network=organization.network)
        .select_related("framework__fiscal_year")
        .order_by("-framework__fiscal_year__year_be", "number")
    )


def earlier_questions_of(question: Question) -> QuerySet[Question]:
    """The questions of earlier years that a question may ask again: same network, same instrument.

    The latest year first; with the year that each is of.
    """
    indicator = question.indicator
    return (
        Question.objects.filter(
            indicator__framework__network=indicator.framework.network,
            indicator__framework__fiscal_year__year_be__lt=indicator.framework.fiscal_year.year_be,
            indicator__instrument__code=indicator.instrument.code,
        )
        .select_related("indicator__framework__fiscal_year")
        .order_by("-indicator__framework__fiscal_year__year_be", "indicator__number", "pk")
    )


def instruments_within(framework: Framework) -> QuerySet[Instrument]:
    """The instruments of one framework."""
    return Instrument.objects.filter(framework_id=framework.pk)


def offered_and_stored(offered: QuerySet[Offered], stored_pk: object) -> QuerySet[Offered]:
    """What is offered, and what is chosen already even where it is offered no longer."""
    entries = offered.model._default_manager.all()
    return entries.filter(Q(pk=stored_pk) | Q(pk__in=offered.values("pk")))
