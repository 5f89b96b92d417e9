"""Scores while they are typed: what follows from them is said before anything is saved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from measures.models import YearlyScore
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

URL = "/one/2568/scores/"
LATER = ["87.67", "90.05", "84.92", "76.35", "85.41", "91.06", "94.20", "92.58", "93.75", "91.67"]
EARLIER = ["๘๗.๘๗", "๘๙.๖๐", "๙๓.๔๔", "๖๙.๖๐", "๘๔.๖๗", "๙๐.๑๒", "๙๑.๑๕", "๘๖.๔๓", "๙๐.๓๐", "๘๗.๕๐"]


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    for year in (2567, 2568):
        make.make_bands(year)
    return plan


def said(page):
    """The words of the form, blanks as one space."""
    return " ".join(page.inner_text("#scores").split())


@pytest.mark.parametrize("width", [1366, 360])
def test_means_total_level_and_changes_follow_the_keys_and_equal_what_is_saved(
    portal_page, clerk, plan, axe, width
):
    page = portal_page(width, clerk)
    page.goto(URL)
    for number, (earlier, later) in enumerate(zip(EARLIER, LATER, strict=True), start=1):
        page.fill(f"#id_y2567-score_{number}", earlier)
        page.fill(f"#id_y2568-score_{number}", later)
    page.fill("#id_y2568-total", "90.36")
    typed = said(page)
    for words in (
        "ลดลง ๘.๕๒ คะแนน",
        "เพิ่มขึ้น ๒.๕๒ คะแนน",
        "ต่างจากที่คำนวณ ๐.๐๓ คะแนน",
        "๙๐.๓๖",
        "ผ่านดี",
    ):
        assert words in typed
    assert YearlyScore.objects.count() == 0
    assert axe(page) == []

    page.press("#id_y2568-score_10", "Enter")
    expect(page.get_by_text("บันทึกคะแนนปี ๒๕๖๗ และ ๒๕๖๘ แล้ว")).to_be_visible()
    assert YearlyScore.objects.count() == 20
    figures = re.compile(r"[๐-๙]+\.[๐-๙]+")
    assert figures.findall(typed) == figures.findall(said(page).replace(held_back(page), ""))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def held_back(page):
    """The sentence that only the server writes: why a level was not reached."""
    found = page.locator("[data-held-back]")
    return " ".join(found.inner_text().split()) if found.count() else "—"


def test_score_that_looks_like_points_waits_and_the_error_has_the_focus(
    portal_page, clerk, plan, axe
):
    page = portal_page(360, clerk)
    page.goto(URL)
    page.fill("#id_y2567-score_9", "๓๖.๑๒")
    assert "รอยืนยันค่าปี ๒๕๖๗" in said(page)
    page.press("#id_y2567-score_9", "Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert axe(page) == []
    page.get_by_role("button", name="ใช้ ๙๐.๓๐").click()
    expect(page.locator("#id_y2567-score_9")).to_have_value("๙๐.๓๐")
    assert str(YearlyScore.objects.get().value) == "90.30"
