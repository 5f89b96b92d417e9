"""Entry of yearly scores: one at a time, or all of a year as a table."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from itaportal.thai.numerals import thai_digits
from measures.access import as_member, get_own_organization
from measures.actions.scores import enter_year
from measures.choices import Right
from measures.exchange.score_tables import ScoreReading
from measures.forms.scores import PastedScoresForm, ScoreTableForm
from measures.models import Organization, YearlyScore
from measures.queries.choices import scored_indicators_of
from measures.queries.score_book import ScoreBook
from measures.queries.scores import stored_scores, subjects_of_year, years_with_framework

from .entry import EntryAdmin
from .rules import Choices
from .score_page import read_pasted, score_page
from .site import entry_site
from .visit import visit_of


@admin.register(YearlyScore, site=entry_site)
class YearlyScoreAdmin(EntryAdmin):
    """Yearly scores."""

    parent_field = "organization"
    fields = ("indicator", "value")
    list_display = ("indicator", "year", "shown_value", "organization")
    list_filter = (
        ("organization", admin.RelatedOnlyFieldListFilter),
        ("indicator__framework__fiscal_year", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("indicator__name", "organization__name")
    change_list_template = "admin/scores_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the indicator's year, which every page shows."""
        return super().get_queryset(request).select_related("indicator__framework__fiscal_year")

    def choices_in(self, parent: Organization) -> Choices:
        """Indicators of the organization's network."""
        return {"indicator": scored_indicators_of(parent)}

    @admin.display(description="ปีงบประมาณ", ordering="indicator__framework__fiscal_year__year_be")
    def year(self, score: YearlyScore) -> str:
        """The fiscal year (BE) in Thai digits."""
        return thai_digits(str(score.indicator.framework.fiscal_year.year_be))

    @admin.display(description="คะแนน (ร้อยละ)", ordering="value")
    def shown_value(self, score: YearlyScore) -> str:
        """The score in Thai digits."""
        return thai_digits(f"{score.value:.2f}")

    def get_urls(self) -> list[URLPattern]:
        """The table of a year, and the list of tables."""
        wrap = self.admin_site.admin_view
        return [
            path("table/", wrap(self.tables_view), name="measures_yearlyscore_tables"),
            path(
                "table/<slug:code>/<int:year_be>/",
                wrap(self.table_view),
                name="measures_yearlyscore_table",
            ),
            *super().get_urls(),
        ]

    def tables_view(self, request: HttpRequest) -> HttpResponse:
        """Which organization's scores of which year."""
        user = visit_of(request).user
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "ตารางคะแนนรายปี",
            "tables": [
                (organization, years_with_framework(organization))
                for organization in as_member(user, Organization.objects.all())
            ],
        }
        return TemplateResponse(request, "admin/score_tables.html", context)

    def table_view(self, request: HttpRequest, code: str, year_be: int) -> HttpResponse:
        """The scores of a year: shown to members, saved at once by those who may.

        Pasted scores fill the table and are saved by sending it, after they have been seen.
        """
        organization = get_own_organization(request.user, code)
        of_year = subjects_of_year(organization, year_be)
        if of_year is None:
            raise Http404(thai_digits(f"ยังไม่มีกรอบการประเมินของปีงบประมาณ พ.ศ. {year_be}"))
        may_enter = visit_of(request).may(Right.EDIT_SCORES, organization)
        if request.method == "POST" and not may_enter:
            raise PermissionDenied(f"ท่านไม่มีสิทธิแก้ไขคะแนนของ{organization}")
        scores, level = stored_scores(organization, of_year.framework)
        table = partial(
            ScoreTableForm,
            organization=organization,
            of_year=of_year,
            scores=scores,
            level=level,
            read_only=not may_enter,
        )
        pasted = PastedScoresForm()
        reading: ScoreReading | None = None
        if "read_pasted" in request.POST:
            pasted = PastedScoresForm(request.POST)
            reading = read_pasted(pasted, of_year, organization)
            form = table(
                typed=reading.scores if reading else None,
                typed_level=reading.level if reading else "",
            )
        elif request.method == "POST":
            form = table(request.POST)
            if form.is_valid() and self._entered(request, organization, form):
                return HttpResponseRedirect(request.path)
        else:
            form = table()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"คะแนน{of_year.year}",
            "subtitle": str(organization),
            "organization": organization,
            "form": form,
            "page": score_page(form, ScoreBook(organization)),
            "pasted": pasted,
            "reading": reading,
            "may_enter": may_enter,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/score_table.html", context)

    def _entered(
        self, request: HttpRequest, organization: Organization, form: ScoreTableForm
    ) -> bool:
        """Save the table; what the action refuses becomes an error of the form."""
        year = form.of_year.year
        try:
            entry = enter_year(
                organization,
                year,
                form.values,
                level=form.level,
                percent=form.percent,
                shown=form.shown,
                shown_level=form.shown_level,
                by=visit_of(request).user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return False
        text = f"บันทึกคะแนน{year}แล้ว" if entry else "ไม่มีคะแนนที่เปลี่ยนแปลง"
        self.message_user(request, text, messages.SUCCESS)
        return True
