"""The demo's reports say, word for word, what was written by hand before they were composed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from measures.models import MeasurePlan
from measures.queries.plans import latest_round
from reports.actions.export import data_of
from reports.collect import collect
from reports.compose import compose
from reports.compose.printed import only_printed
from reports.document import Numerals, ReportDocument
from reports.facts import ReportFacts
from reports.layouts import available_forms, load_layout
from reports.render.pdf import render_pdf
from tests.verapdf import PDF_A_3A, PDF_UA_1, broken_rules, require_verapdf

from .outline import golden, outline
from .pdf_text import READERS, difference

# What is looked at is the files, which are made of facts: the database makes no difference.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def demo() -> None:
    """The demo as its commands load it."""
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())


def facts(form: str) -> ReportFacts:
    """The facts of the plan that was made for a form, else of form A's."""
    plans = MeasurePlan.objects.filter(organization__is_demo=True)
    plan = plans.filter(form=form).first() or plans.get(form="results-by-issue")
    return collect(plan, latest_round(plan))


def report(form: str, numerals: Numerals = Numerals.THAI) -> ReportDocument:
    """The demo's report in a form."""
    return compose(load_layout(form), facts(form), numerals)


def test_reports_of_the_demo_equal_the_golden_documents_written_by_hand(demo: None) -> None:
    # Form A has its golden documents beside facts of their own (test_compose.py).
    for form in set(available_forms()) - {"results-by-issue"}:
        assert outline(report(form)) == golden(f"{form}-thai")
    in_arabic = report("development-from-ita", Numerals.ARABIC)
    assert outline(in_arabic) == golden("development-from-ita-arabic")


@pytest.mark.no_cover
def test_reports_of_the_demo_print_every_word_and_are_archivable(
    demo: None, tmp_path: Path
) -> None:
    for form in available_forms():
        document = report(form)
        pdf = render_pdf(document, data_of(only_printed(load_layout(form), facts(form))))
        (tmp_path / f"{form}.pdf").write_bytes(pdf)
        assert {
            name: difference(document, read(pdf)) for name, read in READERS.items()
        } == dict.fromkeys(READERS, ""), form
    require_verapdf()
    assert broken_rules([tmp_path / f"{form}.pdf" for form in available_forms()]) == {
        (f"{form}.pdf", flavour): []
        for form in available_forms()
        for flavour in (PDF_A_3A, PDF_UA_1)
    }
