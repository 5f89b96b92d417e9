"""Printing a plan's report: facts → layout → document → file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from measures.access import require_sight
from measures.choices import Round
from measures.exchange.picture_files import LostPicture
from measures.models import MeasurePlan, User
from measures.queries.plans import latest_round
from reports.collect import collect
from reports.compose import compose
from reports.document import Numerals, ReportDocument
from reports.facts import ReportFacts
from reports.layouts import load_layout
from reports.render.data import report_json
from reports.render.data_csv import report_csv
from reports.render.errors import RenderError
from reports.render.html import render_standalone_html
from reports.render.pdf import render_pdf


class ReportFormat(StrEnum):
    """The files that a report is written as."""

    PDF = "pdf"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


# What machines read is written from the facts, what people read from the document.
_DATA_WRITERS: dict[ReportFormat, Callable[[ReportFacts], bytes]] = {
    ReportFormat.CSV: report_csv,
    ReportFormat.JSON: report_json,
}
_WRITERS: dict[ReportFormat, Callable[[ReportDocument], bytes]] = {
    ReportFormat.PDF: render_pdf,
    ReportFormat.HTML: lambda document: render_standalone_html(document).encode(),
}


def export_report(
    plan: MeasurePlan,
    *,
    form: str,
    format: ReportFormat,
    round: Round | None = None,
    numerals: Numerals = Numerals.THAI,
    by: User,
) -> bytes:
    """The plan's report in a form, with the results of one round (by default the latest).

    Raises PermissionDenied, LayoutError for a form that has no layout, RenderError when the
    report cannot be printed as it stands.
    """
    require_sight(by, plan)
    layout = load_layout(form)
    try:
        facts = collect(plan, round or latest_round(plan))
    except LostPicture as lost:
        raise RenderError(str(lost)) from lost
    if format in _DATA_WRITERS:
        return _DATA_WRITERS[format](facts)
    return _WRITERS[format](compose(layout, facts, numerals))
