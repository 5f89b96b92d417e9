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
from measures.forms.rounds import RoundForm
from measures.models import MeasurePlan, User
from measures.queries.grid import measures_grid
from measures.queries.plans import latest_round
from measures.rules.workflow import may_edit
from reports.actions.wording import layout_of

from .errors import explained_error
from .grid_cells import ShownGrid, shown_grid


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
    rights: frozenset[Right] = frozenset()
    if may_edit(plan.state):
        rights = rights_in(request.user, plan.organization)
    edits, fills = Right.EDIT_PLAN in rights, Right.ENTER_RESULTS in rights
    context: dict[str, Any] = {
        "plan": plan,
        "organization": plan.organization,
        "shows_demo": plan.organization.is_demo,
        "round": round,
        "rounds": Round,
        "grid_url": reverse("grid", args=(code, year_be)),
        "is_open": may_edit(plan.state),
        "edits": edits,
        "fills": edits or fills,
        # Stands where the tables will: a word that no text of the page can hold.
        "place_of_tables": secrets.token_hex(),
    }
    page = render_to_string("measures/grid/page.html", context, request)
    before, _, after = page.partition(context["place_of_tables"])
    units = units_to_fill(request.user, plan.organization) if fills and not edits else None

    def parts() -> Iterator[str]:
        yield before
        grid = _grid(plan, round, may_edit=edits, may_fill=fills, units=units)
        yield render_to_string("measures/grid/_work.html", {**context, "grid": grid}, request)
        yield after

    return StreamingHttpResponse(parts())


def _grid(
    plan: MeasurePlan,
    round: Round,
    *,
    may_edit: bool,
    may_fill: bool,
    units: frozenset[int] | None,
) -> ShownGrid:
    return shown_grid(
        measures_grid(plan, round, units_to_fill=units),
        plan,
        layout_of(plan.organization, plan.form),
        may_edit=may_edit,
        may_fill=may_fill,
    )
