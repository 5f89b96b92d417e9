"""What each column of a table says of a row: facts -> paragraphs with their markers.

Digits are still as stored or counted; the report's numerals are applied to all texts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from measures.choices import CitationBinding, CitationScope, ResultStatus
from measures.rules import paragraphs as cells
from measures.rules.paragraphs import Cell, joined, markers
from measures.rules.periods import period_cell
from measures.rules.score_sentences import (
    Subject,
    YearScore,
    indicator_subject,
    instrument_subject,
    question_subject,
    topic_subject,
    total_subject,
    year_over_year_sentence,
)
from measures.rules.scoring import two_places
from reports.document import Paragraph
from reports.facts import CitationFacts, IndicatorFacts, ResponsibleFacts, RowFacts
from reports.layouts import Source

UNCHECKED, CHECKED = "☐", "☑"

Paragraphs = tuple[Paragraph, ...]


def marked(cell: Cell) -> Paragraphs:
    """A cell with its numbering, which counts within the cell and within each level."""
    return tuple(
        Paragraph(paragraph.text, marker, paragraph.level)
        for paragraph, marker in zip(cell, markers(cell), strict=True)
        if paragraph.text or marker
    )


def column_text(source: Source, row: RowFacts) -> Paragraphs:
    """What a column with these facts says of the row."""
    return _SOURCES[source](row)


def _number(row: RowFacts) -> Paragraphs:
    return (Paragraph(row.printed_number or str(row.position)),)


def _indicator_number(row: RowFacts) -> str:
    """The number before an indicator, as printed where the office printed another."""
    return row.printed_number or (str(row.indicator.number) if row.indicator else "")


def _named_indicator(row: RowFacts, indicator: IndicatorFacts) -> Paragraph:
    return Paragraph(indicator.name, f"{_indicator_number(row)}.")


def _indicator(row: RowFacts) -> Paragraphs:
    return (_named_indicator(row, row.indicator),) if row.indicator else ()


def _indicator_with_score(row: RowFacts) -> Paragraphs:
    if row.score is None:
        return _indicator(row)
    return (*_indicator(row), Paragraph(f"({two_places(row.score)} คะแนน)"))


def _question(row: RowFacts) -> Paragraphs:
    """As the office worded it, else the question's code and official text."""
    analysis = row.analysis
    if analysis.question_text or analysis.question is None:
        return marked(analysis.question_text)
    return (Paragraph(f"{analysis.question.code} {analysis.question.text}".strip()),)


def _measures(row: RowFacts) -> Paragraphs:
    return marked(joined(row.measures))


def _numbered_measures(row: RowFacts) -> Paragraphs:
    return _after_number(row.printed_number or str(row.position), _measures(row))


def _indicator_measures(row: RowFacts) -> Paragraphs:
    """The office's wording after the indicator's number; without one, the indicator's name."""
    number = _indicator_number(row)
    measures = _measures(row)
    return _after_number(number, measures) if measures and number else measures or _indicator(row)


def _after_number(number: str, measures: Paragraphs) -> Paragraphs:
    """The row's number before its measures, unless they are numbered themselves."""
    if not measures or measures[0].marker:
        return measures
    return (replace(measures[0], marker=f"{number}."), *measures[1:])


def _steps(row: RowFacts) -> Paragraphs:
    return marked(joined(step.content for step in row.steps))


def _responsible(row: RowFacts) -> Paragraphs:
    """The text as typed; without one, those responsible, a paragraph each."""
    return marked(row.responsible_text or cells.plain(*map(_named, row.responsible)))


def _named(responsible: ResponsibleFacts) -> str:
    name = responsible.name or responsible.kind.label
    return f"{name} ({responsible.note})" if responsible.note else name


def _period(row: RowFacts) -> Paragraphs:
    return marked(period_cell(row.period.start, row.period.end, row.period.text))


def _results(row: RowFacts) -> Paragraphs:
    return marked(row.result.results)


def _status_and_results(row: RowFacts) -> Paragraphs:
    """A box for not carried out and one for carried out, and for in between where that is so."""
    status = row.result.status
    if status is None:
        return _results(row)
    boxes = tuple(
        Paragraph(each.label, CHECKED if each is status else UNCHECKED)
        for each in ResultStatus
        if each is status or each is not ResultStatus.IN_PROGRESS
    )
    return (*boxes, *_results(row))


def _outcome(row: RowFacts) -> Paragraphs:
    """The outcome, each bound citation's sentence before the paragraph it belongs to."""
    outcome = row.result.outcome
    bound = [c for c in row.result.citations if c.binding is CitationBinding.BOUND]
    written: list[cells.Paragraph] = []
    for index, paragraph in enumerate(outcome):
        written.extend(_sentences(c for c in bound if c.paragraph_index == index))
        written.append(paragraph)
    written.extend(_sentences(c for c in bound if c.paragraph_index >= len(outcome)))
    return marked(tuple(written))


def _sentences(citations: Iterable[CitationFacts]) -> Cell:
    return cells.plain(
        *(
            year_over_year_sentence(
                _subject(each),
                YearScore(each.earlier_year_be, each.earlier, each.earlier_level),
                YearScore(each.later_year_be, each.later, each.later_level),
                comparable=each.comparable,
                level=each.level_change,
            )
            for each in citations
        )
    )


def _subject(citation: CitationFacts) -> Subject:
    """What the cited score is a score of, in the sentence's words."""
    indicator, question = citation.indicator, citation.question
    match citation.scope:
        case CitationScope.INDICATOR if indicator:
            return indicator_subject(indicator.number, indicator.name)
        case CitationScope.QUESTION if question:
            return question_subject(question.code, question.text)
        case CitationScope.INSTRUMENT:
            return instrument_subject(citation.instrument, citation.instrument_name)
        case CitationScope.TOTAL:
            return total_subject()
        case _:
            return topic_subject(citation.topic)


_SOURCES: dict[Source, Callable[[RowFacts], Paragraphs]] = {
    Source.NUMBER: _number,
    Source.INDICATOR: _indicator,
    Source.INDICATOR_WITH_SCORE: _indicator_with_score,
    Source.QUESTION: _question,
    Source.ANALYSIS: lambda row: marked(row.analysis.analysis),
    Source.GUIDANCE: lambda row: marked(row.analysis.guidance),
    Source.MEASURES: _measures,
    Source.NUMBERED_MEASURES: _numbered_measures,
    Source.INDICATOR_MEASURES: _indicator_measures,
    Source.STEPS: _steps,
    Source.RESPONSIBLE: _responsible,
    Source.PERIOD: _period,
    Source.RESULTS: _results,
    Source.STATUS_AND_RESULTS: _status_and_results,
    Source.OUTCOME: _outcome,
    Source.SUGGESTION: lambda row: marked(row.result.suggestion),
}
