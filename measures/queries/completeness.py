"""What plans have and lack: the facts that `rules.completeness` judges, read for many at once.

The number of queries does not depend on the number of plans or rows; texts are not read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from measures.choices import DueFor, ResponsibleKind, Round
from measures.models import (
    Framework,
    Indicator,
    Issue,
    Measure,
    MeasurePlan,
    Responsibility,
    RoundResult,
    Row,
    ScoreCitation,
    YearlyScore,
)
from measures.rules.completeness import WITHOUT_RESULTS, Missing, PlanFacts, RowFacts, missing
from measures.rules.rounds import results_due, round_to_report

from .deadlines import DueDates, due_dates
from .listed import listed

_YEAR = "framework__fiscal_year__year_be"
_NETWORK = "framework__network"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan is: the round it works on, what it has and lacks, and its deadlines.

    `facts.round` is None while the results of `round` are not due.
    """

    round: Round
    facts: PlanFacts
    missing: tuple[Missing, ...]
    due: DueDates


def progress_of(
    plans: Collection[MeasurePlan], today: datetime.date, *, round: Round | None = None
) -> dict[int, Progress]:
    """How far each plan is, by its key; `round` asks for one of them, whatever is due.

    The plans come with organization, fiscal year and score year. Six queries.
    """
    due = due_dates(plans)
    results = _results(plans)
    rows = _rows(plans, _responsible(plans))
    names = _names(plans)
    scores = _scores(plans)
    found = {}
    for plan in plans:
        written = {round for of_row in results[plan.pk].values() for round in of_row}
        year_be = plan.fiscal_year.year_be
        asked = {int(each) for each in due[plan.pk].days if each is not DueFor.PLAN}
        worked_on = round or round_to_report(year_be, today, with_results=written, asked=asked)
        is_due = plan.form not in WITHOUT_RESULTS and results_due(
            year_be, worked_on, today, with_results=written
        )
        compared, scored = _compared(plan, names, scores)
        facts = PlanFacts(
            rows=tuple(_with_result(row, results[plan.pk], worked_on) for row in rows[plan.pk]),
            round=worked_on if is_due else None,
            indicators=names.indicators(plan, year_be),
            issues=names.issues(plan, year_be),
            scores=compared,
            scored=scored,
        )
        found[plan.pk] = Progress(worked_on, facts, missing(facts), due[plan.pk])
    return found


def progress_of_plan(
    plan: MeasurePlan, today: datetime.date, *, round: Round | None = None
) -> Progress:
    """How far one plan is."""
    return progress_of([plan], today, round=round)[plan.pk]


def _filled(column: str) -> ExpressionWrapper[Q]:
    """Whether a column of paragraphs holds any."""
    return ExpressionWrapper(~Q(**{column: []}), output_field=BooleanField())


