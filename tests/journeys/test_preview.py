"""The report beside the grid, and photographs of its appendix."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from measures.models import AppendixPicture
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_measure(row=row, content=make.numbered("จัดทำคู่มือ"))
    return plan


@pytest.mark.parametrize("width", [1366, 360])
def test_panel_is_fetched_when_it_is_opened_and_gives_the_focus_back_when_hidden(
    portal_page, clerk, plan, axe, width
):
    page = portal_page(width, clerk)
    fetched: list[str] = []
    page.on(
        "request", lambda asked: fetched.append(asked.url) if "/preview/" in asked.url else None
    )
    page.goto("/one/2568/measures/")
    expect(page.get_by_role("link", name="ดูตัวอย่างรายงาน")).to_be_hidden()
    assert previews(fetched) == 0

    page.get_by_role("button", name="แสดงตัวอย่าง").press("Enter")
    expect(page.locator("#preview .page")).to_contain_text("จัดทำคู่มือ")
    expect(page.get_by_role("heading", name="ตัวอย่างรายงาน")).to_be_focused()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="ปรับปรุงตัวอย่าง").click()
    expect(page.locator("#preview-line")).to_have_text("")
    assert previews(fetched) == 2
    page.locator("#hide-preview").click()
    expect(page.locator("#preview")).to_be_hidden()
    expect(page.locator("#show-preview")).to_be_focused()


def previews(fetched):
    """How many of the requests asked for the panel."""
    return sum("/preview/" in address for address in fetched)


def test_grid_is_cards_beside_the_panel(portal_page, clerk, plan):
    page = portal_page(1366, clerk)
    page.goto("/one/2568/measures/")
    row = page.locator("#grid tr.measure").first
    expect(row).to_have_css("display", "table-row")
    page.get_by_role("button", name="แสดงตัวอย่าง").click()
    expect(row).to_have_css("display", "block")


def test_panel_says_so_when_the_session_has_ended(portal_page, clerk, plan):
    page = portal_page(1366, clerk)
    page.goto("/one/2568/measures/")
    page.context.clear_cookies()
    page.get_by_role("button", name="แสดงตัวอย่าง").click()
    expect(page.locator("#preview-line")).to_contain_text("โปรดเข้าสู่ระบบอีกครั้ง")


def photo(colour):
    """A photograph as Playwright chooses it."""
    content = make.picture_file(colour=colour)
    return FilePayload(name=f"{colour}.jpg", mimeType="image/jpeg", buffer=content)


@pytest.mark.parametrize("width", [1366, 360])
def test_photographs_are_added_described_moved_and_undone_by_keyboard(
    portal_page, clerk, plan, axe, width
):
    page = portal_page(width, clerk)
    page.goto("/one/2568/evidence/")
    page.set_input_files("#id_new-pictures", [photo("teal"), photo("crimson")])
    page.get_by_role("button", name="เพิ่มภาพที่เลือก").press("Enter")
    expect(page.get_by_text("เพิ่มภาพแล้ว ๒ ภาพ")).to_be_visible()
    _, second = AppendixPicture.objects.order_by("position")
    assert axe(page) == []

    page.fill(f"#id_picture-{second.pk}-alternative_text", "ป้ายประกาศ")
    page.get_by_role("button", name="เลื่อนขึ้น ภาพที่ ๒").press("Enter")
    expect(page.locator(".evidence img").first).to_have_attribute("alt", "ป้ายประกาศ")
    page.get_by_role("button", name="นำออก ภาพที่ ๑").press("Enter")
    expect(page.locator(".evidence img")).to_have_count(1)
    page.get_by_role("button", name="เลิกทำ").press("Enter")
    expect(page.locator(".evidence img")).to_have_count(2)
    expect(page.locator(".evidence img").first).to_have_attribute("alt", "ป้ายประกาศ")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
