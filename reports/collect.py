"""A plan as facts: the only reader of measures' data.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from measures.choices import CitationBinding, ResponsibleKind, Round
from measures.exchange.drafts import (
    CitationDraft,
    HeadingDraft,
    KnownNames,
    ResultDraft,
    RowDraft,
    SectionDraft,
)
from measures.models import MeasurePlan
from measures.queries.plan_draft import known_names, plan_draft
from measures.queries.score_comparison import scores_of

from .facts import (
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


def collect(plan: MeasurePlan, round: Round = Round.TWELVE_MONTHS) -> ReportFacts:
    """Everything a report of the plan may say, with the results of one round."""
    draft = plan_draft(plan)
    reader = _Reader(plan, round)
    organization = plan.organization
    return ReportFacts(
        organization=OrganizationFacts(
            code=organization.code,
            name=organization.name,
            district=organization.district,
            province=organization.province,
            is_demo=organization.is_demo,
        ),
        fiscal_year_be=plan.fiscal_year.year_be,
        round=round,
        sections=tuple(reader.section(section) for section in draft.sections),
        introduction=draft.introduction,
        posted_for_be=plan.posted_for.year_be if plan.posted_for else None,
        score_year_be=plan.score_year.year_be if plan.score_year else None,
    )


class _Reader:
    """Turns the parts of a draft into facts, with the names and scores of the plan at hand."""

    def __init__(self, plan: MeasurePlan, round: Round) -> None:
        self._round = round
        self._known: KnownNames = known_names(plan.organization, plan.fiscal_year.year_be)
        self._scores = scores_of(plan.organization)

    def section(self, section: SectionDraft) -> SectionFacts:
        return SectionFacts(
            groups=tuple(
                GroupFacts(
                    self._heading(group.heading) if group.heading else None,
                    tuple(self._row(row) for row in group.rows),
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

    def _row(self, row: RowDraft) -> RowFacts:
        of_round = [result for result in row.results if result.round == self._round]
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
        )

    def _result(self, result: ResultDraft) -> ResultFacts:
        return ResultFacts(
            results=result.results,
            outcome=result.outcome,
            citations=tuple(self._citation(citation) for citation in result.citations),
        )

    def _citation(self, citation: CitationDraft) -> CitationFacts:
        earlier, later = citation.earlier_value, citation.later_value
        indicator, question = citation.indicator, citation.question
        name = self._known.indicators.get(indicator, "") if indicator is not None else ""
        if citation.binding == CitationBinding.BOUND and indicator is not None:
            # As on the screen, an indicator that was renumbered or renamed has no earlier score.
            earlier = self._scores.get((citation.earlier_year, indicator, name))
            later = self._scores.get((citation.later_year, indicator, name))
        return CitationFacts(
            binding=citation.binding,
            scope=citation.scope,
            earlier_year_be=citation.earlier_year,
            later_year_be=citation.later_year,
            earlier=earlier,
            later=later,
            paragraph_index=citation.paragraph_index,
            indicator=IndicatorFacts(indicator, name) if indicator is not None else None,
            question=(
                QuestionFacts(question, self._known.questions.get(question, ""))
                if question
                else None
            ),
            instrument=citation.instrument,
            topic=citation.topic,
        )
