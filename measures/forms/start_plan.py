"""Starting a plan: for which year, and with what in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind, ReportForm
from measures.models import FiscalYear, MeasurePlan

_COPY = "copy-"
_INDICATORS, _ISSUES = "indicators", "issues"
_NO_YEAR = "ยังไม่ได้เลือกปีงบประมาณ โปรดเลือกปีที่ดำเนินการตามมาตรการ เช่น ๒๕๖๙"
_NO_WAY = "ยังไม่ได้เลือกวิธีเริ่ม โปรดเลือกหนึ่งวิธี เช่น คัดลอกจากแผนปีก่อน"


class StartPlanForm(forms.Form):
    """A year without a plan, and the way; `plans` are those that may be copied, newest first."""

    year_be = forms.TypedChoiceField(
        label="ปีงบประมาณที่ดำเนินการ",
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _NO_YEAR, "invalid_choice": _NO_YEAR},
    )
    way = forms.ChoiceField(
        label="เริ่มจาก",
        widget=forms.RadioSelect,
        error_messages={"required": _NO_WAY, "invalid_choice": _NO_WAY},
    )
    form = forms.ChoiceField(
        label="แบบรายงาน",
        choices=ReportForm.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="ใช้เมื่อเริ่มจากหัวข้อว่าง แผนที่คัดลอกใช้แบบเดิม เปลี่ยนภายหลังได้",
        error_messages={
            "required": "ยังไม่ได้เลือกแบบรายงาน โปรดเลือกจากรายการ เช่น รายงานผลตามประเด็น",
            "invalid_choice": "อ่านได้ “%(value)s” ไม่มีแบบนี้ โปรดเลือกจากรายการ เช่น รายงานผลตามประเด็น",
        },
    )

    def __init__(
        self, *args: Any, years: Sequence[FiscalYear], plans: Sequence[MeasurePlan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._years = {year.year_be: year for year in years}
        self._plans = {f"{_COPY}{plan.fiscal_year.year_be}": plan for plan in plans}
        year_be, way = self.fields["year_be"], self.fields["way"]
        assert isinstance(year_be, forms.ChoiceField)
        assert isinstance(way, forms.ChoiceField)
        newest = max((plan.fiscal_year.year_be for plan in plans), default=0)
        following = min((year for year in self._years if newest and year > newest), default=None)
        year_be.choices = [
            *([] if following else [("", "เลือกปีงบประมาณ")]),
            *((year, thai_digits(str(year))) for year in self._years),
        ]
        way.choices = [
            *((key, f"คัดลอกจากแผน{plan.fiscal_year}") for key, plan in self._plans.items()),
            (_INDICATORS, "หัวข้อว่างตามตัวชี้วัดของปี"),
            (_ISSUES, "หัวข้อว่างตามประเด็นของปี"),
        ]
        self.initial.setdefault("year_be", following)
        self.initial.setdefault("way", next(iter(self._plans), _ISSUES))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"
        self.helper.add_input(Submit("", "เริ่มแผน", css_id="start"))

    def clean(self) -> dict[str, Any]:
        """A plan is copied into a later year."""
        cleaned = super().clean() or self.cleaned_data
        copied = self._plans.get(cleaned.get("way", ""))
        year_be = cleaned.get("year_be")
        if copied is not None and year_be and copied.fiscal_year.year_be >= year_be:
            self.add_error(
                "way",
                thai_digits(
                    f"เลือกคัดลอกจากแผนปี {copied.fiscal_year.year_be} แต่ปีที่จะเริ่มคือ {year_be} "
                    f"โปรดคัดลอกจากแผนของปีก่อนปีที่จะเริ่ม เช่น เริ่มปี {copied.fiscal_year.year_be + 1}"
                ),
            )
        return cleaned

    @property
    def fiscal_year(self) -> FiscalYear:
        """The year chosen."""
        return self._years[self.cleaned_data["year_be"]]

    @property
    def copied(self) -> MeasurePlan | None:
        """The plan to copy; None where headings are laid out."""
        return self._plans.get(self.cleaned_data["way"])

    @property
    def kind(self) -> GroupKind:
        """What the headings laid out are of."""
        is_issues = self.cleaned_data["way"] == _ISSUES
        return GroupKind.ISSUE if is_issues else GroupKind.INDICATOR

    @property
    def report_form(self) -> ReportForm:
        """The form of report of a plan that copies none."""
        return ReportForm(self.cleaned_data["form"])
