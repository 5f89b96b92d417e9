"""A plan's table as the office laid it out: headings and rows in order, cells as they print.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.choices import CitationBinding, CitationScope, Round
from measures.models import (
    GroupHeading,
    IndicatorAnalysis,
    MeasurePlan,
    RoundResult,
    ScoreCitation,
    Section,
)
from measures.rules.completeness import WITHOUT_RESULTS
from measures.rules.paragraphs import Cell, Paragraph, markers, plain
from measures.rules.periods import period_cell
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key
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
from measures.rules.scoring import ScoreChange

from .round_table import RoundRow, RoundSection, round_table
from .score_book import ScoreBook, TwoYears


@dataclass(frozen=True, slots=True)
class Comparison:
    """A citation of two years' scores.

    Typed: the values read from the sentence. Bound: the organization's.
    """

    subject: str
    earlier_year_be: int
    later_year_be: int
    scores: TwoYears
    spoken_of: Subject

    @property
    def earlier(self) -> Decimal | None:
        """The score of the earlier year, percent with two places; None where there is none."""
        return self.scores.earlier

    @property
    def later(self) -> Decimal | None:
        """The score of the later year."""
        return self.scores.later

    @property
    def change(self) -> ScoreChange | None:
        """How the score moved; None when that cannot be said."""
        return self.scores.change

    @property
    def sentence(self) -> str:
        """The sentence that print makes of a bound citation."""
        scores = self.scores
        return year_over_year_sentence(
            self.spoken_of,
            YearScore(self.earlier_year_be, scores.earlier, scores.earlier_level),
            YearScore(self.later_year_be, scores.later, scores.later_level),
            comparable=scores.comparable,
            level=scores.level,
        )


@dataclass(frozen=True, slots=True)
class OutcomeParagraph:
    """A paragraph of an outcome: its marker, the typed citations that begin in it, and the bound
    ones whose sentences print before it. What prints after the last paragraph has no paragraph.
    """

    marker: str = ""
    paragraph: Paragraph | None = None
    typed: tuple[Comparison, ...] = ()
    bound: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the office's table; the cells of one round, empty where it has no result.

    `place` is the row's position in its section.
    """

    pk: int
    place: int
    printed_number: str
    indicator: str
    measures: Cell
    steps: Cell
    responsible: Cell
    period: Cell
    status: str
    results: Cell
    outcome: tuple[OutcomeParagraph, ...]
    suggestion: Cell
    remarks: Cell


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows under one heading; those under none have None."""

    heading: GroupHeading | None
    rows: tuple[TableRow, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the rows, each once, in their order."""
        return tuple(dict.fromkeys(row.indicator for row in self.rows if row.indicator))


@dataclass(frozen=True, slots=True)
class TableSection:
    """One table of the plan; `shows_results`: its form asks for results, or there are some."""

    section: Section
    groups: tuple[TableGroup, ...]
    shows_results: bool = True

    @property
    def width(self) -> int:
        """How many columns it has."""
        return 6 if self.shows_results else 4


@dataclass(frozen=True, slots=True)
class PlanTable:
    """All tables of a plan in one round."""

    sections: tuple[TableSection, ...]

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """All rows, in order."""
        return tuple(
            row for section in self.sections for group in section.groups for row in group.rows
        )

    @property
    def heading_count(self) -> int:
        """How many group headings there are."""
        groups = (group for section in self.sections for group in section.groups)
        return sum(group.heading is not None for group in groups)

    @property
    def unplaced(self) -> tuple[TableRow, ...]:
        """Rows with text that no cell holds."""
        return tuple(row for row in self.rows if row.remarks)


def plan_table(plan: MeasurePlan, round: Round, scores: ScoreBook) -> PlanTable:
    """The plan's tables with the results of one round.

    `scores` are the organization's, for the citations that are bound to them.
    """
    return PlanTable(
        tuple(_section(plan, each, scores) for each in round_table(plan, round)),
    )


def _section(plan: MeasurePlan, section: RoundSection, scores: ScoreBook) -> TableSection:
    groups = tuple(_groups(section, scores))
    has_results = any(
        row.status or row.results or row.outcome or row.suggestion
        for group in groups
        for row in group.rows
    )
    return TableSection(section.section, groups, has_results or plan.form not in WITHOUT_RESULTS)


