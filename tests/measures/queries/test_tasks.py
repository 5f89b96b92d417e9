"""The tasks of a plan: their states, their facts, and where what is missing can be mended."""

from __future__ import annotations

import datetime

import pytest

from measures.choices import DueFor, GroupKind, PlanState, ReportForm
from measures.models import MeasurePlan
from measures.queries import pages
from measures.queries.completeness import progress_of_plan
from measures.queries.missing import counts_of, missing_lines
from measures.queries.tasks import (
    TaskState,
    deadline_line,
    done,
    plan_tasks,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2025, 10, 1)
NO, DOING, DONE, LOOK, NOT_YET = TaskState


@pytest.fixture
def plan(organization) -> MeasurePlan:
    return make.make_plan(organization=organization)


def tasks(plan: MeasurePlan, today: datetime.date = TODAY) -> dict[str, tuple[str, TaskState]]:
    groups = plan_tasks(plan, progress_of_plan(plan, today), counts_of(plan))
    return {task.title: (task.fact, task.state) for group in groups for task in group.tasks}


def states(plan: MeasurePlan) -> list[TaskState]:
    return [state for _, state in tasks(plan).values()]


def fill_scores(plan: MeasurePlan) -> None:
    for year_be in (2567, 2568):
        for number in range(1, 11):
            make.make_score(organization=plan.organization, year_be=year_be, number=number)


def complete(plan: MeasurePlan) -> None:
    plan.introduction = make.plain("คำนำ")
    plan.save()
    fill_scores(plan)
    section = make.make_section(plan=plan)
    for _ in range(7):
        make.make_filled_row(group=make.make_group(section=section))
    make.make_picture(plan=plan, caption="ประชุมชี้แจง")


def test_a_new_plan_has_everything_before_it(plan):
    plan.posted_for = plan.score_year = None
    assert states(plan) == [NO, NO, NO, NO, NO, LOOK, NOT_YET]


def test_a_complete_plan_is_done_up_to_its_submission(plan):
    complete(plan)
    assert states(plan)[:6] == [DONE] * 6
    groups = plan_tasks(plan, progress_of_plan(plan, TODAY), counts_of(plan))
    assert done(groups) == (6, 7)


def test_tasks_tell_their_facts_in_one_line(plan):
    complete(plan)
    make.make_row(section=plan.sections.get())
    make.make_link(plan=plan)
    plan.appendix = make.plain("ก", "ข")
    found = tasks(plan)
    assert {title: fact for title, (fact, _) in found.items() if title != "ส่งให้ผู้บังคับบัญชา"} == {
        "ข้อมูลทั่วไปและคำนำ": "รายงานผลตามประเด็น · คำนำ ๑ ย่อหน้า · ยังไม่มีผู้ลงนาม",
        "คะแนน ITA ปี ๒๕๖๗ และ ๒๕๖๘": "ปี ๒๕๖๗ ครบ ๑๐ ตัวชี้วัด · ปี ๒๕๖๘ ครบ ๑๐ ตัวชี้วัด",
        "มาตรการ": "๗ ประเด็น · ๘ แถว · ยังขาด ๒ เรื่อง",
        "ผลการดำเนินการ รอบ ๑๒ เดือน": "มีผลแล้ว ๗ จาก ๘ แถว",
        "หลักฐานและภาคผนวก": "ภาพถ่าย ๑ ภาพ · ลิงก์ ๑ รายการ · ข้อความภาคผนวก ๒ ย่อหน้า",
        "ตรวจความครบถ้วน": "แถวที่ยังไม่มีข้อความมาตรการ · มาตรการที่ยังไม่ระบุผู้รับผิดชอบ · "
        "มาตรการที่ยังไม่มีผลการดำเนินการ",
    }
    assert (found["มาตรการ"][1], found["ผลการดำเนินการ รอบ ๑๒ เดือน"][1]) == (DOING, DOING)


def test_picture_without_words_for_who_cannot_see_it_is_named(plan):
    make.make_picture(plan=plan, alternative_text="")
    fact, state = tasks(plan)["หลักฐานและภาคผนวก"]
    assert fact.endswith("๑ ภาพยังไม่มีคำบรรยายแทนภาพ")
    assert state == TaskState.LOOK


def test_some_scores_are_counted_by_year(plan):
    make.make_score(organization=plan.organization, year_be=2568, number=1)
    fact, state = tasks(plan)["คะแนน ITA ปี ๒๕๖๗ และ ๒๕๖๘"]
    assert (fact, state) == ("ปี ๒๕๖๗ มี ๐ จาก ๑๐ · ปี ๒๕๖๘ มี ๑ จาก ๑๐", DOING)


def test_general_is_begun_with_signatories_and_lacks_its_years(plan):
    plan.posted_for = None
    make.make_signatory(plan=plan)
    fact, state = tasks(plan)["ข้อมูลทั่วไปและคำนำ"]
    assert fact == "รายงานผลตามประเด็น · ยังไม่มีคำนำ · ผู้ลงนาม ๑ คน · ยังระบุปีไม่ครบ"
    assert state is DOING


