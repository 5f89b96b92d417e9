"""The keys by which a framework file and the database mean the same entry."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from measures.models import (
    DisclosureItem,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    Question,
    QuestionLink,
)


def stored_by_key(framework: Framework) -> dict[str, Any]:
    """What stands in a framework, by key, dependants first."""
    links = QuestionLink.objects.filter(later__indicator__framework=framework).select_related(
        "later", "earlier__indicator__framework__fiscal_year"
    )
    of_framework: list[QuerySet[Any]] = [
        links,
        GradeBand.objects.filter(framework=framework),
        DisclosureItem.objects.filter(framework=framework),
        Question.objects.filter(indicator__framework=framework).select_related("indicator"),
        Issue.objects.filter(framework=framework),
        Indicator.objects.filter(framework=framework).select_related("instrument"),
        Instrument.objects.filter(framework=framework),
    ]
    return {key_of(entry): entry for entries in of_framework for entry in entries}


def key_of(entry: Any) -> str:
    """The key of an entry in `Framework.loaded`."""
    match entry:
        case QuestionLink():
            year_be = entry.earlier.indicator.framework.fiscal_year.year_be
            return f"link {entry.later.code} {year_be} {entry.earlier.code}"
        case DisclosureItem():
            return f"item {entry.code}"
        case GradeBand():
            return f"band {entry.position}"
        case Question():
            return f"question {entry.code}"
        case Instrument():
            return f"instrument {entry.code}"
    return f"{entry._meta.model_name} {entry.number}"


def as_text(values: dict[str, Any]) -> dict[str, str]:
    """Values as `Framework.loaded` and the record keep them."""
    return {name: str(value) for name, value in values.items()}
