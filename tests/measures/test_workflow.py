"""The way of a plan to the head of office, step by step; by chance in test_way_to_approval.py."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from measures.actions.entries import change_entry, remove_entry
from measures.actions.workflow import (
    approve_plan,
    comment,
    reopen_plan,
    resolve,
    return_plan,
    submit_plan,
)
from measures.choices import AuditAction, CitationBinding, CitationScope, PlacedAt, PlanState
from measures.models import AuditEntry, MeasurePlan, Organization, PlanEvent, Row, User
from measures.queries.approval import approval_of, content_hash
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(organization: Organization) -> MeasurePlan:
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def fresh(plan: MeasurePlan) -> MeasurePlan:
    return MeasurePlan.objects.get(pk=plan.pk)


def refused(code: str) -> pytest.RaisesExc[ValidationError]:
    return pytest.raises(ValidationError, check=lambda error: error.code == code)


def test_from_the_clerk_back_and_forth_to_the_approval(
    plan: MeasurePlan, clerk: User, supervisor: User, signer: User
) -> None:
    row = Row.objects.get()
    submit_plan(plan=plan, by=clerk)
    assert fresh(plan).state == PlanState.SUBMITTED
    with refused("state"):
        change_entry(row, by=clerk)
    returned = return_plan(plan=plan, reason=" โปรดระบุระยะเวลา ", place=row, by=supervisor)
    assert (returned.placed_at, returned.place_pk, returned.place_label, returned.text) == (
        PlacedAt.ROW,
        row.pk,
        str(row),
        "โปรดระบุระยะเวลา",
    )
    comment(plan=plan, text="แก้แล้ว", place=row, by=clerk)
    submit_plan(plan=plan, by=clerk)
    shown = content_hash(plan)
    approve_plan(plan=plan, content_hash=shown, by=signer)
    approval = approval_of(fresh(plan))
    assert approval is not None
    assert (approval.actor, approval.content_hash, approval.is_by_submitter) == (
        signer,
        shown,
        False,
    )
    steps = ["submit", "return", "comment", "submit", "approve"]
    assert [event.step for event in plan.events.all()] == steps
    told = AuditEntry.objects.filter(subject_kind="measureplan").order_by("pk")
    assert [entry.action for entry in told] == [
        AuditAction.PLAN_SUBMITTED,
        AuditAction.PLAN_RETURNED,
        AuditAction.PLAN_COMMENTED,
        AuditAction.PLAN_SUBMITTED,
        AuditAction.PLAN_APPROVED,
    ]
    assert str(approval) == f"อนุมัติเนื้อหานี้ {plan}"


def test_a_reopened_plan_is_approved_no_more(plan: MeasurePlan, clerk: User, signer: User) -> None:
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    with refused("no_text"):
        reopen_plan(plan=plan, reason=" ", by=signer)
    reopen_plan(plan=plan, reason="พบคำผิด", by=signer)
    assert fresh(plan).state == PlanState.DRAFT
    assert approval_of(fresh(plan)) is None


def test_an_edit_past_the_actions_ends_the_approval_too(
    plan: MeasurePlan, clerk: User, signer: User
) -> None:
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    Row.objects.update(remarks=make.plain("เปลี่ยนภายหลัง"))
    assert fresh(plan).state == PlanState.APPROVED
    assert approval_of(fresh(plan)) is None


@pytest.mark.parametrize(
    ("binding", "scope", "ends"),
    [
        (CitationBinding.BOUND, CitationScope.INDICATOR, True),
        (CitationBinding.BOUND, CitationScope.TOTAL, True),
        (CitationBinding.TYPED, CitationScope.TOTAL, False),
    ],
)
def test_a_score_behind_a_bound_citation_changed_afterwards_ends_the_approval(
    plan: MeasurePlan,
    clerk: User,
    signer: User,
    binding: CitationBinding,
    scope: CitationScope,
    ends: bool,
) -> None:
    result = make.make_result(row=make.make_row(section=plan.sections.get()))
    make.make_citation(result=result, binding=binding, scope=scope)
    MeasurePlan.objects.update(score_year=None)
    plan = fresh(plan)
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    make.make_score(organization=plan.organization, value="12.34")
    make.make_total_score(organization=plan.organization, value="56.78")
    assert (approval_of(fresh(plan)) is None) == ends


def test_a_score_that_the_plan_prints_nowhere_leaves_the_approval(
    plan: MeasurePlan, clerk: User, signer: User
) -> None:
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    make.make_score(organization=plan.organization, number=9, value="12.34")
    assert approval_of(fresh(plan)) is not None
    make.make_total_score(organization=plan.organization, value="56.78")
    assert approval_of(fresh(plan)) is None


@pytest.mark.parametrize("name", ["posted_for", "score_year"])
def test_the_years_are_part_of_the_content(plan: MeasurePlan, name: str) -> None:
    before = content_hash(plan)
    setattr(plan, name, None)
    assert content_hash(plan) != before


def test_a_state_without_an_approval_is_none(plan: MeasurePlan) -> None:
    plan.state = PlanState.APPROVED
    assert approval_of(plan) is None


def test_other_content_than_was_shown_is_not_approved(
    plan: MeasurePlan, clerk: User, signer: User
) -> None:
    shown = content_hash(plan)
    Row.objects.update(remarks=make.plain("เปลี่ยนก่อนส่ง"))
    submit_plan(plan=plan, by=clerk)
    with refused("other_content"):
        approve_plan(plan=plan, content_hash=shown, by=signer)
    assert fresh(plan).state == PlanState.SUBMITTED


def test_approve_plan_by_its_submitter_is_refused_unless_the_office_allows_it(
    plan: MeasurePlan, signer: User
) -> None:
    submit_plan(plan=plan, by=signer)
    with refused("own_submission"):
        approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    Organization.objects.update(submitter_may_approve=True)
    event = approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    assert event.is_by_submitter
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.action == AuditAction.PLAN_APPROVED_BY_SUBMITTER
    assert entry.after["is_by_submitter"] is True


def test_who_lacks_the_right_is_refused(
    plan: MeasurePlan, clerk: User, supervisor: User, outside_supervisor: User
) -> None:
    with pytest.raises(PermissionDenied):
        submit_plan(plan=plan, by=supervisor)
    submit_plan(plan=plan, by=clerk)
    for person in (clerk, supervisor):
        with pytest.raises(PermissionDenied):
            approve_plan(plan=plan, content_hash=content_hash(plan), by=person)
    with pytest.raises(PermissionDenied):
        return_plan(plan=plan, reason="แก้", by=outside_supervisor)
    assert [event.step for event in plan.events.all()] == ["submit"]


def test_an_empty_plan_is_not_submitted(organization: Organization, clerk: User) -> None:
    with refused("empty"):
        submit_plan(plan=make.make_plan(organization=organization), by=clerk)


def test_a_place_in_another_plan_is_refused(
    plan: MeasurePlan, clerk: User, other_organization: Organization
) -> None:
    other = make.make_section(plan=make.make_plan(organization=other_organization))
    with refused("other_plan"):
        comment(plan=plan, text="ดู", place=other, by=clerk)
    assert not PlanEvent.objects.exists()


def test_a_comment_sent_twice_is_said_once_until_something_happens_there(
    plan: MeasurePlan, clerk: User, supervisor: User
) -> None:
    row = Row.objects.get()
    first = comment(plan=plan, text="โปรดดู", place=row, by=clerk)
    assert comment(plan=plan, text=" โปรดดู ", place=row, by=clerk) == first
    assert comment(plan=plan, text="โปรดดู", by=clerk) != first
    assert comment(plan=plan, text="โปรดดูอีก", place=row, by=clerk) != first
    comment(plan=plan, text="โปรดดู", place=row, by=supervisor)
    comment(plan=plan, text="โปรดดู", place=row, by=clerk)
    resolve(plan=plan, place=row, by=supervisor)
    comment(plan=plan, text="โปรดดู", place=row, by=clerk)
    said = PlanEvent.objects.order_by("pk").values_list("step", "actor", "placed_at", "text")
    assert list(said) == [
        ("comment", clerk.pk, "row", "โปรดดู"),
        ("comment", clerk.pk, "plan", "โปรดดู"),
        ("comment", clerk.pk, "row", "โปรดดูอีก"),
        ("comment", supervisor.pk, "row", "โปรดดู"),
        ("comment", clerk.pk, "row", "โปรดดู"),
        ("resolve", supervisor.pk, "row", ""),
        ("comment", clerk.pk, "row", "โปรดดู"),
    ]
    told = AuditEntry.objects.filter(action=AuditAction.PLAN_COMMENTED)
    assert told.count() == 6


def test_a_plan_with_a_history_is_not_removed(plan: MeasurePlan, clerk: User) -> None:
    comment(plan=plan, text="ดู", by=clerk)
    with pytest.raises(ProtectedError):
        remove_entry(plan, by=clerk)


def test_events_are_seen_by_members_only(
    plan: MeasurePlan,
    clerk: User,
    signer: User,
    outside_clerk: User,
    oversight_of_nation: User,
) -> None:
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    seen = {
        user.username: PlanEvent.objects.visible_to(user).count()
        for user in (clerk, signer, outside_clerk, oversight_of_nation)
    }
    assert seen == {
        "clerk": 2,
        "signer": 2,
        "outside-clerk": 0,
        "oversight-of-nation": 0,
    }
