"""Choosing instead of typing: units of the organization, months of the fiscal year, the status."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.choices import ResultStatus
from tests import factories as make

from .grid import cell_of, enter, open_grid, press, save_line, shown_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(organization):
    make.make_unit(organization=organization, name="กองคลัง")
    make.make_unit(organization=organization, name="กองช่าง")
    return make.make_plan(organization=organization)


@pytest.fixture
def row(plan):
    return make.make_row(group=make.make_group(section=make.make_section(plan=plan)))


@pytest.fixture
def page(portal_page, clerk, plan, row):
    page = portal_page(1366, clerk)
    open_grid(page, plan)
    return page


LONG = "กองยุทธศาสตร์และงบประมาณฝ่ายแผนงานและประชาสัมพันธ์และส่งเสริมการมีส่วนร่วมของประชาชนในตำบล"


def units_of(row):
    return [each.unit.name for each in row.responsibilities.order_by("position")]


def test_units_are_ticked_and_stand_in_the_cell(page, row):
    cell = cell_of(page, row, "responsible")
    cell.get_by_text("เลือกส่วนราชการ").click()
    cell.get_by_role("checkbox", name="กองช่าง").check()
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    expect(cell.locator("textarea.para").first).to_have_value("กองช่าง")
    cell.get_by_role("checkbox", name="กองคลัง").check()
    expect(cell.locator("textarea.para")).to_have_count(2)
    assert units_of(row) == ["กองช่าง", "กองคลัง"]
    cell.get_by_role("checkbox", name="กองช่าง").uncheck()
    expect(cell.locator("textarea.para")).to_have_count(1)
    assert units_of(row) == ["กองคลัง"]


def test_a_unit_may_be_new(page, row, organization):
    cell = cell_of(page, row, "responsible")
    cell.get_by_text("เลือกส่วนราชการ").click()
    cell.get_by_label("ส่วนราชการใหม่").fill("กองสวัสดิการสังคม")
    press(page, "Enter")
    expect(cell.get_by_role("checkbox", name="กองสวัสดิการสังคม")).to_be_checked()
    expect(cell.locator("textarea.para").first).to_have_value("กองสวัสดิการสังคม")
    assert units_of(row) == ["กองสวัสดิการสังคม"]
    cell.get_by_role("checkbox", name="กองคลัง").check()
    expect(cell.locator("textarea.para")).to_have_count(2)
    assert organization.units.filter(name="กองสวัสดิการสังคม").count() == 1
    assert units_of(row) == ["กองสวัสดิการสังคม", "กองคลัง"]
    # Pressed twice in a hurry: the list grows under the pointer, what was added stays ticked.
    cell.get_by_label("ส่วนราชการใหม่").fill(LONG)
    cell.get_by_role("button", name="เพิ่มส่วนราชการ").dblclick()
    expect(cell.locator("textarea.para")).to_have_count(3)
    expect(cell.get_by_role("checkbox", name=LONG)).to_be_checked()
    assert units_of(row) == ["กองสวัสดิการสังคม", "กองคลัง", LONG]
    assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")


def test_months_of_the_fiscal_year_are_chosen_and_said_in_full(page, row):
    cell = cell_of(page, row, "period")
    enter(cell)
    cell.get_by_text("เลือกเดือน").click()
    cell.get_by_label("ตั้งแต่เดือน").select_option("ธ.ค. ๖๗")
    cell.get_by_label("ถึงเดือน").select_option("มี.ค. ๖๘")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    expect(cell.locator(".echo")).to_contain_text("มีนาคม")
    assert shown_in(cell) == ["ธ.ค. ๖๗ - มี.ค. ๖๘"]
    row.refresh_from_db()
    assert (str(row.period_start), str(row.period_end)) == ("2024-12-01", "2025-03-31")


def test_a_status_is_a_cell_of_its_own(page, row):
    with page.expect_request("**/cells/") as sent:
        cell_of(page, row, "status").locator("select").select_option(ResultStatus.DONE)
    assert sent.value.post_data_json["column"] == "status"
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    assert row.results.get(round=12).status == ResultStatus.DONE