@pytest.mark.parametrize("with_row", [True, False])
def test_results_can_be_written_before_the_round_is_over(plan, with_row):
    if with_row:
        make.make_row(section=make.make_section(plan=plan))
    fact, state = tasks(plan, datetime.date(2025, 5, 1))["ผลการดำเนินการ รอบ ๑๒ เดือน"]
    said = "กรอกล่วงหน้าได้" if with_row else "กรอกได้เมื่อมีแถวมาตรการ"
    assert (fact, state) == (f"ครบรอบวันที่ ๓๐ กันยายน ๒๕๖๘ {said}", NO)


def test_a_form_without_results_has_no_task_for_them(plan):
    plan.form = ReportForm.DEVELOPMENT_FROM_ITA
    assert [title for title in tasks(plan) if title.startswith("ผลการดำเนินการ")] == []


@pytest.mark.parametrize(
    ("state", "fact"),
    [
        (PlanState.SUBMITTED, "ส่งแล้ว รอผู้บังคับบัญชาตรวจและอนุมัติ"),
        (PlanState.APPROVED, "ส่งและอนุมัติแล้ว"),
        (PlanState.LOCKED, "ส่งและอนุมัติแล้ว"),
    ],
)
def test_a_submitted_plan_says_so(plan, state, fact):
    plan.state = state
    assert tasks(plan)["ส่งให้ผู้บังคับบัญชา"] == (fact, DONE)


@pytest.mark.parametrize(
    ("complete_too", "fact"),
    [(False, "ยังขาด ๔ เรื่อง ควรเติมให้ครบก่อนส่ง"), (True, "พร้อมส่ง")],
)
def test_submission_says_what_should_come_before(plan, complete_too, fact):
    if complete_too:
        complete(plan)
    else:
        make.make_row(section=make.make_section(plan=plan))
    assert tasks(plan)["ส่งให้ผู้บังคับบัญชา"] == (fact, NO)


def test_what_is_missing_leads_to_the_place_that_lacks_it(plan):
    complete(plan)
    row = make.make_row(section=plan.sections.get())
    plan.organization.scores.filter(indicator__number=3).delete()
    table = pages.table_page(plan)

    lines = missing_lines(plan, progress_of_plan(plan, TODAY))

    assert [(each.title, each.amount) for each in lines] == [
        ("แถวที่ยังไม่มีข้อความมาตรการ", "๑ จาก ๘ แถว"),
        ("มาตรการที่ยังไม่ระบุผู้รับผิดชอบ", "๑ จาก ๘ แถว"),
        ("คะแนน ITA ที่ยังไม่ครบทั้งสองปี", "ปี ๒๕๖๗ และ ๒๕๖๘"),
        ("มาตรการที่ยังไม่มีผลการดำเนินการ", "๑ จาก ๘ แถว"),
    ]
    addresses = [each.address for each in lines]
    assert addresses[:2] == [f"{table}#row-{row.pk}"] * 2
    assert addresses[2].startswith("/one/2568/")
    assert addresses[3] == f"{table}?round=12#row-{row.pk}"


def test_an_empty_plan_lacks_rows_and_leads_to_its_table(plan):
    line = missing_lines(plan, progress_of_plan(plan, TODAY))[0]
    assert (line.title, line.amount) == ("แผนนี้ยังไม่มีแถวมาตรการ", "")
    assert line.address == pages.table_page(plan)


@pytest.mark.parametrize(
    ("headings", "title", "amount"),
    [
        (9, "ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต ยังไม่มีมาตรการ", "๑ จาก ๑๐ ตัวชี้วัด"),
        (8, "ตัวชี้วัดที่ยังไม่มีมาตรการ", "๒ จาก ๑๐ ตัวชี้วัด"),
    ],
)
def test_one_indicator_without_a_row_is_named(plan, headings, title, amount):
    section = make.make_section(plan=plan)
    for _ in range(headings):
        make.make_row(group=make.make_group(section=section, kind=GroupKind.INDICATOR))
    lines = {line.title: line.amount for line in missing_lines(plan, progress_of_plan(plan, TODAY))}
    assert lines[title] == amount


def test_one_issue_without_a_row_is_named(plan):
    section = make.make_section(plan=plan)
    for _ in range(6):
        make.make_row(group=make.make_group(section=section))
    titles = [line.title for line in missing_lines(plan, progress_of_plan(plan, TODAY))]
    assert "ประเด็นที่ ๗ การป้องกันการทุจริตภายใน ยังไม่มีมาตรการ" in titles


def test_the_deadline_is_that_of_the_plan_until_results_are_due(plan):
    assert deadline_line(progress_of_plan(plan, TODAY), TODAY) is None
    make.make_deadline(due_for=DueFor.PLAN, due_on=datetime.date(2025, 4, 30))
    make.make_own_deadline(organization=plan.organization, due_on=datetime.date(2026, 3, 20))
    spring = datetime.date(2025, 5, 1)
    found = [deadline_line(progress_of_plan(plan, day), day) for day in (spring, TODAY)]
    assert [(each.of, each.left, each.is_own, each.is_past) for each in found if each] == [
        ("แผนมาตรการ", "เกินกำหนด ๑ วัน", False, True),
        ("รายงานผลรอบ ๑๒ เดือน", "เหลือ ๑๗๐ วัน", True, False),
    ]
