"""Acting heads approve within their days, and the report says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from measures.access import rights_in
from measures.actions.acting import add_acting_head, end_acting
from measures.actions.entries import change_entry
from measures.actions.workflow import approve_plan, submit_plan
from measures.choices import AuditAction, Right, Role, SecondFactor
from measures.models import ActingHead, AuditEntry, MeasurePlan, Notice, Organization, User
from measures.queries.approval import approval_of, content_hash
from measures.queries.second_factor import second_factor_of
from reports.actions.export import composed_report
from reports.collect import collect
from reports.document import document_text
from reports.facts import SignatoryFacts
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/settings/acting/"
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)

SignIn = Callable[[User], Client]


@pytest.fixture
def plan(organization: Organization) -> MeasurePlan:
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def stand_in(
    user: User, organization: Organization, administrator: User, since: int = 0, until: int = 0
) -> ActingHead:
    """Have the user stand in from and to so many days from today."""
    return add_acting_head(
        organization,
        user=user,
        position="ปลัดเทศบาล",
        since=TODAY + since * DAY,
        until=TODAY + until * DAY,
        by=administrator,
    )


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [(-2, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 2, False)],
)
def test_an_acting_head_may_approve_within_the_days_only(
    plan: MeasurePlan,
    clerk: User,
    supervisor: User,
    administrator: User,
    since: int,
    until: int,
    may: bool,
) -> None:
    organization = plan.organization
    stand_in(supervisor, organization, administrator, since, until)
    assert (Right.APPROVE_PLAN in rights_in(supervisor, organization)) == may
    submit_plan(plan=plan, by=clerk)
    shown = content_hash(plan)
    if not may:
        with pytest.raises(PermissionDenied):
            approve_plan(plan=plan, content_hash=shown, by=supervisor)
        return
    approve_plan(plan=plan, content_hash=shown, by=supervisor)
    approval = approval_of(MeasurePlan.objects.get())
    assert approval is not None
    assert (approval.actor, approval.actor_position, approval.acting_for) == (
        supervisor,
        "ปลัดเทศบาล",
        "หัวหน้าหน่วยงาน",
    )


def test_the_last_signatory_of_the_report_is_the_acting_head_who_approved(
    plan: MeasurePlan, clerk: User, supervisor: User, administrator: User
) -> None:
    Organization.objects.update(head_position="นายกเทศมนตรี")
    make.make_signatory(plan=plan, role="ผู้รายงาน", name="ก", position_title="นักวิเคราะห์")
    make.make_signatory(plan=plan, role="ผู้อนุมัติ", name="ข", position_title="นายกเทศมนตรี")
    plan = MeasurePlan.objects.get()
    stand_in(supervisor, plan.organization, administrator)
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=supervisor)
    facts = collect(MeasurePlan.objects.get())
    assert facts.signatories == (
        SignatoryFacts("ผู้รายงาน", "ก", "นักวิเคราะห์"),
        SignatoryFacts("ผู้อนุมัติ", supervisor.display_name, "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี"),
    )
    assert facts.approval is not None
    assert facts.approval.acting_for == "นายกเทศมนตรี"


def test_who_may_approve_anyway_approves_as_such(
    plan: MeasurePlan, clerk: User, signer: User, administrator: User
) -> None:
    stand_in(signer, plan.organization, administrator)
    submit_plan(plan=plan, by=clerk)
    event = approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    assert event.acting_for == ""


def test_an_acting_head_does_not_approve_what_the_same_person_submitted(
    plan: MeasurePlan, clerk: User, administrator: User
) -> None:
    stand_in(clerk, plan.organization, administrator)
    submit_plan(plan=plan, by=clerk)
    with pytest.raises(ValidationError, match="ท่านเป็นผู้ส่งแผนนี้"):
        approve_plan(plan=plan, content_hash=content_hash(plan), by=clerk)


def test_standing_in_ends_with_the_membership_and_counts_in_no_other_office(
    plan: MeasurePlan, supervisor: User, administrator: User, other_organization: Organization
) -> None:
    stand_in(supervisor, plan.organization, administrator)
    make.make_membership(user=supervisor, organization=other_organization, role=Role.SUPERVISOR)
    assert Right.APPROVE_PLAN not in rights_in(supervisor, other_organization)
    supervisor.memberships.filter(organization=plan.organization).delete()
    assert rights_in(supervisor, plan.organization) == frozenset()


def test_a_submission_is_told_to_who_stands_in_today(
    plan: MeasurePlan, clerk: User, contributor: User, administrator: User
) -> None:
    stand_in(contributor, plan.organization, administrator)
    event = submit_plan(plan=plan, by=clerk)
    assert Notice.objects.filter(event=event, user=contributor).exists()


def test_who_stands_in_signs_in_with_one_time_codes_as_the_head_does(
    plan: MeasurePlan, clerk: User, administrator: User
) -> None:
    assert second_factor_of(clerk) == SecondFactor.OPTIONAL
    stand_in(clerk, plan.organization, administrator)
    assert second_factor_of(clerk) == SecondFactor.REQUIRED


@pytest.mark.parametrize(("since", "until"), [(0, 9), (5, 5), (-9, 0), (9, 20)])
def test_days_of_two_acting_heads_never_overlap(
    organization: Organization,
    clerk: User,
    supervisor: User,
    administrator: User,
    since: int,
    until: int,
) -> None:
    stand_in(supervisor, organization, administrator, 0, 9)
    with pytest.raises(ValidationError, match="ช่วงวันซ้อนกับ"):
        stand_in(clerk, organization, administrator, since, until)
    stand_in(clerk, organization, administrator, 10, 12)


def test_an_outsider_does_not_stand_in_and_a_clerk_names_nobody(
    organization: Organization, outside_clerk: User, clerk: User, administrator: User
) -> None:
    with pytest.raises(ValidationError, match="ไม่ได้เป็นสมาชิก"):
        stand_in(outside_clerk, organization, administrator)
    with pytest.raises(PermissionDenied):
        stand_in(clerk, organization, clerk)
    with pytest.raises(ValidationError, match="วันสิ้นสุดอยู่ก่อนวันเริ่ม"):
        stand_in(clerk, organization, administrator, 2, 1)


def test_ending_keeps_what_began_and_takes_back_what_did_not(
    organization: Organization, clerk: User, administrator: User
) -> None:
    begun = stand_in(clerk, organization, administrator, -3, 3)
    later = stand_in(clerk, organization, administrator, 5, 6)
    past = stand_in(clerk, organization, administrator, -9, -8)
    end_acting(begun, by=administrator)
    end_acting(begun, by=administrator)  # Today is the last day already.
    end_acting(later, by=administrator)
    with pytest.raises(ValidationError, match="สิ้นสุดแล้ว"):
        end_acting(past, by=administrator)
    assert [each.until for each in ActingHead.objects.order_by("until")] == [
        TODAY - 8 * DAY,
        TODAY,
    ]
    told = AuditEntry.objects.filter(subject_kind="actinghead").order_by("pk")
    assert [entry.action for entry in told] == [
        *[AuditAction.ADDED] * 3,
        AuditAction.CHANGED,
        AuditAction.REMOVED,
    ]


def test_page_names_an_acting_head_in_thai_days_and_ends_it(
    client_of: SignIn, organization: Organization, supervisor: User, administrator: User
) -> None:
    client = client_of(administrator)
    typed = {
        "user": supervisor.pk,
        "position": "ปลัดเทศบาล",
        "since": "๑ ตุลาคม ๒๕๖๘",
        "until": "1/10/2599",
    }
    assert client.post(PAGE, typed)["Location"] == PAGE
    acting = ActingHead.objects.get()
    assert (acting.user, acting.since) == (supervisor, datetime.date(2025, 10, 1))
    page = client.get(PAGE).text
    assert "๑ ตุลาคม ๒๕๖๘ ถึง ๑ ตุลาคม ๒๕๙๙" in page
    refused = client.post(PAGE, typed).text
    assert refused.count("ช่วงวันซ้อนกับ") == 2  # In the summary on top and at the field.
    assert 'value="1/10/2599"' in refused
    client.post(f"{PAGE}{acting.pk}/end/")
    assert ActingHead.objects.get().until == TODAY
    ActingHead.objects.update(until=TODAY - DAY)
    assert "สิ้นสุดแล้ว" in client.post(f"{PAGE}{acting.pk}/end/", follow=True).text


def test_page_asks_for_days_in_order(
    client_of: SignIn, organization: Organization, supervisor: User, administrator: User
) -> None:
    typed = {"user": supervisor.pk, "position": "ปลัด", "since": "2/1/2569", "until": "1/1/2569"}
    page = client_of(administrator).post(PAGE, typed).text
    assert page.count("วันสิ้นสุดอยู่ก่อนวันเริ่ม") == 2
    assert not ActingHead.objects.exists()


def test_an_acting_head_of_another_office_is_not_found(
    client_of: SignIn,
    organization: Organization,
    clerk: User,
    administrator: User,
    outside_administrator: User,
) -> None:
    acting = stand_in(clerk, organization, administrator)
    answer = client_of(outside_administrator).post(f"/two/settings/acting/{acting.pk}/end/")
    assert answer.status_code == 404
    assert ActingHead.objects.get().until == acting.until


def test_a_submitted_plan_waits_at_home_for_who_stands_in_today_and_for_nobody_after(
    client_of: SignIn, plan: MeasurePlan, clerk: User, contributor: User, administrator: User
) -> None:
    submit_plan(plan=plan, by=clerk)
    client, link = client_of(contributor), 'class="btn btn-primary" href="/one/2568/check/"'
    assert link not in client.get("/").text
    acting = stand_in(contributor, plan.organization, administrator)
    make.make_authenticator(contributor)
    assert link in client_of(contributor).get("/").text
    ActingHead.objects.filter(pk=acting.pk).update(since=TODAY - 2 * DAY, until=TODAY - DAY)
    assert link not in client.get("/").text


def test_a_report_says_that_the_submitter_approved_it(plan: MeasurePlan, signer: User) -> None:
    Organization.objects.update(submitter_may_approve=True)
    plan = MeasurePlan.objects.get()
    submit_plan(plan=plan, by=signer)
    said = "ผู้ส่งแผนเป็นผู้อนุมัติเนื้อหานี้เอง"
    export = partial(composed_report, plan, form=plan.form, by=signer)
    assert said not in document_text(export())
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    plan.refresh_from_db()
    assert said in document_text(export())


def test_only_the_offices_administrator_lets_submitters_approve_and_the_record_says_so(
    organization: Organization, clerk: User, signer: User, administrator: User
) -> None:
    organization.submitter_may_approve = True
    for person in (clerk, signer):
        with pytest.raises(PermissionDenied):
            change_entry(organization, by=person)
    change_entry(organization, by=administrator)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.actor, entry.before, entry.after) == (
        administrator,
        {"submitter_may_approve": False},
        {"submitter_may_approve": True},
    )
