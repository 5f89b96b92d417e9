"""What an action refuses at the last moment becomes words in the form; nothing is half saved."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete, pre_save
from django.test import RequestFactory
from django.urls import reverse

from measures.admin import entry_site
from measures.admin.display import as_recorded
from measures.admin.organizations import ResponsibleUnitAdmin
from measures.admin.rows import RowAdmin
from measures.models import AuditEntry, Measure, ResponsibleUnit, Row, YearlyScore
from tests import factories as make

from .pages import address, errors_of, form_data, open_and_send


@pytest.fixture
def row(organization):
    section = make.make_section(plan=make.make_plan(organization=organization))
    row = make.make_row(section=section)
    make.make_measure(row=row)
    return row


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk)


@contextmanager
def refusing(signal, model, refusal):
    """Have the storing of a model fail, as a rule broken by somebody else's change would."""

    def refuse(**_):
        raise refusal

    signal.connect(refuse, sender=model)
    try:
        yield
    finally:
        signal.disconnect(refuse, sender=model)


@pytest.mark.parametrize(
    "refusal",
    [
        ValidationError("มีผู้ส่งแผนไปแล้ว"),
        ValidationError({"printed_number": "มีผู้ส่งแผนไปแล้ว"}),
        ValidationError({"no_field_of_the_form": "มีผู้ส่งแผนไปแล้ว"}),
    ],
)
def test_refusal_is_shown_in_the_form_with_all_that_was_typed(client, row, refusal):
    url = address(row, "change", row.pk)
    data = form_data(client.get(url)) | {
        "printed_number": "๙",
        "measures-0-content": "๑. ข้อความใหม่",
    }
    with refusing(pre_save, Row, refusal):
        response = client.post(url, data)
    assert errors_of(response) == ["มีผู้ส่งแผนไปแล้ว"]
    content = response.content.decode()
    assert 'value="๙"' in content
    assert "๑. ข้อความใหม่" in content
    assert str(row.measures.get()) == "จัดทำคู่มือการให้บริการ"


def test_part_refused_after_the_rest_was_stored_takes_the_rest_back(client, row):
    url = address(row, "change", row.pk)
    data = form_data(client.get(url)) | {
        "printed_number": "๙",
        "measures-0-content": "๑. ข้อความใหม่",
    }
    with refusing(pre_save, Measure, ValidationError("มาตรการนี้เปลี่ยนไม่ได้")):
        response = client.post(url, data)
    assert errors_of(response) == ["มาตรการนี้เปลี่ยนไม่ได้"]
    row.refresh_from_db()
    assert row.printed_number == ""


def test_refused_removal_leads_back_and_says_why(client, row):
    with refusing(pre_delete, Row, ValidationError("แถวนี้ลบไม่ได้")):
        one = client.post(address(row, "delete", row.pk), {"post": "yes"}, follow=True)
        several = client.post(
            reverse("admin:measures_row_changelist"),
            {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"},
            follow=True,
        )
    for response in (one, several):
        assert response.status_code == 200
        assert "แถวนี้ลบไม่ได้" in response.content.decode()
    assert Row.objects.filter(pk=row.pk).exists()


def test_table_of_scores_shows_a_refusal_above_what_was_typed(client, organization):
    make.make_framework(2568)
    url = reverse("admin:measures_yearlyscore_table", args=("one", 2568))
    data = {f"score_{number}": "" for number in range(1, 11)} | {"score_1": "๘๐"}
    with refusing(pre_save, YearlyScore, ValidationError("คะแนนของปีนี้ปิดแล้ว")):
        response = client.post(url, data)
    content = response.content.decode()
    assert "คะแนนของปีนี้ปิดแล้ว" in content
    assert 'value="๘๐"' in content


@pytest.fixture
def request_of():
    """A function: user -> a request in that user's name."""

    def ask(user):
        request = RequestFactory().post("/admin/")
        request.user = user
        return request

    return ask


def test_right_lost_meanwhile_is_words_and_no_crash(row, supervisor, request_of):
    row_admin = RowAdmin(Row, entry_site)
    row.printed_number = "๙"
    for change in (
        lambda: row_admin.store(request_of(supervisor), row, change=True),
        lambda: row_admin.remove(request_of(supervisor), row),
    ):
        with pytest.raises(ValidationError, match="ท่านไม่มีสิทธิ “แก้ไขแผนและผล”"):
            change()


def test_entry_removed_meanwhile_is_words_and_no_crash(row, clerk, request_of):
    Row.objects.all().delete()
    with pytest.raises(ValidationError, match="แถวมาตรการ “แถวที่ ๑” ถูกลบไปแล้วโดยผู้อื่น"):
        RowAdmin(Row, entry_site).store(request_of(clerk), row, change=True)


def test_entry_still_used_names_kinds_and_counts(row, administrator, organization, request_of):
    unit = make.make_unit(organization=organization, name="กองคลัง")
    make.make_responsibility(row=row, unit=unit)
    make.make_responsibility(row=row, unit=unit)
    with pytest.raises(ValidationError) as refused:
        ResponsibleUnitAdmin(ResponsibleUnit, entry_site).remove(request_of(administrator), unit)
    assert refused.value.messages == [
        "ลบส่วนราชการผู้รับผิดชอบ “กองคลัง” ไม่ได้ เพราะมีผู้รับผิดชอบ ๒ รายการอ้างถึง โปรดแก้ไขรายการเหล่านั้นก่อน"
    ]


def test_entry_that_is_not_there_has_no_page(client):
    response = client.get(address(Row, "change", 999), follow=True)
    assert "ไม่พบแถวมาตรการรหัส “999”" in response.content.decode()
    assert client.get(address(Row, "history", 999)).status_code == 404


def test_position_outside_the_range_is_refused_on_an_entrys_own_page(client, row):
    response = open_and_send(client, address(row, "change", row.pk), position="0")
    assert errors_of(response) == ["ลำดับเป็น ๐ โปรดใช้เลข ๑ ถึง ๙๙๙๙ เช่น ๓"]


def test_row_without_dates_is_listed_with_its_period_as_typed(client, row):
    make.make_row(
        section=row.section, period_start=None, period_end=None, period_text=make.plain("ตลอดปี")
    )
    assert "ตลอดปี" in client.get(address(Row, "changelist")).content.decode()


def test_record_of_a_change_is_shown_by_field_in_thai(client, row):
    result = make.make_result(row=row, outcome=make.numbered("เดิม"))
    open_and_send(client, address(result, "change", result.pk), outcome="๑. ใหม่\n๒. อีกข้อ")
    entry = AuditEntry.objects.get()
    content = client.get(address(entry, "change", entry.pk)).content.decode()
    assert "<dt>ผลลัพธ์หรือความสำเร็จ</dt><dd>๑. เดิม</dd>" in content
    assert "<dt>ผลลัพธ์หรือความสำเร็จ</dt><dd>๑. ใหม่\n๒. อีกข้อ</dd>" in content


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "–"),
        (None, "–"),
        (7, "๗"),
        ([1, 2], "[\n  1,\n  2\n]"),
        ({"1": "ก"}, "{\n  &quot;1&quot;: &quot;ก&quot;\n}"),
    ],
)
def test_recorded_values_of_any_shape_are_shown(value, shown):
    recorded = as_recorded("row", {"printed_number": value})
    assert str(recorded) == (f'<dl class="recorded"><dt>เลขแถวตามที่พิมพ์</dt><dd>{shown}</dd></dl>')
