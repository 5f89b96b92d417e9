"""What a clerk does with a plan, from signing in to submitting; one function a step.

Every step begins on the page where the one before ended and goes on by what that page offers.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from .grid import ENTER, TAB, press, save_line, shown_in
from .hands import Hands
from .looking import arrive, look

SAVED = "บันทึกแล้ว"
IDS = "rows => rows.map(row => row.id)"

# Word's own markup, shortened: paragraphs of a class in cells, numbers typed by Word.
ROWS_IN_WORD = 10
WORD = (
    """<html lang="th"><body><table class="MsoTableGrid" border="1">{rows}</table></body></html>"""
)
WORD_ROW = "<tr>" + "".join(
    f'<td><p class="MsoListParagraph">{text}<o:p></o:p></p></td>' for text in (
        "จัดทำคู่มือเล่มที่ {number}",
        "1.&nbsp;ร่างคู่มือ</p><p class=MsoListParagraph>2.&nbsp;เผยแพร่คู่มือ",
        "สำนักปลัด",
        "ต.ค. 67 - ก.ย. 68",
    )
) + "</tr>"  # fmt: skip


def sign_in(hands: Hands, username: str, password: str) -> None:
    """Through the page that anybody sees first."""
    page = hands.page
    page.goto("/")
    arrive(page, "เข้าสู่ระบบ", "01-sign-in")
    hands.write(page.get_by_label("ชื่อผู้ใช้"), username)
    hands.write(page.get_by_label("รหัสผ่าน"), password)
    hands.press(page.get_by_role("button", name="เข้าสู่ระบบ"))


def copy_last_year(hands: Hands) -> None:
    """From the home page: the next year's plan, begun with last year's measures."""
    page = hands.page
    arrive(page, "งานของฉัน", "02-home")
    hands.press(page.get_by_role("link", name="คัดลอกจากปีก่อน"))
    arrive(page, "เริ่มแผนใหม่", "03-start")
    hands.tick(page.get_by_label("คัดลอกจากแผนปีงบประมาณ พ.ศ. ๒๕๖๗"))
    hands.press(page.get_by_role("button", name="เริ่มแผน"))
    arrive(page, "แผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๘", "04-copied")


def import_file(hands: Hands, file: Path) -> None:
    """A report's file takes the place of what was copied; from the summary back to the plan."""
    page = hands.page
    hands.press(page.get_by_role("navigation", name="เมนูหลัก").get_by_role("link", name="นำเข้า"))
    arrive(page, "นำเข้าจากไฟล์", "05-import")
    hands.give(page.get_by_label("ไฟล์"), file)
    hands.press(page.get_by_role("button", name="อ่านไฟล์"))
    arrive(page, "ตรวจสิ่งที่อ่านได้", "06-import-check")
    hands.tick(page.get_by_label("ให้เนื้อหาจากไฟล์แทนที่เนื้อหาเดิมของแผน"))
    hands.press(page.get_by_role("button", name=re.compile("^นำเข้า .* มาตรการ")))
    arrive(page, "นำเข้าแล้ว", "07-import-done")
    hands.press(page.get_by_role("link", name="ดูแผน"))
    arrive(page, "แผนมาตรการ ปี", "08-imported")


def open_part(hands: Hands, name: str) -> None:
    """A part of the plan, from its list of tasks."""
    hands.press(hands.page.get_by_role("main").get_by_role("link", name=name, exact=True))


def open_grid(hands: Hands) -> None:
    """The measures; ready to be typed in."""
    open_part(hands, "มาตรการ")
    expect(hands.page.locator("html[data-grid=ready]")).to_be_attached()
    arrive(hands.page, "ตารางมาตรการ", "08-grid")


def cell(page: Page, row: int, column: str) -> Locator:
    """A cell of the row in this place."""
    return page.locator("tr[data-row]").nth(row).locator(f'[data-column="{column}"]')


def first_pasted(page: Page) -> int:
    """The place of the first row that was pasted: they are the last ones."""
    return page.locator("tr[data-row]").count() - ROWS_IN_WORD


