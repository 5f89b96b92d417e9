"""Printing a plan's report: facts → layout → document → file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from measures.access import require_sight
from measures.choices import Round
from measures.exchange.picture_files import LostPicture
from measures.models import MeasurePlan, User
from measures.queries.plans import latest_round
from reports.collect import collect
from reports.compose import DRAFT_MARK, compose
from reports.compose.printed import only_printed
from reports.document import Numerals, ReportDocument
from reports.exports_kept import kept_or_made
from reports.facts import ReportFacts
from reports.layouts import Layout
from reports.render.data import report_json
from reports.render.data_csv import report_csv
from reports.render.docx import render_docx
from reports.render.errors import RenderError
from reports.render.html import render_standalone_html
from reports.render.pdf import Attachment, render_pdf
from reports.render.xlsx import render_xlsx

from .wording import layout_of


class ReportFormat(StrEnum):
    """The files that a report is written as."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


# What machines read is written from the facts, what people read from the document.
_DATA_WRITERS: dict[ReportFormat, Callable[[ReportFacts], bytes]] = {
    ReportFormat.CSV: report_csv,
    ReportFormat.JSON: report_json,
}
_DOCUMENT_WRITERS: dict[ReportFormat, Callable[[ReportDocument], bytes]] = {
    ReportFormat.DOCX: render_docx,
    ReportFormat.XLSX: render_xlsx,
    ReportFormat.HTML: lambda document: render_standalone_html(document).encode(),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A report as a file; a draft (ร่าง) is marked on every page, and is to be in its name."""

    content: bytes
    is_draft: bool

    def named(self, name: str) -> str:
        """The file's name: ร่าง-ita-… for a draft."""
        return f"{DRAFT_MARK}-{name}" if self.is_draft else name


def export_report(
    plan: MeasurePlan,
    *,
    form: str,
    format: ReportFormat,
    round: Round | None = None,
    numerals: Numerals = Numerals.THAI,
    by: User,
) -> Exported:
    """The plan's report in a form, with the results of one round (by default the latest).

    Only what is approved in exactly its present content is no draft.

    Raises PermissionDenied, LayoutError for a form that has no layout, RenderError when the
    report cannot be printed as it stands.
    """
    require_sight(by, plan)
    layout = layout_of(plan.organization, form)
    try:
        facts = collect(plan, round or latest_round(plan))
    except LostPicture as lost:
        raise RenderError(str(lost)) from lost
    content = write_report(layout, facts, format, numerals)
    return Exported(content, is_draft=facts.approval is None)


def composed_report(
    plan: MeasurePlan, *, form: str, round: Round | None = None, by: User
) -> ReportDocument:
    """What `export_report` would print, as a document; raises as it does."""
    require_sight(by, plan)
    layout = layout_of(plan.organization, form)
    try:
        return compose(layout, collect(plan, round or latest_round(plan)), Numerals.THAI)
    except LostPicture as lost:
        raise RenderError(str(lost)) from lost


def write_report(
    layout: Layout, facts: ReportFacts, format: ReportFormat, numerals: Numerals = Numerals.THAI
) -> bytes:
    """The facts in a form; a file that was made of the same before is not made again."""
    return kept_or_made(
        lambda: _written(layout, facts, format, numerals), layout, facts, format, numerals
    )


def _written(layout: Layout, facts: ReportFacts, format: ReportFormat, numerals: Numerals) -> bytes:
    if format in _DATA_WRITERS:
        return _DATA_WRITERS[format](facts)
    document = compose(layout, facts, numerals)
    if format is ReportFormat.PDF:
        return render_pdf(document, data_of(only_printed(layout, facts)))
    return _DOCUMENT_WRITERS[format](document)


def data_of(facts: ReportFacts) -> tuple[Attachment, ...]:
    """The report's data for machines, to go within its PDF."""
    return (
        Attachment("report.json", report_json(facts), "ข้อมูลของรายงาน (JSON)"),
        Attachment("report.csv", report_csv(facts), "ข้อมูลของรายงาน (CSV)"),
    )
