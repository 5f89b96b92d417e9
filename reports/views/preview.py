"""The report as a panel beside the grid: a part of a page, fetched when it is asked for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_plan
from measures.forms.rounds import RoundForm
from measures.models import User
from measures.queries.plans import latest_round
from reports.actions.export import composed_report
from reports.layouts import available_forms
from reports.render.errors import RenderError
from reports.render.preview import Sheet, preview_sheets


@require_safe
@cache_control(private=True, no_store=True)
def report_preview(request: HttpRequest, code: str, year_be: int, form: str) -> HttpResponse:
    """The report in a form as sheets without a page around them (`?round=6|12`).

    A round that there is not is the latest one: the panel is of the grid, which has said so.
    """
    plan = get_plan(request.user, code, year_be)
    if form not in available_forms():
        raise Http404
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    asked = RoundForm(request.GET)
    round = (asked.cleaned_data["round"] if asked.is_valid() else None) or latest_round(plan)
    sheets: list[Sheet] = []
    draft_mark = problem = ""
    try:
        document = composed_report(plan, form=form, round=round, by=request.user)
    except RenderError as error:
        problem = str(error)
    else:
        sheets, draft_mark = preview_sheets(document), document.draft_mark
    return render(
        request,
        "reports/preview/sheets.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "form": form,
            "round": round,
            "sheets": sheets,
            "draft_mark": draft_mark,
            "problem": problem,
        },
    )
