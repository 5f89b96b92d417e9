"""Storing parts of drafts in a plan: sections with their rows, results of a round, analyses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db import models

from measures.choices import GroupKind, ResponsibleKind
from measures.exchange.drafts import (
    AnalysisDraft,
    CitationDraft,
    HeadingDraft,
    LinkDraft,
    PictureDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    SignatoryDraft,
)
from measures.exchange.picture_files import full_name, stored_picture
from measures.models import (
    AppendixLink,
    AppendixPicture,
    FiscalYear,
    Framework,
    GroupHeading,
    Indicator,
    IndicatorAnalysis,
    Instrument,
    Issue,
    Measure,
    MeasurePlan,
    Question,
    Responsibility,
    ResponsibleUnit,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
    Signatory,
    Step,
)

Entry = TypeVar("Entry", bound=models.Model)


class ContentWriter:
    """Stores parts of drafts in one plan, looking up each name of its frameworks once."""

    def __init__(self, plan: MeasurePlan) -> None:
        self._plan = plan
        self._units = {unit.name: unit for unit in plan.organization.units.all()}
        self._years = {year.year_be: year for year in FiscalYear.objects.all()}
        self._names: dict[int, _FrameworkNames] = {}

    def section(self, position: int, draft: SectionDraft) -> None:
        """Store a section with all that is in it."""
        section = _stored(
            Section(
                plan=self._plan,
                position=position,
                heading=draft.heading,
                introduction=draft.introduction,
            )
        )
        headings = row_position = 0
        for group in draft.groups:
            heading = None
            if group.heading is not None:
                headings += 1
                heading = self._heading(section, headings, group.heading)
            for row in group.rows:
                row_position += 1
                self._row(section, heading, row_position, row)

    def result(self, row: Row, draft: ResultDraft) -> None:
        """Store what came of a row in one round, with the scores it cites."""
        result = _stored(
            RoundResult(
                row=row,
                round=draft.round,
                status=draft.status,
                results=draft.results,
                outcome=draft.outcome,
                suggestion=draft.suggestion,
            )
        )
        for position, citation in enumerate(draft.citations, start=1):
            self._citation(result, position, citation)

    def analysis(self, draft: AnalysisDraft) -> None:
        """Store what the plan says of one indicator."""
        names = self._of_plan_year()
        # A plan analyses the year before; where that has no questions, its own has.
        analysed = self._of_year(self._plan.fiscal_year.year_be - 1)
        _stored(
            IndicatorAnalysis(
                plan=self._plan,
                indicator=names.indicators[draft.indicator],
                question=analysed.questions.get(draft.question)
                or names.questions.get(draft.question),
                question_text=draft.question_text,
                analysis=draft.analysis,
                guidance=draft.guidance,
            )
        )

    def link(self, position: int, draft: LinkDraft) -> None:
        """Store an address of the appendix."""
        link = AppendixLink(
            plan=self._plan, position=position, address=draft.address, label=draft.label
        )
        _stored(link)

    def picture(self, position: int, draft: PictureDraft) -> None:
        """Store a picture of the appendix whose file is kept already. Raises LostPicture."""
        name = full_name(self._plan.organization.code, draft.name)
        stored_picture(name)
        _stored(
            AppendixPicture(
                plan=self._plan,
                position=position,
                picture=name,
                alternative_text=draft.alternative_text,
                caption=draft.caption,
            )
        )

    def signatory(self, position: int, draft: SignatoryDraft) -> None:
        """Store one who signs."""
        _stored(
            Signatory(
                plan=self._plan,
                position=position,
                role=draft.role,
                name=draft.name,
                position_title=draft.position_title,
            )
        )

    def _heading(self, section: Section, position: int, draft: HeadingDraft) -> GroupHeading:
        names = self._of_plan_year()
        number = draft.number or 0
        return _stored(
            GroupHeading(
                section=section,
                position=position,
                kind=draft.kind,
                issue=names.issues[number] if draft.kind is GroupKind.ISSUE else None,
                indicator=names.indicators[number] if draft.kind is GroupKind.INDICATOR else None,
                printed_number=draft.printed_number,
                printed_text=draft.printed_text,
            )
        )

    def _row(
        self, section: Section, heading: GroupHeading | None, position: int, draft: RowDraft
    ) -> None:
        row = _stored(
            Row(
                section=section,
                group=heading,
                position=position,
                indicator=self._of_plan_year().indicators.get(draft.indicator or 0),
                printed_number=draft.printed_number,
                period_start=draft.period.start if draft.period else None,
                period_end=draft.period.end if draft.period else None,
                period_text=draft.period_text,
                responsible_text=draft.responsible_text,
                remarks=draft.remarks,
            )
        )
        for place, each in enumerate(draft.responsible, start=1):
            is_unit = each.kind is ResponsibleKind.UNIT
            _stored(
                Responsibility(
                    row=row,
                    position=place,
                    kind=each.kind,
                    unit=self._unit(each.name) if is_unit else None,
                    name="" if is_unit else each.name,
                    note=each.note,
                )
            )
        measures = [
            _stored(Measure(row=row, position=place, content=content))
            for place, content in enumerate(draft.measures, start=1)
        ]
        for place, step in enumerate(draft.steps, start=1):
            measure = measures[step.measure - 1] if step.measure else None
            _stored(Step(row=row, position=place, measure=measure, content=step.content))
        for result in draft.results:
            self.result(row, result)

    def _citation(self, result: RoundResult, position: int, draft: CitationDraft) -> None:
        names, of_plan = self._of_year(draft.later_year), self._of_plan_year()
        number, code = draft.indicator or 0, draft.question
        _stored(
            ScoreCitation(
                round_result=result,
                position=position,
                paragraph_index=draft.paragraph_index,
                scope=draft.scope,
                indicator=names.indicators.get(number) or of_plan.indicators.get(number),
                question=names.questions.get(code) or of_plan.questions.get(code),
                instrument=names.instruments.get(draft.instrument),
                topic=draft.topic,
                earlier_year=self._year(draft.earlier_year),
                later_year=self._year(draft.later_year),
                earlier_value=draft.earlier_value,
                later_value=draft.later_value,
                binding=draft.binding,
            )
        )

    def _unit(self, name: str) -> ResponsibleUnit:
        if name not in self._units:
            last = max((unit.position for unit in self._units.values()), default=0)
            self._units[name] = _stored(
                ResponsibleUnit(organization=self._plan.organization, name=name, position=last + 1)
            )
        return self._units[name]

    def _year(self, year_be: int) -> FiscalYear:
        if year_be not in self._years:
            self._years[year_be] = _stored(FiscalYear(year_be=year_be))
        return self._years[year_be]

    def _of_plan_year(self) -> _FrameworkNames:
        return self._of_year(self._plan.fiscal_year.year_be)

    def _of_year(self, year_be: int) -> _FrameworkNames:
        """The names of a year's framework; those of the plan's year where it has none."""
        if year_be not in self._names:
            network = self._plan.organization.network
            frameworks = Framework.objects.filter(network=network)
            framework = frameworks.filter(fiscal_year__year_be=year_be).first() or frameworks.get(
                fiscal_year=self._plan.fiscal_year
            )
            self._names[year_be] = _FrameworkNames(framework)
        return self._names[year_be]


class _FrameworkNames:
    """What a framework's numbers and codes stand for."""

    def __init__(self, framework: Framework) -> None:
        self.indicators: Mapping[int, Indicator] = {
            indicator.number: indicator for indicator in framework.indicators.all()
        }
        self.issues: Mapping[int, Issue] = {issue.number: issue for issue in framework.issues.all()}
        self.instruments: Mapping[str, Instrument] = {
            instrument.code: instrument for instrument in framework.instruments.all()
        }
        self.questions: Mapping[str, Question] = {
            question.code: question
            for question in Question.objects.filter(indicator__framework=framework)
        }


def _stored(entry: Entry) -> Entry:
    checked(entry).save(force_insert=True)
    return entry


def checked(entry: Entry) -> Entry:
    """Check each value by its own field; constraints between values are the database's."""
    relations = [field.name for field in entry._meta.concrete_fields if field.is_relation]
    entry.clean_fields(exclude=relations)
    return entry
