"""Generated plans, written as Word and Excel files and read back: the same cells."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reports.compose import compose
from reports.document import Numerals
from reports.facts import SignatoryFacts
from reports.layouts import load_layout

from . import generated, samples
from .read_back import WRITERS, reading_of, tables_read_back

# Whole files are written and read: tracing them for coverage takes longer than that.
pytestmark = pytest.mark.no_cover
# The same plans in every run, and no search for a smaller one, which would take minutes.
few = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FORMS = {
    "results-by-issue": generated.reports(grouped=True),
    "progress-by-indicator": generated.reports(grouped=False),
    "results-and-indicator-progress": generated.reports(grouped=False, tables=2),
    "results": generated.reports(grouped=False),
    "development-from-ita": generated.reports(grouped=False),
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("form", FORMS)
@few
@given(data=st.data())
def test_columns_that_a_form_prints_are_read_as_they_were_written(form, ending, data):
    facts = data.draw(FORMS[form])
    numerals = data.draw(st.sampled_from(Numerals))
    written, read = tables_read_back(facts, form, ending, generated.KNOWN, numerals)
    assert read == written


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_signers_are_no_rows_of_measures_however_many_stand_side_by_side(ending, count):
    signatories = tuple(
        SignatoryFacts(role, "", "ปลัดเทศบาล") for role in ("ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้เห็นชอบ")[:count]
    )
    facts = dataclasses.replace(samples.FACTS, signatories=signatories)
    document = compose(load_layout("results-by-issue"), facts)
    draft = reading_of(document, ending, generated.KNOWN).draft
    assert [(each.role, each.position_title) for each in draft.signatories] == [
        (each.role, each.position) for each in signatories
    ]
    assert len(draft.rows) == 3
    assert draft.appendix == ()
