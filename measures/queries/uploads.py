"""Reads about files on their way into a plan."""

from __future__ import annotations

from django.db.models import QuerySet

from itaportal.thai.numerals import thai_digits
from measures.choices import ReportForm
from measures.exchange.columns import Chosen
from measures.exchange.wordings import Column
from measures.models import FiscalYear, Framework, MeasurePlan, Organization, PlanUpload


def importable_years(organization: Organization) -> QuerySet[FiscalYear]:
    """The fiscal years that a plan can be imported into: those with a framework, newest first."""
    return (
        FiscalYear.objects.filter(frameworks__network=organization.network)
        .distinct()
        .order_by("-year_be")
    )


def headings_to_fill(organization: Organization, form: str) -> list[str]:
    """The group headings of a form in the latest framework: issues, indicators, or none."""
    framework = (
        Framework.objects.filter(network=organization.network)
        .order_by("-fiscal_year__year_be")
        .first()
    )
    if framework is None:
        return []
    if form == ReportForm.RESULTS_BY_ISSUE:
        issues = framework.issues.order_by("number").values_list("number", "name")
        return [thai_digits(f"ประเด็นที่ {number} ") + name for number, name in issues]
    if form == ReportForm.PROGRESS_BY_INDICATOR:
        named = framework.indicators.order_by("number").values_list("number", "name")
        return [thai_digits(f"{number}. ") + name for number, name in named]
    return []


def chosen_columns(upload: PlanUpload) -> Chosen:
    """What a person said that the columns are."""
    return {key: Column[name] if name else None for key, name in upload.columns.items()}


def plan_of_upload(upload: PlanUpload) -> MeasurePlan | None:
    """The plan of the file's organization and year, if there is one."""
    return plan_of_year(upload.organization, upload.fiscal_year)


def plan_of_year(organization: Organization, fiscal_year: FiscalYear) -> MeasurePlan | None:
    """The organization's plan of that year, if there is one."""
    return (
        MeasurePlan.objects.filter(organization=organization, fiscal_year=fiscal_year)
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
