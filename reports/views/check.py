"""Checking a plan and taking it to the head of office: one page and the steps that start there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from measures.access import get_own_organization, get_plan, require, rights_in
from measures.actions.approvals import settle_approval
from measures.actions.workflow import (
    approve_plan,
    comment,
    reopen_plan,
    resolve,
    return_plan,
    submit_plan,
)
from measures.choices import Right, Round, WorkflowStep
from measures.forms.rounds import RoundForm
from measures.forms.workflow import ApproveForm, CommentForm, ReopenForm, ResolveForm, ReturnForm
from measures.models import MeasurePlan, PlanEvent, User
from measures.queries.approval import approval_of, content_hash, get_plan_as_it_stands
from measures.queries.completeness import progress_of_plan
from measures.queries.missing import bare_pictures, missing_lines
from measures.queries.plan_table import PlanTable, plan_analyses, plan_table
from measures.queries.plans import latest_round
from measures.queries.score_comparison import scores_of
from measures.queries.talk import Talk, place_named, places_of, talk_of
from measures.rules.workflow import RIGHT_TO_GO_ON, RIGHT_TO_TAKE, TALK, may_approve, steps_from
from reports.queries.unprintable import Shown, unprintable_lines

from .errors import explained_error

step_view = require_http_methods(["GET", "HEAD", "POST"])
private = cache_control(private=True, no_store=True)

DONE = {
    WorkflowStep.SUBMIT: "ส่งแผนให้ผู้บังคับบัญชาแล้ว ระหว่างรออนุมัติจะแก้ไขแผนไม่ได้",
    WorkflowStep.RETURN: "ส่งแผนกลับพร้อมเหตุผลแล้ว ผู้จัดทำแก้ไขต่อได้",
    WorkflowStep.COMMENT: "บันทึกความเห็นแล้ว",
    WorkflowStep.RESOLVE: "ปิดความเห็นแล้ว ยังเปิดอ่านได้ที่เดิม",
    WorkflowStep.APPROVE: "อนุมัติเนื้อหาของแผนแล้ว",
    WorkflowStep.REOPEN: "เปิดแผนเพื่อแก้ไขแล้ว การอนุมัติเดิมสิ้นผล",
}


@require_safe
@private
def plan_check(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """What may be done with the plan now, its content, and what was said (`?round=`, `?at=`)."""
    plan = _own_plan(request, code, year_be)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    return _page(request, plan, round=asked.cleaned_data["round"])


@step_view
@private
def plan_submit(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Hand the plan to the head of office."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.SUBMIT,
        lambda plan, _: submit_plan(plan=plan, by=_person(request)),
    )


@step_view
@private
def plan_return(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Give the plan back with a reason."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.RETURN,
        lambda plan, said: return_plan(
            plan=plan,
            reason=said["text"],
            place=place_named(plan, said["place"]),
            by=_person(request),
        ),
    )


@step_view
@private
def plan_comment(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Say something about the plan or a place in it."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.COMMENT,
        lambda plan, said: comment(
            plan=plan,
            text=said["text"],
            place=place_named(plan, said["place"]),
            by=_person(request),
        ),
    )


@step_view
@private
def plan_resolve(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Close the talk at a place."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.RESOLVE,
        lambda plan, said: resolve(
            plan=plan, place=place_named(plan, said["place"]), by=_person(request)
        ),
    )


@step_view
@private
def plan_approve(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Approve the content that the page showed."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.APPROVE,
        lambda plan, said: approve_plan(
            plan=plan, content_hash=said["content_hash"], by=_person(request)
        ),
    )


@step_view
@private
def plan_reopen(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """End an approval with a reason."""
    return _step(
        request,
        _own_plan(request, code, year_be),
        WorkflowStep.REOPEN,
        lambda plan, said: reopen_plan(plan=plan, reason=said["text"], by=_person(request)),
    )


@step_view
@private
def plan_end(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Record that the approval of a plan ended that was changed past the portal."""
    plan = _own_plan(request, code, year_be)
    if request.method == "POST":
        require(request.user, RIGHT_TO_GO_ON, plan.organization)
        if settle_approval(plan):
            messages.success(request, "บันทึกว่าการอนุมัติสิ้นผลแล้ว แก้ไขแผนต่อได้")
    return redirect("plan-check", code, year_be)


def _own_plan(request: HttpRequest, code: str, year_be: int) -> MeasurePlan:
    """The plan for members of its office; who oversees it from outside has no part in this."""
    get_own_organization(request.user, code)
    read = get_plan if request.method == "POST" else get_plan_as_it_stands
    return read(request.user, code, year_be)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the door lets nobody else in
    return request.user


