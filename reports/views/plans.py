"""A plan's page: the office's table, its scores, and its report to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_plan, rights_in
from measures.choices import Right, Round
from measures.forms.rounds import RoundForm
from measures.queries.plan_table import plan_analyses, plan_table
from measures.queries.plans import latest_round
from measures.queries.score_comparison import compare_scores, scores_of
from measures.rules.workflow import may_edit
from reports.layouts import available_forms, load_layout

from .errors import explained_error
from .files import OTHER_FILES


@require_safe
@cache_control(private=True, no_store=True)
def plan_page(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """The plan carried out in a fiscal year (BE), with the results of one round (`?round=`)."""
    plan = get_plan(request.user, code, year_be)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    round = asked.cleaned_data["round"] or latest_round(plan)
    scores = scores_of(plan.organization)
    rights = rights_in(request.user, plan.organization)
    links, pictures = list(plan.links.all()), list(plan.pictures.all())
    return render(
        request,
        "reports/plan.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "files": OTHER_FILES,
            "other_forms": [load_layout(form) for form in available_forms() if form != plan.form],
            "round": round,
            "rounds": Round,
            "table": plan_table(plan, round, scores),
            "analyses": plan_analyses(plan),
            "scores": compare_scores(plan, scores),
            "links": links,
            "pictures": pictures,
            "has_appendix": bool(plan.appendix or links or pictures),
            "signatories": list(plan.signatories.all()),
            "may_edit": may_edit(plan.state)
            and request.user.is_staff
            and Right.EDIT_PLAN in rights,
            "may_word": Right.EDIT_ORGANIZATION in rights,
        },
    )
