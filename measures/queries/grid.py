"""The measures grid: every row with its cells, their revisions, and what is still missing.

The number of queries depends neither on the number of rows nor on what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from measures.choices import CellColumn, CitationBinding, Round
from measures.models import (
    GroupHeading,
    MeasurePlan,
    Membership,
    MembershipUnit,
    OwnedQuerySet,
    ResponsibleUnit,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
)
from measures.rules.cells import ROUND_COLUMNS, CellContent
from measures.rules.periods import period_cell
from measures.rules.permissions import is_responsible

from .cells import responsible_content
from .plan_table import Comparison, comparison
from .round_table import RoundRow, round_table
from .score_book import ScoreBook
from .talk import with_events


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

    number: int
    name: str
    row_count: int
    first_row: int | None
    lacks_result: bool
    lacks_citation: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """All tables of a plan in one round; `issues` are the names of the year's, by number."""

    sections: tuple[GridSection, ...]
    jumps: tuple[IndicatorJump, ...]
    issues: Mapping[int, str]

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """All rows, in order."""
        return tuple(
            row for section in self.sections for group in section.groups for row in group.rows
        )

    @property
    def jumps_lead_somewhere(self) -> bool:
        """Whether any indicator of the jump list has a row to go to."""
        return any(jump.first_row for jump in self.jumps)

    def filled(self, column: CellColumn) -> bool:
        """Whether any row has something in that column."""
        return any(not row.cells[column].is_empty for row in self.rows)


def measures_grid(
    plan: MeasurePlan, round: Round, *, units_to_fill: frozenset[int] | None = None
) -> Grid:
    """The grid of a plan in one round; seven queries.

    `units_to_fill` are the keys of a contributor's units: only in their rows results may be
    entered. None: in all.
    """
    scores = ScoreBook(plan.organization)
    numbers = count(1)
    tables = tuple(
        GridSection(
            table.section,
            number,
            tuple(
                GridGroup(
                    group.heading,
                    tuple(
                        _row(row, group.heading, next(numbers), scores, units_to_fill)
                        for row in group.rows
                    ),
                )
                for group in table.groups
            ),
        )
        for number, table in enumerate(round_table(plan, round))
    )
    rows = [row for table in tables for group in table.groups for row in group.rows]
    rules = scores.rules(plan.fiscal_year.year_be)
    return Grid(
        tables,
        tuple(_jump(*each, rows) for each in rules.indicator_names.items()) if rules else (),
        rules.issue_names if rules else {},
    )


def _contents(of_round: RoundRow) -> dict[CellColumn, CellContent]:
    """What the cells of a row hold."""
    row, result = of_round.row, of_round.result
    return {
        CellColumn.MEASURES: CellContent(of_round.measures),
        CellColumn.STEPS: CellContent(of_round.steps),
        CellColumn.RESPONSIBLE: responsible_content(row, of_round.responsibilities),
        CellColumn.PERIOD: CellContent(
            period_cell(row.period_start, row.period_end, row.period_text)
        ),
        CellColumn.STATUS: CellContent(status=result.status if result else ""),
        CellColumn.RESULTS: CellContent(result.results if result else ()),
        CellColumn.OUTCOME: CellContent(result.outcome if result else ()),
        CellColumn.SUGGESTION: CellContent(result.suggestion if result else ()),
    }


def _row(
    of_round: RoundRow,
    heading: GroupHeading | None,
    number: int,
    scores: ScoreBook,
    units_to_fill: frozenset[int] | None,
) -> GridRow:
    citations = of_round.citations
    cited = frozenset(filter(None, map(_indicator_of, citations)))
    own = [of_round.row.indicator, heading.indicator if heading else None]
    return GridRow(
        row=of_round.row,
        number=number,
        cells=_contents(of_round),
        sentences=tuple(
            BoundSentence(each.pk, each.paragraph_index, comparison(each, scores))
            for each in citations
            if each.binding == CitationBinding.BOUND
        ),
        indicators=frozenset(each.number for each in own if each) | cited,
        cites_scores=bool(citations),
        may_fill=units_to_fill is None
        or is_responsible(
            units_to_fill, ((each.kind, each.unit_id) for each in of_round.responsibilities)
        ),
    )


def _indicator_of(citation: ScoreCitation) -> int | None:
    if citation.question:
        return citation.question.indicator.number
    return citation.indicator.number if citation.indicator else None


def _jump(number: int, name: str, rows: Iterable[GridRow]) -> IndicatorJump:
    of_it = [row for row in rows if number in row.indicators]
    return IndicatorJump(
        number,
        name,
        len(of_it),
        of_it[0].row.pk if of_it else None,
        lacks_result=bool(of_it) and not all(row.has_result for row in of_it),
        lacks_citation=not any(row.cites_scores for row in of_it),
    )


def grid_plans(removed: int | None = None) -> OwnedQuerySet[MeasurePlan]:
    """Plans with what the page around the grid needs to know of one.

    Each has its events at hand (`talk_at_hand`), `last_round`, None without any result, and
    `removed` where the row removed under this key can still come back.
    """
    results = RoundResult.objects.filter(row__section__plan=OuterRef("pk")).order_by("-round")
    can_return = Q(removed_rows__pk=removed, removed_rows__is_restored=False)
    return (
        with_events(MeasurePlan.objects.all())
        .annotate(  # type: ignore[misc]  # `removed` is no field
            last_round=Subquery(results.values("round")[:1]),
            removed=FilteredRelation("removed_rows", condition=can_return),
        )
        .select_related("removed")
    )


def units_of_grid(plan: MeasurePlan, contributor: Membership | None) -> list[ResponsibleUnit]:
    """The organization's units; `is_own` says of which of them a contributor is a member."""
    own = MembershipUnit.objects.filter(unit=OuterRef("pk"), membership=contributor)
    units = ResponsibleUnit.objects.filter(organization=plan.organization_id)
    return list(units.annotate(is_own=Exists(own)).order_by("position", "name"))
