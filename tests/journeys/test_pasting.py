"""Pasting a table from a real clipboard: shown as it will land, then put in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories as make

from .grid import cell_of, enter, open_grid, press, save_line, shown_in

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "<table>" + "".join(
    f"<tr><td>ขั้นตอนที่ {number}</td><td>กองคลัง</td></tr>" for number in range(1, 3)
) + "</table>"  # fmt: skip


@pytest.fixture
def plan(organization):
    make.make_unit(organization=organization, name="กองคลัง")
    return make.make_plan(organization=organization)


@pytest.fixture
def row(plan):
    return make.make_row(group=make.make_group(section=make.make_section(plan=plan)))


@pytest.fixture
def page(portal_page, clerk, plan, row):
    page = portal_page(1366, clerk)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_grid(page, plan)
    return page


def copy(page, html, text):
    """Put both kinds on the machine's clipboard, as Word and Excel do."""
    page.evaluate(
        """([html, text]) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob([text], {type: "text/plain"}),
        })])""",
        [html, text],
    )


def test_a_table_is_shown_before_it_lands(page, row):
    copy(page, TABLE, "ขั้นตอนที่ 1\tกองคลัง\nขั้นตอนที่ 2\tกองคลัง\n")
    enter(cell_of(page, row, "steps"))
    press(page, "Control+v")
    dialog = page.get_by_role("dialog", name="ตรวจก่อนวางลงตาราง")
    expect(dialog.locator("tbody tr")).to_have_count(2)
    assert row.steps.count() == 0
    dialog.get_by_role("button", name="วาง ๒ แถว").click()
    page.wait_for_url("**/paste/*/")
    assert [each.content[0].text for each in row.steps.all()] == ["ขั้นตอนที่ 1"]
    assert [each.unit.name for each in row.responsibilities.all()] == ["กองคลัง"]
    assert row.section.rows.count() == 2


def test_a_paste_that_is_given_up_changes_nothing(page, row):
    copy(page, TABLE, "ขั้นตอนที่ 1\tกองคลัง\n")
    enter(cell_of(page, row, "steps"))
    press(page, "Control+v")
    page.get_by_role("button", name="ยกเลิกการวาง").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(cell_of(page, row, "steps").locator("textarea")).to_be_focused()
    assert row.steps.count() == 0


def test_a_list_from_word_is_no_table(page, row):
    html = "<p>1.&nbsp;วางแผน</p><p>2.&nbsp;ประชุม</p>"
    copy(page, html, "1.\tวางแผน\r\n2.\tประชุม\r\n")
    enter(cell_of(page, row, "steps"))
    press(page, "Control+v")
    assert shown_in(cell_of(page, row, "steps")) == ["๑. วางแผน", "๒. ประชุม"]
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    assert [each.content[0].text for each in row.steps.order_by("position")] == [
        "วางแผน",
        "ประชุม",
    ]


@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_in_the_preview_of_a_paste(page, row, axe, width):
    page.set_viewport_size({"width": width, "height": 740})
    copy(page, TABLE, "ขั้นตอนที่ 1\tกองคลัง\n")
    enter(cell_of(page, row, "steps"))
    press(page, "Control+v")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
