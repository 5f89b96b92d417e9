"""Texts that come back when they fit no longer: shown beside the other, or offered to copy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.choices import PlanState
from tests import factories as make

from .grid import (
    ENTER,
    OFFLINE,
    cell_of,
    enter,
    open_grid,
    press,
    save_line,
    shown_in,
    type_while_away,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def row(plan):
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_step(row=row, content=make.numbered("วางแผน"))
    return row


@pytest.fixture
def page(portal_page, clerk, plan, row):
    page = portal_page(1366, clerk)
    open_grid(page, plan)
    return page


@pytest.fixture
def later(page, plan, row):
    """A function: comes back to the grid after a text was typed while the server was away."""
    again = type_while_away(page, row, "ประชุม")

    def come_back():
        open_grid(again, plan)
        return again

    return come_back


def test_a_text_that_another_overtook_is_shown_beside_it(later, row):
    row.steps.update(content=make.numbered("วางแผนประจำปี"))
    page = later()
    expect(page.locator("tr.clash .versus section").first).to_contain_text("ประชุม")
    expect(page.locator("tr.clash .versus section").last).to_contain_text("ประจำปี")
    page.get_by_role("button", name="ใช้ข้อความของฉัน").click()
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    steps = row.steps.order_by("position")
    assert [each.content[0].text for each in steps] == ["วางแผน", "ประชุม"]


def test_a_text_that_was_not_sent_is_told_before_the_plan_is_submitted(page, plan, row):
    page = type_while_away(page, row, "ประชุม")
    page.goto("/one/2568/check/")
    told = page.locator("#main").get_by_text("ยังไม่ยืนยันว่าบันทึกแล้ว")
    expect(told).to_contain_text("๑\u00a0ช่อง")
    page.get_by_role("link", name="เปิดตารางมาตรการ").click()
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    assert row.steps.count() == 2
    page.goto("/one/2568/check/")
    page.wait_for_timeout(300)
    expect(told).to_have_count(0)


def test_a_text_whose_row_is_gone_is_offered_to_copy(later, row, plan):
    make.make_row(group=row.group)
    row.delete()
    page = later()
    text = page.get_by_label("ข้อความที่ยังไม่ได้บันทึก")
    expect(text).to_have_value("วางแผน\nประชุม")
    page.get_by_role("button", name="ลบข้อความนี้จากเครื่อง").click()
    expect(text).to_have_count(0)
    page.reload()
    expect(page.locator("html[data-grid=ready]")).to_be_attached()
    page.wait_for_timeout(500)
    expect(text).to_have_count(0)


def test_a_plan_that_was_submitted_meanwhile_takes_no_text_and_keeps_it_here(page, row, plan):
    type(plan).objects.filter(pk=plan.pk).update(state=PlanState.SUBMITTED)
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text("แก้ไข")
    assert row.steps.count() == 1
    assert shown_in(cell_of(page, row, "steps")) == ["๑. วางแผน", "๒. ประชุม"]
    # The page that may only be read by now still shows what was typed.
    page.reload()
    expect(page.get_by_label("ข้อความที่ยังไม่ได้บันทึก")).to_have_value("วางแผน\nประชุม")


def test_two_tabs_of_one_person_leave_one_another_alone(page, plan, row):
    page.route("**/cells/", lambda route: route.abort())
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text(OFFLINE)
    other = page.context.new_page()
    open_grid(other, plan)
    other.wait_for_timeout(500)
    assert shown_in(cell_of(other, row, "steps")) == ["วางแผน"]


def test_the_save_line_speaks_once_in_ten_seconds(page, row):
    heard = page.evaluate_handle(
        """() => {
            const heard = [];
            const voice = document.querySelector("#save-line .visually-hidden");
            new MutationObserver(() => heard.push(voice.textContent)).observe(
                voice, {childList: true});
            return heard;
        }"""
    )
    enter(cell_of(page, row, "steps"))
    press(page, "ก")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    page.context.set_offline(True)
    press(page, "ข")
    expect(save_line(page)).to_contain_text(OFFLINE)
    page.context.set_offline(False)
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    assert len(heard.json_value()) == 1
