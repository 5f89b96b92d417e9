"""Any later edit ends the approval, or is refused: every way of editing there is, in one table."""

from __future__ import annotations

import dataclasses
import datetime
import re
import tempfile
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.test import Client

from measures.actions.approvals import settle_approval
from measures.actions.cell_changes import TypedCell
from measures.actions.cells import CellSave, bring_back, save_cell
from measures.actions.entries import add_entry, remove_entry
from measures.actions.import_scores import ScoresRefusedError
from measures.actions.people import system_user
from measures.actions.plan_files import ImportRefusedError
from measures.actions.scores import enter_scores
from measures.actions.workflow import approve_plan, submit_plan
from measures.choices import (
    AuditAction,
    CellColumn,
    CitationBinding,
    DueFor,
    Network,
    PlanState,
    WorkflowStep,
)
from measures.exchange.picture_files import keep_picture
from measures.exchange.pictures import safe_picture
from measures.models import (
    AuditEntry,
    MeasurePlan,
    Notice,
    Organization,
    OrganizationDeadline,
    PlanEvent,
    Question,
    ResponsibleUnit,
    Row,
    User,
    YearlyScore,
)
from measures.queries.approval import approval_of, content_hash, get_plan_as_it_stands
from measures.queries.cells import stored_cell
from reports.actions.wording import layout_of, save_own_wording
from reports.collect import collect
from reports.layouts import OwnWording
from tests import factories as make

from .admin.pages import address, form_data
from .test_audit_of_actions import STORIES, Office, change

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SignIn = Callable[[User], Client]
REFUSALS = (
    CommandError,
    ImportRefusedError,
    IntegrityError,
    PermissionDenied,
    ProtectedError,
    ScoresRefusedError,
    ValidationError,
)
Way = Callable[[Office], object]


def type_in_a_cell(at: Office) -> object:
    save = CellSave(at.row.pk, CellColumn.STEPS, None, "", "s", TypedCell(make.plain("พิมพ์ทับ")))
    return save_cell("one", 2568, save, by=at.by)


def bring_a_text_back(at: Office) -> object:
    cell = stored_cell(at.row, CellColumn.STEPS, None)
    return bring_back(cell, text="first", revision=cell.content.revision, by=at.by)


def import_by_command(_: Office) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write("ตัวชี้วัดที่,คะแนน\n2,77.00\n")
        file.flush()
        options = {"organization": "one", "year": 2568, "replace": True, "stdout": StringIO()}
        call_command("import_scores", file.name, **options)


def word(at: Office) -> object:
    wording = OwnWording(introduction="ข้อความของหน่วยงาน")
    return save_own_wording(at.organization, at.plan.form, wording, by=at.by)


def save_in_the_admin(kind: type[Any], **typed: str) -> Way:
    def send(at: Office) -> None:
        client = Client()
        client.force_login(at.by)
        entry = kind.objects.order_by("pk").first()
        url = address(entry, "change", entry.pk)
        answer = client.post(url, {**form_data(client.get(url)), **typed})
        if answer.status_code != 302:
            raise PermissionDenied(answer.status_code)

    return send


