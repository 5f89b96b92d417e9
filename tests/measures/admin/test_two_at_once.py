"""Two people at the same entry form: nobody undoes what the other saved without knowing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from itaportal.thai.clock import thai_moment
from measures.actions.entries import ChangedMeanwhile, change_entry
from measures.actions.order import place_in_order
from measures.actions.scores import enter_scores
from measures.forms.scores import field_name
from measures.models import AuditEntry, Row, YearlyScore
from measures.rules.cell_text import cell_text
from tests import factories as make

from .pages import address, errors_of, form_data, open_and_send


@pytest.fixture
def row(organization):
    section = make.make_section(plan=make.make_plan(organization=organization))
    row = make.make_row(section=section)
    make.make_measure(row=row)
    return row


@pytest.fixture
def page(row):
    return address(row, "change", row.pk)


@pytest.fixture
def first(clerk, client_of):
    return client_of(clerk)


@pytest.fixture
def second(organization, client_of):
    return client_of(make.make_member(organization=organization, username="second"))


def content_of(measure):
    measure.refresh_from_db()
    return cell_text(measure.content)


def test_field_that_was_not_touched_keeps_what_another_saved(first, second, row, page):
    mine = form_data(second.get(page))
    open_and_send(first, page, printed_number="๙", remarks="ข้อสังเกต", period_end="๓๐ มิถุนายน ๒๕๖๘")
    response = second.post(page, mine | {"responsible_text": "สำนักปลัด"})
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.printed_number, cell_text(row.remarks)) == ("๙", "ข้อสังเกต")
    assert row.period_end.month == 6
    assert cell_text(row.responsible_text) == "สำนักปลัด"
    assert set(AuditEntry.objects.all()[0].after) == {"responsible_text"}


def test_field_both_changed_is_refused_once_and_then_overwritten(first, second, row, page, clerk):
    mine = form_data(second.get(page)) | {"printed_number": "๗", "remarks": "ของฉัน"}
    open_and_send(first, page, printed_number="๙")
    change = AuditEntry.objects.get()
    refused = second.post(page, mine)
    (message,) = errors_of(refused)
    assert f"โดย{clerk.display_name} เมื่อ {thai_moment(change.at)}" in message
    assert "ขณะนี้เป็น “๙”" in message
    content = refused.content.decode()
    assert 'value="๗"' in content
    assert "<title>ข้อผิดพลาด: " in content
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus>' in content
    assert '<a href="#id_printed_number">' in content
    assert "change_form.js" not in content
    row.refresh_from_db()
    assert (row.printed_number, row.remarks) == ("๙", ())
    assert second.post(page, form_data(refused)).status_code == 302
    row.refresh_from_db()
    assert (row.printed_number, cell_text(row.remarks)) == ("๗", "ของฉัน")


def test_field_refused_once_is_refused_again_when_changed_again(first, second, row, page):
    mine = form_data(second.get(page)) | {"printed_number": "๗"}
    open_and_send(first, page, printed_number="๙")
    refused = second.post(page, mine)
    open_and_send(first, page, printed_number="๘")
    (message,) = errors_of(second.post(page, form_data(refused)))
    assert "ขณะนี้เป็น “๘”" in message


def test_both_typing_the_same_is_no_conflict(first, second, row, page):
    mine = form_data(second.get(page)) | {"printed_number": "๙"}
    open_and_send(first, page, printed_number="๙")
    assert second.post(page, mine).status_code == 302
    assert AuditEntry.objects.count() == 1


def test_text_of_a_measure_both_changed_is_refused_at_its_field(first, second, row, page):
    measure = row.measures.get()
    mine = form_data(second.get(page)) | {"measures-0-content": "๑. ของฉัน", "printed_number": "๗"}
    open_and_send(first, page, **{"measures-0-content": "๑. ของเขา"})
    refused = second.post(page, mine)
    (message,) = errors_of(refused)
    assert "ขณะนี้เป็น “๑. ของเขา”" in message
    assert content_of(measure) == "๑. ของเขา"
    assert Row.objects.get().printed_number == ""
    assert second.post(page, form_data(refused)).status_code == 302
    assert content_of(measure) == "๑. ของฉัน"


def test_untouched_item_stays_when_the_items_before_it_grew(first, second, row, page):
    other = make.make_measure(row=row, position=2, content=make.numbered("ข้อสอง"))
    mine = form_data(second.get(page))
    open_and_send(first, page, **{"measures-0-content": "๑. หนึ่ง\n๒. แทรก"})
    before = content_of(other)
    assert second.post(page, mine | {"printed_number": "๗"}).status_code == 302
    assert content_of(other) == before
    assert [entry.subject_kind for entry in AuditEntry.objects.all()][:1] == ["row"]


def test_choice_both_changed_says_what_is_chosen_now(first, second, row, page):
    headings = [make.make_group(section=row.section, position=number) for number in (1, 2)]
    mine = form_data(second.get(page)) | {"group": str(headings[0].pk)}
    open_and_send(first, page, group=str(headings[1].pk))
    (message,) = errors_of(second.post(page, mine))
    assert f"ขณะนี้เป็น “{headings[1]}”" in message


def test_note_of_another_entry_is_not_believed(first, second, row, page):
    other = make.make_row(section=row.section, position=2)
    note = form_data(first.get(address(other, "change", other.pk)))["as_shown"]
    for unreadable in (note, "", "x" * 100):
        asked = open_and_send(second, page, as_shown=unreadable, printed_number="๗")
        (error,) = errors_of(asked)
        assert error.startswith("ระบบตรวจไม่ได้ว่ามีผู้อื่นแก้ไขหลังจากท่านเปิดหน้านี้หรือไม่")
    assert second.post(page, form_data(asked)).status_code == 302
    row.refresh_from_db()
    assert row.printed_number == "๗"


def test_action_decides_under_its_lock(row, clerk):
    change_entry(row_with(row, printed_number="๙"), by=clerk, shown={"printed_number": ""})
    with pytest.raises(ChangedMeanwhile):
        change_entry(row_with(row, printed_number="๗"), by=clerk, shown={"printed_number": ""})
    assert Row.objects.get().printed_number == "๙"


def test_action_writes_only_what_the_user_changed(row, clerk):
    change_entry(
        row_with(row, printed_number="๙", remarks=make.plain("เก่า")),
        by=clerk,
        shown={"printed_number": ""},
    )
    stored = Row.objects.get()
    assert (stored.printed_number, stored.remarks) == ("๙", ())


def test_order_both_changed_is_refused(row, clerk):
    with pytest.raises(ChangedMeanwhile):
        place_in_order({row: 3}, shown={row.pk: 2}, by=clerk)


def row_with(row, **values):
    """A copy of the row as read before anybody changed it, with other values."""
    copy = Row.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(copy, name, value)
    return copy


@pytest.fixture
def table_of_scores(organization):
    make.make_framework(2568)
    return reverse("admin:measures_yearlyscore_table", args=("one", 2568))


def scores_shown(response):
    form = response.context["form"]
    names = [*map(field_name, form.now), "level"]
    shown = {name: str(form[name].value() or "") for name in names}
    return shown | {"as_shown": form.note_value()}


def scores_of(organization):
    scores = YearlyScore.objects.filter(organization=organization)
    return {score.indicator.number: str(score.value) for score in scores}


def test_scores_not_touched_keep_what_another_saved(first, second, organization, table_of_scores):
    mine = scores_shown(second.get(table_of_scores))
    theirs = scores_shown(first.get(table_of_scores))
    first.post(table_of_scores, theirs | {"score_1": "๘๐"})
    assert second.post(table_of_scores, mine | {"score_2": "๗๐"}).status_code == 302
    assert scores_of(organization) == {1: "80.00", 2: "70.00"}


def test_score_both_changed_is_refused_once(first, second, organization, table_of_scores, clerk):
    mine = scores_shown(second.get(table_of_scores))
    first.post(table_of_scores, mine | {"score_1": "๘๐"})
    refused = second.post(table_of_scores, mine | {"score_1": "๗๕", "score_2": "๗๐"})
    ((name, (message,)),) = refused.context["form"].errors.items()
    assert name == "score_1"
    assert f"โดย{clerk.display_name} เมื่อ" in message
    assert "ขณะนี้เป็น “๘๐.๐๐”" in message
    assert scores_of(organization) == {1: "80.00"}
    assert second.post(table_of_scores, scores_shown(refused)).status_code == 302
    assert scores_of(organization) == {1: "75.00", 2: "70.00"}


def test_scores_are_decided_under_the_lock(organization, clerk, table_of_scores):
    year = make.make_year(2568)
    enter_scores(organization, year, {1: Decimal(80)}, shown={1: None}, by=clerk)
    with pytest.raises(ChangedMeanwhile):
        enter_scores(organization, year, {1: Decimal(75)}, shown={1: None}, by=clerk)
    assert scores_of(organization) == {1: "80.00"}


def test_removed_item_is_said_once_and_the_rest_is_saved(second, row, page):
    other = make.make_measure(row=row, position=2, content=make.numbered("ข้อสอง"))
    mine = form_data(second.get(page)) | {
        "measures-0-content": "๑. พิมพ์ค้างไว้",
        "measures-1-content": "๑. ข้อสองที่แก้",
        "printed_number": "๗",
    }
    row.measures.get(position=1).delete()
    refused = second.post(page, mine)
    (message,) = errors_of(refused)
    assert "มาตรการรายการที่ ๑ ถูกลบไปแล้วหลังจากเปิดหน้านี้" in message
    assert "“๑. พิมพ์ค้างไว้”" in message
    assert second.post(page, form_data(refused)).status_code == 302
    row.refresh_from_db()
    assert row.printed_number == "๗"
    assert content_of(other) == "๑. ข้อสองที่แก้"
    assert row.measures.count() == 1


def test_item_that_both_removed_is_no_error(second, row, page):
    mine = form_data(second.get(page)) | {"measures-0-DELETE": "on", "printed_number": "๗"}
    row.measures.all().delete()
    assert second.post(page, mine).status_code == 302
    assert Row.objects.get().printed_number == "๗"


def test_page_carries_a_note_for_every_stored_entry_and_each_field_once(first, row, page):
    make.make_responsibility(row=row, kind="committee", name="คณะกรรมการ", note="งานนิติการ")
    make.make_step(row=row)
    make.make_result(row=row)
    response = first.get(page)
    html = response.content.decode()
    for name in form_data(response):
        if not name.endswith(("-INITIAL_FORMS", "-TOTAL_FORMS")):
            assert html.count(f'name="{name}"') == 1, name
    stored = [name for name, value in form_data(response).items() if name.endswith("-id") and value]
    assert {name.partition("-")[0] for name in stored} == {
        "measures",
        "steps",
        "responsibilities",
        "results",
    }
    for name in stored:
        assert f'name="{name.removesuffix("id")}as_shown" value=".' in html


def test_note_of_a_responsible_both_changed_is_refused(first, second, row, page):
    """The field is called as templates once called what the page carries."""
    responsible = make.make_responsibility(row=row, kind="committee", name="ก", note="งานพัสดุ")
    mine = form_data(second.get(page))
    open_and_send(first, page, **{"responsibilities-0-note": "งานนิติการ"})
    response = second.post(page, mine | {"responsibilities-0-note": "งานบุคคล"})
    assert any("ขณะนี้เป็น “งานนิติการ”" in error for error in errors_of(response))
    responsible.refresh_from_db()
    assert responsible.note == "งานนิติการ"


def test_short_text_typed_in_a_removed_item_is_given_back(first, second, row, page):
    responsible = make.make_responsibility(row=row, kind="committee", name="ก", note="งานพัสดุ")
    mine = form_data(second.get(page)) | {"responsibilities-0-note": "งานนิติการที่พิมพ์ค้างไว้"}
    responsible.delete()
    assert any("งานนิติการที่พิมพ์ค้างไว้" in error for error in errors_of(second.post(page, mine)))
