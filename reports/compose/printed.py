"""Facts that a form shows: what the data files within a posted PDF may say, and no more."""

from __future__ import annotations

from dataclasses import replace

from reports.facts import (
    AnalysisFacts,
    GroupFacts,
    PeriodFacts,
    ReportFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
)
from reports.layouts import Layout, SectionLayout, Source

_MEASURES = {Source.MEASURES, Source.NUMBERED_MEASURES, Source.INDICATOR_MEASURES}
_RESULTS = {Source.RESULTS, Source.STATUS_AND_RESULTS}


def only_printed(layout: Layout, facts: ReportFacts) -> ReportFacts:
    """The facts without what no column of the form shows.

    A column that an office leaves out of its report, the other round, and texts that an import
    could not place are not published in its attachments either.
    """
    return replace(
        facts,
        plan=None,
        sections=tuple(
            _section(layout.section(number), section)
            for number, section in enumerate(facts.sections)
        ),
    )


def _section(layout: SectionLayout, section: SectionFacts) -> SectionFacts:
    shown = {column.source for column in layout.columns}
    return replace(
        section,
        groups=tuple(
            GroupFacts(group.heading, tuple(_row(shown, row) for row in group.rows))
            for group in section.groups
        ),
    )


def _row(shown: set[Source], row: RowFacts) -> RowFacts:
    responsible = Source.RESPONSIBLE in shown
    return replace(
        row,
        measures=row.measures if shown & _MEASURES else (),
        steps=row.steps if Source.STEPS in shown else (),
        responsible=row.responsible if responsible else (),
        responsible_text=row.responsible_text if responsible else (),
        period=row.period if Source.PERIOD in shown else PeriodFacts(),
        result=_result(shown, row.result),
        score=row.score if Source.INDICATOR_WITH_SCORE in shown else None,
        analysis=_analysis(shown, row.analysis),
    )


def _result(shown: set[Source], result: ResultFacts) -> ResultFacts:
    outcome = Source.OUTCOME in shown
    return ResultFacts(
        results=result.results if shown & _RESULTS else (),
        outcome=result.outcome if outcome else (),
        citations=result.citations if outcome else (),
        suggestion=result.suggestion if Source.SUGGESTION in shown else (),
        status=result.status if Source.STATUS_AND_RESULTS in shown else None,
    )


def _analysis(shown: set[Source], analysis: AnalysisFacts) -> AnalysisFacts:
    question = Source.QUESTION in shown
    return AnalysisFacts(
        question=analysis.question if question else None,
        question_text=analysis.question_text if question else (),
        analysis=analysis.analysis if Source.ANALYSIS in shown else (),
        guidance=analysis.guidance if Source.GUIDANCE in shown else (),
    )
