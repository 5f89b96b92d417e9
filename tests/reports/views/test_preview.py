"""The report in a panel beside the grid."""

from __future__ import annotations

import gzip
import re

import pytest

from measures.choices import ReportForm, Round
from measures.exchange.picture_files import drop_picture
from tests import factories as make

URL = "/one/2568/reports/results-by-issue/preview/"


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_measure(row=row, content=make.numbered("จัดทำคู่มือ 1 เล่ม"))
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))
    make.make_result(row=row, round=Round.TWELVE_MONTHS, results=make.plain("ผลสิบสองเดือน"))
    return plan


@pytest.fixture
def client(clerk, client_of, plan):
    return client_of(clerk)


def test_panel_is_a_part_of_a_page_with_the_words_of_the_print(client):
    html = client.get(URL).text
    assert "<html" not in html
    assert html.count('class="page draft"') == 1
    assert 'data-mark="ร่าง"' in html
    assert "จัดทำคู่มือ ๑ เล่ม" in html
    assert "ผลสิบสองเดือน" in html
    assert 'href="/one/2568/reports/results-by-issue.pdf?round=12"' in html
    assert re.findall(r"<(?:style|script|img)\b|\sstyle=", html) == []


@pytest.mark.parametrize(("query", "shown"), [("6", "ผลหกเดือน"), ("7", "ผลสิบสองเดือน")])
def test_round_that_is_asked_for_is_shown_and_an_unknown_one_is_the_latest(client, query, shown):
    assert shown in client.get(URL, {"round": query}).text


def test_cover_and_parts_stand_on_sheets_of_their_own_and_pictures_are_named(
    client, plan, organization
):
    make.make_emblem(organization)
    plan.cover = make.plain("รายงานผล")
    plan.save()
    make.make_picture(plan=plan, alternative_text="มอบคู่มือ", caption="กิจกรรมเดือนตุลาคม")
    make.make_link(plan=plan, label="แบบวัด EIT")
    html = client.get(URL.replace("results-by-issue", ReportForm.RESULTS)).text
    assert html.count('class="page draft"') > 1
    assert '<p class="drawn">มอบคู่มือ</p><p>กิจกรรมเดือนตุลาคม</p>' in html
    assert '<p class="drawn">ตรารูปวงกลมสีทอง</p>' in html
    assert "data:image" not in html


def test_report_that_cannot_be_printed_says_why_in_the_panel(client, plan):
    picture = make.make_picture(plan=plan, content=make.picture_file(colour="olive"))
    drop_picture(picture.picture)
    html = client.get(URL).text
    assert "รายงานยังพิมพ์ไม่ได้" in html
    assert "ไม่พบไฟล์ภาพ" in html
    assert 'class="page' not in html


def test_form_that_there_is_not_is_not_found(client):
    assert client.get(URL.replace("results-by-issue", "unknown")).status_code == 404


def test_grid_opens_the_panel_by_a_button_and_without_script_leads_to_the_whole_preview(client):
    html = client.get("/one/2568/measures/").getvalue().decode()
    assert f'hx-get="{URL}?round=12"' in html
    assert '<aside id="preview"' in html
    assert 'href="/one/2568/reports/results-by-issue.html?round=12"' in html
    assert '"allowEval":false' in html


def test_panel_of_a_long_plan_weighs_little(client, plan):
    section = plan.sections.get()
    for _ in range(60):
        row = make.make_row(section=section)
        make.make_measure(row=row, content=make.numbered(*["จัดทำคู่มือการให้บริการ " * 10] * 5))
    assert len(gzip.compress(client.get(URL).content)) < 60_000
