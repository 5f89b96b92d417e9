"""Whatever a report prints counts in the content that is approved: every field of every model."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    InstrumentCode,
    ReportForm,
    Round,
)
from measures.exchange.picture_files import LostPicture
from measures.models import (
    MeasurePlan,
    Organization,
    User,
)
from measures.models.fields import ParagraphsField
from measures.queries.approval import content_hash
from reports.actions.wording import layout_of, save_own_wording
from reports.collect import collect
from reports.layouts import OwnWording, available_forms
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.no_cover]

# Nobody's content: the record, the people, what they did, and what waits.
NOT_CONTENT = {
    "actinghead",
    "auditentry",
    "celledit",
    "deadline",
    "invitation",
    "membership",
    "membershipunit",
    "notice",
    "organizationdeadline",
    "oversightmandate",
    "planevent",
    "planupload",
    "removedrow",
    "user",
}


# What the test has to find at least, else it looks at too little.
BESIDE_THE_PLAN = {
    "gradeband.name",
    "indicator.name",
    "instrument.name",
    "instrumentscore.value",
    "issue.name",
    "organization.emblem",
    "organization.is_demo",
    "organization.name",
    "organizationlayout.introduction",
    "question.text",
    "questionscore.value",
    "responsibleunit.name",
    "totalscore.level",
    "yearlyscore.value",
}


@pytest.fixture
def plan(organization: Organization, superuser: User) -> MeasurePlan:
    """A plan that prints something of every kind of thing there is."""
    make.make_emblem(organization)
    organization.save()
    plan = make.make_plan(organization=organization, introduction=make.plain("คำนำ"))
    section = make.make_section(plan=plan, heading="ส่วนแรก", introduction=make.plain("นำ"))
    make.make_filled_row(group=make.make_group(section=section))
    row = make.make_row(group=make.make_group(section=section, kind=GroupKind.INDICATOR))
    row.indicator = make.get_indicator(2)
    row.save()
    make.make_responsibility(row=row, unit=organization.units.get())
    result = make.make_result(row=row, outcome=make.plain("ผล"))
    link = make.make_question_link()
    bound: dict[str, Any] = {"result": result, "binding": CitationBinding.BOUND}
    make.make_citation(**bound, indicator=make.get_indicator(2))
    make.make_citation(**bound, scope=CitationScope.TOTAL)
    make.make_citation(**bound, scope=CitationScope.QUESTION, question=link.later)
    instrument = make.get_instrument(InstrumentCode.IIT)
    make.make_citation(**bound, scope=CitationScope.INSTRUMENT, instrument=instrument)
    for year_be in (2567, 2568):
        make.make_bands(year_be)
        for number in range(1, 11):
            make.make_score(organization=organization, number=number, year_be=year_be)
    make.make_instrument_score(organization=organization)
    make.make_question_score(organization=organization, question=link.later)
    make.make_question_score(organization=organization, question=link.earlier)
    make.make_total_score(organization=organization, year_be=2567)
    make.make_analysis(plan=plan, question=link.later)
    make.make_link(plan=plan)
    make.make_picture(plan=plan)
    make.make_signatory(plan=plan)
    wording = OwnWording(introduction="ข้อความของหน่วยงาน")
    save_own_wording(organization, ReportForm.RESULTS_BY_ISSUE, wording, by=superuser)
    return plan


def fresh(plan: MeasurePlan) -> MeasurePlan:
    return MeasurePlan.objects.get(pk=plan.pk)


def printed(plan: MeasurePlan) -> object:
    """All that reports of the plan may say, in every form."""
    plan = fresh(plan)
    try:
        facts = dataclasses.replace(collect(plan, Round.TWELVE_MONTHS), approval=None)
    except LostPicture as lost:
        return str(lost)
    return facts, [layout_of(plan.organization, form) for form in available_forms()]


def other(field: models.Field[Any, Any], value: Any) -> Any:
    """Another value that the field may have."""
    if field.choices:
        return next((key for key, _ in field.choices if key != value), value)
    match value:
        case _ if isinstance(field, ParagraphsField):
            return make.plain("ข้อความอื่น")
        case str():
            folder, slash, name = value.rpartition("/")
            return f"{folder}{slash}ก{name}"
        case bool():
            return not value
        case int() | Decimal():
            return value - 1 if value else value + 1
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case dict():
            return {"m1": "หัวอื่น"}
        case _:
            return value


class _Undo(Exception):  # noqa: N818 - what it does
    """Takes an edit back."""


def fields() -> Iterator[tuple[type[models.Model], str]]:
    """Every field of everything that is content, but for keys and relations."""
    for app in ("measures", "reports"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                hidden = field.primary_key or field.is_relation
                if model._meta.model_name not in NOT_CONTENT and not hidden:
                    yield model, field.name


def edit(model: type[models.Model], name: str) -> None:
    """Give the field of every stored object another value."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    for entry in model._base_manager.all():
        changed = {name: other(field, getattr(entry, name))}
        with suppress(IntegrityError), transaction.atomic():
            model._base_manager.filter(pk=entry.pk).update(**changed)


def test_no_field_changes_a_report_without_changing_what_is_approved(plan: MeasurePlan) -> None:
    said, hashed = printed(plan), content_hash(fresh(plan))
    seen, unseen = set(), set()
    for model, field in fields():
        try:
            with transaction.atomic():
                edit(model, field)
                if printed(plan) != said:
                    seen.add(f"{model._meta.model_name}.{field}")
                    if content_hash(fresh(plan)) == hashed:
                        unseen.add(f"{model._meta.model_name}.{field}")
                raise _Undo
        except _Undo:
            pass
    assert unseen == set()
    assert seen >= BESIDE_THE_PLAN
