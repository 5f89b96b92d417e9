"""A plan's sections with their headings and rows in the office's order.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch

from measures.models import (
    GroupHeading,
    MeasurePlan,
    OwnedQuerySet,
    Responsibility,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
)


def sections_with_rows(plan: MeasurePlan) -> OwnedQuerySet[Section]:
    """The sections in order, everything that their rows hold prefetched in order.

    Results are those of both rounds; `round_table` has one round's, by fewer queries.
    """
    citations = ScoreCitation.objects.select_related(
        "indicator", "question__indicator", "instrument", "earlier_year", "later_year"
    ).order_by("position")
    results = RoundResult.objects.order_by("round").prefetch_related(
        Prefetch("citations", citations)
    )
    responsible = Responsibility.objects.select_related("unit").order_by("position")
    rows = (
        Row.objects.select_related("indicator")
        .order_by("position")
        .prefetch_related(
            "measures",
            "steps",
            Prefetch("responsibilities", responsible),
            Prefetch("results", results),
        )
    )
    groups = GroupHeading.objects.select_related("issue", "indicator").order_by("position")
    return (
        Section.objects.filter(plan=plan)
        .order_by("position")
        .prefetch_related(Prefetch("rows", rows), Prefetch("groups", groups))
    )


def grouped_rows(section: Section) -> Iterator[tuple[GroupHeading | None, list[Row]]]:
    """The section's headings with their rows, as `under_headings` has them; both prefetched."""
    return under_headings(list(section.groups.all()), section.rows.all())


def under_headings(
    headings: Sequence[GroupHeading], rows: Iterable[Row]
) -> Iterator[tuple[GroupHeading | None, list[Row]]]:
    """Headings in order with their rows; before them the rows under none.

    Further down they would read as rows of the heading above them. A row that points at a heading
    of another section counts as one under none.
    """
    under: dict[int, list[Row]] = {heading.pk: [] for heading in headings}
    under_none: list[Row] = []
    for row in rows:
        under.get(row.group_id or 0, under_none).append(row)
    if under_none:
        yield None, under_none
    for heading in headings:
        yield heading, under[heading.pk]
