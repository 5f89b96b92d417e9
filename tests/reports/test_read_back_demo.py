"""The demo's reports, written as Word and Excel files and read back: the same cells."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from measures.models import MeasurePlan
from measures.queries.plan_draft import known_names
from measures.queries.plans import latest_round
from reports.collect import collect
from reports.document import Numerals

from .read_back import WRITERS, parts_around_the_tables, tables_read_back

# Without coverage: what it runs, the tests of reading and writing count.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.no_cover]


def test_reports_of_the_demo_read_back_say_the_same_in_every_column() -> None:
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    plans = MeasurePlan.objects.filter(organization__is_demo=True)
    assert len(plans) >= 5
    for plan in plans:
        facts = collect(plan, latest_round(plan))
        known = known_names(plan.organization, plan.fiscal_year.year_be)
        for ending in WRITERS:
            for numerals in Numerals:
                written, read = tables_read_back(facts, plan.form, ending, known, numerals)
                assert all(written)
                assert read == written, (plan.form, ending, numerals)
            around = parts_around_the_tables(facts, plan.form, ending, known)
            assert around[1] == around[0], (plan.form, ending)
