"""Starting the plan of a year."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from measures.access import get_own_organization, require
from measures.actions.start_plan import copy_plan, lay_out_plan
from measures.choices import Right
from measures.forms.start_plan import StartPlanForm
from measures.models import MeasurePlan, Organization, User
from measures.queries.pages import page
from measures.queries.plan_starts import plans_to_copy, years_to_start


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def start_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The ways to start a plan; two of them are a form, the others lead to pages of their own."""
    organization = get_own_organization(request.user, code)
    require(request.user, Right.EDIT_PLAN, organization)
    assert isinstance(request.user, User)  # the door lets nobody else in
    years = years_to_start(organization)
    form = StartPlanForm(
        *((request.POST,) if request.method == "POST" else ()),
        years=years,
        plans=list(plans_to_copy(organization)),
    )
    if form.is_valid():
        try:
            plan = _start(organization, form, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"เริ่มแผนมาตรการ {plan.fiscal_year} แล้ว ทำส่วนใดก่อนก็ได้")
            return redirect("plan", code, plan.fiscal_year.year_be)
    return render(
        request,
        "measures/start_plan.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "form": form,
            "has_years": bool(years),
            "import_page": page("import-start", code),
            "template_file": page("start-template", code),
        },
        status=422 if form.errors else 200,
    )


def _start(organization: Organization, form: StartPlanForm, *, by: User) -> MeasurePlan:
    if form.copied is not None:
        return copy_plan(earlier=form.copied, fiscal_year=form.fiscal_year, by=by)
    return lay_out_plan(
        organization=organization,
        fiscal_year=form.fiscal_year,
        kind=form.kind,
        form=form.report_form,
        by=by,
    )
