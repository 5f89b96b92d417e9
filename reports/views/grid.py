"""The measures grid: the office's own table, typed in on the screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_plan, rights_in, units_to_fill
from measures.choices import Right, Round
from measures.forms.rounds import RoundForm
from measures.models import User
from measures.queries.grid import measures_grid
from measures.queries.plans import latest_round
from measures.rules.workflow import may_edit
from reports.actions.wording import layout_of

from .errors import explained_error
from .grid_cells import shown_grid


@require_safe
@cache_control(private=True, no_store=True)
def grid_page(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """The grid of the plan carried out in a fiscal year (BE), one round's results (`?round=`)."""
    plan = get_plan(request.user, code, year_be)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    round = asked.cleaned_data["round"] or latest_round(plan)
    assert isinstance(request.user, User)  # the door lets nobody else in
    rights: frozenset[Right] = frozenset()
    if may_edit(plan.state):
        rights = rights_in(request.user, plan.organization)
    edits, fills = Right.EDIT_PLAN in rights, Right.ENTER_RESULTS in rights
    units = units_to_fill(request.user, plan.organization) if fills and not edits else None
    grid = measures_grid(plan, round, units_to_fill=units)
    return render(
        request,
        "measures/grid/page.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "round": round,
            "rounds": Round,
            "grid_url": reverse("grid", args=(code, year_be)),
            "is_open": may_edit(plan.state),
            "edits": edits,
            "fills": edits or fills,
            "grid": shown_grid(
                grid, plan, layout_of(plan.organization, plan.form), may_edit=edits, may_fill=fills
            ),
        },
    )