OTHER_WAYS: dict[str, Way] = {
    "grid: typing in a cell": type_in_a_cell,
    "grid: an earlier text of a cell": bring_a_text_back,
    "scores: a score that is printed": lambda at: enter_scores(
        at.organization, make.make_year(2568), {2: Decimal("12.00")}, by=at.by
    ),
    "scores: a score of the year before": lambda at: enter_scores(
        at.organization, make.make_year(2567), {2: Decimal("12.00")}, by=at.by
    ),
    "scores: cleared": lambda at: enter_scores(
        at.organization, make.make_year(2568), {2: None}, by=at.by
    ),
    "scores: one entry changed": lambda at: change(
        YearlyScore.objects.get(indicator__framework__fiscal_year__year_be=2568),
        at.by,
        value=Decimal("12.00"),
    ),
    "scores: one entry removed": lambda at: remove_entry(
        YearlyScore.objects.get(indicator__framework__fiscal_year__year_be=2568), by=at.by
    ),
    "scores: a score that nothing prints": lambda at: enter_scores(
        at.organization, make.make_year(2568), {9: Decimal("12.00")}, by=at.by
    ),
    "settings: the name": lambda at: change(at.organization, at.by, name="เทศบาลตำบลทดสอบ"),
    "settings: the emblem": lambda at: change(
        at.organization,
        at.by,
        emblem=keep_picture("one", safe_picture(make.picture_file(colour="red"))),
        emblem_alternative_text="ตราสีแดง",
    ),
    "settings: the network": lambda at: change(at.organization, at.by, network=Network.MOPH),
    "settings: the head": lambda at: change(at.organization, at.by, head_name="นาย ก"),
    "settings: self-approval": lambda at: change(
        at.organization, at.by, submitter_may_approve=True
    ),
    "settings: a unit that stands in a row": lambda at: change(at.unit, at.by, name="กองใหม่"),
    "settings: a deadline": lambda at: add_entry(
        OrganizationDeadline(
            organization=at.organization,
            fiscal_year=at.plan.fiscal_year,
            due_for=DueFor.PLAN,
            due_on=datetime.date(2026, 3, 1),
        ),
        by=at.by,
    ),
    "wording": word,
    "reference: an indicator's name": lambda at: change(make.get_indicator(2), at.by, name="ชื่ออื่น"),
    "reference: a question of the year before": lambda at: change(
        Question.objects.get(indicator__framework__fiscal_year__year_be=2567), at.by, text="ถามใหม่"
    ),
    "reference: an issue's name": lambda at: change(make.get_issue(1), at.by, name="ชื่ออื่น"),
    "admin: the plan": save_in_the_admin(MeasurePlan, form="results"),
    "admin: a row": save_in_the_admin(Row, printed_number="๙"),
    "admin: the office": save_in_the_admin(Organization, district="อำเภอใหม่"),
    "admin: a unit": save_in_the_admin(ResponsibleUnit, name="กองใหม่"),
    "command: import_scores": import_by_command,
    "by hand in the database": lambda _: Row.objects.update(remarks=make.plain("แก้เอง")),
}

# Years of reference data are read for seconds; test_reference.py asks what an approved plan's year
# refuses.
SLOW = {"command load_reference", "demo.load_demo", "reference.load_reference"}
WAYS = {name: way for name, way in {**STORIES, **OTHER_WAYS}.items() if name not in SLOW}
ENDED = {
    "admin: a unit",
    "admin: the office",
    "by hand in the database",
    "command: import_scores",
    "entries.change_entry (unit)",
    "scores.enter_year",
    "scores: a score of the year before",
    "scores: a score that is printed",
    "scores: cleared",
    "scores: one entry changed",
    "scores: one entry removed",
    "settings: a unit that stands in a row",
    "settings: the emblem",
    "settings: the name",
    "settings: the network",
    "wording",
}
# Nothing that the report prints; every way in neither set is refused.
UNTOUCHED = {
    "acting.add_acting_head",
    "acting.end_acting",
    "entries.add_entry (unit of a member)",
    "entries.add_entry (user)",
    "entries.remove_entry (user)",
    "import_organizations.import_organizations",
    "invitations.accept_invitation",
    "invitations.change_member",
    "invitations.invite",
    "invitations.invite_again",
    "invitations.withdraw_invitation",
    "passwords.set_password",
    "passwords.set_password (none)",
    "scores.enter_scores",
    "scores.enter_years",
    "scores: a score that nothing prints",
    "settings: a deadline",
    "settings: self-approval",
    "settings: the head",
    "start_plan.copy_plan",
    "start_plan.lay_out_plan",
    "units.add_unit",
    "units.move_unit",
    "units.retire_unit",
    "workflow.comment",
    "workflow.resolve",
}


