"""Reminding a unit of the results that it owes."""

from __future__ import annotations

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from measures.actions.reminders import remind_unit
from measures.choices import AuditAction, PlanState
from measures.models import AuditEntry, MeasurePlan, ResponsibleUnit
from tests import factories as make

pytestmark = pytest.mark.django_db

ADDRESS = "https://ita.example.go.th/one/2568/measures/"


class BrokenBackend(BaseEmailBackend):
    """A mail server that refuses."""

    def send_messages(self, email_messages):
        assert email_messages
        raise smtplib.SMTPServerDisconnected


@pytest.fixture
def plan(organization) -> MeasurePlan:
    plan = make.make_plan(organization=organization)
    group = make.make_group(section=make.make_section(plan=plan))
    for _ in range(2):
        make.make_responsibility(row=make.make_row(group=group))
    make.make_filled_row(group=group)
    return plan


@pytest.fixture
def unit(contributor, plan) -> ResponsibleUnit:
    contributor.email = "palad@example.go.th"
    contributor.save()
    return ResponsibleUnit.objects.get(name="สำนักปลัด")


def remind(plan: MeasurePlan, unit: ResponsibleUnit, by) -> int:
    return remind_unit(plan=plan, unit=unit, address=ADDRESS, by=by)


def test_each_contributor_of_the_unit_gets_a_letter_of_what_is_due(clerk, plan, unit):
    second = make.make_contributor(organization=plan.organization, email="two@example.go.th")
    make.make_contributor(organization=plan.organization, unit="กองช่าง", email="no@example.go.th")
    make.make_contributor(organization=plan.organization)
    make.make_contributor(
        organization=plan.organization, email="gone@example.go.th", is_active=False
    )
    assert remind(plan, unit, clerk) == 2

    assert [letter.to for letter in mail.outbox] == [["palad@example.go.th"], [second.email]]
    (first, _) = mail.outbox
    assert first.subject == "โปรดกรอกผลการดำเนินการ รอบ ๑๒ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert "ยังไม่มีผลการดำเนินการ ๒ แถว" in first.body
    assert ADDRESS in first.body


def test_a_reminder_is_recorded_without_the_addresses(clerk, plan, unit):
    remind(plan, unit, clerk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject_pk) == (
        AuditAction.UNIT_REMINDED,
        clerk,
        str(unit.pk),
    )
    assert entry.after == {"fiscal_year_be": 2568, "round": 12, "rows": 2, "letters": 1}


def test_a_unit_is_reminded_once_a_day_and_again_the_next(clerk, plan, unit, monkeypatch):
    remind(plan, unit, clerk)
    with pytest.raises(ValidationError, match="เตือนได้วันละหนึ่งครั้ง"):
        remind(plan, unit, clerk)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    remind(plan, unit, clerk)
    assert len(mail.outbox) == 2


def test_a_unit_that_owes_nothing_is_not_reminded(clerk, plan, unit):
    other = make.make_unit(organization=plan.organization, name="กองคลัง")
    with pytest.raises(ValidationError, match="ไม่มีแถวที่ค้างผล"):
        remind(plan, other, clerk)
    assert mail.outbox == []


def test_a_unit_without_an_address_is_said(clerk, plan, unit, contributor):
    contributor.email = ""
    contributor.save()
    with pytest.raises(ValidationError, match="ยังไม่มีผู้กรอกผลที่มีอีเมล"):
        remind(plan, unit, clerk)


def test_a_letter_that_cannot_be_sent_is_not_recorded(clerk, plan, unit, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    with pytest.raises(ValidationError, match="ส่งอีเมลไม่ได้ในขณะนี้"):
        remind(plan, unit, clerk)
    assert not AuditEntry.objects.exists()


def test_a_closed_plan_asks_for_no_results(clerk, plan, unit):
    plan.state = PlanState.APPROVED
    plan.save()
    with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
        remind(plan, unit, clerk)


@pytest.mark.parametrize("member", ["supervisor", "contributor", "outside_clerk"])
def test_who_may_not_edit_the_plan_reminds_nobody(request, member, plan, unit):
    with pytest.raises(PermissionDenied):
        remind(plan, unit, request.getfixturevalue(member))
    assert mail.outbox == []


def test_home_sends_a_reminder_and_says_so(client_of, clerk, plan, unit):
    client = client_of(clerk)
    address = f"/one/2568/remind/{unit.pk}/"
    assert f'action="{address}"' in client.get("/").text

    answer = client.post(address, follow=True)

    assert answer.redirect_chain == [("/", 302)]
    assert "ส่งคำเตือนถึงสำนักปลัดทางอีเมลแล้ว ๑ ฉบับ" in answer.text
    assert "เตือนแล้ววันนี้" in answer.text
    assert "http://testserver/one/2568/measures/" in mail.outbox[0].body
    assert "เตือนได้วันละหนึ่งครั้ง" in client.post(address, follow=True).text


def test_a_unit_of_another_organization_is_not_found(client_of, clerk, plan, other_organization):
    other = make.make_unit(organization=other_organization)
    assert client_of(clerk).post(f"/one/2568/remind/{other.pk}/").status_code == 404
