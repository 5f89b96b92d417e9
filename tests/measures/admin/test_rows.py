"""The form of a row: everything in it is saved together, through actions, or not at all."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from measures.choices import AuditAction, ParagraphKind, PlanState, ResponsibleKind
from measures.models import (
    AuditEntry,
    Measure,
    Responsibility,
    RoundResult,
    Row,
    Step,
)
from measures.rules.paragraphs import Paragraph
from tests import factories as make

from .pages import address, errors_of, form_data, new_item, open_and_send


@pytest.fixture
def section(organization):
    return make.make_section(plan=make.make_plan(organization=organization))


@pytest.fixture
def row(section):
    """A row with two measures, a step of the first and a step of the row."""
    row = make.make_row(section=section)
    first = make.make_measure(row=row, content=make.numbered("ทำคู่มือ"))
    make.make_measure(row=row, content=make.numbered("อบรม"))
    make.make_step(row=row, measure=first, content=make.numbered("ร่างคู่มือ"))
    make.make_step(row=row, content=make.numbered("รายงานผล"))
    return row


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk)


def recorded():
    """The audit record as a set: what was done to which kind."""
    return {(entry.action, entry.subject_kind) for entry in AuditEntry.objects.all()}


def test_new_row_is_saved_with_all_it_holds_and_positions_are_filled_in(
    client, section, organization, clerk
):
    unit = make.make_unit(organization=organization, name="กองคลัง")
    url = address(Row, "add", section=section.pk)
    data = form_data(client.get(url))
    data |= {
        "period_start": "๑ ตุลาคม ๒๕๖๗",
        "period_end": "30/9/2568",
        "measures-0-content": "๑. จัดทำคู่มือ\n   - ฉบับย่อ",
        "steps-0-content": "๑. ตั้งคณะทำงาน",
        "responsibilities-0-kind": ResponsibleKind.UNIT,
        "responsibilities-0-unit": str(unit.pk),
    }
    data = new_item(data, "measures", position="", content="๒. อบรมเจ้าหน้าที่")
    data = new_item(data, "results", round="12", status="done", results="เผยแพร่แล้ว", outcome="")
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    row = Row.objects.get()
    assert (row.position, row.period_start, row.period_end) == (
        1,
        datetime.date(2024, 10, 1),
        datetime.date(2025, 9, 30),
    )
    assert [(each.position, each.content) for each in row.measures.all()] == [
        (1, (*make.numbered("จัดทำคู่มือ"), Paragraph("ฉบับย่อ", ParagraphKind.DASH, 1))),
        (2, make.numbered("อบรมเจ้าหน้าที่")),
    ]
    assert [(each.position, str(each)) for each in row.steps.all()] == [(1, "ตั้งคณะทำงาน")]
    assert [each.unit for each in row.responsibilities.all()] == [unit]
    assert [(each.round, each.results) for each in row.results.all()] == [
        (12, make.plain("เผยแพร่แล้ว"))
    ]
    assert recorded() == {
        (AuditAction.ADDED, kind)
        for kind in ("row", "measure", "step", "responsibility", "roundresult")
    }
    assert {entry.actor for entry in AuditEntry.objects.all()} == {clerk}


def test_nothing_is_saved_when_one_part_is_refused_and_what_was_typed_stays(client, section):
    url = address(Row, "add", section=section.pk)
    data = form_data(client.get(url))
    data |= {
        "measures-0-content": "๑. จัดทำคู่มือ",
        "responsibilities-0-kind": ResponsibleKind.COMMITTEE,
        "responsibilities-0-note": "ตามคำสั่ง",
    }
    response = client.post(url, data)
    assert errors_of(response) == [
        "เลือก “คณะกรรมการหรือคณะทำงาน” ไว้ โปรดระบุชื่อคณะกรรมการหรือตำแหน่ง เช่น ผู้อำนวยการกองคลัง"
    ]
    content = response.content.decode()
    assert "๑. จัดทำคู่มือ" in content
    assert "ตามคำสั่ง" in content
    assert not Row.objects.exists()
    assert not AuditEntry.objects.exists()


def test_two_measures_swap_their_positions_in_one_save(client, row):
    url = address(row, "change", row.pk)
    data = form_data(client.get(url))
    assert (data["measures-0-position"], data["measures-1-position"]) == ("๑", "๒")
    data |= {"measures-0-position": "2", "measures-1-position": "๑"}
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert [(each.position, str(each)) for each in row.measures.order_by("position")] == [
        (1, "อบรม"),
        (2, "ทำคู่มือ"),
    ]
    changes = [
        (entry.subject_label, entry.before, entry.after) for entry in AuditEntry.objects.all()
    ]
    assert sorted(changes, key=str) == [
        ("ทำคู่มือ", {"position": 1}, {"position": 2}),
        ("อบรม", {"position": 2}, {"position": 1}),
    ]


def test_shared_position_is_refused_naming_it(client, row):
    response = open_and_send(client, address(row, "change", row.pk), **{"measures-1-position": "๑"})
    assert errors_of(response) == ["ลำดับ ๑ ซ้ำกับรายการอื่น โปรดให้แต่ละรายการมีลำดับไม่ซ้ำกัน เช่น ๑ ๒ ๓"]
    assert [each.position for each in row.measures.order_by("pk")] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("หนึ่ง", "อ่านจำนวนเต็มจาก “หนึ่ง” ไม่ได้ โปรดกรอกเลขไทยหรืออารบิก เช่น ๓"),
        ("0", "ลำดับเป็น ๐ โปรดใช้เลข ๑ ถึง ๙๙๙๙ เช่น ๓"),
        ("10000", "ลำดับเป็น ๑๐๐๐๐ โปรดใช้เลข ๑ ถึง ๙๙๙๙ เช่น ๓"),
    ],
)
def test_position_that_is_none_is_refused(client, row, typed, message):
    response = open_and_send(client, address(row, "change", row.pk), **{"steps-1-position": typed})
    assert errors_of(response) == [message]


def test_position_left_empty_goes_to_the_end(client, row):
    response = open_and_send(client, address(row, "change", row.pk), **{"steps-0-position": ""})
    assert response.status_code == 302, errors_of(response)
    assert [(each.position, str(each)) for each in row.steps.order_by("position")] == [
        (2, "รายงานผล"),
        (3, "ร่างคู่มือ"),
    ]


def test_new_step_takes_the_place_of_one_moved_in_the_same_save(client, row):
    url = address(row, "change", row.pk)
    data = form_data(client.get(url)) | {"steps-0-position": "3"}
    data = new_item(data, "steps", position="1", content="๑. สำรวจ", measure="")
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert [(each.position, str(each)) for each in row.steps.order_by("position")] == [
        (1, "สำรวจ"),
        (2, "รายงานผล"),
        (3, "ร่างคู่มือ"),
    ]


def test_removing_a_measure_leaves_its_steps_with_the_row(client, row):
    step = row.steps.get(position=1)
    url = address(row, "change", row.pk)
    data = form_data(client.get(url))
    data |= {"measures-0-DELETE": "on", "steps-0-content": "๑. ร่างคู่มือฉบับใหม่"}
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    step.refresh_from_db()
    assert (str(step), step.measure) == ("ร่างคู่มือฉบับใหม่", None)
    assert [str(each) for each in row.measures.all()] == ["อบรม"]
    assert recorded() == {(AuditAction.REMOVED, "measure"), (AuditAction.CHANGED, "step")}


def test_item_numbers_count_on_and_an_untouched_form_changes_nothing(client, row):
    url = address(row, "change", row.pk)
    data = form_data(client.get(url))
    assert [data[f"steps-{number}-content"] for number in (0, 1)] == [
        "๑. ร่างคู่มือ",
        "๒. รายงานผล",
    ]
    assert client.post(url, data).status_code == 302
    assert not AuditEntry.objects.exists()


def test_step_takes_measures_of_its_own_row_only(client, row, section):
    stranger = make.make_measure(row=make.make_row(section=section))
    response = open_and_send(
        client, address(row, "change", row.pk), **{"steps-1-measure": str(stranger.pk)}
    )
    assert errors_of(response) == ["ของมาตรการที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง"]


def test_unit_of_another_organization_is_neither_offered_nor_taken(client, row, other_organization):
    stranger = make.make_unit(organization=other_organization, name="แดนลับ")
    responsibility = make.make_responsibility(row=row)
    url = address(row, "change", row.pk)
    page = client.get(url)
    assert "แดนลับ" not in page.content.decode()
    data = form_data(page) | {"responsibilities-0-unit": str(stranger.pk)}
    assert errors_of(client.post(url, data)) == [
        "ส่วนราชการที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง",
        "เลือก “หน่วยงานภายใน” ไว้ โปรดระบุส่วนราชการ",
    ] or errors_of(client.post(url, data)) == [
        "ส่วนราชการที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง"
    ]
    responsibility.refresh_from_db()
    assert responsibility.unit != stranger


def test_choices_are_those_of_the_section_and_of_the_plans_year(client, row, section):
    make.make_framework(2567)
    other_section = make.make_section(plan=section.plan)
    group = make.make_group(section=section)
    make.make_group(section=other_section)
    form = client.get(address(row, "change", row.pk)).context["adminform"].form
    assert set(form.fields["group"].queryset) == {group}
    years = {each.framework.fiscal_year.year_be for each in form.fields["indicator"].queryset}
    assert years == {2568}


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("๑ ต.ค. ๒๕๖๗", "", "ระบุวันเริ่มแล้ว โปรดระบุวันสิ้นสุดด้วย เช่น ๓๐ กันยายน ๒๕๖๘"),
        ("", "๑ ต.ค. ๒๕๖๗", "ระบุวันสิ้นสุดแล้ว โปรดระบุวันเริ่มด้วย เช่น ๑ ตุลาคม ๒๕๖๗"),
        (
            "๒ ต.ค. ๒๕๖๗",
            "๑ ต.ค. ๒๕๖๗",
            "วันสิ้นสุดอยู่ก่อนวันเริ่มดำเนินการ โปรดใช้วันเดียวกันหรือหลังจากนั้น เช่น ๓๐ กันยายน ๒๕๖๘",
        ),
        (
            "พรุ่งนี้",
            "๑ ต.ค. ๒๕๖๗",
            "อ่านวันที่จาก “พรุ่งนี้” ไม่ได้ โปรดกรอกวัน เดือน และปีพุทธศักราช เช่น ๑ ตุลาคม ๒๕๖๗ หรือ ๑/๑๐/๒๕๖๗",
        ),
    ],
)
def test_period_takes_two_buddhist_dates_in_order(client, row, start, end, message):
    response = open_and_send(
        client, address(row, "change", row.pk), period_start=start, period_end=end
    )
    assert errors_of(response) == [message]


def test_measure_without_text_is_refused(client, row):
    response = open_and_send(client, address(row, "change", row.pk), **{"measures-0-content": " "})
    assert errors_of(response) == ["โปรดระบุข้อความของมาตรการ"]


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.APPROVED, PlanState.LOCKED])
def test_row_of_a_plan_that_is_not_open_is_shown_and_not_changed(client, row, state):
    plan = row.section.plan
    plan.state = state
    plan.save()
    url = address(row, "change", row.pk)
    page = client.get(url)
    assert page.status_code == 200
    assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in page.content.decode()
    assert "_save" not in page.content.decode()
    assert client.post(url, form_data(page)).status_code == 403
    assert client.get(address(row, "delete", row.pk)).status_code == 403
    assert client.get(address(Row, "add", section=row.section.pk)).status_code == 404


def test_supervisor_reads_a_row_and_changes_nothing(row, supervisor, client_of):
    client = client_of(supervisor)
    url = address(row, "change", row.pk)
    page = client.get(url)
    assert "ทำคู่มือ" in page.content.decode()
    assert client.post(url, form_data(page)).status_code == 403


def test_position_of_a_row_already_taken_is_refused_with_the_next_free_one(client, row, section):
    make.make_row(section=section)
    response = open_and_send(client, address(row, "change", row.pk), position="2")
    assert errors_of(response) == [
        "ลำดับ ๒ มีรายการอื่นอยู่แล้ว โปรดใช้ลำดับที่ว่าง เช่น ๓ หรือสลับลำดับที่หน้าซึ่งแสดงทุกรายการ"
    ]


def test_rows_are_put_in_order_on_the_page_of_their_section(client, row, section):
    second = make.make_row(section=section)
    response = open_and_send(
        client,
        address(section, "change", section.pk),
        **{"rows-0-position": "2", "rows-1-position": "1"},
    )
    assert response.status_code == 302, errors_of(response)
    assert list(section.rows.order_by("position")) == [second, row]


def test_row_is_removed_with_a_record_of_it(client, row):
    url = address(row, "delete", row.pk)
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert not Row.objects.exists()
    assert recorded() == {(AuditAction.REMOVED, kind) for kind in ("row", "measure", "step")}


def test_several_rows_are_removed_by_one_command(client, row, section):
    make.make_row(section=section)
    data = {
        "action": "delete_selected",
        "_selected_action": [str(each.pk) for each in section.rows.all()],
        "post": "yes",
    }
    assert client.post(reverse("admin:measures_row_changelist"), data).status_code == 302
    assert not Row.objects.exists()
    rows = AuditEntry.objects.filter(action=AuditAction.REMOVED, subject_kind="row")
    assert rows.count() == 2


def test_measure_alone_is_removed_and_its_steps_stay(client, row):
    measure = row.measures.get(position=1)
    assert client.post(address(measure, "delete", measure.pk), {"post": "yes"}).status_code == 302
    assert {each.measure for each in row.steps.all()} == {None}


def test_step_alone_is_added_to_a_row_and_goes_to_the_end(client, row):
    url = address(Step, "add", row=row.pk)
    measure = row.measures.get(position=2)
    response = open_and_send(client, url, content="๓. ติดตามผล", measure=str(measure.pk))
    assert response.status_code == 302, errors_of(response)
    assert Step.objects.get(position=3).measure == measure


def test_responsibility_of_everyone_names_no_unit(client, row, organization):
    unit = make.make_unit(organization=organization, name="กองช่าง")
    url = address(Responsibility, "add", row=row.pk)
    response = open_and_send(client, url, kind="everyone", unit=str(unit.pk))
    assert errors_of(response) == [
        "เลือก “ทุกส่วนราชการ” ไว้ แต่ระบุส่วนราชการ “กองช่าง” ด้วย โปรดเว้นว่างหรือเลือกชนิดอื่น"
    ]


def test_change_of_a_result_is_recorded_with_before_and_after(client, row):
    result = make.make_result(row=row, outcome=make.plain("เดิม"))
    response = open_and_send(client, address(result, "change", result.pk), outcome="ใหม่")
    assert response.status_code == 302, errors_of(response)
    assert RoundResult.objects.get().outcome == make.plain("ใหม่")
    entry = AuditEntry.objects.get()
    assert (set(entry.before), entry.after["outcome"][0]["text"]) == ({"outcome"}, "ใหม่")


def test_history_of_an_entry_shows_who_changed_it(client, row, clerk):
    open_and_send(client, address(row, "change", row.pk), printed_number="7")
    content = client.get(address(row, "history", row.pk)).content.decode()
    assert clerk.display_name in content
    assert "แก้ไข" in content


def test_row_list_takes_as_many_queries_for_three_rows_as_for_one(
    client, row, section, django_assert_num_queries
):
    url = address(Row, "changelist")
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for _ in range(2):
        make.make_measure(row=make.make_row(section=section))
    with django_assert_num_queries(9):
        client.get(url)


def test_row_list_is_searched_within_ones_own_organization(client, row, other_organization):
    plan = make.make_plan(organization=other_organization)
    stranger = make.make_row(section=make.make_section(plan=plan))
    make.make_measure(row=stranger, content=make.numbered("ทำคู่มือแดนลับ"))
    content = client.get(address(Row, "changelist", q="คู่มือ")).content.decode()
    assert "ทำคู่มือ" in content
    assert "แดนลับ" not in content


def test_measure_is_listed_by_the_beginning_of_its_text(client, row):
    assert "๑. ทำคู่มือ" in client.get(address(Measure, "changelist")).content.decode()


# Two people at once, and things removed by a tick


def test_a_heading_removed_by_a_tick_leaves_its_rows(client, section):
    heading = make.make_group(section=section)
    below = make.make_row(group=heading)
    page = client.get(address(section, "change", section.pk))
    data = form_data(page)
    key = next(
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("groups-") and name.endswith("-id") and value == str(heading.pk)
    )
    response = client.post(address(section, "change", section.pk), {**data, f"{key}-DELETE": "on"})
    assert response.status_code == 302, errors_of(response)
    below.refresh_from_db()
    assert below.group is None


def test_an_entry_removed_by_another_person_is_named_and_the_page_says_what_to_do(client, row):
    url = address(row, "change", row.pk)
    stale = form_data(client.get(url))
    row.measures.get(position=2).delete()
    response = client.post(url, stale)
    assert response.status_code == 200
    assert any("มาตรการรายการที่ ๒ ถูกลบไปแล้ว" in error for error in errors_of(response))


def test_two_people_append_from_stale_pages_and_both_entries_are_kept(client, row):
    url = address(row, "change", row.pk)
    stale = form_data(client.get(url))
    count = int(stale["measures-INITIAL_FORMS"])
    for text in ("ของคนแรก", "ของคนที่สอง"):
        added = {
            "measures-TOTAL_FORMS": str(count + 1),
            f"measures-{count}-content": text,
            f"measures-{count}-position": "",
            f"measures-{count}-id": "",
            f"measures-{count}-row": str(row.pk),
        }
        response = client.post(url, {**stale, **added})
        assert response.status_code == 302, errors_of(response)
    last_two = [measure.content[0].text for measure in row.measures.order_by("position")][-2:]
    assert last_two == ["ของคนแรก", "ของคนที่สอง"]


def test_items_of_a_plan_that_is_closed_are_shown(client_of, clerk, section):
    row = make.make_filled_row(group=make.make_group(section=section), text="ทบทวนคู่มือ")
    type(section.plan).objects.update(state=PlanState.APPROVED)
    for item in (Measure.objects.get(row=row), Step.objects.get(row=row)):
        kind = item._meta.model_name
        page = client_of(clerk).get(f"/admin/measures/{kind}/{item.pk}/change/")
        assert (page.status_code, "ทบทวนคู่มือ" in page.text) == (200, True)


def test_fields_of_a_table_in_a_form_have_names(client_of, administrator, organization):
    make.make_unit(organization=organization, name="กองช่าง")
    html = client_of(administrator).get(address(organization, "change", organization.pk)).text
    fields = set(
        re.findall(
            r'<(?:input type="(?:text|number|checkbox)"|select) name="(units-0-[^"]+)"', html
        )
    )
    assert fields
    assert {name for name in fields if f'for="id_{name}"' not in html} == set()