@pytest.fixture
def office(
    organization: Organization, superuser: User, supervisor: User, clerk: User, signer: User
) -> Office:
    """An office whose approved plan prints a score, a question, and what its forms print anyway."""
    at = Office(organization, superuser, supervisor)
    at.row.indicator = make.get_indicator(2)
    at.row.save()
    result = at.row.results.get(round=12)
    indicator = make.get_indicator(2)
    make.make_citation(result=result, binding=CitationBinding.BOUND, indicator=indicator)
    for year_be in (2567, 2568):
        make.make_score(organization=organization, number=2, year_be=year_be)
    make.make_analysis(plan=at.plan, question=make.make_question_link().later)
    at.plan = MeasurePlan.objects.get()
    system_user()
    submit_plan(plan=at.plan, by=clerk)
    approve_plan(plan=at.plan, content_hash=content_hash(at.plan), by=signer)
    return at


def anew(at: Office) -> Office:
    """The same office as it is stored: what a way set on its objects is forgotten."""
    again = object.__new__(Office)
    for name, value in vars(at).items():
        setattr(again, name, _stored(value))
    return again


def _stored(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(_stored, value))
    return type(value)._base_manager.get(pk=value.pk) if isinstance(value, models.Model) else value


def printed(plan: MeasurePlan) -> tuple[object, bool]:
    """All that the plan's report says, in its own form, and whether it says that it is approved."""
    facts = collect(plan)
    said = dataclasses.replace(facts, approval=None), layout_of(plan.organization, plan.form)
    return said, facts.approval is not None


def outcome(at: Office, way: Way, before: object, told: User) -> str:
    """What became of the approval; every reader has to say the same of it."""
    try:
        with transaction.atomic():
            way(at)
    except REFUSALS:
        assert approval_of(_stored(at.plan)) is not None
        return "refused"
    at_once = _stored(at.plan).state
    recorded = PlanEvent.objects.count()
    shown = get_plan_as_it_stands(at.by, "one", 2568)
    assert PlanEvent.objects.count() == recorded
    settle_approval(_stored(at.plan))
    stored = _stored(at.plan)
    assert shown.state == stored.state
    assert shown.has_unrecorded_end == (at_once != stored.state)
    assert at_once == stored.state or way is OTHER_WAYS["by hand in the database"]
    said, is_approved = printed(stored)
    assert (said == before) == is_approved == (stored.state == PlanState.APPROVED)
    ends = PlanEvent.objects.filter(plan=stored, step=WorkflowStep.END)
    notices = Notice.objects.filter(plan=stored, user=told, event__in=ends)
    entries = AuditEntry.objects.filter(action=AuditAction.PLAN_APPROVAL_ENDED)
    assert (ends.count(), notices.count(), entries.count()) == (not is_approved,) * 3
    return "untouched" if is_approved else "ended"


@pytest.mark.no_cover
class _Undo(Exception):  # noqa: N818 - what it does
    """Takes a way back."""


def test_any_later_edit_ends_the_approval_or_is_refused(office: Office, signer: User) -> None:
    outcomes = {}
    before, _ = printed(MeasurePlan.objects.get())
    for name, way in WAYS.items():
        try:
            with transaction.atomic():
                outcomes[name] = outcome(anew(office), way, before, signer)
                raise _Undo
        except _Undo:
            pass
    found = {
        what: {name for name, its in outcomes.items() if its == what}
        for what in ("ended", "untouched")
    }
    assert found == {"ended": ENDED, "untouched": UNTOUCHED}


def test_an_ended_approval_is_told_alike_on_every_page(
    client_of: SignIn,
    office: Office,
    clerk: User,
    signer: User,
    administrator: User,
    oversight_of_nation: User,
) -> None:
    reader, export = client_of(oversight_of_nation), "/one/2568/reports/results-by-issue.csv"
    assert reader.get("/one/2568/").status_code == 200
    assert "ร่าง" not in unquote(client_of(clerk).get(export)["Content-Disposition"])
    change(office.unit, administrator, name="กองใหม่")
    for page in ("/", "/one/2568/", "/one/2568/check/", "/one/2568/measures/"):
        text = client_of(clerk).get(page).getvalue().decode()
        assert "ฉบับร่าง" in text, page
        assert not re.search(r'class="state s-done">.{,200}อนุมัติแล้ว', text), page
    assert "การอนุมัติสิ้นผล" in client_of(clerk).get("/").text
    check = client_of(signer).get("/one/2568/check/").text
    assert "การอนุมัติสิ้นผล: เนื้อหาปัจจุบันไม่ตรงกับเนื้อหาที่อนุมัติไว้" in check
    assert "ส่วนราชการผู้รับผิดชอบ “กองใหม่” เปลี่ยนไปหลังการอนุมัติ" in check
    assert "การอนุมัติสิ้นผล" in client_of(signer).get("/").text
    assert "ร่าง" in unquote(client_of(clerk).get(export)["Content-Disposition"])
    assert reader.get("/one/2568/").status_code == 404


