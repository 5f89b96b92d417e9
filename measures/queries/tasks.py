"""The parts of a plan as a list of tasks, each with its state and one line of facts; any order.

A page that the portal does not have yet is a task without address: it is shown as text.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Collection
from dataclasses import dataclass

from itaportal.thai.dates import thai_date
from itaportal.thai.numerals import thai_digits
from measures.choices import DueFor, PlanState
from measures.models import MeasurePlan
from measures.rules.completeness import (
    OF_RESULTS,
    OF_SCORES,
    OF_TABLE,
    WITHOUT_RESULTS,
    Gap,
    Missing,
    PlanFacts,
)
from measures.rules.deadlines import days_left
from measures.rules.rounds import last_day_of_round

from .completeness import Progress
from .missing import Counts, missing_lines
from .pages import plan_page, table_page


class TaskState(enum.Enum):
    """How far a task is: word, icon and class of its tag."""

    NOT_STARTED = ("ยังไม่เริ่ม", "ring", "s-none")
    DOING = ("กำลังจัดทำ", "half", "s-doing")
    DONE = ("เสร็จแล้ว", "check", "s-done")
    LOOK = ("ต้องตรวจสอบ", "warn", "s-look")
    NOT_YET = ("ยังทำไม่ได้", "lock", "")

    def __init__(self, label: str, icon: str, css: str) -> None:
        self.label, self.icon, self.css = label, icon, css


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the plan; `address` is "" where it cannot be opened."""

    title: str
    fact: str
    state: TaskState
    address: str = ""
    said: str = ""
    """What the tag says instead of the state's word."""

    @property
    def label(self) -> str:
        """The words of the tag."""
        return self.said or self.state.label


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading."""

    heading: str
    tasks: tuple[Task, ...]


def plan_tasks(plan: MeasurePlan, progress: Progress, counts: Counts) -> tuple[TaskGroup, ...]:
    """The tasks of a plan; `progress` and `counts` are its own."""
    work = [_measures(plan, progress), _evidence(plan, counts)]
    if plan.form not in WITHOUT_RESULTS:
        work.insert(1, _results(plan, progress))
    return (
        TaskGroup("เตรียมข้อมูล", (_general(plan, counts), _scores(plan, progress))),
        TaskGroup("มาตรการและผล", tuple(work)),
        TaskGroup("ตรวจและส่ง", (_check(plan, progress, counts), _submission(plan, progress))),
    )


def done(groups: Collection[TaskGroup]) -> tuple[int, int]:
    """How many tasks are done, and how many there are."""
    tasks = [task for group in groups for task in group.tasks]
    return sum(task.state is TaskState.DONE for task in tasks), len(tasks)


def _said(text: str) -> str:
    return thai_digits(text)


def _general(plan: MeasurePlan, counts: Counts) -> Task:
    written = len(plan.introduction)
    facts = [
        plan.get_form_display(),
        f"คำนำ {written} ย่อหน้า" if written else "ยังไม่มีคำนำ",
        f"ผู้ลงนาม {counts.signatories} คน" if counts.signatories else "ยังไม่มีผู้ลงนาม",
    ]
    if plan.posted_for is None or plan.score_year is None:
        facts.append("ยังระบุปีไม่ครบ")
        begun = written or counts.signatories or plan.posted_for or plan.score_year
        state = TaskState.DOING if begun else TaskState.NOT_STARTED
    else:
        state = TaskState.DONE if written else TaskState.DOING
    address = plan_page("plan-general", plan)
    return Task("ข้อมูลทั่วไปและคำนำ", _said(" · ".join(facts)), state, address)


def _scores(plan: MeasurePlan, progress: Progress) -> Task:
    address = plan_page("plan-scores", plan)
    facts = progress.facts
    if not facts.scores:
        return Task("คะแนน ITA ของสองปี", "ยังไม่ระบุปีคะแนนที่เทียบ", TaskState.NOT_STARTED, address)
    years = sorted(facts.scores)
    title = " และ ".join(str(year) for year in years)
    said, lacking = [], _gaps(progress, OF_SCORES)
    for year in years:
        has, wanted = len(facts.scored & facts.scores[year]), len(facts.scored)
        said.append(
            f"ปี {year} " + (f"ครบ {wanted} ตัวชี้วัด" if has == wanted else f"มี {has} จาก {wanted}")
        )
    state = TaskState.DOING if lacking else TaskState.DONE
    if not any(facts.scores.values()):
        state = TaskState.NOT_STARTED
    return Task(_said(f"คะแนน ITA ปี {title}"), _said(" · ".join(said)), state, address)


def _measures(plan: MeasurePlan, progress: Progress) -> Task:
    rows = progress.facts.rows
    lacking = _gaps(progress, OF_TABLE)
    if not rows:
        return Task("มาตรการ", "ยังไม่มีแถวมาตรการ", TaskState.NOT_STARTED, table_page(plan))
    facts = [*_covered(progress.facts), f"{len(rows)} แถว"]
    if lacking:
        facts.append(f"ยังขาด {len(lacking)} เรื่อง")
    written = any(row.has_measure for row in rows)
    state = TaskState.DOING if written else TaskState.NOT_STARTED
    return Task(
        "มาตรการ", _said(" · ".join(facts)), state if lacking else TaskState.DONE, table_page(plan)
    )


def _covered(facts: PlanFacts) -> list[str]:
    """How many issues and indicators have a row, where the plan is laid out by them."""
    counted = (
        ("ประเด็น", facts.issues, {number for row in facts.rows for number in row.issues}),
        ("ตัวชี้วัด", facts.indicators, {number for row in facts.rows for number in row.indicators}),
    )
    return [f"{len(has)} {word}" for word, names, has in counted if has & set(names)]


def _results(plan: MeasurePlan, progress: Progress) -> Task:
    facts, round = progress.facts, progress.round
    title = f"ผลการดำเนินการ {round.label}"
    table = table_page(plan)
    address = f"{table}?round={round.value}" if table else ""
    has = sum(row.has_result for row in facts.rows)
    if facts.round is None:
        last = thai_date(last_day_of_round(plan.fiscal_year.year_be, round))
        said = "กรอกล่วงหน้าได้" if facts.rows else "กรอกได้เมื่อมีแถวมาตรการ"
        return Task(title, f"ครบรอบวันที่ {last} {said}", TaskState.NOT_STARTED, address)
    fact = _said(f"มีผลแล้ว {has} จาก {len(facts.rows)} แถว")
    lacking = [each for each in _gaps(progress, OF_RESULTS) if not each.is_advised]
    state = TaskState.DOING if lacking else TaskState.DONE
    return Task(title, fact, state if has else TaskState.NOT_STARTED, address)


def _evidence(plan: MeasurePlan, counts: Counts) -> Task:
    facts = []
    if counts.pictures:
        facts.append(f"ภาพถ่าย {counts.pictures} ภาพ")
    if counts.links:
        facts.append(f"ลิงก์ {counts.links} รายการ")
    if plan.appendix:
        facts.append(f"ข้อความภาคผนวก {len(plan.appendix)} ย่อหน้า")
    state = TaskState.DONE if facts else TaskState.NOT_STARTED
    if undescribed := sum(each.lacks_text for each in counts.bare):
        facts.append(f"{undescribed} ภาพยังไม่มีคำบรรยายแทนภาพ")
        state = TaskState.LOOK
    said = " · ".join(facts) or "ภาพถ่ายพร้อมคำบรรยาย หรือลิงก์ ไม่บังคับ แต่ช่วยให้ผู้ตรวจเชื่อถือ"
    return Task("หลักฐานและภาคผนวก", _said(said), state, plan_page("plan-evidence", plan))


def _check(plan: MeasurePlan, progress: Progress, counts: Counts) -> Task:
    lacking = missing_lines(plan, progress, counts.bare)
    address = plan_page("plan-check", plan)
    if not lacking:
        return Task("ตรวจความครบถ้วน", "ไม่พบสิ่งที่ยังขาด", TaskState.DONE, address)
    gaps = [each.gap.value for each in progress.missing] or [each.title for each in lacking]
    return Task(
        "ตรวจความครบถ้วน",
        " · ".join(gaps[:3]),
        TaskState.LOOK,
        address,
        _said(f"มี\N{NO-BREAK SPACE}{len(lacking)}\N{NO-BREAK SPACE}เรื่องต้องดู"),
    )


_SUBMITTED = {
    PlanState.SUBMITTED: "ส่งแล้ว รอผู้บังคับบัญชาตรวจและอนุมัติ",
    PlanState.APPROVED: "ส่งและอนุมัติแล้ว",
    PlanState.LOCKED: "ส่งและอนุมัติแล้ว",
}


def _submission(plan: MeasurePlan, progress: Progress) -> Task:
    title, address = "ส่งให้ผู้บังคับบัญชา", plan_page("plan-check", plan)
    state = PlanState(plan.state)
    if state in _SUBMITTED:
        return Task(title, _SUBMITTED[state], TaskState.DONE, address)
    if any(each.gap is Gap.NO_ROWS for each in progress.missing):
        return Task(title, "ส่งได้เมื่อมีแถวมาตรการอย่างน้อยหนึ่งแถว", TaskState.NOT_YET)
    needed = sum(not each.is_advised for each in progress.missing)
    fact = _said(f"ยังขาด {needed} เรื่อง ควรเติมให้ครบก่อนส่ง") if needed else "พร้อมส่ง"
    return Task(title, fact, TaskState.NOT_STARTED, address)


def _gaps(progress: Progress, kinds: Collection[Gap]) -> list[Missing]:
    return [each for each in progress.missing if each.gap in kinds]


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """The deadline that a plan works towards: its last day (CE), and what is left in words."""

    of: str
    day: datetime.date
    left: str
    is_own: bool
    is_past: bool


def deadline_line(progress: Progress, today: datetime.date) -> DeadlineLine | None:
    """That of the round whose results are due, else of the plan itself; None for neither."""
    of_round = DueFor(progress.round)
    wanted = (DueFor.PLAN, of_round) if progress.facts.round is None else (of_round, DueFor.PLAN)
    for due_for in wanted:
        if day := progress.due.days.get(due_for):
            is_own = due_for in progress.due.own
            return DeadlineLine(due_for.label, day, days_left(day, today), is_own, day < today)
    return None
