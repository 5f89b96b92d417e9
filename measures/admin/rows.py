"""Entry forms of a row of the office's table and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.http import HttpRequest, HttpResponse

from itaportal.thai.dates import Period, format_period
from measures.choices import Right, Round
from measures.forms.plans import (
    ItemForm,
    PeriodForm,
    PlacedItemForm,
    PlacedResponsibilityForm,
    ResponsibilityForm,
)
from measures.models import Measure, Responsibility, RoundResult, Row, Section, Step
from measures.queries.choices import groups_of, indicators_of, measures_of, units_of
from measures.rules.paragraphs import joined

from .display import excerpt
from .entry import EntryAdmin
from .filters import PlanFilter
from .inlines import EntryInline, ItemInline, PlacedInline
from .plans import HOW_TO_TYPE
from .rules import Choices
from .site import entry_site


class MeasureInline(ItemInline):
    """The measures of a row."""

    model = Measure
    form = PlacedItemForm
    classes = ("items",)
    fields = (("position", "content"),)
    extra_for_new = 1


class StepInline(ItemInline):
    """The steps of a row, each of the whole row or of one of its measures."""

    model = Step
    form = PlacedItemForm
    classes = ("items",)
    fields = (("position", "measure"), "content")
    extra_for_new = 1

    def choices_in(self, parent: Row) -> Choices:
        """Measures of the same row."""
        return {"measure": measures_of(parent)}


class ResponsibilityInline(PlacedInline):
    """Those responsible for a row."""

    model = Responsibility
    form = PlacedResponsibilityForm
    template = "admin/entry_table.html"
    fields = ("position", "kind", "unit", "name", "note")
    extra_for_new = 1

    def choices_in(self, parent: Row) -> Choices:
        """The organization's own units."""
        return {"unit": units_of(parent.owner)}


class RoundResultInline(EntryInline):
    """What came of a row after 6 and after 12 months."""

    model = RoundResult
    fields = (("round", "status"), "results", "outcome", "suggestion")
    max_num = len(Round)
    show_change_link = True


class PartOfPlanAdmin(EntryAdmin):
    """What stands deep in a plan: the list says in which."""

    @admin.display(description="แผน")
    def plan(self, entry: Any) -> str:
        """The plan."""
        row = entry if isinstance(entry, Row) else entry.row
        return str(row.section.plan)


@admin.register(Row, site=entry_site)
class RowAdmin(PartOfPlanAdmin):
    """Rows with their measures, steps, responsible and results, saved together or not at all."""

    parent_field = "section"
    form = PeriodForm
    fieldsets = (
        (
            None,
            {
                "fields": (("position", "printed_number"), "group", "indicator"),
                "description": HOW_TO_TYPE,
            },
        ),
        (
            "ระยะเวลาดำเนินการ",
            {
                "fields": (("period_start", "period_end"), "period_text"),
                "description": "วันที่เป็นพุทธศักราช เช่น ๑ ตุลาคม ๒๕๖๗",
            },
        ),
        ("ผู้รับผิดชอบตามที่พิมพ์และข้อความอื่น", {"fields": ("responsible_text", "remarks")}),
    )
    list_display = ("__str__", "contents", "period", "group", "plan")
    list_filter = (
        ("section__plan", PlanFilter),
        ("indicator", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("measures__content",)
    search_cells = ("measures__content",)
    inlines = (MeasureInline, StepInline, ResponsibilityInline, RoundResultInline)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what the list and the names are made of."""
        related = ("section__plan__fiscal_year", "group__issue", "group__indicator")
        return super().get_queryset(request).select_related(*related).prefetch_related("measures")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also who may enter the row's results opens it to save them."""
        return self.may_do(request, self.right, obj) or (
            obj is not None and self.may_do(request, Right.ENTER_RESULTS, obj)
        )

    def only_results(self, request: HttpRequest, row: Row | None) -> bool:
        """Whether the user may change the row's results and nothing else of it."""
        return row is not None and not self.may_do(request, self.right, row)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All of the row itself for those who enter results only."""
        if self.only_results(request, obj):
            return list(flatten_fieldsets(self.fieldsets))
        return super().get_readonly_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing of the row itself was sent by those who enter results only."""
        if not (change and self.only_results(request, obj)):
            super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say what of the page can be filled in."""
        row = context.get("original")
        if self.only_results(request, row) and self.has_change_permission(request, row):
            context["closed"] = "ท่านกรอกผลการดำเนินการของแถวนี้ได้ที่หัวข้อ “ผลของรอบ” ช่องอื่นดูได้อย่างเดียว"
        return super().render_change_form(request, context, *args, **kwargs)

    def choices_in(self, parent: Section) -> Choices:
        """Headings of the section, indicators of the plan's framework."""
        return {"group": groups_of(parent), "indicator": indicators_of(parent.plan)}

    def store(
        self,
        request: HttpRequest,
        entry: models.Model,
        *,
        change: bool,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """A step whose measure is removed in the same save becomes one of the whole row."""
        if isinstance(entry, Step) and entry.measure_id is not None:
            still_there = measures_of(entry.row).filter(pk=entry.measure_id)
            entry.measure = still_there.first()
        super().store(request, entry, change=change, shown=shown)

    @admin.display(description="มาตรการ")
    def contents(self, row: Row) -> str:
        """The beginning of its measures."""
        return excerpt(joined(measure.content for measure in row.measures.all())) or "–"

    @admin.display(description="ระยะเวลา")
    def period(self, row: Row) -> str:
        """The dates as print shows them, else the text as typed."""
        if row.period_start and row.period_end:
            return format_period(Period(row.period_start, row.period_end))
        return excerpt(row.period_text) or "–"


class PartOfRowAdmin(PartOfPlanAdmin):
    """What stands in a row."""

    parent_field = "row"
    list_filter: ClassVar[tuple[Any, ...]] = (("row__section__plan", PlanFilter),)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the plan's year, which every page shows."""
        return super().get_queryset(request).select_related("row__section__plan__fiscal_year")


class ItemAdmin(PartOfRowAdmin):
    """An item of a cell."""

    form = ItemForm
    list_display = ("contents", "row", "plan")
    search_fields = ("content",)
    search_cells = ("content",)

    @admin.display(description="ข้อความ")
    def contents(self, item: Measure | Step) -> str:
        """The beginning of its text."""
        return excerpt(item.content)


@admin.register(Measure, site=entry_site)
class MeasureAdmin(ItemAdmin):
    """Measures."""

    fields = ("position", "content")


@admin.register(Step, site=entry_site)
class StepAdmin(ItemAdmin):
    """Steps."""

    fields = ("position", "measure", "content")

    def choices_in(self, parent: Row) -> Choices:
        """Measures of the same row."""
        return {"measure": measures_of(parent)}


@admin.register(Responsibility, site=entry_site)
class ResponsibilityAdmin(PartOfRowAdmin):
    """Those responsible for a row."""

    form = ResponsibilityForm
    fields = ("position", "kind", "unit", "name", "note")
    list_display = ("__str__", "kind", "row", "plan")
    search_fields = ("name", "note", "unit__name")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the unit, which its name is made of."""
        return super().get_queryset(request).select_related("unit")

    def choices_in(self, parent: Row) -> Choices:
        """The organization's own units."""
        return {"unit": units_of(parent.owner)}
