"""Entry forms of reference data: staff read them, superusers change them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from itaportal.thai.dates import thai_date
from itaportal.thai.numerals import thai_digits
from measures.models import (
    DisclosureItem,
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    Question,
    QuestionLink,
)
from measures.queries.choices import earlier_questions_of, instruments_within

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


class DisclosureItemInline(EntryInline):
    """The items that a framework asks an office to post."""

    model = DisclosureItem
    template = "admin/entry_table.html"
    fields = ("code", "name", "purpose", "reports_previous_year", "certainty")
    show_change_link = True


class GradeBandInline(EntryInline):
    """The levels of a framework, from the highest."""

    model = GradeBand
    template = "admin/entry_table.html"
    fields = ("position", "name", "total_from", "each_instrument_from", "passes", "certainty")
    show_change_link = True


@admin.register(Framework, site=entry_site)
class FrameworkAdmin(EntryAdmin):
    """The rules of a year's assessment."""

    list_display = ("title", "fiscal_year", "network")
    list_select_related = ("fiscal_year",)
    list_filter = ("fiscal_year",)
    search_fields = ("title",)
    inlines = (
        InstrumentInline,
        IndicatorInline,
        IssueInline,
        GradeBandInline,
        DisclosureItemInline,
    )


class PartOfFrameworkAdmin(EntryAdmin):
    """What stands in a framework."""

    parent_field = "framework"
    list_filter: ClassVar[tuple[str, ...]] = ("framework",)
    search_fields: ClassVar[tuple[str, ...]] = ("name",)

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


@admin.register(DisclosureItem, site=entry_site)
class DisclosureItemAdmin(PartOfFrameworkAdmin):
    """The items that offices post, and which of them this portal's documents answer."""

    fields = ("code", "name", "purpose", "reports_previous_year", "certainty")
    list_display = ("__str__", "purpose", "certainty", "framework")
    list_filter = ("framework", "purpose")
    search_fields = ("code", "name")


@admin.register(GradeBand, site=entry_site)
class GradeBandAdmin(PartOfFrameworkAdmin):
    """The levels of the total with their conditions."""

    fields = ("position", "name", "total_from", "each_instrument_from", "passes", "certainty")
    list_display = ("name", "conditions", "passes", "certainty", "framework")

    @admin.display(description="เงื่อนไข")
    def conditions(self, band: GradeBand) -> str:
        """The least total and the least score of each instrument, Thai digits."""
        least = band.each_instrument_from
        each = "" if least is None else f" และทุกเครื่องมือตั้งแต่ {least}"
        return thai_digits(f"คะแนนรวมตั้งแต่ {band.total_from}{each}")


def _with_year(question: Question) -> str:
    """A question and its year, as codes are given anew each year."""
    return f"{question} · {question.indicator.framework.fiscal_year}"


class OfEarlierYear:
    """A form that chooses a question of an earlier year."""

    def choices_in(self, parent: Question) -> Choices:
        """Questions that earlier years put by the same instrument."""
        return {"earlier": earlier_questions_of(parent)}

    def limit_choices(self, fields: dict[str, forms.Field], choices: Choices) -> None:
        """Each question with its year."""
        field = fields.get("earlier")
        if isinstance(field, forms.ModelChoiceField):
            field.label_from_instance = _with_year  # type: ignore[method-assign,assignment]
        super().limit_choices(fields, choices)  # type: ignore[misc]


class QuestionLinkInline(OfEarlierYear, EntryInline):
    """What earlier years asked in the words of a question."""

    model = QuestionLink
    fk_name = "later"
    template = "admin/entry_table.html"
    fields = ("earlier",)


@admin.register(QuestionLink, site=entry_site)
class QuestionLinkAdmin(OfEarlierYear, EntryAdmin):
    """Questions of two years that ask the same, without which their scores do not compare."""

    parent_field = "later"
    fields = ("earlier",)
    list_display = ("__str__", "later_year", "earlier_year")
    list_filter = ("later__indicator__framework",)
    search_fields = ("later__code", "earlier__code")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With both questions and their years, which every page shows."""
        return (
            super()
            .get_queryset(request)
            .select_related(
                "later__indicator__framework__fiscal_year",
                "earlier__indicator__framework__fiscal_year",
            )
        )

    def parents(self, request: HttpRequest) -> Any:
        """Questions with the framework they stand in, the latest years first."""
        return (
            super()
            .parents(request)
            .select_related("indicator__framework__fiscal_year")
            .order_by("-indicator__framework__fiscal_year__year_be", "indicator__number", "pk")
        )

    @admin.display(description="ข้อคำถามของปีหลัง")
    def later_year(self, link: QuestionLink) -> str:
        """The later question with its year."""
        return _with_year(link.later)

    @admin.display(description="ข้อคำถามของปีก่อน")
    def earlier_year(self, link: QuestionLink) -> str:
        """The earlier question with its year."""
        return _with_year(link.earlier)


@admin.register(Question, site=entry_site)
class QuestionAdmin(EntryAdmin):
    """The questions of the indicators."""

    parent_field = "indicator"
    list_display = ("__str__", "indicator", "certainty", "framework")
    list_filter = ("indicator__framework", "certainty")
    search_fields = ("code", "text")
    inlines = (QuestionLinkInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the indicator and its framework, which every page shows."""
        return super().get_queryset(request).select_related("indicator__framework__fiscal_year")

    @admin.display(description="กรอบการประเมิน")
    def framework(self, question: Question) -> str:
        """The framework that the question's indicator belongs to."""
        return str(question.indicator.framework)
