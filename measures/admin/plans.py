"""Entry forms of a plan, its sections, group headings and analyses."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.forms.plans import GroupHeadingForm, PlacedGroupHeadingForm
from measures.models import (
    AppendixPicture,
    GroupHeading,
    IndicatorAnalysis,
    MeasurePlan,
    Row,
    Section,
)
from measures.queries.choices import indicators_of, issues_of, questions_of
from measures.queries.entries import rows_in_order
from measures.rules.paragraphs import joined

from .display import add_link, excerpt, lines, link
from .entry import EntryAdmin
from .evidence import LinkInline, PictureOrderInline, SignatoryInline
from .filters import PlanFilter
from .inlines import PlacedInline
from .rules import Choices
from .site import entry_site

HOW_TO_TYPE = (
    "หนึ่งบรรทัดคือหนึ่งย่อหน้า ขึ้นต้นบรรทัดด้วย ๑. ๒. หรือ - เพื่อให้เป็นข้อ ลำดับเลขจะเรียงให้ใหม่เมื่อพิมพ์รายงาน"
)


def row_summary(row: Row) -> str:
    """A row in one line: its position and the beginning of its measures."""
    measures = joined(measure.content for measure in row.measures.all())
    return f"{row} {excerpt(measures)}".strip()


class SectionInline(PlacedInline):
    """The tables of a plan."""

    model = Section
    fields = ("position", "heading", "introduction")
    show_change_link = True
    extra_for_new = 1


@admin.register(MeasurePlan, site=entry_site)
class MeasurePlanAdmin(EntryAdmin):
    """Plans, with their sections and links to their rows."""

    parent_field = "organization"
    list_display = ("organization", "fiscal_year", "form", "state")
    list_filter = (
        ("organization", admin.RelatedOnlyFieldListFilter),
        ("fiscal_year", admin.RelatedOnlyFieldListFilter),
        "state",
    )
    search_fields = ("organization__name", "organization__code")
    inlines = (SectionInline, LinkInline, PictureOrderInline, SignatoryInline)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the years that every page shows."""
        return super().get_queryset(request).select_related("fiscal_year")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The year stays: headings and indicators are of its framework."""
        return ["state", *(["fiscal_year", "rows", "analyses", "add_picture"] if obj else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Rows first: they are what people come for."""
        years = ("fiscal_year", "posted_for", "score_year", "form", "state")
        texts = ("cover", "introduction", "appendix", *(("add_picture",) if obj else ()))
        return [
            (None, {"fields": years}),
            *([("แถวและการวิเคราะห์ในแผน", {"fields": ("rows", "analyses")})] if obj else []),
            ("ข้อความประกอบรายงาน", {"fields": texts, "description": HOW_TO_TYPE}),
        ]

    @admin.display(description="แถวมาตรการ")
    def rows(self, plan: MeasurePlan) -> SafeString:
        """Links to the rows, section by section, and to adding one."""
        found: list[Any] = []
        for section in plan.sections.all():
            found.append(format_html("<b>{}</b>", link(section)))
            found.extend(link(row, row_summary(row)) for row in rows_in_order(section))
            found.append(add_link(Row, "section", section.pk, "เพิ่มแถวในส่วนนี้"))
        return lines(found)

    @admin.display(description="การวิเคราะห์ตัวชี้วัด")
    def analyses(self, plan: MeasurePlan) -> SafeString:
        """Links to the analyses, and to adding one."""
        stored = plan.analyses.select_related("indicator").order_by("indicator__number")
        return lines(
            [
                *(link(analysis, str(analysis.indicator)) for analysis in stored),
                add_link(IndicatorAnalysis, "plan", plan.pk, "เพิ่มการวิเคราะห์ตัวชี้วัด"),
            ]
        )

    @admin.display(description="ภาพใหม่ในภาคผนวก")
    def add_picture(self, plan: MeasurePlan) -> SafeString:
        """A link to adding a picture; those there are listed below."""
        return add_link(AppendixPicture, "plan", plan.pk, "เพิ่มภาพในภาคผนวก")


class GroupHeadingInline(PlacedInline):
    """The group headings of a section."""

    model = GroupHeading
    form = PlacedGroupHeadingForm
    template = "admin/entry_table.html"
    fields = ("position", "kind", "issue", "indicator", "printed_number", "printed_text")

    def choices_in(self, parent: Section) -> Choices:
        """Issues and indicators of the plan's framework."""
        return {"issue": issues_of(parent.plan), "indicator": indicators_of(parent.plan)}


class RowOrderInline(PlacedInline):
    """The rows of a section: their order, and links to them."""

    model = Row
    template = "admin/entry_table.html"
    fields = ("position", "contents")
    readonly_fields = ("contents",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the measures that tell rows apart."""
        return super().get_queryset(request).prefetch_related("measures")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are added on a page of their own."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """And removed there."""
        return False

    @admin.display(description="แถว")
    def contents(self, row: Row) -> SafeString:
        """A link to the row."""
        return link(row, row_summary(row))


@admin.register(Section, site=entry_site)
class SectionAdmin(EntryAdmin):
    """Sections, with their group headings and the order of their rows."""

    parent_field = "plan"
    list_display = ("__str__", "position", "plan")
    list_filter = (("plan", PlanFilter),)
    search_fields = ("heading",)
    inlines = (GroupHeadingInline, RowOrderInline)
    readonly_fields = ("add_row",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the plan's year, which every page shows."""
        return super().get_queryset(request).select_related("plan__fiscal_year")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A stored section offers adding a row."""
        fields = ("position", "heading", "introduction", *(("add_row",) if obj else ()))
        return [(None, {"fields": fields, "description": HOW_TO_TYPE})]

    @admin.display(description="แถวใหม่")
    def add_row(self, section: Section) -> SafeString:
        """A link to adding a row."""
        return add_link(Row, "section", section.pk, "เพิ่มแถวในส่วนนี้")


@admin.register(GroupHeading, site=entry_site)
class GroupHeadingAdmin(EntryAdmin):
    """Group headings."""

    parent_field = "section"
    form = GroupHeadingForm
    fields = ("position", "kind", "issue", "indicator", "printed_number", "printed_text")
    list_display = ("__str__", "kind", "section", "plan")
    list_filter = ("kind", ("section__plan", PlanFilter))
    search_fields = ("printed_text", "issue__name", "indicator__name")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what its name is made of."""
        related = ("issue", "indicator", "section__plan__fiscal_year")
        return super().get_queryset(request).select_related(*related)

    def choices_in(self, parent: Section) -> Choices:
        """Issues and indicators of the plan's framework."""
        return {"issue": issues_of(parent.plan), "indicator": indicators_of(parent.plan)}

    @admin.display(description="แผน")
    def plan(self, group: GroupHeading) -> str:
        """The plan of its section."""
        return str(group.section.plan)


@admin.register(IndicatorAnalysis, site=entry_site)
class IndicatorAnalysisAdmin(EntryAdmin):
    """Analyses of indicators."""

    parent_field = "plan"
    fieldsets = (
        (
            None,
            {
                "fields": ("indicator", "question", "question_text", "analysis", "guidance"),
                "description": HOW_TO_TYPE,
            },
        ),
    )
    list_display = ("indicator", "plan")
    list_filter = (("plan", PlanFilter),)
    search_fields = ("indicator__name",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the indicator and the plan's year, which every page shows."""
        return super().get_queryset(request).select_related("indicator", "plan__fiscal_year")

    def choices_in(self, parent: MeasurePlan) -> Choices:
        """Indicators and questions of the plan's framework."""
        return {"indicator": indicators_of(parent), "question": questions_of(parent)}