def type_steps(hands: Hands) -> None:
    """In the first row: the next item by Enter, an item below it by Tab; the save line says so."""
    page = hands.page
    steps = cell(page, 0, "steps")
    hands.enter(steps)
    press(page, ENTER, "อบรมผู้ปฏิบัติงาน 2 ครั้ง", ENTER, TAB, "รุ่นแรกในเดือนมกราคม")
    *_, item, below = shown_in(steps)
    number = item.split(".")[0]
    assert item == f"{number}. อบรมผู้ปฏิบัติงาน 2 ครั้ง", item
    assert below == f"{number}.๑ รุ่นแรกในเดือนมกราคม", below
    look(page, "09-typing")
    expect(save_line(page)).to_contain_text(SAVED)


def copy_from_word(page: Page) -> None:
    """A table of another window, copied from there by the browser itself."""
    window = page.context.new_page()
    rows = (WORD_ROW.format(number=number) for number in range(1, ROWS_IN_WORD + 1))
    window.set_content(WORD.format(rows="".join(rows)))
    window.keyboard.press("Control+a")
    window.keyboard.press("Control+c")
    window.close()
    page.bring_to_front()


def paste_ten_rows(hands: Hands) -> None:
    """Into a new row: seen as they will land, put in, back in the grid."""
    page = hands.page
    before = page.locator("tr[data-row]").count()
    hands.press(page.get_by_role("button", name="เพิ่มมาตรการ", exact=True))
    expect(page.locator("tr[data-row]")).to_have_count(before + 1)
    expect(cell(page, before, "measures").locator("textarea")).to_be_focused()
    copy_from_word(page)
    page.keyboard.press("Control+v")
    dialog = page.get_by_role("dialog", name="ตรวจก่อนวางลงตาราง")
    expect(dialog.locator("tbody tr")).to_have_count(ROWS_IN_WORD)
    look(page, "10-paste")
    hands.press(dialog.get_by_role("button", name="วาง ๑๐ แถว"))
    arrive(page, "วางตารางแล้ว", "11-pasted")
    hands.press(page.get_by_role("link", name="กลับไปที่ตาราง"))
    expect(page.locator("tr[data-row]")).to_have_count(before + ROWS_IN_WORD)


def meet_a_colleague(hands: Hands, colleague: Hands) -> None:
    """Both type in one cell of the first pasted row; the clerk keeps both texts."""
    page, other = hands.page, colleague.page
    expect(page.locator("html[data-grid=ready]")).to_be_attached()
    pasted = first_pasted(page)
    other.goto(page.url)
    expect(other.locator("html[data-grid=ready]")).to_be_attached()
    colleague.enter(cell(other, pasted, "steps"))
    press(other, ENTER, "แจ้งในที่ประชุม")
    expect(save_line(other)).to_contain_text(SAVED)
    hands.enter(cell(page, pasted, "steps"))
    press(page, ENTER, "แจ้งในเวทีประชาคม")
    expect(page.locator("tr.clash")).to_be_visible()
    look(page, "12-conflict")
    hands.press(page.get_by_role("button", name="รวมทั้งสองข้อความ"))
    expect(page.locator("tr.clash")).to_have_count(0)
    expect(save_line(page)).to_contain_text(SAVED)
    shown = shown_in(cell(page, pasted, "steps"))
    both = ["๓. แจ้งในเวทีประชาคม", "๔. แจ้งในที่ประชุม"]
    assert shown == ["๑. ร่างคู่มือ", "๒. เผยแพร่คู่มือ", *both], shown


def put_rows_in_order(hands: Hands) -> None:
    """By the menu of a row: the first pasted one down and up again, the last one away and back."""
    page = hands.page
    rows = page.locator("tr[data-row]")
    names = rows.evaluate_all(IDS)
    place = first_pasted(page)
    moved = page.locator(f"#{names[place]}")
    hands.press(moved.locator("summary.iconbtn"))
    hands.press(moved.get_by_role("button", name="ย้ายลง"))
    expect(rows.nth(place + 1)).to_have_id(names[place])
    hands.press(moved.get_by_role("button", name="ย้ายขึ้น"))
    expect(rows.nth(place)).to_have_id(names[place])
    page.keyboard.press("Escape")
    last = page.locator(f"#{names[-1]}")
    hands.press(last.locator("summary.iconbtn"))
    look(page, "12-row-menu")
    hands.press(last.get_by_role("button", name="ลบแถว"))
    expect(rows).to_have_count(len(names) - 1)
    hands.press(page.get_by_role("button", name="นำแถวกลับมา"))
    expect(rows).to_have_count(len(names))