def _step(
    request: HttpRequest,
    plan: MeasurePlan,
    step: WorkflowStep,
    take: Callable[[MeasurePlan, dict[str, Any]], PlanEvent],
) -> HttpResponse:
    """Take a step; what could not be taken is shown with all that was typed."""
    if request.method != "POST":
        return redirect("plan-check", plan.organization.code, plan.fiscal_year.year_be)
    require(request.user, RIGHT_TO_TAKE[step], plan.organization)
    if settle_approval(plan):
        plan.refresh_from_db(fields=["state"])
    table = _table(plan)
    form = _form(step, table, request.POST)
    if not form.is_valid():
        return _page(request, plan, table=table, refused=form)
    try:
        event = take(plan, form.cleaned_data)
    except ValidationError as error:
        if not form.cleaned_data.get("text"):
            messages.error(request, " ".join(error.messages))
            return redirect("plan-check", plan.organization.code, plan.fiscal_year.year_be)
        form.add_error(None, error)
        plan.refresh_from_db(fields=["state"])
        return _page(request, plan, table=table, refused=form)
    messages.success(request, DONE[step])
    in_grid = step in TALK and request.POST.get("back") == "grid"
    page = "grid" if in_grid else "plan-check"
    path = reverse(page, args=(plan.organization.code, plan.fiscal_year.year_be))
    if step == WorkflowStep.RESOLVE:  # what is folded away would unfold where it is led to
        return redirect(f"{path}{event.anchor or '#talk'}")
    return redirect(f"{path}#event-{event.pk}" if step in TALK else path)


def _form(step: WorkflowStep, table: PlanTable, data: Any = None, *, at: str = "") -> forms.Form:
    """The form of a step; submitting asks for nothing."""
    match step:
        case WorkflowStep.RETURN:
            return ReturnForm(data, places=places_of(table), initial={"place": at})
        case WorkflowStep.COMMENT:
            return CommentForm(data, places=places_of(table), initial={"place": at})
        case WorkflowStep.RESOLVE:
            return ResolveForm(data, places=places_of(table))
        case WorkflowStep.REOPEN:
            return ReopenForm(data)
        case WorkflowStep.APPROVE:
            return ApproveForm(data)
        case _:
            return forms.Form(data)


def _table(plan: MeasurePlan, round: Round | None = None) -> PlanTable:
    return plan_table(plan, round or latest_round(plan), scores_of(plan.organization))


def _page(
    request: HttpRequest,
    plan: MeasurePlan,
    *,
    round: Round | None = None,
    table: PlanTable | None = None,
    refused: forms.Form | None = None,
) -> HttpResponse:
    round = round or latest_round(plan)
    table = table or _table(plan, round)
    talk = talk_of(_person(request), plan)
    rights = rights_in(request.user, plan.organization)
    steps = steps_from(plan.state, rights)
    at = request.GET.get("at", "")
    found = {step.value: _form(step, table, at=at) for step in steps}
    if refused is not None:
        found[refused.prefix or ""] = refused
    links, pictures = list(plan.links.all()), list(plan.pictures.all())
    analyses, signatories = plan_analyses(plan), list(plan.signatories.all())
    lacking = missing_lines(
        plan, progress_of_plan(plan, timezone.localdate()), bare_pictures(pictures)
    )
    shown = Shown(plan, round, table, analyses, links, pictures, signatories)
    return render(
        request,
        "reports/check.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "round": round,
            "rounds": Round,
            "table": table,
            "talk": talk,
            "may_edit": Right.EDIT_PLAN in rights,
            "may_go_on": RIGHT_TO_GO_ON in rights,
            "gone": talk.gone(table),
            "forms": found,
            "refused": refused,
            "hash": content_hash(plan) if "approve" in found else "",
            "may_approve": _may_approve(request, plan, talk),
            "approval": approval_of(plan),
            "lacking": (*unprintable_lines(shown), *lacking),
            "analyses": analyses,
            "links": links,
            "pictures": pictures,
            "has_appendix": bool(plan.appendix or links or pictures),
            "signatories": signatories,
        },
    )


def _may_approve(request: HttpRequest, plan: MeasurePlan, talk: Talk) -> bool:
    """Whether the person is another than the submitter, or the office allows it."""
    submission = talk.submission
    return may_approve(
        is_submitter=submission is None or submission.actor_id == request.user.pk,
        submitter_may_approve=plan.organization.submitter_may_approve,
    )
