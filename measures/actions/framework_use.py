"""A year in use by a report is not rewritten: what was approved keeps what it was made by."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet

from measures.models import (
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    MeasurePlan,
    Question,
    QuestionLink,
    ReferenceFact,
)
from measures.rules.workflow import EDITABLE_STATES

# What the total, its level and the change of scores are made of: a new one changes what an
# approved report says, as a changed value would.
COUNTED = (Instrument, Indicator, GradeBand, QuestionLink)


class FrameworkInUse(ValidationError):  # noqa: N818 -- what it is, no fault
    """A value of a framework cannot change any more; the message says which plan it serves."""


def framework_of(entry: models.Model) -> Framework | None:
    """The framework that an entry of reference data stands in; None for what stands in none."""
    match entry:
        case Framework():
            return entry
        case Question():
            return entry.indicator.framework
        case QuestionLink():
            return entry.later.indicator.framework
        case ReferenceFact():
            framework: Framework = entry.framework  # type: ignore[attr-defined]
            return framework
    return None


def require_unused(framework: Framework) -> None:
    """Raise FrameworkInUse when a plan past its draft is carried out in, posted for or compared in
    the framework's year, with the framework locked until the end of the transaction.
    """
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    plans = _plans_standing_on(locked.fiscal_year)
    _refuse_for(plans.filter(organization__network=locked.network).first(), locked.fiscal_year)


def require_unused_year(year: FiscalYear) -> None:
    """The same of a fiscal year itself, which is every network's."""
    locked = FiscalYear.objects.select_for_update().get(pk=year.pk)
    _refuse_for(_plans_standing_on(locked).first(), locked)


def _plans_standing_on(year: FiscalYear) -> QuerySet[MeasurePlan]:
    """Past their drafts: of the year, or printing what it is compared with, asked or named."""
    citations = "sections__rows__results__citations"
    of_year = Q(fiscal_year=year) | Q(posted_for=year) | Q(score_year=year)
    cites = (
        Q(**{f"{citations}__earlier_year": year})
        | Q(**{f"{citations}__later_year": year})
        | Q(analyses__question__indicator__framework__fiscal_year=year)
        | Q(fiscal_year__year_be=year.year_be + 1, analyses__question__isnull=False)
    )
    citing = MeasurePlan.objects.filter(cites).values("pk")
    return (
        MeasurePlan.objects.filter(of_year | Q(pk__in=citing))
        .exclude(state__in=EDITABLE_STATES)
        .select_related("organization", "fiscal_year")
    )


def _refuse_for(plan: MeasurePlan | None, year: FiscalYear) -> None:
    if plan is not None:
        raise FrameworkInUse(
            f"{year}ใช้อยู่ใน{plan} ซึ่งอยู่ในสถานะ “{plan.get_state_display()}” "
            "จึงแก้ไขหรือลบค่าเดิมของกรอบการประเมินนี้ไม่ได้ และเพิ่มเครื่องมือ ตัวชี้วัด ระดับ "
            "หรือการเทียบข้อคำถามไม่ได้ รายการอื่นเพิ่มได้ "
            "หากต้องแก้ไข โปรดส่งแผนกลับแก้ไขก่อน",
            code="framework_in_use",
        )
