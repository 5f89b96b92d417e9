"""A plan as facts: the only reader of measures' data.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TypedDict

from measures.choices import (
    CitationBinding,
    GroupKind,
    ResponsibleKind,
    ResultStatus,
    Round,
)
from measures.exchange.drafts import (
    AnalysisDraft,
    CitationDraft,
    HeadingDraft,
    KnownNames,
    PlanDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
)
from measures.models import MeasurePlan
from measures.queries.plan_draft import known_names, plan_draft
from measures.queries.printed_scores import bound_scores
from measures.queries.score_book import ScoreBook, TwoYears, cited_questions
from measures.queries.year_rules import YearRules
from measures.rules.score_keys import TOTAL, indicator_key
from reports.facts import (
    AnalysisFacts,
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    OrganizationFacts,
    PeriodFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    StepFacts,
)

from .appendix import appendix_of, emblem_of
from .approval import approval_facts, signatories_of

__all__ = ["collect"]


class _IndicatorOfRow(TypedDict):
    """The fields of a row's facts that follow from its indicator."""

    indicator: IndicatorFacts | None
    score: Decimal | None
    analysis: AnalysisFacts


def collect(plan: MeasurePlan, round: Round = Round.TWELVE_MONTHS) -> ReportFacts:
    """Everything a report of the plan may say, with the results of one round."""
    draft = plan_draft(plan)
    reader = _Reader(plan, round, draft)
    organization = plan.organization
    approval = approval_facts(plan, draft)
    return ReportFacts(
        organization=OrganizationFacts(
            code=organization.code,
            name=organization.name,
            district=organization.district,
            province=organization.province,
            is_demo=organization.is_demo,
            emblem=emblem_of(organization),
        ),
        fiscal_year_be=plan.fiscal_year.year_be,
        round=round,
        sections=tuple(reader.section(section) for section in draft.sections),
        introduction=draft.introduction,
        posted_for_be=plan.posted_for.year_be if plan.posted_for else None,
        score_year_be=reader.score_year_be,
        total_score=reader.total_score(),
        appendix=appendix_of(draft, organization),
        signatories=signatories_of(draft, approval),
        approval=approval,
        plan=draft,
    )


class _Reader:
    """Turns the parts of a draft into facts, with the names and scores of the plan at hand."""

    def __init__(self, plan: MeasurePlan, round: Round, draft: PlanDraft) -> None:
        self._round = round
        self.score_year_be = plan.score_year.year_be if plan.score_year else None
        self._analyses = {analysis.indicator: analysis for analysis in draft.analyses}
        self._known: KnownNames = known_names(plan.organization, plan.fiscal_year.year_be)
        self._scores = ScoreBook(plan.organization)
        self._questions = cited_questions(plan)

    def total_score(self) -> Decimal | None:
        """The total of the score year."""
        return self._scores.value(self.score_year_be, TOTAL) if self.score_year_be else None

    def section(self, section: SectionDraft) -> SectionFacts:
        positions = itertools.count(1)
        return SectionFacts(
            groups=tuple(
                GroupFacts(
                    self._heading(group.heading) if group.heading else None,
                    tuple(self._row(row, group.heading, next(positions)) for row in group.rows),
                )
                for group in section.groups
            ),
            heading=section.heading,
            introduction=section.introduction,
        )

    def _heading(self, heading: HeadingDraft) -> HeadingFacts:
        names = {"issue": self._known.issues, "indicator": self._known.indicators}.get(heading.kind)
        number = heading.number
        return HeadingFacts(
            kind=heading.kind,
            number="" if number is None else str(number),
            name=names.get(number, "") if names and number is not None else "",
            printed_number=heading.printed_number,
            printed_text=heading.printed_text,
        )

    def _row(self, row: RowDraft, heading: HeadingDraft | None, position: int) -> RowFacts:
        of_round = [result for result in row.results if result.round == self._round]
        indicator = row.indicator
        if indicator is None and heading and heading.kind is GroupKind.INDICATOR:
            indicator = heading.number
        return RowFacts(
            measures=row.measures,
            steps=tuple(
                StepFacts(step.content, None if step.measure is None else step.measure - 1)
                for step in row.steps
            ),
            responsible=tuple(
                ResponsibleFacts(ResponsibleKind(each.kind), each.name, each.note)
                for each in row.responsible
            ),
            responsible_text=row.responsible_text,
            period=PeriodFacts(
                row.period.start if row.period else None,
                row.period.end if row.period else None,
                row.period_text,
            ),
            result=self._result(of_round[0]) if of_round else ResultFacts(),
            position=position,
            printed_number=row.printed_number,
            **self._of_indicator(indicator),
        )

    def _of_indicator(self, number: int | None) -> _IndicatorOfRow:
        """What the plan and the scores say of a row's indicator."""
        if number is None:
            return {"indicator": None, "score": None, "analysis": AnalysisFacts()}
        year_be = self.score_year_be
        return {
            "indicator": IndicatorFacts(number, self._known.indicators.get(number, "")),
            "score": self._scores.value(year_be, indicator_key(number)) if year_be else None,
            "analysis": self._analysis(self._analyses.get(number)),
        }

    def _analysis(self, draft: AnalysisDraft | None) -> AnalysisFacts:
        if draft is None:
            return AnalysisFacts()
        texts = {**self._known.questions, **self._known.earlier_questions}
        return AnalysisFacts(
            question=(
                QuestionFacts(draft.question, texts.get(draft.question, ""))
                if draft.question
                else None
            ),
            question_text=draft.question_text,
            analysis=draft.analysis,
            guidance=draft.guidance,
        )

    def _result(self, result: ResultDraft) -> ResultFacts:
        return ResultFacts(
            results=result.results,
            outcome=result.outcome,
            suggestion=result.suggestion,
            status=ResultStatus(result.status) if result.status else None,
            citations=tuple(self._citation(citation) for citation in result.citations),
        )

    def _citation(self, citation: CitationDraft) -> CitationFacts:
        indicator = citation.indicator
        asked = self._questions.get((citation.question, citation.later_year))
        years = TwoYears(citation.earlier_value, citation.later_value)
        if citation.binding == CitationBinding.BOUND:
            years = bound_scores(citation, self._questions, self._scores)
        rules = self._scores.rules(citation.later_year)
        instruments = rules.instrument_names if rules else {}
        return CitationFacts(
            binding=citation.binding,
            scope=citation.scope,
            earlier_year_be=citation.earlier_year,
            later_year_be=citation.later_year,
            earlier=years.earlier,
            later=years.later,
            paragraph_index=citation.paragraph_index,
            indicator=self._indicator(indicator, rules) if indicator is not None else None,
            question=(
                QuestionFacts(citation.question, asked.text if asked else "")
                if citation.question
                else None
            ),
            instrument=citation.instrument,
            topic=citation.topic,
            instrument_name=instruments.get(citation.instrument, ""),
            comparable=years.comparable,
            earlier_level=years.earlier_level,
            later_level=years.later_level,
            level_change=years.level,
        )

    def _indicator(self, number: int, rules: YearRules | None) -> IndicatorFacts:
        """The indicator as the later year names it, else as the plan's year does."""
        names = rules.indicator_names if rules else {}
        return IndicatorFacts(number, names.get(number) or self._known.indicators.get(number, ""))
