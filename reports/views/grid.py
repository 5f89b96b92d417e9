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

from measures.access import get_plan, membership_in, rights_as
from measures.choices import Right, Round
from measures.forms.grid import GroupForm, RemovedForm
from measures.forms.rounds import RoundForm
from measures.models import MeasurePlan, Membership, User
from measures.queries.grid import grid_plans, measures_grid, units_of_grid
from measures.queries.talk import talk_at_hand
from measures.rules.permissions import is_within_units
from measures.rules.workflow import may_edit
from reports.actions.wording import layout_of_plan, with_own_layout

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
    undo = RemovedForm(request.GET)
    removed = undo.cleaned_data["removed"] if undo.is_valid() else None
    plans = with_own_layout(grid_plans(removed))
    plan = get_plan(request.user, code, year_be, plans)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    last: int | None = plan.last_round  # type: ignore[attr-defined]  # by grid_plans
    round = asked.cleaned_data["round"] or Round(last or Round.TWELVE_MONTHS)
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
            context.update(_commands(context))
        yield render_to_string("measures/grid/_work.html", context, request)
        yield after

    return StreamingHttpResponse(parts())


def frame_context(user: User, plan: MeasurePlan, round: Round) -> Context:
    """What the page around the tables asks for."""
    membership = membership_in(user, plan.organization)
    every = rights_as(user, membership)
    rights = every if may_edit(plan.state) else frozenset[Right]()
    place = (plan.organization.code, plan.fiscal_year.year_be)
    edits, fills = Right.EDIT_PLAN in rights, Right.ENTER_RESULTS in rights
    contributor = None
    if membership and not edits and is_within_units(membership.role, Right.ENTER_RESULTS):
        contributor = membership
    return {
        "plan": plan,
        "organization": plan.organization,
        "shows_demo": plan.organization.is_demo,
        "round": round,
        "rounds": Round,
        "grid_url": reverse("grid", args=place),
        "talk": talk_at_hand(plan) if membership or user.is_superuser else None,
        "speaks_at": reverse("plan-check", args=place) if Right.COMMENT in every else "",
        "is_open": may_edit(plan.state),
        "edits": edits,
        "fills": edits or fills,
        "contributor": contributor,
        "own_memberships": [membership] if membership else [],
    }


def tables_context(frame: Context) -> Context:
    """The tables themselves, for the frame that `frame_context` gave."""
    plan: MeasurePlan = frame["plan"]
    contributor: Membership | None = frame["contributor"]
    units = units_of_grid(plan, contributor) if frame["fills"] else []
    own = frozenset(each.pk for each in units if each.is_own)  # type: ignore[attr-defined]
    grid = measures_grid(plan, frame["round"], units_to_fill=own if contributor else None)
    layout = layout_of_plan(plan)
    shown = shown_grid(grid, plan, layout, may_edit=frame["edits"], may_fill=frame["fills"])
    return {"grid": shown, "issues": grid.issues, "units": units}


def _commands(context: Context) -> Context:
    """The row that can be brought back, and the form of a new heading."""
    return {
        "removed": getattr(context["plan"], "removed", None),  # set where there is one
        "group_form": GroupForm(
            initial={"round": context["round"].value},
            indicators={each.number: each.name for each in context["grid"].jumps},
            issues=context["issues"],
        ),
    }
