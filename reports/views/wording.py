"""An organization's own wording of the report forms: which there are, and the form of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from measures.access import get_own_organization, require
from measures.choices import Right
from measures.models import Organization, User
from measures.queries.approved_plans import approved_years_of_form
from reports.actions.wording import own_wording, save_own_wording, worded_forms
from reports.forms import PLACEHOLDERS, OwnWordingForm
from reports.layouts import available_forms, load_layout


@require_safe
@cache_control(private=True, no_store=True)
def own_wordings(request: HttpRequest, code: str) -> HttpResponse:
    """The report forms, and which of them the organization words itself."""
    organization = _organization(request, code)
    worded = worded_forms(organization)
    return render(
        request,
        "reports/own_wordings.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "forms": [(load_layout(form), form in worded) for form in available_forms()],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def own_wording_page(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The wording of one form, shown and saved."""
    organization = _organization(request, code)
    if form not in available_forms():
        raise Http404
    layout = load_layout(form)
    assert isinstance(request.user, User)  # the door lets nobody else in
    typed = OwnWordingForm(
        *((request.POST,) if request.method == "POST" else ()),
        layout=layout,
        stored=own_wording(organization, layout),
        salt=f"wording {organization.pk} {form}",
    )
    if typed.is_valid():
        try:
            save_own_wording(organization, form, typed.wording, shown=typed.shown, by=request.user)
        except ValidationError as error:
            typed.show_again(error)
        else:
            messages.success(request, f"บันทึกถ้อยคำของแบบ “{layout.label}” แล้ว")
            return redirect("own-wordings", code=code)
    return render(
        request,
        "reports/own_wording.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "layout": layout,
            "approved": approved_years_of_form(organization, form),
            "form": typed,
            "placeholders": PLACEHOLDERS,
        },
    )


def _organization(request: HttpRequest, code: str) -> Organization:
    organization = get_own_organization(request.user, code)
    require(request.user, Right.EDIT_ORGANIZATION, organization)
    return organization
