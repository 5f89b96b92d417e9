"""What is printed: form A of the real sample A, or of the demo where the sample is not at hand."""

from __future__ import annotations

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
from reports.layouts import load_layout

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "A-chaiburi-2568.docx"


def form_a() -> tuple[str, ReportDocument]:
    """What it is of, and the document; made in a test database of its own."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_reference", verbosity=0)
        name = "sample A" if SAMPLE.is_file() else "the demo"
        if SAMPLE.is_file():
            _import_sample()
        else:
            call_command("load_demo", verbosity=0)
        plan = plan_named("chaiburi", 2568)
        return name, compose(load_layout("results-by-issue"), collect(plan, latest_round(plan)))
    finally:
        runner.teardown_databases(databases)


def _import_sample() -> None:
    organization = Organization.objects.create(
        code="chaiburi",
        name="องค์การบริหารส่วนตำบลไชยบุรี",
        kind=OrganizationKind.SUBDISTRICT,
    )
    import_plan(
        SAMPLE.read_bytes(),
        SAMPLE.name,
        organization=organization,
        fiscal_year=FiscalYear.objects.get(year_be=2568),
        by=system_user(),
    )
