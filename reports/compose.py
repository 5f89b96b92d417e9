"""(Layout, ReportFacts, numerals) -> ReportDocument: the one place where values become text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from itaportal.thai.numerals import arabic_digits, thai_digits
from measures.choices import CitationBinding, CitationScope
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

from .document import (
    Block,
    Column,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    ReportDocument,
    Row,
    Table,
)
from .facts import (
    CitationFacts,
    HeadingFacts,
    ReportFacts,
    ResponsibleFacts,
    RowFacts,
    SectionFacts,
)
from .layouts import Layout, Placeholder, Source

RUNNING_MARK_OF_DEMO = "ข้อมูลตัวอย่าง"

_Digits = Callable[[str], str]
_DIGITS: dict[Numerals, _Digits] = {Numerals.THAI: thai_digits, Numerals.ARABIC: arabic_digits}


def compose(
    layout: Layout, facts: ReportFacts, numerals: Numerals = Numerals.THAI
) -> ReportDocument:
    """The report as the layout orders it, every text final.

    Digits of numbers, dates and free text follow `numerals`; addresses, file names and the Latin
    letters of item codes stay as they are.
    """
    digits = _DIGITS[numerals]
    named = _placeholders(facts)
    title = tuple(digits(line.format_map(named)) for line in layout.title)
    introduction = facts.introduction or cells.plain(layout.introduction.format_map(named))
    return ReportDocument(
        title=" ".join(title),
        blocks=(
            Heading(title),
            *_paragraphs(introduction, digits),
            *(block for section in facts.sections for block in _section(layout, section, digits)),
        ),
        numerals=numerals,
        running_mark=RUNNING_MARK_OF_DEMO if facts.organization.is_demo else "",
    )


def _placeholders(facts: ReportFacts) -> dict[str, str]:
    """What a layout's texts may name; years are BE."""
    score_year_be = facts.score_year_be or facts.fiscal_year_be
    return {
        Placeholder.ORGANIZATION: facts.organization.name,
        Placeholder.FISCAL_YEAR: str(facts.fiscal_year_be),
        Placeholder.SCORE_YEAR: str(score_year_be),
        Placeholder.EARLIER_SCORE_YEAR: str(score_year_be - 1),
    }


def _section(layout: Layout, section: SectionFacts, digits: _Digits) -> Iterator[Block]:
    if section.heading:
        yield Heading((digits(section.heading),), level=2)
    yield from _paragraphs(section.introduction, digits)
    rows: list[GroupRow | Row] = []
    for group in section.groups:
        if group.heading:
            rows.append(GroupRow(digits(_heading(group.heading))))
        for row in group.rows:
            sources = (_CELLS[column.source](row) for column in layout.columns)
            rows.append(Row(tuple(_paragraphs(cell, digits) for cell in sources)))
    columns = tuple(Column(digits(column.header), column.width) for column in layout.columns)
    yield Table(columns, tuple(rows))


def _paragraphs(cell: Cell, digits: _Digits) -> tuple[Paragraph, ...]:
    """A cell with its numbering, which counts within the cell and within each level."""
    return tuple(
        Paragraph(digits(paragraph.text), digits(marker), paragraph.level)
        for paragraph, marker in zip(cell, markers(cell), strict=True)
        if paragraph.text or marker
    )


def _heading(heading: HeadingFacts) -> str:
    """A group's heading as the office printed it, where that differs from the canonical one."""
    number = heading.printed_number or heading.number
    name = heading.printed_text or heading.name
    return f"{number}. {name}" if number else name


def _measures(row: RowFacts) -> Cell:
    return joined(row.measures)


def _steps(row: RowFacts) -> Cell:
    return joined(step.content for step in row.steps)


def _responsible(row: RowFacts) -> Cell:
    """The text as typed; without one, those responsible, a paragraph each."""
    return row.responsible_text or cells.plain(*(_named(each) for each in row.responsible))


def _named(responsible: ResponsibleFacts) -> str:
    name = responsible.name or responsible.kind.label
    return f"{name} ({responsible.note})" if responsible.note else name


def _period(row: RowFacts) -> Cell:
    return period_cell(row.period.start, row.period.end, row.period.text)


def _results(row: RowFacts) -> Cell:
    return row.result.results


def _outcome(row: RowFacts) -> Cell:
    """The outcome, each bound citation's sentence before the paragraph it belongs to."""
    outcome = row.result.outcome
    bound = [c for c in row.result.citations if c.binding is CitationBinding.BOUND]
    written: list[cells.Paragraph] = []
    for index, paragraph in enumerate(outcome):
        written.extend(_sentences(c for c in bound if c.paragraph_index == index))
        written.append(paragraph)
    written.extend(_sentences(c for c in bound if c.paragraph_index >= len(outcome)))
    return tuple(written)


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


_CELLS: dict[Source, Callable[[RowFacts], Cell]] = {
    Source.MEASURES: _measures,
    Source.STEPS: _steps,
    Source.RESPONSIBLE: _responsible,
    Source.PERIOD: _period,
    Source.RESULTS: _results,
    Source.OUTCOME: _outcome,
}
