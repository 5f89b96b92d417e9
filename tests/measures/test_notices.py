"""Who is told of a step, on the home page and by letter, and what a failing mail server costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from measures.actions.notices import read_notices
from measures.actions.workflow import (
    approve_plan,
    comment,
    reopen_plan,
    return_plan,
    submit_plan,
)
from measures.models import MeasurePlan, Notice, Organization, PlanEvent, User
from measures.queries.approval import content_hash
from measures.queries.notices import unread_notices
from tests import factories as make

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def plan(organization: Organization) -> MeasurePlan:
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def told(event: PlanEvent) -> set[str]:
    """The people who were told of a step, by user name."""
    return set(Notice.objects.filter(event=event).values_list("user__username", flat=True))


def test_each_step_is_told_to_those_who_go_on_and_to_nobody_else(
    plan: MeasurePlan,
    clerk: User,
    supervisor: User,
    signer: User,
    administrator: User,
    contributor: User,
    inactive_user: User,
    outside_supervisor: User,
) -> None:
    assert told(submit_plan(plan=plan, by=clerk)) == {"supervisor", "signer"}
    assert told(return_plan(plan=plan, reason="แก้", by=supervisor)) == {"clerk"}
    assert told(comment(plan=plan, text="แก้แล้ว", by=clerk)) == {"supervisor"}
    submit_plan(plan=plan, by=clerk)
    approval = approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
    assert told(approval) == {"clerk", "supervisor"}
    assert told(reopen_plan(plan=plan, reason="พบคำผิด", by=signer)) == {"clerk", "supervisor"}


def test_who_took_part_and_left_the_office_is_told_no_more(
    plan: MeasurePlan, clerk: User, supervisor: User
) -> None:
    comment(plan=plan, text="โปรดดู", by=supervisor)
    supervisor.memberships.all().delete()
    assert told(comment(plan=plan, text="ดูแล้ว", by=clerk)) == set()
    submit_plan(plan=plan, by=clerk)
    assert unread_notices(supervisor) == []


def test_taking_the_next_step_reads_what_was_told_of_the_plan(
    plan: MeasurePlan, clerk: User, supervisor: User, signer: User
) -> None:
    submit_plan(plan=plan, by=clerk)
    assert len(unread_notices(supervisor)) == 1
    return_plan(plan=plan, reason="แก้", by=supervisor)
    assert unread_notices(supervisor) == []
    assert len(unread_notices(signer)) == 1


def test_home_tells_and_one_button_takes_it_as_read(
    client_of: SignIn, plan: MeasurePlan, clerk: User, supervisor: User, signer: User
) -> None:
    submit_plan(plan=plan, by=clerk)
    returned = return_plan(plan=plan, reason="แก้", by=supervisor)
    client = client_of(clerk)
    assert f'href="/one/2568/check/#event-{returned.pk}"' in client.get("/").text
    assert client.post("/one/notices/read/")["Location"] == "/"
    assert "แจ้งให้ทราบ" not in client.get("/").text
    assert len(unread_notices(signer)) == 1


def test_notices_of_another_office_stay_unread(
    plan: MeasurePlan, clerk: User, signer: User, other_organization: Organization
) -> None:
    submit_plan(plan=plan, by=clerk)
    assert read_notices(other_organization, by=signer) == 0
    assert len(unread_notices(signer)) == 1


def test_a_letter_goes_to_those_with_an_address_once_the_step_is_stored(
    plan: MeasurePlan,
    clerk: User,
    supervisor: User,
    signer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    User.objects.filter(pk=signer.pk).update(email="signer@example.go.th")
    with django_capture_on_commit_callbacks(execute=True):
        submit_plan(plan=plan, by=clerk)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == ["signer@example.go.th"]
    assert letter.subject == ("[ระบบมาตรการ ITA] ส่งให้ผู้บังคับบัญชาแล้ว แผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๘")
    assert plan.organization.name in letter.body
    assert f"\n{settings.PORTAL_URL}/one/2568/check/\n" in letter.body
    assert "ข้อมูลตัวอย่าง" not in letter.body


def test_the_letter_says_the_reason_as_it_was_typed(
    plan: MeasurePlan,
    clerk: User,
    supervisor: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    User.objects.filter(pk=clerk.pk).update(email="clerk@example.go.th")
    Organization.objects.update(is_demo=True)
    submit_plan(plan=MeasurePlan.objects.get(), by=clerk)
    with django_capture_on_commit_callbacks(execute=True):
        return_plan(plan=MeasurePlan.objects.get(), reason="ขาด <ระยะเวลา> & ผล", by=supervisor)
    assert "“ขาด <ระยะเวลา> & ผล”" in mail.outbox[0].body
    assert "ข้อมูลตัวอย่าง" in mail.outbox[0].body


def test_a_mail_server_that_fails_costs_the_letter_only(
    plan: MeasurePlan,
    clerk: User,
    signer: User,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    User.objects.filter(pk=signer.pk).update(email="signer@example.go.th")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        submit_plan(plan=plan, by=clerk)
    assert MeasurePlan.objects.get().state == "submitted"
    assert len(unread_notices(signer)) == 1
