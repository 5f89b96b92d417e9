"""Starting a plan: from an earlier one without its results, or with its headings laid out."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, GroupKind, ReportForm, Right
from measures.exchange.drafts import (
    GroupDraft,
    HeadingDraft,
    KnownNames,
    PlanDraft,
    RowDraft,
    SectionDraft,
)
from measures.exchange.plan_json import plan_to_json
from measures.models import FiscalYear, MeasurePlan, Organization, User
from measures.queries.plan_draft import known_names, plan_draft
from measures.queries.plan_starts import years_to_start
from measures.rules.periods import moved_by_years, moved_period_cell
from measures.rules.years_of_forms import years_of_form

from .plan_content import replace_content


@transaction.atomic
def copy_plan(*, earlier: MeasurePlan, fiscal_year: FiscalYear, by: User) -> MeasurePlan:
    """Start a year's plan with an earlier one's headings, measures, steps, units and periods.

    Periods are moved by the years between. Results, scores, analyses, evidence, introduction and
    signatories are not copied. Raises PermissionDenied, and ValidationError for a year that has a
    plan already or no framework.
    """
    organization = _ready(earlier.organization, fiscal_year, by)
    years = fiscal_year.year_be - earlier.fiscal_year.year_be
    known = known_names(organization, fiscal_year.year_be)
    before = known_names(organization, earlier.fiscal_year.year_be)
    stored = plan_draft(earlier, with_pictures=False)
    draft = PlanDraft(
        form=earlier.form,
        sections=tuple(_copied_section(each, years, before, known) for each in stored.sections),
    )
    return _started(
        organization, fiscal_year, draft, known, {"copied_year_be": earlier.fiscal_year.year_be}, by
    )


@transaction.atomic
def lay_out_plan(
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    kind: GroupKind,
    form: ReportForm,
    by: User,
) -> MeasurePlan:
    """Start a year's plan with its indicators or issues as headings, an empty row under each.

    Raises PermissionDenied, and ValidationError for a year that has a plan already or no
    framework.
    """
    organization = _ready(organization, fiscal_year, by)
    known = known_names(organization, fiscal_year.year_be)
    numbers = known.issues if kind is GroupKind.ISSUE else known.indicators
    groups = tuple(GroupDraft(HeadingDraft(kind, number), (RowDraft(),)) for number in numbers)
    draft = PlanDraft(form=form, sections=(SectionDraft(groups),))
    return _started(organization, fiscal_year, draft, known, {"laid_out_by": str(kind)}, by)


def _ready(organization: Organization, fiscal_year: FiscalYear, by: User) -> Organization:
    """The organization, locked: two who start a plan at once would both find none."""
    locked = Organization.objects.select_for_update().get(pk=organization.pk)
    require(by, Right.EDIT_PLAN, locked)
    if locked.plans.filter(fiscal_year=fiscal_year).exists():
        raise ValidationError(
            f"{fiscal_year} มีแผนอยู่แล้ว จึงเริ่มแผนใหม่ของปีนี้ไม่ได้ โปรดเปิดแผนเดิมเพื่อทำต่อ หรือเลือกปีอื่น",
            code="exists",
        )
    if fiscal_year not in years_to_start(locked):
        raise ValidationError(
            f"{fiscal_year} ยังไม่มีกรอบการประเมินในระบบ จึงเริ่มแผนของปีนี้ไม่ได้ "
            "โปรดแจ้งผู้ดูแลระบบให้เพิ่มกรอบของปี หรือเลือกปีอื่น",
            code="no_framework",
        )
    return locked


def _started(
    organization: Organization,
    fiscal_year: FiscalYear,
    draft: PlanDraft,
    known: KnownNames,
    told: dict[str, object],
    by: User,
) -> MeasurePlan:
    years = years_of_form(draft.form, fiscal_year.year_be)
    # The year that it will be posted for may be of no framework yet.
    posted_for, score_year = (
        FiscalYear.objects.get_or_create(year_be=year_be)[0]
        for year_be in (years.posted_for, years.score_year)
    )
    plan = MeasurePlan(
        organization=organization,
        fiscal_year=fiscal_year,
        posted_for=posted_for,
        score_year=score_year,
        form=draft.form,
    )
    plan.full_clean()
    plan.save(force_insert=True)
    replace_content(plan, draft)
    named = {"posted_for_be": years.posted_for, "score_year_be": years.score_year}
    record(
        AuditAction.PLAN_STARTED,
        plan,
        after={**told, **named, "plan": plan_to_json(draft, known)},
        by=by,
    )
    return plan


def _copied_section(
    section: SectionDraft, years: int, before: KnownNames, known: KnownNames
) -> SectionDraft:
    groups = tuple(
        GroupDraft(
            _copied_heading(group.heading, before, known) if group.heading else None,
            tuple(_copied_row(row, years, known) for row in group.rows),
        )
        for group in section.groups
    )
    return SectionDraft(groups, heading=section.heading)


def _copied_heading(heading: HeadingDraft, before: KnownNames, known: KnownNames) -> HeadingDraft:
    """The heading as it is; what the new year's framework does not have becomes free text."""
    names, earlier = {
        GroupKind.ISSUE: (known.issues, before.issues),
        GroupKind.INDICATOR: (known.indicators, before.indicators),
        GroupKind.FREE: ({}, {}),
    }[heading.kind]
    number = heading.number
    if number is None or number in names:
        return heading
    return HeadingDraft(
        GroupKind.FREE,
        printed_number=heading.printed_number or thai_digits(str(number)),
        printed_text=heading.printed_text or earlier[number],
    )


def _copied_row(row: RowDraft, years: int, known: KnownNames) -> RowDraft:
    return replace(
        row,
        period=moved_by_years(row.period, years) if row.period else None,
        period_text=moved_period_cell(row.period_text, years),
        indicator=row.indicator if row.indicator in known.indicators else None,
        results=(),
        remarks=(),
    )
