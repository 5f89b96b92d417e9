"""Texts of plain forms: no ended session, dead line, closed tab or refusal takes them away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.models import MeasurePlan
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

URL = "/one/2568/general/"
SCORES = "/one/2568/scores/"


@pytest.fixture
def plan(organization):
    make.make_bands(2568)
    return make.make_plan(organization=organization)


@pytest.fixture
def page(portal_page, clerk, plan):
    page = portal_page(1366, clerk)
    page.goto(URL)
    return page


def introduction(plan):
    return [each.text for each in MeasurePlan.objects.get(pk=plan.pk).introduction]


def save(page):
    page.click("#save")


def kept_by_now(page):
    """Half a second after the last key, and a little."""
    page.wait_for_timeout(900)


def test_a_form_waits_until_its_writer_is_signed_in_and_reached(
    page, plan, clerk, supervisor, sign_in, axe
):
    page.fill("#id_introduction", "คำนำที่พิมพ์ไว้")
    context = page.context
    said = page.locator("#not-sent")

    context.clear_cookies()
    save(page)
    expect(said).to_contain_text("หมดเวลาการเข้าสู่ระบบ")
    expect(said).to_be_focused()
    assert axe(page) == []
    sign_in(context, supervisor)
    save(page)
    expect(said).to_contain_text("บัญชีอื่นเข้าสู่ระบบอยู่")
    sign_in(context, clerk)
    context.set_offline(True)
    save(page)
    expect(said).to_contain_text("ติดต่อระบบไม่ได้")
    expect(page.locator("#id_introduction")).to_have_value("คำนำที่พิมพ์ไว้")
    assert introduction(plan) == []

    context.set_offline(False)
    save(page)  # The token is another by now than the page was opened with.
    page.wait_for_url("**/one/2568/")
    assert introduction(plan) == ["คำนำที่พิมพ์ไว้"]


def test_what_was_typed_and_not_saved_is_offered_to_its_writer_alone(
    page, plan, clerk, supervisor, sign_in, axe
):
    context = page.context
    page.fill("#id_introduction", "บรรทัดหนึ่ง\nบรรทัดสอง")
    page.close()
    offer = "#typed-before"

    page = context.new_page()
    sign_in(context, supervisor)
    page.goto(URL)
    page.wait_for_timeout(300)
    expect(page.locator(offer)).to_have_count(0)
    sign_in(context, clerk)
    page.goto(URL)
    expect(page.locator(offer)).to_contain_text("๑ ช่องที่ท่านพิมพ์ค้างไว้")
    assert axe(page) == []
    page.get_by_role("button", name="ใส่ข้อความกลับ").click()
    expect(page.locator("#id_introduction")).to_be_focused()
    save(page)
    page.wait_for_url("**/one/2568/")
    assert introduction(plan) == ["บรรทัดหนึ่ง", "บรรทัดสอง"]

    page.goto(URL)
    page.fill("#id_introduction", "อีกข้อความ")
    kept_by_now(page)
    page.get_by_role("button", name="ออกจากระบบ", exact=True).click()
    expect(page.locator("#unsent")).to_contain_text("๑ ช่องที่ยังไม่ได้บันทึก")
    page.get_by_role("button", name="ลบข้อความและออกจากระบบ").click()
    page.wait_for_url("**/login/")
    sign_in(context, clerk)
    page.goto(URL)
    page.wait_for_timeout(300)
    expect(page.locator(offer)).to_have_count(0)


def test_what_was_refused_is_offered_too_and_what_was_saved_is_not(page):
    page.goto(SCORES)
    page.fill("#id_y2568-score_1", "๑๐๒")
    page.press("#id_y2568-score_1", "Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.goto(URL)
    page.goto(SCORES)
    page.get_by_role("button", name="ใส่ข้อความกลับ").click()
    expect(page.locator("#id_y2568-score_1")).to_have_value("๑๐๒")
    page.fill("#id_y2568-score_1", "๘๒.๕๐")
    page.press("#id_y2568-score_1", "Enter")
    expect(page.locator(".notice.n-ok")).to_be_visible()
    page.goto(SCORES)
    expect(page.locator("#id_y2568-score_1")).to_have_value("๘๒.๕๐")
    page.wait_for_timeout(300)
    expect(page.locator("#typed-before")).to_have_count(0)