def _rows(
    plans: Collection[MeasurePlan], responsible: dict[int, set[int | None]]
) -> dict[int, list[RowFacts]]:
    """The rows of each plan in the office's order, those under no heading first; no results."""
    measures = Measure.objects.filter(row=OuterRef("pk")).exclude(content=[])
    rows = (
        Row.objects.filter(section__plan__in=plans)
        .annotate(
            has_measure=Exists(measures),
            has_period_text=_filled("period_text"),
            has_responsible_text=_filled("responsible_text"),
        )
        .order_by("section__position", F("group__position").asc(nulls_first=True), "position")
        .values_list(
            "section__plan",
            "pk",
            "has_measure",
            "has_responsible_text",
            "has_period_text",
            "period_start",
            "indicator__number",
            "group__indicator__number",
            "group__issue__number",
        )
    )
    found: dict[int, list[RowFacts]] = defaultdict(list)
    for plan, pk, measure, who, when, start, indicator, of_group, issue in rows:
        found[plan].append(
            RowFacts(
                pk=pk,
                number=len(found[plan]) + 1,
                has_measure=measure,
                has_responsible=who or pk in responsible,
                has_period=when or start is not None,
                indicators=frozenset({indicator, of_group} - {None}),
                issues=frozenset({issue} - {None}),
                under_indicator=of_group is not None,
                units=frozenset(responsible.get(pk, ())),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    has_result: bool
    has_outcome: bool
    cites_scores: bool


_Results = dict[int, dict[int, _Written]]


def _results(plans: Collection[MeasurePlan]) -> dict[int, _Results]:
    """By plan, row and round: what is written of it, where anything is."""
    results = RoundResult.objects.filter(row__section__plan__in=plans).annotate(
        has_result=_filled("results"),
        has_outcome=_filled("outcome"),
        cites=Exists(ScoreCitation.objects.filter(round_result=OuterRef("pk"))),
    )
    columns = ("row__section__plan", "row", "round", "has_result", "has_outcome", "cites")
    found: dict[int, _Results] = defaultdict(lambda: defaultdict(dict))
    for plan, row, round, *written in results.values_list(*columns):
        if any(written):
            found[plan][row][round] = _Written(*written)
    return found


def _responsible(plans: Collection[MeasurePlan]) -> dict[int, set[int | None]]:
    """By row: the units that carry it out, None for all; {} for a committee or a position."""
    found: dict[int, set[int | None]] = {}
    responsible = Responsibility.objects.filter(row__section__plan__in=plans)
    for row, kind, unit in responsible.values_list("row", "kind", "unit"):
        units = found.setdefault(row, set())
        if unit or kind == ResponsibleKind.EVERYONE:
            units.add(unit)
    return found


def _with_result(row: RowFacts, results: _Results, round: Round) -> RowFacts:
    written = results.get(row.pk, {}).get(round)
    if written is None:
        return row
    return replace(
        row,
        has_result=written.has_result,
        has_outcome=written.has_outcome,
        cites_scores=written.cites_scores,
    )


class _Names:
    """Names of indicators and issues by network, year (BE) and number."""

    def __init__(self, networks: set[str], years: set[int]) -> None:
        self._indicators: dict[tuple[str, int], dict[int, str]] = {}
        self._issues: dict[tuple[str, int], dict[int, str]] = {}
        frameworks = Framework.objects.filter(fiscal_year__year_be__in=years, network__in=networks)
        named = (listed(model, "framework", "number", "name") for model in (Indicator, Issue))
        for network, year_be, indicators, issues in frameworks.values_list(
            "network", "fiscal_year__year_be", *named
        ):
            self._indicators[network, year_be] = self._by_number(indicators)
            self._issues[network, year_be] = self._by_number(issues)

    @staticmethod
    def _by_number(rows: list[dict[str, Any]] | None) -> dict[int, str]:
        ordered = sorted(rows or (), key=lambda each: each["number"])
        return {each["number"]: each["name"] for each in ordered}

    def indicators(self, plan: MeasurePlan, year_be: int) -> dict[int, str]:
        """The indicators of a year as the plan's organization is assessed."""
        return self._indicators.get((plan.organization.network, year_be), {})

    def issues(self, plan: MeasurePlan, year_be: int) -> dict[int, str]:
        """The issues of a year."""
        return self._issues.get((plan.organization.network, year_be), {})


def _names(plans: Iterable[MeasurePlan]) -> _Names:
    networks = {plan.organization.network for plan in plans}
    years = {plan.fiscal_year.year_be for plan in plans}
    return _Names(networks, years | {year for plan in plans for year in _score_years(plan)})


def _score_years(plan: MeasurePlan) -> Iterator[int]:
    if plan.score_year is not None:
        yield from (plan.score_year.year_be - 1, plan.score_year.year_be)


_Scores = dict[tuple[int, int], frozenset[int]]


def _scores(plans: Collection[MeasurePlan]) -> _Scores:
    """By organization and year (BE): the numbers of the indicators that have a score."""
    years = {year for plan in plans for year in _score_years(plan)}
    scores = YearlyScore.objects.filter(
        organization__in={plan.organization_id for plan in plans},
        **{f"indicator__{_YEAR}__in": years, f"indicator__{_NETWORK}": F("organization__network")},
    )
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    columns = ("organization", f"indicator__{_YEAR}", "indicator__number")
    for organization, year_be, number in scores.values_list(*columns):
        found[organization, year_be].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _compared(
    plan: MeasurePlan, names: _Names, scores: _Scores
) -> tuple[dict[int, frozenset[int]], frozenset[int]]:
    """Of the two years compared those with a framework: which scores there are, and should be."""
    years = [year for year in _score_years(plan) if names.indicators(plan, year)]
    found = {year: scores.get((plan.organization_id, year), frozenset()) for year in years}
    return found, frozenset(names.indicators(plan, years[-1])) if years else frozenset()
