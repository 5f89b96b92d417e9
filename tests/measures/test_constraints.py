"""The database refuses what the rules refuse, whoever writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ResponsibleKind,
    Role,
)
from measures.models import AppendixPicture, MeasurePlan, Membership, Organization
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 10, 1)


def twice(maker: Callable[..., Any], **shared: Any) -> Callable[[], None]:
    def attempt() -> None:
        maker(**shared)
        maker(**shared)

    return attempt


REFUSED: dict[str, Callable[[], Any]] = {
    "score_between_0_and_100 (above)": lambda: make.make_score(value="100.01"),
    "score_between_0_and_100 (below)": lambda: make.make_score(value="-0.01"),
    "score_once": lambda: twice(make.make_score, organization=make.make_organization())(),
    "period_ends_before_it_begins": lambda: make.make_row(
        period_start=DAY, period_end=DAY - datetime.timedelta(days=1)
    ),
    "period_without_end": lambda: make.make_row(period_start=DAY, period_end=None),
    "period_without_start": lambda: make.make_row(period_start=None, period_end=DAY),
    "plan_once": lambda: twice(make.make_plan, organization=make.make_organization())(),
    "plan_state": lambda: make.make_plan(state="invented"),
    "plan_form": lambda: make.make_plan(form="invented"),
    "section_position": lambda: twice(make.make_section, plan=make.make_plan(), position=1)(),
    "group_position": lambda: twice(make.make_group, section=make.make_section(), position=1)(),
    "row_position": lambda: twice(make.make_row, section=make.make_section(), position=1)(),
    "measure_position": lambda: twice(make.make_measure, row=make.make_row(), position=1)(),
    "step_position": lambda: twice(make.make_step, row=make.make_row(), position=1)(),
    "responsibility_position": lambda: twice(
        make.make_responsibility, row=make.make_row(), position=1
    )(),
    "result_once_per_round": lambda: twice(make.make_result, row=make.make_row(), round=6)(),
    "round_known": lambda: make.make_result(round=9),
    "result_status": lambda: make.make_result(status="invented"),
    "citation_position": lambda: twice(make.make_citation, result=make.make_result(), position=1)(),
    "citation_bound_and_typed": lambda: make.make_citation(
        binding=CitationBinding.BOUND, earlier_value=Decimal(80), later_value=Decimal(81)
    ),
    "citation_bound_with_one_value": lambda: make.make_citation(
        binding=CitationBinding.BOUND, later_value=Decimal(81)
    ),
    "citation_typed_without_values": lambda: make.make_citation(
        earlier_value=None, later_value=None
    ),
    "citation_typed_with_one_value": lambda: make.make_citation(earlier_value=None),
    "citation_value_above_100": lambda: make.make_citation(later_value=Decimal("100.01")),
    "citation_of_no_indicator": lambda: make.make_citation(indicator=None),
    "citation_of_no_question": lambda: make.make_citation(scope=CitationScope.QUESTION),
    "citation_bound_to_a_topic": lambda: make.make_citation(
        scope=CitationScope.TOPIC, topic="หัวข้อ", binding=CitationBinding.BOUND
    ),
    "link_position": lambda: twice(make.make_link, plan=make.make_plan(), position=1)(),
    "link_of_another_kind": lambda: make.make_link(address="javascript:alert(1)"),
    "picture_position": lambda: twice(make.make_picture, plan=make.make_plan(), position=1)(),
    "picture_without_a_file": lambda: AppendixPicture.objects.create(
        plan=make.make_plan(), position=1, alternative_text="ภาพ"
    ),
    "signatory_position": lambda: twice(make.make_signatory, plan=make.make_plan(), position=1)(),
    "emblem_without_alternative_text": lambda: make.make_organization(emblem="one/x.png"),
    "group_of_no_issue": lambda: make.make_group(kind=GroupKind.ISSUE, issue=None),
    "group_of_no_indicator": lambda: make.make_group(kind=GroupKind.INDICATOR, indicator=None),
    "group_free_without_words": lambda: make.make_group(kind=GroupKind.FREE, printed_text=""),
    "group_of_two": lambda: make.make_group(kind=GroupKind.ISSUE, indicator=make.get_indicator(1)),
    "responsible_unit_unnamed": lambda: make.make_responsibility(
        kind=ResponsibleKind.COMMITTEE, name=""
    ),
    "responsible_everyone_with_unit": lambda: make.make_responsibility(
        kind=ResponsibleKind.EVERYONE, unit=make.make_unit()
    ),
    "analysis_once": lambda: twice(make.make_analysis, plan=make.make_plan())(),
    "membership_once": lambda: twice(
        Membership.objects.create,
        user=make.make_user(),
        organization=make.make_organization(),
        role=Role.CLERK,
    )(),
    "membership_role": lambda: make.make_member(role="invented"),
    "organization_kind": lambda: make.make_organization(kind="invented"),
    "unit_name_once": lambda: twice(
        make.make_unit, organization=make.make_organization(), name="กองคลัง"
    )(),
    "fiscal_year_ce": lambda: make.make_year(2025),
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_database_refuses(attempt: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


ACCEPTED: dict[str, Callable[[], Any]] = {
    "score 0.00": lambda: make.make_score(value="0.00"),
    "score 100.00": lambda: make.make_score(value="100.00"),
    "a one-day period": lambda: make.make_row(period_start=DAY, period_end=DAY),
    "no period": lambda: make.make_row(period_start=None, period_end=None),
    "both rounds of a row": lambda: [
        make.make_result(row=row, round=round) for row in [make.make_row()] for round in (6, 12)
    ],
    "a bound citation of the total": lambda: make.make_citation(
        scope=CitationScope.TOTAL, binding=CitationBinding.BOUND
    ),
    "a typed citation of a question known by its words": lambda: make.make_citation(
        scope=CitationScope.QUESTION, topic="หัวข้อของข้อคำถาม"
    ),
    "the same indicator's score in another year": lambda: [
        make.make_score(organization=organization, year_be=year)
        for organization in [make.make_organization()]
        for year in (2567, 2568)
    ],
}


@pytest.mark.parametrize("attempt", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_database_accepts(attempt: Callable[[], Any]) -> None:
    with transaction.atomic():
        assert attempt()


def test_scores_keep_two_places() -> None:
    score = make.make_score(value="87.6")
    score.refresh_from_db()
    assert str(score.value) == "87.60"


def test_steps_outlive_the_measure_they_belonged_to() -> None:
    measure = make.make_measure()
    step = make.make_step(measure=measure)
    measure.delete()
    step.refresh_from_db()
    assert (step.row, step.measure) == (measure.row, None)


def test_sqlite_enforces_foreign_keys_and_writes_ahead(db: None) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("about SQLite; this run is on another database")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert connection.settings_dict["OPTIONS"]["timeout"] == 20


def test_visible_to_shows_own_organizations_only() -> None:
    own, other = make.make_plan(), make.make_plan()
    member = make.make_member(organization=own.organization)
    assert set(MeasurePlan.objects.visible_to(member)) == {own}
    assert set(Organization.objects.visible_to(member)) == {own.organization}
    assert set(MeasurePlan.objects.visible_to(make.make_user(is_superuser=True))) == {own, other}
    member.is_active = False
    assert set(MeasurePlan.objects.visible_to(member)) == set()
