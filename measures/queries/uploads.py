"""Reads about files on their way into a plan."""

from __future__ import annotations

from django.db.models import QuerySet

from measures.exchange.columns import Chosen
from measures.exchange.wordings import Column
from measures.models import FiscalYear, MeasurePlan, Organization, PlanUpload


def importable_years(organization: Organization) -> QuerySet[FiscalYear]:
    """The fiscal years that a plan can be imported into: those with a framework, newest first."""
    return (
        FiscalYear.objects.filter(frameworks__network=organization.network)
        .distinct()
        .order_by("-year_be")
    )


def chosen_columns(upload: PlanUpload) -> Chosen:
    """What a person said that the columns are."""
    return {key: Column[name] if name else None for key, name in upload.columns.items()}


def plan_of_upload(upload: PlanUpload) -> MeasurePlan | None:
    """The plan of the file's organization and year, if there is one."""
    return (
        MeasurePlan.objects.filter(organization=upload.organization, fiscal_year=upload.fiscal_year)
        .select_related("organization", "fiscal_year", "posted_for", "score_year")
        .first()
    )


def is_undoable(upload: PlanUpload) -> bool:
    """Whether it is the last import of its plan and still stands."""
    if upload.imported_at is None or upload.undone_at is not None:
        return False
    later = PlanUpload.objects.filter(
        organization=upload.organization,
        fiscal_year=upload.fiscal_year,
        imported_at__gt=upload.imported_at,
    )
    return not later.exists()