def plan_analyses(plan: MeasurePlan) -> list[IndicatorAnalysis]:
    """The plan's analyses of indicators, in the order of the indicators."""
    return list(plan.analyses.select_related("indicator", "question").order_by("indicator__number"))


def _groups(section: RoundSection, scores: ScoreBook) -> Iterator[TableGroup]:
    for group in section.groups:
        yield TableGroup(group.heading, tuple(_table_row(row, scores) for row in group.rows))


def _table_row(of_round: RoundRow, scores: ScoreBook) -> TableRow:
    row, result = of_round.row, of_round.result
    return TableRow(
        pk=row.pk,
        place=row.position,
        printed_number=row.printed_number,
        indicator=str(row.indicator) if row.indicator else "",
        measures=of_round.measures,
        steps=of_round.steps,
        responsible=row.responsible_text or plain(*map(str, of_round.responsibilities)),
        period=period_cell(row.period_start, row.period_end, row.period_text),
        status=result.get_status_display() if result else "",
        results=result.results if result else (),
        outcome=tuple(_outcome(result, of_round.citations, scores)) if result else (),
        suggestion=result.suggestion if result else (),
        remarks=row.remarks,
    )


def _outcome(
    result: RoundResult, citations: Iterable[ScoreCitation], scores: ScoreBook
) -> Iterator[OutcomeParagraph]:
    outcome = result.outcome
    typed: dict[int, list[Comparison]] = {}
    bound: dict[int, list[Comparison]] = {}
    for citation in citations:
        # A citation that points past the text stands after it, rather than nowhere.
        index = min(citation.paragraph_index, len(outcome))
        kind = typed if citation.binding == CitationBinding.TYPED else bound
        kind.setdefault(index, []).append(comparison(citation, scores))
    for index, (marker, paragraph) in enumerate(zip(markers(outcome), outcome, strict=True)):
        yield OutcomeParagraph(
            marker, paragraph, tuple(typed.get(index, ())), tuple(bound.get(index, ()))
        )
    last = len(outcome)
    if last in typed or last in bound:
        yield OutcomeParagraph(typed=tuple(typed.get(last, ())), bound=tuple(bound.get(last, ())))


def comparison(citation: ScoreCitation, scores: ScoreBook) -> Comparison:
    """The two years' scores that a citation is of: as typed, or the organization's."""
    if citation.binding == CitationBinding.BOUND:
        years = citation.earlier_year.year_be, citation.later_year.year_be
        compared = _bound(citation, scores, *years)
    else:
        compared = TwoYears(citation.earlier_value, citation.later_value)
    return Comparison(
        _subject(citation),
        citation.earlier_year.year_be,
        citation.later_year.year_be,
        compared,
        _spoken_of(citation),
    )


def _bound(citation: ScoreCitation, scores: ScoreBook, earlier: int, later: int) -> TwoYears:
    """The organization's scores that a bound citation is of."""
    if citation.question_id:
        return scores.compare_question(citation.question_id, earlier, later)
    if citation.instrument:
        return scores.compare(instrument_key(citation.instrument.code), earlier, later)
    if citation.indicator:
        return scores.compare(indicator_key(citation.indicator.number), earlier, later)
    return scores.compare(TOTAL, earlier, later)


def _subject(citation: ScoreCitation) -> str:
    """What a cited score is a score of, in the words of print."""
    if citation.question:
        return f"ข้อ {citation.question}" if citation.question.text else str(citation.question)
    if citation.instrument:
        return f"เครื่องมือ {citation.instrument}"
    return str(citation.indicator or citation.topic or citation.get_scope_display())


def _spoken_of(citation: ScoreCitation) -> Subject:
    """What a cited score is a score of, in the words of its sentence."""
    if citation.question:
        return question_subject(citation.question.code, citation.question.official_text)
    if citation.instrument:
        return instrument_subject(citation.instrument.code, citation.instrument.name)
    if citation.indicator:
        return indicator_subject(citation.indicator.number, citation.indicator.name)
    if citation.scope == CitationScope.TOTAL:
        return total_subject()
    return topic_subject(citation.topic)
