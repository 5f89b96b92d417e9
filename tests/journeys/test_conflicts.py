"""Two people type in one cell: both texts are shown and one of three choices goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories as make

from .grid import ENTER, cell_of, enter, open_grid, press, save_line, shown_in

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
def colleague(organization):
    return make.make_member(
        organization=organization, username="colleague", position_title="หัวหน้าสำนักปลัด"
    )


def stored(row):
    return [each.text for step in row.steps.order_by("position") for each in step.content]


@pytest.fixture
def clash(portal_page, clerk, colleague, plan, row):
    """The clerk's page, whose steps a colleague has changed meanwhile."""
    page, other = portal_page(1366, clerk), portal_page(360, colleague)
    open_grid(page, plan)
    open_grid(other, plan)
    enter(cell_of(other, row, "steps"))
    press(other, ENTER, "แนะนำในการประชุมประจำเดือน")
    expect(save_line(other)).to_contain_text("บันทึกแล้ว")
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "แนะนำในเวทีประชาคม")
    expect(page.locator("tr.clash")).to_be_visible()
    return page


CHOICES = {
    "ใช้ข้อความของฉัน": ["วางแผน", "แนะนำในเวทีประชาคม"],
    "ใช้ข้อความของหัวหน้าสำนักปลัด": ["วางแผน", "แนะนำในการประชุมประจำเดือน"],
    "รวมทั้งสองข้อความ": ["วางแผน", "แนะนำในเวทีประชาคม", "แนะนำในการประชุมประจำเดือน"],
}


@pytest.mark.parametrize(("choice", "kept"), CHOICES.items())
def test_each_choice_goes_on_with_its_text(clash, row, choice, kept):
    clash.get_by_role("button", name=choice).click()
    expect(clash.locator("tr.clash")).to_have_count(0)
    expect(save_line(clash)).to_contain_text("บันทึกแล้ว")
    shown = [text.split(" ", 1)[1] for text in shown_in(cell_of(clash, row, "steps"))]
    assert shown == stored(row) == kept


def test_both_texts_stand_with_who_and_when_and_the_words_that_differ(clash):
    mine, theirs = clash.locator(".versus section").all()
    expect(mine.locator("mark")).to_contain_text("เวที")
    expect(theirs.locator("mark").first).to_contain_text("การประชุม")
    expect(theirs.get_by_role("heading")).to_have_text("ข้อความของหัวหน้าสำนักปลัด")
    expect(theirs.locator(".meta")).to_contain_text("บันทึกเมื่อ")
    expect(clash.locator("#save-line")).to_contain_text("มี ๑\u00a0ช่องรอท่านเลือกข้อความ")


def test_the_cell_waits_and_the_others_go_on(clash, row):
    press(clash, "ใหญ่")
    enter(cell_of(clash, row, "outcome"))
    press(clash, "ดีขึ้น")
    expect(save_line(clash)).to_contain_text("บันทึกแล้ว")
    assert [each.text for each in row.results.get(round=12).outcome] == ["ดีขึ้น"]
    assert stored(row) == ["วางแผน", "แนะนำในการประชุมประจำเดือน"]
    expect(clash.locator(".versus section").first).to_contain_text("เวทีประชาคมใหญ่")


@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_while_two_texts_wait(clash, axe, width):
    clash.set_viewport_size({"width": width, "height": 740})
    assert axe(clash) == []


def test_different_cells_of_a_row_never_conflict(portal_page, clerk, colleague, plan, row):
    page, other = portal_page(1366, clerk), portal_page(1366, colleague)
    open_grid(page, plan)
    open_grid(other, plan)
    enter(cell_of(other, row, "outcome"))
    press(other, "ดีขึ้น")
    expect(save_line(other)).to_contain_text("บันทึกแล้ว")
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    expect(page.locator("tr.clash")).to_have_count(0)
    assert stored(row) == ["วางแผน", "ประชุม"]
