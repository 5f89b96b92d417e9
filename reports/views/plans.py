"""A plan's pages: its tasks with the report to take away, and the whole of it to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import membership_in, rights_as
from measures.choices import Right, Round
from measures.forms.rounds import RoundForm
from measures.models import MeasurePlan, Membership, User
from measures.queries.approval import get_plan_as_it_stands
from measures.queries.completeness import progress_of_plan
from measures.queries.missing import counts_of
from measures.queries.plan_table import plan_analyses, plan_table
from measures.queries.plans import latest_round
from measures.queries.score_comparison import compare_scores, scores_of
from measures.queries.talk import return_to_mend, talk_of
from measures.queries.tasks import deadline_line, done, plan_tasks
from measures.rules.workflow import RIGHT_TO_GO_ON, may_edit
from reports.layouts import available_forms, load_layout

from .errors import explained_error
from .files import OTHER_FILES


@require_safe
@cache_control(private=True, no_store=True)
def plan_page(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """The tasks of the plan carried out in a fiscal year (BE), for members; others only read it."""
    plan = get_plan_as_it_stands(request.user, code, year_be)
    membership, rights = _standing(request, plan)
    today = timezone.localdate()
    progress = progress_of_plan(plan, today)
    groups = plan_tasks(plan, progress, counts_of(plan)) if rights else ()
    tasks_done, parts = done(groups)
    return render(
        request,
        "reports/plan.html",
        {
            **_shared(plan, membership, rights),
            "round": latest_round(plan),
            "groups": groups,
            "done": tasks_done,
            "parts": parts,
            "deadline": deadline_line(progress, today) if rights else None,
            "returned": return_to_mend(plan) if rights else None,
            "may_edit": Right.EDIT_PLAN in rights,
        },
    )


@require_safe
@cache_control(private=True, no_store=True)
def plan_read(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """All that the plan says, with the results of one round (`?round=`)."""
    plan = get_plan_as_it_stands(request.user, code, year_be)
    asked = RoundForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    round = asked.cleaned_data["round"] or latest_round(plan)
    scores = scores_of(plan.organization)
    membership, rights = _standing(request, plan)
    links, pictures = list(plan.links.all()), list(plan.pictures.all())
    return render(
        request,
        "reports/plan_read.html",
        {
            **_shared(plan, membership, rights),
            "round": round,
            "rounds": Round,
            "table": plan_table(plan, round, scores),
            "talk": talk_of(request.user, plan),
            "analyses": plan_analyses(plan),
            "scores": compare_scores(plan, scores),
            "links": links,
            "pictures": pictures,
            "has_appendix": bool(plan.appendix or links or pictures),
            "signatories": list(plan.signatories.all()),
            "may_edit": may_edit(plan.state) and Right.EDIT_PLAN in rights,
        },
    )


def _standing(
    request: HttpRequest, plan: MeasurePlan
) -> tuple[Membership | None, frozenset[Right]]:
    assert isinstance(request.user, User)  # nobody else is let in
    membership = membership_in(request.user, plan.organization)
    return membership, rights_as(request.user, membership)


def _shared(
    plan: MeasurePlan, membership: Membership | None, rights: frozenset[Right]
) -> dict[str, object]:
    """What both pages show: whose plan it is, and the files of its report."""
    return {
        "plan": plan,
        "organization": plan.organization,
        "shows_demo": plan.organization.is_demo,
        "own_memberships": [membership] if membership else [],
        "files": OTHER_FILES,
        "other_forms": [load_layout(form) for form in available_forms() if form != plan.form],
        "may_go_on": RIGHT_TO_GO_ON in rights,
        "may_word": Right.EDIT_ORGANIZATION in rights,
    }