READING = ("/one/2568/", "/one/2568/read/", "/one/2568/check/")


def test_an_edit_past_every_action_is_shown_by_every_page_and_written_by_none(
    client_of: SignIn, office: Office, clerk: User, supervisor: User, oversight_of_nation: User
) -> None:
    Row.objects.update(remarks=make.plain("แก้เอง"))
    recorded = PlanEvent.objects.count(), AuditEntry.objects.count(), Notice.objects.count()
    for page in READING[:2]:
        assert client_of(oversight_of_nation).get(page).status_code == 404
    for reader, may_go_on in ((clerk, True), (supervisor, False)):
        for page in READING:
            text = client_of(reader).get(page).text
            assert "การอนุมัติสิ้นผล: เนื้อหาปัจจุบันไม่ตรงกับเนื้อหาที่อนุมัติไว้" in text, page
            assert '<span class="state s-doing">' in text or page == READING[2], page
            assert "อนุมัติแล้ว ·" not in text, page
            assert ('action="/one/2568/check/end/"' in text) == may_go_on, page
    export = client_of(clerk).get("/one/2568/reports/results-by-issue.csv")
    assert "ร่าง" in unquote(export["Content-Disposition"])
    now = PlanEvent.objects.count(), AuditEntry.objects.count(), Notice.objects.count()
    assert now == recorded
    assert _stored(office.plan).state == PlanState.APPROVED


@pytest.mark.parametrize(
    ("step", "sent", "steps"),
    [
        ("end", {}, ["end"]),
        ("submit", {}, ["end", "submit"]),
        ("comment", {"comment-text": "โปรดดู"}, ["end", "comment"]),
        ("reopen", {"reopen-text": "แก้"}, ["end"]),
    ],
)
def test_the_next_step_writes_the_end_of_such_an_approval(
    client_of: SignIn,
    office: Office,
    signer: User,
    step: str,
    sent: dict[str, str],
    steps: list[str],
) -> None:
    Row.objects.update(remarks=make.plain("แก้เอง"))
    before = set(PlanEvent.objects.values_list("pk", flat=True))
    client_of(signer).post(f"/one/2568/check/{step}/", sent)
    taken = PlanEvent.objects.exclude(pk__in=before).order_by("pk")
    assert [each.step for each in taken] == steps
    assert (taken[0].actor, taken[0].state_after) == (system_user(), "draft")


def test_who_may_not_take_a_step_writes_nothing_of_it(
    client_of: SignIn, office: Office, supervisor: User
) -> None:
    Row.objects.update(remarks=make.plain("แก้เอง"))
    for step in ("end", "submit"):
        assert client_of(supervisor).post(f"/one/2568/check/{step}/").status_code == 403
    assert _stored(office.plan).state == PlanState.APPROVED


def test_an_approval_and_an_edit_at_once_leave_no_approval_of_other_content(
    office: Office, clerk: User, signer: User, administrator: User
) -> None:
    change(office.unit, administrator, name="กองใหม่")
    submit_plan(plan=office.plan, by=clerk)
    shown = content_hash(_stored(office.plan))
    change(office.unit, administrator, name="กองใหม่กว่า")
    with pytest.raises(ValidationError, match="เนื้อหาของแผนเปลี่ยนไป"):
        approve_plan(plan=office.plan, content_hash=shown, by=signer)
