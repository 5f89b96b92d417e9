"""The demo's reports say, word for word, what was written by hand before they were composed."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from measures.models import MeasurePlan
from measures.queries.plans import latest_round
from reports.collect import collect
from reports.compose import compose
from reports.document import Numerals, ReportDocument
from reports.layouts import available_forms, load_layout

from .outline import golden, outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> None:
    """The demo as its commands load it."""
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())


def report(form: str, numerals: Numerals = Numerals.THAI) -> ReportDocument:
    """The demo's report in a form: of the plan that was made for it, else of form A's."""
    plans = MeasurePlan.objects.filter(organization__is_demo=True)
    plan = plans.filter(form=form).first() or plans.get(form="results-by-issue")
    return compose(load_layout(form), collect(plan, latest_round(plan)), numerals)


def test_reports_of_the_demo_equal_the_golden_documents_written_by_hand(demo: None) -> None:
    # Form A has its golden documents beside facts of their own (test_compose.py).
    for form in set(available_forms()) - {"results-by-issue"}:
        assert outline(report(form)) == golden(f"{form}-thai")
    in_arabic = report("development-from-ita", Numerals.ARABIC)
    assert outline(in_arabic) == golden("development-from-ita-arabic")
