"""Generated plans, written as Word and Excel files and read back: the same cells."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import Numerals

from . import generated
from .read_back import WRITERS, tables_read_back

# Whole files are written and read: tracing them for coverage takes longer than that.
pytestmark = pytest.mark.no_cover
FORMS = {
    "results-by-issue": generated.reports(grouped=True),
    "progress-by-indicator": generated.reports(grouped=False),
    "results-and-indicator-progress": generated.reports(grouped=False, tables=2),
    "results": generated.reports(grouped=False),
    "development-from-ita": generated.reports(grouped=False),
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_columns_that_a_form_prints_are_read_as_they_were_written(form, ending, data):
    facts = data.draw(FORMS[form])
    numerals = data.draw(st.sampled_from(Numerals))
    written, read = tables_read_back(facts, form, ending, generated.KNOWN, numerals)
    assert read == written
