"""What supervisor and head of office do with a submitted plan; one function a step."""

from __future__ import annotations

from playwright.sync_api import expect

from tests import factories as make

from .hands import Hands
from .looking import arrive, look

REASON = "โปรดระบุจำนวนผู้เข้ารับการอบรม"


def give_code(hands: Hands) -> None:
    """What the app on the telephone shows."""
    page = hands.page
    arrive(page, "ยืนยันด้วยรหัส", "20-code")
    hands.write(page.get_by_label("รหัส"), make.one_time_code())
    hands.press(page.get_by_role("main").get_by_role("button"))


def open_submitted(hands: Hands) -> None:
    """From the home page, where the plan waits."""
    page = hands.page
    arrive(page, "งานของฉัน", "21-waiting")
    hands.press(page.get_by_role("link", name="ตรวจแผน"))
    arrive(page, "ตรวจและส่ง", "22-reading")


def return_first_row(hands: Hands) -> None:
    """With a reason, at the row."""
    page = hands.page
    place = page.get_by_label("ส่งกลับส่วนใด")
    first = place.locator('option[value^="row-"]').first.text_content()
    hands.write(page.get_by_label("เหตุผล (จำเป็น)"), REASON)
    hands.choose(place, (first or "").strip())
    look(page, "23-returning")
    hands.press(page.get_by_role("button", name="ส่งกลับพร้อมเหตุผล"))
    expect(page.get_by_text("ส่งแผนกลับพร้อมเหตุผลแล้ว")).to_be_visible()
    look(page, "24-returned")


def approve(hands: Hands) -> None:
    """Exactly the content that the page shows."""
    page = hands.page
    hands.tick(page.get_by_label("ข้าพเจ้าได้ตรวจเนื้อหาตามรหัสนี้แล้ว"))
    look(page, "25-approving")
    hands.press(page.get_by_role("button", name="อนุมัติเนื้อหานี้"))
    expect(page.get_by_text("อนุมัติเนื้อหาของแผนแล้ว")).to_be_visible()
    look(page, "26-approved")
