"""A real report beside the repository: imported from Word, printed in form A, read back.

Skipped where it is not at hand; reports of our own are tried the same way in `render/test_text.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from measures.actions.import_plan import import_plan
from measures.actions.people import system_user
from measures.choices import Round
from measures.models import FiscalYear
from measures.queries.plans import plan_named
from reports.collect import collect
from reports.document import GroupRow, Table
from reports.render.pdf import render_pdf
from tests import factories as make
from tests.reports import samples
from tests.reports.pdf_text import READERS, difference

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "A-chaiburi-2568.docx"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not SAMPLE.is_file(), reason="../shared/samples is not beside the repository"
    ),
]


@pytest.fixture
def document():
    call_command("load_reference", verbosity=0)
    organization = make.make_organization(
        code="chaiburi", name="องค์การบริหารส่วนตำบลไชยบุรี", is_demo=True
    )
    import_plan(
        SAMPLE.read_bytes(),
        SAMPLE.name,
        organization=organization,
        fiscal_year=FiscalYear.objects.get(year_be=2568),
        by=system_user(),
    )
    return samples.report(collect(plan_named("chaiburi", 2568), Round.TWELVE_MONTHS))


def test_imported_report_prints_its_seven_groups_and_every_word_of_it(document):
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert sum(isinstance(row, GroupRow) for row in table.rows) == 7
    pdf = render_pdf(document)
    assert render_pdf(document) == pdf
    assert {
        name: difference(document, read(pdf)) for name, read in READERS.items()
    } == dict.fromkeys(READERS, "")
