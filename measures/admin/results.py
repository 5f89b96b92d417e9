"""Entry forms of a round's result and of the scores that its outcome cites."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from measures.access import rows_to_fill
from measures.choices import Right
from measures.forms.plans import CitationForm, PlacedCitationForm
from measures.models import RoundResult, ScoreCitation
from measures.queries.choices import (
    cited_indicators_of,
    cited_instruments_of,
    cited_questions_of,
)

from .display import excerpt
from .entry import EntryAdmin
from .filters import PlanFilter
from .inlines import PlacedInline
from .plans import HOW_TO_TYPE
from .rows import PartOfRowAdmin
from .rules import Choices
from .site import entry_site
from .visit import visit_of

CITATION_FIELDS = (
    ("position", "paragraph_index"),
    ("scope", "binding"),
    ("indicator", "question"),
    ("instrument", "topic"),
    ("earlier_year", "earlier_value"),
    ("later_year", "later_value"),
)


def citation_choices(result: RoundResult) -> Choices:
    """Indicators, questions and instruments of the frameworks of the plan's years."""
    plan = result.row.section.plan
    return {
        "indicator": cited_indicators_of(plan),
        "question": cited_questions_of(plan),
        "instrument": cited_instruments_of(plan),
    }


class CitationInline(PlacedInline):
    """The scores that the outcome cites."""

    model = ScoreCitation
    form = PlacedCitationForm
    fields = CITATION_FIELDS

    def choices_in(self, parent: RoundResult) -> Choices:
        """Of the plan's years."""
        return citation_choices(parent)


@admin.register(RoundResult, site=entry_site)
class RoundResultAdmin(PartOfRowAdmin):
    """What came of a row in a round, with the scores that its outcome cites."""

    fieldsets = (
        (
            None,
            {
                "fields": (("round", "status"), "results", "outcome", "suggestion"),
                "description": HOW_TO_TYPE,
            },
        ),
    )
    list_display = ("__str__", "status", "contents", "plan")
    list_filter = ("round", "status", ("row__section__plan", PlanFilter))
    search_fields = ("results", "outcome")
    search_cells = ("results", "outcome", "suggestion")
    inlines = (CitationInline,)

    def parents(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows whose results the user may enter."""
        return rows_to_fill(visit_of(request).user, super().parents(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The round stays for those who enter results only."""
        fixed = obj is not None and not self.may_do(request, Right.EDIT_PLAN, obj)
        return ["round"] if fixed else []

    @admin.display(description="ผลการดำเนินการ")
    def contents(self, result: RoundResult) -> str:
        """The beginning of the results."""
        return excerpt(result.results) or "–"


@admin.register(ScoreCitation, site=entry_site)
class ScoreCitationAdmin(EntryAdmin):
    """Cited scores."""

    parent_field = "round_result"
    form = CitationForm
    fields = CITATION_FIELDS
    list_display = ("__str__", "indicator", "binding", "round_result", "plan")
    list_filter = (
        "scope",
        "binding",
        ("round_result__row__section__plan", PlanFilter),
    )
    search_fields = ("topic",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what its name is made of."""
        related = (
            "indicator",
            "earlier_year",
            "later_year",
            "round_result__row__section__plan__fiscal_year",
        )
        return super().get_queryset(request).select_related(*related)

    def choices_in(self, parent: RoundResult) -> Choices:
        """Of the plan's years."""
        return citation_choices(parent)

    @admin.display(description="แผน")
    def plan(self, citation: ScoreCitation) -> str:
        """The plan."""
        return str(citation.round_result.row.section.plan)
