"""Numbering while typing: Enter, Tab, Shift+Tab and Backspace make the office's list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.rules.paragraphs import markers, paragraphs_from_json
from tests import factories as make

from .grid import BACK, ENTER, TAB, cell_of, enter, levels_in, open_grid, press, shown_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def row(plan):
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_step(row=row, content=make.numbered("วางแผน", "ประชุม"))
    return row


@pytest.fixture
def page(portal_page, clerk, plan, row):
    page = portal_page(1366, clerk)
    open_grid(page, plan)
    return page


TYPING = {
    "Enter goes on with the next number": (
        [ENTER, "รายงานผล"],
        ["๑. วางแผน", "๒. ประชุม", "๓. รายงานผล"],
    ),
    "Enter within a text parts it": (
        ["Home", ENTER],
        ["๑. วางแผน", "๒.", "๓. ประชุม"],
    ),
    "Tab makes a sub-item": (
        [ENTER, TAB, "เวทีหนึ่ง", ENTER, "เวทีสอง"],
        ["๑. วางแผน", "๒. ประชุม", "๒.๑ เวทีหนึ่ง", "๒.๒ เวทีสอง"],
    ),
    "Shift+Tab goes back out": (
        [ENTER, TAB, "เวที", ENTER, BACK, "สรุป"],
        ["๑. วางแผน", "๒. ประชุม", "๒.๑ เวที", "๓. สรุป"],
    ),
    "Enter in an empty item ends the list": (
        [ENTER, ENTER, "ท้ายข้อ"],
        ["๑. วางแผน", "๒. ประชุม", "ท้ายข้อ"],
    ),
    "Backspace at the start joins": (["Home", "Backspace"], ["๑. วางแผนประชุม"]),
    "Delete at the end joins the next": (["ArrowUp", "Home", "ArrowUp", "End", "Delete"],
        ["๑. วางแผนประชุม"]),
    "Ctrl+Z takes a paragraph back": ([ENTER, "Control+z"], ["๑. วางแผน", "๒. ประชุม"]),
    "Ctrl+Y brings it again": (
        [ENTER, "Control+z", "Control+y"],
        ["๑. วางแผน", "๒. ประชุม", "๓."],
    ),
    "Ctrl+Z takes typing back": (["ใหญ่", "Control+z"], ["๑. วางแผน", "๒. ประชุม"]),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "shown"), TYPING.values(), ids=TYPING)
def test_typing_makes_the_numbering(page, row, keys, shown):
    cell = cell_of(page, row, "steps")
    enter(cell, 1)
    press(page, *keys)
    assert shown_in(cell) == shown


@pytest.mark.parametrize(
    ("column", "keys", "shown"),
    [
        ("results", ["ทำแล้ว", ENTER, "เผยแพร่แล้ว"], ["๑. ทำแล้ว", "๒. เผยแพร่แล้ว"]),
        ("outcome", ["ดีขึ้น", ENTER, "ต่อเนื่อง"], ["ดีขึ้น", "ต่อเนื่อง"]),
        ("outcome", ["๑. ", "ดีขึ้น"], ["๑. ดีขึ้น"]),
        ("outcome", ["๓. ", "ดีขึ้น", ENTER, "อีก"], ["๓. ดีขึ้น", "๔. อีก"]),
        ("outcome", ["– ", "ดีขึ้น", ENTER, "อีก"], ["- ดีขึ้น", "- อีก"]),
        ("outcome", ["๒.๕ ", "ล้านบาท"], ["๒.๕ ล้านบาท"]),
    ],
)
def test_an_empty_cell_begins_its_list(page, row, column, keys, shown):
    cell = cell_of(page, row, column)
    cell.locator("textarea.para").click()
    press(page, *keys)
    assert shown_in(cell) == shown


def test_tab_holds_nobody(page, row):
    steps = cell_of(page, row, "steps")
    enter(steps, 1)
    press(page, "Escape")
    expect(steps).to_be_focused()
    press(page, TAB, TAB)
    assert levels_in(steps) == ["0", "0"]
    assert not steps.evaluate("cell => cell.contains(document.activeElement)")


def test_tab_without_a_level_to_go_to_leaves_the_cell(page, row):
    steps = cell_of(page, row, "steps")
    enter(steps, 0)
    press(page, TAB)
    assert levels_in(steps) == ["0", "0"]
    assert not steps.evaluate("cell => cell.contains(document.activeElement)")


def test_tab_goes_from_text_to_the_next_text_and_to_a_cells_tools_when_asked(page, row):
    measures, steps = (cell_of(page, row, each) for each in ("measures", "steps"))
    enter(measures)
    press(page, TAB)
    expect(steps.locator("textarea.para").first).to_be_focused()
    press(page, BACK)
    expect(measures.locator("textarea.para").first).to_be_focused()
    press(page, "Control+Enter")
    expect(measures.get_by_role("link", name="ข้อความก่อนหน้า")).to_be_focused()
    press(page, TAB)
    expect(steps.locator("textarea.para").first).to_be_focused()


def test_whoever_passes_by_tab_changes_no_level(page, row):
    steps = cell_of(page, row, "steps")
    enter(steps, 1)
    press(page, ENTER, TAB, "เวที")
    enter(cell_of(page, row, "responsible"))
    press(page, BACK)
    expect(steps.locator("textarea.para").last).to_be_focused()
    press(page, BACK)
    assert levels_in(steps) == ["0", "0", "1"]
    assert not steps.evaluate("cell => cell.contains(document.activeElement)")
    enter(cell_of(page, row, "responsible"))
    press(page, BACK, "End", BACK)
    assert levels_in(steps) == ["0", "0", "0"]


def test_the_hint_says_how_to_leave(page, row):
    steps = cell_of(page, row, "steps")
    enter(steps, 1)
    expect(steps.locator("#key-hint")).to_contain_text("Esc ออกจากช่อง")


def test_lines_pasted_become_paragraphs_without_their_typed_numbers(page, row):
    steps = cell_of(page, row, "steps")
    enter(steps, 1)
    press(page, ENTER)
    steps.locator("textarea.para").nth(2).evaluate(
        """field => {
            const data = new DataTransfer();
            data.setData("text/plain", "๑. เปิดเวที\\n1.1 ฟังความเห็น\\n๒) สรุปผล\\n");
            field.dispatchEvent(new ClipboardEvent(
                "paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert shown_in(steps) == [
        "๑. วางแผน", "๒. ประชุม", "๓. เปิดเวที", "๓.๑ ฟังความเห็น", "๔. สรุปผล",
    ]  # fmt: skip


def test_cells_grow_where_the_browser_does_not_by_itself(portal_page, clerk, plan, row):
    page = portal_page(360, clerk)
    page.add_init_script("CSS.supports = () => false")
    open_grid(page, plan)
    field = cell_of(page, row, "outcome").locator("textarea.para")
    before = field.evaluate("field => field.style.height")
    field.click()
    press(page, "ข้อความยาว" * 40)
    after = field.evaluate("field => field.style.height")
    assert int(after.removesuffix("px")) > 3 * int(before.removesuffix("px"))


COUNTED = {
    "items and sub-items": "n0 n0 n1 n1 n2 n0 n1",
    "dashes and plain ones between": "n0 d1 p0 n0 d0 n1",
    "sub-items without an item": "n1 n1 n0 n1",
    "a level left out": "n0 n2 n2 n1 n0",
    "a list that starts at three": "n0:๓. n0 n1 n0",
    "typed in parentheses below": "n0 n1:(๑) n1 n0",
    "letters count nothing": "n0:ก. n0:ข. n0",
    "a typed number of two levels at the outermost": "n0:๒.๑ n0 n1",
}


@pytest.mark.parametrize("outline", COUNTED.values(), ids=COUNTED)
def test_the_screen_counts_as_print_does(page, outline):
    kinds = {"n": "numbered", "d": "dash", "p": "plain"}
    cell = [
        {"text": "ก", "kind": kinds[each[0]], "level": int(each[1]), "marker": each[3:]}
        for each in outline.split()
    ]
    counted = page.evaluate(
        "async cell => (await import('/static/portal/js/numbering.js')).markers(cell)", cell
    )
    assert counted == list(markers(paragraphs_from_json(cell)))
