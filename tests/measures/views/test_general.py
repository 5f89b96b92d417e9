"""The page of what a plan says beside its table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from measures.choices import AuditAction, PlanState, ReportForm
from measures.models import AuditEntry, MeasurePlan, Signatory
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/2568/general/"


@pytest.fixture
def plan(organization) -> MeasurePlan:
    plan = make.make_plan(organization=organization, introduction=make.plain("คำนำเดิม"))
    make.make_signatory(plan=plan, role="ผู้รายงาน")
    return plan


def shown(client: Client) -> dict[str, str]:
    """What a browser would send back of the page as it is."""
    html = client.get(PAGE).text
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag and "csrf" not in tag:
            fields[name[1]] = value[1] if value else ""
    texts = r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>'
    fields.update(re.findall(texts, html, re.DOTALL))
    for name_, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name_] = chosen[1] if chosen else ""
    return fields


def test_clerk_changes_years_form_and_texts_and_comes_back_to_the_tasks(client_of, clerk, plan):
    client = client_of(clerk)
    sent = shown(client) | {
        "form": ReportForm.RESULTS,
        "posted_for": str(make.make_year(2570).pk),
        "introduction": "คำนำใหม่\n- ข้อหนึ่ง",
        "appendix": "เอกสารแนบ",
    }
    answer = client.post(PAGE, sent, follow=True)

    assert answer.redirect_chain == [("/one/2568/", 302)]
    plan.refresh_from_db()
    assert (plan.form, plan.posted_for) == (ReportForm.RESULTS, make.make_year(2570))
    assert plan.introduction == (*make.plain("คำนำใหม่"), *make.dashed("ข้อหนึ่ง"))
    assert plan.appendix == make.plain("เอกสารแนบ")
    entry = AuditEntry.objects.get(action=AuditAction.CHANGED)
    assert set(entry.after) == {"form", "posted_for_id", "introduction", "appendix"}


def test_saving_the_page_as_it_is_changes_nothing(client_of, clerk, plan):
    client = client_of(clerk)
    assert client.post(PAGE, shown(client)).status_code == 302
    assert not AuditEntry.objects.exists()


def test_signatories_are_added_changed_and_removed_at_once(client_of, clerk, plan):
    make.make_signatory(plan=plan, role="ผู้ตรวจสอบ")
    client = client_of(clerk)
    sent = shown(client) | {
        "signatories-0-name": "ผู้รายงานตัวอย่าง",
        "signatories-1-DELETE": "on",
        "signatories-2-role": "ผู้เห็นชอบ",
        "signatories-2-position_title": "ปลัด",
    }
    assert client.post(PAGE, sent).status_code == 302
    found = Signatory.objects.order_by("position").values_list("role", "name", "position_title")
    assert list(found) == [("ผู้รายงาน", "ผู้รายงานตัวอย่าง", ""), ("ผู้เห็นชอบ", "", "ปลัด")]
    kinds = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(kinds) == [AuditAction.REMOVED, AuditAction.CHANGED, AuditAction.ADDED]


def test_what_is_wrong_is_said_on_top_with_a_link_and_what_was_typed_stays(client_of, clerk, plan):
    client = client_of(clerk)
    sent = shown(client) | {"form": "nothing", "introduction": "พิมพ์ไว้แล้ว", "signatories-0-role": ""}
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert "<title>ข้อผิดพลาด: " in answer.text
    assert 'tabindex="-1" autofocus' in answer.text
    assert {
        '<a href="#id_form">' in answer.text,
        '<a href="#id_signatories-0-role">' in answer.text,
    }
    assert '<a href="#id_signatories-0-role">ลงนามในฐานะ: โปรดระบุลงนามในฐานะ</a>' in answer.text
    assert "พิมพ์ไว้แล้ว</textarea>" in answer.text
    plan.refresh_from_db()
    assert plan.introduction == make.plain("คำนำเดิม")


def test_a_field_changed_by_another_is_refused_once_and_saved_knowingly(client_of, clerk, plan):
    client = client_of(clerk)
    sent = shown(client) | {"introduction": "ของฉัน"}
    MeasurePlan.objects.update(introduction=make.plain("ของผู้อื่น"), form=ReportForm.RESULTS)

    refused = client.post(PAGE, sent)
    assert refused.status_code == 422
    assert "ขณะนี้เป็น “ของผู้อื่น”" in refused.text

    note = re.search(r'name="as_shown" value="([^"]*)"', refused.text)
    assert note
    assert client.post(PAGE, sent | {"as_shown": note[1]}).status_code == 302
    plan.refresh_from_db()
    assert (plan.introduction, plan.form) == (make.plain("ของฉัน"), ReportForm.RESULTS)


def test_a_page_without_its_note_saves_nothing(client_of, clerk, plan):
    client = client_of(clerk)
    sent = shown(client) | {"introduction": "ของฉัน", "as_shown": ""}
    assert client.post(PAGE, sent).status_code == 422
    plan.refresh_from_db()
    assert plan.introduction == make.plain("คำนำเดิม")


@pytest.mark.parametrize("member", ["supervisor", "contributor", "signer", "administrator"])
def test_who_may_not_edit_reads_the_page_without_a_form(request, client_of, member, plan):
    client = client_of(request.getfixturevalue(member))
    html = client.get(PAGE).text
    assert ("คำนำเดิม" in html, "ผู้รายงาน" in html, "<textarea" in html) == (True, True, False)
    assert client.post(PAGE, {}).status_code == 403


def test_a_submitted_plan_is_read_only_and_refuses_what_was_sent(client_of, clerk, plan):
    client = client_of(clerk)
    sent = shown(client) | {"introduction": "ของฉัน"}
    MeasurePlan.objects.update(state=PlanState.SUBMITTED)
    assert "<textarea" not in client.get(PAGE).text
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in answer.text
    assert "ของฉัน</textarea>" in answer.text
