"""The demo: public facts, our own words, loaded through the same actions."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from measures.actions.demo import DEMO_PASSWORD, DemoRefusedError, load_demo
from measures.actions.people import system_user
from measures.choices import CitationBinding, PlanState, ReportForm
from measures.models import (
    AuditEntry,
    MeasurePlan,
    MembershipUnit,
    Organization,
    Row,
    ScoreCitation,
    User,
    YearlyScore,
)

DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo"
CODES = {"chaiburi", "ronthong", "sanpuloei", "nao", "banmo"}
# The published report's scores of two years: six groups have them, the sixth issue has none.
PUBLISHED = {
    ("87.87", "87.67"),
    ("84.30", "95.83"),
    ("93.94", "96.83"),
    ("69.60", "76.35"),
    ("87.73", "91.82"),
    ("84.67", "85.41"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> str:
    """The demo loaded by its command; what the command printed."""
    printed = StringIO()
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


def test_load_demo_brings_five_organizations_marked_as_samples(demo: str) -> None:
    assert set(Organization.objects.values_list("code", flat=True)) == CODES
    assert set(Organization.objects.values_list("is_demo", flat=True)) == {True}


def test_load_demo_prints_logins_that_work(demo: str) -> None:
    roles = ("clerk", "contributor", "supervisor", "signer", "admin")
    logins = {"admin", "oversight"} | {f"{role}.{code}" for role in roles for code in CODES}
    assert set(User.objects.filter(is_active=True).values_list("username", flat=True)) == logins
    assert all(login in demo for login in logins)
    assert DEMO_PASSWORD in demo
    assert Client().login(username="clerk.chaiburi", password=DEMO_PASSWORD)


def test_the_demos_contributors_belong_to_the_first_unit(demo: str) -> None:
    units = set(MembershipUnit.objects.values_list("membership__user__username", "unit__name"))
    assert units == {(f"contributor.{code}", "สำนักปลัด") for code in CODES}


def test_the_demos_oversight_reader_sees_every_organization_and_no_draft(demo: str) -> None:
    reader = User.objects.get(username="oversight")
    assert not reader.is_staff
    assert Organization.objects.visible_to(reader).count() == len(CODES)
    assert not MeasurePlan.objects.visible_to(reader).exists()


def test_the_demo_plan_has_seven_issues_and_the_published_scores(demo: str) -> None:
    plan = MeasurePlan.objects.get()
    assert (plan.organization.code, plan.fiscal_year.year_be, plan.form, plan.state) == (
        "chaiburi",
        2568,
        ReportForm.RESULTS_BY_ISSUE,
        PlanState.DRAFT,
    )
    assert plan.posted_for is not None
    assert plan.posted_for.year_be == 2569
    rows = Row.objects.order_by("position")
    assert [row.group and row.group.issue and row.group.issue.number for row in rows] == [
        1, 2, 3, 4, 5, 6, 7,
    ]  # fmt: skip
    typed = {
        (str(citation.earlier_value), str(citation.later_value))
        for citation in ScoreCitation.objects.filter(binding=CitationBinding.TYPED)
    }
    bound = {
        tuple(
            str(
                YearlyScore.objects.get(
                    indicator__number=citation.indicator.number,
                    indicator__framework__fiscal_year=year,
                ).value
            )
            for year in (citation.earlier_year, citation.later_year)
        )
        for citation in ScoreCitation.objects.filter(binding=CitationBinding.BOUND)
        if citation.indicator
    }
    assert (len(typed), len(bound)) == (3, 3)
    assert typed | bound == PUBLISHED


def test_load_demo_again_changes_nothing_and_keeps_what_people_changed(demo: str) -> None:
    score = YearlyScore.objects.get(
        indicator__number=1, indicator__framework__fiscal_year__year_be=2568
    )
    score.value = Decimal("90.00")
    score.save()
    recorded = AuditEntry.objects.count()
    call_command("load_demo", stdout=StringIO())
    score.refresh_from_db()
    assert score.value == Decimal("90.00")
    assert AuditEntry.objects.count() == recorded


def test_load_demo_is_recorded_in_the_name_of_by(superuser: User) -> None:
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", by=superuser.username, stdout=StringIO())
    plans = AuditEntry.objects.filter(subject_kind="measureplan")
    assert set(plans.values_list("actor__username", flat=True)) == {superuser.username}


def test_load_demo_refuses_production_and_those_without_the_right(
    settings: Settings, clerk: User
) -> None:
    with pytest.raises(CommandError, match="ไม่มีสิทธิ"):
        call_command("load_demo", by=clerk.username)
    settings.PRODUCTION = True
    with pytest.raises(DemoRefusedError, match="PRODUCTION"):
        load_demo(DEMO, by=system_user())
    with pytest.raises(CommandError, match="PRODUCTION"):
        call_command("load_demo")
    assert not Organization.objects.filter(is_demo=True).exists()