def enter_results(hands: Hands) -> None:
    """In the first pasted row: what became of it."""
    page = hands.page
    pasted = first_pasted(page)
    hands.choose(cell(page, pasted, "status").locator("select"), "ดำเนินการ")
    hands.enter(cell(page, pasted, "results"))
    press(page, "เผยแพร่คู่มือ 120 เล่ม")
    hands.enter(cell(page, pasted, "outcome"))
    press(page, "ผู้รับบริการทราบขั้นตอนมากขึ้น")
    expect(save_line(page)).to_contain_text(SAVED)
    look(page, "13-results")


def show_the_plan(hands: Hands) -> None:
    """Back to the list of tasks by the trail on top."""
    trail = hands.page.get_by_role("navigation", name="เส้นทาง")
    hands.press(trail.get_by_role("link", name="แผนมาตรการ"))
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("แผนมาตรการ ปี")


CAPTION = "มอบคู่มือ 5 มกราคม 2568"
"""Under the photograph; the report says it in Thai digits."""


def add_photograph(hands: Hands, file: Path) -> None:
    """A picture with the words for those who do not see it, and its caption."""
    page = hands.page
    open_part(hands, "หลักฐานและภาคผนวก")
    arrive(page, "หลักฐาน", "14-evidence")
    hands.give(page.get_by_label("เลือกภาพถ่าย"), file)
    hands.press(page.get_by_role("button", name="เพิ่มภาพที่เลือก"))
    expect(page.get_by_role("heading", name="ภาพที่ ๑")).to_be_visible()
    hands.write(page.get_by_label("คำบรรยายแทนภาพ"), "เจ้าหน้าที่มอบคู่มือแก่ประชาชน")
    hands.write(page.get_by_label("คำบรรยายใต้ภาพ"), CAPTION)
    hands.press(page.get_by_role("button", name="บันทึกข้อความ"))
    expect(page.get_by_text("บันทึกข้อความแล้ว")).to_be_visible()
    look(page, "15-photograph")


def submit(hands: Hands) -> None:
    """See what is lacking, then hand the plan over."""
    page = hands.page
    arrive(page, "ตรวจและส่ง", "16-check")
    hands.press(page.get_by_role("button", name="ส่งให้ผู้บังคับบัญชา"))
    expect(page.get_by_text("ส่งแผนให้ผู้บังคับบัญชาแล้ว")).to_be_visible()
    look(page, "17-submitted")


def go_home(hands: Hands) -> None:
    """What waits for me."""
    hands.press(hands.page.get_by_role("link", name="งานของฉัน").first)
    expect(hands.page.get_by_role("heading", level=1)).to_have_text("งานของฉัน")


def download_report(hands: Hands) -> Download:
    """The plan's report with Thai digits, from its list of tasks."""
    with hands.page.expect_download() as download:
        hands.press(hands.page.get_by_role("link", name="ดาวน์โหลด PDF เลขไทย"))
    return download.value


def mend_returned_row(hands: Hands, reason: str) -> None:
    """The home page says what was wrong, the plan leads to the row, the grid back to the check."""
    page = hands.page
    expect(page.get_by_text(reason)).to_be_visible()
    look(page, "18-returned-home")
    hands.press(page.get_by_role("link", name="แก้ไขตามความเห็น"))
    arrive(page, "แผนมาตรการ ปี", "19-returned-plan")
    expect(page.get_by_text(reason)).to_be_visible()
    hands.press(page.get_by_role("link", name="แก้ไข แถวที่ ๑ ในตาราง"))
    expect(page.locator("html[data-grid=ready]")).to_be_attached()
    arrive(page, "ตารางมาตรการ", "19-returned-grid")
    hands.enter(cell(page, 0, "steps"))
    press(page, ENTER, "ผู้เข้ารับการอบรม 40 คน")
    expect(save_line(page)).to_contain_text(SAVED)
    hands.press(page.get_by_role("link", name="ส่งอีกครั้งเมื่อแก้ไขแล้ว"))
