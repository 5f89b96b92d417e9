"""What is printed: real reports in forms A and E, of the demo where samples are not at hand; long
reports and many reports of our own words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.test.runner import DiscoverRunner

from measures.actions.import_plan import import_plan
from measures.actions.people import system_user
from measures.choices import OrganizationKind
from measures.models import FiscalYear, Organization
from measures.queries.plans import latest_round, plan_named
from reports.collect import collect
from reports.compose import compose
from reports.document import ReportDocument
from reports.facts import ReportFacts
from reports.layouts import available_forms, load_layout
from tests.reports import samples
from tests.reports.everything import everything
from tests.reports.long_report import long_report

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@dataclass(frozen=True, slots=True)
class _RealReport:
    """A published report and where its table lies."""

    letter: str
    form: str
    file: str
    code: str
    name: str
    kind: OrganizationKind
    year_be: int


_REAL_REPORTS = (
    _RealReport(
        "A",
        "results-by-issue",
        "A-chaiburi-2568.docx",
        "chaiburi",
        "องค์การบริหารส่วนตำบลไชยบุรี",
        OrganizationKind.SUBDISTRICT,
        2568,
    ),
    _RealReport(
        "E",
        "development-from-ita",
        "E-banmo-2569.docx",
        "banmo",
        "เทศบาลตำบลบ้านหมอ",
        OrganizationKind.SUBDISTRICT_MUNICIPALITY,
        2569,
    ),
)


@dataclass(frozen=True, slots=True)
class RealReport:
    """A report as facts and as the document of its form; `of` says what it was read from."""

    letter: str
    of: str
    form: str
    facts: ReportFacts
    document: ReportDocument


def real_reports() -> tuple[RealReport, ...]:
    """Forms A and E; made in a test database of their own."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_reference", stdout=io.StringIO())
        of = "the sample" if SAMPLES.is_dir() else "the demo"
        if not SAMPLES.is_dir():
            call_command("load_demo", stdout=io.StringIO())
        return tuple(_read(report, of) for report in _REAL_REPORTS)
    finally:
        runner.teardown_databases(databases)


def _read(report: _RealReport, of: str) -> RealReport:
    if SAMPLES.is_dir():
        _import(report)
    plan = plan_named(report.code, report.year_be)
    facts = collect(plan, latest_round(plan))
    document = compose(load_layout(report.form), facts)
    return RealReport(report.letter, of, report.form, facts, document)


def _import(report: _RealReport) -> None:
    organization = Organization.objects.create(code=report.code, name=report.name, kind=report.kind)
    import_plan(
        (SAMPLES / report.file).read_bytes(),
        report.file,
        organization=organization,
        fiscal_year=FiscalYear.objects.get(year_be=report.year_be),
        by=system_user(),
    )


def longer_and_longer() -> tuple[ReportDocument, ...]:
    """Reports of some 14, 50 and 145 pages, row for row alike."""
    return long_report(1, rows=11), long_report(4, rows=10), long_report()


def many_reports(number: int) -> Iterator[ReportDocument]:
    """Different reports in all forms, short and long by turns."""
    forms = available_forms()
    for count in range(number):
        layout = load_layout(forms[count % len(forms)])
        if count % 2:
            yield compose(layout, everything(signers=count % 4, rows=1 + 3 * count % 7))
        else:
            yield compose(layout, samples.long_facts(1 + 7 * count % 23))
