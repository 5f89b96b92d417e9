"""How each year is assessed, and what it asks: all frameworks of a network, by one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from django.db.models import F

from measures.choices import Certainty
from measures.models import (
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    MeasurePlan,
    Question,
    QuestionLink,
)
from measures.rules.grading import Band
from measures.rules.totals import InstrumentRule

from .listed import listed

_TWO_PLACES = Decimal("0.01")


_COLUMNS = {
    "year_be": F("fiscal_year__year_be"),
    "listed_instruments": listed(Instrument, "framework", "pk", "code", "name", "weight"),
    "listed_indicators": listed(Indicator, "framework", "number", "name", "instrument_id"),
    "listed_issues": listed(Issue, "framework", "number", "name"),
    "listed_bands": listed(
        GradeBand,
        "framework",
        "position",
        "name",
        "total_from",
        "each_instrument_from",
        "passes",
        "certainty",
    ),
    "listed_questions": listed(Question, "indicator__framework", "pk", "code"),
    "listed_links": listed(QuestionLink, "later__indicator__framework", "later_id", "earlier_id"),
}


@dataclass(frozen=True, slots=True)
class YearRules:
    """How one year (BE) is assessed: what its scores add up to, and its levels from the top.

    Names of indicators and issues are by number, in order; codes of questions by primary key.
    `links` are pairs of such keys: a question of this year and the earlier one that asked the same.
    """

    year_be: int
    series: str = ""
    instruments: tuple[InstrumentRule, ...] = ()
    bands: tuple[Band, ...] = ()
    instrument_names: dict[str, str] = field(default_factory=dict)
    indicator_names: dict[int, str] = field(default_factory=dict)
    issue_names: dict[int, str] = field(default_factory=dict)
    question_codes: dict[int, str] = field(default_factory=dict)
    links: tuple[tuple[int, int], ...] = ()


def rules_by_year(network: str) -> dict[int, YearRules]:
    """How each year (BE) with a framework of the network is assessed."""
    frameworks = Framework.objects.filter(network=network).values("series", **_COLUMNS)
    return {each["year_be"]: _rules(each) for each in cast("Iterable[dict[str, Any]]", frameworks)}


def rules_of_plan(plan: MeasurePlan) -> YearRules:
    """The rules of the year in which a plan is carried out; without a framework, empty ones."""
    year_be = plan.fiscal_year.year_be
    return rules_by_year(plan.organization.network).get(year_be) or YearRules(year_be)


def _rules(framework: dict[str, Any]) -> YearRules:
    indicators = _sorted(framework["listed_indicators"], "number")
    instruments = [
        (each, [one["number"] for one in indicators if one["instrument_id"] == each["pk"]])
        for each in framework["listed_instruments"] or ()
    ]
    instruments.sort(key=lambda each: each[1][:1] or [len(indicators) + 1])
    return YearRules(
        framework["year_be"],
        framework["series"],
        tuple(
            InstrumentRule(each["code"], _decimal(each["weight"]), tuple(numbers))
            for each, numbers in instruments
        ),
        tuple(map(_band, _sorted(framework["listed_bands"], "position"))),
        {each["code"]: each["name"] for each, _ in instruments},
        {each["number"]: each["name"] for each in indicators},
        {each["number"]: each["name"] for each in _sorted(framework["listed_issues"], "number")},
        {each["pk"]: each["code"] for each in framework["listed_questions"] or ()},
        tuple((each["later_id"], each["earlier_id"]) for each in framework["listed_links"] or ()),
    )


def _sorted(rows: list[dict[str, Any]] | None, by: str) -> list[dict[str, Any]]:
    return sorted(rows or (), key=lambda each: each[by])


def _band(row: dict[str, Any]) -> Band:
    of_each = row["each_instrument_from"]
    return Band(
        row["name"],
        _decimal(row["total_from"]),
        None if of_each is None else _decimal(of_each),
        bool(row["passes"]),
        row["certainty"] == Certainty.FOUND,
    )


def _decimal(number: float) -> Decimal:
    return Decimal(str(number)).quantize(_TWO_PLACES)
