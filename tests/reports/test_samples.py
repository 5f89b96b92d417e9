"""Real reports beside the repository: imported from Word, printed in their form, read back.

Skipped where they are not at hand; the demo's reports, of our own words, are tried the same way.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from measures.actions.import_plan import import_plan
from measures.actions.people import system_user
from measures.choices import Round
from measures.models import FiscalYear
from measures.queries.plans import latest_round, plan_named
from reports.actions.export import data_of
from reports.collect import collect
from reports.compose import compose
from reports.compose.printed import only_printed
from reports.document import GroupRow, ReportDocument, Table
from reports.layouts import load_layout
from reports.render.pdf import render_pdf
from tests import factories as make
from tests.reports.pdf_text import READERS, difference
from tests.verapdf import PDF_A_3A, PDF_UA_1, broken_rules, require_verapdf

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FORMS = {
    "A-chaiburi-2568.docx": "results-by-issue",
    "B-ronthong-2566-6m.docx": "progress-by-indicator",
    "E-banmo-2569.docx": "development-from-ita",
}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.skipif(
        not SAMPLES.is_dir(), reason="../shared/samples is not beside the repository"
    ),
]


@pytest.fixture
def printed():
    """Each sample's document and its PDF with the data attached, by the name of the file."""
    call_command("load_reference", verbosity=0)
    reports = {}
    for file, form in FORMS.items():
        _, code, year, *months = file.removesuffix(".docx").split("-")
        import_plan(
            (SAMPLES / file).read_bytes(),
            file,
            organization=make.make_organization(code=code, name=f"หน่วยงาน {code}", is_demo=True),
            fiscal_year=FiscalYear.objects.get(year_be=int(year)),
            by=system_user(),
        )
        plan = plan_named(code, int(year))
        layout = load_layout(form)
        facts = collect(plan, Round.SIX_MONTHS if months else latest_round(plan))
        document = compose(layout, facts)
        reports[file] = document, render_pdf(document, data_of(only_printed(layout, facts)))
    return reports


def rows_of(document: ReportDocument, kind: type) -> int:
    """How many rows of a kind the document's tables have."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return sum(isinstance(row, kind) for table in tables for row in table.rows)


@pytest.mark.no_cover
def test_imported_reports_print_every_word_and_are_archivable(printed, tmp_path):
    assert rows_of(printed["A-chaiburi-2568.docx"][0], GroupRow) == 7
    for file, (document, pdf) in printed.items():
        (tmp_path / f"{file}.pdf").write_bytes(pdf)
        assert {
            name: difference(document, read(pdf)) for name, read in READERS.items()
        } == dict.fromkeys(READERS, ""), file
    require_verapdf()
    assert broken_rules([tmp_path / f"{file}.pdf" for file in FORMS]) == {
        (f"{file}.pdf", flavour): [] for file in FORMS for flavour in (PDF_A_3A, PDF_UA_1)
    }
