"""What a plan says beside its table: years, form of report, introduction, appendix, signatories."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.models import inlineformset_factory

from measures.models import MeasurePlan, Signatory

from .entries import EntryForm, EntryFormSet
from .fields import ParagraphsFormField, ParagraphsTextarea, PlainTextField

_HOW_TO_TYPE = "หนึ่งบรรทัดคือหนึ่งย่อหน้า ขึ้นต้นบรรทัดด้วย ๑. หรือ - เพื่อให้เป็นข้อ"


def _helper(*fields: str) -> FormHelper:
    """The fields in this order; the note of what the page showed is put beside them."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.field_template = "forms/field.html"
    helper.render_hidden_fields = False
    helper.layout = Layout(*fields)
    return helper


class GeneralForm(EntryForm):
    """The plan itself, without its table."""

    introduction = ParagraphsFormField(
        label="คำนำ",
        required=False,
        help_text=f"พิมพ์ก่อนตาราง {_HOW_TO_TYPE}",
        widget=ParagraphsTextarea(attrs={"rows": 6}),
    )
    appendix = ParagraphsFormField(
        label="ข้อความภาคผนวก",
        required=False,
        help_text=f"พิมพ์ในภาคผนวก ก่อนภาพถ่ายและลิงก์ {_HOW_TO_TYPE}",
        widget=ParagraphsTextarea(attrs={"rows": 3}),
    )

    class Meta:
        model = MeasurePlan
        fields = ("form", "posted_for", "score_year", "introduction", "appendix")
        widgets = {
            name: forms.Select(attrs={"class": "form-select"})
            for name in ("form", "posted_for", "score_year")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posted_for"].help_text = "ปีการประเมินที่จะนำรายงานนี้ไปตอบ"
        self.fields["score_year"].help_text = "ปีหลังของคะแนนสองปีที่เทียบกัน"
        for year in ("posted_for", "score_year"):
            chosen = self.fields[year]
            assert isinstance(chosen, forms.ModelChoiceField)
            chosen.empty_label = "ยังไม่ระบุ"
        self.helper = _helper(*self.Meta.fields)


class SignatoryForm(EntryForm):
    """One who signs; the order is that in which they were added."""

    role = PlainTextField(label="ลงนามในฐานะ", max_length=100, help_text="เช่น ผู้รายงาน")
    name = PlainTextField(
        label="ชื่อ-สกุล", max_length=200, required=False, help_text="เว้นว่างเพื่อพิมพ์เส้นให้เขียน"
    )
    position_title = PlainTextField(
        label="ตำแหน่ง", max_length=200, required=False, help_text="เช่น ปลัดเทศบาล"
    )

    class Meta:
        model = Signatory
        fields = ("role", "name", "position_title")


class _Signatories(EntryFormSet):
    """Those who sign, and an empty form for one more."""

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Those stored may be removed."""
        super().add_fields(form, index)
        names = ["role", "name", "position_title"]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "ลบผู้ลงนามนี้"
            names.append("DELETE")
        form.helper = _helper(*names)  # type: ignore[attr-defined]


SignatoryFormSet: type[EntryFormSet] = inlineformset_factory(  # type: ignore[assignment]
    MeasurePlan,
    Signatory,
    form=SignatoryForm,
    formset=_Signatories,
    extra=1,
    can_delete=True,
    can_delete_extra=False,
)
