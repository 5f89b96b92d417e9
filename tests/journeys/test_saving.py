"""Saving by itself: what is typed reaches the database, whatever happens on the way."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Request, expect

from measures.models import Row
from tests import factories as make

from .conftest import ARGUMENTS, CHROMIUM
from .grid import (
    ENTER,
    OFFLINE,
    cell_of,
    enter,
    open_grid,
    press,
    save_line,
    shown_in,
    type_while_away,
)

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = "บันทึกแล้ว"


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def row(plan):
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_step(row=row, content=make.numbered("วางแผน"))
    return row


@pytest.fixture
def page(portal_page, clerk, plan, row):
    page = portal_page(1366, clerk)
    open_grid(page, plan)
    return page


def sends_of(page: Page) -> list[dict]:
    """Collects what a page sends to be saved, from now on."""
    sends: list[dict] = []

    def note(request: Request) -> None:
        if "/cells/" in request.url and request.post_data_json:
            sends.append(request.post_data_json)

    page.on("request", note)
    return sends


def stored(row: Row) -> list[str]:
    """The texts of a row's steps as they are stored."""
    return [each.text for step in row.steps.order_by("position") for each in step.content]


def test_typing_is_saved_by_itself_and_the_cursor_stays(page, row):
    sends = sends_of(page)
    steps = cell_of(page, row, "steps")
    enter(steps)
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text(SAVED)
    assert stored(row) == ["วางแผน", "ประชุม"]
    assert [each["column"] for each in sends] == ["steps"]
    press(page, "ใหญ่")
    assert shown_in(steps) == ["๑. วางแผน", "๒. ประชุมใหญ่"]


def test_leaving_a_cell_saves_it_at_once(page, row):
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # no timer of the page goes off
    enter(cell_of(page, row, "steps"))
    press(page, "งาน")
    with page.expect_response("**/cells/") as answer:
        enter(cell_of(page, row, "outcome"))
    assert answer.value.status == 200
    assert stored(row) == ["วางแผนงาน"]


def test_nothing_is_sent_when_nothing_changed(page, row):
    sends = sends_of(page)
    enter(cell_of(page, row, "steps"))
    press(page, "ก", "Backspace", ENTER, ENTER)
    enter(cell_of(page, row, "outcome"))
    enter(cell_of(page, row, "results"))
    page.wait_for_timeout(2_000)
    assert sends == []


def test_a_server_away_loses_nothing(page, row):
    page.context.set_offline(True)
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text(OFFLINE)
    enter(cell_of(page, row, "outcome"))
    press(page, "ดีขึ้น")
    assert stored(row) == ["วางแผน"]
    page.context.set_offline(False)
    expect(save_line(page)).to_contain_text(SAVED)
    expect(save_line(page)).not_to_contain_text(OFFLINE)
    assert stored(row) == ["วางแผน", "ประชุม"]
    assert [each.text for each in row.results.get(round=12).outcome] == ["ดีขึ้น"]


def test_a_tab_closed_while_the_server_is_away_sends_on_return(page, plan, row):
    again = type_while_away(page, row, "ประชุม")
    open_grid(again, plan)
    expect(save_line(again)).to_contain_text(SAVED)
    assert shown_in(cell_of(again, row, "steps")) == ["๑. วางแผน", "๒. ประชุม"]
    assert stored(row) == ["วางแผน", "ประชุม"]


def test_a_session_that_ended_goes_on_after_signing_in_again(page, row):
    Session.objects.all().delete()
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text("หมดเวลาการเข้าสู่ระบบ")
    with page.context.expect_page() as opened:
        page.locator("#save-line").get_by_role("link").click()
    other = opened.value
    other.locator("input[autocomplete=username]").fill("clerk")
    other.locator("input[type=password]").fill(make.PASSWORD)
    other.locator("main form button[type=submit], main form input[type=submit]").first.click()
    expect(other.locator("#grid")).to_be_attached()
    other.close()
    page.bring_to_front()
    expect(save_line(page)).to_contain_text(SAVED, timeout=25_000)
    assert stored(row) == ["วางแผน", "ประชุม"]


def test_somebody_else_signing_in_does_not_get_the_text(page, row, plan, organization, sign_in):
    colleague = make.make_member(organization=organization, username="colleague")
    Session.objects.all().delete()
    sign_in(page.context, colleague)
    page.context.request.get(page.url)
    page.context.clear_cookies(name="csrftoken")
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text("บัญชีอื่นเข้าสู่ระบบอยู่")
    assert stored(row) == ["วางแผน"]


def test_signing_out_empties_what_the_browser_kept(page, plan, row, sign_in, clerk):
    page.route("**/cells/", lambda route: route.abort())
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, "ประชุม")
    expect(save_line(page)).to_contain_text(OFFLINE)
    page.get_by_role("button", name="ออกจากระบบ", exact=True).click()
    page.get_by_role("button", name="ลบข้อความและออกจากระบบ").click()
    page.wait_for_url("**/login/**")
    sign_in(page.context, clerk)
    page.unroute("**/cells/")
    open_grid(page, plan)
    page.wait_for_timeout(500)
    assert shown_in(cell_of(page, row, "steps")) == ["วางแผน"]
    assert stored(row) == ["วางแผน"]


def test_a_refused_text_stays_and_says_why_at_the_cell(page, row):
    enter(cell_of(page, row, "outcome"))
    page.locator(":focus").evaluate("field => { field.value = 'ก'.repeat(10001); }")
    press(page, "ข")
    expect(page.locator("#save-line")).to_contain_text("ยังบันทึกไม่ได้")
    outcome = cell_of(page, row, "outcome")
    expect(outcome.locator(".field-error")).to_have_count(0)
    enter(cell_of(page, row, "steps"))
    expect(outcome.locator(".field-error")).to_contain_text("ต้องไม่เกิน")
    assert len(outcome.locator("textarea.para").input_value()) == 10_002


def killed(directory: Path) -> None:
    """Kill the Chromium that was started with this user data directory, and nothing else."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if f"--user-data-dir={directory}" in command:
            os.kill(int(process.name), signal.SIGKILL)


def test_a_browser_killed_while_typing_loses_two_seconds_at_most(
    playwright, live_server, traffic, sign_in, clerk, plan, row, tmp_path
):
    def start():
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path),
            executable_path=str(CHROMIUM),
            args=ARGUMENTS,
            base_url=live_server.url,
            timezone_id="Asia/Bangkok",
        )
        sign_in(context, clerk)
        return context

    page = start().new_page()
    open_grid(page, plan)
    enter(cell_of(page, row, "steps"))
    press(page, ENTER)
    # Without a pause, so that no autosave comes in between: ten keys a second for five seconds.
    page.keyboard.type("กขคงจ" * 10, delay=100)
    killed(tmp_path)
    assert stored(row) == ["วางแผน"]

    context = start()
    page = context.new_page()
    open_grid(page, plan)
    expect(save_line(page)).to_contain_text(SAVED)
    kept = stored(row)[1]
    assert ("กขคงจ" * 10).startswith(kept)
    assert len(kept) >= 50 - 20
    context.close()
    traffic.wait_until_over()
