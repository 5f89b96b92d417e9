"""Rows by pointer and by keyboard alone: added, moved, duplicated, removed and brought back."""

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
def rows(plan):
    group = make.make_group(section=make.make_section(plan=plan))
    return [make.make_filled_row(group=group, text=text) for text in ("หนึ่ง", "สอง", "สาม")]


@pytest.fixture
def page(portal_page, clerk, plan, rows):
    page = portal_page(1366, clerk)
    open_grid(page, plan)
    return page


def names_in(page):
    """The first words of the rows' first cells, as shown."""
    fields = page.locator('tr[data-row] [data-column="measures"] textarea:first-of-type')
    return [each.input_value().split(" ")[0] for each in fields.all()]


def command(page, row, name):
    page.locator(f"#row-{row.pk} summary.iconbtn").click()
    page.locator(f"#row-{row.pk}").get_by_role("button", name=name).click()


def test_a_removed_row_comes_back(page, rows):
    command(page, rows[1], "ลบแถว")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    assert names_in(page) == ["หนึ่ง", "สาม"]
    undo = page.get_by_role("button", name="นำแถวกลับมา")
    expect(undo).to_be_focused()
    press(page, ENTER)
    expect(page.locator("tr[data-row]")).to_have_count(3)
    assert names_in(page) == ["หนึ่ง", "สอง", "สาม"]
    page.reload()
    assert names_in(page) == ["หนึ่ง", "สอง", "สาม"]


def test_a_row_is_duplicated_below_itself(page, rows):
    command(page, rows[0], "ทำสำเนาแถว")
    expect(page.locator("tr[data-row]")).to_have_count(4)
    assert names_in(page) == ["หนึ่ง", "หนึ่ง", "สอง", "สาม"]


def test_alt_and_arrows_move_the_row_and_the_cursor_goes_along(page, rows):
    enter(cell_of(page, rows[2], "steps"))
    press(page, "ใหม่", "Alt+ArrowUp")
    expect(page.locator("tr[data-row]").nth(1)).to_have_id(f"row-{rows[2].pk}")
    assert names_in(page) == ["หนึ่ง", "สาม", "สอง"]
    expect(cell_of(page, rows[2], "steps").locator("textarea")).to_be_focused()
    press(page, "กว่า")
    assert shown_in(cell_of(page, rows[2], "steps"))[0].endswith("ขั้นตอนใหม่กว่า")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    assert rows[2].steps.get().content[0].text.endswith("ขั้นตอนใหม่กว่า")


def test_what_is_typed_meanwhile_survives_a_command(page, rows):
    enter(cell_of(page, rows[0], "outcome"))
    press(page, "ดีขึ้น")
    command(page, rows[2], "ย้ายขึ้น")
    expect(page.locator("tr[data-row]").nth(1)).to_have_id(f"row-{rows[2].pk}")
    assert shown_in(cell_of(page, rows[0], "outcome"))[0].endswith("ดีขึ้น")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    outcome = rows[0].results.get(round=12).outcome
    assert outcome[0].text.endswith("ดีขึ้น")


@pytest.mark.parametrize("width", [1366, 360])
def test_a_row_is_entered_by_keyboard_alone(portal_page, clerk, plan, rows, width):
    page = portal_page(width, clerk)
    open_grid(page, plan)
    for _ in range(40):
        press(page, "Tab")
        if page.locator('[data-action="add"]:focus').count():
            break
    press(page, ENTER)
    expect(page.locator("tr[data-row]")).to_have_count(4)
    field = page.locator("tr[data-row]").last.locator("textarea.para").first
    expect(field).to_be_focused()
    press(page, "จัดทำคู่มือ", ENTER, "เผยแพร่คู่มือ", "Escape", "Tab")
    press(page, "วางแผน", ENTER, "ประชุม", ENTER, "Tab", "เวทีหนึ่ง", "Escape", "Tab")
    expect(save_line(page)).to_contain_text("บันทึกแล้ว")
    section = plan.sections.get()
    new = section.rows.order_by("position").last()
    assert [each.content[0].text for each in new.measures.order_by("position")] == [
        "จัดทำคู่มือ",
        "เผยแพร่คู่มือ",
    ]
    assert [
        (each.text, each.level) for step in new.steps.order_by("position") for each in step.content
    ] == [("วางแผน", 0), ("ประชุม", 0), ("เวทีหนึ่ง", 1)]


@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_while_a_row_is_typed_in(portal_page, clerk, plan, rows, axe, width):
    page = portal_page(width, clerk)
    open_grid(page, plan)
    command(page, rows[0], "ลบแถว")
    expect(page.locator(".toastbar")).to_be_visible()
    cell_of(page, rows[1], "responsible").get_by_text("เลือกส่วนราชการ").click()
    cell_of(page, rows[1], "period").locator("textarea").first.click()
    cell_of(page, rows[1], "period").get_by_text("เลือกเดือน").click()
    assert axe(page) == []
    press(page, "Escape")
    enter(cell_of(page, rows[1], "steps"))
    assert axe(page) == []


def test_the_menu_of_the_last_row_opens_in_sight(page, rows):
    page.evaluate(
        "row => document.getElementById(row).scrollIntoView({block: 'end'})", f"row-{rows[-1].pk}"
    )
    page.locator(f"#row-{rows[-1].pk} summary.iconbtn").click()
    expect(page.locator(f"#row-{rows[-1].pk} [data-action=remove]")).to_be_in_viewport(ratio=1)


def test_a_command_that_cannot_be_done_now_is_seen_to_be_not_done(page, rows):
    page.context.set_offline(True)
    command(page, rows[0], "ทำสำเนาแถว")
    expect(page.locator(".toastbar")).to_be_in_viewport()
    expect(page.locator(".toastbar")).to_have_text("ยังทำคำสั่งนี้ไม่ได้ในขณะนี้ โปรดลองอีกครั้งเมื่อกลับมาออนไลน์")
    page.context.set_offline(False)
    page.locator(f"#row-{rows[0].pk}").get_by_role("button", name="ทำสำเนาแถว").click()
    expect(page.locator("tr[data-row]")).to_have_count(4)
    expect(page.locator(".toastbar")).to_have_count(0)


def test_the_page_prints_as_the_table_it_shows(page, rows):
    page.emulate_media(media="print")
    assert page.locator("table.grid").bounding_box()["width"] > 1200
    expect(page.locator(".rowmenu, .units, #save-line").first).to_be_hidden()


def test_a_phone_is_told_of_no_key_that_it_lacks(browser, page, rows):
    context = browser.new_context(
        storage_state=page.context.storage_state(),
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    phone = context.new_page()
    phone.goto(page.url)
    cell_of(phone, rows[0], "measures").locator("textarea").first.tap()
    hint = phone.locator("#key-hint")
    expect(hint).to_contain_text("ขึ้นบรรทัดใหม่เพื่อเริ่มข้อถัดไป")
    expect(hint).not_to_contain_text("Tab")
    context.close()
