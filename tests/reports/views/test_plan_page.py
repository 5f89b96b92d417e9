"""A plan's task list, with its report to take away beside it."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from measures.choices import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/2568/"


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


def titles(html: str) -> list[str]:
    tasks = re.findall(r'<ul class="tasks">(.*?)</ul>', html, re.DOTALL)
    found = re.findall(r"<div>\s*<(?:a|span)[^>]*>(.*?)</(?:a|span)>", "".join(tasks), re.DOTALL)
    return [title.strip() for title in found]


def test_task_list_shows_every_part_of_the_plan_in_three_steps(client_of, clerk, plan):
    html = client_of(clerk).get(PAGE).text
    assert titles(html) == [
        "ข้อมูลทั่วไปและคำนำ",
        "คะแนน ITA ปี ๒๕๖๗ และ ๒๕๖๘",
        "มาตรการ",
        "ผลการดำเนินการ รอบ ๑๒ เดือน",
        "หลักฐานและภาคผนวก",
        "ตรวจความครบถ้วน",
        "ส่งให้ผู้บังคับบัญชา",
    ]
    assert re.findall(r"<span>(.)</span>(.*?)</h2>", html) == [
        ("๑", "เตรียมข้อมูล"),
        ("๒", "มาตรการและผล"),
        ("๓", "ตรวจและส่ง"),
    ]


def test_task_list_has_the_report_and_the_whole_plan_beside_it(client_of, clerk, plan):
    html = client_of(clerk).get(PAGE).text
    assert f'href="{reverse("plan-read", args=("one", 2568))}?round=12"' in html
    assert "/one/2568/reports/results-by-issue.pdf?round=12&amp;numerals=thai" in html


def test_task_list_says_the_deadline_and_the_days_left(client_of, clerk, plan):
    make.make_own_deadline(organization=plan.organization, due_on=datetime.date(2126, 3, 20))
    html = client_of(clerk).get(PAGE).text
    assert "๒๐ มีนาคม ๒๖๖๙" in html
    assert re.search(r"เหลือ [๐-๙]+ วัน", html)
    assert "กำหนดภายในของหน่วยงาน" in html


def test_oversight_reads_an_approved_plan_and_sees_no_tasks(client_of, oversight_of_province, plan):
    plan.state = PlanState.APPROVED
    plan.save()
    make.make_deadline()
    html = client_of(oversight_of_province).get(PAGE).text
    assert titles(html) == []
    assert f'class="btn btn-primary" href="{reverse("plan-read", args=("one", 2568))}"' in html
    assert "กำหนดส่ง" not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_task_list_takes_thirteen_queries_however_many_rows(
    client_of, clerk, plan, django_assert_num_queries, rows
):
    group = make.make_group(section=make.make_section(plan=plan))
    for _ in range(rows):
        make.make_filled_row(group=group)
    client = client_of(clerk)

    with django_assert_num_queries(13):
        client.get(PAGE)


def test_navigation_leads_from_a_page_of_the_plan_to_the_plan(client_of, clerk, plan):
    client = client_of(clerk)
    for path in (PAGE, f"{PAGE}read/"):
        html = client.get(path).text
        assert '<a href="/one/2568/" aria-current="page">แผนและรายงาน</a>' in html
