"""Commands of the measures grid: each changes rows and shows the tables anew.

Without script they lead back to the page; a script that sends `HX-Request` gets the tables alone.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from measures.access import get_part, get_plan, get_row, require
from measures.actions.grid_groups import (
    add_group,
    insert_comparison,
    remove_comparison,
    remove_group,
)
from measures.actions.grid_rows import add_row, duplicate_row, move_row, remove_row, restore_row
from measures.choices import Right, Round
from measures.forms.grid import AddRowForm, GridCommandForm, GroupForm, MoveForm, RemovedForm
from measures.models import GroupHeading, MeasurePlan, RemovedRow, Row, ScoreCitation, User
from measures.queries.grid import grid_plans
from measures.queries.plans import latest_round
from measures.queries.year_rules import rules_of_plan
from reports.actions.wording import with_own_layout

from .grid import frame_context, tables_context

Found = Row | GroupHeading | RemovedRow | None
NOWHERE = "แถวนี้อยู่สุดตารางแล้ว จึงย้ายต่อไปไม่ได้"


@require_POST
@cache_control(private=True, no_store=True)
def row_adding(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """A new row: after another, under a heading, or at the end."""
    plan, user = _plan(request, code, year_be)
    form = AddRowForm(request.POST)

    def add() -> Found:
        after, group = form.cleaned_data["after"], form.cleaned_data["group"]
        return add_row(
            plan=plan,
            after=get_row(user, code, year_be, after) if after else None,
            group=get_part(user, plan, GroupHeading, group) if group else None,
            by=user,
        )

    return _answer(request, plan, form, add)


@require_POST
@cache_control(private=True, no_store=True)
def row_duplicating(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """The row once more below itself."""
    plan, user = _plan(request, code, year_be)
    row = get_row(user, code, year_be, pk)
    return _answer(
        request, plan, GridCommandForm(request.POST), lambda: duplicate_row(row, by=user)
    )


@require_POST
@cache_control(private=True, no_store=True)
def row_moving(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Up or down by one."""
    plan, user = _plan(request, code, year_be)
    row = get_row(user, code, year_be, pk)
    form = MoveForm(request.POST)

    def move() -> Found:
        if not move_row(row, up=form.cleaned_data["direction"] == "up", by=user):
            raise ValidationError(NOWHERE)
        return row

    return _answer(request, plan, form, move)


@require_POST
@cache_control(private=True, no_store=True)
def row_removing(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Take the row out; the answer offers to bring it back."""
    plan, user = _plan(request, code, year_be)
    row = get_row(user, code, year_be, pk)
    return _answer(request, plan, GridCommandForm(request.POST), lambda: remove_row(row, by=user))


@require_POST
@cache_control(private=True, no_store=True)
def row_restoring(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Bring a removed row back."""
    plan, user = _plan(request, code, year_be)
    form = RemovedForm(request.POST)

    def restore() -> Found:
        removed = get_part(user, plan, RemovedRow, form.cleaned_data["removed"])
        return restore_row(removed, by=user)

    return _answer(request, plan, form, restore)


@require_POST
@cache_control(private=True, no_store=True)
def group_adding(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """A new heading."""
    plan, user = _plan(request, code, year_be)
    rules = rules_of_plan(plan)
    form = GroupForm(request.POST, indicators=rules.indicator_names, issues=rules.issue_names)

    def add() -> Found:
        kind, number = form.kind_and_number
        return add_group(
            plan=plan, kind=kind, number=number, text=form.cleaned_data["text"], by=user
        )

    return _answer(request, plan, form, add)


@require_POST
@cache_control(private=True, no_store=True)
def group_removing(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Take an empty heading out."""
    plan, user = _plan(request, code, year_be)
    group = get_part(user, plan, GroupHeading, pk)
    return _answer(
        request, plan, GridCommandForm(request.POST), lambda: remove_group(group, by=user)
    )


@require_POST
@cache_control(private=True, no_store=True)
def comparison_inserting(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """The ready-made sentence of the row's indicator, in the outcome of the round shown."""
    plan, user = _plan(request, code, year_be)
    row = get_row(user, code, year_be, pk)
    form = GridCommandForm(request.POST)

    def insert() -> Found:
        round = form.cleaned_data["round"] or latest_round(plan)
        return insert_comparison(row=row, round=round, by=user).round_result.row

    return _answer(request, plan, form, insert)


@require_POST
@cache_control(private=True, no_store=True)
def comparison_removing(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Take such a sentence out."""
    plan, user = _plan(request, code, year_be)
    citation = get_part(user, plan, ScoreCitation, pk)

    def remove() -> Found:
        row = citation.round_result.row
        remove_comparison(citation, by=user)
        return row

    return _answer(request, plan, GridCommandForm(request.POST), remove)


def _plan(request: HttpRequest, code: str, year_be: int) -> tuple[MeasurePlan, User]:
    plan = get_plan(request.user, code, year_be, with_own_layout(grid_plans()))
    require(request.user, Right.EDIT_PLAN, plan.organization)
    assert isinstance(request.user, User)  # the doors let nobody else in
    return plan, request.user


def _answer(
    request: HttpRequest, plan: MeasurePlan, form: forms.Form, act: Callable[[], Found]
) -> HttpResponse:
    """Do it and show the tables; a refusal says why and changes nothing."""
    found: Found = None
    refusals: list[str] = []
    if form.is_valid():
        try:
            found = act()
        except ValidationError as error:
            refusals = error.messages
    else:
        refusals = [str(error) for errors in form.errors.values() for error in errors]
    round = form.cleaned_data.get("round") or latest_round(plan)
    removed = found if isinstance(found, RemovedRow) else None
    if "HX-Request" in request.headers:
        return _tables(request, plan, round, removed, refusals)
    for refusal in refusals:
        messages.error(request, refusal)
    query = {"round": round.value} | ({"removed": removed.pk} if removed else {})
    anchor = ""
    if isinstance(found, Row | GroupHeading):
        anchor = f"#{'row' if isinstance(found, Row) else 'group'}-{found.pk}"
    address = reverse("grid", args=(plan.organization.code, plan.fiscal_year.year_be))
    return redirect(f"{address}?{urlencode(query)}{anchor}")


def _tables(
    request: HttpRequest,
    plan: MeasurePlan,
    round: Round,
    removed: RemovedRow | None,
    refusals: list[str],
) -> HttpResponse:
    assert isinstance(request.user, User)
    frame = frame_context(request.user, plan, round)
    context = {**frame, **tables_context(frame), "removed": removed, "refusals": refusals}
    status = 422 if refusals else 200
    return render(request, "measures/grid/_answer.html", context, status=status)
