"""The demo: public facts, our own words, loaded through the same actions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from itaportal.thai.dates import round_span
from measures.choices import (
    CitationBinding,
    ParagraphKind,
    PlanState,
    ReportForm,
    ResponsibleKind,
    Round,
)
from measures.exchange.drafts import PlanDraft
from measures.models import (
    AuditEntry,
    MeasurePlan,
    MembershipUnit,
    Organization,
    Row,
    ScoreCitation,
    TotalScore,
    User,
    YearlyScore,
)
from measures.queries.approval import approval_of
from measures.queries.plan_draft import plan_draft

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


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What the demo holds in the database, loaded once for all."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def test_load_demo_brings_five_organizations_marked_as_samples(demo: None) -> None:
    assert set(Organization.objects.values_list("code", flat=True)) == CODES
    assert set(Organization.objects.values_list("is_demo", flat=True)) == {True}


def test_the_demos_contributors_belong_to_the_first_unit(demo: None) -> None:
    units = set(MembershipUnit.objects.values_list("membership__user__username", "unit__name"))
    assert units == {(f"contributor.{code}", "สำนักปลัด") for code in CODES}


def test_the_demos_oversight_reader_sees_every_organization_and_no_draft(demo: None) -> None:
    reader = User.objects.get(username="oversight")
    assert not reader.is_staff
    assert Organization.objects.visible_to(reader).count() == len(CODES)
    seen = MeasurePlan.objects.visible_to(reader).values_list("organization__code", flat=True)
    assert sorted(seen) == sorted(CODES)  # What is approved, and not the draft of a next year.


def test_the_demo_plan_has_seven_issues_and_the_published_scores(demo: None) -> None:
    plan = MeasurePlan.objects.get(organization__code="chaiburi", fiscal_year__year_be=2568)
    assert (plan.organization.code, plan.fiscal_year.year_be, plan.form, plan.state) == (
        "chaiburi",
        2568,
        ReportForm.RESULTS_BY_ISSUE,
        PlanState.APPROVED,
    )
    assert plan.posted_for is not None
    assert plan.posted_for.year_be == 2569
    rows = Row.objects.filter(section__plan=plan).order_by("position")
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
                    organization=plan.organization,
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


def plan_of(code: str) -> PlanDraft:
    """What the demo holds of an organization."""
    return plan_draft(MeasurePlan.objects.get(organization__code=code, state=PlanState.APPROVED))


def test_every_form_has_a_plan_of_the_demo(demo: None) -> None:
    plans = MeasurePlan.objects.values_list(
        "organization__code", "fiscal_year__year_be", "posted_for__year_be", "form"
    )
    assert set(plans) == {
        ("chaiburi", 2568, 2569, ReportForm.RESULTS_BY_ISSUE),
        ("chaiburi", 2569, None, ReportForm.RESULTS_BY_ISSUE),
        ("ronthong", 2566, 2566, ReportForm.PROGRESS_BY_INDICATOR),
        ("sanpuloei", 2566, 2567, ReportForm.RESULTS_AND_INDICATOR_PROGRESS),
        ("nao", 2566, 2567, ReportForm.RESULTS),
        ("banmo", 2569, 2569, ReportForm.DEVELOPMENT_FROM_ITA),
    }


def test_all_but_the_next_year_are_approved_by_another_than_their_submitter(demo: None) -> None:
    approved = {}
    for plan in MeasurePlan.objects.select_related("organization", "fiscal_year"):
        approval = approval_of(plan)
        approved[f"{plan.organization.code}-{plan.fiscal_year.year_be}"] = (
            [event.actor.username for event in plan.events.all()] if approval else []
        )
    assert approved.pop("chaiburi-2569") == []
    assert approved == {
        name: [f"{role}.{name.split('-')[0]}" for role in ("clerk", "signer")] for name in approved
    }
    assert len(approved) == 5


def test_progress_of_a_round_keeps_printed_numbers_names_and_free_periods(demo: None) -> None:
    draft = plan_of("ronthong")
    assert [(row.indicator, row.printed_number) for row in draft.rows] == [
        (1, ""), (2, ""), (3, ""), (4, ""), (5, ""), (7, ""), (9, "๘"), (10, ""),
    ]  # fmt: skip
    assert {result.round for row in draft.rows for result in row.results} == {Round.SIX_MONTHS}
    assert [bool(row.measures) for row in draft.rows] == [number == 2 for number in range(8)]
    website, last = draft.rows[5], draft.rows[7]
    assert [(each.kind, each.name) for each in website.responsible] == [
        (ResponsibleKind.EVERYONE, ""),
        (ResponsibleKind.POSITION, "นักประชาสัมพันธ์"),
    ]
    assert website.period == round_span(2566, 6)
    assert [line.text for line in website.period_text] == [
        "ต.ค. ๖๕ - มี.ค. ๖๖",
        "ปรับปรุงข้อมูลบนเว็บไซต์ทุกสัปดาห์",
    ]
    assert last.responsible[1].kind is ResponsibleKind.COMMITTEE
    assert [bool(row.results[0].suggestion) for row in draft.rows] == [True] * 7 + [False]
    assert [link.address.rpartition("/")[2] for link in draft.links] == ["eit", "iit"]


def test_results_and_progress_have_two_tables_guidance_status_and_a_total(demo: None) -> None:
    draft = plan_of("sanpuloei")
    assert [(section.heading, len(section.rows)) for section in draft.sections] == [
        ("", 3),
        ("ประเด็นการประเมินตามตัวชี้วัด", 10),
    ]
    assert [analysis.indicator for analysis in draft.analyses] == list(range(1, 11))
    assert all(analysis.guidance and not analysis.question for analysis in draft.analyses)
    assert [row.results[0].status for row in draft.sections[1].rows] == [
        *["done"] * 5, "in_progress", "done", "not_started", "", "done",
    ]  # fmt: skip
    for row in draft.sections[0].rows:
        rationale, *steps = (step.content[0].kind for step in row.steps)
        assert rationale is ParagraphKind.PLAIN
        assert set(steps) == {ParagraphKind.NUMBERED}
    total = TotalScore.objects.get(organization__code="sanpuloei")
    assert (total.framework.fiscal_year.year_be, total.value) == (2566, Decimal("75.64"))
    assert [(each.role, each.name) for each in draft.signatories] == [
        ("ผู้รายงาน", ""),
        ("ผู้เห็นชอบ", ""),
    ]


def test_development_analyses_every_indicator_by_a_question_of_the_year_before(demo: None) -> None:
    draft = plan_of("banmo")
    assert [(each.indicator, each.question) for each in draft.analyses] == list(
        enumerate(["i1", "i4", "i8", "i10", "i13", "e2", "e4", "e7", "o1", "o27"], 1)
    )
    assert all(each.analysis and each.guidance for each in draft.analyses)
    scores = YearlyScore.objects.filter(organization__code="banmo")
    assert {score.indicator.number: str(score.value) for score in scores} == {
        1: "97.21", 2: "98.02", 3: "99.45", 4: "93.49", 5: "96.70",
        6: "96.56", 7: "94.87", 8: "94.39", 9: "88.28", 10: "92.42",
    }  # fmt: skip
    assert not any(row.results for row in draft.rows)


def test_load_demo_again_changes_nothing_and_keeps_what_people_changed(demo: None) -> None:
    score = YearlyScore.objects.get(
        organization__code="chaiburi",
        indicator__number=1,
        indicator__framework__fiscal_year__year_be=2568,
    )
    score.value = Decimal("90.00")
    score.save()
    recorded = AuditEntry.objects.count()
    call_command("load_demo", stdout=StringIO())
    score.refresh_from_db()
    assert score.value == Decimal("90.00")
    assert AuditEntry.objects.count() == recorded
