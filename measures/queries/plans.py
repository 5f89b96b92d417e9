"""Reads about plans as wholes: lists of them, and which of their rounds hold results."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from measures.choices import Round
from measures.models import MeasurePlan, Organization, OwnedQuerySet, RoundResult, User


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
    return max(rounds_with_results(plan), default=Round.TWELVE_MONTHS)


def rounds_with_results(plan: MeasurePlan) -> set[Round]:
    """The rounds that any row of the plan has a result in."""
    rounds = RoundResult.objects.filter(row__section__plan=plan).values_list("round", flat=True)
    return set(map(Round, rounds.distinct().order_by()))


class PlanNotFoundError(Exception):
    """No such plan; the Thai message says what was asked for and which plans there are."""


def plan_named(code: str, year_be: int) -> MeasurePlan:
    """The plan of an organization's code and fiscal year (BE), for commands."""
    plans = MeasurePlan.objects.select_related(
        "organization", "fiscal_year", "posted_for", "score_year"
    )
    try:
        return plans.get(organization__code=code, fiscal_year__year_be=year_be)
    except MeasurePlan.DoesNotExist as error:
        years = plans.filter(organization__code=code).values_list("fiscal_year__year_be", flat=True)
        if years:
            found = f"หน่วยงานนี้มีแผนของปี {', '.join(map(str, sorted(years)))}"
        elif Organization.objects.filter(code=code).exists():
            found = "หน่วยงานนี้ยังไม่มีแผน"
        else:
            found = f"ไม่มีหน่วยงานรหัสนี้ ในระบบมี {', '.join(_codes()) or 'ยังไม่มีหน่วยงาน'}"
        raise PlanNotFoundError(
            f"ไม่พบแผนของหน่วยงาน “{code}” ปีงบประมาณ พ.ศ. {year_be} {found} "
            "โปรดตรวจรหัสและปี เช่น --organization chaiburi --year 2568"
        ) from error


def _codes() -> list[str]:
    """A few codes, as an example of what there is."""
    return list(Organization.objects.order_by("code").values_list("code", flat=True)[:10])
