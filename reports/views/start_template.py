"""The blank Excel form to fill in away from the portal and bring back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_own_organization, require
from measures.choices import ReportForm, Right
from measures.queries.uploads import headings_to_fill
from reports.actions.export import ReportFormat
from reports.layouts import available_forms, load_layout
from reports.render.blank_form import render_blank_form

from .files import CONTENT_TYPES


@require_safe
@cache_control(private=True, no_store=True)
def start_template(request: HttpRequest, code: str) -> HttpResponse:
    """The form to fill in: `?form=results-by-issue`, the default."""
    organization = get_own_organization(request.user, code)
    require(request.user, Right.EDIT_PLAN, organization)
    form = request.GET.get("form", ReportForm.RESULTS_BY_ISSUE.value)
    if form not in available_forms():
        raise Http404
    content = render_blank_form(load_layout(form), headings_to_fill(organization, form))
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[ReportFormat.XLSX],
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"ita-{organization.code}-{form}-blank.xlsx"
            ),
            "X-Content-Type-Options": "nosniff",
        },
    )
