"""A plan's table with the results of one round, in the office's order: what grid and report show.

Five queries read it, whatever its size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import CharField, FilteredRelation, Q, Value

from measures.choices import CellColumn, Round
from measures.models import (
    GroupHeading,
    Measure,
    MeasurePlan,
    Responsibility,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
    Step,
)
from measures.rules.paragraphs import Cell, joined

from .sections import under_headings


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A row, all that stands in it, and what came of it in the round."""

    row: Row
    measures: Cell
    steps: Cell
    responsibilities: tuple[Responsibility, ...]
    result: RoundResult | None
    citations: tuple[ScoreCitation, ...]


@dataclass(frozen=True, slots=True)
class RoundGroup:
    """Rows under one heading; those under none have None."""

    heading: GroupHeading | None
    rows: tuple[RoundRow, ...]


@dataclass(frozen=True, slots=True)
class RoundSection:
    """One table of the plan."""

    section: Section
    groups: tuple[RoundGroup, ...]


def round_table(plan: MeasurePlan, round: Round) -> tuple[RoundSection, ...]:
    """The plan's sections with headings and rows, with the results of one round."""
    rows = defaultdict[int, list[RoundRow]](list)
    for row in _rows(plan, round):
        rows[row.row.section_id].append(row)
    return tuple(
        RoundSection(section, tuple(_groups(headings, rows[section.pk])))
        for section, headings in _sections(plan)
    )


def _groups(headings: Sequence[GroupHeading], rows: Iterable[RoundRow]) -> Iterator[RoundGroup]:
    by_key = {each.row.pk: each for each in rows}
    for heading, under in under_headings(headings, (each.row for each in by_key.values())):
        yield RoundGroup(heading, tuple(by_key[row.pk] for row in under))


def _sections(plan: MeasurePlan) -> Iterator[tuple[Section, list[GroupHeading]]]:
    """Each section with its headings, in order: joined, so that an empty section is there too."""
    joined_headings = (
        Section.objects.filter(plan=plan)
        .annotate(headed_by=FilteredRelation("groups"))
        .select_related("headed_by__issue", "headed_by__indicator")  # type: ignore[misc]  # no field
        .order_by("position", "headed_by__position")
    )
    for _, same in groupby(joined_headings, key=lambda each: each.pk):
        section, *more = same
        yield section, [each.headed_by for each in (section, *more) if hasattr(each, "headed_by")]


def _rows(plan: MeasurePlan, round: Round) -> Iterator[RoundRow]:
    """The rows by their positions, each with the round's result, of which it has one at most."""
    of_row = Q(row__section__plan=plan)
    items = _items(of_row)
    responsibilities = defaultdict[int, list[Responsibility]](list)
    for responsible in (
        Responsibility.objects.filter(of_row).select_related("unit").order_by("position")
    ):
        responsibilities[responsible.row_id].append(responsible)
    citations = defaultdict[int, list[ScoreCitation]](list)
    for citation in _citations(plan, round):
        citations[citation.round_result_id].append(citation)
    rows = (
        Row.objects.filter(section__plan=plan)
        .annotate(of_round=FilteredRelation("results", condition=Q(results__round=round)))
        .select_related("indicator", "of_round")  # type: ignore[misc]  # no field
        .order_by("position")
    )
    for row in rows:
        result: RoundResult | None = getattr(row, "of_round", None)  # set where there is one
        yield RoundRow(
            row,
            joined(items[CellColumn.MEASURES, row.pk]),
            joined(items[CellColumn.STEPS, row.pk]),
            tuple(responsibilities[row.pk]),
            result,
            tuple(citations[result.pk]) if result else (),
        )


def _items(of_row: Q) -> dict[tuple[str, int], list[Cell]]:
    """Measures and steps by column and row."""
    columns = (CellColumn.MEASURES, Measure), (CellColumn.STEPS, Step)
    measures, steps = (
        model.objects.filter(of_row)
        .order_by()
        .values_list(Value(column, CharField()), "row", "position", "content")
        for column, model in columns
    )
    found = defaultdict[tuple[str, int], list[Cell]](list)
    for column, row, _, content in measures.union(steps, all=True).order_by("position"):
        found[column, row].append(content)
    return found


def _citations(plan: MeasurePlan, round: Round) -> Iterable[ScoreCitation]:
    return (
        ScoreCitation.objects.filter(
            round_result__row__section__plan=plan, round_result__round=round
        )
        .select_related(
            "indicator", "question__indicator", "instrument", "earlier_year", "later_year"
        )
        .order_by("position")
    )
