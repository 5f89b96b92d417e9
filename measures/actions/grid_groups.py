"""Headings over rows of the measures grid, and ready-made sentences in their outcomes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.audit import record, snapshot
from measures.choices import AuditAction, CitationBinding, CitationScope, GroupKind
from measures.models import (
    FiscalYear,
    GroupHeading,
    Indicator,
    Issue,
    MeasurePlan,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
    User,
)
from measures.rules.paragraphs import plain

from .entries import add_entry, remove_entry
from .order import next_position

OPENING_OF_REASON = "เนื่องจาก"
"""What an empty outcome begins with after the sentence, for its reason to be typed."""


@transaction.atomic
def add_group(
    *, plan: MeasurePlan, kind: GroupKind, number: int, text: str, by: User
) -> GroupHeading:
    """A heading after the last one of the plan's last table.

    `number` is an issue's or indicator's of the plan's year, `text` a free heading's wording.
    Raises PermissionDenied, ValidationError.
    """
    section = plan.sections.order_by("position").last()
    if section is None:
        section = add_entry(Section(plan=plan, position=1), by=by)
    group = GroupHeading(section=section, kind=kind)
    framework = {
        "framework__fiscal_year": plan.fiscal_year_id,
        "framework__network": plan.organization.network,
    }
    if kind is GroupKind.INDICATOR:
        group.indicator = Indicator.objects.filter(**framework, number=number).first()
    elif kind is GroupKind.ISSUE:
        group.issue = Issue.objects.filter(**framework, number=number).first()
    else:
        group.printed_text = text
    if not (group.indicator or group.issue or group.printed_text):
        raise ValidationError(
            "หัวข้อกลุ่ม: ยังไม่ได้ระบุหัวข้อ โปรดเลือกจากรายการหรือพิมพ์ชื่อหัวข้อ เช่น การให้บริการประชาชน",
            code="no_heading",
        )
    group.position = next_position(group)
    return add_entry(group, by=by)


@transaction.atomic
def remove_group(group: GroupHeading, *, by: User) -> None:
    """Take out a heading that no row stands under.

    Raises PermissionDenied; ValidationError where rows would lose their heading.
    """
    rows = group.rows.count()
    if rows:
        raise ValidationError(
            thai_digits(f"หัวข้อ “{group}” ยังมีมาตรการ {rows} แถว จึงยังนำออกไม่ได้ โปรดย้ายหรือลบแถวก่อน"),
            code="has_rows",
        )
    remove_entry(group, by=by)


@transaction.atomic
def insert_comparison(*, row: Row, round: int, by: User) -> ScoreCitation:
    """Set the sentence of the row's indicator in the two years compared before its outcome.

    An outcome without any text begins with เนื่องจาก. The same sentence is not set twice. Raises
    PermissionDenied, and ValidationError for a row without indicator.
    """
    plan = row.section.plan
    indicator = row.indicator or (row.group.indicator if row.group else None)
    if indicator is None:
        raise ValidationError(
            f"{row}: ยังไม่ได้ระบุตัวชี้วัด จึงยังไม่ทราบว่าจะเทียบคะแนนของตัวชี้วัดใด "
            "โปรดย้ายแถวไปไว้ใต้หัวข้อของตัวชี้วัด หรือระบุตัวชี้วัดของแถว เช่น ๑ การปฏิบัติหน้าที่",
            code="no_indicator",
        )
    later_be = (plan.score_year or plan.fiscal_year).year_be
    later, earlier = (
        FiscalYear.objects.filter(year_be=each).first() for each in (later_be, later_be - 1)
    )
    if later is None or earlier is None:
        raise ValidationError(
            "ยังไม่มีข้อมูลของปีคะแนนที่เทียบ โปรดติดต่อผู้ดูแลระบบให้นำเข้ากรอบการประเมินของปีนั้น เช่น ปี ๒๕๖๗",
            code="no_year",
        )
    of_year = Indicator.objects.filter(
        framework__fiscal_year=later,
        framework__network=plan.organization.network,
        number=indicator.number,
    ).first()
    result = RoundResult.objects.filter(row=row, round=round).first()
    if result is None:
        result = add_entry(RoundResult(row=row, round=round), by=by)
    wanted = {
        "binding": CitationBinding.BOUND,
        "scope": CitationScope.INDICATOR,
        "indicator": of_year or indicator,
        "earlier_year": earlier,
        "later_year": later,
    }
    there = result.citations.filter(**wanted).first()
    if there is not None:
        return there
    citation = ScoreCitation(round_result=result, **wanted)
    citation.position = next_position(citation)
    add_entry(citation, by=by)
    if not result.outcome:
        before = snapshot(result)["outcome"]
        result.outcome = plain(OPENING_OF_REASON)
        result.save(update_fields=["outcome"])
        record(
            AuditAction.CHANGED,
            result,
            before={"outcome": before},
            after={"outcome": snapshot(result)["outcome"]},
            by=by,
        )
    return citation


def remove_comparison(citation: ScoreCitation, *, by: User) -> None:
    """Take a sentence out of an outcome. Raises PermissionDenied, ValidationError."""
    remove_entry(citation, by=by)
