"""The measures grid: every row with its cells, their revisions, and what is still missing.

The number of queries depends neither on the number of rows nor on what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from measures.choices import CellColumn, CitationBinding, CitationScope, ResponsibleKind, Round
from measures.models import (
    GroupHeading,
    Indicator,
    Issue,
    MeasurePlan,
    RemovedRow,
    ResponsibleUnit,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
)
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.paragraphs import joined, plain
from measures.rules.periods import period_cell
from measures.rules.score_keys import indicator_key

from .indicator_scores import IndicatorScores
from .plan_table import Comparison, comparison, comparison_of
from .score_book import ScoreBook
from .sections import grouped_rows, sections_with_rows


@dataclass(frozen=True, slots=True)
class BoundSentence:
    """A bound citation as the outcome shows it, before the paragraph of `paragraph_index`."""

    pk: int
    paragraph_index: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid in one round; `number` counts the plan's rows from 1."""

    row: Row
    number: int
    cells: Mapping[CellColumn, CellContent]
    sentences: tuple[BoundSentence, ...]
    indicators: frozenset[int]
    cites_scores: bool
    may_fill: bool

    @property
    def has_result(self) -> bool:
        """Whether anything was entered of the round."""
        return any(not self.cells[CellColumn(column)].is_empty for column in ROUND_COLUMNS)


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows under one heading; those under none have None."""

    heading: GroupHeading | None
    rows: tuple[GridRow, ...]

    @property
    def indicators(self) -> tuple[int, ...]:
        """Numbers of the indicators of the rows, ascending."""
        return tuple(sorted(frozenset().union(*(row.indicators for row in self.rows))))


@dataclass(frozen=True, slots=True)
class GridSection:
    """One table of the plan; `number` counts from 0."""

    section: Section
    number: int
    groups: tuple[GridGroup, ...]


@dataclass(frozen=True, slots=True)
class IndicatorJump:
    """An indicator in the jump list: how many rows it has, the first of them, and the gaps."""

    indicator: Indicator
    row_count: int
    first_row: int | None
    lacks_result: bool
    lacks_citation: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """All tables of a plan in one round."""

    sections: tuple[GridSection, ...]
    jumps: tuple[IndicatorJump, ...]
    units: tuple[ResponsibleUnit, ...]

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """All rows, in order."""
        return tuple(
            row for section in self.sections for group in section.groups for row in group.rows
        )

    def filled(self, column: CellColumn) -> bool:
        """Whether any row has something in that column."""
        return any(not row.cells[column].is_empty for row in self.rows)


def measures_grid(
    plan: MeasurePlan, round: Round, *, units_to_fill: frozenset[int] | None = None
) -> Grid:
    """The grid of a plan in one round.

    `units_to_fill` are the keys of a contributor's units: only in their rows results may be
    entered. None: in all.
    """
    sections = list(sections_with_rows(plan, round))
    citations = [
        citation
        for section in sections
        for row in section.rows.all()
        for result in row.results.all()
        for citation in result.citations.all()
    ]
    bound = [each for each in citations if each.binding == CitationBinding.BOUND]
    compared = _comparisons(plan, bound)
    numbers = count(1)
    tables = tuple(
        GridSection(section, number, tuple(_groups(section, numbers, compared, units_to_fill)))
        for number, section in enumerate(sections)
    )
    rows = [row for table in tables for group in table.groups for row in group.rows]
    units = ResponsibleUnit.objects.filter(organization=plan.organization_id)
    return Grid(
        tables,
        tuple(_jump(indicator, rows) for indicator in indicators_of(plan)),
        tuple(units.order_by("position", "name")),
    )


def cell_contents(row: Row, result: RoundResult | None) -> dict[CellColumn, CellContent]:
    """What the cells of a row hold; reads its measures, steps and those responsible."""
    units = tuple(each.unit_id for each in row.responsibilities.all() if each.unit_id)
    return {
        CellColumn.MEASURES: CellContent(joined(each.content for each in row.measures.all())),
        CellColumn.STEPS: CellContent(joined(each.content for each in row.steps.all())),
        CellColumn.RESPONSIBLE: CellContent(
            row.responsible_text or plain(*(str(each) for each in row.responsibilities.all())),
            units,
        ),
        CellColumn.PERIOD: CellContent(
            period_cell(row.period_start, row.period_end, row.period_text)
        ),
        CellColumn.STATUS: CellContent(status=result.status if result else ""),
        CellColumn.RESULTS: CellContent(result.results if result else ()),
        CellColumn.OUTCOME: CellContent(result.outcome if result else ()),
        CellColumn.SUGGESTION: CellContent(result.suggestion if result else ()),
    }


def _comparisons(plan: MeasurePlan, bound: Sequence[ScoreCitation]) -> dict[int, Comparison]:
    """What bound citations compare, by their keys; most are of indicators, which are read fast."""
    if not all(each.scope == CitationScope.INDICATOR for each in bound):
        book = ScoreBook(plan.organization)
        return {each.pk: comparison(each, book) for each in bound}
    scores = IndicatorScores(plan.organization)
    return {
        each.pk: comparison_of(
            each,
            scores.compare(
                indicator_key(each.indicator.number),
                each.earlier_year.year_be,
                each.later_year.year_be,
            ),
        )
        for each in bound
        if each.indicator
    }


def _groups(
    section: Section,
    numbers: Iterator[int],
    compared: Mapping[int, Comparison],
    units_to_fill: frozenset[int] | None,
) -> Iterator[GridGroup]:
    for heading, rows in grouped_rows(section):
        yield GridGroup(
            heading,
            tuple(_row(row, heading, next(numbers), compared, units_to_fill) for row in rows),
        )


def _row(
    row: Row,
    heading: GroupHeading | None,
    number: int,
    compared: Mapping[int, Comparison],
    units_to_fill: frozenset[int] | None,
) -> GridRow:
    result = next(iter(row.results.all()), None)
    citations = list(result.citations.all()) if result else []
    cited = frozenset(filter(None, map(_indicator_of, citations)))
    own = [row.indicator, heading.indicator if heading else None]
    return GridRow(
        row=row,
        number=number,
        cells=cell_contents(row, result),
        sentences=tuple(
            BoundSentence(each.pk, each.paragraph_index, compared[each.pk])
            for each in citations
            if each.pk in compared
        ),
        indicators=frozenset(each.number for each in own if each) | cited,
        cites_scores=bool(citations),
        may_fill=units_to_fill is None or _is_of(row, units_to_fill),
    )


def _is_of(row: Row, units: frozenset[int]) -> bool:
    return any(
        each.unit_id in units or (each.kind == ResponsibleKind.EVERYONE and bool(units))
        for each in row.responsibilities.all()
    )


def _indicator_of(citation: ScoreCitation) -> int | None:
    if citation.question:
        return citation.question.indicator.number
    return citation.indicator.number if citation.indicator else None


def _jump(indicator: Indicator, rows: Iterable[GridRow]) -> IndicatorJump:
    of_it = [row for row in rows if indicator.number in row.indicators]
    return IndicatorJump(
        indicator,
        len(of_it),
        of_it[0].row.pk if of_it else None,
        lacks_result=bool(of_it) and not all(row.has_result for row in of_it),
        lacks_citation=not any(row.cites_scores for row in of_it),
    )


def removed_row(plan: MeasurePlan, pk: int) -> RemovedRow | None:
    """A removed row of the plan that can still come back."""
    return RemovedRow.objects.filter(plan=plan, pk=pk, is_restored=False).first()


def indicators_of(plan: MeasurePlan) -> list[Indicator]:
    """The indicators of the framework of the plan's year, in order."""
    found = Indicator.objects.filter(
        framework__fiscal_year=plan.fiscal_year_id, framework__network=plan.organization.network
    )
    return list(found.order_by("number"))


def issues_of(plan: MeasurePlan) -> list[Issue]:
    """The issues of the framework of the plan's year, in order."""
    found = Issue.objects.filter(
        framework__fiscal_year=plan.fiscal_year_id, framework__network=plan.organization.network
    )
    return list(found.order_by("number"))
