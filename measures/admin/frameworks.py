"""Entry forms of reference data: staff read them, superusers change them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from itaportal.thai.dates import thai_date
from itaportal.thai.numerals import thai_digits
from measures.models import FiscalYear, Framework, Indicator, Instrument, Issue, Question
from measures.queries.choices import instruments_within

from .entry import EntryAdmin
from .inlines import EntryInline
from .rules import Choices
from .site import entry_site


@admin.register(FiscalYear, site=entry_site)
class FiscalYearAdmin(EntryAdmin):
    """Fiscal years."""

    list_display = ("__str__", "first_day", "last_day")
    search_fields = ("year_be",)

    @admin.display(description="วันแรก")
    def first_day(self, year: FiscalYear) -> str:
        """1 October of the year before, in Thai."""
        return thai_date(year.starts_on)

    @admin.display(description="วันสุดท้าย")
    def last_day(self, year: FiscalYear) -> str:
        """30 September, in Thai."""
        return thai_date(year.ends_on)


class InstrumentInline(EntryInline):
    """The three instruments of a framework."""

    model = Instrument
    template = "admin/entry_table.html"
    fields = ("code", "name", "weight", "certainty")
    extra_for_new = 3


class IndicatorInline(EntryInline):
    """The ten indicators of a framework, each of one of its instruments."""

    model = Indicator
    template = "admin/entry_table.html"
    fields = ("number", "name", "instrument", "certainty")
    show_change_link = True

    def choices_in(self, parent: Framework) -> Choices:
        """Instruments of the same framework."""
        return {"instrument": instruments_within(parent)}


class IssueInline(EntryInline):
    """The seven issues of a framework."""

    model = Issue
    template = "admin/entry_table.html"
    fields = ("number", "name", "certainty")
    show_change_link = True


@admin.register(Framework, site=entry_site)
class FrameworkAdmin(EntryAdmin):
    """The rules of a year's assessment."""

    list_display = ("title", "fiscal_year", "network")
    list_select_related = ("fiscal_year",)
    list_filter = ("fiscal_year",)
    search_fields = ("title",)
    inlines = (InstrumentInline, IndicatorInline, IssueInline)


class PartOfFrameworkAdmin(EntryAdmin):
    """What stands in a framework."""

    parent_field = "framework"
    list_filter = ("framework",)
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the framework, whose name every page shows."""
        return super().get_queryset(request).select_related("framework__fiscal_year")


@admin.register(Instrument, site=entry_site)
class InstrumentAdmin(PartOfFrameworkAdmin):
    """Instruments with their weights."""

    fields = ("code", "name", "weight", "certainty")
    list_display = ("code", "name", "shown_weight", "certainty", "framework")

    @admin.display(description="น้ำหนัก (ร้อยละ)", ordering="weight")
    def shown_weight(self, instrument: Instrument) -> str:
        """The weight in Thai digits."""
        return thai_digits(str(instrument.weight))


class QuestionInline(EntryInline):
    """The questions of an indicator."""

    model = Question
    template = "admin/entry_table.html"


@admin.register(Indicator, site=entry_site)
class IndicatorAdmin(PartOfFrameworkAdmin):
    """The ten indicators."""

    fields = ("number", "name", "instrument", "certainty")
    list_display = ("__str__", "instrument", "certainty", "framework")
    inlines = (QuestionInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the instrument, which the list shows."""
        return super().get_queryset(request).select_related("instrument")

    def choices_in(self, parent: Framework) -> Choices:
        """Instruments of the same framework."""
        return {"instrument": instruments_within(parent)}


@admin.register(Issue, site=entry_site)
class IssueAdmin(PartOfFrameworkAdmin):
    """The seven issues."""

    fields = ("number", "name", "certainty")
    list_display = ("__str__", "certainty", "framework")


@admin.register(Question, site=entry_site)
class QuestionAdmin(EntryAdmin):
    """The questions of the indicators."""

    parent_field = "indicator"
    list_display = ("__str__", "indicator", "framework")
    list_filter = ("indicator__framework",)
    search_fields = ("code", "text")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the indicator and its framework, which every page shows."""
        return super().get_queryset(request).select_related("indicator__framework__fiscal_year")

    @admin.display(description="กรอบการประเมิน")
    def framework(self, question: Question) -> str:
        """The framework that the question's indicator belongs to."""
        return str(question.indicator.framework)
