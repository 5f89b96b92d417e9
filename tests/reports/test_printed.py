"""What goes into the data files of a posted PDF is what the form shows."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from measures.choices import ResultStatus
from measures.exchange.drafts import PlanDraft
from measures.rules.paragraphs import plain
from reports.compose.printed import only_printed
from reports.facts import (
    AnalysisFacts,
    GroupFacts,
    IndicatorFacts,
    QuestionFacts,
    ReportFacts,
    RowFacts,
    SectionFacts,
)
from reports.layouts import OwnWording, available_forms, load_layout, with_own_wording
from tests.reports import samples

FULL = dataclasses.replace(
    samples.SERVICE_ROW,
    responsible_text=plain("ทุกกอง"),
    result=dataclasses.replace(
        samples.SERVICE_ROW.result, suggestion=plain("เสนอแนะ"), status=ResultStatus.DONE
    ),
    indicator=IndicatorFacts(2, "การใช้งบประมาณ"),
    score=Decimal("98.02"),
    analysis=AnalysisFacts(
        QuestionFacts("i4", "ข้อ"), plain("i4"), plain("วิเคราะห์"), plain("ยกระดับ")
    ),
)
FACTS = dataclasses.replace(
    samples.FACTS,
    sections=(SectionFacts((GroupFacts(None, (FULL,)),)),),
    plan=PlanDraft("results"),
)


def left(form, layout=None):
    """What the row still says; "period" for its dates, "analysis" for the text of that name."""
    facts: ReportFacts = only_printed(layout or load_layout(form), FACTS)
    assert facts.plan is None
    (row,) = facts.sections[0].groups[0].rows
    said = {
        name: getattr(value, name)
        for value, names in (
            (row, ("measures", "steps", "responsible", "responsible_text", "score")),
            (row.result, ("results", "outcome", "citations", "suggestion", "status")),
            (row.analysis, ("question", "question_text", "analysis", "guidance")),
            (row.period, ("start",)),
        )
        for name in names
    }
    return {"period" if name == "start" else name for name, value in said.items() if value}


ROW = {"measures", "steps", "responsible", "responsible_text", "period"}


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("results-by-issue", {*ROW, "results", "outcome", "citations"}),
        ("results", {*ROW, "results", "outcome", "citations"}),
        ("results-and-indicator-progress", {*ROW, "results", "outcome", "citations"}),
        ("progress-by-indicator", {*ROW, "results", "suggestion"}),
        (
            "development-from-ita",
            {*ROW, "score", "question", "question_text", "guidance", "analysis"},
        ),
    ],
)
def test_only_what_the_columns_show_is_left(form, shown):
    assert left(form) == shown


def test_every_form_is_looked_at():
    assert len(available_forms()) >= 5


def test_column_that_an_office_leaves_out_is_not_published_as_data():
    form = "results-by-issue"
    own = with_own_wording(
        load_layout(form), OwnWording(left_out=frozenset({"1.outcome", "1.responsible"}))
    )
    assert left(form, own) == {"measures", "steps", "period", "results"}


def test_rows_keep_their_numbers_and_indicators():
    facts = only_printed(load_layout("results"), FACTS)
    (row,) = facts.sections[0].groups[0].rows
    assert (row.position, row.indicator) == (FULL.position, FULL.indicator)
    assert row != RowFacts()
