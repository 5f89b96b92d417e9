"""A plan's report as a file to take away or as a preview, behind the same door as the plan."""

from __future__ import annotations

from dataclasses import dataclass

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.access import get_plan
from measures.choices import Round
from measures.models import MeasurePlan, User
from measures.queries.plans import latest_round
from reports.actions.export import ReportFormat, export_report
from reports.document import Numerals
from reports.forms import PrintForm
from reports.layouts import available_forms
from reports.render.pdf import RenderError

from .errors import explained_error

# A preview is one page that brings its style sheet and fonts along, and nothing else.
PREVIEW_POLICY = {
    "default-src": [NONE],
    "style-src": ["data:"],
    "font-src": ["data:"],
    "img-src": ["data:"],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
}

CONTENT_TYPES = {
    ReportFormat.PDF: "application/pdf",
    ReportFormat.HTML: "text/html; charset=utf-8",
    ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.CSV: "text/csv; charset=utf-8",
    ReportFormat.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A kind of file that `report_file` gives; PDF and preview have addresses of their own."""

    ending: str
    label: str


OTHER_FILES = (
    OtherFile(ReportFormat.DOCX, "Word"),
    OtherFile(ReportFormat.XLSX, "Excel"),
    OtherFile(ReportFormat.CSV, "CSV"),
    OtherFile(ReportFormat.JSON, "JSON"),
)


@require_safe
@cache_control(private=True, no_store=True)
def report_pdf(request: HttpRequest, code: str, year_be: int, form: str) -> HttpResponseBase:
    """The PDF to take away: `?round=6|12&numerals=thai|arabic`."""
    return _report(request, get_plan(request.user, code, year_be), form, ReportFormat.PDF)


@require_safe
@cache_control(private=True, no_store=True)
def report_file(
    request: HttpRequest, code: str, year_be: int, form: str, ending: str
) -> HttpResponseBase:
    """The same report as a file to work on, or its data for machines; same choices as the PDF."""
    if ending not in {file.ending for file in OTHER_FILES}:
        raise Http404
    return _report(request, get_plan(request.user, code, year_be), form, ReportFormat(ending))


@require_safe
@cache_control(private=True, no_store=True)
def report_html(request: HttpRequest, code: str, year_be: int, form: str) -> HttpResponseBase:
    """The same report as a page to look at before."""
    return _report(request, get_plan(request.user, code, year_be), form, ReportFormat.HTML)


def _report(
    request: HttpRequest, plan: MeasurePlan, form: str, report_format: ReportFormat
) -> HttpResponseBase:
    if form not in available_forms():
        raise Http404
    asked = PrintForm(request.GET)
    if not asked.is_valid():
        return explained_error(request, plan, asked)
    round = asked.cleaned_data["round"] or latest_round(plan)
    numerals = asked.cleaned_data["numerals"]
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    try:
        exported = export_report(
            plan, form=form, format=report_format, round=round, numerals=numerals, by=request.user
        )
    except RenderError as error:
        # What stands in the plan cannot be printed; the message says what and where.
        return explained_error(request, plan, asked, str(error), status=409)
    if report_format is ReportFormat.HTML:
        return _preview(request, exported.content)
    name = file_name(plan, form, round, numerals, report_format)
    return HttpResponse(
        exported.content,
        content_type=CONTENT_TYPES[report_format],
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=exported.named(name)
            ),
            "Content-Length": str(len(exported.content)),
        },
    )


def _preview(request: HttpRequest, content: bytes) -> HttpResponseBase:
    """The page under a policy of its own; pages that explain an error keep the portal's."""

    @csp(PREVIEW_POLICY)
    def page(_: HttpRequest) -> HttpResponse:
        return HttpResponse(content)

    return page(request)


def file_name(
    plan: MeasurePlan, form: str, round: Round, numerals: Numerals, report_format: ReportFormat
) -> str:
    """The name of the downloaded file: plain letters and digits, which every system keeps.

    For example ita-chaiburi-2568-results-by-issue-12m.pdf; a draft's begins with ร่าง- besides.
    """
    parts = ["ita", plan.organization.code, str(plan.fiscal_year.year_be), form, f"{round.value}m"]
    if numerals is Numerals.ARABIC:
        parts.append("arabic")
    return f"{'-'.join(parts)}.{report_format}"
