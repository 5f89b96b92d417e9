"""Talk at a row, answered where it stands: in the grid, on a telephone, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.actions.workflow import return_plan, submit_plan
from measures.models import PlanEvent
from tests import factories as make

from .grid import ENTER, open_grid

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_returned_row_is_answered_in_the_grid_closed_and_unfolded_again(
    portal_page, sign_in, browser, live_server, clerk, supervisor, organization, axe
):
    plan = make.make_plan(organization=organization)
    group = make.make_group(section=make.make_section(plan=plan))
    row, _ = (make.make_filled_row(group=group) for _ in range(2))
    submit_plan(plan=plan, by=clerk)
    return_plan(plan=plan, reason="โปรดระบุระยะเวลา", place=row, by=supervisor)

    page = portal_page(360, clerk)
    open_grid(page, plan)
    talk = page.locator("details.talk")
    expect(talk).to_contain_text("โปรดระบุระยะเวลา")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name="ดูที่ซึ่งส่งกลับ").click()
    expect(talk.locator("li.returned")).to_be_in_viewport()
    reply = page.get_by_label("ตอบกลับ แถวที่ ๑")
    reply.fill("บรรทัดแรก")
    reply.press("End")
    reply.press(ENTER)
    reply.press_sequentially("ระบุแล้ว")
    # A command shows all tables anew; what was typed and not sent stays.
    page.locator(f"#row-{row.pk} summary.iconbtn").click()
    page.locator(f"#row-{row.pk}").get_by_role("button", name="ทำสำเนาแถว").click()
    expect(page.locator("tr[data-row]")).to_have_count(3)
    expect(reply).to_have_value("บรรทัดแรก\nระบุแล้ว")
    assert axe(page) == []
    page.get_by_role("button", name="ส่งความเห็น แถวที่ ๑").click()
    expect(talk).to_contain_text("ระบุแล้ว")
    said = PlanEvent.objects.get(step="comment")
    assert said.text == "บรรทัดแรก\nระบุแล้ว"
    assert page.url.endswith(f"/2568/measures/#event-{said.pk}")

    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, supervisor)
    other = plain.new_page()
    other.goto("/one/2568/measures/")
    other.get_by_label("ตอบกลับ แถวที่ ๑").fill("ขอบคุณ")
    other.get_by_role("button", name="ส่งความเห็น แถวที่ ๑").click()
    expect(other.locator("details.talk")).to_contain_text("ขอบคุณ")
    other.get_by_role("button", name="ปิดความเห็นนี้ แถวที่ ๑").click()
    expect(other.locator("details.talk")).not_to_have_attribute("open", "")
    plain.close()

    page.reload()
    expect(talk.get_by_text("ขอบคุณ")).to_be_hidden()
    talk.locator("summary").click()
    expect(talk.get_by_text("ขอบคุณ")).to_be_visible()
