"""The measures grid: the office's own table, typed in on the screen."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_plan, rights_in, units_to_fill
from measures.choices import Right, Round
from measures.forms.grid import GroupForm, RemovedForm
from measures.forms.rounds import RoundForm
from measures.models import MeasurePlan, User
from measures.queries.grid import issues_of, measures_grid, removed_row
from measures.queries.plans import latest_round
from measures.rules.workflow import may_edit
from reports.actions.wording import layout_of

from .errors import explained_error
from .grid_cells import shown_grid

Context = dict[str, Any]


@require_safe
@cache_control(private=True, no_store=True)
def grid_page(request: HttpRequest, code: str, year_be: int) -> HttpResponseBase:
    """The grid of the plan carried out in a fiscal year (BE), one round's results (`?round=`).

    The page's head goes out before the tables are read, so that the browser fetches fonts and
    style sheets meanwhile; whoever may not see the plan is told so before anything goes out.
    """
    plan = get_plan(request.user, code, year_be)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    round = asked.cleaned_data["round"] or latest_round(plan)
    assert isinstance(request.user, User)  # the door lets nobody else in
    context = frame_context(request.user, plan, round)
    # Stands where the tables will: a word that no text of the page can hold.
    context["place_of_tables"] = secrets.token_hex()
    page = render_to_string("measures/grid/page.html", context, request)
    before, _, after = page.partition(context["place_of_tables"])

    def parts() -> Iterator[str]:
        yield before
        context.update(tables_context(context))
        if context["edits"]:
            context.update(_commands(request, context))
        yield render_to_string("measures/grid/_work.html", context, request)
        yield after

    return StreamingHttpResponse(parts())


def frame_context(user: User, plan: MeasurePlan, round: Round) -> Context:
    """What the page around the tables asks for."""
    rights: frozenset[Right] = frozenset()
    if may_edit(plan.state):
        rights = rights_in(user, plan.organization)
    edits, fills = Right.EDIT_PLAN in rights, Right.ENTER_RESULTS in rights
    return {
        "plan": plan,
        "organization": plan.organization,
        "shows_demo": plan.organization.is_demo,
        "round": round,
        "rounds": Round,
        "grid_url": reverse("grid", args=(plan.organization.code, plan.fiscal_year.year_be)),
        "is_open": may_edit(plan.state),
        "edits": edits,
        "fills": edits or fills,
        "units_to_fill": units_to_fill(user, plan.organization) if fills and not edits else None,
    }


def tables_context(frame: Context) -> Context:
    """The tables themselves, for the frame that `frame_context` gave."""
    plan: MeasurePlan = frame["plan"]
    grid = measures_grid(plan, frame["round"], units_to_fill=frame["units_to_fill"])
    layout = layout_of(plan.organization, plan.form)
    shown = shown_grid(grid, plan, layout, may_edit=frame["edits"], may_fill=frame["fills"])
    return {"grid": shown}


def _commands(request: HttpRequest, context: Context) -> Context:
    """The row that can be brought back, and the form of a new heading."""
    plan: MeasurePlan = context["plan"]
    undo = RemovedForm(request.GET)
    return {
        "removed": removed_row(plan, undo.cleaned_data["removed"]) if undo.is_valid() else None,
        "group_form": GroupForm(
            initial={"round": context["round"].value},
            indicators=[each.indicator for each in context["grid"].jumps],
            issues=issues_of(plan),
        ),
    }
