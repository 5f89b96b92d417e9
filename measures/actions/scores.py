"""Entering an organization's scores of a year as one table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, CitationScope, Right
from measures.models import (
    AuditEntry,
    FiscalYear,
    InstrumentScore,
    Organization,
    QuestionScore,
    TotalScore,
    User,
    YearlyScore,
)
from measures.queries.scores import (
    ScoredSubject,
    YearSubjects,
    stored_scores,
    subjects_of_year,
)
from measures.rules.score_keys import TOTAL, ScoreKey, indicator_key
from measures.rules.totals import percent_of_points

from .approvals import end_changed_approvals
from .entries import CHANGED_MEANWHILE, ChangedMeanwhile

EXAMPLE = "เช่น ๘๗.๖๗"
_MODELS: dict[CitationScope, tuple[type[models.Model], str]] = {
    CitationScope.INDICATOR: (YearlyScore, "indicator"),
    CitationScope.INSTRUMENT: (InstrumentScore, "instrument"),
    CitationScope.QUESTION: (QuestionScore, "question"),
}


def enter_scores(
    organization: Organization,
    year: FiscalYear,
    values: Mapping[int, Decimal | None],
    *,
    by: User,
    shown: Mapping[int, Decimal | None] | None = None,
) -> AuditEntry | None:
    """Store the indicators' scores of a year: number -> percent, None clears; all or none.

    As `enter_year`; low values are taken as percent.
    """
    scores = {indicator_key(number): value for number, value in values.items()}
    seen = {indicator_key(number): value for number, value in shown.items()} if shown else None
    return enter_year(organization, year, scores, percent=scores, shown=seen, by=by)


@dataclass(frozen=True, slots=True)
class EnteredYear:
    """What `enter_year` takes of one year, as a page of several years sends it."""

    year: FiscalYear
    scores: Mapping[ScoreKey, Decimal | None]
    level: str | None
    percent: Collection[ScoreKey]
    shown: Mapping[ScoreKey, Decimal | None]
    shown_level: str


@transaction.atomic
def enter_years(
    organization: Organization, years: Iterable[EnteredYear], *, by: User
) -> list[AuditEntry]:
    """Store the scores of several years, all or none; one audit entry for each that changed.

    Raises as `enter_year`.
    """
    entries = [
        enter_year(
            organization,
            each.year,
            each.scores,
            level=each.level,
            percent=each.percent,
            shown=each.shown,
            shown_level=each.shown_level,
            by=by,
        )
        for each in years
    ]
    return [entry for entry in entries if entry is not None]


@transaction.atomic
def enter_year(
    organization: Organization,
    year: FiscalYear,
    scores: Mapping[ScoreKey, Decimal | None],
    *,
    level: str | None = None,
    percent: Collection[ScoreKey] = (),
    shown: Mapping[ScoreKey, Decimal | None] | None = None,
    shown_level: str | None = None,
    by: User,
) -> AuditEntry | None:
    """Store scores of a year: key -> percent, None clears; all or none.

    Keys that are left out stay as they are, and so does the announced level when it is None; ""
    clears it. `percent` are the keys of low values of which the user says that they are percent,
    no weighted points. One audit entry for the table, holding what changed; None when nothing
    did. `shown` and `shown_level` are what the user saw before changing each of them:
    ChangedMeanwhile when another changed one since. Raises PermissionDenied, and ValidationError
    naming each value that is no score.
    """
    require(by, Right.EDIT_SCORES, organization)
    # The organization's row is the lock: scores of the year may not exist yet.
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    of_year = subjects_of_year(organization, year.year_be)
    if of_year is None:
        raise ValidationError(f"ยังไม่มีกรอบการประเมินของ{year} โปรดแจ้งผู้ดูแลระบบให้เพิ่มกรอบการประเมินก่อน")
    _require_known(scores, of_year)
    stored, stored_level = stored_scores(organization, of_year.framework)
    for key, value in scores.items():
        if shown is not None and stored.get(key) not in (shown[key], value):
            raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    if level is not None and shown_level is not None and stored_level not in (shown_level, level):
        raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    changed = {key: value for key, value in scores.items() if value != stored.get(key)}
    _require_scores(changed, of_year, percent)
    if level is not None:
        _require_level(level, of_year)
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for key in of_year.subjects:
        if key in changed:
            value, earlier = changed[key], stored.get(key)
            before[record_name(key)] = str(earlier) if earlier is not None else None
            after[record_name(key)] = (
                None if value is None else str(value.quantize(Decimal("0.01")))
            )
            if key != TOTAL:
                _store(organization, of_year.subjects[key], value)
    if level is not None and level != stored_level:
        before["level"], after["level"] = stored_level or None, level or None
    if not after:
        return None
    _store_total(
        organization,
        of_year,
        changed.get(TOTAL, stored.get(TOTAL)),
        stored_level if level is None else level,
    )
    entry = record(
        AuditAction.SCORES_ENTERED,
        organization,
        before={"year_be": year.year_be, "scores": before},
        after={"year_be": year.year_be, "scores": after},
        by=by,
    )
    end_changed_approvals(organization, edited=f"คะแนนของ{thai_digits(str(year))}", by=by)
    return entry


def _require_known(scores: Mapping[ScoreKey, Decimal | None], of_year: YearSubjects) -> None:
    unknown = sorted(key for key in scores if key not in of_year.subjects)
    if not unknown:
        return
    key = unknown[0]
    count = sum(each.scope == CitationScope.INDICATOR for each in of_year.subjects)
    expected = (
        f"โปรดใช้ตัวชี้วัดที่ 1 ถึง {count}"
        if key.scope == CitationScope.INDICATOR
        else "โปรดใช้รหัสของปีนั้น เช่น IIT หรือ i4"
    )
    named = "ตัวชี้วัดที่" if key.scope == CitationScope.INDICATOR else key.scope.label
    raise ValidationError(thai_digits(f"ไม่พบ{named} {key.code} ใน{of_year.year} {expected}"))


def _require_scores(
    changed: Mapping[ScoreKey, Decimal | None],
    of_year: YearSubjects,
    percent: Collection[ScoreKey],
) -> None:
    problems = []
    for key, subject in of_year.subjects.items():
        value = changed.get(key)
        if value is not None:
            problems.append(
                score_problem(subject.label, value)
                or (points_problem(subject, value) if key not in percent else "")
            )
    if any(problems):
        raise ValidationError([problem for problem in problems if problem])


def _require_level(level: str, of_year: YearSubjects) -> None:
    if level and of_year.levels and level not in of_year.levels:
        expected = " ".join(of_year.levels)
        raise ValidationError(
            thai_digits(f"ระดับที่ประกาศ: อ่านได้ “{level}” {of_year.year}มีระดับ {expected}")
        )


def score_problem(label: str, value: Decimal) -> str:
    """What is wrong with a score, in Thai, after its label; "" when it is a score."""
    read = thai_digits(str(value))
    if not value.is_finite() or not 0 <= value <= 100:
        return f"{label}: อ่านได้ “{read}” คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ {EXAMPLE}"
    if value != value.quantize(Decimal("0.01")):
        return f"{label}: อ่านได้ “{read}” คะแนนมีทศนิยมไม่เกินสองตำแหน่ง {EXAMPLE}"
    return ""


def points_problem(subject: ScoredSubject, value: Decimal) -> str:
    """What a score that looks like weighted points would be in percent; "" when it does not."""
    if subject.weight is None:
        return ""
    percent = percent_of_points(value, subject.weight)
    if percent is None:
        return ""
    return thai_digits(
        f"{subject.label}: “{value}” ดูเหมือนคะแนนถ่วงน้ำหนัก (เต็ม {subject.weight.normalize():f}) "
        f"ซึ่งเท่ากับร้อยละ {percent} โปรดกรอกเป็นร้อยละ หรือยืนยันว่าเป็นร้อยละ"
    )


def record_name(key: ScoreKey) -> str:
    """A subject in the record: 1, IIT, i4, total."""
    return key.code or "total"


def _store(organization: Organization, subject: ScoredSubject, value: Decimal | None) -> None:
    model, field = _MODELS[subject.key.scope]
    owned: dict[str, Any] = {"organization": organization, field: subject.subject}
    if value is None:
        model._default_manager.filter(**owned).delete()
    else:
        model._default_manager.update_or_create(**owned, defaults={"value": value})


def _store_total(
    organization: Organization, of_year: YearSubjects, value: Decimal | None, level: str
) -> None:
    owned: dict[str, Any] = {"organization": organization, "framework": of_year.framework}
    if value is None and not level:
        TotalScore.objects.filter(**owned).delete()
    else:
        TotalScore.objects.update_or_create(**owned, defaults={"value": value, "level": level})
