"""A report written as an office's file, read by the portal, and composed anew of what it read."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable

from itaportal.thai.numerals import all_arabic_digits
from measures.choices import GroupKind, ResponsibleKind, ResultStatus
from measures.exchange.drafts import KnownNames, PlanReading, RowDraft
from measures.exchange.reading import read_plan
from reports.compose import compose
from reports.document import GroupRow, Heading, Numerals, Paragraph, ReportDocument, Table
from reports.facts import (
    AnalysisFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    LinkFacts,
    PeriodFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    SignatoryFacts,
    StepFacts,
)
from reports.layouts import load_layout
from reports.render.docx import render_docx
from reports.render.xlsx import render_xlsx

WRITERS: dict[str, Callable[[ReportDocument], bytes]] = {"docx": render_docx, "xlsx": render_xlsx}


def reading_of(document: ReportDocument, ending: str, known: KnownNames) -> PlanReading:
    """What the portal reads from the document's file."""
    return read_plan(WRITERS[ending](document), f"report.{ending}", known)


NUMBERED_ROWS = {"progress-by-indicator", "results"}
"""Forms that print a row's number before its first measure: the rest is read as below it."""


def printed_tables(document: ReportDocument, form: str) -> list[list[object]]:
    """The rows of the document's tables, its headings included, whichever digits it has."""

    def read(text: str) -> str:
        return all_arabic_digits(text)

    def level(paragraph: Paragraph, column: int) -> int:
        return 0 if form in NUMBERED_ROWS and column == 0 else paragraph.level

    return [
        [
            read(row.text)
            if isinstance(row, GroupRow)
            else [
                [(read(each.marker), read(each.text), level(each, column)) for each in cell]
                for column, cell in enumerate(row.cells)
            ]
            for row in block.rows
        ]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def tables_read_back(
    facts: ReportFacts, form: str, ending: str, known: KnownNames, numerals: Numerals
) -> tuple[list[list[object]], list[list[object]]]:
    """The tables of a report, and those of the report made of what its file was read as."""
    document = compose(load_layout(form), facts, numerals)
    again = facts_of(reading_of(document, ending, known), facts, known)
    composed_again = compose(load_layout(form), again, numerals)
    return printed_tables(document, form), printed_tables(composed_again, form)


def parts_around_the_tables(
    facts: ReportFacts, form: str, ending: str, known: KnownNames
) -> tuple[list[object], list[object]]:
    """What a report has beside its tables, pictures aside, and what its file was read as."""
    layout = load_layout(form)
    document = compose(layout, facts)
    assert facts.plan
    draft = reading_of(document, ending, known).draft.beside(facts.plan)
    again = dataclasses.replace(
        facts_of(reading_of(document, ending, known), facts, known),
        introduction=draft.introduction,
        appendix=dataclasses.replace(
            facts.appendix,
            text=draft.appendix,
            links=tuple(LinkFacts(each.address, each.label) for each in draft.links),
        ),
        signatories=tuple(
            SignatoryFacts(each.role, each.name, each.position_title) for each in draft.signatories
        ),
    )

    def parts(report: ReportDocument) -> list[object]:
        return [
            " ".join(block.lines) if isinstance(block, Heading) else block
            for block in report.blocks
            if not isinstance(block, Table)
        ]

    return parts(document), parts(compose(layout, again))


def facts_of(reading: PlanReading, facts: ReportFacts, known: KnownNames) -> ReportFacts:
    """The facts that a reading gives, with office and years of the facts it was written from."""
    analyses = {each.indicator: each for each in reading.draft.analyses}
    scores = {each.indicator: each.value for each in reading.scores}

    def row(draft: RowDraft, position: int, of_group: int | None) -> RowFacts:
        number = draft.indicator or of_group
        result = draft.results[0] if draft.results else None
        analysis = analyses.get(number or 0)
        return RowFacts(
            measures=draft.measures,
            steps=tuple(StepFacts(step.content) for step in draft.steps),
            responsible=tuple(
                ResponsibleFacts(ResponsibleKind(each.kind), each.name, each.note)
                for each in draft.responsible
            ),
            responsible_text=draft.responsible_text,
            period=PeriodFacts(
                draft.period.start if draft.period else None,
                draft.period.end if draft.period else None,
                draft.period_text,
            ),
            result=ResultFacts(
                results=result.results,
                outcome=result.outcome,
                suggestion=result.suggestion,
                status=ResultStatus(result.status) if result.status else None,
            )
            if result
            else ResultFacts(),
            position=position,
            printed_number=draft.printed_number,
            indicator=IndicatorFacts(number, known.indicators[number]) if number else None,
            score=scores.get(number or 0),
            analysis=AnalysisFacts(
                QuestionFacts(analysis.question, "") if analysis.question else None,
                analysis.question_text,
                analysis.analysis,
                analysis.guidance,
            )
            if analysis
            else AnalysisFacts(),
        )

    sections = []
    for section in reading.draft.sections:
        positions = itertools.count(1)
        groups = []
        for group in section.groups:
            heading = group.heading
            names = {GroupKind.ISSUE: known.issues, GroupKind.INDICATOR: known.indicators}
            of_group = None
            if heading and heading.kind is GroupKind.INDICATOR:
                of_group = heading.number
            printed = None
            if heading:
                printed = HeadingFacts(
                    heading.kind,
                    str(heading.number or ""),
                    names.get(heading.kind, {}).get(heading.number or 0, ""),
                    heading.printed_number,
                    heading.printed_text,
                )
            rows = tuple(row(each, next(positions), of_group) for each in group.rows)
            groups.append(GroupFacts(printed, rows))
        sections.append(SectionFacts(tuple(groups), section.heading, section.introduction))
    return dataclasses.replace(facts, sections=tuple(sections))
