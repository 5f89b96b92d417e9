"""Entering an organization's scores of a year as one table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.models import (
    AuditEntry,
    FiscalYear,
    Framework,
    Indicator,
    Organization,
    User,
    YearlyScore,
)

from .entries import CHANGED_MEANWHILE, ChangedMeanwhile

EXAMPLE = "เช่น ๘๗.๖๗"


@transaction.atomic
def enter_scores(
    organization: Organization,
    year: FiscalYear,
    values: Mapping[int, Decimal | None],
    *,
    by: User,
    shown: Mapping[int, Decimal | None] | None = None,
) -> AuditEntry | None:
    """Store the scores of a year: indicator number -> percent, None clears; all or none.

    Numbers that are left out stay as they are. One audit entry for the table, holding what
    changed; None when nothing did. `shown` holds what the user saw before changing each of the
    values: ChangedMeanwhile when another changed one of them since. Raises PermissionDenied,
    and ValidationError naming each indicator whose value is not 0 to 100 with at most two places.
    """
    require(by, Right.EDIT_SCORES, organization)
    # The organization's row is the lock: scores of the year may not exist yet.
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    indicators = _indicators(organization, year)
    if unknown := sorted(set(values) - set(indicators)):
        raise ValidationError(
            thai_digits(f"ไม่พบตัวชี้วัดที่ {unknown[0]} ใน{year} โปรดใช้ตัวชี้วัดที่ 1 ถึง {len(indicators)}")
        )
    _require_scores(values, indicators)
    stored = {
        score.indicator.number: score
        for score in YearlyScore.objects.filter(
            organization=organization, indicator__in=indicators.values()
        ).select_related("indicator")
    }
    for number, value in values.items():
        now = stored[number].value if number in stored else None
        if shown is not None and now not in (shown[number], value):
            raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for number, value in sorted(values.items()):
        score = stored.get(number)
        if value == (score.value if score else None):
            continue
        before[str(number)] = str(score.value) if score else None
        after[str(number)] = None if value is None else str(value.quantize(Decimal("0.01")))
        _store(organization, indicators[number], score, value)
    if not after:
        return None
    return record(
        AuditAction.SCORES_ENTERED,
        organization,
        before={"year_be": year.year_be, "scores": before},
        after={"year_be": year.year_be, "scores": after},
        by=by,
    )


def _indicators(organization: Organization, year: FiscalYear) -> dict[int, Indicator]:
    framework = Framework.objects.filter(fiscal_year=year, network=organization.network).first()
    if framework is None:
        raise ValidationError(f"ยังไม่มีกรอบการประเมินของ{year} โปรดแจ้งผู้ดูแลระบบให้เพิ่มกรอบการประเมินก่อน")
    return {indicator.number: indicator for indicator in framework.indicators.order_by("number")}


def _require_scores(
    values: Mapping[int, Decimal | None], indicators: Mapping[int, Indicator]
) -> None:
    problems = [
        score_problem(indicators[number], value)
        for number, value in sorted(values.items())
        if value is not None and score_problem(indicators[number], value)
    ]
    if problems:
        raise ValidationError(problems)


def score_problem(indicator: Indicator, value: Decimal) -> str:
    """What is wrong with a score, in Thai, naming its indicator; "" when it is a score."""
    read = thai_digits(str(value))
    if not value.is_finite() or not 0 <= value <= 100:
        return f"{indicator}: อ่านได้ “{read}” คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ {EXAMPLE}"
    if value != value.quantize(Decimal("0.01")):
        return f"{indicator}: อ่านได้ “{read}” คะแนนมีทศนิยมไม่เกินสองตำแหน่ง {EXAMPLE}"
    return ""


def _store(
    organization: Organization,
    indicator: Indicator,
    score: YearlyScore | None,
    value: Decimal | None,
) -> None:
    if value is None:
        assert score is not None  # None differs from what is stored
        score.delete()
    elif score is None:
        YearlyScore.objects.create(organization=organization, indicator=indicator, value=value)
    else:
        score.value = value
        score.save(update_fields=["value"])
